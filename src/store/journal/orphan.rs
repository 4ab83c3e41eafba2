//! Journals whose session is gone: found, read, and dealt with once.
//!
//! Promises: a journal is an orphan when its lock is free, which it is at once after `kill -9`;
//! whoever finds it holds the lock, so that no second session offers it too. Nothing is
//! deleted that is not in the file or in the history; what could not be read is set aside.

use std::ffi::{OsStr, OsString};

use rustix::io::Errno;

use super::super::Store;
use super::super::archive::{Archive, Version};
use super::super::disk::{Access, Disk, Kind};
use super::super::failure::{Cause, Failure};
use super::super::fingerprint::Fingerprint;
use super::{ENDING, MOST_BYTES, Reading, UNSOUND, process_of};

/// A journal whose session is gone. Its lock is held while this lives.
pub struct Orphan {
    name: OsString,
    /// What it says.
    pub reading: Reading,
    _lock: Box<dyn Send>,
}

impl Orphan {
    /// Returns what tells it from all others.
    pub fn name(&self) -> String {
        self.name.to_string_lossy().into_owned()
    }
}

impl<D: Disk> Store<D> {
    /// Returns the journals of this file whose sessions are gone, the oldest first.
    ///
    /// One that can't be read at all is set aside. What can't be looked at now is left for the
    /// next time.
    pub fn orphans(&self) -> Vec<Orphan> {
        let Ok(archive) = self.find_archive() else {
            return Vec::new();
        };
        let names = archive.journals(&self.disk).unwrap_or_default();
        let found = names
            .into_iter()
            .filter_map(|name| self.adopt(&archive, name));
        found.collect()
    }

    fn adopt(&self, archive: &Archive<D>, name: OsString) -> Option<Orphan> {
        let disk = &self.disk;
        let status = disk.look(&archive.folder, &name).ok()?;
        if status.kind != Kind::File || status.owner != disk.user() {
            return None;
        }
        let file = disk.open(&archive.folder, &name, Access::Write).ok()?;
        let has_owner = match disk.lock_file(&file) {
            Ok(()) => false,
            Err(Errno::WOULDBLOCK) => true,
            // No locks here: the number of the process has to do.
            Err(_) => process_of(&name).is_some_and(|process| disk.is_running(process)),
        };
        if has_owner {
            return None;
        }
        // Its session may have put it away just before it let go of the lock.
        disk.look(&archive.folder, &name).ok()?;
        let bytes = disk.read(&file, MOST_BYTES).ok()?;
        let Some(reading) = Reading::of(&bytes) else {
            // If it can't be set aside it is found again the next time.
            let _ = set_aside(disk, archive, &name);
            return None;
        };
        Some(Orphan {
            name,
            reading,
            _lock: Box::new(file),
        })
    }

    /// Puts an orphan away; what its session had goes to the history unless the file
    /// `is_in_file`.
    pub fn put_away(&self, orphan: &Orphan, is_in_file: bool) -> Result<(), Failure> {
        let fail = |cause: Cause| self.journal_failed(cause);
        let disk = &self.disk;
        let archive = self
            .find_archive()
            .map_err(|reason| fail(Cause::NoState(reason)))?;
        let Reading { text, unread, .. } = &orphan.reading;
        if !is_in_file {
            let version = Version::Unsaved(Fingerprint::of(text));
            archive
                .keep_copy_of(disk, text, &version)
                .map_err(|error| fail(error.into()))?;
        }
        let done = if *unread > 0 {
            set_aside(disk, &archive, &orphan.name)
        } else {
            disk.remove(&archive.folder, &orphan.name)
        };
        done.and_then(|()| disk.sync_folder(&archive.folder))
            .map_err(|error| fail(error.into()))
    }
}

fn set_aside<D: Disk>(disk: &D, archive: &Archive<D>, name: &OsStr) -> Result<(), Errno> {
    let stem = name.to_str().and_then(|name| name.strip_suffix(ENDING));
    let aside = OsString::from(format!("{}{UNSOUND}", stem.unwrap_or_default()));
    disk.rename((&archive.folder, name), (&archive.folder, &aside))
}
