//! Words on their way to a person: made safe, measured, cut, shortened, dated, counted; and
//! the one shape of a problem with a place in a text.
//!
//! Promises: pure functions over text. Leaves boards and files to others.

mod ascii;
mod counted;
mod dates;
mod diagnostic;
mod excerpt;
mod lines;
mod nearest;
mod rendering;
mod safe;
mod short;
mod slug;
mod width;

pub use ascii::{in_ascii, on_screen};
pub use counted::{counted, counted_if_any};
pub use dates::{day_in_words, days_in_short};
pub use diagnostic::{Diagnostic, Place, Severity};
pub use lines::Lines;
pub use nearest::nearest;
pub use rendering::{Form, MOST_SHOWN, Source, render};
pub use safe::{is_hidden, safe};
pub use short::shorten;
pub use slug::{SLUG_LENGTH, slug};
pub use width::{beginning, cut, ending, steady, width, wrap};
