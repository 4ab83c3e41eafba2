//! Bytes on disk: loading a file, saving it by compare-and-swap, and the words for all
//! that can go wrong. The only module that touches files.
//!
//! Promises: a file is the old one or the new one, whole; where it can only be overwritten,
//! a save that was cut off is finished at the next opening. What somebody else wrote is
//! never overwritten. Leaves what the bytes mean to `document`.

mod ancestors;
mod archive;
mod aside;
mod attempt;
mod condition;
mod disk;
mod failure;
mod fingerprint;
mod history;
mod in_place;
mod journal;
mod kept;
mod memory;
mod neighbours;
mod note;
mod offered;
mod outcome;
mod private;
mod program;
mod protocol;
mod purge;
mod real;
mod replace;
mod state;
mod surroundings;
mod sweep;
mod target;
mod watch;

#[cfg(test)]
mod crash_tests;
#[cfg(test)]
mod disk_tests;
#[cfg(test)]
pub(crate) mod simulator;

use std::path::{Path, PathBuf};

pub use ancestors::Ancestor;
pub use archive::{LONGEST_AGE, MOST_VERSIONS};
pub use condition::{Condition, condition};
pub use disk::{Access, Attributes, Disk, DiskResult, Glance, Kind, Status};
pub use failure::{Cause, Failure, Task};
pub use fingerprint::{Expected, Fingerprint};
pub use journal::{Journal, Orphan, Reading};
pub use kept::{KeptVersion, VersionKind};
pub use memory::{Memory, Parting};
pub use neighbours::{Circle, Neighbour, Presence};
pub use offered::Offered;
pub use outcome::{How, SaveError, Saved};
pub use private::{keep_copied, keep_crash, remove_copied, remove_crash};
pub use program::{new_program, remove_program};
pub use purge::Kept;
pub use real::RealDisk;
pub use state::{STATE_VARIABLE, StateFolder, data_folder};
pub use target::{LARGEST, Loaded, is_there};
pub use watch::{Look, Sight};

use archive::Archive;
use attempt::Attempt;
use target::{Target, write_new};

/// One file on disk, and what is kept of it in the state folder.
#[derive(Clone, Debug)]
pub struct Store<D: Disk = RealDisk> {
    disk: D,
    path: PathBuf,
    state: StateFolder,
    /// Whether the folder is ours to make, as the one of the example is.
    makes_folder: bool,
}

impl Store<RealDisk> {
    /// Returns the store of the file at `path`; nothing is touched yet.
    pub fn new(path: impl Into<PathBuf>, state: StateFolder) -> Self {
        Self::on(RealDisk, path, state)
    }
}

impl<D: Disk> Store<D> {
    /// Returns the store of the file at `path` on that disk.
    pub fn on(disk: D, path: impl Into<PathBuf>, state: StateFolder) -> Self {
        Self {
            disk,
            path: path.into(),
            state,
            makes_folder: false,
        }
    }

    /// Has the folder around a new file made, for our eyes only, when that is first saved.
    #[must_use]
    pub fn making_its_folder(mut self) -> Self {
        self.makes_folder = true;
        self
    }

    /// Returns the file as it was named.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the folder of what is kept beside it.
    pub fn state(&self) -> &StateFolder {
        &self.state
    }

    /// Returns the file's name for sentences: the last part of its path.
    pub fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or(self.path.as_os_str());
        name.to_string_lossy().into_owned()
    }

    /// Reads the file: a regular one of at most [`LARGEST`] bytes, through any symbolic links.
    ///
    /// A save in place that was cut off is finished first. A missing file is
    /// [`Cause::Missing`]; the folder around it missing, [`Cause::NoFolder`].
    pub fn load(&self) -> Result<Loaded, Failure> {
        let archive = self.archive();
        // Held while the file is read: the note of a save that goes on is none of one cut off.
        let lock = archive.as_ref().map(|it| it.lock(&self.disk));
        let is_busy = matches!(lock, Some(Err(_)));
        // Of a save that takes long the note is left to who saves.
        self.load_within(archive.as_ref().filter(|_| !is_busy))
    }

    /// Does as [`Store::load`] does, for whoever has the lock of the archive.
    fn load_within(&self, archive: Option<&Archive<D>>) -> Result<Loaded, Failure> {
        let open = |cause| Failure::new(Task::Open, self.name(), cause);
        let target = Target::find(&self.disk, &self.path).map_err(open)?;
        let loaded = target.read(&self.disk).map_err(open)?;
        let Some(archive) = archive else {
            return Ok(loaded);
        };
        match in_place::settle(&self.disk, &target, archive, loaded) {
            Ok(settled) => Ok(settled.loaded),
            Err(unsettled) if unsettled.is_half => {
                Err(Failure::new(Task::Finish, self.name(), unsettled.cause))
            }
            // The file is whole; the note stays until it can be put away.
            Err(unsettled) => Ok(*unsettled.loaded),
        }
    }

    /// Replaces the file by `bytes` if it still is what is expected.
    ///
    /// When this returns `Ok`, the new bytes outlive a power cut. The file is the old one or
    /// the new one at any moment (a mixture with a note, where it can only be written in
    /// place), its permissions never wider than they were, and a new file is for its
    /// owner alone.
    pub fn save(&self, bytes: &[u8], expected: Expected) -> Result<Saved, SaveError> {
        self.save_after(bytes, expected, &|_| true)
    }

    /// Does as [`Store::save`] does, but never passes over what any of our sessions saved last.
    ///
    /// An old buffer written back makes the file say what was expected, and yet somebody's
    /// save is missing from it: what was saved last must be known to the writer, else it is
    /// [`SaveError::Diverged`], and theirs.
    pub fn save_after(
        &self,
        bytes: &[u8],
        expected: Expected,
        is_known: &dyn Fn(&Fingerprint) -> bool,
    ) -> Result<Saved, SaveError> {
        if expected == Expected::Nothing {
            let failed = |cause| Failure::new(Task::Save, self.name(), cause);
            self.prepare_folder().map_err(failed)?;
        }
        match Attempt::begin(self, bytes).and_then(|attempt| attempt.make(expected, is_known)) {
            // The file server lost track of the folder: opened by its path it is found again.
            Err(SaveError::Failed(failure)) if failure.is_stale() => {
                Attempt::begin(self, bytes)?.make(expected, is_known)
            }
            done => done,
        }
    }

    /// Makes the folder around the file, if that is ours to make.
    fn prepare_folder(&self) -> Result<(), Cause> {
        match self.path.parent().filter(|_| self.makes_folder) {
            Some(folder) => Ok(self.disk.make_folder(folder)?),
            None => Ok(()),
        }
    }

    /// Puts `bytes` aside under a name of their own, for our eyes only, and returns where.
    ///
    /// For a change that can't be saved: in the state folder, else beside the file. Nothing
    /// is ever overwritten.
    pub fn keep(&self, bytes: &[u8]) -> Result<PathBuf, Failure> {
        let name = self.kept_name();
        let aside = self.keep_in_state(&name, bytes);
        aside.or_else(|_| {
            let path = self.path.with_file_name(&name);
            let fail = |cause| Failure::new(Task::Keep, path.display().to_string(), cause);
            let target = Target::find(&self.disk, &path).map_err(fail)?;
            write_new(&self.disk, &target.folder, &target.name, bytes)
                .and_then(|()| self.disk.sync_folder(&target.folder))
                .map_err(|error| fail(error.into()))?;
            Ok(target.path)
        })
    }

    fn keep_in_state(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, String> {
        let folder = archive::open_kept(&self.disk, &self.state)?;
        write_new(&self.disk, &folder.0, name.as_ref(), bytes)
            .and_then(|()| self.disk.sync_folder(&folder.0))
            .map_err(|error| error.to_string())?;
        Ok(folder.1.join(name))
    }

    /// Returns the name a change is put aside under: the board's, with the moment.
    fn kept_name(&self) -> String {
        let now = self.disk.now();
        let seconds = i64::try_from(now.as_secs()).unwrap_or(0);
        let moment = jiff::Timestamp::from_second(seconds).unwrap_or_default();
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        let stem: String = stem.chars().take(50).collect();
        let moment = moment.strftime("%Y-%m-%d-%H%M%S");
        format!("{stem}.unsaved-{moment}-{:09}.ron", now.subsec_nanos())
    }
}
