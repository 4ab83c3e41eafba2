//! Departments and plays from the library that comes with the program.

use super::{Command, Hint, Scope, always};
use crate::app::{App, Effect};

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "departments",
        doc: "offers departments to begin with, from the library: what it looks like when they are onside, and when not",
        keys: &[],
        scope: Scope::Anywhere,
        hint: None,
        when: always,
        run: App::offer_departments,
    },
    Command {
        name: "answers",
        doc: "offers plays from the library that answer what they object, or what their department shows",
        keys: &["P"],
        scope: Scope::Anywhere,
        hint: None,
        when: has_department,
        run: App::offer_plays,
    },
    Command {
        hint: Some(Hint {
            word: "pick",
            cut: 0,
        }),
        ..quiet(
            "pick",
            "picks this one, or puts it back",
            &["Space"],
            |app| app.in_library(crate::app::LibraryOverlay::pick),
        )
    },
    Command {
        hint: Some(Hint {
            word: "adds them",
            cut: 0,
        }),
        ..quiet(
            "add picked",
            "adds what is picked, else this one, as one change",
            &["Enter"],
            App::take_from_library,
        )
    },
    Command {
        hint: Some(Hint {
            word: "later",
            cut: 0,
        }),
        ..quiet(
            "leave library",
            "adds nothing",
            &["Esc", "q", "h", "Ctrl-C"],
            |app| {
                app.overlay = None;
                Vec::new()
            },
        )
    },
    quiet("next offered", "the next one", &["j", "↓"], |app| {
        app.in_library(|overlay| overlay.go(1))
    }),
    quiet("previous offered", "the one before", &["k", "↑"], |app| {
        app.in_library(|overlay| overlay.go(-1))
    }),
];

const fn quiet(
    name: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut App) -> Vec<Effect>,
) -> Command {
    Command::quiet(Scope::Library, name, doc, keys, run)
}

fn has_department(app: &App) -> bool {
    app.selected_seat().is_some() || app.selected_department().is_some()
}
