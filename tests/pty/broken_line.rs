//! The program itself on a line that breaks input: floods, torn keys, resizes without end, and
//! keys that come while it stands still.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use super::board::open_in;
use super::session::Session;

const BOARD: &str = include_str!("../../assets/example.ron");

/// What somebody has in the clipboard who pastes into the wrong window.
const FLOOD: usize = 100 * 1024;

const REFUSED: &str = "Pasted text is taken only where text is asked for";

/// Opens the example.
fn open() -> (Session, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let board = folder.path().join("board.ron");
    fs::write(&board, BOARD).unwrap();
    // One that others may read is told of.
    fs::set_permissions(&board, fs::Permissions::from_mode(0o600)).unwrap();
    let (mut session, home) = open_in(folder, "board.ron", &[]);
    session.wait_for("Next  Win");
    (session, home)
}

fn text(home: &Path) -> String {
    fs::read_to_string(home.join("board.ron")).unwrap()
}

/// Leaves, and holds that the file is as it was.
fn assert_nothing_changed(mut session: Session, home: &Path) {
    session.send("q");
    assert_eq!(session.wait_for_end().exit_code(), 0);
    session.assert_restored();
    assert!(text(home) == BOARD, "the board changed");
}

#[test]
fn a_flood_on_the_board_runs_nothing() {
    let (mut session, home) = open();
    let commands = "dr\r>L:q\rZZ".repeat(FLOOD / 10);
    session.send(&format!("\x1b[200~{commands}\x1b[201~"));
    session.wait_for(REFUSED);
    session.send("?");
    session.wait_for("the next person");
    session.send("q");
    session.wait_until_gone("the next person");
    assert_nothing_changed(session, &home);
}

#[test]
fn a_flood_without_marks_runs_nothing_either() {
    let (mut session, home) = open();
    session.send("Dear Dana,\rLet us Zip up >> and drop > the rest.\rZZ");
    session.wait_for(REFUSED);
    // What follows at leisure is typed again.
    session.wait_for_quiet();
    session.send("?");
    session.wait_for("the next person");
    session.send("q");
    session.wait_until_gone("the next person");
    assert_nothing_changed(session, &home);
}

#[test]
fn a_flood_in_a_line_is_text_and_the_keys_behind_it_still_work() {
    let (mut session, home) = open();
    session.send("t");
    session.wait_for("talked with Dana Ortiz");
    let words = "drag ".repeat(FLOOD / 5);
    session.send(&format!("\x1b[200~{words}\x1b[201~"));
    session.wait_for("drag drag");
    session.send("\x1b");
    session.wait_until_gone("drag drag");
    assert_nothing_changed(session, &home);
}

#[test]
fn a_key_torn_at_any_byte_changes_nothing() {
    let (mut session, home) = open();
    for key in [
        "\x1b[A",
        "\x1bOB",
        "\x1b[5~",
        "\x1b[1;5C",
        "\x1b[15~",
        "\x1b[1;2D",
    ] {
        session.send("?");
        session.wait_for("the next person");
        // Long enough apart that Esc has acted before the rest comes.
        session.send("\x1b");
        session.wait_until_gone("the next person");
        for byte in key.chars().skip(1) {
            session.send(&byte.to_string());
        }
    }
    assert_nothing_changed(session, &home);
}

#[test]
fn a_storm_of_resizes_ends_in_the_last_size_with_every_key_done() {
    let (mut session, home) = open();
    for nth in 0..200 {
        session.resize(40 + nth * 7 % 160, 10 + nth * 3 % 50);
        session.send("j");
    }
    session.resize(100, 30);
    session.wait_for("▌  Noor Haddad");
    session.send("g");
    session.wait_for("▌▲ Dana Ortiz");
    session.send(">");
    session.wait_for("Dana Ortiz to Supporter");
    session.wait_for_saved();
    session.wait_for("That opens");
    let before = session.text();
    session.send("\x0c");
    session.wait_for_quiet();
    assert_eq!(session.text().lines().next(), before.lines().next());
    assert!(
        before.lines().last().unwrap().contains("[1 Board]"),
        "{before}"
    );
    session.send("q");
    assert_eq!(session.wait_for_end().exit_code(), 0);
    assert_eq!(
        text(&home).matches("to: Supporter").count(),
        1 + BOARD.matches("to: Supporter").count()
    );
}

#[test]
fn keys_typed_while_a_change_is_being_saved_are_all_done() {
    let (mut session, home) = open();
    session.send(">");
    session.stand_still();
    session.send("j>j>");
    session.go_on();
    session.wait_for("Account executives to Neutral");
    session.send("u");
    session.wait_for("Undone: Account executives");
    session.send("q");
    assert_eq!(session.wait_for_end().exit_code(), 0);
    let text = text(&home);
    for moved in [
        "who: \"dana\", from: Neutral, to: Supporter",
        "who: \"sam\", from: Skeptic, to: Neutral",
    ] {
        assert!(text.contains(moved), "{text}");
    }
    assert!(!text.contains("who: \"aes\", from"), "{text}");
}
