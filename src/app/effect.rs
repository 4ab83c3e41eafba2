//! What shall happen outside, as data; `session` and `terminal` carry it out.

use std::path::PathBuf;

use crate::model::Board;

/// A wish to the world outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Put the text on disk soon; `board` is what it must load as.
    Save {
        /// The whole file.
        text: String,
        /// The board it says. A snapshot: people and entries are shared.
        board: Board,
    },
    /// Put on disk at once what waits, and tell how it went.
    Flush,
    /// Open another board in place of this one, which is saved first.
    Open {
        /// Its file; where there is none, an empty board.
        path: PathBuf,
        /// What a board that is new shall be called.
        title: Option<String>,
    },
    /// Leave; everything is on disk, or the person has been told that it is not.
    Quit,
    /// Stop and give the terminal back, as Ctrl-Z does everywhere.
    Suspend,
    /// Paint every cell again.
    Redraw,
}
