//! The board as columns: a lane a department, a column a rung, a card of one line a person.
//!
//! A lane is the department's own line and as many lines as its fullest column has
//! cards. Promises: look-ups are binary searches over departments; after a move only
//! the lane it happened in is laid out again. The cursor is the same as in [`Rows`].

use std::ops::Range;

use super::scroll::{STICKS_FROM, Visible, keep_visible, overflow};
use super::{Row, Rows};
use crate::model::{Board, Department, Seat, Stance};

const RUNGS: usize = Stance::RUNGS.len();

/// All lanes of a board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lanes {
    all: Vec<Lane>,
    len: usize,
    cards: [usize; RUNGS],
    notes: usize,
}

/// A department's lane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Lane {
    /// The department's own line.
    start: usize,
    /// How many cards each column has before this lane.
    cards: [usize; RUNGS],
    /// How many lanes without a card come before.
    notes: usize,
    /// Places in the department of those in each column.
    cells: [Vec<usize>; RUNGS],
    /// Column and line of the person at each place; `None` for who has no row.
    places: Vec<Option<(usize, usize)>>,
    /// Whether not even the department has a line.
    is_hidden: bool,
}

impl Lane {
    fn new(department: &Department, at: usize, rows: &Rows) -> Self {
        let mut lane = Self {
            places: vec![None; department.people.len()],
            is_hidden: !rows.has_department(at),
            ..Self::default()
        };
        if rows.shows_nobody(at) {
            return lane;
        }
        for at in rows.listed_in(at) {
            let rung = department.people.get(at).map(|it| it.stance.place());
            let cell = rung.and_then(|rung| Some((rung, lane.cells.get_mut(rung)?)));
            let (Some((rung, cell)), Some(place)) = (cell, lane.places.get_mut(at)) else {
                continue;
            };
            *place = Some((rung, cell.len()));
            cell.push(at);
        }
        lane
    }

    /// Returns how many lines it takes.
    fn lines(&self) -> usize {
        usize::from(!self.is_hidden) + self.height()
    }

    /// Says whether the cursor stops at the department's own line.
    fn is_note(&self) -> bool {
        !self.is_hidden && self.height() == 0
    }

    fn height(&self) -> usize {
        self.cells.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Returns the column nearest to `rung` that has a card, the higher of two.
    fn nearest(&self, rung: usize) -> Option<usize> {
        let full = (0..RUNGS).rev();
        let full = full.filter(|at| self.cells.get(*at).is_some_and(|cell| !cell.is_empty()));
        full.min_by_key(|at| at.abs_diff(rung))
    }
}

/// Where a person's card lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The department's place on the board.
    pub department: usize,
    /// The column, 0 (Blocker) to 5 (Lobbyist).
    pub rung: usize,
    /// Which card of the column, from 0.
    pub nth: usize,
}

/// What one line of the columns holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// The row of the department at a place.
    Department(usize),
    /// Cards of a lane.
    Cards {
        /// The department's place on the board.
        department: usize,
        /// Which cards of the columns, from 0.
        nth: usize,
    },
}

impl Lanes {
    /// Lays all lanes of `board` out, with a card for each person who has one of `rows`.
    pub fn new(board: &Board, rows: &Rows) -> Self {
        let departments = board.departments.iter().enumerate();
        let all = departments.map(|(at, each)| Lane::new(each, at, rows));
        let mut lanes = Self {
            all: all.collect(),
            ..Self::default()
        };
        lanes.add_up();
        lanes
    }

    /// Lays the lane of one department out again, after somebody in it moved.
    pub fn refresh(&mut self, board: &Board, department: usize, rows: &Rows) {
        let changed = board.departments.get(department);
        if let (Some(lane), Some(changed)) = (self.all.get_mut(department), changed) {
            *lane = Lane::new(changed, department, rows);
        }
        self.add_up();
    }

    fn add_up(&mut self) {
        let (mut len, mut cards, mut notes) = (0, [0; RUNGS], 0);
        for lane in &mut self.all {
            (lane.start, lane.cards, lane.notes) = (len, cards, notes);
            len += lane.lines();
            notes += usize::from(lane.is_note());
            for (sum, cell) in cards.iter_mut().zip(&lane.cells) {
                *sum += cell.len();
            }
        }
        (self.len, self.cards, self.notes) = (len, cards, notes);
    }

    /// Returns how many lines there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Says whether there is none: a board without departments.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns where the card of the person at `seat` lies; `None` when they have none.
    pub fn place(&self, seat: Seat) -> Option<Place> {
        let lane = self.all.get(seat.department)?;
        let (rung, nth) = (*lane.places.get(seat.person)?)?;
        Some(Place {
            department: seat.department,
            rung,
            nth,
        })
    }

    /// Returns who has the card at a place.
    pub fn card(&self, place: Place) -> Option<Seat> {
        let lane = self.all.get(place.department)?;
        let person = *lane.cells.get(place.rung)?.get(place.nth)?;
        Some(Seat {
            department: place.department,
            person,
        })
    }

    /// Returns what the line at `at` holds.
    pub fn line(&self, at: usize) -> Option<Line> {
        let after = self.all.partition_point(|lane| lane.start <= at);
        let department = after.checked_sub(1).filter(|_| at < self.len)?;
        let start = self.all.get(department)?.start;
        let line = match at.checked_sub(start + 1) {
            None => Line::Department(department),
            Some(nth) => Line::Cards { department, nth },
        };
        Some(line)
    }

    /// Returns the line of a row of the board.
    pub fn position(&self, row: Row) -> Option<usize> {
        match row {
            Row::Department(department) => {
                let lane = self.all.get(department)?;
                (!lane.is_hidden).then_some(lane.start)
            }
            Row::Person(seat) => {
                let place = self.place(seat)?;
                Some(self.all.get(place.department)?.start + 1 + place.nth)
            }
        }
    }

    /// Returns the row below `at`: the next card of its column, then the nearest of the next lane.
    pub fn down(&self, rows: &Rows, at: usize) -> Option<usize> {
        let (department, rung) = match rows.row(at)? {
            Row::Department(department) if rows.shows_nobody(department) => {
                (self.shown_from(department + 1)?, 0)
            }
            Row::Department(department) => (department, 0),
            Row::Person(seat) => {
                let place = self.place(seat)?;
                let nth = place.nth + 1;
                if let Some(next) = self.card(Place { nth, ..place }) {
                    return rows.position(Row::Person(next));
                }
                (self.shown_from(place.department + 1)?, place.rung)
            }
        };
        self.enter(rows, department, rung, |_| 0)
    }

    /// Returns the row above `at`: the previous card of its column, then the nearest of the previous lane.
    pub fn up(&self, rows: &Rows, at: usize) -> Option<usize> {
        let (department, rung) = match rows.row(at)? {
            Row::Department(department) => (department, 0),
            Row::Person(seat) => {
                let place = self.place(seat)?;
                if let Some(nth) = place.nth.checked_sub(1) {
                    let previous = self.card(Place { nth, ..place })?;
                    return rows.position(Row::Person(previous));
                }
                (place.department, place.rung)
            }
        };
        let mut above = self.all.get(..department)?.iter();
        let above = above.rposition(|lane| !lane.is_hidden)?;
        self.enter(rows, above, rung, |cards| cards - 1)
    }

    /// Returns the first department from `department` on that has a line.
    fn shown_from(&self, department: usize) -> Option<usize> {
        let mut lanes = self.all.iter().enumerate().skip(department);
        let (at, _) = lanes.find(|(_, lane)| !lane.is_hidden)?;
        Some(at)
    }

    /// Returns the row of the card to the right of `at`, in the next column that has one.
    pub fn right(&self, rows: &Rows, at: usize) -> Option<usize> {
        self.beside(rows, at, |rung| rung + 1..RUNGS)
    }

    /// Returns the row of the card to the left of `at`, in the next column that has one.
    pub fn left(&self, rows: &Rows, at: usize) -> Option<usize> {
        self.beside(rows, at, |rung| 0..rung)
    }

    fn beside(
        &self,
        rows: &Rows,
        at: usize,
        side: impl Fn(usize) -> Range<usize>,
    ) -> Option<usize> {
        let Some(Row::Person(seat)) = rows.row(at) else {
            return None;
        };
        let place = self.place(seat)?;
        let lane = self.all.get(place.department)?;
        let full = side(place.rung).filter_map(|rung| {
            let cards = lane.cells.get(rung)?.len();
            Some((rung, cards.checked_sub(1)?))
        });
        let (rung, last) = full.min_by_key(|(rung, _)| rung.abs_diff(place.rung))?;
        let nth = place.nth.min(last);
        let beside = self.card(Place { rung, nth, ..place })?;
        rows.position(Row::Person(beside))
    }

    /// Returns the row of the card of `department` in the column nearest to `rung`, chosen by
    /// how many cards that has; the department's own row when there is none.
    fn enter(
        &self,
        rows: &Rows,
        department: usize,
        rung: usize,
        choose: impl Fn(usize) -> usize,
    ) -> Option<usize> {
        let lane = self.all.get(department)?;
        let Some(rung) = lane.nearest(rung) else {
            return rows.position(Row::Department(department));
        };
        let nth = choose(lane.cells.get(rung)?.len());
        let entered = self.card(Place {
            department,
            rung,
            nth,
        })?;
        rows.position(Row::Person(entered))
    }

    /// Returns how many cards the columns of `rungs` have in all lanes together.
    pub fn cards_in(&self, rungs: Range<usize>) -> usize {
        self.cards.get(rungs).into_iter().flatten().sum()
    }

    /// Returns how many cards of `rungs`, and departments without any, come before a line.
    fn stops_before(&self, at: usize, rungs: &Range<usize>) -> usize {
        let sum = |cards: &[usize; RUNGS]| -> usize {
            cards.get(rungs.clone()).into_iter().flatten().sum()
        };
        let after = self.all.partition_point(|lane| lane.start < at);
        let Some(lane) = after.checked_sub(1).and_then(|last| self.all.get(last)) else {
            return 0;
        };
        let lines = at - lane.start - 1;
        let cells = lane.cells.get(rungs.clone()).into_iter().flatten();
        let inside: usize = cells.map(|cell| cell.len().min(lines)).sum();
        sum(&lane.cards) + lane.notes + inside + usize::from(lane.is_note())
    }

    /// Returns what is shown of the columns `rungs` when `top` lines are off a screen of `height`.
    pub fn visible(&self, top: usize, height: usize, rungs: &Range<usize>) -> Visible {
        let top = top.min(overflow(self.len, height));
        let end = self.len.min(top + height);
        let sticky = match self.line(top) {
            Some(Line::Cards { department, .. }) if height >= STICKS_FROM => Some(department),
            _ => None,
        };
        let start = end.min(top + usize::from(sticky.is_some()));
        let total = self.cards_in(rungs.clone()) + self.notes;
        Visible {
            sticky,
            lines: start..end,
            above: self.stops_before(start, rungs),
            below: total - self.stops_before(end, rungs),
        }
    }

    /// Returns the nearest scroll to `top` that shows `row`.
    pub fn scroll(&self, top: usize, row: Row, height: usize) -> usize {
        let is_under = matches!(row, Row::Person(_));
        let cursor = self.position(row).unwrap_or(0);
        keep_visible(top, cursor, is_under, self.len, height)
    }
}
