//! Laws of the document layer over random boards, edits and layouts, and over the
//! boards in `tests/layouts/`.

mod boards;
mod corpus;
mod edits;
#[path = "../fuzz/edit_text.rs"]
mod fuzz_edit_text;
mod grammar;
mod laws;
mod layout;
mod random;
