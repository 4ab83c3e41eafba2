//! A document in the middle of a change: kept when all of it went well, else as it was.
//!
//! Promises: what is not kept leaves no trace, and costs no copy of the text.

use std::ops::Deref;

use super::index::Index;
use super::resync::{self, Lost};
use super::splice::TextEdit;
use super::{Document, Refused};
use crate::model::Board;

/// A document that is being changed.
pub(super) struct Draft<'a> {
    document: &'a mut Document,
    index: Index,
    board: Board,
    /// How to get back, the last step last.
    back: Vec<TextEdit>,
}

impl<'a> Draft<'a> {
    /// Begins a change.
    pub fn new(document: &'a mut Document) -> Self {
        Self {
            index: document.index.clone(),
            board: document.board.clone(),
            back: Vec::new(),
            document,
        }
    }

    /// Makes an edit of the text and reads again what it touched.
    pub fn make(&mut self, edit: &TextEdit) -> Result<(), Refused> {
        self.back.push(edit.invert(&self.document.text));
        let unwritable = |lost: Lost| Refused::Unwritable(lost.to_string());
        resync::resync(self.document, edit).map_err(unwritable)
    }

    /// Returns the one edit that leads back to where the change began.
    pub fn way_back(&self) -> TextEdit {
        TextEdit::of_steps(self.back.iter().rev().cloned().collect())
    }

    /// Goes back to where the change began.
    pub fn discard(self) {
        for edit in self.back.iter().rev() {
            edit.apply_to(&mut self.document.text);
        }
        self.document.index = self.index;
        self.document.board = self.board;
    }
}

impl Deref for Draft<'_> {
    type Target = Document;

    fn deref(&self) -> &Document {
        self.document
    }
}
