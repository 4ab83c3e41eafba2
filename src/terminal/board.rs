//! The board on the terminal: the app, drawn by the view, with the disk thread behind it.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};

use ratatui::Frame;

use super::{Bell, Error, Flush, Program, bell, run, size};
use crate::app::{App, Effect, Message};
use crate::model::{Date, Id};
use crate::session::{
    Flushed, Folders, LONGEST_WAIT, Opened, Report, Session, begin, open_other, remember,
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
    let escape = settings.escape;
    let (app, session, reports) = begin(opened, settings, today, size(), ringing(&bell))?;
    let present = Arc::new(Mutex::new(session.clone()));
    let mut program = BoardProgram {
        app,
        session,
        reports,
        path,
        folders: folders.clone(),
        bell: bell.clone(),
        present: Arc::clone(&present),
        refused: None,
    };
    // However it ends, what can't be saved is put aside.
    let flush: Flush = Arc::new(move || {
        let session = present.lock().unwrap_or_else(PoisonError::into_inner);
        drop(session.leave(LONGEST_WAIT));
    });
    let ended = run(&mut program, (bell, ear), flush, escape);
    let left = program.session.leave(LONGEST_WAIT);
    program.remember();
    ended.map(|()| left.last_words())
}

/// Returns what the disk thread wakes the loop with.
fn ringing(bell: &Bell) -> impl Fn() + Send + Sync + 'static {
    let bell = bell.clone();
    move || bell.ring()
}

struct BoardProgram {
    app: App,
    session: Session,
    reports: Receiver<Report>,
    path: PathBuf,
    folders: Folders,
    bell: Bell,
    /// The session of the board that is open now, for whoever has to end it in a hurry.
    present: Arc<Mutex<Session>>,
    /// Why another board was not opened, until the app has heard it.
    refused: Option<String>,
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
        self.remember();
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
                    self.refused = Some(sentence);
                    self.bell.ring();
                }
            }
            // The loop's own.
            Effect::Quit | Effect::Suspend | Effect::Redraw => {}
        }
    }

    fn receive(&mut self) -> Option<Message> {
        if let Some(sentence) = self.refused.take() {
            return Some(Message::Told(sentence));
        }
        let session = &self.session;
        let mut messages = self
            .reports
            .try_iter()
            .filter_map(|report| session.message(report));
        messages.next()
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        view::draw(&self.app, frame);
    }
}
