//! A file that is not there, can't be read or says no board.
//!
//! Promises: it is told only when it stays so, since another program may be half-way through
//! writing it; it never replaces what is shown. Leaves what does say a board to `meeting`.

use std::time::Instant;

use super::Report;
use super::saving::Saving;
use super::watching::{Missing, Unsound};
use crate::store::{Disk, Expected, Fingerprint, SaveError};
use crate::text::Diagnostic;

impl<D: Disk> Saving<D> {
    /// Something stands there that is no board: told if it stays, since it may be half written.
    pub(super) fn doubt(&mut self, fingerprint: Option<Fingerprint>, sentence: &str) {
        let before = self.watching.unsound.as_ref();
        let is_told = match before.filter(|it| it.fingerprint == fingerprint) {
            None => false,
            Some(before) if before.is_told => return,
            Some(_) => true,
        };
        self.watching.missing = None;
        self.watching.unsound = Some(Unsound {
            fingerprint,
            is_told,
        });
        if is_told {
            let sentence = format!(
                "{sentence} Nothing is saved until it is mended; this is the last good version."
            );
            self.reporter.report(Report::Paused { sentence });
        } else {
            self.look_soon();
        }
    }

    /// The file is not there: told if it stays away, since a sync program may be replacing it.
    pub(super) fn miss(&mut self) {
        if self.expected == Expected::Nothing {
            return;
        }
        let now = Instant::now();
        let missing = self.watching.missing.get_or_insert(Missing {
            since: now,
            is_told: false,
        });
        if missing.is_told {
            return;
        }
        if now.duration_since(missing.since) < self.pace.missing {
            return self.look_soon();
        }
        missing.is_told = true;
        self.reporter.report(self.gone());
    }

    /// Tells that the file is not there any more.
    pub(super) fn gone(&self) -> Report {
        let error = SaveError::Gone {
            name: self.store.name(),
        };
        let sentence = format!(
            "{} W writes it again; until then your changes are kept here.",
            error.what()
        );
        Report::Gone { sentence }
    }

    /// Makes ready to write a file that was taken away anew.
    pub(super) fn expect_nothing(&mut self) {
        self.expected = Expected::Nothing;
        self.watching.missing = None;
    }

    /// Says whether a save that found no file is to be told: only if it stays away.
    pub(super) fn is_gone(&mut self) -> bool {
        let now = Instant::now();
        let missing = self.watching.missing.get_or_insert(Missing {
            since: now,
            is_told: false,
        });
        missing.is_told |= now.duration_since(missing.since) >= self.pace.missing;
        let is_told = missing.is_told;
        self.look_soon();
        is_told
    }

    fn look_soon(&mut self) {
        self.watching.next = Instant::now() + self.pace.poll / 4;
    }

    /// Returns why those bytes are no board, and where.
    pub(super) fn no_board(&self, bytes: &[u8], problems: &[Diagnostic]) -> String {
        let name = self.store.name();
        if bytes.trim_ascii().is_empty() {
            return format!("{name} is empty: another program wrote it so.");
        }
        let problem = problems.first();
        let place = problem.and_then(|it| it.place.as_ref());
        let place = place.map(|place| format!(":{}:{}", place.line, place.column));
        let more = match problems.len() {
            0 | 1 => String::new(),
            several => format!(" (and {} more)", several - 1),
        };
        let message = problem.map_or("it says no board", |it| it.message.as_str());
        format!("{name}{}: {message}{more}.", place.unwrap_or_default())
    }
}
