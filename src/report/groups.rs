//! What is shown of a board: its departments with their counts, and with names only if asked.
//!
//! Promises: without names nobody can be made out: small departments are told together; where
//! the whole board has too few people, nothing but their number is told.

use std::collections::HashMap;

use crate::layout::{Groups, Naming};
use crate::model::{Board, Id, Overview, Person, Stance, Strength, Urgency};
use crate::text::counted;

/// What the rungs are counted by: those not met, then Blocker to Lobbyist.
pub(super) const PLACES: [Stance; 7] = [
    Stance::Unknown,
    Stance::Blocker,
    Stance::Skeptic,
    Stance::Neutral,
    Stance::Supporter,
    Stance::Champion,
    Stance::Lobbyist,
];

/// What is shown of a board.
#[derive(Debug)]
pub struct Shown<'a> {
    /// The board it is of.
    pub(super) board: &'a Board,
    /// What the board is called.
    pub title: &'a str,
    /// The day it is of.
    pub today: String,
    /// Whether people are named.
    pub naming: Naming,
    /// How many people there are.
    pub people: usize,
    /// The groups; none where they would give somebody away.
    pub groups: Vec<Group<'a>>,
    /// Who is listened to, by whom, how much.
    pub ties: Vec<(Id, Id, Strength)>,
    /// The place of everybody's group.
    places: HashMap<Id, usize>,
}

/// A department, or several that are told together.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Who is there and has not left.
    pub people: Vec<&'a Person>,
}

impl Group<'_> {
    /// Returns how many stand at `stance`.
    pub fn at(&self, stance: Stance) -> usize {
        let people = self.people.iter();
        people.filter(|person| person.stance == stance).count()
    }

    /// Returns how many are onside.
    pub fn onside(&self) -> usize {
        let people = self.people.iter();
        people.filter(|person| person.is_onside()).count()
    }
}

impl<'a> Shown<'a> {
    /// Gathers what is shown.
    pub fn of(board: &'a Board, overview: &Overview, naming: Naming) -> Self {
        let departments = board.departments.iter();
        let groups = departments.map(|department| Group {
            name: &department.name,
            people: department.present().map(|(_, person)| &**person).collect(),
        });
        let groups: Vec<Group<'_>> = groups.filter(|group| !group.people.is_empty()).collect();
        let people = groups.iter().map(|group| group.people.len()).sum();
        let groups = match naming {
            Naming::Names => groups,
            Naming::Departments => merged(&groups),
        };
        let heard = groups.iter().flat_map(|group| &group.people);
        let ties = heard.flat_map(|person| {
            let ties = person.listens_to.iter();
            ties.map(|tie| (tie.to.clone(), person.id.clone(), tie.strength))
        });
        let places = groups.iter().enumerate().flat_map(|(at, group)| {
            let people = group.people.iter();
            people.map(move |person| (person.id.clone(), at))
        });
        Self {
            board,
            title: &board.title,
            today: overview.today().to_string(),
            naming,
            people,
            ties: ties.collect(),
            places: places.collect(),
            groups,
        }
    }

    /// Returns in words whether anybody is named.
    pub fn remark(&self) -> String {
        let people = counted(self.people, "person", "people");
        let named = match (self.naming, self.groups.is_empty()) {
            (Naming::Names, _) => "with names: for your own eyes",
            (Naming::Departments, false) => "departments of fewer than three are told together",
            (Naming::Departments, true) => "too few to be told without giving somebody away",
        };
        format!("{}, {people}, {named}", self.today)
    }

    /// Returns the place of the group of a person.
    pub(super) fn group_of(&self, id: &Id) -> Option<usize> {
        self.places.get(id).copied()
    }
}

/// Tells small groups together; nothing where the whole board has too few.
fn merged<'a>(groups: &[Group<'a>]) -> Vec<Group<'a>> {
    let sizes: Vec<usize> = groups.iter().map(|group| group.people.len()).collect();
    let Some(told) = Groups::of(&sizes) else {
        return Vec::new();
    };
    let at = |at: &usize| groups.get(*at).cloned();
    let mut merged: Vec<Group<'_>> = told.alone.iter().filter_map(at).collect();
    let others = told.together.iter().filter_map(at);
    let others: Vec<&Person> = others.flat_map(|group| group.people).collect();
    if !others.is_empty() {
        merged.push(Group {
            name: "Others",
            people: others,
        });
    }
    merged
}

/// Returns what presses most about a person, in a word.
pub(super) fn pressing(board: &Board, overview: &Overview, person: &Person) -> &'static str {
    let seat = overview.seat(person.id.as_str());
    let urgency = seat.and_then(|seat| overview.urgency(board, seat));
    match urgency {
        Some(Urgency::Due(_)) => "due",
        Some(Urgency::YouOwe) => "you owe",
        Some(Urgency::Asked(_)) => "asked",
        Some(Urgency::Unproven) => "unproven",
        // That somebody objects stays with who wrote it down; who is not met stands so.
        Some(Urgency::Objects | Urgency::NotMet) | None => "",
    }
}

/// Returns a rung as a heading.
pub(super) fn rung(stance: Stance) -> &'static str {
    match stance {
        Stance::Unknown => "Not met",
        stance => stance.word(),
    }
}
