//! What was understood of many people at once: row by row, and the one change it comes to.
//!
//! Leaves reading to `rows` and `intake`.

use super::Ready;
use crate::model::{Edit, Id};

/// Rows of people that were read.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its rows, without the heading.
    pub rows: Vec<Row>,
    /// The headings that are understood, and what each is here.
    pub columns: Vec<(String, &'static str)>,
    /// What the columns of a table without headings are taken for.
    pub assumed: Vec<&'static str>,
    /// A name that was written with the last one first, and as it is now, where all were.
    pub turned: Option<(String, String)>,
    /// Headings that are not understood; what stands below them is left out.
    pub left_out: Vec<String>,
    pub(super) edits: Vec<Edit>,
    pub(super) first: Option<Id>,
    pub(super) departments: usize,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which row of the table it is, from 1.
    pub number: usize,
    /// The row as `a` takes it.
    pub line: String,
    /// Whether it is about somebody on the board or in a row before, and so never to be added.
    pub is_known: bool,
    /// What was understood, else why it was not.
    pub read: Result<Understood, String>,
}

/// A row that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// Whom it is about.
    pub id: Id,
    /// What it does.
    pub fate: Fate,
    /// Name, title, department, stance, the rest.
    pub cells: [String; 5],
}

/// What a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Adds somebody.
    Added,
    /// Changes somebody who is on the board.
    Changed,
    /// Says what the board says.
    Same,
}

impl Fate {
    /// Returns the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "new",
            Self::Changed => "changed",
            Self::Same => "same",
        }
    }
}

impl Table {
    /// Returns what Enter does; `None` where nothing is to be done.
    pub fn ready(&self) -> Option<Ready> {
        let words = self.in_words("Added", "Changed");
        Some(Ready {
            said: vec![words.clone()],
            words,
            about: self.first.clone()?,
            edits: self.edits.clone(),
        })
    }

    /// Returns what it would do: "Adds 12 people, 2 new departments, changes 3".
    pub fn will(&self) -> String {
        let same = self.count(Fate::Same);
        let does = self.in_words("Adds", "Changes");
        match same {
            0 => does,
            same if does.is_empty() => {
                format!("Changes nothing: {} as on the board", people_of(same))
            }
            same => format!("{does}, {same} as on the board"),
        }
    }

    fn in_words(&self, add: &str, change: &str) -> String {
        let (new, others) = (self.count(Fate::Added), self.count(Fate::Changed));
        let mut parts = Vec::new();
        if new > 0 {
            parts.push(format!("{add} {}", people_of(new)));
        }
        match self.departments {
            0 => {}
            1 => parts.push("1 new department".to_owned()),
            many => parts.push(format!("{many} new departments")),
        }
        match (others, parts.is_empty()) {
            (0, _) => {}
            (others, true) => parts.push(format!("{change} {}", people_of(others))),
            (others, false) => parts.push(format!("{} {others}", change.to_lowercase())),
        }
        parts.join(", ")
    }

    /// Counts the rows of a fate.
    pub fn count(&self, fate: Fate) -> usize {
        let read = self.rows.iter().filter_map(|row| row.read.as_ref().ok());
        read.filter(|read| read.fate == fate).count()
    }

    /// Returns the rows that are not understood.
    pub fn problems(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.read.is_err())
    }
}

fn people_of(count: usize) -> String {
    match count {
        1 => "1 person".to_owned(),
        many => format!("{many} people"),
    }
}
