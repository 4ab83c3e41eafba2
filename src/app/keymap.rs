//! Which keys run which command: built from the command table and the person's own keys,
//! looked up by what was pressed, where, and what is possible now.
//!
//! Promises: a person's own keys go before the usual ones, and whatever they say, there is a
//! way out of everything; every key of theirs that does not do what it seems to is told.

use super::App;
use super::commands::{self, Command, Scope};
use crate::settings::{Code, Key, Rebinding, Stated, read_keys};
use crate::text::{Diagnostic, Place, Severity, nearest};

/// Commands that lead out of the program; one of them must have a key.
const LEAVING: [&str; 3] = ["quit", "leave", "palette"];

/// Every key sequence with its commands: the person's own, then the table's, in its order.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

#[derive(Clone, Debug)]
struct Binding {
    keys: Vec<Key>,
    command: &'static Command,
    /// Where the person's own is written; `None` for the usual ones.
    place: Option<Place>,
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
    /// Builds the usual keys from the command table.
    pub fn of_commands() -> Self {
        Self {
            bindings: commands::all().flat_map(usual).collect(),
        }
    }

    /// Builds the keys of somebody who wants others, and says what is wrong with those.
    pub fn with(rebindings: &[Rebinding]) -> (Self, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let mut rebound: Vec<&'static Command> = Vec::new();
        let mut own = Vec::new();
        for rebinding in rebindings {
            match command_of(rebinding).and_then(|command| own_keys(command, rebinding)) {
                Ok((command, bindings)) => {
                    rebound.push(command);
                    own.extend(bindings);
                }
                Err(problem) => problems.extend(problem),
            }
        }
        let has_way_out = |rebound: &[&Command]| {
            LEAVING.iter().any(|name| {
                let is_it = |command: &Command| command.name == *name;
                !rebound.iter().any(|it| is_it(it)) || own.iter().any(|it| is_it(it.command))
            })
        };
        if !has_way_out(&rebound) {
            rebound.retain(|command| command.name != "quit");
            let quit = rebindings.iter().find(|it| it.command.value == "quit");
            problems.extend(quit.map(|quit| {
                let message = "no key leaves the program".to_owned();
                problem(&quit.command.place, message, "its usual key stays")
            }));
        }
        let is_usual = |command: &&'static Command| {
            !rebound
                .iter()
                .any(|rebound| std::ptr::eq(*rebound, *command))
        };
        own.extend(commands::all().filter(is_usual).flat_map(usual));
        let keymap = Self { bindings: own };
        problems.extend(keymap.clashes());
        problems.sort_by_key(|problem| problem.place.as_ref().map(|place| place.span.start));
        (keymap, problems)
    }

    /// Returns the problems of a person's own keys that another command has as well, or that
    /// are the beginning of another command's.
    fn clashes(&self) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for (at, own) in self.bindings.iter().enumerate() {
            let Some(place) = &own.place else { break };
            for other in self.bindings.iter().skip(at + 1) {
                if own.meets(other) && !take_turns(own.command, other.command) {
                    problems.extend(clash(own, place, other));
                }
            }
        }
        problems
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

    /// Returns what `pressed` would run here if a person were selected.
    pub fn with_a_person(&self, scope: Scope, pressed: &[Key]) -> Option<&'static Command> {
        let mut here = self.bindings.iter().filter(|binding| match scope {
            Scope::Board => binding.command.is_for(scope),
            // A page has lines that are about nobody, with keys of their own.
            _ => binding.command.scope == Scope::Anywhere,
        });
        let found = here.find(|binding| binding.keys == pressed)?;
        Some(found.command)
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

    /// Returns the first key of the command called `name`; without one, what to type after `:`.
    pub fn key_of(&self, name: &str) -> String {
        let its = self.bindings.iter();
        let first = { its }.find(|binding| binding.command.name == name);
        first.map_or_else(|| format!(":{name}"), |binding| spell(&binding.keys))
    }

    /// Returns the keys of the command called `name`, or what to type after `:`, where its `usual`
    /// ones do not run it any more.
    pub fn instead_of(&self, usual: &str, name: &str) -> Option<String> {
        let is_free = |(at, binding): &(usize, &Binding)| {
            let mut before = self.bindings.iter().take(*at);
            !before.any(|other| {
                other.place.is_some() && other.keys == binding.keys && other.meets(binding)
            })
        };
        let its = self.bindings.iter().enumerate();
        let its = its.filter(|(_, binding)| binding.command.name == name);
        let mut its = its.filter(is_free).map(|(_, binding)| spell(&binding.keys));
        let first = its.next().unwrap_or_else(|| format!(":{name}"));
        let runs_it = first == usual || its.any(|keys| keys == usual);
        (!runs_it).then_some(first)
    }

    /// Says whether `command` has keys of the person's own, or by their wish none.
    pub fn is_own(&self, command: &'static Command) -> bool {
        let has_usual =
            |binding: &Binding| std::ptr::eq(binding.command, command) && binding.place.is_none();
        !command.keys.is_empty() && !self.bindings.iter().any(has_usual)
            || self
                .bindings
                .iter()
                .any(|it| std::ptr::eq(it.command, command) && it.place.is_some())
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

impl Binding {
    /// Says whether both count in the same part of the program.
    fn meets(&self, other: &Self) -> bool {
        let (one, other) = (self.command, other.command);
        !std::ptr::eq(one, other) && (one.is_for(other.scope) || other.is_for(one.scope))
    }
}

/// Returns the bindings of a command as the table has them; a test rules out that one of its
/// keys is none.
fn usual(command: &'static Command) -> impl Iterator<Item = Binding> {
    let sequences = command.keys.iter().filter_map(|keys| read_keys(keys).ok());
    sequences.map(move |keys| Binding {
        keys,
        command,
        place: None,
    })
}

/// Says whether two commands share a key as it is, because they are never both possible.
fn take_turns(one: &Command, other: &Command) -> bool {
    one.keys.iter().any(|keys| other.keys.contains(keys))
}

fn command_of(rebinding: &Rebinding) -> Result<&'static Command, Option<Diagnostic>> {
    let name = rebinding.command.value.as_str();
    let found = commands::all().find(|command| command.name == name);
    found.ok_or_else(|| {
        let meant = nearest(name, commands::all().map(|command| command.name));
        let label = meant.map_or("`onside config` lists them".to_owned(), |meant| {
            format!("did you mean `{meant}`?")
        });
        let message = format!("no command is called `{name}`");
        Some(problem(&rebinding.command.place, message, &label))
    })
}

type Own = (&'static Command, Vec<Binding>);

/// Returns the bindings a person wants for a command; a problem where it must keep its own,
/// which was told already if it is none.
fn own_keys(command: &'static Command, wanted: &Rebinding) -> Result<Own, Option<Diagnostic>> {
    if wanted.is_broken {
        return Err(None);
    }
    let is_way_out = command.keys.contains(&"Esc");
    if wanted.keys.is_empty() && is_way_out {
        let message = format!("`{}` is the way out, and needs a key", command.name);
        return Err(Some(problem(
            &wanted.command.place,
            message,
            "its usual keys stay",
        )));
    }
    if let Some(typed) = wanted.keys.iter().find(|keys| is_typed(command, keys)) {
        let message = format!(
            "`{}` is a letter where a line is typed",
            spell(&typed.value)
        );
        let label = "take Ctrl with a letter, or a key with a name";
        return Err(Some(problem(&typed.place, message, label)));
    }
    let bindings = wanted.keys.iter().map(|keys| Binding {
        keys: keys.value.clone(),
        command,
        place: Some(keys.place.clone()),
    });
    Ok((command, bindings.collect()))
}

fn is_typed(command: &Command, keys: &Stated<Vec<Key>>) -> bool {
    let first = keys.value.first();
    command.scope == Scope::Prompt
        && first.is_some_and(|key| matches!(key.code, Code::Char(_)) && key.typed().is_some())
}

/// Says what is wrong if one of two key sequences is the other, or its beginning.
fn clash(own: &Binding, place: &Place, other: &Binding) -> Option<Diagnostic> {
    let (keys, theirs) = (spell(&own.keys), spell(&other.keys));
    let name = other.command.name;
    let (message, label) = if own.keys == other.keys {
        (
            format!("`{keys}` is a key of `{name}` as well"),
            format!("it runs `{}`; give `{name}` another", own.command.name),
        )
    } else if other.keys.starts_with(&own.keys) {
        (
            format!("`{keys}` is the beginning of `{theirs}`, which is `{name}`"),
            format!("`{theirs}` can't be pressed any more"),
        )
    } else if own.keys.starts_with(&other.keys) {
        (
            format!("`{keys}` begins with `{theirs}`, which is `{name}`"),
            "it can't be pressed".to_owned(),
        )
    } else {
        return None;
    };
    Some(problem(place, message, &label))
}

fn problem(place: &Place, message: String, label: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        place: Some(place.clone()),
        message,
        label: Some(label.to_owned()),
        help: None,
    }
}

/// Writes keys as a person reads them: "m b".
pub fn spell(keys: &[Key]) -> String {
    let words = keys.iter().map(Key::to_string).collect::<Vec<_>>();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Config;

    #[test]
    fn every_key_of_the_table_is_a_key() {
        for command in commands::all() {
            for keys in command.keys {
                let parsed = read_keys(keys).unwrap();
                assert_eq!(spell(&parsed), *keys, "{}", command.name);
            }
        }
    }

    #[test]
    fn no_default_key_is_unreliable_over_a_line() {
        for binding in Keymap::of_commands().bindings {
            for key in binding.keys {
                assert_eq!(key.trouble(), None, "{}: {key}", binding.command.name);
            }
        }
    }

    /// Builds a keymap from `keys` of a configuration; returns who runs a key on the board,
    /// and every problem.
    fn with(keys: &str) -> (Keymap, String) {
        let text = format!("(keys: {{{keys}}})");
        let (config, mistakes) = Config::read(text.as_bytes());
        assert_eq!(mistakes, []);
        let (keymap, problems) = Keymap::with(&config.rebindings);
        let told = problems.iter().map(|problem| {
            let label = problem.label.as_deref().unwrap_or("-");
            format!("{}; {label}", problem.message)
        });
        (keymap, told.collect::<Vec<_>>().join("\n"))
    }

    fn check(keys: &str, expected: &str) {
        assert_eq!(with(keys).1, expected, "{keys}");
    }

    fn keys_of(keymap: &Keymap, name: &str) -> String {
        let command = commands::all().find(|it| it.name == name).unwrap();
        let keys: Vec<String> = keymap.keys_of(command).map(spell).collect();
        keys.join(" ")
    }

    #[test]
    fn own_keys_replace_the_usual_ones() {
        let (keymap, told) = with(r#""raise": ["+", "m +"], "lower": ["-"], "redo": []"#);
        assert_eq!(told, "");
        assert_eq!(keys_of(&keymap, "raise"), "+ m +");
        assert_eq!(keys_of(&keymap, "lower"), "-");
        assert_eq!(keys_of(&keymap, "redo"), "");
        assert_eq!(keys_of(&keymap, "undo"), "u");
    }

    #[test]
    fn an_unknown_command_is_told_with_the_nearest_one() {
        check(
            r#""rise": ["+"]"#,
            "no command is called `rise`; did you mean `raise`?",
        );
        check(
            r#""xyzzy": ["+"]"#,
            "no command is called `xyzzy`; `onside config` lists them",
        );
    }

    #[test]
    fn keys_that_meet_are_told_and_the_persons_own_wins() {
        check(
            r#""undo": ["Ctrl-R"]"#,
            "`Ctrl-R` is a key of `redo` as well; it runs `undo`; give `redo` another",
        );
        check(
            r#""undo": ["Ctrl-R"], "redo": ["Ctrl-R"]"#,
            "`Ctrl-R` is a key of `redo` as well; it runs `undo`; give `redo` another",
        );
        check(r#""undo": ["Ctrl-R"], "redo": ["U"]"#, "");
        check(
            r#""raise": ["Ctrl-L +"]"#,
            "`Ctrl-L +` begins with `Ctrl-L`, which is `redraw`; it can't be pressed",
        );
        let (_, told) = with(r#""raise": ["Z"]"#);
        assert_eq!(
            told,
            "`Z` is the beginning of `Z Z`, which is `leave`; `Z Z` can't be pressed any more"
        );
    }

    #[test]
    fn commands_that_take_turns_or_never_meet_may_share_a_key() {
        check(r#""open": ["Enter"], "open department": ["Enter"]"#, "");
        check(r#""do": ["Ctrl-D"]"#, "");
    }

    #[test]
    fn there_is_always_a_way_out() {
        check(
            r#""end": []"#,
            "`end` is the way out, and needs a key; its usual keys stay",
        );
        let (keymap, told) = with(r#""quit": [], "leave": [], "palette": []"#);
        assert_eq!(told, "no key leaves the program; its usual key stays");
        assert_eq!(keys_of(&keymap, "quit"), "q");
        check(r#""quit": [], "leave": []"#, "");
    }

    #[test]
    fn a_letter_is_no_key_where_lines_are_typed() {
        check(
            r#""do": ["x"]"#,
            "`x` is a letter where a line is typed; take Ctrl with a letter, or a key with a name",
        );
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
