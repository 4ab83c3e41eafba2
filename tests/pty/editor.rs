//! Handing the file over to an editor, and what comes back.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use super::board::open_in;
use super::session::Session;

const BOARD: &str = r#"(version: 1, departments: [
    (id: "sales", name: "Sales", people: [
        (id: "kim", name: "Kim", stance: Neutral),
        (id: "ana", name: "Ana", stance: Neutral),
    ]),
])
"#;

/// Waits until the terminal is lent: a key of the terminal's own goes to the group that has it,
/// and the first words of a script may come before that.
const HAS_TERMINAL: &str = r#"
while [ -r /proc/$$/stat ]; do
    read pid name state parent group session terminal foreground rest < /proc/$$/stat
    [ "$group" = "$foreground" ] && break
done
"#;

/// Opens a board with an editor of that name, which is this shell script.
fn with_editor(name: &str, script: &str) -> (Session, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str, mode: u32| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    put("board.ron", BOARD, 0o600);
    put(name, &format!("#!/bin/sh\n{HAS_TERMINAL}{script}\n"), 0o700);
    let editor = folder.path().join(name);
    let editor = format!("'{}'", editor.to_str().unwrap());
    let (mut session, home) = open_in(folder, "board.ron", &[("EDITOR", &editor)]);
    session.wait_for("Ana");
    (session, home)
}

fn file(home: &Path, name: &str) -> String {
    fs::read_to_string(home.join(name)).unwrap_or_default()
}

/// Writes its arguments down, reads a line as any program does, and changes Ana's line.
const EDITS: &str = r#"
printf '%s\n' "$@" > "$HOME/arguments"
echo "the editor is here"
read line
printf '%s' "$line" > "$HOME/typed"
sed -i '4s/Neutral/Champion/' "$HOME/board.ron"
"#;

#[test]
fn the_editor_opens_at_the_persons_line_and_what_it_wrote_is_shown() {
    let (mut session, home) = with_editor("vim", EDITS);
    session.send("j");
    session.send("e");
    session.wait_for("the editor is here");
    assert!(!session.is_raw(), "the terminal is as we were given it");
    session.send("qqjj>>\x04\r");
    session.wait_for("Reloaded: 1 changed: Ana to Champion");
    let board = home.join("board.ron");
    assert_eq!(
        file(&home, "arguments"),
        format!("+4\n{}\n", board.display())
    );
    assert_eq!(file(&home, "typed"), "qqjj>>");
    session.send("kZZ");
    assert_eq!(session.wait_for_end().exit_code(), 0);
    session.assert_restored();
    let expected = BOARD.replacen(
        r#"name: "Ana", stance: Neutral"#,
        r#"name: "Ana", stance: Champion"#,
        1,
    );
    assert_eq!(file(&home, "board.ron"), expected);
}

#[test]
fn what_waits_is_saved_before_the_editor_comes() {
    let (mut session, home) = with_editor(
        "ed",
        "cp \"$HOME/board.ron\" \"$HOME/seen\"; echo here; read a",
    );
    session.send(">");
    session.send("e");
    session.wait_for("here");
    session.send("\r");
    session.wait_for("Ana");
    session.send("ZZ");
    session.wait_for_end();
    assert!(file(&home, "seen").contains("stance: Supporter"));
}

#[test]
fn keys_read_along_with_e_are_no_commands_afterwards() {
    let (mut session, home) = with_editor("ed", EDITS);
    session.send("e>>>");
    session.wait_for("the editor is here");
    session.send("\r");
    session.wait_for("Reloaded");
    session.send("ZZ");
    session.wait_for_end();
    assert!(file(&home, "board.ron").contains(r#"name: "Kim", stance: Neutral"#));
}

/// Says `there` when that signal has come. A shell that waits in `read` sees to a signal that
/// came just before only when a line has come too; one that goes round and round does at once.
fn awaits(signal: &str, there: &str) -> String {
    format!(
        "trap 'came=1' {signal}; echo here\n\
         while [ -z \"$came\" ]; do :; done; echo {there}; read a; echo \"again $a\"; read b"
    )
}

#[test]
fn ctrl_c_in_the_editor_is_the_editors() {
    let (mut session, _) = with_editor("ed", &awaits("INT", "interrupted"));
    session.send("e");
    session.wait_for("here");
    session.send("\x03");
    session.wait_for("interrupted");
    session.send("\r\r");
    session.wait_for("Ana");
    session.send("ZZ");
    assert_eq!(session.wait_for_end().exit_code(), 0);
    session.assert_restored();
}

/// An editor that was stopped is gone back to, whoever stopped it.
fn check_stopped(script: &str, keys: &str) {
    let (mut session, _) = with_editor("vim", script);
    session.send("e");
    session.wait_for("here");
    session.send(keys);
    session.wait_for("vim is stopped and waits; e goes back to it");
    session.wait_for("Ana");
    session.send("e");
    session.wait_for("awake");
    session.send("x\r");
    session.wait_for("again x");
    session.send("\r");
    session.wait_for("Ana");
    session.send("ZZ");
    assert_eq!(session.wait_for_end().exit_code(), 0);
    session.assert_restored();
}

#[test]
fn an_editor_that_is_stopped_waits_and_e_goes_back_to_it() {
    check_stopped(&awaits("CONT", "awake"), "\x1a");
}

#[test]
fn so_does_one_that_stops_itself() {
    let script = "echo here; read a; kill -STOP $$; echo awake; read a; echo \"again $a\"; read b";
    check_stopped(script, "\r");
}

/// The board stays as it is after such an editor, and says why.
fn check_failure(script: &str, sentence: &str) {
    let (mut session, home) = with_editor("vim", script);
    session.send("e");
    session.wait_for(sentence);
    session.wait_for("Ana");
    session.send("ZZ");
    assert_eq!(session.wait_for_end().exit_code(), 0);
    session.assert_restored();
    assert_eq!(file(&home, "board.ron"), BOARD);
}

#[test]
fn an_editor_that_fails_leaves_the_board_intact() {
    check_failure(
        "exit 3",
        "vim ended with 3; the board shows what is in the file",
    );
    check_failure(
        "kill -KILL $$",
        "vim was ended by signal 9; the board shows",
    );
    check_failure(
        "printf '\\033[?1049h\\033[31m'; stty raw -echo; exit 1",
        "vim ended with 1",
    );
}

#[test]
fn an_editor_that_is_not_there_is_told() {
    let check = |variables: &[(&str, &str)], sentence: &str| {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("board.ron"), BOARD).unwrap();
        let (mut session, _) = open_in(folder, "board.ron", variables);
        session.wait_for("Ana");
        session.send("e");
        session.wait_for(sentence);
        session.send("ZZ");
        assert_eq!(session.wait_for_end().exit_code(), 0);
        session.assert_restored();
    };
    check(
        &[("EDITOR", "nonesuch -x")],
        "There is no `nonesuch` to start",
    );
    check(&[("EDITOR", ""), ("PATH", "/nowhere")], "No editor is set");
    check(&[("VISUAL", "vim 'oh")], "a quote is open");
}

#[test]
fn a_broken_file_opens_at_what_is_wrong() {
    let (mut session, home) = with_editor("vim", EDITS);
    let broken = BOARD.replacen("stance: Neutral", "stance: Neutrel", 1);
    fs::write(home.join("board.ron"), broken).unwrap();
    session.wait_for("board.ron:3:");
    session.send("e");
    session.wait_for("the editor is here");
    assert!(file(&home, "arguments").starts_with("+3\n"));
    session.send("\r");
    session.wait_for("Ana");
    session.send("q");
    session.wait_for("q again leaves");
    session.send("q");
    session.wait_for_end();
}

#[test]
fn a_board_that_is_no_file_yet_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (mut session, _) = open_in(folder, "new.ron", &[("EDITOR", "vim")]);
    session.wait_for("No department");
    session.send("e");
    session.wait_for("new.ron is not on disk yet");
    session.send("ZZ");
    session.wait_for_end();
}
