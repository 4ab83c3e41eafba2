//! Who listens to whom: everybody in a line, an arc from each to those who listen to them.
//!
//! Promises: no name is crossed by an arc, and every arc ends in an arrow at who listens;
//! strong ties are thick, weak ones dashed; who has no tie is counted.

use std::collections::{HashMap, HashSet};
use std::fmt::{self, Write as _};

use super::{Drawing, HEAD, LINE, MARGIN, dot, label, word};
use crate::model::{Id, Person, Strength};
use crate::report::groups::{Shown, rung};

/// Room for a department, a name and a rung.
const DEPARTMENT: usize = 170;
const NAME: usize = 196;
const RUNG: usize = 84;
/// Where the arcs begin.
const START: usize = MARGIN + DEPARTMENT + NAME + RUNG;
/// How many cells of text fit there.
const DEPARTMENT_CELLS: usize = 22;
const NAME_CELLS: usize = 26;
/// A line of people.
const STEP: usize = 22;
/// An arc bulges so much for each line it passes, up to that; the way up a little more.
const BULGE: usize = 11;
const WIDEST: usize = 360;
const APART: usize = 14;

const SIGNS: &str = "An arrow ends at who listens; thick is strong, dashed is weak.";

/// Draws who listens to whom.
pub(super) fn draw(shown: &Shown<'_>) -> Drawing {
    let mut drawing = Drawing {
        width: START + 3 * MARGIN,
        height: 0,
        elements: String::new(),
    };
    // Writing into a string cannot fail.
    let _ = fill(&mut drawing, shown);
    drawing
}

fn fill(drawing: &mut Drawing, shown: &Shown<'_>) -> fmt::Result {
    let lines = people(&mut drawing.elements, shown)?;
    for (from, to, strength) in &shown.ties {
        if let (Some(from), Some(to)) = (lines.get(from), lines.get(to)) {
            let reach = arc(&mut drawing.elements, (*from, *to), *strength)?;
            drawing.width = drawing.width.max(START + reach + 3 * MARGIN);
        }
    }
    let rest = match (lines.len(), shown.people - lines.len()) {
        (0, _) => "Nobody listens to anybody here yet.".to_owned(),
        (_, 0) => SIGNS.to_owned(),
        (_, 1) => format!("{SIGNS} One more has no tie."),
        (_, rest) => format!("{SIGNS} {rest} more have no tie."),
    };
    let below = HEAD + lines.len() * STEP + LINE + LINE / 2;
    drawing.height = lines.len() * STEP + 2 * LINE;
    word(&mut drawing.elements, "r", (MARGIN, below), &rest)
}

/// Writes everybody who has a tie. Returns the lines they are on.
fn people<'a>(
    out: &mut String,
    shown: &'a Shown<'_>,
) -> Result<HashMap<&'a Id, usize>, fmt::Error> {
    let (from, to): (HashSet<&Id>, HashSet<&Id>) =
        shown.ties.iter().map(|(from, to, _)| (from, to)).unzip();
    let has_tie = |person: &&Person| from.contains(&person.id) || to.contains(&person.id);
    let mut lines: HashMap<&Id, usize> = HashMap::new();
    for group in &shown.groups {
        let tied = group.people.iter().copied().filter(has_tie);
        for (nth, person) in tied.enumerate() {
            let y = height(lines.len());
            if nth == 0 {
                label(out, "d", (MARGIN, y + 4), group.name, DEPARTMENT_CELLS)?;
            }
            let x = MARGIN + DEPARTMENT;
            dot(out, person.is_onside(), (x, y), 4)?;
            label(out, "", (x + 12, y + 4), &person.name, NAME_CELLS)?;
            word(out, "r", (x + NAME, y + 4), rung(person.stance))?;
            lines.insert(&person.id, lines.len());
        }
    }
    Ok(lines)
}

/// Draws an arc from one line to another, with an arrow at its end. Returns how far it goes.
fn arc(
    out: &mut String,
    (from, to): (usize, usize),
    strength: Strength,
) -> Result<usize, fmt::Error> {
    let (class, thick) = match strength {
        Strength::Weak => ("a w", 1),
        Strength::Medium => ("a", 1),
        Strength::Strong => ("a", 3),
    };
    // What two have each for the other must not fall together.
    let (leave, enter, apart) = if from < to {
        (3, -3, 0)
    } else {
        (-3, 3, APART)
    };
    let place = |line: usize, shift: isize| height(line).saturating_add_signed(shift);
    let (y, end) = (place(from, leave), place(to, enter));
    let reach = (from.abs_diff(to) * BULGE).clamp(BULGE, WIDEST) + apart;
    let control = START + reach * 4 / 3;
    writeln!(
        out,
        "<path class=\"{class}\" stroke-width=\"{thick}\" \
         d=\"M{START} {y}C{control} {y} {control} {end} {START} {end}\"/>"
    )?;
    let (tip, back, above, below) = (START - 2, START + 6, end - 4, end + 4);
    writeln!(
        out,
        "<path class=\"m\" d=\"M{tip} {end}L{back} {above}V{below}Z\"/>"
    )?;
    Ok(reach)
}

/// Returns the middle of a line.
fn height(line: usize) -> usize {
    HEAD + STEP / 2 + line * STEP
}
