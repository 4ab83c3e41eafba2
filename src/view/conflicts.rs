//! Questions about two versions: one at a time over the board, or what is missing from the file.

use super::canvas::Canvas;
use super::page;
use crate::app::{App, ConflictsOverlay};
use crate::layout::{Areas, Page};

/// How many changes are listed before "and 4 more".
const LISTED: usize = 6;

/// Paints the question looked at. Returns what is off screen, in words.
pub fn draw(canvas: &mut Canvas, areas: &Areas, page: &Page, asked: &ConflictsOverlay) -> String {
    page::help(canvas, areas, page, asked.scroll)
}

/// Returns the title and the lines of the panel that offers what is missing from the file.
pub fn missing(app: &App) -> Option<(String, Vec<String>)> {
    let missing = app.missing()?;
    let told = missing.told(app.board());
    let changes = match told.changed {
        1 => "1 change".to_owned(),
        several => format!("{several} changes"),
    };
    let saved = if missing.on.is_empty() {
        "saved before".to_owned()
    } else {
        format!("saved on {}", missing.on)
    };
    let is_one = told.changed == 1;
    let verb = if is_one { "is" } else { "are" };
    let title = format!(
        "{changes} {saved} {verb} missing from {}",
        app.origin().name
    );
    let mut lines: Vec<String> = told.words.iter().take(LISTED).cloned().collect();
    if told.words.len() > LISTED {
        lines.push(format!("and {} more", told.words.len() - LISTED));
    }
    Some((title, lines))
}
