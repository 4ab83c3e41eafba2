//! What counts in the end: options before the configuration, before the environment, before
//! the defaults; and which of them said it.
//!
//! Promises: a pure function of what it is handed. Leaves keys and their commands to `app`.

use std::time::Duration;

use super::capabilities::deciding;
use super::{
    Asked, Capabilities, Charset, Coloring, Configured, DEFAULT_THEME, Depth, Glyphs, Settings,
};

/// For how long a lone Esc is held on a machine of one's own, and over SSH.
const ESCAPE: u64 = 25;
const ESCAPE_OVER_SSH: u64 = 100;

/// Who said what a setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody.
    Default,
    /// The configuration, on this line.
    Config(usize),
    /// An environment variable.
    Variable(&'static str),
    /// An option of the command line.
    Option(&'static str),
}

/// A setting and who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    /// What it is.
    pub value: T,
    /// Who said it.
    pub origin: Origin,
}

impl<T> Sourced<T> {
    fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }
}

/// Every setting but the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effective {
    /// What the terminal can show, with what was asked for.
    pub capabilities: Capabilities,
    /// Which signs.
    pub glyphs: Sourced<Charset>,
    /// How many colours.
    pub colour: Sourced<Depth>,
    /// Which theme.
    pub theme: Sourced<String>,
    /// For how many milliseconds a lone Esc is held.
    pub escape_ms: Sourced<u64>,
    /// Whether a board opens blurred.
    pub blur_at_start: Sourced<bool>,
}

impl Effective {
    /// Weighs options, configuration and environment.
    pub fn of(
        variable: impl Fn(&str) -> Option<String>,
        asked: Asked,
        configured: &Configured,
    ) -> Self {
        let config = &configured.config;
        let (colours, signs) = deciding(&variable);
        let (charset, by_charset) = match (asked.charset, &config.glyphs) {
            (Some(charset), _) => (Some(charset), Origin::Option("--ascii")),
            (None, Some(stated)) if stated.value.is_some() => {
                (stated.value, Origin::Config(stated.place.line))
            }
            (None, _) => (None, Origin::Variable(signs)),
        };
        let (coloring, by_coloring) = match (asked.coloring, &config.colour) {
            (Coloring::Auto, Some(stated)) if stated.value != Coloring::Auto => {
                (stated.value, Origin::Config(stated.place.line))
            }
            (Coloring::Auto, _) => (Coloring::Auto, Origin::Variable(colours)),
            (coloring, _) => (coloring, Origin::Option("--color")),
        };
        let asked = Asked { coloring, charset };
        let capabilities = Capabilities::detect(&variable, asked);
        Self {
            glyphs: Sourced::new(capabilities.charset, by_charset),
            colour: Sourced::new(capabilities.depth, by_coloring),
            capabilities,
            theme: match &config.theme {
                Some(stated) => {
                    Sourced::new(stated.value.clone(), Origin::Config(stated.place.line))
                }
                None => Sourced::new(DEFAULT_THEME.to_owned(), Origin::Default),
            },
            escape_ms: match &config.escape_ms {
                Some(stated) => Sourced::new(stated.value, Origin::Config(stated.place.line)),
                None => escape_ms(variable),
            },
            blur_at_start: match &config.blur_at_start {
                Some(stated) => Sourced::new(stated.value, Origin::Config(stated.place.line)),
                None => Sourced::new(false, Origin::Default),
            },
        }
    }

    /// Returns what the board is shown with.
    pub fn settings(&self, configured: &Configured) -> Settings {
        Settings {
            glyphs: Glyphs::of(self.glyphs.value),
            theme: configured.theme(self.colour.value),
            escape: Duration::from_millis(self.escape_ms.value),
            blur_at_start: self.blur_at_start.value,
            rebindings: configured.config.rebindings.clone().into(),
            complaints: configured.complaints().into(),
            config_name: configured.name().into(),
        }
    }
}

/// Returns for how long a lone Esc is held on this line if nobody says.
pub fn escape_ms(variable: impl Fn(&str) -> Option<String>) -> Sourced<u64> {
    let has = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let over_ssh = ["SSH_CONNECTION", "SSH_TTY"];
    match over_ssh.into_iter().find(|name| has(name)) {
        Some(name) => Sourced::new(ESCAPE_OVER_SSH, Origin::Variable(name)),
        None => Sourced::new(ESCAPE, Origin::Default),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Config;

    fn effective(config: &str, variables: &[(&str, &str)], asked: Asked) -> Effective {
        let configured = Configured {
            config: Config::read(config.as_bytes()).0,
            ..Configured::default()
        };
        let variable = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        Effective::of(variable, asked, &configured)
    }

    const XTERM: [(&str, &str); 2] = [("TERM", "xterm-256color"), ("LANG", "C.UTF-8")];

    #[test]
    fn options_go_before_the_configuration_and_it_before_the_environment() {
        let config = "(\n glyphs: Ascii,\n colour: Always, escape_ms: 40)";
        let asked = Asked {
            coloring: Coloring::Never,
            charset: None,
        };
        let with_option = effective(config, &XTERM, asked);
        assert_eq!(
            with_option.colour,
            Sourced::new(Depth::Mono, Origin::Option("--color"))
        );
        assert_eq!(
            with_option.glyphs,
            Sourced::new(Charset::Ascii, Origin::Config(2))
        );
        let no_color = [XTERM[0], XTERM[1], ("NO_COLOR", "1"), ("SSH_TTY", "x")];
        let with_config = effective(config, &no_color, Asked::default());
        assert_eq!(
            with_config.colour,
            Sourced::new(Depth::Indexed, Origin::Config(3))
        );
        assert_eq!(with_config.escape_ms, Sourced::new(40, Origin::Config(3)));
        let without = effective("(colour: Auto)", &no_color, Asked::default());
        assert_eq!(
            without.colour,
            Sourced::new(Depth::Mono, Origin::Variable("NO_COLOR"))
        );
        assert_eq!(
            without.glyphs,
            Sourced::new(Charset::Unicode, Origin::Variable("LANG"))
        );
        assert_eq!(
            without.escape_ms,
            Sourced::new(100, Origin::Variable("SSH_TTY"))
        );
        let plain = effective("", &XTERM, Asked::default());
        assert_eq!(plain.escape_ms, Sourced::new(25, Origin::Default));
        assert_eq!(plain.theme.value, "default");
    }
}
