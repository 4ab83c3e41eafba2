//! A table that was pasted or read from a file, before it is taken.

use crate::app::line::Table;
use crate::model::Id;
use crate::sheet::SheetRow;

/// Where rows come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A paste into the line that adds people.
    Paste(String),
    /// A sheet that was read.
    Sheet(Vec<SheetRow>),
}

/// Rows of people that were pasted.
#[derive(Clone, Debug, PartialEq)]
pub struct PastedOverlay {
    /// What was understood.
    pub table: Table,
    /// The rows as they came: they are read again when they are taken.
    pub source: Source,
    /// Where people go whose row names no department.
    pub usual: Option<Id>,
    /// What was typed before.
    pub draft: String,
    /// How many rows are off the top.
    pub scroll: usize,
}
