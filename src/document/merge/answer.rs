//! What an answer to a question does to the board.
//!
//! Promises: any answer becomes edits against the board as it is then, in any order of
//! answers; nothing where the board holds the answer already.

use std::sync::Arc;

use crate::model::{Board, Department, Edit, Id, Person};

use super::conflict::{About, Choice, MergeConflict, Value};
use super::fields::Fields;
use super::ids::free_id;
use super::listed::Listed;

impl MergeConflict {
    /// Returns the edits that give `board` this answer; none when it holds it already,
    /// or when the record is no longer there.
    pub fn answer(&self, board: &Board, choice: Choice) -> Vec<Edit> {
        let Some(value) = self.value(choice) else {
            return Vec::new();
        };
        match (&self.about, value) {
            (About::Board, Value::Board(field)) => set(Some(board), field),
            (About::Department(id), Value::Department(field)) => {
                let at = board.department_at(id);
                set(at.and_then(|at| board.departments.get(at)), field)
            }
            (About::Person(id), Value::Person(field)) => {
                let found = board.seat(id).and_then(|seat| board.person(seat));
                set(found.map(Arc::as_ref), field)
            }
            (About::Play(id), Value::Play(field)) => set(find(&board.plays, id), field),
            (About::Decision(id), Value::Decision(field)) => set(find(&board.decisions, id), field),
            (About::Person(id), Value::Sits(home)) => sit(board, id, home),
            (_, Value::WholePerson(home, person)) => {
                if choice == Choice::Both {
                    add_person(
                        board,
                        home,
                        Person {
                            id: free_id(&person.id, |id| board.ids().any(|used| used == id)),
                            ..Person::clone(person)
                        },
                    )
                } else {
                    put_person(board, home, person)
                }
            }
            (_, Value::WholeDepartment(department)) => put_department(board, department),
            (_, Value::WholePlay(play)) => put(&board.plays, play.as_ref()),
            (_, Value::WholeDecision(decision)) => put(&board.decisions, decision.as_ref()),
            (about, Value::Nothing { homes }) => take_out(board, about, homes),
            _ => Vec::new(),
        }
    }
}

fn find<'a, R: Listed>(list: &'a [R], id: &Id) -> Option<&'a R> {
    list.iter().find(|each| each.id() == id)
}

fn set<R: Fields>(record: Option<&R>, field: &R::Field) -> Vec<Edit> {
    let record = record.filter(|record| !record.fields().contains(field));
    record
        .map(|record| record.edit(field.clone()))
        .into_iter()
        .collect()
}

fn put<R: Listed>(list: &[R], record: &R) -> Vec<Edit> {
    match find(list, record.id()) {
        Some(old) => old.changes(record),
        None => vec![record.add(list.len())],
    }
}

/// Returns the edit that puts a department back in case it is gone, without its people.
fn ensure(board: &Board, home: &Department) -> Option<Edit> {
    let is_gone = board.department_at(&home.id).is_none();
    is_gone.then(|| Edit::AddDepartment {
        at: board.departments.len(),
        department: Box::new(Department {
            people: Vec::new(),
            ..home.clone()
        }),
    })
}

fn length(board: &Board, department: &Id) -> usize {
    let at = board.department_at(department);
    let found = at.and_then(|at| board.departments.get(at));
    found.map_or(0, |department| department.people.len())
}

fn sit(board: &Board, id: &Id, home: &Department) -> Vec<Edit> {
    let seat = board
        .seat(id)
        .and_then(|seat| board.departments.get(seat.department));
    if seat.is_none_or(|now| now.id == home.id) {
        return Vec::new();
    }
    let mut edits: Vec<Edit> = ensure(board, home).into_iter().collect();
    edits.push(Edit::MovePerson {
        id: id.clone(),
        department: home.id.clone(),
        at: length(board, &home.id),
    });
    edits
}

fn add_person(board: &Board, home: &Department, person: Person) -> Vec<Edit> {
    let mut edits: Vec<Edit> = ensure(board, home).into_iter().collect();
    edits.push(Edit::AddPerson {
        department: home.id.clone(),
        at: length(board, &home.id),
        person: Box::new(person),
    });
    edits
}

fn put_person(board: &Board, home: &Department, person: &Person) -> Vec<Edit> {
    match board.seat(&person.id).and_then(|seat| board.person(seat)) {
        Some(now) => {
            let mut edits = now.changes(person);
            edits.extend(sit(board, &person.id, home));
            edits
        }
        None => add_person(board, home, person.clone()),
    }
}

/// A department that is there keeps its people: their own questions are their own.
fn put_department(board: &Board, department: &Department) -> Vec<Edit> {
    if let Some(at) = board.department_at(&department.id) {
        let now = board.departments.get(at);
        return now.map(|now| now.changes(department)).unwrap_or_default();
    }
    let mut department = department.clone();
    department
        .people
        .retain(|person| board.seat(&person.id).is_none());
    vec![Edit::AddDepartment {
        at: board.departments.len(),
        department: Box::new(department),
    }]
}

fn take_out(board: &Board, about: &About, homes: &[(Id, Department)]) -> Vec<Edit> {
    match about {
        About::Person(id) => {
            let is_there = board.seat(id).is_some();
            is_there
                .then(|| Edit::RemovePerson(id.clone()))
                .into_iter()
                .collect()
        }
        About::Play(id) => find(&board.plays, id)
            .map(Listed::remove)
            .into_iter()
            .collect(),
        About::Decision(id) => {
            let found = find(&board.decisions, id);
            found.map(Listed::remove).into_iter().collect()
        }
        About::Department(id) => take_department_out(board, id, homes),
        About::Board => Vec::new(),
    }
}

fn take_department_out(board: &Board, id: &Id, homes: &[(Id, Department)]) -> Vec<Edit> {
    if board.department_at(id).is_none() {
        return Vec::new();
    }
    let mut edits = Vec::new();
    // Played forward, so that two people who go to one department get different places.
    let mut later = board.clone();
    for (person, home) in homes {
        let seat = later
            .seat(person)
            .and_then(|seat| later.departments.get(seat.department));
        if seat.is_some_and(|now| now.id == *id) {
            for edit in sit(&later, person, home) {
                // Both edits name what `later` holds; were one refused, it would be left out.
                if later.apply(&edit).is_ok() {
                    edits.push(edit);
                }
            }
        }
    }
    edits.push(Edit::RemoveDepartment(id.clone()));
    edits
}
