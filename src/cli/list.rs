//! `onside list` and `onside show`: everybody a filter finds, or one person, in lines or as JSON.
//!
//! Promises: the board's own filters and sentences; the JSON is one version of one shape.

use std::path::Path;

use clap::Args;
use serde::Serialize;

use super::call::{board_first, board_first_or_alone};
use super::{Call, Output, words};
use crate::app::Origin;
use crate::app::line::{Filter, Finder, find_person};
use crate::layout::person_page;
use crate::model::{Board, Overview, Seat};
use crate::report::{PersonRecord, person};
use crate::text::on_screen;

const SHAPE: &str = "\
JSON, version 1: {\"version\":1,\"today\":DATE,\"people\":[{\"id\":ID,\"name\":TEXT,\"title\":TEXT,
  \"department\":ID,\"department_name\":TEXT,\"headcount\":NUMBER,\"stance\":RUNG,\"target\":RUNG,
  \"power\":1-5,\"interest\":1-5,\"cares_about\":TEXT,\"objections\":[{\"text\":TEXT,\"open\":BOOL}],
  \"reports_to\":ID or null,\"listens_to\":[{\"id\":ID,\"strength\":TEXT}],\"clashes_with\":[ID],
  \"tags\":[TEXT],\"left\":DATE or null,\"last_contact\":DATE or null,
  \"presses\":\"due\",\"owed\",\"asked\",\"objects\",\"unproven\",\"not-met\" or null}]}
Notes are left out. Later versions of this shape only add fields.";

const LIST_HELP: &str = "\
Examples:
  onside list -b map.ron
  onside list due
  onside list 'power>=4' -- -dept:sales
  onside list due --json | jq -r '.people[].id'";

const SHOW_HELP: &str = "\
Examples:
  onside show dana
  onside show dana --json | jq '.people[0].stance'";

/// List everybody, or whom a filter finds
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = LIST_HELP, after_long_help = format!("{LIST_HELP}\n\n{SHAPE}"))]
pub struct List {
    /// The board's filter: `due`, `stance:skeptic`, `power>=4`, `#emea`, a name
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,

    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Show all that is known of a person
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = SHOW_HELP, after_long_help = format!("{SHOW_HELP}\n\n{SHAPE}"))]
pub struct Show {
    /// Whom: an id, a name, or any unambiguous beginning
    #[arg(value_name = "WHO", required = true)]
    who: Vec<String>,

    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

impl List {
    /// Returns the board, if it stands first, and the filter behind it.
    fn parts(&self) -> (Option<&Path>, &[String]) {
        board_first_or_alone(&self.filter)
    }

    /// Returns the board, if it stands first.
    pub(super) fn file(&self) -> Option<&Path> {
        self.parts().0
    }
}

impl Show {
    /// Returns the board, if it stands first, and who is meant.
    fn parts(&self) -> (Option<&Path>, &[String]) {
        board_first(&self.who)
    }

    /// Returns the board, if it stands first.
    pub(super) fn file(&self) -> Option<&Path> {
        self.parts().0
    }
}

/// The answer for programs.
#[derive(Serialize)]
struct Answer {
    version: u32,
    today: String,
    people: Vec<PersonRecord>,
}

/// Lists whom a filter finds.
pub(super) fn list(asked: &List, call: &Call<'_>) -> Output {
    let document = match call.document("list -b") {
        Ok(document) => document,
        Err(output) => return output,
    };
    let (board, text) = (document.board(), asked.parts().1.join(" "));
    let filter = match Filter::read(board, &text) {
        Ok(filter) => filter,
        Err(problem) => return Output::usage(&problem.to_string()),
    };
    let overview = Overview::new(board, call.common.today);
    let seats = found(board, &overview, filter.as_ref());
    if asked.json {
        return json(board, &overview, &seats);
    }
    let app = call.app(document.clone(), Origin::default());
    let mut out = String::new();
    for seat in seats {
        if let Some(person) = app.board().person(seat) {
            let line = words::person(&app, person);
            out.push_str(&on_screen(&line, call.common.ascii));
            out.push('\n');
        }
    }
    Output::text(out)
}

/// Shows one person.
pub(super) fn show(asked: &Show, call: &Call<'_>) -> Output {
    let document = match call.document("show -b") {
        Ok(document) => document,
        Err(output) => return output,
    };
    let board = document.board();
    let overview = Overview::new(board, call.common.today);
    let found = find_person(board, &asked.parts().1.join(" "));
    let seat = match found.map(|person| overview.seat(&person.id)) {
        Ok(seat) => seat,
        Err(problem) => return Output::usage(&problem.to_string()),
    };
    let seats: Vec<Seat> = seat.into_iter().collect();
    if asked.json {
        return json(board, &overview, &seats);
    }
    let pages = seats
        .iter()
        .map(|seat| person_page(board, &overview, *seat));
    call.page(&pages.collect::<Vec<_>>().concat())
}

/// Returns where those sit whom a filter finds; those who left are never found.
fn found(board: &Board, overview: &Overview, filter: Option<&Filter>) -> Vec<Seat> {
    let everybody = board.people().filter(|(_, person)| !person.has_left());
    let seats = everybody.map(|(seat, _)| seat);
    match filter {
        None => seats.collect(),
        Some(filter) => {
            let mut finder = Finder::new(filter, board, overview);
            seats.filter(|seat| finder.matches(*seat)).collect()
        }
    }
}

fn json(board: &Board, overview: &Overview, seats: &[Seat]) -> Output {
    let people = seats
        .iter()
        .filter_map(|seat| person(board, overview, *seat));
    let answer = Answer {
        version: 1,
        today: overview.today().to_string(),
        people: people.collect(),
    };
    // Strings, whole numbers, lists and records: nothing here can fail to be JSON.
    let text = serde_json::to_string(&answer).unwrap_or_default();
    Output::text(format!("{text}\n"))
}
