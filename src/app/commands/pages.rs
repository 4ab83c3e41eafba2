//! Moving the cursor of a page: the views and a person's page.

use super::{Command, Hint, Scope, always};
use crate::app::{App, Effect, PageScreen};

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "line down",
        doc: "the next line the cursor stops at",
        keys: &["j", "↓"],
        scope: Scope::Page,
        hint: Some(Hint {
            word: "look",
            cut: 3,
        }),
        when: always,
        run: |app| app.leaf_through(PageScreen::down),
    },
    Command {
        name: "line up",
        doc: "the line before",
        keys: &["k", "↑"],
        scope: Scope::Page,
        hint: Some(Hint {
            word: "look",
            cut: 3,
        }),
        when: always,
        run: |app| app.leaf_through(PageScreen::up),
    },
    go("section down", "the next heading", &["}"], |app| {
        app.leaf_through(PageScreen::next_section)
    }),
    go(
        "section up",
        "this heading, then the one before",
        &["{"],
        |app| app.leaf_through(PageScreen::previous_section),
    ),
    go(
        "screen down",
        "half a screen down",
        &["Ctrl-D", "PgDn"],
        |app| app.leaf_through(PageScreen::half_down),
    ),
    go(
        "screen up",
        "half a screen up",
        &["Ctrl-U", "PgUp"],
        |app| app.leaf_through(PageScreen::half_up),
    ),
    go("top", "the top of the page", &["g", "Home"], |app| {
        app.leaf_through(PageScreen::first)
    }),
    go("bottom", "the end of the page", &["G", "End"], |app| {
        app.leaf_through(PageScreen::last)
    }),
    Command {
        name: "back",
        doc: "back to where one came from",
        keys: &["Esc", "h", "←", "q"],
        scope: Scope::Page,
        hint: Some(Hint {
            word: "back",
            cut: 0,
        }),
        when: always,
        run: App::go_back,
    },
];

const fn go(
    name: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut App) -> Vec<Effect>,
) -> Command {
    Command::quiet(Scope::Page, name, doc, keys, run)
}
