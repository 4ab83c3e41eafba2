//! The board as JSON: departments and people, by name, without notes.

use serde::Serialize;

use super::records::{DepartmentRecord, PersonRecord, VERSION, people};
use crate::model::{Board, Overview};
use crate::text::safe;

#[derive(Serialize)]
struct Whole {
    version: u32,
    today: String,
    title: String,
    goal: String,
    departments: Vec<DepartmentRecord>,
    people: Vec<PersonRecord>,
}

/// Returns the board as JSON, on one line.
pub fn json(board: &Board, overview: &Overview) -> String {
    let whole = Whole {
        version: VERSION,
        today: overview.today().to_string(),
        title: safe(&board.title).into_owned(),
        goal: safe(&board.goal).into_owned(),
        departments: board.departments.iter().map(DepartmentRecord::of).collect(),
        people: people(board, overview),
    };
    // Strings, whole numbers, lists and records: nothing here can fail to be JSON.
    let text = serde_json::to_string(&whole).unwrap_or_default();
    format!("{text}\n")
}
