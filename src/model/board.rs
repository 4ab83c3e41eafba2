//! The board: one goal, the departments and people it needs, plays, decisions, the log.

use std::sync::Arc;

use serde::Deserialize;

use super::{Decision, Department, Entry, Id, Person, Play};

/// The version this program reads and writes.
pub const VERSION: u32 = 1;

/// A whole board. One board has one goal.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Board {
    /// Always [`VERSION`]: a document refuses any other before it reads on.
    pub version: u32,
    /// What the board is called.
    #[serde(default)]
    pub title: String,
    /// What is to be reached.
    #[serde(default)]
    pub goal: String,
    /// The departments, in the file's order.
    pub departments: Vec<Department>,
    /// The plays.
    #[serde(default)]
    pub plays: Vec<Play>,
    /// The decisions.
    #[serde(default)]
    pub decisions: Vec<Decision>,
    /// The log, newest last. Shared: a snapshot for another thread is cheap.
    #[serde(default)]
    pub log: Vec<Arc<Entry>>,
    /// What a git merge could not decide.
    #[serde(default)]
    pub conflicts: Vec<Conflict>,
}

/// A question that a git merge left: all fields are text as it stood in the files.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// The record.
    pub id: String,
    /// The field of it.
    pub field: String,
    /// What it was before.
    pub base: String,
    /// What our side made of it.
    pub ours: String,
    /// What their side made of it.
    pub theirs: String,
}

/// Where a person sits: the places of the department and of the person in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Seat {
    /// The department's place on the board.
    pub department: usize,
    /// The person's place in the department.
    pub person: usize,
}

impl Default for Board {
    fn default() -> Self {
        Self {
            version: VERSION,
            title: String::new(),
            goal: String::new(),
            departments: Vec::new(),
            plays: Vec::new(),
            decisions: Vec::new(),
            log: Vec::new(),
            conflicts: Vec::new(),
        }
    }
}

impl Board {
    /// Returns the person at `seat`.
    pub fn person(&self, seat: Seat) -> Option<&Arc<Person>> {
        self.departments
            .get(seat.department)?
            .people
            .get(seat.person)
    }

    /// Returns everybody, those who left included, in the file's order.
    pub fn people(&self) -> impl Iterator<Item = (Seat, &Arc<Person>)> + Clone {
        let departments = self.departments.iter().enumerate();
        departments.flat_map(|(department, inside)| {
            let people = inside.people.iter().enumerate();
            people.map(move |(person, each)| (Seat { department, person }, each))
        })
    }

    /// Returns where `id` sits, by looking at everybody; `Overview` knows it at once.
    pub fn seat(&self, id: &str) -> Option<Seat> {
        self.people()
            .find(|(_, person)| person.id.as_str() == id)
            .map(|(seat, _)| seat)
    }

    /// Returns the place of the department called `id`.
    pub fn department_at(&self, id: &str) -> Option<usize> {
        let is_it = |department: &Department| department.id.as_str() == id;
        self.departments.iter().position(is_it)
    }

    /// Returns the place of the play called `id`.
    pub fn play_at(&self, id: &str) -> Option<usize> {
        self.plays.iter().position(|play| play.id.as_str() == id)
    }

    /// Returns the place of the decision called `id`.
    pub fn decision_at(&self, id: &str) -> Option<usize> {
        let is_it = |decision: &Decision| decision.id.as_str() == id;
        self.decisions.iter().position(is_it)
    }

    /// Returns every id in use, with repetitions where a checked file has them.
    pub fn ids(&self) -> impl Iterator<Item = &Id> {
        let departments = self.departments.iter().map(|department| &department.id);
        let people = self.people().map(|(_, person)| &person.id);
        let plays = self.plays.iter().map(|play| &play.id);
        let decisions = self.decisions.iter().map(|decision| &decision.id);
        departments.chain(people).chain(plays).chain(decisions)
    }
}
