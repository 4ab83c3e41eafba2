//! What is told before somebody is removed.

use crate::model::{Board, Id, Person};

/// A removal that asks: who, and what goes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovalOverlay {
    /// Who would go.
    pub id: Id,
    /// What they are called.
    pub name: String,
    /// What goes along, a line each; what stays, last.
    pub along: Vec<String>,
}

impl RemovalOverlay {
    /// Looks up what refers to `person`.
    pub fn new(board: &Board, person: &Person) -> Self {
        let mut along = Vec::new();
        let id = &person.id;
        let listeners = names(board, |other| {
            other.listens_to.iter().any(|tie| tie.to == *id)
        });
        if !listeners.is_empty() {
            along.push(format!("{} listening to them", listeners.join(", ")));
        }
        if !person.listens_to.is_empty() {
            let to = person.listens_to.iter().map(|tie| name_of(board, &tie.to));
            let to = to.collect::<Vec<_>>().join(", ");
            along.push(format!("Their listening to {to}"));
        }
        let reports = names(board, |other| other.reports_to.as_ref() == Some(id));
        if !reports.is_empty() {
            along.push(format!("{} reporting to them", reports.join(", ")));
        }
        let clashes = names(board, |other| other.clashes_with.contains(id));
        if !clashes.is_empty() {
            along.push(format!("{} clashing with them", clashes.join(", ")));
        }
        for decision in &board.decisions {
            if decision.votes.iter().any(|vote| vote.who == *id) {
                along.push(format!("Their vote on {}", decision.id));
            }
        }
        let entries = board.log.iter().filter(|entry| entry.names(id)).count();
        match entries {
            0 => {}
            1 => along.push("1 log entry stays".to_owned()),
            many => along.push(format!("{many} log entries stay")),
        }
        Self {
            id: id.clone(),
            name: person.name.clone(),
            along,
        }
    }
}

fn names(board: &Board, is_one: impl Fn(&Person) -> bool) -> Vec<String> {
    let people = board.people().filter(|(_, person)| is_one(person));
    people.map(|(_, person)| person.name.clone()).collect()
}

fn name_of(board: &Board, id: &Id) -> String {
    let seat = board.seat(id);
    let person = seat.and_then(|seat| board.person(seat));
    person.map_or_else(|| id.to_string(), |person| person.name.clone())
}
