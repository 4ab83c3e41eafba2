//! What the terminal can show and what the person wants: keys, signs, theme, colours, from
//! the configuration file and the environment.
//!
//! Promises: whatever the configuration says, there are settings, and every mistake in it is
//! told with its line. Leaves which commands there are to `app`.

mod capabilities;
mod colour;
mod config;
mod configured;
mod effective;
mod glyphs;
mod key;
mod reader;
mod theme;
mod theme_file;

use std::sync::Arc;
use std::time::Duration;

pub use capabilities::{Asked, Capabilities, Charset, Coloring, Depth, wants_colour};
pub use colour::Colour;
pub use config::{Config, Rebinding};
pub use configured::{CONFIG_VARIABLE, Configured, SettingsFile};
pub use effective::{Effective, Origin, Sourced, escape_ms};
pub use glyphs::Glyphs;
pub use key::{Code, Key, NotAKey, Trouble, read_keys};
pub use reader::Stated;
pub use theme::{DEFAULT_THEME, Theme, built_in_themes};

/// What a person sees and steers the board with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The signs.
    pub glyphs: Glyphs,
    /// The colours.
    pub theme: Theme,
    /// For how long a lone Esc is held.
    pub escape: Duration,
    /// Whether a board opens blurred.
    pub blur_at_start: bool,
    /// Commands with other keys than usual.
    pub rebindings: Arc<[Rebinding]>,
    /// What is wrong with the configuration, a line each.
    pub complaints: Arc<[String]>,
    /// What the configuration file is called.
    pub config_name: Arc<str>,
}

impl Settings {
    /// Returns what a terminal with these capabilities shows best, where nothing is configured.
    pub fn of(capabilities: Capabilities) -> Self {
        Self {
            glyphs: Glyphs::of(capabilities.charset),
            theme: Theme::of(capabilities.depth),
            escape: Duration::from_millis(escape_ms(|_| None).value),
            blur_at_start: false,
            rebindings: Arc::default(),
            complaints: Arc::default(),
            config_name: Arc::default(),
        }
    }
}
