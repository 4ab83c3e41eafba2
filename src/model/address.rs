//! Where something stands in a board: which record, and the way into it.
//!
//! By place and not by id, since ids may be missing or repeated in a file that is
//! only being checked.

/// A record of a board, by its place in the file's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Record {
    /// The board's own fields.
    Board,
    /// A department's own fields.
    Department(usize),
    /// The person at a place of the department at a place.
    Person(usize, usize),
    /// A play.
    Play(usize),
    /// A decision.
    Decision(usize),
    /// An entry of the log.
    Entry(usize),
    /// A conflict that a git merge left.
    Conflict(usize),
}

/// One step of the way into a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The field of this name.
    Field(&'static str),
    /// The item at this place of a list.
    Index(usize),
    /// The item under this key of a map.
    Key(String),
}

/// A record and the way into it; an empty way is the record itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    /// Which record.
    pub record: Record,
    /// The steps from it.
    pub way: Vec<Step>,
}

impl Address {
    /// Returns the address of a whole record.
    pub fn of(record: Record) -> Self {
        Self {
            record,
            way: Vec::new(),
        }
    }

    /// Returns the address of a field of a record.
    pub fn field(record: Record, field: &'static str) -> Self {
        Self::of(record).then(Step::Field(field))
    }

    /// Returns the address one step further in.
    #[must_use]
    pub fn then(mut self, step: Step) -> Self {
        self.way.push(step);
        self
    }
}
