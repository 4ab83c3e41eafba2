//! What edits change, in a few words: "2 changed: Dana Ortiz to Supporter, Sam Lee's note".

use std::collections::HashMap;
use std::fmt;

use crate::model::{Board, Edit, Id, PersonField};
use crate::text::counted_if_any;

use super::conflict::{About, Value};
use super::words::{field_name, plain_name};

/// How many records are named before "and 4 more".
const NAMED: usize = 3;

/// What edits change, in words. Shown as one sentence without a full stop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// How many records are changed, added or removed; each entry of the log is one.
    pub changed: usize,
    /// What happens to each, the log in one: "Dana Ortiz to Supporter".
    pub words: Vec<String>,
}

impl fmt::Display for Told {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.words.is_empty() {
            return out.write_str("nothing changed");
        }
        let named = self.words.iter().take(NAMED).map(String::as_str);
        let named: Vec<&str> = named.collect();
        write!(out, "{} changed: {}", self.changed, named.join(", "))?;
        match self.words.len() - named.len() {
            0 => Ok(()),
            more => write!(out, " and {more} more"),
        }
    }
}

/// Returns in words what `edits` change in `board`.
pub fn told(board: &Board, edits: &[Edit]) -> Told {
    if edits.is_empty() {
        return Told::default();
    }
    let departments = board.departments.iter();
    let people = board.people();
    let mut list = List {
        names: departments
            .map(|each| (&each.id, each.name.as_str()))
            .chain(people.map(|(_, each)| (&each.id, each.name.as_str())))
            .collect(),
        ..List::default()
    };
    for edit in edits {
        list.add(edit);
    }
    list.finish()
}

/// The records that edits touch, in the order they come in.
#[derive(Default)]
struct List<'a> {
    names: HashMap<&'a Id, &'a str>,
    records: Vec<(About, Vec<String>)>,
    places: HashMap<About, usize>,
    entries: usize,
    questions: usize,
}

impl<'a> List<'a> {
    fn add(&mut self, edit: &'a Edit) {
        match edit {
            Edit::SetBoard(field) => {
                self.set(About::Board, &Value::Board(field.clone()));
            }
            Edit::AddDepartment { department, .. } => {
                self.names.insert(&department.id, &department.name);
                let people = counted_if_any(department.people.len(), "person", "people");
                let with = people.map_or_else(String::new, |people| format!(" with {people}"));
                self.say(
                    About::Department(department.id.clone()),
                    format!("added{with}"),
                );
            }
            Edit::RemoveDepartment(id) => self.say(About::Department(id.clone()), "removed"),
            Edit::MoveDepartment { id, .. } => self.say(About::Department(id.clone()), "moved"),
            Edit::SetDepartment { id, field } => {
                self.set(
                    About::Department(id.clone()),
                    &Value::Department(field.clone()),
                );
            }
            Edit::AddPerson { person, .. } => {
                self.names.insert(&person.id, &person.name);
                self.say(About::Person(person.id.clone()), "added");
            }
            Edit::RemovePerson(id) => self.say(About::Person(id.clone()), "removed"),
            Edit::MovePerson { id, department, .. } => {
                let words = format!("in {}", self.name(department));
                self.say(About::Person(id.clone()), words);
            }
            Edit::SetPerson {
                id,
                field: PersonField::Stance(stance),
            } => {
                self.say(
                    About::Person(id.clone()),
                    format!("to {}", stance.in_words()),
                );
            }
            Edit::SetPerson { id, field } => {
                self.set(About::Person(id.clone()), &Value::Person(field.clone()));
            }
            Edit::AddPlay { play, .. } => self.say(About::Play(play.id.clone()), "added"),
            Edit::RemovePlay(id) => self.say(About::Play(id.clone()), "removed"),
            Edit::MovePlay { id, .. } => self.say(About::Play(id.clone()), "moved"),
            Edit::SetPlay { id, field } => {
                self.set(About::Play(id.clone()), &Value::Play(field.clone()));
            }
            Edit::AddDecision { decision, .. } => {
                self.say(About::Decision(decision.id.clone()), "added");
            }
            Edit::RemoveDecision(id) => self.say(About::Decision(id.clone()), "removed"),
            Edit::MoveDecision { id, .. } => self.say(About::Decision(id.clone()), "moved"),
            Edit::SetDecision { id, field } => {
                self.set(About::Decision(id.clone()), &Value::Decision(field.clone()));
            }
            Edit::AddEntry { .. } | Edit::RemoveEntry(_) | Edit::SetEntry { .. } => {
                self.entries += 1;
            }
            Edit::AddConflict { .. } | Edit::RemoveConflict(_) => self.questions += 1,
        }
    }

    fn name(&self, id: &Id) -> String {
        self.names
            .get(id)
            .map_or_else(|| id.to_string(), |name| (*name).to_owned())
    }

    fn set(&mut self, about: About, value: &Value) {
        self.say(about, format!("`{}`", field_name(value)));
    }

    fn say(&mut self, about: About, words: impl Into<String>) {
        let next = self.records.len();
        let place = *self.places.entry(about.clone()).or_insert(next);
        if place == next {
            self.records.push((about, Vec::new()));
        }
        if let Some((_, said)) = self.records.get_mut(place) {
            said.push(words.into());
        }
    }

    fn finish(self) -> Told {
        let phrase = |(about, said): &(About, Vec<String>)| {
            let name = match about {
                About::Department(id) | About::Person(id) => self.name(id),
                other => plain_name(other),
            };
            format!("{name} {}", said.join(" and "))
        };
        let mut words: Vec<String> = self.records.iter().map(phrase).collect();
        words.extend(counted_if_any(self.entries, "log entry", "log entries"));
        words.extend(counted_if_any(
            self.questions,
            "open question",
            "open questions",
        ));
        let changed = self.records.len() + self.entries + self.questions;
        Told { changed, words }
    }
}
