//! Reading a person's page.

use super::{Command, Hint, Scope, always};
use crate::app::{App, Effect, Screen};

pub(super) const COMMANDS: &[Command] = &[
    scroll(
        "line down",
        "one line down",
        &["j", "↓", "J"],
        Some(Hint {
            word: "scroll",
            cut: 3,
        }),
        |app| scroll_by(app, 1),
    ),
    scroll(
        "line up",
        "one line up",
        &["k", "↑", "K"],
        Some(Hint {
            word: "scroll",
            cut: 3,
        }),
        |app| scroll_by(app, -1),
    ),
    scroll(
        "screen down",
        "half a screen down",
        &["Ctrl-D", "PgDn"],
        None,
        |app| scroll_by(app, app.half_page()),
    ),
    scroll(
        "screen up",
        "half a screen up",
        &["Ctrl-U", "PgUp"],
        None,
        |app| scroll_by(app, -app.half_page()),
    ),
    scroll("top", "the top of the page", &["g", "Home"], None, |app| {
        scroll_by(app, isize::MIN)
    }),
    scroll(
        "bottom",
        "the end of the page",
        &["G", "End"],
        None,
        |app| scroll_by(app, isize::MAX),
    ),
    Command {
        name: "back",
        doc: "back to the board",
        keys: &["Esc", "h", "←", "q"],
        scope: Scope::Person,
        hint: Some(Hint {
            word: "back",
            cut: 0,
        }),
        when: always,
        run: back,
    },
];

const fn scroll(
    name: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
    hint: Option<Hint>,
    run: fn(&mut App) -> Vec<Effect>,
) -> Command {
    Command {
        name,
        doc,
        keys,
        scope: Scope::Person,
        hint,
        when: always,
        run,
    }
}

fn scroll_by(app: &mut App, lines: isize) -> Vec<Effect> {
    let most = app.page_overflow();
    if let Screen::Person(page) = &mut app.screen {
        page.scroll = page.scroll.saturating_add_signed(lines).min(most);
    }
    Vec::new()
}

fn back(app: &mut App) -> Vec<Effect> {
    app.screen = Screen::Board;
    Vec::new()
}
