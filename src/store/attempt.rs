//! One attempt to save: what it holds, and what it can come to.
//!
//! Promises: the lock is held as long as the attempt. Leaves the order of the steps to
//! `protocol`, the ways of writing to `replace` and `in_place`.

use rustix::io::Errno;

use super::Store;
use super::archive::Archive;
use super::disk::Disk;
use super::failure::{Cause, Failure, Task};
use super::fingerprint::Fingerprint;
use super::outcome::{How, SaveError, Saved};
use super::state::not_kept;
use super::target::{LARGEST, Loaded, Target};

/// A save under way: the place, the archive or why there is none, and the new bytes.
pub(super) struct Attempt<'a, D: Disk> {
    pub disk: &'a D,
    pub target: Target<D>,
    pub archive: Result<Archive<D>, String>,
    pub bytes: &'a [u8],
    pub name: String,
    /// Held until the attempt is over.
    _lock: Option<D::File>,
}

impl<'a, D: Disk> Attempt<'a, D> {
    /// Finds the file and takes the lock.
    pub fn begin(store: &'a Store<D>, bytes: &'a [u8]) -> Result<Self, SaveError> {
        let (disk, name) = (&store.disk, store.name());
        if bytes.len() as u64 > LARGEST {
            return Err(Failure::new(Task::Save, name, Cause::TooLarge).into());
        }
        let target = Target::find(disk, &store.path)
            .map_err(|cause| Failure::new(Task::Save, name.clone(), cause))?;
        let archive = Archive::open(disk, &store.state, &target.path);
        let lock = archive.as_ref().ok();
        let lock = lock.and_then(|archive| archive.lock(disk).ok().flatten());
        Ok(Self {
            disk,
            target,
            archive,
            bytes,
            name,
            _lock: lock,
        })
    }

    /// Returns the save that is done.
    pub fn saved(&self, how: How) -> Saved {
        Saved {
            fingerprint: Fingerprint::of(self.bytes),
            how,
            remark: self.archive.as_ref().err().map(|reason| not_kept(reason)),
        }
    }

    /// Returns the failure that left the file untouched.
    pub fn failed(&self, cause: impl Into<Cause>) -> SaveError {
        Failure::new(Task::Save, self.name.clone(), cause).into()
    }

    /// Returns the failure of a call on a file that was there a moment ago.
    pub fn lost(&self, error: Errno) -> SaveError {
        match error {
            Errno::NOENT => self.gone(),
            error => self.failed(error),
        }
    }

    /// Returns the failure that left the file half written, with a note.
    pub fn unfinished(&self, cause: impl Into<Cause>) -> SaveError {
        Failure::new(Task::Finish, self.name.clone(), cause).into()
    }

    /// Returns the save that is done but may not outlive a power cut.
    pub fn unconfirmed(&self, saved: Saved, cause: impl Into<Cause>) -> SaveError {
        SaveError::Unconfirmed {
            saved: Box::new(saved),
            failure: Failure::new(Task::Confirm, self.name.clone(), cause),
        }
    }

    /// Returns that the file is somebody else's now.
    pub fn diverged(&self, theirs: Loaded) -> SaveError {
        SaveError::Diverged {
            name: self.name.clone(),
            theirs: Box::new(theirs),
        }
    }

    /// Returns that the file is not there any more.
    pub fn gone(&self) -> SaveError {
        SaveError::Gone {
            name: self.name.clone(),
        }
    }
}
