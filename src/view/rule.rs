//! The rule below the body: what the board is narrowed to, and what is off screen.

use super::canvas::Canvas;
use crate::app::{App, Order, Screen};
use crate::layout::Rect;
use crate::text;

/// Before and after what the rule says.
const END: u16 = 2;

/// Paints the rule: filter, marks and order at its left, what is off screen at its right end.
pub fn draw(canvas: &mut Canvas, app: &App, area: Rect, off_screen: &str) {
    let end = plain(canvas, area, off_screen);
    if !area.is_empty() {
        narrowed(canvas, app, area, end);
    }
}

/// Paints the rule with what is off screen alone. Returns the cell where that begins.
pub fn plain(canvas: &mut Canvas, area: Rect, off_screen: &str) -> u16 {
    canvas.rule(area);
    let end = area.right().saturating_sub(END);
    if area.is_empty() || off_screen.is_empty() {
        return end;
    }
    let words = format!(" {off_screen} ");
    let at = end.saturating_sub(cells(&words)).max(area.x);
    let style = canvas.theme.faint();
    canvas.put((at, area.y), area.width, &words, style);
    at
}

/// Paints what the board is narrowed to, in the cells up to `end`. The filter is cut first: it
/// is the part that was typed by whoever reads it.
fn narrowed(canvas: &mut Canvas, app: &App, area: Rect, end: u16) {
    let parts = parts(canvas, app);
    if parts.is_empty() || !matches!(app.screen(), Screen::Board) {
        return;
    }
    let between = format!(" {} ", canvas.glyphs.separator);
    let words = parts.join(&between);
    let room = usize::from(end.saturating_sub(area.x + END + 3));
    let words = match parts.split_first() {
        Some((filter, others)) if text::width(&words) > room && !others.is_empty() => {
            let others = format!("{between}{}", others.join(&between));
            let left = room.saturating_sub(text::width(&others));
            let filter = text::cut(filter, left, canvas.glyphs.ellipsis);
            format!("{filter}{others}")
        }
        _ => text::cut(&words, room, canvas.glyphs.ellipsis).into_owned(),
    };
    let words = format!(" {words} ");
    let style = canvas.theme.plain();
    canvas.put((area.x + END, area.y), cells(&words), &words, style);
}

fn parts(canvas: &Canvas, app: &App) -> Vec<String> {
    let screen = app.board_screen();
    let filter = app.filter_in_words();
    let mut parts: Vec<String> = filter
        .map(|words| canvas.shown(&words).into_owned())
        .into_iter()
        .collect();
    let (marks, unseen) = (screen.marks().count(), screen.marks().out_of_sight());
    if marks > 0 {
        let unseen = match unseen {
            0 => String::new(),
            some => format!(", {some} not listed"),
        };
        parts.push(format!("{marks} marked{unseen}"));
    }
    if screen.order() != Order::File {
        parts.push(format!("by {}", screen.order().word()));
    }
    parts
}

fn cells(words: &str) -> u16 {
    u16::try_from(text::width(words)).unwrap_or(u16::MAX)
}
