//! One of the people at a board in the soak: reads the file, notes talks, saves, answers and
//! leaves.

use std::sync::mpsc::Receiver;
use std::thread;
use std::time::Duration;

use crate::app::{App, Effect, Message, Origin, Overlay, SaveState};
use crate::document::Document;
use crate::layout::Size;
use crate::model::Board;
use crate::session::opening::Unread;
use crate::session::pace::Pace;
use crate::session::{Footing, Found, Left, Report, Session, find_unsaved, theirs, unanswered};
use crate::settings::{Capabilities, Charset, Depth, Key, Settings};
use crate::store::simulator::Simulator;
use crate::store::{Expected, Offered, StateFolder, Store};

/// The board's file on the simulated disk.
pub const FILE: &str = "/work/programme.ron";
const HOUR: Duration = Duration::from_hours(1);

/// One person at a board.
pub struct Desk {
    pub app: App,
    session: Session,
    reports: Receiver<Report>,
}

/// A board that was read, and on which nobody works yet.
pub struct Read {
    document: Document,
    footing: Footing<Simulator>,
    offered: Option<Offered>,
    found: Found,
}

impl Read {
    /// Reads the file as it is now.
    pub fn now(disk: &Simulator) -> Self {
        let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
        let mut unread = Unread::new(store);
        let loaded = unread.load().unwrap();
        let document = Document::load(&loaded.bytes).unwrap();
        let offered = theirs::offered(&unread.store, unread.last, &document);
        // What is found is locked by a process of its own, which ends at once.
        let looking = thread::scope(|scope| {
            let look = scope.spawn(|| find_unsaved(&unread.store, &document));
            look.join()
        });
        let found = looking.unwrap();
        let footing = Footing {
            store: unread.store,
            expected: Expected::File(loaded.fingerprint),
            base: document.board().clone(),
            lineage: unread.lineage,
        };
        Self {
            document,
            footing,
            offered,
            found,
        }
    }
}

impl Desk {
    /// Opens the file as it is now.
    pub fn open(disk: &Simulator) -> Self {
        Self::begin(Read::now(disk))
    }

    /// Begins to work on a board that was read.
    pub fn begin(read: Read) -> Self {
        let Read {
            document,
            footing,
            offered,
            found,
        } = read;
        let (session, reports) = Session::paced(footing, Pace::on_demand(), || {}).unwrap();
        let settings = Settings::of(Capabilities {
            depth: Depth::Sixteen,
            charset: Charset::Unicode,
            is_dumb: false,
        });
        let origin = Origin {
            name: "programme.ron".to_owned(),
            welcome: None,
            remarks: Vec::new(),
            is_read_only: false,
        };
        let size = Size {
            width: 80,
            height: 24,
        };
        let today = "2026-11-22".parse().unwrap();
        session.keep_journal(document.text().to_owned(), found.orphans);
        // Until it has begun nobody else does anything.
        session.flush(HOUR);
        let mut app = App::new(document, origin, settings, today, size);
        if let Some(offered) = offered {
            app.offer(unanswered::missing(&offered, app.board()).unwrap());
            session.keep_offered(offered);
        }
        app.offer_unsaved(found.offers);
        Self {
            app,
            session,
            reports,
        }
    }

    /// Notes a talk that nobody else notes, if no question is in the way.
    pub fn note(&mut self, token: &str) -> bool {
        if self.app.overlay().is_some() {
            return false;
        }
        self.press("t");
        for char in format!("call {token}").chars() {
            self.hear(Message::Key(Key::char(char)));
        }
        self.press("Enter");
        assert!(self.app.document().text().contains(token));
        true
    }

    pub fn press(&mut self, key: &str) {
        self.hear(Message::Key(key.parse::<Key>().unwrap()));
    }

    fn hear(&mut self, message: Message) {
        for effect in self.app.update(message) {
            match effect {
                Effect::Save { text, board } => self.session.save(text, board),
                Effect::Adopt { save } => self.session.adopt(save),
                Effect::Accept => self.session.accept(),
                Effect::PutAway(journal) => self.session.put_away(journal),
                Effect::Recreate { .. } | Effect::Quit => panic!("{effect:?}"),
                _ => {}
            }
        }
    }

    /// Lets the disk thread save and look, and takes in what it tells.
    pub fn turn(&mut self) {
        self.session.look();
        self.session.flush(HOUR);
        while let Ok(report) = self.reports.try_recv() {
            for message in self.session.messages(report) {
                self.hear(message);
            }
        }
    }

    /// Answers every question that is open.
    pub fn answer(&mut self, key: &str) {
        while let Some(Overlay::Conflicts(asked)) = self.app.overlay() {
            for _ in asked.answered()..asked.questions().len() {
                self.press(key);
            }
            self.press("Enter");
        }
    }

    /// Says whether something is offered that an older version lacks, which was put back on
    /// purpose, it seems.
    pub fn is_offered(&self, token: &str) -> bool {
        let missing = self.app.missing();
        let is_in = |board: &Board| format!("{board:?}").contains(token);
        missing.is_some_and(|it| is_in(&it.saved) && !is_in(self.app.board()))
    }

    /// Puts back what is offered, or leaves it out.
    pub fn decide(&mut self, is_wanted: bool) {
        if self.app.missing().is_some() && self.app.overlay().is_none() {
            self.press("B");
        }
        match self.app.overlay() {
            Some(Overlay::Missing) => self.press(if is_wanted { "Enter" } else { "x" }),
            Some(Overlay::Recovery(_)) => self.press(if is_wanted { "Enter" } else { "q" }),
            _ => {}
        }
    }

    /// Says whether the screen calls all of it saved.
    pub fn is_saved(&self) -> bool {
        matches!(self.app.saved(), SaveState::Saved(_))
    }

    /// Waits for the disk thread.
    pub fn rest(&self) {
        self.session.flush(HOUR);
    }

    /// Is killed at that call, while it saves what is noted now.
    pub fn kill(mut self, disk: &Simulator, call: usize, token: &str) {
        self.rest();
        disk.world().take_steps();
        disk.world().crash_at(call);
        self.note(token);
        self.turn();
        disk.world().stop(true);
        drop(self.session);
        while self.reports.recv().is_ok() {}
        disk.world().stop(false);
    }

    /// Leaves when all is saved.
    pub fn leave(mut self) {
        for _ in 0..8 {
            self.turn();
            self.answer("t");
            self.decide(true);
        }
        self.turn();
        assert_eq!(self.session.leave(HOUR), Left::Saved);
        drop(self.session);
        while self.reports.recv().is_ok() {}
    }

    pub fn is_settled(&self, disk: &Simulator) -> bool {
        disk.get(FILE).as_deref() == Some(self.app.document().text().as_bytes())
    }
}
