//! Opening a board: which file is meant, what it says, and what a first run is told.
//!
//! Promises: nothing on disk is touched before the first change. Leaves words on a command
//! line to `cli`, and the screen to `view`.

use std::path::{Path, PathBuf};

use super::lineage::Lineage;
use super::theirs;
use crate::app::Origin;
use crate::document::{Document, EXAMPLE};
use crate::store::{
    self, Ancestor, Cause, Disk, Expected, Failure, Loaded, Memory, Offered, Parting, RealDisk,
    StateFolder, Store,
};
use crate::text::Diagnostic;

/// Which board is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// This file. One that is not there becomes an empty board.
    File(PathBuf),
    /// The example that comes with the program.
    Example,
    /// The board that teaches, as it was left.
    Tutor,
    /// The one used last, else the example.
    Latest,
}

/// The board that teaches.
pub const TUTOR: &str = include_str!("../../assets/tutor.ron");

/// The folders a board is opened with.
#[derive(Clone, Debug)]
pub struct Folders {
    /// Where locks, kept versions and the memory are.
    pub state: StateFolder,
    /// Where changes to the example go; `None` if the system has no place for data.
    pub data: Option<PathBuf>,
}

/// A board that can be shown, and where it is saved.
#[derive(Debug)]
pub struct Opened {
    /// The board in its text.
    pub document: Document,
    /// What it is called, and what is told at first.
    pub origin: Origin,
    /// Where it is saved.
    pub store: Store,
    /// What the file holds now.
    pub expected: Expected,
    /// How it was left, if it was open before.
    pub parting: Option<Parting>,
    /// What was saved once and is missing from the file.
    pub offered: Option<Offered>,
    /// What was known of the file before it was read.
    pub(super) lineage: Lineage,
}

/// How often a file is read again because a session saved meanwhile.
const READINGS: usize = 3;

/// A file that is about to be read.
pub(super) struct Unread<D: Disk = RealDisk> {
    pub store: Store<D>,
    pub lineage: Lineage,
    /// What was saved last.
    pub last: Option<Ancestor>,
}

/// Why a board can't be shown.
#[derive(Debug)]
pub enum Unopened {
    /// The file can't be read.
    Unreadable(Failure),
    /// The file says no board.
    Unsound {
        /// What the file is called.
        name: String,
        /// Its bytes, for the lines the problems stand in.
        bytes: Vec<u8>,
        /// Every problem.
        problems: Vec<Diagnostic>,
    },
}

/// Opens the board that `source` means.
pub fn open(source: Source, folders: &Folders) -> Result<Opened, Unopened> {
    let memory = Memory::read(&folders.state);
    match source {
        Source::File(path) => open_file(&path, &memory, folders),
        Source::Example => open_example(&memory, folders),
        Source::Tutor => open_tutor(&memory, folders),
        Source::Latest => match last_of(&memory, folders) {
            Some(path) => open_last(path, &memory, folders),
            None => open_example(&memory, folders),
        },
    }
}

fn open_file(path: &Path, memory: &Memory, folders: &Folders) -> Result<Opened, Unopened> {
    let mut unread = Unread::new(Store::new(path, folders.state.clone()));
    match unread.load() {
        Ok(loaded) => {
            let expected = Expected::File(loaded.fingerprint);
            let remarks = remarks(&unread.store, &loaded);
            let mut opened = unread.opened(loaded.bytes, expected, None, memory)?;
            opened.origin.is_read_only = !loaded.is_writable;
            opened.origin.welcome = first_of(&remarks);
            opened.origin.remarks = remarks;
            Ok(opened)
        }
        Err(failure) if failure.cause == Cause::Missing => {
            let welcome = format!(
                "{} is new: your first change makes it, readable by you alone",
                unread.store.name()
            );
            let text = new_board(path).into_bytes();
            unread.opened(text, Expected::Nothing, Some(welcome), memory)
        }
        Err(failure) => Err(Unopened::Unreadable(failure)),
    }
}

/// Opens the board used last; when its file is gone, the example, and says so.
fn open_last(path: &Path, memory: &Memory, folders: &Folders) -> Result<Opened, Unopened> {
    if store::is_there(path) {
        return open_file(path, memory, folders);
    }
    let mut opened = open_example(memory, folders)?;
    let gone = format!(
        "The last board, {}, is gone; this is the example",
        path.display()
    );
    opened.origin.welcome = Some(gone);
    Ok(opened)
}

/// Returns what is worth knowing of a file that was read and of its surroundings: a sentence
/// each, with the next step.
pub fn remarks(store: &Store, loaded: &Loaded) -> Vec<String> {
    let name = store.name();
    let read_only = (!loaded.is_writable).then(|| {
        format!("{name} is read-only: changes can't be saved; `chmod u+w {name}` allows them")
    });
    let finished = loaded.was_finished.then(|| {
        format!(
            "a save of {name} was cut off in the middle and has just been finished; look whether it says \
             what you meant"
        )
    });
    let own = [read_only, finished].into_iter().flatten();
    own.chain(store.remarks()).collect()
}

/// Returns of several things worth knowing the first; the others are in the help.
fn first_of(remarks: &[String]) -> Option<String> {
    let first = remarks.first()?;
    Some(match remarks.len() {
        1 => first.clone(),
        several => format!("{first} \u{b7} {} more under `?`", several - 1),
    })
}

const EXAMPLE_NAME: &str = "example.ron";
const TUTOR_NAME: &str = "tutor.ron";

/// Returns the board used last that did not come with the program.
pub fn last_board(folders: &Folders) -> Option<PathBuf> {
    last_of(&Memory::read(&folders.state), folders).map(Path::to_owned)
}

fn last_of<'a>(memory: &'a Memory, folders: &Folders) -> Option<&'a Path> {
    memory.boards().find(|path| !is_ours(path, folders))
}

/// Says whether a board came with the program.
fn is_ours(path: &Path, folders: &Folders) -> bool {
    let ours = [EXAMPLE_NAME, TUTOR_NAME].map(|name| whole(&own_path(name, folders)));
    ours.iter().any(|own| own == path)
}

/// Returns where changes to a board of ours go: the data folder, else the one we are in.
fn own_path(name: &str, folders: &Folders) -> PathBuf {
    folders.data.clone().unwrap_or_default().join(name)
}

/// Opens the example as it was left, else as it comes with the program.
fn open_example(memory: &Memory, folders: &Folders) -> Result<Opened, Unopened> {
    let path = own_path(EXAMPLE_NAME, folders);
    let welcome = format!(
        "An example. `:new mine.ron` begins your own · `:import FILE` takes a spreadsheet · changes go to {}",
        path.display()
    );
    open_own(&path, EXAMPLE, &welcome, memory, folders)
}

/// Opens the board that teaches, where somebody left it.
fn open_tutor(memory: &Memory, folders: &Folders) -> Result<Opened, Unopened> {
    let path = own_path(TUTOR_NAME, folders);
    let welcome = format!("to begin anew, remove {}", path.display());
    open_own(&path, TUTOR, &welcome, memory, folders)
}

/// Opens a board of ours as it was left at `path`, else as it comes with the program.
fn open_own(
    path: &Path,
    text: &str,
    welcome: &str,
    memory: &Memory,
    folders: &Folders,
) -> Result<Opened, Unopened> {
    let mut unread = Unread::new(Store::new(path, folders.state.clone()).making_its_folder());
    let welcome = Some(welcome.to_owned());
    match unread.load() {
        Ok(loaded) => {
            let expected = Expected::File(loaded.fingerprint);
            unread.opened(loaded.bytes, expected, welcome, memory)
        }
        Err(failure) if matches!(failure.cause, Cause::Missing | Cause::NoFolder(_)) => {
            let text = text.as_bytes().to_vec();
            let mut opened = unread.opened(text, Expected::Nothing, welcome, memory)?;
            // Removed to begin anew: nothing is missing.
            (opened.offered, opened.parting) = (None, None);
            Ok(opened)
        }
        Err(failure) => Err(Unopened::Unreadable(failure)),
    }
}

impl<D: Disk> Unread<D> {
    pub fn new(store: Store<D>) -> Self {
        let (lineage, last) = Lineage::before_reading(&store);
        Self {
            store,
            lineage,
            last,
        }
    }

    /// Reads the file, again if a session saved meanwhile: what is in it and what was saved last
    /// go together.
    pub fn load(&mut self) -> Result<Loaded, Failure> {
        for _ in 1..READINGS {
            let loaded = self.store.load();
            let (lineage, last) = Lineage::before_reading(&self.store);
            if last == self.last {
                return loaded;
            }
            (self.lineage, self.last) = (lineage, last);
        }
        self.store.load()
    }
}

impl Unread {
    /// Returns the board that `bytes`, read from the file, say.
    fn opened(
        self,
        bytes: Vec<u8>,
        expected: Expected,
        welcome: Option<String>,
        memory: &Memory,
    ) -> Result<Opened, Unopened> {
        let Self {
            store,
            lineage,
            last,
        } = self;
        let name = store.name();
        match Document::load(&bytes) {
            Ok(document) => Ok(Opened {
                offered: theirs::offered(&store, last, &document),
                document,
                origin: Origin {
                    name,
                    welcome,
                    remarks: Vec::new(),
                    is_read_only: false,
                },
                expected,
                parting: memory.parting(&whole(store.path())).cloned(),
                store,
                lineage,
            }),
            Err(problems) => Err(Unopened::Unsound {
                name,
                bytes,
                problems,
            }),
        }
    }
}

/// Notes which board was used and how it was left, for the next time.
pub fn remember(path: &Path, parting: Parting, folders: &Folders) {
    let mut memory = Memory::read(&folders.state);
    memory.note(&whole(path), parting);
    memory.write(&folders.state);
}

/// Takes out of what is remembered of a board whoever is named in it.
pub fn forget(path: &Path, folders: &Folders) {
    let mut memory = Memory::read(&folders.state);
    memory.forget(&whole(path));
    memory.write(&folders.state);
}

/// Returns the file at `path` for another program to open, from the root; `None` if there is none.
pub fn file_of(path: &Path) -> Option<PathBuf> {
    store::is_there(path).then(|| whole(path))
}

/// Returns the line of the first problem of a file that says no board.
pub fn broken_at(path: &Path, folders: &Folders) -> Option<usize> {
    let loaded = Store::new(path, folders.state.clone()).load().ok()?;
    let problems = Document::load(&loaded.bytes).err()?;
    let mut places = problems.into_iter().filter_map(|problem| problem.place);
    places.next().map(|place| place.line)
}

/// Returns the path from the root, so that it means the same in every folder.
pub(super) fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Returns the text of a board with nothing on it yet, titled after its file.
fn new_board(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let title = ron::to_string(&*stem).unwrap_or_else(|_| "\"\"".to_owned());
    format!(
        "// For my own preparation. Private: this file says what I think of where colleagues stand.\n\
         (\n    version: 1,\n    title: {title},\n    departments: [\n    ],\n)\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(home: &Path) -> Folders {
        Folders {
            state: StateFolder::At(home.join("state")),
            data: Some(home.join("data")),
        }
    }

    #[test]
    fn a_new_board_loads_whatever_its_file_is_called() {
        for name in ["mine.ron", "a \"quoted\" name.ron", "\\.ron", "é.ron"] {
            let document = Document::load(new_board(Path::new(name)).as_bytes()).unwrap();
            assert_eq!(format!("{}.ron", document.board().title), name);
        }
    }

    #[test]
    fn opening_leaves_the_disk_as_it_was() {
        let home = tempfile::tempdir().unwrap();
        let folders = folders(home.path());
        let new = open(Source::File(home.path().join("new.ron")), &folders).unwrap();
        assert_eq!(new.expected, Expected::Nothing);
        let example = open(Source::Latest, &folders).unwrap();
        assert_eq!(example.document.text(), EXAMPLE);
        assert_eq!(home.path().read_dir().unwrap().count(), 0);
    }

    #[test]
    fn the_board_used_last_opens_again_with_who_was_selected() {
        let home = tempfile::tempdir().unwrap();
        let folders = folders(home.path());
        let path = home.path().join("b.ron");
        std::fs::write(&path, EXAMPLE).unwrap();
        let parting = Parting {
            selected: Some("mei".to_owned()),
            ..Parting::default()
        };
        remember(&path, parting.clone(), &folders);
        let latest = open(Source::Latest, &folders).unwrap();
        assert_eq!(latest.store.path(), path);
        assert_eq!(latest.parting, Some(parting));
    }

    #[test]
    fn what_came_with_the_program_is_never_the_board_used_last() {
        let home = tempfile::tempdir().unwrap();
        let folders = folders(home.path());
        let path = home.path().join("b.ron");
        std::fs::write(&path, EXAMPLE).unwrap();
        assert_eq!(last_board(&folders), None);
        remember(&path, Parting::default(), &folders);
        for name in [EXAMPLE_NAME, TUTOR_NAME] {
            remember(&own_path(name, &folders), Parting::default(), &folders);
            assert_eq!(last_board(&folders).as_ref(), Some(&path));
        }
        assert_eq!(open(Source::Latest, &folders).unwrap().store.path(), path);
    }

    #[test]
    fn the_tutor_begins_anew_where_its_file_was_removed() {
        let home = tempfile::tempdir().unwrap();
        let folders = folders(home.path());
        let opened = open(Source::Tutor, &folders).unwrap();
        let changed = TUTOR.replacen("Unknown", "Champion", 1) + "// seen\n";
        let saved = opened.store.save(changed.as_bytes(), Expected::Nothing);
        assert!(saved.is_ok());
        let path = own_path(TUTOR_NAME, &folders);
        remember(&path, Parting::default(), &folders);
        std::fs::remove_file(&path).unwrap();
        let again = open(Source::Tutor, &folders).unwrap();
        assert_eq!(again.document.text(), TUTOR);
        assert_eq!((again.offered, again.parting), (None, None));
    }

    #[test]
    fn what_is_no_board_comes_with_its_problems() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("b.ron");
        std::fs::write(&path, "(version: 1").unwrap();
        match open(Source::File(path), &folders(home.path())) {
            Err(Unopened::Unsound { problems, .. }) => assert_eq!(problems.len(), 1),
            other => panic!("{other:?}"),
        }
    }
}
