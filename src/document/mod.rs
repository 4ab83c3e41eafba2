//! A board and the text that says it: loading, and every edit as splices.
//!
//! Promises: the text is the truth; bytes outside an edit's splices never change;
//! the board always equals what the text loads as. Leaves disks to `store`.

mod adopt;
mod align;
mod draft;
mod examine;
mod faults;
mod fields;
mod findings;
mod fragment;
mod gap;
mod ids;
pub mod index;
mod insert;
mod items;
mod lines;
mod load;
pub mod merge;
mod parser;
mod place;
mod plan;
pub mod read;
mod readable;
mod records;
mod resync;
mod splice;
pub mod syntax;
pub mod tokens;
pub mod tree;
mod values;
mod write;

use std::collections::HashSet;

use crate::model::{
    Address, Board, DecisionField, DepartmentField, Edit, EditError, PersonField, PlayField,
};
use crate::text::Place;

use draft::Draft;
use index::Index;

pub use load::EXAMPLE;
pub use place::place_of;
pub use readable::readable;
pub use splice::{Splice, TextEdit};

/// A board in its text. Built only by loading, so that no document holds a board its
/// text does not say.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    text: String,
    index: Index,
    board: Board,
}

/// Why an edit was not made. The document is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The edit names something that is not there.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The text it would have written does not say the edited board.
    #[error("this change can't be written into the file safely; nothing was changed ({0})")]
    Unwritable(String),
}

impl Document {
    /// Returns the text, which is the file byte for byte.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the board the text says.
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// Writes edits into the text, all or none of them, in this order.
    ///
    /// Returns the replacements as one edit from the old text to the new. Only the touched
    /// records are loaded again; they must equal the edited board.
    pub fn apply(&mut self, edits: &[Edit]) -> Result<TextEdit, Refused> {
        self.change(edits).map(|(forward, _)| forward)
    }

    /// Writes edits into the text as `apply` does. Returns the replacements, and those that
    /// take them back, which costs no copy of the text.
    pub fn change(&mut self, edits: &[Edit]) -> Result<(TextEdit, TextEdit), Refused> {
        let mut draft = Draft::new(self);
        match write_all(&mut draft, edits) {
            Ok(forward) => Ok((forward, draft.way_back())),
            Err(refused) => {
                draft.discard();
                Err(refused)
            }
        }
    }

    /// Makes replacements that another `apply` or `splice` returned (undo and redo), and
    /// loads what they touch again.
    pub fn splice(&mut self, edit: &TextEdit) -> Result<(), Refused> {
        if !edit.fits(&self.text) {
            return Err(Refused::Unwritable("it belongs to another text".to_owned()));
        }
        let mut draft = Draft::new(self);
        let made = draft.make(edit);
        if made.is_err() {
            draft.discard();
        }
        made
    }

    /// Returns where something of the board stands in the text; the nearest thing around
    /// it when the file does not write it.
    pub fn place(&self, address: &Address) -> Option<Place> {
        let span = place::find(&self.text, &self.index, address)?;
        Some(place_of(&self.text, span))
    }

    /// Says whether a comment stands within a record or belongs to it.
    pub fn has_comment(&self, address: &Address) -> bool {
        place::has_comment(&self.text, &self.index, address)
    }
}

/// Writes edits one after the other; each must leave the text saying the edited board.
fn write_all(draft: &mut Draft<'_>, edits: &[Edit]) -> Result<TextEdit, Refused> {
    let mut steps = Vec::with_capacity(edits.len());
    let mut edited = draft.board().clone();
    for edit in edits {
        edited.apply(edit)?;
        steps.push(plan::write(draft, edit, &edited)?);
        if !resync::is_said(draft.board(), &mut edited) {
            return Err(Refused::Unwritable("it would read otherwise".to_owned()));
        }
    }
    if edits.iter().any(brings_id) && has_repeated_id(draft.board()) {
        return Err(Refused::Unwritable("an id would stand for two".to_owned()));
    }
    if !load::has_room(draft.board()) {
        let reason = "more would be onside than there are".to_owned();
        return Err(Refused::Unwritable(reason));
    }
    Ok(TextEdit::of_steps(steps))
}

/// Says whether an edit can put an id on the board that was not there before.
fn brings_id(edit: &Edit) -> bool {
    matches!(
        edit,
        Edit::AddDepartment { .. }
            | Edit::AddPerson { .. }
            | Edit::AddPlay { .. }
            | Edit::AddDecision { .. }
            | Edit::SetDepartment {
                field: DepartmentField::Id(_),
                ..
            }
            | Edit::SetPerson {
                field: PersonField::Id(_),
                ..
            }
            | Edit::SetPlay {
                field: PlayField::Id(_),
                ..
            }
            | Edit::SetDecision {
                field: DecisionField::Id(_),
                ..
            }
    )
}

fn has_repeated_id(board: &Board) -> bool {
    let mut seen = HashSet::new();
    !board.ids().all(|id| seen.insert(id))
}

#[cfg(test)]
mod tests;
