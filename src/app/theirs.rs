//! What somebody else wrote: into the file while we look at the board, or before.
//!
//! Promises: holds all that is needed to take it in without losing either side.
//! Leaves finding it to `session`, and taking it in to `reload`.

use super::Offer;
use crate::document::Document;
use crate::document::merge::{About, Choice, Merged, Told, merge, told};
use crate::model::Board;

/// The file as somebody else wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Theirs {
    /// What it says.
    pub document: Document,
    /// What the file said before, which both sides come from.
    pub base: Board,
    /// Which older version it comes from, if it is a copy that knows nothing of the base.
    pub older: Option<Older>,
    /// Who wrote it: "vim", "another program".
    pub writer: String,
    /// Where it is kept if ours has just taken its place in the file.
    pub kept: Option<String>,
}

/// The older version that a text was written from.
#[derive(Clone, Debug, PartialEq)]
pub struct Older {
    /// What that version said.
    pub parent: Board,
    /// Whether its writer is likely not to know what was saved since: an editor that had
    /// the file open, or a text that is new.
    pub is_unaware: bool,
}

/// What was saved once and is missing from the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    /// What the file and the saved board both come from.
    pub parent: Board,
    /// The board that was saved.
    pub saved: Board,
    /// When it was saved: "21 Nov"; empty for just now.
    pub on: String,
}

impl Missing {
    /// Returns what would come back to `board`, in words.
    pub fn told(&self, board: &Board) -> Told {
        told(board, &merge(&self.parent, board, &self.saved).edits)
    }
}

/// Questions that are open, with the answers so far.
#[derive(Clone, Debug)]
pub(super) struct OpenQuestions {
    pub about: Sides,
    pub answers: Vec<(About, &'static str, Choice)>,
}

/// The two sides that changed one thing.
#[derive(Clone, Debug)]
pub(super) enum Sides {
    /// The board that is shown, and what somebody else wrote into the file.
    Theirs(Box<Theirs>),
    /// What a killed session had, and the file, which is the board that is shown.
    Unsaved(Box<Offer>),
}

impl OpenQuestions {
    /// Returns questions without an answer yet.
    pub(super) fn new(about: Sides) -> Self {
        Self {
            about,
            answers: Vec::new(),
        }
    }

    /// Returns what makes both sides one on `board`, and what has to be asked.
    ///
    /// Of what was not saved, "ours" is what was not saved: it is ours to bring back.
    pub(super) fn merged(&self, board: &Board) -> Merged {
        match &self.about {
            Sides::Theirs(theirs) => merge(&theirs.base, board, theirs.document.board()),
            Sides::Unsaved(offer) => offer.merge_into(board),
        }
    }

    /// Says whether nothing may be saved before the answers: the file can't hold both sides.
    pub(super) fn stops_saving(&self) -> bool {
        matches!(self.about, Sides::Theirs(_))
    }
}
