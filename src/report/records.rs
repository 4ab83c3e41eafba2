//! People and departments as data: the one shape of every `--json` about people.
//!
//! Promises: version 1; later versions only add fields. Notes are left out, and what is in the
//! log but for the day of the last contact. Texts are made safe.

use serde::Serialize;

use crate::model::{Board, Date, Department, Id, Objection, Overview, Person, Seat, Urgency};
use crate::text::safe;

/// The version of the shape.
pub(super) const VERSION: u32 = 1;

/// A person as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonRecord {
    /// Their id.
    pub id: Id,
    /// What they are called.
    pub name: String,
    /// Their role.
    pub title: String,
    /// The id of their department.
    pub department: Id,
    /// Its name.
    pub department_name: String,
    /// How many people the row stands for.
    pub headcount: u32,
    /// The rung today.
    pub stance: &'static str,
    /// The rung to reach.
    pub target: &'static str,
    /// 1 to 5.
    pub power: u8,
    /// 1 to 5.
    pub interest: u8,
    /// What they gain.
    pub cares_about: String,
    /// What they hold against it, and whether it is open.
    pub objections: Vec<ObjectionRecord>,
    /// Their boss.
    pub reports_to: Option<Id>,
    /// Who sways them.
    pub listens_to: Vec<TieRecord>,
    /// Whom they clash with.
    pub clashes_with: Vec<Id>,
    /// Words to filter by.
    pub tags: Vec<String>,
    /// When they left.
    pub left: Option<String>,
    /// The day of the last contact.
    pub last_contact: Option<String>,
    /// What presses most: due, owed, asked, objects, unproven, not-met.
    pub presses: Option<&'static str>,
}

/// An objection as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ObjectionRecord {
    /// In their words.
    pub text: String,
    /// Whether it still stands.
    pub open: bool,
}

/// A tie as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TieRecord {
    /// Who is listened to.
    pub id: Id,
    /// Weak, Medium or Strong.
    pub strength: &'static str,
}

/// A department as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DepartmentRecord {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// Whether it is one's own.
    pub ours: bool,
    /// What it would be like at its best.
    pub ideal: String,
}

impl DepartmentRecord {
    /// Returns a department as data.
    pub fn of(department: &Department) -> Self {
        Self {
            id: department.id.clone(),
            name: safe(&department.name).into_owned(),
            ours: department.ours,
            ideal: safe(&department.ideal).into_owned(),
        }
    }
}

/// Returns whoever sits at `seat` as data.
pub fn person(board: &Board, overview: &Overview, seat: Seat) -> Option<PersonRecord> {
    let department = board.departments.get(seat.department)?;
    let person = board.person(seat)?;
    let text = |text: &str| safe(text).into_owned();
    let standing = overview.standing(person.id.as_str());
    Some(PersonRecord {
        id: person.id.clone(),
        name: text(&person.name),
        title: text(&person.title),
        department: department.id.clone(),
        department_name: text(&department.name),
        headcount: person.headcount,
        stance: person.stance.word(),
        target: person.target().word(),
        power: person.power,
        interest: person.interest,
        cares_about: text(&person.cares_about),
        objections: person.objections.iter().map(objection).collect(),
        reports_to: person.reports_to.clone(),
        listens_to: ties(person),
        clashes_with: person.clashes_with.clone(),
        tags: person.tags.iter().map(|tag| text(tag)).collect(),
        left: person.left.as_ref().map(Date::to_string),
        last_contact: standing.and_then(|standing| Some(standing.last_contact?.to_string())),
        presses: overview.urgency(board, seat).map(word),
    })
}

/// Returns everybody as data, in the order of the board, those who left too.
pub fn people(board: &Board, overview: &Overview) -> Vec<PersonRecord> {
    let seats = board.people().map(|(seat, _)| seat);
    seats
        .filter_map(|seat| person(board, overview, seat))
        .collect()
}

fn ties(person: &Person) -> Vec<TieRecord> {
    let ties = person.listens_to.iter().map(|tie| TieRecord {
        id: tie.to.clone(),
        strength: tie.strength.word(),
    });
    ties.collect()
}

fn objection(objection: &Objection) -> ObjectionRecord {
    ObjectionRecord {
        text: safe(objection.text()).into_owned(),
        open: matches!(objection, Objection::Open(_)),
    }
}

fn word(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Due(_) => "due",
        Urgency::YouOwe => "owed",
        Urgency::Asked(_) => "asked",
        Urgency::Objects => "objects",
        Urgency::Unproven => "unproven",
        Urgency::NotMet => "not-met",
    }
}
