//! What is told before something is removed.

use crate::model::{Board, Department, Entry, Id, Person};

/// A removal that asks: what, and what goes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovalOverlay {
    /// Who or what would go.
    pub id: Id,
    /// What they are called.
    pub name: String,
    /// What goes along, a line each; what stays, last.
    pub along: Vec<String>,
}

impl RemovalOverlay {
    /// Looks up what refers to the person, department, play or decision called `id`; `None`
    /// where nothing is called so.
    pub fn of(board: &Board, id: &Id) -> Option<Self> {
        let department = board.department_at(id);
        let department = department.and_then(|at| board.departments.get(at));
        let person = board.seat(id).and_then(|seat| board.person(seat));
        let decision = board.decision_at(id).and_then(|at| board.decisions.get(at));
        let (name, along) = if let Some(person) = person {
            (person.name.clone(), with_person(board, person))
        } else if let Some(department) = department {
            (department.name.clone(), with_department(board, department))
        } else if let Some(decision) = decision {
            let votes = counted(decision.votes.len(), "vote", "votes");
            (decision.ask.clone(), votes.into_iter().collect())
        } else {
            board.play_at(id)?;
            (id.to_string(), with_play(board, id))
        };
        Some(Self {
            id: id.clone(),
            name,
            along,
        })
    }
}

fn with_person(board: &Board, person: &Person) -> Vec<String> {
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
    along.extend(counted(
        ties,
        "tie of others to them",
        "ties of others to them",
    ));
    let votes = board.decisions.iter().flat_map(|it| &it.votes);
    let votes = votes.filter(|vote| is_here(&vote.who)).count();
    along.extend(counted(votes, "vote", "votes"));
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
    let steps = counted(steps, "step", "steps");
    steps.into_iter().chain(staying(entries)).collect()
}

fn staying(entries: usize) -> Option<String> {
    counted(entries, "log entry stays", "log entries stay")
}

fn counted(number: usize, one: &str, several: &str) -> Option<String> {
    match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        many => Some(format!("{many} {several}")),
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
