//! Finding people: the filter, the next match, and going to somebody by name.

use super::{Command, Hint, Scope, always};
use crate::app::{App, Asking};

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "filter",
        doc: "lists whom it finds: `dana`, `due`, `dept:sales power>=4`, `-stance:skeptic`, `#emea`",
        keys: &["/"],
        scope: Scope::Board,
        hint: Some(Hint {
            word: "find",
            cut: 4,
        }),
        when: super::has_people,
        run: |app| {
            let text = app.board_screen().filter().map(|it| it.text().to_owned());
            app.ask_with(Asking::Filter, &text.unwrap_or_default())
        },
    },
    Command {
        name: "next match",
        doc: "the next one whom the filter, or the last one, finds",
        keys: &["n"],
        scope: Scope::Board,
        hint: None,
        when: super::has_people,
        run: |app| app.look_for(true),
    },
    Command {
        name: "previous match",
        doc: "the previous one whom the filter, or the last one, finds",
        keys: &["N"],
        scope: Scope::Board,
        hint: None,
        when: super::has_people,
        run: |app| app.look_for(false),
    },
    Command {
        name: "go",
        doc: "to a person or a department by name: `dana`, `sales`",
        keys: &["@"],
        scope: Scope::Anywhere,
        hint: None,
        when: always,
        run: |app| app.ask(Asking::Go),
    },
    Command {
        name: "clear filter",
        doc: "lists everybody again",
        keys: &["Esc"],
        scope: Scope::Board,
        hint: Some(Hint {
            word: "all",
            cut: 1,
        }),
        // Esc takes the marks off first.
        when: |app| {
            let screen = app.board_screen();
            screen.filter().is_some() && screen.marks().count() == 0
        },
        run: App::clear_filter,
    },
];
