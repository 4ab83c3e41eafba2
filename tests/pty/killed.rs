//! The real program, killed with `kill -9` in the middle of typing, again and again: what it had
//! noted is in the file or is offered at the next start, and comes back from there.

#[path = "../support/opened.rs"]
mod opened;

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use onside::app::{App, Message};
use onside::document::Document;
use onside::layout::Size;
use onside::settings::Key;
use onside::store::{Memory, Reading, StateFolder, Store};
use portable_pty::CommandBuilder;

use super::session::Session;

const EXAMPLE: &str = include_str!("../../assets/example.ron");
const ROUNDS: u64 = 50;
const PATIENCE: Duration = Duration::from_secs(10);
/// Keys that change the board or go elsewhere on it.
const KEYS: [&str; 6] = [">", "<", "j", "k", "u", ">"];

/// A board, its state folder, and dice.
struct Desk {
    folder: tempfile::TempDir,
    random: u64,
}

impl Desk {
    fn board(&self) -> PathBuf {
        self.folder.path().join("board.ron")
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.board()).unwrap()
    }

    fn roll(&mut self, sides: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        usize::try_from(self.random >> 33).unwrap() % sides
    }

    /// Starts the program and waits for a word of its hint line.
    fn start(&self, hint: &str) -> Session {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_onside"));
        command.arg(self.board());
        command.env("TERM", "xterm-256color");
        command.env("ONSIDE_TODAY", "2026-11-22");
        command.env("ONSIDE_STATE_DIR", self.state());
        command.env("LANG", "C.UTF-8");
        let mut session = Session::start(command, tempfile::tempdir().unwrap());
        session.wait_for(hint);
        session
    }

    /// Returns what the journal or the file says by now.
    fn noted(&self) -> Vec<String> {
        let journals = files_ending(&self.state(), ".journal").into_iter();
        let readings = journals.filter_map(|path| Reading::of(&fs::read(path).ok()?));
        let texts = readings.map(|reading| String::from_utf8(reading.text).unwrap());
        texts.chain([self.text()]).collect()
    }

    /// Waits until one of the texts from that one on is noted: some come in one. Returns how many
    /// changes that are at least: after an undo the same text stood there before.
    fn wait_until_noted(&self, texts: &[String], from: usize) -> usize {
        let later = texts.get(from..).unwrap();
        let until = Instant::now() + PATIENCE;
        loop {
            let noted = self.noted();
            if let Some(found) = noted.iter().find(|noted| later.contains(noted)) {
                return texts.iter().position(|text| text == found).unwrap();
            }
            assert!(Instant::now() < until, "change {from} was never noted");
            thread::yield_now();
        }
    }

    /// Returns what a next session would have in the end: what it is offered, else the file.
    fn left(&self) -> String {
        let store = Store::new(self.board(), StateFolder::At(self.state()));
        let orphans = store.orphans();
        assert!(orphans.len() <= 1, "one session has one journal");
        let unsaved = orphans.iter().filter(|it| !it.reading.is_spent());
        let mut texts = unsaved.map(|it| String::from_utf8(it.reading.text.clone()).unwrap());
        texts.next_back().unwrap_or_else(|| self.text())
    }
}

fn files_ending(folder: &PathBuf, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let found = paths.flat_map(|path| {
        if path.is_dir() {
            files_ending(&path, ending)
        } else {
            vec![path]
        }
    });
    found
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect()
}

/// The same program without terminal and disk, to know what each key makes of the text.
fn model(text: &str) -> App {
    let size = Size {
        width: 80,
        height: 24,
    };
    let document = Document::load(text.as_bytes()).unwrap();
    opened::app(document, opened::settings(), size)
}

/// Lives one session of random keys that ends by `kill -9`; returns how many changes were
/// noted by then, and whether the next start has something to offer.
fn live_and_die(desk: &mut Desk) -> (usize, bool) {
    let mut app = model(&desk.text());
    let memory = Memory::read(&StateFolder::At(desk.state()));
    if let Some(parting) = memory.parting(&desk.board()) {
        app.take_up(parting);
    }
    let mut session = desk.start("quit");
    let mut texts = vec![desk.text()];
    let count = 1 + desk.roll(12);
    for _ in 0..count {
        let key = KEYS[desk.roll(KEYS.len())];
        app.update(Message::Key(key.parse::<Key>().unwrap()));
        session.send(key);
        texts.push(app.document().text().to_owned());
    }
    let wanted = desk.roll(count + 1);
    let acknowledged = desk.wait_until_noted(&texts, wanted);
    session.kill();
    let left = desk.left();
    let at_least = texts.get(acknowledged..).unwrap();
    assert!(
        at_least.contains(&left),
        "of {acknowledged} noted changes some are gone"
    );
    let file = desk.text();
    let is_missing = board_of(&left) != board_of(&file);
    if is_missing {
        bring_back(desk, &left);
    }
    (acknowledged, is_missing)
}

fn board_of(text: &str) -> onside::model::Board {
    Document::load(text.as_bytes()).unwrap().board().clone()
}

/// Starts again, takes the offer, leaves, and holds that the file says all of it.
fn bring_back(desk: &Desk, left: &str) {
    let mut session = desk.start("bring back");
    session.send("\r");
    session.wait_for("Brought back");
    session.send("q");
    assert_eq!(session.wait_for_end().exit_code(), 0);
    assert_eq!(board_of(&desk.text()), board_of(left));
    assert!(files_ending(&desk.state(), ".journal").is_empty());
}

#[test]
fn whatever_was_noted_when_the_program_is_killed_is_in_the_file_or_offered() {
    let folder = tempfile::tempdir().unwrap();
    let random = 0x9e37_79b9_7f4a_7c15;
    let mut desk = Desk { folder, random };
    fs::write(desk.board(), EXAMPLE).unwrap();
    let (mut acknowledged, mut offered) = (0, 0);
    for _ in 0..ROUNDS {
        let (count, is_missing) = live_and_die(&mut desk);
        acknowledged += count;
        offered += u32::from(is_missing);
    }
    println!(
        "{acknowledged} changes noted, {ROUNDS} times killed, {offered} times offered, 0 lost"
    );
    assert!(offered > 0, "never killed before the save");
}
