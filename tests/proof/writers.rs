//! Other programs that write to the board's file: one renames, one appends, one writes back
//! a buffer it has had for a while, and one is vim.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use super::scale;
use super::sitting::PATIENCE;
use super::tally::Token;

/// How a program writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// A new file is renamed over the old one, at once.
    Rename,
    /// A line is written behind the last one.
    Append,
    /// As `Rename`, with a text that was read seconds ago.
    StaleRename,
    /// The file is emptied and written again, with a text that was read seconds ago.
    StaleOverwrite,
    /// Vim, which has had the file open for seconds, writes all the same.
    Vim,
}

/// The other programs. They don't disturb each other, so that what gets lost is not their fault.
pub struct Writers {
    board: PathBuf,
    /// What was written, and what one of them wrote over knowingly or not.
    written: Mutex<Written>,
}

/// What the others did.
#[derive(Default)]
pub struct Written {
    /// Their changes.
    pub tokens: Vec<Token>,
    /// How many of their own they wrote over themselves.
    pub spoiled: usize,
    number: usize,
}

impl Written {
    /// Gives up what one of them writes over: it is in what the file says now, and not in
    /// `text`.
    fn spoil(&mut self, now: &str, text: &str) {
        let before = self.tokens.len();
        self.tokens
            .retain(|token| !token.is_in(now) || token.is_in(text));
        self.spoiled += before - self.tokens.len();
    }
}

/// A vim without a screen that has the board open.
struct Vim {
    child: Child,
    copies: tempfile::TempDir,
}

impl Vim {
    /// Opens the board; `None` if there is no vim.
    fn open(board: &Path) -> Option<Self> {
        let program = scale::tool("vim").or_else(|| scale::tool("vim.tiny"))?;
        let mut command = scale::command(&program);
        // No settings; commands come line by line.
        command.args(["-es", "-u", "NONE", "-N"]).arg(board);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::null());
        let child = command.spawn().unwrap();
        let copies = tempfile::tempdir().unwrap();
        let mut vim = Self { child, copies };
        // It has read the file once it can write a copy of it.
        vim.buffer();
        Some(vim)
    }

    fn tell(&mut self, commands: &str) {
        let line = self.child.stdin.as_mut().unwrap();
        line.write_all(commands.as_bytes()).unwrap();
        line.flush().unwrap();
    }

    /// Returns what it has; `None` if it read the file in the moment in which that was empty.
    fn buffer(&mut self) -> Option<String> {
        let [copy, done] = ["copy", "done"].map(|name| self.copies.path().join(name));
        // It is gone at the first time.
        drop(fs::remove_file(&done));
        let paths = [&copy, &done].map(|path| path.display().to_string());
        self.tell(&format!("write! {}\nwrite! {}\n", paths[0], paths[1]));
        let until = Instant::now() + PATIENCE;
        while !done.exists() {
            assert!(Instant::now() < until, "vim does not answer");
            thread::sleep(Duration::from_millis(5));
        }
        let text = fs::read_to_string(copy).unwrap();
        (text.trim() != "").then_some(text)
    }

    /// Has it leave.
    fn end(mut self) {
        self.tell("quit!\n");
        self.child.wait().unwrap();
    }
}

impl Writers {
    /// Returns writers to a file.
    pub fn new(board: &Path) -> Self {
        Self {
            board: board.to_owned(),
            written: Mutex::default(),
        }
    }

    /// Writes again and again until `end`, and notes when.
    pub fn write_until(&self, end: Instant, habit: Habit, pause: Duration, note: impl Fn(&str)) {
        while Instant::now() < end {
            match habit {
                Habit::StaleRename | Habit::StaleOverwrite => {
                    thread::sleep(pause * 2 / 3);
                    let stale = self.read();
                    thread::sleep(pause / 3);
                    self.write(habit, stale);
                    note(&format!("{habit:?}"));
                }
                Habit::Vim => {
                    let Some(vim) = Vim::open(&self.board) else {
                        return scale::skip("a soak with vim", "there is no vim");
                    };
                    thread::sleep(pause);
                    self.write_by(vim);
                    note("Vim");
                }
                Habit::Rename | Habit::Append => {
                    thread::sleep(pause);
                    self.write(habit, None);
                    note(&format!("{habit:?}"));
                }
            }
        }
    }

    /// Returns what was written, once all is over.
    pub fn into_written(self) -> Written {
        self.written.into_inner().unwrap()
    }

    /// Reads the file; `None` in the moment in which another program has emptied it.
    fn read(&self) -> Option<String> {
        fs::read_to_string(&self.board)
            .ok()
            .filter(|text| !text.is_empty())
    }

    fn write(&self, habit: Habit, stale: Option<String>) {
        let mut written = self.written.lock().unwrap();
        written.number += 1;
        let words = format!("// {habit:?} {}.\n", written.number);
        if habit == Habit::Append {
            let mut file = OpenOptions::new().append(true).open(&self.board).unwrap();
            file.write_all(words.as_bytes()).unwrap();
        } else {
            let (Some(now), Some(mut text)) = (self.read(), stale.or_else(|| self.read())) else {
                return;
            };
            written.spoil(&now, &text);
            text.insert_str(0, &words);
            self.replace(habit, &text);
        }
        written.tokens.push(Token::Words(words));
    }

    /// Has vim write what it read long ago, with a line of its own.
    fn write_by(&self, mut vim: Vim) {
        let mut written = self.written.lock().unwrap();
        let (Some(now), Some(stale)) = (self.read(), vim.buffer()) else {
            return vim.end();
        };
        written.number += 1;
        let words = format!("// Vim {}.\n", written.number);
        written.spoil(&now, &stale);
        // Vim asks before it writes over a file that changed; under another name it does as told.
        let board = self.board.display();
        vim.tell(&format!(
            "0append\n{words}.\nfile! elsewhere\nwrite! {board}\n"
        ));
        vim.end();
        written.tokens.push(Token::Words(words));
    }

    fn replace(&self, habit: Habit, text: &str) {
        if habit == Habit::StaleOverwrite {
            return fs::write(&self.board, text).unwrap();
        }
        let new = self.board.with_extension("new");
        fs::write(&new, text).unwrap();
        fs::rename(&new, &self.board).unwrap();
    }
}
