//! Panels over the screen: what may follow a key, and what goes along with a removal.

use super::canvas::Canvas;
use crate::app::{App, Command, RemovalOverlay, spell};
use crate::layout::{Areas, Rect};
use crate::settings::Key;
use crate::text;

/// Paints what may follow the keys pressed so far: keys, name, what it does.
pub fn continuations(canvas: &mut Canvas, app: &App, areas: &Areas) {
    let rows = follow(app);
    if rows.is_empty() {
        return;
    }
    let title = format!("{} {}", spell(app.pressed()), canvas.glyphs.ellipsis);
    let area = open(canvas, areas, &title, rows.len());
    let keys = widest(rows.iter().map(|(keys, _)| keys.as_str())) + 2;
    let names = widest(rows.iter().map(|(_, command)| command.name)) + 2;
    let theme = canvas.theme;
    for ((key, command), line) in rows.iter().zip(lines(area)) {
        let (x, y, end) = (line.x + 1, line.y, line.right().saturating_sub(1));
        canvas.put((x, y), keys, key, theme.strong());
        canvas.put((x + keys, y), names, command.name, theme.plain());
        let x = x + keys + names;
        canvas.put((x, y), end.saturating_sub(x), command.doc, theme.faint());
    }
}

fn widest<'a>(words: impl Iterator<Item = &'a str>) -> u16 {
    cells(words.map(text::width).max().unwrap_or(0))
}

/// Returns each command that may follow and is possible, with all keys that lead to it.
fn follow(app: &App) -> Vec<(String, &'static Command)> {
    let mut rows: Vec<(String, &'static Command)> = Vec::new();
    let possible = app.keymap().continuations(app.scope(), app.pressed());
    for (rest, command) in possible.filter(|(_, command)| (command.when)(app)) {
        let keys: &[Key] = rest;
        match rows
            .iter_mut()
            .find(|(_, known)| std::ptr::eq(*known, command))
        {
            Some((known, _)) => {
                known.push(' ');
                known.push_str(&spell(keys));
            }
            None => rows.push((spell(keys), command)),
        }
    }
    rows
}

/// Paints who would go, and what along with them.
pub fn removal(canvas: &mut Canvas, areas: &Areas, asked: &RemovalOverlay) {
    list(canvas, areas, &removal_title(asked), &asked.along);
}

/// Asks whether somebody is to go.
pub fn removal_title(asked: &RemovalOverlay) -> String {
    let along = if asked.along.is_empty() {
        ""
    } else {
        " What goes along:"
    };
    format!("Remove {}?{along}", asked.name)
}

/// Paints a title and what belongs to it, a line each.
pub fn list(canvas: &mut Canvas, areas: &Areas, title: &str, along: &[String]) {
    let title = canvas.shown(title).into_owned();
    let area = open(canvas, areas, &title, along.len());
    let rows: Vec<Rect> = lines(area).collect();
    let hidden = along.len().saturating_sub(rows.len());
    let style = canvas.theme.plain();
    for (nth, (along, row)) in along.iter().zip(&rows).enumerate() {
        let is_last = nth + 1 == rows.len();
        let words = if hidden > 0 && is_last {
            format!("and {} more", hidden + 1)
        } else {
            canvas.shown(along).into_owned()
        };
        canvas.put(
            (row.x + 3, row.y),
            row.width.saturating_sub(4),
            &words,
            style,
        );
    }
    canvas.cursor = (area.x, area.y);
}

/// Clears a panel of `lines` under a rule with a title. Returns where the lines go.
fn open(canvas: &mut Canvas, areas: &Areas, title: &str, lines: usize) -> Rect {
    let area = areas.panel(cells(lines.saturating_add(1)), Some(canvas.cursor.1));
    canvas.clear(area);
    canvas.rule(area);
    let style = canvas.theme.strong();
    let title = format!(" {title} ");
    canvas.put(
        (area.x + 2, area.y),
        area.width.saturating_sub(4),
        &title,
        style,
    );
    let below = areas.panel_foot(area);
    if !below.is_empty() {
        canvas.rule(below);
    }
    Rect {
        y: area.y.saturating_add(1),
        height: area.height.saturating_sub(1),
        ..area
    }
}

fn lines(area: Rect) -> impl Iterator<Item = Rect> {
    (0..).map_while(move |line| area.line(line))
}

fn cells(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}
