//! Which keys run which command: built from the command table, looked up by what was
//! pressed, where, and what is possible now.

use super::App;
use super::commands::{self, Command, Scope};
use crate::settings::Key;

/// Every key sequence with its commands, in the table's order.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

#[derive(Clone, Debug)]
struct Binding {
    keys: Vec<Key>,
    command: &'static Command,
}

/// What the keys pressed so far mean.
pub enum Match {
    /// They run this command.
    Runs(&'static Command),
    /// They begin a sequence.
    Begins,
    /// They mean nothing here.
    Nothing,
}

impl Keymap {
    /// Builds the default keys from the command table.
    pub fn of_commands() -> Self {
        let bindings = commands::all().flat_map(|command| {
            let sequences = command.keys.iter().filter_map(|keys| parse(keys));
            sequences.map(move |keys| Binding { keys, command })
        });
        Self {
            bindings: bindings.collect(),
        }
    }

    /// Returns what `pressed` means in `app` now.
    pub fn find(&self, app: &App, pressed: &[Key]) -> Match {
        let mut begins = false;
        for binding in &self.bindings {
            let command = binding.command;
            if !command.is_for(app.scope()) || !binding.keys.starts_with(pressed) {
                continue;
            }
            if binding.keys.len() > pressed.len() {
                begins = true;
            } else if (command.when)(app) {
                return Match::Runs(command);
            }
        }
        if begins {
            Match::Begins
        } else {
            Match::Nothing
        }
    }

    /// Says whether `pressed` would run something here if a person were selected.
    pub fn needs_a_person(&self, scope: Scope, pressed: &[Key]) -> bool {
        let mut here = self.bindings.iter().filter(|binding| match scope {
            Scope::Board => binding.command.is_for(scope),
            // A page has lines that are about nobody, with keys of their own.
            _ => binding.command.scope == Scope::Anywhere,
        });
        here.any(|binding| binding.keys == pressed)
    }

    /// Returns the commands whose keys begin with `pressed` here, each with the keys still to press.
    pub fn continuations<'a>(
        &'a self,
        scope: Scope,
        pressed: &'a [Key],
    ) -> impl Iterator<Item = (&'a [Key], &'static Command)> {
        let here = self.bindings.iter().filter(move |binding| {
            binding.command.is_for(scope) && binding.keys.len() > pressed.len()
        });
        here.filter_map(move |binding| {
            let rest = binding.keys.strip_prefix(pressed)?;
            Some((rest, binding.command))
        })
    }

    /// Returns the key sequences that run `command`, the first being the one shown.
    pub fn keys_of<'a>(
        &'a self,
        command: &'static Command,
    ) -> impl Iterator<Item = &'a [Key]> + use<'a> {
        let its = self.bindings.iter();
        let its = its.filter(move |binding| std::ptr::eq(binding.command, command));
        its.map(|binding| binding.keys.as_slice())
    }
}

/// Reads "m b" as two keys; `None` for a text that names none, which a test rules out.
fn parse(keys: &str) -> Option<Vec<Key>> {
    keys.split(' ').map(|key| key.parse().ok()).collect()
}

/// Writes keys as a person reads them: "m b".
pub fn spell(keys: &[Key]) -> String {
    let words = keys.iter().map(Key::to_string).collect::<Vec<_>>();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::settings::Code;

    #[test]
    fn every_key_of_the_table_is_a_key() {
        for command in commands::all() {
            for keys in command.keys {
                let parsed = parse(keys).unwrap_or_else(|| panic!("{}: {keys}", command.name));
                assert_eq!(spell(&parsed), *keys, "{}", command.name);
            }
        }
    }

    #[test]
    fn no_default_key_is_unreliable_over_a_line() {
        let unreliable = "HIMJSQABW"
            .chars()
            .map(|letter| Key::ctrl(letter.to_ascii_lowercase()));
        let unreliable: HashSet<Key> = unreliable.chain(['~', '[', 'O'].map(Key::char)).collect();
        for binding in Keymap::of_commands().bindings {
            for key in binding.keys {
                let name = binding.command.name;
                assert!(
                    !key.alt && !matches!(key.code, Code::Function(_)),
                    "{name}: {key}"
                );
                assert!(!unreliable.contains(&key), "{name}: {key}");
            }
        }
    }

    #[test]
    fn no_sequence_hides_another() {
        let keymap = Keymap::of_commands();
        for one in &keymap.bindings {
            for other in &keymap.bindings {
                let meet = one.command.scope == other.command.scope
                    || one.command.scope == Scope::Anywhere;
                let hides = other.keys.len() > one.keys.len() && other.keys.starts_with(&one.keys);
                assert!(
                    !(meet && hides),
                    "{} hides {}",
                    one.command.name,
                    other.command.name
                );
            }
        }
    }
}
