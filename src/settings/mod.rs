//! What the terminal can show and what the person wants: keys, glyphs, theme, capabilities.

mod key;

pub use key::{Code, Key};
