//! What is coming: answers and promises that fall due, plays that end, decisions that are made.
//!
//! Promises: nothing that is over, and nobody who left; by day, then asks, promises, plays and
//! decisions, each in the file's order. Leaves to others what is late already: the board says
//! that row by row.

use super::Advice;
use crate::model::{Date, Entry, Id, Status};

/// What falls on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    /// The day.
    pub on: Date,
    /// What, in words: "A second deal, owed to Dana".
    pub what: String,
}

impl Advice<'_> {
    /// Returns what is coming in the next `days`, today's included.
    pub fn coming(&self, days: i64) -> Vec<Coming> {
        let today = self.overview.today();
        let is_near = |on: &Date| (0..=days).contains(&on.days_since(today));
        let mut coming: Vec<Coming> = self
            .asks()
            .chain(self.promises())
            .chain(self.ends())
            .chain(self.votes())
            .filter(|(on, _)| is_near(on))
            .map(|(on, what)| Coming { on, what })
            .collect();
        coming.sort_by_key(|each| each.on);
        coming
    }

    fn asks(&self) -> impl Iterator<Item = (Date, String)> {
        self.board.log.iter().filter_map(|entry| match &**entry {
            Entry::Asked {
                who,
                what,
                due: Some(due),
                got: None,
                ..
            } => Some((
                *due,
                format!("{what}, asked of {}", self.called(who.ids())?),
            )),
            _ => None,
        })
    }

    fn promises(&self) -> impl Iterator<Item = (Date, String)> {
        self.board.log.iter().filter_map(|entry| match &**entry {
            Entry::Promised {
                who,
                what,
                due: Some(due),
                kept: None,
                ..
            } => Some((*due, format!("{what}, owed to {}", self.called(who.ids())?))),
            _ => None,
        })
    }

    fn ends(&self) -> impl Iterator<Item = (Date, String)> {
        let open = self.board.plays.iter();
        let open = open.filter(|play| matches!(play.status, Status::Planned | Status::Running));
        open.filter_map(|play| Some((play.due?, play.id.to_string())))
    }

    fn votes(&self) -> impl Iterator<Item = (Date, String)> {
        let open = self.board.decisions.iter().filter(|decision| {
            let mut votes = decision.votes.iter();
            decision.votes.is_empty() || votes.any(|vote| vote.voted.is_none())
        });
        open.map(|decision| (decision.on, decision.ask.clone()))
    }

    /// Returns the names of those of `ids` who are present, if any is.
    fn called(&self, ids: &[Id]) -> Option<String> {
        let present = ids.iter().filter(|id| self.person(id).is_some());
        let names: Vec<String> = present.map(|id| self.short_name(id)).collect();
        (!names.is_empty()).then(|| names.join(" and "))
    }
}
