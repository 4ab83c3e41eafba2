//! Questions that a git merge left in the board file: their texts become edits.
//!
//! Promises: the loader alone judges a text, as if it stood in the record; an answer also
//! takes the question out of the file.

use crate::document::Document;
use crate::model::{Board, Conflict, Edit, removal};

use super::conflict::{Choice, Value};
use super::fields::Fields;
use super::listed::Listed;
use super::merge;
use super::words::{field_name, words_in_full};

/// Why an answer can't be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// There is no record of that id.
    #[error(
        "`{0}` is not on this board any more; take the question out of `conflicts` with an editor"
    )]
    NoRecord(String),
    /// The text is no value of the field.
    #[error("`{field}: {text}` can't be read: {why}")]
    NoValue {
        /// The field.
        field: String,
        /// The text.
        text: String,
        /// What is wrong with it.
        why: String,
    },
}

/// Returns what the record a question is about is called.
pub fn name_left(board: &Board, conflict: &Conflict) -> String {
    match find(board, &conflict.id) {
        Some(Found::Board) => board.called(),
        Some(Found::Department(at)) => called(board.departments.get(at)),
        Some(Found::Person) => {
            let seat = board.seat(&conflict.id);
            let person = seat.and_then(|seat| board.person(seat));
            called(person.map(|person| &**person))
        }
        Some(Found::Play(at)) => called(board.plays.get(at)),
        Some(Found::Decision(at)) => called(board.decisions.get(at)),
        None => conflict.id.clone(),
    }
}

fn called<R: Fields>(record: Option<&R>) -> String {
    record.map(Fields::called).unwrap_or_default()
}

/// Returns the edits that answer the question at a place of `conflicts` with `text`, the
/// field's text of one side; an empty one is a field that nobody wrote.
pub fn answer_left(board: &Board, at: usize, text: &str) -> Result<Vec<Edit>, NoAnswer> {
    let Some(conflict) = board.conflicts.get(at) else {
        return Ok(Vec::new());
    };
    let missing = || NoAnswer::NoRecord(conflict.id.clone());
    let found = find(board, &conflict.id).ok_or_else(missing)?;
    let mut edits = if conflict.field.is_empty() {
        whole(board, &found, conflict, text)
    } else if let (Found::Person, "department") = (&found, conflict.field.as_str()) {
        seat(board, conflict, text)?
    } else {
        let sample = sample(&found, conflict, text)?;
        set_as_said(board, &found, conflict, &sample)
    };
    edits.push(Edit::RemoveConflict(at));
    Ok(edits)
}

/// Both answers together, to a question that a git merge left.
#[derive(Clone, Debug, PartialEq)]
pub struct BothLeft {
    /// What they lead to, in words.
    pub words: String,
    /// The edits that make it so, and take the question out of the file.
    pub edits: Vec<Edit>,
}

/// Returns both answers together to the question at a place of `conflicts`; `None` where
/// both make no sense: they do for lists and notes.
pub fn both_left(board: &Board, at: usize) -> Option<BothLeft> {
    let conflict = board.conflicts.get(at)?;
    let found = find(board, &conflict.id)?;
    let field = conflict.field.as_str();
    if matches!(field, "" | "department") {
        return None;
    }
    let load = |text: &str| sample(&found, conflict, text).ok();
    let (base, ours) = (load(&conflict.base)?, load(&conflict.ours)?);
    let theirs = load(&conflict.theirs)?;
    let merged = merge(&base, &ours, &theirs);
    let mut both = ours.clone();
    for edit in &merged.edits {
        both.apply(edit).ok()?;
    }
    for question in &merged.conflicts {
        question.both.as_ref()?;
        for edit in question.answer(&both, Choice::Both) {
            both.apply(&edit).ok()?;
        }
    }
    let value = said(&found, &both, field)?;
    let is_one_side = [&ours, &theirs]
        .into_iter()
        .any(|side| said(&found, side, field).as_ref() == Some(&value));
    if is_one_side {
        return None;
    }
    let mut edits = set_as_said(board, &found, conflict, &both);
    edits.push(Edit::RemoveConflict(at));
    Some(BothLeft {
        words: words_in_full(&value),
        edits,
    })
}

/// Returns in words what one side's text of a question says; the text itself where it says
/// no value.
pub fn side_left(board: &Board, conflict: &Conflict, text: &str) -> String {
    let field = conflict.field.as_str();
    let words = || {
        let found = find(board, &conflict.id).filter(|_| !matches!(field, "" | "department"))?;
        let sample = sample(&found, conflict, text).ok()?;
        said(&found, &sample, field).map(|value| words_in_full(&value))
    };
    words().unwrap_or_else(|| text.to_owned())
}

/// Returns what a sample says of the field.
fn said(found: &Found, sample: &Board, field: &str) -> Option<Value> {
    fn of<R: Fields>(record: Option<&R>, field: &str) -> Option<Value> {
        let values = record?.fields().into_iter().map(R::value);
        values.into_iter().find(|value| field_name(value) == field)
    }
    let department = sample.departments.first();
    match found {
        Found::Board => of(Some(sample), field),
        Found::Department(_) => of(department, field),
        Found::Person => of(
            department.and_then(|it| it.people.first()).map(|it| &**it),
            field,
        ),
        Found::Play(_) => of(sample.plays.first(), field),
        Found::Decision(_) => of(sample.decisions.first(), field),
    }
}

/// A record by its kind and place.
enum Found {
    Board,
    Department(usize),
    Person,
    Play(usize),
    Decision(usize),
}

fn find(board: &Board, id: &str) -> Option<Found> {
    if id.is_empty() {
        return Some(Found::Board);
    }
    let person = board.seat(id).map(|_| Found::Person);
    let department = || board.department_at(id).map(Found::Department);
    let play = || board.play_at(id).map(Found::Play);
    let decision = || board.decision_at(id).map(Found::Decision);
    person.or_else(department).or_else(play).or_else(decision)
}

/// Loads a board of one record that says the field as the question does.
fn sample(found: &Found, conflict: &Conflict, text: &str) -> Result<Board, NoAnswer> {
    let no_value = |why: String| NoAnswer::NoValue {
        field: conflict.field.clone(),
        text: text.to_owned(),
        why,
    };
    let id = ron::to_string(&conflict.id).map_err(|error| no_value(error.to_string()))?;
    // Beside what is asked, only what the kind of record can't be without.
    let with = |needed: &[(&str, &str)]| {
        let needed = needed.iter().filter(|(field, _)| *field != conflict.field);
        let needed = needed.map(|(field, value)| format!("{field}: {value}, "));
        let asked = (!text.is_empty()).then(|| format!("{}: {text}", conflict.field));
        needed.chain(asked).collect::<String>()
    };
    let other = if conflict.id == "a" { "b" } else { "a" };
    let department = |fields: String| format!("departments: [({fields})]");
    let records = match found {
        Found::Board => format!("departments: [], {}", with(&[])),
        Found::Department(_) => department(with(&[("id", &id), ("name", "\"A\"")])),
        Found::Person => {
            let person = with(&[("id", &id), ("name", "\"A\"")]);
            department(format!(
                "id: \"{other}\", name: \"A\", people: [({person})]"
            ))
        }
        Found::Play(_) => {
            let play = with(&[("id", &id), ("department", "\"a\""), ("status", "Planned")]);
            format!("departments: [], plays: [({play})]")
        }
        Found::Decision(_) => {
            let decision = with(&[("id", &id), ("ask", "\"A\""), ("on", "\"2026-01-01\"")]);
            format!("departments: [], decisions: [({decision})]")
        }
    };
    match Document::load(format!("(version: 1, {records})").as_bytes()) {
        Ok(document) => Ok(document.board().clone()),
        Err(problems) => Err(no_value(
            problems
                .into_iter()
                .next()
                .map(|it| it.message)
                .unwrap_or_default(),
        )),
    }
}

/// Returns the edits that give the record the field as the sample has it.
fn set_as_said(board: &Board, found: &Found, conflict: &Conflict, sample: &Board) -> Vec<Edit> {
    match found {
        Found::Board => set(Some(board), Some(sample), &conflict.field),
        Found::Department(at) => set(
            board.departments.get(*at),
            sample.departments.first(),
            &conflict.field,
        ),
        Found::Person => {
            let seat = board.seat(&conflict.id);
            let person = seat.and_then(|seat| board.person(seat));
            let said = sample.departments.first().and_then(|it| it.people.first());
            set(
                person.map(|it| &**it),
                said.map(|it| &**it),
                &conflict.field,
            )
        }
        Found::Play(at) => set(board.plays.get(*at), sample.plays.first(), &conflict.field),
        Found::Decision(at) => set(
            board.decisions.get(*at),
            sample.decisions.first(),
            &conflict.field,
        ),
    }
}

fn set<R: Fields>(record: Option<&R>, said: Option<&R>, name: &str) -> Vec<Edit> {
    let (Some(record), Some(said)) = (record, said) else {
        return Vec::new();
    };
    let is_it = |field: &R::Field| field_name(&R::value(field.clone())) == name;
    let changed = said.fields().into_iter().filter(is_it);
    changed
        .filter(|field| !record.fields().contains(field))
        .map(|field| record.edit(field))
        .collect()
}

fn seat(board: &Board, conflict: &Conflict, text: &str) -> Result<Vec<Edit>, NoAnswer> {
    let name = text.trim().trim_matches('"');
    let at = board.department_at(name);
    let Some(department) = at.and_then(|at| board.departments.get(at)) else {
        return Err(NoAnswer::NoRecord(name.to_owned()));
    };
    let seat = board.seat(&conflict.id);
    let is_there = seat.is_some_and(|seat| Some(seat.department) == at);
    let Some(person) = seat.and_then(|seat| board.person(seat)) else {
        return Ok(Vec::new());
    };
    let edit = || Edit::MovePerson {
        id: person.id.clone(),
        department: department.id.clone(),
        at: department.people.len(),
    };
    Ok((!is_there).then(edit).into_iter().collect())
}

/// A whole record is kept as it stands, or removed where the side that is taken has none.
fn whole(board: &Board, found: &Found, conflict: &Conflict, text: &str) -> Vec<Edit> {
    if !text.is_empty() {
        return Vec::new();
    }
    match found {
        Found::Board => Vec::new(),
        Found::Department(at) => {
            let department = board.departments.get(*at);
            let edit = department.map(|it| Edit::RemoveDepartment(it.id.clone()));
            edit.into_iter().collect()
        }
        Found::Person => {
            let seat = board.seat(&conflict.id);
            let person = seat.and_then(|seat| board.person(seat));
            person.map(|it| removal(board, &it.id)).unwrap_or_default()
        }
        Found::Play(at) => board
            .plays
            .get(*at)
            .map(Listed::remove)
            .into_iter()
            .collect(),
        Found::Decision(at) => board
            .decisions
            .get(*at)
            .map(Listed::remove)
            .into_iter()
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOARD: &str = r#"(version: 1, title: "T", departments: [
    (id: "a", name: "A", people: [(id: "k", name: "Kim", power: 1)]),
    (id: "b", name: "B", people: []),
], plays: [(id: "p", department: "a", status: Planned)],
decisions: [(id: "d", ask: "Yes?", on: "2026-11-30")],
conflicts: [(id: "ID", field: "FIELD", base: "", ours: "", theirs: "")])"#;

    /// Answers a question about a field and returns the line of the board that says it.
    fn check(id: &str, field: &str, text: &str, expected: &str) {
        let file = BOARD.replace("ID", id).replace("FIELD", field);
        let mut document = Document::load(file.as_bytes()).unwrap();
        match answer_left(document.board(), 0, text) {
            Ok(edits) => {
                document.apply(&edits).unwrap();
                let said = document.text();
                assert!(said.contains(expected), "{expected} in {said}");
                assert!(document.board().conflicts.is_empty());
            }
            Err(why) => assert_eq!(why.to_string(), expected),
        }
    }

    #[test]
    fn a_text_becomes_the_field_of_its_record() {
        check("k", "power", "4", "power: 4");
        check("k", "note", "\"two\\nlines\"", r#"note: "two\nlines""#);
        check("k", "name", "\"Kim Park\"", r#"name: "Kim Park""#);
        check("k", "stance", "Supporter", "stance: Supporter");
        check("a", "name", "\"Sales\"", r#"id: "a", name: "Sales""#);
        check("", "title", "\"Other\"", r#"title: "Other""#);
        check("p", "due", "\"2026-12-01\"", r#"due: "2026-12-01""#);
        check("d", "ask", "\"No?\"", r#"ask: "No?""#);
    }

    #[test]
    fn a_side_that_has_nothing_takes_it_away() {
        check("k", "power", "", r#"(id: "k", name: "Kim", power: 3)"#);
        check("k", "", "", r#"name: "A", people: []"#);
    }

    #[test]
    fn a_person_moves_to_the_department_of_the_side_taken() {
        check(
            "k",
            "department",
            "\"b\"",
            r#"name: "B", people: [(id: "k""#,
        );
    }

    #[test]
    fn a_text_that_is_no_value_is_refused_in_words() {
        check(
            "k",
            "power",
            "7",
            "`power: 7` can't be read: `power` is 7; it goes from 1 to 5",
        );
        check(
            "z",
            "power",
            "1",
            "`z` is not on this board any more; take the question out of `conflicts` with an editor",
        );
    }
}
