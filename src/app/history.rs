//! Undo and redo, without limit: every change with its words and its way back.
//!
//! A change is two edits of a text. When another text takes the board's place, the change
//! next to it on either side is moored to the text it belongs to: from there on it is
//! taken back by merging.

use std::sync::Arc;

use crate::document::TextEdit;
use crate::model::Id;

/// One change, as words and as text both ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What was done: "Dana Ortiz to Supporter".
    pub words: String,
    /// From the text before to the text after.
    pub forward: TextEdit,
    /// From the text after to the text before.
    pub backward: TextEdit,
    /// Whom it is about: the cursor goes there when it is undone or redone.
    pub about: Option<Id>,
}

/// The changes of this sitting.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// A change, and the text next to it where that is no longer the board's.
#[derive(Clone, Debug)]
struct Step {
    change: Change,
    /// Of a change that is done, the text it led to; of one undone, the text it starts from.
    mooring: Option<Arc<str>>,
}

impl From<Change> for Step {
    fn from(change: Change) -> Self {
        Self {
            change,
            mooring: None,
        }
    }
}

impl History {
    /// Remembers a change; what was undone before can't be redone any more.
    pub fn push(&mut self, change: Change) {
        self.undone.clear();
        self.done.push(change.into());
    }

    /// Returns the change that undo would take back.
    pub fn last_done(&self) -> Option<&Change> {
        self.done.last().map(|step| &step.change)
    }

    /// Returns the change that redo would make again.
    pub fn last_undone(&self) -> Option<&Change> {
        self.undone.last().map(|step| &step.change)
    }

    /// Moves the last change to those undone.
    pub fn step_back(&mut self) {
        self.undone.extend(self.done.pop());
    }

    /// Moves the change undone last to those done.
    pub fn step_forward(&mut self) {
        self.done.extend(self.undone.pop());
    }

    /// Remembers that `text` is not the board's any more, and the next one is not made of it.
    pub(super) fn moor(&mut self, text: &str) {
        let text: Arc<str> = text.into();
        let next = [self.done.last_mut(), self.undone.last_mut()];
        for step in next.into_iter().flatten() {
            step.mooring.get_or_insert_with(|| Arc::clone(&text));
        }
    }

    /// Returns the texts after and before the last change, if it belongs to an older text.
    pub(super) fn moored_done(&self) -> Option<(Arc<str>, String)> {
        let last = self.done.last()?;
        let after = last.mooring.clone()?;
        let before = last.change.backward.apply(&after);
        Some((after, before))
    }

    /// Returns the texts before and after the change undone last, if it belongs to an older text.
    pub(super) fn moored_undone(&self) -> Option<(Arc<str>, String)> {
        let last = self.undone.last()?;
        let before = last.mooring.clone()?;
        let after = last.change.forward.apply(&before);
        Some((before, after))
    }

    /// Replaces the last change, which was taken back by merging, by what that did, undone.
    pub(super) fn step_back_as(&mut self, change: Change) {
        if let (Some((_, before)), Some(_)) = (self.moored_done(), self.done.pop()) {
            moor(self.done.last_mut(), &before);
        }
        self.undone.push(change.into());
    }

    /// Replaces the change undone last, which was made again by merging, by what that did.
    pub(super) fn step_forward_as(&mut self, change: Change) {
        if let (Some((_, after)), Some(_)) = (self.moored_undone(), self.undone.pop()) {
            moor(self.undone.last_mut(), &after);
        }
        self.done.push(change.into());
    }
}

fn moor(step: Option<&mut Step>, text: &str) {
    if let Some(step) = step {
        step.mooring.get_or_insert_with(|| text.into());
    }
}
