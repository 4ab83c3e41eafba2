//! The board's screen: who is selected, what is folded, filtered and marked, in which order,
//! how far it is scrolled, and whether it shows rows, columns or the grid.
//!
//! The selection is kept by id, so that it survives layouts, edits, undo and reloads;
//! the indexes of rows and lanes are rebuilt only when the board's structure changes. So a row
//! never jumps away under a key that changes what it is filtered or sorted by: who is listed, and
//! in which order, is asked again when the filter or the order is, and when somebody comes or goes.

mod filtering;
mod folding;
mod laid;
mod marking;
mod order;

use std::collections::HashSet;

use crate::layout::{Row, Rows};
use crate::model::{Board, Edit, Id, Overview, PersonField, Seat};

use filtering::Sieve;
use laid::Way;
pub use laid::{Arrangement, Laid};
pub use marking::Marks;
pub use order::Order;

/// What rows are listed from.
#[derive(Clone, Copy)]
pub(in crate::app) struct Facts<'a> {
    /// The board.
    pub board: &'a Board,
    /// What is computed from it.
    pub overview: &'a Overview,
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
    order: Order,
    sieve: Sieve,
    marks: Marks,
    rows: Rows,
    laid: Laid,
}

impl BoardScreen {
    /// Lays `board` out in rows, with the cursor on the first person.
    pub(in crate::app) fn new(facts: Facts<'_>) -> Self {
        let mut screen = Self::default();
        screen.rebuild(facts);
        screen.first();
        screen.note_selection(facts.board);
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

    /// Returns how many rows, lines of lanes or of the grid's list are off the top.
    pub fn scroll(&self) -> usize {
        self.scroll
    }

    /// Returns the rows.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// Returns the layout, with the index it needs.
    pub fn laid(&self) -> &Laid {
        &self.laid
    }

    /// Returns in which order people stand in their department.
    pub fn order(&self) -> Order {
        self.order
    }

    /// Goes down `times` stops, or as many as there are.
    pub(in crate::app) fn down(&mut self, times: usize) {
        self.step(times, Way::Down);
    }

    /// Goes up `times` stops, or as many as there are.
    pub(in crate::app) fn up(&mut self, times: usize) {
        self.step(times, Way::Up);
    }

    /// Goes to the next one to the right; only in columns and in the grid.
    pub(in crate::app) fn right(&mut self) {
        self.step(1, Way::Right);
    }

    /// Goes to the next one to the left; only in columns and in the grid.
    pub(in crate::app) fn left(&mut self) {
        self.step(1, Way::Left);
    }

    /// Goes to the next department's row.
    pub(in crate::app) fn next_department(&mut self) {
        self.go(self.rows.next_department(self.cursor));
    }

    /// Goes to this department's row, or to the one before.
    pub(in crate::app) fn previous_department(&mut self) {
        self.go(self.laid.previous_department(&self.rows, self.cursor));
    }

    /// Goes to the first stop.
    pub(in crate::app) fn first(&mut self) {
        self.go(self.laid.first(&self.rows));
    }

    /// Goes to the last stop.
    pub(in crate::app) fn last(&mut self) {
        self.go(self.laid.last(&self.rows));
    }

    fn step(&mut self, times: usize, way: Way) {
        for _ in 0..times {
            let next = self.laid.step(way, &self.rows, self.cursor);
            if next.is_none() {
                break;
            }
            self.go(next);
        }
    }

    fn go(&mut self, row: Option<usize>) {
        let to = row.map(|row| self.laid.place_for(row));
        self.cursor = to.unwrap_or(self.cursor);
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

    /// Selects somebody, unfolding their department, and listing them though the filter does not.
    pub(in crate::app) fn select_person(&mut self, facts: Facts<'_>, seat: Seat) {
        let board = facts.board;
        let department = board.departments.get(seat.department);
        let is_unfolded = department.is_some_and(|it| self.folds_mut().remove(&it.id));
        let person = board.person(seat).filter(|it| !it.has_left());
        if let Some(person) = person
            && (is_unfolded || !self.rows.lists(seat))
        {
            self.selection = Selection::Person(person.id.clone());
            self.rebuild(facts);
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

    /// Goes to the next stop, else the previous one, before these people are removed: in the
    /// same department if it has one, else to the department itself.
    pub(in crate::app) fn step_off(&mut self, board: &Board, people: &[Id]) {
        let stays = |at: &usize| match self.rows.row(*at) {
            Some(Row::Person(seat)) => {
                let person = board.person(seat);
                person.is_some_and(|person| !people.contains(&person.id))
            }
            Some(Row::Department(_)) => self.rows.is_stop(*at),
            None => false,
        };
        let here = self.rows.department_of(self.cursor);
        let own_row = here.and_then(|at| self.rows.position(Row::Department(at)));
        let is_own = |at: &usize| self.rows.department_of(*at) == here;
        let mut behind = self.cursor + 1..self.rows.len();
        let mut before = (0..self.cursor).rev();
        let next = behind.find(stays);
        let previous = before.find(stays);
        let own = next.filter(is_own).or(previous.filter(is_own));
        self.go(own.or(own_row).or(next).or(previous));
        self.note_selection(board);
    }

    /// Lays the board out in the next way: rows, columns, grid.
    pub(in crate::app) fn toggle_arrangement(&mut self, facts: Facts<'_>) {
        self.arrangement = self.arrangement.next();
        self.rebuild(facts);
    }

    /// Lays the board out as it was left.
    pub(in crate::app) fn take_up(
        &mut self,
        facts: Facts<'_>,
        arrangement: Arrangement,
        order: Order,
        folds: HashSet<Id>,
    ) {
        (self.arrangement, self.order, self.folds) = (arrangement, order, folds);
        self.rebuild(facts);
    }

    /// Follows edits that the board already has.
    pub(in crate::app) fn follow(&mut self, facts: Facts<'_>, edits: &[Edit]) {
        for edit in edits {
            match edit {
                Edit::SetPerson {
                    id,
                    field: PersonField::Stance(_),
                } => self.follow_move(facts, id),
                Edit::SetPerson { field, .. }
                    if !matches!(field, PersonField::Left(_) | PersonField::Id(_))
                        && !self.stands_by(field) => {}
                Edit::AddEntry { .. } | Edit::SetEntry { .. } | Edit::RemoveEntry(_) => {}
                _ => {
                    self.rebuild(facts);
                    return;
                }
            }
        }
    }

    fn follow_move(&mut self, facts: Facts<'_>, id: &Id) {
        if let Some(seat) = facts.overview.seat(id) {
            self.laid.refresh(facts.board, seat, &self.rows);
        }
    }

    /// Says whether somebody stands elsewhere in this layout when `field` is another.
    fn stands_by(&self, field: &PersonField) -> bool {
        let is_level = matches!(field, PersonField::Power(_) | PersonField::Interest(_));
        is_level && self.arrangement == Arrangement::Grid
    }

    /// Lists rows and lanes anew, and puts the cursor back on the selection.
    pub(in crate::app) fn rebuild(&mut self, facts: Facts<'_>) {
        let board = facts.board;
        self.list(facts);
        self.laid = Laid::new(self.arrangement, board, &self.rows);
        self.marks.follow(facts, &self.rows);
        let position = match &self.selection {
            Selection::Person(id) => {
                let seat = facts.overview.seat(id);
                seat.and_then(|seat| self.rows.position(Row::Person(seat)))
            }
            Selection::Department(id) => {
                let at = board.department_at(id);
                at.and_then(|at| self.rows.position(Row::Department(at)))
            }
            Selection::Nothing => None,
        };
        match position {
            Some(position) => {
                self.go(Some(position));
                self.note_selection(board);
            }
            None => self.find_nearest(facts),
        }
    }

    /// Lists rows and lanes anew; the selection stays on the line of the screen it is on.
    pub(in crate::app) fn rebuild_in_place(&mut self, facts: Facts<'_>) {
        let before = self.cursor;
        self.rebuild(facts);
        if self.laid.is_in_rows() {
            let line = before.saturating_sub(self.scroll);
            self.scroll = self.cursor.saturating_sub(line);
        }
    }

    /// The selection is gone, folded away or filtered out: the cursor goes to the nearest stop.
    fn find_nearest(&mut self, facts: Facts<'_>) {
        let nearest = self.nearest_listed(facts).unwrap_or(self.cursor);
        self.cursor = nearest.min(self.rows.len().saturating_sub(1));
        if !self.rows.is_stop(self.cursor) {
            let nearest = self.rows.next_stop(self.cursor);
            self.go(nearest.or_else(|| self.rows.previous_stop(self.cursor)));
        }
        self.note_selection(facts.board);
    }

    /// Scrolls as little as shows the cursor in a body of `height` lines.
    pub(in crate::app) fn keep_on_screen(&mut self, height: usize) {
        let scroll = self
            .laid
            .scroll(&self.rows, self.scroll, self.cursor, height);
        self.scroll = scroll;
    }
}
