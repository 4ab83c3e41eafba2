//! Interest across, power up: who stands in each of the cells, or how many in each quarter.
//!
//! Promises: no two names overlap; who has no room is counted. Without names a quarter of fewer
//! than three people is told together with its neighbour, down to the whole.

use std::fmt::{self, Write as _};

use super::{Drawing, HEAD, LINE, MARGIN, dot, label, word};
use crate::layout::{Naming, SMALL};
use crate::model::Person;
use crate::report::groups::Shown;

const LEVELS: usize = 5;
/// A cell: its width, and its least height.
const WIDTH: usize = 178;
const HEIGHT: usize = 54;
/// Room for what power is, and below for what interest is.
const SCALE: usize = 26;
/// How many cells of a name fit into a cell, and how many names.
const NAME: usize = 21;
const MOST: usize = 20;
/// From this level on power and interest are high.
const HIGH: u8 = 4;

/// Draws power against interest.
pub(super) fn draw(shown: &Shown<'_>) -> Drawing {
    let heights = match shown.naming {
        Naming::Names => heights(shown),
        Naming::Departments => [HEIGHT; LEVELS],
    };
    let mut drawing = Drawing {
        width: 2 * MARGIN + SCALE + LEVELS * WIDTH,
        height: heights.iter().sum::<usize>() + 2 * SCALE,
        elements: String::new(),
    };
    if !shown.groups.is_empty() {
        // Writing into a string cannot fail.
        let _ = cells(&mut drawing.elements, shown, &heights);
    }
    drawing
}

fn everybody<'a>(shown: &'a Shown<'_>) -> impl Iterator<Item = &'a Person> {
    shown
        .groups
        .iter()
        .flat_map(|group| group.people.iter().copied())
}

/// Returns who stands at `line` (0 is power 5) and `column` (0 is interest 1).
fn there<'a>(shown: &'a Shown<'_>, line: usize, column: usize) -> impl Iterator<Item = &'a Person> {
    everybody(shown).filter(move |person| {
        usize::from(person.power) + line == LEVELS && usize::from(person.interest) == column + 1
    })
}

/// Returns how high each line of cells is.
fn heights(shown: &Shown<'_>) -> [usize; LEVELS] {
    std::array::from_fn(|line| {
        let counts = (0..LEVELS).map(|column| there(shown, line, column).count());
        let most = counts.max().unwrap_or(0);
        HEIGHT.max(most.min(MOST + 1) * LINE + LINE)
    })
}

fn cells(out: &mut String, shown: &Shown<'_>, heights: &[usize; LEVELS]) -> fmt::Result {
    let left = MARGIN + SCALE;
    let mut top = HEAD;
    for (line, height) in heights.iter().enumerate() {
        let power = (LEVELS - line).to_string();
        word(out, "h", (MARGIN + 6, top + height / 2 + 4), &power)?;
        if shown.naming == Naming::Names {
            for column in 0..LEVELS {
                let x = left + column * WIDTH;
                frame(out, (x, top), (WIDTH, *height))?;
                names(out, there(shown, line, column), (x, top))?;
            }
        }
        top += height;
    }
    for column in 0..LEVELS {
        let x = left + column * WIDTH + WIDTH / 2;
        word(out, "h", (x, top + LINE), &(column + 1).to_string())?;
    }
    let axes = match shown.naming {
        Naming::Names => "Power upwards, interest to the right. A full dot is onside.",
        Naming::Departments => "Power upwards, interest to the right.",
    };
    word(out, "r", (left, top + 2 * LINE), axes)?;
    if shown.naming == Naming::Departments {
        for quarter in quarters(shown) {
            quarter.draw(out)?;
        }
    }
    Ok(())
}

fn frame(out: &mut String, (x, y): (usize, usize), (width, height): (usize, usize)) -> fmt::Result {
    writeln!(
        out,
        "<rect class=\"l\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
    )
}

fn names<'a>(
    out: &mut String,
    people: impl Iterator<Item = &'a Person>,
    (x, top): (usize, usize),
) -> fmt::Result {
    let mut people = people;
    for line in 0..MOST {
        let Some(person) = people.next() else {
            return Ok(());
        };
        let y = top + (line + 1) * LINE;
        dot(out, person.is_onside(), (x + 12, y - 4), 4)?;
        label(out, "", (x + 22, y), &person.name, NAME)?;
    }
    match people.count() {
        0 => Ok(()),
        more => {
            let y = top + (MOST + 1) * LINE;
            word(out, "r", (x + 22, y), &format!("and {more} more"))
        }
    }
}

/// A part of the grid whose people are told together.
struct Part {
    name: &'static str,
    power: [u8; 2],
    interest: [u8; 2],
    people: usize,
    onside: usize,
}

/// A part's name, its levels of power and of interest, both ends included.
type Division = (&'static str, [u8; 2], [u8; 2]);

/// The quarters by what is commonly done about those there, the halves, and the whole.
const PARTS: [&[Division]; 3] = [
    &[
        ("Keep satisfied", [HIGH, 5], [1, HIGH - 1]),
        ("Manage closely", [HIGH, 5], [HIGH, 5]),
        ("Monitor", [1, HIGH - 1], [1, HIGH - 1]),
        ("Keep informed", [1, HIGH - 1], [HIGH, 5]),
    ],
    &[
        ("Much power", [HIGH, 5], [1, 5]),
        ("Less power", [1, HIGH - 1], [1, 5]),
    ],
    &[("All together", [1, 5], [1, 5])],
];

/// Returns the smallest parts none of which is so small that somebody could be made out.
fn quarters(shown: &Shown<'_>) -> Vec<Part> {
    let divided = PARTS.iter().map(|parts| {
        let parts = parts.iter().map(|part| Part::of(shown, *part));
        parts.filter(|part| part.people > 0).collect::<Vec<_>>()
    });
    let mut safe = divided.filter(|parts| parts.iter().all(|part| part.people >= SMALL));
    safe.next().unwrap_or_default()
}

impl Part {
    fn of(shown: &Shown<'_>, (name, power, interest): Division) -> Self {
        let is_within = |level: u8, [from, to]: [u8; 2]| (from..=to).contains(&level);
        let there = || {
            everybody(shown)
                .filter(|it| is_within(it.power, power) && is_within(it.interest, interest))
        };
        Self {
            name,
            power,
            interest,
            people: there().count(),
            onside: there().filter(|person| person.is_onside()).count(),
        }
    }

    fn draw(&self, out: &mut String) -> fmt::Result {
        let [low, high] = self.interest.map(usize::from);
        let [weak, strong] = self.power.map(usize::from);
        let (left, top) = (
            MARGIN + SCALE + (low - 1) * WIDTH,
            HEAD + (LEVELS - strong) * HEIGHT,
        );
        let (width, height) = ((high + 1 - low) * WIDTH, (strong + 1 - weak) * HEIGHT);
        frame(out, (left, top), (width, height))?;
        let (x, y) = (left + width / 2, top + height / 2);
        word(out, "h", (x, y - 4), self.name)?;
        let counted = format!("{} of {} onside", self.onside, self.people);
        word(out, "n", (x, y + 14), &counted)
    }
}
