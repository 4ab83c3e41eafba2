//! The pane beside the board, and scrolling it.

use super::{Command, Scope, always};
use crate::app::App;

/// How many lines a key scrolls.
const LINES: isize = 3;

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "pane",
        doc: "shows beside the board what is known of whom the cursor is on, or hides it",
        keys: &["Tab"],
        scope: Scope::Board,
        hint: None,
        when: always,
        run: App::toggle_pane,
    },
    scroll("pane down", "scrolls the pane down", &["J"], |app| {
        app.scroll_pane(LINES)
    }),
    scroll("pane up", "scrolls the pane up", &["K"], |app| {
        app.scroll_pane(-LINES)
    }),
];

const fn scroll(
    name: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut App) -> Vec<crate::app::Effect>,
) -> Command {
    Command {
        when: has_pane,
        ..Command::quiet(Scope::Board, name, doc, keys, run)
    }
}

fn has_pane(app: &App) -> bool {
    app.pane().is_some()
}
