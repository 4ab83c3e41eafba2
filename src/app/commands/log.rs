//! The log: of everybody or of one person, and taking an entry out.

use super::{Command, Hint, Scope};
use crate::app::{App, Effect};
use crate::layout::{Target, View};
use crate::model::{Edit, Id};

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "log of one",
        doc: "the log of the selected person alone, or of everybody again",
        keys: &["v"],
        scope: Scope::View(View::Log),
        hint: Some(Hint {
            word: "one or all",
            cut: 3,
        }),
        when: has_choice,
        run: App::toggle_log,
    },
    Command {
        name: "remove entry",
        doc: "takes the entry under the cursor out of the log",
        keys: &["d r"],
        scope: Scope::Page,
        hint: None,
        when: on_an_entry,
        run: remove,
    },
];

fn has_choice(app: &App) -> bool {
    let is_of_one = app.page_screen().is_some_and(|screen| screen.of.is_some());
    is_of_one || app.chosen().is_some()
}

fn on_an_entry(app: &App) -> bool {
    matches!(app.target(), Some(Target::Entry(_)))
}

fn remove(app: &mut App) -> Vec<Effect> {
    let Some(Target::Entry(at)) = app.target().cloned() else {
        return Vec::new();
    };
    let Some(entry) = app.board().log.get(at) else {
        return Vec::new();
    };
    let about = entry.who().first().cloned().unwrap_or_else(Id::default);
    let words = format!("Removed the entry of {}", entry.on());
    app.change(&words, &about, &[Edit::RemoveEntry(at)])
}
