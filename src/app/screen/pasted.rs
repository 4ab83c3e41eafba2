//! A table that was pasted, before it is taken.

use crate::app::line::Table;
use crate::model::Id;

/// Rows of people that were pasted.
#[derive(Clone, Debug, PartialEq)]
pub struct PastedOverlay {
    /// What was understood.
    pub table: Table,
    /// The paste as it came: it is read again when it is taken.
    pub text: String,
    /// Where people go whose row names no department.
    pub usual: Option<Id>,
    /// What was typed before.
    pub draft: String,
    /// How many rows are off the top.
    pub scroll: usize,
}
