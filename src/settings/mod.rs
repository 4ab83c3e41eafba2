//! What the terminal can show and what the person wants: keys, glyphs, theme, capabilities.

mod capabilities;
mod glyphs;
mod key;
mod theme;

pub use capabilities::{Asked, Capabilities, Charset, Coloring, Depth};
pub use glyphs::Glyphs;
pub use key::{Code, Key};
pub use theme::Theme;
