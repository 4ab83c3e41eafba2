//! What was saved once, is missing from the file, and is offered to be put back: held until it
//! is answered, and kept on disk when its person saves on without an answer.
//!
//! Promises: whatever was offered and not answered is offered at the next opening; what the
//! board has again, or says otherwise, is no offer any more. Leaves asking to `app`.

use super::saving::Saving;
use super::theirs;
use crate::document::Document;
use crate::document::merge::merge;
use crate::model::Board;
use crate::store::{Disk, Offered};

/// An offer without an answer.
pub(super) struct Unanswered {
    offered: Offered,
    /// Whether the next opening finds it.
    is_kept: bool,
    /// Whether what is being saved has all of it, as far as nothing else is said there.
    is_answered: bool,
}

impl<D: Disk> Saving<D> {
    /// Holds what was offered, with what is held already.
    pub(super) fn hold(&mut self, offered: Offered) {
        let offered = match self.unanswered.take() {
            Some(earlier) => both(offered, &earlier.offered),
            None => offered,
        };
        self.unanswered = Some(Unanswered {
            offered,
            is_kept: false,
            is_answered: false,
        });
    }

    /// Sees to it, before `board` is saved, that what it lacks is offered again: what was saved last
    /// is the newer of the two from now on.
    pub(super) fn keep_unanswered(&mut self, board: &Board) {
        let Some(unanswered) = &mut self.unanswered else {
            return;
        };
        unanswered.is_answered = !lacks(board, &unanswered.offered);
        if !unanswered.is_answered && !unanswered.is_kept {
            // Where nothing can be kept, it stays in the history at most, as all that was saved.
            unanswered.is_kept = self.store.keep_offered(&unanswered.offered);
        }
    }

    /// Forgets what was offered, if what has been saved answers it.
    pub(super) fn forget_answered(&mut self) {
        if self.unanswered.as_ref().is_some_and(|it| it.is_answered) {
            self.forget_unanswered();
        }
    }

    /// Forgets what was offered.
    pub(super) fn forget_unanswered(&mut self) {
        if self.unanswered.take().is_some() {
            self.store.forget_offered();
        }
    }
}

/// Says whether something of an offer could be put back on `board`.
pub(super) fn lacks(board: &Board, offered: &Offered) -> bool {
    theirs::missing(offered, board).is_some()
}

/// Returns an offer of two: of the newer, with what the earlier has besides.
pub(super) fn both(newer: Offered, earlier: &Offered) -> Offered {
    let load = |bytes: &[u8]| Document::load(bytes).ok();
    let (Some(mut saved), Some(parent), Some(other)) = (
        load(&newer.saved),
        load(&earlier.parent),
        load(&earlier.saved),
    ) else {
        return newer;
    };
    let edits = merge(parent.board(), saved.board(), other.board()).edits;
    if saved.apply(&edits).is_err() {
        return newer;
    }
    Offered {
        saved: saved.text().as_bytes().to_vec(),
        ..newer
    }
}
