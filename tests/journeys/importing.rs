//! Journeys with a spreadsheet: asked for by name, shown, taken as one change.

use std::path::PathBuf;

use onside::app::{Effect, Message};
use onside::sheet;

use crate::support::{EXAMPLE, Sitting};

const SHEET: &str = "Register\n\nName,Role,Dept,Power\nLea Roth,VP,Field Ops,high\n\
                     Dana Ortiz,SVP Sales,,\nZoe,,Sales,9\nSam Whitfield,,,\n";

/// Asks for a spreadsheet and gives its rows to the app, as the disk would.
fn shown(bytes: &str) -> Sitting {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&[":", "'import people.csv", "Enter"]);
    let wish = Effect::Import(PathBuf::from("people.csv"));
    assert_eq!(sitting.effects.last(), Some(&wish));
    let sheet = sheet::read(bytes.as_bytes(), None).unwrap();
    sitting.hear(Message::Sheet(sheet.rows));
    sitting
}

#[test]
fn a_spreadsheet_is_shown_before_it_is_taken_as_one_change() {
    let mut sitting = shown(SHEET);
    let screen = sitting.screen();
    for words in [
        "Adds 1 person, 1 new department, changes 1, 1 as on the board",
        "1 row is not understood",
        "Field Ops (new)",
        "title SVP Sales",
        "power is 9; it goes from 1 to 5",
    ] {
        assert!(screen.contains(words), "{words} in {screen}");
    }
    assert_eq!(sitting.diff(), "");
    sitting.play(&["Enter"]);
    assert_eq!(
        sitting.notice(),
        "Added 1 person, 1 new department, changed 1; not used: row 6"
    );
    assert!(sitting.diff().contains("SVP Sales"));
    sitting.play(&["u"]);
    assert_eq!(sitting.diff(), "");
}

#[test]
fn a_spreadsheet_that_is_dropped_changes_nothing() {
    let mut sitting = shown(SHEET);
    sitting.play(&["Esc"]);
    assert_eq!(
        (sitting.notice(), sitting.diff().as_str()),
        ("Nothing was changed", "")
    );
    assert!(sitting.app.overlay().is_none());
}

#[test]
fn what_the_board_says_already_stays_to_be_read() {
    let mut sitting = shown("Name,Role\nDana Ortiz,VP Sales\n");
    sitting.play(&["Enter"]);
    assert_eq!(
        sitting.notice(),
        "The board says all of it already; Esc drops the rows"
    );
    assert!(sitting.app.overlay().is_some());
}

/// Asks for a spreadsheet, presses keys while it is read, and then gives its rows to the app.
fn shown_behind(keys: &[&str]) -> Sitting {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&[":", "'import folder/people.csv", "Enter"]);
    assert_eq!(sitting.notice(), "Reading people.csv");
    sitting.play(keys);
    let sheet = sheet::read(SHEET.as_bytes(), None).unwrap();
    sitting.hear(Message::Sheet(sheet.rows));
    sitting
}

#[test]
fn keys_work_while_a_spreadsheet_is_read() {
    let sitting = shown_behind(&["j", "l"]);
    assert!(sitting.screen().contains("Adds 1 person"));
}

#[test]
fn a_spreadsheet_takes_no_keys_that_were_meant_for_a_line() {
    let mut sitting = shown_behind(&["t", "'met at"]);
    assert_eq!(
        sitting.notice(),
        "The table is read, and shown once this is closed"
    );
    assert!(!sitting.screen().contains("Adds 1 person"));
    sitting.play(&["' lunch", "Enter"]);
    assert!(
        sitting.diff().contains("met at lunch"),
        "{}",
        sitting.diff()
    );
    assert!(sitting.screen().contains("Adds 1 person"));
}

#[test]
fn another_spreadsheet_takes_the_place_of_one_that_waits() {
    let mut sitting = shown_behind(&[":"]);
    sitting.play(&["'import other.csv", "Enter"]);
    assert_eq!(sitting.notice(), "Reading other.csv");
    assert!(!sitting.screen().contains("Adds 1 person"));
}

#[test]
fn a_spreadsheet_is_shown_over_every_page() {
    for page in ["Enter", "n", "L", "2", "3"] {
        let sitting = shown_behind(&[page]);
        assert!(
            sitting.screen().contains("Adds 1 person"),
            "{page}: {}",
            sitting.screen()
        );
    }
}
