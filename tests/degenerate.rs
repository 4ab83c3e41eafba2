//! Boards at the edges, in every view and every subcommand that tells of them: sensible words,
//! no number that is none, no percentage, no empty screen, and the same bytes each time.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

#[path = "support/opened.rs"]
mod opened;

use std::fmt::Write as _;
use std::process::Command;

use onside::app::{App, Effect, Message};
use onside::document::Document;
use onside::layout::Size;
use onside::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// Returns a board of `count` people in two departments, with what `more` says of each.
fn people(count: usize, more: impl Fn(usize) -> String) -> String {
    let mut text = "(version: 1, title: \"Edge\", departments: [".to_owned();
    for (at, name) in ["Sales", "Legal"].iter().enumerate() {
        write!(text, "(id: \"d{at}\", name: \"{name}\", people: [").unwrap();
        for nth in (at..count).step_by(2) {
            write!(
                text,
                "(id: \"p{nth}\", name: \"Person {nth}\"{}),",
                more(nth)
            )
            .unwrap();
        }
        text.push_str("]),");
    }
    text.push_str("])");
    text
}

/// Returns every board, with its name.
fn boards() -> Vec<(&'static str, String)> {
    let all = |stance: &'static str| move |_: usize| format!(", stance: {stance}");
    let next_one = |nth: usize| {
        format!(
            ", stance: Skeptic, listens_to: {{\"p{}\": Strong}}",
            (nth + 1) % 7
        )
    };
    vec![
        (
            "empty",
            "(version: 1, title: \"Edge\", departments: [])".to_owned(),
        ),
        ("departments alone", people(0, |_| String::new())),
        ("one", people(1, |_| String::new())),
        ("two", people(2, all("Neutral"))),
        ("all blockers", people(5, all("Blocker"))),
        ("all lobbyists", people(5, all("Lobbyist"))),
        ("all unknown", people(5, |_| String::new())),
        (
            "disconnected",
            people(6, |nth| format!(", stance: {}", STANCES[nth])),
        ),
        ("a ring", people(7, next_one)),
        (
            "everybody left",
            people(4, |_| ", left: \"2026-01-01\"".to_owned()),
        ),
        ("all tied", all_tied(300)),
    ]
}

const STANCES: [&str; 6] = [
    "Blocker",
    "Skeptic",
    "Neutral",
    "Supporter",
    "Champion",
    "Lobbyist",
];

/// Returns a board where everybody listens to everybody.
fn all_tied(count: usize) -> String {
    people(count, |nth| {
        let others = (0..count).filter(|other| *other != nth);
        let ties: Vec<String> = others
            .map(|other| format!("\"p{other}\": Strong"))
            .collect();
        format!(
            ", stance: {}, listens_to: {{{}}}",
            STANCES[nth % 6],
            ties.join(", ")
        )
    })
}

/// Panics where `shown` has what no answer may have.
fn check_words(name: &str, what: &str, shown: &str) {
    let words = shown.split(|letter: char| !letter.is_alphanumeric());
    let numberless = ["NaN", "nan", "inf", "Infinity"];
    for word in words {
        assert!(!numberless.contains(&word), "{name}, {what}: {shown}");
    }
    assert!(
        !shown.contains('%') && !shown.contains("null,\"band"),
        "{name}, {what}: {shown}"
    );
}

/// An app that counts who is next, but stops before how solid that is takes long.
struct Looked {
    app: App,
    size: Size,
}

impl Looked {
    fn at(text: &str, size: Size) -> Self {
        let document = Document::load(text.as_bytes()).unwrap();
        let mut looked = Self {
            app: opened::app(document, opened::settings(), size),
            size,
        };
        looked.hear(Message::Resized(size));
        looked
    }

    fn hear(&mut self, message: Message) {
        for effect in self.app.update(message) {
            let Effect::Count(counting) = effect else {
                continue;
            };
            let (mut left, mut told) = (40, Vec::new());
            let goes_on = || {
                left -= 1;
                left > 0
            };
            told.extend(counting.count(goes_on, || true, |_| {}));
            if told.is_empty() {
                counting.count(|| false, || false, |counted| told.push(counted));
            }
            for counted in told {
                self.app.update(Message::Counted(Box::new(counted)));
            }
        }
    }

    fn screen(&self) -> String {
        let backend = TestBackend::new(self.size.width, self.size.height);
        let mut terminal = Terminal::new(backend).unwrap();
        terminal.draw(|frame| view::draw(&self.app, frame)).unwrap();
        let buffer = terminal.backend().buffer();
        let lines = (0..self.size.height).map(|y| {
            let cells = (0..self.size.width).map(|x| buffer[(x, y)].symbol());
            cells.collect::<String>() + "\n"
        });
        lines.collect()
    }
}

#[test]
fn every_view_of_every_board_says_something() {
    let views = [
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "1 j Enter",
        "1 j b",
        "1 v",
        "v",
        "v",
        "x",
    ];
    for (name, text) in boards() {
        for (width, height) in [(80, 24), (120, 40), (40, 10)] {
            let mut looked = Looked::at(&text, Size { width, height });
            for keys in views {
                for key in keys.split(' ') {
                    looked.hear(Message::Key(key.parse().unwrap()));
                }
                let screen = looked.screen();
                let what = format!("{keys} at {width}x{height}");
                check_words(name, &what, &screen);
                // The first line is the head; the last ones are hints and tabs.
                let body: Vec<&str> = screen.lines().skip(1).collect();
                let body = body[..body.len() - 3].concat();
                assert!(
                    body.contains(char::is_alphabetic),
                    "{name}, {what}: {screen}"
                );
            }
        }
    }
}

const TOLD: [&[&str]; 20] = [
    &["next"],
    &["next", "--factors", "--plan", "9"],
    &["next", "--json"],
    &["today"],
    &["today", "--json"],
    &["cover"],
    &["cover", "--json"],
    &["since", "-30d"],
    &["since", "-30d", "--names"],
    &["list"],
    &["list", "--json"],
    &["export", "--format", "md"],
    &["export", "--format", "csv"],
    &["export", "--format", "json"],
    &["export", "--format", "dot"],
    &["check"],
    // Of a person, where there is one.
    &["route", "p0"],
    &["cover", "p0"],
    &["brief", "p0"],
    &["show", "p0"],
];

#[test]
fn every_subcommand_says_something_of_every_board_and_the_same_again() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in boards() {
        let board = folder.path().join("board.ron");
        // How solid the first place is takes a slow build a quarter of a minute among 300.
        let text = if name == "all tied" {
            all_tied(40)
        } else {
            text
        };
        std::fs::write(&board, &text).unwrap();
        for words in TOLD {
            let is_of_somebody = words.contains(&"p0");
            if is_of_somebody && !text.contains("\"p0\"") {
                continue;
            }
            let run = || {
                let output = Command::new(env!("CARGO_BIN_EXE_onside"))
                    .arg("-b")
                    .arg(&board)
                    .args(words)
                    .env("ONSIDE_TODAY", "2026-11-22")
                    .env("ONSIDE_STATE_DIR", folder.path())
                    .env_remove("ONSIDE_BOARD")
                    .output()
                    .unwrap();
                let told = String::from_utf8(output.stdout).unwrap();
                let refused = String::from_utf8(output.stderr).unwrap();
                let code = output.status.code();
                if is_of_somebody && text.contains("left:") {
                    assert_eq!(refused, "onside: Person 0 has left\n");
                    assert_eq!(code, Some(2), "{name}, {words:?}");
                    return refused;
                }
                assert_eq!(code, Some(0), "{name}, {words:?}: {told}{refused}");
                told
            };
            let told = run();
            check_words(name, &words.join(" "), &told);
            // A list of nobody has no line, for scripts to count.
            let is_nobody = !text.contains("Person") || text.contains("left:");
            let is_list_of_nobody = words == ["list"] && is_nobody;
            let is_empty = told.trim().is_empty();
            assert!(!is_empty || is_list_of_nobody, "{name}, {words:?}");
            if words.contains(&"--json") {
                assert_eq!(run(), told, "{name}, {words:?}");
            }
        }
    }
}
