//! What is remembered between sittings: the last board, and how each was left.
//!
//! Promises: one small file in the state folder, for its owner alone; a folder that is a link
//! or somebody else's is left alone. Losing the file costs nothing but a key press, so
//! every trouble with it is silent.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{StateFolder, private};

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
    #[serde(default)]
    parting: Parting,
}

/// How a board was left. Words of other rooms are kept as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Parting {
    /// Who was selected.
    pub selected: Option<String>,
    /// Rows or columns.
    pub layout: String,
    /// In which order people stood.
    pub order: String,
    /// What the filter said; empty without one.
    pub filter: String,
    /// Ids of the departments that were folded.
    pub folded: Vec<String>,
    /// Whether the pane is wanted, where that was chosen.
    pub pane: Option<bool>,
    /// The day it was left on; empty where that was not kept yet.
    pub left_on: String,
    /// What of the page of the day was put off, and until which day.
    pub snoozed: BTreeMap<String, String>,
}

impl Memory {
    /// Reads what is remembered; nothing where there is no file or it is damaged.
    pub fn read(state: &StateFolder) -> Self {
        let StateFolder::At(folder) = state else {
            return Self::default();
        };
        if !private::is_our_own(folder) {
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
        self.boards().next()
    }

    /// Returns the boards, the one used last first.
    pub fn boards(&self) -> impl Iterator<Item = &Path> {
        self.boards.iter().map(|board| &*board.path)
    }

    /// Returns how the board at `path` was left.
    pub fn parting(&self, path: &Path) -> Option<&Parting> {
        let board = self.boards.iter().find(|board| board.path == path)?;
        Some(&board.parting)
    }

    /// Notes that the board at `path` was used last, and how it was left.
    pub fn note(&mut self, path: &Path, parting: Parting) {
        self.boards.retain(|board| board.path != path);
        let board = Remembered {
            path: path.to_owned(),
            parting,
        };
        self.boards.insert(0, board);
        self.boards.truncate(MOST);
    }

    /// Notes that the board at `path` is used now; how it was left stays.
    pub fn note_opened(&mut self, path: &Path) {
        let parting = self.parting(path).cloned();
        self.note(path, parting.unwrap_or_default());
    }

    /// Takes out whom the board at `path` was left on, what its filter said and who was put off.
    pub fn forget(&mut self, path: &Path) {
        let of_board = |board: &&mut Remembered| board.path == path;
        if let Some(board) = self.boards.iter_mut().find(of_board) {
            board.parting.selected = None;
            board.parting.filter.clear();
            board.parting.snoozed.clear();
        }
    }

    /// Writes it down. A failure is silent: nothing of worth is in it.
    pub fn write(&self, state: &StateFolder) {
        let StateFolder::At(folder) = state else {
            return;
        };
        let Ok(text) = ron::to_string(self) else {
            return;
        };
        // Nothing of worth is lost with it.
        drop(private::put(folder, NAME, &text));
    }
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
        memory.note(&home.path().join("b.ron"), Parting::default());
        let parting = Parting {
            selected: Some("dana".to_owned()),
            filter: "due \"x\"".to_owned(),
            folded: vec!["sales".to_owned()],
            pane: Some(false),
            ..Parting::default()
        };
        memory.note(&board, parting.clone());
        memory.write(&state);
        let memory = Memory::read(&state);
        assert_eq!(memory.last_board(), Some(&*board));
        assert_eq!(memory.parting(&board), Some(&parting));
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
        memory.note(Path::new("/b.ron"), Parting::default());
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
