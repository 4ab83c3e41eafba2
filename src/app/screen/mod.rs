//! The screens and what lies over them, each with its own state.

mod blur;
mod board;
mod conflicts;
mod help;
mod library;
mod page;
mod pasted;
mod prompt;
mod recovery;
mod removal;

pub use blur::BlurScreen;
pub(super) use board::Facts;
pub use board::{Arrangement, BoardScreen, Laid, Marks, Order, Selection};
pub use conflicts::{Asked, ConflictsOverlay, Question};
pub use help::HelpOverlay;
pub use library::{LibraryOverlay, Offered};
pub use page::PageScreen;
pub use pasted::{PastedOverlay, Source};
pub use prompt::{Asking, Deed, Live, PromptOverlay};
pub use recovery::{Disputed, Offer, RecoveryOverlay};
pub use removal::RemovalOverlay;

/// The screen that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The board.
    Board,
    /// A view, or everything about one person.
    Page(PageScreen),
}

/// What lies over the screen and takes the keys.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// Every key that works here.
    Help(HelpOverlay),
    /// What goes along when somebody is removed.
    Removal(RemovalOverlay),
    /// What a killed session had and the file has not.
    Recovery(RecoveryOverlay),
    /// Where both sides changed one thing.
    Conflicts(ConflictsOverlay),
    /// What was saved once and is missing from the file.
    Missing,
    /// Rows of people that were pasted.
    Pasted(Box<PastedOverlay>),
    /// What the library offers.
    Library(Box<LibraryOverlay>),
    /// A line that is typed.
    Prompt(Box<PromptOverlay>),
}
