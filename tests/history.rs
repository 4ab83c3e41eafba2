//! `onside history`, `undo` and `purge` on the real program: what is listed, shown, brought
//! back and removed, and every refusal, as golden answers.

#![expect(
    clippy::unwrap_used,
    reason = "a test that can't go on says so best by failing"
)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use onside::store::{Expected, Fingerprint, StateFolder, Store};
use tempfile::TempDir;

const EXAMPLE: &str = include_str!("../assets/example.ron");

/// A folder with a board in it that was saved a few times.
struct Desk(TempDir);

impl Desk {
    fn new(texts: &[&str]) -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::write(desk.board(), texts[0]).unwrap();
        for pair in texts.windows(2) {
            let expected = Expected::File(Fingerprint::of(pair[0].as_bytes()));
            desk.store().save(pair[1].as_bytes(), expected).unwrap();
            // Kept in another millisecond than the one before.
            let before = std::time::Instant::now();
            while before.elapsed().as_millis() < 2 {}
        }
        desk
    }

    fn board(&self) -> PathBuf {
        self.0.path().join("board.ron")
    }

    fn state(&self) -> PathBuf {
        self.0.path().join("state")
    }

    fn store(&self) -> Store {
        Store::new(self.board(), StateFolder::At(self.state()))
    }

    fn text(&self) -> String {
        fs::read_to_string(self.board()).unwrap()
    }

    fn onside(&self, line: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onside"));
        command
            .args(line.split_whitespace())
            .current_dir(self.0.path());
        command.env_clear().env("TZ", "UTC").stdin(Stdio::null());
        command.env("ONSIDE_STATE_DIR", self.state());
        command.output().unwrap()
    }

    /// Returns the exit code and both streams as one text, its times all the same.
    fn answer(&self, line: &str) -> String {
        let output = self.onside(line);
        let code = output.status.code().unwrap();
        let (out, err) = (output.stdout, output.stderr);
        let text = String::from_utf8([out, err].concat()).unwrap();
        format!("{}exit {code}\n", without_times(&text))
    }
}

fn golden(name: &str, answer: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("history");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, answer));
}

/// Replaces every "21 Nov 14:02" by a time that is always the same.
fn without_times(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let is_clock = |word: &str| {
        let digits = word.trim_end_matches([':', '\n', '.']).split_once(':');
        digits.is_some_and(|(hour, minute)| {
            let is_number =
                |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
            is_number(hour) && is_number(minute)
        })
    };
    let mut shown: Vec<String> = Vec::new();
    for word in words {
        if is_clock(word) {
            let end = word.get(5..).unwrap_or_default();
            let day = shown.len() - 2;
            "22".clone_into(&mut shown[day]);
            "Nov".clone_into(&mut shown[day + 1]);
            shown.push(format!("14:02{end}"));
        } else {
            shown.push(word.to_owned());
        }
    }
    shown.join(" ")
}

fn moved(to: &str) -> String {
    EXAMPLE.replacen("stance: Neutral", &format!("stance: {to}"), 1)
}

fn three() -> Desk {
    let (supporter, champion) = (moved("Supporter"), moved("Champion"));
    let commented = format!("// read this\n{champion}");
    Desk::new(&[EXAMPLE, &supporter, &champion, &commented])
}

#[test]
fn programs_get_the_list_as_json() {
    let moved = EXAMPLE.replacen("stance: Neutral", "stance: Champion", 1);
    let desk = Desk::new(&[EXAMPLE, &moved, EXAMPLE]);
    let output = desk.onside("history board.ron --json");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["version"], 1);
    let versions = json["versions"].as_array().unwrap();
    assert_eq!(versions.len(), 2);
    assert_eq!(
        (&versions[0]["number"], &versions[0]["is"]),
        (&1.into(), &"older".into())
    );
    assert_eq!(versions[0]["bytes"], moved.len());
    assert!(versions[0]["changed"].as_str().unwrap().contains("Neutral"));
    assert!(versions[0]["at"].as_str() >= versions[1]["at"].as_str());
}

#[test]
fn the_versions_are_listed_with_what_came_after_them() {
    golden("list", &three().answer("history board.ron"));
}

#[test]
fn what_is_ours_or_theirs_and_never_was_in_the_file_is_listed_as_such() {
    let desk = three();
    let store = desk.store();
    let journal = store.begin_journal(EXAMPLE.as_bytes(), moved("Blocker").as_bytes());
    drop(journal.unwrap());
    // A child that another test has just started shares our locks until it is its own program.
    let orphans = std::iter::repeat_with(|| store.orphans());
    let orphans = orphans.take(10_000).find(|found| !found.is_empty());
    store.put_away(&orphans.unwrap()[0], false).unwrap();
    let answer = desk.answer("history board.ron");
    golden("list-never-saved", answer.lines().next().unwrap());
}

#[test]
fn a_version_is_shown_byte_for_byte() {
    let desk = three();
    let output = desk.onside("history board.ron --show 3");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), EXAMPLE);
    golden("show-too-high", &desk.answer("history board.ron --show 4"));
    golden("show-zero", &desk.answer("history board.ron --show 0"));
}

#[test]
fn a_version_comes_back_and_what_it_displaced_is_kept() {
    let desk = three();
    let before = desk.text();
    golden("restore", &desk.answer("history board.ron --restore 3"));
    assert_eq!(desk.text(), EXAMPLE);
    golden(
        "restore-same",
        &desk.answer("history board.ron --restore 4"),
    );
    golden("undo", &desk.answer("undo board.ron"));
    assert_eq!(desk.text(), before);
    desk.onside("undo board.ron");
    assert_eq!(desk.text(), EXAMPLE);
}

#[test]
fn undoing_the_last_save_keeps_what_others_wrote_since() {
    let desk = Desk::new(&[EXAMPLE, &moved("Supporter")]);
    let theirs = moved("Supporter").replace("FY27", "FY28");
    fs::write(desk.board(), theirs).unwrap();
    golden("undo-merged", &desk.answer("undo board.ron"));
    assert_eq!(desk.text(), EXAMPLE.replace("FY27", "FY28"));
}

#[test]
fn undoing_what_others_changed_since_is_refused() {
    let desk = Desk::new(&[EXAMPLE, &moved("Supporter")]);
    fs::write(desk.board(), moved("Blocker")).unwrap();
    golden("undo-refused", &desk.answer("undo board.ron"));
    assert_eq!(desk.text(), moved("Blocker"));
}

#[test]
fn a_board_that_is_gone_comes_back_from_its_versions() {
    let desk = three();
    fs::remove_file(desk.board()).unwrap();
    golden(
        "restore-gone",
        &desk.answer("history board.ron --restore 1"),
    );
    assert_eq!(desk.text(), moved("Champion"));
}

#[test]
fn what_is_no_board_does_not_come_back() {
    let desk = Desk::new(&["(version: 1", EXAMPLE]);
    golden(
        "restore-unreadable",
        &desk.answer("history board.ron --restore 1"),
    );
    assert_eq!(desk.text(), EXAMPLE);
}

#[test]
fn where_no_version_is_kept_that_is_said() {
    let desk = Desk::new(&[EXAMPLE]);
    golden("none-list", &desk.answer("history board.ron"));
    golden("none-undo", &desk.answer("undo board.ron"));
    golden("no-board", &desk.answer("history"));
    golden("no-board-purge", &desk.answer("purge"));
    golden("none-purge", &desk.answer("purge board.ron"));
}

#[test]
fn without_a_terminal_nothing_is_removed_unless_the_line_says_yes() {
    let desk = three();
    let answer = desk.answer("purge board.ron");
    golden("purge-unasked", &answer);
    assert!(!desk.store().kept().unwrap().is_empty());
    golden("purge", &desk.answer("purge board.ron --yes"));
    assert!(desk.store().kept().unwrap().is_empty());
    assert!(desk.text().starts_with("// read this"));
}

#[test]
fn what_a_running_session_has_noted_is_not_removed() {
    let desk = three();
    let store = desk.store();
    let journal = store
        .begin_journal(EXAMPLE.as_bytes(), b"(version: 1)")
        .unwrap();
    golden("purge-in-use", &desk.answer("purge board.ron --yes"));
    drop(journal);
}
