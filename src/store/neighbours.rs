//! Who else has the file open: our own sessions, by a locked file in the state folder, and
//! editors, by the files they leave beside it.
//!
//! Promises: two calls a look while nothing changes; a session that was killed is not
//! there any more, without anyone having to clean up after it. Leaves to `session`
//! when to look, and to the screen the words.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use rustix::io::Errno;

use super::Store;
use super::archive::Archive;
use super::disk::{Access, Disk, Glance};
use super::target::{Target, temporary_name};

/// How the names of presence files begin.
pub(super) const SESSION: &str = "session-";

/// The most bytes of a presence file.
const LONGEST: u64 = 200;

/// Somebody else who has the file open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Neighbour {
    /// An editor, by its name.
    Editor(&'static str),
    /// A session of ours.
    Session {
        /// The process.
        process: u32,
        /// The time of day it began: "14:02".
        since: String,
        /// Its terminal: "pts/3"; empty where nobody knows.
        terminal: String,
    },
}

/// That this session is there: others see it while this is held, however it ends.
pub struct Presence<D: Disk> {
    folder: D::Folder,
    path: PathBuf,
    name: OsString,
    _lock: D::File,
}

/// What was seen around the file at the last look.
#[derive(Debug, Default)]
pub struct Circle {
    glances: [Option<Glance>; 2],
    editors: Vec<&'static str>,
    sessions: Vec<Neighbour>,
}

impl<D: Disk> Store<D> {
    /// Lets other sessions see this one: since when, and on which terminal.
    pub fn enter(&self, since: &str, terminal: &str) -> Option<Presence<D>> {
        let target = Target::find(&self.disk, &self.path).ok()?;
        let archive = Archive::open(&self.disk, &self.state, &target.path).ok()?;
        let process = std::process::id();
        let text = format!("{process} {since} {terminal}");
        let disk = &self.disk;
        let enter = || {
            let mut name = OsString::from(format!("{SESSION}{process}"));
            name.push(temporary_name(OsStr::new("")));
            let file = disk.create(&archive.folder, &name).ok()?;
            disk.write(&file, 0, text.as_bytes()).ok()?;
            let lock = disk.lock(&archive.folder, &name).ok()?;
            // Who looked between two of these calls took it for a dead session's.
            let status = disk.look(&archive.folder, &name).ok()?;
            (status.length > 0).then_some((name, lock))
        };
        let (name, lock) = (0..3).find_map(|_| enter())?;
        Some(Presence {
            path: archive.path(),
            folder: archive.folder,
            name,
            _lock: lock,
        })
    }

    /// Ends what [`Store::enter`] began.
    pub fn depart(&self, presence: &Presence<D>) {
        // Once the process is gone, anybody may remove it.
        let _ = self.disk.remove(&presence.folder, &presence.name);
    }

    /// Returns who else has the file open, if that may differ from the last look.
    pub fn neighbours(
        &self,
        circle: &mut Circle,
        own: Option<&Presence<D>>,
    ) -> Option<Vec<Neighbour>> {
        let beside = self
            .path
            .parent()
            .filter(|path| !path.as_os_str().is_empty());
        let beside = beside.unwrap_or(Path::new("."));
        let glance = |path: &Path| self.disk.glance(path).ok();
        let glances = [glance(beside), own.and_then(|own| glance(&own.path))];
        // A killed session leaves its file as it was, only unlocked.
        if glances == circle.glances && circle.sessions.is_empty() {
            return None;
        }
        let before = (circle.editors.clone(), circle.sessions.clone());
        if glances.first() != circle.glances.first() {
            circle.editors = self.editors();
        }
        if let Some(own) = own {
            circle.sessions = self.sessions(own);
        }
        circle.glances = glances;
        if (&circle.editors, &circle.sessions) == (&before.0, &before.1) {
            return None;
        }
        let editors = circle.editors.iter().copied().map(Neighbour::Editor);
        Some(circle.sessions.iter().cloned().chain(editors).collect())
    }

    fn editors(&self) -> Vec<&'static str> {
        let Ok(target) = Target::find(&self.disk, &self.path) else {
            return Vec::new();
        };
        let names = self.disk.names(&target.folder).unwrap_or_default();
        let board = target.name.to_string_lossy();
        let editors = names
            .iter()
            .filter_map(|name| editor(&board, name.to_str()?));
        let mut editors: Vec<_> = editors.collect();
        editors.sort_unstable();
        editors.dedup();
        editors
    }

    fn sessions(&self, own: &Presence<D>) -> Vec<Neighbour> {
        let names = self.disk.names(&own.folder).unwrap_or_default();
        let others = names
            .iter()
            .filter(|name| name.to_string_lossy().starts_with(SESSION) && **name != own.name);
        let mut sessions: Vec<_> = others
            .filter_map(|name| self.session(&own.folder, name))
            .collect();
        sessions.sort_unstable_by_key(|session| match session {
            Neighbour::Session { process, .. } => *process,
            Neighbour::Editor(_) => 0,
        });
        sessions
    }

    fn session(&self, folder: &D::Folder, name: &OsStr) -> Option<Neighbour> {
        match self.disk.lock(folder, name) {
            Err(Errno::WOULDBLOCK) => {}
            Ok(lock) => {
                // Nobody holds it: it was killed. Tried again at the next look.
                let _ = self.disk.remove(folder, name);
                drop(lock);
                return None;
            }
            Err(_) => return None,
        }
        let file = self.disk.open(folder, name, Access::Read).ok()?;
        let text = self.disk.read(&file, LONGEST).ok()?;
        let text = String::from_utf8_lossy(&text);
        let mut words = text.splitn(3, ' ');
        Some(Neighbour::Session {
            process: words.next()?.parse().ok()?,
            since: words.next()?.to_owned(),
            terminal: words.next().unwrap_or_default().to_owned(),
        })
    }
}

/// Returns whose file of a board `name` is: the swap file of vim, the lock of Emacs or of
/// `LibreOffice`.
fn editor(board: &str, name: &str) -> Option<&'static str> {
    let rest = name.strip_prefix('.')?;
    if rest.strip_prefix('#') == Some(board) {
        return Some("Emacs");
    }
    let locked = rest
        .strip_prefix("~lock.")
        .and_then(|it| it.strip_suffix('#'));
    if locked == Some(board) {
        return Some("LibreOffice");
    }
    let end = rest.strip_prefix(board)?.strip_prefix(".sw")?;
    let mut letters = end.chars();
    (letters.next().is_some_and(|it| it.is_ascii_lowercase()) && letters.next().is_none())
        .then_some("vim")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::store::StateFolder;

    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(editor("board.ron", name), expected, "{name}");
    }

    #[test]
    fn an_editor_is_known_by_the_file_it_leaves_beside_the_board() {
        check(".board.ron.swp", Some("vim"));
        check(".board.ron.swo", Some("vim"));
        check(".#board.ron", Some("Emacs"));
        check(".~lock.board.ron#", Some("LibreOffice"));
        check(".board.ron.swap", None);
        check(".other.ron.swp", None);
        check(".board.ron.123.0011223344556677.tmp", None);
        check("board.ron", None);
    }

    fn desk() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let board = folder.path().join("board.ron");
        fs::write(&board, "()").unwrap();
        let state = StateFolder::At(folder.path().join("state"));
        let store = Store::new(&board, state);
        (folder, store)
    }

    #[test]
    fn two_sessions_see_each_other_until_one_ends() {
        let (_folder, store) = desk();
        let first = store.enter("14:02", "pts/3").unwrap();
        let mut circle = Circle::default();
        assert_eq!(store.neighbours(&mut circle, Some(&first)), None);
        let second = store.enter("14:05", "").unwrap();
        let seen = store.neighbours(&mut circle, Some(&first)).unwrap();
        let expected = Neighbour::Session {
            process: std::process::id(),
            since: "14:05".to_owned(),
            terminal: String::new(),
        };
        assert_eq!(seen, [expected]);
        assert_eq!(store.neighbours(&mut circle, Some(&first)), None);
        // Killed: its lock is free, its file still there.
        drop(second);
        assert_eq!(
            store.neighbours(&mut circle, Some(&first)),
            Some(Vec::new())
        );
        assert_eq!(store.neighbours(&mut circle, Some(&first)), None);
    }

    #[test]
    fn an_editor_comes_and_goes() {
        let (folder, store) = desk();
        let own = store.enter("14:02", "pts/3");
        let mut circle = Circle::default();
        assert_eq!(store.neighbours(&mut circle, own.as_ref()), None);
        let swap = folder.path().join(".board.ron.swp");
        fs::write(&swap, "").unwrap();
        let seen = store.neighbours(&mut circle, own.as_ref());
        assert_eq!(seen, Some(vec![Neighbour::Editor("vim")]));
        fs::remove_file(swap).unwrap();
        let seen = store.neighbours(&mut circle, own.as_ref());
        assert_eq!(seen, Some(Vec::new()));
    }
}
