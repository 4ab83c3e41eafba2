//! A record taken over as another document has it: with that one's comments and layout.
//!
//! Promises: the board stays the same; a document whose lines end otherwise lends nothing.

use super::draft::Draft;
use super::index::ListName;
use super::plan;
use super::{Document, Refused};
use crate::model::Record;

impl Document {
    /// Writes the record at a place in the words of another document, which says the same
    /// record at a place of its own.
    pub fn write_as(&mut self, record: Record, other: &Self, there: Record) -> Result<(), Refused> {
        if self.text.contains('\r') != other.text.contains('\r') {
            return Err(Refused::Unwritable("its lines end otherwise".to_owned()));
        }
        let no_list = || Refused::Unwritable("it stands in no list".to_owned());
        let (list, place) = ListName::of(there).ok_or_else(no_list)?;
        let chunk = plan::items(other, list)?.chunk(place);
        let before = self.board.clone();
        let mut draft = Draft::new(self);
        let made = plan::exchange(&mut draft, record, &chunk);
        let is_same = *draft.board() == before;
        match made {
            Ok(_) if is_same => Ok(()),
            made => {
                draft.discard();
                let otherwise = || Refused::Unwritable("it would read otherwise".to_owned());
                Err(made.err().unwrap_or_else(otherwise))
            }
        }
    }
}
