//! What a killed session had and never saved: offered, looked at, brought back, discarded,
//! put off; as screens and as journeys through the whole app.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on fails"
)]

mod support;

use onside::app::{Effect, Message, Offer, Theirs};
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
    check_screen("question_asked", &now, &[offer("> j >", 2)], "Enter");
    check_screen("question_answered", &now, &[offer("> j >", 2)], "Enter o");
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

/// A session was killed after Dana and Sam went up; the file had Dana go down since.
fn in_question(size: (u16, u16)) -> Sitting {
    let mut sitting = opened(&text_after("<"), vec![offer("> j >", 2)], size);
    sitting.type_keys("Enter");
    sitting
}

#[test]
fn where_the_file_says_otherwise_it_is_asked_and_nothing_is_dropped_before_the_answer() {
    let mut sitting = in_question(WIDE);
    let screen = sitting.screen();
    assert!(
        screen.contains("Dana Ortiz, `stance`: Supporter or Skeptic? It was Neutral."),
        "{screen}"
    );
    assert_eq!((sitting.diff().as_str(), sitting.effects.len()), ("", 0));
    sitting.type_keys("o Enter");
    let told = sitting.diff();
    assert!(told.contains("stance: Supporter"), "{told}");
    assert!(told.contains("Sam Whitfield"), "{told}");
    assert_eq!(
        sitting.notice(),
        "Brought back, with 1 answer: Sam Whitfield to Neutral, Dana Ortiz to Supporter, 2 log entries"
    );
    assert_eq!(put_away(&sitting), ["journal of > j >"]);
    sitting.type_keys("u");
    assert_eq!(sitting.diff(), "");
}

#[test]
fn the_answer_theirs_leaves_what_the_file_says_and_brings_back_the_rest() {
    let mut sitting = in_question(WIDE);
    sitting.type_keys("t Enter");
    let told = sitting.diff();
    assert!(told.contains("Sam Whitfield"), "{told}");
    assert!(!told.contains("stance: Supporter"), "{told}");
    assert_eq!(put_away(&sitting).len(), 1);
}

#[test]
fn questions_without_an_answer_change_nothing_and_keep_the_journal() {
    let mut sitting = in_question(WIDE);
    sitting.type_keys("o Esc");
    assert_eq!(
        sitting.notice(),
        "Nothing was brought back; C asks again, and so does the next opening"
    );
    sitting.type_keys("q");
    assert_eq!(sitting.diff(), "");
    assert_eq!(sitting.effects, [Effect::Quit]);
}

#[test]
fn questions_put_off_keep_their_answers_and_are_asked_again_with_c() {
    let mut sitting = in_question(WIDE);
    sitting.type_keys("o Esc j j >").saved();
    sitting.type_keys("C");
    assert!(sitting.screen().contains("> ours"), "{}", sitting.screen());
    sitting.type_keys("Enter");
    assert!(sitting.diff().contains("stance: Supporter"));
    assert_eq!(put_away(&sitting).len(), 1);
}

#[test]
fn a_question_that_has_settled_itself_is_not_asked() {
    let mut sitting = in_question(WIDE);
    sitting.type_keys("Esc > > C");
    assert!(sitting.app.overlay().is_none(), "{}", sitting.screen());
    assert!(
        sitting
            .notice()
            .starts_with("Brought back: Sam Whitfield to Neutral")
    );
    assert_eq!(put_away(&sitting).len(), 1);
}

#[test]
fn the_next_offer_follows_the_answers() {
    let offers = vec![offer(">", 1), offer("j >", 1)];
    let mut sitting = opened(&text_after("<"), offers, WIDE);
    sitting.type_keys("Enter o Enter");
    assert!(sitting.screen().contains("Sam Whitfield to Neutral"));
    sitting.type_keys("Enter");
    assert_eq!(put_away(&sitting).len(), 2);
}

#[test]
fn what_somebody_writes_while_it_is_asked_is_taken_in_and_the_question_stays() {
    let now = text_after("<");
    let mut sitting = in_question(WIDE);
    let document = |text: &str| Document::load(text.as_bytes()).unwrap();
    let theirs = Theirs {
        document: document(&now.replace("CRO", "Chief")),
        base: document(&now).board().clone(),
        older: None,
        writer: "vim".to_owned(),
        kept: None,
    };
    sitting.hear(Message::Theirs(Box::new(theirs)));
    assert!(sitting.app.document().text().contains("Chief"));
    sitting.type_keys("C");
    assert!(sitting.screen().contains("Supporter or Skeptic?"));
    sitting.type_keys("t Enter");
    assert_eq!(put_away(&sitting).len(), 1);
}

#[test]
fn where_somebody_was_removed_since_it_is_asked_too() {
    let now = text_after("d r Enter");
    let mut sitting = opened(&now, vec![offer(">", 1)], WIDE);
    sitting.type_keys("Enter");
    assert!(
        sitting.screen().contains("they removed it. Which one?"),
        "{}",
        sitting.screen()
    );
    sitting.type_keys("o Enter");
    assert!(sitting.diff().contains("Dana Ortiz"));
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
