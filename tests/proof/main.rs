//! What the screen calls saved is there afterwards: real programs on real disks and real
//! lines, killed, failed, cut off, and written over by others.
//!
//! Each test counts the changes that were acknowledged and where each of them is found
//! afterwards; none may be lost. `ONSIDE_PROOF` sets how long it takes: nothing (seconds),
//! `ci` (a minute each), `full`. See `tests/README.md`.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that can't go on fails, and figures are what these tests are for"
)]

mod boards;
mod cost;
#[expect(dead_code, reason = "the budgets need more of it")]
#[path = "../budget/crowd.rs"]
mod crowd;
mod dead_line;
#[expect(dead_code, reason = "the budgets need more of it")]
#[path = "../budget/desk.rs"]
mod desk;
mod evidence;
mod keys;
mod player;
mod points;
mod power;
#[expect(dead_code, reason = "the tests of the loop need more of it")]
#[path = "../support/pseudo_terminal.rs"]
mod pseudo_terminal;
mod relay;
mod saver;
mod scale;
mod sitting;
mod soak;
mod ssh;
mod tally;
mod torn;
mod trial;
mod writers;
