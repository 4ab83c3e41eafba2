//! What saving asks of a file system: the narrow trait between the protocol and the
//! system calls.
//!
//! Promises nothing itself. The real one is [`RealDisk`](super::RealDisk); tests put a
//! simulator in its place that loses what was not synced. Names are always names within
//! an open folder, so that nobody can swap a folder under us between two calls.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::io::Errno;

/// What a call on a disk gives.
pub type DiskResult<T> = Result<T, Errno>;

/// What stands under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A named pipe.
    Pipe,
    /// A device or a socket.
    Device,
}

/// What a file system tells of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// What it is.
    pub kind: Kind,
    /// Its bytes.
    pub length: u64,
    /// The nine permission bits.
    pub mode: u32,
    /// The user it belongs to.
    pub owner: u32,
    /// The group it belongs to.
    pub group: u32,
    /// Its names: more than one means hard links.
    pub links: u64,
}

/// What a file system tells at once of what stands at a path: two that are the same stand
/// for a file that was very likely not written meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glance {
    /// Which file it is: its number on the device, and the device's own.
    pub identity: (u64, u64),
    /// Its bytes.
    pub length: u64,
    /// When its bytes were written last, in seconds and nanoseconds.
    pub written: (i64, i64),
    /// When anything about it was changed last.
    pub changed: (i64, i64),
    /// Its nine permission bits.
    pub mode: u32,
}

/// Why a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To be read.
    Read,
    /// To be read and written.
    Write,
}

/// Extended attributes by name, access control lists among them.
pub type Attributes = Vec<(OsString, Vec<u8>)>;

/// A file system, as far as saving needs one.
pub trait Disk: Send + 'static {
    /// An open folder.
    type Folder: Send;
    /// An open file.
    type File: Send;

    /// Returns where the symbolic link at `path` leads; `EINVAL` if it is none.
    fn read_link(&self, path: &Path) -> DiskResult<PathBuf>;
    /// Looks at what stands at `path`, through links.
    fn glance(&self, path: &Path) -> DiskResult<Glance>;
    /// Returns the folder at `path` by its path without any link in it.
    fn canonical_folder(&self, path: &Path) -> DiskResult<PathBuf>;
    /// Opens a folder; a symbolic link is refused.
    fn open_folder(&self, path: &Path) -> DiskResult<Self::Folder>;
    /// Makes a folder and those above it that are missing, for our eyes only (0700).
    fn make_folder(&self, path: &Path) -> DiskResult<()>;
    /// Tells of an open folder.
    fn folder_status(&self, folder: &Self::Folder) -> DiskResult<Status>;
    /// Sets the permissions of an open folder.
    fn set_folder_mode(&self, folder: &Self::Folder, mode: u32) -> DiskResult<()>;
    /// Makes the names of a folder last.
    fn sync_folder(&self, folder: &Self::Folder) -> DiskResult<()>;
    /// Returns the names in a folder.
    fn names(&self, folder: &Self::Folder) -> DiskResult<Vec<OsString>>;

    /// Tells of what stands under a name, without following a link.
    fn look(&self, folder: &Self::Folder, name: &OsStr) -> DiskResult<Status>;
    /// Succeeds if the file system would let us write the file.
    fn may_write(&self, folder: &Self::Folder, name: &OsStr) -> DiskResult<()>;
    /// Opens what is there; never follows a link, never waits for a pipe.
    fn open(&self, folder: &Self::Folder, name: &OsStr, access: Access) -> DiskResult<Self::File>;
    /// Makes a file for our eyes only (0600); `EEXIST` if the name is taken.
    fn create(&self, folder: &Self::Folder, name: &OsStr) -> DiskResult<Self::File>;
    /// Swaps what two names stand for, in one step.
    fn exchange(&self, folder: &Self::Folder, one: &OsStr, other: &OsStr) -> DiskResult<()>;
    /// Renames, replacing what stood there, in one step.
    fn rename(&self, from: (&Self::Folder, &OsStr), to: (&Self::Folder, &OsStr)) -> DiskResult<()>;
    /// Renames unless the new name is taken (`EEXIST`), in one step.
    fn rename_new(&self, folder: &Self::Folder, from: &OsStr, to: &OsStr) -> DiskResult<()>;
    /// Gives a file a second name unless that is taken (`EEXIST`).
    fn link(&self, folder: &Self::Folder, from: &OsStr, to: &OsStr) -> DiskResult<()>;
    /// Removes a name.
    fn remove(&self, folder: &Self::Folder, name: &OsStr) -> DiskResult<()>;
    /// Takes the lock of that name until the file is dropped; `EWOULDBLOCK` if somebody has it.
    fn lock(&self, folder: &Self::Folder, name: &OsStr) -> DiskResult<Self::File>;

    /// Takes the lock of an open file until that is dropped; `EWOULDBLOCK` if somebody has it.
    fn lock_file(&self, file: &Self::File) -> DiskResult<()>;
    /// Returns how long ago a file was last written, renamed or given other permissions.
    fn age(&self, folder: &Self::Folder, name: &OsStr) -> DiskResult<Duration>;
    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> DiskResult<()>;

    /// Tells of an open file.
    fn status(&self, file: &Self::File) -> DiskResult<Status>;
    /// Reads a file from its start, at most `limit` bytes.
    fn read(&self, file: &Self::File, limit: u64) -> DiskResult<Vec<u8>>;
    /// Writes all of `bytes` at `offset`.
    fn write(&self, file: &Self::File, offset: u64, bytes: &[u8]) -> DiskResult<()>;
    /// Cuts a file to a length.
    fn cut(&self, file: &Self::File, length: u64) -> DiskResult<()>;
    /// Makes the bytes of a file last. After an error the file must not be synced again:
    /// some systems then say yes without having written.
    fn sync(&self, file: &Self::File) -> DiskResult<()>;
    /// Sets the permissions of a file.
    fn set_mode(&self, file: &Self::File, mode: u32) -> DiskResult<()>;
    /// Gives a file to a user and a group.
    fn set_owner(&self, file: &Self::File, owner: u32, group: u32) -> DiskResult<()>;
    /// Returns the extended attributes of a file; none where there are no such things.
    fn attributes(&self, file: &Self::File) -> DiskResult<Attributes>;
    /// Sets one extended attribute.
    fn set_attribute(&self, file: &Self::File, name: &OsStr, value: &[u8]) -> DiskResult<()>;

    /// Says whether a process of this number runs here.
    fn is_running(&self, process: u32) -> bool;
    /// Returns the user we are.
    fn user(&self) -> u32;
    /// Returns the time since 1970.
    fn now(&self) -> Duration;
    /// Waits a moment for somebody else's lock.
    fn pause(&self);
}
