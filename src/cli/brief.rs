//! `onside brief dana`: what to know before meeting somebody, on one page.

use std::path::Path;

use clap::Args;
use serde::Serialize;

use super::call::{Told, board_first};
use super::{Call, Output};
use crate::app::line::find_person;
use crate::layout::brief as page;
use crate::model::{Id, Overview};

const HELP: &str = "\
Examples:
  onside brief dana
  onside brief dana | lp
  onside brief dana --json | jq -r '.lines[] | select(.label == \"Ask\").text'

No private note is on it. JSON, version 1; a label may come several times:
  {\"version\":1,\"today\":DATE,\"id\":ID,\"lines\":[{\"label\":TEXT,\"text\":TEXT}]}
Later versions of this shape only add fields.";

/// Print one page to read before meeting somebody
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = HELP)]
pub struct Brief {
    /// Whom: an id, a name, or any unambiguous beginning; the board may stand before
    #[arg(value_name = "WHO", required = true)]
    words: Vec<String>,

    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Answer {
    version: u32,
    today: String,
    id: Id,
    lines: Vec<Told>,
}

impl Brief {
    /// Returns the board, if it stands first, and the words behind it.
    fn parts(&self) -> (Option<&Path>, &[String]) {
        board_first(&self.words)
    }

    /// Returns the board, if it stands first.
    pub(super) fn file(&self) -> Option<&Path> {
        self.parts().0
    }
}

/// Tells what to know about somebody.
pub(super) fn brief(asked: &Brief, call: &Call<'_>) -> Output {
    let document = match call.document("brief -b") {
        Ok(document) => document,
        Err(output) => return output,
    };
    let board = document.board();
    let overview = Overview::new(board, call.common.today);
    match find_person(board, &asked.parts().1.join(" ")) {
        Ok(person) => match overview.seat(&person.id) {
            Some(seat) if asked.json => Call::json(&Answer {
                version: 1,
                today: call.common.today.to_string(),
                id: person.id.clone(),
                lines: Told::of(&page(board, &overview, seat)),
            }),
            Some(seat) => call.page(&page(board, &overview, seat)),
            None => Output::usage(&format!("{} is not on this board", person.name)),
        },
        Err(problem) => Output::usage(&problem.to_string()),
    }
}
