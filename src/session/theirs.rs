//! Where a text that somebody else wrote comes from: the version kept nearest to it.
//!
//! Promises: nearest is the version from which the fewest edits lead to the text, of equal
//! ones the newest; what a session of ours wrote is never taken for an older copy, because
//! it took in what was saved before it (see `lineage`), but for one: where two saved at once,
//! and the one displaced the other's text unseen.

use super::unanswered::{both, lacks};
use crate::app::Older;
use crate::document::Document;
use crate::document::merge::{diff, merge};
use crate::model::Board;
use crate::store::{Ancestor, Disk, Fingerprint, Offered, Store};

/// Where a text that has taken the place of another in the file comes from.
pub(super) enum Origin {
    /// A session of ours wrote it, which knew all that was saved before.
    Session,
    /// Another program made it of what was in the file.
    Base,
    /// Another program made it of an older version.
    Older {
        parent: Box<Document>,
        /// Whether it is that version, to the byte: it may have been put back on purpose.
        is_known: bool,
        /// Whether it is a session of ours all the same, which saved when another did.
        is_session: bool,
    },
}

impl Origin {
    /// Returns the older version it comes from; `is_unaware` says whether its writer knows that.
    pub fn older(&self, is_unaware: impl FnOnce(bool) -> bool) -> Option<Older> {
        match self {
            Self::Session | Self::Base => None,
            Self::Older {
                parent, is_known, ..
            } => Some(Older {
                parent: parent.board().clone(),
                is_unaware: is_unaware(*is_known),
            }),
        }
    }

    /// Says whether a session of ours wrote it.
    pub fn is_session(&self) -> bool {
        match self {
            Self::Session => true,
            Self::Base => false,
            Self::Older { is_session, .. } => *is_session,
        }
    }

    /// Returns the text of the older version it comes from, if it comes from one.
    pub fn parent(&self) -> Option<&str> {
        match self {
            Self::Session | Self::Base => None,
            Self::Older { parent, .. } => Some(parent.text()),
        }
    }
}

/// Returns where `text` comes from, which has taken the place of `base`.
///
/// `last`, what was saved last, must be known to whoever asks: `base` is that, or comes from it, as
/// it comes from all `ancestors`. `is_passed_over` says whether another session displaced `base`
/// without having seen it.
pub(super) fn origin(
    last: Option<&Ancestor>,
    ancestors: impl FnOnce() -> Vec<Ancestor>,
    base: &Board,
    text: &Document,
    is_passed_over: impl FnOnce() -> bool,
) -> Origin {
    let fingerprint = Fingerprint::of(text.text().as_bytes());
    match last {
        None => Origin::Base,
        Some(last) if last.fingerprint() == fingerprint => {
            if !is_passed_over() {
                return Origin::Session;
            }
            let mut ancestors = ancestors();
            ancestors.retain(|it| it.fingerprint() != fingerprint);
            match among(&ancestors, base, text) {
                Origin::Older {
                    parent, is_known, ..
                } => Origin::Older {
                    parent,
                    is_known,
                    is_session: true,
                },
                _ => Origin::Session,
            }
        }
        Some(_) => among(&ancestors(), base, text),
    }
}

/// Returns where `text` comes from, whose place a save of ours has taken, unseen, and which is
/// kept since; `saved` is ours, which it can't come from.
pub(super) fn origin_of_displaced(
    mut ancestors: Vec<Ancestor>,
    base: &Board,
    text: &Document,
    saved: Fingerprint,
) -> Origin {
    ancestors.retain(|it| it.fingerprint() != saved);
    let fingerprint = Fingerprint::of(text.text().as_bytes());
    let itself = |it: &Ancestor| it.was_unseen && it.fingerprint() == fingerprint;
    if let Some(at) = ancestors.iter().position(itself) {
        ancestors.remove(at);
    }
    among(&ancestors, base, text)
}

fn among(ancestors: &[Ancestor], base: &Board, text: &Document) -> Origin {
    let fingerprint = Fingerprint::of(text.text().as_bytes());
    let distance = diff(base, text.board()).len();
    let is_known = ancestors.iter().any(|it| it.fingerprint() == fingerprint);
    match nearest(ancestors, text.board(), distance) {
        Some(parent) => Origin::Older {
            parent: Box::new(parent),
            is_known,
            is_session: false,
        },
        None => Origin::Base,
    }
}

/// Returns what an older copy would say, had its writer known `base`: what is changed from then
/// on is changed from that.
pub(super) fn mended(parent: &Board, copy: &Board, base: &Board) -> Board {
    let mut mended = copy.clone();
    let edits = merge(parent, copy, base).edits;
    if edits.iter().all(|edit| mended.apply(edit).is_ok()) {
        mended
    } else {
        copy.clone()
    }
}

/// Returns what was saved and is missing from a file that is opened: `last`, what was saved last
/// when the file was about to be read, and what was offered before and not answered.
pub(super) fn offered<D: Disk>(
    store: &Store<D>,
    last: Option<Ancestor>,
    text: &Document,
) -> Option<Offered> {
    let newer = last.and_then(|last| missing_of(last, store, text));
    let offered = match (newer, store.offered()) {
        // Though the file has it again: what was saved last without it must not take it back.
        (Some(newer), Some(earlier)) => both(newer, &earlier),
        (one, other) => one.or(other)?,
    };
    lacks(text.board(), &offered).then_some(offered)
}

/// Says whether something that was saved is missing from the file, which said `document`; not if
/// it says another thing by now.
pub fn is_anything_missing<D: Disk>(store: &Store<D>, document: &Document) -> bool {
    let last = store.last_saved();
    let says = Fingerprint::of(document.text().as_bytes());
    let is_so = store.load().is_ok_and(|now| now.fingerprint == says);
    is_so && offered(store, last, document).is_some()
}

fn missing_of<D: Disk>(last: Ancestor, store: &Store<D>, text: &Document) -> Option<Offered> {
    if last.fingerprint() == Fingerprint::of(text.text().as_bytes()) {
        return None;
    }
    let saved = Document::load(&last.bytes).ok()?;
    let distance = diff(saved.board(), text.board()).len();
    let mut ancestors = store.ancestors();
    // What was kept since then others wrote: what was saved does not come from it.
    ancestors.retain(|it| it.at <= last.at);
    let parent = nearest(&ancestors, text.board(), distance)?;
    let offered = Offered {
        at: last.at,
        parent: parent.text().into(),
        saved: last.bytes,
    };
    lacks(text.board(), &offered).then_some(offered)
}

/// Returns the version nearest to `board` that is nearer than `distance` edits.
fn nearest(ancestors: &[Ancestor], board: &Board, mut distance: usize) -> Option<Document> {
    let mut seen = Vec::new();
    let mut nearest = None;
    for ancestor in ancestors {
        let fingerprint = ancestor.fingerprint();
        if distance == 0 || seen.contains(&fingerprint) {
            continue;
        }
        seen.push(fingerprint);
        let Ok(document) = Document::load(&ancestor.bytes) else {
            continue;
        };
        let edits = diff(document.board(), board).len();
        if edits < distance {
            distance = edits;
            nearest = Some(document);
        }
    }
    nearest
}
