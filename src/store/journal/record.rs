//! One record of a journal, as bytes.
//!
//! Length (4 bytes) and checksum (8) of the body, then the body: number (8), milliseconds since
//! 1970 (8), the checksum of the record before (8), kind (1), and what it says. Numbers have their
//! low byte first. As each record names the one before, a record stands for one text only:
//! the base and every change in between.
//! Bytes are hostile: lengths are checked against what is there, and nothing is believed
//! whose checksum does not hold.

use std::time::Duration;

use super::super::target::LARGEST;

/// What a record is told by: the start of the hash of its body.
pub(super) type Checksum = [u8; 8];

/// Bytes before the body.
const HEAD: usize = 4 + 8;
/// Bytes of a body before what it says.
const BODY_HEAD: usize = 8 + 8 + 8 + 1;
/// The longest body that is believed.
const LONGEST: u64 = BODY_HEAD as u64 + 16 + LARGEST;

/// One record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Record<'a> {
    /// Counts from 0.
    pub number: u64,
    /// When it was written, as time since 1970.
    pub at: Duration,
    /// The record before; zeros for the first.
    pub before: Checksum,
    pub what: What<'a>,
}

/// What a record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What<'a> {
    /// The file holds this text; the first record of each journal.
    Base(&'a [u8]),
    /// The text was changed.
    Change(Change<'a>),
    /// The file holds the text as it is here.
    Saved,
}

/// Bytes of a text replaced by others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change<'a> {
    pub start: usize,
    /// How many bytes go.
    pub gone: usize,
    /// What comes in their place.
    pub come: &'a [u8],
}

impl<'a> Change<'a> {
    /// Returns the one replacement between two texts: what is not alike at both ends.
    pub fn between(old: &[u8], new: &'a [u8]) -> Self {
        let most = old.len().min(new.len());
        let start = alike(old.iter().zip(new), most);
        let end = alike(old.iter().rev().zip(new.iter().rev()), most - start);
        Self {
            start,
            gone: old.len() - end - start,
            come: new.get(start..new.len() - end).unwrap_or_default(),
        }
    }

    /// Makes the replacement; says whether it fits into `text` and into a board.
    pub fn make(&self, text: &mut Vec<u8>) -> bool {
        let end = self.start.checked_add(self.gone);
        let Some(end) = end.filter(|end| *end <= text.len()) else {
            return false;
        };
        let length = text.len() - self.gone + self.come.len();
        if length as u64 > LARGEST {
            return false;
        }
        text.splice(self.start..end, self.come.iter().copied());
        true
    }
}

fn alike<'b>(pairs: impl Iterator<Item = (&'b u8, &'b u8)>, most: usize) -> usize {
    pairs.take(most).take_while(|(old, new)| old == new).count()
}

impl<'a> Record<'a> {
    /// Returns the record as bytes, with its checksum.
    pub fn to_bytes(self) -> (Vec<u8>, Checksum) {
        let millis = u64::try_from(self.at.as_millis()).unwrap_or(u64::MAX);
        let mut body = Vec::with_capacity(BODY_HEAD + 16);
        body.extend(self.number.to_le_bytes());
        body.extend(millis.to_le_bytes());
        body.extend(self.before);
        match self.what {
            What::Base(text) => {
                body.push(1);
                body.extend(text);
            }
            What::Change(change) => {
                body.push(2);
                body.extend((change.start as u64).to_le_bytes());
                body.extend((change.gone as u64).to_le_bytes());
                body.extend(change.come);
            }
            What::Saved => body.push(3),
        }
        let checksum = checksum(&body);
        // A body is shorter than `LONGEST`, which fits: no text longer than `LARGEST` is noted.
        let length = u32::try_from(body.len()).unwrap_or(u32::MAX);
        let mut bytes = Vec::with_capacity(HEAD + body.len());
        bytes.extend(length.to_le_bytes());
        bytes.extend(checksum);
        bytes.extend(body);
        (bytes, checksum)
    }

    /// Reads the record at the start of `bytes`, with its checksum and its length; `None` if
    /// it is not sound.
    pub fn parse(bytes: &'a [u8]) -> Option<(Self, Checksum, usize)> {
        let mut rest = Reader(bytes);
        let length = u32::from_le_bytes(rest.array()?);
        let claimed = rest.array()?;
        if u64::from(length) > LONGEST {
            return None;
        }
        let length = usize::try_from(length).ok()?;
        let body = rest.0.get(..length)?;
        if checksum(body) != claimed {
            return None;
        }
        let mut rest = Reader(body);
        let record = Self {
            number: u64::from_le_bytes(rest.array()?),
            at: Duration::from_millis(u64::from_le_bytes(rest.array()?)),
            before: rest.array()?,
            what: What::parse(rest)?,
        };
        Some((record, claimed, HEAD + length))
    }
}

impl<'a> What<'a> {
    fn parse(mut rest: Reader<'a>) -> Option<Self> {
        let [kind] = rest.array()?;
        match kind {
            1 => Some(Self::Base(rest.0)),
            2 => Some(Self::Change(Change {
                start: usize::try_from(u64::from_le_bytes(rest.array()?)).ok()?,
                gone: usize::try_from(u64::from_le_bytes(rest.array()?)).ok()?,
                come: rest.0,
            })),
            3 if rest.0.is_empty() => Some(Self::Saved),
            _ => None,
        }
    }
}

/// Bytes still to be read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*array)
    }
}

fn checksum(body: &[u8]) -> Checksum {
    let hash = blake3::hash(body);
    hash.as_bytes().first_chunk().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(old: &str, new: &str, start: usize, gone: usize, come: &str) {
        let change = Change::between(old.as_bytes(), new.as_bytes());
        let expected = Change {
            start,
            gone,
            come: come.as_bytes(),
        };
        assert_eq!(change, expected, "{old} to {new}");
    }

    #[test]
    fn a_change_is_what_is_not_alike_at_both_ends() {
        check("power: 3,", "power: 4,", 7, 1, "4");
        check("aa", "aaa", 2, 0, "a");
        check("aaa", "aa", 2, 1, "");
        check("same", "same", 4, 0, "");
        check("", "new", 0, 0, "new");
    }

    #[test]
    fn a_record_reads_back_as_it_was_written() {
        for what in [
            What::Base(b"(version: 1)"),
            What::Change(Change {
                start: 3,
                gone: 1,
                come: b"4",
            }),
            What::Saved,
        ] {
            let record = Record {
                number: 7,
                at: Duration::from_millis(1_800_000_000_123),
                before: [9; 8],
                what,
            };
            let (bytes, checksum) = record.to_bytes();
            assert_eq!(Record::parse(&bytes), Some((record, checksum, bytes.len())));
            for at in 0..bytes.len() {
                assert_eq!(Record::parse(&bytes[..at]), None, "cut at {at}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_change_takes_one_text_to_the_other(old in "[ab]{0,20}", new in "[ab]{0,20}") {
            let mut text = old.clone().into_bytes();
            prop_assert!(Change::between(old.as_bytes(), new.as_bytes()).make(&mut text));
            prop_assert_eq!(text, new.into_bytes());
        }
    }
}
