//! The board on the terminal: the app, drawn by the view, with the disk thread behind it.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};

use ratatui::Frame;

use super::{Bell, Errand, Error, Flush, Program, bell, keep_crashes, run, size};
use crate::app::{App, Counted, Effect, Message};
use crate::model::Date;
use crate::session::{
    Counter, Flushed, Folders, LONGEST_WAIT, Opened, Report, Session, Sheets, begin, broken_at,
    file_of, open_other, remember,
};
use crate::settings::Settings;
use crate::store::{Expected, keep_copied};
use crate::view;

/// Shows a board until the person leaves, and returns what is still to be told them then.
pub fn show(
    opened: Opened,
    settings: Settings,
    today: Date,
    folders: &Folders,
) -> Result<Option<String>, Error> {
    let path = opened.store.path().to_owned();
    let (bell, ear) = bell()?;
    let escape = settings.escape;
    let is_blurred = settings.blur_at_start;
    let (mut app, session, reports) = begin(opened, settings, today, size(), ringing(&bell))?;
    if is_blurred {
        app.hide_people();
    }
    let (counter, counts) = counter(&bell)?;
    let present = Arc::new(Mutex::new(session.clone()));
    let mut program = BoardProgram {
        app,
        session,
        reports,
        counter,
        counts,
        sheets: Sheets::new(ringing(&bell)),
        path,
        folders: folders.clone(),
        bell: bell.clone(),
        present: Arc::clone(&present),
        unheard: VecDeque::new(),
    };
    // However it ends, what can't be saved is put aside.
    let flush: Flush = Arc::new(move || {
        let session = present.lock().unwrap_or_else(PoisonError::into_inner);
        drop(session.leave(LONGEST_WAIT));
    });
    keep_crashes(folders.state.clone());
    let ended = run(&mut program, (bell, ear), flush, escape);
    let left = program.session.leave(LONGEST_WAIT);
    program.remember();
    ended.map(|()| left.last_words())
}

/// Returns what another thread wakes the loop with.
fn ringing(bell: &Bell) -> impl Fn() + Send + Sync + 'static {
    let bell = bell.clone();
    move || bell.ring()
}

/// Starts the thread that counts who is next.
fn counter(bell: &Bell) -> std::io::Result<(Counter, Receiver<Counted>)> {
    Counter::start(ringing(bell))
}

struct BoardProgram {
    app: App,
    session: Session,
    reports: Receiver<Report>,
    counter: Counter,
    counts: Receiver<Counted>,
    sheets: Sheets,
    path: PathBuf,
    folders: Folders,
    bell: Bell,
    /// The session of the board that is open now, for whoever has to end it in a hurry.
    present: Arc<Mutex<Session>>,
    /// What the app has yet to hear.
    unheard: VecDeque<Message>,
}

impl BoardProgram {
    fn remember(&self) {
        remember(&self.path, self.app.parting(), &self.folders);
    }

    /// Saves and leaves this board and shows another one; or says why not, and stays.
    fn open(&mut self, path: &Path, title: Option<&str>) -> Result<(), String> {
        match self.session.flush(LONGEST_WAIT) {
            Flushed::Saved => {}
            Flushed::NotSaved(sentence) => return Err(sentence),
            Flushed::Late => return Err("The disk did not answer in time; try again.".to_owned()),
        }
        let opened = open_other(path, &self.folders)?;
        let is_new = opened.expected == Expected::Nothing;
        let path = opened.store.path().to_owned();
        let (settings, today) = (self.app.settings().clone(), self.app.today());
        let begun = begin(
            opened,
            settings,
            today,
            self.app.size(),
            ringing(&self.bell),
        );
        let (app, session, reports) = begun.map_err(|error| error.to_string())?;
        let counting = counter(&self.bell).map_err(|error| error.to_string())?;
        self.remember();
        (self.counter, self.counts) = counting;
        self.sheets.forget();
        self.app = app;
        // All is saved, so that leaving the other one has nothing left to tell.
        drop(self.session.leave(LONGEST_WAIT));
        *self.present.lock().unwrap_or_else(PoisonError::into_inner) = session.clone();
        (self.session, self.reports, self.path) = (session, reports, path);
        if let Some(title) = title.filter(|_| is_new) {
            for effect in self.app.entitle(title) {
                self.perform(effect);
            }
        }
        if is_new {
            // Nothing goes out of it: it only asks.
            drop(self.app.offer_departments());
        }
        // As the loop did for the one before: with this it begins.
        let size = self.app.size();
        for effect in self.app.update(Message::Resized(size)) {
            self.perform(effect);
        }
        Ok(())
    }
}

impl Program for BoardProgram {
    fn update(&mut self, message: Message) -> Vec<Effect> {
        self.app.update(message)
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Save { text, board } => self.session.save(text, board),
            Effect::PutAway(journal) => self.session.put_away(journal),
            Effect::Adopt { save } => self.session.adopt(save),
            Effect::Recreate { text, board } => self.session.recreate(text, board),
            Effect::Accept => self.session.accept(),
            Effect::Look => self.session.look(),
            Effect::Flush => self.session.write_now(),
            Effect::Open { path, title } => {
                if let Err(sentence) = self.open(&path, title.as_deref()) {
                    self.unheard.push_back(Message::Told(sentence));
                    self.bell.ring();
                }
            }
            Effect::Import(path) => self.sheets.read(path),
            Effect::Count(counting) => self.counter.count(counting),
            Effect::Copy { what, text } => {
                let sentence = match keep_copied(&self.folders.state, &text) {
                    Ok(path) => format!(
                        "This terminal takes no copies: {what} is in {}",
                        path.display()
                    ),
                    Err(why) => format!("{what} can't be copied: {why}"),
                };
                self.unheard.push_back(Message::Told(sentence));
                self.bell.ring();
            }
            // The loop's own.
            Effect::Quit | Effect::Suspend | Effect::Redraw | Effect::OpenEditor { .. } => {}
        }
    }

    fn hand_over(&mut self, line: Option<usize>) -> Result<Errand, String> {
        // What can't be saved is kept and merged with what the editor writes.
        if self.session.flush(LONGEST_WAIT) == Flushed::Late {
            return Err("The disk did not answer in time; try again.".to_owned());
        }
        let name = &self.app.origin().name;
        let Some(file) = file_of(&self.path) else {
            return Err(format!(
                "{name} is not on disk yet; a change makes it, then e opens it"
            ));
        };
        let broken = broken_at(&self.path, &self.folders);
        Ok(Errand {
            file,
            line: broken.or(line),
        })
    }

    fn receive(&mut self) -> Option<Message> {
        if let Ok(counted) = self.counts.try_recv() {
            return Some(Message::Counted(Box::new(counted)));
        }
        if let Some(message) = self.sheets.ready() {
            return Some(message);
        }
        while self.unheard.is_empty() {
            let report = self.reports.try_recv().ok()?;
            self.unheard.extend(self.session.messages(report));
        }
        self.unheard.pop_front()
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        view::draw(&self.app, frame);
    }
}
