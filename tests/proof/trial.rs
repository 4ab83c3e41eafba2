//! One run of the saver that something happens to, and the verdict on what it left.

use std::fmt;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use onside::session::{self, Flushed, Folders, Source};
use onside::store::StateFolder;

use super::boards;
use super::evidence::Evidence;
use super::saver::{self, CHANGES};
use super::tally::Tally;

/// The permissions of the board: a group may read it, and nobody else ever.
const MODE: u32 = 0o640;

/// How the saver has to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// A new file is swapped with the old one.
    Exchange,
    /// A new file is renamed over the old one: the system refuses to swap.
    Rename,
    /// The file is overwritten: it has a second name.
    InPlace,
}

impl fmt::Display for Way {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Exchange => "by exchange",
            Self::Rename => "by rename",
            Self::InPlace => "in place",
        })
    }
}

/// A board and a state folder that runs of the saver start with again and again.
pub struct Bench {
    folder: PathBuf,
    way: Way,
    texts: Vec<String>,
}

impl Bench {
    /// Sets one up in `folder`.
    pub fn new(folder: &Path, way: Way) -> Self {
        Self {
            folder: folder.to_owned(),
            way,
            texts: boards::texts(&boards::text(CHANGES + 1), CHANGES),
        }
    }

    /// The board's path.
    pub fn board(&self) -> PathBuf {
        self.folder.join("board/b.ron")
    }

    /// The state folder's path.
    pub fn state(&self) -> PathBuf {
        self.folder.join("state")
    }

    /// The most bytes that any file of a save has: a note holds two texts and a line.
    pub fn longest(&self) -> u64 {
        let text = self.texts.iter().map(String::len).max().unwrap_or(0) as u64;
        match self.way {
            Way::InPlace => 2 * text + 200,
            Way::Exchange | Way::Rename => text + 1,
        }
    }

    /// Puts everything back to the start.
    pub fn reset(&self) {
        for folder in ["board", "state"] {
            let folder = self.folder.join(folder);
            let until = Instant::now() + Duration::from_secs(30);
            // The thread of the session before may be tidying up there.
            while fs::remove_dir_all(&folder).is_err() && folder.exists() {
                assert!(Instant::now() < until, "{} stays", folder.display());
            }
        }
        fs::create_dir(self.folder.join("board")).unwrap();
        fs::write(self.board(), &self.texts[0]).unwrap();
        fs::set_permissions(self.board(), fs::Permissions::from_mode(MODE)).unwrap();
        if self.way == Way::InPlace {
            fs::hard_link(self.board(), self.twin()).unwrap();
        }
    }

    fn twin(&self) -> PathBuf {
        self.folder.join("board/second name.ron")
    }

    /// Judges what a run has left: the file whole and not older than what was acknowledged,
    /// every acknowledged change somewhere, nothing for others to read, and a next session
    /// that opens and saves.
    pub fn judge(&self, name: &str, ran: &Output, tally: &mut Tally) -> Vec<String> {
        let told = String::from_utf8_lossy(&ran.stdout);
        let kept = told.lines().filter_map(|line| line.strip_prefix("kept "));
        let kept: usize = kept
            .map(|number| number.parse().unwrap())
            .max()
            .unwrap_or(0);
        let aside = told.lines().find_map(|line| line.strip_prefix("aside "));
        let (left, lost_before) = (self.copy(ran), tally.lost());
        let evidence = Evidence::gather(&self.board(), &self.state());
        let mut wrong = evidence.indiscretions(MODE);
        // What was put aside was acknowledged as well: its person was told where it is.
        let acknowledged = if aside.is_some() { CHANGES } else { kept };
        let tokens = (0..acknowledged).map(boards::token);
        tally.judge(tokens, &evidence, &format!("{:?} {name}", self.way));
        tally.note_way(self.way, kept);
        match self.version() {
            Some(version) if version < kept => {
                wrong.push(format!(
                    "the file has {version} changes, {kept} were acknowledged"
                ));
            }
            None if self.way != Way::InPlace => wrong.push("the file is torn".to_owned()),
            _ => {}
        }
        wrong.extend(self.next_session(kept).err());
        if self.way == Way::InPlace && inode(&self.board()) != inode(&self.twin()) {
            wrong.push("the two names were parted".to_owned());
        }
        let mut head = format!("{:?} {name} (kept {kept})", self.way);
        if !wrong.is_empty() || tally.lost() > lost_before {
            let left = left.keep();
            println!("{head}: what it left is in {}", left.display());
            head = format!("{head}, see {}", left.display());
        }
        wrong
            .iter()
            .map(|wrong| format!("{head}: {wrong}"))
            .collect()
    }

    /// Copies what a run has left, and what it told, before the next session changes it.
    fn copy(&self, ran: &Output) -> tempfile::TempDir {
        let copy = tempfile::tempdir().unwrap();
        let mut command = Command::new("cp");
        let folders = [self.board().parent().unwrap().to_owned(), self.state()];
        // A run that was ended early has no state folder.
        command
            .arg("-a")
            .args(folders.iter().filter(|it| it.exists()));
        assert!(command.arg(copy.path()).status().unwrap().success());
        fs::write(
            copy.path().join("told"),
            [&*ran.stdout, &ran.stderr].concat(),
        )
        .unwrap();
        copy
    }

    /// Returns how many changes the file has; `None` if it is none of the versions.
    fn version(&self) -> Option<usize> {
        let bytes = fs::read(self.board()).unwrap();
        let texts = self.texts.iter();
        texts
            .rev()
            .position(|text| text.as_bytes() == bytes)
            .map(|newer| CHANGES - newer)
    }

    /// Opens the board as the next session does, which finishes a save in place that was cut
    /// off, and saves one more change.
    fn next_session(&self, kept: usize) -> Result<(), String> {
        let folders = Folders {
            state: StateFolder::At(self.state()),
            data: None,
        };
        let opened = session::open(Source::File(self.board()), &folders);
        let opened = opened.map_err(|why| format!("it does not open: {why:?}"))?;
        match self.version() {
            Some(version) if version >= kept => {}
            other => return Err(format!("after opening the file has {other:?} changes")),
        }
        let (mut document, session, reports) = saver::begin(opened);
        boards::change(&mut document, CHANGES);
        session.save(document.text().to_owned(), document.board().clone());
        let flushed = saver::flush(&session);
        // Once it has ended, nothing of it comes between the next run and its verdict.
        drop(session);
        while reports.recv().is_ok() {}
        match flushed {
            Flushed::Saved if fs::read(self.board()).unwrap() == document.text().as_bytes() => {
                Ok(())
            }
            other => Err(format!("the next session did not save: {other:?}")),
        }
    }
}

fn inode(path: &Path) -> u64 {
    fs::metadata(path).unwrap().ino()
}
