//! The watch over the file: whether somebody else wrote it, and who has it open.
//!
//! Holds what is known; `meeting` looks, tells and takes in.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Left;
use crate::model::Board;
use crate::store::{Circle, Disk, Expected, Fingerprint, Presence, Sight};

/// What is known of the file and of who else has it open.
pub(super) struct Watching<D: Disk> {
    /// What the file said when it was last known.
    pub base: Board,
    /// The text of it, once that is known.
    pub text: Option<Arc<str>>,
    /// Since when it may have said so, since 1970.
    pub since: Duration,
    /// When a save began last.
    pub last_save: Duration,
    pub sight: Sight,
    /// When to look next.
    pub next: Instant,
    /// What was told of and nobody has taken in yet.
    pub offer: Option<Offer>,
    /// The older copy that was put back last: the same once more is meant.
    pub put_back: Option<Fingerprint>,
    /// What stands there and is no board, as of the last look.
    pub unsound: Option<Unsound>,
    /// Since when the file is not there.
    pub missing: Option<Missing>,
    pub circle: Circle,
    pub presence: Option<Presence<D>>,
    /// The editors seen at this look and at the one before: one that writes and ends takes
    /// its files along.
    pub editors: [Vec<&'static str>; 2],
}

/// What becomes of the file's past once theirs is taken in.
pub(super) struct Offer {
    pub expected: Expected,
    pub base: Board,
    /// The whole text; none where ours is in the file.
    pub text: Option<Arc<str>>,
    /// Where theirs is, if ours took its place in the file.
    pub kept: Option<PathBuf>,
    /// And what tells it from other versions.
    pub displaced: Option<Fingerprint>,
    /// When one of our sessions saved it, if one did, since 1970.
    pub saved_at: Option<Duration>,
    /// Where it is an older version, put back on purpose it seems: what that was made of. What it
    /// lacks of ours is only offered.
    pub older: Option<Arc<str>>,
}

/// What the file said until a save of ours.
pub(super) struct Before {
    pub board: Board,
    /// The text of it, if that was known.
    pub text: Option<Arc<str>>,
}

/// A file that says no board.
pub(super) struct Unsound {
    pub fingerprint: Option<Fingerprint>,
    pub is_told: bool,
}

/// A file that is not there.
pub(super) struct Missing {
    pub since: Instant,
    pub is_told: bool,
}

impl<D: Disk> Watching<D> {
    /// Begins to watch a file that says `base`.
    pub fn new(base: Board, next: Instant) -> Self {
        Self {
            base,
            text: None,
            since: Duration::ZERO,
            last_save: Duration::ZERO,
            sight: Sight::default(),
            next,
            offer: None,
            put_back: None,
            unsound: None,
            missing: None,
            circle: Circle::default(),
            presence: None,
            editors: [Vec::new(), Vec::new()],
        }
    }

    /// Says whether theirs waits to be taken in: nothing may be saved.
    pub fn has_offer(&self) -> bool {
        self.offer.is_some()
    }

    /// Takes note that the file says `board` now, in that text. Returns what it said before.
    pub fn follow(&mut self, board: Board, text: &Arc<str>) -> Before {
        self.since = self.last_save;
        Before {
            text: self.text.replace(Arc::clone(text)),
            board: std::mem::replace(&mut self.base, board),
        }
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

    /// Says whether an editor has the file open, or had it a moment ago.
    pub fn has_editor(&self) -> bool {
        self.editors.iter().any(|it| !it.is_empty())
    }

    /// Returns who is likely to have written the file.
    pub fn writer(&self) -> String {
        let [now, before] = &self.editors;
        match now.first().or(before.first()) {
            Some(editor) => (*editor).to_owned(),
            None => "another program".to_owned(),
        }
    }
}
