//! What `onside check` says about broken files: every message, as a person reads it.
//!
//! Each file of `tests/broken/` has a golden answer beside it, as have bytes that no text
//! file can hold. Read an answer before you accept it: would a person know what to do?

#![expect(
    clippy::unwrap_used,
    reason = "a test that can't go on says so best by failing"
)]

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const BROKEN: &str = "tests/broken";

/// Runs the program on 2026-11-22.
fn onside(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onside"));
    command.args(arguments).current_dir(folder);
    // Nothing of whoever runs the tests: no board was ever open before.
    let state = tempfile::tempdir().unwrap();
    command.env_clear().env("ONSIDE_TODAY", "2026-11-22");
    command.env("ONSIDE_STATE_DIR", state.path());
    command.output().unwrap()
}

/// Writes a file for its owner alone, as boards are.
fn put(path: &Path, bytes: impl AsRef<[u8]>) {
    std::fs::write(path, bytes).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
}

/// Returns a folder with copies of the broken boards, so that the answers are about them and
/// not about where this project lies.
fn private_copies() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for board in broken() {
        let bytes = std::fs::read(&board).unwrap();
        put(&folder.path().join(board.file_name().unwrap()), bytes);
    }
    folder
}

/// Returns the exit code and both streams as one text.
fn answer(output: &Output) -> String {
    let code = output.status.code().unwrap();
    let out = std::str::from_utf8(&output.stdout).unwrap();
    let err = std::str::from_utf8(&output.stderr).unwrap();
    format!("{out}{err}exit {code}\n")
}

fn check_golden(name: &str, answer: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("broken");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, answer));
}

/// Checks the answer about a file of these bytes.
fn check_bytes(name: &str, bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    put(&folder.path().join("board.ron"), bytes);
    let output = onside(&["check", "board.ron"], folder.path());
    check_golden(name, &answer(&output));
}

fn broken() -> Vec<PathBuf> {
    let files = std::fs::read_dir(BROKEN).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    let mut boards: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
        .collect();
    boards.sort();
    boards
}

#[test]
fn every_broken_board_has_its_answer() {
    let boards = broken();
    let folder = private_copies();
    assert!(boards.len() > 15);
    for board in boards {
        let file = board.file_name().unwrap().to_str().unwrap();
        let output = onside(&["check", file], folder.path());
        let name = file.strip_suffix(".ron").unwrap();
        check_golden(name, &answer(&output));
    }
}

#[test]
fn the_short_form_is_what_quickfix_reads() {
    let files = ["stance", "two-faults-in-one-person", "repeated", "findings"];
    let folder = private_copies();
    let answers = files.map(|file| {
        let file = format!("{file}.ron");
        let output = onside(&["check", "--format=short", &file], folder.path());
        let shown = answer(&output);
        for line in shown.lines().filter(|line| !line.starts_with("exit ")) {
            let mut parts = line.splitn(4, ':');
            assert_eq!(parts.next(), Some(file.as_str()), "{line}");
            assert!(parts.next().unwrap().parse::<usize>().is_ok(), "{line}");
            assert!(parts.next().unwrap().parse::<usize>().is_ok(), "{line}");
            assert!(parts.next().unwrap().starts_with(' '), "{line}");
        }
        shown
    });
    check_golden("short", &answers.concat());
}

#[test]
fn programs_get_the_same_problems_as_people() {
    let folder = private_copies();
    for board in broken() {
        let name = board.file_name().unwrap().to_str().unwrap();
        let told = answer(&onside(&["check", name, "--format=short"], folder.path()));
        let output = onside(&["check", name, "--json"], folder.path());
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(json["version"], 1);
        assert_eq!(json["loads"], output.status.code() != Some(65), "{name}");
        for problem in json["problems"].as_array().unwrap() {
            let message = problem["message"].as_str().unwrap();
            assert!(told.contains(message), "{name}: {message} in {told}");
            if let (Some(line), Some(column)) =
                (problem["line"].as_u64(), problem["column"].as_u64())
            {
                let place = format!(":{line}:{column}: ");
                assert!(told.contains(&place), "{name}: {place} in {told}");
            }
        }
        let lines = told.lines().count() - 1;
        assert!(json["problems"].as_array().unwrap().len() <= lines);
    }
}

#[test]
fn bytes_that_are_no_text_have_their_answer() {
    check_bytes("empty", b"");
    check_bytes("blank", b"\xef\xbb\xbf\r\n \r\n");
    check_bytes(
        "latin-1",
        b"(\n    version: 1,\n    title: \"Bergstr\xf6m\",\n)\n",
    );
    check_bytes("cut-utf-8", b"(title: \"\xe6\x9d");
    check_bytes("utf-16", b"\xff\xfe(\0v\0");
    check_bytes("nul", b"(\n    version: 1, \0 departments: [],\n)\n");
    check_bytes("all-nul", &[0; 4096]);
}

#[test]
fn carets_stand_right_in_crlf_bom_tabs_and_wide_letters() {
    let text = "\u{feff}(\r\n\tversion: 1,\r\n\tdepartments: [(id: \"a\", name: \"李雷\", ours: yes)],\r\n)";
    check_bytes("crlf-bom-tabs", text.as_bytes());
}

#[test]
fn nobody_reads_ten_million_brackets() {
    let started = std::time::Instant::now();
    check_bytes("ten-million-brackets", &vec![b'['; 10_000_000]);
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
}

#[test]
fn after_a_hundred_errors_the_rest_is_counted() {
    let person = |at: usize| format!("(id: \"p{at}\", name: \"P\", power: 9),\n");
    let people: String = (0..1000).map(person).collect();
    let board =
        format!("(version: 1, departments: [(id: \"a\", name: \"A\", people: [{people}])])");
    let folder = tempfile::tempdir().unwrap();
    put(&folder.path().join("b.ron"), board);
    let output = onside(&["check", "--format=short", "b.ron"], folder.path());
    let shown = answer(&output);
    assert_eq!(shown.lines().count(), 102);
    assert!(shown.ends_with("and 900 more\nexit 65\n"));
}

#[test]
fn hostile_text_and_names_never_reach_the_terminal_raw() {
    let folder = tempfile::tempdir().unwrap();
    let name = "\u{1b}]0;pwn\u{7}.ron";
    put(
        &folder.path().join(name),
        "(version: 1, \u{1b}[2J\u{202e}: 3, departments: [(id: \"\u{9b}2J\", name: \"\")])",
    );
    for arguments in [&["check", name][..], &["check", "--format=short", name]] {
        let output = onside(arguments, folder.path());
        assert_eq!(output.status.code(), Some(65));
        let shown = answer(&output);
        assert!(
            !shown
                .chars()
                .any(|each| each != '\n' && onside::text::is_hidden(each)),
            "{shown:?}"
        );
    }
}

#[test]
fn what_can_not_be_read_is_no_input() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("folder.ron")).unwrap();
    let answers = [
        onside(&["check", "nowhere.ron"], folder.path()),
        onside(&["check", "folder.ron"], folder.path()),
        onside(&["check", "/dev/null"], folder.path()),
    ];
    let answers: String = answers.iter().map(answer).collect();
    check_golden("no-input", &answers);
}

#[test]
fn what_lies_around_a_board_is_told_with_the_next_step() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| put(&folder.path().join(name), text);
    let allow = |name: &str, mode: u32| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(folder.path().join(name), permissions).unwrap();
    };
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    put("board.ron", "(version: 1, departments: [])");
    put("board (1).ron", "");
    put(
        ".git/config",
        "[remote \"origin\"]\n\turl = https://example.com/team.git\n",
    );
    allow("board.ron", 0o444);
    allow("", 0o757);
    let output = onside(&["check", "board.ron"], folder.path());
    let home = std::fs::canonicalize(folder.path()).unwrap();
    let told = answer(&output).replace(home.to_str().unwrap(), "HOME");
    allow("", 0o700);
    check_golden("surroundings", &told);
    let short = onside(&["check", "--format=short", "board.ron"], folder.path());
    assert_eq!(answer(&short), "exit 0\n");
}

#[test]
fn a_command_line_that_means_nothing_says_what_to_write() {
    let folder = tempfile::tempdir().unwrap();
    let lines = [
        &["chekc"][..],
        &["nxt"],
        &["a.ron", "check"],
        &["check", "a.ron", "-b", "b.ron"],
        &["check"],
        &["check", "--formta=short", "a.ron"],
        &["--today", "tomorrow"],
        &["--today", "2026-02-30"],
    ];
    let answers = lines.map(|line| {
        let answer = answer(&onside(line, folder.path()));
        format!("$ onside {}\n{answer}\n", line.join(" "))
    });
    check_golden("usage", &answers.concat());
}

#[test]
fn help_shows_examples_first() {
    let folder = tempfile::tempdir().unwrap();
    let help =
        [&["--help"][..], &["check", "--help"]].map(|line| answer(&onside(line, folder.path())));
    check_golden("help", &help.join("\n"));
}

#[test]
fn the_example_loads_and_strict_makes_findings_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    let output = onside(&["check", "--example"], folder.path());
    check_golden("example", &answer(&output));
    let strict = onside(&["check", "--example", "--strict"], folder.path());
    assert_eq!(strict.status.code(), Some(1));
    assert_eq!(strict.stdout, output.stdout);
    put(
        &folder.path().join("b.ron"),
        "(version: 1, departments: [])",
    );
    let clean = onside(&["check", "--strict", "b.ron"], folder.path());
    let shown = "b.ron is in order: 0 people in 0 departments\nexit 0\n";
    assert_eq!(answer(&clean), shown);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onside"));
    let state = tempfile::tempdir().unwrap();
    command.args(["check", "findings.ron"]).current_dir(BROKEN);
    command.env("ONSIDE_STATE_DIR", state.path());
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = command.stdout(writer).stderr(std::process::Stdio::piped());
    let output = output.spawn().unwrap().wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stderr, b"");
}
