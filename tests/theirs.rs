//! Journeys with somebody else at the same file: what they wrote, what became of ours, and
//! what undo does afterwards.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on fails"
)]

mod support;

use onside::app::{Effect, Message, Missing, Older, SaveState, Theirs};
use onside::document::Document;
use onside::model::{Board, Id};
use support::{EXAMPLE, Sitting, diff};

/// One change of theirs: a text of the example and what they made of it.
type Hand = (&'static str, &'static str);

const SAM_UP: Hand = (
    "stance: Skeptic, target: Lobbyist, power: 5,\n",
    "stance: Neutral, target: Lobbyist, power: 5,\n",
);
const SAM_TITLE: Hand = (r#"title: "CRO""#, r#"title: "Chief revenue officer""#);
const COMMENT: Hand = (
    "// power and interest",
    "// Seen by Ola. Power and interest",
);
const DANA_DOWN: Hand = (
    r#"title: "VP Sales", stance: Neutral"#,
    r#"title: "VP Sales", stance: Blocker"#,
);
const DANA_GONE: Hand = (
    r#"(id: "dana", name: "Dana Ortiz""#,
    r#"(id: "dana", left: "2026-11-20", name: "Dana Ortiz""#,
);

const DANA_UP: &str = r#"
-(id: "dana", name: "Dana Ortiz",     title: "VP Sales", stance: Neutral, target: Lobbyist, power: 5, interest: 4,
+(id: "dana", name: "Dana Ortiz",     title: "VP Sales", stance: Supporter, target: Lobbyist, power: 5, interest: 4,
+Moved(on: "2026-11-22", who: "dana", from: Neutral, to: Supporter),
"#;

fn edited(text: &str, hands: &[Hand]) -> String {
    hands.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

fn board(text: &str) -> Board {
    load(text).board().clone()
}

fn load(text: &str) -> Document {
    Document::load(text.as_bytes()).unwrap()
}

/// What somebody wrote over a file that said `base`.
fn theirs(base: &str, text: &str) -> Theirs {
    Theirs {
        document: load(text),
        base: board(base),
        older: None,
        writer: "vim".to_owned(),
        kept: None,
    }
}

fn wrote(base: &str, text: &str) -> Message {
    Message::Theirs(Box::new(theirs(base, text)))
}

fn example() -> Sitting {
    Sitting::open(EXAMPLE, 100, 30)
}

/// The text that the last answer to theirs puts into the file.
fn adopted(sitting: &Sitting) -> Option<String> {
    let effects = sitting.effects.iter().rev();
    let mut adopted = effects.filter_map(|effect| match effect {
        Effect::Adopt { save } => Some(save.as_ref().map(|(text, _)| text.clone())),
        _ => None,
    });
    adopted.next().unwrap()
}

// A dot after they moved somebody.

#[test]
fn a_dot_logs_whom_they_moved_and_repeats_nothing_on_them() {
    let mut sitting = example();
    let text = edited(EXAMPLE, &[SAM_UP]);
    sitting.type_keys(">").type_keys("u");
    sitting.hear(wrote(EXAMPLE, &text)).type_keys("j .");
    let logged = r#"+Moved(on: "2026-11-22", who: "sam", from: Skeptic, to: Neutral),"#;
    assert!(sitting.diff().contains(logged), "{}", sitting.diff());
    assert_eq!(
        sitting.notice(),
        "Logged Sam Whitfield from Skeptic to Neutral"
    );
    sitting.type_keys("u .");
    assert_eq!(
        sitting.notice(),
        "Logged Sam Whitfield from Skeptic to Neutral"
    );
}

#[test]
fn a_dot_logs_two_moves_by_hand_as_one() {
    let mut sitting = example();
    let once = edited(EXAMPLE, &[SAM_UP]);
    let twice = once.replacen(SAM_UP.1, &SAM_UP.1.replace("Neutral", "Champion"), 1);
    sitting
        .hear(wrote(EXAMPLE, &once))
        .hear(wrote(&once, &twice))
        .type_keys("j .");
    assert_eq!(
        sitting.notice(),
        "Logged Sam Whitfield from Skeptic to Champion"
    );
}

#[test]
fn a_dot_logs_whom_they_moved_while_ours_waited() {
    let mut sitting = example();
    sitting.type_keys("j j >");
    sitting.hear(wrote(EXAMPLE, &edited(EXAMPLE, &[SAM_UP])));
    sitting.type_keys("k .");
    assert_eq!(
        sitting.notice(),
        "Logged Sam Whitfield from Skeptic to Neutral"
    );
}

// Nothing of ours waits.

#[test]
fn what_they_wrote_is_shown_at_once_and_is_no_step_of_undo() {
    let mut sitting = example();
    let text = edited(EXAMPLE, &[SAM_TITLE, COMMENT]);
    sitting.type_keys("j").hear(wrote(EXAMPLE, &text));
    assert_eq!(sitting.app.document().text(), text);
    assert_eq!(
        sitting.notice(),
        "Reloaded: 1 changed: Sam Whitfield `title`"
    );
    assert_eq!(adopted(&sitting), None);
    assert_eq!(sitting.app.saved(), &SaveState::Unchanged);
    sitting.type_keys("u");
    assert_eq!(
        sitting.notice(),
        "Nothing more to undo in this sitting; `onside undo` goes back further"
    );
}

#[test]
fn a_comment_alone_is_taken_over_too() {
    let mut sitting = example();
    let text = edited(EXAMPLE, &[COMMENT]);
    sitting.hear(wrote(EXAMPLE, &text));
    assert_eq!(sitting.app.document().text(), text);
    assert_eq!(
        sitting.notice(),
        "Reloaded: only comments or layout changed"
    );
}

#[test]
fn the_selection_and_the_folds_stay_where_they_are() {
    let mut sitting = example();
    sitting.type_keys("} z c } j");
    assert_eq!(sitting.app.selected_id().unwrap().as_str(), "jonas");
    let line = |sitting: &Sitting| sitting.terminal().get_cursor_position().unwrap().y;
    let before = line(&sitting);
    let new = (
        r#"(id: "tomasz","#,
        "(id: \"new\", name: \"New One\"),\n                (id: \"tomasz\",",
    );
    sitting.hear(wrote(EXAMPLE, &edited(EXAMPLE, &[new])));
    assert_eq!(sitting.app.selected_id().unwrap().as_str(), "jonas");
    let marketing = Id::new("marketing").unwrap();
    assert!(sitting.app.board_screen().is_folded(&marketing));
    assert!(line(&sitting) - before <= 1, "the screen does not jump");
}

#[test]
fn who_is_gone_is_selected_no_more() {
    let mut sitting = example();
    let start = EXAMPLE.find(r#"                (id: "tomasz""#).unwrap();
    let end = start + EXAMPLE[start..].find('\n').unwrap() + 1;
    let mut text = EXAMPLE.to_owned();
    text.replace_range(start..end, "");
    let text = text.replace(r#", "tomasz": Weak"#, "");
    sitting.type_keys("j j j Enter");
    assert!(sitting.screen().contains("Revenue operations"));
    sitting.hear(wrote(EXAMPLE, &text));
    assert!(
        sitting.screen().contains("executives"),
        "the board is shown"
    );
    assert_ne!(sitting.app.selected_id().map(Id::as_str), Some("tomasz"));
}

#[test]
fn moves_of_this_sitting_stay_one_line_of_the_log_after_a_reload() {
    let mut sitting = example();
    sitting.type_keys(">").saved();
    let ours = sitting.app.document().text().to_owned();
    sitting.hear(wrote(&ours, &edited(&ours, &[SAM_TITLE])));
    sitting.type_keys(">");
    let text = sitting.app.document().text();
    assert!(
        text.contains(r#"who: "dana", from: Neutral, to: Champion)"#),
        "{text}"
    );
}

// Something of ours waits.

#[test]
fn what_they_wrote_is_merged_with_what_waits_and_their_comments_stay() {
    let mut sitting = example();
    let text = edited(EXAMPLE, &[SAM_TITLE, COMMENT]);
    sitting.type_keys(">").hear(wrote(EXAMPLE, &text));
    let merged = adopted(&sitting).unwrap();
    assert_eq!(diff(&text, &merged), DANA_UP.trim());
    assert_eq!(sitting.app.document().text(), merged);
    assert_eq!(
        sitting.notice(),
        "Merged what vim wrote: 1 changed: Sam Whitfield `title`"
    );
}

#[test]
fn a_merge_is_one_change_that_undo_takes_back() {
    let mut sitting = example();
    sitting.type_keys(">");
    let ours = sitting.app.document().text().to_owned();
    sitting.hear(wrote(EXAMPLE, &edited(EXAMPLE, &[SAM_TITLE, COMMENT])));
    let merged = adopted(&sitting).unwrap();
    sitting.type_keys("u");
    assert_eq!(sitting.app.document().text(), ours);
    sitting.type_keys("u");
    assert_eq!(sitting.app.document().text(), EXAMPLE);
    sitting.type_keys("Ctrl-R Ctrl-R");
    assert_eq!(sitting.app.document().text(), merged);
}

#[test]
fn what_both_did_alike_is_there_once() {
    let mut sitting = example();
    sitting.type_keys(">");
    let ours = sitting.app.document().text().to_owned();
    let text = edited(&ours, &[COMMENT]);
    sitting.hear(wrote(EXAMPLE, &text));
    assert_eq!(sitting.app.document().text(), text);
    assert_eq!(adopted(&sitting), None);
}

#[test]
fn what_was_displaced_by_our_save_is_merged_and_saved_again() {
    let mut sitting = example();
    sitting.type_keys(">");
    let text = edited(EXAMPLE, &[SAM_TITLE]);
    let theirs = Theirs {
        kept: Some("/state/history/1.theirs.ron".to_owned()),
        ..theirs(EXAMPLE, &text)
    };
    sitting.hear(Message::Theirs(Box::new(theirs)));
    assert_eq!(diff(&text, &adopted(&sitting).unwrap()), DANA_UP.trim());
}

#[test]
fn leaving_waits_for_the_merge_to_be_saved() {
    let mut sitting = example();
    sitting.type_keys("> q");
    sitting.hear(wrote(EXAMPLE, &edited(EXAMPLE, &[SAM_TITLE])));
    assert_eq!(sitting.effects.last(), Some(&Effect::Flush));
    sitting.saved();
    assert_eq!(sitting.effects.last(), Some(&Effect::Quit));
}

// Undo after a reload.

#[test]
fn a_change_older_than_a_reload_is_taken_back_and_made_again_by_merging() {
    let mut sitting = example();
    sitting.type_keys(">").saved();
    let ours = sitting.app.document().text().to_owned();
    let text = edited(&ours, &[SAM_TITLE, COMMENT]);
    sitting.hear(wrote(&ours, &text));
    sitting.type_keys("u");
    let undone = edited(EXAMPLE, &[SAM_TITLE, COMMENT]);
    assert_eq!(sitting.notice(), "Undone: Dana Ortiz to Supporter");
    assert_eq!(sitting.app.document().text(), undone);
    sitting.type_keys("Ctrl-R");
    assert_eq!(sitting.app.document().text(), text);
    sitting.type_keys("u u");
    assert_eq!(sitting.app.document().text(), undone);
    assert_eq!(
        sitting.notice(),
        "Nothing more to undo in this sitting; `onside undo` goes back further"
    );
}

#[test]
fn several_changes_older_than_several_reloads_are_taken_back_one_by_one() {
    let mut sitting = example();
    sitting.type_keys("> j >").saved();
    let ours = sitting.app.document().text().to_owned();
    let text = edited(&ours, &[SAM_TITLE]);
    sitting.hear(wrote(&ours, &text));
    sitting.type_keys("j j >").saved();
    let ours = sitting.app.document().text().to_owned();
    sitting.hear(wrote(&ours, &edited(&ours, &[COMMENT])));
    sitting.type_keys("u u u");
    assert_eq!(
        sitting.app.document().text(),
        edited(EXAMPLE, &[SAM_TITLE, COMMENT])
    );
    sitting.type_keys("Ctrl-R Ctrl-R Ctrl-R");
    assert_eq!(sitting.app.document().text(), edited(&ours, &[COMMENT]));
}

#[test]
fn undo_is_refused_in_words_where_they_changed_the_same() {
    let mut sitting = example();
    sitting.type_keys(">").saved();
    let ours = sitting.app.document().text().to_owned();
    let text = ours.replacen("stance: Supporter", "stance: Blocker", 1);
    sitting.hear(wrote(&ours, &text));
    sitting.type_keys("u");
    assert_eq!(
        sitting.notice(),
        "Can't undo “Dana Ortiz to Supporter”: somebody changed the same since: Dana Ortiz, `stance`"
    );
    assert_eq!(sitting.app.document().text(), text);
}

// Both changed the same.

fn in_conflict() -> Sitting {
    let mut sitting = example();
    let text = edited(EXAMPLE, &[DANA_DOWN, SAM_TITLE]);
    sitting.type_keys(">").hear(wrote(EXAMPLE, &text));
    sitting
}

#[test]
fn a_question_is_asked_and_nothing_is_dropped_or_saved_before_an_answer() {
    let mut sitting = in_conflict();
    assert!(
        sitting
            .screen()
            .contains("Dana Ortiz, `stance`: Supporter or Blocker? It was Neutral.")
    );
    assert!(sitting.screen().contains("paused"));
    sitting.type_keys("Esc j >");
    assert!(
        !sitting
            .effects
            .iter()
            .any(|it| matches!(it, Effect::Adopt { .. }))
    );
    sitting.hear(Message::Resized(onside::layout::Size {
        width: 100,
        height: 31,
    }));
    assert!(sitting.screen().contains("paused"));
    sitting.type_keys("j C");
    assert!(sitting.screen().contains("Supporter or Blocker?"));
}

#[test]
fn each_answer_leads_where_it_says() {
    let check = |key: &str, stance: &str| {
        let mut sitting = in_conflict();
        sitting.type_keys(key).type_keys("Enter");
        let merged = adopted(&sitting).unwrap();
        let dana = merged
            .lines()
            .find(|line| line.contains(r#"id: "dana""#))
            .unwrap();
        assert!(dana.contains(&format!("stance: {stance},")), "{dana}");
        assert!(merged.contains("Chief revenue officer"));
        assert_eq!(sitting.notice(), "Merged, with 1 answer");
        assert_eq!(sitting.app.saved(), &SaveState::Waiting);
        sitting.type_keys("u u");
        assert_eq!(sitting.app.document().text(), EXAMPLE);
    };
    check("o", "Supporter");
    check("t", "Blocker");
    check("t o", "Supporter");
}

#[test]
fn the_answers_are_taken_only_when_all_are_given() {
    let mut sitting = example();
    let text = edited(EXAMPLE, &[DANA_DOWN, SAM_UP]);
    sitting.type_keys("> j m s").hear(wrote(EXAMPLE, &text));
    assert!(sitting.screen().contains("question 1 of 2"));
    sitting.type_keys("o Enter");
    assert!(
        !sitting
            .effects
            .iter()
            .any(|it| matches!(it, Effect::Adopt { .. }))
    );
    sitting.type_keys("Esc C");
    assert!(
        sitting.screen().contains("1 answered"),
        "{}",
        sitting.screen()
    );
    sitting.type_keys("j t Enter");
    assert!(
        adopted(&sitting)
            .unwrap()
            .contains("stance: Supporter, target: Lobbyist, power: 5, interest")
    );
    assert_eq!(sitting.notice(), "Merged, with 2 answers");
}

#[test]
fn leaving_with_a_question_open_says_what_becomes_of_ours() {
    let mut sitting = in_conflict();
    sitting.type_keys("Esc q");
    assert!(
        sitting
            .notice()
            .ends_with("q again leaves; your version is kept aside."),
        "{}",
        sitting.notice()
    );
    sitting.type_keys("q");
    assert_eq!(sitting.effects.last(), Some(&Effect::Quit));
}

// A file that says no board.

#[test]
fn why_nothing_is_saved_stays_on_the_screen_while_changes_come() {
    let mut sitting = example();
    let sentence = "board.ron:12:9: `power` is 7; it goes from 1 to 5.";
    sitting.hear(Message::Save(SaveState::Paused(sentence.to_owned())));
    sitting.type_keys("j > k");
    assert!(sitting.screen().contains(sentence), "{}", sitting.screen());
    sitting.hear(Message::Save(SaveState::Waiting)).saved();
    assert!(sitting.screen().contains("saved 14:02"));
}

#[test]
fn a_file_that_is_gone_can_be_written_again() {
    let mut sitting = example();
    sitting.type_keys("W");
    assert_eq!(sitting.effects, []);
    let sentence = "board.ron was removed or renamed by another program. W writes it again; until then your \
                    changes are kept here.";
    sitting.hear(Message::Save(SaveState::Gone(sentence.to_owned())));
    assert!(sitting.screen().contains("W writes it again"));
    sitting.type_keys("W");
    let again = Effect::Recreate {
        text: EXAMPLE.to_owned(),
        board: board(EXAMPLE),
    };
    assert_eq!(sitting.effects, [again]);
    assert_eq!(sitting.app.saved(), &SaveState::Waiting);
}

// An older copy.

/// The board as we saved it, and a text that somebody made of the example meanwhile.
fn older(hands: &[Hand], is_unaware: bool) -> Sitting {
    let mut sitting = example();
    sitting.type_keys(">").saved();
    let ours = sitting.app.document().text().to_owned();
    let theirs = Theirs {
        older: Some(Older {
            parent: board(EXAMPLE),
            is_unaware,
        }),
        ..theirs(&ours, &edited(EXAMPLE, hands))
    };
    sitting.hear(Message::Theirs(Box::new(theirs)));
    sitting
}

#[test]
fn what_an_older_copy_lacks_is_put_back_as_one_change() {
    let mut sitting = older(&[SAM_TITLE], true);
    assert_eq!(
        sitting.notice(),
        "vim wrote an older copy; put back: Dana Ortiz to Supporter, 1 log entry"
    );
    let text = edited(EXAMPLE, &[SAM_TITLE]);
    assert_eq!(diff(&text, &adopted(&sitting).unwrap()), DANA_UP.trim());
    sitting.type_keys("u");
    assert_eq!(sitting.app.document().text(), text);
}

#[test]
fn an_older_copy_that_changed_the_same_is_asked_about() {
    let mut sitting = older(&[DANA_DOWN], true);
    assert!(sitting.screen().contains("Supporter or Blocker?"));
    sitting.type_keys("t Enter");
    assert!(adopted(&sitting).unwrap().contains("stance: Blocker"));
}

#[test]
fn an_older_version_that_was_put_back_on_purpose_stays_and_ours_is_offered() {
    let mut sitting = older(&[], false);
    assert_eq!(
        sitting.notice(),
        "board.ron is an older version again, without Dana Ortiz to Supporter, 1 log entry. `B` puts it back"
    );
    assert_eq!(sitting.app.document().text(), EXAMPLE);
    sitting.type_keys("B");
    assert!(
        sitting
            .screen()
            .contains("2 changes saved before are missing from board.ron"),
        "{}",
        sitting.screen()
    );
    sitting.type_keys("Enter");
    assert_eq!(sitting.diff(), DANA_UP.trim());
    assert_eq!(
        sitting.notice(),
        "Put back: Dana Ortiz to Supporter, 1 log entry"
    );
}

#[test]
fn what_is_missing_at_opening_is_offered_and_can_be_left() {
    let mut sitting = example();
    let saved = edited(EXAMPLE, &[SAM_TITLE, DANA_GONE]);
    sitting.app.offer(Missing {
        parent: board(EXAMPLE),
        saved: board(&saved),
        on: "21 Nov".to_owned(),
    });
    assert!(
        sitting
            .screen()
            .contains("2 changes saved on 21 Nov are missing from board.ron")
    );
    sitting.type_keys("Esc j B x");
    assert_eq!(sitting.effects.last(), Some(&Effect::Accept));
    assert_eq!(sitting.diff(), "");
    assert!(sitting.app.missing().is_none());
}

// What a git merge left.

const LEFT: &str = r#"(version: 1, departments: [(id: "sales", name: "Sales", people: [
    (id: "kim", name: "Kim", power: 3, note: "ours"),
    (id: "ana", name: "Ana", stance: Neutral),
])], conflicts: [
    (id: "kim", field: "power", base: "3", ours: "4", theirs: "5"),
    (id: "ana", field: "stance", base: "Neutral", ours: "Supporter", theirs: "Champion"),
])"#;

#[test]
fn a_board_with_questions_of_a_git_merge_opens_with_them() {
    let mut sitting = Sitting::open(LEFT, 80, 24);
    assert!(
        sitting
            .screen()
            .contains("Kim, `power`: the branches differ. Which one?")
    );
    sitting.type_keys("t o Enter");
    assert_eq!(sitting.notice(), "Answered 2 questions of the git merge");
    let text = sitting.app.document().text();
    assert!(
        text.contains("power: 5") && text.contains("stance: Supporter"),
        "{text}"
    );
    assert!(sitting.app.board().conflicts.is_empty());
    sitting.type_keys("u");
    assert_eq!(sitting.diff(), "");
}

#[test]
fn questions_of_a_git_merge_can_be_answered_one_today_and_one_tomorrow() {
    let mut sitting = Sitting::open(LEFT, 80, 24);
    sitting.type_keys("j t Enter");
    assert_eq!(sitting.app.board().conflicts.len(), 1);
    assert!(sitting.app.document().text().contains("stance: Champion"));
    sitting.type_keys("C");
    assert!(sitting.screen().contains("Kim, `power`"));
    sitting.type_keys("Esc");
    assert_eq!(
        sitting.notice(),
        "The questions stay in the file; C opens them again"
    );
}

#[test]
fn both_is_offered_for_lists_and_notes_of_a_git_merge() {
    let board = r#"(version: 1, departments: [(id: "sales", name: "Sales", people: [
    (id: "kim", name: "Kim", power: 3, note: "ours", cares_about: "speed"),
])], conflicts: [
    (id: "kim", field: "note", base: "\"was\"", ours: "\"ours\"", theirs: "\"theirs\""),
    (id: "kim", field: "cares_about", base: "", ours: "\"speed\"", theirs: "\"reach\""),
    (id: "kim", field: "power", base: "3", ours: "3", theirs: "5"),
    (id: "kim", field: "stance", base: "Neutral", ours: "Champion", theirs: "Blocker"),
])"#;
    let mut sitting = Sitting::open(board, 80, 24);
    sitting.type_keys("b k");
    for line in [
        " before      was",
        "   ours      ours",
        " > both      ours",
        "             theirs",
    ] {
        let screen = sitting.screen();
        assert!(
            screen.lines().any(|shown| shown == line),
            "{line:?} in {screen}"
        );
    }
    sitting.type_keys("b b");
    assert!(!sitting.screen().contains("both  "), "{}", sitting.screen());
    sitting.type_keys("o b o Enter");
    let text = sitting.app.document().text();
    assert!(text.contains(r#"note: "ours\ntheirs""#), "{text}");
    assert!(text.contains(r#"cares_about: "speed; reach""#), "{text}");
    assert!(text.contains("stance: Champion"), "{text}");
    assert!(sitting.app.board().conflicts.is_empty());
}
