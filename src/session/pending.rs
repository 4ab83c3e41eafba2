//! A text that waits to be saved, and why it could not be.
//!
//! Promises: the text is held once, however many need it. Leaves saving it to `saving`.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crate::model::Board;

/// A text that is not on disk yet.
pub(super) struct Pending {
    pub text: Arc<str>,
    pub board: Board,
    pub revision: u64,
    /// When the first change came that is not on disk.
    pub first: Instant,
    /// When the last one came.
    pub last: Instant,
    /// Whether the text is known to load as the board.
    pub is_checked: bool,
    /// Why it could not be saved, if it was tried.
    pub failure: Option<Trouble>,
    /// Where it was put aside.
    pub kept: Option<PathBuf>,
}

impl Pending {
    /// Returns a text that has come just now.
    pub fn new(text: impl Into<Arc<str>>, board: Board, revision: u64) -> Self {
        let now = Instant::now();
        Self {
            text: text.into(),
            board,
            revision,
            first: now,
            last: now,
            is_checked: false,
            failure: None,
            kept: None,
        }
    }

    /// Has it tried again after some quiet.
    pub fn retry(&mut self) {
        self.failure = None;
        self.last = Instant::now();
        self.first = self.last;
    }
}

/// Why a text is not on disk.
#[derive(Clone)]
pub(super) struct Trouble {
    /// With what becomes of it while the program runs.
    pub sentence: String,
    /// Without.
    pub what: String,
}
