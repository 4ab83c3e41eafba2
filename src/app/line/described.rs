//! Somebody new, as a row of a table describes them.
//!
//! Promises: what a row leaves out is as for anybody who is new. Leaves ids and departments to
//! `intake`, ties to `tied`.

use super::given::{Given, list};
use super::slip::slipped;
use crate::model::{Id, Objection, Person};

/// Returns the person a row describes, still without an id, and what is told of them beside the
/// cells.
pub(super) fn described(given: &Given) -> (Person, Vec<String>) {
    let mut person = Person::new(Id::default(), &given.name);
    let mut told = Vec::new();
    person.title = given.title.clone().unwrap_or_default();
    person.stance = given.stance.unwrap_or_default();
    if let Some(power) = given.power {
        person.power = power;
        told.push(format!("power {power}"));
    }
    if let Some(interest) = given.interest {
        person.interest = interest;
        told.push(format!("interest {interest}"));
    }
    // One that would be so anyway is not written.
    person.target = given.target.filter(|target| *target != person.target());
    told.extend(person.target.map(|it| format!("to {}", it.word())));
    person.headcount = given.headcount.unwrap_or(1);
    person.onside = given.onside;
    person.cares_about = given.cares_about.clone().unwrap_or_default();
    let objections = given.objection.iter().cloned();
    person.objections = objections.map(Objection::Open).collect();
    person.every_days = given.every_days;
    let tags = given.tags.iter().flat_map(|tags| list(tags));
    person.tags = tags.map(str::to_owned).collect();
    person.note = given.note.clone().unwrap_or_default();
    let slip = slipped(&person.title, person.stance);
    told.extend(slip.map(|word| format!("`{word}` is in the title, no rung")));
    (person, told)
}
