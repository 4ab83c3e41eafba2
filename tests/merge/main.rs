//! Three-way merge: a known example for each rule, laws over random boards and their texts, and speed.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on fails, and says where"
)]

mod boards;
mod laws;
#[path = "../document/layout.rs"]
mod layout;
#[path = "../document/random.rs"]
mod random;
mod rules;
mod speed;
mod texts;
