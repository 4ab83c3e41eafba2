//! The filter: who is listed, while it is typed and while it holds.
//!
//! Whoever the cursor is on stays listed though a change makes the filter drop them: a row that
//! goes away under a key would put the next key on somebody else. They go when the cursor is
//! elsewhere and the rows are listed anew.

use std::collections::HashSet;

use super::{BoardScreen, Facts, Selection};
use crate::app::line::{Filter, Finder};
use crate::layout::Rows;
use crate::model::{Id, Seat};

/// The filter, and what comes back when it goes.
#[derive(Clone, Debug, Default)]
pub(super) struct Sieve {
    holds: Option<Filter>,
    /// What was looked for last, for `n` and `N`.
    last: Option<Filter>,
    /// What is folded while it holds.
    folds: HashSet<Id>,
    /// Where the cursor was before, as long as it is typed or finds nobody.
    before: Option<Selection>,
    is_typed: bool,
}

impl Sieve {
    pub(super) fn folds(&self) -> Option<&HashSet<Id>> {
        self.holds.as_ref().map(|_| &self.folds)
    }

    pub(super) fn folds_mut(&mut self) -> Option<&mut HashSet<Id>> {
        self.holds.as_ref().map(|_| &mut self.folds)
    }
}

impl BoardScreen {
    /// Returns the filter that holds.
    pub fn filter(&self) -> Option<&Filter> {
        self.sieve.holds.as_ref()
    }

    /// Begins to type a filter: until it ends, the cursor is where it was, or nearest to it.
    pub(in crate::app) fn begin_filter(&mut self) {
        self.sieve.is_typed = true;
        let selection = self.selection.clone();
        self.sieve.before.get_or_insert(selection);
    }

    /// Lists whom `filter` finds; everybody without one.
    pub(in crate::app) fn set_filter(&mut self, facts: Facts<'_>, filter: Option<Filter>) {
        if self.sieve.holds.is_none() {
            self.sieve.folds.clear();
        }
        self.sieve.holds = filter;
        if let Some(before) = &self.sieve.before {
            self.selection = before.clone();
        }
        self.rebuild(facts);
    }

    /// Ends typing: the filter stays, or everybody is listed where it says nothing.
    pub(in crate::app) fn keep_filter(&mut self) {
        self.sieve.is_typed = false;
        if self.sieve.holds.is_some() {
            self.sieve.last = self.sieve.holds.clone();
        }
        if self.rows.people() > 0 || self.sieve.holds.is_none() {
            self.sieve.before = None;
        }
    }

    /// Lists everybody again, with the cursor on the same person.
    pub(in crate::app) fn clear_filter(&mut self, facts: Facts<'_>) {
        if self.sieve.holds.is_some() {
            self.sieve.last = self.sieve.holds.take();
        }
        self.sieve.is_typed = false;
        if let Some(before) = self.sieve.before.take() {
            self.selection = before;
        }
        self.rebuild(facts);
        // Who was found in a folded department stays in sight.
        if let Selection::Person(id) = self.selection.clone()
            && let Some(seat) = facts.overview.seat(&id)
        {
            self.select_person(facts, seat);
        }
    }

    /// Returns what was looked for last.
    pub(in crate::app) fn last_filter(&self) -> Option<&Filter> {
        self.sieve.last.as_ref()
    }

    /// Returns the next one, or the previous, whom the last filter finds, and whether the way
    /// there leads over the end of the board.
    pub(in crate::app) fn look_for(
        &self,
        facts: Facts<'_>,
        is_forward: bool,
    ) -> Option<(Seat, bool)> {
        let filter = self.filter().or(self.last_filter())?;
        let mut finder = Finder::new(filter, facts.board, facts.overview);
        let departments = 0..facts.board.departments.len();
        let seats = departments.flat_map(|department| {
            let people = self.rows.listed_in(department);
            people.map(move |person| Seat { department, person })
        });
        let mut seats: Vec<Seat> = seats.collect();
        if !is_forward {
            seats.reverse();
        }
        let here = match &self.selection {
            Selection::Person(id) => facts.overview.seat(id),
            _ => None,
        };
        let at = here.and_then(|here| seats.iter().position(|seat| *seat == here));
        let start = at.map_or(0, |at| at + 1);
        let (before, behind) = seats.split_at(start.min(seats.len()));
        let ahead = behind.iter().map(|seat| (*seat, false));
        let around = before.iter().map(|seat| (*seat, true));
        let mut all = ahead.chain(around);
        all.find(|(seat, _)| finder.matches(*seat))
    }

    /// Lists the rows: of each department whom the filter finds, in the order chosen.
    pub(super) fn list(&mut self, facts: Facts<'_>) {
        let folds = self.folds();
        let is_folded = |id: &Id| folds.contains(id);
        let stays = match &self.selection {
            Selection::Person(id) if !self.sieve.is_typed => facts.overview.seat(id),
            _ => None,
        };
        let order = self.order;
        let filter = self.sieve.holds.as_ref();
        let mut finder = filter.map(|filter| Finder::new(filter, facts.board, facts.overview));
        self.rows = Rows::listed(facts.board, is_folded, |at, department| {
            let present = department.present().map(|(person, _)| person);
            let mut listed: Vec<usize> = match &mut finder {
                None => present.collect(),
                Some(finder) => {
                    let found = present.filter(|person| {
                        let seat = Seat {
                            department: at,
                            person: *person,
                        };
                        finder.matches(seat) || stays == Some(seat)
                    });
                    let found: Vec<usize> = found.collect();
                    if found.is_empty() {
                        return None;
                    }
                    found
                }
            };
            order.arrange(&mut listed, department, facts.overview);
            Some(listed)
        });
    }

    /// Returns the row nearest to a person who is there and not listed.
    pub(super) fn nearest_listed(&self, facts: Facts<'_>) -> Option<usize> {
        self.filter()?;
        match &self.selection {
            Selection::Person(id) => self.rows.nearest(facts.overview.seat(id)?),
            Selection::Department(id) => {
                let department = facts.board.department_at(id)?;
                self.rows.nearest(Seat {
                    department,
                    person: 0,
                })
            }
            Selection::Nothing => None,
        }
    }
}
