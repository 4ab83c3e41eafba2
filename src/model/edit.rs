//! Every change that can be made to a board, as a closed set.
//!
//! Keys, palette, command line, merge and tests all speak in these. Making one on a
//! board is in `apply`; writing one into the file's text is `document`'s.

use super::{
    Ballot, Conflict, Date, Decision, Department, Entry, Id, Metric, Objection, Person, Play,
    PlayStep, Stance, Status, Tie, Vote,
};

/// One change. Places count from 0; a place equal to a list's length is its end.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Sets one of the board's own fields.
    SetBoard(BoardField),
    /// Puts a department at a place.
    AddDepartment {
        /// The place it gets.
        at: usize,
        /// The department, with its people.
        department: Box<Department>,
    },
    /// Takes a department out, with its people.
    RemoveDepartment(Id),
    /// Moves a department to the place it shall have afterwards.
    MoveDepartment {
        /// Which.
        id: Id,
        /// The place it gets.
        at: usize,
    },
    /// Sets one field of a department.
    SetDepartment {
        /// Which.
        id: Id,
        /// The field and its new value.
        field: DepartmentField,
    },
    /// Puts a person into a department.
    AddPerson {
        /// The department's id.
        department: Id,
        /// The place they get in it.
        at: usize,
        /// The person.
        person: Box<Person>,
    },
    /// Takes a person out; what refers to them is `removal`'s to take along.
    RemovePerson(Id),
    /// Moves a person to a place of a department, their own or another.
    MovePerson {
        /// Who.
        id: Id,
        /// The department they come to.
        department: Id,
        /// The place they get in it.
        at: usize,
    },
    /// Sets one field of a person.
    SetPerson {
        /// Who.
        id: Id,
        /// The field and its new value.
        field: PersonField,
    },
    /// Puts a play at a place.
    AddPlay {
        /// The place it gets.
        at: usize,
        /// The play.
        play: Box<Play>,
    },
    /// Takes a play out.
    RemovePlay(Id),
    /// Moves a play to the place it shall have afterwards.
    MovePlay {
        /// Which.
        id: Id,
        /// The place it gets.
        at: usize,
    },
    /// Sets one field of a play.
    SetPlay {
        /// Which.
        id: Id,
        /// The field and its new value.
        field: PlayField,
    },
    /// Puts a decision at a place.
    AddDecision {
        /// The place it gets.
        at: usize,
        /// The decision.
        decision: Box<Decision>,
    },
    /// Takes a decision out.
    RemoveDecision(Id),
    /// Moves a decision to the place it shall have afterwards.
    MoveDecision {
        /// Which.
        id: Id,
        /// The place it gets.
        at: usize,
    },
    /// Sets one field of a decision.
    SetDecision {
        /// Which.
        id: Id,
        /// The field and its new value.
        field: DecisionField,
    },
    /// Puts an entry into the log; the log's length is its end.
    AddEntry {
        /// The place it gets.
        at: usize,
        /// The entry.
        entry: Box<Entry>,
    },
    /// Takes an entry out of the log.
    RemoveEntry(usize),
    /// Sets an entry of the log anew.
    SetEntry {
        /// Its place.
        at: usize,
        /// What it says afterwards.
        entry: Box<Entry>,
    },
    /// Puts a conflict at a place.
    AddConflict {
        /// The place it gets.
        at: usize,
        /// The conflict.
        conflict: Box<Conflict>,
    },
    /// Takes a conflict out.
    RemoveConflict(usize),
}

/// A field of the board itself, with its new value.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "each variant is the field of `Board` of that name"
)]
pub enum BoardField {
    Title(String),
    Goal(String),
}

/// A field of a department, with its new value.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "each variant is the field of `Department` of that name"
)]
pub enum DepartmentField {
    Id(Id),
    Name(String),
    Ours(bool),
    Ideal(String),
    RedFlags(Vec<String>),
    Metric(Option<Metric>),
}

/// A field of a person, with its new value.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "each variant is the field of `Person` of that name"
)]
pub enum PersonField {
    Id(Id),
    Name(String),
    Title(String),
    Headcount(u32),
    Onside(Option<u32>),
    Stance(Stance),
    Target(Option<Stance>),
    Power(u8),
    Interest(u8),
    CaresAbout(String),
    Objections(Vec<Objection>),
    ReportsTo(Option<Id>),
    ListensTo(Vec<Tie>),
    ClashesWith(Vec<Id>),
    EveryDays(Option<u32>),
    Left(Option<Date>),
    Tags(Vec<String>),
    Note(String),
}

/// A field of a play, with its new value.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "each variant is the field of `Play` of that name"
)]
pub enum PlayField {
    Id(Id),
    Department(Id),
    Answers(String),
    Status(Status),
    Due(Option<Date>),
    Steps(Vec<PlayStep>),
}

/// A field of a decision, with its new value.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "each variant is the field of `Decision` of that name"
)]
pub enum DecisionField {
    Id(Id),
    Ask(String),
    On(Date),
    Votes(Vec<Vote>),
    /// What one voter did vote, without touching the others.
    Voted(Id, Option<Ballot>),
}

/// An edit that names something the board does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// No department, person, play or decision has this id.
    #[error("there is no `{0}` on this board")]
    NoSuchId(Id),
    /// A list is shorter than that.
    #[error("there is no place {at} in a list of {length}")]
    NoSuchPlace {
        /// The place asked for.
        at: usize,
        /// How many items the list has.
        length: usize,
    },
}
