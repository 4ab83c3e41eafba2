//! What the state folder keeps for one board: its lock, its note, its older versions.
//!
//! Promises: folders are 0700 and files 0600; a state folder that is a link or somebody
//! else's is refused; at most [`MOST_VERSIONS`] versions of at most [`LONGEST_AGE`] stay, fewer of a large board.
//! A file that was displaced is moved here, not copied, where that can be done: an
//! editor that still has it open goes on writing to what we keep.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::io::Errno;

use super::disk::{Access, Disk, DiskResult};
use super::fingerprint::Fingerprint;
use super::kept::{KeptVersion, VersionKind};
use super::state::StateFolder;
use super::target::{read_file, temporary_name, write_new};

/// The most versions kept of one board, and of a large one.
///
/// An editor may hold any of them in a buffer all day: what was made of one that is gone is
/// compared with the wrong one.
pub const MOST_VERSIONS: usize = 400;
const MOST_LARGE_VERSIONS: usize = 50;

/// How many bytes the versions of a board may have before fewer are kept.
const MOST_BYTES: u64 = 32 << 20;

/// The longest a version is kept: 30 days.
pub const LONGEST_AGE: Duration = Duration::from_hours(30 * 24);

/// How often the lock is tried before going on without it.
const LOCK_TRIES: usize = 20;

/// The open folders of one board within the state folder.
pub(super) struct Archive<D: Disk> {
    pub folder: D::Folder,
    history: D::Folder,
    history_path: PathBuf,
}

/// Another session of ours has the lock, and keeps it.
pub(super) struct Busy;

impl<D: Disk> Archive<D> {
    /// Opens the archive of the board at `board`, a path without links; makes it if it is missing.
    ///
    /// The error is the reason, in words, why nothing can be kept.
    pub fn open(disk: &D, state: &StateFolder, board: &Path) -> Result<Self, String> {
        let StateFolder::At(place) = state else {
            return Err(state.reason());
        };
        let history = folder_path(state, board)?.join("history");
        let told = |error: Errno| format!("{}: {error}", place.display());
        disk.make_folder(place).map_err(told)?;
        // Checked before anything is made in it, and again when it is opened.
        make_private(disk, place)?;
        disk.make_folder(&history).map_err(told)?;
        Self::find(disk, state, board)
    }

    /// Opens the archive of the board at `board` if there is one, without making anything.
    pub fn find(disk: &D, state: &StateFolder, board: &Path) -> Result<Self, String> {
        let StateFolder::At(place) = state else {
            return Err(state.reason());
        };
        let told = |error: Errno| format!("{}: {error}", place.display());
        let path = folder_path(state, board)?;
        let history_path = path.join("history");
        let folder = disk.open_folder(&path).map_err(told)?;
        make_private(disk, place)?;
        Ok(Self {
            folder,
            history: disk.open_folder(&history_path).map_err(told)?,
            history_path,
        })
    }

    /// Takes the lock that our own sessions keep to, or goes on without it.
    ///
    /// A courtesy to whoever saves: what was really replaced is checked anyhow, so failing to
    /// lock costs nothing but a merge. `None` where there are no locks.
    pub fn lock(&self, disk: &D) -> Result<Option<D::File>, Busy> {
        for _ in 0..LOCK_TRIES {
            match disk.lock(&self.folder, OsStr::new("lock")) {
                Ok(lock) => return Ok(Some(lock)),
                Err(Errno::WOULDBLOCK) => disk.pause(),
                Err(_) => return Ok(None),
            }
        }
        Err(Busy)
    }

    /// Keeps a copy of `bytes` among the versions and returns where.
    pub fn keep_copy(&self, disk: &D, bytes: &[u8]) -> DiskResult<PathBuf> {
        self.keep_copy_of(disk, bytes, &Version::Older(Fingerprint::of(bytes)))
    }

    /// Keeps a copy of `bytes` as what it is and returns where.
    pub fn keep_copy_of(&self, disk: &D, bytes: &[u8], version: &Version) -> DiskResult<PathBuf> {
        let name = version.name(disk.now());
        match write_new(disk, &self.history, &name, bytes) {
            // The same bytes were kept in the same millisecond.
            Err(Errno::EXIST) | Ok(()) => {}
            Err(error) => return Err(error),
        }
        disk.sync_folder(&self.history)?;
        self.sweep(disk, bytes.len() as u64);
        Ok(self.history_path.join(name))
    }

    /// Moves the file `name` out of `folder` to the versions and returns where it is now.
    pub fn keep_file(
        &self,
        disk: &D,
        folder: &D::Folder,
        name: &OsStr,
        version: &Version,
    ) -> DiskResult<PathBuf> {
        let name_here = version.name(disk.now());
        let moved = disk.open(folder, name, Access::Read).and_then(|file| {
            disk.set_mode(&file, 0o600)?;
            disk.rename((folder, name), (&self.history, &name_here))?;
            disk.status(&file)
        });
        let Ok(status) = moved else {
            // Another file system, or another owner's file.
            let (bytes, _) = read_file(disk, folder, name).map_err(|_| Errno::IO)?;
            let kept = self.keep_copy_of(disk, &bytes, version)?;
            disk.remove(folder, name)?;
            return Ok(kept);
        };
        // It is kept all the same; a disk that fails is told of by the save itself.
        let _ = disk.sync_folder(&self.history);
        self.sweep(disk, status.length);
        Ok(self.history_path.join(name_here))
    }

    /// Returns the file called `name` of the archive itself, if it is there and readable.
    pub fn read(&self, disk: &D, name: &str) -> Option<Vec<u8>> {
        let found = read_file(disk, &self.folder, OsStr::new(name));
        found.ok().map(|(bytes, _)| bytes)
    }

    /// Writes a file of the archive, whole and lasting, in place of any of that name.
    pub fn write(&self, disk: &D, name: &str, bytes: &[u8]) -> DiskResult<()> {
        let name = OsStr::new(name);
        let temporary = temporary_name(name);
        write_new(disk, &self.folder, &temporary, bytes)?;
        if let Err(error) = disk.rename((&self.folder, &temporary), (&self.folder, name)) {
            // What can't be removed is ours alone to read, and the first error matters more.
            let _ = disk.remove(&self.folder, &temporary);
            return Err(error);
        }
        disk.sync_folder(&self.folder)
    }

    /// Renames a file of the archive.
    pub fn set_aside(&self, disk: &D, name: &str, other: &str) -> DiskResult<()> {
        let (name, other) = (OsStr::new(name), OsStr::new(other));
        disk.rename((&self.folder, name), (&self.folder, other))
    }

    /// Removes a file of the archive.
    pub fn remove(&self, disk: &D, name: &str) -> DiskResult<()> {
        disk.remove(&self.folder, OsStr::new(name))?;
        disk.sync_folder(&self.folder)
    }

    /// Returns where the archive is.
    pub fn path(&self) -> PathBuf {
        let path = self.history_path.parent();
        path.unwrap_or(&self.history_path).to_owned()
    }

    /// Returns the open folder of the versions.
    pub fn history(&self) -> &D::Folder {
        &self.history
    }

    /// Returns the kept versions, the newest first.
    pub fn versions(&self, disk: &D) -> DiskResult<Vec<KeptVersion>> {
        let names = disk.names(&self.history)?;
        let mut versions: Vec<_> = names
            .iter()
            .filter_map(|name| KeptVersion::parse(name))
            .collect();
        versions.sort_unstable_by(|one, other| other.name.cmp(&one.name));
        Ok(versions)
    }

    /// Removes versions that are too many, if each is of that length, or too old. What somebody
    /// else wrote stays.
    fn sweep(&self, disk: &D, length: u64) {
        let room = usize::try_from(MOST_BYTES / length.max(1)).unwrap_or(MOST_VERSIONS);
        let most = room.clamp(MOST_LARGE_VERSIONS, MOST_VERSIONS);
        let Ok(versions) = self.versions(disk) else {
            return;
        };
        let now = disk.now();
        let is_old = |version: &KeptVersion| now.saturating_sub(version.at) > LONGEST_AGE;
        let of_kind = |kind| versions.iter().filter(move |version| version.kind == kind);
        let older = of_kind(VersionKind::Older)
            .enumerate()
            .filter(|(rank, version)| *rank >= most || is_old(version))
            .map(|(_, version)| version);
        let unsaved = of_kind(VersionKind::Unsaved).filter(|version| is_old(version));
        for version in older.chain(unsaved) {
            // One that can't be removed is tried again at the next save.
            let _ = disk.remove(&self.history, &version.name);
        }
    }
}

/// Makes sure that the state folder is ours and for our eyes only.
fn make_private<D: Disk>(disk: &D, path: &Path) -> Result<(), String> {
    let shown = path.display();
    let folder = match disk.open_folder(path) {
        Err(Errno::LOOP | Errno::NOTDIR) => {
            return Err(format!("{shown} is a link or no folder"));
        }
        other => other.map_err(|error| format!("{shown}: {error}"))?,
    };
    let told = |error: Errno| format!("{shown}: {error}");
    let status = disk.folder_status(&folder).map_err(told)?;
    if status.owner != disk.user() {
        return Err(format!("{shown} belongs to somebody else"));
    }
    if status.mode & 0o077 != 0 {
        disk.set_folder_mode(&folder, 0o700).map_err(told)?;
    }
    Ok(())
}

/// Returns where all that is kept of a board is: nothing of the board's path can be read from it.
pub(super) fn folder_path(state: &StateFolder, board: &Path) -> Result<PathBuf, String> {
    let StateFolder::At(place) = state else {
        return Err(state.reason());
    };
    let hash = blake3::hash(board.as_os_str().as_bytes()).to_hex();
    let name: String = hash.chars().take(32).collect();
    Ok(place.join(name))
}

/// What is kept: the kinds differ in their names and in how long they stay.
pub(super) enum Version {
    /// A version of ours or one we had read: goes after a while.
    Older(Fingerprint),
    /// What somebody else wrote and we have never shown: stays until it is purged.
    Theirs(Fingerprint),
    /// Ours that never came into the file, once it was offered: goes by age alone.
    Unsaved(Fingerprint),
}

impl Version {
    /// Returns a name for it: names sort by age.
    fn name(&self, now: Duration) -> OsString {
        let (kind, fingerprint) = match self {
            Self::Older(fingerprint) => (VersionKind::Older, fingerprint),
            Self::Theirs(fingerprint) => (VersionKind::Theirs, fingerprint),
            Self::Unsaved(fingerprint) => (VersionKind::Unsaved, fingerprint),
        };
        let millis = now.as_millis();
        format!("{millis:013}-{}{}", fingerprint.short(), kind.ending()).into()
    }
}

/// Opens the folder of changes that could not be saved, and returns its path too.
pub(super) fn open_kept<D: Disk>(
    disk: &D,
    state: &StateFolder,
) -> Result<(D::Folder, PathBuf), String> {
    let StateFolder::At(place) = state else {
        return Err(state.reason());
    };
    let told = |error: Errno| format!("{}: {error}", place.display());
    let kept = place.join("unsaved");
    disk.make_folder(place).map_err(told)?;
    make_private(disk, place)?;
    disk.make_folder(&kept).map_err(told)?;
    Ok((disk.open_folder(&kept).map_err(told)?, kept))
}
