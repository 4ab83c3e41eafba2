//! The subcommands that print a page: what they say, and that it may be piped anywhere.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::process::{Command, Output};

/// Runs `onside` on the example, as of a day that stays.
fn onside(words: &[&str]) -> Output {
    let home = tempfile::tempdir().unwrap();
    Command::new(env!("CARGO_BIN_EXE_onside"))
        .args(["--example", "--today", "2026-11-22"])
        .args(words)
        .env("ONSIDE_STATE_DIR", home.path())
        .env_remove("ONSIDE_BOARD")
        .output()
        .unwrap()
}

fn check_page(words: &[&str], expected: &str) {
    let output = onside(words);
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{words:?}");
    assert!(page.contains(expected), "{page}");
    assert!(page.lines().count() <= 60 && !page.contains('\u{1b}'));
    assert!(page.lines().all(|line| line.chars().count() <= 80));
}

fn check_refused(words: &[&str], sentence: &str) {
    let output = onside(words);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{words:?}");
    assert!(told.contains(sentence), "{told}");
}

#[test]
fn a_brief_is_one_page_that_may_be_piped() {
    for who in ["dana", "sam", "aes", "priya", "ivo-marsh", "noor"] {
        check_page(&["brief", who], "\nAsk  ");
    }
    check_page(&["brief", "Account", "exec"], "Account executives, Sales\n");
}

#[test]
fn a_brief_about_nobody_says_so() {
    check_refused(&["brief", "zoe"], "nobody on this board is called `zoe`");
}

#[test]
fn since_a_weekday_is_since_the_last_one() {
    check_page(
        &["since", "monday"],
        "Since 16 Nov (6 days)\nSales        1 talk\n",
    );
    check_page(&["since", "-4d", "--names"], "Asked        Priya Raman:");
    check_refused(&["since", "soon"], "`soon` is no day");
}

#[test]
fn the_board_may_stand_before_what_is_asked() {
    let home = tempfile::tempdir().unwrap();
    let board = home.path().join("mine.ron");
    std::fs::write(&board, onside::document::EXAMPLE).unwrap();
    let board = board.to_str().unwrap();
    let run = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onside"));
        let command = command.args(words).env("ONSIDE_TODAY", "2026-11-22");
        let output = command.env("ONSIDE_STATE_DIR", home.path()).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    assert!(run(&["brief", board, "dana"]).starts_with("Dana Ortiz, VP Sales"));
    assert!(run(&["since", board, "-4d"]).starts_with("Since 18 Nov"));
}
