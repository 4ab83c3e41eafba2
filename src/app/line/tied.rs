//! The ties a row of a table makes: to a boss, to those who are listened to, to those who listen.
//!
//! Promises: a tie that is there stays as strong as it is; whoever can't be found is told.

use super::Problem;
use super::crowd::Crowd;
use super::gathered::Gathered;
use super::given::{Given, list};
use super::influence::{Heard, hearing};
use crate::model::{Edit, Id, Person, PersonField, Strength, Tie};

/// Returns the edits that tie the person called `id` as a row says, and what is told of it.
pub(super) fn tied(
    so_far: &Gathered,
    crowd: &mut Option<Crowd>,
    id: &Id,
    given: &Given,
) -> (Vec<Edit>, Vec<String>) {
    let Some(person) = so_far.person(id) else {
        return (Vec::new(), Vec::new());
    };
    let mut tying = Tying {
        so_far,
        crowd,
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
    so_far: &'a Gathered,
    /// Made where somebody is called otherwise than by their whole name.
    crowd: &'a mut Option<Crowd>,
    person: &'a Person,
    edits: Vec<Edit>,
    told: Vec<String>,
}

impl<'a> Tying<'a> {
    /// Returns who is called so, by their whole name or their id.
    fn whole(&self, name: &str) -> Option<&'a Person> {
        let id = match self.so_far.named(name) {
            [one] => one.as_str(),
            _ => name,
        };
        let person = self.so_far.person(id)?;
        (!person.has_left()).then_some(person)
    }

    /// Finds somebody by their whole name at once, else as a line does.
    fn find(&mut self, name: &str) -> Result<&'a Person, Problem> {
        if let Some(person) = self.whole(name) {
            return Ok(person);
        }
        let board = self.so_far.board();
        let crowd = self.crowd.get_or_insert_with(|| Crowd::new(board));
        let id = crowd.find(board, name)?;
        let found = self.so_far.person(&id);
        found.ok_or_else(|| Problem(format!("nobody is `{id}`")))
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
            let other = self.so_far.person(&heard.id);
            other.is_some_and(|it| it.listens_to.iter().all(|tie| tie.to != self.person.id))
        };
        let swayed: Vec<Heard> = swayed.iter().filter(is_new).cloned().collect();
        if !swayed.is_empty() {
            self.told.push(format!("is heard by {} more", swayed.len()));
            let edits = hearing(|id| self.so_far.person(id), &self.person.id, &swayed);
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
    use crate::app::line::crowd::tests::crowded;

    /// How often room is asked for to tie somebody to two, on a board with `more` others.
    fn cost(more: usize) -> u64 {
        let so_far = Gathered::new(crowded(more));
        let given = Given {
            hears: Some("Priya Raman, Noor Haddad".to_owned()),
            ..Given::default()
        };
        let dana = Id::new("dana").unwrap();
        let (edits, told) = tied(&so_far, &mut None, &dana, &given);
        assert!(!edits.is_empty(), "{told:?}");
        measure(|| {
            tied(&so_far, &mut None, &dana, &given);
        })
        .count_total
    }

    #[test]
    fn several_names_in_a_cell_are_not_looked_for_among_everybody() {
        assert_eq!(cost(300), cost(0));
    }
}
