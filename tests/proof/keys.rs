//! What a key costs, in instructions: as many among 10,000 people as among 12.
//!
//! This test, run again under callgrind, which counts from where it is asked to until the keys
//! are pressed and drawn, and nothing else. Instructions are the same on a busy machine.

use std::fs;
use std::io::{BufRead as _, BufReader, Lines, stdin};
use std::path::Path;
use std::process::{Child, ChildStdout, Stdio};
use std::{env, io::Write as _};

use super::crowd::busy_in;
use onside::layout::Size;

use super::desk::{Desk, load};
use super::scale::{self, Scale};

const FEW: usize = 12;
const MANY: usize = 10_000;
/// As many rows as a board of so few fills, so that as much is drawn of both.
const SCREEN: Size = Size {
    width: 120,
    height: 18,
};
/// How many times as many instructions a key may take among many.
const MOST: f64 = 1.5;
/// Names how many people there are in a run that is counted.
const COUNTED: &str = "ONSIDE_COUNTED_PEOPLE";
const NAME: &str = "keys::a_key_takes_as_many_instructions_among_10_000_people_as_among_12";

/// What is opened, and which keys are then pressed and drawn, one by one.
const LOOKS: [(&str, &str, &str); 10] = [
    ("rows", "G k", "k k j j"),
    ("columns", "v", "j j k l"),
    ("grid", "v", "j j k j"),
    ("rows with the pane", "v Tab", "j j k j"),
    ("a person", "Tab Enter", "j j k k"),
    ("Today", "Esc 2", "j j k j"),
    ("Influence", "3", "j j k j"),
    ("Plays", "4", "j j k j"),
    ("Decisions", "5", "j j k j"),
    ("the log", "6", "j j k j"),
];

#[test]
fn a_key_takes_as_many_instructions_among_10_000_people_as_among_12() {
    if let Ok(people) = env::var(COUNTED) {
        return look(people.parse().unwrap());
    }
    let (Some(valgrind), Some(vgdb)) = (scale::tool("valgrind"), scale::tool("vgdb")) else {
        return scale::skip("what a key costs", "there is no valgrind");
    };
    if Scale::asked() == Scale::Short {
        return println!("what a key costs is counted with ONSIDE_PROOF=ci");
    }
    let counts = [FEW, MANY].map(|people| Counted::run(&valgrind, &vgdb, people));
    let [few_counts, many_counts] = &counts;
    let mut worst = 0.0_f64;
    for ((name, ..), (of_few, of_many)) in LOOKS.iter().zip(few_counts.iter().zip(many_counts)) {
        let ratio = of_many / of_few;
        println!(
            "a key in {name}: {of_few:.0} instructions among {FEW} people, {of_many:.0} among {MANY}, \
             {ratio:.2} times"
        );
        worst = worst.max(ratio);
    }
    assert!(worst <= MOST, "{worst:.2} times, and {MOST} is the most");
}

/// Opens everything on a board of `people` and looks around, each time when a line is read.
fn look(people: usize) {
    let mut desk = Desk::sized(load(&busy_in(people, 1)), SCREEN);
    desk.draw();
    for (_, before, keys) in LOOKS {
        desk.press(before);
        desk.draw();
        wait();
        for key in keys.split(' ') {
            desk.press(key);
            desk.draw();
        }
        wait();
    }
}

/// Says that it is time to count, or to stop, and waits for that.
fn wait() {
    println!("{READY}");
    stdin().read_line(&mut String::new()).unwrap();
}

const READY: &str = "ready";

/// A run under callgrind.
struct Counted<'a> {
    vgdb: &'a Path,
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl<'a> Counted<'a> {
    /// Returns how many instructions a key takes among `people`, for each of [`LOOKS`].
    fn run(valgrind: &Path, vgdb: &'a Path, people: usize) -> Vec<f64> {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let mut command = scale::command(valgrind);
        if scale::is_unpacked(valgrind) {
            command.env("VALGRIND_LIB", scale::unpacked("usr/libexec/valgrind"));
        }
        command
            .args(["--tool=callgrind", "--instr-atstart=no"])
            .arg(format!("--callgrind-out-file={}", out.display()))
            .arg(env::current_exe().unwrap())
            .args(["--exact", "--nocapture", "--test-threads=1", NAME])
            .env(COUNTED, people.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut counted = Self { vgdb, child, lines };
        let counts = (1..).zip(LOOKS).map(|(nth, (_, _, keys))| {
            counted.wait_and(&["instrumentation on"]);
            counted.wait_and(&["dump", "instrumentation off"]);
            let dump = fs::read_to_string(format!("{}.{nth}", out.display())).unwrap();
            let mut lines = dump.lines();
            let all = lines.find_map(|line| line.strip_prefix("totals: "));
            let all: f64 = all.unwrap().parse().unwrap();
            all / f64::from(u32::try_from(keys.split(' ').count()).unwrap())
        });
        let counts = counts.collect();
        assert!(counted.child.wait().unwrap().success());
        counts
    }

    /// Waits until the run is ready, tells callgrind something, and lets the run go on.
    fn wait_and(&mut self, orders: &[&str]) {
        let is_ready = self.lines.any(|line| line.unwrap().ends_with(READY));
        assert!(is_ready, "the run has ended too early");
        let mut command = scale::command(self.vgdb);
        command.arg(format!("--pid={}", self.child.id()));
        for order in orders {
            command.args(["-c", order]);
        }
        let told = command.output().unwrap();
        assert!(told.status.success(), "{told:?}");
        let mut stdin = self.child.stdin.as_ref().unwrap();
        stdin.write_all(b"\n").unwrap();
    }
}
