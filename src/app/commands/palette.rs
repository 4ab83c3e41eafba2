//! Commands by name, and those that have a name and no key.

use super::{Command, Scope, always, has_people};
use crate::app::{App, Asking, Effect};

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "palette",
        doc: "any command by its name: `:move sam supporter`, `:w`, `:q`",
        keys: &[":"],
        scope: Scope::Anywhere,
        hint: None,
        when: always,
        run: |app| app.ask(Asking::Command),
    },
    Command {
        name: "move",
        doc: "somebody to a rung: `:move sam supporter`",
        keys: &[],
        scope: Scope::Anywhere,
        hint: None,
        when: has_people,
        run: |app| app.ask_with(Asking::Command, "move "),
    },
    Command {
        name: "new",
        doc: "another board: `:new mine.ron My programme`; an empty one where there is no file",
        keys: &[],
        scope: Scope::Anywhere,
        hint: None,
        when: always,
        run: |app| app.ask_with(Asking::Command, "new "),
    },
    Command {
        name: "import",
        doc: "people from a spreadsheet: `:import people.xlsx`; shown before it is done",
        keys: &[],
        scope: Scope::Anywhere,
        hint: None,
        when: always,
        run: |app| app.ask_with(Asking::Command, "import "),
    },
    Command {
        name: "write",
        doc: "writes the file now, also as `:w`; every change is written anyway",
        keys: &[],
        scope: Scope::Anywhere,
        hint: None,
        when: always,
        run: write,
    },
    Command {
        name: "write and quit",
        doc: "writes the file and leaves, also as `:wq`",
        keys: &[],
        scope: Scope::Anywhere,
        hint: None,
        when: always,
        run: write_and_quit,
    },
];

fn write(app: &mut App) -> Vec<Effect> {
    let mut effects = app.save();
    effects.push(Effect::Flush);
    effects
}

/// Leaves when the disk says that all is written.
fn write_and_quit(app: &mut App) -> Vec<Effect> {
    app.is_leaving = true;
    write(app)
}
