//! What shall happen outside, as data; `session` and `terminal` carry it out.

use std::path::PathBuf;

use super::Counting;
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
    /// What somebody else wrote is taken in: from now on it may be replaced.
    Adopt {
        /// What it is to be replaced by, if anything: the text and the board it says.
        save: Option<(String, Board)>,
    },
    /// Make the file again, which is not there any more.
    Recreate {
        /// The whole file.
        text: String,
        /// The board it says.
        board: Board,
    },
    /// What is in the file is right as it is, though older than what was saved last.
    Accept,
    /// Look at once whether somebody else wrote the file.
    Look,
    /// Count who is next, on a thread of its own; what waits to be counted is out of date.
    Count(Box<Counting>),
    /// Put on disk at once what waits, and tell how it went.
    Flush,
    /// Put the journal of that name into the history: its changes are back, or not wanted.
    PutAway(String),
    /// Open another board in place of this one, which is saved first.
    Open {
        /// Its file; where there is none, an empty board.
        path: PathBuf,
        /// What a board that is new shall be called.
        title: Option<String>,
    },
    /// Read a table that another program wrote, to be shown before it is taken.
    Import(PathBuf),
    /// Let the person's editor have the file, and the terminal meanwhile.
    OpenEditor {
        /// The line, from 1.
        line: Option<usize>,
    },
    /// Put text where other programs can paste it from.
    Copy {
        /// What it is: "Dana Ortiz's page".
        what: String,
        /// The text, made safe.
        text: String,
    },
    /// Leave; everything is on disk, or the person has been told that it is not.
    Quit,
    /// Stop and give the terminal back, as Ctrl-Z does everywhere.
    Suspend,
    /// Paint every cell again.
    Redraw,
}
