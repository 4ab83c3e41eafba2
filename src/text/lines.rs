//! Lines and columns of a text, by byte.
//!
//! Promises: built once in one pass, then each look-up costs the same in a file of 3 KB
//! and in one of 20 MB, even if it is all one line. A line ends at `\n`; columns count
//! characters, so that an editor jumps to the right place.

use std::ops::Range;

use super::Place;

/// Every so many bytes the characters before are counted.
const STRIDE: usize = 1024;

/// Where the lines of a text begin.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a [u8],
    /// The byte each line begins at; the first is 0.
    starts: Vec<usize>,
    /// How many characters begin before each multiple of [`STRIDE`].
    counts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Reads a text; bytes that are no UTF-8 do no harm.
    pub fn new(text: &'a [u8]) -> Self {
        let mut starts = vec![0];
        let mut counts = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut characters = 0;
        for (at, block) in text.chunks(STRIDE).enumerate() {
            counts.push(characters);
            characters += characters_in(block);
            let ends = block.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            starts.extend(ends.map(|(byte, _)| at * STRIDE + byte + 1));
        }
        Self {
            text,
            starts,
            counts,
        }
    }

    /// Returns line and column of a byte, both from 1; a byte beyond the end counts as the end.
    pub fn at(&self, byte: usize) -> (usize, usize) {
        let byte = byte.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts.get(line.saturating_sub(1)).copied();
        let before = self.characters_before(start.unwrap_or(0));
        (line, self.characters_before(byte) - before + 1)
    }

    /// Returns the place of a span.
    pub fn place(&self, span: Range<usize>) -> Place {
        let (line, column) = self.at(span.start);
        Place { span, line, column }
    }

    /// Returns the byte at a line and column, both from 1; the nearest one if there is none.
    pub fn byte(&self, line: usize, column: usize) -> usize {
        let start = self.starts.get(line.saturating_sub(1)).copied();
        let start = start.unwrap_or(self.text.len());
        let mark = if start == 0 && self.has_mark() { 3 } else { 0 };
        let rest = self.text.get(start + mark..).unwrap_or_default();
        let begins = rest.iter().enumerate().filter(|(_, byte)| is_first(**byte));
        let found = begins.map(|(at, _)| at).nth(column.saturating_sub(1));
        start + mark + found.unwrap_or(rest.len())
    }

    fn has_mark(&self) -> bool {
        self.text.starts_with(b"\xef\xbb\xbf")
    }

    fn characters_before(&self, byte: usize) -> usize {
        let block = byte / STRIDE;
        let counted = self.counts.get(block).or(self.counts.last());
        let from = block.min(self.counts.len().saturating_sub(1)) * STRIDE;
        let rest = self.text.get(from..byte).unwrap_or_default();
        // An editor does not count the BOM a file begins with.
        let mark = usize::from(byte >= 3 && self.has_mark());
        counted.copied().unwrap_or(0) + characters_in(rest) - mark
    }
}

/// Counts the bytes that begin a character.
fn characters_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| is_first(**byte)).count()
}

fn is_first(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, at: usize, line_and_column: (usize, usize)) {
        assert_eq!(Lines::new(text.as_bytes()).at(at), line_and_column);
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        check("", 0, (1, 1));
        check("ab\ncd", 1, (1, 2));
        check("ab\ncd", 2, (1, 3));
        check("ab\ncd", 3, (2, 1));
        check("ab\r\ncd\n", 8, (3, 1));
        check("ab", 99, (1, 3));
    }

    #[test]
    fn columns_count_characters() {
        check("李雷x", 6, (1, 3));
        check("åäö\né!", 9, (2, 2));
        check("\u{feff}(\nx", 3, (1, 1));
        check("\u{feff}(\nx", 5, (2, 1));
    }

    #[test]
    fn every_byte_of_a_long_text_is_found_as_by_counting() {
        let text = "é李\tline\n".repeat(700) + &"ö".repeat(3000);
        let lines = Lines::new(text.as_bytes());
        for (at, _) in text.char_indices().step_by(7) {
            let before = &text[..at];
            let line = before.matches('\n').count() + 1;
            let start = before.rfind('\n').map_or(0, |end| end + 1);
            let column = before[start..].chars().count() + 1;
            assert_eq!(lines.at(at), (line, column));
            assert_eq!(lines.byte(line, column), at);
        }
    }
}
