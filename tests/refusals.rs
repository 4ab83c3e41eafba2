//! What every subcommand says, and its exit code, where something around it fails: the file can't
//! be written or made, somebody has it open, nobody reads the answer, a signal comes.
//!
//! Each transcript is the command, what it prints, what it complains of, its exit code; after each
//! the board is what it was.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use onside::store::{StateFolder, Store};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

const EXAMPLE: &str = include_str!("../assets/example.ron");

/// Every subcommand that writes the board, in a form that would be done on the example once it
/// was saved.
const CHANGING: [&str; 16] = [
    "add Zoe Quinn, Buyer @sales",
    "set dana power 4",
    "move dana champion",
    "talked dana call Fine",
    "proof dana public Said so",
    "ask dana A slot",
    "promise dana Numbers",
    "gave dana A deck",
    "influence noor <dana",
    "remove priya",
    "left tomasz",
    "import people.csv",
    "undo",
    "history --restore 1",
    "forget mei --yes",
    "purge --yes",
];

/// Every subcommand that prints, in a form that is done on the example.
const PRINTING: [&str; 22] = [
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
    "handover kim.ron --dry-run",
    "add Zoe Quinn, Buyer @sales --dry-run",
    "import people.csv --dry-run",
    "git textconv b.ron",
    "config",
    "doctor",
    "completions bash",
    "man",
    "--help",
    "--version",
];

/// A folder with the example, which was saved twice, and a table.
struct Desk {
    folder: TempDir,
    board: String,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("b.ron"), EXAMPLE).unwrap();
        let mut desk = Self {
            folder,
            board: String::new(),
        };
        desk.allow(0o600);
        fs::write(desk.path("people.csv"), "name,department\nIda Berg,Sales\n").unwrap();
        for line in ["set sam power 4", "set sam power 5"] {
            assert!(desk.run(line).status.success());
        }
        desk.board = desk.text();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path("b.ron")).unwrap()
    }

    fn allow(&self, mode: u32) {
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(self.path("b.ron"), permissions).unwrap();
    }

    /// Returns a command in this folder, with next to nothing in its environment.
    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("ONSIDE_TODAY", "2026-11-22")
            .env("ONSIDE_BOARD", "b.ron")
            .env("ONSIDE_STATE_DIR", self.path("state"))
            .env("PATH", "/usr/bin:/bin")
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    fn onside(&self, line: &str) -> Command {
        let mut command = self.command(env!("CARGO_BIN_EXE_onside"));
        command.args(line.split_whitespace());
        command
    }

    fn run(&self, line: &str) -> Output {
        self.onside(line).output().unwrap()
    }

    /// Runs a subcommand where no file may be longer than nothing, as on a full disk.
    fn run_when_full(&self, line: &str) -> Output {
        let mut command = self.command("/bin/sh");
        let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\"";
        command.args(["-c", script, env!("CARGO_BIN_EXE_onside")]);
        command.args(line.split_whitespace()).output().unwrap()
    }

    /// Returns a call and its answer, without what is other each time.
    fn told(&self, line: &str, output: &Output) -> String {
        let said = [&output.stdout[..], &output.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        let said = said.replace(self.folder.path().to_str().unwrap(), "DIR");
        let words =
            said.split_inclusive([' ', '\n'])
                .map(|word| match word.strip_prefix("b.unsaved-") {
                    Some(_) => "b.unsaved-MOMENT.ron: ".to_owned(),
                    None => word.to_owned(),
                });
        let code = output.status.code().unwrap();
        format!(
            "$ onside {line}\n{}exit {code}\n",
            words.collect::<String>()
        )
    }
}

/// Runs lines, each on a desk of its own, and returns what they say; the board stays.
fn transcript(lines: &[&str], run: impl Fn(&Desk, &str) -> Output) -> String {
    let mut text = String::new();
    for line in lines {
        let desk = Desk::new();
        let output = run(&desk, line);
        text.push_str(&desk.told(line, &output));
        assert_eq!(desk.text(), desk.board, "{line}");
    }
    text
}

#[test]
fn a_disk_that_is_full_is_told_and_the_board_stays() {
    let lines = CHANGING.iter().filter(|line| !line.starts_with("purge"));
    let lines: Vec<&str> = lines.copied().collect();
    insta::assert_snapshot!("full", transcript(&lines, Desk::run_when_full));
}

#[test]
fn a_board_that_is_read_only_is_told_and_stays() {
    let lines = CHANGING.iter().filter(|line| !line.starts_with("purge"));
    let lines: Vec<&str> = lines.copied().collect();
    let told = transcript(&lines, |desk, line| {
        desk.allow(0o400);
        desk.run(line)
    });
    insta::assert_snapshot!("read_only", told);
}

#[test]
fn a_state_folder_that_is_none_is_told_where_it_is_needed() {
    let lines = [
        "undo",
        "history",
        "history --restore 1",
        "forget mei --yes",
        "purge --yes",
    ];
    let told = transcript(&lines, |desk, line| {
        let mut command = desk.onside(line);
        command.env("ONSIDE_STATE_DIR", desk.path("people.csv"));
        command.output().unwrap()
    });
    insta::assert_snapshot!("no_state", told);
}

#[test]
fn what_can_not_be_made_is_told_with_code_73() {
    let mut lines = Vec::new();
    for target in ["nowhere/x.ron", "people.csv/x.ron"] {
        for command in ["new", "handover"] {
            lines.push(format!("{command} {target}"));
        }
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut told = transcript(&lines, Desk::run);
    told += "-- full\n";
    told += &transcript(&["new x.ron", "handover x.ron"], Desk::run_when_full);
    assert_eq!(told.matches("exit 73\n").count(), 6, "{told}");
    insta::assert_snapshot!("not_made", told);
}

#[test]
fn what_is_kept_stays_with_code_75_while_somebody_has_the_board_open() {
    let lines = ["forget mei --yes", "purge --yes"];
    let told = transcript(&lines, |desk, line| {
        let state = StateFolder::find(Some(desk.path("state").into_os_string()));
        let store = Store::new(desk.path("b.ron"), state);
        let board = desk.board.as_bytes();
        let journal = store.begin_journal(board, board).unwrap();
        let output = desk.run(line);
        drop(journal);
        output
    });
    insta::assert_snapshot!("in_use", told);
}

#[test]
fn an_answer_that_can_not_be_written_is_code_74() {
    for line in PRINTING {
        let desk = Desk::new();
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = desk.onside(line).stdout(full).output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(74), "{line}: {err}");
        assert!(!err.contains("panicked"), "{line}: {err}");
    }
}

#[test]
fn without_an_output_everything_is_done_all_the_same() {
    for line in PRINTING.iter().chain(&CHANGING) {
        let desk = Desk::new();
        let mut command = desk.command("/bin/sh");
        command.args(["-c", "exec \"$0\" \"$@\" >&-", env!("CARGO_BIN_EXE_onside")]);
        let output = command.args(line.split_whitespace()).output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        // What the doctor finds amiss here is no failure of the output.
        let is_fine = output.status.success() || *line == "doctor";
        assert!(is_fine, "{line}: {}: {err}", output.status);
        assert!(!err.contains("panicked"), "{line}: {err}");
        let is_edit = CHANGING.contains(line) && *line != "purge --yes";
        assert_eq!(desk.text() != desk.board, is_edit, "{line}");
    }
}

/// Starts what waits for its input, and ends it by a signal once it does.
fn ended_by(line: &str, signal: Signal) {
    let desk = Desk::new();
    let mut command = desk.onside(line);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let pid = Pid::from_child(&child);
    wait_until_it_sleeps(child.id());
    kill_process(pid, signal).unwrap();
    let status = child.wait().unwrap();
    assert_eq!(status.signal(), Some(signal.as_raw()), "{line}: {status}");
    assert_eq!(desk.text(), desk.board, "{line}");
}

/// Returns once a process sleeps. Earlier or later, a signal has to end it all the same.
fn wait_until_it_sleeps(id: u32) {
    loop {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
        let state = stat.rsplit(')').next().unwrap_or_default();
        // One that has ended is told from its status.
        if state.starts_with(" S ") || state.starts_with(" Z ") {
            return;
        }
        std::thread::yield_now();
    }
}

#[test]
fn what_waits_for_words_ends_by_a_signal_and_changes_nothing() {
    let waiting = [
        "add",
        "talked dana",
        "proof dana",
        "ask dana",
        "promise dana",
        "gave dana",
        "influence dana",
        "import -",
    ];
    for line in waiting {
        for signal in [Signal::INT, Signal::TERM] {
            ended_by(line, signal);
        }
    }
}
