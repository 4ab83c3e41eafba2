//! Every system call of a save, killed and failed by strace.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::saver;
use super::scale::{self, Scale};
use super::tally::Tally;
use super::trial::{Bench, Way};

/// Calls that change files; each is killed and failed. A `?` marks those that some machines lack.
const CHANGING: &str = "openat,pwrite64,?rename,?renameat,renameat2,?link,linkat,?unlink,unlinkat,fsync,\
    fdatasync,ftruncate,?chmod,fchmod,?chown,fchown,fsetxattr,?mkdir,mkdirat,flock";

/// Calls that look; each is failed. A kill there is a kill at the next call that changes.
const LOOKING: &str = "pread64,?newfstatat,?fstat,?statx,flistxattr,?access,faccessat,faccessat2,?readlink,\
    readlinkat,getdents64,close";

/// What a call may fail with.
const ERRORS: [&str; 7] = [
    "EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES", "EINVAL", "ESTALE",
];

/// One place in a run, and what happens there.
struct Point {
    call: String,
    /// Which of its calls, counted from 1.
    nth: usize,
    /// An error, or the end.
    error: Option<&'static str>,
}

impl Point {
    fn rule(&self) -> String {
        let (call, nth) = (&self.call, self.nth);
        match self.error {
            Some(error) => format!("inject={call}:error={error}:when={nth}"),
            None => format!("inject={call}:signal=SIGKILL:when={nth}"),
        }
    }
}

/// What happens around each run.
pub struct Around<'a> {
    /// When all is back at the start.
    pub before: &'a dyn Fn(),
    /// Before the verdict: power may fail here.
    pub after: &'a dyn Fn(),
}

/// Runs of the saver under strace, on one bench.
pub struct Points<'a> {
    bench: &'a Bench,
    way: Way,
    around: &'a Around<'a>,
    pub tally: Tally,
    pub wrong: Vec<String>,
    pub runs: usize,
}

impl<'a> Points<'a> {
    pub fn new(bench: &'a Bench, way: Way, around: &'a Around<'a>) -> Self {
        Self {
            bench,
            way,
            around,
            tally: Tally::new(),
            wrong: Vec::new(),
            runs: 0,
        }
    }

    /// Runs the saver once untouched, then once for every `step`th point.
    pub fn run(&mut self, strace: &Path, step: usize, errors: &'static [&'static str]) {
        let log = tempfile::NamedTempFile::new().unwrap();
        let ran = self.trace(strace, log.path(), &[]);
        let told = String::from_utf8_lossy(&ran.stdout);
        let last = format!("kept {}", saver::CHANGES);
        assert!(
            told.contains(&last),
            "the untouched run saved not all: {ran:?}"
        );
        self.verdict("untouched", &ran);
        let log = fs::read_to_string(log.path()).unwrap();
        // Each way is really the way it is called.
        let exchanges = log.matches("RENAME_EXCHANGE) = 0").count();
        let expected = if self.way == Way::Exchange {
            saver::CHANGES
        } else {
            0
        };
        assert_eq!(exchanges, expected, "{:?}", self.way);
        let points = points(&log, errors);
        for point in points.iter().step_by(step) {
            let rule = point.rule();
            let ran = self.trace(strace, Path::new("/dev/null"), &["-e", &rule]);
            self.verdict(&rule, &ran);
        }
    }

    fn verdict(&mut self, name: &str, ran: &Output) {
        self.runs += 1;
        let wrong = self.bench.judge(name, ran, &mut self.tally);
        self.wrong.extend(wrong);
    }

    fn trace(&self, strace: &Path, log: &Path, rules: &[&str]) -> Output {
        let mut command: Command = scale::command(strace);
        command.args(["-f", "-qq", "-o"]).arg(log);
        // A path of libraries has the loader open dozens of files before the program begins.
        command.args(["-E", "LD_LIBRARY_PATH"]);
        command.args(["-e", &format!("trace={CHANGING},{LOOKING}")]);
        if self.way == Way::Rename {
            command.args(["-e", "inject=renameat2:error=EINVAL"]);
        }
        command.args(rules);
        saver::append_to(&mut command, &self.bench.board(), &self.bench.state());
        self.bench.reset();
        (self.around.before)();
        let ran = command.output().unwrap();
        (self.around.after)();
        ran
    }
}

/// Returns every point of the disk thread that can be told from one of another thread.
///
/// strace counts each thread's calls by themselves, and a rule holds for all threads: a
/// point before the others' last call of that kind would hit them, at the start.
fn points(log: &str, errors: &'static [&'static str]) -> Vec<Point> {
    let mut counts: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for line in log.lines() {
        let Some((thread, rest)) = line.split_once(' ') else {
            continue;
        };
        let Some((call, _)) = rest.trim_start().split_once('(') else {
            continue;
        };
        if call
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || char == '_')
        {
            *counts.entry(call).or_default().entry(thread).or_default() += 1;
        }
    }
    let syncs = counts.get("fsync").unwrap();
    let (disk, _) = syncs.iter().max_by_key(|(_, count)| **count).unwrap();
    let mut points = Vec::new();
    for (call, threads) in &counts {
        let own = threads.get(disk).copied().unwrap_or(0);
        let others = threads.iter().filter(|(thread, _)| thread != &disk);
        let first = others.map(|(_, count)| *count).max().unwrap_or(0) + 1;
        let is_change = CHANGING
            .split(',')
            .any(|name| name.trim_start_matches('?') == *call);
        assert!(
            !is_change || own == 0 || first <= own.div_ceil(2),
            "{call}: {own} calls of the disk thread, of which {first} are hidden by others"
        );
        for nth in first..=own {
            let kill = is_change.then_some(None);
            let errors = errors.iter().copied().map(Some);
            points.extend(kill.into_iter().chain(errors).map(|error| Point {
                call: (*call).to_owned(),
                nth,
                error,
            }));
        }
    }
    points
}

#[test]
fn a_save_killed_or_failed_at_any_call_loses_nothing() {
    let Some(strace) = scale::tool("strace") else {
        return scale::skip(
            "a save killed and failed at every call",
            "there is no strace",
        );
    };
    let step = Scale::asked().pick(401, 31, 1);
    let around = Around {
        before: &|| {},
        after: &|| {},
    };
    let mut wrong = Vec::new();
    let mut tally = Tally::new();
    for way in [Way::Exchange, Way::InPlace, Way::Rename] {
        let folder = tempfile::tempdir().unwrap();
        let bench = Bench::new(folder.path(), way);
        let mut points = Points::new(&bench, way, &around);
        points.run(&strace, step, &ERRORS);
        println!(
            "{way:?}: {} runs, {} wrong",
            points.runs,
            points.wrong.len()
        );
        tally.add(&points.tally);
        wrong.extend(points.wrong);
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    tally.close("calls killed and failed");
}
