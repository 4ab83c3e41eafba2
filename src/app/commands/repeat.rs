//! `.`: logs what was moved by hand in an editor, else does the last change once more.

use super::{Command, Scope, moving, on_a_person};
use crate::app::reading::understood;
use crate::app::{App, Asking, Deed, Effect};
use crate::model::{Edit, Entry, Id, Stance};

pub(super) static COMMANDS: &[Command] = &[Command {
    name: "repeat",
    doc: "logs a stance that was changed by hand, else repeats the last change on this person",
    keys: &["."],
    scope: Scope::Anywhere,
    hint: None,
    when: on_a_person,
    run: repeat,
}];

/// What can be done once more to somebody else.
#[derive(Clone, Debug)]
pub(in crate::app) enum Repeatable {
    /// A move, by its command.
    Move(&'static Command),
    /// A line about a person.
    Line(fn(Id) -> Asking, String),
}

impl Repeatable {
    /// Returns what a command that changed something is when it is repeated.
    pub fn of_command(command: &'static Command) -> Option<Self> {
        let moves = moving::COMMANDS.iter().map(|row| row.name);
        let is_move = moves.into_iter().any(|name| name == command.name);
        is_move.then_some(Self::Move(command))
    }

    /// Returns what a line that changed something is when it is repeated.
    pub fn of_line(asking: &Asking, text: &str) -> Option<Self> {
        let about: fn(Id) -> Asking = match asking {
            Asking::Influence(_) => Asking::Influence,
            Asking::PersonField(_) => Asking::PersonField,
            Asking::Objection(_) => Asking::Objection,
            Asking::Talk(_) => Asking::Talk,
            Asking::Proof(_) => Asking::Proof,
            Asking::Favour(_) => Asking::Favour,
            _ => return None,
        };
        Some(Self::Line(about, text.to_owned()))
    }
}

fn repeat(app: &mut App) -> Vec<Effect> {
    if let Some((id, from, to)) = app.moved_by_hand() {
        return log_by_hand(app, &id, from, to);
    }
    match app.repeatable.clone() {
        None => app.tell("Nothing to repeat yet: . does the last change on somebody else"),
        Some(Repeatable::Move(command)) => (command.run)(app),
        Some(Repeatable::Line(about, text)) => {
            let Some(id) = app.selected_id().cloned() else {
                return Vec::new();
            };
            let (live, deed) = understood(app.reading(&about(id), None, &text));
            match deed {
                Deed::Change(ready) => app.change(&ready.words, &ready.about, &ready.edits),
                Deed::Move(id, stance) => moving::to_rung(app, &id, stance),
                _ => match live {
                    crate::app::Live::Wrong(problem) => app.tell(&problem),
                    _ => Vec::new(),
                },
            }
        }
    }
}

fn log_by_hand(app: &mut App, id: &Id, from: Stance, to: Stance) -> Vec<Effect> {
    let name = app
        .selected_person()
        .map_or_else(String::new, |it| it.name.clone());
    let edit = Edit::AddEntry {
        at: app.board().log.len(),
        entry: Box::new(Entry::Moved {
            on: app.today(),
            who: id.clone(),
            from,
            to,
            proof: None,
            because: String::new(),
        }),
    };
    let words = format!(
        "Logged {name} from {} to {}",
        from.in_words(),
        to.in_words()
    );
    app.change(&words, id, &[edit])
}
