//! `onside complete`: what may stand at the end of a command line, for the shells' scripts.
//!
//! Promises: commands and options as `--help` has them, and of the board what its own lines
//! offer. Says nothing where any file or any text may stand, and where there is no board; it
//! never fails, since somebody is in the middle of a line. Leaves grammars to `app`.

use std::path::PathBuf;

use clap::{Arg, Args, Command};

use super::call::is_board;
use super::completions::Shell;
use super::{Call, Choice, Common, Output};
use crate::app::line::{Context, Grammar, choices};
use crate::model::{Board, Date, Person};
use crate::text::safe;

/// Print what may stand at the end of a line; for the scripts of `completions`
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(hide = true)]
pub struct Complete {
    /// For which shell
    #[arg(value_enum)]
    shell: Shell,

    /// Where bash breaks words, besides blanks
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    breaks: String,

    /// The words behind `onside`; of bash the whole line
    #[arg(last = true)]
    words: Vec<String>,
}

/// Something that may stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Candidate {
    word: String,
    /// What it means, for shells that show it.
    help: String,
}

/// Prints what may stand at the end of a line.
pub fn complete(asked: &Complete, root: &Command, call: &Call<'_>) -> Output {
    let words = match (asked.shell, asked.words.first()) {
        (Shell::Bash, Some(line)) => split(line),
        _ => asked.words.clone(),
    };
    let line = Line::read(root, &words);
    let board = line.board.clone().unwrap_or(call.common.board.clone());
    let common = Common {
        board,
        ..call.common.clone()
    };
    let call = Call {
        common: &common,
        ..*call
    };
    let board = || Some(call.document("complete").ok()?.board().clone());
    let found = line.candidates(root, board, common.today);
    let break_at = line.word.rfind(|letter| asked.breaks.contains(letter));
    let kept = break_at.filter(|_| asked.shell == Shell::Bash);
    let lines = found.into_iter().map(|Candidate { word, help }| {
        // Bash replaces what stands behind the last break alone.
        let rest = kept.and_then(|at| word.get(at + 1..)).unwrap_or(&word);
        match asked.shell {
            Shell::Bash => format!("{}\n", safe(rest)),
            Shell::Zsh | Shell::Fish => format!("{}\t{}\n", safe(rest), safe(&help)),
        }
    });
    Output::text(lines.collect())
}

/// Returns the words of a line behind the program's name, the last one empty behind a blank.
fn split(line: &str) -> Vec<String> {
    let words = shell_words::split(line);
    let words = words.unwrap_or_else(|_| line.split_whitespace().map(str::to_owned).collect());
    let next = line.ends_with(char::is_whitespace).then(String::new);
    words.into_iter().chain(next).skip(1).collect()
}

/// A command line up to the cursor.
struct Line<'a> {
    /// The command that is meant so far.
    command: &'a Command,
    /// What stands behind it, options aside.
    behind: Vec<&'a str>,
    /// The option whose value comes next.
    option: Option<&'a Arg>,
    /// Whether options have ended.
    is_ended: bool,
    /// The board the line names.
    board: Option<Choice>,
    /// The word before the cursor.
    word: &'a str,
}

impl<'a> Line<'a> {
    fn read(root: &'a Command, words: &'a [String]) -> Self {
        let (word, before) = match words.split_last() {
            Some((word, before)) => (word.as_str(), before),
            None => ("", words),
        };
        let mut line = Self {
            command: root,
            behind: Vec::new(),
            option: None,
            is_ended: false,
            board: None,
            word,
        };
        for word in before {
            line.pass(root, word);
        }
        line
    }

    fn pass(&mut self, root: &'a Command, word: &'a str) {
        if let Some(option) = self.option.take() {
            self.value(option, word);
        } else if self.is_ended {
            self.behind.push(word);
        } else if word == "--" {
            self.is_ended = true;
        } else if word == "--example" {
            self.board = Some(Choice::Example);
        } else if let Some(long) = word.strip_prefix("--") {
            let (name, value) = match long.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (long, None),
            };
            self.take(root, |arg| arg.get_long() == Some(name), value);
        } else if let Some(letters) = word.strip_prefix('-').filter(|it| !it.is_empty()) {
            // Behind the first letter that takes a value stands the value.
            for (at, letter) in letters.char_indices() {
                let rest = letters.get(at + letter.len_utf8()..).unwrap_or_default();
                let value = rest.strip_prefix('=').unwrap_or(rest);
                let value = (!rest.is_empty()).then_some(value);
                if self.take(root, |arg| arg.get_short() == Some(letter), value) {
                    break;
                }
            }
        } else if let Some(found) = self.subcommand(word) {
            self.command = found;
        } else if self.behind.is_empty() && self.board.is_none() && is_board(word) {
            self.board = Some(Choice::File(PathBuf::from(word)));
        } else {
            self.behind.push(word);
        }
    }

    /// Takes an option with its value, or waits for that; says whether it has one.
    fn take(
        &mut self,
        root: &'a Command,
        is_called: impl Fn(&Arg) -> bool,
        value: Option<&str>,
    ) -> bool {
        let mut known = self.command.get_arguments().chain(root.get_arguments());
        let option = known.find(|arg| is_called(arg));
        let Some(option) = option.filter(|arg| arg.get_action().takes_values()) else {
            return false;
        };
        match value {
            Some(value) => self.value(option, value),
            None => self.option = Some(option),
        }
        true
    }

    fn value(&mut self, option: &Arg, word: &str) {
        if option.get_id() == "board" {
            self.board = Some(Choice::File(PathBuf::from(word)));
        }
    }

    fn subcommand(&self, word: &str) -> Option<&'a Command> {
        let known = self.command.find_subcommand(word);
        known.filter(|_| self.behind.is_empty())
    }

    /// Returns what may stand at the cursor; `board` is asked only where it is about people.
    fn candidates(
        &self,
        root: &Command,
        board: impl FnOnce() -> Option<Board>,
        today: Date,
    ) -> Vec<Candidate> {
        if let Some(option) = self.option {
            return beginning(self.word, values(option));
        }
        if self.word.starts_with('-') && !self.is_ended {
            return beginning(self.word, self.options(root));
        }
        if self.behind.is_empty() && self.command.has_subcommands() {
            return beginning(self.word, self.subcommands());
        }
        let mut positional = self.command.get_positionals();
        let Some(positional) = positional.next() else {
            return Vec::new();
        };
        let name = positional.get_value_names().and_then(|names| names.first());
        match name.map_or("", |name| name.as_str()) {
            "WHO" if self.behind.is_empty() => {
                board().map_or_else(Vec::new, |board| people(self.word, &board))
            }
            "WORDS" | "FILTER" => {
                board().map_or_else(Vec::new, |board| self.of_grammar(&board, today))
            }
            _ => beginning(self.word, values(positional)),
        }
    }

    fn options(&self, root: &Command) -> Vec<Candidate> {
        let of_all = root.get_arguments().filter(|arg| arg.is_global_set());
        let own = self.command.get_arguments();
        let mut options: Vec<Candidate> = Vec::new();
        for arg in own.chain(of_all).filter(|arg| !arg.is_hide_set()) {
            let word = arg.get_long().map(|long| format!("--{long}"));
            let is_new = |word: &String| options.iter().all(|known| known.word != *word);
            if let Some(word) = word.filter(is_new) {
                let help = arg.get_help().map_or_else(String::new, ToString::to_string);
                options.push(Candidate { word, help });
            }
        }
        options
    }

    fn subcommands(&self) -> Vec<Candidate> {
        let known = self.command.get_subcommands();
        let known = known.filter(|command| !command.is_hide_set());
        let named = known.map(|command| Candidate {
            word: command.get_name().to_owned(),
            help: command
                .get_about()
                .map_or_else(String::new, ToString::to_string),
        });
        named.collect()
    }

    /// Returns what the board's own line offers for the same words.
    fn of_grammar(&self, board: &Board, today: Date) -> Vec<Candidate> {
        let name = self.command.get_name();
        // Those of the board's lines that begin with what is done to whom.
        let (grammar, kind) = match name {
            "list" => (Grammar::Filter, ""),
            "add" => (Grammar::Person, ""),
            _ if self.behind.is_empty() => return people(self.word, board),
            "set" => (Grammar::PersonField, ""),
            "move" => (Grammar::Move, "them "),
            "talked" => (Grammar::Talk, ""),
            "proof" => (Grammar::Proof, ""),
            "ask" => (Grammar::Favour, "ask "),
            "promise" => (Grammar::Favour, "promise "),
            "gave" => (Grammar::Favour, "gave "),
            "influence" => (Grammar::Influence, ""),
            _ => return Vec::new(),
        };
        let subjects = usize::from(!matches!(name, "list" | "add"));
        let before = self.behind.iter().skip(subjects).copied();
        let words: Vec<&str> = before.chain([self.word]).collect();
        let line = format!("{kind}{}", words.join(" "));
        let start = line.len() - self.word.len();
        let offered = choices(Context { board, today }, grammar, &line, line.len());
        let Some(kept) = offered.at.start.checked_sub(start) else {
            return Vec::new();
        };
        let kept = self.word.get(..kept).unwrap_or_default();
        let offered = offered.words.into_iter().map(|word| Candidate {
            help: meaning(board, &word),
            word: format!("{kept}{word}"),
        });
        beginning(self.word, offered)
    }
}

/// Returns the values an argument may have, if they are few.
fn values(arg: &Arg) -> Vec<Candidate> {
    let values = arg.get_possible_values().into_iter();
    let values = values.map(|value| Candidate {
        word: value.get_name().to_owned(),
        help: value
            .get_help()
            .map_or_else(String::new, ToString::to_string),
    });
    values.collect()
}

/// Returns everybody who has not left, by the beginning of an id or of a part of their name.
fn people(word: &str, board: &Board) -> Vec<Candidate> {
    let typed = word.to_lowercase();
    let begins = |person: &Person| {
        let name = person.name.to_lowercase();
        let mut parts = name.split_whitespace();
        person.id.starts_with(&typed) || parts.any(|part| part.starts_with(&typed))
    };
    let people = board.people().map(|(_, person)| person);
    let people = people.filter(|person| !person.has_left() && begins(person));
    let found = people.map(|person| Candidate {
        word: person.id.to_string(),
        help: person.name.clone(),
    });
    found.collect()
}

/// Returns what an id stands for.
fn meaning(board: &Board, word: &str) -> String {
    let person = board.seat(word).and_then(|seat| board.person(seat));
    person.map_or_else(String::new, |person| person.name.clone())
}

/// Keeps those that begin with `word`.
fn beginning(word: &str, all: impl IntoIterator<Item = Candidate>) -> Vec<Candidate> {
    let all = all.into_iter();
    all.filter(|it| it.word.starts_with(word)).collect()
}
