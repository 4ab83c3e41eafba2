//! A board and the text that says it: loading, and every edit as splices.
//!
//! Promises: the text is the truth; bytes outside an edit's splices never change;
//! the board always equals what the text loads as. Leaves disks to `store`.

pub mod merge;

use std::ops::Range;

use crate::model::{Address, Board, Edit, EditError};
use crate::text::{Diagnostic, Place};

/// A board in its text. Built only by loading, so that no document holds a board its
/// text does not say.
#[derive(Clone, Debug)]
pub struct Document {
    text: String,
    board: Board,
}

/// One replacement in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// The bytes that go.
    pub range: Range<usize>,
    /// What comes in their place.
    pub insert: String,
}

/// Replacements in one text, sorted and disjoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextEdit {
    splices: Vec<Splice>,
}

impl TextEdit {
    /// Returns the replacements, sorted and disjoint.
    pub fn splices(&self) -> &[Splice] {
        &self.splices
    }

    /// Returns `text` with the replacements made.
    pub fn apply(&self, text: &str) -> String {
        let _ = text;
        String::new()
    }

    /// Returns the edit that takes `apply(text)` back to `text`.
    #[must_use]
    pub fn invert(&self, text: &str) -> Self {
        let _ = text;
        self.clone()
    }
}

/// Why an edit was not made. The document is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The edit names something that is not there.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The text it would have written does not say the edited board.
    #[error("this change can't be written into the file safely; nothing was changed ({0})")]
    Unwritable(String),
}

impl Document {
    /// Loads a board from the bytes of a file, or returns every error in it, in the file's order.
    ///
    /// A BOM is kept in the text and skipped by the reader.
    pub fn load(bytes: &[u8]) -> Result<Self, Vec<Diagnostic>> {
        let _ = bytes;
        Err(Vec::new())
    }

    /// Returns the text, which is the file byte for byte.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the board the text says.
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// Writes edits into the text, all or none of them, in this order.
    ///
    /// Returns the replacements as one edit from the old text to the new. Only the touched
    /// records are loaded again; they must equal the edited board.
    pub fn apply(&mut self, edits: &[Edit]) -> Result<TextEdit, Refused> {
        let _ = edits;
        Ok(TextEdit::default())
    }

    /// Makes replacements that another `apply` or `splice` returned (undo and redo), and
    /// loads what they touch again.
    pub fn splice(&mut self, edit: &TextEdit) -> Result<(), Refused> {
        let _ = edit;
        Ok(())
    }

    /// Returns where something of the board stands in the text; the nearest thing around
    /// it when the file does not write it.
    pub fn place(&self, address: &Address) -> Option<Place> {
        let _ = address;
        None
    }

    /// Says whether a comment stands within a record or belongs to it.
    pub fn has_comment(&self, address: &Address) -> bool {
        let _ = address;
        false
    }
}
