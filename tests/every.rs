//! What holds of every subcommand: what it says of a board that is not there or does not load,
//! that a reader who leaves is no failure, and that nothing of the environment is needed.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const EXAMPLE: &str = include_str!("../assets/example.ron");

/// Every subcommand that reads a board, in a form that would be done on the example.
const READING: [&str; 17] = [
    "list",
    "show dana",
    "export",
    "check",
    "next",
    "today",
    "route sam",
    "cover",
    "brief dana",
    "since 2026-11-01",
    "history",
    "about dana",
    "handover kim.ron",
    "handover kim.ron --dry-run",
    "git install",
    "git install --check",
    "purge",
];

/// Every subcommand that changes one.
const CHANGING: [&str; 15] = [
    "add Zoe Quinn, Buyer @sales",
    "set dana power 4",
    "move dana champion",
    "talked dana call Fine",
    "proof dana public Said so",
    "ask dana A slot",
    "promise dana Numbers",
    "gave dana A deck",
    "influence zoe <dana",
    "remove priya",
    "left tomasz",
    "import people.csv",
    "undo",
    "forget mei --yes",
    "purge --yes",
];

/// A folder with the example, a broken board and a table.
fn desk() -> TempDir {
    let desk = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = desk.path().join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
    };
    write("b.ron", EXAMPLE);
    write("broken.ron", "(version: 1, title: )");
    write("people.csv", "name,department\nIda Berg,Sales\n");
    desk
}

/// Runs a subcommand with next to nothing in its environment; `HOME` is not set.
fn run(desk: &Path, line: &str, board: &str, stdout: Stdio) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onside"));
    command.args(line.split_whitespace()).env_clear();
    command.env("ONSIDE_TODAY", "2026-11-22");
    command.env("ONSIDE_BOARD", board).current_dir(desk);
    command
        .env("ONSIDE_STATE_DIR", desk.join("state"))
        .env("PATH", "/usr/bin:/bin");
    command.stdin(Stdio::null()).stdout(stdout);
    command.stderr(Stdio::piped()).output().unwrap()
}

fn transcript(board: &str) -> String {
    let desk = desk();
    let mut text = String::new();
    for line in READING.iter().chain(&CHANGING) {
        let output = run(desk.path(), line, board, Stdio::piped());
        let code = output.status.code().unwrap();
        let said = [&output.stdout[..], &output.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        writeln!(text, "$ onside {line}\n{said}exit {code}").unwrap();
    }
    assert_eq!(
        fs::read_to_string(desk.path().join("b.ron")).unwrap(),
        EXAMPLE
    );
    text
}

#[test]
fn every_subcommand_says_that_there_is_no_board() {
    insta::assert_snapshot!("every_missing", transcript("none.ron"));
}

#[test]
fn every_subcommand_says_that_a_board_does_not_load() {
    insta::assert_snapshot!("every_broken", transcript("broken.ron"));
}

#[test]
fn every_subcommand_works_without_a_home_and_asks_nobody() {
    for line in READING.iter().chain(&CHANGING) {
        let desk = desk();
        if line.contains("zoe") {
            run(desk.path(), CHANGING[0], "b.ron", Stdio::null());
        }
        let output = run(desk.path(), line, "b.ron", Stdio::piped());
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        let code = output.status.code().unwrap();
        // There is no repository here, nothing to bring back, and nothing that is kept.
        let is_fine = code == 0 || (line.starts_with("git") && code == 66) || *line == "undo";
        assert!(is_fine, "{line}: {code}: {err}");
        assert!(!err.contains("HOME"), "{line}: {err}");
    }
}

#[test]
fn a_reader_that_leaves_is_no_failure_of_any_subcommand() {
    for line in READING.iter().chain(&CHANGING).chain(&["--help", "man"]) {
        let desk = desk();
        if line.contains("zoe") {
            run(desk.path(), CHANGING[0], "b.ron", Stdio::null());
        }
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = run(desk.path(), line, "b.ron", writer.into());
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        let is_fine = output.status.code() == Some(0) || line.starts_with("git") || *line == "undo";
        assert!(is_fine, "{line}: {}: {err}", output.status);
        assert!(!err.contains("roken pipe"), "{line}: {err}");
    }
}
