//! The board on the terminal: the app, drawn by the view, with the disk thread behind it.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};

use ratatui::Frame;

use super::{Bell, Error, Flush, Program, bell, run, size};
use crate::app::{App, Counted, Effect, Message};
use crate::layout::Size;
use crate::model::{Date, Id};
use crate::session::{
    Counter, Flushed, Folders, LONGEST_WAIT, Left, Opened, Report, Session, Source, Unopened,
    find_unsaved, open, remember,
};
use crate::settings::Settings;
use crate::store::Expected;
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
    let (app, session, reports) = begin(opened, settings, today, size(), &bell)?;
    let (counter, counts) = counter(&bell)?;
    let present = Arc::new(Mutex::new(session.clone()));
    let mut program = BoardProgram {
        app,
        session,
        reports,
        counter,
        counts,
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
    let ended = run(&mut program, (bell, ear), flush);
    let left = program.session.leave(LONGEST_WAIT);
    program.remember();
    ended.map(|()| last_words(left))
}

/// Starts the disk thread and the app on a board that was opened, with all it has to offer.
#[expect(
    clippy::large_types_passed_by_value,
    reason = "what was opened is taken apart here, once a board"
)]
fn begin(
    opened: Opened,
    settings: Settings,
    today: Date,
    size: Size,
    bell: &Bell,
) -> std::io::Result<(App, Session, Receiver<Report>)> {
    let waker = bell.clone();
    let base = opened.document.board().clone();
    let found = find_unsaved(&opened.store, &opened.document);
    let ring = move || waker.ring();
    let (session, reports) = Session::start(opened.store, opened.expected, base, ring)?;
    session.keep_journal(opened.document.text().to_owned(), found.orphans);
    let mut app = App::new(opened.document, opened.origin, settings, today, size);
    if let Some(selected) = opened.selected {
        app.select(&selected);
    }
    if let Some(missing) = opened.missing {
        app.offer(missing);
    }
    for sentence in found.remarks {
        app.update(Message::Told(sentence));
    }
    app.offer_unsaved(found.offers);
    Ok((app, session, reports))
}

/// Starts the thread that counts who is next.
fn counter(bell: &Bell) -> std::io::Result<(Counter, Receiver<Counted>)> {
    let bell = bell.clone();
    Counter::start(move || bell.ring())
}

fn last_words(left: Left) -> Option<String> {
    match left {
        Left::Saved => None,
        Left::Kept { sentence, .. } | Left::Noted(sentence) | Left::Lost(sentence) => {
            Some(sentence)
        }
        Left::Late => {
            Some("The disk did not answer in time; look whether the file is complete.".to_owned())
        }
    }
}

struct BoardProgram {
    app: App,
    session: Session,
    reports: Receiver<Report>,
    counter: Counter,
    counts: Receiver<Counted>,
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
        let selected = self.app.selected_id().map(Id::as_str);
        remember(&self.path, selected, &self.folders);
    }

    /// Saves and leaves this board and shows another one; or says why not, and stays.
    fn open(&mut self, path: &Path, title: Option<&str>) -> Result<(), String> {
        match self.session.flush(LONGEST_WAIT) {
            Flushed::Saved => {}
            Flushed::NotSaved(sentence) => return Err(sentence),
            Flushed::Late => return Err("The disk did not answer in time; try again.".to_owned()),
        }
        let opened = open(Source::File(at_home(path)), &self.folders);
        let opened = opened.map_err(|why| not_opened(path, &why))?;
        let is_new = opened.expected == Expected::Nothing;
        let path = opened.store.path().to_owned();
        let (settings, today) = (*self.app.settings(), self.app.today());
        let begun = begin(opened, settings, today, self.app.size(), &self.bell);
        let (app, session, reports) = begun.map_err(|error| error.to_string())?;
        let counting = counter(&self.bell).map_err(|error| error.to_string())?;
        self.remember();
        (self.counter, self.counts) = counting;
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
        // As the loop did for the one before: with this it begins.
        let size = self.app.size();
        for effect in self.app.update(Message::Resized(size)) {
            self.perform(effect);
        }
        Ok(())
    }
}

/// Returns `~/boards/mine.ron` with the home folder in it, as shells write it out.
fn at_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), std::env::home_dir()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

fn not_opened(path: &Path, why: &Unopened) -> String {
    match why {
        Unopened::Unreadable(failure) => failure.to_string(),
        Unopened::Unsound { problems, .. } => {
            let path = path.display();
            let count = match problems.len() {
                1 => "a problem".to_owned(),
                many => format!("{many} problems"),
            };
            format!("{path} has {count}; `onside check {path}` shows where")
        }
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
            Effect::Count(counting) => self.counter.count(counting),
            // The loop's own.
            Effect::Quit | Effect::Suspend | Effect::Redraw => {}
        }
    }

    fn receive(&mut self) -> Option<Message> {
        if let Ok(counted) = self.counts.try_recv() {
            return Some(Message::Counted(Box::new(counted)));
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
