//! A question that a merge leaves: both sides changed one thing and differ.
//!
//! Promises: holds all that either side had, so that nothing is lost before an answer.
//! Leaves the words to `words`, what an answer does to `answer`.

use std::sync::Arc;

use crate::model::{
    BoardField, Decision, DecisionField, Department, DepartmentField, Id, Person, PersonField,
    Play, PlayField,
};

/// Something that both sides changed and differ in.
#[derive(Clone, Debug, PartialEq)]
pub struct MergeConflict {
    /// The record.
    pub about: About,
    /// What the record is called: "Dana Ortiz".
    pub name: String,
    /// The field as a board file writes it; `department` for where a person sits, empty
    /// for the record as a whole.
    pub field: &'static str,
    /// What it was before.
    pub base: Value,
    /// The answer "ours". Where a field was merged in part, ours and theirs differ only in the rest.
    pub ours: Value,
    /// The answer "theirs".
    pub theirs: Value,
    /// The answer "both", where both make sense together.
    pub both: Option<Value>,
    /// What the merged board holds until there is an answer.
    pub stands: Value,
}

/// Which record a question is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// The board's own fields.
    Board,
    /// A department.
    Department(Id),
    /// A person.
    Person(Id),
    /// A play.
    Play(Id),
    /// A decision.
    Decision(Id),
}

/// A side's answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// There is no such record, or nobody had written the field.
    Nothing {
        /// For a department taken away: its people that this side has, and in which
        /// department (without its people).
        homes: Vec<(Id, Department)>,
    },
    /// A field of the board.
    Board(BoardField),
    /// A field of a department.
    Department(DepartmentField),
    /// A field of a person.
    Person(PersonField),
    /// A field of a play.
    Play(PlayField),
    /// A field of a decision.
    Decision(DecisionField),
    /// The department a person sits in, without its people.
    Sits(Box<Department>),
    /// A whole department, with the people that stand or fall with it.
    WholeDepartment(Box<Department>),
    /// A whole person, and their department without its people.
    WholePerson(Box<Department>, Arc<Person>),
    /// A whole play.
    WholePlay(Box<Play>),
    /// A whole decision.
    WholeDecision(Box<Decision>),
}

/// What somebody decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// What our side made of it.
    Ours,
    /// What their side made of it.
    Theirs,
    /// Both together.
    Both,
}

impl Value {
    /// Returns the answer of a side that has nothing there.
    pub(super) fn nothing() -> Self {
        Self::Nothing { homes: Vec::new() }
    }
}

impl MergeConflict {
    /// Returns what a choice leads to; `None` for both where both make no sense.
    pub fn value(&self, choice: Choice) -> Option<&Value> {
        match choice {
            Choice::Ours => Some(&self.ours),
            Choice::Theirs => Some(&self.theirs),
            Choice::Both => self.both.as_ref(),
        }
    }
}
