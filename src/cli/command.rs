//! The subcommands: one a file, which holds its words on the command line and what it does.
//!
//! To add one, write its file, and a line in each of the three lists below.

use std::path::Path;

use clap::Subcommand;

use super::history::Undo;
use super::{Call, Check, History, Next, Output, Purge, confirm};
use super::{check, history, next, purge};

/// A subcommand with its own arguments.
#[derive(Subcommand, Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each says what it does where it is defined, in its help"
)]
pub enum Command {
    Check(Check),
    Next(Next),
    History(History),
    Undo(Undo),
    Purge(Purge),
}

impl Command {
    /// Returns its name and the board that is named behind it.
    pub(super) fn named(&self) -> (&'static str, Option<&Path>) {
        let (name, file) = match self {
            Self::Check(Check { file, .. }) => ("check", file),
            Self::Next(Next { file, .. }) => ("next", file),
            Self::History(History { file, .. }) => ("history", file),
            Self::Undo(Undo { file }) => ("undo", file),
            Self::Purge(Purge { file, .. }) => ("purge", file),
        };
        (name, file.as_deref())
    }

    /// Does what was asked, and returns the answer.
    pub fn run(&self, call: &Call<'_>) -> Output {
        match self {
            Self::Check(asked) => check::check(asked, call),
            Self::Next(asked) => next::next(asked, call),
            Self::History(asked) => history::history(asked, call),
            Self::Undo(_) => history::undo(call),
            Self::Purge(asked) => purge::purge(asked, call, confirm),
        }
    }
}
