//! The one table of commands: keymap, hints, `?`, palette and README come from it.
//!
//! Each topic is a file with a table `COMMANDS` and the functions its rows name. To add a
//! command, add a row and its function to the topic it belongs to, and a test below it.

mod blur;
mod conflicts;
mod decisions;
mod filter;
mod folds;
mod help;
mod history;
mod leave;
mod library;
mod log;
mod look;
mod marks;
mod moving;
mod outside;
mod pages;
mod palette;
mod pane;
mod pasted;
mod people;
mod person_page;
mod plays;
mod prompt;
mod recovery;
mod removal;
mod repeat;
mod sort;
mod today;
mod views;

pub(super) use help::finding;
pub(super) use moving::{all_to_rung, to_rung};
pub(super) use repeat::Repeatable;

use super::{App, Effect};
use crate::layout::View;

/// One thing a person can do.
#[derive(Debug)]
pub struct Command {
    /// What it is called everywhere: in help, palette and README.
    pub name: &'static str,
    /// What it does, continuing "this key …": "moves one rung up".
    pub doc: &'static str,
    /// Its default keys; the first is the one shown. `"m b"` is two keys in a row.
    pub keys: &'static [&'static str],
    /// Where its keys count.
    pub scope: Scope,
    /// What the hint line says of it, if it is worth a place there.
    pub hint: Option<Hint>,
    /// Whether it is possible now.
    pub when: fn(&App) -> bool,
    /// Does it.
    pub run: fn(&mut App) -> Vec<Effect>,
}

/// A place in the hint line. Neighbours with the same word share one: "jk look".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// One word.
    pub word: &'static str,
    /// Who goes first when the line is short: the higher number.
    pub cut: u8,
}

/// Where keys count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// On every screen, with nothing over it.
    Anywhere,
    /// On the board.
    Board,
    /// On every page: the views and a person's page.
    Page,
    /// In one of the views, or on a person's page.
    View(View),
    /// While everybody is hidden.
    Blurred,
    /// In the help.
    Help,
    /// While words are typed that the help is searched for.
    Finding,
    /// While a removal asks.
    Removal,
    /// While something is offered that was not saved.
    Recovery,
    /// While questions about two versions are open.
    Questions,
    /// While something missing from the file is offered.
    Missing,
    /// While rows that were pasted are shown.
    Pasted,
    /// While the library offers something.
    Library,
    /// While a line is typed.
    Prompt,
}

impl Scope {
    /// Says whether it is a screen, with nothing over it.
    pub fn is_screen(self) -> bool {
        matches!(self, Self::Board | Self::View(_))
    }

    /// Returns what the part of the program is called in the help.
    pub fn title(self) -> &'static str {
        match self {
            Self::Anywhere => "Everywhere",
            Self::Board => "On the board",
            Self::Page => "On every page",
            Self::View(View::Today) => "Today",
            Self::View(View::Influence) => "Influence",
            Self::View(View::Plays) => "Plays",
            Self::View(View::Decisions) => "Decisions",
            Self::View(View::Log) => "Log",
            Self::View(View::Person) => "On a person's page",
            Self::View(View::Brief) => "Brief",
            Self::Blurred => "While everybody is hidden",
            Self::Help => "In this help",
            Self::Finding => "While this help is searched",
            Self::Removal => "When a removal asks",
            Self::Recovery => "When changes were not saved",
            Self::Questions => "When both sides changed one thing",
            Self::Missing => "When something is missing from the file",
            Self::Pasted => "When rows are pasted",
            Self::Library => "When the library offers something",
            Self::Prompt => "While a line is typed",
        }
    }
}

impl Command {
    /// Returns a command that is always possible and has no place in the hint line.
    const fn quiet(
        scope: Scope,
        name: &'static str,
        doc: &'static str,
        keys: &'static [&'static str],
        run: fn(&mut App) -> Vec<Effect>,
    ) -> Self {
        Self {
            name,
            doc,
            keys,
            scope,
            hint: None,
            when: always,
            run,
        }
    }

    /// Says whether the command's keys count in `scope`.
    pub fn is_for(&self, scope: Scope) -> bool {
        self.scope == scope
            || (self.scope == Scope::Anywhere && scope.is_screen())
            || (self.scope == Scope::Page && matches!(scope, Scope::View(_)))
            || (scope == Scope::Blurred && works_unseen(self))
    }
}

/// Says whether a command may run on a screen too small to show what it does.
pub fn works_unseen(command: &Command) -> bool {
    leave::COMMANDS
        .iter()
        .any(|leaving| std::ptr::eq(leaving, command))
}

/// Returns every command, topic by topic.
pub fn all() -> impl Iterator<Item = &'static Command> {
    let topics = [
        look::COMMANDS,
        pane::COMMANDS,
        pages::COMMANDS,
        person_page::COMMANDS,
        plays::COMMANDS,
        decisions::COMMANDS,
        log::COMMANDS,
        views::COMMANDS,
        moving::COMMANDS,
        people::COMMANDS,
        marks::COMMANDS,
        filter::COMMANDS,
        sort::COMMANDS,
        today::COMMANDS,
        history::COMMANDS,
        repeat::COMMANDS,
        outside::COMMANDS,
        blur::COMMANDS,
        folds::COMMANDS,
        library::COMMANDS,
        palette::COMMANDS,
        help::COMMANDS,
        removal::COMMANDS,
        recovery::COMMANDS,
        conflicts::COMMANDS,
        prompt::COMMANDS,
        pasted::COMMANDS,
        leave::COMMANDS,
    ];
    topics.into_iter().flatten()
}

/// Returns the commands a reader is told of, each with where it counts and what it does.
pub fn told() -> impl Iterator<Item = (&'static Command, String)> {
    let shown = all().filter(|it| !matches!(it.scope, Scope::Help | Scope::Finding));
    shown.map(|command| {
        let place = match command.scope {
            Scope::Anywhere | Scope::Board => "",
            Scope::Page => "on a page: ",
            Scope::View(View::Person) => "on a person's page: ",
            Scope::View(view) => {
                return (command, format!("in {}: {}", view.word(), command.doc));
            }
            Scope::Blurred => "while blurred: ",
            Scope::Recovery => "at opening: ",
            Scope::Help | Scope::Finding | Scope::Removal | Scope::Questions | Scope::Missing => {
                "when asked: "
            }
            Scope::Pasted => "on pasted rows: ",
            Scope::Library => "in the library: ",
            Scope::Prompt => "in a line: ",
        };
        (command, format!("{place}{}", command.doc))
    })
}

/// Returns the table of keys as README shows it.
pub fn markdown() -> String {
    let row = |(command, does): (&Command, String)| {
        let keys = command.keys.iter().map(|keys| format!("`{keys}`"));
        let keys = keys.collect::<Vec<_>>().join(" ");
        let keys = if keys.is_empty() {
            format!("`:{}`", command.name)
        } else {
            keys
        };
        format!("| {keys} | {} | {does} |\n", command.name)
    };
    let head = "| key | command | does |\n|---|---|---|\n";
    std::iter::once(head.to_owned())
        .chain(told().map(row))
        .collect()
}

/// For commands that are always possible.
fn always(_: &App) -> bool {
    true
}

/// For commands about people, whoever it is.
fn has_people(app: &App) -> bool {
    app.board().people().next().is_some()
}

/// For commands about a person.
fn on_a_person(app: &App) -> bool {
    app.selected_seat().is_some()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_command_has_a_name_of_its_own_and_says_what_it_does() {
        let mut names = HashSet::new();
        for command in all() {
            assert!(names.insert(command.name), "{} twice", command.name);
            assert!(
                !command.doc.is_empty() && !command.doc.ends_with('.'),
                "{}",
                command.name
            );
        }
    }
}
