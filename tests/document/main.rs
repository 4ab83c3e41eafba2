//! Laws of the document layer over random boards, edits and layouts, and over the
//! boards in `tests/layouts/`.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "all of this crate is a test; clippy knows only functions marked so"
)]
#![expect(
    clippy::match_bool,
    clippy::format_push_string,
    clippy::needless_pass_by_value,
    clippy::struct_excessive_bools,
    clippy::too_many_lines,
    reason = "tables of random choices read best as they are"
)]

mod boards;
mod corpus;
mod edits;
#[path = "../fuzz/edit_text.rs"]
mod fuzz_edit_text;
mod grammar;
mod laws;
mod layout;
mod random;
