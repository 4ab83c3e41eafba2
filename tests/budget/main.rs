//! What keys may cost on large boards: bytes and writes on a real pseudo-terminal, and work
//! that is counted. No test asserts a time; `tests/bench` prints them.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on fails"
)]

mod crowd;
mod desk;
mod line;
#[expect(dead_code, reason = "the tests of the loop need more of it")]
#[path = "../support/pseudo_terminal.rs"]
mod pseudo_terminal;
mod wire;
mod work;
