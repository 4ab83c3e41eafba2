//! Marks: several people at once.
//!
//! They are kept by id, so that they survive filters, layouts and folds; who is removed or has
//! left is no longer marked. A set can so be put together with one filter after the other.

use std::collections::HashSet;

use super::{BoardScreen, Facts, Selection};
use crate::layout::{Row, Rows};
use crate::model::{Id, Seat};

/// Who is marked.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    ids: HashSet<Id>,
    /// Who was marked last: `V` goes from there.
    last: Option<Id>,
    out_of_sight: usize,
}

impl Marks {
    /// Returns how many are marked.
    pub fn count(&self) -> usize {
        self.ids.len()
    }

    /// Returns how many of them the filter does not list.
    pub fn out_of_sight(&self) -> usize {
        self.out_of_sight
    }

    /// Says whether somebody is marked.
    pub fn has(&self, id: &Id) -> bool {
        self.ids.contains(id)
    }

    /// Forgets who is gone, and counts who is not listed.
    pub(super) fn follow(&mut self, facts: Facts<'_>, rows: &Rows) {
        let seat = |id: &Id| facts.overview.seat(id);
        self.ids.retain(|id| {
            let person = seat(id).and_then(|seat| facts.board.person(seat));
            person.is_some_and(|person| !person.has_left())
        });
        let unseen = self.ids.iter().filter_map(seat);
        self.out_of_sight = unseen.filter(|seat| !rows.lists(*seat)).count();
    }
}

impl BoardScreen {
    /// Returns who is marked.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Returns where the marked ones sit, in the board's order.
    pub(in crate::app) fn marked(&self, facts: Facts<'_>) -> Vec<Seat> {
        let seats = self.marks.ids.iter();
        let mut seats: Vec<Seat> = seats.filter_map(|id| facts.overview.seat(id)).collect();
        seats.sort_by_key(|seat| (seat.department, seat.person));
        seats
    }

    /// Marks who the cursor is on, or takes the mark off, and goes on to the next. On a
    /// department's row it marks all who are listed in it.
    pub(in crate::app) fn toggle_mark(&mut self, facts: Facts<'_>) {
        match self.selection.clone() {
            Selection::Person(id) => {
                if !self.marks.ids.remove(&id) {
                    self.marks.ids.insert(id.clone());
                }
                self.marks.last = Some(id);
                self.down(1);
            }
            Selection::Department(id) => {
                let at = facts.board.department_at(&id);
                let ids = at.map_or_else(Vec::new, |at| self.ids_in(facts, at));
                if ids.iter().all(|id| self.marks.has(id)) {
                    self.marks.ids.retain(|id| !ids.contains(id));
                } else {
                    self.marks.ids.extend(ids);
                }
            }
            Selection::Nothing => {}
        }
        self.note_selection(facts.board);
    }

    fn ids_in(&self, facts: Facts<'_>, department: usize) -> Vec<Id> {
        let people = self.rows.listed_in(department);
        let people = people.filter_map(|person| {
            let seat = Seat { department, person };
            facts.board.person(seat)
        });
        people.map(|person| person.id.clone()).collect()
    }

    /// Marks everybody from who was marked last to the cursor.
    pub(in crate::app) fn mark_to_here(&mut self, facts: Facts<'_>) {
        let last = self.marks.last.as_ref();
        let from = last
            .and_then(|id| facts.overview.seat(id))
            .and_then(|seat| self.rows.position(Row::Person(seat)));
        let from = from.unwrap_or(self.cursor);
        let (low, high) = (from.min(self.cursor), from.max(self.cursor));
        for (_, row) in self.rows.slice(low..high + 1) {
            let Row::Person(seat) = row else { continue };
            if let Some(person) = facts.board.person(seat) {
                self.marks.ids.insert(person.id.clone());
            }
        }
        if let Selection::Person(id) = &self.selection {
            self.marks.last = Some(id.clone());
        }
    }

    /// Takes every mark off.
    pub(in crate::app) fn clear_marks(&mut self) {
        self.marks = Marks::default();
    }
}
