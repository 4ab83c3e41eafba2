//! "Is it still the file I read?", answered by content and never by time.

use std::fmt;

/// Length and hash of a file's bytes.
///
/// Two files of the same fingerprint have the same bytes; times, inodes and names
/// play no part.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    length: u64,
    hash: blake3::Hash,
}

impl Fingerprint {
    /// Returns the fingerprint of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            length: bytes.len() as u64,
            hash: blake3::hash(bytes),
        }
    }

    /// Returns the one with that length and hash, as a note on disk says them.
    pub(super) fn from_parts(length: u64, hash: blake3::Hash) -> Self {
        Self { length, hash }
    }

    /// Returns how many bytes the file has.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Returns the whole hash in hexadecimal.
    pub fn hex(&self) -> String {
        self.hash.to_hex().to_string()
    }

    /// Returns the start of the hash, enough for a file name.
    pub fn short(&self) -> String {
        self.hash.to_hex().chars().take(16).collect()
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} bytes {}", self.length, self.short())
    }
}

/// What a save expects to find on disk: the file its writer last read or wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// No file: it is to be made.
    Nothing,
    /// A file of this content.
    File(Fingerprint),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_changed_byte_changes_the_fingerprint() {
        let before = Fingerprint::of(b"power: 3");
        assert_ne!(before, Fingerprint::of(b"power: 4"));
        assert_eq!(before, Fingerprint::of(b"power: 3"));
        assert_eq!(before.length(), 8);
    }
}
