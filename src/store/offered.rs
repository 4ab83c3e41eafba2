//! What was saved once, is missing from the file, and was offered to its person, who saved on
//! without an answer: kept until there is one.
//!
//! Promises: it is read whole or not at all. Leaves to `session` what of it is still missing.

use std::time::Duration;

use super::Store;
use super::disk::{Disk, DiskResult};
use super::fingerprint::Fingerprint;

/// The name it has. Its first line says when it was saved, how long the parent is, and what
/// the rest must be.
const OFFERED: &str = "offered";

/// What was saved and is missing, and what that and the file both come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// When it was saved, since 1970.
    pub at: Duration,
    /// What the file comes from.
    pub parent: Vec<u8>,
    /// What was saved.
    pub saved: Vec<u8>,
}

impl Offered {
    fn to_bytes(&self) -> Vec<u8> {
        let rest = [&*self.parent, &*self.saved].concat();
        let (millis, length) = (self.at.as_millis(), self.parent.len());
        let hash = Fingerprint::of(&rest).hex();
        let mut bytes = format!("{millis} {length} {hash}\n").into_bytes();
        bytes.extend(rest);
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let (line, rest) = (bytes.get(..end)?, bytes.get(end + 1..)?);
        let mut words = str::from_utf8(line).ok()?.split(' ');
        let at = Duration::from_millis(words.next()?.parse().ok()?);
        let (parent, saved) = rest.split_at_checked(words.next()?.parse().ok()?)?;
        (words.next()? == Fingerprint::of(rest).hex()).then(|| Self {
            at,
            parent: parent.to_vec(),
            saved: saved.to_vec(),
        })
    }
}

impl<D: Disk> Store<D> {
    /// Returns the time of its disk, since 1970.
    pub fn now(&self) -> Duration {
        self.disk.now()
    }

    /// Returns what was offered and not answered, if anything.
    pub fn offered(&self) -> Option<Offered> {
        let bytes = self.archive()?.read(&self.disk, OFFERED)?;
        Offered::from_bytes(&bytes)
    }

    /// Keeps what `change` makes of it until that is answered; no other session does so at the same
    /// moment. Says whether that was done.
    pub fn change_offered(&self, change: impl FnOnce(Option<Offered>) -> Option<Offered>) -> bool {
        let Some(archive) = self.archive() else {
            return false;
        };
        let Ok(_lock) = archive.lock(&self.disk) else {
            return false;
        };
        let found = archive.read(&self.disk, OFFERED);
        let found = found.and_then(|bytes| Offered::from_bytes(&bytes));
        let offered = change(found.clone());
        let changed: DiskResult<()> = match (&offered, found) {
            (offered, found) if *offered == found => Ok(()),
            (Some(offered), _) => archive.write(&self.disk, OFFERED, &offered.to_bytes()),
            (None, _) => archive.remove(&self.disk, OFFERED),
        };
        changed.is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_as_it_was_written_and_no_part_of_it() {
        let offered = Offered {
            at: Duration::from_millis(7),
            parent: b"(a)\n".to_vec(),
            saved: b"(b)\n".to_vec(),
        };
        let bytes = offered.to_bytes();
        assert_eq!(Offered::from_bytes(&bytes), Some(offered));
        for length in 0..bytes.len() {
            assert_eq!(Offered::from_bytes(&bytes[..length]), None, "{length}");
        }
        let lie = "1 99999999999999999999 x\n()";
        assert_eq!(Offered::from_bytes(lie.as_bytes()), None);
    }
}
