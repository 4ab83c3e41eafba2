//! The board's body as a grid: power up, interest across, each person once, and beside it the
//! list that has every name and its key.
//!
//! In the plot somebody is the sign and the figure of their stance, then their name, or the key
//! that stands before it in the list.

use super::canvas::Canvas;
use super::names::names;
use super::row::{self, Shown};
use super::words::{is_pressing, off_screen};
use crate::app::App;
use crate::layout::{ABBREVIATIONS, Areas, Grid, Plot, Rect, Row, Says, key};
use crate::model::{Coverage, Seat, Stance};
use crate::text;

/// Bar, mark and a blank, before a name of the list.
const BEFORE_NAME: u16 = 3;
/// A blank, today and target, what presses, behind it.
const BEHIND_NAME: u16 = 5;
/// Bar, sign, figure and a blank before a name of the plot.
const BEFORE_LABEL: u16 = 4;

/// Paints plot and list. Returns what is off screen, in words.
pub fn draw(canvas: &mut Canvas, app: &App, areas: &Areas, grid: &Grid) -> String {
    let plot = Plot::fit(areas.body);
    let selected = grid.ordinal(app.board_screen().cursor());
    scale(canvas, areas.head, &plot);
    let list = Plot::fit(areas.head).list;
    rungs(canvas, list);
    let hidden = listed(canvas, app, plot.list, grid);
    labelled(canvas, app, &plot, grid, selected);
    off_screen(canvas, &hidden)
}

/// Paints what power is before the cells and what interest is over them, and a dot where nobody
/// stands.
fn scale(canvas: &mut Canvas, head: Rect, plot: &Plot) {
    let faint = canvas.theme.faint();
    for nth in 0..5 {
        let (power, interest) = (5 - nth, nth + 1);
        let row = plot.cell(nth, 0);
        let is_short = plot.scale.width < 8;
        let words = match (is_short, nth) {
            (true, _) => format!("p{power}"),
            (false, 0) => format!("power {power}"),
            (false, _) => format!("{power:>7}"),
        };
        if row.height > 0 {
            canvas.put((plot.scale.x + 1, row.y), plot.scale.width, &words, faint);
        }
        let column = plot.cell(0, nth);
        let words = match (column.width < 12, nth) {
            (true, _) => format!("i{interest}"),
            (false, 0) => format!("interest {interest}"),
            (false, _) => interest.to_string(),
        };
        if !head.is_empty() {
            let room = column.width.saturating_sub(1);
            canvas.put((column.x + 1, head.y), room, &words, faint);
        }
    }
}

/// Paints over the list what the figures are, as far as all of them have room.
fn rungs(canvas: &mut Canvas, area: Rect) {
    let words = |letters: usize| {
        let words = ABBREVIATIONS.iter().zip(1..);
        words.map(move |(word, figure)| format!("{figure} {}", text::beginning(word, letters)))
    };
    let fits = |letters: &usize| {
        let cells: usize = words(*letters).map(|word| text::width(&word) + 1).sum();
        cells <= usize::from(area.width)
    };
    let Some(letters) = [5, 3, 2].into_iter().find(fits) else {
        return;
    };
    let mut x = area.x;
    if area.is_empty() {
        return;
    }
    for (word, stance) in words(letters).zip(Stance::RUNGS) {
        let style = canvas.theme.rung(stance);
        x = canvas.put((x, area.y), area.right().saturating_sub(x), &word, style) + 1;
    }
}

/// Paints the part of the list that is shown. Returns how much is not.
fn listed(canvas: &mut Canvas, app: &App, area: Rect, grid: &Grid) -> [(usize, &'static str); 2] {
    let screen = app.board_screen();
    let (top, height) = (screen.scroll(), usize::from(area.height));
    let lines = top..grid.len().min(top + height);
    let rows: Vec<(usize, Row)> = lines
        .clone()
        .filter_map(|line| Some((line, screen.rows().row(grid.row(line)?)?)))
        .collect();
    let letters = cells(&key(0, grid.len()));
    let before = letters + 1 + BEFORE_NAME;
    let room = area.width.saturating_sub(before + BEHIND_NAME);
    let seats = rows.iter().filter_map(|(_, row)| seat_of(*row));
    let mut names = names(canvas, app, seats, usize::from(room)).into_iter();
    let places = (0..).map_while(|line| area.line(line));
    for ((line, row), place) in rows.iter().zip(places) {
        let beside = Rect {
            x: place.x + letters + 1,
            width: place.width.saturating_sub(letters + 1),
            ..place
        };
        match row {
            Row::Person(seat) => {
                let faint = canvas.theme.faint();
                let key = key(*line, grid.len());
                canvas.put((place.x, place.y), letters, &key, faint);
                let name = names.next().unwrap_or_default();
                if let Some(shown) = Shown::of(app, *seat) {
                    person(canvas, beside, shown, &name);
                }
            }
            Row::Department(at) => department(canvas, app, beside, *at),
        }
    }
    let below = grid.len().saturating_sub(lines.end);
    [(top, "above"), (below, "below")]
}

fn seat_of(row: Row) -> Option<Seat> {
    match row {
        Row::Person(seat) => Some(seat),
        Row::Department(_) => None,
    }
}

/// Paints a line of the list: name, today and target in figures, `!` for what presses.
fn person(canvas: &mut Canvas, area: Rect, shown: Shown, name: &str) {
    canvas.formatted += 1;
    let (y, theme) = (area.y, canvas.theme);
    row::bar(canvas, (area.x, y), shown.is_selected);
    if shown.is_marked {
        let sign = canvas.glyphs.marked;
        canvas.sign((area.x + 1, y), sign, theme.bar());
    } else if shown.is_executive {
        let sign = canvas.glyphs.executive;
        canvas.sign((area.x + 1, y), sign, theme.faint());
    }
    let room = area.width.saturating_sub(BEFORE_NAME + BEHIND_NAME);
    let style = if shown.is_selected {
        theme.strong()
    } else {
        theme.plain()
    };
    row::named(canvas, (area.x + BEFORE_NAME, y), room, name, shown, style);
    let aim = area.x + BEFORE_NAME + room + 1;
    row::steps(canvas, (aim, y), shown.person);
    if shown.urgency.is_some_and(is_pressing) {
        canvas.sign((aim + 3, y), "!", theme.pressing());
    }
}

/// Paints a department that shows nobody.
fn department(canvas: &mut Canvas, app: &App, area: Rect, at: usize) {
    let department = app.board().departments.get(at);
    let (Some(department), Some(summary)) = (department, app.overview().department(at)) else {
        return;
    };
    canvas.formatted += 1;
    let screen = app.board_screen();
    let is_selected = screen.rows().row(screen.cursor()) == Some(Row::Department(at));
    row::bar(canvas, (area.x, area.y), is_selected);
    if let Some(coverage) = summary.coverage {
        let [nobody, somebody, executive] = canvas.glyphs.coverage;
        let sign = match coverage {
            Coverage::Nobody => nobody,
            Coverage::Somebody => somebody,
            Coverage::Executive => executive,
        };
        let style = canvas.theme.coverage(coverage);
        canvas.sign((area.x + 1, area.y), sign, style);
    }
    let name = canvas.shown(&department.name).into_owned();
    let folded = match summary.present {
        0 => "  nobody yet".to_owned(),
        present => format!("  {present} folded"),
    };
    let pieces = [
        (name.as_str(), canvas.theme.strong()),
        (folded.as_str(), canvas.theme.faint()),
    ];
    let room = area.width.saturating_sub(BEFORE_NAME);
    canvas.pieces((area.x + BEFORE_NAME, area.y), room, &pieces);
}

/// Paints the plot: a dot in each empty cell, and the labels.
fn labelled(canvas: &mut Canvas, app: &App, plot: &Plot, grid: &Grid, selected: Option<usize>) {
    for line in 0..5 {
        for column in 0..5 {
            let cell = plot.cell(line, column);
            if grid.cell(line, column).is_empty() && cell.width > 1 && cell.height > 0 {
                let (sign, style) = (canvas.glyphs.rung, canvas.theme.faint());
                canvas.sign((cell.x + 1, cell.y), sign, style);
            }
        }
    }
    let seat = |line: usize| {
        let row = app.board_screen().rows().row(grid.row(line)?)?;
        seat_of(row)
    };
    let mut with_name = Vec::new();
    for label in plot.labels(grid, selected) {
        match label.says {
            Says::Name(line) => with_name.extend(seat(line).map(|seat| (label.area, seat))),
            Says::Key(line) => {
                if let Some(shown) = seat(line).and_then(|seat| Shown::of(app, seat)) {
                    point(canvas, label.area, shown, &key(line, grid.len()));
                }
            }
            Says::More(count) => {
                let style = canvas.theme.faint();
                let (x, y) = (label.area.x + 1, label.area.y);
                let room = label.area.width.saturating_sub(1);
                canvas.put((x, y), room, &format!("+{count}"), style);
            }
        }
    }
    named(canvas, app, &with_name);
}

/// Paints those in the plot who have room for their names.
fn named(canvas: &mut Canvas, app: &App, with_name: &[(Rect, Seat)]) {
    let mut widths: Vec<u16> = with_name.iter().map(|(area, _)| area.width).collect();
    widths.sort_unstable();
    widths.dedup();
    for width in widths {
        // Shortened beside all the others, so that no two become alike.
        let seats = with_name.iter().map(|(_, seat)| *seat);
        let room = usize::from(width.saturating_sub(BEFORE_LABEL));
        let names = names(canvas, app, seats, room);
        for ((area, seat), name) in with_name.iter().zip(names) {
            if area.width == width
                && let Some(shown) = Shown::of(app, *seat)
            {
                point(canvas, *area, shown, &format!(" {name}"));
                // A blank behind it keeps the dot of an empty cell off the name.
                let end = area.x + BEFORE_LABEL + cells(&name);
                if end < area.right() {
                    canvas.sign((end, area.y), " ", canvas.theme.plain());
                }
            }
        }
    }
}

/// Paints somebody in the plot: sign and figure of their stance, then `label`.
fn point(canvas: &mut Canvas, area: Rect, shown: Shown, label: &str) {
    let (glyphs, theme) = (canvas.glyphs, canvas.theme);
    row::bar(canvas, (area.x, area.y), shown.is_selected);
    let stance = shown.person.stance;
    let sign = if shown.is_open {
        glyphs.today_open
    } else {
        glyphs.today
    };
    let figure = match stance {
        Stance::Unknown => "?".to_owned(),
        known => (known.place() + 1).to_string(),
    };
    let rung = theme.rung(stance);
    let style = if shown.is_selected {
        theme.strong()
    } else {
        theme.plain()
    };
    let pieces = [(sign, rung), (figure.as_str(), rung), (label, style)];
    let room = area.width.saturating_sub(1);
    canvas.pieces((area.x + 1, area.y), room, &pieces);
}

fn cells(text: &str) -> u16 {
    u16::try_from(text::width(text)).unwrap_or(u16::MAX)
}
