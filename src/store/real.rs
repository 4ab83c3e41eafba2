//! The file system of this machine, by system calls relative to open folders.
//!
//! Promises: interrupted calls are made again, short reads and writes are completed,
//! links are never followed below an open folder, nothing opened is inherited by children.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rustix::fs::{AtFlags, CWD, FileType, FlockOperation, Gid, Mode, OFlags, Stat, Uid};
use rustix::io::{Errno, pread, pwrite, retry_on_intr};

use super::disk::{Access, Attributes, Disk, DiskResult, Glance, Kind, Status};

/// The file system of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    type Folder = File;
    type File = File;

    fn read_link(&self, path: &Path) -> DiskResult<PathBuf> {
        fs::read_link(path).map_err(|error| errno(&error))
    }

    fn glance(&self, path: &Path) -> DiskResult<Glance> {
        let stat = rustix::fs::stat(path)?;
        Ok(Glance {
            identity: (count(stat.st_ino), count(stat.st_dev)),
            length: u64::try_from(stat.st_size).unwrap_or(0),
            written: (time(stat.st_mtime), time(stat.st_mtime_nsec)),
            changed: (time(stat.st_ctime), time(stat.st_ctime_nsec)),
            mode: bits(stat.st_mode) & 0o777,
        })
    }

    fn canonical_folder(&self, path: &Path) -> DiskResult<PathBuf> {
        fs::canonicalize(path).map_err(|error| errno(&error))
    }

    fn open_folder(&self, path: &Path) -> DiskResult<File> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        retry_on_intr(|| rustix::fs::openat(CWD, path, flags, Mode::empty())).map(File::from)
    }

    fn make_folder(&self, path: &Path) -> DiskResult<()> {
        let mut builder = fs::DirBuilder::new();
        builder
            .recursive(true)
            .mode(0o700)
            .create(path)
            .map_err(|error| errno(&error))
    }

    fn folder_status(&self, folder: &File) -> DiskResult<Status> {
        rustix::fs::fstat(folder).map(|stat| status(&stat))
    }

    fn set_folder_mode(&self, folder: &File, mode: u32) -> DiskResult<()> {
        rustix::fs::fchmod(folder, permissions(mode))
    }

    fn sync_folder(&self, folder: &File) -> DiskResult<()> {
        match folder.sync_all().map_err(|error| errno(&error)) {
            // Some file systems have no such thing as syncing a folder.
            Err(Errno::INVAL | Errno::NOTSUP) => Ok(()),
            done => done,
        }
    }

    fn names(&self, folder: &File) -> DiskResult<Vec<OsString>> {
        let mut names = Vec::new();
        for entry in rustix::fs::Dir::read_from(folder)? {
            let name = OsStr::from_bytes(entry?.file_name().to_bytes()).to_owned();
            if name != "." && name != ".." {
                names.push(name);
            }
        }
        Ok(names)
    }

    fn look(&self, folder: &File, name: &OsStr) -> DiskResult<Status> {
        rustix::fs::statat(folder, name, AtFlags::SYMLINK_NOFOLLOW).map(|stat| status(&stat))
    }

    fn may_write(&self, folder: &File, name: &OsStr) -> DiskResult<()> {
        rustix::fs::accessat(folder, name, rustix::fs::Access::WRITE_OK, AtFlags::EACCESS)
    }

    fn open(&self, folder: &File, name: &OsStr, access: Access) -> DiskResult<File> {
        let access = match access {
            Access::Read => OFlags::RDONLY,
            Access::Write => OFlags::RDWR,
        };
        // Without NONBLOCK a named pipe would hold us until somebody writes to it.
        let flags = access | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        retry_on_intr(|| rustix::fs::openat(folder, name, flags, Mode::empty())).map(File::from)
    }

    fn create(&self, folder: &File, name: &OsStr) -> DiskResult<File> {
        let flags = OFlags::RDWR
            | OFlags::CREATE
            | OFlags::EXCL
            | OFlags::NOFOLLOW
            | OFlags::NONBLOCK
            | OFlags::CLOEXEC;
        let mode = permissions(0o600);
        retry_on_intr(|| rustix::fs::openat(folder, name, flags, mode)).map(File::from)
    }

    fn exchange(&self, folder: &File, one: &OsStr, other: &OsStr) -> DiskResult<()> {
        rename_with(folder, one, other, Special::Exchange)
    }

    fn rename(&self, from: (&File, &OsStr), to: (&File, &OsStr)) -> DiskResult<()> {
        rustix::fs::renameat(from.0, from.1, to.0, to.1)
    }

    fn rename_new(&self, folder: &File, from: &OsStr, to: &OsStr) -> DiskResult<()> {
        rename_with(folder, from, to, Special::New)
    }

    fn link(&self, folder: &File, from: &OsStr, to: &OsStr) -> DiskResult<()> {
        rustix::fs::linkat(folder, from, folder, to, AtFlags::empty())
    }

    fn remove(&self, folder: &File, name: &OsStr) -> DiskResult<()> {
        rustix::fs::unlinkat(folder, name, AtFlags::empty())
    }

    fn lock(&self, folder: &File, name: &OsStr) -> DiskResult<File> {
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mode = permissions(0o600);
        let file = retry_on_intr(|| rustix::fs::openat(folder, name, flags, mode))?;
        rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive)?;
        Ok(File::from(file))
    }

    fn lock_file(&self, file: &File) -> DiskResult<()> {
        rustix::fs::flock(file, FlockOperation::NonBlockingLockExclusive)
    }

    fn age(&self, folder: &File, name: &OsStr) -> DiskResult<Duration> {
        let stat = rustix::fs::statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)?;
        // Renaming sets the time of the last change, not that of the last write.
        let seconds = u64::try_from(stat.st_ctime.max(stat.st_mtime)).unwrap_or(0);
        Ok(self.now().saturating_sub(Duration::from_secs(seconds)))
    }

    fn remove_folder(&self, path: &Path) -> DiskResult<()> {
        fs::remove_dir(path).map_err(|error| errno(&error))
    }

    fn status(&self, file: &File) -> DiskResult<Status> {
        rustix::fs::fstat(file).map(|stat| status(&stat))
    }

    fn read(&self, file: &File, limit: u64) -> DiskResult<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut chunk = vec![0; 128 * 1024];
        while (bytes.len() as u64) < limit {
            let offset = bytes.len() as u64;
            let count = retry_on_intr(|| pread(file, &mut chunk[..], offset))?;
            if count == 0 {
                break;
            }
            bytes.extend(chunk.iter().take(count));
        }
        bytes.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(bytes)
    }

    fn write(&self, file: &File, mut offset: u64, mut bytes: &[u8]) -> DiskResult<()> {
        while !bytes.is_empty() {
            let count = retry_on_intr(|| pwrite(file, bytes, offset))?;
            if count == 0 {
                return Err(Errno::IO);
            }
            offset += count as u64;
            bytes = bytes.get(count..).unwrap_or_default();
        }
        Ok(())
    }

    fn cut(&self, file: &File, length: u64) -> DiskResult<()> {
        retry_on_intr(|| rustix::fs::ftruncate(file, length))
    }

    fn sync(&self, file: &File) -> DiskResult<()> {
        file.sync_all().map_err(|error| errno(&error))
    }

    fn set_mode(&self, file: &File, mode: u32) -> DiskResult<()> {
        rustix::fs::fchmod(file, permissions(mode))
    }

    fn set_owner(&self, file: &File, owner: u32, group: u32) -> DiskResult<()> {
        rustix::fs::fchown(file, Some(Uid::from_raw(owner)), Some(Gid::from_raw(group)))
    }

    fn attributes(&self, file: &File) -> DiskResult<Attributes> {
        attributes(file)
    }

    fn set_attribute(&self, file: &File, name: &OsStr, value: &[u8]) -> DiskResult<()> {
        set_attribute(file, name, value)
    }

    fn is_running(&self, process: u32) -> bool {
        let number = i32::try_from(process).ok();
        let process = number.and_then(rustix::process::Pid::from_raw);
        // Somebody else's may not be signalled, but runs.
        process.is_some_and(|process| {
            !matches!(
                rustix::process::test_kill_process(process),
                Err(Errno::SRCH)
            )
        })
    }

    fn user(&self) -> u32 {
        rustix::process::geteuid().as_raw()
    }

    fn now(&self) -> Duration {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        now.unwrap_or_default()
    }

    fn pause(&self) {
        // Two sessions that pause alike would meet again and again.
        let spread = RandomState::new().build_hasher().finish() % 10;
        thread::sleep(Duration::from_millis(5 + spread));
    }
}

/// Returns the number of the system's error.
fn errno(error: &std::io::Error) -> Errno {
    Errno::from_io_error(error).unwrap_or(Errno::IO)
}

fn status(stat: &Stat) -> Status {
    Status {
        kind: match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => Kind::File,
            FileType::Directory => Kind::Folder,
            FileType::Symlink => Kind::Link,
            FileType::Fifo => Kind::Pipe,
            _ => Kind::Device,
        },
        length: u64::try_from(stat.st_size).unwrap_or(0),
        mode: bits(stat.st_mode) & 0o777,
        owner: stat.st_uid,
        group: stat.st_gid,
        links: count(stat.st_nlink),
    }
}

/// Takes whatever width this system gives its modes.
fn bits(mode: impl Into<u32>) -> u32 {
    mode.into()
}

/// Takes whatever width this system gives its counts of links.
fn count(links: impl Into<u64>) -> u64 {
    links.into()
}

/// Takes whatever type this system gives its seconds and nanoseconds.
fn time(count: impl TryInto<i64>) -> i64 {
    count.try_into().unwrap_or(0)
}

fn permissions(mode: u32) -> Mode {
    Mode::from_bits_truncate((mode & 0o777) as rustix::fs::RawMode)
}

/// A rename that plain `rename` can't do.
#[derive(Clone, Copy)]
enum Special {
    Exchange,
    New,
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_with(folder: &File, from: &OsStr, to: &OsStr, special: Special) -> DiskResult<()> {
    use rustix::fs::RenameFlags;
    let flags = match special {
        Special::Exchange => RenameFlags::EXCHANGE,
        Special::New => RenameFlags::NOREPLACE,
    };
    rustix::fs::renameat_with(folder, from, folder, to, flags)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn rename_with(_: &File, _: &OsStr, _: &OsStr, _: Special) -> DiskResult<()> {
    Err(Errno::NOSYS)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn attributes(file: &File) -> DiskResult<Attributes> {
    let mut names = vec![0; 64 * 1024];
    let length = match rustix::fs::flistxattr(file, &mut names[..]) {
        Ok(length) => length,
        Err(Errno::NOTSUP | Errno::NOSYS) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let names = names.get(..length).unwrap_or_default();
    let mut attributes = Vec::new();
    for name in names
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty())
    {
        let name = OsStr::from_bytes(name);
        let mut value = vec![0; 64 * 1024];
        let length = rustix::fs::fgetxattr(file, name, &mut value[..])?;
        value.truncate(length);
        attributes.push((name.to_owned(), value));
    }
    Ok(attributes)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn set_attribute(file: &File, name: &OsStr, value: &[u8]) -> DiskResult<()> {
    rustix::fs::fsetxattr(file, name, value, rustix::fs::XattrFlags::empty())
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn attributes(_: &File) -> DiskResult<Attributes> {
    Ok(Vec::new())
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn set_attribute(_: &File, _: &OsStr, _: &[u8]) -> DiskResult<()> {
    Err(Errno::NOTSUP)
}
