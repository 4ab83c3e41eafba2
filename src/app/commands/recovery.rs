//! Answering what is offered after a session was killed.

use super::{Command, Hint, Scope, always};
use crate::app::{App, Effect, Overlay};

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "recover",
        doc: "brings back what was not saved, as one change",
        keys: &["Enter"],
        scope: Scope::Recovery,
        hint: Some(hint("bring back", 0)),
        when: always,
        run: App::recover,
    },
    Command {
        name: "look at unsaved",
        doc: "lists all of it, and what the file says otherwise",
        keys: &["l", "→"],
        scope: Scope::Recovery,
        hint: Some(hint("look", 2)),
        when: |app| !is_looking(app),
        run: |app| look(app, true),
    },
    scroll("unsaved down", "one line down", &["j", "↓"], |app| {
        scroll_by(app, 1)
    }),
    scroll("unsaved up", "one line up", &["k", "↑"], |app| {
        scroll_by(app, -1)
    }),
    Command {
        name: "back to question",
        doc: "back to the board with the question",
        keys: &["h", "←"],
        scope: Scope::Recovery,
        hint: Some(hint("back", 2)),
        when: is_looking,
        run: |app| look(app, false),
    },
    Command {
        name: "discard",
        doc: "leaves it out; `onside history` still has it",
        keys: &["d"],
        scope: Scope::Recovery,
        hint: Some(hint("discard", 1)),
        when: always,
        run: App::discard,
    },
    Command {
        name: "ask later",
        doc: "decides nothing; it is offered again at the next opening",
        keys: &["Esc", "q", "Ctrl-C"],
        scope: Scope::Recovery,
        hint: Some(hint("later", 0)),
        when: always,
        run: App::put_off,
    },
];

const fn hint(word: &'static str, cut: u8) -> Hint {
    Hint { word, cut }
}

const fn scroll(
    name: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut App) -> Vec<Effect>,
) -> Command {
    Command {
        name,
        doc,
        keys,
        scope: Scope::Recovery,
        hint: Some(hint("scroll", 3)),
        when: is_looking,
        run,
    }
}

fn is_looking(app: &App) -> bool {
    matches!(&app.overlay, Some(Overlay::Recovery(asked)) if asked.is_looking)
}

fn look(app: &mut App, is_looking: bool) -> Vec<Effect> {
    if let Some(Overlay::Recovery(asked)) = &mut app.overlay {
        asked.is_looking = is_looking;
        asked.scroll = 0;
    }
    Vec::new()
}

fn scroll_by(app: &mut App, lines: isize) -> Vec<Effect> {
    let most = app.page_overflow();
    if let Some(Overlay::Recovery(asked)) = &mut app.overlay {
        asked.scroll = asked.scroll.saturating_add_signed(lines).min(most);
    }
    Vec::new()
}
