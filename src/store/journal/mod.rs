//! The journal of a session: every change, on disk before it is in the file.
//!
//! Promises: what [`Store::sync_journal`] has confirmed outlives `kill -9` and a power cut; one
//! change is one small append; a journal that anybody can see is whole up to its last record
//! and locked by its session for as long as that lives. After an error it is not written to again:
//! a new one takes its place. For our eyes only (0600, in 0700), capped in size.
//! Leaves what the texts mean, and merging, to the floors above.

mod orphan;
mod reading;
mod record;

#[cfg(test)]
mod tests;

use std::ffi::{OsStr, OsString};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use rustix::io::Errno;

use super::Store;
use super::archive::Archive;
use super::disk::{Disk, DiskResult};
use super::failure::{Cause, Failure, Task};
use super::target::{LARGEST, Target, temporary_name};
use record::{Change, Checksum, Record, What};

pub use orphan::Orphan;
pub use reading::Reading;

/// How every journal begins.
const MAGIC: &[u8] = b"onside journal 1\n";
/// How the names of journals end.
const ENDING: &str = ".journal";
/// How the names of journals end of which something could not be read, once the rest is dealt with.
const UNSOUND: &str = ".journal.unsound";
/// The most records that are read or written, the base among them.
const MOST_RECORDS: u64 = 512;
/// How many records make a journal so long that a new one should take its place.
const LONG: u64 = 256;
/// The most bytes of a journal that are read: a base, one change that replaces all of it, and more.
const MOST_BYTES: u64 = 3 * LARGEST;

/// The journal of the session that runs. Its lock goes when this is dropped.
pub struct Journal<D: Disk> {
    folder: D::Folder,
    file: D::File,
    name: OsString,
    length: u64,
    /// The number of the next record.
    next: u64,
    last: Checksum,
    /// An append or a sync failed: what is on disk is not known any more.
    is_broken: bool,
}

impl<D: Disk> Journal<D> {
    /// Says whether a new journal should take the place of this one.
    pub fn is_worn(&self) -> bool {
        self.is_broken || self.next >= LONG
    }

    /// Writes a record behind the last; it may be lost until it is synced.
    fn append(&mut self, disk: &D, what: What<'_>) -> Result<(), Cause> {
        if self.is_broken {
            return Err(Errno::IO.into());
        }
        if self.next >= MOST_RECORDS {
            return Err(Cause::Full);
        }
        let record = Record {
            number: self.next,
            at: disk.now(),
            before: self.last,
            what,
        };
        let (bytes, checksum) = record.to_bytes();
        self.is_broken = true;
        disk.write(&self.file, self.length, &bytes)?;
        self.is_broken = false;
        self.length += bytes.len() as u64;
        self.next += 1;
        self.last = checksum;
        Ok(())
    }
}

impl<D: Disk> Store<D> {
    /// Begins a journal: the file holds `base`, the session has `text`. Both last when this returns.
    pub fn begin_journal(&self, base: &[u8], text: &[u8]) -> Result<Journal<D>, Failure> {
        self.prepare_folder()
            .and_then(|()| self.new_journal(base, text))
            .map_err(|cause| self.journal_failed(cause))
    }

    fn new_journal(&self, base: &[u8], text: &[u8]) -> Result<Journal<D>, Cause> {
        let disk = &self.disk;
        if base.len().max(text.len()) as u64 > LARGEST {
            return Err(Cause::TooLarge);
        }
        let target = Target::find(disk, &self.path)?;
        let archive = Archive::open(disk, &self.state, &target.path).map_err(Cause::NoState)?;
        archive.sweep_unsound(disk);
        let name = name_at(disk.now());
        let temporary = temporary_name(&name);
        let file = disk.create(&archive.folder, &temporary)?;
        let mut journal = Journal {
            file,
            folder: archive.folder,
            name,
            length: 0,
            next: 0,
            last: Checksum::default(),
            is_broken: false,
        };
        let begun = journal.write_beginning(disk, base, text);
        // Seen by others only when it is whole and locked.
        let named = begun.and_then(|()| {
            Ok(disk
                .rename_new(&journal.folder, &temporary, &journal.name)
                .or_else(|error| match error {
                    Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => {
                        let place = &journal.folder;
                        disk.rename((place, &temporary), (place, &journal.name))
                    }
                    other => Err(other),
                })?)
        });
        if let Err(cause) = named {
            // What stays behind has no name that counts, and the first error matters more.
            let _ = disk.remove(&journal.folder, &temporary);
            return Err(cause);
        }
        if let Err(error) = disk.sync_folder(&journal.folder) {
            // Another one will be begun; two of them would be offered.
            let _ = disk.remove(&journal.folder, &journal.name);
            return Err(error.into());
        }
        Ok(journal)
    }

    /// Notes that the text was changed from `old` to `new`. It may be lost until it is synced.
    pub fn note_change(
        &self,
        journal: &mut Journal<D>,
        old: &[u8],
        new: &[u8],
    ) -> Result<(), Failure> {
        let noted = if new.len() as u64 > LARGEST {
            Err(Cause::TooLarge)
        } else {
            journal.append(&self.disk, What::Change(Change::between(old, new)))
        };
        noted.map_err(|cause| self.journal_failed(cause))
    }

    /// Notes that the file holds the text as it was noted last.
    pub fn note_saved(&self, journal: &mut Journal<D>) -> Result<(), Failure> {
        journal
            .append(&self.disk, What::Saved)
            .map_err(|cause| self.journal_failed(cause))
    }

    /// Makes all that was noted last.
    pub fn sync_journal(&self, journal: &mut Journal<D>) -> Result<(), Failure> {
        if journal.is_broken {
            return Err(self.journal_failed(Errno::IO));
        }
        self.disk.sync(&journal.file).map_err(|error| {
            journal.is_broken = true;
            self.journal_failed(error)
        })
    }

    /// Removes a journal that is needed no more: the file or another journal holds it all.
    pub fn retire_journal(&self, journal: Journal<D>) -> Result<(), Failure> {
        // The lock is held until the name is gone, so that nobody takes it for an orphan.
        let Journal {
            folder, name, file, ..
        } = journal;
        let removed = self.disk.remove(&folder, &name);
        drop(file);
        removed
            .and_then(|()| self.disk.sync_folder(&folder))
            .map_err(|error| self.journal_failed(error))
    }

    fn journal_failed(&self, cause: impl Into<Cause>) -> Failure {
        Failure::new(Task::Journal, self.name(), cause)
    }
}

impl<D: Disk> Journal<D> {
    fn write_beginning(&mut self, disk: &D, base: &[u8], text: &[u8]) -> Result<(), Cause> {
        match disk.lock_file(&self.file) {
            Ok(()) | Err(Errno::NOLCK | Errno::NOTSUP | Errno::NOSYS | Errno::INVAL) => {}
            Err(error) => return Err(error.into()),
        }
        disk.write(&self.file, 0, MAGIC)?;
        self.length = MAGIC.len() as u64;
        self.append(disk, What::Base(base))?;
        if base != text {
            self.append(disk, What::Change(Change::between(base, text)))?;
        }
        Ok(disk.sync(&self.file)?)
    }
}

impl<D: Disk> Archive<D> {
    /// Returns the names of all journals, the oldest first.
    pub fn journals(&self, disk: &D) -> DiskResult<Vec<OsString>> {
        let mut names = disk.names(&self.folder)?;
        names.retain(|name| begun_at(name, ENDING).is_some());
        names.sort_unstable();
        Ok(names)
    }

    /// Removes journals set aside that are too many or too old.
    fn sweep_unsound(&self, disk: &D) {
        let Ok(mut names) = disk.names(&self.folder) else {
            return;
        };
        names.retain(|name| begun_at(name, UNSOUND).is_some());
        names.sort_unstable();
        let now = disk.now();
        for (rank, name) in names.iter().rev().enumerate() {
            let age = begun_at(name, UNSOUND).map(|at| now.saturating_sub(at));
            if rank >= MOST_UNSOUND || age > Some(super::LONGEST_AGE) {
                // One that can't be removed is tried again with the next journal.
                let _ = disk.remove(&self.folder, name);
            }
        }
    }
}

/// The most journals set aside.
const MOST_UNSOUND: usize = 20;

/// Returns a name that no other journal has, now or later: names sort by age.
fn name_at(now: Duration) -> OsString {
    let random = RandomState::new().build_hasher().finish();
    let (millis, process) = (now.as_millis(), std::process::id());
    format!("{millis:013}-{process}-{random:016x}{ENDING}").into()
}

/// Returns when a journal was begun, by its name; `None` for any other file.
fn begun_at(name: &OsStr, ending: &str) -> Option<Duration> {
    let (millis, _) = name.to_str()?.strip_suffix(ending)?.split_once('-')?;
    millis.parse().ok().map(Duration::from_millis)
}

/// Returns the process that began a journal, by its name.
fn process_of(name: &OsStr) -> Option<u32> {
    name.to_str()?.split('-').nth(1)?.parse().ok()
}
