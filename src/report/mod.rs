//! The board for others: as data for programs, and as pages and pictures to be shown.
//!
//! Promises: pure functions of a board and a day. Data has names, never notes. What is made to
//! be shown has none unless asked: departments and counts, groups of fewer than three people
//! told together. No text of the board can become a formula, markup, an attribute or an escape
//! sequence. Leaves files and arguments to `cli`.

mod csv;
mod dot;
mod groups;
mod handover;
mod html;
mod json;
mod markdown;
mod picture;
mod records;

pub use csv::csv;
pub use dot::dot;
pub use groups::{Group, Shown};
pub use handover::handover;
pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use picture::{Picture, svg};
pub use records::{DepartmentRecord, PersonRecord, TieRecord, people, person};
