//! Clearing away what sessions left behind that were killed in the middle of a save.
//!
//! Promises: only files of our exact pattern, ours by owner, untouched for a day, of a process
//! that is gone. One beside the board may be all that is left of a version: it goes to
//! the history, not away.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::time::Duration;

use super::Store;
use super::archive::{Archive, Version};
use super::disk::{Disk, Kind};
use super::fingerprint::Fingerprint;
use super::target::{Target, read_file};

/// How long a file of a moment is left alone: a day.
const LONGEST_MOMENT: Duration = Duration::from_hours(24);

impl<D: Disk> Store<D> {
    /// Clears away what killed sessions left. Whatever fails is tried again the next time.
    pub fn sweep(&self) {
        let disk = &self.disk;
        let Ok(target) = Target::find(disk, &self.path) else {
            return;
        };
        let Ok(archive) = Archive::find(disk, &self.state, &target.path) else {
            return;
        };
        for name in disk.names(&target.folder).unwrap_or_default() {
            let is_ours = process_of(&name, Some(&target.name))
                .is_some_and(|process| is_left(disk, &target.folder, &name, process));
            if is_ours {
                let read = read_file(disk, &target.folder, &name);
                if let Ok((bytes, _)) = read {
                    let version = Version::Unsaved(Fingerprint::of(&bytes));
                    // If it can't be moved it stays where it is, no wider open than the board.
                    let _ = archive.keep_file(disk, &target.folder, &name, &version);
                }
            }
        }
        for folder in [&archive.folder, archive.history()] {
            for name in disk.names(folder).unwrap_or_default() {
                let is_ours = process_of(&name, None)
                    .is_some_and(|process| is_left(disk, folder, &name, process));
                if is_ours {
                    // A copy that was never finished: what it was copied from is still there.
                    let _ = disk.remove(folder, &name);
                }
            }
        }
    }
}

fn is_left<D: Disk>(disk: &D, folder: &D::Folder, name: &OsStr, process: u32) -> bool {
    let is_ours = disk
        .look(folder, name)
        .is_ok_and(|status| status.kind == Kind::File && status.owner == disk.user());
    let is_old = disk.age(folder, name).is_ok_and(|age| age > LONGEST_MOMENT);
    is_ours && is_old && !disk.is_running(process)
}

/// Returns the process that made a file of a moment, by its name: `.NAME.PROCESS.RANDOM.tmp`,
/// where `NAME` is `board` if that is given.
fn process_of(name: &OsStr, board: Option<&OsStr>) -> Option<u32> {
    let rest = name.as_bytes().strip_prefix(b".")?.strip_suffix(b".tmp")?;
    let mut parts = rest.rsplitn(3, |byte| *byte == b'.');
    let (random, process, stem) = (parts.next()?, parts.next()?, parts.next()?);
    let is_random = random.len() == 16 && random.iter().all(u8::is_ascii_hexdigit);
    let is_of_board = board.is_none_or(|board| {
        let whole = board.as_bytes();
        stem == whole.get(..200).unwrap_or(whole)
    });
    let process = std::str::from_utf8(process).ok()?.parse().ok()?;
    (is_random && is_of_board).then_some(process)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::simulator::Simulator;
    use crate::store::{Expected, StateFolder, VersionKind};

    const FILE: &str = "/work/programme.ron";
    const LEFT: &str = "/work/.programme.ron.4711.0123456789abcdef.tmp";

    /// Sweeps beside a board that was saved once, with a file of `name` there, touched so long ago
    /// and made by process 4711, which runs or not.
    fn is_swept(name: &str, hours: u64, is_running: bool) -> bool {
        let disk = Simulator::default();
        disk.put(FILE, b"old", 0o640);
        let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
        let expected = Expected::File(Fingerprint::of(b"old"));
        store.save(b"new", expected).unwrap();
        disk.put(name, b"left", 0o600);
        disk.world().age = Duration::from_hours(hours);
        if is_running {
            disk.world().running.insert(4711);
        }
        store.sweep();
        let is_gone = disk.get(name).is_none();
        assert!(disk.has_anywhere(b"left") || name.starts_with("/state"));
        let versions = store.versions().unwrap();
        let kept = versions.iter().any(|it| it.kind == VersionKind::Unsaved);
        assert_eq!(kept, is_gone && name.starts_with("/work"));
        is_gone
    }

    #[test]
    fn what_a_killed_session_left_beside_the_board_goes_to_the_history() {
        assert!(is_swept(LEFT, 25, false));
    }

    #[test]
    fn what_may_still_be_needed_stays() {
        assert!(!is_swept(LEFT, 23, false), "not a day old");
        assert!(!is_swept(LEFT, 25, true), "its process runs");
    }

    #[test]
    fn what_is_not_exactly_ours_stays() {
        for name in [
            "/work/.other.ron.4711.0123456789abcdef.tmp",
            "/work/programme.ron.4711.0123456789abcdef.tmp",
            "/work/.programme.ron.4711.0123456789abcde.tmp",
            "/work/.programme.ron.4711.0123456789abcdeg.tmp",
            "/work/.programme.ron.x.0123456789abcdef.tmp",
            "/work/.programme.ron.swp",
            "/work/programme.ron~",
        ] {
            assert!(!is_swept(name, 1000, false), "{name}");
        }
    }
}
