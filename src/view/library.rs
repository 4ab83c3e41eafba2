//! What the library offers: a line each with what is picked, and below all there is to say
//! about the one under the cursor.

use super::canvas::Canvas;
use super::row;
use super::words::off_screen;
use crate::app::LibraryOverlay;
use crate::layout::{Areas, Rect};
use crate::text;

/// The bar and the box.
const BOX: u16 = 6;
/// A blank line and the lines about the one under the cursor.
const ABOUT: u16 = 7;

/// Paints the library over the body. Returns what is off screen, in words.
pub fn draw(canvas: &mut Canvas, areas: &Areas, library: &LibraryOverlay) -> String {
    let area = areas.help();
    canvas.clear(area);
    if let Some(line) = area.line(0) {
        let (strong, faint) = (canvas.theme.strong(), canvas.theme.faint());
        let count = match library.picked.len() {
            0 => String::new(),
            picked => format!("   {picked} picked"),
        };
        let title = canvas.shown(&library.title).into_owned();
        let room = line.width.saturating_sub(2);
        canvas.pieces(
            (line.x + 1, line.y),
            room,
            &[(&title, strong), (&count, faint)],
        );
    }
    let offered = u16::try_from(library.offered.len()).unwrap_or(u16::MAX);
    let below = area.height.saturating_sub(1);
    // The list keeps half where there is no room for both.
    let height = offered.min(below.saturating_sub(ABOUT).max(below.div_ceil(2)));
    let scroll = (library.at + 1).saturating_sub(usize::from(height));
    let width = library.offered.iter().map(|it| text::width(it.name()));
    let width = u16::try_from(width.max().unwrap_or(0)).unwrap_or(u16::MAX) + 2;
    let shown = library.offered.iter().enumerate().skip(scroll);
    for ((at, offered), line) in shown.zip((1..=height).map_while(|nth| area.line(nth))) {
        let is_here = at == library.at;
        row::bar(canvas, (line.x, line.y), is_here);
        if is_here {
            canvas.cursor = (line.x, line.y);
        }
        let (plain, faint) = (canvas.theme.plain(), canvas.theme.faint());
        let name = if is_here {
            canvas.theme.strong()
        } else {
            plain
        };
        let picked = if library.picked.contains(&at) {
            "[x]"
        } else {
            "[ ]"
        };
        canvas.put((line.x + 2, line.y), 3, picked, plain);
        canvas.put((line.x + BOX, line.y), width, offered.name(), name);
        let words = offered.told().into_iter().next().unwrap_or_default();
        let words = canvas.shown(&words).into_owned();
        let x = line.x + BOX + width;
        let room = line.right().saturating_sub(x + 1);
        canvas.put((x, line.y), room, &words, faint);
    }
    let from = height + 2;
    about(canvas, area, from, library);
    let hidden = library
        .offered
        .len()
        .saturating_sub(scroll + usize::from(height));
    off_screen(canvas, &[(scroll, "above"), (hidden, "below")])
}

/// Paints all there is to say about the one under the cursor, as far as there is room.
fn about(canvas: &mut Canvas, area: Rect, from: u16, library: &LibraryOverlay) {
    let Some(offered) = library.offered.get(library.at) else {
        return;
    };
    let rows = (from..).map_while(|line| area.line(line));
    let told = offered.told();
    let room = usize::from(area.width.saturating_sub(BOX + 1));
    let style = canvas.theme.plain();
    let shown: Vec<String> = told
        .iter()
        .map(|it| canvas.shown(it).into_owned())
        .collect();
    let lines = shown.iter().flat_map(|words| text::wrap(words, room));
    for (line, row) in lines.zip(rows) {
        canvas.put(
            (row.x + BOX, row.y),
            row.width.saturating_sub(BOX + 1),
            line,
            style,
        );
    }
}
