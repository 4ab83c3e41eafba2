//! From words on a command line to what is to be done.
//!
//! Promises: a pure function of words and environment; every mistake is a sentence that
//! says what to write instead. Leaves doing it to the other doors and to `check`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, Subcommand};

use super::call::is_board;
use super::examples::examples_first;
use super::invocation::{Choice, Common, Invocation, Opening, Usage, When};
use super::{Command, Complete, Environment, Man, man};
use crate::model::Date;
use crate::text::nearest;

const EXAMPLES: &str = "\
Examples:
  onside                        the last board, or the example
  onside programme.ron          open a board, or begin one
  onside new programme.ron      begin one; commands without -b are about it then
  onside import people.xlsx     people from a spreadsheet
  onside check programme.ron    every error, else everything worth a look
  onside next programme.ron     who to win over next, through whom, and why
  onside today programme.ron    what is due, owed and next
  onside tutor                  learn it in five minutes";

const USAGE: &str = "onside [OPTIONS] [FILE]\n       onside [OPTIONS] <COMMAND>";

const TEMPLATE: &str = "\
{about}

{before-help}{usage-heading} {usage}

{all-args}";

#[derive(Debug, Parser)]
#[command(
    name = "onside",
    version,
    about = "A stakeholder map in the terminal: who must be onside, and who is"
)]
#[command(before_help = EXAMPLES, help_template = TEMPLATE, override_usage = USAGE, disable_help_subcommand = true, subcommand_precedence_over_arg = true)]
struct Arguments {
    /// The board; one that does not exist and ends in `.ron` begins empty
    file: Option<PathBuf>,

    /// Words behind a mistyped command, so that the command is what the error is about
    #[arg(hide = true)]
    rest: Vec<PathBuf>,

    /// The board, where a command follows
    #[arg(short, long, value_name = "FILE", global = true)]
    board: Option<PathBuf>,

    /// The example board
    #[arg(long, global = true)]
    example: bool,

    /// The day to take for today, such as 2026-11-22 [env: `ONSIDE_TODAY`]
    #[arg(long, value_name = "DATE", global = true)]
    today: Option<Date>,

    /// When to colour: auto, always or never
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, global = true)]
    #[arg(hide_possible_values = true)]
    color: When,

    /// Draw with ASCII only
    #[arg(long, global = true)]
    ascii: bool,

    /// Read and write lines instead of drawing a screen
    #[arg(long, global = true)]
    plain: bool,

    #[command(subcommand)]
    command: Option<Word>,
}

/// What may stand behind the name of the program.
#[derive(Subcommand, Clone, Debug)]
enum Word {
    #[command(flatten)]
    Run(Command),
    /// Open a board that teaches how to use one
    #[command(after_help = "Examples:\n  onside tutor")]
    Tutor,
    Man(Man),
    Complete(Complete),
}

/// Returns all commands and options there are.
pub fn command_line() -> clap::Command {
    Arguments::command()
}

/// Reads words; help is told by a command line made for it, which no other call has to make.
fn read(words: impl IntoIterator<Item = OsString>) -> Result<Arguments, clap::Error> {
    let words: Vec<OsString> = words.into_iter().collect();
    Arguments::try_parse_from(&words).map_err(|error| {
        let is_help = matches!(
            error.kind(),
            ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        );
        let told = is_help.then(|| examples_first(command_line()).try_get_matches_from(words));
        told.and_then(Result::err).unwrap_or(error)
    })
}

/// Returns what a command line asks for; `words` begins with the program's own name.
pub fn parse(
    words: impl IntoIterator<Item = OsString>,
    environment: &Environment,
) -> Result<Invocation, Usage> {
    let arguments = match read(words) {
        Ok(arguments) => arguments,
        Err(error) if !error.use_stderr() => return Ok(Invocation::Print(error.to_string())),
        Err(error) => {
            let sentence = error.to_string();
            let sentence = sentence.strip_prefix("error: ").unwrap_or(&sentence);
            return Err(Usage::Other(sentence.to_owned()));
        }
    };
    let today = match (arguments.today, &environment.today) {
        (Some(today), _) => today,
        (None, Some(text)) => text.parse()?,
        (None, None) => environment.clock,
    };
    let colour = arguments.color;
    let open = |board| {
        Ok(Invocation::Open(Opening {
            board,
            today,
            colour,
            ascii: arguments.ascii,
            is_plain: arguments.plain,
        }))
    };
    let (name, file, command) = match &arguments.command {
        None => {
            let file = first_file(&arguments, environment)?;
            return open(choice(file, &arguments, environment)?);
        }
        Some(Word::Tutor) => ("tutor", None, None),
        Some(Word::Man(_)) => return Ok(Invocation::Print(man::man(&command_line()))),
        Some(Word::Complete(asked)) => {
            let common = Common {
                board: choice(None, &arguments, environment)?,
                today,
                colour,
                ascii: arguments.ascii,
            };
            return Ok(Invocation::Complete(asked.clone(), common));
        }
        Some(Word::Run(command)) => {
            let (name, file) = command.named();
            (name, file, Some(command))
        }
    };
    if let Some(file) = &arguments.file {
        return Err(Usage::BoardBeforeCommand(shown(file), name.to_owned()));
    }
    let Some(command) = command else {
        return match arguments.board.as_deref() {
            Some(board) => Err(Usage::TwoBoards("tutor".to_owned(), shown(board))),
            None => open(Choice::Tutor),
        };
    };
    let common = Common {
        board: choice(file, &arguments, environment)?,
        today,
        colour,
        ascii: arguments.ascii,
    };
    Ok(Invocation::Run(command.clone(), common))
}

/// Returns the file to open. It may be one to begin, but a mistyped command is none.
fn first_file<'a>(
    arguments: &'a Arguments,
    environment: &Environment,
) -> Result<Option<&'a Path>, Usage> {
    let Some(first) = arguments.file.as_deref() else {
        return Ok(None);
    };
    if !is_board(first) && !(environment.is_there)(first) {
        let word = shown(first);
        let commands = Arguments::command();
        let commands = commands.get_subcommands().map(clap::Command::get_name);
        let meant = nearest(&word, commands).map(str::to_owned);
        return Err(Usage::NoSuchWord { word, meant });
    }
    match arguments.rest.first() {
        Some(second) => Err(Usage::TwoBoards(shown(first), shown(second))),
        None => Ok(Some(first)),
    }
}

/// Returns the one board that is named, by a word, an option or the environment.
fn choice(
    file: Option<&Path>,
    arguments: &Arguments,
    environment: &Environment,
) -> Result<Choice, Usage> {
    let mut named = Vec::new();
    named.extend(file.map(|file| (shown(file), Choice::File(file.to_owned()))));
    let board = arguments.board.as_ref();
    named.extend(board.map(|board| (shown(board), Choice::File(board.clone()))));
    if arguments.example {
        named.push(("--example".to_owned(), Choice::Example));
    }
    if let [(first, _), (second, _), ..] = named.as_slice() {
        return Err(Usage::TwoBoards(first.clone(), second.clone()));
    }
    let from_environment = environment.board.as_ref();
    let named = named.pop().map(|(_, choice)| choice);
    Ok(named
        .or_else(|| from_environment.map(|board| Choice::File(PathBuf::from(board))))
        .unwrap_or(Choice::Latest))
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment() -> Environment {
        Environment {
            clock: Date::new(2026, 11, 22).unwrap(),
            today: None,
            board: None,
            wants_colour: false,
            errors_want_colour: false,
            is_seen: false,
            width: 80,
            config: None,
            variable: |_| None,
            is_there: |path| path == Path::new("there"),
        }
    }

    fn parsed(line: &str, environment: &Environment) -> Result<Invocation, Usage> {
        let words = std::iter::once("onside").chain(line.split_whitespace());
        parse(words.map(OsString::from), environment)
    }

    fn check_opens(line: &str, board: &Choice) {
        match parsed(line, &environment()) {
            Ok(Invocation::Open(opening)) => assert_eq!(opening.board, *board, "{line}"),
            other => panic!("{line}: {other:?}"),
        }
    }

    fn check_refused(line: &str, sentence: &str) {
        let usage = parsed(line, &environment()).unwrap_err().to_string();
        assert!(usage.starts_with(sentence), "{line}: {usage}");
    }

    fn file(path: &str) -> Choice {
        Choice::File(PathBuf::from(path))
    }

    #[test]
    fn a_board_is_named_in_one_way_or_in_none() {
        check_opens("", &Choice::Latest);
        check_opens("new.ron", &file("new.ron"));
        check_opens("there", &file("there"));
        check_opens("-b there --ascii", &file("there"));
        check_opens("--example --color never", &Choice::Example);
        check_opens("tutor", &Choice::Tutor);
        check_opens("tutor --plain", &Choice::Tutor);
        check_refused(
            "tutor -b there",
            "a board is named twice: `tutor` and `there`",
        );
    }

    #[test]
    fn a_word_that_is_neither_command_nor_file_is_refused() {
        check_refused(
            "chekc",
            "no command and no file `chekc`; did you mean `check`?",
        );
        check_refused(
            "chekc there",
            "no command and no file `chekc`; did you mean `check`?",
        );
        check_refused("zzz", "no command and no file `zzz`");
    }

    #[test]
    fn a_board_named_twice_or_before_a_command_is_refused() {
        check_refused(
            "a.ron -b b.ron",
            "a board is named twice: `a.ron` and `b.ron`",
        );
        check_refused("a.ron b.ron", "a board is named twice");
        check_refused("a.ron --example", "a board is named twice");
        check_refused(
            "a.ron check",
            "`a.ron` stands before the command; write `onside check a.ron`",
        );
        check_refused("check a.ron -b b.ron", "a board is named twice");
        check_refused("--today 2026-13-01", "invalid value '2026-13-01'");
        check_refused("check --formta=short", "unexpected argument '--formta'");
    }

    #[test]
    fn a_command_takes_its_board_from_anywhere() {
        for line in ["check a.ron", "check -b a.ron", "-b a.ron check"] {
            let Ok(Invocation::Run(Command::Check(_), common)) = parsed(line, &environment())
            else {
                panic!("{line}")
            };
            assert_eq!(common.board, file("a.ron"));
        }
        let around = Environment {
            board: Some("b.ron".into()),
            ..environment()
        };
        let expected = Common {
            board: file("b.ron"),
            today: Date::new(2026, 1, 2).unwrap(),
            colour: When::Auto,
            ascii: false,
        };
        match parsed("check --strict --today 2026-01-02", &around) {
            Ok(Invocation::Run(Command::Check(_), common)) => assert_eq!(common, expected),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_version_is_shown_or_brought_back_and_not_both() {
        check_refused(
            "history a.ron --show 2 --restore 3",
            "the argument '--show <N>' cannot be used with",
        );
    }

    #[test]
    fn today_is_the_option_then_the_variable_then_the_clock() {
        let today = |line: &str, variable: Option<&str>| {
            let around = Environment {
                today: variable.map(str::to_owned),
                ..environment()
            };
            match parsed(line, &around) {
                Ok(Invocation::Open(opening)) => opening.today.to_string(),
                other => format!("{other:?}"),
            }
        };
        assert_eq!(
            today("--today 2026-01-02", Some("2026-01-03")),
            "2026-01-02"
        );
        assert_eq!(today("", Some("2026-01-03")), "2026-01-03");
        assert_eq!(today("", None), "2026-11-22");
        assert!(today("", Some("soon")).contains("NotADate"));
    }

    #[test]
    fn help_begins_with_examples_and_version_says_which() {
        let Ok(Invocation::Print(help)) = parsed("--help", &environment()) else {
            panic!()
        };
        let (examples, usage) = (help.find("Examples:"), help.find("Usage:"));
        assert!(examples.is_some() && examples < usage, "{help}");
        let version = format!("onside {}\n", env!("CARGO_PKG_VERSION"));
        assert_eq!(
            parsed("--version", &environment()),
            Ok(Invocation::Print(version))
        );
    }

    #[test]
    fn the_table_of_arguments_is_sound() {
        Arguments::command().debug_assert();
    }
}
