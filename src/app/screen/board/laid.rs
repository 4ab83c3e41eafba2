//! The three ways the board is laid out, and how the cursor goes in each.
//!
//! Promises: the cursor is always a row of the board, so that it stays with whom it is on from
//! one layout to the next.

use crate::layout::{Grid, Lanes, Rows};
use crate::model::{Board, Seat};

/// How the board is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// One row a person, one dot on the ladder.
    #[default]
    Rows,
    /// One column a rung, one card a person.
    Columns,
    /// Power up, interest across.
    Grid,
}

impl Arrangement {
    /// All of them, as `v` goes through them.
    pub const ALL: [Self; 3] = [Self::Rows, Self::Columns, Self::Grid];

    /// Returns its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::Columns => "columns",
            Self::Grid => "grid",
        }
    }
}

impl Arrangement {
    /// Returns the one after it, the first after the last.
    pub(super) fn next(self) -> Self {
        match self {
            Self::Rows => Self::Columns,
            Self::Columns => Self::Grid,
            Self::Grid => Self::Rows,
        }
    }
}

/// A layout, with the index that it needs beside the rows.
#[derive(Clone, Debug, Default)]
pub enum Laid {
    /// Nothing beside them.
    #[default]
    Rows,
    /// Lanes of cards.
    Columns(Lanes),
    /// Who stands in which cell.
    Grid(Grid),
}

/// A way the cursor goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Down,
    Up,
    Left,
    Right,
}

impl Laid {
    pub(super) fn new(arrangement: Arrangement, board: &Board, rows: &Rows) -> Self {
        match arrangement {
            Arrangement::Rows => Self::Rows,
            Arrangement::Columns => Self::Columns(Lanes::new(board, rows)),
            Arrangement::Grid => Self::Grid(Grid::new(board, rows)),
        }
    }

    /// Follows a move of the person at `seat` to another rung.
    pub(super) fn refresh(&mut self, board: &Board, seat: Seat, rows: &Rows) {
        if let Self::Columns(lanes) = self {
            lanes.refresh(board, seat.department, rows);
        }
    }

    /// Returns the row one step from `at`, if there is one that way.
    pub(super) fn step(&self, way: Way, rows: &Rows, at: usize) -> Option<usize> {
        match (self, way) {
            (Self::Rows, Way::Down) => rows.next_stop(at),
            (Self::Rows, Way::Up) => rows.previous_stop(at),
            (Self::Rows, Way::Left | Way::Right) => None,
            (Self::Columns(lanes), Way::Down) => lanes.down(rows, at),
            (Self::Columns(lanes), Way::Up) => lanes.up(rows, at),
            (Self::Columns(lanes), Way::Left) => lanes.left(rows, at),
            (Self::Columns(lanes), Way::Right) => lanes.right(rows, at),
            (Self::Grid(grid), Way::Down) => grid.down(at),
            (Self::Grid(grid), Way::Up) => grid.up(at),
            (Self::Grid(grid), Way::Left) => grid.left(at),
            (Self::Grid(grid), Way::Right) => grid.right(at),
        }
    }

    pub(super) fn first(&self, rows: &Rows) -> Option<usize> {
        match self {
            Self::Grid(grid) => grid.first(),
            Self::Rows | Self::Columns(_) => rows.first_stop(),
        }
    }

    pub(super) fn last(&self, rows: &Rows) -> Option<usize> {
        match self {
            Self::Grid(grid) => grid.last(),
            Self::Rows | Self::Columns(_) => rows.last_stop(),
        }
    }

    /// Returns where the cursor goes that is sent to `row`: in the grid a department that shows
    /// its people has no place, and stands for the first of them.
    pub(super) fn place_for(&self, row: usize) -> usize {
        match self {
            Self::Grid(grid) if grid.ordinal(row).is_none() => row + 1,
            _ => row,
        }
    }

    /// Returns the department's row above `at`, or what stands for it.
    pub(super) fn previous_department(&self, rows: &Rows, at: usize) -> Option<usize> {
        let own = rows.previous_department(at)?;
        if self.place_for(own) == at {
            return rows.previous_department(own);
        }
        Some(own)
    }

    /// Returns the nearest scroll to `top` that shows the row at `cursor`.
    pub(super) fn scroll(&self, rows: &Rows, top: usize, cursor: usize, height: usize) -> usize {
        let Some(row) = rows.row(cursor) else {
            return 0;
        };
        match self {
            Self::Rows => rows.scroll(top, cursor, height),
            Self::Columns(lanes) => lanes.scroll(top, row, height),
            Self::Grid(grid) => grid.scroll(cursor, height),
        }
    }

    /// Says whether each row of the board is a line of the screen.
    pub(super) fn is_in_rows(&self) -> bool {
        matches!(self, Self::Rows)
    }
}
