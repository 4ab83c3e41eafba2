//! `onside since monday`: what happened since a day, from the log.

use std::path::Path;

use clap::Args;
use serde::Serialize;

use super::call::{Told, board_first};
use super::{Call, Output};
use crate::app::line::past_day;
use crate::layout::{Naming, since as page};
use crate::model::Overview;

const HELP: &str = "\
Examples:
  onside since monday
  onside since map.ron 2026-11-01 --names   for your own eyes

Without --names it may be shown: departments and counts, those of fewer than three people
together. With --names it says who; notes are never printed.

JSON, version 1; a label is a kind with --names, else a department:
  {\"version\":1,\"today\":DATE,\"since\":DATE,\"names\":BOOL,
   \"lines\":[{\"label\":TEXT,\"text\":TEXT}]}
Later versions of this shape only add fields.";

/// The options, which may stand behind the day.
const NAMES: &str = "--names";
const JSON: &str = "--json";

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

    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Answer {
    version: u32,
    today: String,
    since: String,
    names: bool,
    lines: Vec<Told>,
}

impl Since {
    /// Returns the board, if it stands first.
    pub(super) fn file(&self) -> Option<&Path> {
        board_first(&self.words).0
    }

    /// Returns the words of the day. A word may begin with a hyphen, so that an option behind
    /// the day is one too.
    fn day(&self) -> String {
        let words = board_first(&self.words).1.iter();
        let words = words
            .filter(|word| *word != NAMES && *word != JSON)
            .map(String::as_str);
        words.collect::<Vec<_>>().join(" ")
    }

    fn has(&self, option: &str) -> bool {
        self.words.iter().any(|word| word == option)
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
    let naming = if asked.names || asked.has(NAMES) {
        Naming::Names
    } else {
        Naming::Departments
    };
    let lines = page(document.board(), &overview, first, naming);
    if asked.json || asked.has(JSON) {
        return Call::json(&Answer {
            version: 1,
            today: call.common.today.to_string(),
            since: first.to_string(),
            names: naming == Naming::Names,
            lines: Told::of(&lines),
        });
    }
    call.page(&lines)
}
