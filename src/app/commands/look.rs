//! Looking around the board: next, previous, ends, pages, departments, the layout.

use super::{Command, Hint, Scope, always, on_a_person};
use crate::app::{App, Arrangement, BoardScreen, Effect, Selection};

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "next person",
        doc: "the next person",
        keys: &["j", "↓"],
        scope: Scope::Board,
        hint: Some(Hint {
            word: "look",
            cut: 3,
        }),
        when: always,
        run: |app| app.look(|screen, _| screen.down(1)),
    },
    Command {
        name: "previous person",
        doc: "the previous person",
        keys: &["k", "↑"],
        scope: Scope::Board,
        hint: Some(Hint {
            word: "look",
            cut: 3,
        }),
        when: always,
        run: |app| app.look(|screen, _| screen.up(1)),
    },
    Command {
        name: "next department",
        doc: "the next department",
        keys: &["}"],
        scope: Scope::Board,
        hint: None,
        when: always,
        run: |app| app.look(|screen, _| screen.next_department()),
    },
    Command {
        name: "previous department",
        doc: "this department's row, then the one before",
        keys: &["{"],
        scope: Scope::Board,
        hint: None,
        when: always,
        run: |app| app.look(|screen, _| screen.previous_department()),
    },
    Command {
        name: "first",
        doc: "the first person",
        keys: &["g", "Home"],
        scope: Scope::Board,
        hint: None,
        when: always,
        run: |app| app.look(|screen, _| screen.first()),
    },
    Command {
        name: "last",
        doc: "the last person",
        keys: &["G", "End"],
        scope: Scope::Board,
        hint: None,
        when: always,
        run: |app| app.look(|screen, _| screen.last()),
    },
    Command {
        name: "page down",
        doc: "half a screen down",
        keys: &["Ctrl-D", "PgDn"],
        scope: Scope::Board,
        hint: None,
        when: always,
        run: |app| app.look(BoardScreen::down),
    },
    Command {
        name: "page up",
        doc: "half a screen up",
        keys: &["Ctrl-U", "PgUp"],
        scope: Scope::Board,
        hint: None,
        when: always,
        run: |app| app.look(BoardScreen::up),
    },
    Command {
        name: "right",
        doc: "in columns and grid: the next one to the right",
        keys: &["l", "→"],
        scope: Scope::Board,
        hint: None,
        when: has_sides,
        run: |app| app.look(|screen, _| screen.right()),
    },
    Command {
        name: "left",
        doc: "in columns and grid: the next one to the left",
        keys: &["h", "←"],
        scope: Scope::Board,
        hint: None,
        when: has_sides,
        run: |app| app.look(|screen, _| screen.left()),
    },
    Command {
        name: "open",
        doc: "on a person: everything about them",
        keys: &["Enter", "l", "→"],
        scope: Scope::Board,
        hint: Some(Hint {
            word: "open",
            cut: 4,
        }),
        when: on_a_person,
        run: open,
    },
    Command {
        name: "open department",
        doc: "on a department: folds or unfolds it",
        keys: &["Enter", "l", "→"],
        scope: Scope::Board,
        hint: Some(Hint {
            word: "fold",
            cut: 4,
        }),
        when: on_a_department,
        run: |app| app.relist(BoardScreen::toggle_fold),
    },
    Command {
        name: "layout",
        doc: "rows, columns by rung, or the grid of power and interest; the selection stays",
        keys: &["v"],
        scope: Scope::Board,
        hint: Some(Hint {
            word: "layout",
            cut: 6,
        }),
        when: always,
        run: |app| app.relist(BoardScreen::toggle_arrangement),
    },
];

fn has_sides(app: &App) -> bool {
    app.board_screen().arrangement() != Arrangement::Rows
}

fn on_a_department(app: &App) -> bool {
    matches!(app.board_screen().selection(), Selection::Department(_))
}

fn open(app: &mut App) -> Vec<Effect> {
    match app.selected_id().cloned() {
        Some(id) => app.open_person(&id),
        None => Vec::new(),
    }
}
