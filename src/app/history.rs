//! Undo and redo, without limit: every change with its words and its way back.

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
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl History {
    /// Remembers a change; what was undone before can't be redone any more.
    pub fn push(&mut self, change: Change) {
        self.undone.clear();
        self.done.push(change);
    }

    /// Returns the change that undo would take back.
    pub fn last_done(&self) -> Option<&Change> {
        self.done.last()
    }

    /// Returns the change that redo would make again.
    pub fn last_undone(&self) -> Option<&Change> {
        self.undone.last()
    }

    /// Moves the last change to those undone.
    pub fn step_back(&mut self) {
        self.undone.extend(self.done.pop());
    }

    /// Moves the change undone last to those done.
    pub fn step_forward(&mut self) {
        self.done.extend(self.undone.pop());
    }
}
