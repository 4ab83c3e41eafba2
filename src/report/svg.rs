//! The board as a picture: a row a department, a column a rung, in light and dark.
//!
//! Promises: nothing by colour alone: who is onside is a full dot, who is not an empty one, and
//! columns are named; texts are texts, never markup. Scales to where it is put.

use std::fmt::Write as _;

use super::groups::{Group, PLACES, Shown, rung};
use crate::layout::Naming;
use crate::model::{Person, Stance};
use crate::text::{cut, safe};

/// Room for the names of departments, and for a rung.
const LABELS: usize = 170;
const COLUMN: usize = 108;
/// Over the first row: title, remark, headings.
const HEAD: usize = 92;
/// A line of names, and the least height of a row.
const LINE: usize = 17;
const ROW: usize = 46;
/// How many cells of a text fit into a column, and into the labels.
const NAME: usize = 16;
const LABEL: usize = 22;

const STYLE: &str = "\
text{font:12px system-ui,sans-serif;fill:#1f2328}.t{font-size:18px;font-weight:600}\
.r{fill:#59636e}.h{font-weight:600;text-anchor:middle}.n{text-anchor:middle}\
.d{font-weight:600}.p{fill:#fff}.b{fill:#fff}.l{stroke:#d1d9e0}\
.on{fill:#1a6b3c;stroke:#1a6b3c}.off{fill:none;stroke:#59636e}\
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.r{fill:#9198a1}.b{fill:#0d1117}\
.l{stroke:#3d444d}.on{fill:#56d364;stroke:#56d364}.p{fill:#0d1117}.off{stroke:#9198a1}}\
@media print{text{fill:#000}.b{fill:#fff}.on{fill:#000;stroke:#000}.p{fill:#fff}.off{stroke:#000}}";

/// Returns what is shown as a picture.
pub fn svg(shown: &Shown<'_>) -> String {
    let heights: Vec<usize> = shown.groups.iter().map(|it| height(shown, it)).collect();
    let width = LABELS + COLUMN * PLACES.len();
    let whole = HEAD + heights.iter().sum::<usize>() + LINE;
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {whole}\" width=\"{width}\" \
         height=\"{whole}\" role=\"img\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         <rect class=\"b\" width=\"{width}\" height=\"{whole}\"/>\n\
         <text class=\"t\" x=\"16\" y=\"30\">{title}</text>\n<text class=\"r\" x=\"16\" y=\"50\">{remark}</text>\n",
        title = escaped(shown.title),
        remark = escaped(&shown.remark()),
    );
    // Writing into a string cannot fail.
    let _ = rows(&mut text, shown, &heights, width);
    text.push_str("</svg>\n");
    text
}

fn rows(text: &mut String, shown: &Shown<'_>, heights: &[usize], width: usize) -> std::fmt::Result {
    if !shown.groups.is_empty() {
        for (at, stance) in PLACES.into_iter().enumerate() {
            let (x, word) = (middle(at), rung(stance));
            writeln!(text, "<text class=\"h\" x=\"{x}\" y=\"80\">{word}</text>")?;
        }
    }
    let mut top = HEAD;
    for (group, height) in shown.groups.iter().zip(heights) {
        let end = width - 16;
        writeln!(text, "<path class=\"l\" d=\"M16 {top}H{end}\"/>")?;
        let (y, full) = (top + 27, escaped(group.name));
        let name = escaped(&cut(&safe(group.name), LABEL, "…"));
        writeln!(
            text,
            "<text class=\"d\" x=\"16\" y=\"{y}\"><title>{full}</title>{name}</text>"
        )?;
        for (at, stance) in PLACES.into_iter().enumerate() {
            match shown.naming {
                Naming::Names => names(text, group, stance, (middle(at), top + 27))?,
                Naming::Departments => dot(text, group.at(stance), stance, (middle(at), top + 23))?,
            }
        }
        top += height;
    }
    Ok(())
}

fn names(
    text: &mut String,
    group: &Group<'_>,
    stance: Stance,
    (x, top): (usize, usize),
) -> std::fmt::Result {
    for (line, person) in there(group, stance).enumerate() {
        let y = top + line * LINE;
        let full = escaped(&person.name);
        let name = escaped(&cut(&safe(&person.name), NAME, "…"));
        writeln!(
            text,
            "<text class=\"n\" x=\"{x}\" y=\"{y}\"><title>{full}</title>{name}</text>"
        )?;
    }
    Ok(())
}

fn dot(
    text: &mut String,
    count: usize,
    stance: Stance,
    (x, y): (usize, usize),
) -> std::fmt::Result {
    if count == 0 {
        return Ok(());
    }
    let radius = 9 + 2 * count.isqrt().min(5);
    let (dot, number) = if stance.is_onside() {
        ("on", "n p")
    } else {
        ("off", "n")
    };
    writeln!(
        text,
        "<circle class=\"{dot}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"
    )?;
    let base = y + 4;
    writeln!(
        text,
        "<text class=\"{number}\" x=\"{x}\" y=\"{base}\">{count}</text>"
    )
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

/// Returns a text as XML and HTML have it, between tags and in quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in safe(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
