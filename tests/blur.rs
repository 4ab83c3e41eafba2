//! The slide that hides everybody: no name of anybody reaches the screen while it is up,
//! whatever is pressed and whatever happens meanwhile.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on fails"
)]

mod support;

use std::fmt::Write as _;

use onside::app::{Message, SaveState, Theirs};
use onside::document::Document;
use onside::layout::Size;
use support::{EXAMPLE, Sitting};

fn blurred(width: u16, height: u16) -> Sitting {
    let mut sitting = Sitting::open(EXAMPLE, width, height);
    sitting.type_keys("x");
    sitting
}

#[test]
fn departments_stand_in_place_of_people() {
    for (width, height) in [(80, 24), (120, 40), (60, 20), (40, 10)] {
        let sitting = blurred(width, height);
        insta::assert_snapshot!(format!("slide_{width}x{height}"), sitting.screen());
    }
}

#[test]
fn more_departments_than_rows_are_scrolled_and_counted() {
    let mut board = String::from("(version: 1, title: \"Many\", departments: [\n");
    for nth in 1..=30 {
        writeln!(
            board,
            "(id: \"d{nth}\", name: \"Division {nth}\", metric: (measure: \"wins\", goal: 30, \
             readings: [(\"2026-11-01\", {nth})])),"
        )
        .unwrap();
    }
    board.push_str("])");
    let mut sitting = Sitting::open(&board, 80, 24);
    sitting.type_keys("x j j j");
    insta::assert_snapshot!("scrolled_80x24", sitting.screen());
    sitting.type_keys("k k k k");
    assert!(sitting.screen().contains("Division 1 "));
}

#[test]
fn only_shift_x_clears_and_every_other_key_says_so() {
    for key in [
        "x", "e", "y", "b", "Esc", "Enter", "q", ":", "/", "a", "u", ">",
    ] {
        let mut sitting = Sitting::open(EXAMPLE, 80, 24);
        sitting.type_keys(">").saved();
        let before = sitting.diff();
        sitting.type_keys("x").type_keys(key);
        assert_eq!((sitting.diff(), sitting.notice()), (before, ""), "{key}");
        assert!(sitting.screen().contains("blurred, X clears"), "{key}");
        if key != "q" {
            assert_eq!(sitting.effects.len(), 1, "{key} does nothing but say so");
            assert!(sitting.screen().contains("X shows them again"), "{key}");
        }
    }
    let mut sitting = blurred(80, 24);
    sitting.type_keys("j j X");
    assert!(sitting.screen().contains("Dana Ortiz"));
}

#[test]
fn a_board_can_open_blurred() {
    let mut settings = support::opened::settings();
    settings.blur_at_start = true;
    let sitting = Sitting::open_with(settings, EXAMPLE, 80, 24);
    assert!(sitting.app.blur().is_some());
}

#[test]
fn leaving_with_something_unsaved_says_so_without_a_name() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    sitting.type_keys("> x");
    sitting.hear(Message::Save(SaveState::NotSaved(
        "Dana Ortiz is not saved.".to_owned(),
    )));
    assert!(sitting.screen().contains("not saved   blurred, X clears"));
    sitting.type_keys("q");
    insta::assert_snapshot!("unsaved_80x24", sitting.screen());
}

/// Every word of every person's name that is a name and nothing else.
fn names() -> Vec<String> {
    let document = Document::load(EXAMPLE.as_bytes()).unwrap();
    let people = document.board().people();
    let names = people.flat_map(|(_, person)| {
        let words = person.name.split_whitespace().map(str::to_owned);
        words.collect::<Vec<_>>()
    });
    names.filter(|name| name.len() > 2).collect()
}

fn theirs(from: &str, to: &str) -> Message {
    let document = |text: &str| Document::load(text.as_bytes()).unwrap();
    Message::Theirs(Box::new(Theirs {
        document: document(&EXAMPLE.replacen(from, to, 1)),
        base: document(EXAMPLE).board().clone(),
        older: None,
        writer: "vim".to_owned(),
        kept: None,
    }))
}

#[test]
fn no_name_reaches_the_screen_whatever_is_pressed_and_whatever_happens() {
    const KEYS: &str = "a A b B c C d D e f F g G h H i j J k K l L m n N o p q s S t u v V w W x y z Z \
        1 2 3 4 5 6 < > { } / : ? . @ # ! Enter Esc Tab Space Ctrl-D Ctrl-U Ctrl-R Ctrl-L Ctrl-C \
        Ctrl-Z ↓ ↑ ← → Home End PgDn PgUp";
    let keys: Vec<&str> = KEYS.split_whitespace().collect();
    let names = names();
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    // Half a line typed, a change, a page opened: all that a slide may come over.
    sitting.type_keys("t D a n a Esc > j Enter x");
    let mut number: u64 = 2026;
    for step in 0..2000 {
        number = number
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let pick = usize::try_from(number >> 33).unwrap();
        let key = keys[pick % keys.len()];
        sitting.type_keys(key);
        match pick % 97 {
            0 => drop(sitting.hear(theirs("stance: Neutral", "stance: Blocker"))),
            1 => drop(sitting.hear(theirs("CRO", "Chief"))),
            2 => drop(sitting.hear(Message::Told("Dana Ortiz said so".to_owned()))),
            3 => drop(sitting.hear(Message::Paste("Dana Ortiz".to_owned()))),
            4 => {
                let (width, height) = (40 + (number % 90) as u16, 10 + (number % 40) as u16);
                sitting.hear(Message::Resized(Size { width, height }));
            }
            5 => drop(sitting.saved()),
            _ => {}
        }
        let screen = sitting.screen();
        let shown = names.iter().find(|name| screen.contains(name.as_str()));
        assert_eq!(shown, None, "after {key}, step {step}:\n{screen}");
    }
    sitting.type_keys("X");
    assert!(sitting.app.blur().is_none());
}
