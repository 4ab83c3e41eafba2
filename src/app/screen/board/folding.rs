//! Folds: which departments show only their own row.
//!
//! A filter begins with everything open, so that whatever it finds is seen; the folds from
//! before are back when it is cleared.

use std::collections::HashSet;

use super::{BoardScreen, Facts};
use crate::layout::Row;
use crate::model::Id;

impl BoardScreen {
    /// Says whether the department called `id` is folded.
    pub fn is_folded(&self, id: &Id) -> bool {
        self.folds().contains(id)
    }

    /// Returns what is folded while no filter holds.
    pub(in crate::app) fn own_folds(&self) -> impl Iterator<Item = &Id> {
        self.folds.iter()
    }

    /// Returns the folds there are now.
    pub(super) fn folds(&self) -> &HashSet<Id> {
        self.sieve.folds().unwrap_or(&self.folds)
    }

    pub(super) fn folds_mut(&mut self) -> &mut HashSet<Id> {
        self.sieve.folds_mut().unwrap_or(&mut self.folds)
    }

    /// Folds the department the cursor is in or on, or unfolds it.
    pub(in crate::app) fn set_fold(&mut self, facts: Facts<'_>, is_folded: bool) {
        let Some(at) = self.rows.department_of(self.cursor) else {
            return;
        };
        let Some(department) = facts.board.departments.get(at) else {
            return;
        };
        let was_on_its_row = self.rows.row(self.cursor) == Some(Row::Department(at));
        if is_folded {
            self.folds_mut().insert(department.id.clone());
        } else {
            self.folds_mut().remove(&department.id);
        }
        self.rebuild(facts);
        if is_folded || was_on_its_row {
            self.go(self.rows.position(Row::Department(at)));
        }
        self.note_selection(facts.board);
    }

    /// Folds the department the cursor is in if it is open, and opens it if it is folded.
    pub(in crate::app) fn toggle_fold(&mut self, facts: Facts<'_>) {
        let at = self.rows.department_of(self.cursor);
        let department = at.and_then(|at| facts.board.departments.get(at));
        let is_folded = department.is_some_and(|department| self.is_folded(&department.id));
        self.set_fold(facts, !is_folded);
    }

    /// Folds every department.
    pub(in crate::app) fn fold_all(&mut self, facts: Facts<'_>) {
        let departments = facts.board.departments.iter();
        *self.folds_mut() = departments
            .map(|department| department.id.clone())
            .collect();
        let at = self.rows.department_of(self.cursor);
        self.rebuild(facts);
        self.go(at.and_then(|at| self.rows.position(Row::Department(at))));
        self.note_selection(facts.board);
    }

    /// Unfolds every department.
    pub(in crate::app) fn unfold_all(&mut self, facts: Facts<'_>) {
        self.folds_mut().clear();
        self.rebuild(facts);
    }
}
