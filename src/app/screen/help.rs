//! The help over a screen: its lines come from the command table and the effective keys.

use crate::app::commands::{self, Command, Scope};
use crate::app::keymap::{Keymap, spell};
use crate::model::Stance;

/// The help, scrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpOverlay {
    /// Which part of the program it is about.
    pub about: Scope,
    /// How many lines are off the top.
    pub scroll: usize,
}

/// One line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// Nothing.
    Blank,
    /// What the lines below are about.
    Title(&'static str),
    /// A command with the keys that run it.
    Command {
        /// Its keys, the first being the shortest way: "j ↓".
        keys: String,
        /// What it does.
        doc: &'static str,
    },
    /// A rung of the ladder and what somebody there does.
    Rung(Stance),
}

impl HelpOverlay {
    /// Returns all lines: the keys of the part it was asked in, those that work everywhere,
    /// and the rungs in words.
    pub fn lines(&self, keymap: &Keymap) -> Vec<HelpLine> {
        let mut lines = Vec::new();
        for scope in [self.about, Scope::Anywhere] {
            lines.push(HelpLine::Title(scope.title()));
            let here = commands::all().filter(|command| command.scope == scope);
            lines.extend(here.filter_map(|command| line(keymap, command)));
            lines.push(HelpLine::Blank);
        }
        lines.push(HelpLine::Title("The rungs"));
        lines.extend(Stance::RUNGS.map(HelpLine::Rung));
        lines
    }
}

fn line(keymap: &Keymap, command: &'static Command) -> Option<HelpLine> {
    let keys: Vec<String> = keymap.keys_of(command).map(spell).collect();
    (!keys.is_empty()).then(|| HelpLine::Command {
        keys: keys.join(" "),
        doc: command.doc,
    })
}
