//! Bytes from the terminal on their way to keys and pastes.
//!
//! Promises: a pure state machine, times are passed in. A lone Esc acts after a short
//! wait; `[` or `O` within 500 ms of it begins a sequence that is swallowed to its final
//! byte and becomes its key if it has one, however the line tore it apart. Any other key
//! behind Esc is that key: a slow line brings both in one read, and nobody meant Alt. A paste
//! is one message of at most 64 KiB. Leaves reading to the loop.
//!
//! Not crossterm's source: it reads once more after half a sequence and blocks, sees no
//! more than 1,024 bytes of a burst, and spins when the line is gone.

mod flood;
mod paste;
mod sequence;

use std::time::{Duration, Instant};

use crate::settings::{Code, Key};
use flood::Flood;
use paste::Paste;
use sequence::{Sequence, Step, Tail};

/// For how long a sequence may arrive in pieces.
const TORN: Duration = Duration::from_millis(500);
/// A paste whose end does not come within this time after its last bytes has lost it.
const PASTE_TORN: Duration = Duration::from_secs(2);

/// What a person did at the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Pressed a key.
    Key(Key),
    /// Pasted a text; line ends are `\n`, and what goes beyond [`PASTE_LIMIT`] is cut off.
    Paste(String),
    /// What comes now was pasted and went on; the rest is lost.
    Cut,
}

pub use paste::LIMIT as PASTE_LIMIT;

/// Turns bytes into inputs.
#[derive(Debug)]
pub struct Decoder {
    esc_wait: Duration,
    state: State,
    flood: Flood,
}

#[derive(Debug)]
enum State {
    Ground,
    Escape {
        since: Instant,
        /// Whether it has been taken for the key already.
        has_acted: bool,
    },
    Sequence {
        sequence: Sequence,
        last: Instant,
    },
    Paste {
        paste: Paste,
        last: Instant,
    },
    /// The first bytes of a character.
    Character(Vec<u8>),
}

impl Decoder {
    /// Returns a decoder that holds a lone Esc for so long.
    pub fn new(esc_wait: Duration) -> Self {
        Self {
            esc_wait,
            state: State::Ground,
            flood: Flood::default(),
        }
    }

    /// Takes all bytes that waited at `now` and returns what they say.
    pub fn read(&mut self, bytes: &[u8], now: Instant) -> Vec<Input> {
        let mut inputs = self.expire(now);
        self.drop_torn(now, &mut inputs);
        for byte in bytes {
            self.take(*byte, now, &mut inputs);
        }
        self.flood.sieve(inputs, now)
    }

    /// Returns when [`expire`](Self::expire) has to be called if nothing is read before.
    pub fn deadline(&self) -> Option<Instant> {
        match self.state {
            State::Escape {
                since,
                has_acted: false,
            } => Some(since + self.esc_wait),
            _ => None,
        }
    }

    /// Lets a lone Esc act if its time has come.
    pub fn expire(&mut self, now: Instant) -> Vec<Input> {
        let is_due = self.deadline().is_some_and(|deadline| deadline <= now);
        match &mut self.state {
            State::Escape { has_acted, .. } if is_due => {
                *has_acted = true;
                vec![key(Code::Esc)]
            }
            _ => Vec::new(),
        }
    }

    /// Gives up what began too long ago to be continued now.
    fn drop_torn(&mut self, now: Instant, inputs: &mut Vec<Input>) {
        let (began, limit) = match &self.state {
            State::Escape { since, .. } => (*since, TORN),
            State::Sequence { last, .. } => (*last, TORN),
            State::Paste { last, .. } => (*last, PASTE_TORN),
            State::Ground | State::Character(_) => return,
        };
        if now.saturating_duration_since(began) <= limit {
            return;
        }
        if let State::Paste { paste, .. } = std::mem::replace(&mut self.state, State::Ground) {
            inputs.extend(paste.finish());
        }
    }

    fn take(&mut self, byte: u8, now: Instant, inputs: &mut Vec<Input>) {
        match std::mem::replace(&mut self.state, State::Ground) {
            State::Ground => self.take_first(byte, now, inputs),
            State::Escape { has_acted, .. } => {
                if let Some(sequence) = Sequence::begin(byte) {
                    self.state = State::Sequence {
                        sequence,
                        last: now,
                    };
                } else {
                    if !has_acted {
                        inputs.push(key(Code::Esc));
                    }
                    self.take_first(byte, now, inputs);
                }
            }
            State::Sequence { sequence, .. } => match sequence.take(byte) {
                Step::Goes(sequence) => {
                    self.state = State::Sequence {
                        sequence,
                        last: now,
                    }
                }
                Step::Ends(tail) => self.end_sequence(tail, now, inputs),
                // A control character never is part of a sequence: it is typed.
                Step::Breaks => self.take_first(byte, now, inputs),
            },
            State::Paste { mut paste, .. } => {
                if paste.take(byte) {
                    inputs.extend(paste.finish());
                } else {
                    self.state = State::Paste { paste, last: now };
                }
            }
            State::Character(mut bytes) => {
                if byte & 0xc0 == 0x80 {
                    bytes.push(byte);
                    self.end_character(bytes, inputs);
                } else {
                    // Not UTF-8: the broken character is nothing.
                    self.take_first(byte, now, inputs);
                }
            }
        }
    }

    fn take_first(&mut self, byte: u8, now: Instant, inputs: &mut Vec<Input>) {
        match byte {
            0x1b => {
                self.state = State::Escape {
                    since: now,
                    has_acted: false,
                };
            }
            0xc2..=0xf4 => self.state = State::Character(vec![byte]),
            0x00..=0x7f => inputs.push(Input::Key(typed(byte))),
            _ => {}
        }
    }

    fn end_sequence(&mut self, tail: Tail, now: Instant, inputs: &mut Vec<Input>) {
        match tail {
            Tail::Key(key) => inputs.push(Input::Key(key)),
            Tail::Paste => {
                self.state = State::Paste {
                    paste: Paste::default(),
                    last: now,
                }
            }
            Tail::Unknown => {}
        }
    }

    fn end_character(&mut self, bytes: Vec<u8>, inputs: &mut Vec<Input>) {
        match std::str::from_utf8(&bytes) {
            Ok(text) => inputs.extend(
                text.chars()
                    .filter(|char| !char.is_control())
                    .map(|char| Input::Key(Key::char(char))),
            ),
            Err(error) if error.error_len().is_none() => self.state = State::Character(bytes),
            Err(_) => {}
        }
    }
}

/// Returns the key of a byte below 0x80 that stands for itself.
pub(super) fn typed(byte: u8) -> Key {
    match byte {
        b'\r' | b'\n' => Key::plain(Code::Enter),
        b'\t' => Key::plain(Code::Tab),
        0x7f | 0x08 => Key::plain(Code::Backspace),
        0x1b => Key::plain(Code::Esc),
        0x00 => Key::ctrl(' '),
        0x01..=0x1a => Key::ctrl(char::from(byte + b'a' - 1)),
        0x1c..=0x1f => Key::ctrl(char::from(byte + b'\\' - 0x1c)),
        _ => Key::char(char::from(byte)),
    }
}

fn key(code: Code) -> Input {
    Input::Key(Key::plain(code))
}

#[cfg(test)]
mod tests;
