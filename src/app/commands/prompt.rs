//! Keys of a line that is typed. Letters are letters; these are the others.

use tui_input::InputRequest;

use super::{Command, Hint, Scope, always};
use crate::app::{App, Effect};

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "keep filter",
        doc: "in a filter: keeps it, and goes back to whom it finds",
        keys: &["Enter"],
        scope: Scope::Prompt,
        hint: Some(Hint {
            word: "keeps it",
            cut: 0,
        }),
        when: App::is_typing_a_filter,
        run: |app| app.do_line(),
    },
    Command {
        name: "do",
        doc: "does what the second line says; adding goes on with the next",
        keys: &["Enter"],
        scope: Scope::Prompt,
        hint: Some(Hint {
            word: "does it",
            cut: 0,
        }),
        when: always,
        run: |app| app.do_line(),
    },
    Command {
        name: "complete",
        doc: "completes departments, names, rungs, fields; again: the next",
        keys: &["Tab"],
        scope: Scope::Prompt,
        hint: Some(Hint {
            word: "completes",
            cut: 1,
        }),
        when: always,
        run: |app| app.complete(false),
    },
    Command {
        name: "complete back",
        doc: "the completion before",
        keys: &["S-Tab"],
        scope: Scope::Prompt,
        hint: None,
        when: always,
        run: |app| app.complete(true),
    },
    Command {
        name: "end filter",
        doc: "in a filter: ends it and lists everybody",
        keys: &["Esc", "Ctrl-C"],
        scope: Scope::Prompt,
        hint: Some(Hint {
            word: "shows all",
            cut: 0,
        }),
        when: App::is_typing_a_filter,
        run: |app| app.end_line(),
    },
    Command {
        name: "end",
        doc: "ends the line and keeps what is typed for the next time",
        keys: &["Esc", "Ctrl-C"],
        scope: Scope::Prompt,
        hint: Some(Hint {
            word: "ends",
            cut: 0,
        }),
        when: always,
        run: |app| app.end_line(),
    },
    edit("letter back", "one letter to the left", &["←"], |app| {
        app.edit_line(InputRequest::GoToPrevChar)
    }),
    edit("letter on", "one letter to the right", &["→"], |app| {
        app.edit_line(InputRequest::GoToNextChar)
    }),
    edit(
        "line start",
        "the beginning of the line",
        &["Home"],
        |app| app.edit_line(InputRequest::GoToStart),
    ),
    edit(
        "line end",
        "the end of the line",
        &["End", "Ctrl-E"],
        |app| app.edit_line(InputRequest::GoToEnd),
    ),
    edit(
        "delete back",
        "deletes the letter before",
        &["Backspace"],
        delete_back,
    ),
    edit(
        "delete",
        "deletes the letter under the cursor",
        &["Del"],
        |app| app.edit_line(InputRequest::DeleteNextChar),
    ),
    edit(
        "delete to start",
        "deletes all before the cursor",
        &["Ctrl-U"],
        |app| app.edit_line(InputRequest::DeleteFromStart),
    ),
    edit(
        "delete to end",
        "deletes all from the cursor on",
        &["Ctrl-K"],
        |app| app.edit_line(InputRequest::DeleteTillEnd),
    ),
];

const fn edit(
    name: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut App) -> Vec<Effect>,
) -> Command {
    Command::quiet(Scope::Prompt, name, doc, keys, run)
}

fn delete_back(app: &mut App) -> Vec<Effect> {
    app.edit_line(InputRequest::DeletePrevChar)
}
