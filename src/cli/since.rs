//! `onside since monday`: what happened since a day, from the log.

use clap::Args;

use std::path::Path;

use super::call::board_first;
use super::{Call, Output};
use crate::app::line::past_day;
use crate::layout::{Naming, since as page};
use crate::model::Overview;

const HELP: &str = "\
Examples:
  onside since monday
  onside since map.ron 2026-11-01 --names   for your own eyes

Without --names it may be shown: departments and counts, those of fewer than three people
together. With --names it says who; notes are never printed.";

/// The option that names people.
const NAMES: &str = "--names";

/// Tell what moved, who was talked to and what was promised since a day
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = HELP)]
pub struct Since {
    /// The first day: `monday`, `yesterday`, `-10d`, `2026-11-01`; the board may stand before
    #[arg(value_name = "DAY", required = true, allow_hyphen_values = true)]
    words: Vec<String>,

    /// Name people; for your own eyes
    #[arg(long)]
    names: bool,
}

impl Since {
    /// Returns the board, if it stands first.
    pub(super) fn file(&self) -> Option<&Path> {
        board_first(&self.words).0
    }

    /// Returns the words of the day. A word may begin with a hyphen, so that `--names` behind
    /// the day is one too.
    fn day(&self) -> String {
        let words = board_first(&self.words).1.iter();
        let words = words.filter(|word| *word != NAMES).map(String::as_str);
        words.collect::<Vec<_>>().join(" ")
    }

    fn has_names(&self) -> bool {
        self.names || self.words.iter().any(|word| word == NAMES)
    }
}

/// Tells what happened since a day.
pub(super) fn since(asked: &Since, call: &Call<'_>) -> Output {
    let first = match past_day(&asked.day(), call.common.today) {
        Ok(first) => first,
        Err(problem) => return Output::usage(&problem.to_string()),
    };
    let document = match call.document("since -b") {
        Ok(document) => document,
        Err(output) => return output,
    };
    let overview = Overview::new(document.board(), call.common.today);
    let naming = if asked.has_names() {
        Naming::Names
    } else {
        Naming::Departments
    };
    call.page(&page(document.board(), &overview, first, naming))
}
