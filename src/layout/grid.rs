//! The board as a grid: power up, interest across, and in which order its list has everybody.
//!
//! Promises: each person who has a row is in one cell and once in the list, cell by cell from
//! power 5 and interest 1 on; the departments that show nobody come last. The cursor is the same
//! as in [`Rows`]; the way it goes depends on nothing but who stands where. Leaves places on the
//! screen to [`Plot`](super::Plot).

use std::ops::Range;

use super::{Row, Rows};
use crate::model::Board;

/// From 1 to 5, for power and for interest.
pub(super) const LEVELS: usize = 5;
const CELLS: usize = LEVELS * LEVELS;

/// Who stands where in the grid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The rows of the board in the list's order.
    order: Vec<usize>,
    /// Where each cell begins in the list, and where the departments do.
    starts: Vec<usize>,
    /// Where each row of the board is in the list; `None` for what is not in it.
    ordinals: Vec<Option<usize>>,
}

impl Grid {
    /// Places everybody who has one of `rows`.
    pub fn new(board: &Board, rows: &Rows) -> Self {
        let mut cells: [Vec<usize>; CELLS] = Default::default();
        let mut departments = Vec::new();
        for (at, row) in rows.slice(0..rows.len()) {
            match row {
                Row::Person(seat) => {
                    let levels = board.person(seat).map(|it| (it.power, it.interest));
                    let cell = levels.and_then(|levels| cells.get_mut(cell_of(levels)));
                    if let Some(cell) = cell {
                        cell.push(at);
                    }
                }
                Row::Department(_) if rows.is_stop(at) => departments.push(at),
                Row::Department(_) => {}
            }
        }
        let mut grid = Self {
            ordinals: vec![None; rows.len()],
            ..Self::default()
        };
        for cell in cells.into_iter().chain([departments]) {
            grid.starts.push(grid.order.len());
            grid.order.extend(cell);
        }
        for (ordinal, row) in grid.order.iter().enumerate() {
            if let Some(slot) = grid.ordinals.get_mut(*row) {
                *slot = Some(ordinal);
            }
        }
        grid
    }

    /// Returns how many lines the list has.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Says whether nobody and nothing is in the list.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Returns the row of the board on a line of the list.
    pub fn row(&self, ordinal: usize) -> Option<usize> {
        self.order.get(ordinal).copied()
    }

    /// Returns the line of the list that a row of the board is on.
    pub fn ordinal(&self, row: usize) -> Option<usize> {
        self.ordinals.get(row).copied().flatten()
    }

    /// Returns the lines of the list that those at `line` (0 is power 5) and `column` (0 is
    /// interest 1) are on.
    pub fn cell(&self, line: usize, column: usize) -> Range<usize> {
        self.lines_of(line * LEVELS + column)
    }

    fn lines_of(&self, cell: usize) -> Range<usize> {
        let start = self.starts.get(cell).copied().unwrap_or(self.len());
        let end = self.starts.get(cell + 1).copied().unwrap_or(self.len());
        start..end
    }

    /// Returns the cell that a line of the list belongs to; `None` for a department.
    fn cell_at(&self, ordinal: usize) -> Option<usize> {
        let after = self.starts.partition_point(|start| *start <= ordinal);
        after.checked_sub(1).filter(|cell| *cell < CELLS)
    }

    /// Returns the first row of the list.
    pub fn first(&self) -> Option<usize> {
        self.row(0)
    }

    /// Returns the last row of the list.
    pub fn last(&self) -> Option<usize> {
        self.order.last().copied()
    }

    /// Returns the row below `at`: the next of its cell, then the first of the nearest cell with
    /// less power, then the departments.
    pub fn down(&self, at: usize) -> Option<usize> {
        let Some(ordinal) = self.ordinal(at) else {
            return self.first();
        };
        let Some(cell) = self.cell_at(ordinal) else {
            return self.row(ordinal + 1);
        };
        if self.lines_of(cell).contains(&(ordinal + 1)) {
            return self.row(ordinal + 1);
        }
        let lines = cell / LEVELS + 1..LEVELS;
        let below = lines.filter_map(|line| self.nearest(line, cell % LEVELS));
        let below = below.map(|cell| self.lines_of(cell).start);
        let departments = self.lines_of(CELLS);
        let next = below.chain(departments).next();
        next.and_then(|ordinal| self.row(ordinal))
    }

    /// Returns the row above `at`: the previous of its cell, then the last of the nearest cell
    /// with more power.
    pub fn up(&self, at: usize) -> Option<usize> {
        let ordinal = self.ordinal(at)?;
        let Some(cell) = self.cell_at(ordinal) else {
            return self.row(ordinal.checked_sub(1)?);
        };
        if self.lines_of(cell).start < ordinal {
            return self.row(ordinal - 1);
        }
        let mut lines = (0..cell / LEVELS).rev();
        let above = lines.find_map(|line| self.nearest(line, cell % LEVELS))?;
        self.row(self.lines_of(above).end.checked_sub(1)?)
    }

    /// Returns the row to the right of `at`, in the next cell of as much power that has anybody.
    pub fn right(&self, at: usize) -> Option<usize> {
        self.beside(at, |cell| cell + 1..(cell / LEVELS + 1) * LEVELS)
    }

    /// Returns the row to the left of `at`, in the next cell of as much power that has anybody.
    pub fn left(&self, at: usize) -> Option<usize> {
        self.beside(at, |cell| cell / LEVELS * LEVELS..cell)
    }

    fn beside(&self, at: usize, side: impl Fn(usize) -> Range<usize>) -> Option<usize> {
        let ordinal = self.ordinal(at)?;
        let cell = self.cell_at(ordinal)?;
        let full = side(cell).filter(|cell| !self.lines_of(*cell).is_empty());
        let beside = self.lines_of(full.min_by_key(|other| other.abs_diff(cell))?);
        let nth = ordinal - self.lines_of(cell).start;
        self.row((beside.start + nth).min(beside.end - 1))
    }

    /// Returns the cell of `line` nearest to `column` that has anybody, of two the one with more
    /// interest.
    fn nearest(&self, line: usize, column: usize) -> Option<usize> {
        let full = (0..LEVELS).rev();
        let full = full.filter(|column| !self.cell(line, *column).is_empty());
        let nearest = full.min_by_key(|other| other.abs_diff(column))?;
        Some(line * LEVELS + nearest)
    }

    /// Returns the first line shown of a list of `height` lines, so that the row at `cursor` is
    /// among them. It goes page by page: where each line is, moving it is dear.
    pub fn scroll(&self, cursor: usize, height: usize) -> usize {
        let ordinal = self.ordinal(cursor).unwrap_or(0);
        let height = height.max(1);
        ordinal / height * height
    }
}

fn cell_of((power, interest): (u8, u8)) -> usize {
    let place = |level: u8| usize::from(level.clamp(1, 5) - 1);
    (LEVELS - 1 - place(power)) * LEVELS + place(interest)
}
