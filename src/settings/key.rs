//! A key as it is pressed and as it is written: `j`, `Ctrl-R`, `Enter`, `PgDn`.

use std::fmt;
use std::str::FromStr;

/// A key with its modifiers. Shift is part of the character (`H`), never a flag of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Ctrl was held.
    pub ctrl: bool,
    /// Whether Alt was held. No default key needs it.
    pub alt: bool,
}

/// What a key is without Ctrl and Alt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the key of that name")]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Function(u8),
}

/// Codes that have a name, with it; the first of each is the one shown.
const NAMES: [(&str, Code); 17] = [
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("S-Tab", Code::BackTab),
    ("Backspace", Code::Backspace),
    ("Del", Code::Delete),
    ("Ins", Code::Insert),
    ("↑", Code::Up),
    ("↓", Code::Down),
    ("←", Code::Left),
    ("→", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("Space", Code::Char(' ')),
    ("Delete", Code::Delete),
];

impl Key {
    /// Returns the key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
        }
    }

    /// Returns the key of a character.
    pub const fn char(char: char) -> Self {
        Self::plain(Code::Char(char))
    }

    /// Returns the character that the key types; `None` for keys that type none.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(char) if !self.ctrl && !self.alt => Some(char),
            _ => None,
        }
    }

    /// Returns Ctrl with a letter.
    pub const fn ctrl(letter: char) -> Self {
        Self {
            code: Code::Char(letter),
            ctrl: true,
            alt: false,
        }
    }
}

/// Why a key is no good to bind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No terminal sends it, for this reason.
    Never(&'static str),
    /// It arrives in some terminals, for this reason not in all.
    Unreliable(&'static str),
}

impl Key {
    /// Returns what is wrong with binding the key; no default key has anything.
    pub fn trouble(self) -> Option<Trouble> {
        match self.code {
            Code::Char(char) if self.alt => Some(Trouble::Never(match char {
                _ if self.ctrl => "it arrives as Esc and then Ctrl with the key",
                _ => "it arrives as Esc and then the key",
            })),
            Code::Char(char) if self.ctrl => with_ctrl(char),
            Code::Char('~') => Some(Trouble::Unreliable("after Enter, ssh keeps it to itself")),
            Code::Char('[' | 'O') => Some(Trouble::Unreliable(
                "after Esc on a slow line it is taken for the beginning of another key",
            )),
            Code::Char(_) => None,
            Code::Enter | Code::Esc | Code::Tab | Code::Backspace if self.ctrl || self.alt => {
                Some(Trouble::Never("terminals send the plain key"))
            }
            Code::Function(1..=12) => Some(Trouble::Unreliable("terminals and desktops keep it")),
            Code::Function(_) => Some(Trouble::Never("there are F1 to F12")),
            _ if self.ctrl => Some(Trouble::Unreliable(
                "terminals send Ctrl with such keys in different ways",
            )),
            _ if self.alt => Some(Trouble::Unreliable(
                "terminals send Alt with such keys in different ways",
            )),
            _ => None,
        }
    }
}

fn with_ctrl(char: char) -> Option<Trouble> {
    Some(match char {
        'h' => Trouble::Never("it arrives as Backspace"),
        'i' => Trouble::Never("it arrives as Tab"),
        'j' | 'm' => Trouble::Never("it arrives as Enter"),
        '[' => Trouble::Never("it arrives as Esc"),
        's' | 'q' => Trouble::Unreliable("some lines stop and go on with it"),
        'a' | 'b' => Trouble::Unreliable("screen and tmux keep it"),
        'w' => Trouble::Unreliable("browsers close the terminal with it"),
        'a'..='z' | ' ' | '\\' | ']' | '^' | '_' => return None,
        _ => Trouble::Never("terminals have no Ctrl with it"),
    })
}

/// Reads "m b" as two keys.
pub fn read_keys(text: &str) -> Result<Vec<Key>, NotAKey> {
    text.split(' ').map(str::parse).collect()
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            out.write_str("Ctrl-")?;
        }
        if self.alt {
            out.write_str("Alt-")?;
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return out.write_str(name);
        }
        match self.code {
            Code::Char(char) if self.ctrl => write!(out, "{}", char.to_ascii_uppercase()),
            Code::Char(char) => write!(out, "{char}"),
            Code::Function(number) => write!(out, "F{number}"),
            other => write!(out, "{other:?}"),
        }
    }
}

/// A text that names no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no key; write `j`, `Ctrl-R`, `Enter`, `PgDn`, `F5`")]
pub struct NotAKey(String);

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let refused = || NotAKey(text.chars().take(20).collect());
        let (ctrl, rest) = modifier(text, "Ctrl-");
        let (alt, rest) = modifier(rest, "Alt-");
        let mut chars = rest.chars();
        let code = match (chars.next(), chars.next()) {
            (Some(char), None) => {
                let char = if ctrl {
                    char.to_ascii_lowercase()
                } else {
                    char
                };
                let named = NAMES.iter().find(|(name, _)| *name == rest);
                named.map_or(Code::Char(char), |(_, code)| *code)
            }
            _ => named(rest).ok_or_else(refused)?,
        };
        Ok(Self { code, ctrl, alt })
    }
}

fn modifier<'a>(text: &'a str, name: &str) -> (bool, &'a str) {
    match text.strip_prefix(name) {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, text),
    }
}

fn named(text: &str) -> Option<Code> {
    let by_name = NAMES.iter().find(|(name, _)| *name == text);
    by_name.map(|(_, code)| *code).or_else(|| {
        let number = text.strip_prefix('F')?.parse().ok()?;
        Some(Code::Function(number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_written_as_it_is_read() {
        for text in [
            "j", "J", "Ctrl-R", "Enter", "↑", "Ctrl-←", "Alt-↑", "PgDn", "Space", "F5", "<", "-",
            "Alt-x",
        ] {
            assert_eq!(text.parse::<Key>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_key_that_can_not_be_sent_or_not_surely_says_why() {
        let check = |text: &str, expected: &str| {
            let trouble = match text.parse::<Key>().unwrap().trouble() {
                None => "fine",
                Some(Trouble::Never(_)) => "never",
                Some(Trouble::Unreliable(_)) => "unreliable",
            };
            assert_eq!(trouble, expected, "{text}");
        };
        for text in [
            "j", "+", "Ctrl-R", "Ctrl-L", "Ctrl-_", "Enter", "S-Tab", "PgDn", "é",
        ] {
            check(text, "fine");
        }
        for text in [
            "Ctrl-H",
            "Ctrl-M",
            "Ctrl-[",
            "Ctrl-1",
            "Alt-x",
            "Ctrl-Enter",
            "F13",
        ] {
            check(text, "never");
        }
        for text in [
            "Ctrl-S", "Ctrl-A", "Ctrl-W", "Ctrl-←", "F1", "~", "[", "O", "Alt-↑",
        ] {
            check(text, "unreliable");
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["", "jj", "Ctrl-", "Fx"] {
            assert!(text.parse::<Key>().is_err(), "{text}");
        }
    }
}
