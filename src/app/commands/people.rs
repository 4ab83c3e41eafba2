//! Making and removing people.

use super::{Command, Scope, on_a_person};
use crate::app::{App, Effect, Overlay, RemovalOverlay};

pub(super) const COMMANDS: &[Command] = &[Command {
    name: "remove",
    doc: "removes this person, after telling what goes along",
    keys: &["d r"],
    scope: Scope::Anywhere,
    hint: None,
    when: on_a_person,
    run: ask_to_remove,
}];

fn ask_to_remove(app: &mut App) -> Vec<Effect> {
    if let Some(person) = app.selected_person() {
        let removal = RemovalOverlay::new(app.board(), person);
        app.overlay = Some(Overlay::Removal(removal));
    }
    Vec::new()
}
