//! The board as rows: each department's own, then its people, in the file's order.
//!
//! Those who left have no row, and a folded department has only its own. Promises:
//! holds a few numbers a department, so that a board of 100,000 people is cheap to keep;
//! every look-up is a binary search over departments at most.

use std::ops::Range;

use super::scroll::{STICKS_FROM, Visible, keep_visible, overflow};
use crate::model::{Board, Department, Id, Seat};

/// One row of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Row {
    /// The row of the department at a place.
    Department(usize),
    /// The row of a person.
    Person(Seat),
}

/// All rows of a board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    blocks: Vec<Block>,
    len: usize,
    stops: usize,
}

/// A department's rows.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Block {
    /// The department's own row.
    start: usize,
    /// How many stops come before.
    stops: usize,
    /// How many people have a row.
    shown: usize,
    /// The places of those present, ascending; `None` when nobody left.
    present: Option<Vec<usize>>,
}

impl Block {
    /// Returns the place in the department of the person in its row at `nth`.
    fn person(&self, nth: usize) -> usize {
        let place = self.present.as_ref().and_then(|present| present.get(nth));
        place.copied().unwrap_or(nth)
    }

    /// Returns which row of the department the person at `place` has.
    fn nth(&self, place: usize) -> Option<usize> {
        let nth = match &self.present {
            None => place,
            Some(present) => present.binary_search(&place).ok()?,
        };
        (nth < self.shown).then_some(nth)
    }
}

impl Rows {
    /// Lists the rows of `board`.
    pub fn new(board: &Board, is_folded: impl Fn(&Id) -> bool) -> Self {
        let mut rows = Self::default();
        for department in &board.departments {
            let block = rows.block(department, is_folded(&department.id));
            rows.len += 1 + block.shown;
            rows.stops += block.shown.max(1);
            rows.blocks.push(block);
        }
        rows
    }

    fn block(&self, department: &Department, is_folded: bool) -> Block {
        let present: Vec<usize> = department.present().map(|(at, _)| at).collect();
        Block {
            start: self.len,
            stops: self.stops,
            shown: if is_folded { 0 } else { present.len() },
            present: (present.len() < department.people.len()).then_some(present),
        }
    }

    /// Returns how many rows there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Says whether there is none: a board without departments.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the place of the department that the row at `at` belongs to.
    pub fn department_of(&self, at: usize) -> Option<usize> {
        let after = self.blocks.partition_point(|block| block.start <= at);
        (at < self.len).then(|| after.saturating_sub(1))
    }

    /// Returns the row at `at`.
    pub fn row(&self, at: usize) -> Option<Row> {
        let department = self.department_of(at)?;
        let block = self.blocks.get(department)?;
        let row = match at.checked_sub(block.start + 1) {
            None => Row::Department(department),
            Some(nth) => Row::Person(Seat {
                department,
                person: block.person(nth),
            }),
        };
        Some(row)
    }

    /// Returns where `row` is; `None` for somebody who left or is folded away.
    pub fn position(&self, row: Row) -> Option<usize> {
        match row {
            Row::Department(department) => Some(self.blocks.get(department)?.start),
            Row::Person(seat) => {
                let block = self.blocks.get(seat.department)?;
                Some(block.start + 1 + block.nth(seat.person)?)
            }
        }
    }

    /// Says whether the cursor stops at the row: people, and departments that show nobody.
    pub fn is_stop(&self, at: usize) -> bool {
        match self.row(at) {
            Some(Row::Person(_)) => true,
            Some(Row::Department(department)) => self.shows_nobody(department),
            None => false,
        }
    }

    /// Says whether the department at a place has no row but its own.
    pub fn shows_nobody(&self, department: usize) -> bool {
        let block = self.blocks.get(department);
        block.is_some_and(|block| block.shown == 0)
    }

    /// Returns the first stop.
    pub fn first_stop(&self) -> Option<usize> {
        (0..self.len.min(2)).find(|at| self.is_stop(*at))
    }

    /// Returns the last stop: always the last row.
    pub fn last_stop(&self) -> Option<usize> {
        self.len.checked_sub(1)
    }

    /// Returns the stop after the row at `at`.
    pub fn next_stop(&self, at: usize) -> Option<usize> {
        // No two rows in sequence are without a stop.
        (at + 1..self.len.min(at + 3)).find(|at| self.is_stop(*at))
    }

    /// Returns the stop before the row at `at`.
    pub fn previous_stop(&self, at: usize) -> Option<usize> {
        let before = at.saturating_sub(2)..at.min(self.len);
        before.rev().find(|at| self.is_stop(*at))
    }

    /// Returns the row of the department after the one that `at` belongs to.
    pub fn next_department(&self, at: usize) -> Option<usize> {
        let next = self.blocks.get(self.department_of(at)? + 1)?;
        Some(next.start)
    }

    /// Returns the department's row above `at`: its own one for a person.
    pub fn previous_department(&self, at: usize) -> Option<usize> {
        let above = self.blocks.partition_point(|block| block.start < at);
        Some(self.blocks.get(above.checked_sub(1)?)?.start)
    }

    /// Returns how many stops come before the row at `at`.
    pub fn stops_before(&self, at: usize) -> usize {
        let Some(department) = self.department_of(at) else {
            return self.stops;
        };
        let Some(block) = self.blocks.get(department) else {
            return self.stops;
        };
        block.stops + (at - block.start).saturating_sub(1)
    }

    /// Returns how many stops there are.
    pub fn stops(&self) -> usize {
        self.stops
    }

    /// Returns what is shown of the rows when `top` are off a screen of `height`.
    pub fn visible(&self, top: usize, height: usize) -> Visible {
        let top = top.min(overflow(self.len, height));
        let end = self.len.min(top + height);
        let sticky = match self.row(top) {
            Some(Row::Person(seat)) if height >= STICKS_FROM => Some(seat.department),
            _ => None,
        };
        let start = end.min(top + usize::from(sticky.is_some()));
        Visible {
            sticky,
            lines: start..end,
            above: self.stops_before(start),
            below: self.stops - self.stops_before(end),
        }
    }

    /// Returns the rows of a range, with their places.
    pub fn slice(&self, range: Range<usize>) -> impl Iterator<Item = (usize, Row)> + '_ {
        range.filter_map(|at| Some((at, self.row(at)?)))
    }

    /// Returns the nearest scroll to `top` that shows the row at `cursor`.
    pub fn scroll(&self, top: usize, cursor: usize, height: usize) -> usize {
        let is_under = matches!(self.row(cursor), Some(Row::Person(_)));
        keep_visible(top, cursor, is_under, self.len, height)
    }
}
