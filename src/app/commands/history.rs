//! Undo and redo.

use super::{Command, Hint, Scope, always};

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "undo",
        doc: "takes the last change back, comments too",
        keys: &["u"],
        scope: Scope::Anywhere,
        hint: Some(Hint {
            word: "undo",
            cut: 2,
        }),
        when: always,
        run: |app| app.undo(),
    },
    Command {
        name: "redo",
        doc: "makes the change undone last again",
        keys: &["Ctrl-R"],
        scope: Scope::Anywhere,
        hint: None,
        when: always,
        run: |app| app.redo(),
    },
];
