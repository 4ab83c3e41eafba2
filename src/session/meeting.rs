//! Meeting what somebody else wrote: what is told of it, and what becomes of it.
//!
//! Promises: once a second a few system calls and nothing more while nothing changes;
//! nothing is saved between telling of theirs and hearing what became of it. What another
//! session saved is told before what took its place in the file, as if it had been seen
//! there. Leaves a file that is gone or says no board to `doubting`.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::termios::ttyname;

use super::Report;
use super::pending::{Pending, Trouble};
use super::saving::Saving;
use super::theirs;
use super::unanswered::lacks;
use super::watching::{Before, Offer};
use crate::app::Theirs;
use crate::document::Document;
use crate::model::Board;
use crate::store::{
    Ancestor, Disk, Expected, Fingerprint, Loaded, Look, Neighbour, Offered, SaveError, Sight,
};

impl<D: Disk> Saving<D> {
    /// Looks whether anything about the file has changed.
    pub(super) fn look(&mut self) {
        self.watching.next = Instant::now() + self.pace.poll;
        self.see_neighbours();
        if self.watching.has_offer() {
            return;
        }
        match self.store.look(&mut self.watching.sight) {
            Look::Same => {}
            Look::Read(loaded) => self.meet(&loaded),
            Look::Missing => self.miss(),
            Look::Unreadable(failure) => self.doubt(None, &failure.what()),
        }
    }

    /// Takes in what the file holds.
    fn meet(&mut self, loaded: &Loaded) {
        let last = self.lineage.trace(&self.store);
        if let Some(document) = self.unseen(last.as_ref(), loaded.fingerprint) {
            let report = self.offer(document, last.as_ref());
            return self.reporter.report(report);
        }
        if self.expected == Expected::File(loaded.fingerprint) {
            return self.recover();
        }
        match Document::load(&loaded.bytes) {
            Ok(document) => {
                let report = self.offer(document, last.as_ref());
                self.reporter.report(report);
            }
            Err(problems) => {
                let sentence = self.no_board(&loaded.bytes, &problems);
                self.doubt(Some(loaded.fingerprint), &sentence);
            }
        }
    }

    /// Returns `last`, what another session saved, if nobody here has seen it and the file says
    /// `fingerprint`, and no longer that. What stands there now comes after it.
    fn unseen(&mut self, last: Option<&Ancestor>, fingerprint: Fingerprint) -> Option<Document> {
        let last = self.lineage.unknown(last)?;
        if last.fingerprint() == fingerprint {
            return None;
        }
        let document = Document::load(&last.bytes).ok();
        if document.is_none() {
            // It is no board, of a newer version perhaps: nothing can be taken in of it.
            self.lineage.learn(last.fingerprint());
        }
        document
    }

    /// The file is what we know again: what waited for that is saved.
    fn recover(&mut self) {
        let was_told = self.watching.unsound.take().is_some_and(|it| it.is_told)
            | self.watching.missing.take().is_some_and(|it| it.is_told);
        if let Some(pending) = &mut self.pending
            && was_told
        {
            pending.retry();
        }
        if was_told {
            let is_waiting = self.pending.is_some();
            self.reporter.report(Report::Mended { is_waiting });
        }
    }

    /// Tells of a text that somebody else wrote, when that was saved last. Until it is taken in,
    /// nothing is saved.
    fn offer(&mut self, document: Document, last: Option<&Ancestor>) -> Report {
        self.watching.unsound = None;
        self.watching.missing = None;
        let fingerprint = Fingerprint::of(document.text().as_bytes());
        let base = self.watching.base.clone();
        self.keep_replaced(fingerprint);
        let is_passed_over = || self.is_passed_over();
        let ancestors = || self.lineage.ancestors(&self.store);
        let origin = theirs::origin(last, ancestors, &base, &document, is_passed_over);
        let writer = if origin.is_session() {
            "another session".to_owned()
        } else {
            self.watching.writer()
        };
        let older = origin.older(|is_known| {
            let is_new = self.watching.put_back != Some(fingerprint);
            is_new && (self.watching.has_editor() || !is_known)
        });
        let said = document.board();
        let is_unaware = older.as_ref().is_some_and(|older| older.is_unaware);
        if is_unaware {
            self.watching.put_back = Some(fingerprint);
        }
        self.watching.offer = Some(Offer {
            expected: Expected::File(fingerprint),
            base: match &older {
                Some(older) if older.is_unaware => theirs::mended(&older.parent, said, &base),
                _ => said.clone(),
            },
            text: Some(document.text().into()),
            kept: None,
            displaced: None,
            saved_at: last
                .filter(|it| it.fingerprint() == fingerprint)
                .map(|it| it.at),
            older: origin.parent().filter(|_| !is_unaware).map(Arc::from),
        });
        Report::Theirs(Box::new(Theirs {
            document,
            base,
            older,
            writer,
            kept: None,
        }))
    }

    /// Holds what an older version that says `said` lacks and was put back on purpose, it seems: it
    /// is only offered. What waits is nowhere else from now on, so it is kept at once.
    fn hold_what_lacks(&mut self, parent: &str, said: &Board) {
        let waiting = self.pending.as_ref().map(|pending| &pending.text);
        let Some(ours) = waiting.or(self.watching.text.as_ref()) else {
            return;
        };
        let offered = Offered {
            at: self.store.now(),
            parent: parent.into(),
            saved: ours.as_bytes().into(),
        };
        if lacks(said, &offered) {
            self.unanswered.hold(offered);
        }
        if self.pending.is_some() {
            self.unanswered.keep(&self.store, said);
        }
    }

    /// Says whether what the file said was displaced by another session that had not seen it: both
    /// saved at once.
    fn is_passed_over(&self) -> bool {
        let fingerprint = self
            .watching
            .text
            .as_ref()
            .map(|text| Fingerprint::of(text.as_bytes()));
        let since = self.watching.since;
        fingerprint.is_some_and(|it| self.store.was_displaced_unseen(&it, since))
    }

    /// Keeps what the file said before another program replaced it: no save of ours does, and
    /// somebody may have it in a buffer.
    fn keep_replaced(&self, by: Fingerprint) {
        let Some(text) = &self.watching.text else {
            return;
        };
        let fingerprint = Fingerprint::of(text.as_bytes());
        if fingerprint != by && !self.store.was_in_the_file(&fingerprint, Duration::ZERO) {
            // Not told: nothing of ours depends on it.
            let _ = self.store.keep_version(text.as_bytes());
        }
    }

    /// Takes in what a save found in the file. Returns what to tell instead of the failure.
    pub(super) fn meet_at_save(
        &mut self,
        error: &SaveError,
        before: Option<Before>,
    ) -> Option<Report> {
        match error {
            SaveError::Diverged { theirs, .. } => {
                let last = self.lineage.trace(&self.store);
                let unseen = self.unseen(last.as_ref(), theirs.fingerprint);
                let document = unseen.or_else(|| Document::load(&theirs.bytes).ok());
                if let Some(document) = document {
                    return Some(self.offer(document, last.as_ref()));
                }
                // What another session saved, and is no board, is in nobody's way.
                let unknown = self.lineage.unknown(last.as_ref())?;
                self.lineage.learn(unknown.fingerprint());
                None
            }
            SaveError::Displaced {
                theirs,
                kept,
                saved,
                ..
            } => {
                let document = Document::load(theirs.as_ref()?).ok()?;
                let Before { board: base, text } = before?;
                self.watching.offer = Some(Offer {
                    expected: Expected::File(saved.fingerprint),
                    base: self.watching.base.clone(),
                    text: None,
                    kept: Some(kept.clone()),
                    displaced: Some(Fingerprint::of(document.text().as_bytes())),
                    saved_at: None,
                    older: None,
                });
                let ancestors = self.lineage.ancestors(&self.store);
                let origin =
                    theirs::origin_of_displaced(ancestors, &base, &document, saved.fingerprint);
                if let Some(parent) = origin.parent().or(text.as_deref()) {
                    self.note_displaced(parent, document.text());
                }
                Some(Report::Theirs(Box::new(Theirs {
                    document,
                    base,
                    // Ours is in the file already: whatever it lacked is put back.
                    older: origin.older(|_| true),
                    writer: self.watching.writer(),
                    kept: Some(kept.display().to_string()),
                })))
            }
            _ => None,
        }
    }

    /// Hears what became of theirs: from now on it may be replaced, by `save` if anything.
    /// Returns its text, if that is what the file says.
    pub(super) fn adopt(&mut self, save: Option<Box<Pending>>) -> Option<Arc<str>> {
        let mut theirs = None;
        if let Some(offer) = self.watching.offer.take() {
            self.expected = offer.expected;
            if let Expected::File(fingerprint) = offer.expected {
                self.lineage.learn(fingerprint);
            }
            if let Some(saved_at) = offer.saved_at {
                self.lineage.learn_all_until(saved_at);
            }
            if let Some(displaced) = offer.displaced {
                // A session that saved it at the same time may note only now that it did.
                self.lineage.learn(displaced);
            }
            if let Some(parent) = &offer.older {
                self.hold_what_lacks(parent, &offer.base);
            }
            self.watching.base = offer.base;
            if offer.text.is_some() {
                self.watching.text.clone_from(&offer.text);
                self.watching.since = self.store.now();
            }
            theirs = offer.text;
        }
        // What waited is part of what comes now, or is what they wrote.
        self.pending = save;
        self.last_report = None;
        // What was told may have been seen elsewhere than in the file: it is read once more.
        self.watching.sight = Sight::default();
        theirs
    }

    /// Notes that an older text is what the board says now.
    pub(super) fn accept(&mut self) {
        self.unanswered.forget(&self.store);
        // What came into the file since, or was saved, was not seen by whoever accepts.
        let is_known = |last: &Ancestor| self.lineage.knows(&last.fingerprint());
        if let Expected::File(expected) = self.expected
            && self.store.accept(&expected, is_known)
        {
            self.lineage.learn(expected);
        }
    }

    fn see_neighbours(&mut self) {
        if self.watching.presence.is_none() {
            let terminal = ttyname(std::io::stdin(), Vec::new()).ok();
            let terminal = terminal.map(|it| it.to_string_lossy().into_owned());
            let terminal = terminal.unwrap_or_default();
            let terminal = terminal.strip_prefix("/dev/").unwrap_or(&terminal);
            self.watching.presence = self.store.enter(&(self.pace.clock)(), terminal);
        }
        let own = self.watching.presence.as_ref();
        let [now, before] = &mut self.watching.editors;
        before.clone_from(now);
        if let Some(neighbours) = self.store.neighbours(&mut self.watching.circle, own) {
            *now = neighbours
                .iter()
                .filter_map(|it| match it {
                    Neighbour::Editor(name) => Some(*name),
                    Neighbour::Session { .. } => None,
                })
                .collect();
            self.reporter.report(Report::Neighbours(neighbours));
        }
    }

    /// Lets nobody see this session any more.
    pub(super) fn depart(&mut self) {
        if let Some(presence) = self.watching.presence.take() {
            self.store.depart(&presence);
        }
    }

    /// Returns why a text waits while theirs is not taken in.
    pub(super) fn waits_for_theirs(&self) -> Trouble {
        let what = format!(
            "{} was changed by another program; nothing was overwritten.",
            self.store.name()
        );
        Trouble {
            sentence: format!("{what} Your changes are kept here until both are merged."),
            what,
        }
    }
}
