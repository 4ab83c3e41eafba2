//! What is told before somebody is removed.

use crate::model::{Board, Id, Person};

/// A removal that asks: who, and what goes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovalOverlay {
    /// Who would go.
    pub people: Vec<Id>,
    /// What they are called together: "Dana Ortiz", "5 people".
    pub name: String,
    /// What goes along, a line each; what stays, last.
    pub along: Vec<String>,
}

impl RemovalOverlay {
    /// Looks up what refers to these people.
    pub fn new(board: &Board, people: Vec<Id>) -> Self {
        let goes = |id: &Id| people.contains(id);
        let mut along = Vec::new();
        if people.len() > 1 {
            let who = people.iter().map(|id| name_of(board, id));
            along.push(who.collect::<Vec<_>>().join(", "));
        }
        let stays = |is_one: &dyn Fn(&Person) -> bool| {
            names(board, |other| !goes(&other.id) && is_one(other))
        };
        let listeners = stays(&|other| other.listens_to.iter().any(|tie| goes(&tie.to)));
        let reports = stays(&|other| other.reports_to.as_ref().is_some_and(goes));
        let clashes = stays(&|other| other.clashes_with.iter().any(goes));
        let groups = [
            (listeners, "", " listening to them"),
            (listened_to(board, &people), "Their listening to ", ""),
            (reports, "", " reporting to them"),
            (clashes, "", " clashing with them"),
        ];
        for (names, before, behind) in groups {
            if !names.is_empty() {
                along.push(format!("{before}{}{behind}", names.join(", ")));
            }
        }
        for decision in &board.decisions {
            if decision.votes.iter().any(|vote| goes(&vote.who)) {
                along.push(format!("Their vote on {}", decision.id));
            }
        }
        let log = board.log.iter();
        let entries = log.filter(|entry| entry.who().iter().any(goes)).count();
        match entries {
            0 => {}
            1 => along.push("1 log entry stays".to_owned()),
            many => along.push(format!("{many} log entries stay")),
        }
        let name = match people.as_slice() {
            [one] => name_of(board, one),
            all => format!("{} people", all.len()),
        };
        Self {
            people,
            name,
            along,
        }
    }
}

/// Returns the names of those to whom these people listen, nobody twice.
fn listened_to(board: &Board, people: &[Id]) -> Vec<String> {
    let mut ids: Vec<&Id> = Vec::new();
    for id in people {
        let person = board.seat(id).and_then(|seat| board.person(seat));
        for tie in person.iter().flat_map(|person| &person.listens_to) {
            if !ids.contains(&&tie.to) && !people.contains(&tie.to) {
                ids.push(&tie.to);
            }
        }
    }
    ids.into_iter().map(|id| name_of(board, id)).collect()
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
