//! Removing all that is kept of a file: journals, versions, notes.
//!
//! Promises: what would go is told before; not while a session has the board open; the file
//! itself is never touched. A save in place that was cut off is to be finished before.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use rustix::io::Errno;

use super::Store;
use super::archive::{Archive, folder_path};
use super::disk::{Access, Disk, DiskResult};
use super::failure::{Cause, Failure, Task};
use super::neighbours::SESSION;
use super::target::Target;

/// What is kept of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Versions.
    pub versions: usize,
    /// Journals, those set aside too.
    pub journals: usize,
    /// Bytes of all of it.
    pub bytes: u64,
}

impl Kept {
    /// Says whether there is nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl<D: Disk> Store<D> {
    /// Returns how much is kept of this file.
    pub fn kept(&self) -> Result<Kept, Failure> {
        let Some((archive, _)) = self.archive_to_purge()? else {
            return Ok(Kept::default());
        };
        let disk = &self.disk;
        let mut kept = Kept::default();
        let of = |folder| -> DiskResult<Vec<(OsString, u64)>> {
            let names = disk.names(folder)?.into_iter();
            let sized = names.map(|name| {
                let length = disk.look(folder, &name).map_or(0, |status| status.length);
                (name, length)
            });
            Ok(sized
                .filter(|(name, _)| name != "lock" && name != "history")
                .collect())
        };
        let fail = |error: Errno| self.purge_failed(error);
        let versions = of(archive.history()).map_err(fail)?;
        let mut others = of(&archive.folder).map_err(fail)?;
        others.retain(|(name, _)| !is_presence(name));
        let is_journal = |name: &OsString| name.to_string_lossy().contains(".journal");
        kept.versions = versions.len();
        kept.journals = others.iter().filter(|(name, _)| is_journal(name)).count();
        kept.bytes = versions
            .iter()
            .chain(&others)
            .map(|(_, length)| length)
            .sum();
        Ok(kept)
    }

    /// Removes all that is kept of this file.
    pub fn purge(&self) -> Result<(), Failure> {
        let Some((archive, path)) = self.archive_to_purge()? else {
            return Ok(());
        };
        self.empty(&archive, &path)
            .map_err(|cause| self.purge_failed(cause))
    }

    fn empty(&self, archive: &Archive<D>, path: &Path) -> Result<(), Cause> {
        let disk = &self.disk;
        let journals = archive.journals(disk)?;
        let mut locks = Vec::new();
        for name in disk
            .names(&archive.folder)?
            .iter()
            .filter(|name| is_presence(name))
        {
            if matches!(disk.lock(&archive.folder, name), Err(Errno::WOULDBLOCK)) {
                return Err(Cause::InUse);
            }
        }
        for name in &journals {
            let file = disk.open(&archive.folder, name, Access::Write)?;
            match disk.lock_file(&file) {
                Err(Errno::WOULDBLOCK) => return Err(Cause::InUse),
                // Where there are no locks nobody can be asked.
                _ => locks.push(file),
            }
        }
        for name in disk.names(archive.history())? {
            disk.remove(archive.history(), &name)?;
        }
        let history = path.join("history");
        for name in disk
            .names(&archive.folder)?
            .iter()
            .filter(|name| *name != "history")
        {
            disk.remove(&archive.folder, name)?;
        }
        // They are empty; one that another session has just filled again may stay.
        let _ = disk
            .remove_folder(&history)
            .and_then(|()| disk.remove_folder(path));
        Ok(())
    }

    /// Opens what is kept, and returns its path; `None` if nothing is.
    fn archive_to_purge(&self) -> Result<Option<(Archive<D>, PathBuf)>, Failure> {
        let target =
            Target::find(&self.disk, &self.path).map_err(|cause| self.purge_failed(cause))?;
        let no_state = |reason| self.purge_failed(Cause::NoState(reason));
        let path = folder_path(&self.state, &target.path).map_err(no_state)?;
        match self.disk.open_folder(&path) {
            Err(Errno::NOENT) => Ok(None),
            _ => Archive::find(&self.disk, &self.state, &target.path)
                .map(|archive| Some((archive, path)))
                .map_err(no_state),
        }
    }

    fn purge_failed(&self, cause: impl Into<Cause>) -> Failure {
        Failure::new(Task::Purge, self.name(), cause)
    }
}

/// Says whether a file only tells that a session is there.
fn is_presence(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with(SESSION)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::simulator::Simulator;
    use crate::store::{Expected, Fingerprint, StateFolder};

    const FILE: &str = "/work/programme.ron";

    fn start() -> (Simulator, Store<Simulator>) {
        let disk = Simulator::default();
        disk.put(FILE, b"old", 0o640);
        let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
        let expected = Expected::File(Fingerprint::of(b"old"));
        store.save(b"new", expected).unwrap();
        (disk, store)
    }

    #[test]
    fn purging_leaves_nothing_but_the_file() {
        let (disk, store) = start();
        drop(store.begin_journal(b"new", b"newer").unwrap());
        disk.world().kill_all();
        let kept = store.kept().unwrap();
        assert_eq!((kept.versions, kept.journals), (1, 1));
        store.purge().unwrap();
        assert_eq!(disk.world().modes("/state").len(), 0);
        assert!(store.kept().unwrap().is_empty());
        assert_eq!(disk.get(FILE).unwrap(), b"new");
        let expected = Expected::File(Fingerprint::of(b"new"));
        assert!(store.save(b"newer", expected).is_ok(), "a next save works");
    }

    #[test]
    fn what_a_running_session_has_noted_stays() {
        let (disk, store) = start();
        let journal = store.begin_journal(b"new", b"newer").unwrap();
        let failure = store.purge().unwrap_err();
        insta::assert_snapshot!(failure, @"What is kept of programme.ron can't be removed: another session has the board open; leave it there first.");
        assert!(disk.has_anywhere(b"old"));
        drop(journal);
    }

    #[test]
    fn purging_what_was_never_saved_is_no_error() {
        let disk = Simulator::default();
        disk.put(FILE, b"old", 0o640);
        let store = Store::on(disk, FILE, StateFolder::At("/state".into()));
        assert!(store.kept().unwrap().is_empty());
        store.purge().unwrap();
    }
}
