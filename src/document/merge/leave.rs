//! A question as a board file holds it, for where nobody can be asked: a merge that git runs.
//!
//! Promises: each side's text is what stands in the file for that field, empty for one that
//! nobody wrote; `left` reads it back.

use crate::document::fragment::Fragment;
use crate::document::records;
use crate::model::{Board, Conflict, Date, Decision, Department, Id, Person, Play, Status};

use super::conflict::{About, MergeConflict, Value};
use super::fields::Fields;
use super::words::field_name;

impl MergeConflict {
    /// Returns the question as `conflicts` holds it.
    pub fn left(&self) -> Conflict {
        let id = match &self.about {
            About::Board => String::new(),
            About::Department(id) | About::Person(id) | About::Play(id) | About::Decision(id) => {
                id.to_string()
            }
        };
        Conflict {
            id,
            field: self.field.to_owned(),
            base: text(&self.base),
            ours: text(&self.ours),
            theirs: text(&self.theirs),
        }
    }
}

fn text(value: &Value) -> String {
    let name = field_name(value);
    match value {
        Value::Nothing { .. } => String::new(),
        Value::Board(field) => written(Board::default(), field, name, records::board),
        Value::Department(field) => {
            let blank = Department::new(Id::default(), "");
            written(blank, field, name, records::header)
        }
        Value::Person(field) => {
            written(Person::new(Id::default(), ""), field, name, records::person)
        }
        Value::Play(field) => written(blank_play(), field, name, records::play),
        Value::Decision(field) => blank_decision()
            .map(|blank| written(blank, field, name, records::decision))
            .unwrap_or_default(),
        Value::Sits(home) => Fragment::text(home.id.as_str()).write(None),
        Value::WholeDepartment(department) => records::department(department).write(None),
        Value::WholePerson(_, person) => records::person(person).write(None),
        Value::WholePlay(play) => records::play(play).write(None),
        Value::WholeDecision(decision) => records::decision(decision).write(None),
    }
}

/// Returns the text of a field as it stands in a record; empty where it would be left out.
fn written<R: Fields>(
    mut record: R,
    field: &R::Field,
    name: &str,
    fragment: fn(&R) -> Fragment,
) -> String {
    record.put(field.clone());
    let Fragment::Struct(_, fields) = fragment(&record) else {
        return String::new();
    };
    let found = fields.into_iter().find(|each| each.name == name);
    let found = found.filter(|each| !each.is_default);
    found.map(|each| each.value.write(None)).unwrap_or_default()
}

fn blank_play() -> Play {
    Play {
        id: Id::default(),
        department: Id::default(),
        answers: String::new(),
        status: Status::Planned,
        due: None,
        steps: Vec::new(),
    }
}

fn blank_decision() -> Option<Decision> {
    Some(Decision {
        id: Id::default(),
        ask: String::new(),
        on: Date::new(2000, 1, 1)?,
        votes: Vec::new(),
    })
}
