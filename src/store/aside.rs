//! Files with a board's words in them that are neither the board nor kept in its own folder: what
//! could not be saved and was put aside, and what a killed save left.
//!
//! Promises: only names; nothing is read or removed.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use super::disk::Disk;
use super::target::Target;
use super::{StateFolder, Store};

impl<D: Disk> Store<D> {
    /// Returns the files that were put aside for a board of this name, or left beside it.
    pub fn aside(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        if let StateFolder::At(state) = &self.state {
            let folder = state.join("unsaved");
            let names = self.disk.open_folder(&folder);
            let names = names.and_then(|folder| self.disk.names(&folder));
            let names = names.unwrap_or_default().into_iter();
            found.extend(
                names
                    .filter(|name| self.is_put_aside(name))
                    .map(|name| folder.join(name)),
            );
        }
        let Ok(target) = Target::find(&self.disk, &self.path) else {
            return found;
        };
        let beside = self.disk.names(&target.folder).unwrap_or_default();
        let beside: Vec<OsString> = beside
            .into_iter()
            .filter(|name| self.is_put_aside(name) || is_left_behind(name, &target.name))
            .collect();
        found.extend(beside.iter().map(|name| target.path.with_file_name(name)));
        found.sort();
        found
    }

    fn is_put_aside(&self, name: &OsStr) -> bool {
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        let stem: String = stem.chars().take(50).collect();
        let name = name.to_string_lossy();
        name.starts_with(&format!("{stem}.unsaved-")) && name.ends_with(".ron")
    }
}

/// Says whether a file is what a save of the board writes before it takes its place.
fn is_left_behind(name: &OsStr, board: &OsStr) -> bool {
    let (name, board) = (name.to_string_lossy(), board.to_string_lossy());
    name.starts_with(&format!(".{board}.")) && name.ends_with(".tmp")
}

#[cfg(test)]
mod tests {
    use super::super::simulator::Simulator;
    use super::*;

    #[test]
    fn what_was_put_aside_and_what_was_left_is_found() {
        let disk = Simulator::default();
        disk.put("/work/map.ron", b"old", 0o600);
        disk.put("/work/.map.ron.17.0123456789abcdef.tmp", b"x", 0o600);
        disk.put("/work/map2.unsaved-2026.ron", b"x", 0o600);
        let state = StateFolder::At("/state".into());
        let store = Store::on(disk, "/work/map.ron", state);
        let kept = store.keep(b"ours").unwrap();
        let left = PathBuf::from("/work/.map.ron.17.0123456789abcdef.tmp");
        assert_eq!(store.aside(), [kept, left]);
    }
}
