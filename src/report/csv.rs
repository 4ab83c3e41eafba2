//! People as CSV, as a spreadsheet and `onside import` read it: one row a person, headings first.
//!
//! Promises: RFC 4180, with line feeds; no cell begins a formula (ASVS 1.2.10). Notes are left
//! out.

use super::records::{PersonRecord, people};
use crate::model::{Board, Overview};

const HEADINGS: [&str; 12] = [
    "id",
    "name",
    "title",
    "department",
    "stance",
    "target",
    "power",
    "interest",
    "headcount",
    "boss",
    "listens to",
    "tags",
];

/// Returns everybody who has not left as CSV.
pub fn csv(board: &Board, overview: &Overview) -> String {
    let mut text = row(&HEADINGS.map(str::to_owned));
    let people = people(board, overview);
    for person in people.iter().filter(|person| person.left.is_none()) {
        text.push_str(&row(&cells(person)));
    }
    text
}

fn cells(person: &PersonRecord) -> [String; 12] {
    let ties = person.listens_to.iter().map(|tie| tie.id.as_str());
    let boss = person.reports_to.as_ref();
    [
        person.id.to_string(),
        person.name.clone(),
        person.title.clone(),
        person.department_name.clone(),
        person.stance.to_owned(),
        person.target.to_owned(),
        person.power.to_string(),
        person.interest.to_string(),
        person.headcount.to_string(),
        boss.map_or_else(String::new, ToString::to_string),
        ties.collect::<Vec<_>>().join(" / "),
        person.tags.join(" / "),
    ]
}

fn row(cells: &[String; 12]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    format!("{}\n", cells.join(","))
}

/// Returns a cell as it is written: no formula, and in quotes where it needs them.
fn quoted(cell: &str) -> String {
    // What begins like our own guard gets one more, so that taking one off gives the cell back.
    let inner = cell.trim_start().trim_start_matches('\'').trim_start();
    let is_formula = inner.starts_with(['=', '+', '-', '@']);
    let cell = if is_formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    let needs_quotes = cell.contains([',', ';', '"', '\n', '\r', '\t']) || cell.trim() != cell;
    if needs_quotes {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}
