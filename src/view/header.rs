//! The first line: what board this is, how far it is, and whether it is saved.

use super::canvas::Canvas;
use super::words;
use crate::app::{App, SaveState};
use crate::layout::Rect;
use crate::text;

/// Cells of the save state, "saved 14:02": always kept free, so that saving moves nothing.
const SAVED: usize = 11;

/// A goal that is cut says something still from here on.
const GOAL_LEAST: u16 = 30;

/// Paints the header. Says whether the goal had room in it.
pub fn draw(canvas: &mut Canvas, app: &App, area: Rect) -> bool {
    let theme = canvas.theme;
    let (glyphs, y) = (canvas.glyphs, area.y);
    let saved = words::saved(
        app.saved(),
        app.origin().is_read_only,
        glyphs.ellipsis,
        glyphs.separator,
    );
    let style = match app.saved() {
        SaveState::NotSaved(_)
        | SaveState::Diverged(_)
        | SaveState::Gone(_)
        | SaveState::Paused(_) => theme.wrong(),
        _ => theme.faint(),
    };
    let title = title(canvas, app);
    let room = usize::from(area.width.saturating_sub(2));
    let also = also_open(
        canvas,
        app,
        room.saturating_sub(text::width(&title) + 3 + SAVED),
    );
    let taken = text::width(&title) + 3 + SAVED + text::width(&also);
    let counts = counts(app, room.saturating_sub(taken));
    let at = area
        .right()
        .saturating_sub(1 + cells(SAVED + text::width(&counts) + text::width(&also)));
    let room = at.saturating_sub(area.x + 3);
    let end = canvas.put((area.x + 1, y), room, &title, theme.strong());
    let after = canvas.put((at, y), area.width, &also, theme.pressing());
    canvas.put((after, y), area.width, &counts, theme.faint());
    let at_saved = area.right().saturating_sub(1 + cells(text::width(&saved)));
    canvas.put((at_saved, y), area.width, &saved, style);
    goal(canvas, app, (end, y), at)
}

/// Returns what the board is called, else its file.
pub fn title(canvas: &Canvas, app: &App) -> String {
    let board = app.board();
    let title = if board.title.is_empty() {
        &app.origin().name
    } else {
        &board.title
    };
    canvas.shown(title).into_owned()
}

/// Returns who else has the file open, as long as there is room, and a gap behind it. It
/// goes before the counts: it may explain what happens next.
fn also_open(canvas: &Canvas, app: &App, room: usize) -> String {
    let mut words = words::also_open(app.neighbours()).into_iter();
    let fits = |words: &String| text::width(words) + 3 <= room;
    let words = words.find(fits).unwrap_or_default();
    if words.is_empty() {
        return words;
    }
    format!("{}   ", canvas.shown(&words))
}

/// Returns the counts that fit before the save state, the executives first.
fn counts(app: &App, room: usize) -> String {
    let totals = app.overview().totals();
    let mut counts = Vec::new();
    if totals.executives > 0 {
        let executives = format!("{}/{}", totals.executives_onside, totals.executives);
        counts.push((format!("executives {executives}"), "   "));
    }
    let few = [
        (totals.due, "due"),
        (totals.asked, "asked"),
        (totals.owed, "owed"),
    ];
    for (count, word) in few.into_iter().filter(|(count, _)| *count > 0) {
        counts.push((format!("{count} {word}"), "  "));
    }
    let mut line = String::new();
    for (nth, (count, gap)) in counts.iter().enumerate() {
        let gap = if nth == 1 { "   " } else { gap };
        let gap = if line.is_empty() { "" } else { gap };
        if text::width(&line) + gap.len() + text::width(count) + 3 > room {
            break;
        }
        line.push_str(gap);
        line.push_str(count);
    }
    if !line.is_empty() {
        line.push_str("   ");
    }
    line
}

/// Paints the goal between the title and the counts, where it has room. Says whether it has all.
fn goal(canvas: &mut Canvas, app: &App, (x, y): (u16, u16), end: u16) -> bool {
    let goal = canvas.shown(&app.board().goal).into_owned();
    let room = end.saturating_sub(x + 5);
    let needed = cells(text::width(&goal));
    if goal.is_empty() || room < needed.min(GOAL_LEAST) {
        return false;
    }
    let style = canvas.theme.faint();
    if needed <= room {
        canvas.put((x + 2, y), room, &goal, style);
        return true;
    }
    // Cut behind a word: half a date would say another one.
    let ellipsis = canvas.glyphs.ellipsis;
    let less = usize::from(room).saturating_sub(text::width(ellipsis) + 1);
    let words = text::wrap(&goal, less).first().copied().unwrap_or_default();
    canvas.put((x + 2, y), room, &format!("{words} {ellipsis}"), style);
    false
}

fn cells(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}
