//! Copying with `y`: through the terminal, and where that takes nothing, into a file.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use super::board::open_in;
use super::session::Session;

const BOARD: &str = r#"(version: 1, departments: [
    (id: "sales", name: "Sales", people: [
        (id: "kim", name: "Kim", title: "CRO", note: "likes\nnumbers \u{1b}]52;c;eA==\u{7}"),
    ]),
])
"#;

fn open(variables: &[(&str, &str)]) -> (Session, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let board = folder.path().join("board.ron");
    fs::write(&board, BOARD).unwrap();
    fs::set_permissions(board, fs::Permissions::from_mode(0o600)).unwrap();
    let (mut session, home) = open_in(folder, "board.ron", variables);
    session.wait_for("Kim");
    (session, home)
}

/// Returns what the one copy among the bytes of the terminal holds, as base64.
fn copied(session: &Session) -> String {
    let raw = session.raw();
    let (before, rest) = raw.split_once("\x1b]52;c;").unwrap();
    let (encoded, after) = rest.split_once('\x07').unwrap();
    assert!(
        !before.contains("\x1b]") && !after.contains("\x1b]"),
        "one, and nothing else"
    );
    encoded.to_owned()
}

#[test]
fn y_hands_the_page_to_the_terminal_and_asks_nothing() {
    let (mut session, _) = open(&[]);
    session.send("y");
    session.wait_for("Copied Kim's page, if your terminal allows it");
    let encoded = copied(&session);
    // "Name: Kim\nTitl"
    assert!(encoded.starts_with("TmFtZTogS2ltClRp"), "{encoded}");
    assert!(!encoded.contains('?'));
    session.send("ZZ");
    assert_eq!(session.wait_for_end().exit_code(), 0);
}

#[test]
fn a_terminal_that_takes_no_copies_leaves_a_private_file() {
    let (mut session, home) = open(&[("TERM", "linux")]);
    session.send("y");
    session.wait_for("This terminal takes no copies: Kim's page is in");
    session.send("ZZ");
    session.wait_for_end();
    assert!(!session.raw().contains("\x1b]"));
    let file = home.join("state/onside/copied.txt");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("Name: Kim\nTitle: CRO\n"), "{text}");
    assert!(text.contains("Note: likes\n  numbers "), "{text}");
    assert!(!text.contains('\x1b'), "{text}");
    let mode = fs::metadata(file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn right_after_an_answer_y_copies_that_sentence() {
    let (mut session, home) = open(&[("TERM", "linux")]);
    session.send(">");
    session.wait_for("Kim to");
    session.send("y");
    session.wait_for("the sentence is in");
    session.send("ZZ");
    session.wait_for_end();
    let text = fs::read_to_string(home.join("state/onside/copied.txt")).unwrap();
    assert!(text.starts_with("Kim to "), "{text}");
}
