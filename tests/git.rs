//! Boards in real repositories: merge, rebase, cherry-pick and stash with the driver that
//! `onside git install` sets up. Nothing that either side wrote may be lost.
//!
//! `cargo test --test git -- --include-ignored --nocapture` runs 500 random pairs.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that can't go on says so best by failing; one that is skipped says why"
)]

#[path = "document/random.rs"]
mod random;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use onside::document::Document;
use onside::document::merge::{NoAnswer, answer_left};
use onside::model::{
    BoardField, Department, DepartmentField, Edit, Entry, Id, Person, PersonField, Play, PlayField,
    Stance, Status, Who, removal,
};
use random::Random;
use tempfile::TempDir;

const EXAMPLE: &str = include_str!("../assets/example.ron");
const BOARD: &str = "programme.ron";

/// A repository with the example in its first commit, on a branch `base`.
struct Repository(TempDir);

impl Repository {
    /// Returns a repository that git is set up for; `None` without git.
    fn new() -> Option<Self> {
        let repository = Self::bare(EXAMPLE)?;
        let done = repository.onside(&["git", "install", BOARD, "--with-notes"]);
        assert!(done.status.success(), "{}", shown(&done));
        repository.fine(&["add", "-A"]);
        repository.fine(&["commit", "-qm", "attributes"]);
        repository.fine(&["branch", "-f", "base"]);
        Some(repository)
    }

    fn bare(board: &str) -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            eprintln!("skipped: there is no git here");
            return None;
        }
        let repository = Self(tempfile::tempdir().unwrap());
        repository.fine(&["init", "-q", "-b", "start"]);
        repository.write(board);
        repository.fine(&["add", BOARD]);
        repository.fine(&["commit", "-qm", "board"]);
        Some(repository)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.0.path()).stdin(Stdio::null());
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap());
        command
            .env("HOME", self.0.path())
            .env("GIT_CONFIG_NOSYSTEM", "1");
        command.env("ONSIDE_STATE_DIR", self.path(".git/state"));
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "Kim");
            command.env(format!("GIT_{role}_EMAIL"), "kim@example.org");
        }
        command.env("GIT_EDITOR", "true").env("TZ", "UTC");
        command
    }

    fn git(&self, words: &[&str]) -> Output {
        self.command("git").args(words).output().unwrap()
    }

    fn onside(&self, words: &[&str]) -> Output {
        let mut command = self.command(env!("CARGO_BIN_EXE_onside"));
        command.args(words).output().unwrap()
    }

    fn fine(&self, words: &[&str]) -> String {
        let output = self.git(words);
        assert!(output.status.success(), "{words:?}: {}", shown(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    fn write(&self, text: &str) {
        fs::write(self.path(BOARD), text).unwrap();
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path(BOARD)).unwrap()
    }

    /// Commits a text on a branch of its own.
    fn branch(&self, name: &str, text: &str) {
        self.fine(&["checkout", "-q", "-B", name, "base"]);
        self.write(text);
        self.fine(&["commit", "-qam", name]);
    }

    /// Brings theirs to ours and says whether git is content.
    fn unite(&self, way: Way, ours: &str, theirs: &str) -> Output {
        self.branch("ours", ours);
        if let Way::Stash = way {
            self.fine(&["checkout", "-q", "base"]);
            self.write(theirs);
            self.fine(&["stash", "-q"]);
        } else {
            self.branch("theirs", theirs);
        }
        let (on, words): (&str, &[&str]) = match way {
            Way::Merge => ("ours", &["merge", "-q", "--no-edit", "theirs"]),
            Way::Rebase => ("theirs", &["rebase", "-q", "ours"]),
            Way::CherryPick => ("ours", &["cherry-pick", "theirs"]),
            Way::Stash => ("ours", &["stash", "pop"]),
        };
        self.fine(&["checkout", "-q", on]);
        self.git(words)
    }

    /// Leaves a merge that is under way.
    fn leave(&self, way: Way) {
        match way {
            Way::Rebase => drop(self.git(&["rebase", "--abort"])),
            Way::CherryPick => drop(self.git(&["cherry-pick", "--abort"])),
            Way::Stash => drop(self.git(&["stash", "clear"])),
            Way::Merge => {}
        }
        self.fine(&["reset", "-q", "--hard"]);
    }
}

fn shown(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!(
        "{:?}\n{}{}",
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr)
    )
}

/// The ways in which git brings two sides together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Merge,
    Rebase,
    CherryPick,
    Stash,
}

const WAYS: [Way; 4] = [Way::Merge, Way::Rebase, Way::CherryPick, Way::Stash];

/// The words that sides write, each once: `zq17a3`.
fn tokens(text: &str) -> BTreeSet<String> {
    let words = text.split(|each: char| !each.is_ascii_alphanumeric());
    let own = words.filter(|word| word.starts_with("zq"));
    own.map(str::to_owned).collect()
}

/// Changes a board a few times, each time with a word of its own.
fn change(base: &str, side: &str, random: &mut Random) -> String {
    let mut document = load(base);
    for number in 0..=random.below(4) {
        let token = format!("zq{side}{number}");
        if random.one_in(6) {
            if let Some(text) = comment(&document, &token, random) {
                document = load(&text);
            }
            continue;
        }
        let edits = edits(&document, &token, random);
        document
            .apply(&edits)
            .unwrap_or_else(|error| panic!("{error}: {edits:?}"));
    }
    // Something is different in any case.
    let at = document.board().log.len();
    let entry = Box::new(Entry::Gave {
        on: "2026-11-22".parse().unwrap(),
        who: Who::new(vec![some_id(&document, random)]),
        what: format!("zq{side}last"),
    });
    document.apply(&[Edit::AddEntry { at, entry }]).unwrap();
    document.text().to_owned()
}

/// Puts a comment on a line of its own where it changes nothing.
fn comment(document: &Document, token: &str, random: &mut Random) -> Option<String> {
    let mut lines: Vec<&str> = document.text().lines().collect();
    let line = format!("        // {token}");
    lines.insert(random.below(lines.len()), &line);
    let text = lines.join("\n") + "\n";
    Document::says(&text, document.board()).then_some(text)
}

fn load(text: &str) -> Document {
    Document::load(text.as_bytes()).unwrap_or_else(|problems| panic!("{problems:#?}\n{text}"))
}

fn some_id(document: &Document, random: &mut Random) -> Id {
    let people: Vec<_> = document.board().people().collect();
    people[random.below(people.len())].1.id.clone()
}

fn edits(document: &Document, token: &str, random: &mut Random) -> Vec<Edit> {
    let board = document.board();
    let id = some_id(document, random);
    let seat = board.seat(&id).unwrap();
    let person = board.person(seat).unwrap();
    let change = |field| {
        vec![Edit::SetPerson {
            id: id.clone(),
            field,
        }]
    };
    let text = token.to_owned();
    let new_id = Id::new(token).unwrap();
    let home = &board.departments[random.below(board.departments.len())];
    match random.below(13) {
        0 => change(PersonField::Note(format!("{}\n{token}", person.note))),
        1 => change(PersonField::Note(text)),
        2 => change(PersonField::CaresAbout(text)),
        3 => change(PersonField::Tags(
            [person.tags.clone(), vec![text]].concat(),
        )),
        4 => change(PersonField::Title(text)),
        5 => change(PersonField::Stance(random.pick(&[
            Stance::Blocker,
            Stance::Champion,
            Stance::Neutral,
        ]))),
        6 => vec![Edit::SetBoard(BoardField::Goal(text))],
        7 => {
            let (id, field) = (home.id.clone(), DepartmentField::Ideal(text));
            vec![Edit::SetDepartment { id, field }]
        }
        8 => removal(board, &id),
        9 => vec![Edit::AddPerson {
            department: home.id.clone(),
            at: random.below(home.people.len() + 1),
            person: Box::new(Person::new(new_id, token)),
        }],
        10 => vec![Edit::MovePerson {
            at: home.people.iter().filter(|each| each.id != id).count(),
            department: home.id.clone(),
            id,
        }],
        11 => vec![Edit::AddDepartment {
            at: random.below(board.departments.len() + 1),
            department: Box::new(Department::new(new_id, token)),
        }],
        _ => match board.plays.first() {
            Some(play) if random.one_in(2) => vec![Edit::SetPlay {
                id: play.id.clone(),
                field: PlayField::Answers(text),
            }],
            _ => vec![Edit::AddPlay {
                at: board.plays.len(),
                play: Box::new(Play {
                    id: new_id,
                    department: home.id.clone(),
                    answers: text,
                    status: Status::Planned,
                    due: None,
                    steps: Vec::new(),
                }),
            }],
        },
    }
}

/// What random pairs came to.
#[derive(Debug, Default)]
struct Tally {
    pairs: usize,
    clean: usize,
    asked: usize,
    questions: usize,
    words: usize,
    lost: Vec<String>,
}

fn run_pairs(pairs: usize) {
    let Some(repository) = Repository::new() else {
        return;
    };
    let mut random = Random::new(20_261_122);
    let mut tally = Tally::default();
    for number in 0..pairs {
        let ours = change(EXAMPLE, &format!("{number}a"), &mut random);
        let theirs = change(EXAMPLE, &format!("{number}b"), &mut random);
        let way = WAYS[number % WAYS.len()];
        let output = repository.unite(way, &ours, &theirs);
        let text = repository.text();
        let result = load(&text);
        let left = result.board().conflicts.len();
        let is_clean = output.status.success();
        assert_eq!(is_clean, left == 0, "{way:?} {number}: {}", shown(&output));
        let written = tokens(&ours)
            .union(&tokens(&theirs))
            .cloned()
            .collect::<BTreeSet<_>>();
        let there = tokens(&text);
        tally.words += written.len();
        let gone = written.difference(&there);
        tally
            .lost
            .extend(gone.map(|word| format!("{way:?} {number}: {word}")));
        tally.pairs += 1;
        tally.questions += left;
        *if is_clean {
            &mut tally.clean
        } else {
            &mut tally.asked
        } += 1;
        check_answers(&result);
        repository.leave(way);
    }
    eprintln!("{tally:#?}");
    assert!(tally.lost.is_empty());
    assert!(tally.clean > pairs / 4 && tally.asked > pairs / 20);
}

/// Every question can be answered with either side's text.
fn check_answers(result: &Document) {
    for takes_ours in [true, false] {
        let mut document = result.clone();
        while let Some(question) = document.board().conflicts.first() {
            let text = if takes_ours {
                &question.ours
            } else {
                &question.theirs
            };
            match answer_left(document.board(), 0, text) {
                Ok(edits) => drop(document.apply(&edits).unwrap()),
                // Somebody whom the answer before took away has no fields any more.
                Err(NoAnswer::NoRecord(_)) => {
                    drop(document.apply(&[Edit::RemoveConflict(0)]).unwrap());
                }
                Err(wrong) => panic!("{wrong}: {question:?}"),
            }
        }
    }
}

/// A board of one department, its people as they are given.
fn small(people: &str) -> String {
    format!(
        "(\n    version: 1,\n    departments: [\n        (id: \"s\", name: \"Sales\", people: [\n{people}        ]),\n    ],\n)\n"
    )
}

/// Brings two boards together and checks what git says, and parts of what is in the file.
fn check(base: &str, ours: &str, theirs: &str, is_clean: bool, parts: &[&str]) {
    let Some(repository) = Repository::new() else {
        return;
    };
    repository.write(base);
    repository.fine(&["commit", "-qam", "base"]);
    repository.fine(&["branch", "-f", "base"]);
    let output = repository.unite(Way::Merge, ours, theirs);
    assert_eq!(output.status.success(), is_clean, "{}", shown(&output));
    let text = repository.text();
    for part in parts {
        assert!(text.contains(part), "{part} in {text}");
    }
}

const DANA: &str = "            (id: \"dana\", name: \"Dana\"),\n";
const SAM: &str = "            (id: \"sam\", name: \"Sam\"),\n";

#[test]
fn fields_of_one_line_are_merged_and_both_layouts_stay() {
    let (one, two) = (
        small("            (id: \"dana\", name: \"Dana\", power: 5), // ours\n"),
        small(
            "            (id: \"dana\", name: \"Dana\", title: \"CFO\"),\n            // theirs\n            (\n              id: \"ruth\",  name: \"Ruth\"),\n",
        ),
    );
    let parts = [
        "title: \"CFO\", name: \"Dana\", power: 5), // ours\n",
        "            // theirs\n            (\n              id: \"ruth\",  name: \"Ruth\")",
    ];
    check(&small(DANA), &one, &two, true, &parts);
}

#[test]
fn one_field_in_two_ways_is_a_question_in_the_file() {
    let with = |power: u8| small(&DANA.replace("),", &format!(", power: {power}),")));
    let question = r#"(id: "dana", field: "power", base: "1", ours: "2", theirs: "4"),"#;
    check(&with(1), &with(2), &with(4), false, &["power: 2", question]);
}

#[test]
fn somebody_edited_and_removed_stays_with_a_question() {
    let edited = small(&(DANA.replace("),", ", power: 5),") + SAM));
    let question = r#"(id: "dana", field: "", base: "(name: \"Dana\")", ours: "", theirs: "(name: \"Dana\", power: 5)")"#;
    let base = small(&(DANA.to_owned() + SAM));
    check(&base, &small(SAM), &edited, false, &["Dana", question]);
}

#[test]
fn two_people_of_one_id_are_both_there() {
    let with = |name: &str| small(&(DANA.to_owned() + &SAM.replace("\"Sam\"", name)));
    let parts = ["name: \"Sam Lee\"", "name: \"Samir\""];
    check(
        &small(DANA),
        &with("\"Sam Lee\""),
        &with("\"Samir\""),
        true,
        &parts,
    );
}

#[test]
fn what_is_no_board_is_merged_line_by_line() {
    let ours = small("            (id: \"dana\", name: \"Dana\", power: 5),\n");
    let theirs = small("            (id: \"dana\", name: \"Dana\", power: ),\n");
    let parts = ["<<<<<<< ours\n", "power: 5", "power: )", ">>>>>>> theirs\n"];
    check(&small(DANA), &ours, &theirs, false, &parts);
    // Where the lines are apart there are no marks, and yet nobody may take it for a board.
    let ours = small(DANA).replace("version: 1,", "version: 1, goal: \"G\",");
    check(
        &small(DANA),
        &ours,
        &theirs,
        false,
        &["goal: \"G\"", "power: )"],
    );
}

#[test]
fn a_board_that_both_added_is_merged() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let name = "other.ron";
    let add = |branch: &str, text: &str| {
        repository.fine(&["checkout", "-q", "-B", branch, "base"]);
        fs::write(repository.path(name), text).unwrap();
        let set_up = repository.onside(&["git", "install", name]);
        assert!(set_up.status.success(), "{}", shown(&set_up));
        repository.fine(&["add", "-A"]);
        repository.fine(&["commit", "-qm", branch]);
    };
    add("theirs", &small(DANA));
    add("ours", &small(SAM));
    repository.fine(&["merge", "-q", "--no-edit", "theirs"]);
    let text = fs::read_to_string(repository.path(name)).unwrap();
    assert!(text.contains("Dana") && text.contains("Sam"), "{text}");
    assert_eq!(load(&text).board().departments.len(), 1);
}

#[test]
fn a_board_that_one_side_renamed_is_merged_under_its_new_name() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let edited = EXAMPLE.replacen("goal: \"", "goal: \"zq1 ", 1);
    repository.branch("theirs", &edited);
    repository.fine(&["checkout", "-q", "-B", "ours", "base"]);
    repository.fine(&["mv", BOARD, "new.ron"]);
    let text = EXAMPLE.replacen("title: \"", "title: \"zq2 ", 1);
    fs::write(repository.path("new.ron"), text).unwrap();
    // Attributes go by name.
    repository.onside(&["git", "install", "new.ron", "--with-notes"]);
    repository.fine(&["commit", "-qam", "renamed"]);
    repository.fine(&["merge", "-q", "--no-edit", "theirs"]);
    let text = fs::read_to_string(repository.path("new.ron")).unwrap();
    assert_eq!(tokens(&text).len(), 2, "{text}");
}

#[test]
fn a_board_that_one_side_deleted_is_a_conflict_of_git_and_stays() {
    for (editing, deleting) in [("theirs", "ours"), ("ours", "theirs")] {
        let Some(repository) = Repository::new() else {
            return;
        };
        repository.branch(editing, &EXAMPLE.replacen("goal: \"", "goal: \"zq1 ", 1));
        repository.fine(&["checkout", "-q", "-B", deleting, "base"]);
        repository.fine(&["rm", "-q", BOARD]);
        repository.fine(&["commit", "-qm", "deleted"]);
        repository.fine(&["checkout", "-q", "ours"]);
        let output = repository.git(&["merge", "-q", "--no-edit", "theirs"]);
        assert_eq!(output.status.code(), Some(1), "{}", shown(&output));
        assert_eq!(tokens(&repository.text()).len(), 1, "{deleting} deleted");
    }
}

#[test]
fn without_onside_git_merges_line_by_line_and_drops_no_side() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let driver = repository.fine(&["config", "--local", "--get", "merge.onside.driver"]);
    let gone = driver.replace(env!("CARGO_BIN_EXE_onside"), "/nowhere/onside");
    repository.fine(&["config", "--local", "merge.onside.driver", &gone]);
    let with = |word: &str| EXAMPLE.replacen("goal: \"", &format!("goal: \"{word} "), 1);
    let output = repository.unite(Way::Merge, &with("zq1"), &with("zq2"));
    assert_eq!(output.status.code(), Some(1), "{}", shown(&output));
    let text = repository.text();
    assert!(
        text.contains("<<<<<<< ours") && tokens(&text).len() == 2,
        "{text}"
    );
}

#[test]
fn a_driver_that_breaks_off_leaves_every_file_as_it_was() {
    let Some(repository) = Repository::new() else {
        return;
    };
    // What an older onside, which has no such subcommand, or a panic would say.
    for code in [2, 101, 130] {
        let program = repository.path(".git/broken");
        fs::write(&program, format!("#!/bin/sh\nexit {code}\n")).unwrap();
        fs::set_permissions(
            &program,
            std::os::unix::fs::PermissionsExt::from_mode(0o700),
        )
        .unwrap();
        let driver = repository.fine(&["config", "--local", "--get", "merge.onside.driver"]);
        let broken = driver.replace(env!("CARGO_BIN_EXE_onside"), program.to_str().unwrap());
        repository.fine(&["config", "--local", "merge.onside.driver", &broken]);
        let with = |word: &str| EXAMPLE.replacen("goal: \"", &format!("goal: \"{word} "), 1);
        let output = repository.unite(Way::Merge, &with("zq1"), &with("zq2"));
        assert!(!output.status.success(), "{}", shown(&output));
        assert_eq!(repository.text(), with("zq1"));
        assert_eq!(repository.fine(&["status", "--porcelain", "-uno"]), "");
    }
}

#[test]
fn a_diff_shows_what_changed_and_not_how_it_is_written() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let base = small(&DANA.replace("Dana\"", "Dana\\u{1b}\", note: \"one\\ntwo\""));
    repository.write(&base);
    repository.fine(&["commit", "-qam", "base"]);
    let laid_out = base.replace("(id: \"dana\", ", "(\n  id: \"dana\", // again\n  ");
    repository.write(&laid_out.replace("two", "three"));
    let diff = repository.fine(&["diff", "-U0"]);
    let lines = diff.lines().filter(|line| line.starts_with(['+', '-']));
    let lines: Vec<&str> = lines.skip(2).collect();
    assert_eq!(
        lines,
        ["-person dana note: two", "+person dana note: three"]
    );
}

#[test]
fn nothing_is_lost_in_forty_random_pairs() {
    run_pairs(40);
}

#[test]
#[ignore = "takes a minute; the forty above are the same in small"]
fn nothing_is_lost_in_five_hundred_random_pairs() {
    run_pairs(500);
}

/// A sitting of commands with what each said, paths left out.
fn transcript(repository: &Repository, lines: &[&str]) -> String {
    let mut said = String::new();
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        let output = match words.split_first().unwrap() {
            (&"onside", rest) => repository.onside(rest),
            (_, rest) => repository.git(rest),
        };
        let [out, err] =
            [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
        let code = output.status.code().unwrap();
        writeln!(said, "$ {line}\n{out}{err}[{code}]").unwrap();
    }
    said.replace(env!("CARGO_BIN_EXE_onside"), "ONSIDE")
}

#[test]
fn git_is_set_up_looked_at_and_set_back() {
    let Some(repository) = Repository::bare(&small(&DANA.replace("),", ", note: \"n\"),"))) else {
        return;
    };
    let lines = [
        "onside git install programme.ron",
        "git remote add origin https://kim:secret@example.org/map.git",
        "onside git install programme.ron",
        "onside git install programme.ron --check",
        "onside git install programme.ron --with-notes",
        "onside git install programme.ron --check",
        "git config --local --get-regexp onside",
        "git check-attr -a programme.ron",
        "onside git install programme.ron --remove",
        "onside git install programme.ron --check",
        "git status --porcelain --ignored",
        "onside git install missing.ron",
        "onside git merge-driver one two",
        "onside git merge-driver one two three",
        "onside git textconv missing.ron",
    ];
    insta::assert_snapshot!(transcript(&repository, &lines));
}

#[test]
fn outside_of_a_repository_the_next_step_is_told() {
    let Some(repository) = Repository::bare(&small(DANA)) else {
        return;
    };
    fs::remove_dir_all(repository.path(".git")).unwrap();
    let lines = ["onside git install programme.ron"];
    insta::assert_snapshot!(transcript(&repository, &lines));
}

#[test]
fn a_commit_of_a_board_that_does_not_load_is_refused() {
    let Some(repository) = Repository::bare(&small(DANA)) else {
        return;
    };
    let install = ["git", "install", BOARD, "--pre-commit"];
    let done = repository.onside(&install);
    assert!(
        shown(&done).contains("is refused from now on"),
        "{}",
        shown(&done)
    );
    assert_eq!(
        shown(&repository.onside(&install))
            .matches("from now on")
            .count(),
        1,
        "once more changes nothing"
    );
    let commit = || repository.git(&["commit", "-qam", "changed"]);
    let before = repository.fine(&["rev-parse", "HEAD"]);

    repository.write(&small(&DANA.replace("),", ", power: 9),")));
    let refused = shown(&commit());
    assert!(refused.contains("programme.ron:"), "{refused}");
    assert!(refused.contains("power"), "{refused}");
    assert_eq!(repository.fine(&["rev-parse", "HEAD"]), before);

    let asked = small(DANA).replacen(
        "departments:",
        "conflicts: [(id: \"dana\", field: \"power\", base: \"1\", ours: \"2\", theirs: \"3\")], departments:",
        1,
    );
    repository.write(&asked);
    let refused = shown(&commit());
    assert!(
        refused.contains("a question is left of a merge"),
        "{refused}"
    );
    assert_eq!(repository.fine(&["rev-parse", "HEAD"]), before);

    // What is committed counts, not what lies in the folder.
    repository.write(&small(&DANA.replace("Dana", "Dina")));
    repository.fine(&["add", "-A"]);
    repository.write("broken");
    let done = repository.git(&["commit", "-qm", "staged"]);
    assert!(done.status.success(), "{}", shown(&done));
    repository.fine(&["checkout", "--", BOARD]);

    // A deletion, and what is no board, is nobody's business here.
    fs::write(repository.path("notes.ron"), "(").unwrap();
    repository.fine(&["add", "notes.ron"]);
    repository.fine(&["rm", "-q", BOARD]);
    repository.fine(&["commit", "-qm", "others"]);
}

#[test]
fn a_name_that_is_no_text_hides_no_broken_board() {
    let Some(repository) = Repository::bare(&small(DANA)) else {
        return;
    };
    repository.onside(&["git", "install", BOARD, "--pre-commit"]);
    let odd = OsStr::from_bytes(b"caf\xe9.ron");
    if fs::write(repository.0.path().join(odd), "(").is_err() {
        eprintln!("skipped: files have no such names here");
        return;
    }
    repository.write("(");
    repository.fine(&["add", "-A"]);
    let refused = shown(&repository.onside(&["git", "pre-commit"]));
    assert!(refused.contains("programme.ron:1:"), "{refused}");
    assert!(refused.starts_with("Some(1)"), "{refused}");

    // Nor is a board with such a name passed over.
    repository.write(&small(DANA));
    fs::write(repository.path(".gitattributes"), "*.ron merge=onside\n").unwrap();
    repository.fine(&["add", "-A"]);
    let refused = shown(&repository.onside(&["git", "pre-commit"]));
    assert!(refused.contains("caf\u{fffd}.ron:1:"), "{refused}");
}

#[test]
fn what_git_does_not_tell_is_not_taken_for_sound() {
    let Some(repository) = Repository::bare(&small(DANA)) else {
        return;
    };
    repository.onside(&["git", "install", BOARD, "--pre-commit"]);
    repository.write(&small(&DANA.replace("Dana", "Dina")));
    repository.fine(&["add", "-A"]);
    let check = |lost: &str| {
        let said = shown(&repository.onside(&["git", "pre-commit"]));
        let expected = format!("can't be looked at: `git {lost} ");
        assert!(said.contains(&expected), "{said}");
        assert!(said.starts_with("Some(66)"), "{said}");
    };
    let blob = repository.fine(&["rev-parse", ":programme.ron"]);
    let (folder, file) = blob.trim().split_at(2);
    let blob = repository.path(".git/objects").join(folder).join(file);
    fs::remove_file(blob).unwrap();
    check("show");
    fs::write(repository.path(".git/index"), "no index").unwrap();
    check("diff");
}

#[test]
fn a_hook_that_is_there_stays_as_it_is() {
    let Some(repository) = Repository::bare(&small(DANA)) else {
        return;
    };
    let hook = repository.path(".git/hooks/pre-commit");
    let theirs = "#!/bin/sh\nexit 0\n";
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, theirs).unwrap();
    let install = ["git", "install", BOARD, "--pre-commit"];
    let said = shown(&repository.onside(&install));
    assert!(
        said.contains("add this line to it:\nif command -v"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(&hook).unwrap(), theirs);
    let check = ["git", "install", BOARD, "--check"];
    let said = shown(&repository.onside(&check));
    assert!(said.contains("Commits are not checked"), "{said}");

    let line = shown(&repository.onside(&install));
    let line = line.lines().find(|line| line.starts_with("if ")).unwrap();
    let both = format!("#!/bin/sh\n{line}\nexit 0\n");
    fs::write(&hook, &both).unwrap();
    let said = shown(&repository.onside(&check));
    assert!(said.contains("Commits are checked"), "{said}");
    let said = shown(&repository.onside(&["git", "install", BOARD, "--remove"]));
    assert!(said.contains("take this line out of it"), "{said}");
    assert_eq!(fs::read_to_string(&hook).unwrap(), both);
}

#[test]
fn a_hook_of_ours_goes_when_it_is_taken_back() {
    let Some(repository) = Repository::bare(&small(DANA)) else {
        return;
    };
    let hook = repository.path(".git/hooks/pre-commit");
    repository.onside(&["git", "install", BOARD, "--pre-commit"]);
    assert!(hook.exists());
    repository.onside(&["git", "install", BOARD, "--remove"]);
    assert!(!hook.exists());
}
