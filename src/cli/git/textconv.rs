//! `onside git textconv`: a board as lines that a diff of git can compare.
//!
//! Promises: always an answer, because without one git shows no diff at all.

use std::path::PathBuf;

use clap::Args;

use super::super::{Output, exit};
use crate::document::{Document, readable};
use crate::store::{StateFolder, Store};
use crate::text::safe;

const HELP: &str = "\
Examples:
  onside git textconv map.ron
  git config diff.onside.textconv 'onside git textconv'   part of `onside git install`";

/// Print a board as lines for `git diff`
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = HELP)]
pub(super) struct Textconv {
    /// The board, or a version of it
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Prints a board as lines; a file that is none as it stands, made safe.
pub(super) fn textconv(asked: &Textconv) -> Output {
    let state = StateFolder::Off(String::new());
    let bytes = match Store::new(&asked.file, state).load() {
        Ok(loaded) => loaded.bytes,
        Err(failure) => return Output::failure(&failure.to_string(), exit::NO_INPUT),
    };
    let lines = if let Ok(document) = Document::load(&bytes) {
        readable(document.board())
    } else {
        let text = String::from_utf8_lossy(&bytes);
        let lines = text.lines().map(|line| safe(line).into_owned());
        let head = (!bytes.is_empty()).then(|| "not a board:".to_owned());
        head.into_iter().chain(lines).collect()
    };
    Output::text(lines.into_iter().map(|line| line + "\n").collect())
}
