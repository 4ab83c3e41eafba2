//! Journeys through the views: going there, what is changed on them, and back.

use onside::app::Effect;
use onside::layout::{Target, View};
use onside::model::Id;

use crate::support::{EXAMPLE, Sitting};

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// Plays `steps` on the example and compares what file and note say; undo brings it back.
fn check(steps: &[&str], diff: &str, notice: &str) {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(steps);
    assert_eq!(sitting.diff(), diff.trim(), "the file after {steps:?}");
    assert_eq!(sitting.notice(), notice, "the note after {steps:?}");
    sitting.play(&["Esc u"]);
    assert_eq!(sitting.diff(), "", "undone after {steps:?}");
}

/// Plays `steps` on the example and says which view is shown and what its cursor is on.
#[expect(
    clippy::needless_pass_by_value,
    reason = "targets are made where they are named"
)]
fn check_at(steps: &[&str], view: Option<View>, on: Option<Target>) {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(steps);
    let screen = sitting.app.page_screen();
    assert_eq!(screen.map(|screen| screen.view), view, "{steps:?}");
    assert_eq!(sitting.app.target(), on.as_ref(), "{steps:?}");
}

fn selected(keys: &str) -> String {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.type_keys(keys);
    sitting
        .app
        .selected_id()
        .map_or_else(String::new, Id::to_string)
}

// Going.

#[test]
fn figures_go_from_view_to_view_and_escape_to_the_board() {
    let sam = Some(Target::Person(id("sam")));
    check_at(&["2"], Some(View::Today), sam.clone());
    check_at(
        &["2 4"],
        Some(View::Plays),
        Some(Target::Play(id("quick-wins"))),
    );
    check_at(&["2 4 Esc"], None, None);
    check_at(&["2 4 1"], None, None);
    check_at(&["6 q"], None, None);
}

#[test]
fn back_goes_to_where_one_came_from() {
    let dana = Some(Target::Person(id("dana")));
    check_at(&["2 j Enter Esc"], Some(View::Today), dana);
    check_at(&["2 j Enter Esc Esc"], None, None);
    check_at(
        &["Enter 3 Esc"],
        Some(View::Person),
        Some(Target::Field(id("dana"), "name")),
    );
}

#[test]
fn the_selection_goes_along_with_the_person() {
    assert_eq!(selected("j 6 1"), "sam");
    assert_eq!(selected("2 j j j 1"), "priya");
    assert_eq!(selected("j j 3 1"), "aes");
    assert_eq!(selected("3 j Enter 3 1"), "tomasz");
    assert_eq!(selected("2 j Enter 1"), "dana");
}

#[test]
fn influence_is_of_the_person_selected() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.type_keys("j j 3");
    let screen = sitting.screen();
    for part in [
        "Account executives listens to",
        "Dana Ortiz",
        "Dana Ortiz is the bridge",
    ] {
        assert!(screen.contains(part), "{part} in\n{screen}");
    }
}

#[test]
fn the_cursor_stays_on_what_it_is_on_when_the_board_changes() {
    let dana = Some(Target::Person(id("dana")));
    check_at(
        &["2 j", "t", "'Called", "Enter"],
        Some(View::Today),
        Some(Target::Entry(4)),
    );
    check_at(&["2 j >"], Some(View::Today), dana.clone());
    check_at(&["2 j > u"], Some(View::Today), dana);
}

#[test]
fn keys_for_a_person_work_where_one_is_under_the_cursor() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.type_keys("2 >");
    assert_eq!(sitting.notice(), "Sam Whitfield to Neutral");
    sitting.type_keys("4 >");
    assert_eq!(
        sitting.notice(),
        "That key is for a person; j goes to the next one"
    );
}

// A person's page.

#[test]
fn every_field_is_changed_in_place() {
    check(
        &["Enter j j j j j", "Enter", "'4", "Enter"],
        r#"
-(id: "dana", name: "Dana Ortiz",     title: "VP Sales", stance: Neutral, target: Lobbyist, power: 5, interest: 4,
+(id: "dana", name: "Dana Ortiz",     title: "VP Sales", stance: Neutral, target: Lobbyist, power: 4, interest: 4,
"#,
        "Dana Ortiz: power 4",
    );
}

#[test]
fn an_objection_is_settled_and_taken_out_where_it_stands() {
    let to_objection = "j j Enter j j j j j j j j j j j";
    check(
        &[to_objection, "o"],
        r#"
-objections: [Open("We could have found and sold that deal without that partner")]),
+objections: [Settled("We could have found and sold that deal without that partner")]),
"#,
        "Account executives settled: We could have found and sold that deal without that partner",
    );
    check(
        &[to_objection, "d r"],
        r#"
-objections: [Open("We could have found and sold that deal without that partner")]),
+objections: []),
"#,
        "Account executives without the objection We could have found and sold that deal without that partner",
    );
}

#[test]
fn an_entry_of_the_log_is_taken_out_and_comes_back() {
    check(
        &["6", "d r"],
        r#"-Gave(on: "2026-11-19", who: "priya", what: "Impressions of the partner webinar, for her board deck"),"#,
        "Removed the entry of 2026-11-19",
    );
}

#[test]
fn removing_somebody_on_their_page_goes_back() {
    check_at(
        &["2 j Enter", "d r", "Enter"],
        Some(View::Today),
        Some(Target::Entry(4)),
    );
}

// Departments.

#[test]
fn a_department_goes_with_its_people_and_what_refers_to_them() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&["{", "d r"]);
    let screen = sitting.screen();
    for part in [
        "Remove Sales?",
        "Dana Ortiz, Sam Whitfield",
        "1 tie of others to them",
        "The play quick-wins",
        "log entries stay",
    ] {
        assert!(screen.contains(part), "{part} in\n{screen}");
    }
    sitting.play(&["Enter"]);
    assert_eq!(sitting.app.board().departments.len(), 5);
    assert_eq!(sitting.app.board().plays.len(), 1);
    sitting.play(&["u"]);
    assert_eq!(sitting.diff(), "");
}

// Plays.

#[test]
fn a_step_is_ticked_with_space() {
    check(
        &["4 j j", "Space"],
        r#"
-steps: [Done("Close one small partner deal"), Todo("Close a second"), Todo("Dana tells the story at the all-hands")]),
+steps: [Done("Close one small partner deal"), Done("Close a second"), Todo("Dana tells the story at the all-hands")]),
"#,
        "Did: Close a second",
    );
}

#[test]
fn a_play_is_added_changed_and_removed() {
    check(
        &[
            "4 a",
            "'Joint demo @legal due:fri step:\"Find one\"",
            "Enter",
        ],
        r#"+(id: "joint-demo", department: "legal", status: Planned, due: "2026-11-27", steps: [Todo("Find one")]),"#,
        "Added the play joint-demo",
    );
    check(
        &["4 c", "'status done", "Enter"],
        r#"
-(id: "quick-wins", department: "sales", answers: "sees partners as competitors", status: Running, due: "2026-12-12",
+(id: "quick-wins", department: "sales", answers: "sees partners as competitors", status: Done, due: "2026-12-12",
"#,
        "quick-wins: done",
    );
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&["4", "d r", "Enter"]);
    assert_eq!(sitting.app.board().plays.len(), 1);
}

// Decisions.

#[test]
fn a_decision_is_added_voted_on_and_removed() {
    check(
        &["5 a", "'Approve it on:fri sam:70", "Enter"],
        r#"+(id: "approve-it", ask: "Approve it", on: "2026-11-27", votes: [(who: "sam", odds: 70)]),"#,
        "Added the decision Approve it",
    );
    check(
        &["5 j c", "'yes", "Enter"],
        r#"
-votes: [(who: "sam", odds: 70), (who: "priya", odds: 60), (who: "ruth", odds: 20)]),
+votes: [(who: "sam", odds: 70, voted: Yes), (who: "priya", odds: 60), (who: "ruth", odds: 20)]),
"#,
        "fy27-budget: Sam Whitfield voted yes",
    );
    check(
        &["5 j", "d r"],
        r#"
-votes: [(who: "sam", odds: 70), (who: "priya", odds: 60), (who: "ruth", odds: 20)]),
+votes: [(who: "priya", odds: 60), (who: "ruth", odds: 20)]),
"#,
        "Removed the vote of Sam Whitfield",
    );
}

// Again.

#[test]
fn a_dot_does_the_last_change_to_somebody_else() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&["c", "'every 7", "Enter", "j j ."]);
    assert_eq!(sitting.notice(), "Account executives: every 7");
    sitting.play(&["> j ."]);
    assert_eq!(sitting.notice(), "Tomasz Zielinski to Champion");
}

#[test]
fn a_dot_logs_what_was_moved_by_hand() {
    let by_hand = EXAMPLE.replace(
        "title: \"VP Sales\", stance: Neutral",
        "title: \"VP Sales\", stance: Supporter",
    );
    let mut sitting = Sitting::open(&by_hand, 100, 30);
    sitting.play(&["."]);
    assert_eq!(
        sitting.diff(),
        r#"+Moved(on: "2026-11-22", who: "dana", from: Neutral, to: Supporter),"#
    );
    assert_eq!(
        sitting.notice(),
        "Logged Dana Ortiz from Neutral to Supporter"
    );
}

// The brief.

#[test]
fn a_brief_is_opened_from_anywhere_and_left_to_there() {
    check_at(&["b"], Some(View::Brief), None);
    check_at(&["b Esc"], None, None);
    check_at(&["2 j b"], Some(View::Brief), None);
    let dana = Some(Target::Person(id("dana")));
    check_at(&["2 j b Esc"], Some(View::Today), dana);
    check_at(&["{ b"], None, None);
    assert_eq!(selected("2 j b 1"), "dana");
}

#[test]
fn what_is_logged_on_a_brief_stands_on_it_at_once() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&["j b"]);
    let screen = sitting.screen();
    assert!(screen.contains("none yet"), "{screen}");
    sitting.play(&["t", "'call Liked it", "Enter"]);
    let screen = sitting.screen();
    assert!(screen.contains("22 Nov: Call"), "{screen}");
    assert!(!screen.contains("Liked it"), "{screen}");
}

#[test]
fn a_brief_is_copied_whole_and_nobody_gets_it_while_blurred() {
    let copied = |keys: &str| {
        let mut sitting = Sitting::open(EXAMPLE, 100, 30);
        sitting.type_keys(keys);
        match sitting.effects.pop() {
            Some(Effect::Copy { what, text }) => Some((what, text)),
            _ => None,
        }
    };
    let (what, text) = copied("b y").unwrap();
    assert_eq!(what, "the brief about Dana Ortiz");
    insta::assert_snapshot!("copied_brief", text);
    assert_eq!(copied("b x y"), None);
    assert_eq!(copied("x b y"), None);
}
