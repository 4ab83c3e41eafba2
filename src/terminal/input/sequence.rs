//! The sequences terminals send for keys, read byte by byte: xterm, rxvt, Linux console, VT220.
//!
//! Promises: a sequence ends with its final byte and never takes more; what is unknown is
//! nothing, so that a late answer of a terminal does not type.

use super::typed;
use crate::settings::{Code, Key};

/// Longer ones are read to their end, but mean nothing.
const LONGEST: usize = 32;

/// A sequence that has begun.
#[derive(Debug)]
pub(super) struct Sequence {
    /// `[` or `O`.
    introducer: u8,
    parameters: String,
}

/// What a byte does to a sequence.
#[derive(Debug)]
pub(super) enum Step {
    Goes(Sequence),
    Ends(Tail),
    /// The byte is not part of it.
    Breaks,
}

/// What a whole sequence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    Key(Key),
    /// A paste begins.
    Paste,
    Unknown,
}

impl Sequence {
    /// Returns the sequence that `byte` begins after Esc.
    pub(super) fn begin(byte: u8) -> Option<Self> {
        matches!(byte, b'[' | b'O').then(|| Self {
            introducer: byte,
            parameters: String::new(),
        })
    }

    /// Takes the next byte.
    pub(super) fn take(self, byte: u8) -> Step {
        match byte {
            // The Linux console sends F1 to F5 as `[[A` to `[[E`.
            b'[' if self.introducer == b'[' && self.parameters.is_empty() => self.and(byte),
            // rxvt ends keys with Shift with `$`, which is no final byte by the standard.
            b'$' if self
                .parameters
                .starts_with(|first: char| first.is_ascii_digit()) =>
            {
                Step::Ends(self.end(byte))
            }
            0x20..=0x3f => self.and(byte),
            0x40..=0x7e => Step::Ends(self.end(byte)),
            _ => Step::Breaks,
        }
    }

    fn and(mut self, byte: u8) -> Step {
        if self.parameters.len() < LONGEST {
            self.parameters.push(char::from(byte));
        }
        Step::Goes(self)
    }

    fn end(&self, last: u8) -> Tail {
        let mut numbers = self.parameters.split(';');
        let first = numbers.next().unwrap_or_default();
        let second = numbers.next().unwrap_or_default();
        let third = numbers.next().unwrap_or_default();
        match (last, first) {
            (b'~', "200") => Tail::Paste,
            (b'~', "27") => character(third, second),
            (b'u', _) => character(first, second),
            (b'~' | b'$' | b'^' | b'@', _) => {
                with(numbered(first), second, matches!(last, b'^' | b'@'))
            }
            (b'A'..=b'E', "[") => with(Some(Code::Function(last - b'A' + 1)), second, false),
            _ if first.starts_with(['?', '>', '<', '=', '[']) => Tail::Unknown,
            (b'a'..=b'd', _) => with(
                lettered(last.to_ascii_uppercase()),
                second,
                self.introducer == b'O',
            ),
            (b'M', _) if self.introducer == b'O' => with(Some(Code::Enter), second, false),
            _ => with(lettered(last), second, false),
        }
    }
}

/// Returns the key of `ESC [ number ~`.
fn numbered(number: &str) -> Option<Code> {
    Some(match number.parse().ok()? {
        1_u8 | 7 => Code::Home,
        2 => Code::Insert,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        function @ 11..=15 => Code::Function(function - 10),
        function @ 17..=21 => Code::Function(function - 11),
        function @ 23..=24 => Code::Function(function - 12),
        _ => return None,
    })
}

/// Returns the key of `ESC [ letter` and `ESC O letter`.
fn lettered(letter: u8) -> Option<Code> {
    Some(match letter {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        b'Z' => Code::BackTab,
        b'P'..=b'S' => Code::Function(letter - b'P' + 1),
        _ => return None,
    })
}

/// Returns a key with the modifiers of an xterm parameter: one more than the sum of
/// Shift 1, Alt 2, Ctrl 4; a kind of event may follow, where 3 is a release.
fn with(code: Option<Code>, modifiers: &str, is_ctrl: bool) -> Tail {
    let (modifiers, event) = modifiers.split_once(':').unwrap_or((modifiers, "1"));
    let bits = modifiers.parse::<u8>().unwrap_or(1).saturating_sub(1);
    match code {
        Some(code) if event != "3" => Tail::Key(Key {
            code,
            ctrl: is_ctrl || bits & 4 != 0,
            alt: bits & 2 != 0,
        }),
        _ => Tail::Unknown,
    }
}

/// Returns the key of a character told by its number, as a terminal does whose keyboard
/// mode another program left on.
fn character(number: &str, modifiers: &str) -> Tail {
    let number = number.split(':').next().unwrap_or_default();
    let char = number.parse().ok().and_then(char::from_u32);
    let has_shift = modifiers
        .split(':')
        .next()
        .and_then(|bits| bits.parse::<u8>().ok())
        .is_some_and(|bits| bits.saturating_sub(1) & 1 != 0);
    let code = match char {
        Some('\t') if has_shift => Some(Code::BackTab),
        Some(char @ ('\r' | '\t' | '\x1b' | '\x7f')) => {
            u8::try_from(char).ok().map(|byte| typed(byte).code)
        }
        Some(char) if char.is_control() => None,
        Some(char) if has_shift => char.to_uppercase().next().map(Code::Char),
        Some(char) => Some(Code::Char(char)),
        None => None,
    };
    with(code, modifiers, false)
}
