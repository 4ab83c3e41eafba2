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
mod wire;
mod work;
