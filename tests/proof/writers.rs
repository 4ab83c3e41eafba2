//! Other programs that write to the board's file: one renames, one appends, one writes back
//! a buffer it has had for a while.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

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
            let spoils = |token: &Token| token.is_in(&now) && !token.is_in(&text);
            let before = written.tokens.len();
            written.tokens.retain(|token| !spoils(token));
            written.spoiled += before - written.tokens.len();
            text.insert_str(0, &words);
            self.replace(habit, &text);
        }
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
