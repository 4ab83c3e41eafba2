//! The board as Markdown: a table, to be put into a page of a wiki.
//!
//! Promises: every cell reads as the text it is; none is markup, a link or a line of its own.

use std::fmt::Write as _;

use super::groups::{Group, PLACES, Shown, pressing, rung};
use crate::layout::Naming;
use crate::model::{Board, Overview};
use crate::text::safe;

/// Returns what is shown as Markdown.
pub fn markdown(shown: &Shown<'_>, overview: &Overview) -> String {
    let mut text = format!("# {}\n\n{}\n", escaped(shown.title), shown.remark());
    match shown.naming {
        Naming::Departments if shown.groups.is_empty() => {}
        Naming::Departments => counts(&mut text, shown),
        Naming::Names => {
            for group in &shown.groups {
                names(&mut text, group, (shown.board, overview));
            }
        }
    }
    text
}

fn counts(text: &mut String, shown: &Shown<'_>) {
    let headings = PLACES.map(rung);
    let head = ["Department", "People"].into_iter().chain(headings);
    line(text, &mut head.map(str::to_owned));
    rule(text, headings.len() + 2);
    for group in &shown.groups {
        let at = PLACES.map(|stance| group.at(stance).to_string());
        let head = [escaped(group.name), group.people.len().to_string()];
        line(text, &mut head.into_iter().chain(at));
    }
}

fn names(text: &mut String, group: &Group<'_>, (board, overview): (&Board, &Overview)) {
    // Writing into a string cannot fail.
    let _ = write!(text, "\n## {}\n", escaped(group.name));
    let headings = ["Name", "Title", "Today", "Target", "Power", "Interest", ""];
    line(text, &mut headings.into_iter().map(str::to_owned));
    rule(text, headings.len());
    for person in &group.people {
        let cells = [
            escaped(&person.name),
            escaped(&person.title),
            rung(person.stance).to_owned(),
            rung(person.target()).to_owned(),
            person.power.to_string(),
            person.interest.to_string(),
            pressing(board, overview, person).to_owned(),
        ];
        line(text, &mut cells.into_iter());
    }
}

fn line(text: &mut String, cells: &mut dyn Iterator<Item = String>) {
    if !text.ends_with("|\n") {
        text.push('\n');
    }
    let cells: Vec<String> = cells.collect();
    text.push_str("| ");
    text.push_str(&cells.join(" | "));
    text.push_str(" |\n");
}

fn rule(text: &mut String, columns: usize) {
    text.push('|');
    text.push_str(&"---|".repeat(columns));
    text.push('\n');
}

/// Returns a text that Markdown takes for nothing but itself: every ASCII sign behind a backslash.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in safe(text).chars() {
        match character {
            '\n' | '\r' | '\t' => escaped.push(' '),
            // Entities, where a backslash is not understood in tables.
            '|' => escaped.push_str("&#124;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '.' | ',' | ' ' | '\'' | '/' => escaped.push(character),
            sign if sign.is_ascii_punctuation() => {
                escaped.push('\\');
                escaped.push(sign);
            }
            other => escaped.push(other),
        }
    }
    escaped
}
