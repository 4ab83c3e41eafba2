//! Reads one record from its own text with `ron` and serde.
//!
//! Promises: what these return is what loading the whole file would give for the
//! record. Leaves good messages to `load`, and rules between records too.

use ron::error::SpannedResult;
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use super::index::{Index, ListName};
use crate::model::{Department, Id, Person, Record};
use crate::text::slug;

/// Returns how boards are read: nobody has to write `Some`.
pub fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Reads any record but a person from its text.
pub fn record<T: DeserializeOwned>(text: &str) -> SpannedResult<T> {
    options().from_str(text)
}

/// Reads a person, and gives them the id made from their name if the text has none.
///
/// The id stays empty when the name leaves none.
pub fn person(text: &str) -> SpannedResult<Person> {
    let mut person: Person = options().from_str(text)?;
    fill_id(&mut person);
    Ok(person)
}

/// Gives a person without an id the one made from their name.
pub fn fill_id(person: &mut Person) {
    if !person.id.is_empty() {
        return;
    }
    if let Some(id) = slug(&person.name).and_then(|slug| Id::new(&slug).ok()) {
        person.id = id;
    }
}

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Unreadable {
    /// Which.
    pub record: Record,
    /// Why. Positions count within the record's excerpt.
    pub error: Box<ron::error::SpannedError>,
}

/// Reads a department with its people.
pub(super) fn department(text: &str, index: &Index, at: usize) -> Result<Department, Unreadable> {
    let mut department: Department = header(text, index, Record::Department(at))?;
    let list = ListName::People(at);
    let slots = index.list(list).map_or(&[][..], |slots| &slots.items);
    for (place, span) in slots.iter().enumerate() {
        let person = person(span.of(text));
        let person = person.map_err(|error| unreadable(list.record(place), error))?;
        department.people.push(person.into());
    }
    Ok(department)
}

/// Reads the own fields of a board or of a department.
pub(super) fn header<T: DeserializeOwned>(
    text: &str,
    index: &Index,
    which: Record,
) -> Result<T, Unreadable> {
    let excerpt = index.excerpt(text, which);
    let own = excerpt.map_or(String::new(), |excerpt| excerpt.text);
    record(&own).map_err(|error| unreadable(which, error))
}

pub(super) fn unreadable(record: Record, error: ron::error::SpannedError) -> Unreadable {
    let error = Box::new(error);
    Unreadable { record, error }
}
