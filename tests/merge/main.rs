//! Three-way merge: a known example for each rule, laws over random boards, and speed.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on fails, and says where"
)]

mod boards;
mod laws;
mod rules;
mod speed;
