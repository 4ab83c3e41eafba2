//! `onside cover dana`: what would be lost if somebody were away; without a name, how far each
//! department is onside.

use std::path::Path;

use clap::Args;
use serde::Serialize;

use super::call::board_first_or_alone;
use super::{Call, Output};
use crate::advice::{Advice, Headline, rounded};
use crate::app::line::find_person;
use crate::layout::{cover_page, coverage_page};
use crate::model::{Board, Id, Overview};

const HELP: &str = "\
Examples:
  onside cover map.ron           how far each department is onside
  onside cover dana -b map.ron   what would be lost if Dana were away

JSON, version 1, of everybody; `coverage` is `nobody`, `somebody` or `executive`:
  {\"version\":1,\"today\":DATE,\"departments\":[{\"id\":ID,\"coverage\":TEXT,
   \"executives\":COUNT,\"executives_onside\":COUNT}]}
and of one person; who has their only tie, or their only bridge, from somebody onside there:
  {\"version\":1,\"today\":DATE,\"id\":ID,\"departments\":[ID],\"only_tie\":[ID],
   \"only_bridge\":[ID],\"now\":{\"value\":NUMBER,\"band\":TEXT},\"then\":the same}
Later versions of these shapes only add fields.";

/// Tell what would be lost if somebody were away, or how far each department is onside
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = HELP)]
pub struct Cover {
    /// Without whom: an id, a name, or any unambiguous beginning; the board may stand before
    #[arg(value_name = "WHO")]
    words: Vec<String>,

    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

impl Cover {
    /// Returns the board, if it stands first, and the words behind it.
    fn parts(&self) -> (Option<&Path>, &[String]) {
        board_first_or_alone(&self.words)
    }

    /// Returns the board, if it stands first.
    pub(super) fn file(&self) -> Option<&Path> {
        self.parts().0
    }
}

/// Tells what would be lost, or what is covered.
pub(super) fn cover(asked: &Cover, call: &Call<'_>) -> Output {
    let document = match call.document("cover -b") {
        Ok(document) => document,
        Err(output) => return output,
    };
    let (_, who) = asked.parts();
    let board = document.board();
    let overview = Overview::new(board, call.common.today);
    if who.is_empty() {
        return if asked.json {
            Call::json(&Coverage::of(board, &overview))
        } else {
            call.numbered(&coverage_page(board, &overview))
        };
    }
    let person = match find_person(board, &who.join(" ")) {
        Ok(person) => person,
        Err(problem) => return Output::usage(&problem.to_string()),
    };
    let advice = Advice::new(board, &overview);
    let (Some(seat), Some(cover)) = (overview.seat(&person.id), advice.cover(&person.id)) else {
        return Output::usage(&format!("{} has left", person.name));
    };
    if !asked.json {
        return call.numbered(&cover_page(board, &overview, seat));
    }
    Call::json(&Without {
        version: 1,
        today: call.common.today.to_string(),
        id: person.id.clone(),
        departments: cover.departments,
        only_tie: cover.routes,
        only_bridge: cover.bridges,
        now: Stand::of(cover.now),
        then: Stand::of(cover.then),
    })
}

#[derive(Serialize)]
struct Coverage {
    version: u32,
    today: String,
    departments: Vec<Covered>,
}

#[derive(Serialize)]
struct Covered {
    id: Id,
    coverage: &'static str,
    executives: usize,
    executives_onside: usize,
}

impl Coverage {
    fn of(board: &Board, overview: &Overview) -> Self {
        let departments = board.departments.iter().enumerate();
        let departments = departments.filter_map(|(at, department)| {
            let summary = overview.department(at)?;
            Some(Covered {
                id: department.id.clone(),
                coverage: summary.coverage?.word(),
                executives: summary.executives.len(),
                executives_onside: summary.executives_onside,
            })
        });
        Self {
            version: 1,
            today: overview.today().to_string(),
            departments: departments.collect(),
        }
    }
}

#[derive(Serialize)]
struct Without {
    version: u32,
    today: String,
    id: Id,
    departments: Vec<Id>,
    only_tie: Vec<Id>,
    only_bridge: Vec<Id>,
    now: Stand,
    then: Stand,
}

#[derive(Serialize)]
struct Stand {
    value: f64,
    band: &'static str,
}

impl Stand {
    fn of(headline: Headline) -> Self {
        Self {
            value: rounded(headline.value),
            band: headline.band.word(),
        }
    }
}
