//! The pane beside the board, and scrolling it.

use super::{Command, Scope};
use crate::app::App;

/// How many lines a key scrolls.
const LINES: isize = 3;

pub(super) static COMMANDS: &[Command] = &[
    Command::quiet(
        Scope::Board,
        "pane",
        "shows beside the board what is known of whom the cursor is on, or hides it",
        &["Tab"],
        App::toggle_pane,
    ),
    Command {
        when: App::shows_pane,
        ..Command::quiet(
            Scope::Board,
            "pane down",
            "scrolls the pane down",
            &["J"],
            |app| app.scroll_pane(LINES),
        )
    },
    Command {
        when: App::shows_pane,
        ..Command::quiet(
            Scope::Board,
            "pane up",
            "scrolls the pane up",
            &["K"],
            |app| app.scroll_pane(-LINES),
        )
    },
];
