//! What of the page of the day was put off, and until when.
//!
//! Promises: what is put off is known by its section, an id and a day, never by its words,
//! so that it may be kept outside the board. Leaves keeping it to `app` and `store`.

use std::collections::BTreeMap;

use super::super::Target;
use crate::model::{Board, Date};

/// What was put off, and until which day it stays away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snoozed {
    until: BTreeMap<String, Date>,
}

/// A part of the page of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Who is due for a contact.
    Due,
    /// What we promised.
    Owed,
    /// What we asked.
    Asked,
    /// Whom to win first.
    Win,
    /// Whom to enlist.
    Enlist,
    /// Whom to test.
    Test,
    /// What comes.
    Coming,
}

impl Section {
    /// All of them, from top to bottom.
    pub const ALL: [Self; 7] = [
        Self::Due,
        Self::Owed,
        Self::Asked,
        Self::Win,
        Self::Enlist,
        Self::Test,
        Self::Coming,
    ];

    /// Returns its heading.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Due => "Due for a contact",
            Self::Owed => "You owe",
            Self::Asked => "They owe an answer",
            Self::Win => "To win first",
            Self::Enlist => "To enlist",
            Self::Test => "To test",
            Self::Coming => "Coming in 30 days",
        }
    }

    /// Returns the section with a heading.
    pub fn of_heading(heading: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.heading() == heading)
    }

    /// Returns its word where it is kept.
    fn word(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Owed => "owed",
            Self::Asked => "asked",
            Self::Win => "win",
            Self::Enlist => "enlist",
            Self::Test => "test",
            Self::Coming => "coming",
        }
    }
}

impl Snoozed {
    /// Takes up what was kept: keys, and days as text. What is no day is passed over.
    pub fn kept(all: &BTreeMap<String, String>) -> Self {
        let until = all
            .iter()
            .filter_map(|(key, day)| Some((key.clone(), day.parse().ok()?)));
        Self {
            until: until.collect(),
        }
    }

    /// Returns what is still put off on `today`, to be kept.
    pub fn to_keep(&self, today: Date) -> BTreeMap<String, String> {
        let open = self.until.iter().filter(|(_, until)| **until > today);
        let open = open.map(|(key, until)| (key.clone(), until.to_string()));
        open.collect()
    }

    /// Returns until when a line of a section is put off, if it still is on `today`.
    pub fn until(&self, section: Section, item: &str, today: Date) -> Option<Date> {
        let until = self.until.get(&key(section, item));
        until.copied().filter(|until| *until > today)
    }

    /// Puts a line of a section off.
    pub fn put(&mut self, section: Section, item: &str, until: Date) {
        self.until.insert(key(section, item), until);
    }

    /// Brings back whatever is put off of `item`. Says whether anything was.
    pub fn bring_back(&mut self, item: &str) -> bool {
        let before = self.until.len();
        self.until.retain(|key, _| {
            let its = key.split_once(' ').map(|(_, its)| its);
            its != Some(item)
        });
        self.until.len() < before
    }
}

/// Returns what a line is about, by id and day: "dana", or "dana 2026-11-03" for an entry.
pub fn item(target: &Target, board: &Board) -> Option<String> {
    match target {
        Target::Person(id) | Target::Play(id) | Target::Decision(id) => Some(id.to_string()),
        Target::Entry(at) => {
            let entry = board.log.get(*at)?;
            Some(format!("{} {}", entry.who().first()?, entry.on()))
        }
        _ => None,
    }
}

/// Returns what a line of a section is kept under.
fn key(section: Section, item: &str) -> String {
    format!("{} {item}", section.word())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_snoozed_is_back_on_its_day() {
        let mut snoozed = Snoozed::default();
        snoozed.put(Section::Due, "dana", day("2026-11-29"));
        let until = |on| snoozed.until(Section::Due, "dana", day(on));
        assert_eq!(until("2026-11-28"), Some(day("2026-11-29")));
        assert_eq!(until("2026-11-29"), None);
        assert_eq!(snoozed.until(Section::Win, "dana", day("2026-11-28")), None);
    }

    #[test]
    fn it_is_kept_as_long_as_it_lasts() {
        let mut snoozed = Snoozed::default();
        snoozed.put(Section::Owed, "dana 2026-11-03", day("2026-11-29"));
        let kept = snoozed.to_keep(day("2026-11-22"));
        assert_eq!(Snoozed::kept(&kept), snoozed);
        assert!(snoozed.to_keep(day("2026-11-29")).is_empty());
        assert!(!snoozed.bring_back("dana"));
        assert!(snoozed.bring_back("dana 2026-11-03"));
        assert_eq!(snoozed, Snoozed::default());
    }

    #[test]
    fn every_section_is_found_by_its_heading() {
        for section in Section::ALL {
            assert_eq!(Section::of_heading(section.heading()), Some(section));
        }
    }
}
