//! A play: what is done to answer a red flag or an objection, step by step.

use serde::{Deserialize, Serialize};

use super::{Date, Id};

/// Something that is done for a department.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Play {
    /// A short word.
    pub id: Id,
    /// For whom.
    pub department: Id,
    /// The red flag or objection it answers: any unambiguous beginning of it.
    #[serde(default)]
    pub answers: String,
    /// How far it is.
    pub status: Status,
    /// Until when.
    #[serde(default)]
    pub due: Option<Date>,
    /// What is to be done.
    #[serde(default)]
    pub steps: Vec<PlayStep>,
}

/// How far a play is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Not begun.
    Planned,
    /// Begun.
    Running,
    /// Over, and it was done.
    Done,
    /// Over, and it was not.
    Dropped,
}

impl Status {
    /// Returns the word a board uses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned => "Planned",
            Self::Running => "Running",
            Self::Done => "Done",
            Self::Dropped => "Dropped",
        }
    }
}

/// One step of a play.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PlayStep {
    /// Still to do.
    Todo(String),
    /// Done.
    Done(String),
}

impl PlayStep {
    /// Returns what the step is.
    pub fn text(&self) -> &str {
        match self {
            Self::Todo(text) | Self::Done(text) => text,
        }
    }
}
