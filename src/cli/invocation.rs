//! What a command line asks for, or what is wrong with it.
//!
//! Leaves the words it is written in to `arguments`.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Command, Complete};
use crate::model::{Date, NotADate};
use crate::settings::{Asked, Charset, Coloring};

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invocation {
    /// Tell a shell what may stand at the end of a line.
    Complete(Complete, Common),
    /// Open a board on the terminal.
    Open(Opening),
    /// Run a subcommand.
    Run(Command, Common),
    /// Print a text: help, version.
    Print(String),
}

/// How a board is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Which board. A file that is not there yet becomes an empty board.
    pub board: Choice,
    /// What today is.
    pub today: Date,
    /// Whether to colour.
    pub colour: When,
    /// Whether to draw with ASCII only.
    pub ascii: bool,
    /// Whether to read and write lines instead of drawing.
    pub is_plain: bool,
}

impl Opening {
    /// Returns what is asked of the terminal.
    pub fn asked(&self) -> Asked {
        asked(self.colour, self.ascii)
    }
}

fn asked(colour: When, ascii: bool) -> Asked {
    Asked {
        coloring: match colour {
            When::Auto => Coloring::Auto,
            When::Always => Coloring::Always,
            When::Never => Coloring::Never,
        },
        charset: ascii.then_some(Charset::Ascii),
    }
}

/// What every subcommand is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Common {
    /// Which board.
    pub board: Choice,
    /// What today is.
    pub today: Date,
    /// Whether to colour.
    pub colour: When,
    /// Whether to draw with ASCII only.
    pub ascii: bool,
}

impl Common {
    /// Returns what is asked of the terminal.
    pub fn asked(&self) -> Asked {
        asked(self.colour, self.ascii)
    }
}

/// Which board is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// This file.
    File(PathBuf),
    /// The example that comes with the program.
    Example,
    /// The board that teaches.
    Tutor,
    /// None was named: the last one, else the example.
    Latest,
}

/// When to do something that depends on who looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl When {
    /// Returns the decision, where `auto` is what the environment wants.
    pub fn decide(self, auto: bool) -> bool {
        match self {
            Self::Auto => auto,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

/// What is wrong with a command line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Usage {
    /// The first word is neither a command nor a file.
    #[error("no command and no file `{word}`{}", did_you_mean(meant.as_deref()))]
    NoSuchWord {
        /// The word.
        word: String,
        /// The command that is near to it.
        meant: Option<String>,
    },
    /// A board is named in two places.
    #[error("a board is named twice: `{0}` and `{1}`; name one")]
    TwoBoards(String, String),
    /// A board stands before a command.
    #[error("`{0}` stands before the command; write `onside {1} {0}`")]
    BoardBeforeCommand(String, String),
    /// `ONSIDE_TODAY` is no date.
    #[error("ONSIDE_TODAY: {0}")]
    Today(#[from] NotADate),
    /// Whatever else the parser of arguments says.
    #[error("{0}")]
    Other(String),
}

fn did_you_mean(meant: Option<&str>) -> String {
    meant.map_or(String::new(), |meant| format!("; did you mean `{meant}`?"))
}
