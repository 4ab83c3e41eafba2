//! How many ties lead from which group to which: those who listen down, those they listen to across.
//!
//! Promises: nobody can be made out; a group's ties within itself are counted too.

use std::collections::HashMap;
use std::fmt::{self, Write as _};

use super::{Drawing, HEAD, LINE, MARGIN, label, word};
use crate::report::groups::Shown;

/// Room for the names of groups, and for a column.
const LABELS: usize = 260;
const COLUMN: usize = 100;
const ROW: usize = 34;
const HEADINGS: usize = 34;
/// How many cells of text fit into a column, and into the labels.
const NAME: usize = 14;
const LABEL: usize = 20;
/// Where a row says how many of its people are onside.
const ONSIDE: usize = 158;

/// Draws who listens to whom, by groups.
pub(super) fn draw(shown: &Shown<'_>) -> Drawing {
    let groups = shown.groups.len();
    let mut drawing = Drawing {
        width: LABELS + COLUMN * groups + MARGIN,
        height: HEADINGS + ROW * groups + 2 * LINE,
        elements: String::new(),
    };
    if groups > 0 {
        // Writing into a string cannot fail.
        let _ = rows(&mut drawing.elements, shown, drawing.width);
    }
    drawing
}

fn rows(out: &mut String, shown: &Shown<'_>, width: usize) -> fmt::Result {
    let counts = counts(shown);
    let middle = |column: usize| LABELS + COLUMN * column + COLUMN / 2;
    word(out, "r", (MARGIN, HEAD + 20), "Who listens, and to whom")?;
    for (column, group) in shown.groups.iter().enumerate() {
        label(out, "h", (middle(column), HEAD + 20), group.name, NAME)?;
    }
    for (row, group) in shown.groups.iter().enumerate() {
        let top = HEAD + HEADINGS + ROW * row;
        let (y, end) = (top + 22, width - MARGIN);
        writeln!(out, "<path class=\"l\" d=\"M{MARGIN} {top}H{end}\"/>")?;
        label(out, "d", (MARGIN, y), group.name, LABEL)?;
        let onside = format!("{} of {} onside", group.onside(), group.people.len());
        word(out, "r", (ONSIDE, y), &onside)?;
        for column in 0..shown.groups.len() {
            match counts.get(&(row, column)) {
                Some(count) => word(out, "n", (middle(column), y), &count.to_string())?,
                None => word(out, "n r", (middle(column), y), "\u{b7}")?,
            }
        }
    }
    let y = HEAD + HEADINGS + ROW * shown.groups.len() + LINE + LINE / 2;
    word(
        out,
        "r",
        (MARGIN, y),
        "How many ties, from each row to each column.",
    )
}

/// Returns how many ties there are from who listens to who is heard, by their groups.
fn counts(shown: &Shown<'_>) -> HashMap<(usize, usize), usize> {
    let mut counts = HashMap::new();
    for (heard, listens, _) in &shown.ties {
        if let (Some(heard), Some(listens)) = (shown.group_of(heard), shown.group_of(listens)) {
            *counts.entry((listens, heard)).or_default() += 1;
        }
    }
    counts
}
