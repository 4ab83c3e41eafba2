//! The help: opening, reading, closing.

use super::{Command, Hint, Scope, always};
use crate::app::{App, Effect, HelpOverlay, Overlay};

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "help",
        doc: "every key that works here",
        keys: &["?"],
        scope: Scope::Anywhere,
        hint: Some(Hint {
            word: "help",
            cut: 0,
        }),
        when: always,
        run: open,
    },
    scroll("help down", "one line down", &["j", "↓"], |app| {
        scroll_by(app, 1)
    }),
    scroll("help up", "one line up", &["k", "↑"], |app| {
        scroll_by(app, -1)
    }),
    scroll(
        "help page down",
        "half a screen down",
        &["Ctrl-D", "PgDn", "Space"],
        |app| scroll_by(app, app.half_page()),
    ),
    scroll(
        "help page up",
        "half a screen up",
        &["Ctrl-U", "PgUp"],
        |app| scroll_by(app, -app.half_page()),
    ),
    scroll("help top", "the first line", &["g", "Home"], |app| {
        scroll_by(app, isize::MIN)
    }),
    scroll("help bottom", "the last line", &["G", "End"], |app| {
        scroll_by(app, isize::MAX)
    }),
    Command {
        name: "close help",
        doc: "back to where you were",
        keys: &["Esc", "q", "?", "h", "Enter", "Ctrl-C"],
        scope: Scope::Help,
        hint: Some(Hint {
            word: "close",
            cut: 0,
        }),
        when: always,
        run: close,
    },
];

const fn scroll(
    name: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut App) -> Vec<Effect>,
) -> Command {
    Command::quiet(Scope::Help, name, doc, keys, run)
}

fn open(app: &mut App) -> Vec<Effect> {
    let about = app.scope();
    app.overlay = Some(Overlay::Help(HelpOverlay { about, scroll: 0 }));
    Vec::new()
}

fn scroll_by(app: &mut App, lines: isize) -> Vec<Effect> {
    let most = app.page_overflow();
    if let Some(Overlay::Help(help)) = &mut app.overlay {
        help.scroll = help.scroll.saturating_add_signed(lines).min(most);
    }
    Vec::new()
}

fn close(app: &mut App) -> Vec<Effect> {
    app.overlay = None;
    Vec::new()
}
