//! Reading a journal: what its session had, as far as its bytes are sound.
//!
//! Promises: never panics and never reads past what is there, whatever the bytes; the first
//! record that does not hold ends it. A torn end is normal: the session was killed
//! in the middle of a write that nobody had been told of.

use std::time::Duration;

use super::record::{Record, What};
use super::{MAGIC, MOST_RECORDS};

/// What a journal says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What the file held when its session had saved last, or began.
    pub base: Vec<u8>,
    /// What its session had in the end.
    pub text: Vec<u8>,
    /// How many changes lie between.
    pub changes: usize,
    /// When the last one was noted, as time since 1970.
    pub at: Duration,
    /// How many bytes behind the last sound record could not be read.
    pub unread: usize,
}

impl Reading {
    /// Reads the bytes of a journal; `None` if not even its base can be read.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let (first, mut last, length) = Record::parse(rest)?;
        let What::Base(base) = first.what else {
            return None;
        };
        if first.number != 0 {
            return None;
        }
        let mut reading = Self {
            base: base.to_owned(),
            text: base.to_owned(),
            changes: 0,
            at: first.at,
            unread: 0,
        };
        rest = rest.get(length..)?;
        for number in 1..MOST_RECORDS {
            let Some((record, checksum, length)) = Record::parse(rest) else {
                break;
            };
            let follows = record.number == number && record.before == last;
            if !follows || !reading.take(&record) {
                break;
            }
            last = checksum;
            rest = rest.get(length..)?;
        }
        reading.unread = rest.len();
        Some(reading)
    }

    /// Takes a record in; `false` if it makes no sense here.
    fn take(&mut self, record: &Record<'_>) -> bool {
        match record.what {
            What::Base(_) => return false,
            What::Change(change) => {
                if !change.make(&mut self.text) {
                    return false;
                }
                self.changes += 1;
            }
            What::Saved => {
                self.base.clone_from(&self.text);
                self.changes = 0;
            }
        }
        self.at = record.at;
        true
    }

    /// Says whether its session had nothing that the file did not have.
    pub fn is_spent(&self) -> bool {
        self.base == self.text
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::super::record::Change;
    use super::*;

    const TEXTS: [&str; 4] = ["power: 3", "power: 4", "power: 45", "interest: 45"];

    /// A journal of these texts in a row, saved after the second.
    fn journal() -> (Vec<u8>, Vec<usize>) {
        let whats = [
            What::Base(TEXTS[0].as_bytes()),
            What::Change(Change::between(TEXTS[0].as_bytes(), TEXTS[1].as_bytes())),
            What::Saved,
            What::Change(Change::between(TEXTS[1].as_bytes(), TEXTS[2].as_bytes())),
            What::Change(Change::between(TEXTS[2].as_bytes(), TEXTS[3].as_bytes())),
        ];
        let (mut bytes, mut before) = (MAGIC.to_vec(), [0; 8]);
        let mut ends = Vec::new();
        for (number, what) in (0..).zip(whats) {
            let at = Duration::from_secs(1000 + number);
            let record = Record {
                number,
                at,
                before,
                what,
            };
            let (written, checksum) = record.to_bytes();
            bytes.extend(written);
            before = checksum;
            ends.push(bytes.len());
        }
        (bytes, ends)
    }

    #[test]
    fn a_journal_says_what_its_session_had_and_what_was_saved_of_it() {
        let reading = Reading::of(&journal().0).unwrap();
        assert_eq!(reading.base, TEXTS[1].as_bytes());
        assert_eq!(reading.text, TEXTS[3].as_bytes());
        assert_eq!((reading.changes, reading.unread), (2, 0));
        assert_eq!(reading.at, Duration::from_secs(1004));
    }

    #[test]
    fn a_journal_cut_anywhere_says_all_that_is_whole() {
        let (bytes, ends) = journal();
        for at in 0..bytes.len() {
            let whole = ends.iter().filter(|end| **end <= at).count();
            let text = Reading::of(&bytes[..at]).map(|reading| reading.text);
            let expected = [0, 1, 1, 2].get(whole.wrapping_sub(1));
            let expected = expected.map(|nth| TEXTS[*nth].as_bytes().to_vec());
            assert_eq!(text, expected, "cut at {at}");
        }
    }

    #[test]
    fn a_record_of_another_journal_ends_the_reading() {
        let (mut bytes, ends) = journal();
        let alien = Record {
            number: 4,
            at: Duration::ZERO,
            before: [0; 8],
            what: What::Saved,
        };
        bytes.truncate(ends[3]);
        bytes.extend(alien.to_bytes().0);
        let reading = Reading::of(&bytes).unwrap();
        assert_eq!(reading.text, TEXTS[2].as_bytes());
        assert_eq!(reading.unread, bytes.len() - ends[3]);
    }

    /// What any bytes may do: end early, say one of the texts, nothing else.
    fn check_hostile(bytes: &[u8]) -> Result<(), TestCaseError> {
        if let Some(reading) = Reading::of(bytes) {
            prop_assert!(reading.unread < bytes.len());
            let text = String::from_utf8(reading.text).unwrap();
            prop_assert!(TEXTS.contains(&&*text), "{text}");
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn changed_bytes_never_give_a_text_that_nobody_wrote(
            changes in prop::collection::vec((any::<Index>(), any::<u8>()), 1..4),
            cut in any::<Index>(),
            more in prop::collection::vec(any::<u8>(), 0..40),
        ) {
            let (mut bytes, _) = journal();
            for (at, byte) in changes {
                *at.get_mut(&mut bytes) = byte;
            }
            bytes.truncate(cut.index(bytes.len() + 1));
            bytes.extend(more);
            check_hostile(&bytes)?;
        }

        #[test]
        fn records_with_sound_checksums_and_any_numbers_are_survived(
            start in any::<u64>(), gone in any::<u64>(), number in 0..3_u64,
            come in prop::collection::vec(any::<u8>(), 0..20),
        ) {
            let base = Record {
                number: 0,
                at: Duration::ZERO,
                before: [0; 8],
                what: What::Base(b"text"),
            };
            let (first, before) = base.to_bytes();
            let change = Change {
                start: usize::try_from(start).unwrap_or(usize::MAX),
                gone: usize::try_from(gone).unwrap_or(usize::MAX),
                come: &come,
            };
            let what = What::Change(change);
            let (second, _) = Record { number, at: Duration::MAX, before, what }.to_bytes();
            let bytes = [MAGIC, &first, &second].concat();
            let reading = Reading::of(&bytes).unwrap();
            let is_taken = number == 1 && start.saturating_add(gone) <= 4;
            prop_assert_eq!(reading.changes, usize::from(is_taken));
        }

        #[test]
        fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            check_hostile(&bytes)?;
            check_hostile(&[MAGIC, &bytes].concat())?;
        }
    }
}
