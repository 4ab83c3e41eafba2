//! Carries out what the board wishes of the outside: the thread that alone touches files, and
//! the one that counts who is next.
//!
//! Promises: handing a change over never waits; the newest text is what gets saved, a
//! moment after the last change, and only if it loads as the board on the screen; a change
//! that can't be saved is kept and tried again; nobody else's text is overwritten, and it is
//! told of within two seconds. When nothing waits, one look a second is all that runs.
//! Leaves how bytes get to disk to `store`, and what the reports mean on the screen to `app`.

mod beginning;
mod counting;
mod doubting;
mod journalling;
mod lineage;
mod meeting;
mod noting;
mod opening;
mod pace;
mod pending;
mod recovery;
mod reporter;
mod saving;
mod serving;
mod sheets;
mod slow;
mod theirs;
mod unanswered;
mod watching;

#[cfg(test)]
mod ancestry_tests;
#[cfg(test)]
mod crash_tests;
#[cfg(test)]
mod custody_tests;
#[cfg(test)]
mod journal_tests;
#[cfg(test)]
mod soak_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod watching_tests;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::app::{Message, SaveState, Theirs};
use crate::model::Board;
use crate::store::{Disk, Expected, Neighbour, Offered, Orphan, StateFolder, Store};

pub use beginning::{begin, open_other};
pub use counting::Counter;
pub use opening::{
    Folders, Opened, Source, TUTOR, Unopened, broken_at, file_of, forget, last_board, open,
    remarks, remember,
};
pub use recovery::{Found, count_unsaved, find_unsaved, moment};
pub use sheets::{Sheets, Unread, read_sheet};
pub use theirs::is_anything_missing;

use lineage::Lineage;
use pace::Pace;
use pending::Pending;
use reporter::Reporter;
use saving::Saving;
use serving::Request;

/// The longest anyone waits for the disk before leaving or suspending.
pub const LONGEST_WAIT: Duration = Duration::from_millis(800);

/// A handle on the disk thread. Clones reach the same one, from any thread.
///
/// When the last handle is dropped, what waits is saved and the thread ends.
#[derive(Clone)]
pub struct Session {
    requests: Sender<Request>,
    /// The number of the newest text handed over.
    newest: Arc<AtomicU64>,
}

/// How a save went. Texts are numbered by [`Session::save`].
#[derive(Clone, Debug, PartialEq)]
pub enum Report {
    /// It takes longer than a second.
    Saving,
    /// It is on disk and outlives a power cut.
    Saved {
        /// Which text.
        revision: u64,
        /// The time of day, "14:02".
        clock: String,
        /// A sentence, once, if older versions can't be kept.
        remark: Option<String>,
    },
    /// It is not on disk, or the disk does not say so. It is kept and tried again.
    NotSaved {
        /// Why, and the next step.
        sentence: String,
    },
    /// Somebody else changed or removed the file. Nothing was overwritten; ours is kept.
    Diverged {
        /// What happened, and the next step.
        sentence: String,
    },
    /// Something to be told that changes nothing about what is saved.
    Remark {
        /// What happened, and the next step.
        sentence: String,
    },
    /// Somebody else wrote the file. Nothing is saved until [`Session::adopt`].
    Theirs(Box<Theirs>),
    /// The file says no board, or can't be read; nothing is saved until it is mended.
    Paused {
        /// What is wrong with it, and where.
        sentence: String,
    },
    /// The file is not there any more.
    Gone {
        /// What happened, and the next step.
        sentence: String,
    },
    /// The file is what it was before that.
    Mended {
        /// Whether a change waits to be saved.
        is_waiting: bool,
    },
    /// Others have the file open, or no longer.
    Neighbours(Vec<Neighbour>),
    /// It is on disk, and what somebody else wrote a moment before is kept in the history.
    Displaced {
        /// What happened, and where theirs is.
        sentence: String,
    },
}

/// What became of what waited to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flushed {
    /// Everything is on disk.
    Saved,
    /// It is kept, but not on disk: why, and the next step.
    NotSaved(String),
    /// The disk did not answer in time; the thread goes on.
    Late,
}

/// What became of the last changes at leaving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Left {
    /// Everything is in the file.
    Saved,
    /// It can't be in the file; it is in one of its own.
    Kept {
        /// That file.
        path: PathBuf,
        /// Why, and where it is.
        sentence: String,
    },
    /// It can't be in the file; the journal holds it, and the next opening offers it: why.
    Noted(String),
    /// It is nowhere but in memory: why.
    Lost(String),
    /// The disk did not answer in time.
    Late,
}

/// What a session begins with.
struct Footing<D: Disk> {
    store: Store<D>,
    /// What the file held when it was read.
    expected: Expected,
    /// What it said.
    base: Board,
    /// What was known of it before.
    lineage: Lineage,
}

#[cfg(test)]
impl<D: Disk> Footing<D> {
    /// Returns one on a file that is read now, by whoever knows what it says.
    fn new(store: Store<D>, expected: Expected, base: Board) -> Self {
        let (lineage, _) = Lineage::before_reading(&store);
        Self {
            store,
            expected,
            base,
            lineage,
        }
    }
}

impl Session {
    /// Starts the disk thread for the file of a board that was opened, with a journal of every
    /// change. The journals of `orphans` are held until [`Session::put_away`]; what the opening
    /// offers is kept for the next one, unless it is answered before.
    ///
    /// `wake` is called after each report, from another thread, so that a loop that is blocked
    /// elsewhere comes to read it.
    pub fn start(
        opened: &Opened,
        orphans: Vec<Orphan>,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> io::Result<(Self, Receiver<Report>)> {
        let footing = Footing {
            store: opened.store.clone(),
            expected: opened.expected,
            base: opened.document.board().clone(),
            lineage: opened.lineage.clone(),
        };
        let (session, reports) = Self::paced(footing, Pace::default(), wake)?;
        session.keep_journal(opened.document.text().to_owned(), orphans);
        if let Some(offered) = opened.offered.clone() {
            session.keep_offered(offered);
        }
        Ok((session, reports))
    }

    fn paced<D: Disk>(
        footing: Footing<D>,
        pace: Pace,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> io::Result<(Self, Receiver<Report>)> {
        let (requests, inbox) = mpsc::channel();
        let (reports, outbox) = mpsc::channel();
        let reporter = Reporter::new(reports, wake);
        let saving = Saving::new(footing, pace, reporter)?;
        let builder = thread::Builder::new().name("disk".to_owned());
        builder.spawn(move || saving.run(&inbox))?;
        let session = Self {
            requests,
            newest: Arc::default(),
        };
        Ok((session, outbox))
    }

    /// Has every change noted in a journal from here on, where the file holds `text`. The journals
    /// of `orphans` are held until [`Session::put_away`].
    fn keep_journal(&self, text: String, orphans: Vec<Orphan>) {
        self.request(Request::Journal(text.into(), orphans));
    }

    /// Has the board that is shown remembered as the one used last.
    fn note_shown(&self, path: PathBuf, state: StateFolder) {
        self.request(Request::Shown(path, state));
    }

    /// Has what is offered to be put back kept for the next opening, unless it is answered before.
    fn keep_offered(&self, offered: Offered) {
        self.request(Request::Offered(Box::new(offered)));
    }

    /// Has an orphaned journal put into the history, once its changes are back or not wanted.
    pub fn put_away(&self, journal: String) {
        self.request(Request::PutAway(journal));
    }

    /// Hands a changed text over, to be saved soon. Never waits.
    ///
    /// `board` is what the text must load as, else it is not written.
    pub fn save(&self, text: String, board: Board) {
        let revision = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        self.request(Request::Save(Box::new(Pending::new(text, board, revision))));
    }

    /// Takes in what [`Report::Theirs`] told of: from now on it may be replaced, at first by
    /// the text that comes along. Never waits.
    pub fn adopt(&self, save: Option<(String, Board)>) {
        let pending = save.map(|(text, board)| {
            let revision = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
            Box::new(Pending::new(text, board, revision))
        });
        self.request(Request::Adopt(pending));
    }

    /// Makes the file again, which is not there any more. Never waits.
    pub fn recreate(&self, text: String, board: Board) {
        let revision = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        let pending = Pending::new(text, board, revision);
        self.request(Request::Recreate(Box::new(pending)));
    }

    /// Takes what is in the file for what was saved last, older though it be. Never waits.
    pub fn accept(&self) {
        self.request(Request::Accept);
    }

    /// Has the file looked at now. Never waits.
    pub fn look(&self) {
        self.request(Request::Look);
    }

    /// Has what waits saved at once; the outcome comes as a report, even if nothing waits.
    /// Never waits.
    pub fn write_now(&self) {
        self.request(Request::WriteNow);
    }

    /// Has what waits saved at once, and waits for it at most `patience` or [`LONGEST_WAIT`].
    ///
    /// For suspending, and for a thread that can't wait for a screen that hangs.
    pub fn flush(&self, patience: Duration) -> Flushed {
        match self.ask(patience, Request::Flush) {
            Ok(flushed) => flushed,
            Err(RecvTimeoutError::Timeout) => Flushed::Late,
            Err(RecvTimeoutError::Disconnected) => Flushed::NotSaved(ended()),
        }
    }

    /// Has what waits saved, or put aside if that can't be; waits as [`Session::flush`] does.
    ///
    /// For every way out. Asked twice, it answers the same.
    pub fn leave(&self, patience: Duration) -> Left {
        match self.ask(patience, Request::Leave) {
            Ok(left) => left,
            Err(RecvTimeoutError::Timeout) => Left::Late,
            Err(RecvTimeoutError::Disconnected) => Left::Lost(ended()),
        }
    }

    /// Returns what the app is to hear of a report, in that order.
    pub fn messages(&self, report: Report) -> Vec<Message> {
        match report {
            Report::Remark { sentence } => vec![Message::Told(sentence)],
            Report::Theirs(theirs) => vec![Message::Theirs(theirs)],
            Report::Neighbours(neighbours) => vec![Message::Neighbours(neighbours)],
            Report::Saved { ref remark, .. } => {
                let told = remark.clone().map(Message::Told);
                let saved = self.state(report).map(Message::Save);
                saved.into_iter().chain(told).collect()
            }
            other => self.state(other).map(Message::Save).into_iter().collect(),
        }
    }

    /// Returns what a report means for the screen; `None` if a newer text waits already.
    pub fn state(&self, report: Report) -> Option<SaveState> {
        let newest = self.newest.load(Ordering::Relaxed);
        match report {
            Report::Saving => Some(SaveState::Saving),
            Report::Saved { revision, .. } if revision < newest => None,
            Report::Saved { clock, .. } => Some(SaveState::Saved(clock)),
            Report::NotSaved { sentence } => Some(SaveState::NotSaved(sentence)),
            Report::Diverged { sentence } | Report::Displaced { sentence } => {
                Some(SaveState::Diverged(sentence))
            }
            Report::Gone { sentence } => Some(SaveState::Gone(sentence)),
            Report::Paused { sentence } => Some(SaveState::Paused(sentence)),
            Report::Mended { is_waiting: true } => Some(SaveState::Waiting),
            Report::Mended { is_waiting: false } => Some(SaveState::Unchanged),
            Report::Remark { .. } | Report::Theirs(_) | Report::Neighbours(_) => None,
        }
    }

    fn ask<T>(
        &self,
        patience: Duration,
        request: impl FnOnce(Sender<T>) -> Request,
    ) -> Result<T, RecvTimeoutError> {
        let (answer, answered) = mpsc::channel();
        self.request(request(answer));
        answered.recv_timeout(patience.min(LONGEST_WAIT))
    }

    fn request(&self, request: Request) {
        // It fails only if the thread has ended; whoever asks for an answer is told so.
        let _ = self.requests.send(request);
    }
}

fn ended() -> String {
    "The part of onside that saves has ended, which is a fault in it.".to_owned()
}
