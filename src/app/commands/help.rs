//! The help: opening, reading, closing.

use super::{Command, Hint, Scope, always};
use crate::app::{App, Effect, HelpOverlay, Overlay};

pub(super) static COMMANDS: &[Command] = &[
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
        name: "find in help",
        doc: "only the lines with the words you type",
        keys: &["/"],
        scope: Scope::Help,
        hint: Some(Hint {
            word: "find",
            cut: 1,
        }),
        when: always,
        run: |app| finding(app, |help| help.is_finding = true),
    },
    Command {
        name: "keep find",
        doc: "keeps the lines that are found",
        keys: &["Enter"],
        scope: Scope::Finding,
        hint: Some(Hint {
            word: "keeps them",
            cut: 0,
        }),
        when: always,
        run: |app| finding(app, |help| help.is_finding = false),
    },
    Command {
        name: "drop find",
        doc: "shows all lines again",
        keys: &["Esc", "Ctrl-C"],
        scope: Scope::Finding,
        hint: Some(Hint {
            word: "shows all",
            cut: 0,
        }),
        when: always,
        run: |app| {
            finding(app, |help| {
                help.find.clear();
                help.is_finding = false;
            })
        },
    },
    Command::quiet(
        Scope::Finding,
        "delete letter",
        "deletes the last letter",
        &["Backspace"],
        |app| {
            finding(app, |help| {
                help.find.pop();
            })
        },
    ),
    Command::quiet(
        Scope::Finding,
        "delete find",
        "deletes all letters",
        &["Ctrl-U"],
        |app| finding(app, |help| help.find.clear()),
    ),
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
    app.overlay = Some(Overlay::Help(HelpOverlay {
        about,
        scroll: 0,
        find: String::new(),
        is_finding: false,
    }));
    Vec::new()
}

fn scroll_by(app: &mut App, lines: isize) -> Vec<Effect> {
    let most = app.page_overflow();
    if let Some(Overlay::Help(help)) = &mut app.overlay {
        help.scroll = help.scroll.saturating_add_signed(lines).min(most);
    }
    Vec::new()
}

/// Changes what is looked for, and shows what is found from its top.
pub(in crate::app) fn finding(app: &mut App, change: impl FnOnce(&mut HelpOverlay)) -> Vec<Effect> {
    if let Some(Overlay::Help(help)) = &mut app.overlay {
        change(help);
        help.scroll = 0;
    }
    Vec::new()
}

fn close(app: &mut App) -> Vec<Effect> {
    app.overlay = None;
    Vec::new()
}
