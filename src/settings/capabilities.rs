//! What the terminal can show, read from the environment and what was asked for.
//!
//! Promises: a pure function of the variables it is handed; nothing is asked of the
//! terminal. An unset variable and an empty one are the same.

/// How many colours may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// None: bold, dim and reverse only.
    Mono,
    /// The 16 of ANSI.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// Any.
    True,
}

/// Which signs may be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Charset {
    /// Dots, diamonds and lines of width 1.
    Unicode,
    /// Signs in ASCII, words as they are: every letter is shown, but terminals disagree about
    /// the width of signs.
    AsciiSigns,
    /// Nothing beyond ASCII.
    Ascii,
}

/// The value of `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Coloring {
    /// As the environment says.
    #[default]
    Auto,
    /// Colours whatever the environment says.
    Always,
    /// No colours.
    Never,
}

/// What was asked for on the command line or in the configuration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Whether colours are wanted.
    pub coloring: Coloring,
    /// Which signs are wanted; `None` leaves it to the environment.
    pub charset: Option<Charset>,
}

/// What the terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// How many colours.
    pub depth: Depth,
    /// Which signs.
    pub charset: Charset,
    /// Whether the terminal can move its cursor at all; without it there is no screen.
    pub is_dumb: bool,
}

impl Capabilities {
    /// Returns what a terminal with these environment variables can show.
    pub fn detect(variable: impl Fn(&str) -> Option<String>, asked: Asked) -> Self {
        let variable = |name: &str| variable(name).unwrap_or_default();
        let terminal = variable("TERM");
        Self {
            depth: depth(&variable, asked.coloring).0,
            charset: asked
                .charset
                .unwrap_or_else(|| charset(&terminal, &locale(&variable)).0),
            is_dumb: terminal == "dumb",
        }
    }
}

/// Returns the names of the variables that decide about colours and signs where nobody asks.
pub(super) fn deciding(variable: impl Fn(&str) -> Option<String>) -> (&'static str, &'static str) {
    let variable = |name: &str| variable(name).unwrap_or_default();
    let (_, colours) = depth(&variable, Coloring::Auto);
    let (_, signs) = charset(&variable("TERM"), &locale(&variable));
    (colours, signs)
}

/// Says whether output that is no screen is coloured unasked: on a terminal that has colours,
/// or where they are forced; `is_seen` says that it goes to a terminal.
pub fn wants_colour(variable: impl Fn(&str) -> Option<String>, is_seen: bool) -> bool {
    let variable = |name: &str| variable(name).unwrap_or_default();
    let has_colour = depth(&variable, Coloring::Auto).0 > Depth::Mono;
    has_colour && (is_seen || is_forced(&variable))
}

/// Returns how many colours there are, and the variable that says so.
fn depth(variable: &impl Fn(&str) -> String, coloring: Coloring) -> (Depth, &'static str) {
    let (shown, by) = match variable("COLORTERM").as_str() {
        "truecolor" | "24bit" => (Depth::True, "COLORTERM"),
        _ => (depth_of_terminal(&variable("TERM")), "TERM"),
    };
    match coloring {
        Coloring::Never => (Depth::Mono, by),
        Coloring::Always => (shown.max(Depth::Sixteen), by),
        Coloring::Auto if !variable("NO_COLOR").is_empty() => (Depth::Mono, "NO_COLOR"),
        Coloring::Auto if is_forced(variable) && shown == Depth::Mono => {
            (Depth::Sixteen, "CLICOLOR_FORCE")
        }
        Coloring::Auto => (shown, by),
    }
}

/// Says whether colours are wanted even where nobody seems to look.
fn is_forced(variable: &impl Fn(&str) -> String) -> bool {
    !matches!(variable("CLICOLOR_FORCE").as_str(), "" | "0")
}

fn depth_of_terminal(name: &str) -> Depth {
    if name.is_empty() || name == "dumb" || name.starts_with("vt") {
        Depth::Mono
    } else if name.contains("256color") {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}

/// Returns the locale that decides about characters, the first of the three that is set, and
/// its variable.
fn locale(variable: &impl Fn(&str) -> String) -> (String, &'static str) {
    let mut names = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter();
    let found = names.find_map(|name| Some((variable(name), name)).filter(|it| !it.0.is_empty()));
    found.unwrap_or((String::new(), "LANG"))
}

/// Returns which signs can be drawn, and the variable that says so.
fn charset(terminal: &str, (locale, by): &(String, &'static str)) -> (Charset, &'static str) {
    if terminal == "dumb" || terminal.starts_with("vt") {
        return (Charset::Ascii, "TERM");
    }
    let locale = locale.to_ascii_lowercase();
    let is_utf8 = locale.contains("utf-8") || locale.contains("utf8");
    let language = locale.split(['_', '.', '@']).next();
    // There, many of our signs are as wide as two letters in one terminal and one in the next.
    let is_ambiguous = matches!(language, Some("zh" | "ja" | "ko"));
    let charset = match (is_utf8, is_ambiguous) {
        (true, false) => Charset::Unicode,
        (true, true) => Charset::AsciiSigns,
        (false, _) => Charset::Ascii,
    };
    (charset, by)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn among(variables: &[(&str, &str)]) -> impl Fn(&str) -> Option<String> {
        |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        }
    }

    fn detect(variables: &[(&str, &str)], asked: Asked) -> Capabilities {
        Capabilities::detect(among(variables), asked)
    }

    #[test]
    fn output_is_coloured_where_somebody_looks_or_it_is_forced() {
        let check = |variables: &[(&str, &str)], is_seen: bool, expected: bool| {
            let wanted = wants_colour(among(variables), is_seen);
            assert_eq!(wanted, expected, "{variables:?}");
        };
        let xterm = ("TERM", "xterm");
        check(&[xterm], true, true);
        check(&[xterm], false, false);
        check(&[xterm, ("NO_COLOR", "1")], true, false);
        check(&[xterm, ("CLICOLOR_FORCE", "1")], false, true);
        check(&[xterm, ("CLICOLOR_FORCE", "0")], false, false);
        check(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false, false);
        check(&[("TERM", "dumb")], true, false);
    }

    fn check_depth(variables: &[(&str, &str)], coloring: Coloring, expected: Depth) {
        let asked = Asked {
            coloring,
            charset: None,
        };
        assert_eq!(detect(variables, asked).depth, expected, "{variables:?}");
    }

    fn check_charset(variables: &[(&str, &str)], expected: Charset) {
        let found = detect(variables, Asked::default()).charset;
        assert_eq!(found, expected, "{variables:?}");
    }

    #[test]
    fn the_first_that_speaks_decides_about_colour() {
        use Coloring::{Always, Auto, Never};
        let xterm = ("TERM", "xterm-256color");
        check_depth(&[xterm], Auto, Depth::Indexed);
        check_depth(&[xterm, ("COLORTERM", "truecolor")], Auto, Depth::True);
        check_depth(&[xterm, ("COLORTERM", "yes")], Auto, Depth::Indexed);
        check_depth(&[("TERM", "screen")], Auto, Depth::Sixteen);
        check_depth(&[("TERM", "linux")], Auto, Depth::Sixteen);
        check_depth(&[("TERM", "vt100")], Auto, Depth::Mono);
        check_depth(&[("TERM", "dumb")], Auto, Depth::Mono);
        check_depth(&[], Auto, Depth::Mono);
        check_depth(&[xterm, ("NO_COLOR", "1")], Auto, Depth::Mono);
        check_depth(&[xterm, ("NO_COLOR", "")], Auto, Depth::Indexed);
        check_depth(&[xterm, ("NO_COLOR", "1")], Always, Depth::Indexed);
        check_depth(&[("TERM", "dumb")], Always, Depth::Sixteen);
        check_depth(&[("CLICOLOR_FORCE", "1")], Auto, Depth::Sixteen);
        check_depth(&[("CLICOLOR_FORCE", "0")], Auto, Depth::Mono);
        check_depth(
            &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")],
            Auto,
            Depth::Mono,
        );
        check_depth(&[xterm, ("COLORTERM", "24bit")], Never, Depth::Mono);
    }

    #[test]
    fn signs_beyond_ascii_need_utf8_and_sure_widths() {
        let xterm = ("TERM", "xterm");
        check_charset(&[xterm, ("LANG", "en_US.UTF-8")], Charset::Unicode);
        check_charset(&[xterm, ("LANG", "de_DE.utf8")], Charset::Unicode);
        check_charset(&[xterm, ("LANG", "C")], Charset::Ascii);
        check_charset(&[xterm], Charset::Ascii);
        check_charset(
            &[xterm, ("LANG", "C"), ("LC_CTYPE", "C.UTF-8")],
            Charset::Unicode,
        );
        check_charset(
            &[xterm, ("LANG", "en_US.UTF-8"), ("LC_ALL", "C")],
            Charset::Ascii,
        );
        check_charset(&[xterm, ("LANG", "ja_JP.UTF-8")], Charset::AsciiSigns);
        check_charset(&[xterm, ("LANG", "zh.UTF-8")], Charset::AsciiSigns);
        check_charset(&[xterm, ("LANG", "ko_KR.utf8")], Charset::AsciiSigns);
        check_charset(&[xterm, ("LANG", "ja_JP.eucJP")], Charset::Ascii);
        // Konkani, which is not Korean.
        check_charset(&[xterm, ("LANG", "kok_IN.UTF-8")], Charset::Unicode);
        check_charset(&[("TERM", "vt220"), ("LANG", "C.UTF-8")], Charset::Ascii);
        check_charset(&[("TERM", "dumb"), ("LANG", "C.UTF-8")], Charset::Ascii);
        check_charset(&[("TERM", "linux"), ("LANG", "C.UTF-8")], Charset::Unicode);
        check_charset(&[("TERM", "linux"), ("LANG", "C")], Charset::Ascii);
    }

    #[test]
    fn what_was_asked_for_outweighs_the_locale() {
        let asked = Asked {
            charset: Some(Charset::Ascii),
            ..Asked::default()
        };
        let found = detect(&[("TERM", "xterm"), ("LANG", "C.UTF-8")], asked);
        assert_eq!(found.charset, Charset::Ascii);
    }
}
