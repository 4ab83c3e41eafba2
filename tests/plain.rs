//! The real program without a screen, and its configuration: lines in, lines out, exit codes.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const EXAMPLE: &str = include_str!("../assets/example.ron");

/// A folder of its own for everything, and a board in it.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).mode(0o600);
        let board = options.open(folder.path().join("b.ron"));
        board.unwrap().write_all(EXAMPLE.as_bytes()).unwrap();
        Self { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn board(&self) -> String {
        fs::read_to_string(self.path().join("b.ron")).unwrap()
    }

    fn configure(&self, text: &str) -> &Self {
        fs::write(self.path().join("config.ron"), text).unwrap();
        self
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onside"));
        command
            .env_clear()
            .env("ONSIDE_TODAY", "2026-11-22")
            .env("ONSIDE_STATE_DIR", self.path().join("state"))
            .env("XDG_DATA_HOME", self.path().join("data"))
            .env("LANG", "C.UTF-8")
            .env("TERM", "xterm-256color")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if self.path().join("config.ron").exists() {
            command.env("ONSIDE_CONFIG", "config.ron");
        } else {
            command.env("XDG_CONFIG_HOME", "/nowhere");
        }
        command
    }

    /// Runs a command of this desk with `lines` as its input.
    fn run(&self, command: &mut Command, lines: &str) -> Output {
        command.current_dir(self.path());
        let mut child = command.spawn().unwrap();
        // A program that ends before it has read all does not mind.
        let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// Types lines into the board without a screen and returns what is answered.
    fn type_lines(&self, lines: &[&str]) -> String {
        let input = lines.join("\n") + "\n";
        let output = self.run(&mut self.command(&["--plain", "b.ron"]), &input);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        String::from_utf8(output.stdout).unwrap()
    }
}

/// Returns what is answered, without the first lines, which tell what this is.
fn answers(out: &str) -> String {
    out.lines().skip(2).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_sitting_without_a_screen_changes_the_file_as_one_with_it_does() {
    let desk = Desk::new();
    let out = desk.type_lines(&[
        "move dana supporter",
        "talked dana call Liked the plan",
        "favour sam promise A one-page plan by:fri",
        "add Zoe Quinn, Treasurer @finance p4",
        "influence zoe <ruth!",
        "change zoe power 5",
        "objection zoe Too busy",
        "undo",
        "remove priya",
        "confirm",
        "quit",
    ]);
    insta::assert_snapshot!("a_sitting", answers(&out));
    let board = desk.board();
    assert!(board.contains("name: \"Zoe Quinn\""), "{board}");
    assert!(!board.contains("Too busy") && !board.contains("id: \"priya\""));
    assert!(board.contains("Liked the plan") && board.contains("A one-page plan"));
}

#[test]
fn lines_that_pass_a_question_by_are_counted_and_not_done() {
    let desk = Desk::new();
    let lines = "remove priya\nmove dana champion\nundo\nquit\n";
    let output = desk.run(&mut desk.command(&["--plain", "b.ron"]), lines);
    let out = String::from_utf8_lossy(&output.stdout);
    assert_eq!(
        out.matches("Not done; first answer with one of:").count(),
        2,
        "{out}"
    );
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "onside: 2 lines were not done: a question waited for its answer\n"
    );
    assert_eq!(output.status.code(), Some(75));
    assert!(desk.board().contains("Priya Raman"));
}

#[test]
fn the_board_and_a_person_are_told_in_lines() {
    let desk = Desk::new();
    let out = desk.type_lines(&["list", "show dana", "next person", "back", "sam"]);
    insta::assert_snapshot!("told", answers(&out));
    let help = desk.type_lines(&["help"]);
    for told in [
        "raise: one rung up",
        "list: everybody",
        "talked: logs a talk",
        "undo: ",
    ] {
        assert!(help.contains(told), "{help}");
    }
    assert!(!help.contains("redraw"), "{help}");
}

#[test]
fn what_is_wrong_is_answered_with_what_to_type() {
    let out = Desk::new().type_lines(&[
        "mvoe dana supporter",
        "move dana superb",
        "raise nobody",
        "talked",
        "",
        "add @nowhere",
        "redraw",
        "new notes.txt",
    ]);
    insta::assert_snapshot!("wrong", answers(&out));
}

/// Whoever adds a department and then types the next command has not added two.
#[test]
fn a_line_that_is_asked_for_is_one_line() {
    let desk = Desk::new();
    let out = desk.type_lines(&[
        "add department",
        "Treasury",
        "add department Customs",
        "add",
        "Ada Byron, Head @customs",
        "talked ada call Said hello",
        "favour",
        "",
        "next",
        "undo",
    ]);
    insta::assert_snapshot!("one_line", answers(&out));
    let board = desk.board();
    assert!(board.contains("Treasury") && board.contains("Customs"));
    assert!(board.contains("Ada Byron") && !board.contains("Said hello"));
}

#[test]
fn a_newcomer_finds_who_is_due_and_what_there_is() {
    let out = Desk::new().type_lines(&[
        "u",
        "help promise",
        "help xyzzy",
        "filter due",
        "raise sam",
        "list",
        "clear filter",
    ]);
    insta::assert_snapshot!("found", answers(&out));
}

#[test]
fn what_is_on_no_row_of_the_board_is_changed_by_its_id() {
    let out = Desk::new().type_lines(&[
        "influence dana",
        "<priya~",
        "change play tag-the-calls status running",
        "change decision fy27-budget on 2027-01-20",
        "vote sam yes",
        "change play due fri",
    ]);
    insta::assert_snapshot!("by_id", answers(&out));
}

#[test]
fn nothing_but_lines_comes_out_and_ascii_where_the_locale_says_so() {
    let desk = Desk::new();
    let all = "list\nshow dana\nhelp\nraise dana\n";
    for (name, value) in [("LANG", "C"), ("TERM", "vt100"), ("TERM", "dumb")] {
        let mut command = desk.command(&["--plain", "b.ron"]);
        let output = desk.run(command.env(name, value), all);
        let is_plain = |byte: &u8| *byte == b'\n' || (b' '..=b'~').contains(byte);
        assert!(output.stdout.iter().all(is_plain), "{name}={value}");
        assert!(output.stdout.len() > 1_000);
    }
}

#[test]
fn the_end_of_the_input_is_quit_with_everything_saved() {
    let desk = Desk::new();
    let mut command = desk.command(&["--plain", "b.ron"]);
    // Not even the last line is ended.
    let output = desk.run(&mut command, "raise dana");
    assert_eq!(output.status.code(), Some(0));
    assert!(
        desk.board()
            .contains("stance: Supporter, target: Lobbyist, power: 5, interest: 4")
    );
}

#[test]
fn a_reader_that_has_gone_is_no_error() {
    let desk = Desk::new();
    let mut command = desk.command(&["--plain", "b.ron"]);
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let input = "raise dana\n".to_owned() + &"list\n".repeat(50);
    // It may be gone before it has read all.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn without_a_terminal_a_board_opens_by_lines_only() {
    let desk = Desk::new();
    let output = desk.run(&mut desk.command(&["b.ron"]), "");
    assert_eq!(output.status.code(), Some(2));
    let missing = desk.run(&mut desk.command(&["--plain", "nowhere/x.ron", "x"]), "");
    assert_eq!(missing.status.code(), Some(2));
    fs::write(desk.path().join("bad.ron"), "(").unwrap();
    let unsound = desk.run(&mut desk.command(&["--plain", "bad.ron"]), "");
    assert_eq!(unsound.status.code(), Some(65));
}

#[test]
fn the_tutor_opens_a_copy_and_keeps_it() {
    let desk = Desk::new();
    let output = desk.run(
        &mut desk.command(&["tutor", "--plain"]),
        "show up\nraise up\n",
    );
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(out.contains("Win me over to Supporter"), "{out}");
    let copy = desk.path().join("data/onside/tutor.ron");
    assert!(fs::read_to_string(&copy).unwrap().contains("Moved("));
    let again = desk.run(&mut desk.command(&["tutor", "--plain"]), "list\n");
    let out = String::from_utf8_lossy(&again.stdout);
    assert!(out.contains("Win me over, press >: Supporter"), "{out}");
}

/// Checks what `onside config` says, with the folder of the test taken out.
fn check_config(
    desk: &Desk,
    name: &str,
    arguments: &[&str],
    variables: &[(&str, &str)],
    code: i32,
) {
    let mut command = desk.command(arguments);
    let output = desk.run(command.envs(variables.iter().copied()), "");
    assert_eq!(output.status.code(), Some(code), "{output:?}");
    let told = [output.stderr, output.stdout].map(|it| String::from_utf8(it).unwrap());
    // Which keys are usual is another test's.
    let is_told = |line: &&str| {
        !line.starts_with("        ") || !line.contains("// ") || line.contains("// config.ron")
    };
    let told = told.join("----\n");
    let told: Vec<&str> = told.lines().filter(is_told).collect();
    insta::assert_snapshot!(name, told.join("\n"));
}

#[test]
fn the_effective_configuration_names_who_said_what() {
    check_config(&Desk::new(), "config_of_nobody", &["config"], &[], 0);
    let desk = Desk::new();
    desk.configure(
        "(\n    keys: {\n        \"raise\": [\"+\", \">\"],\n        \"redo\": [],\n    },\n    \
         theme: \"high-contrast\",\n    escape_ms: 40,\n)\n",
    );
    let around = [("NO_COLOR", "1"), ("SSH_TTY", "/dev/pts/1")];
    check_config(
        &desk,
        "config_of_somebody",
        &["config", "--ascii"],
        &around,
        0,
    );
    let mut command = desk.command(&["config", "--json"]);
    let output = desk.run(command.envs(around), "");
    let mut answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let keys = answer["keys"].as_array_mut().unwrap();
    assert!(keys.len() > 50);
    keys.retain(|keys| keys["from"] != "default");
    insta::assert_snapshot!(
        "config_json",
        serde_json::to_string_pretty(&answer).unwrap()
    );
}

#[test]
fn what_is_printed_is_a_configuration_with_the_same_effect() {
    let desk = Desk::new();
    let print = |desk: &Desk| {
        let output = desk.run(&mut desk.command(&["config"]), "");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        String::from_utf8(output.stdout).unwrap()
    };
    let first = print(&desk);
    desk.configure(&first);
    let second = print(&desk);
    let settings = |text: &str| -> Vec<String> {
        let lines = text.lines().skip(1);
        lines
            .map(|line| line.split("//").next().unwrap().trim().to_owned())
            .collect()
    };
    assert_eq!(settings(&first), settings(&second));
    assert!(second.contains("// config.ron:3"), "{second}");
}

#[test]
fn every_problem_comes_first_with_its_line() {
    let desk = Desk::new();
    desk.configure(
        "(\n    keys: {\n        \"rise\": [\"+\"],\n        \"undo\": [\"Ctrl-R\", \"F5\"],\n        \
         \"end\": [],\n    },\n    them: \"mono\",\n    theme: \"nord\",\n    glyphs: ascii,\n)\n",
    );
    check_config(&desk, "config_wrong", &["config"], &[], 65);
    let output = desk.run(&mut desk.command(&["--plain", "b.ron"]), "help\n");
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(
        out.contains("config.ron:4:28: `F5` may not arrive")
            && out.contains("6 more: `onside config` tells"),
        "{out}"
    );
}

#[test]
fn the_path_of_the_configuration_is_the_variables_then_the_systems() {
    let desk = Desk::new();
    let path = |desk: &Desk, variables: &[(&str, &str)]| {
        let mut command = desk.command(&["config", "--path"]);
        let output = desk.run(command.envs(variables.iter().copied()), "");
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(path(&desk, &[]), "/nowhere/onside/config.ron\n");
    assert_eq!(path(&desk, &[("ONSIDE_CONFIG", "x.ron")]), "x.ron\n");
    assert_eq!(
        path(&desk, &[("ONSIDE_CONFIG", ""), ("XDG_CONFIG_HOME", "/a")]),
        "/a/onside/config.ron\n"
    );
}
