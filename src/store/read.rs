//! Reads a file whole, within a limit.
//!
//! Promises: never waits on a pipe or a device, never reads more than the limit even if
//! the file grows meanwhile; every failure is a sentence that names the file. Leaves what
//! the bytes mean to `document`.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Nothing is there.
    #[error("there is no file `{}`; check the name", .0.display())]
    Missing(PathBuf),
    /// A directory is there.
    #[error("`{}` is a directory; name a file in it", .0.display())]
    Directory(PathBuf),
    /// A pipe, a device or a socket is there.
    #[error("`{}` is not a regular file; a board is one", .0.display())]
    NotAFile(PathBuf),
    /// It may not be read.
    #[error("`{}` may not be read by you; `ls -l` shows who may", .0.display())]
    Forbidden(PathBuf),
    /// It is larger than the limit.
    #[error("`{}` is larger than {} MiB; is it a board?", path.display(), limit >> 20)]
    TooLarge {
        /// Which file.
        path: PathBuf,
        /// The most bytes it may have.
        limit: usize,
    },
    /// Anything else the system says.
    #[error("`{}` can't be read: {error}; look at it with `ls -l`", path.display())]
    Other {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

/// Returns the bytes of a regular file of at most `limit` bytes; symlinks are followed.
pub fn read(path: &Path, limit: usize) -> Result<Vec<u8>, ReadError> {
    let failed = |error: io::Error| failure(path, error);
    let file = open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    if metadata.is_dir() {
        return Err(ReadError::Directory(path.to_owned()));
    }
    if !metadata.is_file() {
        return Err(ReadError::NotAFile(path.to_owned()));
    }
    let too_large = || ReadError::TooLarge {
        path: path.to_owned(),
        limit,
    };
    let size = usize::try_from(metadata.len()).map_err(|_| too_large())?;
    if size > limit {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(size);
    // One more than the limit: a file that grows while it is read is noticed.
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    file.take(most).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > limit {
        return Err(too_large());
    }
    Ok(bytes)
}

/// Says whether anything, a broken symlink included, is at a path.
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

fn open(path: &Path) -> io::Result<File> {
    // Without this, opening a pipe that nobody writes to waits for ever.
    let flags = i32::try_from((OFlags::NONBLOCK | OFlags::NOCTTY).bits()).unwrap_or(0);
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

fn failure(path: &Path, error: io::Error) -> ReadError {
    let path = path.to_owned();
    match error.kind() {
        io::ErrorKind::NotFound => ReadError::Missing(path),
        io::ErrorKind::PermissionDenied => ReadError::Forbidden(path),
        io::ErrorKind::IsADirectory => ReadError::Directory(path),
        _ => ReadError::Other { path, error },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.ron");
        std::fs::write(&path, b"12345").unwrap();
        assert_eq!(read(&path, 5).unwrap(), b"12345");
        assert!(matches!(read(&path, 4), Err(ReadError::TooLarge { .. })));
    }

    #[test]
    fn what_is_no_file_is_refused_without_waiting() {
        let folder = tempfile::tempdir().unwrap();
        let missing = read(&folder.path().join("x"), 9).unwrap_err().to_string();
        assert!(missing.starts_with("there is no file `"), "{missing}");
        assert!(matches!(
            read(folder.path(), 9),
            Err(ReadError::Directory(_))
        ));
        let device = read(Path::new("/dev/zero"), 9);
        assert!(matches!(device, Err(ReadError::NotAFile(_))));
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|status| status.success()) {
            assert!(matches!(read(&pipe, 9), Err(ReadError::NotAFile(_))));
        }
    }

    #[test]
    fn a_broken_link_is_there_but_can_not_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("nowhere", &link).unwrap();
        assert!(is_there(&link));
        assert!(matches!(read(&link, 9), Err(ReadError::Missing(_))));
    }
}
