//! An app without a screen and the disk thread behind it: what `--plain` and the subcommands
//! that change a board have in common.
//!
//! Promises: every wish of the app that needs no screen is carried out as on a screen. Leaves
//! lines and sentences to `plain` and `change`.

use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::exit;
use crate::app::{App, Counting, Effect, Message, SaveState};
use crate::session::{LONGEST_WAIT, Report, Session};

/// For how long who is next may be counted, before a line is answered without it.
const PATIENCE: Duration = Duration::from_millis(200);
/// How often a change is merged with what others write meanwhile, before it is given up.
const TRIES: usize = 12;
/// How long the disk thread is waited for between two tries.
const PAUSE: Duration = Duration::from_millis(100);

/// An app and its disk thread.
pub(super) struct Desk {
    pub app: App,
    pub session: Session,
    pub reports: Receiver<Report>,
}

/// Why what was changed is not in the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unsaved {
    /// What happened, and the next step.
    pub sentence: String,
    /// The exit code that says so.
    pub code: u8,
}

impl Desk {
    /// Takes in what the disk thread told. Returns the wishes that are left.
    pub fn hear(&mut self) -> Vec<Effect> {
        let mut left = Vec::new();
        while let Ok(report) = self.reports.try_recv() {
            left.extend(self.take(report));
        }
        left
    }

    fn take(&mut self, report: Report) -> Vec<Effect> {
        let mut left = Vec::new();
        for message in self.session.messages(report) {
            let effects = self.app.update(message);
            left.extend(self.perform(effects));
        }
        left
    }

    /// Carries out what needs no screen, and returns the rest.
    pub fn perform(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        let mut left = Vec::new();
        for effect in effects {
            match effect {
                Effect::Save { text, board } => self.session.save(text, board),
                Effect::PutAway(journal) => self.session.put_away(journal),
                Effect::Adopt { save } => self.session.adopt(save),
                Effect::Recreate { text, board } => self.session.recreate(text, board),
                Effect::Accept => self.session.accept(),
                Effect::Look => self.session.look(),
                Effect::Flush => {
                    // How it went comes as a report.
                    self.session.flush(LONGEST_WAIT);
                    self.session.write_now();
                    self.session.flush(LONGEST_WAIT);
                }
                Effect::Count(counting) => count(&mut self.app, &counting),
                other => left.push(other),
            }
        }
        left
    }

    /// Waits until all is in the file, merged with what others wrote meanwhile.
    pub fn settle(&mut self) -> Result<(), Unsaved> {
        for _ in 0..TRIES {
            self.session.flush(LONGEST_WAIT);
            self.hear();
            match self.app.saved() {
                _ if self.app.missing().is_some() => {
                    let sentence = "an older version was put back at the same moment; the change is not in it: say \
                                    it again";
                    return Err(Unsaved::busy(sentence));
                }
                saved if saved.is_safe() => return Ok(()),
                _ if self.app.questions_open() > 0 => {
                    let sentence = "somebody else changed the same at the same moment; nothing of theirs was \
                                    overwritten: look at the board and say it again";
                    return Err(Unsaved::busy(sentence));
                }
                SaveState::NotSaved(sentence)
                | SaveState::Gone(sentence)
                | SaveState::Paused(sentence) => {
                    return Err(Unsaved {
                        sentence: sentence.clone(),
                        code: exit::NOT_SAVED,
                    });
                }
                _ => {}
            }
            if let Ok(report) = self.reports.recv_timeout(PAUSE) {
                self.take(report);
            }
        }
        Err(match self.app.saved() {
            SaveState::Diverged(sentence) => Unsaved::busy(sentence),
            _ => Unsaved::busy("the disk did not answer in time; look whether the file says it"),
        })
    }
}

impl Unsaved {
    fn busy(sentence: &str) -> Self {
        Self {
            sentence: sentence.to_owned(),
            code: exit::BUSY,
        }
    }
}

/// Counts who is next, so that a move is answered with what it opens.
pub(super) fn count(app: &mut App, counting: &Counting) {
    let started = Instant::now();
    let is_patient = || started.elapsed() < PATIENCE;
    if let Some(counted) = counting.count(|| true, is_patient, &|_| {}) {
        app.update(Message::Counted(Box::new(counted)));
    }
}
