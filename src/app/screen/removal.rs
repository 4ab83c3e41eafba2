//! What is told before something is removed.

use crate::model::{Board, Department, Entry, Id, Person};
use crate::text::counted_if_any;

/// A removal that asks: what, and what goes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovalOverlay {
    /// Who or what would go.
    pub ids: Vec<Id>,
    /// What they are called together: "Dana Ortiz", "5 people".
    pub name: String,
    /// What goes along, a line each; what stays, last.
    pub along: Vec<String>,
}

impl RemovalOverlay {
    /// Looks up what refers to these people, or to the one department, play or decision called
    /// so; `None` where nothing is called so any more.
    pub fn of(board: &Board, ids: &[Id]) -> Option<Self> {
        let people = ids.iter().filter(|id| board.seat(id).is_some());
        let people: Vec<Id> = people.cloned().collect();
        if people.is_empty() {
            return ids.first().and_then(|id| Self::of_one(board, id));
        }
        let name = match people.as_slice() {
            [one] => name_of(board, one),
            all => format!("{} people", all.len()),
        };
        Some(Self {
            along: with_people(board, &people),
            ids: people,
            name,
        })
    }

    fn of_one(board: &Board, id: &Id) -> Option<Self> {
        let department = board.department_at(id);
        let department = department.and_then(|at| board.departments.get(at));
        let decision = board.decision_at(id).and_then(|at| board.decisions.get(at));
        let (name, along) = if let Some(department) = department {
            (department.name.clone(), with_department(board, department))
        } else if let Some(decision) = decision {
            let votes = counted_if_any(decision.votes.len(), "vote", "votes");
            (decision.ask.clone(), votes.into_iter().collect())
        } else {
            board.play_at(id)?;
            (id.to_string(), with_play(board, id))
        };
        let ids = vec![id.clone()];
        Some(Self { ids, name, along })
    }
}

fn with_people(board: &Board, people: &[Id]) -> Vec<String> {
    let goes = |id: &Id| people.contains(id);
    let mut along = Vec::new();
    if people.len() > 1 {
        let who = people.iter().map(|id| name_of(board, id));
        along.push(who.collect::<Vec<_>>().join(", "));
    }
    let stays =
        |is_one: &dyn Fn(&Person) -> bool| names(board, |other| !goes(&other.id) && is_one(other));
    let listeners = stays(&|other| other.listens_to.iter().any(|tie| goes(&tie.to)));
    let reports = stays(&|other| other.reports_to.as_ref().is_some_and(goes));
    let clashes = stays(&|other| other.clashes_with.iter().any(goes));
    let groups = [
        (listeners, "", " listening to them"),
        (listened_to(board, people), "Their listening to ", ""),
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
    along.extend(staying(entries));
    along
}

fn with_department(board: &Board, department: &Department) -> Vec<String> {
    let people = &department.people;
    let is_here = |id: &Id| people.iter().any(|person| person.id == *id);
    let mut along = Vec::new();
    if !people.is_empty() {
        let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
        along.push(names.join(", "));
    }
    let others = board.people().filter(|(_, other)| !is_here(&other.id));
    let ties = others.flat_map(|(_, other)| &other.listens_to);
    let ties = ties.filter(|tie| is_here(&tie.to)).count();
    along.extend(counted_if_any(
        ties,
        "tie of others to them",
        "ties of others to them",
    ));
    let votes = board.decisions.iter().flat_map(|it| &it.votes);
    let votes = votes.filter(|vote| is_here(&vote.who)).count();
    along.extend(counted_if_any(votes, "vote", "votes"));
    let plays = board
        .plays
        .iter()
        .filter(|it| it.department == department.id);
    along.extend(plays.map(|play| format!("The play {}", play.id)));
    let is_theirs = |entry: &Entry| entry.who().iter().any(is_here);
    let entries = board.log.iter().filter(|entry| is_theirs(entry)).count();
    along.extend(staying(entries));
    along
}

fn with_play(board: &Board, id: &Id) -> Vec<String> {
    let play = board.play_at(id).and_then(|at| board.plays.get(at));
    let steps = play.map_or(0, |play| play.steps.len());
    let is_of_it =
        |entry: &Entry| matches!(entry, Entry::Talked { play: Some(play), .. } if play == id);
    let entries = board.log.iter().filter(|entry| is_of_it(entry)).count();
    let steps = counted_if_any(steps, "step", "steps");
    steps.into_iter().chain(staying(entries)).collect()
}

fn staying(entries: usize) -> Option<String> {
    counted_if_any(entries, "log entry stays", "log entries stay")
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
