//! Who listens to whom, seen from those who are listened to.
//!
//! Promises: one pass over the board, then each answer at once. Leaves how strong a tie is to
//! the one who has it.

use std::collections::HashMap;

use super::{Board, Id, Person, Seat};

/// Where everybody sits who listens to somebody, by those they listen to.
#[derive(Clone, Debug, Default)]
pub struct Listeners(HashMap<Id, Vec<Seat>>);

impl Listeners {
    /// Asks everybody who is present.
    pub fn new(board: &Board) -> Self {
        let mut listeners: HashMap<Id, Vec<Seat>> = HashMap::new();
        for (seat, person) in board.people().filter(|(_, person)| !person.has_left()) {
            let ties = person.listens_to.iter().map(|tie| &tie.to);
            let boss = person.reports_to.iter();
            let boss = boss.filter(|boss| !person.listens_to.iter().any(|tie| tie.to == **boss));
            for heard in ties.chain(boss) {
                listeners.entry(heard.clone()).or_default().push(seat);
            }
        }
        Self(listeners)
    }

    /// Asks everybody about one person alone.
    pub fn of_one(board: &Board, id: &Id) -> Vec<Seat> {
        let listens = |person: &Person| {
            let is_tied = person.listens_to.iter().any(|tie| tie.to == *id);
            !person.has_left() && (is_tied || person.reports_to.as_ref() == Some(id))
        };
        let people = board.people().filter(|(_, person)| listens(person));
        people.map(|(seat, _)| seat).collect()
    }

    /// Returns where those sit who listen to `id`, in the board's order.
    pub fn of(&self, id: &Id) -> &[Seat] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }
}
