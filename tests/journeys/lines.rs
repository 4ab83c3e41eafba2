//! Journeys through lines that are typed: keys and text, and what became of file and screen.

use onside::app::{Effect, Message, Overlay, SaveState};
use onside::document::Document;
use onside::settings::Key;

use crate::support::{EXAMPLE, Sitting};

impl Sitting {
    /// Types text, letter by letter.
    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for char in text.chars() {
            self.hear(Message::Key(Key::char(char)));
        }
        self
    }

    /// Plays steps: keys as [`Self::type_keys`] takes them, and text behind a `'`.
    pub fn play(&mut self, steps: &[&str]) -> &mut Self {
        for step in steps {
            match step.strip_prefix('\'') {
                Some(text) => self.type_text(text),
                None => self.type_keys(step),
            };
        }
        self
    }
}

const EMPTY: &str = "(\n    version: 1,\n    title: \"Mine\",\n    departments: [\n    ],\n)\n";

/// Plays `steps` on the example and compares what the file and the note say. Undo brings the
/// file back.
fn check(steps: &[&str], diff: &str, notice: &str) {
    check_on(EXAMPLE, steps, diff, notice);
}

fn check_on(board: &str, steps: &[&str], diff: &str, notice: &str) {
    let mut sitting = Sitting::open(board, 100, 30);
    sitting.play(steps);
    assert_eq!(sitting.diff(), diff.trim(), "the file after {steps:?}");
    assert_eq!(sitting.notice(), notice, "the note after {steps:?}");
    sitting.play(&["Esc u"]);
    assert_eq!(sitting.diff(), "", "undone after {steps:?}");
}

/// What the second line says after some steps on the example.
fn live(steps: &[&str]) -> String {
    let mut sitting = Sitting::open(EXAMPLE, 120, 30);
    sitting.play(steps);
    let screen = sitting.screen();
    let lines: Vec<&str> = screen.lines().collect();
    let area = sitting.app.areas().unwrap().prompt();
    lines[usize::from(area.y) + 1].trim().to_owned()
}

fn typed(sitting: &Sitting) -> String {
    match sitting.app.overlay() {
        Some(Overlay::Prompt(prompt)) => prompt.text().to_owned(),
        other => panic!("no line is typed: {other:?}"),
    }
}

/// What a line may say stands whole below it, and the keys that end it below that.
#[test]
fn every_hint_has_room_at_80_columns() {
    for keys in ["a", "A", "f", "p", "/", ":", "@", "4 a", "5 a", "} c"] {
        let mut sitting = Sitting::open(EXAMPLE, 80, 24);
        sitting.type_keys(keys);
        let screen = sitting.screen();
        let foot: Vec<&str> = screen.lines().skip(21).collect();
        assert!(!foot[0].ends_with('…'), "{keys}: {foot:#?}");
        let ends = if keys == "/" {
            "Esc shows all"
        } else {
            "Esc ends"
        };
        assert!(foot[1].contains(ends), "{keys}: {foot:#?}");
    }
}

#[test]
fn what_is_understood_goes_on_over_the_hints_while_it_is_long() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    sitting.play(&[
        "a",
        "'Lea Roth, VP Field, sk p5 i4 target:lob every:14 <noor <sam! #emea",
    ]);
    let screen = sitting.screen();
    let foot: Vec<&str> = screen.lines().skip(21).take(2).map(str::trim).collect();
    assert_eq!(
        foot,
        [
            "Lea Roth · VP Field · Skeptic → Lobbyist · Sales · power 5 · interest 4",
            "every 14 days · listens to Noor, Sam (strong) · #emea",
        ]
    );
}

// Adding.

#[test]
fn a_line_adds_somebody_where_the_cursor_is() {
    check(
        &["a", "'Lea Roth, VP Field skeptic", "Enter"],
        r#"+(name: "Lea Roth", title: "VP Field skeptic"),"#,
        "Added Lea Roth, not met · `skeptic` is in the title; `, skeptic` is the rung",
    );
    check(
        &[
            "G a",
            "'Lea Roth, VP Field, sk p5 <noor! >aes~ #emea",
            "Enter",
        ],
        r#"
-reports_to: "dana", listens_to: {"dana": Strong},
+reports_to: "dana", listens_to: {"dana": Strong, "lea-roth": Weak},
+(name: "Lea Roth", title: "VP Field", stance: Skeptic, power: 5, listens_to: {"noor": Strong}, tags: ["emea"]),
"#,
        "Added Lea Roth, Skeptic",
    );
}

#[test]
fn adding_is_one_change_and_the_cursor_goes_to_whom_it_added() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&["a", "'Lea Roth @field >sam", "Enter Esc"]);
    assert_eq!(sitting.app.selected_id().unwrap().as_str(), "lea-roth");
    sitting.play(&["u"]);
    assert_eq!(sitting.diff(), "");
    assert_eq!(sitting.notice(), "Undone: Added Lea Roth, not met");
}

#[test]
fn an_unknown_department_is_added_along() {
    check(
        &["a", "'Lea Roth @\"Field Ops\" p4", "Enter"],
        r#"
+(
+id: "field-ops",
+name: "Field Ops",
+people: [
+(name: "Lea Roth", power: 4),
+],
+),
"#,
        "Added Lea Roth, not met",
    );
}

#[test]
fn the_line_stays_for_the_next_with_the_department_kept() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&["a", "'Bo @legal", "Enter", "'Cy", "Enter Enter"]);
    assert!(sitting.app.overlay().is_none());
    let legal = &sitting.app.board().departments[4];
    let names: Vec<&str> = legal.people.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Ivo Marsh", "Bo", "Cy"]);
}

#[test]
fn esc_keeps_the_draft() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&["a", "'Lea q?", "Esc", "j", "a"]);
    assert_eq!(typed(&sitting), "Lea q?");
    sitting.play(&["Ctrl-U", "Esc", "a"]);
    assert_eq!(typed(&sitting), "");
    assert_eq!(sitting.diff(), "");
}

#[test]
fn a_draft_about_somebody_is_theirs() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&["t", "'Liked it", "Esc j t"]);
    assert_eq!(typed(&sitting), "");
    sitting.play(&["Esc k t"]);
    assert_eq!(typed(&sitting), "Liked it");
}

#[test]
fn a_department_needs_only_a_name() {
    check(
        &["A", "'Alliances, ours ideal:\"Goes well\"", "Enter"],
        r#"
+(
+id: "alliances",
+name: "Alliances",
+ours: true,
+ideal: "Goes well",
+),
"#,
        "Added Alliances",
    );
}

#[test]
fn a_problem_is_said_and_enter_changes_nothing() {
    let line = live(&["a", "'Lea @sales p9", "Enter"]);
    assert_eq!(line, "power is 9; it goes from 1 to 5");
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&["a", "'Lea @sales p9", "Enter"]);
    assert_eq!(typed(&sitting), "Lea @sales p9");
    assert_eq!(sitting.diff(), "");
}

#[test]
fn what_is_understood_stands_below_what_is_typed() {
    assert_eq!(
        live(&["a", "'Lea Roth, VP @mark champ p5 <sam!"]),
        "Lea Roth · VP · Champion → Champion · Marketing · power 5 · listens to Sam (strong)"
    );
    assert!(live(&["a"]).starts_with("Sales: name, title @dept"));
    assert_eq!(
        live(&["a", "'Bo", "Enter"]),
        "Added Bo, not met · next in Sales"
    );
}

// Typing.

#[test]
fn letters_are_letters_while_a_line_is_typed() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&["o", "'quj >m?:Z Z"]);
    assert_eq!(typed(&sitting), "quj >m?:Z Z");
    assert_eq!(sitting.diff(), "");
}

#[test]
fn the_line_is_edited_by_letters_as_people_see_them() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&[
        "o",
        "'ae\u{301}北x",
        "← Backspace ← Backspace Home",
        "'>",
        "End",
        "'<",
    ]);
    assert_eq!(typed(&sitting), ">e\u{301}x<");
    sitting.play(&["← ← Ctrl-K Ctrl-U"]);
    assert_eq!(typed(&sitting), "");
}

#[test]
fn pasted_text_goes_into_the_line_and_its_lines_become_one() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting
        .play(&["t"])
        .hear(Message::Paste("Liked\nit\u{1b}[2J".to_owned()));
    assert_eq!(typed(&sitting), "Liked it[2J");
    sitting.play(&["Esc"]).hear(Message::Paste("x".to_owned()));
    assert_eq!(
        sitting.notice(),
        "Pasted text is taken only where text is asked for; a, then paste, adds people"
    );
}

#[test]
fn many_pasted_people_are_shown_as_a_table_and_taken_as_one_change() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    let rows = "Bo\tVP\tsales\tsk\nCy\tCFO\tField Ops\t4\nDi\tCIO\n".to_owned();
    sitting
        .play(&["a", "'Lea"])
        .hear(Message::Paste(rows.clone()));
    let screen = sitting.screen();
    assert!(
        screen.contains("Adds 3 people, 1 new department"),
        "{screen}"
    );
    assert!(screen.contains("Field Ops (new)"), "{screen}");
    sitting.play(&["Enter"]);
    assert!(sitting.app.overlay().is_none());
    assert_eq!(sitting.notice(), "Added 3 people, 1 new department");
    let diff = sitting.diff();
    for person in [
        "(name: \"Bo\", title: \"VP\", stance: Skeptic)",
        "\"Cy\", title: \"CFO\", stance: Supporter",
        "\"Di\", title: \"CIO\"",
    ] {
        assert!(diff.contains(person), "{person} in {diff}");
    }
    sitting.play(&["u"]);
    assert_eq!(sitting.diff(), "");
    sitting.play(&["a"]);
    assert_eq!(typed(&sitting), "Lea", "what was typed before is kept");
    sitting.hear(Message::Paste(rows)).play(&["j k Esc"]);
    assert_eq!(typed(&sitting), "Lea");
    assert_eq!(sitting.diff(), "");
}

#[test]
fn pasted_rows_that_are_not_understood_wait_in_the_line() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    let rows = "Bo\tVP\tsales\tfan\nCy\tCFO\nDi\t\t\tboss".to_owned();
    sitting.play(&["a"]).hear(Message::Paste(rows));
    let screen = sitting.screen();
    assert!(screen.contains("2 rows are not understood"), "{screen}");
    assert!(screen.contains("`fan` is no rung"), "{screen}");
    sitting.play(&["Enter"]);
    assert_eq!(typed(&sitting), "Bo, VP @sales fan");
    assert!(sitting.diff().contains("Cy"));
    sitting
        .play(&["Esc"])
        .hear(Message::Paste("Bo\tx\ty\tz".to_owned()));
    sitting.play(&["a Ctrl-U"]);
    sitting
        .hear(Message::Paste("Bo\tx\ty\tz".to_owned()))
        .play(&["Enter"]);
    assert_eq!(
        sitting.notice(),
        "No row is understood; Esc drops them and keeps your line"
    );
}

#[test]
fn a_pasted_row_about_somebody_on_the_board_never_waits_to_be_added() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    let rows = "Dana Ortiz\tVP\tsales\tfan\nCy\tCFO\nBo\tVP\tsales\tfan".to_owned();
    sitting
        .play(&["a"])
        .hear(Message::Paste(rows))
        .play(&["Enter"]);
    assert_eq!(typed(&sitting), "Bo, VP @sales fan");
    assert_eq!(sitting.notice(), "Added 1 person; not used: row 1");
}

#[test]
fn more_rows_than_a_board_has_are_not_pasted() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting
        .play(&["a", "'Lea"])
        .hear(Message::Paste("Al\tx\n".repeat(5_001)));
    assert_eq!(
        sitting.notice(),
        "More than 5000 rows were pasted and none is taken; paste a part of them"
    );
    assert_eq!(typed(&sitting), "Lea");
}

#[test]
fn four_departments_twelve_people_and_ten_ties_take_forty_keys_beside_the_text() {
    let departments = ["Sales", "Marketing", "Product", "Alliances, ours"];
    let people = [
        "Dana Ortiz, VP Sales @sales neutral p5",
        "Sam Whitfield, CRO @sales skeptic p5 <dana!",
        "Account executives @sales x14 sk <dana <sam",
        "Tomasz Zielinski, Operations @sales su",
        "Priya Raman, CMO @mark neutral p4",
        "Ola Berg, Content @mark champion >priya",
        "Ida Roth, Events @mark <ola~",
        "Jonas Lind, CPO @prod skeptic p5",
        "Mei Tan, PM @prod su >jonas!",
        "Lea Vogel, Research @prod <mei <jonas",
        "Noor Haddad, Alliances @all lob >dana",
        "Kim Park, Partner manager @all <noor",
    ];
    let mut sitting = Sitting::open(EMPTY, 80, 24);
    let mut keys = 0;
    let mut press = |sitting: &mut Sitting, key: &str| {
        sitting.play(&[key]);
        keys += 1;
    };
    for (key, lines) in [("A", &departments[..]), ("a", &people[..])] {
        press(&mut sitting, key);
        for line in lines {
            sitting.type_text(line);
            press(&mut sitting, "Enter");
        }
        press(&mut sitting, "Esc");
    }
    let board = sitting.app.board();
    let ties = board.people().map(|(_, person)| person.listens_to.len());
    assert_eq!(ties.sum::<usize>(), 10);
    assert_eq!(board.people().count(), 12);
    assert_eq!(board.departments.len(), 4);
    assert!(keys <= 40, "{keys} keys");
}

#[test]
fn tab_completes_and_goes_on_to_the_next() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&["a", "'Lea @p", "Tab"]);
    assert_eq!(typed(&sitting), "Lea @product");
    sitting.play(&["Tab"]);
    assert_eq!(typed(&sitting), "Lea @partnerships");
    assert!(sitting.screen().contains("product  [partnerships]"));
    sitting.play(&["S-Tab", "' targ", "Tab", "'ch", "Tab"]);
    assert_eq!(typed(&sitting), "Lea @product target:champion");
}

// Changing.

#[test]
fn one_field_is_changed_by_its_name() {
    check(
        &["c", "'power 4", "Enter"],
        r#"
-(id: "dana", name: "Dana Ortiz",     title: "VP Sales", stance: Neutral, target: Lobbyist, power: 5, interest: 4,
+(id: "dana", name: "Dana Ortiz",     title: "VP Sales", stance: Neutral, target: Lobbyist, power: 4, interest: 4,
"#,
        "Dana Ortiz: power 4",
    );
    check(
        &["{ c", "'name Field sales", "Enter"],
        "-id: \"sales\", name: \"Sales\",\n+id: \"sales\", name: \"Field sales\",",
        "Sales: name Field sales",
    );
}

#[test]
fn a_rung_that_is_changed_is_a_move_and_is_logged() {
    check(
        &["j j j c", "'stance champ", "Enter"],
        r#"
-(id: "tomasz", name: "Tomasz Zielinski", title: "Revenue operations", stance: Supporter, power: 2),
+(id: "tomasz", name: "Tomasz Zielinski", title: "Revenue operations", stance: Champion, power: 2),
+Moved(on: "2026-11-22", who: "tomasz", from: Supporter, to: Champion),
"#,
        "Tomasz Zielinski to Champion",
    );
}

#[test]
fn somebody_moves_to_another_department() {
    check(
        &["j j j c", "'dept legal", "Enter"],
        r#"
-(id: "tomasz", name: "Tomasz Zielinski", title: "Revenue operations", stance: Supporter, power: 2),
+(id: "tomasz", name: "Tomasz Zielinski", title: "Revenue operations", stance: Supporter, power: 2),
"#,
        "Tomasz Zielinski: to Legal",
    );
}

#[test]
fn a_new_name_keeps_the_id() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&["G k c", "'name Ivo Roth", "Enter"]);
    let line = r#"+(name: "Ivo Roth", id: "ivo-marsh", title: "Commercial counsel", interest: 1), // not met yet"#;
    assert!(sitting.diff().contains(line), "{}", sitting.diff());
}

#[test]
fn influence_goes_both_ways() {
    check(
        &["i", "'-noor <mei! >ruth~", "Enter"],
        r#"
-reports_to: "sam", listens_to: {"sam": Strong, "noor": Medium}),
+reports_to: "sam", listens_to: {"sam": Strong, "mei": Strong}),
-listens_to: {"sam": Strong}, clashes_with: ["priya"]),
+listens_to: {"sam": Strong, "dana": Weak}, clashes_with: ["priya"]),
"#,
        "Dana Ortiz no longer listens to Noor Haddad, listens to Mei (strong), is heard by Ruth \
         (weak)",
    );
}

#[test]
fn an_objection_is_added_and_an_empty_line_settles_it() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&["o", "'Too early", "Enter"]);
    assert!(sitting.diff().contains("objections: [Open(\"Too early\")]"));
    sitting.play(&["o", "Enter"]);
    assert!(
        sitting
            .diff()
            .contains("objections: [Settled(\"Too early\")]")
    );
    assert_eq!(sitting.notice(), "Dana Ortiz settled: Too early");
}

// The log.

#[test]
fn a_talk_is_a_line_of_the_log() {
    check(
        &["t", "Enter"],
        r#"+Talked(on: "2026-11-22", who: "dana", how: Meeting),"#,
        "Talked with Dana Ortiz",
    );
    check(
        &[
            "t",
            "'call fri Liked it, wants more play:quick with:sam",
            "Enter",
        ],
        r#"+Talked(on: "2026-11-20", who: ["dana", "sam"], how: Call, play: "quick-wins", note: "Liked it, wants more"),"#,
        "Talked with Dana Ortiz and Sam Whitfield",
    );
}

#[test]
fn a_proof_goes_to_the_move_of_today_else_to_a_line_of_its_own() {
    check(
        &["p", "'told", "Enter"],
        r#"+Proved(on: "2026-11-22", who: "dana", proof: ToldMe),"#,
        "Dana Ortiz at Neutral: told you",
    );
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&["> p", "'acted Ran the webinar", "Enter"]);
    let line = r#"+Moved(on: "2026-11-22", who: "dana", from: Neutral, to: Supporter, proof: Acted, because: "Ran the webinar"),"#;
    assert!(sitting.diff().ends_with(line), "{}", sitting.diff());
    sitting.play(&[">"]);
    assert!(
        sitting.diff().contains(line),
        "a proven move is not rewritten"
    );
}

#[test]
fn favours_are_asked_answered_promised_and_kept() {
    check(
        &["f", "'ask An intro by:fri", "Enter"],
        r#"+Asked(on: "2026-11-22", who: "dana", what: "An intro", due: "2026-11-27"),"#,
        "Asked Dana Ortiz: An intro",
    );
    check(
        &["f", "'kept", "Enter"],
        r#"
-Promised(on: "2026-11-03", who: "dana", what: "A second deal of Northwind's size", due: "2026-12-12"),
+Promised(on: "2026-11-03", who: "dana", what: "A second deal of Northwind's size", due: "2026-12-12", kept: "2026-11-22"),
"#,
        "Kept for Dana Ortiz: A second deal of Northwind's size",
    );
}

#[test]
fn who_leaves_is_off_the_board_and_stays_in_the_file() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&["d l"]);
    assert_eq!(sitting.notice(), "Dana Ortiz left");
    assert!(
        sitting.diff().contains("left: \"2026-11-22\""),
        "{}",
        sitting.diff()
    );
    assert!(!sitting.screen().contains("VP Sales"));
    assert_eq!(sitting.app.selected_id().unwrap().as_str(), "sam");
    sitting.play(&["u"]);
    assert_eq!(sitting.diff(), "");
}

#[test]
fn lines_work_on_a_persons_page() {
    check(
        &["Enter t", "'Liked it", "Enter"],
        r#"+Talked(on: "2026-11-22", who: "dana", how: Meeting, note: "Liked it"),"#,
        "Talked with Dana Ortiz",
    );
}

// The palette.

#[test]
fn the_palette_runs_what_it_finds_first() {
    check(&[":", "'layo", "Enter"], "", "");
    let mut sitting = Sitting::open(EXAMPLE, 100, 30);
    sitting.play(&["> :", "'und", "Enter"]);
    assert_eq!(sitting.notice(), "Undone: Dana Ortiz to Supporter");
    assert_eq!(live(&[":", "'und"]).split("  ").next(), Some("[undo u]"));
    assert_eq!(
        live(&[":", "'xyzzy"]),
        "no command is called `xyzzy`; ? shows all"
    );
}

#[test]
fn the_palette_takes_arguments() {
    check(
        &[":", "'move tom champ", "Enter"],
        r#"
-(id: "tomasz", name: "Tomasz Zielinski", title: "Revenue operations", stance: Supporter, power: 2),
+(id: "tomasz", name: "Tomasz Zielinski", title: "Revenue operations", stance: Champion, power: 2),
+Moved(on: "2026-11-22", who: "tomasz", from: Supporter, to: Champion),
"#,
        "Tomasz Zielinski to Champion",
    );
    check(
        &[":", "'talked call Liked it", "Enter"],
        r#"+Talked(on: "2026-11-22", who: "dana", how: Call, note: "Liked it"),"#,
        "Talked with Dana Ortiz",
    );
}

#[test]
fn w_writes_even_an_empty_board() {
    for steps in [&[":", "'w", "Enter"], &[":", "'write", "Enter"]] {
        let mut sitting = Sitting::open(EMPTY, 80, 24);
        sitting.play(steps);
        match sitting.effects.as_slice() {
            [Effect::Save { text, .. }, Effect::Flush] => assert_eq!(text, EMPTY),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn q_x_wq_and_zz_leave() {
    for steps in [
        &[":", "'q", "Enter"][..],
        &[":", "'x", "Enter"],
        &["Enter Z Z"],
    ] {
        let mut sitting = Sitting::open(EXAMPLE, 80, 24);
        sitting.play(steps);
        assert_eq!(sitting.effects, [Effect::Quit], "{steps:?}");
    }
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    sitting.play(&[":", "'wq", "Enter"]);
    assert!(!sitting.effects.contains(&Effect::Quit));
    sitting.saved();
    assert_eq!(sitting.effects.last(), Some(&Effect::Quit));
}

#[test]
fn what_can_not_be_written_is_not_left_by_wq() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    sitting.play(&[":", "'wq", "Enter"]);
    sitting.hear(Message::Save(SaveState::NotSaved(
        "No space left.".to_owned(),
    )));
    assert!(!sitting.effects.contains(&Effect::Quit));
    assert!(sitting.notice().starts_with("No space left."));
}

#[test]
fn new_opens_another_board() {
    let open = |line: &str| {
        let mut sitting = Sitting::open(EXAMPLE, 80, 24);
        sitting.play(&[":", &format!("'{line}"), "Enter"]);
        sitting.effects
    };
    let effect = |path: &str, title: Option<&str>| Effect::Open {
        path: path.into(),
        title: title.map(str::to_owned),
    };
    assert_eq!(open("new mine.ron"), [effect("mine.ron", None)]);
    assert_eq!(
        open("e mine.ron My board"),
        [effect("mine.ron", Some("My board"))]
    );
    assert_eq!(
        open("new \"my own.ron\" \"A\""),
        [effect("my own.ron", Some("A"))]
    );
    assert_eq!(open("new mine"), []);
    assert_eq!(
        live(&[":", "'new mine"]),
        "a board's file ends in .ron: new mine.ron"
    );
}

#[test]
fn a_board_that_can_not_be_opened_is_told_and_nothing_is_lost() {
    let mut sitting = Sitting::open(EXAMPLE, 80, 24);
    sitting.play(&[">"]);
    sitting.hear(Message::Told("mine.ron can't be read".to_owned()));
    assert_eq!(sitting.notice(), "mine.ron can't be read");
    assert!(!sitting.diff().is_empty());
}

// A whole board.

#[test]
fn from_nothing_to_four_departments_twelve_people_and_ten_ties() {
    let mut sitting = Sitting::open(EMPTY, 80, 24);
    let people = [
        "Dana Ortiz, VP Sales @sales neutral p5 i4",
        "Sam Whitfield, CRO, skeptic p5 >dana!",
        "Account executives, Field, sk x14 onside:2 boss:dana",
        "Tomasz Zielinski, Revenue operations, supporter p2 >sam~",
        "Priya Raman, CMO @marketing neutral p4 i2 target:champion",
        "Ola Bergström, Content lead, champion p2 i5 >priya",
        "Jonas Lind, CPO @product skeptic p5",
        "Mei Tan, \"PM, Platform\", supporter p2 i5 >jonas",
        "Ruth Adeyemi, CFO @finance blocker p5 <sam! clash:priya",
        "Ivo Marsh, Controller, neutral <ruth >ruth~",
        "Lea Roth, Buyer, supporter <ivo",
        "Noor Haddad, Analyst, champion >dana >sam",
    ];
    sitting.play(&["a"]);
    for person in people {
        sitting.type_text(person).type_keys("Enter");
        assert!(sitting.notice().starts_with("Added "), "{person}");
    }
    sitting.play(&["Esc"]);
    let board = sitting.app.board();
    assert_eq!(board.departments.len(), 4);
    assert_eq!(board.people().count(), 12);
    let ties: usize = board
        .people()
        .map(|(_, person)| person.listens_to.len())
        .sum();
    assert_eq!(ties, 10);
    let again = Document::load(sitting.app.document().text().as_bytes()).unwrap();
    assert_eq!(again.board(), board);
    sitting.play(&["u u u u u u u u u u u u"]);
    assert_eq!(sitting.app.document().text(), EMPTY);
}
