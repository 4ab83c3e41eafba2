//! How many instructions an operation takes: this program, run again under callgrind.
//!
//! Two runs, one of which does it more often: the difference is what it takes, and is the
//! same on a busy machine. Without valgrind there is no number, and no error.

use std::env;
use std::process::{Command, Stdio};

/// Marks a run under callgrind.
const FLAG: &str = "--count";
const FEW: usize = 2;
const MANY: usize = 8;

/// Says whether this run is one that is counted.
pub fn is_asked(words: &[String]) -> bool {
    words.first().is_some_and(|word| word == FLAG)
}

/// Does what a counted run shall: `work` is given a name, how many people, how many times.
pub fn run(words: &[String], work: impl FnOnce(&str, usize, usize)) {
    let [_, name, people, times] = words else {
        panic!("{FLAG} NAME PEOPLE TIMES");
    };
    work(name, people.parse().unwrap(), times.parse().unwrap());
}

/// Returns how many instructions the operation called `name` takes once.
pub fn count(name: &str, people: usize) -> Option<u64> {
    let few = total(name, people, FEW)?;
    let many = total(name, people, MANY)?;
    Some(many.saturating_sub(few) / u64::try_from(MANY - FEW).ok()?)
}

/// Returns the instructions of a whole run.
fn total(name: &str, people: usize, times: usize) -> Option<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe().ok()?)
        .args([FLAG, name, &people.to_string(), &times.to_string()])
        .stdout(Stdio::null())
        .output()
        .ok()?;
    // "==12== Collected : 123456"
    let told = String::from_utf8(output.stderr).ok()?;
    let line = told.lines().find(|line| line.contains("Collected"))?;
    line.rsplit(' ').next()?.parse().ok()
}
