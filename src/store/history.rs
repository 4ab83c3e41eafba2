//! The versions that are kept of a board: listed and read.
//!
//! Promises: touches nothing. What is kept, for how long and under which names is
//! `archive`'s; what changed between two versions, `document`'s.

use std::time::Duration;

use super::Store;
use super::archive::Archive;
use super::disk::Disk;
use super::failure::{Cause, Failure, Task};
use super::fingerprint::Fingerprint;
use super::kept::{KeptVersion, VersionKind};
use super::target::{Target, read_file};

impl<D: Disk> Store<D> {
    /// Returns the versions kept of this file, the newest first; none where none are kept.
    pub fn versions(&self) -> Result<Vec<KeptVersion>, Failure> {
        let fail = |cause: Cause| Failure::new(Task::History, self.name(), cause);
        match self.find_archive() {
            Ok(archive) => archive
                .versions(&self.disk)
                .map_err(|error| fail(error.into())),
            Err(_) if self.state.trouble().is_none() => Ok(Vec::new()),
            Err(reason) => Err(fail(Cause::NoState(reason))),
        }
    }

    /// Returns the bytes of a kept version.
    pub fn read_version(&self, version: &KeptVersion) -> Result<Vec<u8>, Failure> {
        let fail = |cause| Failure::new(Task::History, self.name(), cause);
        let archive = self
            .find_archive()
            .map_err(|reason| fail(Cause::NoState(reason)))?;
        let read = read_file(&self.disk, archive.history(), &version.name);
        read.map(|(bytes, _)| bytes).map_err(fail)
    }

    /// Says whether bytes of that fingerprint were in the file at that time or later.
    pub fn was_in_the_file(&self, fingerprint: &Fingerprint, since: Duration) -> bool {
        let versions = self.versions().unwrap_or_default();
        versions.iter().any(|version| {
            version.kind == VersionKind::Older && version.at >= since && version.is(fingerprint)
        })
    }

    /// Says whether that version was displaced since then by a save of ours that had not seen it.
    pub fn was_displaced_unseen(&self, fingerprint: &Fingerprint, since: Duration) -> bool {
        let versions = self.versions().unwrap_or_default();
        versions.iter().any(|version| {
            version.kind == VersionKind::Theirs && version.at >= since && version.is(fingerprint)
        })
    }

    /// Opens the archive of the file if there is one.
    pub(super) fn find_archive(&self) -> Result<Archive<D>, String> {
        let target = Target::find(&self.disk, &self.path)
            .map_err(|cause| Failure::new(Task::History, self.name(), cause).reason())?;
        Archive::find(&self.disk, &self.state, &target.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::simulator::Simulator;
    use crate::store::{Expected, StateFolder};

    const FILE: &str = "/work/programme.ron";

    #[test]
    fn every_version_that_was_displaced_is_listed_and_read() {
        let disk = Simulator::default();
        disk.put(FILE, b"first", 0o640);
        let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
        assert_eq!(store.versions().unwrap(), []);
        let mut expected = Expected::File(Fingerprint::of(b"first"));
        for text in ["second", "third"] {
            let saved = store.save(text.as_bytes(), expected).unwrap();
            expected = Expected::File(saved.fingerprint);
        }
        let versions = store.versions().unwrap();
        let texts = versions
            .iter()
            .map(|version| store.read_version(version).unwrap());
        assert_eq!(
            texts.collect::<Vec<_>>(),
            [b"second".to_vec(), b"first".to_vec()]
        );
        let first = &versions[1];
        let fingerprint = Fingerprint::of(b"first");
        assert!(first.is(&fingerprint) && !first.is(&Fingerprint::of(b"third")));
        assert!(store.was_in_the_file(&fingerprint, first.at));
        assert!(!store.was_in_the_file(&fingerprint, first.at + Duration::from_millis(1)));
    }

    #[test]
    fn without_a_state_folder_the_reason_is_told() {
        let disk = Simulator::default();
        disk.put(FILE, b"first", 0o640);
        let store = Store::on(disk, FILE, StateFolder::Off("HOME is not set".to_owned()));
        assert_eq!(
            store.versions().unwrap_err().to_string(),
            "The versions of programme.ron can't be read: there is no state folder (HOME is not set); \
             set ONSIDE_STATE_DIR to a folder of your own."
        );
    }
}
