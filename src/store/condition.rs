//! How one of our own folders is: there, private, writable.
//!
//! Promises: only looks. Leaves what to do about it to who asks.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use rustix::fs::{Access, access};

/// How a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It is not there yet.
    Absent,
    /// Something else lies there.
    NoFolder,
    /// Nothing can be kept in it.
    NotWritable,
    /// Others may look into it; these are its permissions.
    Open(u32),
    /// It is there, and for its owner alone.
    Private,
}

/// Returns how the folder at `path` is.
pub fn condition(path: &Path) -> Condition {
    let Ok(status) = fs::metadata(path) else {
        return Condition::Absent;
    };
    let mode = status.permissions().mode() & 0o777;
    if !status.is_dir() {
        Condition::NoFolder
    } else if access(path, Access::WRITE_OK | Access::EXEC_OK).is_err() {
        Condition::NotWritable
    } else if mode & 0o077 != 0 {
        Condition::Open(mode)
    } else {
        Condition::Private
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_private_only_when_nobody_else_may_look_into_it() {
        let folder = tempfile::tempdir().unwrap();
        let check = |mode: u32, expected: Condition| {
            let path = folder.path().join("state");
            if !path.exists() {
                fs::create_dir(&path).unwrap();
            }
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(condition(&path), expected, "{mode:o}");
        };
        check(0o700, Condition::Private);
        check(0o750, Condition::Open(0o750));
        check(0o701, Condition::Open(0o701));
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        assert_eq!(condition(&file), Condition::NoFolder);
        assert_eq!(condition(&file.join("below")), Condition::Absent);
    }
}
