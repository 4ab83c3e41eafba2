//! Journeys through the library: keys, and what came onto the board.

use onside::app::Overlay;

use crate::support::{EXAMPLE, Sitting};

const EMPTY: &str = "(version: 1, title: \"Mine\", departments: [\n])\n";

fn check_added(text: &str, keys: &str, notice: &str, added: &[&str]) {
    let mut sitting = Sitting::open(text, 80, 24);
    sitting.type_keys(keys);
    assert_eq!(sitting.notice(), notice, "{}", sitting.screen());
    let diff = sitting.diff();
    for line in added {
        assert!(diff.contains(line), "{line} in\n{diff}");
    }
    sitting.type_keys("u");
    assert_eq!(
        sitting.app.document().text(),
        text,
        "one change, taken back"
    );
}

#[test]
fn departments_are_picked_for_an_empty_board() {
    let keys = ": d e p a r t m e n t s Enter Space j Space Enter";
    let words = "Added Sales and Product";
    let ideal = "ideal: \"Reps plan accounts with their counterparts";
    let flags = "red_flags: [\"thinks partner technology is inferior\"";
    check_added(EMPTY, keys, words, &[ideal, flags, "measure: \"wins\""]);
}

#[test]
fn nothing_picked_is_the_one_under_the_cursor() {
    let keys = ": d e p a r t m e n t s Enter Enter";
    check_added(
        EMPTY,
        keys,
        "Added Sales",
        &["id: \"sales\", name: \"Sales\""],
    );
}

#[test]
fn a_department_the_board_has_is_not_offered() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    sitting.type_keys(": d e p a r t m e n t s Enter");
    let Some(Overlay::Library(library)) = sitting.app.overlay() else {
        panic!("{}", sitting.screen())
    };
    let names: Vec<_> = library
        .offered
        .iter()
        .map(onside::app::Offered::name)
        .collect();
    assert_eq!(
        names,
        ["Customer Success", "Support", "Operations", "Management"]
    );
}

#[test]
fn an_objection_offers_its_plays() {
    // The account executives: quick wins are run for Sales already, so its id is taken.
    let play = "(id: \"quick-wins-2\", department: \"sales\", status: Planned, answers: \"We could";
    check_added(
        EXAMPLE,
        "j j P Enter",
        "Added quick-wins",
        &[play, "Todo(\"Repeat with a rep"],
    );
}

#[test]
fn a_red_flag_of_the_department_offers_its_plays_unless_one_is_made_for_it() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    sitting.type_keys("P");
    let screen = sitting.screen();
    assert!(
        screen.contains("map-three-accounts  answers \"refuses to account map\""),
        "{screen}"
    );
    assert!(!screen.contains("sees partners as competitors"), "{screen}");
    sitting.type_keys("Enter P");
    let told = "The library has no other play for what is said here";
    assert_eq!(sitting.notice(), told);
}
