//! Marking several people, for one key to act on all of them at once.

use super::{Command, Hint, Scope, always};
use crate::app::{App, BoardScreen};

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "mark",
        doc: "marks this person and goes on; `<` `>` `m` `t` `c` `f` `d` act on all marked",
        keys: &["Space"],
        scope: Scope::Board,
        hint: Some(Hint {
            word: "mark",
            cut: 6,
        }),
        when: super::has_people,
        run: |app| app.relist(BoardScreen::toggle_mark),
    },
    Command {
        name: "mark to here",
        doc: "marks everybody from the last mark to this person",
        keys: &["V"],
        scope: Scope::Board,
        hint: None,
        when: always,
        run: |app| app.relist(BoardScreen::mark_to_here),
    },
    Command {
        name: "clear marks",
        doc: "takes every mark off",
        keys: &["Esc"],
        scope: Scope::Board,
        hint: Some(Hint {
            word: "unmark",
            cut: 1,
        }),
        when: |app| app.board_screen().marks().count() > 0,
        run: |app| app.relist(|screen, _| screen.clear_marks()),
    },
];

/// For commands about the selected person or those who are marked.
pub(super) fn on_people(app: &App) -> bool {
    super::on_a_person(app) || app.is_about_several()
}
