//! How long the who-next rule takes on one core, at best and in the middle of several runs.
//! On a busy machine the best is nearer to the truth.
//!
//! `cargo bench --bench advice` prints it. Wanted for 10,000 people with 50,000 ties: ranked
//! in 10 ms, a plan of five in 50 ms. How solid the first place is has no such bound: it is
//! counted off the key path.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench stops where it fails, and prints"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use onside::advice::Advice;
use onside::model::Overview;

#[path = "../advice/crowd.rs"]
mod crowd;

fn main() {
    let board = crowd::crowd(10_000);
    let overview = Overview::new(&board, "2026-11-22".parse().unwrap());
    let ties: usize = board
        .people()
        .map(|(_, person)| person.listens_to.len())
        .sum();
    println!("10000 people, {ties} ties");
    let new = || Advice::new(&board, &overview);
    let advice = new();
    print("ranked", || {
        black_box(new());
    });
    print("plan of five", || {
        black_box(new().plan(5));
    });
    print("the first three told", || {
        black_box(advice.told(3, None));
    });
    print("all told", || {
        black_box(advice.told(usize::MAX, None));
    });
    let checked = advice.solid(|| true).map_or(0, |solid| solid.checked);
    print(&format!("solid, {checked} changes"), || {
        black_box(advice.solid(|| true));
    });
}

fn print(what: &str, run: impl Fn()) {
    let mut times: Vec<Duration> = (0..25)
        .map(|_| {
            let started = Instant::now();
            run();
            started.elapsed()
        })
        .collect();
    times.sort();
    let [fastest, middle] = [0, times.len() / 2].map(|at| times[at].as_secs_f64() * 1e3);
    println!("{what}: {fastest:.2} ms at best, {middle:.2} ms in the middle");
}
