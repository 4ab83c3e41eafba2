//! Two boards that come from a third, made one: by id and field.
//!
//! Promises: what one side changed is taken, what both changed alike is taken once, and what
//! both changed differently is a question that holds base, ours and theirs; until an answer
//! ours stands, or the changed one where the other was taken away. Nothing that either
//! side changed is lost: it is in the result or in a question. The result's ids are unique.
//! The order is ours, with what theirs added after the same neighbours (the log: by date).
//! Leaves text and layout to the document, which applies the edits, and asking to the screen.

mod answer;
mod blend;
mod conflict;
mod diff;
mod fields;
mod ids;
mod leave;
mod left;
mod lines;
mod listed;
mod lists;
mod order;
mod people;
mod pick;
mod records;
mod texts;
mod told;
mod words;

use std::sync::Arc;

use crate::model::{Board, Edit, Entry};

pub use conflict::{About, Choice, MergeConflict, Value};
pub use diff::diff;
pub use left::{BothLeft, NoAnswer, answer_left, both_left, name_left, side_left};
pub use texts::{MergedText, merge_texts};
pub use told::{Told, told};

/// What a merge leads to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// The edits that take ours to the result, in their order.
    pub edits: Vec<Edit>,
    /// What somebody has to decide, in the order of the board.
    pub conflicts: Vec<MergeConflict>,
    /// What came from theirs, in words.
    pub told: Told,
}

/// Merges two boards that both come from `base`, and returns what that changes in ours.
///
/// All three must be boards that load: their ids are unique.
pub fn merge(base: &Board, ours: &Board, theirs: &Board) -> Merged {
    if theirs == base || theirs == ours {
        return Merged::default();
    }
    let mut conflicts = Vec::new();
    let edits = if ours == base {
        diff(ours, theirs)
    } else {
        let (here, there) = ids::apart(base, ours, theirs);
        diff(ours, &merge_boards(base, &here, &there, &mut conflicts))
    };
    Merged {
        told: told(ours, &edits),
        edits,
        conflicts,
    }
}

fn merge_boards(
    base: &Board,
    ours: &Board,
    theirs: &Board,
    questions: &mut Vec<MergeConflict>,
) -> Board {
    let own = own_fields;
    let merged = records::merge_fields(Some(&own(base)), &own(ours), &own(theirs), questions);
    let date = |entry: &Arc<Entry>| entry.on();
    Board {
        departments: people::merge_departments(base, ours, theirs, questions),
        plays: records::merge_listed(&base.plays, &ours.plays, &theirs.plays, questions),
        decisions: records::merge_listed(
            &base.decisions,
            &ours.decisions,
            &theirs.decisions,
            questions,
        ),
        log: lists::merge_counted(&base.log, &ours.log, &theirs.log, date),
        conflicts: lists::merge_counted(
            &base.conflicts,
            &ours.conflicts,
            &theirs.conflicts,
            |_| (),
        ),
        ..merged
    }
}

/// Returns a board with nothing but its own fields.
fn own_fields(board: &Board) -> Board {
    Board {
        version: board.version,
        title: board.title.clone(),
        goal: board.goal.clone(),
        ..Board::default()
    }
}
