//! Small files of our own in the state folder.
//!
//! Promises: for their owner alone, the old one or the new one, whole; a folder that is a
//! link or somebody else's is left alone.

use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use super::StateFolder;

/// The name of what was copied last.
const COPIED: &str = "copied.txt";

/// The name of what is known of the last crash.
const CRASH: &str = "crash.txt";

/// Keeps a text where its owner can take it from, in place of the one before. Returns where.
///
/// The error is the reason, with the next step.
pub fn keep_copied(state: &StateFolder, text: &str) -> Result<PathBuf, String> {
    keep(state, COPIED, text)
}

/// Keeps what is known of a crash, in place of the one before. Returns where.
///
/// The error is the reason, with the next step.
pub fn keep_crash(state: &StateFolder, text: &str) -> Result<PathBuf, String> {
    keep(state, CRASH, text)
}

fn keep(state: &StateFolder, name: &str, text: &str) -> Result<PathBuf, String> {
    match state {
        StateFolder::At(folder) => put(folder, name, text)
            .map_err(|error| format!("{}: {error}; look at it with `ls -ld`", folder.display())),
        StateFolder::Off(reason) => Err(format!(
            "{reason}; set ONSIDE_STATE_DIR to a folder of your own"
        )),
    }
}

/// Removes what was copied last, of whichever board it was. Says whether there was any.
///
/// The error is the reason.
pub fn remove_copied(state: &StateFolder) -> Result<bool, String> {
    remove(state, COPIED)
}

/// Removes what is known of the last crash. Says whether there was any.
///
/// The error is the reason.
pub fn remove_crash(state: &StateFolder) -> Result<bool, String> {
    remove(state, CRASH)
}

fn remove(state: &StateFolder, name: &str) -> Result<bool, String> {
    let StateFolder::At(folder) = state else {
        return Ok(false);
    };
    let path = folder.join(name);
    match fs::remove_file(&path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(format!("{} can't be removed: {error}", path.display())),
    }
}

/// Puts a file in place of the one of that name. Returns where.
pub(super) fn put(folder: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    if !is_our_own(folder) {
        return Err(io::Error::other("it is a link or somebody else's"));
    }
    let path = folder.join(name);
    let new = folder.join(format!("{name}.{}", std::process::id()));
    let written = write(&new, text).and_then(|()| fs::rename(&new, &path));
    if written.is_err() {
        // The half-written one must not stay; that it can't be removed either is no news.
        drop(fs::remove_file(&new));
    }
    written.map(|()| path)
}

/// Says whether a folder is one, and ours: what others can put there may name their files.
pub(super) fn is_our_own(folder: &Path) -> bool {
    let us = rustix::process::geteuid().as_raw();
    fs::symlink_metadata(folder).is_ok_and(|status| status.is_dir() && status.uid() == us)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn what_is_copied_is_for_its_owner_alone_and_replaces_what_was() {
        let home = tempfile::tempdir().unwrap();
        let state = StateFolder::At(home.path().join("state"));
        keep_copied(&state, "first").unwrap();
        let path = keep_copied(&state, "second").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "second");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(
            (mode(&path), mode(&home.path().join("state"))),
            (0o600, 0o700)
        );
        assert_eq!(home.path().join("state").read_dir().unwrap().count(), 1);
        assert_eq!(remove_copied(&state), Ok(true));
        assert_eq!((path.exists(), remove_copied(&state)), (false, Ok(false)));
    }

    #[test]
    fn without_a_folder_of_our_own_the_reason_is_told() {
        let home = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/nowhere", home.path().join("link")).unwrap();
        let refused = keep_copied(&StateFolder::At(home.path().join("link")), "x");
        assert!(refused.unwrap_err().ends_with("look at it with `ls -ld`"));
        let off = StateFolder::Off("HOME is not set".to_owned());
        let refused = keep_copied(&off, "x").unwrap_err();
        assert_eq!(
            refused,
            "HOME is not set; set ONSIDE_STATE_DIR to a folder of your own"
        );
    }
}
