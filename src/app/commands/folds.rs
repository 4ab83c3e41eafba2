//! Folding departments, with vim's keys.

use super::{Command, Scope};
use crate::app::{App, BoardScreen, Effect};

pub(super) const COMMANDS: &[Command] = &[
    fold(
        "fold",
        "folds or unfolds this department",
        &["z a"],
        |app| app.fold(BoardScreen::toggle_fold),
    ),
    fold("unfold", "unfolds this department", &["z o"], |app| {
        app.fold(|screen, board| screen.set_fold(board, false))
    }),
    fold("close", "folds this department", &["z c"], |app| {
        app.fold(|screen, board| screen.set_fold(board, true))
    }),
    fold("fold all", "folds every department", &["z M"], |app| {
        app.fold(BoardScreen::fold_all)
    }),
    fold("unfold all", "unfolds every department", &["z R"], |app| {
        app.fold(BoardScreen::unfold_all)
    }),
];

const fn fold(
    name: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut App) -> Vec<Effect>,
) -> Command {
    Command::quiet(Scope::Board, name, doc, keys, run)
}
