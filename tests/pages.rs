//! The subcommands that print a page: what they say, and that it may be piped anywhere.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fmt::Write as _;
use std::process::{Command, Output};

/// Runs `onside` on the example, as of a day that stays.
fn onside(words: &[&str]) -> Output {
    onside_in("en_US.UTF-8", words)
}

/// Does so in a language.
fn onside_in(language: &str, words: &[&str]) -> Output {
    let home = tempfile::tempdir().unwrap();
    Command::new(env!("CARGO_BIN_EXE_onside"))
        .args(["--example", "--today", "2026-11-22"])
        .args(words)
        .env("ONSIDE_STATE_DIR", home.path())
        .env_remove("ONSIDE_BOARD")
        .env_remove("LC_ALL")
        .env_remove("LC_CTYPE")
        .env("LANG", language)
        .env("TERM", "xterm")
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
fn today_is_the_page_of_the_day() {
    check_page(&["today"], "Today   Sun 22 Nov   2 due  1 asked  1 owed");
    check_page(&["today"], "3 Nov. Solid.\n");
}

#[test]
fn routes_name_their_weakest_link_and_whether_it_carried() {
    check_page(
        &["route", "dana"],
        "Routes to Dana Ortiz, VP Sales\n1  Noor Haddad \u{2192} Dana Ortiz; one link, medium;",
    );
    check_page(&["route", "aes"], "Dana Ortiz is the bridge: win them");
    check_page(
        &["route", "ivo"],
        "No way in recorded: who do they listen to?",
    );
    check_refused(&["route", "zoe"], "nobody on this board is called `zoe`");
}

#[test]
fn cover_is_of_one_person_or_of_every_department() {
    check_page(&["cover", "mei"], "Product would have nobody onside.");
    check_page(
        &["cover"],
        "somebody onside, no executive; executives onside 0 of 2",
    );
    check_page(&["cover"], "nobody onside; executives onside 0 of 1");
}

/// Every page there is, as it is printed.
#[test]
fn the_pages_of_the_example_are_these() {
    let mut golden = String::new();
    for words in [
        &["today"][..],
        &["today", "--json"],
        &["route", "dana"],
        &["route", "dana", "--json"],
        &["route", "aes", "--json"],
        &["cover"],
        &["cover", "--json"],
        &["cover", "mei"],
        &["cover", "mei", "--json"],
        &["brief", "priya"],
        &["brief", "priya", "--json"],
        &["since", "-10d", "--json"],
        &["since", "-10d", "--names"],
    ] {
        let output = onside(words);
        let page = String::from_utf8(output.stdout).unwrap();
        let page = page.replace(",{", ",\n{");
        writeln!(golden, "$ onside {}\n{page}", words.join(" ")).unwrap();
    }
    insta::assert_snapshot!("pages", golden);
}

#[test]
fn where_the_locale_is_not_utf_8_or_it_is_asked_for_pages_are_ascii() {
    for words in [
        &["today"][..],
        &["next"],
        &["route", "dana"],
        &["route", "priya"],
        &["cover", "ola"],
        &["brief", "ola"],
        &["since", "-60d", "--names"],
    ] {
        let asked = onside(&[&["--ascii"], words].concat()).stdout;
        assert!(!asked.is_empty() && asked.is_ascii(), "{words:?}");
        assert_eq!(onside_in("C", words).stdout, asked, "{words:?}");
    }
    assert!(!onside(&["brief", "ola"]).stdout.is_ascii());
}

#[test]
fn json_is_one_line_with_its_version_and_its_shape_is_in_the_help() {
    for words in [
        &["today"][..],
        &["route", "dana"],
        &["cover"],
        &["cover", "dana"],
        &["brief", "dana"],
        &["since", "monday"],
    ] {
        let answer = onside(&[words, &["--json"]].concat()).stdout;
        let answer: serde_json::Value = serde_json::from_slice(&answer).unwrap();
        assert_eq!(answer["version"], 1, "{words:?}");
        let help = onside(&[words[0], "--help"]).stdout;
        let help = String::from_utf8(help).unwrap();
        for field in answer.as_object().unwrap().keys() {
            assert!(help.contains(&format!("\"{field}\":")), "{field} in {help}");
        }
    }
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
    assert!(run(&["route", board, "dana"]).starts_with("Routes to Dana Ortiz"));
    assert!(run(&["cover", board, "dana"]).starts_with("If Dana Ortiz"));
    assert!(run(&["cover", board]).starts_with("Cover by department"));
    assert!(run(&["since", board, "-4d"]).starts_with("Since 18 Nov"));
}
