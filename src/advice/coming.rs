//! What is coming: answers and promises that fall due, plays that end, decisions that are made,
//! contacts to be made.
//!
//! Promises: nothing that is over, and nobody who left; by day, then asks, promises, plays,
//! decisions and contacts, each in the file's order. One list for all that show it. Leaves to
//! others what is late already: the board says that row by row.

use super::Advice;
use crate::model::{Date, Entry, Id, Status};

/// What falls on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    /// The day.
    pub on: Date,
    /// What, in words: "A second deal, owed to Dana".
    pub what: String,
    /// What it is about.
    pub about: About,
}

/// What something that comes is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// What was asked or promised: the place of its entry in the log.
    Entry(usize),
    /// A play.
    Play(Id),
    /// A decision.
    Decision(Id),
    /// The next contact with somebody.
    Person(Id),
}

impl Advice<'_> {
    /// Returns what is coming in the next `days`, today's included.
    pub fn coming(&self, days: i64) -> Vec<Coming> {
        let today = self.overview.today();
        let is_near = |on: Date| (0..=days).contains(&on.days_since(today));
        let mut coming: Vec<Coming> = Vec::new();
        coming.extend(self.answers(is_near));
        coming.extend(self.promises(is_near));
        coming.extend(self.ends(is_near));
        coming.extend(self.votes(is_near));
        coming.extend(self.contacts(is_near));
        coming.sort_by_key(|each| each.on);
        coming
    }

    fn answers(&self, is_near: impl Fn(Date) -> bool) -> impl Iterator<Item = Coming> {
        let log = self.board.log.iter().enumerate();
        log.filter_map(move |(at, entry)| match &**entry {
            Entry::Asked {
                who,
                what,
                due: Some(due),
                got: None,
                ..
            } if is_near(*due) => Some(Coming {
                on: *due,
                what: format!("{what}, asked of {}", self.called(who.ids())?),
                about: About::Entry(at),
            }),
            _ => None,
        })
    }

    fn promises(&self, is_near: impl Fn(Date) -> bool) -> impl Iterator<Item = Coming> {
        let log = self.board.log.iter().enumerate();
        log.filter_map(move |(at, entry)| match &**entry {
            Entry::Promised {
                who,
                what,
                due: Some(due),
                kept: None,
                ..
            } if is_near(*due) => Some(Coming {
                on: *due,
                what: format!("{what}, owed to {}", self.called(who.ids())?),
                about: About::Entry(at),
            }),
            _ => None,
        })
    }

    fn ends(&self, is_near: impl Fn(Date) -> bool) -> impl Iterator<Item = Coming> {
        let open = self.board.plays.iter();
        let open = open.filter(|play| matches!(play.status, Status::Planned | Status::Running));
        open.filter_map(move |play| {
            Some(Coming {
                on: play.due.filter(|due| is_near(*due))?,
                what: play.id.to_string(),
                about: About::Play(play.id.clone()),
            })
        })
    }

    fn votes(&self, is_near: impl Fn(Date) -> bool) -> impl Iterator<Item = Coming> {
        let open = self.board.decisions.iter().filter(move |decision| {
            let mut votes = decision.votes.iter();
            let is_open = decision.votes.is_empty() || votes.any(|vote| vote.voted.is_none());
            is_open && is_near(decision.on)
        });
        open.map(|decision| Coming {
            on: decision.on,
            what: decision.ask.clone(),
            about: About::Decision(decision.id.clone()),
        })
    }

    /// Returns when those who are not due yet will be.
    fn contacts(&self, is_near: impl Fn(Date) -> bool) -> impl Iterator<Item = Coming> {
        self.others().filter_map(move |person| {
            let standing = self.overview.standing(&person.id)?;
            let days = i32::try_from(person.every_days?).ok()?;
            let on = standing.last_contact?.plus_days(days)?;
            let is_due = standing.is_due(person, self.overview.today());
            (is_near(on) && !is_due).then(|| Coming {
                on,
                what: format!("{}, the next contact", person.name),
                about: About::Person(person.id.clone()),
            })
        })
    }

    /// Returns the names of those of `ids` who are present, if any is.
    fn called(&self, ids: &[Id]) -> Option<String> {
        let present = ids.iter().filter(|id| self.person(id).is_some());
        let names: Vec<String> = present.map(|id| self.short_name(id)).collect();
        (!names.is_empty()).then(|| names.join(" and "))
    }
}
