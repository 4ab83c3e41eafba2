//! A bracketed paste while it arrives.
//!
//! Promises: its end is found wherever the line tears it; no more than the limit is kept.

use super::Input;

/// How many bytes of a paste are kept.
pub const LIMIT: usize = 64 * 1024;

const END: &[u8] = b"\x1b[201~";

/// The text so far.
#[derive(Debug, Default)]
pub(super) struct Paste {
    bytes: Vec<u8>,
    /// How many bytes of the end mark came last.
    matched: usize,
    /// Whether there was more than is kept.
    is_cut: bool,
}

impl Paste {
    /// Takes the next byte and says whether it was the last one.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        if END.get(self.matched) == Some(&byte) {
            self.matched += 1;
            return self.matched == END.len();
        }
        let (mistaken, _) = END.split_at(self.matched);
        self.bytes.extend_from_slice(mistaken);
        // Esc is nowhere but at the beginning of the mark.
        self.matched = usize::from(byte == 0x1b);
        if byte != 0x1b {
            self.bytes.push(byte);
        }
        self.is_cut |= self.bytes.len() > LIMIT;
        self.bytes.truncate(LIMIT);
        false
    }

    /// Returns what was pasted, with `\n` at line ends; before it, that there was more.
    pub(super) fn finish(mut self) -> impl Iterator<Item = Input> {
        if let Err(error) = std::str::from_utf8(&self.bytes)
            && error.error_len().is_none()
        {
            self.bytes.truncate(error.valid_up_to());
        }
        let text = String::from_utf8_lossy(&self.bytes);
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let cut = self.is_cut.then_some(Input::Cut);
        cut.into_iter().chain([Input::Paste(text)])
    }
}
