//! The rule below the body: what the board is narrowed to, and what is off screen.

use super::canvas::Canvas;
use crate::app::{App, Asking, Order, Overlay, Screen};
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

/// Paints what the board is narrowed to, in the cells up to `end`. The filter's own words are cut
/// first: whoever reads them typed them.
fn narrowed(canvas: &mut Canvas, app: &App, area: Rect, end: u16) {
    if !matches!(app.screen(), Screen::Board) {
        return;
    }
    let room = usize::from(end.saturating_sub(area.x + END + 3));
    let between = format!(" {} ", canvas.glyphs.separator);
    let others = others(app).join(&between);
    let filter = app.filter_in_words().filter(|_| !is_typed(app));
    let words = match filter {
        None => others,
        Some((filter, count)) => {
            let between = if others.is_empty() { "" } else { &between };
            let behind = format!("  {count}{between}{others}");
            let left = room.saturating_sub(text::width(&behind));
            let filter = canvas.shown(&filter).into_owned();
            let filter = text::cut(&filter, left, canvas.glyphs.ellipsis);
            format!("{filter}{behind}")
        }
    };
    if words.is_empty() {
        return;
    }
    let words = text::cut(&words, room, canvas.glyphs.ellipsis);
    let words = format!(" {words} ");
    let style = canvas.theme.plain();
    canvas.put((area.x + END, area.y), cells(&words), &words, style);
}

/// Says whether the line below says what the filter is.
fn is_typed(app: &App) -> bool {
    let Some(Overlay::Prompt(prompt)) = app.overlay() else {
        return false;
    };
    *prompt.asking() == Asking::Filter
}

/// Returns what is said beside the filter: marks and order.
fn others(app: &App) -> Vec<String> {
    let screen = app.board_screen();
    let mut parts = Vec::new();
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
