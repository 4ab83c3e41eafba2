//! `onside man`: the manual, made of the same tables as `--help`, README and the board's help.
//!
//! Promises: a page in roff that `man -l` shows; every command and every key is on it, and
//! nothing that is written down twice. Leaves showing it to `man`.

use clap::{Arg, Args, Command};
use roff::{Inline, Roff, bold, italic, roman};

use crate::app::commands;

const HELP: &str = "\
Examples:
  onside man | man -l -                             read it
  onside man > ~/.local/share/man/man1/onside.1     so that `man onside` finds it";

/// Print the manual, for `man`
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = HELP)]
pub struct Man {}

const DESCRIPTION: [&str; 3] = [
    "Shows on one screen who has to be onside for something to happen: who they are, where \
     each stands today between Blocker and Lobbyist, where they are needed, and who listens to \
     whom. It says whom to win over next, through whom, and why.",
    "A board is one text file that is meant to be read, written by hand and kept in git. \
     Every change writes the few bytes it is about; comments and order stay. Nothing is ever \
     sent anywhere.",
    "Without a command the board is opened: the one that is named, the one ONSIDE_BOARD \
     names, the last one, or an example. Each command below answers in a script what the board \
     answers on the screen.",
];

const ENVIRONMENT: [(&str, &str); 8] = [
    ("ONSIDE_BOARD", "The board, where none is named."),
    (
        "ONSIDE_CONFIG",
        "The configuration, instead of config.ron in the system's folder for it.",
    ),
    (
        "ONSIDE_STATE_DIR",
        "Where journals, kept versions and the last board are remembered.",
    ),
    (
        "ONSIDE_TODAY",
        "The day to take for today, such as 2026-11-22.",
    ),
    (
        "NO_COLOR, CLICOLOR_FORCE, COLORTERM, TERM",
        "Whether and how there is colour.",
    ),
    (
        "LC_ALL, LC_CTYPE, LANG",
        "Whether more than ASCII can be shown.",
    ),
    ("VISUAL, EDITOR", "What opens the file from the board."),
    (
        "HOME, XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_DATA_HOME",
        "Where configuration, state and data lie; `onside doctor` says where.",
    ),
];

const EXITS: [(&str, &str); 9] = [
    ("0", "Done."),
    ("1", "There is something to look at."),
    (
        "2",
        "The command line is wrong, or there is no terminal to draw on.",
    ),
    ("65", "The file has errors."),
    ("66", "There is no such file."),
    ("73", "A file could not be made."),
    ("74", "A change, or the answer, could not be written."),
    ("75", "Somebody else is at the same; try again."),
    ("128 + n", "Signal n."),
];

/// Returns the manual of all there is behind `root`.
pub(super) fn man(root: &Command) -> String {
    let mut page = Roff::new();
    page.control("TH", ["ONSIDE", "1"]);
    let about = root
        .get_about()
        .map_or_else(String::new, ToString::to_string);
    section(&mut page, "NAME");
    page.text([roman(format!("onside - {}", lower(&about)))]);
    section(&mut page, "SYNOPSIS");
    page.text([bold("onside"), roman(" [OPTIONS] "), italic("[FILE]")]);
    page.control("br", []);
    page.text([bold("onside"), roman(" [OPTIONS] "), italic("COMMAND")]);
    section(&mut page, "DESCRIPTION");
    for (at, paragraph) in DESCRIPTION.into_iter().enumerate() {
        if at > 0 {
            page.control("PP", []);
        }
        page.text([roman(paragraph)]);
    }
    section(&mut page, "OPTIONS");
    options(&mut page, root);
    section(&mut page, "COMMANDS");
    let known = root.get_subcommands().filter(|it| !it.is_hide_set());
    for command in known {
        of_command(&mut page, command, "");
    }
    section(&mut page, "KEYS");
    page.text([roman(
        "On the board and in its views. ? shows those that count where one is.",
    )]);
    for (command, does) in commands::told() {
        let keys = command.keys.iter().map(|keys| format!("{keys}   "));
        let head = [bold(keys.collect::<String>()), roman(command.name)];
        item(&mut page, head, &does);
    }
    listed(&mut page, "ENVIRONMENT", &ENVIRONMENT);
    listed(&mut page, "EXIT STATUS", &EXITS);
    page.render()
}

fn section(page: &mut Roff, title: &str) {
    page.control("SH", [title]);
}

fn listed(page: &mut Roff, title: &str, rows: &[(&str, &str)]) {
    section(page, title);
    for (name, text) in rows {
        item(page, [bold(*name)], text);
    }
}

fn item(page: &mut Roff, head: impl Into<Vec<Inline>>, text: &str) {
    page.control("TP", []);
    page.text(head);
    page.text([roman(text)]);
}

/// Tells a command with its options, and those behind it.
fn of_command(page: &mut Roff, command: &Command, before: &str) {
    let name = format!("{before}{}", command.get_name());
    let inside: Vec<&Command> = command.get_subcommands().collect();
    let about = command
        .get_about()
        .map_or_else(String::new, ToString::to_string);
    page.control("SS", [name.as_str()]);
    let mut usage = vec![bold(format!("onside {name}"))];
    if command.get_opts().any(|it| !it.is_hide_set()) {
        usage.push(roman(" [OPTIONS]"));
    }
    for positional in command.get_positionals().filter(|it| !it.is_hide_set()) {
        usage.extend([roman(" "), italic(value(positional))]);
    }
    page.text(usage);
    page.control("PP", []);
    page.text([roman(format!("{about}."))]);
    options(page, command);
    if let Some(examples) = command.get_after_help() {
        page.control("PP", []);
        page.control("nf", []);
        page.text([roman(examples.to_string())]);
        page.control("fi", []);
    }
    for command in inside.into_iter().filter(|it| !it.is_hide_set()) {
        of_command(page, command, &format!("{name} "));
    }
}

fn options(page: &mut Roff, command: &Command) {
    for arg in command.get_arguments().filter(|it| !it.is_hide_set()) {
        let short = arg.get_short().map(|short| format!("-{short}"));
        let long = arg.get_long().map(|long| format!("--{long}"));
        let names: Vec<String> = short.into_iter().chain(long).collect();
        let mut head = vec![bold(names.join(", "))];
        if arg.is_positional() || arg.get_action().takes_values() {
            head.extend([
                roman(if names.is_empty() { "" } else { " " }),
                italic(value(arg)),
            ]);
        }
        let help = arg.get_help().map_or_else(String::new, ToString::to_string);
        item(page, head, &format!("{help}."));
    }
}

fn value(arg: &Arg) -> String {
    let names = arg.get_value_names().unwrap_or_default();
    let names: Vec<&str> = names.iter().map(clap::builder::Str::as_str).collect();
    match names.as_slice() {
        [] => arg.get_id().as_str().to_uppercase(),
        names => names.join(" "),
    }
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}
