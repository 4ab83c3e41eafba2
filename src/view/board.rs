//! The board's body as rows, or in another layout, with what is off screen counted.

use super::canvas::Canvas;
use super::names::names;
use super::row::{self, Shown};
use super::words::off_screen;
use super::{columns, foot, grid, pane, rows_below};
use crate::app::{App, Laid};
use crate::layout::{Areas, Ladder, Rect, Row};

/// Paints the body, its head and the pane. Returns what is off screen, in words.
pub fn draw(canvas: &mut Canvas, app: &App, areas: &Areas) -> String {
    pane::draw(canvas, app, areas.pane);
    canvas.cursor = (areas.body.x, areas.body.y);
    if app.board().departments.is_empty() {
        empty(canvas, app, areas.body);
        return String::new();
    }
    if app.board_screen().rows().is_empty() {
        nobody(canvas, app, areas.body);
        return String::new();
    }
    match app.board_screen().laid() {
        Laid::Rows => rows(canvas, app, areas),
        Laid::Columns(lanes) => columns::draw(canvas, app, areas, lanes),
        Laid::Grid(grid) => grid::draw(canvas, app, areas, grid),
    }
}

fn rows(canvas: &mut Canvas, app: &App, areas: &Areas) -> String {
    row::head(canvas, areas.head);
    let screen = app.board_screen();
    let rows = screen.rows();
    let cursor = rows.row(screen.cursor());
    let visible = rows.visible(screen.scroll(), usize::from(areas.body.height));
    let rows: Vec<Row> = rows
        .slice(visible.lines.clone())
        .map(|(_, row)| row)
        .collect();
    let seats = rows.iter().filter_map(|row| match row {
        Row::Person(seat) => Some(*seat),
        Row::Department(_) => None,
    });
    let cells = usize::from(Ladder::fit(areas.body).name.1);
    let mut names = names(canvas, app, seats, cells).into_iter();
    if let Some(department) = visible.sticky {
        row::department(canvas, app, areas.body, department, false);
    }
    for (row, line) in rows.iter().zip(rows_below(areas.body, &visible)) {
        match row {
            Row::Department(at) => row::department(canvas, app, line, *at, cursor == Some(*row)),
            Row::Person(seat) => {
                let name = names.next().unwrap_or_default();
                if let Some(shown) = Shown::of(app, *seat) {
                    row::person(canvas, line, shown, &name);
                }
            }
        }
    }
    off_screen(
        canvas,
        &[(visible.above, "above"), (visible.below, "below")],
    )
}

/// Says that the filter finds nobody, and how to see everybody again.
fn nobody(canvas: &mut Canvas, app: &App, body: Rect) {
    let (strong, faint) = (canvas.theme.strong(), canvas.theme.faint());
    let filter = app.board_screen().filter();
    let words = filter.map_or(String::new(), |it| format!("Nobody matches {}.", it.text()));
    let words = canvas.shown(&words).into_owned();
    let key = foot::key_of(app, "clear filter").unwrap_or_default();
    let rows = (0..).map_while(|line| body.line(line)).skip(1);
    for (nth, row) in rows.take(2).enumerate() {
        let at = (row.x + 3, row.y);
        let room = row.width.saturating_sub(4);
        if nth == 0 {
            canvas.put(at, room, &words, strong);
        } else {
            canvas.pieces(at, room, &[(&key, strong), (" shows everybody", faint)]);
        }
    }
}

/// Says on a board without departments what to do about it: which keys to press.
fn empty(canvas: &mut Canvas, app: &App, body: Rect) {
    let (strong, plain, faint) = (
        canvas.theme.strong(),
        canvas.theme.plain(),
        canvas.theme.faint(),
    );
    let key = |name| foot::key_of(app, name).unwrap_or_default();
    let (department, person, help) = (key("add department"), key("add"), key("help"));
    let file = format!("or write {} with any editor", app.origin().name);
    let file = canvas.shown(&file).into_owned();
    let lines = [
        ("", "No department is on this board yet.", strong),
        ("", "", plain),
        (&department, "adds departments, a line each:", plain),
        ("", "Sales", faint),
        ("", "Alliances, ours", faint),
        (&person, "adds people, a line each:", plain),
        ("", "Dana Ortiz, VP Sales @sales neutral p5", faint),
        ("", "Sam Whitfield, CRO @sales skeptic >dana!", faint),
        (":departments", "offers some to begin with", plain),
        (&help, "shows every key", plain),
        ("", "", plain),
        ("", &file, faint),
    ];
    let rows = (0..).map_while(|line| body.line(line));
    for ((key, text, style), row) in lines.into_iter().zip(rows) {
        let room = row.width.saturating_sub(6);
        let (x, gap) = match key {
            "" if style == faint => (5, ""),
            "" => (3, ""),
            _ => (3, " "),
        };
        let pieces = [(key, strong), (gap, plain), (text, style)];
        canvas.pieces((row.x + x, row.y), room, &pieces);
    }
}
