//! Finding a file through its symbolic links, and reading it.
//!
//! Promises: the chain of links is followed once, then everything is relative to the
//! open folder at its end; only a regular file of at most [`LARGEST`] bytes is read;
//! a named pipe, a device or a folder is refused without being waited for.

use std::ffi::{OsStr, OsString};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::io::Errno;

use super::disk::{Access, Disk, DiskResult, Kind, Status};
use super::failure::Cause;
use super::fingerprint::Fingerprint;

/// The most bytes a board may have: 64 MiB.
pub const LARGEST: u64 = 64 << 20;

/// How many symbolic links a path may lead through, as the kernel has it.
const LONGEST_CHAIN: usize = 40;

/// The place a path leads to: an open folder and a name in it.
pub(super) struct Target<D: Disk> {
    pub folder: D::Folder,
    /// Where it is, without links.
    pub path: PathBuf,
    pub name: OsString,
}

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// All of its bytes.
    pub bytes: Vec<u8>,
    /// What tells these bytes from any others.
    pub fingerprint: Fingerprint,
    /// Where it is, without links.
    pub path: PathBuf,
    /// Its nine permission bits.
    pub mode: u32,
    /// Whether we may write it; if not, say so at opening and not first at saving.
    pub is_writable: bool,
    /// Whether a save that was cut off has just been finished in it.
    pub was_finished: bool,
}

/// Says whether anything, a broken symbolic link included, is at a path.
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

impl<D: Disk> Target<D> {
    /// Follows `path` to the folder and the name it stands for; the file need not exist.
    pub fn find(disk: &D, path: &Path) -> Result<Self, Cause> {
        let mut path = std::path::absolute(path).map_err(|_| Cause::Missing)?;
        for _ in 0..LONGEST_CHAIN {
            match disk.read_link(&path) {
                Ok(next) => {
                    path.pop();
                    path.push(next);
                }
                Err(Errno::INVAL | Errno::NOENT) => return Self::open(disk, &path),
                Err(error) => return Err(error.into()),
            }
        }
        Err(Errno::LOOP.into())
    }

    fn open(disk: &D, path: &Path) -> Result<Self, Cause> {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(Cause::NotAFile(Kind::Folder));
        };
        let missing = |error| match error {
            Errno::NOENT => Cause::NoFolder(folder.to_owned()),
            other => other.into(),
        };
        let place = disk.canonical_folder(folder).map_err(missing)?;
        Ok(Self {
            folder: disk.open_folder(&place).map_err(missing)?,
            path: place.join(name),
            name: name.to_owned(),
        })
    }

    /// Reads the file.
    pub fn read(&self, disk: &D) -> Result<Loaded, Cause> {
        let (bytes, status) = read_file(disk, &self.folder, &self.name)?;
        Ok(Loaded {
            fingerprint: Fingerprint::of(&bytes),
            bytes,
            path: self.path.clone(),
            mode: status.mode,
            // The superuser may write anything, but a file without any `w` asks not to be.
            is_writable: status.mode & 0o222 != 0
                && disk.may_write(&self.folder, &self.name).is_ok(),
            was_finished: false,
        })
    }
}

/// Reads a regular file of bearable size, whole.
pub(super) fn read_file<D: Disk>(
    disk: &D,
    folder: &D::Folder,
    name: &OsStr,
) -> Result<(Vec<u8>, Status), Cause> {
    let missing = |error| match error {
        Errno::NOENT => Cause::Missing,
        other => other.into(),
    };
    // Looked at before it is opened, because opening a device may do something to it.
    refuse_what_is_no_file(&disk.look(folder, name).map_err(missing)?)?;
    let file = disk.open(folder, name, Access::Read).map_err(missing)?;
    read_open(disk, &file)
}

/// Reads an open file, whole.
pub(super) fn read_open<D: Disk>(disk: &D, file: &D::File) -> Result<(Vec<u8>, Status), Cause> {
    let status = disk.status(file)?;
    refuse_what_is_no_file(&status)?;
    let bytes = disk.read(file, LARGEST + 1)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Cause::TooLarge);
    }
    Ok((bytes, status))
}

fn refuse_what_is_no_file(status: &Status) -> Result<(), Cause> {
    match status.kind {
        Kind::File if status.length > LARGEST => Err(Cause::TooLarge),
        Kind::File => Ok(()),
        kind => Err(Cause::NotAFile(kind)),
    }
}

/// Returns a name beside `name` that nobody else uses, for a file of a moment.
pub(super) fn temporary_name(name: &OsStr) -> OsString {
    // A name may have 255 bytes; ours adds at most 40.
    let start = name.as_bytes().get(..200).unwrap_or(name.as_bytes());
    let random = RandomState::new().build_hasher().finish();
    let mut temporary = OsString::from(".");
    temporary.push(OsStr::from_bytes(start));
    temporary.push(format!(".{}.{random:016x}.tmp", std::process::id()));
    temporary
}

/// Writes a whole file under a new name, for our eyes only, and makes its bytes last.
///
/// After an error nothing is left under that name.
pub(super) fn write_new<D: Disk>(
    disk: &D,
    folder: &D::Folder,
    name: &OsStr,
    bytes: &[u8],
) -> DiskResult<()> {
    let file = disk.create(folder, name)?;
    let written = disk.write(&file, 0, bytes).and_then(|()| disk.sync(&file));
    if written.is_err() {
        // What can't be removed is ours alone to read, and the first error matters more.
        let _ = disk.remove(folder, name);
    }
    written
}
