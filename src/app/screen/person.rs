//! A person's page.

use crate::model::Id;

/// Everything about one person, scrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonScreen {
    /// Who.
    pub id: Id,
    /// How many lines are off the top.
    pub scroll: usize,
}

impl PersonScreen {
    /// Opens the page at its top.
    pub fn new(id: Id) -> Self {
        Self { id, scroll: 0 }
    }
}
