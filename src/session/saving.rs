//! Saving what waits, and what becomes of a text that can't be saved.
//!
//! Promises: the newest text is what gets saved, and only if it loads as the board on the
//! screen; it is in the journal before. Leaves when to `serving`, and what somebody else wrote
//! to `meeting`.

use std::io;
use std::time::Instant;

use super::journalling::Journalling;
use super::lineage::Lineage;
use super::pace::Pace;
use super::pending::{Pending, Trouble};
use super::reporter::Reporter;
use super::slow::Slow;
use super::unanswered::Unanswered;
use super::watching::{Before, Watching};
use super::{Flushed, Footing, Left, Report};
use crate::store::{Disk, Expected, Fingerprint, SaveError, Saved, Store};

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
    pub(super) lineage: Lineage,
    pub(super) unanswered: Unanswered,
    last_remark: Option<String>,
}

impl<D: Disk> Saving<D> {
    pub fn new(footing: Footing<D>, pace: Pace, reporter: Reporter) -> io::Result<Self> {
        let Footing {
            store,
            expected,
            base,
            mut lineage,
        } = footing;
        if let Expected::File(fingerprint) = expected {
            lineage.learn_read(fingerprint);
        }
        let teller = reporter.clone();
        Ok(Self {
            lineage,
            store,
            expected,
            pace,
            reporter,
            slow: Slow::start(pace.slow, move || teller.report(Report::Saving))?,
            pending: None,
            journalling: None,
            journal_trouble_is_told: false,
            last_report: None,
            unanswered: Unanswered::default(),
            last_remark: None,
            // Soon, to learn who else is there; never in the way of the first frame.
            watching: Watching::new(base, Instant::now() + pace.poll / 10),
        })
    }

    /// Takes a text that is to be saved soon, in place of the one that waits.
    pub(super) fn take(&mut self, mut newer: Box<Pending>) {
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
    pub(super) fn write(&mut self) {
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
        self.unanswered.keep(&self.store, &pending.board);
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
        self.watching.last_save = self.store.now();
        let done = self.slow.during(|| {
            if self.lineage.is_new() {
                self.lineage.trace(&self.store);
            }
            pending.is_checked |= (self.pace.says)(&pending.text, &pending.board);
            let text = pending.text.as_bytes();
            let is_known = |version: &Fingerprint| self.lineage.knows(version);
            pending
                .is_checked
                .then(|| self.store.save_after(text, self.expected, &is_known))
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
        self.is_in_file(saved.fingerprint, pending);
        let is_news = saved.remark != self.last_remark;
        self.last_remark.clone_from(&saved.remark);
        Report::Saved {
            revision: pending.revision,
            clock: (self.pace.clock)(),
            remark: saved.remark.filter(|_| is_news),
        }
    }

    /// Takes note that the file says what waited. Returns what it said before.
    fn is_in_file(&mut self, fingerprint: Fingerprint, pending: &Pending) -> Before {
        self.expected = Expected::File(fingerprint);
        self.lineage.learn(fingerprint);
        self.unanswered.forget_answered(&self.store);
        self.watching.follow(pending.board.clone(), &pending.text)
    }

    fn not_saved(&mut self, error: &SaveError, pending: &mut Pending) -> Option<Report> {
        let sentence = error.to_string();
        let before = match error {
            SaveError::Displaced { saved, .. } | SaveError::Unconfirmed { saved, .. } => {
                Some(self.is_in_file(saved.fingerprint, pending))
            }
            _ => None,
        };
        if let SaveError::Displaced {
            unconfirmed: None, ..
        } = error
        {
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

    /// Returns what became of what waited.
    pub(super) fn flushed(&self) -> Flushed {
        match self
            .pending
            .as_ref()
            .and_then(|pending| pending.failure.clone())
        {
            Some(trouble) => Flushed::NotSaved(trouble.sentence),
            None => Flushed::Saved,
        }
    }

    /// Puts aside what can't be saved.
    pub(super) fn put_aside(&mut self) -> Left {
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
