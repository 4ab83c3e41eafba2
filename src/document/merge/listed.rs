//! Records that stand in a list of the board by themselves: plays and decisions.

use crate::model::{Decision, Edit, Id, Play};

use super::conflict::Value;
use super::fields::Fields;

/// A record that stands in a list of the board by itself.
pub(super) trait Listed: Fields + Clone + PartialEq {
    /// Returns its id.
    fn id(&self) -> &Id;

    /// Returns the edit that puts it at a place.
    fn add(&self, at: usize) -> Edit;

    /// Returns the edit that moves it to a place.
    fn shift(&self, at: usize) -> Edit;

    /// Returns the edit that takes it out.
    fn remove(&self) -> Edit;

    /// Returns the whole of it as an answer to a question.
    fn whole(&self) -> Value;
}

impl Listed for Play {
    fn id(&self) -> &Id {
        &self.id
    }

    fn add(&self, at: usize) -> Edit {
        let play = Box::new(self.clone());
        Edit::AddPlay { at, play }
    }

    fn shift(&self, at: usize) -> Edit {
        let id = self.id.clone();
        Edit::MovePlay { id, at }
    }

    fn remove(&self) -> Edit {
        Edit::RemovePlay(self.id.clone())
    }

    fn whole(&self) -> Value {
        Value::WholePlay(Box::new(self.clone()))
    }
}

impl Listed for Decision {
    fn id(&self) -> &Id {
        &self.id
    }

    fn add(&self, at: usize) -> Edit {
        let decision = Box::new(self.clone());
        Edit::AddDecision { at, decision }
    }

    fn shift(&self, at: usize) -> Edit {
        let id = self.id.clone();
        Edit::MoveDecision { id, at }
    }

    fn remove(&self) -> Edit {
        Edit::RemoveDecision(self.id.clone())
    }

    fn whole(&self) -> Value {
        Value::WholeDecision(Box::new(self.clone()))
    }
}
