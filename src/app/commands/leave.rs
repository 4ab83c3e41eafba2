//! Leaving, suspending, painting anew.

use super::{Command, Hint, Scope, always};
use crate::app::{App, Effect, SaveState};

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "quit",
        doc: "leaves; everything is saved already",
        keys: &["q"],
        scope: Scope::Board,
        hint: Some(Hint {
            word: "quit",
            cut: 1,
        }),
        when: always,
        run: quit,
    },
    Command {
        name: "leave",
        doc: "leaves from any screen, also as `:x`",
        keys: &["Z Z"],
        scope: Scope::Anywhere,
        hint: None,
        when: always,
        run: quit,
    },
    Command {
        name: "redraw",
        doc: "paints the screen again",
        keys: &["Ctrl-L"],
        scope: Scope::Anywhere,
        hint: None,
        when: always,
        run: |_| vec![Effect::Redraw],
    },
    Command {
        name: "suspend",
        doc: "back to the shell; `fg` returns",
        keys: &["Ctrl-Z"],
        scope: Scope::Anywhere,
        hint: None,
        when: always,
        run: |_| vec![Effect::Flush, Effect::Suspend],
    },
    Command {
        name: "cancel",
        doc: "takes back keys half pressed",
        keys: &["Ctrl-C"],
        scope: Scope::Anywhere,
        hint: None,
        when: always,
        run: |app| {
            let quit = app.keymap.key_of("quit");
            app.tell(&format!("{quit} quits"))
        },
    },
];

/// Leaves when all is on disk; else saves first. A change that can't be saved is named, and a
/// second `q` leaves with it kept aside.
fn quit(app: &mut App) -> Vec<Effect> {
    match &app.saved {
        SaveState::Unchanged | SaveState::Saved(_) => vec![Effect::Quit],
        SaveState::Waiting | SaveState::Saving => {
            app.is_leaving = true;
            vec![Effect::Flush]
        }
        SaveState::NotSaved(_)
        | SaveState::Diverged(_)
        | SaveState::Gone(_)
        | SaveState::Paused(_)
            if app.is_leaving =>
        {
            vec![Effect::Quit]
        }
        SaveState::NotSaved(why)
        | SaveState::Diverged(why)
        | SaveState::Gone(why)
        | SaveState::Paused(why) => {
            let sentence = format!("{why}{}", app.how_to_leave());
            app.is_leaving = true;
            app.tell(&sentence)
        }
    }
}

impl App {
    /// Says whether the last key was one to leave by, and something is not saved.
    pub fn is_leaving(&self) -> bool {
        self.is_leaving
    }
}
