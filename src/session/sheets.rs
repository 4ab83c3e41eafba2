//! Reading a table that another program wrote.
//!
//! Promises: on a screen nobody waits for it: each table is read on a thread of its own, which may
//! hang in a disk that does not answer for as long as it likes; only what was asked for last is
//! handed on. Leaves what a table says to `sheet`.

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::beginning::at_home;
use crate::app::Message;
use crate::sheet::{Sheet, read};
use crate::store::{Failure, StateFolder, Store};

/// How many tables may be read at once, of which all but the last are given up.
const MOST_AT_ONCE: usize = 4;

/// Why a table was not read: its name, then what is wrong with it.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// The file can't be read.
    #[error(transparent)]
    File(#[from] Failure),
    /// It is no table.
    #[error("{0} {1}")]
    NoSheet(String, crate::sheet::NoSheet),
}

/// Reads the table at `path`; `wanted` is the sheet of a workbook to read, else its first.
pub fn read_sheet(path: &Path, wanted: Option<&str>) -> Result<Sheet, Unread> {
    let path = at_home(path);
    let nothing_kept = StateFolder::Off("it is only read".to_owned());
    let loaded = Store::new(path.clone(), nothing_kept).load()?;
    let name = path.display().to_string();
    read(&loaded.bytes, wanted).map_err(|why| Unread::NoSheet(name, why))
}

/// Reads the table at `path` for the app; what is wrong with it is told.
fn sheet_message(path: &Path) -> Message {
    match read_sheet(path, None) {
        Ok(sheet) => Message::Sheet(sheet.rows),
        Err(why) => Message::Told(why.to_string()),
    }
}

/// Reads tables for the app, off the way of the keys.
pub struct Sheets {
    wake: Arc<dyn Fn() + Send + Sync>,
    answers: Sender<(u64, Message)>,
    inbox: Receiver<(u64, Message)>,
    /// The number of the table that is waited for.
    awaited: u64,
    /// Held by each thread that reads.
    readers: Arc<()>,
}

impl Sheets {
    /// Begins with nothing to read. `wake` is called after each answer, from another thread.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (answers, inbox) = mpsc::channel();
        Self {
            wake: Arc::new(wake),
            answers,
            inbox,
            awaited: 0,
            readers: Arc::default(),
        }
    }

    /// Has a table read in place of any that was asked for before. Never waits.
    pub fn read(&mut self, path: PathBuf) {
        self.read_by(move || sheet_message(&path));
    }

    fn read_by(&mut self, read: impl FnOnce() -> Message + Send + 'static) {
        self.awaited += 1;
        let number = self.awaited;
        if Arc::strong_count(&self.readers) > MOST_AT_ONCE {
            let sentence = "The disk does not answer; tables asked for before are still being read";
            self.answer(number, Message::Told(sentence.to_owned()));
            return;
        }
        let (answers, wake, reader) = (
            self.answers.clone(),
            Arc::clone(&self.wake),
            Arc::clone(&self.readers),
        );
        let run = move || {
            let failed = "It can't be read: reading it ended in a fault of onside; save it as CSV";
            let read = panic::catch_unwind(AssertUnwindSafe(read));
            let message = read.unwrap_or_else(|_| Message::Told(failed.to_owned()));
            drop(reader);
            // Nobody listens any more when the board is being left.
            if answers.send((number, message)).is_ok() {
                wake();
            }
        };
        if let Err(error) = thread::Builder::new().name("sheet".to_owned()).spawn(run) {
            self.answer(
                number,
                Message::Told(format!("It can't be read now: {error}")),
            );
        }
    }

    fn answer(&self, number: u64, message: Message) {
        // It fails only without a receiver, and that is held here.
        let _ = self.answers.send((number, message));
        (self.wake)();
    }

    /// Gives up what is being read: it belongs to a board that was left.
    pub fn forget(&mut self) {
        self.awaited += 1;
    }

    /// Returns the table that was asked for last, or why there is none, once it is there.
    pub fn ready(&self) -> Option<Message> {
        let mut answers = self.inbox.try_iter();
        let found = answers.find(|(number, _)| *number == self.awaited);
        found.map(|(_, message)| message)
    }

    /// Waits for the table that was asked for last, and gives it up after `patience`.
    pub fn wait(&mut self, patience: Duration) -> Message {
        let end = Instant::now() + patience;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.inbox.recv_timeout(left) {
                Ok((number, message)) if number == self.awaited => return message,
                Ok(_) => {}
                Err(_) => {
                    self.forget();
                    let sentence =
                        "The disk did not answer in time; nothing was changed, try again";
                    return Message::Told(sentence.to_owned());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sheets whose wake-ups can be waited for.
    fn sheets() -> (Sheets, Receiver<()>) {
        let (bell, ear) = mpsc::channel();
        let sheets = Sheets::new(move || {
            // The test may have heard enough.
            let _ = bell.send(());
        });
        (sheets, ear)
    }

    fn told(sentence: &str) -> Message {
        Message::Told(sentence.to_owned())
    }

    /// Has a table read from a disk that answers when it is told to.
    fn ask(sheets: &mut Sheets, sentence: &'static str) -> Sender<()> {
        let (disk, answer) = mpsc::channel::<()>();
        sheets.read_by(move || {
            // A disk that is dropped never answers, as far as the test is concerned.
            let _ = answer.recv();
            told(sentence)
        });
        disk
    }

    #[test]
    fn what_is_read_slowly_comes_when_it_is_there() {
        let (mut sheets, ear) = sheets();
        let disk = ask(&mut sheets, "read");
        assert_eq!(sheets.ready(), None);
        disk.send(()).unwrap();
        ear.recv().unwrap();
        assert_eq!(sheets.ready(), Some(told("read")));
        assert_eq!(sheets.ready(), None);
    }

    #[test]
    fn only_what_was_asked_for_last_is_handed_on() {
        let (mut sheets, ear) = sheets();
        let first = ask(&mut sheets, "first");
        let second = ask(&mut sheets, "second");
        for disk in [second, first] {
            disk.send(()).unwrap();
            ear.recv().unwrap();
        }
        assert_eq!(sheets.ready(), Some(told("second")));
        assert_eq!(sheets.ready(), None);
    }

    #[test]
    fn what_was_asked_for_on_a_board_that_was_left_is_not_handed_on() {
        let (mut sheets, ear) = sheets();
        let disk = ask(&mut sheets, "read");
        sheets.forget();
        disk.send(()).unwrap();
        ear.recv().unwrap();
        assert_eq!(sheets.ready(), None);
    }

    #[test]
    fn a_disk_that_hangs_is_told_and_not_asked_for_ever() {
        let (mut sheets, ear) = sheets();
        let disks: Vec<Sender<()>> = (0..MOST_AT_ONCE).map(|_| ask(&mut sheets, "")).collect();
        let patience = Duration::from_millis(1);
        let given_up = "The disk did not answer in time; nothing was changed, try again";
        assert_eq!(sheets.wait(patience), told(given_up));
        drop(ask(&mut sheets, "one too many"));
        let full = "The disk does not answer; tables asked for before are still being read";
        assert_eq!(sheets.ready(), Some(told(full)));
        drop(disks);
        (0..=MOST_AT_ONCE).for_each(|_| ear.recv().unwrap());
        ask(&mut sheets, "read again").send(()).unwrap();
        assert_eq!(sheets.wait(LONG), told("read again"));
    }

    const LONG: Duration = Duration::from_mins(1);
}
