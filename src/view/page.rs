//! Pages of text: the help, and everything about one person.

use ratatui::style::Style;

use super::canvas::Canvas;
use super::names::names;
use super::row::{self, Shown};
use super::words::off_screen;
use crate::app::App;
use crate::layout::{Areas, Ladder, Look, Page, PageLine, Rect};
use crate::model::Seat;

/// Paints the help over the body. Returns what is off screen, in words.
pub fn help(canvas: &mut Canvas, areas: &Areas, page: &Page, scroll: usize) -> String {
    let area = areas.help();
    canvas.clear(area);
    canvas.cursor = (area.x, area.y);
    let keys = canvas.theme.strong();
    lines(canvas, area, page, scroll, keys)
}

/// Paints a person as on the board, and their page below. Returns what is off screen, in words.
pub fn person(
    canvas: &mut Canvas,
    app: &App,
    areas: &Areas,
    seat: Seat,
    page: &Page,
    scroll: usize,
) -> String {
    row::head(canvas, areas.head);
    let cells = usize::from(Ladder::fit(areas.body).name.1);
    let name = names(canvas, app, std::iter::once(seat), cells);
    if let (Some(shown), Some(name)) = (Shown::of(app, seat), name.first()) {
        row::person(canvas, areas.body, shown, name);
    }
    let labels = canvas.theme.faint();
    lines(canvas, areas.person_page(), page, scroll, labels)
}

/// Paints the part of a page that is shown. Returns what is not, in words.
pub fn lines(canvas: &mut Canvas, area: Rect, page: &Page, scroll: usize, labels: Style) -> String {
    let height = usize::from(area.height);
    let all = page.lines();
    let shown = all.iter().skip(scroll).take(height);
    let rows = (0..).map_while(|line| area.line(line));
    for (line, row) in shown.zip(rows) {
        paint(canvas, row, line, labels);
    }
    let below = all.len().saturating_sub(scroll + height);
    off_screen(canvas, &[(scroll, "above"), (below, "below")])
}

fn paint(canvas: &mut Canvas, row: Rect, line: &PageLine, labels: Style) {
    let theme = canvas.theme;
    let style = match line.look {
        Look::Plain => theme.plain(),
        Look::Faint => theme.faint(),
        Look::Strong => theme.strong(),
        Look::Pressing => theme.pressing(),
    };
    let (x, room) = (row.x + 1, row.width.saturating_sub(2));
    let label = canvas.shown(&line.label).into_owned();
    canvas.put((x, row.y), line.indent.saturating_sub(1), &label, labels);
    let room = room.saturating_sub(line.indent);
    canvas.put((x + line.indent, row.y), room, &line.text, style);
}
