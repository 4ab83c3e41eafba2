//! What whole runs of the program cost, and how large it is.
//!
//! `cargo bench --bench program` prints the least CPU time of many runs, beside what is wanted:
//! a page about 1,000 people in 100 ms; `next --json` on the example in three times what `true`
//! takes and 10 ms; four times as many new people imported in at most six times as long; at most
//! 8 MB without symbols. Nothing is asserted: times belong to machines.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench stops where it fails, and prints"
)]

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;

#[expect(dead_code, reason = "the budgets need more of it")]
#[path = "../budget/crowd.rs"]
mod crowd;

const ONSIDE: &str = env!("CARGO_BIN_EXE_onside");
const RUNS: usize = 20;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let board = folder.path().join("board.ron");
    fs::write(&board, crowd::busy(1_000)).unwrap();
    let board = board.to_str().unwrap();
    let onside = |words: &[&str]| {
        let mut command = Command::new(ONSIDE);
        command.args(words).env("ONSIDE_STATE_DIR", folder.path());
        command
    };
    let nothing = least(|| Command::new("true"));
    let wanted = nothing * 3 + Duration::from_millis(10);
    print("true", nothing, None);
    let next = least(|| onside(&["--example", "next", "--json"]));
    print("next --json on the example", next, Some(wanted));
    let wanted = Some(Duration::from_millis(100));
    for format in ["html", "md", "svg"] {
        let report = least(|| onside(&["-b", board, "export", "--format", format]));
        print(
            &format!("export --format {format}, 1000 people"),
            report,
            wanted,
        );
    }
    let import = |count: usize| {
        let table = folder.path().join(format!("{count}.csv"));
        fs::write(&table, rows(count)).unwrap();
        let (board, table) = (folder.path().join("new.ron"), table.to_str().unwrap());
        least(|| {
            fs::write(&board, "(version: 1, departments: [])").unwrap();
            onside(&["-b", board.to_str().unwrap(), "import", table, "--yes"])
        })
    };
    let fewer = import(1_200);
    print("import of 1200 people", fewer, None);
    print("import of 4800 people", import(4_800), Some(fewer * 6));
    let stripped = folder.path().join("stripped");
    let strip = Command::new("strip")
        .arg("-o")
        .arg(&stripped)
        .arg(ONSIDE)
        .status();
    let size = |path: &std::path::Path| fs::metadata(path).map(|it| it.len());
    println!("{:>9} bytes  the program", size(ONSIDE.as_ref()).unwrap());
    if strip.is_ok_and(|status| status.success()) {
        let bytes = size(&stripped).unwrap();
        println!("{bytes:>9} bytes  without symbols; wanted: at most 8000000");
    }
}

/// Returns a spreadsheet of people with their bosses, some of whom are in no row.
fn rows(count: usize) -> String {
    let heading = "Name,Title,Department,Stance,Reports to\n".to_owned();
    let row = |at: usize| {
        let (department, boss) = (at % 40, at * 7 % (count + 5));
        format!("Dana Ortiz {at},Lead,Team {department},supporter,Dana Ortiz {boss}\n")
    };
    heading + &(0..count).map(row).collect::<String>()
}

/// Returns the least CPU time a program takes, its own and the system's.
fn least(program: impl Fn() -> Command) -> Duration {
    let runs = (0..RUNS).map(|_| {
        let before = spent();
        let status = program().stdout(Stdio::null()).status().unwrap();
        assert!(status.success());
        spent().saturating_sub(before)
    });
    runs.min().unwrap_or_default()
}

/// Returns the CPU time of all programs that were run and have ended.
fn spent() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
    let both = usage.user_time() + usage.system_time();
    Duration::from_micros(u64::try_from(both.num_microseconds()).unwrap_or(0))
}

fn print(what: &str, took: Duration, wanted: Option<Duration>) {
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let wanted = wanted.map_or_else(String::new, |wanted| {
        format!("; wanted: at most {:.1} ms", ms(wanted))
    });
    println!("{:>9.2} ms  {what}{wanted}", ms(took));
}
