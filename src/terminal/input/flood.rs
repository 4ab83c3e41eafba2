//! Tells a paste from typing where the terminal does not mark pastes.
//!
//! Promises: more than 20 keys in one read that are not repeats are a paste, and so is
//! what still follows; a key that repeats over a slow line stays a key.

use std::time::{Duration, Instant};

use super::{Input, PASTE_LIMIT};
use crate::settings::{Code, Key};

/// Nobody types more different keys between two reads.
const MOST: usize = 20;
/// What comes in bunches within this time after a flood belongs to it.
const EBB: Duration = Duration::from_millis(100);

/// Whether a flood is on.
#[derive(Debug, Default)]
pub(super) struct Flood {
    until: Option<Instant>,
}

impl Flood {
    /// Returns the inputs of one read, as a single paste if they are a flood.
    pub(super) fn sieve(&mut self, inputs: Vec<Input>, now: Instant) -> Vec<Input> {
        let keys: Vec<&Key> = inputs.iter().filter_map(key_of).collect();
        let repeats = keys
            .windows(2)
            .filter(|pair| pair.first() == pair.last())
            .count();
        let goes_on = keys.len() > 1 && self.until.is_some_and(|until| now < until);
        if keys.len() - repeats <= MOST && !goes_on {
            return inputs;
        }
        self.until = Some(now + EBB);
        let mut text: String = inputs.into_iter().map(text_of).collect();
        let cut = (text.len() > PASTE_LIMIT).then_some(Input::Cut);
        text.truncate(text.floor_char_boundary(PASTE_LIMIT));
        cut.into_iter().chain([Input::Paste(text)]).collect()
    }
}

fn key_of(input: &Input) -> Option<&Key> {
    match input {
        Input::Key(key) => Some(key),
        Input::Paste(_) | Input::Cut => None,
    }
}

/// Returns the text a key stands for; keys that move or command stand for none.
fn text_of(input: Input) -> String {
    match input {
        Input::Paste(text) => text,
        Input::Cut | Input::Key(Key { ctrl: true, .. } | Key { alt: true, .. }) => String::new(),
        Input::Key(Key { code, .. }) => match code {
            Code::Char(char) => char.to_string(),
            Code::Enter => "\n".to_owned(),
            Code::Tab => "\t".to_owned(),
            _ => String::new(),
        },
    }
}
