//! What is remembered between sittings: the last board, and who was selected on each.
//!
//! Promises: one small file in the state folder, for its owner alone; a folder that is a link
//! or somebody else's is left alone. Losing the file costs nothing but a key press, so
//! every trouble with it is silent.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::StateFolder;

/// The name of the file.
const NAME: &str = "memory.ron";
/// Boards remembered; the ones opened longest ago go first.
const MOST: usize = 100;
/// A longer file is not ours.
const LARGEST: u64 = 256 * 1024;

/// What is remembered, the board used last first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    boards: Vec<Remembered>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Remembered {
    path: PathBuf,
    selected: Option<String>,
    /// Whether the pane is wanted, where that was chosen.
    #[serde(default)]
    pane: Option<bool>,
}

impl Memory {
    /// Reads what is remembered; nothing where there is no file or it is damaged.
    pub fn read(state: &StateFolder) -> Self {
        let StateFolder::At(folder) = state else {
            return Self::default();
        };
        if !is_our_own(folder) {
            return Self::default();
        }
        let path = folder.join(NAME);
        let is_sound = fs::symlink_metadata(&path)
            .is_ok_and(|status| status.is_file() && status.len() <= LARGEST);
        if !is_sound {
            return Self::default();
        }
        let text = fs::read_to_string(path).unwrap_or_default();
        ron::from_str(&text).unwrap_or_default()
    }

    /// Returns the board used last, whether its file is still there or not.
    pub fn last_board(&self) -> Option<&Path> {
        let last = self.boards.first()?;
        Some(&last.path)
    }

    /// Returns who was selected on the board at `path`.
    pub fn selected(&self, path: &Path) -> Option<&str> {
        let board = self.boards.iter().find(|board| board.path == path)?;
        board.selected.as_deref()
    }

    /// Returns whether the pane was wanted on the board at `path`, if that was ever chosen.
    pub fn pane(&self, path: &Path) -> Option<bool> {
        self.boards.iter().find(|board| board.path == path)?.pane
    }

    /// Notes that the board at `path` was used last, with this person selected, and whether the
    /// pane was wanted; nothing chosen leaves that as it was.
    pub fn note(&mut self, path: &Path, selected: Option<&str>, pane: Option<bool>) {
        let pane = pane.or_else(|| self.pane(path));
        self.boards.retain(|board| board.path != path);
        let board = Remembered {
            path: path.to_owned(),
            selected: selected.map(str::to_owned),
            pane,
        };
        self.boards.insert(0, board);
        self.boards.truncate(MOST);
    }

    /// Writes it down. A failure is silent: nothing of worth is in it.
    pub fn write(&self, state: &StateFolder) {
        let StateFolder::At(folder) = state else {
            return;
        };
        let Ok(text) = ron::to_string(self) else {
            return;
        };
        let made = fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder);
        if made.is_err() || !is_our_own(folder) {
            return;
        }
        let new = folder.join(format!("{NAME}.{}", std::process::id()));
        let written = write_private(&new, &text).and_then(|()| fs::rename(&new, folder.join(NAME)));
        if written.is_err() {
            // The half-written one must not stay; that it can't be removed either is no news.
            drop(fs::remove_file(&new));
        }
    }
}

/// Says whether a folder is one, and ours: what others can put there may name their files.
fn is_our_own(folder: &Path) -> bool {
    let us = rustix::process::geteuid().as_raw();
    fs::symlink_metadata(folder).is_ok_and(|status| status.is_dir() && status.uid() == us)
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
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
    fn what_was_noted_is_remembered_for_its_owner_alone() {
        let home = tempfile::tempdir().unwrap();
        let state = StateFolder::At(home.path().join("state"));
        let board = home.path().join("a.ron");
        fs::write(&board, "()").unwrap();
        let mut memory = Memory::read(&state);
        memory.note(&home.path().join("b.ron"), None, None);
        memory.note(&board, Some("dana"), Some(true));
        memory.write(&state);
        let memory = Memory::read(&state);
        assert_eq!(memory.last_board(), Some(&*board));
        assert_eq!(memory.selected(&board), Some("dana"));
        assert_eq!(memory.pane(&board), Some(true));
        let mode = fs::metadata(home.path().join("state/memory.ron")).unwrap();
        assert_eq!(mode.permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_damaged_memory_is_an_empty_one() {
        let home = tempfile::tempdir().unwrap();
        let state = StateFolder::At(home.path().to_owned());
        fs::write(home.path().join(NAME), "(boards: [(").unwrap();
        assert_eq!(Memory::read(&state), Memory::default());
    }

    #[test]
    fn a_folder_behind_a_link_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let there = StateFolder::At(home.path().join("there"));
        let mut memory = Memory::default();
        memory.note(Path::new("/b.ron"), None, None);
        memory.write(&there);
        assert_eq!(Memory::read(&there), memory);
        let link = home.path().join("link");
        std::os::unix::fs::symlink("there", &link).unwrap();
        let link = StateFolder::At(link);
        assert_eq!(Memory::read(&link), Memory::default());
        Memory::default().write(&link);
        assert_eq!(Memory::read(&there), memory);
    }
}
