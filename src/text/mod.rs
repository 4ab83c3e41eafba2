//! Words on their way to a person: made safe, measured, cut, shortened, dated; and
//! the one shape of a problem with a place in a text.
//!
//! Promises: pure functions over text. Leaves boards and files to others.

mod diagnostic;
mod excerpt;
mod lines;
mod nearest;
mod rendering;
mod safe;
mod slug;

pub use diagnostic::{Diagnostic, Place, Severity};
pub use lines::Lines;
pub use nearest::nearest;
pub use rendering::{Form, MOST_SHOWN, Source, render};
pub use safe::{is_hidden, safe};
pub use slug::{SLUG_LENGTH, slug};
