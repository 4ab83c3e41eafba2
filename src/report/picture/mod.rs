//! The board as a picture, in light and dark: who stands where, power against interest, or who
//! listens to whom.
//!
//! Promises: nothing by colour alone: who is onside is a full dot, who is not an empty one, and
//! columns are named; texts are texts, never markup. Scales to where it is put, loads nothing.

mod grid;
mod influence;
mod matrix;
mod rows;

use std::fmt::{self, Write as _};

use super::groups::Shown;
use crate::layout::Naming;
use crate::text::{cut, safe};

/// What a picture is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Rungs across, departments down.
    Rows,
    /// Interest across, power up.
    Grid,
    /// Who listens to whom.
    Influence,
}

/// A line of text, and the room around all.
const LINE: usize = 17;
const MARGIN: usize = 16;
/// Over the picture itself: title and remark.
const HEAD: usize = 62;
/// So many cells of text take so much room.
const CELL: usize = 7;

const STYLE: &str = "\
text{font:12px system-ui,sans-serif;fill:#1f2328}.t{font-size:18px;font-weight:600}\
.r{fill:#59636e}.h{font-weight:600;text-anchor:middle}.n{text-anchor:middle}\
.d{font-weight:600}.p{fill:#fff}.b{fill:#fff}.l{stroke:#d1d9e0;fill:none}\
.on{fill:#1a6b3c;stroke:#1a6b3c}.off{fill:none;stroke:#59636e}\
.a{fill:none;stroke:#59636e}.w{stroke-dasharray:3 3}.m{fill:#59636e}\
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.r{fill:#9198a1}.b{fill:#0d1117}\
.l{stroke:#3d444d}.on{fill:#56d364;stroke:#56d364}.p{fill:#0d1117}.off{stroke:#9198a1}\
.a{stroke:#9198a1}.m{fill:#9198a1}}\
@media print{text{fill:#000}.b{fill:#fff}.on{fill:#000;stroke:#000}.p{fill:#fff}\
.off{fill:none;stroke:#000}.a{stroke:#000}.m{fill:#000}}";

/// What a picture holds under its title, and how large that is.
struct Drawing {
    width: usize,
    height: usize,
    elements: String,
}

/// Returns what is shown as a picture, in SVG.
pub fn svg(shown: &Shown<'_>, picture: Picture) -> String {
    let drawing = match (picture, shown.naming) {
        (Picture::Rows, _) => rows::draw(shown),
        (Picture::Grid, _) => grid::draw(shown),
        (Picture::Influence, Naming::Names) => influence::draw(shown),
        (Picture::Influence, Naming::Departments) => matrix::draw(shown),
    };
    let remark = shown.remark();
    let least = 2 * MARGIN + CELL * remark.chars().count();
    let width = drawing.width.max(least);
    let height = HEAD + drawing.height + MARGIN;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         <rect class=\"b\" width=\"{width}\" height=\"{height}\"/>\n\
         <text class=\"t\" x=\"{MARGIN}\" y=\"30\">{title}</text>\n\
         <text class=\"r\" x=\"{MARGIN}\" y=\"50\">{remark}</text>\n{elements}</svg>\n",
        title = escaped(shown.title),
        remark = escaped(&remark),
        elements = drawing.elements,
    )
}

/// Writes a text there, cut to so many cells; the whole of it is told when it is pointed at.
fn label(
    out: &mut String,
    class: &str,
    (x, y): (usize, usize),
    text: &str,
    cells: usize,
) -> fmt::Result {
    let (full, short) = (escaped(text), escaped(&cut(&safe(text), cells, "…")));
    writeln!(
        out,
        "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"><title>{full}</title>{short}</text>"
    )
}

/// Writes words of ours there.
fn word(out: &mut String, class: &str, (x, y): (usize, usize), text: &str) -> fmt::Result {
    let text = escaped(text);
    writeln!(
        out,
        "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{text}</text>"
    )
}

/// Draws a dot: full for who is onside.
fn dot(out: &mut String, is_onside: bool, (x, y): (usize, usize), radius: usize) -> fmt::Result {
    let class = if is_onside { "on" } else { "off" };
    writeln!(
        out,
        "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"
    )
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
