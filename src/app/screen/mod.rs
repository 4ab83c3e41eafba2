//! The screens and what lies over them, each with its own state.

mod board;
mod help;
mod person;
mod prompt;
mod removal;

pub use board::{Arrangement, BoardScreen, Selection};
pub use help::HelpOverlay;
pub use person::PersonScreen;
pub use prompt::{Asking, Deed, Live, PromptOverlay};
pub use removal::RemovalOverlay;

/// The screen that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The board.
    Board,
    /// Everything about one person.
    Person(PersonScreen),
}

/// What lies over the screen and takes the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// Every key that works here.
    Help(HelpOverlay),
    /// What goes along when somebody is removed.
    Removal(RemovalOverlay),
    /// A line that is typed.
    Prompt(Box<PromptOverlay>),
}
