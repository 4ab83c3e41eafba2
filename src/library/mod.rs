//! Where a board can begin: departments as a partnership manager meets them, and the plays
//! that answer what they say, in our own words.
//!
//! Promises: the library is in the program and never changes; what it gives is ordinary
//! departments and plays, which the person may change like any other. Leaves ids that are
//! taken, and putting things on a board, to whoever asks.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::model::{Department, Id, Metric, Play, PlayStep, Status};

const TEXT: &str = include_str!("../../assets/library.ron");

/// All that is offered.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Library {
    departments: Vec<Offer>,
}

/// A department that is offered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// A short word.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// What else companies call it.
    also: Vec<String>,
    /// How it goes when the department is onside.
    pub ideal: String,
    /// Signs that it is not.
    pub red_flags: Vec<String>,
    /// What its people say.
    pub objections: Vec<String>,
    /// The number it accepts.
    pub metric: Metric,
    /// What answers red flags and objections.
    pub plays: Vec<LibraryPlay>,
    /// Where the picture of the department comes from: an address, or "practice".
    pub from: String,
}

/// A play that is offered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LibraryPlay {
    /// A short word, which is also what it is called.
    pub id: Id,
    /// The red flags and objections it answers, in full.
    pub answers: Vec<String>,
    /// What is to be done.
    pub steps: Vec<String>,
    /// Where it comes from: an address, or "practice".
    pub from: String,
}

/// Returns the departments that are offered, in the order they are shown.
pub fn departments() -> &'static [Offer] {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    // It comes with the program, and a test reads it: the default is never taken.
    let library = LIBRARY.get_or_init(|| ron::from_str(TEXT).unwrap_or_default());
    &library.departments
}

/// Returns the department that is offered under one of the names of `department`.
pub fn offer_for(department: &Department) -> Option<&'static Offer> {
    departments()
        .iter()
        .find(|offer| offer.is_called(&department.name) || offer.id == department.id)
}

/// Returns the plays for `department` that answer `text`, a red flag or an objection; those
/// of a text the library does not know are all plays of the department.
pub fn plays_for(department: &Department, text: &str) -> Vec<&'static LibraryPlay> {
    let Some(offer) = offer_for(department) else {
        return Vec::new();
    };
    let fitting: Vec<_> = offer
        .plays
        .iter()
        .filter(|play| play.answers.iter().any(|answer| is_alike(answer, text)))
        .collect();
    if fitting.is_empty() {
        offer.plays.iter().collect()
    } else {
        fitting
    }
}

impl Offer {
    /// Says whether the department is called so, here or in other companies.
    pub fn is_called(&self, name: &str) -> bool {
        let mut names = std::iter::once(&self.name).chain(&self.also);
        names.any(|known| is_alike(known, name))
    }

    /// Returns the department to put on a board, under an id that is free there.
    pub fn department(&self, id: Id) -> Department {
        Department {
            ideal: self.ideal.clone(),
            red_flags: self.red_flags.clone(),
            metric: Some(self.metric.clone()),
            ..Department::new(id, &self.name)
        }
    }
}

impl LibraryPlay {
    /// Returns the play to put on a board, planned, as an answer to `text`.
    pub fn play(&self, id: Id, department: &Id, text: &str) -> Play {
        Play {
            id,
            department: department.clone(),
            answers: text.to_owned(),
            status: Status::Planned,
            due: None,
            steps: self.steps.iter().cloned().map(PlayStep::Todo).collect(),
        }
    }
}

/// Says whether two texts have the same letters and digits, case aside.
fn is_alike(one: &str, other: &str) -> bool {
    let letters = |text: &str| {
        let letters = text.chars().filter(|char| char.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    letters(one) == letters(other)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const NAMES: [&str; 9] = [
        "Sales",
        "Marketing",
        "Product",
        "Customer Success",
        "Finance",
        "Legal",
        "Support",
        "Operations",
        "Management",
    ];

    #[test]
    fn the_library_offers_nine_departments() {
        let library: Library = ron::from_str(TEXT).unwrap();
        let names: Vec<_> = library.departments.iter().map(|it| &*it.name).collect();
        assert_eq!(names, NAMES);
    }

    #[test]
    fn every_sign_and_objection_has_a_play_and_every_play_answers_one() {
        for offer in departments() {
            let mut signs = offer.red_flags.iter().chain(&offer.objections);
            let answered: HashSet<_> = offer.plays.iter().flat_map(|it| &it.answers).collect();
            for sign in signs.clone() {
                assert!(answered.contains(sign), "{}: {sign}", offer.name);
            }
            for answer in answered {
                assert!(signs.any(|sign| sign == answer) || offer.knows(answer));
            }
            assert!(!offer.ideal.is_empty() && !offer.from.is_empty());
            assert!(offer.plays.iter().all(|play| play.steps.len() >= 3));
        }
    }

    impl Offer {
        fn knows(&self, sign: &str) -> bool {
            let mut signs = self.red_flags.iter().chain(&self.objections);
            signs.any(|known| known == sign)
        }
    }

    #[test]
    fn ids_of_plays_are_unique_over_the_library() {
        let plays = departments().iter().flat_map(|offer| &offer.plays);
        let mut seen = HashSet::new();
        for play in plays {
            assert!(seen.insert(&play.id), "{} twice", play.id);
        }
    }

    fn check(department: &str, text: &str, expected: &[&str]) {
        let department = Department::new(Id::new("x").unwrap(), department);
        let plays = plays_for(&department, text);
        let ids: Vec<_> = plays.iter().map(|play| play.id.as_str()).collect();
        assert_eq!(ids, expected, "{text}");
    }

    #[test]
    fn a_sign_offers_the_plays_that_answer_it() {
        check("Sales", "refuses to account map", &["map-three-accounts"]);
        check("sales", "Refuses to account-map.", &["map-three-accounts"]);
        check(
            "Engineering",
            "We would build it better ourselves",
            &["tag-the-calls"],
        );
    }

    #[test]
    fn an_unknown_objection_offers_all_plays_of_the_department() {
        let all = ["template-with-fewer-edits", "early-word"];
        check("Legal", "Not in my time", &all);
        check("Catering", "Not in my time", &[]);
    }
}
