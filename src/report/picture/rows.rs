//! A row a department, a column a rung: names, or how many.

use std::fmt::{self, Write as _};

use super::{Drawing, HEAD, LINE, MARGIN, dot, label, word};
use crate::layout::Naming;
use crate::model::{Person, Stance};
use crate::report::groups::{Group, PLACES, Shown, rung};

/// Room for the names of departments, for a rung, and over the first row.
const LABELS: usize = 170;
const COLUMN: usize = 122;
const HEADINGS: usize = 30;
/// The least height of a row.
const ROW: usize = 46;
/// How many cells of a text fit into a column, and into the labels.
const NAME: usize = 16;
const LABEL: usize = 22;

/// Draws departments by rungs.
pub(super) fn draw(shown: &Shown<'_>) -> Drawing {
    let heights: Vec<usize> = shown.groups.iter().map(|it| height(shown, it)).collect();
    let mut drawing = Drawing {
        width: LABELS + COLUMN * PLACES.len(),
        height: HEADINGS + heights.iter().sum::<usize>(),
        elements: String::new(),
    };
    // Writing into a string cannot fail.
    let _ = rows(&mut drawing.elements, shown, &heights, drawing.width);
    drawing
}

fn rows(out: &mut String, shown: &Shown<'_>, heights: &[usize], width: usize) -> fmt::Result {
    if !shown.groups.is_empty() {
        for (at, stance) in PLACES.into_iter().enumerate() {
            word(out, "h", (middle(at), HEAD + 18), rung(stance))?;
        }
    }
    let mut top = HEAD + HEADINGS;
    for (group, height) in shown.groups.iter().zip(heights) {
        let end = width - MARGIN;
        writeln!(out, "<path class=\"l\" d=\"M{MARGIN} {top}H{end}\"/>")?;
        label(out, "d", (MARGIN, top + 27), group.name, LABEL)?;
        for (at, stance) in PLACES.into_iter().enumerate() {
            match shown.naming {
                Naming::Names => names(out, group, stance, (middle(at), top + 27))?,
                Naming::Departments => {
                    count(out, group.at(stance), stance, (middle(at), top + 23))?;
                }
            }
        }
        top += height;
    }
    Ok(())
}

fn names(
    out: &mut String,
    group: &Group<'_>,
    stance: Stance,
    (x, top): (usize, usize),
) -> fmt::Result {
    for (line, person) in there(group, stance).enumerate() {
        label(out, "n", (x, top + line * LINE), &person.name, NAME)?;
    }
    Ok(())
}

fn count(out: &mut String, count: usize, stance: Stance, (x, y): (usize, usize)) -> fmt::Result {
    if count == 0 {
        return Ok(());
    }
    dot(
        out,
        stance.is_onside(),
        (x, y),
        9 + 2 * count.isqrt().min(5),
    )?;
    let class = if stance.is_onside() { "n p" } else { "n" };
    word(out, class, (x, y + 4), &count.to_string())
}

fn there<'a>(group: &'a Group<'_>, stance: Stance) -> impl Iterator<Item = &'a Person> {
    let people = group.people.iter().copied();
    people.filter(move |person| person.stance == stance)
}

fn height(shown: &Shown<'_>, group: &Group<'_>) -> usize {
    let most = PLACES.map(|stance| group.at(stance)).into_iter().max();
    match shown.naming {
        Naming::Names => ROW.max(most.unwrap_or(0) * LINE + 20),
        Naming::Departments => ROW,
    }
}

fn middle(column: usize) -> usize {
    LABELS + COLUMN * column + COLUMN / 2
}
