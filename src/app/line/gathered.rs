//! The board as it is with the rows so far, and the edits that they come to.
//!
//! Promises: whoever is asked for by id is found at once, and so is a free id; what is said of
//! somebody new by a later row is part of adding them. Leaves what rows say to `intake` and
//! `tied`.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Problem, ids};
use crate::model::{Board, Edit, EditError, Id, Person, PersonField, Seat};
use crate::text::slug;

/// A board that grows row by row.
pub(super) struct Gathered {
    board: Board,
    edits: Vec<Edit>,
    /// Whom each name means, in lower case.
    names: HashMap<String, Vec<Id>>,
    /// Where everybody sits, or sat before somebody before them moved away.
    seats: HashMap<Id, Seat>,
    /// Which edit adds whom.
    added: HashMap<Id, usize>,
    /// For each slug the number below which every id is taken.
    numbers: HashMap<String, u32>,
}

impl Gathered {
    /// Begins with a board as it is.
    pub fn new(board: Board) -> Self {
        let mut names: HashMap<String, Vec<Id>> = HashMap::new();
        let mut seats = HashMap::new();
        for (seat, person) in board.people() {
            let ids = names.entry(person.name.to_lowercase()).or_default();
            ids.push(person.id.clone());
            seats.insert(person.id.clone(), seat);
        }
        Self {
            board,
            edits: Vec::new(),
            names,
            seats,
            added: HashMap::new(),
            numbers: HashMap::new(),
        }
    }

    /// Returns the board with the rows so far.
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// Returns the edits that lead to it.
    pub fn into_edits(self) -> Vec<Edit> {
        self.edits
    }

    /// Returns who is called so, in letters of any case.
    pub fn named(&self, name: &str) -> &[Id] {
        let ids = self.names.get(&name.to_lowercase());
        ids.map_or(&[], Vec::as_slice)
    }

    /// Notes that a name means somebody from now on.
    pub fn note(&mut self, name: &str, id: &Id) {
        let ids = self.names.entry(name.to_lowercase()).or_default();
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }

    /// Returns the person called `id`.
    pub fn person(&self, id: &str) -> Option<&Person> {
        let person = self.board.person(self.seat(id)?)?;
        Some(&**person)
    }

    /// Returns where `id` sits.
    pub fn seat(&self, id: &str) -> Option<Seat> {
        let known = self.seats.get(id).copied()?;
        let there = self.board.person(known);
        if there.is_some_and(|person| person.id.as_str() == id) {
            return Some(known);
        }
        self.board.seat(id)
    }

    /// Says whether anything is called `id`.
    pub fn has(&self, id: &Id) -> bool {
        let board = &self.board;
        self.seats.contains_key(id)
            || board.department_at(id).is_some()
            || board.play_at(id).is_some()
            || board.decision_at(id).is_some()
    }

    /// Returns a free id for somebody; `also` is taken too.
    pub fn made(&mut self, name: &str, also: Option<&Id>) -> Result<Id, Problem> {
        let slug = slug(name).unwrap_or_default();
        let from = self.numbers.get(&slug).copied().unwrap_or(1);
        let is_used = |id: &Id| self.has(id) || also == Some(id);
        let (id, number) = ids::free(name, 'p', from, is_used)?;
        self.numbers.insert(slug, number);
        Ok(id)
    }

    /// Makes edits.
    pub fn take(&mut self, edits: &[Edit]) -> Result<(), Problem> {
        for edit in edits {
            let done = match edit {
                Edit::SetPerson { id, field } => self.set(id, field),
                edit => self.apply(edit),
            };
            done.map_err(|refused| Problem::new(refused.to_string()))?;
        }
        Ok(())
    }

    fn set(&mut self, id: &Id, field: &PersonField) -> Result<(), EditError> {
        let seat = self.seat(id);
        let departments = &mut self.board.departments;
        let person = seat.and_then(|seat| {
            let department = departments.get_mut(seat.department)?;
            department.people.get_mut(seat.person)
        });
        let person = person.ok_or_else(|| EditError::NoSuchId(id.clone()))?;
        Arc::make_mut(person).set(field.clone());
        let added = self.added.get(id).and_then(|at| self.edits.get_mut(*at));
        match added {
            Some(Edit::AddPerson { person, .. }) => person.set(field.clone()),
            _ => self.edits.push(Edit::SetPerson {
                id: id.clone(),
                field: field.clone(),
            }),
        }
        Ok(())
    }

    fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        self.board.apply(edit)?;
        if let Edit::AddPerson {
            department,
            at,
            person,
        } = edit
        {
            let department = self.board.department_at(department);
            let seat = department.map(|department| Seat {
                department,
                person: *at,
            });
            self.seats
                .extend(seat.map(|seat| (person.id.clone(), seat)));
            self.added.insert(person.id.clone(), self.edits.len());
        }
        self.edits.push(edit.clone());
        Ok(())
    }
}
