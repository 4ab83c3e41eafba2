//! Transcripts of subcommands in scripts: the command, what it prints, what it complains of, its
//! exit code, and the file behind.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::process::{Child, Command, Stdio};

const EXAMPLE: &str = include_str!("../assets/example.ron");

/// A folder of its own for everything, and a board in it.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        desk.write("b.ron", EXAMPLE);
        desk
    }

    fn write(&self, name: &str, text: &str) {
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600);
        let file = options.open(self.folder.path().join(name));
        file.unwrap().write_all(text.as_bytes()).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    fn start(&self, arguments: &[&str]) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onside"));
        command
            .env_clear()
            .env("ONSIDE_TODAY", "2026-11-22")
            .env("ONSIDE_STATE_DIR", self.folder.path().join("state"))
            .env("ONSIDE_BOARD", "b.ron")
            .env("XDG_CONFIG_HOME", "/nowhere")
            .env("LANG", "C.UTF-8")
            .current_dir(self.folder.path())
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    /// Runs a subcommand with `input` piped in: what it prints, complains of, and its exit code.
    fn piped(&self, arguments: &[&str], input: &str) -> (String, String, i32) {
        let mut child = self.start(arguments);
        // A program that ends before it has read all does not mind.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let code = output.status.code().unwrap();
        (text(output.stdout), text(output.stderr), code)
    }

    fn transcript(&self, calls: &[(&[&str], &str)]) -> String {
        let mut transcript = String::new();
        for (arguments, input) in calls {
            let (out, err, code) = self.piped(arguments, input);
            let words = arguments.iter().map(|word| {
                if word.contains(' ') {
                    format!("'{word}'")
                } else {
                    (*word).to_owned()
                }
            });
            let words = words.collect::<Vec<_>>().join(" ");
            let piped = if input.is_empty() {
                String::new()
            } else {
                format!(" << {input:?}")
            };
            write!(transcript, "$ onside {words}{piped}\n{out}{err}").unwrap();
            if code != 0 {
                writeln!(transcript, "exit {code}").unwrap();
            }
        }
        transcript
    }
}

#[test]
fn changes_are_one_sentence_each_and_lie_in_the_file() {
    let desk = Desk::new();
    let calls: &[(&[&str], &str)] = &[
        (&["add", "department", "Success"], ""),
        (&["add", "Zoe Quinn,", "Treasurer", "@finance", "p4"], ""),
        (&["add", "Zoe Quinn,", "Treasurer p4", "@finance"], ""),
        (&["remove", "zoe-quinn-2"], ""),
        (
            &["add"],
            "Al Bee, Buyer @success\n\nCy Dee, Clerk @success\n",
        ),
        (&["move", "dana", "supporter"], ""),
        (&["move", "dana", "supporter"], ""),
        (&["set", "Dana Ortiz", "title", "SVP", "Sales"], ""),
        (&["set", "Dana", "Ortiz", "power", "4"], ""),
        (&["talked", "dana", "call", "Liked", "the", "plan"], ""),
        (&["talked", "dana"], "call Said it\nin two lines\n"),
        (&["proof", "dana", "public", "Told", "all"], ""),
        (&["ask", "dana", "An", "intro", "to", "Sam", "by:fri"], ""),
        (&["promise", "sam", "Numbers", "by:fri"], ""),
        (&["gave", "sam", "The", "deck"], ""),
        (&["influence", "zoe", "<ruth!"], ""),
        (&["influence", "dana", "--", "-sam"], ""),
        (&["remove", "priya"], ""),
        (&["left", "tomasz"], ""),
    ];
    let transcript = desk.transcript(calls);
    let before = EXAMPLE.lines().collect::<Vec<_>>();
    let after = desk.read("b.ron");
    let added = after.lines().filter(|line| !before.contains(line));
    let added = added.collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!("changes", format!("{transcript}\n{added}"));
}

#[test]
fn a_change_of_an_older_copy_leaves_what_is_missing_offered() {
    let desk = Desk::new();
    let calls: &[(&[&str], &str)] = &[
        (&["move", "dana", "supporter"], ""),
        (&["talked", "dana", "call", "Liked", "the", "plan"], ""),
    ];
    desk.transcript(calls);
    desk.write("b.ron", EXAMPLE);
    let calls: &[(&[&str], &str)] = &[
        (&["set", "dana", "power", "2"], ""),
        (&["set", "dana", "power", "3"], ""),
        (&["check"], ""),
    ];
    insta::assert_snapshot!("older_copy", desk.transcript(calls));
}

#[test]
fn what_is_not_understood_changes_nothing_and_says_why() {
    let desk = Desk::new();
    desk.write("broken.ron", "(version: 1, title: )");
    desk.write("asked.ron", &EXAMPLE.replace(
        "    plays: [",
        "    conflicts: [(id: \"dana\", field: \"power\", base: \"5\", ours: \"4\", theirs: \"3\")],\n    plays: [",
    ));
    let asked = desk.read("asked.ron");
    let calls: &[(&[&str], &str)] = &[
        (&["move", "nobody", "champion"], ""),
        (&["move", "dana", "sideways"], ""),
        (&["move"], ""),
        (&["set", "dana", "power", "9"], ""),
        (&["talked", "dana"], ""),
        (&["add"], ""),
        (&["add"], "Al Bee, Buyer @sales\nDana Ortiz, VP @sales p9\n"),
        (&["remove", "dana", "now"], ""),
        (&["left", "nobody"], ""),
        (&["add", "-b", "none.ron", "Al Bee @sales"], ""),
        (&["gave", "-b", "broken.ron", "dana", "The deck"], ""),
        (&["gave", "-b", "asked.ron", "dana", "The deck"], ""),
    ];
    insta::assert_snapshot!("not_understood", desk.transcript(calls));
    assert_eq!(desk.read("b.ron"), EXAMPLE);
    assert_eq!(desk.read("asked.ron"), asked);
}

#[test]
fn a_dry_run_prints_the_difference_and_touches_nothing() {
    let desk = Desk::new();
    let calls: &[(&[&str], &str)] = &[
        (&["move", "--dry-run", "dana", "champion"], ""),
        (
            &["talked", "dana", "--dry-run"],
            "call Liked \u{1b}[31mit\n",
        ),
        (&["remove", "--dry-run", "priya"], ""),
    ];
    insta::assert_snapshot!("dry_run", desk.transcript(calls));
    assert_eq!(desk.read("b.ron"), EXAMPLE);
    let left = fs::read_dir(desk.folder.path()).unwrap().count();
    assert_eq!(left, 1, "only the board is there");
}

#[test]
fn many_at_once_lose_nothing_of_each_other() {
    let desk = Desk::new();
    let whats: Vec<String> = (0..6).map(|number| format!("Deck{number}")).collect();
    let children: Vec<Child> = whats
        .iter()
        .map(|what| desk.start(&["gave", "sam", what]))
        .collect();
    let codes: Vec<Option<i32>> = children
        .into_iter()
        .map(|child| child.wait_with_output().unwrap().status.code())
        .collect();
    let board = desk.read("b.ron");
    for (what, code) in whats.iter().zip(codes) {
        // Too busy is an answer, and leaves nothing behind; done is done, and once.
        assert!(matches!(code, Some(0 | 75)), "{what}: {code:?}");
        let is_done = usize::from(code == Some(0));
        assert_eq!(board.matches(what).count(), is_done, "{what} in {board}");
    }
}

#[test]
fn a_read_only_board_is_told_and_left() {
    let desk = Desk::new();
    let path = desk.folder.path().join("b.ron");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    let (_, err, code) = desk.piped(&["move", "dana", "champion"], "");
    assert_eq!(code, 74, "{err}");
    assert_eq!(
        err,
        "onside: b.ron is read-only; `chmod u+w b.ron` allows changes\n"
    );
    assert_eq!(desk.read("b.ron"), EXAMPLE);
}

#[test]
fn a_new_board_is_for_its_owner_alone_and_replaces_nothing() {
    let desk = Desk::new();
    let calls: &[(&[&str], &str)] = &[
        (&["new", "mine.ron", "A \"quoted\" title"], ""),
        (&["new", "mine.ron"], ""),
        (&["new", "b.ron"], ""),
        (&["check", "mine.ron"], ""),
        (&["add", "-b", "mine.ron", "department", "Sales"], ""),
    ];
    insta::assert_snapshot!("new", desk.transcript(calls));
    let mode = fs::metadata(desk.folder.path().join("mine.ron")).unwrap();
    assert_eq!(mode.permissions().mode() & 0o777, 0o600);
    let (_, _, code) = desk.piped(&["new", "no/such/mine.ron"], "");
    assert_eq!(code, 73);
}

#[test]
fn whom_a_filter_finds_is_listed_in_lines_and_as_json() {
    let desk = Desk::new();
    let calls: &[(&[&str], &str)] = &[
        (&["list"], ""),
        (&["list", "due", "power>=4"], ""),
        (&["list", "stance:skeptic", "--", "-dept:sales"], ""),
        (&["list", "zzzz"], ""),
        (&["list", "power>x"], ""),
        (&["show", "Ivo Marsh"], ""),
        (&["show", "nobody"], ""),
        (&["show", "dana", "--json"], ""),
        (&["list", "-b", "none.ron"], ""),
        (&["export", "--format", "md"], ""),
        (&["report", "--format", "csv"], ""),
        (&["export", "--format", "pdf"], ""),
    ];
    insta::assert_snapshot!("listed", desk.transcript(calls));
    let (out, _, code) = desk.piped(&["list", "due", "--json"], "");
    let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &answer["version"]), (0, &1.into()));
    let people = answer["people"].as_array().unwrap();
    assert!(people.iter().all(|person| person["presses"] == "due"));
    assert!(!people.is_empty(), "{out}");
    assert_eq!(desk.read("b.ron"), EXAMPLE);
}

#[test]
fn a_board_may_stand_before_what_is_asked_of_it() {
    let desk = Desk::new();
    for words in [
        &["list", "due"][..],
        &["list"],
        &["show", "dana"],
        &["export", "--format", "csv"],
        &["move", "mei", "champion", "--dry-run"],
    ] {
        let (command, rest) = words.split_first().unwrap();
        let first = [&[*command, "b.ron"], rest].concat();
        let told = desk.piped(&first, "");
        assert_eq!(told, desk.piped(words, ""), "{words:?}");
        assert!(told.2 == 0 && !told.0.is_empty(), "{words:?}: {told:?}");
    }
}

/// A sheet as people have it: a title above, their own headings, a row that says nothing.
const REGISTER: &str = "Stakeholder register;;;;;\n\n\
    Full Name;Role;Dept;Power (1-5);Current stance;Reports to;E-mail\n\
    Lea Roth;\"VP; Field\nOps\";Field Ops;high;Supportive;Dana Ortiz;l@example.com\n\
    DANA ORTIZ;SVP Sales;;;champion;;\n\
    Zoe;;Sales;9;;;\n\
    Al Bee;;Sales;;;Nobody Known;\n\
    Sam Whitfield;;;;;;\n";

#[test]
fn a_spreadsheet_is_taken_in_as_one_change_and_told_row_by_row() {
    let desk = Desk::new();
    desk.write("people.csv", REGISTER);
    let calls: &[(&[&str], &str)] = &[
        (&["import", "people.csv", "--dry-run"], ""),
        (&["import", "people.csv"], ""),
        (&["import", "people.csv"], ""),
        (&["import", "people.csv", "--json"], ""),
        (
            &["import", "-"],
            "name\ttitle\tdepartment\nIda Berg\tBuyer\tsales\n",
        ),
        (&["import", "-", "--into", "legal"], "Name\nMei Lin\n"),
        (&["import", "-", "--into", "nowhere"], "Name\nMei Lin\n"),
        (
            &["import", "-", "--into", "sales"],
            "Name\tManager\n\"Roth, Lea\"\t\"Ortiz, Dana\"\n\"Park, Zoe\"\t\"Roth, Lea\"\n",
        ),
        (
            &["import", "-", "--into", "sales", "--json"],
            "Name\n\"Ortiz, Dana\"\n",
        ),
        (
            &["import", "-", "--into", "sales"],
            "Surname\tForename\nOrtiz\tDana\nHill\tAnn\n",
        ),
    ];
    insta::assert_snapshot!("imported", desk.transcript(calls));
    let desk = Desk::new();
    desk.write("people.csv", REGISTER);
    assert_eq!(desk.piped(&["import", "people.csv"], "").2, 1);
    assert_eq!(desk.piped(&["undo"], "").2, 0);
    assert_eq!(desk.read("b.ron"), EXAMPLE);
}

#[test]
fn what_is_no_table_changes_nothing() {
    let desk = Desk::new();
    desk.write("empty.csv", "\n\n");
    desk.write("bad.csv", "Name,Stance\nZoe,fan\n");
    desk.write("old.xls", "\u{0}");
    let calls: &[(&[&str], &str)] = &[
        (&["import", "none.xlsx"], ""),
        (&["import", "empty.csv"], ""),
        (&["import", "bad.csv"], ""),
        (&["import", "old.xls"], ""),
        (&["import", "b.ron"], ""),
        (&["import", "bad.csv", "-b", "none.ron"], ""),
        (&["import"], ""),
    ];
    insta::assert_snapshot!("not_imported", desk.transcript(calls));
    assert_eq!(desk.read("b.ron"), EXAMPLE);
}

#[test]
fn what_was_exported_changes_nothing_when_it_comes_back() {
    let desk = Desk::new();
    let hostile = EXAMPLE
        .replace(
            "title: \"VP Sales\"",
            "title: \"=HYPERLINK(1)\", tags: [\"a/b\", \"-x\", \"c;d\"]",
        )
        .replace(
            "\"Tomasz Zielinski\"",
            "\"'@Tom \\u{202e}\\\"Z\\\", x\\ny\"",
        );
    assert_ne!(hostile, EXAMPLE);
    for board in [EXAMPLE, &hostile] {
        desk.write("b.ron", board);
        let (csv, _, code) = desk.piped(&["export", "--format", "csv"], "");
        assert_eq!(code, 0);
        let (out, err, code) = desk.piped(&["import", "-"], &csv);
        assert_eq!((err.as_str(), code), ("", 0), "{out}");
        assert!(out.ends_with("Nothing was changed.\n"), "{out}");
        assert_eq!(desk.read("b.ron"), board);
    }
}

#[test]
fn a_board_made_of_an_export_exports_the_same() {
    let desk = Desk::new();
    let (csv, _, _) = desk.piped(&["export", "--format", "csv"], "");
    desk.piped(&["new", "copy.ron"], "");
    let (_, err, code) = desk.piped(&["import", "-", "-b", "copy.ron"], &csv);
    assert_eq!((err.as_str(), code), ("", 0));
    let (again, _, _) = desk.piped(&["export", "-b", "copy.ron", "--format", "csv"], "");
    assert_eq!(again, csv);
}
