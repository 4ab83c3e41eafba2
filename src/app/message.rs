//! What happened outside: a key, a size, an answer of the disk.

use super::{Counted, Theirs};
use crate::layout::Size;
use crate::settings::Key;
use crate::sheet::SheetRow;
use crate::store::Neighbour;

/// Something that happened. Wishes are no messages.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// Of the text pasted last no more than so many bytes came.
    Cut(usize),
    /// The screen has another size.
    Resized(Size),
    /// The disk thread tells how saving goes.
    Save(SaveState),
    /// Something outside has a sentence to say.
    Told(String),
    /// Somebody else wrote the file, and it says a board.
    Theirs(Box<Theirs>),
    /// Others have the file open, or no longer.
    Neighbours(Vec<Neighbour>),
    /// A table was read that was wished for.
    Sheet(Vec<SheetRow>),
    /// Who is next was counted.
    Counted(Box<Counted>),
    /// The program is in the foreground again.
    Resumed,
}

/// Whether the file says what the screen shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing was changed since the file was read.
    #[default]
    Unchanged,
    /// A change waits to be written.
    Waiting,
    /// It takes longer than a second.
    Saving,
    /// On disk since this time of day, "14:02".
    Saved(String),
    /// Not on disk; why, and the next step. The change is kept and tried again.
    NotSaved(String),
    /// Somebody else wrote the file meanwhile; what to do. Nothing was overwritten.
    Diverged(String),
    /// The file is not there any more: what to do. Every change is kept.
    Gone(String),
    /// Nothing is saved until somebody acts: what to do. Every change is kept.
    Paused(String),
}

impl SaveState {
    /// Says whether there is a sentence about it on the screen until it is otherwise.
    pub fn is_told(&self) -> bool {
        self.why().is_some()
    }

    /// Returns why it is not on disk, and the next step.
    pub fn why(&self) -> Option<&str> {
        match self {
            Self::NotSaved(why) | Self::Diverged(why) | Self::Gone(why) | Self::Paused(why) => {
                Some(why)
            }
            Self::Unchanged | Self::Waiting | Self::Saving | Self::Saved(_) => None,
        }
    }

    /// Says whether everything on the screen is on disk.
    pub fn is_safe(&self) -> bool {
        matches!(self, Self::Unchanged | Self::Saved(_))
    }
}
