//! The board's screen: who is selected, what is folded, how far it is scrolled, and
//! whether it shows rows or columns.
//!
//! The selection is kept by id, so that it survives layouts, edits, undo and reloads;
//! the indexes of rows and lanes are rebuilt only when the board's structure changes.

use std::collections::HashSet;

use crate::layout::{Lanes, Row, Rows};
use crate::model::{Board, Edit, Id, PersonField, Seat};

/// How the board is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// One row a person, one dot on the ladder.
    #[default]
    Rows,
    /// One column a rung, one card a person.
    Columns,
}

/// What the cursor is on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// A person.
    Person(Id),
    /// A department's row.
    Department(Id),
    /// Nothing: the board is empty.
    #[default]
    Nothing,
}

/// The state of the board's screen.
#[derive(Clone, Debug, Default)]
pub struct BoardScreen {
    arrangement: Arrangement,
    selection: Selection,
    cursor: usize,
    scroll: usize,
    folds: HashSet<Id>,
    rows: Rows,
    /// Kept only while columns are shown.
    lanes: Option<Lanes>,
}

impl BoardScreen {
    /// Lays `board` out in rows, with the cursor on the first person.
    pub fn new(board: &Board) -> Self {
        let mut screen = Self::default();
        screen.rebuild(board);
        screen.first();
        screen.note_selection(board);
        screen
    }

    /// Returns how the board is laid out.
    pub fn arrangement(&self) -> Arrangement {
        self.arrangement
    }

    /// Returns what the cursor is on.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// Returns the row the cursor is on.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Returns how many rows, or lines of lanes, are off the top.
    pub fn scroll(&self) -> usize {
        self.scroll
    }

    /// Returns the rows.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// Returns the lanes; `None` while rows are shown.
    pub fn lanes(&self) -> Option<&Lanes> {
        self.lanes.as_ref()
    }

    /// Says whether the department called `id` is folded.
    pub fn is_folded(&self, id: &Id) -> bool {
        self.folds.contains(id)
    }

    /// Goes down `times` stops, or as many as there are.
    pub(in crate::app) fn down(&mut self, times: usize) {
        self.repeat(times, Rows::next_stop, Lanes::down);
    }

    /// Goes up `times` stops, or as many as there are.
    pub(in crate::app) fn up(&mut self, times: usize) {
        self.repeat(times, Rows::previous_stop, Lanes::up);
    }

    /// Goes to the next card to the right; only in columns.
    pub(in crate::app) fn right(&mut self) {
        self.repeat(1, |_, _| None, Lanes::right);
    }

    /// Goes to the next card to the left; only in columns.
    pub(in crate::app) fn left(&mut self) {
        self.repeat(1, |_, _| None, Lanes::left);
    }

    /// Goes to the next department's row.
    pub(in crate::app) fn next_department(&mut self) {
        self.go(self.rows.next_department(self.cursor));
    }

    /// Goes to this department's row, or to the one before.
    pub(in crate::app) fn previous_department(&mut self) {
        self.go(self.rows.previous_department(self.cursor));
    }

    /// Goes to the first stop.
    pub(in crate::app) fn first(&mut self) {
        self.go(self.rows.first_stop());
    }

    /// Goes to the last stop.
    pub(in crate::app) fn last(&mut self) {
        self.go(self.rows.last_stop());
    }

    fn repeat(
        &mut self,
        times: usize,
        in_rows: fn(&Rows, usize) -> Option<usize>,
        in_lanes: fn(&Lanes, &Rows, usize) -> Option<usize>,
    ) {
        for _ in 0..times {
            let next = match &self.lanes {
                None => in_rows(&self.rows, self.cursor),
                Some(lanes) => in_lanes(lanes, &self.rows, self.cursor),
            };
            if next.is_none() {
                break;
            }
            self.go(next);
        }
    }

    fn go(&mut self, row: Option<usize>) {
        self.cursor = row.unwrap_or(self.cursor);
    }

    /// Notes whom the cursor is on now, so that it stays with them.
    pub(in crate::app) fn note_selection(&mut self, board: &Board) {
        self.selection = match self.rows.row(self.cursor) {
            Some(Row::Person(seat)) => board
                .person(seat)
                .map(|it| Selection::Person(it.id.clone())),
            Some(Row::Department(at)) => {
                let department = board.departments.get(at);
                department.map(|it| Selection::Department(it.id.clone()))
            }
            None => None,
        }
        .unwrap_or_default();
    }

    /// Selects somebody, unfolding their department.
    pub(in crate::app) fn select_person(&mut self, board: &Board, seat: Seat) {
        if let Some(department) = board.departments.get(seat.department)
            && self.folds.remove(&department.id)
        {
            self.rebuild(board);
        }
        self.go(self.rows.position(Row::Person(seat)));
        self.note_selection(board);
    }

    /// Selects the row of the department called `id`.
    pub(in crate::app) fn select_department(&mut self, board: &Board, id: &Id) {
        let at = board.department_at(id);
        self.go(at.and_then(|at| self.rows.position(Row::Department(at))));
        self.note_selection(board);
    }

    /// Goes to the next stop, else the previous one, before the person here is removed.
    pub(in crate::app) fn step_off(&mut self, board: &Board) {
        let next = self.rows.next_stop(self.cursor);
        let others = next.or_else(|| self.rows.previous_stop(self.cursor));
        let of_the_department =
            |at: &usize| self.rows.department_of(*at) == self.rows.department_of(self.cursor);
        let previous = self
            .rows
            .previous_stop(self.cursor)
            .filter(of_the_department);
        let own_row = self.rows.previous_department(self.cursor);
        self.go(next
            .filter(of_the_department)
            .or(previous)
            .or(own_row)
            .or(others));
        self.note_selection(board);
    }

    /// Shows columns instead of rows, or rows instead of columns.
    pub(in crate::app) fn toggle_arrangement(&mut self, board: &Board) {
        self.arrangement = match self.arrangement {
            Arrangement::Rows => Arrangement::Columns,
            Arrangement::Columns => Arrangement::Rows,
        };
        self.rebuild(board);
    }

    /// Folds the department the cursor is in or on, or unfolds it.
    pub(in crate::app) fn set_fold(&mut self, board: &Board, is_folded: bool) {
        let Some(at) = self.rows.department_of(self.cursor) else {
            return;
        };
        let Some(department) = board.departments.get(at) else {
            return;
        };
        let was_on_its_row = self.rows.row(self.cursor) == Some(Row::Department(at));
        if is_folded {
            self.folds.insert(department.id.clone());
        } else {
            self.folds.remove(&department.id);
        }
        self.rebuild(board);
        if is_folded || was_on_its_row {
            self.go(self.rows.position(Row::Department(at)));
        }
        self.note_selection(board);
    }

    /// Folds the department the cursor is in if it is open, and opens it if it is folded.
    pub(in crate::app) fn toggle_fold(&mut self, board: &Board) {
        let at = self.rows.department_of(self.cursor);
        let department = at.and_then(|at| board.departments.get(at));
        let is_folded = department.is_some_and(|department| self.is_folded(&department.id));
        self.set_fold(board, !is_folded);
    }

    /// Folds every department.
    pub(in crate::app) fn fold_all(&mut self, board: &Board) {
        let at = self.rows.department_of(self.cursor);
        let ids = board
            .departments
            .iter()
            .map(|department| department.id.clone());
        self.folds = ids.collect();
        self.rebuild(board);
        self.go(at.and_then(|at| self.rows.position(Row::Department(at))));
        self.note_selection(board);
    }

    /// Unfolds every department.
    pub(in crate::app) fn unfold_all(&mut self, board: &Board) {
        self.folds.clear();
        self.rebuild(board);
    }

    /// Follows edits that `board` already has.
    pub(in crate::app) fn follow(&mut self, board: &Board, edits: &[Edit]) {
        for edit in edits {
            match edit {
                Edit::SetPerson {
                    id,
                    field: PersonField::Stance(_),
                } => self.refresh_lane(board, id),
                Edit::SetPerson { field, .. }
                    if !matches!(field, PersonField::Left(_) | PersonField::Id(_)) => {}
                Edit::AddEntry { .. } | Edit::SetEntry { .. } | Edit::RemoveEntry(_) => {}
                _ => {
                    self.rebuild(board);
                    return;
                }
            }
        }
    }

    fn refresh_lane(&mut self, board: &Board, id: &Id) {
        let Some(lanes) = &mut self.lanes else { return };
        let Some(seat) = board.seat(id) else { return };
        let department = board.departments.get(seat.department);
        let is_folded = department.is_some_and(|it| self.folds.contains(&it.id));
        lanes.refresh(board, seat.department, is_folded);
    }

    /// Lists rows and lanes anew, and puts the cursor back on the selection.
    pub(in crate::app) fn rebuild(&mut self, board: &Board) {
        self.rows = Rows::new(board, |id| self.folds.contains(id));
        self.lanes = match self.arrangement {
            Arrangement::Rows => None,
            Arrangement::Columns => Some(Lanes::new(board, |id| self.folds.contains(id))),
        };
        let position = match &self.selection {
            Selection::Person(id) => {
                let seat = board.seat(id);
                seat.and_then(|seat| self.rows.position(Row::Person(seat)))
            }
            Selection::Department(id) => {
                let at = board.department_at(id);
                at.and_then(|at| self.rows.position(Row::Department(at)))
            }
            Selection::Nothing => None,
        };
        match position {
            Some(position) => self.cursor = position,
            None => self.find_nearest(board),
        }
    }

    /// Lists rows and lanes anew; the selection stays on the line of the screen it is on.
    pub(in crate::app) fn rebuild_in_place(&mut self, board: &Board) {
        let before = self.cursor;
        self.rebuild(board);
        if self.lanes.is_none() {
            let line = before.saturating_sub(self.scroll);
            self.scroll = self.cursor.saturating_sub(line);
        }
    }

    /// The selection is gone or folded away: the cursor stays where it was, on the nearest stop.
    fn find_nearest(&mut self, board: &Board) {
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        if !self.rows.is_stop(self.cursor) {
            let nearest = self.rows.next_stop(self.cursor);
            self.go(nearest.or_else(|| self.rows.previous_stop(self.cursor)));
        }
        self.note_selection(board);
    }

    /// Scrolls as little as shows the cursor in a body of `height` lines.
    pub(in crate::app) fn keep_on_screen(&mut self, height: usize) {
        self.scroll = match (&self.lanes, self.rows.row(self.cursor)) {
            (_, None) => 0,
            (None, Some(_)) => self.rows.scroll(self.scroll, self.cursor, height),
            (Some(lanes), Some(row)) => lanes.scroll(self.scroll, row, height),
        };
    }
}
