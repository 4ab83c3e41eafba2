//! The ties a row of a table makes: to a boss, to those who are listened to, to those who listen.
//!
//! Promises: a tie that is there stays as strong as it is; whoever can't be found is told.

use std::collections::HashMap;

use super::given::{Given, list};
use super::influence::{Heard, hearing};
use super::{Problem, find_person};
use crate::model::{Board, Edit, Id, Person, PersonField, Strength, Tie};

/// Returns the edits that tie the person called `id` as a row says, and what is told of it.
pub(super) fn tied(
    board: &Board,
    names: &HashMap<String, Vec<Id>>,
    id: &Id,
    given: &Given,
) -> (Vec<Edit>, Vec<String>) {
    let seat = board.seat(id);
    let Some(person) = seat.and_then(|seat| board.person(seat)) else {
        return (Vec::new(), Vec::new());
    };
    let mut tying = Tying {
        board,
        names,
        person,
        edits: Vec::new(),
        told: Vec::new(),
    };
    if let Some(boss) = &given.boss {
        tying.boss(boss);
    }
    if let Some(cell) = &given.hears {
        tying.hears(cell);
    }
    if let Some(cell) = &given.influences {
        tying.influences(cell);
    }
    (tying.edits, tying.told)
}

struct Tying<'a> {
    board: &'a Board,
    /// Whom each name means, in lower case.
    names: &'a HashMap<String, Vec<Id>>,
    person: &'a Person,
    edits: Vec<Edit>,
    told: Vec<String>,
}

impl<'a> Tying<'a> {
    /// Returns who is called so, by their whole name or their id.
    fn whole(&self, name: &str) -> Option<&'a Person> {
        let whole = self.names.get(&name.to_lowercase()).map(Vec::as_slice);
        let seat = match whole {
            Some([one]) => self.board.seat(one),
            _ => self.board.seat(name),
        };
        let person = seat.and_then(|seat| self.board.person(seat))?;
        (!person.has_left()).then_some(&**person)
    }

    /// Finds somebody by their whole name at once, else as a line does, by looking at everybody.
    fn find(&self, name: &str) -> Result<&'a Person, Problem> {
        self.whole(name)
            .map_or_else(|| find_person(self.board, name), Ok)
    }

    fn set(&mut self, field: PersonField) {
        self.edits.push(Edit::SetPerson {
            id: self.person.id.clone(),
            field,
        });
    }

    fn boss(&mut self, name: &str) {
        let now = self.person.reports_to.as_ref();
        if now.is_some_and(|now| now.as_str() == name) {
            return;
        }
        match self.find(name) {
            Ok(boss) if boss.id == self.person.id => {
                self.without(&Problem::new("nobody is their own boss"));
            }
            Ok(boss) if now == Some(&boss.id) => {}
            Ok(boss) => {
                self.told.push(format!("reports to {}", boss.name));
                self.set(PersonField::ReportsTo(Some(boss.id.clone())));
            }
            Err(problem) => self.without(&problem),
        }
    }

    fn hears(&mut self, cell: &str) {
        let mut ties: Vec<Tie> = self.person.listens_to.clone();
        for heard in self.people(cell, &ties) {
            if ties.iter().all(|tie| tie.to != heard.id) {
                ties.push(heard.tie());
            }
        }
        if ties.len() > self.person.listens_to.len() {
            let new = ties.len() - self.person.listens_to.len();
            self.told.push(format!("listens to {new} more"));
            self.set(PersonField::ListensTo(ties));
        }
    }

    fn influences(&mut self, cell: &str) {
        let swayed = self.people(cell, &[]);
        let is_new = |heard: &&Heard| {
            let seat = self.board.seat(&heard.id);
            let other = seat.and_then(|seat| self.board.person(seat));
            other.is_some_and(|it| it.listens_to.iter().all(|tie| tie.to != self.person.id))
        };
        let swayed: Vec<Heard> = swayed.iter().filter(is_new).cloned().collect();
        if !swayed.is_empty() {
            self.told.push(format!("is heard by {} more", swayed.len()));
            let edits = hearing(self.board, &self.person.id, &swayed);
            self.edits.extend(edits);
        }
    }

    /// Returns whom a cell names, `sam!` strongly and `sam~` weakly; those in `known` need no
    /// looking up, for they may have left.
    fn people(&mut self, cell: &str, known: &[Tie]) -> Vec<Heard> {
        let mut found: Vec<Heard> = Vec::new();
        let names: Vec<&str> = if self.whole(cell).is_some() {
            vec![cell]
        } else {
            list(cell).collect()
        };
        for name in names {
            let (name, strength) = strength(name);
            if known.iter().any(|tie| tie.to.as_str() == name) {
                continue;
            }
            match self.find(name) {
                Ok(other) if other.id == self.person.id => {
                    self.without(&Problem::new("nobody listens to themselves"));
                }
                Ok(other) if found.iter().any(|heard| heard.id == other.id) => {}
                Ok(other) => found.push(Heard {
                    id: other.id.clone(),
                    strength,
                }),
                Err(problem) => self.without(&problem),
            }
        }
        found
    }

    fn without(&mut self, problem: &Problem) {
        let told = format!("without a tie: {problem}");
        // Who is unknown may stand in two columns.
        if !self.told.contains(&told) {
            self.told.push(told);
        }
    }
}

fn strength(name: &str) -> (&str, Strength) {
    if let Some(name) = name.strip_suffix('!') {
        (name, Strength::Strong)
    } else if let Some(name) = name.strip_suffix('~') {
        (name, Strength::Weak)
    } else {
        (name, Strength::Medium)
    }
}

#[cfg(test)]
mod tests {
    use allocation_counter::measure;

    use super::*;
    use crate::document::{Document, EXAMPLE};

    /// How often room is asked for to tie somebody to two, on a board with `more` others.
    fn cost(more: usize) -> u64 {
        let document = Document::load(EXAMPLE.as_bytes()).unwrap();
        let mut board = document.board().clone();
        for number in 0..more {
            let id = Id::new(&format!("extra-{number}")).unwrap();
            let edit = Edit::AddPerson {
                at: 0,
                department: Id::new("sales").unwrap(),
                person: Box::new(Person::new(id, &format!("Extra {number}"))),
            };
            board.apply(&edit).unwrap();
        }
        let people = board.people().map(|(_, person)| person);
        let names = people.map(|it| (it.name.to_lowercase(), vec![it.id.clone()]));
        let names: HashMap<String, Vec<Id>> = names.collect();
        let given = Given {
            hears: Some("Priya Raman, Noor Haddad".to_owned()),
            ..Given::default()
        };
        let dana = Id::new("dana").unwrap();
        let (edits, told) = tied(&board, &names, &dana, &given);
        assert!(!edits.is_empty(), "{told:?}");
        measure(|| {
            tied(&board, &names, &dana, &given);
        })
        .count_total
    }

    #[test]
    fn several_names_in_a_cell_are_not_looked_for_among_everybody() {
        assert_eq!(cost(300), cost(0));
    }
}
