//! A decision that will be voted on, and who will vote how.

use serde::{Deserialize, Serialize};

use super::{Date, Id, ranges};

/// Something that will be voted on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// A short word.
    pub id: Id,
    /// What is asked for.
    pub ask: String,
    /// When it is decided.
    pub on: Date,
    /// Who votes.
    #[serde(default)]
    pub votes: Vec<Vote>,
}

/// One who votes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// Whose vote.
    pub who: Id,
    /// The chance of a yes, 0 to 100 per cent.
    #[serde(deserialize_with = "ranges::odds")]
    pub odds: u8,
    /// What they did vote; none until then.
    #[serde(default)]
    pub voted: Option<Ballot>,
}

/// A vote as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Ballot {
    /// For.
    Yes,
    /// Against.
    No,
}

impl Ballot {
    /// Returns the word a board uses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::No => "No",
        }
    }
}
