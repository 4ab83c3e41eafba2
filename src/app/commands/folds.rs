//! Folding departments, with vim's keys.

use super::{Command, Scope};
use crate::app::{App, BoardScreen, Effect};

pub(super) static COMMANDS: &[Command] = &[
    fold(
        "fold",
        "folds or unfolds this department",
        &["z a"],
        |app| app.relist(BoardScreen::toggle_fold),
    ),
    fold("unfold", "unfolds this department", &["z o"], |app| {
        app.relist(|screen, facts| screen.set_fold(facts, false))
    }),
    fold("close", "folds this department", &["z c"], |app| {
        app.relist(|screen, facts| screen.set_fold(facts, true))
    }),
    fold(
        "fold all",
        "folds every department",
        &["z M", "z m"],
        |app| app.relist(BoardScreen::fold_all),
    ),
    fold(
        "unfold all",
        "unfolds every department",
        &["z R", "z r"],
        |app| app.relist(BoardScreen::unfold_all),
    ),
];

const fn fold(
    name: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut App) -> Vec<Effect>,
) -> Command {
    Command::quiet(Scope::Board, name, doc, keys, run)
}
