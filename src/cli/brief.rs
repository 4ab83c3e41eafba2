//! `onside brief dana`: what to know before meeting somebody, on one page.

use clap::Args;

use super::{Call, Output};
use crate::app::line::find_person;
use crate::layout::brief as page;
use crate::model::Overview;

/// Print one page to read before meeting somebody
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// Whom: an id, a name, or any unambiguous beginning
    #[arg(value_name = "WHO", required = true)]
    who: Vec<String>,
}

/// Tells what to know about somebody.
pub(super) fn brief(asked: &Brief, call: &Call<'_>) -> Output {
    let document = match call.document("brief -b") {
        Ok(document) => document,
        Err(output) => return output,
    };
    let board = document.board();
    let overview = Overview::new(board, call.common.today);
    match find_person(board, &asked.who.join(" ")) {
        Ok(person) => match overview.seat(&person.id) {
            Some(seat) => call.page(&page(board, &overview, seat)),
            None => Output::usage(&format!("{} is not on this board", person.name)),
        },
        Err(problem) => Output::usage(&problem.to_string()),
    }
}
