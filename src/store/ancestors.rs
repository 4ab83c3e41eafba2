//! The versions of a board that its file may come from: the one saved last, and those kept.
//!
//! Promises: what any session of ours saved last can be read later, though somebody
//! else's text has taken its place in the file. Leaves to `session` which version is near.

use std::ffi::OsStr;
use std::time::Duration;

use super::Store;
use super::archive::{Archive, LONGEST_AGE};
use super::disk::Disk;
use super::fingerprint::Fingerprint;
use super::kept::{KeptVersion, VersionKind};
use super::target::{Target, read_file, temporary_name};

/// The name of the version saved last. The moment stands in its first line.
const LAST: &str = "last";

/// The most bytes of kept versions that are read to find a parent.
const MOST_BYTES: usize = 32 << 20;

/// A version that was the board once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ancestor {
    /// When it was saved or kept, since 1970.
    pub at: Duration,
    /// What it says.
    pub bytes: Vec<u8>,
}

impl Ancestor {
    /// Returns what tells it from other versions.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.bytes)
    }
}

impl<D: Disk> Store<D> {
    /// Returns the version that any of our sessions saved last, or was told to leave as it is.
    pub fn last_saved(&self) -> Option<Ancestor> {
        let archive = self.archive()?;
        let (bytes, _) = read_file(&self.disk, &archive.folder, OsStr::new(LAST)).ok()?;
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let (moment, text) = bytes.split_at_checked(end + 1)?;
        let millis = str::from_utf8(moment).ok()?.trim_end().parse().ok()?;
        Some(Ancestor {
            at: Duration::from_millis(millis),
            bytes: text.to_owned(),
        })
    }

    /// Returns the kept versions, the newest first, as far as they are not too many to read.
    pub fn ancestors(&self) -> Vec<Ancestor> {
        let mut found: Vec<Ancestor> = self.last_saved().into_iter().collect();
        let Some(archive) = self.archive() else {
            return found;
        };
        let now = self.disk.now();
        let was_in_file = |version: &KeptVersion| version.kind != VersionKind::Unsaved;
        let is_fresh = |version: &KeptVersion| now.saturating_sub(version.at) <= LONGEST_AGE;
        let mut kept = archive.versions(&self.disk).unwrap_or_default();
        kept.retain(|version| was_in_file(version) && is_fresh(version));
        let mut read = 0;
        for version in kept {
            let Ok((bytes, _)) = read_file(&self.disk, archive.history(), &version.name) else {
                continue;
            };
            read += bytes.len();
            if read > MOST_BYTES {
                break;
            }
            found.push(Ancestor {
                at: version.at,
                bytes,
            });
        }
        found
    }

    /// Notes that `bytes` is what the board says now, so that an older copy put in its
    /// place can be told from a newer one.
    ///
    /// A note that fails is silent: it costs only that.
    pub fn note_last(&self, bytes: &[u8]) {
        if let Some(archive) = self.archive() {
            note_last(&self.disk, &archive, bytes);
        }
    }

    pub(super) fn archive(&self) -> Option<Archive<D>> {
        let target = Target::find(&self.disk, &self.path).ok()?;
        Archive::find(&self.disk, &self.state, &target.path).ok()
    }
}

/// Writes the version saved last, without waiting for the disk: after a power cut the file
/// itself still has it.
pub(super) fn note_last<D: Disk>(disk: &D, archive: &Archive<D>, bytes: &[u8]) {
    let name = OsStr::new(LAST);
    let temporary = temporary_name(name);
    let mut text = format!("{}\n", disk.now().as_millis()).into_bytes();
    text.extend_from_slice(bytes);
    let written = disk
        .create(&archive.folder, &temporary)
        .and_then(|file| disk.write(&file, 0, &text))
        .and_then(|()| disk.rename((&archive.folder, &temporary), (&archive.folder, name)));
    if written.is_err() {
        // What can't be removed is ours alone to read.
        let _ = disk.remove(&archive.folder, &temporary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::simulator::Simulator;
    use crate::store::{Expected, StateFolder};

    const FILE: &str = "/work/programme.ron";

    #[test]
    fn what_was_saved_last_and_before_can_be_read_though_the_file_is_another() {
        let disk = Simulator::default();
        disk.put(FILE, b"first", 0o640);
        let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
        assert_eq!(store.last_saved(), None);
        let mut expected = Expected::File(Fingerprint::of(b"first"));
        for text in ["second\nline", "third"] {
            let saved = store.save(text.as_bytes(), expected).unwrap();
            expected = Expected::File(saved.fingerprint);
        }
        disk.put(FILE, b"theirs", 0o640);
        assert_eq!(store.last_saved().unwrap().bytes, b"third");
        let mut texts: Vec<_> = store.ancestors().into_iter().map(|it| it.bytes).collect();
        texts.sort();
        assert_eq!(texts, [&b"first"[..], b"second\nline", b"third"]);
        store.note_last(b"theirs");
        assert_eq!(store.last_saved().unwrap().bytes, b"theirs");
    }
}
