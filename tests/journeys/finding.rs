//! Journeys through a board that is narrowed: filter, marks, order, going by name.

use onside::app::Overlay;

use crate::support::{EXAMPLE, Sitting};

/// The names on the screen's rows after some steps on the example, in their order.
fn listed(steps: &[&str]) -> Vec<String> {
    let mut sitting = Sitting::open(EXAMPLE, 100, 40);
    sitting.play(steps);
    names(&sitting)
}

fn names(sitting: &Sitting) -> Vec<String> {
    let rows = sitting.app.board_screen().rows();
    let people = rows.slice(0..rows.len()).filter_map(|(_, row)| match row {
        onside::layout::Row::Person(seat) => sitting.app.board().person(seat),
        onside::layout::Row::Department(_) => None,
    });
    people.map(|person| person.id.to_string()).collect()
}

fn after(steps: &[&str]) -> Sitting {
    let mut sitting = Sitting::open(EXAMPLE, 100, 40);
    sitting.play(steps);
    sitting
}

fn selected(steps: &[&str]) -> String {
    let sitting = after(steps);
    let id = sitting.app.selected_id();
    id.map_or(String::new(), ToString::to_string)
}

fn departments(sitting: &Sitting) -> usize {
    let rows = sitting.app.board_screen().rows();
    rows.len() - names(sitting).len()
}

/// Plays steps on the example and compares what the file and the note say; undo brings the file
/// back whole.
fn check(steps: &[&str], diff: &str, notice: &str) {
    let mut sitting = after(steps);
    assert_eq!(sitting.diff(), diff.trim(), "the file after {steps:?}");
    assert_eq!(sitting.notice(), notice, "the note after {steps:?}");
    sitting.play(&["Esc u"]);
    assert_eq!(sitting.diff(), "", "undone after {steps:?}");
}

// The filter.

#[test]
fn whom_it_finds_is_listed_while_it_is_typed() {
    assert_eq!(listed(&["/", "'due"]), ["dana", "sam"]);
    assert_eq!(listed(&["/", "'dept:fin"]), ["ruth"]);
    assert_eq!(listed(&["v", "/", "'due"]), ["dana", "sam"]);
    assert_eq!(listed(&["/", "'jq"]), [""; 0]);
    let sitting = after(&["/", "'due"]);
    assert_eq!(departments(&sitting), 1, "the others are not shown");
    assert!(sitting.screen().contains("2 of 11"));
}

#[test]
fn what_is_not_understood_leaves_the_list_as_it_was() {
    assert_eq!(listed(&["/", "'due power>"]), ["dana", "sam"]);
    let sitting = after(&["/", "'power>=9", "Enter"]);
    assert!(sitting.screen().contains("power is 9; it goes from 1 to 5"));
}

#[test]
fn enter_keeps_it_and_esc_lists_everybody() {
    assert_eq!(listed(&["/", "'due", "Enter"]), ["dana", "sam"]);
    assert_eq!(listed(&["/", "'due", "Enter Esc"]).len(), 11);
    assert_eq!(listed(&["/", "'due", "Esc"]).len(), 11);
    assert_eq!(listed(&["/", "'due", "Enter /", "Ctrl-U Enter"]).len(), 11);
    let screen = after(&["/", "'due", "Enter"]).screen();
    assert!(screen.contains("filter: due  2 of 11"));
}

#[test]
fn letters_are_letters_while_it_is_typed() {
    let sitting = after(&["/", "'<>jkqmu"]);
    assert_eq!(sitting.diff(), "");
    assert!(matches!(sitting.app.overlay(), Some(Overlay::Prompt(_))));
}

#[test]
fn the_cursor_stays_on_the_person_else_goes_to_the_nearest() {
    assert_eq!(selected(&["j", "/", "'due"]), "sam");
    assert_eq!(selected(&["j", "/", "'dept:fin"]), "ruth");
    assert_eq!(selected(&["G", "/", "'due"]), "sam");
    assert_eq!(selected(&["j", "/", "'dept:fin", "Esc"]), "sam");
    assert_eq!(selected(&["j", "/", "'jq", "Enter Esc"]), "sam");
    assert_eq!(selected(&["/", "'dept:fin", "Enter Esc"]), "ruth");
}

#[test]
fn who_drops_out_stays_under_the_cursor() {
    let steps = ["/", "'stance:skeptic", "Enter", ">"];
    assert_eq!(listed(&steps), ["sam", "aes", "jonas"]);
    let again = [&steps[..], &["j /", "Enter"]].concat();
    assert_eq!(listed(&again), ["aes", "jonas"]);
}

#[test]
fn somebody_new_is_seen_though_the_filter_does_not_find_them() {
    let steps = ["/", "'due", "Enter a", "'Lea Roth @sales", "Enter Esc"];
    assert_eq!(selected(&steps), "lea-roth");
    assert_eq!(listed(&steps), ["dana", "sam", "lea-roth"]);
}

#[test]
fn it_looks_into_folds_and_leaves_them_as_they_were() {
    assert_eq!(listed(&["z M", "/", "'dana", "Enter"]), ["dana"]);
    let sitting = after(&["z M", "/", "'dana", "Esc"]);
    assert_eq!(names(&sitting), [""; 0]);
    assert_eq!(departments(&sitting), 6);
}

#[test]
fn n_goes_to_the_next_match_when_it_is_cleared() {
    let steps = ["/", "'stance:skeptic", "Enter Esc g"];
    let then = |keys| selected(&[&steps[..], &[keys]].concat());
    assert_eq!(then("n"), "sam");
    assert_eq!(then("n n n"), "jonas");
    assert_eq!(then("n n n n"), "sam");
    assert_eq!(then("N"), "jonas");
    assert_eq!(then("z M n n n"), "jonas", "a fold opens for who is found");
}

#[test]
fn keys_that_have_nothing_to_do_say_so_or_nothing() {
    assert_eq!(after(&["n"]).notice(), "Nothing was looked for yet; / does");
    assert_eq!(after(&["Esc"]).notice(), "");
}

// Order.

#[test]
fn rows_are_sorted_in_their_departments_and_the_file_is_not() {
    assert_eq!(listed(&["s"])[..4], ["sam", "dana", "aes", "tomasz"]);
    assert_eq!(listed(&["s s"])[..4], ["sam", "dana", "aes", "tomasz"]);
    assert_eq!(listed(&["s s s"])[..4], ["dana", "sam", "aes", "tomasz"]);
    assert_eq!(listed(&["s s s s"]), listed(&[]));
    assert_eq!(listed(&[":", "'sort gap", "Enter"]), listed(&["s s"]));
    assert_eq!(selected(&["s"]), "dana", "the cursor stays");
    assert_eq!(selected(&["s k"]), "sam");
    assert_eq!(after(&["s s"]).diff(), "");
    assert!(after(&["s s", "j"]).screen().contains(" by gap "));
}

#[test]
fn a_row_does_not_jump_away_under_the_key_that_moves_it() {
    assert_eq!(listed(&["s s", "k > > >"])[..2], ["sam", "dana"]);
}

// Marks.

#[test]
fn space_marks_and_goes_on() {
    let sitting = after(&["Space Space"]);
    assert_eq!(sitting.app.board_screen().marks().count(), 2);
    assert_eq!(sitting.app.selected_id().unwrap().as_str(), "aes");
    assert!(sitting.screen().contains(" 2 marked "));
    assert_eq!(
        after(&["Space k Space"]).app.board_screen().marks().count(),
        0
    );
    assert_eq!(
        after(&["Space j j V"]).app.board_screen().marks().count(),
        4
    );
    assert_eq!(after(&["{ Space"]).app.board_screen().marks().count(), 4);
    assert_eq!(after(&["Space Esc"]).app.board_screen().marks().count(), 0);
}

#[test]
fn a_rung_for_all_who_are_marked_is_one_change() {
    let diff = r#"
-(id: "dana", name: "Dana Ortiz",     title: "VP Sales", stance: Neutral, target: Lobbyist, power: 5, interest: 4,
+(id: "dana", name: "Dana Ortiz",     title: "VP Sales", stance: Supporter, target: Lobbyist, power: 5, interest: 4,
-(id: "sam",  name: "Sam Whitfield",  title: "CRO",      stance: Skeptic, target: Lobbyist, power: 5,
+(id: "sam",  name: "Sam Whitfield",  title: "CRO",      stance: Supporter, target: Lobbyist, power: 5,
+Moved(on: "2026-11-22", who: "dana", from: Neutral, to: Supporter),
+Moved(on: "2026-11-22", who: "sam", from: Skeptic, to: Supporter),
"#;
    check(&["Space Space m s"], diff, "Moved 2 people to Supporter");
}

#[test]
fn steps_for_all_bring_the_log_lines_of_the_first_up_to_date() {
    let sitting = after(&["Space Space > >"]);
    assert_eq!(sitting.notice(), "Moved 2 people one rung up");
    let log = sitting
        .diff()
        .lines()
        .filter(|it| it.contains("Moved("))
        .count();
    assert_eq!(log, 2);
    assert_eq!(after(&["Space Space > <"]).diff(), "", "and take them back");
    let top = after(&["Space G Space >"]);
    assert_eq!(
        top.notice(),
        "Moved 1 person one rung up; 1 can go no further"
    );
    let there = after(&["Space j j Space m s"]);
    assert_eq!(
        there.notice(),
        "Moved 1 person to Supporter; 1 already there"
    );
}

#[test]
fn a_talk_with_all_is_one_entry() {
    let diff = r#"
+Talked(on: "2026-11-22", who: ["dana", "sam"], how: Call, note: "Kick-off"),
"#;
    check(
        &["Space Space t", "'call Kick-off", "Enter"],
        diff,
        "Talked with 2 people",
    );
}

#[test]
fn what_is_about_one_person_says_so_where_several_are_marked() {
    let told = |steps: &[&str]| after(steps).notice().to_owned();
    for (key, name) in [("o", "objection"), ("p", "proof"), ("i", "influence")] {
        assert_eq!(
            told(&["Space Space", key]),
            format!("`{name}` is about one person, and 2 are marked; Esc unmarks them")
        );
    }
    // The only one who is marked is meant, wherever the cursor is.
    let diff = "+Proved(on: \"2026-11-22\", who: \"dana\", proof: Acted, because: \"Spoke up\"),";
    check(
        &["Space p", "'acted Spoke up", "Enter"],
        diff,
        "Dana Ortiz at Neutral: acted",
    );
}

#[test]
fn a_field_of_all_is_one_change_and_a_rung_is_a_move() {
    let sitting = after(&["Space Space c", "'power 4", "Enter"]);
    assert_eq!(sitting.notice(), "2 people: power 4");
    assert_eq!(
        sitting.app.history().last_done().unwrap().words,
        "2 people: power 4"
    );
    let moved = after(&["Space Space c", "'stance supporter", "Enter"]);
    assert_eq!(moved.notice(), "Moved 2 people to Supporter");
    let there = after(&["Space Space m @", "'finance", "Enter"]);
    let finance = there.app.board().departments[3].people.iter();
    let ids: Vec<&str> = finance.map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["ruth", "dana", "sam"]);
}

#[test]
fn who_leaves_or_is_removed_together_is_one_change() {
    let mut sitting = after(&["Space Space d l"]);
    assert_eq!(sitting.notice(), "2 people left");
    assert_eq!(sitting.app.board_screen().marks().count(), 0);
    assert_eq!(sitting.app.selected_id().unwrap().as_str(), "aes");
    sitting.play(&["u"]);
    assert_eq!(sitting.diff(), "");
    let mut sitting = after(&["Space Space d r"]);
    let screen = sitting.screen();
    assert!(screen.contains("Remove 2 people?"), "{screen}");
    assert!(screen.contains("Dana Ortiz, Sam Whitfield"), "{screen}");
    sitting.play(&["Enter"]);
    assert_eq!(sitting.notice(), "Removed 2 people");
    assert_eq!(names(&sitting).len(), 9);
    sitting.play(&["u"]);
    assert_eq!(sitting.diff(), "");
}

#[test]
fn marks_survive_filters_and_say_who_is_not_listed() {
    let sitting = after(&["Space", "/", "'dept:fin", "Enter Space"]);
    assert!(sitting.screen().contains("2 marked, 1 not listed"));
    let cleared = after(&["Space", "/", "'dept:fin", "Enter Esc"]);
    assert_eq!(names(&cleared).len(), 1, "the marks go first");
}

// Going by name.

#[test]
fn somebody_or_a_department_is_gone_to_by_any_letters() {
    assert_eq!(selected(&["@", "'ruth", "Enter"]), "ruth");
    assert_eq!(selected(&["@", "'bstrm", "Enter"]), "ola");
    assert_eq!(selected(&["z M", ":", "'go mei", "Enter"]), "mei");
    let sitting = after(&["@", "'legal", "Enter"]);
    assert!(sitting.app.selected_id().is_none());
    assert_eq!(sitting.app.board_screen().cursor(), 13);
    let nobody = after(&["@", "'qqq"]);
    assert!(
        nobody
            .screen()
            .contains("nobody and no department is called `qqq`")
    );
}

// The next time.

#[test]
fn a_board_is_taken_up_as_it_was_left() {
    let left = after(&["v s s", "/", "'stance:skeptic", "Enter j"]);
    let mut again = after(&[]);
    again.app.take_up(&left.app.parting());
    assert_eq!(names(&again), names(&left));
    assert_eq!(again.app.selected_id(), left.app.selected_id());
    assert_eq!(again.app.parting(), left.app.parting());
    assert_eq!(again.screen(), left.screen());
    let folded = after(&["z c j j"]);
    let mut again = after(&[]);
    again.app.take_up(&folded.app.parting());
    assert_eq!(again.screen(), folded.screen());
}

#[test]
fn a_filter_that_finds_nobody_is_not_taken_up_again() {
    let left = after(&["/", "'qqq", "Enter"]);
    assert!(left.screen().contains("qqq"));
    let mut again = after(&[]);
    again.app.take_up(&left.app.parting());
    assert_eq!(names(&again), names(&after(&[])));
}

#[test]
fn the_help_is_searched_for_words() {
    let mut sitting = after(&["?", "/", "'undo"]);
    let screen = sitting.screen();
    assert!(screen.contains("takes the last change back"), "{screen}");
    assert!(!screen.contains("the next person"), "{screen}");
    sitting.play(&["Backspace Backspace Backspace Backspace", "'xyz"]);
    assert!(sitting.screen().contains("Nothing here has xyz"));
    sitting.play(&["Esc"]);
    assert!(sitting.screen().contains("the next person"));
    sitting.play(&["/", "'fold", "Enter j Esc"]);
    assert!(sitting.app.overlay().is_none());
}
