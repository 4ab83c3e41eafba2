//! The disk thread: takes requests, waits for quiet, has the newest text saved and the file
//! looked at.
//!
//! Promises: blocked in `recv` whenever nothing is due; a text that failed is tried again at
//! the next change or when asked, not on a timer. Leaves how to `saving` and `meeting`.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Instant;

use super::journalling::Journalling;
use super::noting::note_shown;
use super::pending::Pending;
use super::saving::Saving;
use super::{Flushed, Left};
use crate::store::{Disk, Offered, Orphan, StateFolder};

/// What the disk thread is asked.
pub(super) enum Request {
    /// Keep a journal from here on, where the file holds this text; these were found.
    Journal(Arc<str>, Vec<Orphan>),
    /// The board at that path is shown; the folder remembers it as the one used last.
    Shown(PathBuf, StateFolder),
    /// This is offered to be put back, from the opening on.
    Offered(Box<Offered>),
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

impl<D: Disk> Saving<D> {
    /// Serves requests until there is nobody left to make any.
    pub fn run(mut self, requests: &Receiver<Request>) {
        loop {
            let (look, due) = (self.watching.next, self.due());
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
                self.watching.text = Some(Arc::clone(&text));
                self.journalling = Some(Journalling::new(text, orphans));
            }
            Request::Offered(offered) => self.unanswered.hold(*offered),
            Request::Shown(path, state) => note_shown(&path, &state),
            Request::PutAway(name) => self.put_away(&name),
            Request::Save(newer) => self.take(newer),
            Request::Adopt(newer) => {
                let theirs = self.adopt(newer);
                self.note_adopted(theirs.as_ref());
                self.look();
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
}
