//! What the disk thread does about its journal: when it is made to last, marked and ended; and
//! that it notes which board is shown.
//!
//! Promises: a journal that fails is told once, and saving goes on; an orphan that can't be put
//! away stays and is told. Leaves what a journal holds to `journalling`.

use std::path::Path;
use std::sync::Arc;

use crate::store::{Disk, Memory, StateFolder};

use super::Report;
use super::saving::Saving;

/// Remembers that the board at `path` is the one used last: now, as a session that is killed
/// doesn't come to its end. Where that is known nothing is written.
pub(super) fn note_shown(path: &Path, state: &StateFolder) {
    let mut memory = Memory::read(state);
    if memory.last_board() != Some(path) {
        memory.note_opened(path);
        memory.write(state);
    }
}

impl<D: Disk> Saving<D> {
    /// Makes the journal last; that it can't be written is told once.
    pub(super) fn sync_journal(&mut self) {
        let Some(journalling) = &mut self.journalling else {
            return;
        };
        match journalling.sync(&self.store) {
            Ok(()) => self.journal_trouble_is_told = false,
            Err(_) if self.journal_trouble_is_told => {}
            Err(failure) => {
                self.journal_trouble_is_told = true;
                let sentence = failure.to_string();
                self.reporter.report(Report::Remark { sentence });
            }
        }
    }

    /// Leaves no journal behind if the file holds everything.
    pub(super) fn end_journal(&mut self) {
        if let Some(journalling) = &mut self.journalling {
            journalling.end(&self.store);
        }
    }

    /// Puts an orphan into the history, once what was brought back of it is in a journal of ours:
    /// the history offers nothing. That it can't be is told.
    pub(super) fn put_away(&mut self, name: &str) {
        self.sync_journal();
        let kept = self.journalling.as_mut().filter(|it| it.is_kept());
        let Some(journalling) = kept else {
            let sentence =
                "What was not saved is kept as it is, and offered at the next opening: what came \
                            of it could not be noted yet"
                    .to_owned();
            return self.reporter.report(Report::Remark { sentence });
        };
        if let Err(failure) = journalling.put_away(&self.store, name) {
            let sentence = failure.what();
            self.reporter.report(Report::Remark { sentence });
        }
    }

    /// Notes that the file says `theirs`, if it does, and the session what waits, if anything does.
    pub(super) fn note_adopted(&mut self, theirs: Option<&Arc<str>>) {
        let Some(journalling) = &mut self.journalling else {
            return;
        };
        let ours = self.pending.as_ref().map(|pending| &pending.text);
        match (theirs, ours) {
            (Some(theirs), ours) => journalling.rebase(theirs, ours.unwrap_or(theirs)),
            (None, Some(ours)) => journalling.change(&self.store, ours),
            (None, None) => {}
        }
    }

    /// Notes what a save of ours displaced, and what that was made of, until both are merged.
    pub(super) fn note_displaced(&mut self, parent: &str, theirs: &str) {
        if let Some(journalling) = &mut self.journalling {
            journalling.displaced(&self.store, parent, theirs);
        }
    }

    /// Notes that the file holds `text`, and lasts.
    pub(super) fn note_saved(&mut self, text: &Arc<str>) {
        if let Some(journalling) = &mut self.journalling {
            journalling.saved(&self.store, text);
        }
    }
}
