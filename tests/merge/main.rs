//! Three-way merge: a known example for each rule, laws over random boards, and speed.

mod boards;
mod laws;
mod rules;
mod speed;
