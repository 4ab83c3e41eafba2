//! The board on the terminal: the app, drawn by the view, with the disk thread behind it.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use ratatui::Frame;

use super::{Error, Flush, Program, bell, run, size};
use crate::app::{App, Effect, Message};
use crate::model::Date;
use crate::session::{
    Folders, LONGEST_WAIT, Left, Opened, Report, Session, find_unsaved, remember,
};
use crate::settings::Settings;
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
    let waker = bell.clone();
    let base = opened.document.board().clone();
    let found = find_unsaved(&opened.store, &opened.document);
    let ring = move || waker.ring();
    let (session, reports) = Session::start(opened.store, opened.expected, base, ring)?;
    session.keep_journal(opened.document.text().to_owned(), found.orphans);
    let mut app = App::new(opened.document, opened.origin, settings, today, size());
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
    let mut program = BoardProgram {
        app,
        session: session.clone(),
        reports,
    };
    let at_the_end = session.clone();
    // However it ends, what can't be saved is put aside.
    let flush: Flush = Arc::new(move || drop(at_the_end.leave(LONGEST_WAIT)));
    let ended = run(&mut program, (bell, ear), flush);
    let left = session.leave(LONGEST_WAIT);
    remember(
        &path,
        program.app.selected_id().map(crate::model::Id::as_str),
        folders,
    );
    ended.map(|()| last_words(left))
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
            // The loop's own.
            Effect::Quit | Effect::Suspend | Effect::Redraw => {}
        }
    }

    fn receive(&mut self) -> Option<Message> {
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
