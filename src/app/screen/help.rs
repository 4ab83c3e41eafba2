//! The help over a screen: its lines come from the command table and the effective keys.

use crate::app::commands::{self, Command, Scope};
use crate::app::keymap::{Keymap, spell};
use crate::layout::{Look, Paragraph};
use crate::model::Stance;

/// The help, scrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpOverlay {
    /// Which part of the program it is about.
    pub about: Scope,
    /// How many lines are off the top.
    pub scroll: usize,
}

impl HelpOverlay {
    /// Returns all it says: the keys of the part it was asked in, those that work everywhere,
    /// and the rungs in words.
    pub fn paragraphs(&self, keymap: &Keymap) -> Vec<Paragraph> {
        let mut paragraphs = Vec::new();
        for scope in [self.about, Scope::Anywhere, Scope::Prompt] {
            paragraphs.push(Paragraph::heading(scope.title()));
            let here = commands::all().filter(|command| command.scope == scope);
            paragraphs.extend(here.map(|command| keys_of(keymap, command)));
            paragraphs.push(Paragraph::blank());
        }
        paragraphs.push(Paragraph::heading("The rungs"));
        let rung = |stance: Stance| Paragraph::new(stance.word(), stance.meaning(), Look::Plain);
        paragraphs.extend(Stance::RUNGS.map(rung));
        paragraphs
    }
}

/// Returns a command with the keys that run it, or with what to type after `:`.
fn keys_of(keymap: &Keymap, command: &'static Command) -> Paragraph {
    let mut keys: Vec<String> = keymap.keys_of(command).map(spell).collect();
    if keys.is_empty() {
        keys.push(format!(":{}", command.name));
    }
    Paragraph::new(&keys.join("  "), command.doc, Look::Plain)
}
