//! Golden screens: what is painted in every state, at several sizes, as text, with
//! bold, reverse and colours marked below. Read each before accepting it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on fails"
)]

use std::fmt::Write as _;

use onside::app::{App, Effect, Message, Missing, Origin, SaveState, Theirs};
use onside::document::Document;
use onside::layout::Size;
use onside::settings::{Asked, Capabilities, Charset, Code, Coloring, Depth, Key, Settings, Theme};
use onside::store::Neighbour;
use onside::{text, view};
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::{Backend, TestBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

const EXAMPLE: &str = include_str!("../assets/example.ron");

const EMPTY: &str = "(version: 1, title: \"New\", departments: [])";

/// Names that are wide, combined, right to left, joined, hostile and long.
const NAMES: &str = r#"(version: 1, title: "Names", departments: [
    (id: "a", name: "Abteilung für Öffentlichkeitsarbeit", people: [
        (id: "a1", name: "北京市朝阳区人民", title: "主任", stance: Neutral),
        (id: "a2", name: "שרה כהן", title: "מנהלת", stance: Skeptic),
        (id: "a3", name: "Ame\u{301}lie Poulain", title: "Directrice ge\u{301}ne\u{301}rale", stance: Supporter),
        (id: "a4", name: "👩\u{200D}🔬 Ana", title: "✔\u{FE0F} done", stance: Blocker),
        (id: "a5", name: "Evil\u{1b}[2J \u{202E}gnp", title: "tab\there", stance: Champion),
        (id: "a6", name: "Maximiliana Wolfeschlegelstein", title: "Chief of Everything", stance: Lobbyist),
        (id: "a7", name: "Maximiliana Wolkenstein", stance: Neutral, target: Skeptic),
        (id: "a8", name: "山田 か\u{3099}く", title: "営業本部長", stance: Supporter),
        (id: "a9", name: "محمد العلي", title: "مدير المبيعات", stance: Skeptic, target: Champion),
    ]),
    (id: "b", name: "Nobody", people: []),
])"#;

/// How a board is looked at.
#[derive(Clone, Copy)]
struct Look {
    width: u16,
    height: u16,
    coloring: Coloring,
    charset: Charset,
}

const fn size(width: u16, height: u16) -> Look {
    Look {
        width,
        height,
        coloring: Coloring::Always,
        charset: Charset::Unicode,
    }
}

fn open(text: &str, look: Look) -> App {
    let asked = Asked {
        coloring: look.coloring,
        charset: Some(look.charset),
    };
    open_with(
        text,
        look,
        Settings::of(Capabilities::detect(|_| None, asked)),
    )
}

fn open_with(text: &str, look: Look, settings: Settings) -> App {
    let origin = Origin {
        name: "programme.ron".to_owned(),
        welcome: None,
        remarks: Vec::new(),
        is_read_only: false,
    };
    let size = Size {
        width: look.width,
        height: look.height,
    };
    let mut app = App::new(
        Document::load(text.as_bytes()).unwrap(),
        origin,
        settings,
        "2026-11-22".parse().unwrap(),
        size,
    );
    hear(&mut app, Message::Resized(size));
    app
}

/// Lets the app hear of something; what it wishes counted is counted at once.
fn hear(app: &mut App, message: Message) {
    for effect in app.update(message) {
        if let Effect::Count(counting) = effect {
            app.update(Message::Counted(Box::new(counting.count_at_once())));
        }
    }
}

fn press(app: &mut App, keys: &str) {
    for key in keys.split_whitespace() {
        hear(app, Message::Key(key.parse::<Key>().unwrap()));
    }
}

/// Paints the app and returns the screen, then the styles of each line that has any, with
/// the place of the cursor.
fn screen(app: &App) -> String {
    let size = app.size();
    let mut terminal = Terminal::new(TestBackend::new(size.width, size.height)).unwrap();
    terminal.draw(|frame| view::draw(app, frame)).unwrap();
    let cursor = terminal.backend_mut().get_cursor_position().unwrap();
    let buffer = terminal.backend().buffer();
    let mut screen = String::new();
    for line in lines(buffer) {
        let mut after_wide = false;
        let symbols = line.iter().filter(|cell| {
            let is_tail = std::mem::replace(&mut after_wide, text::width(cell.symbol()) == 2);
            !is_tail
        });
        writeln!(screen, "{}", shown(symbols.map(Cell::symbol))).unwrap();
    }
    writeln!(screen, "styles, cursor at {},{}", cursor.x, cursor.y).unwrap();
    for line in lines(buffer) {
        let marks = line.iter().map(mark);
        writeln!(screen, "{}", shown(marks)).unwrap();
    }
    screen
}

fn buffer(app: &App) -> Buffer {
    let size = app.size();
    let mut terminal = Terminal::new(TestBackend::new(size.width, size.height)).unwrap();
    terminal.draw(|frame| view::draw(app, frame)).unwrap();
    terminal.backend().buffer().clone()
}

fn lines(buffer: &Buffer) -> impl Iterator<Item = &[Cell]> {
    buffer.content.chunks(usize::from(buffer.area.width))
}

fn shown<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    cells.collect::<String>().trim_end().to_owned()
}

/// Returns a letter for the look of a cell: its colour, upper case when bold; `.` dim, `!` bold,
/// `#` reverse.
fn mark(cell: &Cell) -> &'static str {
    assert_eq!(cell.bg, Color::Reset, "nothing has a background");
    let bold = cell.modifier.contains(Modifier::BOLD);
    let dim = cell.modifier.contains(Modifier::DIM);
    if cell.modifier.contains(Modifier::REVERSED) {
        return "#";
    }
    match cell.fg {
        Color::Red if bold => "R",
        Color::Red => "r",
        Color::Yellow => "y",
        Color::Cyan => "c",
        Color::Green => "g",
        Color::Magenta => "m",
        Color::Reset if cell.symbol() == " " => " ",
        Color::Reset if bold => "!",
        Color::Reset if dim => ".",
        Color::Reset => " ",
        other => panic!("{other} is not one of ours"),
    }
}

fn check(name: &str, text: &str, look: Look, keys: &str) {
    let mut app = open(text, look);
    press(&mut app, keys);
    let (width, height) = (look.width, look.height);
    insta::assert_snapshot!(format!("{name}_{width}x{height}"), screen(&app));
}

const SIZES: [Look; 3] = [size(80, 24), size(120, 40), size(60, 20)];

fn check_all(name: &str, text: &str, keys: &str) {
    for look in SIZES {
        check(name, text, look, keys);
    }
}

#[test]
fn the_board_in_rows() {
    check_all("rows", EXAMPLE, "");
}

#[test]
fn the_board_in_columns() {
    check_all("columns", EXAMPLE, "v");
}

#[test]
fn the_board_in_columns_goes_along_with_the_cursor() {
    check("columns_right", EXAMPLE, size(60, 20), "v l j j");
}

#[test]
fn the_pane_says_what_is_known_of_whom_the_cursor_is_on() {
    check("pane", EXAMPLE, size(120, 40), "Tab");
    check("pane", EXAMPLE, size(160, 45), "");
    check("pane_scrolled", EXAMPLE, size(120, 32), "Tab J J");
    check("pane_department", EXAMPLE, size(120, 40), "Tab }");
    check("pane_grid", EXAMPLE, size(160, 45), "v v");
    check("pane_help", EXAMPLE, size(120, 40), "Tab ?");
    check("pane_unasked", EXAMPLE, size(80, 24), "Tab");
    let ascii = Look {
        charset: Charset::Ascii,
        ..size(120, 40)
    };
    check("pane_ascii", EXAMPLE, ascii, "Tab j");
}

#[test]
fn the_board_in_a_grid() {
    check_all("grid", EXAMPLE, "v v");
    check("grid", EXAMPLE, size(40, 10), "v v");
    check("grid_names", NAMES, size(80, 24), "v v");
    check("grid_folded", EXAMPLE, size(80, 24), "z c v v");
    let mono = Look {
        coloring: Coloring::Never,
        ..size(80, 24)
    };
    check("grid_mono", EXAMPLE, mono, "v v j");
    let ascii = Look {
        charset: Charset::Ascii,
        ..size(80, 24)
    };
    check("grid_ascii", EXAMPLE, ascii, "v v");
}

#[test]
fn a_board_that_is_longer_than_the_screen_keeps_its_department_at_the_top() {
    check("scrolled", EXAMPLE, size(80, 12), "j j j j j j");
    check("scrolled_columns", EXAMPLE, size(80, 12), "v j j j j j j");
}

#[test]
fn a_folded_department_is_one_row() {
    check_all("folded", EXAMPLE, "j j j j z c");
}

#[test]
fn a_department_is_selected() {
    check("department", EXAMPLE, size(80, 24), "}");
}

#[test]
fn what_may_follow_a_key_is_shown() {
    check_all("moving_to", EXAMPLE, "m");
    check("folding", EXAMPLE, size(80, 24), "z");
    check("moving_to_last", EXAMPLE, size(80, 24), "G m");
    check("moving_to_least", EXAMPLE, size(40, 10), "G m");
}

#[test]
fn a_move_is_answered() {
    check_all("moved", EXAMPLE, ">");
}

#[test]
fn a_removal_lists_what_goes_along() {
    check_all("removal", EXAMPLE, "d r");
}

#[test]
fn the_help_lists_every_key() {
    check_all("help", EXAMPLE, "?");
    check("help_end", EXAMPLE, size(80, 24), "? G");
    check_steps("help_found", &SIZES[..1], &["?", "/", "'fold"]);
}

#[test]
fn a_person_has_a_page() {
    check_all("person", EXAMPLE, "Enter");
    check("person_end", EXAMPLE, size(80, 24), "Enter G");
    check("person_bare", EXAMPLE, size(80, 24), "G k Enter");
}

#[test]
fn a_person_has_a_brief() {
    check_all("brief", EXAMPLE, "b");
    check("brief_bare", EXAMPLE, size(80, 24), "G k b");
}

#[test]
fn every_view_has_a_page() {
    for (name, key) in [
        ("today", "2"),
        ("influence", "3"),
        ("plays", "4"),
        ("decisions", "5"),
        ("log", "6"),
    ] {
        check_all(name, EXAMPLE, key);
        check(&format!("{name}_empty"), EMPTY, size(80, 24), key);
    }
    check_all("log_of_one", EXAMPLE, "6 v");
    check(
        "influence_ally",
        EXAMPLE,
        size(80, 24),
        "j j j j j j j j j j 3",
    );
}

/// The example with an unsaved change of ours, and what somebody else wrote meanwhile.
fn conflicting(look: Look, keys: &str, theirs: &[(&str, &str)]) -> App {
    let mut app = open(EXAMPLE, look);
    press(&mut app, keys);
    let mut text = EXAMPLE.to_owned();
    for (from, to) in theirs {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    app.update(Message::Theirs(Box::new(Theirs {
        document: Document::load(text.as_bytes()).unwrap(),
        base: Document::load(EXAMPLE.as_bytes()).unwrap().board().clone(),
        older: None,
        writer: "vim".to_owned(),
        kept: None,
    })));
    app
}

const BLOCKED: (&str, &str) = (
    "\"VP Sales\", stance: Neutral",
    "\"VP Sales\", stance: Blocker",
);
const SAM_GONE: (&str, &str) = (
    "title: \"CRO\",      stance: Skeptic",
    "title: \"CRO\",      stance: Champion, note: \"Said yes on the phone.\\nWants a slide.\"",
);

#[test]
fn a_question_about_what_both_changed_shows_both_sides() {
    for look in SIZES {
        let (width, height) = (look.width, look.height);
        let check = |name: &str, app: &App| {
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), screen(app));
        };
        let mut app = conflicting(look, "> j >", &[BLOCKED, SAM_GONE]);
        check("conflicts", &app);
        press(&mut app, "t o");
        check("conflicts_answered", &app);
        press(&mut app, "Esc");
        check("conflicts_later", &app);
    }
}

#[test]
fn questions_of_a_git_merge_are_shown_alike() {
    let left = EXAMPLE.replacen(
        "    departments: [",
        "    conflicts: [(id: \"dana\", field: \"stance\", base: \"Skeptic\", ours: \"Neutral\", theirs: \"Champion\")],\n    departments: [",
        1,
    );
    check("conflicts_of_git", &left, size(80, 24), "");
}

#[test]
fn what_is_missing_from_the_file_is_offered() {
    for look in SIZES {
        let mut app = open(EXAMPLE, look);
        let mut saved = open(EXAMPLE, look);
        press(&mut saved, "> j >");
        app.offer(Missing {
            parent: app.board().clone(),
            saved: saved.board().clone(),
            on: "21 Nov".to_owned(),
        });
        let (width, height) = (look.width, look.height);
        insta::assert_snapshot!(format!("missing_{width}x{height}"), screen(&app));
    }
}

#[test]
fn who_else_has_the_file_open_is_told_in_the_header() {
    let session = Neighbour::Session {
        process: 4711,
        since: "14:02".to_owned(),
        terminal: "pts/3".to_owned(),
    };
    for look in SIZES {
        let mut app = open(EXAMPLE, look);
        let (width, height) = (look.width, look.height);
        app.update(Message::Neighbours(vec![Neighbour::Editor("vim")]));
        insta::assert_snapshot!(format!("also_in_vim_{width}x{height}"), screen(&app));
        app.update(Message::Neighbours(vec![session.clone()]));
        insta::assert_snapshot!(format!("also_open_{width}x{height}"), screen(&app));
    }
}

#[test]
fn a_file_that_says_no_board_is_told_and_the_last_good_one_stays() {
    for look in SIZES {
        let mut app = open(EXAMPLE, look);
        let sentence = "programme.ron:12:9: `power` is 7; it goes from 1 to 5. Nothing is saved until \
                        it is mended; this is the last good version.";
        app.update(Message::Save(SaveState::Paused(sentence.to_owned())));
        let (width, height) = (look.width, look.height);
        insta::assert_snapshot!(format!("paused_{width}x{height}"), screen(&app));
    }
}

#[test]
fn an_empty_board_says_what_to_do() {
    check_all("empty", EMPTY, "");
}

#[test]
fn any_name_keeps_its_column() {
    check_all("names", NAMES, "");
    check("names_columns", NAMES, size(80, 24), "v");
}

#[test]
fn a_small_screen_drops_what_it_can_and_a_smaller_one_says_so() {
    check("rows", EXAMPLE, size(40, 10), "");
    check("rows", EXAMPLE, size(78, 11), "");
    check("rows", EXAMPLE, size(30, 8), "");
    check("rows", EXAMPLE, size(1, 1), "");
}

#[test]
fn without_colour_nothing_is_lost() {
    let mono = Look {
        coloring: Coloring::Never,
        ..size(80, 24)
    };
    check("mono", EXAMPLE, mono, "");
}

#[test]
fn ascii_alone_is_enough() {
    let ascii = Look {
        charset: Charset::Ascii,
        ..size(80, 24)
    };
    check("ascii", EXAMPLE, ascii, "");
    check("ascii_columns", EXAMPLE, ascii, "v");
    check("ascii_names", NAMES, ascii, "");
    let ascii_signs = Look {
        charset: Charset::AsciiSigns,
        ..size(80, 24)
    };
    check("ascii_signs_names", NAMES, ascii_signs, "");
    for (text, keys) in [
        (EXAMPLE, ""),
        (EXAMPLE, "v"),
        (EXAMPLE, "v v"),
        (NAMES, "v v"),
        (NAMES, ""),
        (NAMES, "Enter"),
        (EXAMPLE, "m"),
    ] {
        let mut app = open(text, ascii);
        press(&mut app, keys);
        assert!(screen(&app).is_ascii(), "{keys}");
    }
}

#[test]
fn the_header_says_whether_it_is_saved() {
    let states = [
        ("unchanged", SaveState::Unchanged),
        ("waiting", SaveState::Waiting),
        ("saving", SaveState::Saving),
        ("saved", SaveState::Saved("14:02".to_owned())),
        (
            "not_saved",
            SaveState::NotSaved(
                "programme.ron: no space left; the change is kept and tried again".to_owned(),
            ),
        ),
    ];
    let mut heads = String::new();
    for (name, state) in states {
        for look in [size(40, 12), size(80, 24), size(120, 40)] {
            let mut app = open(EXAMPLE, look);
            app.update(Message::Save(state.clone()));
            press(&mut app, "j");
            let screen = screen(&app);
            let first = screen.lines().next().unwrap_or_default();
            writeln!(heads, "{name:>10} {:>3} |{first}", look.width).unwrap();
        }
    }
    insta::assert_snapshot!("saved_or_not", heads);
    let mut app = open(EXAMPLE, size(80, 24));
    app.update(Message::Save(SaveState::NotSaved(
        "programme.ron can't be written: no space left. Make room; it is tried again".to_owned(),
    )));
    press(&mut app, "j");
    insta::assert_snapshot!("not_saved_80x24", screen(&app));
}

#[test]
fn looking_one_further_changes_two_gutters_and_two_names() {
    let mut app = open(EXAMPLE, size(80, 24));
    let before = buffer(&app);
    press(&mut app, "j");
    let after = buffer(&app);
    let cells = before.content.iter().zip(&after.content);
    let changed = cells.filter(|(before, after)| before != after).count();
    let names = "Dana Ortiz".replace(' ', "").len() + "Sam Whitfield".replace(' ', "").len();
    // The blank within each name is bold too.
    assert_eq!(changed, 2 + names + 2);
}

/// Paints a line that was opened by a key and typed.
fn check_line(name: &str, text: &str, look: Look, key: &str, line: &str) {
    let mut app = open(text, look);
    press(&mut app, key);
    type_line(&mut app, line);
    let name = format!("{name}_{}x{}", look.width, look.height);
    insta::assert_snapshot!(name, screen(&app));
}

/// Types text; `⇥` stands for Tab and `↵` for Enter.
fn type_line(app: &mut App, line: &str) {
    for char in line.chars() {
        let key = match char {
            '⇥' => Key::plain(Code::Tab),
            '↵' => Key::plain(Code::Enter),
            plain => Key::char(plain),
        };
        hear(app, Message::Key(key));
    }
}

/// Plays steps: keys, and text behind a `'`.
fn play(app: &mut App, steps: &[&str]) {
    for step in steps {
        match step.strip_prefix('\'') {
            Some(text) => type_line(app, text),
            None => press(app, step),
        }
    }
}

fn check_steps(name: &str, looks: &[Look], steps: &[&str]) {
    for look in looks {
        let mut app = open(EXAMPLE, *look);
        play(&mut app, steps);
        let name = format!("{name}_{}x{}", look.width, look.height);
        insta::assert_snapshot!(name, screen(&app));
    }
}

const MONO: Look = Look {
    coloring: Coloring::Never,
    ..size(80, 24)
};
const ASCII: Look = Look {
    charset: Charset::Ascii,
    ..size(80, 24)
};

#[test]
fn a_filter_narrows_the_board_and_says_so() {
    check_steps("filter_typed", &SIZES, &["/", "'due"]);
    check_steps("filter", &SIZES, &["/", "'due", "Enter"]);
    check_steps(
        "filter_columns",
        &SIZES,
        &["v /", "'stance:skeptic", "Enter"],
    );
    check_steps("filter_nobody", &SIZES, &["/", "'jq", "Enter"]);
    check_steps("filter_wrong", &SIZES[..1], &["/", "'power>=9"]);
    check_steps("filter_going_on", &SIZES[..1], &["/", "'due pow"]);
}

#[test]
fn marks_and_order_stand_in_the_rule_and_the_gutter() {
    let marked = ["Space j Space", "/", "'power>2", "Enter Space s s j"];
    check_steps("marked", &SIZES, &marked);
    check_steps(
        "marked_columns",
        &SIZES[..1],
        &[&marked[..], &["v"]].concat(),
    );
    check_steps("marked_mono", &[MONO], &marked);
    check_steps("marked_ascii", &[ASCII], &marked);
    check_steps(
        "marked_talk",
        &SIZES[..1],
        &["Space Space t", "'call Kick-off"],
    );
    check_steps("marked_removal", &SIZES, &["Space Space d r"]);
}

#[test]
fn rows_that_are_pasted_are_shown_as_they_are_understood() {
    let rows = "Name\tRole\tDepartment\tStance\tPower\tEmail\n\
                Lea Roth\tVP Field\tSales\tskeptic\t5\tlea@example.com\n\
                Ida Berg\tEvents lead\tField Operations\t\t2\n\
                Dana Ortiz\tVP Sales\tSales\tneutral\t5\n\
                Ava Lee\t\tLegal\tfan\n\
                北京市 李雷\t主任\tLegal\tsupporter\t3\n";
    for look in SIZES {
        let mut app = open(EXAMPLE, look);
        press(&mut app, "a");
        app.update(Message::Paste(rows.to_owned()));
        let name = format!("pasted_{}x{}", look.width, look.height);
        insta::assert_snapshot!(name, screen(&app));
    }
}

#[test]
fn the_library_offers_departments_and_plays() {
    check_steps(
        "library",
        &SIZES,
        &["{", ":", "'departments", "Enter", "Space"],
    );
    check_steps("library_plays", &SIZES, &["j", "j", "P"]);
}

#[test]
fn a_name_that_is_gone_to_is_found_by_letters() {
    check_steps("go", &SIZES, &["@", "'ma"]);
}

const LEA: &str = "Lea Roth, VP @mark sk p5 target:lob every:14 <noor <sam! #emea";

#[test]
fn a_line_that_is_typed_says_what_is_understood() {
    for look in [size(120, 40), size(80, 24), size(60, 20), size(40, 10)] {
        check_line("line", EXAMPLE, look, "a", LEA);
    }
    let small = size(80, 24);
    check_line("line_empty", EXAMPLE, small, "a", "");
    check_line("line_wrong", EXAMPLE, small, "a", "Lea Roth @sales p7");
    check_line("line_added", EXAMPLE, small, "a", "Lea Roth @sales↵");
    check_line("line_completed", EXAMPLE, small, "a", "Lea Roth @p⇥");
    check_line(
        "line_new_department",
        EMPTY,
        small,
        "a",
        "Lea Roth, VP @sales",
    );
    check_line(
        "line_talked",
        EXAMPLE,
        small,
        "t",
        "call fri Liked it with:sam",
    );
    for (view, line) in [
        ("line_play", "Joint demo @legal due:fri step:\"Find one\""),
        ("line_decision", "Approve it on:fri sam:70 dana:50"),
    ] {
        let mut app = open(EXAMPLE, small);
        press(&mut app, if view == "line_play" { "4 a" } else { "5 a" });
        type_line(&mut app, line);
        insta::assert_snapshot!(format!("{view}_80x24"), screen(&app));
    }
    check("line_field", EXAMPLE, small, "Enter j Enter");
    check("step_ticked", EXAMPLE, small, "4 j j Space");
    check("department_removal", EXAMPLE, small, "{ d r");
    check_line("line_palette", EXAMPLE, small, ":", "fold");
    let ascii = Look {
        charset: Charset::Ascii,
        ..small
    };
    check_line(
        "line_ascii",
        EXAMPLE,
        ascii,
        "a",
        "Léa Roth, 北 @mark sk x14 every:14",
    );
}

/// Everything that has a picture of its own, by the keys to it: views first.
const PICTURES: [(&str, &[&str]); 9] = [
    ("today", &["2"]),
    ("influence", &["3"]),
    ("plays", &["4"]),
    ("decisions", &["5"]),
    ("log", &["6"]),
    ("person", &["Enter"]),
    ("brief", &["b"]),
    ("filter", &["/", "'due", "Enter"]),
    ("library", &["{", ":", "'departments", "Enter", "Space"]),
];

/// Layouts, overlays and lines, and what is wrong.
const MORE_PICTURES: [(&str, &[&str]); 13] = [
    ("rows", &[]),
    ("columns", &["v"]),
    ("grid", &["v v"]),
    ("folded", &["j j j j z c"]),
    ("marked", &["Space j Space"]),
    ("help", &["?"]),
    ("what may follow", &["m"]),
    ("removal", &["d r"]),
    ("moved", &[">"]),
    (
        "a line",
        &[
            "a",
            "'Lea Roth, VP @mark sk p5 target:lob every:14 <noor <sam! #emea",
        ],
    ),
    ("an empty line", &["t"]),
    ("a wrong line", &["/", "'power>=9"]),
    ("a palette", &[":", "'fold"]),
];

/// One golden file a look, with every picture in it.
#[test]
fn every_picture_is_whole_without_colour_and_in_ascii_at_other_sizes() {
    for (look, name) in [(MONO, "mono"), (ASCII, "ascii")] {
        for (width, height) in [(120, 40), (60, 20)] {
            let look = Look {
                width,
                height,
                ..look
            };
            let mut all = String::new();
            for (title, steps) in PICTURES.iter().chain(&MORE_PICTURES) {
                let mut app = open(EXAMPLE, look);
                play(&mut app, steps);
                write!(all, "== {title}\n{}", screen(&app)).unwrap();
            }
            write!(all, "== empty\n{}", screen(&open(EMPTY, look))).unwrap();
            let mut torn = open(EXAMPLE, look);
            torn.update(Message::Save(SaveState::NotSaved(
                "programme.ron can't be written: no space left. Make room; it is tried again"
                    .to_owned(),
            )));
            write!(all, "== not saved\n{}", screen(&torn)).unwrap();
            let is_whole = look.charset != Charset::Ascii || all.is_ascii();
            assert!(is_whole, "{name} at {width}x{height}");
            insta::assert_snapshot!(format!("all_{name}_{width}x{height}"), all);
        }
    }
}

#[test]
fn every_picture_is_whole_without_colour_and_in_ascii() {
    for (name, steps) in PICTURES {
        check_steps(&format!("{name}_mono"), &[MONO], steps);
        check_steps(&format!("{name}_ascii"), &[ASCII], steps);
        let mut app = open(EXAMPLE, ASCII);
        play(&mut app, steps);
        assert!(screen(&app).is_ascii(), "{name}");
    }
    for (name, look) in [("pasted_mono", MONO), ("pasted_ascii", ASCII)] {
        let mut app = open(EXAMPLE, look);
        press(&mut app, "a");
        hear(
            &mut app,
            Message::Paste("Lea Roth\tVP Field\tSales\nAva Lee\t\tLegal\tfan\n".to_owned()),
        );
        insta::assert_snapshot!(format!("{name}_80x24"), screen(&app));
    }
}

#[test]
fn any_name_keeps_its_place_in_every_picture() {
    check("names_pane", NAMES, size(120, 40), "Tab j");
    for (name, keys) in [
        ("today", "2"),
        ("influence", "3"),
        ("log", "> j > 6"),
        ("person", "j j Enter"),
    ] {
        check(&format!("names_{name}"), NAMES, size(80, 24), keys);
    }
}

/// The theme for poor eyes and poor screens has no colour, and puts no other letter anywhere.
#[test]
fn high_contrast_says_the_same_in_bold_and_reverse() {
    for keys in ["", "4"] {
        let mut usual = open(EXAMPLE, size(80, 24));
        press(&mut usual, keys);
        let mut settings = usual.settings().clone();
        settings.theme = Theme::built_in("high-contrast", Depth::Sixteen).unwrap();
        let mut app = open_with(EXAMPLE, size(80, 24), settings);
        press(&mut app, keys);
        let (usual, high) = (buffer(&usual), buffer(&app));
        let cells = usual.content.iter().zip(&high.content);
        for (usual, high) in cells {
            assert_eq!(usual.symbol(), high.symbol());
            assert_eq!((high.fg, high.bg), (Color::Reset, Color::Reset));
        }
        let name = if keys.is_empty() { "rows" } else { "plays" };
        insta::assert_snapshot!(format!("{name}_high_contrast_80x24"), screen(&app));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_cursor_of_a_line_is_always_on_its_line(
        width in 40_u16..=130, height in 10_u16..=40, key in prop::sample::select(vec!["a", "t", ":"]),
        line in "[a-z@<:, é北\u{301}⇥]{0,90}", back in 0_usize..40, is_ascii: bool,
    ) {
        let charset = if is_ascii { Charset::Ascii } else { Charset::Unicode };
        let mut app = open(EXAMPLE, Look { charset, ..size(width, height) });
        press(&mut app, key);
        type_line(&mut app, &line);
        for _ in 0..back {
            press(&mut app, "←");
        }
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| view::draw(&app, frame)).unwrap();
        let cursor = terminal.backend_mut().get_cursor_position().unwrap();
        prop_assert_eq!(cursor.y, app.areas().unwrap().prompt().y);
        prop_assert!(cursor.x >= 2 && cursor.x < width, "{cursor:?}");
        prop_assert!(!is_ascii || screen(&app).is_ascii());
    }

    #[test]
    fn every_size_and_every_state_can_be_painted(
        width in 1_u16..=220, height in 1_u16..=70, is_example: bool, is_ascii: bool,
        keys in prop::collection::vec(
            prop::sample::select(vec![
                "j", "k", "h", "l", "v", "g", "G", "{", "}", "?", "Esc", "Enter", "m", "z", "c", "M",
                "d", "r", ">", "<", "Ctrl-D", "q", "2", "3", "4", "5", "6", "1",
            ]),
            0..12,
        ),
    ) {
        let charset = if is_ascii { Charset::Ascii } else { Charset::Unicode };
        let look = Look { charset, ..size(width, height) };
        let mut app = open(if is_example { EXAMPLE } else { NAMES }, look);
        for key in keys {
            press(&mut app, key);
            let screen = screen(&app);
            prop_assert!(!is_ascii || screen.is_ascii());
        }
    }
}
