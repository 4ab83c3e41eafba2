//! What a board holds about people: handed to them, forgotten, and never sent anywhere.

#![expect(
    clippy::unwrap_used,
    reason = "a test that can't go on says so best by failing"
)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use onside::document::Document;
use onside::store::{Expected, Fingerprint, StateFolder, Store};
use tempfile::TempDir;

const BOARD: &str = r#"(
    version: 1,
    departments: [
        (id: "sales", name: "Sales", people: [
            // Dana is on leave until May.
            (id: "dana", name: "Dana Ortiz", stance: Skeptic, note: "Wants numbers."),
            (id: "sam", name: "Sam Lee", reports_to: "dana", listens_to: {"dana": Strong},
             note: "Says what Dana Ortiz says."),
            (id: "ann", name: "Ann Wu", note: "Has a danaid on her desk."),
        ]),
    ],
    decisions: [(id: "fund", ask: "Fund it?", on: "2026-12-01", votes: [(who: "dana", odds: 40)])],
    log: [
        Talked(on: "2026-11-01", who: ["dana", "sam"], how: Call, note: "She was cross."),
        Talked(on: "2026-11-02", who: "sam", how: Call, via: "dana", note: "Through her."),
        Moved(on: "2026-11-03", who: "dana", from: Unknown, to: Skeptic, because: "Costs."),
        Asked(on: "2026-11-04", who: "dana", what: "A pilot"),
        Gave(on: "2026-11-05", who: "sam", what: "A talk"),
    ],
    conflicts: [(id: "dana", field: "power", base: "1", ours: "2", theirs: "3")],
)
"#;

/// Words of the board that no argument and no dump may hold.
const PRIVATE: &str = "Wants numbers.";

/// A folder with a board of which an older version is kept.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        let path = desk.0.path().join("board.ron");
        let before = BOARD.replace("Wants numbers.", "Wants money.");
        fs::write(&path, &before).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        let store = Store::new(path, StateFolder::At(desk.state()));
        let expected = Expected::File(Fingerprint::of(before.as_bytes()));
        store.save(BOARD.as_bytes(), expected).unwrap();
        onside::store::keep_copied(&StateFolder::At(desk.state()), "Dana Ortiz").unwrap();
        desk
    }

    fn state(&self) -> std::path::PathBuf {
        self.0.path().join("state")
    }

    fn run(&self, program: impl AsRef<OsStr>, words: &[&str]) -> Output {
        let mut command = Command::new(program);
        command.args(words).current_dir(self.0.path());
        command.env_clear().env("TZ", "UTC").stdin(Stdio::null());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("ONSIDE_STATE_DIR", self.state());
        command.env("ONSIDE_TODAY", "2026-11-22");
        command.output().unwrap()
    }

    fn said(&self, line: &str) -> String {
        let words: Vec<&str> = line.split_whitespace().collect();
        let output = self.run(env!("CARGO_BIN_EXE_onside"), &words);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let code = output.status.code().unwrap();
        format!("{}{}[{code}]", text(&output.stdout), text(&output.stderr))
    }
}

/// Returns all files below a folder that hold a text.
fn holding(folder: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, text));
        } else if String::from_utf8_lossy(&fs::read(&path).unwrap()).contains(text) {
            found.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    found.sort();
    found
}

#[test]
fn somebody_is_handed_all_that_is_on_file_about_them() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.said("about dana -b board.ron"));
    insta::assert_snapshot!(desk.said("about dan -b board.ron"), @r"
    onside: nobody in board.ron is `dan`; did you mean `dana`?
    [2]
    ");
}

#[test]
fn nobody_is_forgotten_without_a_yes() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.said("forget dana -b board.ron"), @r"
    onside: Dana Ortiz, and every kept version and journal of board.ron, would go for good; `--yes` says that you mean it
    [2]
    ");
    let text = fs::read_to_string(desk.0.path().join("board.ron")).unwrap();
    assert_eq!(text, BOARD);
    assert!(!holding(&desk.state(), "Wants money.").is_empty());
}

#[test]
fn somebody_forgotten_is_in_no_file_of_ours_any_more() {
    let desk = Desk::new();
    assert!(holding(desk.0.path(), "Dana Ortiz").len() > 2);
    let said = desk.said("forget dana -b board.ron --yes");
    let text = fs::read_to_string(desk.0.path().join("board.ron")).unwrap();
    insta::assert_snapshot!(format!("{said}\n{text}"));
    assert!(Document::load(text.as_bytes()).is_ok());
    assert_eq!(holding(&desk.state(), "ana"), [""; 0]);
}

/// Subcommands that together read, save and start another program.
const ALL: [&str; 10] = [
    "check board.ron",
    "next board.ron",
    "brief dana -b board.ron",
    "since -b board.ron 2026-10-01",
    "about dana -b board.ron",
    "git install board.ron --check",
    "history board.ron",
    "handover kim.ron -b clean.ron",
    "import people.csv -b clean.ron",
    "forget dana --yes -b board.ron",
];

#[test]
fn nothing_opens_a_connection_or_hands_words_to_a_program() {
    if Command::new("strace").arg("-V").output().is_err() {
        eprintln!("skipped: there is no strace here to see system calls with");
        return;
    }
    let desk = Desk::new();
    let trace = desk.0.path().join("trace");
    let clean = BOARD.lines().filter(|line| !line.contains("conflicts"));
    let clean = clean.collect::<Vec<_>>().join("\n");
    fs::write(desk.0.path().join("clean.ron"), clean).unwrap();
    fs::write(
        desk.0.path().join("people.csv"),
        "Name,Note\nDana Ortiz,She was cross\n",
    )
    .unwrap();
    let file = trace.to_str().unwrap();
    for line in ALL {
        let mut words = vec![
            "-f",
            "-qq",
            "-s",
            "9999",
            "-e",
            "trace=%net,execve",
            "-o",
            file,
        ];
        words.push(env!("CARGO_BIN_EXE_onside"));
        words.extend(line.split_whitespace());
        let output = desk.run("strace", &words);
        let told = String::from_utf8_lossy(&output.stderr);
        if told.contains("ptrace") {
            eprintln!("skipped: strace may not look here: {told}");
            return;
        }
        let is_done = output.status.code().is_some_and(|code| code < 2);
        assert!(is_done || line.starts_with("git"), "{line}: {told}");
        let calls = fs::read_to_string(&trace).unwrap();
        assert!(!calls.contains("AF_INET"), "{line}: {calls}");
        // Nor does another program see any of it in its arguments.
        assert!(calls.contains("execve"), "{line}: {calls}");
        for words in [PRIVATE, "She was cross", "Costs."] {
            assert!(!calls.contains(words), "{line}: {calls}");
        }
    }
    // What is looked for is seen where it is.
    let words = ["-f", "-qq", "-e", "trace=%net", "-o", file, "bash", "-c"];
    let connects = [&words[..], &["exec 3<>/dev/tcp/127.0.0.1/9"]].concat();
    drop(desk.run("strace", &connects));
    let calls = fs::read_to_string(&trace).unwrap_or_default();
    let is_bash = Command::new("bash").arg("--version").output().is_ok();
    assert!(!is_bash || calls.contains("AF_INET"), "{calls}");
}

/// A board on which every field is filled: what may be handed over says `open`, what may not
/// `secret`.
const FULL: &str = r#"// secret comment
(
    version: 1, title: "open title", goal: "open goal",
    departments: [(
        id: "sales", name: "open sales", ours: false, ideal: "open ideal",
        red_flags: ["open flag"],
        metric: (measure: "open measure", unit: "open unit", goal: 7771, readings: [("2026-01-01", 7772)]),
        people: [
            (id: "ann", name: "open ann", title: "open role", headcount: 12, onside: 5, stance: Champion,
             target: Lobbyist, power: 4, interest: 5, cares_about: "secret wish",
             objections: [Open("secret objection"), Settled("secret settled")], reports_to: "bob",
             listens_to: {"bob": Strong, "eve": Weak}, clashes_with: ["bob"], every_days: 21,
             tags: ["secret tag"], note: "secret note"),
            (id: "bob", name: "open bob", stance: Blocker, target: Neutral, headcount: 3, onside: 1), // secret
            (id: "eve", name: "secret eve", left: "2026-01-01"),
        ],
    )],
    plays: [
        (id: "one", department: "sales", status: Running, answers: "open flag", due: "2026-12-12",
         steps: [Todo("open step"), Done("open done")]),
        (id: "two", department: "sales", status: Planned, answers: "secret objection"),
    ],
    decisions: [(id: "fund", ask: "open question", on: "2026-12-24",
        votes: [(who: "ann", odds: 91, voted: Yes), (who: "bob", odds: 3, voted: No), (who: "eve", odds: 9)])],
    log: [
        Talked(on: "2026-02-01", who: "ann", how: Call, via: "bob", play: "one", note: "secret talk"),
        Moved(on: "2026-02-02", who: "ann", from: Skeptic, to: Champion, proof: InPublic, because: "secret reason"),
        Moved(on: "2026-02-03", who: "bob", from: Neutral, to: Blocker, proof: Acted, because: "secret deed"),
        Proved(on: "2026-02-04", who: "ann", proof: InWriting, because: "secret mail"),
        Proved(on: "2026-02-05", who: "ann", proof: ToldMe, because: "secret word"),
        Asked(on: "2026-02-06", who: "ann", what: "secret ask", due: "2026-12-01"),
        Promised(on: "2026-02-07", who: ["ann", "eve"], what: "open promise", due: "2026-12-02"),
        Promised(on: "2026-02-08", who: "ann", what: "secret kept", kept: "2026-02-09"),
        Gave(on: "2026-02-10", who: "ann", what: "secret gift"),
    ],
)
"#;

#[test]
fn what_is_handed_over_is_named_field_by_field() {
    let desk = Desk::new();
    let path = desk.0.path().join("full.ron");
    fs::write(&path, FULL).unwrap();
    let said = desk.said("handover kim.ron -b full.ron");
    let kim = desk.0.path().join("kim.ron");
    let text = fs::read_to_string(&kim).unwrap();
    let mode = fs::metadata(&kim).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(Document::load(text.as_bytes()).is_ok());
    insta::assert_snapshot!("handover", format!("{said}\n{text}"));
    for word in [
        "secret",
        "eve\"",
        "clash",
        "Blocker",
        "Skeptic",
        "odds: 3",
        "91",
        "Moved",
        "ToldMe",
        "voted: No",
    ] {
        assert!(!text.contains(word), "{word} in {text}");
    }
    let open = FULL.split('"').filter(|it| it.starts_with("open "));
    for word in open.chain([
        "7771",
        "7772",
        "headcount: 12",
        "onside: 5",
        "every_days: 21",
    ]) {
        assert!(text.contains(word), "{word} is not in {text}");
    }
    insta::assert_snapshot!(desk.said("handover kim.ron -b full.ron"), @r"
    onside: kim.ron is there already; nothing was changed: name another file
    [2]
    ");
    assert_eq!(fs::read_to_string(&kim).unwrap(), text);
    assert_eq!(fs::read_to_string(&path).unwrap(), FULL);
}

#[test]
fn what_is_on_file_is_data_for_programs_too() {
    let desk = Desk::new();
    let said = desk.said("about dana -b board.ron --json");
    let answer: serde_json::Value = serde_json::from_str(said.lines().next().unwrap()).unwrap();
    assert_eq!(
        (&answer["version"], &answer["id"], &answer["file"]),
        (&1.into(), &"dana".into(), &"board.ron".into())
    );
    // The page says all of it, and nothing else names them.
    let page = desk.said("about dana -b board.ron");
    let lists = ["about", "elsewhere"].map(|list| answer[list].as_array().unwrap());
    for line in lists.into_iter().flatten() {
        assert!(page.contains(line.as_str().unwrap()), "{line} in {page}");
    }
    let indented = page.lines().filter(|line| line.starts_with("  ")).count();
    let parts = answer["parts"].as_array().unwrap().len();
    assert_eq!(lists.map(Vec::len).iter().sum::<usize>() + parts, indented);
}

#[test]
fn a_handover_is_told_to_programs_too() {
    let desk = Desk::new();
    let full = desk.0.path().join("full.ron");
    fs::write(full, FULL).unwrap();
    for (options, is_made) in [(" --dry-run", false), ("", true)] {
        let said = desk.said(&format!("handover kim.ron -b full.ron --json{options}"));
        let answer: serde_json::Value = serde_json::from_str(said.lines().next().unwrap()).unwrap();
        assert_eq!(answer["made"], is_made, "{said}");
        assert_eq!(desk.0.path().join("kim.ron").exists(), is_made);
        assert!(answer["people"].as_u64().unwrap() > 0, "{said}");
        let first = answer["first"].as_array().unwrap();
        let is_told =
            |first: &serde_json::Value| first["id"].is_string() && first["why"].is_string();
        assert!(!first.is_empty() && first.iter().all(is_told), "{said}");
        assert!(!said.contains("secret"), "{said}");
    }
}

#[test]
fn a_rehearsed_handover_makes_no_file() {
    let desk = Desk::new();
    let full = desk.0.path().join("full.ron");
    fs::write(full, FULL).unwrap();
    let said = desk.said("handover kim.ron -b full.ron --dry-run");
    assert!(
        said.contains("open ann") && !said.contains("secret"),
        "{said}"
    );
    assert!(!desk.0.path().join("kim.ron").exists());
}

#[test]
fn a_board_of_one_person_is_told_as_one() {
    let desk = Desk::new();
    let one = r#"(version: 1, departments: [(id: "a", name: "A", people: [(name: "Zoe")])])"#;
    fs::write(desk.0.path().join("one.ron"), one).unwrap();
    let said = desk.said("handover kim.ron -b one.ron");
    assert!(said.contains("you alone: 1 person, no notes"), "{said}");
}

#[test]
fn what_else_may_be_about_somebody_is_told_with_its_place() {
    let desk = Desk::new();
    let path = desk.0.path().join("board.ron");
    let text = BOARD.replace("Has a danaid on her desk.", "Lunch with Dana, and (ortiz).");
    fs::write(&path, &text).unwrap();
    let state = StateFolder::At(desk.state());
    let store = Store::new(&path, state.clone());
    let aside = store.keep(b"Dana Ortiz would not have it").unwrap();
    store.keep(b"nobody is named here").unwrap();
    let mut memory = onside::store::Memory::read(&state);
    let parting = onside::store::Parting {
        selected: Some("dana".to_owned()),
        filter: "dana".to_owned(),
        ..Default::default()
    };
    memory.note(&path.canonicalize().unwrap(), parting);
    memory.write(&state);

    let about = desk.said("about dana -b board.ron");
    assert!(about.contains("board.ron:9:59: Dana\n"), "{about}");
    let said = desk.said("forget dana -b board.ron --yes");
    assert!(
        said.contains(&format!("look, then remove it:\n  {}\n", aside.display())),
        "{said}"
    );
    assert!(said.contains("board.ron:7:59: Dana\n"), "{said}");
    fs::remove_file(aside).unwrap();
    assert_eq!(holding(&desk.state(), "ana"), [""; 0]);
}

#[test]
#[cfg(target_os = "linux")]
fn nothing_of_a_board_is_left_in_a_core_dump() {
    use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};

    let desk = Desk::new();
    // A program that may be dumped says so when it is killed like this; one that may not, not.
    let ended = |program: &str, words: &[&str]| {
        let script = "ulimit -c unlimited; exec \"$0\" \"$@\"";
        let mut command = Command::new("sh");
        command.args(["-c", script, program]).args(words);
        command.current_dir(desk.0.path()).process_group(0);
        command.env("ONSIDE_STATE_DIR", desk.state());
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut first = [0];
        std::io::Read::read_exact(child.stdout.as_mut().unwrap(), &mut first).unwrap();
        let pid = rustix::process::Pid::from_child(&child);
        rustix::process::kill_process(pid, rustix::process::Signal::ABORT).unwrap();
        child.wait().unwrap()
    };
    let board = ended(env!("CARGO_BIN_EXE_onside"), &["--plain", "board.ron"]);
    assert!(!board.core_dumped(), "{board}");
    let other = ended("sh", &["-c", "echo ready; exec cat"]);
    if !other.core_dumped() {
        eprintln!("not shown by a dump: none is made here of any program");
    }
    for name in ["core", "vgcore"] {
        assert!(
            holding(desk.0.path(), PRIVATE)
                .iter()
                .all(|it| !it.contains(name))
        );
    }
}
