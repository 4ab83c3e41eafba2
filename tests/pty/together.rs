//! The real program, twice at one board, and beside other writers.

use std::fs;
use std::path::PathBuf;

use portable_pty::CommandBuilder;

use super::session::Session;

const BOARD: &str = include_str!("../../assets/example.ron");

const DANA: &str = r#"title: "VP Sales", stance: Neutral"#;
const DANA_BLOCKS: &str = r#"title: "VP Sales", stance: Blocker"#;

/// A board in a folder of its own.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::write(desk.board(), BOARD).unwrap();
        desk
    }

    fn board(&self) -> PathBuf {
        self.0.path().join("programme.ron")
    }

    /// Opens the board in a terminal of its own.
    fn sit_down(&self) -> Session {
        self.start(Some(self.board()))
    }

    /// Opens that board, or the last one, in a terminal of its own.
    fn start(&self, board: Option<PathBuf>) -> Session {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_onside"));
        command.args(board);
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        command.env("ONSIDE_TODAY", "2026-11-22");
        command.env("ONSIDE_STATE_DIR", self.0.path().join("state"));
        command.env_remove("ONSIDE_BOARD");
        let mut session = Session::start(command, tempfile::tempdir().unwrap());
        session.wait_for("Dana Ortiz");
        session
    }

    fn text(&self) -> String {
        fs::read_to_string(self.board()).unwrap()
    }

    /// Writes as editors do that keep a file whole: a new one takes its place.
    fn replace(&self, text: &str) {
        let new = self.0.path().join("new");
        fs::write(&new, text).unwrap();
        fs::rename(new, self.board()).unwrap();
    }
}

fn leave(session: &mut Session) {
    session.send("q");
    assert_eq!(session.wait_for_end().exit_code(), 0);
}

#[test]
fn two_sessions_know_of_each_other_and_show_each_others_changes() {
    let desk = Desk::new();
    let (mut one, mut other) = (desk.sit_down(), desk.sit_down());
    one.wait_for("also open");
    other.wait_for("also open");
    one.send(">");
    other.wait_for("Reloaded: 2 changed: Dana Ortiz to Supporter, 1 log entry");
    other.send("j>");
    one.wait_for("Reloaded: 2 changed: Sam Whitfield to Neutral, 1 log entry");
    // A change older than what the other did is still taken back.
    one.send("u");
    one.wait_for("Undone: Dana Ortiz to Supporter");
    other.wait_for("Reloaded: 2 changed: Dana Ortiz to Neutral, 1 log entry");
    leave(&mut one);
    other.wait_until_gone("also open");
    leave(&mut other);
    let text = desk.text();
    assert!(text.contains(DANA) && text.contains(r#"who: "sam", from: Skeptic, to: Neutral"#));
}

#[test]
fn a_session_that_is_killed_is_there_no_more() {
    let desk = Desk::new();
    let mut one = desk.sit_down();
    let other = desk.sit_down();
    one.wait_for("also open");
    drop(other);
    one.wait_until_gone("also open");
    leave(&mut one);
}

#[test]
fn the_board_of_a_session_that_was_killed_is_the_last_one() {
    let desk = Desk::new();
    desk.replace(&BOARD.replace("Partner programme FY27", "Ours alone"));
    let mut session = desk.sit_down();
    session.send(">");
    // The disk thread has noted the board before it saves anything.
    session.wait_for_saved();
    session.kill();
    let mut session = desk.start(None);
    session.wait_for("Ours alone");
    leave(&mut session);
}

#[test]
fn every_way_an_editor_writes_is_seen() {
    let desk = Desk::new();
    let mut session = desk.sit_down();
    desk.replace(&BOARD.replace(DANA, DANA_BLOCKS));
    session.wait_for("Dana Ortiz to Blocker");
    // Truncated and written, as by a shell.
    fs::write(desk.board(), BOARD.replace("\"CRO\"", "\"Boss\"")).unwrap();
    session.wait_for("Dana Ortiz to Neutral, Sam Whitfield `title`");
    // Removed and made again, as by a sync program.
    fs::remove_file(desk.board()).unwrap();
    fs::write(desk.board(), BOARD.replace("\"CMO\"", "\"Chief\"")).unwrap();
    session.wait_for("Priya Raman `title`");
    // A swap file beside it.
    let swap = desk.0.path().join(".programme.ron.swp");
    fs::write(&swap, "").unwrap();
    session.wait_for("also open in vim");
    fs::remove_file(&swap).unwrap();
    session.wait_until_gone("also open in vim");
    leave(&mut session);
}

#[test]
fn an_older_copy_gets_back_what_it_lacks() {
    let desk = Desk::new();
    fs::write(desk.0.path().join(".programme.ron.swp"), "").unwrap();
    let mut session = desk.sit_down();
    session.wait_for("also open in vim");
    session.send(">");
    session.wait_for_saved();
    desk.replace(&BOARD.replace("\"CRO\"", "\"Chief\""));
    session.wait_for("vim wrote an older copy; put back: Dana Ortiz to Supporter");
    leave(&mut session);
    let text = desk.text();
    assert!(
        text.contains("\"Chief\"") && text.contains("to: Supporter)"),
        "{text}"
    );
}

#[test]
fn a_broken_file_is_told_and_what_both_changed_is_asked() {
    let desk = Desk::new();
    let mut session = desk.sit_down();
    desk.replace(&BOARD.replacen("power: 5", "power: 7", 1));
    session.wait_for("`power` is 7; it goes from 1 to 5");
    session.send(">");
    session.wait_for("Dana Ortiz to Supporter");
    desk.replace(&BOARD.replace(DANA, DANA_BLOCKS));
    session.wait_for("Supporter or Blocker? It was Neutral.");
    session.send("hqq");
    session.wait_for("offered when the board is opened again");
    assert_eq!(session.wait_for_end().exit_code(), 74);
    assert!(
        desk.text().contains(DANA_BLOCKS),
        "theirs stays in the file"
    );
    // Ours comes back by the journal, and meets theirs there.
    let mut again = desk.sit_down();
    again.wait_for("In question: Dana Ortiz, `stance`: Supporter or Blocker?");
    again.send("\r");
    again.wait_for("Both sides changed one thing");
}
