//! What happened outside: a key, a size, an answer of the disk.

use crate::layout::Size;
use crate::settings::Key;

/// Something that happened. Wishes are no messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The screen has another size.
    Resized(Size),
    /// The disk thread tells how saving goes.
    Save(SaveState),
    /// Another board can't be opened: why. This one is as it was.
    NotOpened(String),
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
}

impl SaveState {
    /// Says whether everything on the screen is on disk.
    pub fn is_safe(&self) -> bool {
        matches!(self, Self::Unchanged | Self::Saved(_))
    }
}
