//! Journeys through the whole app: a board, keys, and what became of file and screen.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on fails"
)]

#[path = "journeys/finding.rs"]
mod finding;
#[path = "journeys/importing.rs"]
mod importing;
#[path = "journeys/library.rs"]
mod library;
#[path = "journeys/lines.rs"]
mod lines;
mod support;
#[path = "journeys/today.rs"]
mod today;
#[path = "journeys/views.rs"]
mod views;

use onside::app::{Effect, Message, SaveState};
use onside::layout::Size;
use support::{EXAMPLE, Sitting};

/// Types `keys` into the example and compares what the file and the note say.
fn check(keys: &str, diff: &str, notice: &str) {
    check_on(EXAMPLE, keys, diff, notice);
}

fn check_on(board: &str, keys: &str, diff: &str, notice: &str) {
    let mut sitting = Sitting::open(board, 100, 30);
    sitting.type_keys(keys);
    assert_eq!(sitting.diff(), diff.trim(), "the file after {keys}");
    assert_eq!(sitting.notice(), notice, "the note after {keys}");
}

/// Types `keys` into the example and says on whom the cursor is.
fn selected(keys: &str) -> String {
    selected_on(EXAMPLE, 100, 30, keys)
}

fn selected_on(board: &str, width: u16, height: u16, keys: &str) -> String {
    let mut sitting = Sitting::open(board, width, height);
    sitting.type_keys(keys);
    cursor_of(&sitting)
}

/// What stands in the row the terminal's cursor is on, its first word.
fn cursor_of(sitting: &Sitting) -> String {
    let mut terminal = sitting.terminal();
    let row = terminal.get_cursor_position().unwrap().y;
    let screen = sitting.screen();
    let line = screen.lines().nth(usize::from(row)).unwrap().to_owned();
    let words = line.trim_start_matches(['▌', ' ', '▲', '◐', '○', '●', '▾', '▸']);
    words.split("  ").next().unwrap().to_owned()
}

const DANA_UP: &str = r#"
-(id: "dana", name: "Dana Ortiz",     title: "VP Sales", stance: Neutral, target: Lobbyist, power: 5, interest: 4,
+(id: "dana", name: "Dana Ortiz",     title: "VP Sales", stance: Supporter, target: Lobbyist, power: 5, interest: 4,
+Moved(on: "2026-11-22", who: "dana", from: Neutral, to: Supporter),
"#;

/// Returns the first line of the screen that has `word` in it.
fn line_with(sitting: &Sitting, word: &str) -> String {
    let screen = sitting.screen();
    let line = screen.lines().find(|line| line.contains(word));
    line.unwrap_or_else(|| panic!("no {word} in\n{screen}"))
        .trim()
        .to_owned()
}

// Who is next.

#[test]
fn a_move_is_answered_at_once_and_then_by_what_it_opens() {
    let mut sitting = Sitting::open(EXAMPLE, 120, 40);
    let effects = sitting.app.update(Message::Key(">".parse().unwrap()));
    let at_once = "Dana Ortiz to Supporter   p proof · u undo";
    assert_eq!(line_with(&sitting, "to Supporter"), at_once);
    let Some(Effect::Count(counting)) = effects.last() else {
        panic!("{effects:?}");
    };
    let counted = Box::new(counting.count_at_once());
    sitting.hear(Message::Counted(counted));
    let answered = "Dana Ortiz to Supporter. That opens Sam (through Dana) and Account executives; \
                    next is now Priya.   p proof · u undo";
    assert_eq!(line_with(&sitting, "to Supporter"), answered);
    sitting.type_keys("j");
    assert!(!sitting.screen().contains("opens"));
    let next = "Next  Win Priya Raman, through Ola Bergström. Close call with Sam Whitfield;";
    assert_eq!(line_with(&sitting, "Next"), next);
}

#[test]
fn what_was_counted_of_an_older_board_is_dropped() {
    let mut sitting = Sitting::open(EXAMPLE, 120, 40);
    let effects = sitting.app.update(Message::Key(">".parse().unwrap()));
    let Some(Effect::Count(counting)) = effects.last() else {
        panic!("{effects:?}");
    };
    let late = Box::new(counting.count_at_once());
    sitting.type_keys("u j");
    sitting.hear(Message::Counted(late));
    assert!(line_with(&sitting, "Next").starts_with("Next  Win Dana Ortiz"));
}

#[test]
fn nothing_is_counted_for_a_look() {
    let mut sitting = Sitting::open(EXAMPLE, 120, 40);
    for key in ["j", "v", "Enter", "?"] {
        let effects = sitting.app.update(Message::Key(key.parse().unwrap()));
        assert_eq!(effects, [], "{key}");
    }
}

// The pane.

#[test]
fn the_pane_is_off_below_140_columns_until_it_is_asked_for() {
    assert!(Sitting::open(EXAMPLE, 139, 40).app.pane().is_none());
    assert!(Sitting::open(EXAMPLE, 140, 40).app.pane().is_some());
    let mut sitting = Sitting::open(EXAMPLE, 120, 40);
    assert_eq!(sitting.app.pane_choice(), None);
    sitting.type_keys("Tab");
    assert!(line_with(&sitting, "Contact").ends_with("│ Contact      last on 3 Nov, 19 days"));
    assert_eq!(sitting.app.pane_choice(), Some(true));
    sitting.type_keys("Tab");
    assert!(sitting.app.pane().is_none());
}

#[test]
fn a_board_remembers_whether_the_pane_was_wanted() {
    let mut left = Sitting::open(EXAMPLE, 120, 40);
    left.type_keys("Tab");
    let parting = left.app.parting();
    let mut again = Sitting::open(EXAMPLE, 120, 40);
    again.app.take_up(&parting);
    again.type_keys("j");
    assert!(again.app.pane().is_some());
}

#[test]
fn a_screen_too_narrow_for_the_pane_says_so() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.type_keys("Tab");
    let sentence = "The pane needs 120 columns; this is 100. Enter opens the page";
    assert_eq!(sitting.notice(), sentence);
    assert_eq!(sitting.app.pane_choice(), None);
}

#[test]
fn the_pane_scrolls_to_its_end_and_starts_anew_with_somebody_else() {
    let mut sitting = Sitting::open(EXAMPLE, 120, 32);
    sitting.type_keys("Tab J");
    assert!(!sitting.screen().contains("│ Dana Ortiz"));
    sitting.type_keys("J J J J J J J J J J J J J J");
    assert!(sitting.screen().contains("close one more."));
    sitting.type_keys("j");
    assert!(sitting.screen().contains("│ Sam Whitfield"));
    sitting.type_keys("J K K");
    assert!(sitting.screen().contains("│ Sam Whitfield"));
}

#[test]
fn a_change_is_in_the_pane_at_once() {
    let mut sitting = Sitting::open(EXAMPLE, 140, 40);
    sitting.type_keys(">");
    assert!(sitting.screen().contains("Today        Supporter"));
}

// The grid.

/// Says whom the app has selected after `keys`.
fn chosen(keys: &str) -> String {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.type_keys(keys);
    let person = sitting.app.selected_person();
    person.map_or_else(|| "nobody".to_owned(), |it| it.id.to_string())
}

#[test]
fn in_the_grid_the_cursor_goes_by_power_and_interest() {
    assert_eq!(chosen("v v"), "dana");
    assert_eq!(chosen("v v h"), "sam");
    assert_eq!(chosen("v v h j"), "jonas");
    assert_eq!(chosen("v v h h"), "ruth");
    assert_eq!(chosen("v v j"), "priya");
    assert_eq!(chosen("v v j j"), "ivo-marsh");
    assert_eq!(chosen("v v j j j l"), "aes");
    assert_eq!(chosen("v v G"), "noor");
    assert_eq!(chosen("v v g"), "ruth");
}

#[test]
fn v_goes_through_three_layouts_and_the_selection_stays() {
    assert_eq!(chosen("j j j v v v"), "tomasz");
    assert_eq!(chosen("v v h v"), "sam");
}

#[test]
fn in_the_grid_a_department_is_its_first_person_until_it_is_folded() {
    assert_eq!(chosen("v v }"), "priya");
    assert_eq!(chosen("v v } {"), "dana");
    assert_eq!(chosen("v v j j j l {"), "dana");
    assert_eq!(chosen("} v v"), "priya");
    assert_eq!(chosen("v v z c"), "nobody");
    assert_eq!(chosen("v v z c z o"), "dana");
}

#[test]
fn who_gets_another_power_stands_elsewhere_at_once() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.type_keys("v v h");
    let before = sitting.screen();
    sitting.type_keys("c p o w e r Space 1 Enter");
    assert!(before.contains("p5") && !line_with(&sitting, "p5").contains("Sam"));
    assert_eq!(sitting.app.selected_person().unwrap().id.as_str(), "sam");
    assert!(line_with(&sitting, "p1").contains("Sam"));
}

// Moving.

#[test]
fn one_key_moves_one_person_one_rung_and_logs_it() {
    check(">", DANA_UP, "Dana Ortiz to Supporter");
}

#[test]
fn the_shifted_letters_move_as_the_brackets_do() {
    check("L", DANA_UP, "Dana Ortiz to Supporter");
    check("L H", "", "Dana Ortiz to Neutral");
}

#[test]
fn several_moves_of_one_person_are_one_line_of_the_log() {
    let diff = r#"
-(id: "dana", name: "Dana Ortiz",     title: "VP Sales", stance: Neutral, target: Lobbyist, power: 5, interest: 4,
+(id: "dana", name: "Dana Ortiz",     title: "VP Sales", stance: Lobbyist, target: Lobbyist, power: 5, interest: 4,
+Moved(on: "2026-11-22", who: "dana", from: Neutral, to: Lobbyist),
"#;
    check("> > >", diff, "Dana Ortiz to Lobbyist");
}

#[test]
fn moving_there_and_back_leaves_no_trace_in_the_file() {
    check("> > < <", "", "Dana Ortiz to Neutral");
}

#[test]
fn a_move_of_somebody_else_starts_a_line_of_its_own() {
    let diff = r#"
-(id: "dana", name: "Dana Ortiz",     title: "VP Sales", stance: Neutral, target: Lobbyist, power: 5, interest: 4,
+(id: "dana", name: "Dana Ortiz",     title: "VP Sales", stance: Champion, target: Lobbyist, power: 5, interest: 4,
-(id: "sam",  name: "Sam Whitfield",  title: "CRO",      stance: Skeptic, target: Lobbyist, power: 5,
+(id: "sam",  name: "Sam Whitfield",  title: "CRO",      stance: Neutral, target: Lobbyist, power: 5,
+Moved(on: "2026-11-22", who: "dana", from: Neutral, to: Supporter),
+Moved(on: "2026-11-22", who: "sam", from: Skeptic, to: Neutral),
+Moved(on: "2026-11-22", who: "dana", from: Supporter, to: Champion),
"#;
    check("> j > k >", diff, "Dana Ortiz to Champion");
}

#[test]
fn m_and_a_letter_moves_to_that_rung() {
    let diff = r#"
-(id: "dana", name: "Dana Ortiz",     title: "VP Sales", stance: Neutral, target: Lobbyist, power: 5, interest: 4,
+(id: "dana", name: "Dana Ortiz",     title: "VP Sales", stance: Blocker, target: Lobbyist, power: 5, interest: 4,
+Moved(on: "2026-11-22", who: "dana", from: Neutral, to: Blocker),
"#;
    check("m b", diff, "Dana Ortiz to Blocker");
    check("m 1", diff, "Dana Ortiz to Blocker");
}

#[test]
fn m_and_a_question_mark_takes_a_meeting_back() {
    let diff = r#"
-(id: "dana", name: "Dana Ortiz",     title: "VP Sales", stance: Neutral, target: Lobbyist, power: 5, interest: 4,
+(id: "dana", name: "Dana Ortiz",     title: "VP Sales", stance: Unknown, target: Lobbyist, power: 5, interest: 4,
+Moved(on: "2026-11-22", who: "dana", from: Neutral, to: Unknown),
"#;
    check("m ?", diff, "Dana Ortiz to not met");
}

#[test]
fn from_not_met_one_rung_up_is_neutral_and_is_written_where_a_person_would() {
    let diff = r#"
-(name: "Ivo Marsh", title: "Commercial counsel", interest: 1), // not met yet
+(name: "Ivo Marsh", title: "Commercial counsel", stance: Neutral, interest: 1), // not met yet
+Moved(on: "2026-11-22", who: "ivo-marsh", from: Unknown, to: Neutral),
"#;
    check("G k >", diff, "Ivo Marsh to Neutral");
}

#[test]
fn from_not_met_one_rung_down_is_skeptic() {
    let diff = r#"
-(name: "Ivo Marsh", title: "Commercial counsel", interest: 1), // not met yet
+(name: "Ivo Marsh", title: "Commercial counsel", stance: Skeptic, interest: 1), // not met yet
+Moved(on: "2026-11-22", who: "ivo-marsh", from: Unknown, to: Skeptic),
"#;
    check("G k <", diff, "Ivo Marsh to Skeptic");
}

#[test]
fn above_lobbyist_and_below_blocker_there_is_nothing() {
    check("G >", "", "Nothing lies above Lobbyist");
    check("G k k <", "", "Nothing lies below Blocker");
}

#[test]
fn a_move_to_where_somebody_is_changes_nothing() {
    check("m n", "", "Dana Ortiz is at Neutral already");
}

#[test]
fn a_hand_written_last_line_is_never_rewritten() {
    let board = r#"(version: 1, departments: [(id: "s", name: "Sales", people: [(name: "Ann", stance: Neutral)])],
log: [Moved(on: "2026-11-22", who: "ann", from: Skeptic, to: Neutral)])"#;
    let diff = r#"
-(version: 1, departments: [(id: "s", name: "Sales", people: [(name: "Ann", stance: Neutral)])],
-log: [Moved(on: "2026-11-22", who: "ann", from: Skeptic, to: Neutral)])
+(version: 1, departments: [(id: "s", name: "Sales", people: [(name: "Ann", stance: Supporter)])],
+log: [Moved(on: "2026-11-22", who: "ann", from: Skeptic, to: Neutral), Moved(on: "2026-11-22", who: "ann", from: Neutral, to: Supporter)])
"#;
    check_on(board, ">", diff, "Ann to Supporter");
}

#[test]
fn a_board_without_a_log_gets_one() {
    let board = "(\n    version: 1,\n    departments: [\n        (id: \"s\", name: \"Sales\", people: [\n            (name: \"Ann\"),\n        ]),\n    ],\n)\n";
    let diff = r#"
-(name: "Ann"),
+(name: "Ann", stance: Neutral),
+log: [
+Moved(on: "2026-11-22", who: "ann", from: Unknown, to: Neutral),
+],
"#;
    check_on(board, ">", diff, "Ann to Neutral");
}

#[test]
fn a_move_keeps_the_cursor_on_the_person() {
    assert_eq!(selected("j >"), "Sam Whitfield");
    assert_eq!(selected("v j > >"), selected("v j"));
}

#[test]
fn keys_for_a_person_on_a_department_say_so() {
    check(
        "{ >",
        "",
        "That key is for a person; j goes to the next one",
    );
}

/// What is typed behind a key that opens a line is text, wherever the cursor is.
#[test]
fn lines_about_a_person_ask_on_a_department_whom_they_are_about() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    for (key, name) in [
        ("f", "favour"),
        ("t", "talked"),
        ("p", "proof"),
        ("o", "objection"),
        ("i", "influence"),
    ] {
        sitting.play(&["{", key, "'ask Dana for X"]);
        assert_eq!(sitting.diff(), "");
        let typed = format!(" :{name} ask Dana for X\n who? `ask` is nobody's");
        assert!(sitting.screen().contains(&typed), "{}", sitting.screen());
        sitting.play(&["Esc"]);
    }
    sitting.play(&["{ f Tab", "' ask A word by:fri", "Enter"]);
    assert_eq!(sitting.notice(), "Asked Dana Ortiz: A word");
}

// Undo and redo.

#[test]
fn undo_gives_the_file_back_byte_for_byte() {
    check("> u", "", "Undone: Dana Ortiz to Supporter");
    check("> > u u", "", "Undone: Dana Ortiz to Supporter");
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.type_keys("> j > m l d r Enter u u u u");
    assert_eq!(sitting.app.document().text(), EXAMPLE);
}

#[test]
fn each_key_is_an_undo_step_of_its_own() {
    check("> > u", DANA_UP, "Undone: Dana Ortiz to Champion");
}

#[test]
fn redo_makes_it_again() {
    check("> u Ctrl-R", DANA_UP, "Again: Dana Ortiz to Supporter");
    check("> > u u Ctrl-R", DANA_UP, "Again: Dana Ortiz to Supporter");
}

#[test]
fn a_new_change_ends_what_could_be_redone() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.type_keys("> u j > Ctrl-R");
    assert_eq!(sitting.notice(), "Nothing to redo");
}

#[test]
fn with_nothing_to_undo_it_says_so() {
    check(
        "u",
        "",
        "Nothing more to undo in this sitting; `onside undo` goes back further",
    );
    check("Ctrl-R", "", "Nothing to redo");
}

#[test]
fn undo_takes_the_cursor_to_what_it_changed() {
    assert_eq!(selected("> G u"), "Dana Ortiz");
    assert_eq!(selected("> z M u"), "Dana Ortiz");
}

// Removing.

const WITHOUT_SAM: &str = r#"
-reports_to: "sam", listens_to: {"sam": Strong, "noor": Medium}),
-(id: "sam",  name: "Sam Whitfield",  title: "CRO",      stance: Skeptic, target: Lobbyist, power: 5,
-cares_about: "New ARR this quarter", every_days: 30,
-listens_to: {"dana": Medium, "tomasz": Weak}),
+listens_to: {"noor": Medium}),
-listens_to: {"sam": Strong}, clashes_with: ["priya"]),
+listens_to: {}, clashes_with: ["priya"]),
-votes: [(who: "sam", odds: 70), (who: "priya", odds: 60), (who: "ruth", odds: 20)]),
+votes: [(who: "priya", odds: 60), (who: "ruth", odds: 20)]),
"#;

#[test]
fn removing_takes_along_what_refers_to_the_person() {
    check("j d r Enter", WITHOUT_SAM, "Removed Sam Whitfield");
}

#[test]
fn a_removal_is_one_change_and_undo_brings_everything_back() {
    check("j d r Enter u", "", "Undone: Removed Sam Whitfield");
    assert_eq!(selected("j d r Enter u"), "Sam Whitfield");
}

#[test]
fn a_removal_lists_what_goes_along_and_esc_keeps_it() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.type_keys("j d r");
    let screen = sitting.screen();
    for part in ["Sam Whitfield", "Dana Ortiz", "fy27-budget", "Enter"] {
        assert!(screen.contains(part), "{part} in\n{screen}");
    }
    sitting.type_keys("Esc");
    assert_eq!(sitting.diff(), "");
    assert!(sitting.app.overlay().is_none());
}

#[test]
fn while_a_removal_asks_other_keys_do_nothing() {
    check("j d r > u j Esc", "", "");
}

#[test]
fn after_a_removal_the_cursor_goes_to_the_next_then_the_previous_then_the_department() {
    assert_eq!(selected("d r Enter"), "Sam Whitfield");
    assert_eq!(selected("j j j d r Enter"), "Account executives ×14");
    assert_eq!(selected("G k d r Enter"), "Legal");
}

#[test]
fn a_comment_above_somebody_goes_with_them_and_comes_back() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.type_keys("G k k d r Enter");
    assert!(
        sitting.diff().contains("-// She said no twice."),
        "{}",
        sitting.diff()
    );
    sitting.type_keys("u");
    assert_eq!(sitting.diff(), "");
}

// Looking.

#[test]
fn the_board_opens_on_the_first_person() {
    assert_eq!(selected(""), "Dana Ortiz");
}

#[test]
fn j_and_k_stop_at_people_only() {
    assert_eq!(selected("j j j j"), "Priya Raman");
    assert_eq!(selected("j j j j k"), "Tomasz Zielinski");
    assert_eq!(selected("k k k"), "Dana Ortiz");
    assert_eq!(selected("↓ ↓ ↑"), "Sam Whitfield");
}

#[test]
fn the_ends_are_one_key_away() {
    assert_eq!(selected("G"), "Noor Haddad");
    assert_eq!(selected("End Home"), "Dana Ortiz");
    assert_eq!(selected("G j j"), "Noor Haddad");
    assert_eq!(selected("G g"), "Dana Ortiz");
}

#[test]
fn braces_go_from_department_to_department() {
    assert_eq!(selected("}"), "Marketing");
    assert_eq!(selected("} }"), "Product");
    assert_eq!(selected("{"), "Sales");
    assert_eq!(selected("} } {"), "Marketing");
    assert_eq!(selected("} j"), "Priya Raman");
}

#[test]
fn pages_go_half_a_screen() {
    assert_eq!(selected_on(EXAMPLE, 80, 24, "Ctrl-D Ctrl-U"), "Dana Ortiz");
    assert_eq!(
        selected_on(EXAMPLE, 80, 24, "PgDn PgDn PgDn"),
        "Noor Haddad"
    );
}

#[test]
fn the_cursor_is_always_on_the_screen() {
    for height in 10..30 {
        for (keys, name) in [
            ("G", "Noor Haddad"),
            ("G k k k", "Mei Tan"),
            ("G g", "Dana Ortiz"),
        ] {
            assert_eq!(
                selected_on(EXAMPLE, 80, height, keys),
                name,
                "{keys} at {height} rows"
            );
        }
    }
}

#[test]
fn a_department_row_stays_on_top_of_its_people() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 12);
    sitting.type_keys("j j j");
    assert!(sitting.screen().contains("Sales"), "{}", sitting.screen());
}

// Folding.

#[test]
fn a_folded_department_is_one_row_that_the_cursor_stops_at() {
    assert_eq!(selected("z c"), "Sales");
    assert_eq!(selected("z c j"), "Priya Raman");
    assert_eq!(selected("z c j k"), "Sales");
    assert_eq!(selected("z a z a j"), "Dana Ortiz");
    assert_eq!(selected("z M j"), "Marketing");
    assert_eq!(selected("z M j z R j"), "Priya Raman");
}

#[test]
fn enter_opens_a_folded_department() {
    assert_eq!(selected("z c Enter j"), "Dana Ortiz");
    assert_eq!(
        selected("{ Enter j"),
        "Priya Raman",
        "and folds an open one"
    );
}

#[test]
fn folding_changes_nothing_in_the_file() {
    check("z M z R z a", "", "");
}

// Columns.

#[test]
fn in_columns_the_selection_stays_and_h_and_l_go_between_rungs() {
    let mut sitting = Sitting::open(EXAMPLE, 120, 30);
    sitting.type_keys("v");
    assert_eq!(sitting.app.selected_id().unwrap().as_str(), "dana");
    sitting.type_keys("h");
    assert_eq!(sitting.app.selected_id().unwrap().as_str(), "sam");
    sitting.type_keys("l l");
    assert_eq!(sitting.app.selected_id().unwrap().as_str(), "tomasz");
    sitting.type_keys("v");
    assert_eq!(sitting.app.selected_id().unwrap().as_str(), "tomasz");
}

#[test]
fn in_columns_a_move_takes_the_card_to_the_next_column() {
    let mut sitting = Sitting::open(EXAMPLE, 120, 30);
    sitting.type_keys("v >");
    assert_eq!(sitting.diff(), DANA_UP.trim());
    assert_eq!(sitting.app.selected_id().unwrap().as_str(), "dana");
}

// Somebody's page.

#[test]
fn enter_shows_everything_about_somebody() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 40);
    sitting.type_keys("Enter");
    let top = sitting.screen();
    sitting.type_keys("G");
    let screen = top + &sitting.screen();
    for part in [
        "Dana Ortiz",
        "Win rate on enterprise deals",
        "Noor Haddad",
        "Said so after Northwind",
    ] {
        assert!(screen.contains(part), "{part} in\n{screen}");
    }
    sitting.type_keys("Esc");
    assert_eq!(cursor_of(&sitting), "Dana Ortiz");
}

#[test]
fn somebody_can_be_moved_on_their_page() {
    check("Enter >", DANA_UP, "Dana Ortiz to Supporter");
    check("Enter > u", "", "Undone: Dana Ortiz to Supporter");
}

#[test]
fn removing_somebody_on_their_page_leads_back_to_the_board() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.type_keys("j Enter d r Enter");
    assert_eq!(sitting.diff(), WITHOUT_SAM.trim());
    assert!(sitting.screen().contains("Dana Ortiz"));
}

#[test]
fn q_on_a_page_goes_back_and_does_not_quit() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.type_keys("Enter q");
    assert_eq!(sitting.effects, Vec::new());
}

// Help, half pressed keys, notices.

#[test]
fn the_help_lists_the_keys_and_closes_again() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 120);
    sitting.type_keys("?");
    let screen = sitting.screen();
    for part in ["one rung up", "Ctrl-R", "the next person"] {
        assert!(screen.contains(part), "{part} in\n{screen}");
    }
    sitting.type_keys("> ?");
    assert_eq!(sitting.diff(), "", "keys do nothing behind the help");
    assert_eq!(cursor_of(&sitting), "Dana Ortiz");
}

#[test]
fn after_m_the_rungs_are_told_with_what_they_mean() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    sitting.type_keys("m");
    let screen = sitting.screen();
    for part in [
        "said no, or stopped it",
        "makes the case to others without us",
    ] {
        assert!(screen.contains(part), "{part} in\n{screen}");
    }
    sitting.type_keys("Esc");
    assert!(!sitting.screen().contains("said no"), "Esc takes it back");
}

#[test]
fn a_half_pressed_sequence_that_means_nothing_is_told() {
    check("m x", "", "m x means nothing here; ? shows every key");
}

#[test]
fn a_key_that_means_nothing_does_nothing() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    let before = sitting.screen();
    sitting.type_keys("X Y F5");
    assert_eq!(sitting.screen(), before);
    assert_eq!(sitting.effects, Vec::new());
}

#[test]
fn a_notice_goes_with_the_next_key() {
    check("> j", DANA_UP, "");
}

#[test]
fn ctrl_c_tells_how_to_quit() {
    check("Ctrl-C", "", "q quits");
}

#[test]
fn pasted_text_runs_no_command() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    sitting.hear(Message::Paste("dr\r>>>q".to_owned()));
    assert_eq!(sitting.diff(), "");
    assert_eq!(sitting.effects, Vec::new());
    assert_eq!(
        sitting.notice(),
        "Pasted text is taken only where text is asked for; a, then paste, adds people"
    );
    // Nothing was taken of it, so nothing was cut off.
    let refused = sitting.notice().to_owned();
    sitting.hear(Message::Cut(65_536));
    assert_eq!(sitting.notice(), refused);
    sitting.play(&["a"]).hear(Message::Paste("Dana".to_owned()));
    sitting.hear(Message::Cut(65_536));
    assert_eq!(
        sitting.notice(),
        "Of what was pasted the first 64 KB are taken, the rest is cut off"
    );
}

// Saving and leaving.

#[test]
fn every_change_asks_for_one_save_of_exactly_the_text_shown() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    sitting.type_keys("> u");
    let texts: Vec<&str> = sitting.effects.iter().map(saved_text).collect();
    assert_eq!(texts.len(), 2);
    assert!(texts[0].contains("to: Supporter"));
    assert_eq!(texts[1], EXAMPLE);
}

fn saved_text(effect: &Effect) -> &str {
    match effect {
        Effect::Save { text, .. } => text,
        other => panic!("{other:?} is no save"),
    }
}

#[test]
fn the_header_says_saved_only_when_it_is() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    sitting.type_keys(">");
    assert!(!header(&sitting).contains("saved"), "{}", header(&sitting));
    sitting.saved();
    assert!(
        header(&sitting).contains("saved 14:02"),
        "{}",
        header(&sitting)
    );
    sitting.type_keys(">");
    sitting.hear(Message::Save(SaveState::NotSaved(
        "no space left".to_owned(),
    )));
    assert!(
        header(&sitting).contains("not saved"),
        "{}",
        header(&sitting)
    );
}

fn header(sitting: &Sitting) -> String {
    sitting.screen().lines().next().unwrap().to_owned()
}

#[test]
fn q_leaves_when_all_is_saved() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    sitting.type_keys("q");
    assert_eq!(sitting.effects, [Effect::Quit]);
}

#[test]
fn q_saves_first_what_waits() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    sitting.type_keys("> q");
    assert_eq!(sitting.effects.last(), Some(&Effect::Flush));
    sitting.saved();
    assert_eq!(sitting.effects.last(), Some(&Effect::Quit));
}

#[test]
fn q_names_what_is_not_saved_and_only_a_second_one_leaves() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    sitting.type_keys(">");
    sitting.hear(Message::Save(SaveState::NotSaved(
        "No space left.".to_owned(),
    )));
    sitting.type_keys("q");
    assert!(
        sitting.notice().contains("No space left."),
        "{}",
        sitting.notice()
    );
    assert_ne!(sitting.effects.last(), Some(&Effect::Quit));
    sitting.type_keys("j q");
    assert_ne!(
        sitting.effects.last(),
        Some(&Effect::Quit),
        "another key between starts anew"
    );
    sitting.type_keys("q");
    assert_eq!(sitting.effects.last(), Some(&Effect::Quit));
}

#[test]
fn a_foreign_change_is_told_and_ours_is_kept() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    sitting.type_keys(">");
    sitting.hear(Message::Save(SaveState::Diverged(
        "board.ron was changed by another program.".to_owned(),
    )));
    assert!(
        sitting.notice().contains("another program"),
        "{}",
        sitting.notice()
    );
    assert_eq!(sitting.diff(), DANA_UP.trim());
}

#[test]
fn ctrl_z_saves_and_suspends() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    sitting.type_keys("Ctrl-Z");
    assert_eq!(sitting.effects, [Effect::Flush, Effect::Suspend]);
    sitting.hear(Message::Resumed);
    assert_eq!(sitting.effects[2..], [Effect::Redraw, Effect::Look]);
}

// Sizes and empty boards.

#[test]
fn a_screen_too_small_says_what_it_needs_and_comes_back() {
    let mut sitting = Sitting::open(EXAMPLE, 30, 8);
    let told = sitting
        .screen()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert_eq!(told, "onside needs 40x10; this is 30x8 q quits");
    sitting.hear(Message::Resized(Size {
        width: 80,
        height: 24,
    }));
    assert_eq!(cursor_of(&sitting), "Dana Ortiz");
}

#[test]
fn on_a_screen_too_small_to_show_it_nothing_is_changed() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    sitting.type_keys("d r");
    sitting.hear(Message::Resized(Size {
        width: 30,
        height: 8,
    }));
    sitting.type_keys("Enter > d r Enter m b u Enter");
    assert_eq!(sitting.diff(), "");
    assert_eq!(sitting.effects, Vec::new());
    sitting.type_keys("q");
    assert_eq!(sitting.effects, [Effect::Quit]);
}

#[test]
fn an_empty_board_takes_every_key() {
    let board = "(version: 1, departments: [])";
    check_on(
        board,
        "j k G g { } v j v Enter z a z M z R u Ctrl-R ? Esc",
        "",
        "",
    );
    check_on(
        board,
        ">",
        "",
        "That key is for a person, and there is none on this board yet",
    );
}

#[test]
fn somebody_who_left_has_no_row() {
    let board = r#"(version: 1, departments: [(id: "s", name: "Sales", people: [
        (name: "Ann", left: "2026-01-01"), (name: "Bob")])])"#;
    assert_eq!(selected_on(board, 80, 24, ""), "Bob");
}

#[test]
fn e_hands_the_file_to_the_editor_at_the_line_of_what_is_selected() {
    let check = |keys: &str, expected: Option<&str>| {
        let mut sitting = Sitting::open(EXAMPLE, 100, 30);
        sitting.type_keys(keys).type_keys("e");
        let line = match sitting.effects.last() {
            Some(Effect::OpenEditor { line }) => {
                line.and_then(|line| EXAMPLE.lines().nth(line - 1))
            }
            other => panic!("{other:?}"),
        };
        match expected {
            Some(begin) => assert!(line.unwrap().trim().starts_with(begin), "{line:?}"),
            None => assert_eq!(line, None),
        }
    };
    check("j", Some(r#"(id: "sam""#));
    check("j Enter", Some(r#"(id: "sam""#));
    check("{", Some(r#"id: "sales""#));
    check("4", Some(r#"(id: "quick-wins""#));
    check("4 j", Some(r#"(id: "quick-wins""#));
}

#[test]
fn y_copies_the_page_that_is_shown() {
    let copied = |keys: &str| {
        let mut sitting = Sitting::open(EXAMPLE, 100, 30);
        sitting.type_keys(keys).type_keys("y");
        match sitting.effects.pop() {
            Some(Effect::Copy { what, text }) => (what, text),
            other => panic!("{other:?}"),
        }
    };
    let (what, person) = copied("");
    assert_eq!(what, "Dana Ortiz's page");
    assert!(person.starts_with("Name: Dana Ortiz\n"), "{person}");
    assert_eq!(copied("Enter").1, person, "on the page as on the board");
    assert_eq!(copied("u").1, person, "nobody passes `Nothing to undo` on");
    assert_eq!(copied(">").1, "Dana Ortiz to Supporter");
    let (what, today) = copied("2");
    assert_eq!(what, "this page");
    insta::assert_snapshot!("copied_today", today);
}

#[test]
fn capitals_that_mean_nothing_ask_for_caps_lock() {
    let caps = "Caps Lock? Capital letters are other keys here";
    check("J K", "", caps);
    check("J j K", "", "");
    check("T U", "", caps);
}

#[test]
fn what_could_not_be_saved_and_is_takes_the_warning_back() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    sitting.type_keys(">");
    let why = "board.ron is broken; mend it".to_owned();
    sitting.hear(Message::Save(SaveState::Paused(why.clone())));
    assert_eq!(sitting.notice(), why);
    sitting.saved();
    assert_eq!(sitting.notice(), "It is saved now");
    // What was said since stays.
    sitting.hear(Message::Save(SaveState::NotSaved(why)));
    sitting.type_keys("u").saved();
    assert!(sitting.notice().starts_with("Undone:"));
}
