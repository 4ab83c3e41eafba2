//! The board as rows: each department's own, then its people, in the file's order or another.
//!
//! Those who are not listed have no row, and a folded department has only its own. Promises:
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
    people: usize,
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
    /// Whether not even the department has a row.
    is_hidden: bool,
    /// Who is listed, folded away or not.
    listed: Listed,
}

/// Places of people in their department, in the order of their rows.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Listed {
    /// As many as these, from the first on.
    All(usize),
    /// These, ascending.
    Some(Vec<usize>),
    /// These in an order of their own, and for each place which row it has.
    Sorted(Vec<usize>, Vec<Option<usize>>),
}

impl Listed {
    fn new(places: Vec<usize>, people: usize) -> Self {
        if !places.is_sorted() {
            let mut rows = vec![None; people];
            for (nth, place) in places.iter().enumerate() {
                if let Some(row) = rows.get_mut(*place) {
                    *row = Some(nth);
                }
            }
            return Self::Sorted(places, rows);
        }
        if places.len() == people {
            return Self::All(people);
        }
        Self::Some(places)
    }

    fn len(&self) -> usize {
        match self {
            Self::All(count) => *count,
            Self::Some(places) | Self::Sorted(places, _) => places.len(),
        }
    }

    /// Returns the place of the person listed at `nth`.
    fn place(&self, nth: usize) -> Option<usize> {
        match self {
            Self::All(count) => (nth < *count).then_some(nth),
            Self::Some(places) | Self::Sorted(places, _) => places.get(nth).copied(),
        }
    }

    /// Returns where in the list the person at `place` is.
    fn nth(&self, place: usize) -> Option<usize> {
        match self {
            Self::All(count) => (place < *count).then_some(place),
            Self::Some(places) => places.binary_search(&place).ok(),
            Self::Sorted(_, rows) => rows.get(place).copied().flatten(),
        }
    }
}

impl Block {
    /// Returns how many rows it takes.
    fn height(&self) -> usize {
        usize::from(!self.is_hidden) + self.shown
    }

    /// Returns how many of them the cursor stops at.
    fn stops(&self) -> usize {
        if self.is_hidden { 0 } else { self.shown.max(1) }
    }
}

impl Rows {
    /// Lists the rows of `board`: all who are present, in the file's order.
    pub fn new(board: &Board, is_folded: impl Fn(&Id) -> bool) -> Self {
        let present = |_: usize, department: &Department| {
            let present = department.present();
            Some(present.map(|(place, _)| place).collect())
        };
        Self::listed(board, is_folded, present)
    }

    /// Lists the rows of `board`: of each department the places that `listed` says, in that
    /// order; nothing of one for which it says `None`.
    pub fn listed(
        board: &Board,
        is_folded: impl Fn(&Id) -> bool,
        mut listed: impl FnMut(usize, &Department) -> Option<Vec<usize>>,
    ) -> Self {
        let mut rows = Self::default();
        for (at, department) in board.departments.iter().enumerate() {
            let places = listed(at, department);
            let is_hidden = places.is_none();
            let listed = Listed::new(places.unwrap_or_default(), department.people.len());
            let block = Block {
                start: rows.len,
                stops: rows.stops,
                shown: if is_folded(&department.id) {
                    0
                } else {
                    listed.len()
                },
                is_hidden,
                listed,
            };
            rows.len += block.height();
            rows.stops += block.stops();
            rows.people += block.listed.len();
            rows.blocks.push(block);
        }
        rows
    }

    /// Returns how many people are listed, those folded away too.
    pub fn people(&self) -> usize {
        self.people
    }

    /// Returns the places of those listed in a department, folded away or not, in the order of
    /// their rows.
    pub fn listed_in(&self, department: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let listed = self.blocks.get(department).map(|block| &block.listed);
        let count = listed.map_or(0, Listed::len);
        (0..count).filter_map(move |nth| listed?.place(nth))
    }

    /// Says whether the person at `seat` is listed, folded away or not.
    pub fn lists(&self, seat: Seat) -> bool {
        let block = self.blocks.get(seat.department);
        block.is_some_and(|block| block.listed.nth(seat.person).is_some())
    }

    /// Says whether the department at a place has a row.
    pub fn has_department(&self, department: usize) -> bool {
        let block = self.blocks.get(department);
        block.is_some_and(|block| !block.is_hidden)
    }

    /// Returns the row of the person next to `seat` in the file: the one behind, else before.
    pub fn nearest(&self, seat: Seat) -> Option<usize> {
        let own = self.blocks.get(seat.department)?;
        let listed = (0..own.listed.len()).filter_map(|nth| Some((own.listed.place(nth)?, nth)));
        let distance = |place: usize| (place < seat.person, place.abs_diff(seat.person));
        let nearest = listed.min_by_key(|(place, _)| distance(*place));
        let nth = nearest.map(|(_, nth)| nth);
        if let Some(nth) = nth.filter(|nth| *nth < own.shown) {
            return Some(own.start + 1 + nth);
        }
        let next = (own.start..self.len).find(|at| self.is_stop(*at));
        next.or_else(|| (0..own.start).rev().find(|at| self.is_stop(*at)))
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
                person: block.listed.place(nth)?,
            }),
        };
        Some(row)
    }

    /// Returns where `row` is; `None` for somebody who left or is folded away.
    pub fn position(&self, row: Row) -> Option<usize> {
        match row {
            Row::Department(department) => {
                let block = self.blocks.get(department)?;
                (!block.is_hidden).then_some(block.start)
            }
            Row::Person(seat) => {
                let block = self.blocks.get(seat.department)?;
                let nth = block.listed.nth(seat.person)?;
                (nth < block.shown).then_some(block.start + 1 + nth)
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
        let own = self.blocks.get(self.department_of(at)?)?;
        Some(own.start + own.height()).filter(|next| *next < self.len)
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
