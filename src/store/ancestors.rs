//! The versions of a board that its file may come from: the one saved last, and those kept.
//!
//! Promises: what any session of ours saved last can be read later, though somebody
//! else's text has taken its place in the file; a note of it that is not whole is none.
//! Leaves to `session` which version is near.

use std::ffi::OsStr;
use std::time::Duration;

use super::Store;
use super::archive::{Archive, LONGEST_AGE};
use super::attempt::Attempt;
use super::disk::Disk;
use super::failure::{Failure, Task};
use super::fingerprint::{Expected, Fingerprint};
use super::kept::{KeptVersion, VersionKind};
use super::target::{Loaded, Target, read_file, temporary_name};

/// The name of the version saved last. Its first line says when that was, and what the
/// text must be: a power cut may leave half of it.
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
    /// Whether somebody else wrote it, and a save of ours took its place unseen.
    pub was_unseen: bool,
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
        last_in(&self.disk, &self.archive()?)
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
                was_unseen: version.kind == VersionKind::Theirs,
            });
        }
        found
    }

    /// Notes that what is in the file is what the board says now, so that an older copy put in
    /// its place can be told from a newer one; if the file is as `expected`, and what was saved
    /// last `is_outdone` by it. Says whether that is so.
    ///
    /// A note that fails is silent: it costs only that.
    pub fn accept(
        &self,
        expected: &Fingerprint,
        is_outdone: impl FnOnce(&Ancestor) -> bool,
    ) -> bool {
        let Some(archive) = self.archive() else {
            return false;
        };
        // Held from looking to noting: what another session saves in between would be passed over.
        let Ok(_lock) = archive.lock(&self.disk) else {
            return false;
        };
        let Ok(loaded) = self.load_within(Some(&archive)) else {
            return false;
        };
        let last = last_in(&self.disk, &archive);
        let is_right = loaded.fingerprint == *expected && last.as_ref().is_none_or(is_outdone);
        if is_right {
            note_last(
                &self.disk,
                &archive,
                &loaded.bytes,
                (last, Expected::Nothing),
            );
        }
        is_right
    }

    /// Keeps a version that was in the file until another program wrote it anew.
    pub fn keep_version(&self, bytes: &[u8]) -> Result<(), Failure> {
        let Some(archive) = self.archive().filter(|_| self.last_saved().is_some()) else {
            // Without a save of ours there is nothing to be missing from it.
            return Ok(());
        };
        let kept = archive.keep_copy(&self.disk, bytes);
        kept.map(drop)
            .map_err(|error| Failure::new(Task::History, self.name(), error))
    }

    pub(super) fn archive(&self) -> Option<Archive<D>> {
        let target = Target::find(&self.disk, &self.path).ok()?;
        Archive::find(&self.disk, &self.state, &target.path).ok()
    }
}

impl<D: Disk> Attempt<'_, D> {
    /// Returns what our sessions saved last, if this save would pass over it.
    pub(super) fn passed_over(
        &self,
        last: Option<&Ancestor>,
        expected: Expected,
        is_known: &dyn Fn(&Fingerprint) -> bool,
    ) -> Option<Loaded> {
        let (last, archive) = (last?, self.archive.as_ref().ok()?);
        let fingerprint = last.fingerprint();
        let is_taken_in = expected == Expected::File(fingerprint)
            || last.bytes == self.bytes
            || is_known(&fingerprint);
        (!is_taken_in).then(|| Loaded {
            bytes: last.bytes.clone(),
            fingerprint,
            path: archive.path().join(LAST),
            mode: 0o600,
            is_writable: true,
            was_finished: false,
        })
    }
}

/// Returns the version saved last, if it is there and whole.
pub(super) fn last_in<D: Disk>(disk: &D, archive: &Archive<D>) -> Option<Ancestor> {
    let (mut bytes, _) = read_file(disk, &archive.folder, OsStr::new(LAST)).ok()?;
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let line = str::from_utf8(bytes.get(..end)?).ok()?;
    let (millis, hash) = line.split_once(' ')?;
    let (at, hash) = (millis.parse().ok()?, hash.to_owned());
    bytes.drain(..=end);
    let last = Ancestor {
        at: Duration::from_millis(at),
        bytes,
        was_unseen: false,
    };
    (last.fingerprint().hex() == hash).then_some(last)
}

/// Writes the version saved last, which took the place of `replaced`, without waiting for the
/// disk: after a power cut the file itself still has it. `last` is the one before.
pub(super) fn note_last<D: Disk>(
    disk: &D,
    archive: &Archive<D>,
    bytes: &[u8],
    (last, replaced): (Option<Ancestor>, Expected),
) {
    // Somebody else's text had taken the place of the last one before we could displace it:
    // nothing but this note has it.
    if let Some(last) = last
        && replaced != Expected::File(last.fingerprint())
        && last.bytes != bytes
        && archive.keep_copy(disk, &last.bytes).is_err()
    {
        // It stays the last one, and is kept at the next save.
        return;
    }
    let name = OsStr::new(LAST);
    let temporary = temporary_name(name);
    let (moment, hash) = (disk.now().as_millis(), Fingerprint::of(bytes).hex());
    let mut text = format!("{moment} {hash}\n").into_bytes();
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
    use crate::store::{SaveError, StateFolder};

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
        let theirs = Fingerprint::of(b"theirs");
        assert!(!store.accept(&Fingerprint::of(b"third"), |_| true));
        assert!(!store.accept(&theirs, |_| false));
        assert_eq!(store.last_saved().unwrap().bytes, b"third");
        assert!(store.accept(&theirs, |last| last.bytes == b"third"));
        assert_eq!(store.last_saved().unwrap().bytes, b"theirs");
    }

    #[test]
    fn what_somebody_elses_text_took_the_place_of_is_kept_when_that_is_replaced() {
        let disk = Simulator::default();
        disk.put(FILE, b"first", 0o640);
        let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
        let save = |text: &[u8], over: &[u8]| {
            let expected = Expected::File(Fingerprint::of(over));
            store.save(text, expected).unwrap();
        };
        save(b"second", b"first");
        disk.put(FILE, b"theirs", 0o640);
        save(b"third", b"theirs");
        let versions = store.versions().unwrap().into_iter();
        assert!(versions.clone().all(|it| it.kind == VersionKind::Older));
        let mut texts: Vec<_> = versions
            .map(|it| store.read_version(&it).unwrap())
            .collect();
        texts.sort();
        // What we displaced ourselves is kept once.
        assert_eq!(texts, [&b"first"[..], b"second", b"theirs"]);
    }

    #[test]
    fn a_save_that_would_pass_over_what_another_session_saved_is_told_of_that() {
        let disk = Simulator::default();
        disk.put(FILE, b"first", 0o640);
        let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
        let expected = Expected::File(Fingerprint::of(b"first"));
        let theirs = store.save(b"second", expected).unwrap().fingerprint;
        // Whoever writes an old buffer back leaves no trace in the file.
        disk.put(FILE, b"first", 0o640);
        let save = |is_known| store.save_after(b"third", expected, &|_| is_known);
        let Err(SaveError::Diverged { theirs: told, .. }) = save(false) else {
            panic!("it was passed over");
        };
        assert_eq!((told.fingerprint, &*told.bytes), (theirs, &b"second"[..]));
        assert_eq!(disk.get(FILE).unwrap(), b"first");
        assert!(save(true).is_ok());
        assert_eq!(disk.get(FILE).unwrap(), b"third");
    }

    #[test]
    fn half_a_note_is_none() {
        let disk = Simulator::default();
        disk.put(FILE, b"first", 0o640);
        let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
        let expected = Expected::File(Fingerprint::of(b"first"));
        store.save(b"second", expected).unwrap();
        let note = disk.world().find_ending("/state", "last").unwrap();
        let note = format!("/state/{note}");
        let whole = disk.get(&note).unwrap();
        for length in 0..whole.len() {
            disk.put(&note, &whole[..length], 0o600);
            assert_eq!(store.last_saved(), None, "{length}");
        }
        disk.put(&note, &whole, 0o600);
        assert_eq!(store.last_saved().unwrap().bytes, b"second");
    }
}
