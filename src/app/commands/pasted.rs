//! Keys while rows that were pasted are shown.

use super::{Command, Hint, Scope, always};
use crate::app::{App, Effect};

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "take rows",
        doc: "adds everybody in the rows that are understood, as one change",
        keys: &["Enter"],
        scope: Scope::Pasted,
        hint: Some(Hint {
            word: "adds them",
            cut: 0,
        }),
        when: always,
        run: App::take_pasted,
    },
    Command {
        name: "drop rows",
        doc: "drops the rows; what was typed before is there again",
        keys: &["Esc", "q", "Ctrl-C"],
        scope: Scope::Pasted,
        hint: Some(Hint {
            word: "drops them",
            cut: 0,
        }),
        when: always,
        run: App::drop_pasted,
    },
    scroll("rows down", "one row down", &["j", "↓"], |app| {
        app.scroll_pasted(1)
    }),
    scroll("rows up", "one row up", &["k", "↑"], |app| {
        app.scroll_pasted(-1)
    }),
    scroll(
        "rows page down",
        "half a screen down",
        &["Ctrl-D", "PgDn", "Space"],
        |app| app.scroll_pasted(app.half_page()),
    ),
    scroll(
        "rows page up",
        "half a screen up",
        &["Ctrl-U", "PgUp"],
        |app| app.scroll_pasted(-app.half_page()),
    ),
];

const fn scroll(
    name: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut App) -> Vec<Effect>,
) -> Command {
    Command::quiet(Scope::Pasted, name, doc, keys, run)
}
