//! Writing a file by putting a new one in its place.
//!
//! Promises: the name stands for the old file or the new one, whole, at any moment; what
//! was really replaced is looked at and kept; the new file has the owner, permissions
//! and attributes of the old one before it gets its name, and never more of them. Where
//! that can't be had it says so and nothing is changed. Protocol: write beside, sync,
//! exchange, check what came out, sync the folder, keep what came out.

use std::ffi::{OsStr, OsString};

use rustix::io::Errno;

use super::archive::Version;
use super::attempt::Attempt;
use super::disk::{Access, Disk, DiskResult, Status};
use super::failure::{Cause, Failure, Task};
use super::fingerprint::Fingerprint;
use super::outcome::{How, SaveError, Saved};
use super::state::not_kept;
use super::target::{Loaded, read_file, temporary_name, write_new};

/// Why a file was not replaced.
pub(super) enum Refusal {
    /// It can't be, here; it can only be overwritten.
    OnlyInPlace,
    /// As the error says.
    Save(Box<SaveError>),
}

impl From<SaveError> for Refusal {
    fn from(error: SaveError) -> Self {
        Self::Save(Box::new(error))
    }
}

impl<D: Disk> Attempt<'_, D> {
    /// Makes a file that is not there yet, for its owner alone.
    pub fn create(&self) -> Result<Saved, SaveError> {
        let (disk, folder) = (self.disk, &self.target.folder);
        let temporary = temporary_name(&self.target.name);
        write_new(disk, folder, &temporary, self.bytes).map_err(|error| self.failed(error))?;
        let named = match disk.rename_new(folder, &temporary, &self.target.name) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => disk
                .link(folder, &temporary, &self.target.name)
                .map(|()| self.discard(&temporary)),
            done => done,
        };
        if let Err(error) = named {
            self.discard(&temporary);
            return Err(match (error, self.target.read(disk)) {
                (Errno::EXIST, Ok(theirs)) => self.diverged(theirs),
                (Errno::EXIST, Err(cause)) => self.failed(cause),
                (error, _) => self.failed(error),
            });
        }
        let saved = self.saved(How::Created);
        match disk.sync_folder(folder) {
            Ok(()) => Ok(saved),
            Err(error) => Err(self.unconfirmed(saved, error)),
        }
    }

    /// Puts a new file in the place of `current`.
    pub fn replace(&self, current: &Loaded, status: &Status) -> Result<Saved, Refusal> {
        let temporary = self.write_twin(status)?;
        let (folder, name) = (&self.target.folder, &self.target.name);
        match self.disk.exchange(folder, &temporary, name) {
            Ok(()) => Ok(self.finish(Some(&temporary), current, How::Exchanged)?),
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
                Ok(self.rename_over(&temporary, current)?)
            }
            Err(error) => {
                self.discard(&temporary);
                Err(match error {
                    Errno::NOENT => self.gone().into(),
                    // A mount point, a sticky folder, an immutable one.
                    Errno::BUSY | Errno::XDEV | Errno::ACCESS | Errno::PERM => Refusal::OnlyInPlace,
                    other => self.failed(other).into(),
                })
            }
        }
    }

    /// Writes the new bytes beside the file, with the owner, permissions and attributes of the old.
    fn write_twin(&self, old: &Status) -> Result<OsString, Refusal> {
        let temporary = temporary_name(&self.target.name);
        let file = match self.disk.create(&self.target.folder, &temporary) {
            Ok(file) => file,
            Err(Errno::ACCESS | Errno::PERM | Errno::ROFS) => return Err(Refusal::OnlyInPlace),
            Err(error) => return Err(self.failed(error).into()),
        };
        let written = self
            .disk
            .write(&file, 0, self.bytes)
            .map_err(|error| self.failed(error).into())
            .and_then(|()| self.liken(&file, old).map_err(|_| Refusal::OnlyInPlace))
            // Never synced twice: after an error the next save begins with a new file.
            .and_then(|()| (self.disk.sync(&file)).map_err(|error| self.failed(error).into()));
        if written.is_err() {
            self.discard(&temporary);
        }
        written.map(|()| temporary)
    }

    /// Gives the new file what the old one has: owner, attributes, and permissions last, so
    /// that nobody can read it who could not before.
    fn liken(&self, file: &D::File, old: &Status) -> DiskResult<()> {
        let disk = self.disk;
        let new = disk.status(file)?;
        if (new.owner, new.group) != (old.owner, old.group) {
            disk.set_owner(file, old.owner, old.group)?;
        }
        let old_file = disk.open(&self.target.folder, &self.target.name, Access::Read)?;
        let (had, has) = (disk.attributes(&old_file)?, disk.attributes(file)?);
        // The folder gave the new file rights that the old one does not have.
        if has
            .iter()
            .any(|(name, _)| !had.iter().any(|(other, _)| other == name))
        {
            return Err(Errno::NOTSUP);
        }
        for (name, value) in had.iter().filter(|attribute| !has.contains(attribute)) {
            disk.set_attribute(file, name, value)?;
        }
        disk.set_mode(file, old.mode)
    }

    /// Renames over the old file where files can't be exchanged.
    ///
    /// The old file keeps a second name, so that what was written into it until the last
    /// moment is still found; where it can't have one, a copy is kept. What a third
    /// program renames into place within the last two calls is not seen: this file system
    /// has no means to.
    fn rename_over(&self, temporary: &OsStr, current: &Loaded) -> Result<Saved, SaveError> {
        let (disk, folder, name) = (self.disk, &self.target.folder, &self.target.name);
        let second = temporary_name(name);
        let displaced = match disk.link(folder, name, &second) {
            Ok(()) => Some(second),
            Err(_) => None,
        };
        let give_up = |error: SaveError| {
            self.discard(temporary);
            if let Some(second) = &displaced {
                self.discard(second);
            }
            Err(error)
        };
        if let (None, Ok(archive)) = (&displaced, &self.archive)
            && let Err(error) = archive.keep_copy(disk, &current.bytes)
        {
            return give_up(self.failed(error));
        }
        match self.target.read(disk) {
            Ok(now) if now.fingerprint == current.fingerprint => {}
            Ok(theirs) => return give_up(self.diverged(theirs)),
            Err(Cause::Missing) => return give_up(self.gone()),
            Err(cause) => return give_up(self.failed(cause)),
        }
        if let Err(error) = disk.rename((folder, temporary), (folder, name)) {
            return give_up(self.failed(error));
        }
        self.finish(displaced.as_deref(), current, How::Renamed)
    }

    /// Looks at what was replaced, makes the new name last, and keeps the old file.
    fn finish(
        &self,
        displaced: Option<&OsStr>,
        current: &Loaded,
        how: How,
    ) -> Result<Saved, SaveError> {
        let (disk, folder) = (self.disk, &self.target.folder);
        let mut saved = self.saved(how);
        let found = displaced.map(|name| (name, read_file(disk, folder, name)));
        let synced = disk.sync_folder(folder);
        match found {
            Some((name, Ok((bytes, _)))) if Fingerprint::of(&bytes) == current.fingerprint => {
                saved.remark = self.keep_older(name, current, synced.is_ok());
            }
            Some((name, found)) => {
                return Err(self.displaced(name, found.ok(), (saved, synced)));
            }
            None => {}
        }
        match synced {
            Ok(()) => Ok(saved),
            Err(error) => Err(self.unconfirmed(saved, error)),
        }
    }

    /// Keeps the version that was replaced; the sentence says why if it can't be.
    fn keep_older(&self, name: &OsStr, older: &Loaded, is_synced: bool) -> Option<String> {
        let kept = match &self.archive {
            Ok(archive) => archive
                .keep_file(
                    self.disk,
                    &self.target.folder,
                    name,
                    &Version::Older(older.fingerprint),
                )
                .map_err(|error| error.to_string()),
            Err(reason) => Err(reason.clone()),
        };
        let reason = kept.err()?;
        // Until the disk confirms the new file, the old one may be all there is.
        if is_synced {
            self.discard(name);
        }
        Some(not_kept(&reason))
    }

    /// Keeps what somebody else wrote a moment before; it stays where it is if it can't be moved.
    fn displaced(
        &self,
        name: &OsStr,
        found: Option<(Vec<u8>, Status)>,
        (saved, synced): (Saved, DiskResult<()>),
    ) -> SaveError {
        let theirs = found.map(|(bytes, _)| bytes);
        let moved = match (&self.archive, &theirs) {
            (Ok(archive), Some(bytes)) => {
                let version = Version::Theirs(Fingerprint::of(bytes));
                let moved = archive.keep_file(self.disk, &self.target.folder, name, &version);
                moved.ok()
            }
            _ => None,
        };
        SaveError::Displaced {
            name: self.name.clone(),
            kept: moved.unwrap_or_else(|| self.target.path.with_file_name(name)),
            theirs,
            saved: Box::new(saved),
            unconfirmed: synced.err().map(|error| {
                let failure = Failure::new(Task::Confirm, self.name.clone(), error);
                Box::new(failure)
            }),
        }
    }

    /// Removes a file of a moment. What can't be removed is no wider open than the board.
    pub fn discard(&self, name: &OsStr) {
        // There is nothing more to do about it, and the save's own outcome matters more.
        let _ = self.disk.remove(&self.target.folder, name);
    }
}
