//! One attempt to save: lock, find, compare, and choose the way of writing.
//!
//! Promises: nothing is written unless the file is the expected one. The ways are in
//! `replace` (a new file takes the old one's place) and `in_place` (it is overwritten).

use rustix::io::Errno;

use super::Store;
use super::ancestors::note_last;
use super::archive::Archive;
use super::disk::Disk;
use super::failure::{Cause, Failure, Task};
use super::fingerprint::{Expected, Fingerprint};
use super::in_place::{self, Settled};
use super::outcome::{How, SaveError, Saved};
use super::replace::Refusal;
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
        let lock = archive.as_ref().ok().and_then(|archive| archive.lock(disk));
        Ok(Self {
            disk,
            target,
            archive,
            bytes,
            name,
            _lock: lock,
        })
    }

    /// Writes the new bytes if the file is the expected one, and notes them as saved last.
    pub fn make(&self, expected: Expected) -> Result<Saved, SaveError> {
        let made = self.make_once(expected);
        if let (Ok(_) | Err(SaveError::Displaced { .. }), Ok(archive)) = (&made, &self.archive) {
            note_last(self.disk, archive, self.bytes);
        }
        made
    }

    fn make_once(&self, expected: Expected) -> Result<Saved, SaveError> {
        match (expected, self.target.read(self.disk)) {
            (Expected::Nothing, Err(Cause::Missing)) => self.create(),
            // A file server may have written the file and not have said so.
            (Expected::Nothing, Ok(same)) if same.bytes == self.bytes => {
                self.make_over(same.fingerprint, same)
            }
            (Expected::Nothing, Ok(theirs)) => Err(self.diverged(theirs)),
            (Expected::File(_), Err(Cause::Missing)) => Err(self.gone()),
            (Expected::File(base), Ok(current)) => self.make_over(base, current),
            (_, Err(cause)) => Err(self.failed(cause)),
        }
    }

    fn make_over(&self, base: Fingerprint, current: Loaded) -> Result<Saved, SaveError> {
        let Settled {
            loaded: current,
            instead_of,
        } = match &self.archive {
            Ok(archive) => in_place::settle(self.disk, &self.target, archive, current).map_err(
                |unsettled| {
                    if unsettled.is_half {
                        self.unfinished(unsettled.cause)
                    } else {
                        self.failed(unsettled.cause)
                    }
                },
            )?,
            Err(_) => current.into(),
        };
        let is_expected = current.fingerprint == base || instead_of == Some(base);
        // As above: what is there already can't be somebody else's loss.
        if !is_expected && current.bytes != self.bytes {
            return Err(self.diverged(current));
        }
        if !current.is_writable {
            return Err(self.read_only(current.mode));
        }
        let status = self.disk.look(&self.target.folder, &self.target.name);
        let status = status.map_err(|error| self.lost(error))?;
        // A file with other names is written in place: a new file would silently part them.
        if status.links > 1 {
            return self.write_in_place(&current);
        }
        match self.replace(&current, &status) {
            Err(Refusal::OnlyInPlace) => self.write_in_place(&current),
            Err(Refusal::Save(error)) => Err(*error),
            Ok(saved) => Ok(saved),
        }
    }

    fn read_only(&self, mode: u32) -> SaveError {
        let asked = self.disk.may_write(&self.target.folder, &self.target.name);
        match asked {
            Err(error) if mode & 0o222 != 0 => self.lost(error),
            _ => self.failed(Cause::ReadOnly),
        }
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
