//! The note that makes writing in place safe: both texts, kept until the file is whole.
//!
//! A file with hard links, or in a folder we may not write to, can't be replaced; it is
//! overwritten. If that is cut off, the file is half old, half new. The note tells
//! such a mixture from what somebody else wrote since: only a mixture is finished.
//! A note is hostile input: it counts only if both checksums hold.

use super::fingerprint::Fingerprint;

/// The first line up to the numbers.
const HEAD: &str = "onside note 1";

/// The old and the new text of a file that is written in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Note<'a> {
    pub old: &'a [u8],
    pub new: &'a [u8],
}

/// What a file is, seen from the note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Writing had not begun, or was taken back.
    Old,
    /// Writing was done.
    New,
    /// Writing was cut off.
    Mixture,
    /// Somebody else wrote since.
    Foreign,
}

impl<'a> Note<'a> {
    /// Returns the note as bytes: a line of lengths and checksums, then both texts.
    pub fn to_bytes(self) -> Vec<u8> {
        let (old, new) = (Fingerprint::of(self.old), Fingerprint::of(self.new));
        let head = format!(
            "{HEAD} {} {} {} {}\n",
            old.length(),
            old.hex(),
            new.length(),
            new.hex()
        );
        [head.as_bytes(), self.old, self.new].concat()
    }

    /// Reads a note; `None` unless all of it is sound.
    pub fn parse(bytes: &'a [u8]) -> Option<Self> {
        let end = bytes.iter().take(300).position(|byte| *byte == b'\n')?;
        let (head, rest) = (bytes.get(..end)?, bytes.get(end + 1..)?);
        let head = std::str::from_utf8(head).ok()?.strip_prefix(HEAD)?;
        let mut words = head.split_ascii_whitespace();
        let mut next = || -> Option<Fingerprint> {
            let length = words.next()?.parse().ok()?;
            let hash = blake3::Hash::from_hex(words.next()?).ok()?;
            Some(Fingerprint::from_parts(length, hash))
        };
        let (old, new) = (next()?, next()?);
        let middle = usize::try_from(old.length()).ok()?;
        let note = Self {
            old: rest.get(..middle)?,
            new: rest.get(middle..)?,
        };
        let is_sound = Fingerprint::of(note.old) == old && Fingerprint::of(note.new) == new;
        is_sound.then_some(note)
    }

    /// Says what `file` is, seen from this note.
    pub fn verdict(self, file: &[u8]) -> Verdict {
        if file == self.new {
            Verdict::New
        } else if file == self.old {
            Verdict::Old
        } else if self.may_have_left(file) {
            Verdict::Mixture
        } else {
            Verdict::Foreign
        }
    }

    /// Says whether every byte of `file` is one that overwriting leaves: the old one, the
    /// new one, or a zero where the file had grown but the byte had not arrived.
    fn may_have_left(self, file: &[u8]) -> bool {
        let lengths = self.old.len().min(self.new.len())..=self.old.len().max(self.new.len());
        lengths.contains(&file.len())
            && file.iter().enumerate().all(|(at, byte)| {
                let old = self.old.get(at);
                old == Some(byte) || self.new.get(at) == Some(byte) || (old.is_none() && *byte == 0)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTE: Note = Note {
        old: b"power: 3",
        new: b"power: 4, interest: 5",
    };

    #[test]
    fn a_note_reads_back_as_it_was_written() {
        assert_eq!(Note::parse(&NOTE.to_bytes()), Some(NOTE));
    }

    #[test]
    fn a_note_with_any_byte_changed_or_missing_does_not_count() {
        let bytes = NOTE.to_bytes();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x01;
            assert_eq!(Note::parse(&changed), None, "byte {at} changed");
            assert_eq!(Note::parse(&bytes[..at]), None, "cut at {at}");
        }
        let huge = b"onside note 1 18446744073709551615 00 18446744073709551615 00\n";
        assert_eq!(Note::parse(huge), None);
    }

    #[test]
    fn only_what_overwriting_leaves_is_a_mixture() {
        let check = |file: &[u8], verdict| assert_eq!(NOTE.verdict(file), verdict);
        check(b"power: 3", Verdict::Old);
        check(b"power: 4, interest: 5", Verdict::New);
        check(b"power: 3, interest: 5", Verdict::Mixture);
        check(b"power: 3, inte\0\0\0\0\0\0\0", Verdict::Mixture);
        check(b"power: 5", Verdict::Foreign);
        check(b"power:", Verdict::Foreign);
        check(b"", Verdict::Foreign);
    }
}
