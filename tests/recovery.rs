//! What a killed session had and never saved: offered, looked at, brought back, discarded,
//! put off; as screens and as journeys through the whole app.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on fails"
)]

mod support;

use onside::app::{Effect, Message, Offer};
use onside::document::Document;
use support::{EXAMPLE, Sitting};

/// The example as it is after `keys`.
fn text_after(keys: &str) -> String {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.type_keys(keys);
    sitting.app.document().text().to_owned()
}

/// The offer of a session that was killed after `keys` on the example.
fn offer(keys: &str, changes: usize) -> Offer {
    let board = |text: &str| Document::load(text.as_bytes()).unwrap().board().clone();
    Offer {
        journal: format!("journal of {keys}"),
        moment: "21 Nov 14:02".to_owned(),
        changes,
        base: board(EXAMPLE),
        board: board(&text_after(keys)),
    }
}

/// A file that says `now`, opened with that offer.
fn opened(now: &str, offers: Vec<Offer>, (width, height): (u16, u16)) -> Sitting {
    let mut sitting = Sitting::open(now, width, height);
    sitting.app.offer_unsaved(offers);
    sitting
}

const WIDE: (u16, u16) = (100, 30);
/// Dana, Sam and the account executives move; Sam twice.
const MANY: &str = "> j > > j > d r Enter";

fn put_away(sitting: &Sitting) -> Vec<&str> {
    let names = sitting.effects.iter().filter_map(|effect| match effect {
        Effect::PutAway(name) => Some(name.as_str()),
        _ => None,
    });
    names.collect()
}

fn check_screen(name: &str, now: &str, offers: &[Offer], keys: &str) {
    for (width, height) in [(80, 24), (120, 40), (60, 20)] {
        let mut sitting = opened(now, offers.to_vec(), (width, height));
        sitting.type_keys(keys);
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), sitting.screen());
    }
}

#[test]
fn what_was_not_saved_is_offered_over_the_board() {
    check_screen("one", EXAMPLE, &[offer(">", 1)], "");
    check_screen("many", EXAMPLE, &[offer(MANY, 5)], "");
}

#[test]
fn what_was_not_saved_can_be_looked_at() {
    check_screen("look", EXAMPLE, &[offer(MANY, 5)], "l");
}

#[test]
fn what_the_file_says_otherwise_is_told_before_the_answer() {
    let now = text_after("<");
    check_screen("question", &now, &[offer("> j >", 2)], "");
    check_screen("question_look", &now, &[offer("> j >", 2)], "l");
    check_screen("question_back", &now, &[offer("> j >", 2)], "Enter");
}

#[test]
fn the_smallest_screen_has_room_for_the_question() {
    let sitting = opened(EXAMPLE, vec![offer(MANY, 5)], (40, 10));
    insta::assert_snapshot!("least_40x10", sitting.screen());
}

#[test]
fn enter_brings_it_back_as_one_change_that_can_be_undone() {
    let mut sitting = opened(EXAMPLE, vec![offer("> j >", 2)], WIDE);
    sitting.type_keys("Enter");
    assert_eq!(sitting.app.document().text(), text_after("> j >"));
    assert_eq!(
        sitting.notice(),
        "Brought back: Dana Ortiz to Supporter, Sam Whitfield to Neutral, 2 log entries"
    );
    assert_eq!(put_away(&sitting), ["journal of > j >"]);
    assert!(matches!(sitting.effects[0], Effect::Save { .. }));
    sitting.saved();
    assert!(sitting.screen().contains("saved 14:02"));
    sitting.type_keys("u");
    assert_eq!(sitting.diff(), "");
    assert!(
        sitting
            .notice()
            .starts_with("Undone: Brought back: Dana Ortiz")
    );
}

#[test]
fn what_others_changed_meanwhile_stays() {
    let now = text_after("j j >");
    let mut sitting = opened(&now, vec![offer(">", 1)], WIDE);
    sitting.type_keys("Enter");
    let told = sitting.diff();
    assert!(told.contains("stance: Supporter"), "{told}");
    assert!(!told.contains("aes"), "{told}");
    assert_eq!(put_away(&sitting).len(), 1);
}

#[test]
fn where_the_file_says_otherwise_it_stands_and_the_journal_stays() {
    let now = text_after("<");
    let mut sitting = opened(&now, vec![offer("> j >", 2)], WIDE);
    sitting.type_keys("Enter");
    let told = sitting.diff();
    assert!(told.contains("Sam Whitfield"), "{told}");
    assert!(!told.contains("Dana Ortiz"), "{told}");
    assert_eq!(
        sitting.notice(),
        "The rest is back. The file says otherwise and stands: Dana Ortiz, `stance`: Skeptic or \
         Supporter? It was Neutral."
    );
    assert!(put_away(&sitting).is_empty());
}

#[test]
fn where_all_is_in_question_nothing_changes() {
    let now = text_after("d r Enter");
    let mut sitting = opened(&now, vec![offer(">", 1)], WIDE);
    sitting.type_keys("Enter");
    assert!(
        sitting.notice().contains("Which one?"),
        "{}",
        sitting.notice()
    );
    assert!(put_away(&sitting).is_empty());
}

#[test]
fn d_discards_it_and_says_where_it_stays() {
    let mut sitting = opened(EXAMPLE, vec![offer(">", 1)], WIDE);
    sitting.type_keys("d");
    assert_eq!(
        sitting.notice(),
        "Discarded; `onside history` lists it as never saved, for 30 days"
    );
    assert_eq!(
        sitting.effects,
        [Effect::PutAway("journal of >".to_owned())]
    );
    assert_eq!(sitting.diff(), "");
}

#[test]
fn esc_decides_nothing() {
    for key in ["Esc", "q", "Ctrl-C"] {
        let mut sitting = opened(EXAMPLE, vec![offer(">", 1)], WIDE);
        sitting.type_keys(key);
        assert_eq!(
            sitting.notice(),
            "Nothing was brought back; it is offered again at the next opening"
        );
        assert_eq!((sitting.diff().as_str(), sitting.effects.len()), ("", 0));
        sitting.type_keys("j >");
        assert!(!sitting.diff().is_empty(), "the board takes keys again");
    }
}

#[test]
fn several_offers_are_asked_one_after_the_other() {
    let offers = vec![offer(">", 1), offer("j >", 1)];
    let mut sitting = opened(EXAMPLE, offers, WIDE);
    assert!(sitting.screen().contains("Dana Ortiz to Supporter"));
    sitting.type_keys("Enter");
    assert!(sitting.screen().contains("Sam Whitfield to Neutral"));
    sitting.type_keys("Enter j");
    assert!(!sitting.screen().contains("not saved"));
    assert_eq!(*sitting.app.board(), offer("> j >", 2).board);
    assert_eq!(put_away(&sitting).len(), 2);
}

#[test]
fn an_offer_that_another_one_brought_back_is_put_away() {
    let offers = vec![offer(">", 1), offer(">", 1)];
    let mut sitting = opened(EXAMPLE, offers, WIDE);
    sitting.type_keys("Enter");
    assert!(sitting.app.overlay().is_none(), "nothing is left to ask");
    assert_eq!(put_away(&sitting).len(), 2);
}

#[test]
fn the_question_takes_every_key_and_the_page_scrolls() {
    let mut sitting = opened(EXAMPLE, vec![offer(MANY, 5)], (60, 12));
    sitting.type_keys("> x ? l");
    assert_eq!(sitting.diff(), "");
    let top = sitting.screen();
    sitting.type_keys("j");
    assert_ne!(sitting.screen(), top);
    sitting.type_keys("k");
    assert_eq!(sitting.screen(), top);
    sitting.type_keys("h");
    assert!(
        sitting
            .screen()
            .contains("5 changes of 21 Nov 14:02 were not saved")
    );
}

#[test]
fn a_sentence_from_outside_is_told() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.hear(Message::Told("The journal is full.".to_owned()));
    assert_eq!(sitting.notice(), "The journal is full.");
}
