//! `onside git`: boards in git, merged by what they say and not by their lines.
//!
//! Promises: a subcommand a file. Leaves merging to `document`.

mod driver;
mod hook;
mod install;
mod pre_commit;
mod process;
mod setup;
mod textconv;

use std::path::Path;

use clap::{Args, Subcommand};

use super::{Call, Output};
use crate::store::Store;

const HELP: &str = "\
Examples:
  onside git install programme.ron
  onside git install programme.ron --check";

/// Merge boards in git by people and fields, and show what a commit changed
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = HELP)]
pub struct Git {
    #[command(subcommand)]
    what: What,
}

/// What git, or somebody who uses it, asks for.
#[derive(Subcommand, Clone, Debug, PartialEq, Eq)]
enum What {
    Install(install::Install),
    PreCommit(pre_commit::PreCommit),
    MergeDriver(driver::MergeDriver),
    Textconv(textconv::Textconv),
}

impl Git {
    /// Returns the board that is named behind it.
    pub(super) fn file(&self) -> Option<&Path> {
        match &self.what {
            What::Install(asked) => asked.file.as_deref(),
            What::PreCommit(_) | What::MergeDriver(_) | What::Textconv(_) => None,
        }
    }
}

/// Returns which git there is; `None` where there is none.
pub(super) fn version() -> Option<String> {
    process::ask(Path::new("."), &["--version"])
}

/// Says whether git merges a file as a board; `None` where it is in no repository.
pub(super) fn is_set_up(store: &Store) -> Option<bool> {
    install::is_set_up(store)
}

/// Does what git, or somebody who uses it, asks for.
pub(super) fn git(asked: &Git, call: &Call<'_>) -> Output {
    match &asked.what {
        What::Install(asked) => install::install(asked, call),
        What::PreCommit(_) => pre_commit::pre_commit(),
        What::MergeDriver(asked) => driver::merge_driver(asked),
        What::Textconv(asked) => textconv::textconv(asked),
    }
}
