//! What the terminal can show and what the person wants: keys, glyphs, theme, capabilities.

mod capabilities;
mod glyphs;
mod key;
mod theme;

pub use capabilities::{Asked, Capabilities, Charset, Coloring, Depth, wants_colour};
pub use glyphs::Glyphs;
pub use key::{Code, Key};
pub use theme::Theme;

/// What a person sees things with: the signs and the colours of their terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The signs.
    pub glyphs: Glyphs,
    /// The colours.
    pub theme: Theme,
}

impl Settings {
    /// Returns what a terminal with these capabilities shows best.
    pub fn of(capabilities: Capabilities) -> Self {
        Self {
            glyphs: Glyphs::of(capabilities.charset),
            theme: Theme::of(capabilities.depth),
        }
    }
}
