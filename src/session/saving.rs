//! The disk thread: takes texts, waits for quiet, saves the newest, reports.
//!
//! Promises: blocked in `recv` whenever nothing waits to be tried; a text that failed is
//! tried again at the next change or when asked, not on a timer.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Instant;

use crate::model::Board;
use crate::store::{Disk, Expected, Orphan, SaveError, Saved, Store};

use super::journalling::Journalling;
use super::pace::Pace;
use super::slow::Slow;
use super::watching::Watching;
use super::{Flushed, Left, Report};

/// What the disk thread is asked.
pub(super) enum Request {
    /// Keep a journal from here on, where the file holds this text; these were found.
    Journal(String, Vec<Orphan>),
    /// Put the journal of that name into the history.
    PutAway(String),
    /// Save this soon.
    Save(Box<Pending>),
    /// What somebody else wrote is taken in; save this soon, if anything.
    Adopt(Option<Box<Pending>>),
    /// Make the file again with this, if it is not there.
    Recreate(Box<Pending>),
    /// What is in the file is right, though older than what was saved last.
    Accept,
    /// Look at the file now.
    Look,
    /// Save what waits now and report.
    WriteNow,
    /// Save what waits now and answer.
    Flush(Sender<Flushed>),
    /// Save what waits now, or put it aside, and answer.
    Leave(Sender<Left>),
}

/// A text that is not on disk yet.
pub(super) struct Pending {
    pub(super) text: String,
    board: Board,
    revision: u64,
    /// When the first change came that is not on disk.
    first: Instant,
    /// When the last one came.
    last: Instant,
    /// Whether the text is known to load as the board.
    is_checked: bool,
    /// Why it could not be saved, if it was tried.
    failure: Option<Trouble>,
    /// Where it was put aside.
    kept: Option<PathBuf>,
}

impl Pending {
    /// Returns a text that has come just now.
    pub fn new(text: String, board: Board, revision: u64) -> Self {
        let now = Instant::now();
        Self {
            text,
            board,
            revision,
            first: now,
            last: now,
            is_checked: false,
            failure: None,
            kept: None,
        }
    }

    /// Has it tried again after some quiet.
    pub fn retry(&mut self) {
        self.failure = None;
        self.last = Instant::now();
        self.first = self.last;
    }
}

/// Why a text is not on disk.
#[derive(Clone)]
pub(super) struct Trouble {
    /// With what becomes of it while the program runs.
    pub sentence: String,
    /// Without.
    pub what: String,
}

/// Sends reports and wakes who reads them.
#[derive(Clone)]
pub(super) struct Reporter {
    reports: Sender<Report>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Reporter {
    pub fn new(reports: Sender<Report>, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let wake = Arc::new(wake);
        Self { reports, wake }
    }

    pub fn report(&self, report: Report) {
        // It fails only if nobody reads any more; saving goes on all the same.
        let _ = self.reports.send(report);
        (self.wake)();
    }
}

/// All that the disk thread holds.
pub(super) struct Saving<D: Disk> {
    pub(super) store: Store<D>,
    /// What the file holds as far as we know.
    pub(super) expected: Expected,
    pub(super) pace: Pace,
    pub(super) reporter: Reporter,
    slow: Slow,
    pub(super) pending: Option<Box<Pending>>,
    pub(super) journalling: Option<Journalling<D>>,
    /// Whether it was told that the journal fails.
    pub(super) journal_trouble_is_told: bool,
    pub(super) last_report: Option<Report>,
    pub(super) watching: Watching<D>,
    last_remark: Option<String>,
}

impl<D: Disk> Saving<D> {
    pub fn new(
        store: Store<D>,
        expected: Expected,
        base: Board,
        pace: Pace,
        reporter: Reporter,
    ) -> io::Result<Self> {
        let teller = reporter.clone();
        Ok(Self {
            store,
            expected,
            pace,
            reporter,
            slow: Slow::start(pace.slow, move || teller.report(Report::Saving))?,
            pending: None,
            journalling: None,
            journal_trouble_is_told: false,
            last_report: None,
            last_remark: None,
            // Soon, to learn who else is there; never in the way of the first frame.
            watching: Watching::new(base, Instant::now() + pace.poll / 10),
        })
    }

    /// Serves requests until there is nobody left to make any.
    pub fn run(mut self, requests: &Receiver<Request>) {
        loop {
            let (look, due) = (self.watching.next(), self.due());
            let until = due.map_or(look, |due| due.min(look));
            match requests.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(request) => self.serve_all(request, requests),
                Err(RecvTimeoutError::Timeout) if due == Some(until) => self.write(),
                Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.write();
        self.end_journal();
        self.depart();
    }

    /// Serves all that waits, then syncs the journal once for all of it.
    fn serve_all(&mut self, first: Request, requests: &Receiver<Request>) {
        let mut next = Some(first);
        while let Some(request) = next {
            self.serve(request);
            next = requests.try_recv().ok();
        }
        self.sync_journal();
    }

    /// Returns when what waits is to be saved: after some quiet, but not put off for ever.
    fn due(&self) -> Option<Instant> {
        let pending = self.pending.as_ref()?;
        if pending.failure.is_some() {
            return None;
        }
        let quiet = pending.last + self.pace.quiet;
        Some(quiet.min(pending.first + self.pace.longest))
    }

    // An answer fails to be sent only if whoever asked has stopped waiting for it.
    fn serve(&mut self, request: Request) {
        match request {
            Request::Journal(text, orphans) => {
                self.store.sweep();
                self.journalling = Some(Journalling::new(text, orphans));
            }
            Request::PutAway(name) => self.put_away(&name),
            Request::Save(newer) => self.take(newer),
            Request::Adopt(newer) => {
                let theirs = self.adopt(newer);
                self.note_adopted(theirs.as_deref());
            }
            Request::Recreate(newer) => {
                self.expect_nothing();
                self.take(newer);
                self.write();
            }
            Request::Accept => self.accept(),
            Request::Look => self.look(),
            Request::WriteNow => match (&self.pending, &self.last_report) {
                (None, Some(report)) => self.reporter.report(report.clone()),
                _ => self.write(),
            },
            Request::Flush(answer) => {
                self.write();
                let _ = answer.send(self.flushed());
            }
            Request::Leave(answer) => {
                self.write();
                let left = self.put_aside();
                if left == Left::Saved {
                    self.end_journal();
                }
                let _ = answer.send(left);
            }
        }
    }

    fn take(&mut self, mut newer: Box<Pending>) {
        if let Some(older) = &self.pending
            && older.failure.is_none()
        {
            newer.first = older.first;
        }
        if let Some(journalling) = &mut self.journalling {
            journalling.change(&self.store, &newer.text);
        }
        self.pending = Some(newer);
    }

    /// Saves what waits, and reports. It is in the journal before.
    fn write(&mut self) {
        self.sync_journal();
        let Some(mut pending) = self.pending.take() else {
            return;
        };
        if self.watching.has_offer() {
            // Who was told of theirs is about to answer.
            pending.failure = Some(self.waits_for_theirs());
            self.pending = Some(pending);
            return;
        }
        let report = self.try_to_save(&mut pending);
        if pending.failure.is_some() {
            self.pending = Some(pending);
        }
        let Some(report) = report else { return };
        if !matches!(report, Report::Theirs(_)) {
            self.last_report = Some(report.clone());
        }
        self.reporter.report(report);
    }

    /// Saves, and returns what to report; nothing yet of a file that may be back in a moment.
    fn try_to_save(&mut self, pending: &mut Pending) -> Option<Report> {
        pending.failure = None;
        let done = self.slow.during(|| {
            pending.is_checked |= (self.pace.says)(&pending.text, &pending.board);
            let text = pending.text.as_bytes();
            pending
                .is_checked
                .then(|| self.store.save(text, self.expected))
        });
        let Some(done) = done else {
            let trouble = self.text_is_wrong();
            let sentence = trouble.sentence.clone();
            pending.failure = Some(trouble);
            return Some(Report::NotSaved { sentence });
        };
        match done {
            Ok(saved) => {
                self.note_saved(&pending.text);
                Some(self.saved(saved, pending))
            }
            Err(error) => self.not_saved(&error, pending),
        }
    }

    fn saved(&mut self, saved: Saved, pending: &Pending) -> Report {
        self.watching.follow(pending.board.clone());
        self.expected = Expected::File(saved.fingerprint);
        let is_news = saved.remark != self.last_remark;
        self.last_remark.clone_from(&saved.remark);
        Report::Saved {
            revision: pending.revision,
            clock: (self.pace.clock)(),
            remark: saved.remark.filter(|_| is_news),
        }
    }

    fn not_saved(&mut self, error: &SaveError, pending: &mut Pending) -> Option<Report> {
        let sentence = error.to_string();
        let mut before = None;
        if let SaveError::Displaced { saved, .. } | SaveError::Unconfirmed { saved, .. } = error {
            self.expected = Expected::File(saved.fingerprint);
            before = Some(self.watching.follow(pending.board.clone()));
        }
        if matches!(error, SaveError::Displaced { .. }) {
            self.note_saved(&pending.text);
        }
        // What was displaced is in the history; ours is in the file, so nothing waits.
        if !matches!(error, SaveError::Displaced { .. }) {
            pending.failure = Some(Trouble {
                sentence: sentence.clone(),
                what: error.what(),
            });
        }
        let met = self.meet_at_save(error, before);
        met.or_else(|| match error {
            SaveError::Displaced { .. } => Some(Report::Displaced { sentence }),
            SaveError::Gone { .. } if !self.is_gone() => None,
            SaveError::Gone { .. } => Some(self.gone()),
            SaveError::Diverged { .. } => Some(Report::Diverged { sentence }),
            _ => Some(Report::NotSaved { sentence }),
        })
    }

    fn text_is_wrong(&self) -> Trouble {
        let what = format!(
            "{} was not saved: its new text does not say what the board shows, which is a fault in \
             onside; nothing was written.",
            self.store.name()
        );
        Trouble {
            sentence: format!("{what} `u` takes the change back."),
            what,
        }
    }

    fn flushed(&self) -> Flushed {
        match self
            .pending
            .as_ref()
            .and_then(|pending| pending.failure.clone())
        {
            Some(trouble) => Flushed::NotSaved(trouble.sentence),
            None => Flushed::Saved,
        }
    }

    fn put_aside(&mut self) -> Left {
        let Some(pending) = &mut self.pending else {
            return self.watching.left();
        };
        let why = pending.failure.clone().map(|trouble| trouble.what);
        let why = why.unwrap_or_default();
        let is_noted = self.journalling.as_ref().is_some_and(Journalling::is_kept);
        if is_noted && pending.is_checked {
            return Left::Noted(format!(
                "{why} Your changes are kept, and offered when the board is opened again."
            ));
        }
        let kept = match pending.kept.clone() {
            Some(path) => Ok(path),
            None => self.store.keep(pending.text.as_bytes()),
        };
        match kept {
            Ok(path) => {
                pending.kept = Some(path.clone());
                let sentence = format!("{why} Your version is in {}.", path.display());
                Left::Kept { path, sentence }
            }
            Err(failure) => Left::Lost(format!("{why} {failure}")),
        }
    }
}
