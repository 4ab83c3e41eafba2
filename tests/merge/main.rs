//! Three-way merge: a known example for each rule, laws over random boards and their texts, and speed.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on fails, and says where"
)]

mod boards;
mod laws;
#[path = "../document/layout.rs"]
#[expect(
    clippy::format_push_string,
    clippy::struct_excessive_bools,
    clippy::needless_pass_by_value,
    reason = "tables of random choices read best as they are"
)]
mod layout;
#[path = "../document/random.rs"]
mod random;
mod rules;
mod speed;
mod texts;
