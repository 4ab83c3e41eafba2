//! The board's body as columns: lanes by department, a column a rung, cards of one line.

use super::canvas::Canvas;
use super::names::names;
use super::row::{self, Shown};
use super::rows_below;
use super::words::off_screen;
use crate::app::App;
use crate::layout::{ABBREVIATIONS, Areas, Columns, Lanes, Line, Place, Rect, Row};
use crate::model::{Seat, Stance};
use crate::text;

/// Cells of a card beside its name: bar, mark, blank, target, what presses.
const BESIDE_NAME: u16 = 6;

/// Paints the lanes. Returns what is off screen, in words.
pub fn draw(canvas: &mut Canvas, app: &App, areas: &Areas, lanes: &Lanes) -> String {
    let screen = app.board_screen();
    let cursor = screen.rows().row(screen.cursor());
    let focused = match cursor {
        Some(Row::Person(seat)) => lanes.place(seat).map_or(0, |place| place.rung),
        _ => 0,
    };
    let columns = Columns::fit(areas.body, focused);
    head(canvas, app, areas.head, &columns);
    let height = usize::from(areas.body.height);
    let visible = lanes.visible(screen.scroll(), height, &columns.rungs);
    if let Some(department) = visible.sticky {
        row::department(canvas, app, areas.body, department, false);
    }
    let mut cards = Vec::new();
    for (at, line) in visible.lines.clone().zip(rows_below(areas.body, &visible)) {
        match lanes.line(at) {
            Some(Line::Department(at)) => {
                let is_selected = cursor == Some(Row::Department(at));
                row::department(canvas, app, line, at, is_selected);
            }
            Some(Line::Cards { department, nth }) => {
                for (rung, cell) in columns.cells(line.y) {
                    let place = Place {
                        department,
                        rung,
                        nth,
                    };
                    match lanes.card(place) {
                        Some(seat) => cards.push((seat, cell)),
                        None if nth == 0 => vacant(canvas, cell),
                        None => {}
                    }
                }
            }
            None => {}
        }
    }
    paint(canvas, app, &cards, columns.width);
    let (left, right) = columns.hidden();
    let hidden = [
        (lanes.cards_in(left), "left"),
        (lanes.cards_in(right), "right"),
        (visible.above, "above"),
        (visible.below, "below"),
    ];
    off_screen(canvas, &hidden)
}

/// Paints the rungs by number and word, with how many stand there, folded away or not, and
/// where more columns are.
fn head(canvas: &mut Canvas, app: &App, area: Rect, columns: &Columns) {
    if area.is_empty() {
        return;
    }
    let (theme, times) = (canvas.theme, canvas.glyphs.times);
    let counts = app.overview().totals().at_rung;
    for (rung, cell) in columns.cells(area.y) {
        let (Some(stance), Some(count)) = (Stance::RUNGS.get(rung), counts.get(rung)) else {
            continue;
        };
        let (number, count) = (rung + 1, format!(" {times}{count}"));
        let room = cell.width.saturating_sub(3);
        let whole = format!("{number} {}", stance.word());
        let word = if text::width(&whole) + text::width(&count) <= usize::from(room) {
            whole
        } else {
            let short = ABBREVIATIONS.get(rung).copied().unwrap_or_default();
            format!("{number} {short}")
        };
        let end = canvas.put((cell.x + 2, cell.y), room, &word, theme.rung(*stance));
        // The last cell may hold the sign of more columns.
        let left = cell.right().min(area.right() - 1).saturating_sub(end);
        if usize::from(left) >= text::width(&count) {
            canvas.put((end, cell.y), left, &count, theme.faint());
        }
    }
    let (left, right) = columns.hidden();
    let [to_left, to_right] = canvas.glyphs.more;
    if !left.is_empty() {
        canvas.sign((area.x, area.y), to_left, theme.faint());
    }
    if !right.is_empty() {
        canvas.sign((area.right() - 1, area.y), to_right, theme.faint());
    }
}

/// Marks a column of a lane that nobody stands in.
fn vacant(canvas: &mut Canvas, cell: Rect) {
    let (sign, style) = (canvas.glyphs.rung, canvas.theme.faint());
    canvas.sign((cell.x + 2, cell.y), sign, style);
}

fn paint(canvas: &mut Canvas, app: &App, cards: &[(Seat, Rect)], width: u16) {
    let cells = width.saturating_sub(BESIDE_NAME);
    let seats = cards.iter().map(|(seat, _)| *seat);
    let names = names(canvas, app, seats, usize::from(cells));
    for ((seat, cell), name) in cards.iter().zip(names) {
        if let Some(shown) = Shown::of(app, *seat) {
            card(canvas, *cell, shown, &name);
        }
    }
}

/// Paints a card: bar, mark, name, `→6` towards the target (`○6` from where nothing is
/// proven), `!` for what presses.
fn card(canvas: &mut Canvas, cell: Rect, shown: Shown, name: &str) {
    canvas.formatted += 1;
    let (y, glyphs, theme) = (cell.y, canvas.glyphs, canvas.theme);
    row::bar(canvas, (cell.x, y), shown.is_selected);
    // A card has one cell for both, and the mark is what the next key is about.
    if shown.is_marked {
        canvas.sign((cell.x + 1, y), glyphs.marked, theme.bar());
    } else if shown.is_executive {
        canvas.sign((cell.x + 1, y), glyphs.executive, theme.faint());
    }
    let cells = cell.width.saturating_sub(BESIDE_NAME);
    let style = if shown.is_selected {
        theme.strong()
    } else {
        theme.plain()
    };
    row::named(canvas, (cell.x + 2, y), cells, name, shown, style);
    let target = shown.person.target();
    let is_there = target == shown.person.stance;
    let (sign, style) = if shown.is_open {
        (glyphs.today_open, theme.rung(shown.person.stance))
    } else {
        (glyphs.arrow, theme.faint())
    };
    let figure = (target.place() + 1).to_string();
    let aim = cell.x + 2 + cells + 1;
    if shown.is_open || !is_there {
        canvas.sign((aim, y), sign, style);
    }
    if !is_there {
        canvas.sign((aim + 1, y), &figure, theme.rung(target));
    }
    if shown.urgency.is_some_and(super::words::is_pressing) {
        canvas.sign((aim + 2, y), "!", theme.pressing());
    }
}
