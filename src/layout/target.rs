//! What a line of a page is about, where the cursor can stop.
//!
//! A closed set, by ids, so that the cursor finds what it was on after an edit, an undo or a
//! reload.

use crate::model::{Board, Id};

/// What a line is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A person.
    Person(Id),
    /// A department.
    Department(Id),
    /// A field of a person, called as in `c power 4`.
    Field(Id, &'static str),
    /// An objection of a person, by its place.
    Objection(Id, usize),
    /// That somebody listens to somebody.
    Tie {
        /// Who listens.
        from: Id,
        /// To whom.
        to: Id,
    },
    /// A play.
    Play(Id),
    /// A step of a play, by its place.
    Step(Id, usize),
    /// A decision.
    Decision(Id),
    /// A vote: the decision and the voter.
    Vote(Id, Id),
    /// An entry of the log, by its place.
    Entry(usize),
}

impl Target {
    /// Returns the person it is about first; nobody for a play or a decision.
    pub fn person<'a>(&'a self, board: &'a Board) -> Option<&'a Id> {
        match self {
            Self::Person(id) | Self::Field(id, _) | Self::Objection(id, _) => Some(id),
            Self::Tie { from, .. } => Some(from),
            Self::Vote(_, voter) => Some(voter),
            Self::Entry(at) => board.log.get(*at)?.who().first(),
            Self::Department(_) | Self::Play(_) | Self::Step(..) | Self::Decision(_) => None,
        }
    }
}
