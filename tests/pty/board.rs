//! The program itself on a pseudo-terminal, with its files.

use std::fs;
use std::path::{Path, PathBuf};

use portable_pty::CommandBuilder;

use super::session::Session;

/// Starts the program on a board of this name in a folder of its own.
fn open(board: &str) -> (Session, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    open_in(folder, board, &[])
}

/// Starts the program on a board in that folder, with variables beside the usual ones.
pub fn open_in(
    folder: tempfile::TempDir,
    board: &str,
    variables: &[(&str, &str)],
) -> (Session, PathBuf) {
    let home = folder.path().to_owned();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_onside"));
    command.arg(board);
    command.cwd(&home);
    command.env("TERM", "xterm-256color");
    command.env("ONSIDE_TODAY", "2026-11-22");
    command.env("HOME", &home);
    command.env("XDG_STATE_HOME", home.join("state"));
    command.env("XDG_DATA_HOME", home.join("data"));
    command.env_remove("SSH_CONNECTION");
    command.env_remove("SSH_TTY");
    command.env_remove("VISUAL");
    command.env("XDG_CONFIG_HOME", home.join("config"));
    for (name, value) in variables {
        command.env(name, value);
    }
    (Session::start(command, folder), home)
}

fn text(home: &Path, board: &str) -> String {
    fs::read_to_string(home.join(board)).unwrap_or_default()
}

#[test]
fn new_opens_another_board_and_leaves_this_one_saved() {
    let (mut session, home) = open("mine.ron");
    session.wait_for("No department");
    session.send("A");
    session.wait_for("add department:");
    session.send("Sales\r");
    session.wait_for("Added Sales");
    // In pieces: more than 20 keys at once would count as pasted, with what comes right behind.
    session.send("\r:");
    session.wait_for("a command by name");
    session.send("new other.ron Next");
    session.wait_for("opens other.ron");
    session.send("\r");
    session.wait_for("Departments to begin with");
    session.send(" \r");
    session.wait_for("Added Sales");
    assert!(text(&home, "mine.ron").contains("name: \"Sales\""));
    session.send("A");
    session.wait_for("add department:");
    session.send("Legal\r");
    session.wait_for("Added Legal");
    session.send("\rZZ");
    assert_eq!(session.wait_for_end().exit_code(), 0);
    let other = text(&home, "other.ron");
    assert!(other.contains("title: \"Next\"") && other.contains("name: \"Legal\""));
    assert!(other.contains("sees partners as competitors"));
    assert!(!text(&home, "mine.ron").contains("Legal"));
}

#[test]
fn a_board_that_can_not_be_opened_is_told_and_this_one_stays() {
    let (mut session, home) = open("mine.ron");
    fs::write(home.join("bad.ron"), "(version: 1").unwrap();
    session.wait_for("No department");
    session.send(":new bad.ron\r");
    session.wait_for("bad.ron has a problem");
    session.send("A");
    session.wait_for("add department:");
    session.send("Sales\r");
    session.wait_for("Added Sales");
    session.send("\r:x\r");
    assert_eq!(session.wait_for_end().exit_code(), 0);
    assert!(text(&home, "mine.ron").contains("name: \"Sales\""));
    assert_eq!(text(&home, "bad.ron"), "(version: 1");
}

#[test]
fn a_spreadsheet_is_shown_and_taken_from_the_board() {
    let (mut session, home) = open("mine.ron");
    fs::write(home.join("p.csv"), "Name;Dept\nDana Ortiz;Sales\nZoe;\n").unwrap();
    session.wait_for("No department");
    session.send(":import none.csv\r");
    session.wait_for("there is no such file");
    session.send(":import p.csv\r");
    session.wait_for("Adds 1 person, 1 new department");
    session.send("\r");
    session.wait_for("not used: row 3");
    session.send("ZZ");
    assert_eq!(session.wait_for_end().exit_code(), 0);
    assert!(text(&home, "mine.ron").contains("name: \"Dana Ortiz\""));
}

#[test]
fn w_makes_the_file_of_a_board_that_is_still_empty() {
    let (mut session, home) = open("mine.ron");
    session.wait_for("No department");
    session.send(":wq\r");
    assert_eq!(session.wait_for_end().exit_code(), 0);
    assert!(text(&home, "mine.ron").contains("title: \"mine\""));
}

#[test]
fn a_terminal_that_can_not_move_its_cursor_gets_lines_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let (mut session, home) = open_in(folder, "mine.ron", &[("TERM", "dumb")]);
    session.wait_for("mine> ");
    session.send("add department Sales\n");
    session.wait_for("Added Sales");
    session.send("add Dana Ortiz, VP Sales @sales\n");
    session.wait_for("Dana Ortiz> ");
    session.send("quit\n");
    assert_eq!(session.wait_for_end().exit_code(), 0);
    assert!(!session.raw().contains('\x1b'), "{:?}", session.raw());
    assert!(text(&home, "mine.ron").contains("name: \"Dana Ortiz\""));
}

#[test]
fn esc_and_a_letter_in_one_read_are_both_keys() {
    let (mut session, home) = open("mine.ron");
    session.wait_for("No department");
    session.send("A");
    session.wait_for("add department:");
    session.send("Sales\r");
    session.wait_for("Added Sales");
    // Esc ends the line, `a` begins another.
    session.send("\x1ba");
    session.wait_for("Sales: name, title");
    session.send("\x1bq");
    assert_eq!(session.wait_for_end().exit_code(), 0);
    assert!(text(&home, "mine.ron").contains("name: \"Sales\""));
}

#[test]
fn the_persons_own_keys_work_and_the_usual_ones_do_not() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("own.ron");
    fs::write(
        &config,
        "(keys: {\"add department\": [\"N\"], \"quit\": [\"Q\"]})",
    )
    .unwrap();
    let variables = [("ONSIDE_CONFIG", "own.ron")];
    let (mut session, _) = open_in(folder, "mine.ron", &variables);
    session.wait_for("Q quit");
    session.send("AqN");
    session.wait_for("add department:");
    session.send("\x1bQ");
    assert_eq!(session.wait_for_end().exit_code(), 0);
}

#[test]
fn a_pipe_instead_of_a_spreadsheet_holds_nothing_up() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    rustix::fs::mkfifoat(rustix::fs::CWD, pipe, rustix::fs::Mode::RUSR).unwrap();
    let (mut session, _home) = open_in(folder, "mine.ron", &[]);
    session.wait_for("No department");
    session.send(":");
    session.wait_for("a command by name");
    session.send("import pipe\r");
    session.wait_for("it is a named pipe");
    session.send("ZZ");
    assert_eq!(session.wait_for_end().exit_code(), 0);
}
