//! The watch over the file: whether somebody else wrote it, and who has it open.
//!
//! Promises: once a second a few system calls and nothing more while nothing changes; what
//! can't be read or says no board is told only when it stays so, and never replaces what is
//! shown; nothing is saved between telling of theirs and hearing what became of it.

use std::path::PathBuf;
use std::time::Instant;

use rustix::termios::ttyname;

use super::saving::{Pending, Saving, Trouble};
use super::theirs;
use super::{Left, Report};
use crate::app::Theirs;
use crate::document::Document;
use crate::model::Board;
use crate::store::{
    Circle, Disk, Expected, Fingerprint, Loaded, Look, Neighbour, Presence, SaveError, Sight,
};
use crate::text::Diagnostic;

/// What is known of the file and of who else has it open.
pub(super) struct Watching<D: Disk> {
    /// What the file said when it was last known.
    base: Board,
    sight: Sight,
    /// When to look next.
    next: Instant,
    /// What was told of and nobody has taken in yet.
    offer: Option<Offer>,
    /// What stands there and is no board, as of the last look.
    unsound: Option<Unsound>,
    /// Since when the file is not there.
    missing: Option<Missing>,
    circle: Circle,
    presence: Option<Presence<D>>,
    /// The editors seen at this look and at the one before: one that writes and ends takes
    /// its files along.
    editors: [Vec<&'static str>; 2],
}

/// What becomes of the file's past once theirs is taken in.
struct Offer {
    expected: Expected,
    base: Board,
    /// The whole text; none where ours is in the file.
    text: Option<String>,
    /// Where theirs is, if ours took its place in the file.
    kept: Option<PathBuf>,
}

struct Unsound {
    fingerprint: Option<Fingerprint>,
    is_told: bool,
}

struct Missing {
    since: Instant,
    is_told: bool,
}

impl<D: Disk> Watching<D> {
    /// Begins to watch a file that says `base`.
    pub fn new(base: Board, next: Instant) -> Self {
        Self {
            base,
            sight: Sight::default(),
            next,
            offer: None,
            unsound: None,
            missing: None,
            circle: Circle::default(),
            presence: None,
            editors: [Vec::new(), Vec::new()],
        }
    }

    /// Returns when to look next.
    pub fn next(&self) -> Instant {
        self.next
    }

    /// Says whether theirs waits to be taken in: nothing may be saved.
    pub fn has_offer(&self) -> bool {
        self.offer.is_some()
    }

    /// Takes note that the file says `board` now. Returns what it said before.
    pub fn follow(&mut self, board: Board) -> Board {
        std::mem::replace(&mut self.base, board)
    }

    /// Returns what is told at leaving where nothing of ours waits: everything is saved, but
    /// theirs may be in the history only.
    pub fn left(&self) -> Left {
        let kept = self.offer.as_ref().and_then(|offer| offer.kept.clone());
        match kept {
            None => Left::Saved,
            Some(path) => Left::Kept {
                sentence: format!(
                    "Your version is in the file; what another program wrote a moment before, and \
                     was not merged, is in {}.",
                    path.display()
                ),
                path,
            },
        }
    }

    fn writer(&self) -> String {
        let [now, before] = &self.editors;
        match now.first().or(before.first()) {
            Some(editor) => (*editor).to_owned(),
            None => "another program".to_owned(),
        }
    }
}

impl<D: Disk> Saving<D> {
    /// Looks whether anything about the file has changed.
    pub(super) fn look(&mut self) {
        self.watching.next = Instant::now() + self.pace.poll;
        self.see_neighbours();
        if self.watching.has_offer() {
            return;
        }
        match self.store.look(&mut self.watching.sight) {
            Look::Same => {}
            Look::Read(loaded) => self.meet(&loaded),
            Look::Missing => self.miss(),
            Look::Unreadable(failure) => self.doubt(None, &failure.what()),
        }
    }

    /// Takes in what the file holds.
    fn meet(&mut self, loaded: &Loaded) {
        if self.expected == Expected::File(loaded.fingerprint) {
            return self.recover();
        }
        match Document::load(&loaded.bytes) {
            Ok(document) => {
                let report = self.offer(document, loaded.fingerprint);
                self.reporter.report(report);
            }
            Err(problems) => {
                let sentence = self.no_board(&loaded.bytes, &problems);
                self.doubt(Some(loaded.fingerprint), &sentence);
            }
        }
    }

    /// The file is what we know again: what waited for that is saved.
    fn recover(&mut self) {
        let was_told = self.watching.unsound.take().is_some_and(|it| it.is_told)
            | self.watching.missing.take().is_some_and(|it| it.is_told);
        if let Some(pending) = &mut self.pending
            && was_told
        {
            pending.retry();
        }
        if was_told {
            let is_waiting = self.pending.is_some();
            self.reporter.report(Report::Mended { is_waiting });
        }
    }

    /// Tells of a text that somebody else wrote. Until it is taken in, nothing is saved.
    fn offer(&mut self, document: Document, fingerprint: Fingerprint) -> Report {
        self.watching.unsound = None;
        self.watching.missing = None;
        let base = self.watching.base.clone();
        let has_editor = self.watching.editors.iter().any(|it| !it.is_empty());
        self.watching.offer = Some(Offer {
            expected: Expected::File(fingerprint),
            base: document.board().clone(),
            text: Some(document.text().to_owned()),
            kept: None,
        });
        Report::Theirs(Box::new(Theirs {
            older: theirs::older(&self.store, &base, &document, has_editor),
            base,
            document,
            writer: self.watching.writer(),
            kept: None,
        }))
    }

    /// Takes in what a save found in the file. Returns what to tell instead of the failure.
    pub(super) fn meet_at_save(
        &mut self,
        error: &SaveError,
        before: Option<Board>,
    ) -> Option<Report> {
        match error {
            SaveError::Diverged { theirs, .. } => {
                let document = Document::load(&theirs.bytes).ok()?;
                Some(self.offer(document, theirs.fingerprint))
            }
            SaveError::Displaced {
                theirs,
                kept,
                saved,
                ..
            } => {
                let document = Document::load(theirs.as_ref()?).ok()?;
                self.watching.offer = Some(Offer {
                    expected: Expected::File(saved.fingerprint),
                    base: self.watching.base.clone(),
                    text: None,
                    kept: Some(kept.clone()),
                });
                Some(Report::Theirs(Box::new(Theirs {
                    document,
                    base: before?,
                    older: None,
                    writer: self.watching.writer(),
                    kept: Some(kept.display().to_string()),
                })))
            }
            _ => None,
        }
    }

    /// Hears what became of theirs: from now on it may be replaced, by `save` if anything.
    /// Returns its text, if that is what the file says.
    pub(super) fn adopt(&mut self, save: Option<Box<Pending>>) -> Option<String> {
        let mut theirs = None;
        if let Some(offer) = self.watching.offer.take() {
            self.expected = offer.expected;
            self.watching.base = offer.base;
            theirs = offer.text;
        }
        // What waited is part of what comes now, or is what they wrote.
        self.pending = save;
        self.last_report = None;
        self.watching.next = Instant::now();
        theirs
    }

    /// Notes that an older text is what the board says now.
    pub(super) fn accept(&self) {
        if let Ok(loaded) = self.store.load() {
            self.store.note_last(&loaded.bytes);
        }
    }

    /// Something stands there that is no board: told if it stays, since it may be half written.
    fn doubt(&mut self, fingerprint: Option<Fingerprint>, sentence: &str) {
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
    fn miss(&mut self) {
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

    fn see_neighbours(&mut self) {
        if self.watching.presence.is_none() {
            let terminal = ttyname(std::io::stdin(), Vec::new()).ok();
            let terminal = terminal.map(|it| it.to_string_lossy().into_owned());
            let terminal = terminal.unwrap_or_default();
            let terminal = terminal.strip_prefix("/dev/").unwrap_or(&terminal);
            self.watching.presence = self.store.enter(&(self.pace.clock)(), terminal);
        }
        let own = self.watching.presence.as_ref();
        let [now, before] = &mut self.watching.editors;
        before.clone_from(now);
        if let Some(neighbours) = self.store.neighbours(&mut self.watching.circle, own) {
            *now = neighbours
                .iter()
                .filter_map(|it| match it {
                    Neighbour::Editor(name) => Some(*name),
                    Neighbour::Session { .. } => None,
                })
                .collect();
            self.reporter.report(Report::Neighbours(neighbours));
        }
    }

    /// Lets nobody see this session any more.
    pub(super) fn depart(&mut self) {
        if let Some(presence) = self.watching.presence.take() {
            self.store.depart(&presence);
        }
    }

    /// Returns why a text waits while theirs is not taken in.
    pub(super) fn waits_for_theirs(&self) -> Trouble {
        let what = format!(
            "{} was changed by another program; nothing was overwritten.",
            self.store.name()
        );
        Trouble {
            sentence: format!("{what} Your changes are kept here until both are merged."),
            what,
        }
    }

    fn no_board(&self, bytes: &[u8], problems: &[Diagnostic]) -> String {
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
