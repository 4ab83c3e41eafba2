//! What `onside next` writes, and how it ends.

use std::path::Path;
use std::process::Command;

/// Runs the program on 2026-11-22 and returns both streams and the exit code.
fn onside(arguments: &[&str], folder: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onside"));
    command.args(arguments).current_dir(folder);
    // Nothing of whoever runs the tests: no board was ever open before.
    let state = tempfile::tempdir().unwrap();
    command.env_clear().env("ONSIDE_TODAY", "2026-11-22");
    command.env("LANG", "C.UTF-8").env("TERM", "xterm");
    command.env("ONSIDE_STATE_DIR", state.path());
    let output = command.output().unwrap();
    let code = output.status.code().unwrap();
    let out = std::str::from_utf8(&output.stdout).unwrap();
    let err = std::str::from_utf8(&output.stderr).unwrap();
    format!("{out}{err}exit {code}\n")
}

fn check(name: &str, answer: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("answers");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, answer));
}

#[test]
fn the_example_has_its_answers() {
    let folder = tempfile::tempdir().unwrap();
    let example = |more: &[&str]| {
        let line: Vec<&str> = ["next", "--example"].iter().chain(more).copied().collect();
        onside(&line, folder.path())
    };
    check("example", &example(&[]));
    check("factors", &example(&["--factors", "--plan", "2"]));
    check("json", &example(&["--json"]).replace(",{", ",\n{"));
    assert_eq!(example(&["--json"]), example(&["--json"]));
}

#[test]
fn boards_without_anybody_to_win_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let people = [
        ("empty", ""),
        ("blocker", "(name: \"Ann\", stance: Blocker)"),
        ("won", "(name: \"Ann\", stance: Lobbyist)"),
        ("gone", "(name: \"Ann\", left: \"2026-01-01\")"),
    ];
    let answers = people.map(|(name, people)| {
        let file = format!("{name}.ron");
        let board =
            format!("(version: 1, departments: [(id: \"a\", name: \"A\", people: [{people}])])");
        std::fs::write(folder.path().join(&file), board).unwrap();
        let text = onside(&["next", &file], folder.path());
        let json = onside(&["next", "--json", &file], folder.path());
        format!("$ onside next {file}\n{text}$ onside next --json {file}\n{json}\n")
    });
    check("nobody", &answers.concat());
}

#[test]
fn what_cannot_be_read_ends_as_in_check() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("broken.ron"),
        "(version: 1, departments: [(",
    )
    .unwrap();
    let lines = [
        &["next", "nowhere.ron"][..],
        &["next", "broken.ron"],
        &["next"],
        &["next", "--plan", "many", "broken.ron"],
        &["broken.ron", "next"],
        &["nxt"],
    ];
    let answers = lines.map(|line| {
        format!(
            "$ onside {}\n{}\n",
            line.join(" "),
            onside(line, folder.path())
        )
    });
    check("refused", &answers.concat());
}

#[test]
fn help_tells_the_shape_of_the_json() {
    let folder = tempfile::tempdir().unwrap();
    check("help", &onside(&["next", "--help"], folder.path()));
}

#[test]
fn hostile_names_never_reach_the_terminal_raw() {
    let folder = tempfile::tempdir().unwrap();
    let board = "(version: 1, departments: [(id: \"a\", name: \"A\", people: [
        (id: \"x\", name: \"An\u{9b}2J\u{202e}n\\u{1b}[31m\", title: \"C\\nO\")])])";
    std::fs::write(folder.path().join("b.ron"), board).unwrap();
    for line in [&["next", "b.ron"][..], &["next", "--json", "b.ron"]] {
        let shown = onside(line, folder.path());
        let is_raw = |letter: char| letter != '\n' && onside::text::is_hidden(letter);
        assert!(
            shown.contains("exit 0") && !shown.contains(is_raw),
            "{shown:?}"
        );
    }
}
