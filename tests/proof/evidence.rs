//! What is left on the disk, whoever left it: where a change is found, and who could read it.

use std::fmt;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use onside::store::Reading;

use super::tally::Token;

/// Where a change is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the board's file.
    File,
    /// Among the versions that were replaced.
    History,
    /// In the journal of a session.
    Journal,
    /// In a file of its own, which its person was told of.
    PutAside,
    /// In the note of a save that is to be finished.
    Note,
    /// In a file beside the board that a save left.
    Beside,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::File => "file",
            Self::History => "history",
            Self::Journal => "journal",
            Self::PutAside => "put aside",
            Self::Note => "note",
            Self::Beside => "beside the file",
        })
    }
}

impl Place {
    fn of(path: &Path) -> Self {
        let path = path.to_string_lossy();
        if path.contains("/history/") || path.ends_with("/last") {
            Self::History
        } else if path.contains(".journal") {
            Self::Journal
        } else if path.contains(".unsaved-") {
            Self::PutAside
        } else if path.contains("/note") {
            Self::Note
        } else {
            Self::Beside
        }
    }
}

/// The board's folder and the state folder, read whole.
pub struct Evidence {
    /// Every file, the board's first.
    pieces: Vec<(Place, PathBuf, String)>,
    /// Permissions of what is in the state folder, and of what saves left beside the board.
    modes: Vec<(PathBuf, u32)>,
    board_mode: u32,
}

impl Evidence {
    /// Reads all there is.
    pub fn gather(board: &Path, state: &Path) -> Self {
        let mut paths = vec![state.to_owned()];
        let mut at = 0;
        while let Some(path) = paths.get(at).cloned() {
            if path.is_dir() {
                let items = fs::read_dir(&path).unwrap();
                paths.extend(items.map(|item| item.unwrap().path()));
            }
            at += 1;
        }
        let beside = fs::read_dir(board.parent().unwrap()).unwrap();
        let beside = beside.map(|item| item.unwrap().path());
        paths.extend(beside.filter(|path| is_left_by_a_save(path)));
        paths.retain(|path| path.exists());
        let mut evidence = Self {
            pieces: vec![(Place::File, board.to_owned(), read(board))],
            modes: Vec::new(),
            board_mode: mode(board),
        };
        for path in paths {
            evidence.modes.push((path.clone(), mode(&path)));
            if path.is_file() {
                evidence
                    .pieces
                    .push((Place::of(&path), path.clone(), read(&path)));
            }
        }
        evidence
    }

    /// Returns where `token` is found, the file first.
    pub fn find(&self, token: &Token) -> Option<Place> {
        let mut found: Vec<Place> = Vec::new();
        for (place, _, text) in &self.pieces {
            if token.is_in(text) {
                if *place == Place::File {
                    return Some(Place::File);
                }
                found.push(*place);
            }
        }
        found.into_iter().min()
    }

    /// Returns what others could read and should not: of our own folders anything, of the
    /// board and what is beside it more than the board's owner had allowed.
    pub fn indiscretions(&self, allowed: u32) -> Vec<String> {
        let mut found = Vec::new();
        if self.board_mode & !allowed != 0 {
            found.push(format!(
                "the board is {:o}, was {allowed:o}",
                self.board_mode
            ));
        }
        for (path, mode) in &self.modes {
            let allowed = match Place::of(path) {
                Place::Beside if is_left_by_a_save(path) => allowed,
                _ => 0o700,
            };
            if mode & !allowed != 0 {
                found.push(format!("{} is {mode:o}", path.display()));
            }
        }
        found
    }
}

/// Says whether a file beside the board has the name of a save's own file of a moment.
fn is_left_by_a_save(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') && name.ends_with(".tmp") || name.contains(".unsaved-")
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn read(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    let text = match Place::of(path) {
        // It has what differs; as the next session reads it, it has the whole text.
        Place::Journal => Reading::of(&bytes).map_or(bytes, |reading| reading.text),
        _ => bytes,
    };
    String::from_utf8_lossy(&text).into_owned()
}
