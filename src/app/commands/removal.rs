//! Answering what a removal asks.

use super::{Command, Hint, Scope, always};
use crate::app::{App, Effect, Overlay};
use crate::model::removal_of_all;

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "confirm",
        doc: "removes, with all that is listed; undo brings it back",
        keys: &["Enter"],
        scope: Scope::Removal,
        hint: Some(Hint {
            word: "remove",
            cut: 0,
        }),
        when: always,
        run: confirm,
    },
    Command {
        name: "keep",
        doc: "keeps everything as it is",
        keys: &["Esc", "h", "q", "Ctrl-C"],
        scope: Scope::Removal,
        hint: Some(Hint {
            word: "keep",
            cut: 0,
        }),
        when: always,
        run: keep,
    },
];

fn confirm(app: &mut App) -> Vec<Effect> {
    let Some(Overlay::Removal(asked)) = app.overlay.take() else {
        return Vec::new();
    };
    let Some(first) = asked.ids.first() else {
        return Vec::new();
    };
    let edits = removal_of_all(app.board(), &asked.ids);
    app.go_off(&asked.ids);
    app.change(&format!("Removed {}", asked.name), first, &edits)
}

fn keep(app: &mut App) -> Vec<Effect> {
    app.overlay = None;
    Vec::new()
}
