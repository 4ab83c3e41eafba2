//! Where a text that somebody else wrote comes from: the version kept nearest to it.
//!
//! Promises: nearest is the version from which the fewest edits lead to the text, of equal
//! ones the newest; what a session of ours wrote is never taken for an older copy, because
//! it was compared before it was written.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::{Missing, Older};
use crate::document::Document;
use crate::document::merge::{diff, merge};
use crate::model::Board;
use crate::store::{Ancestor, Disk, Fingerprint, Store};
use crate::text::day_in_words;

/// Returns the older version that `text`, which has taken the place of `base`, comes from;
/// `None` if it comes from `base`.
pub(super) fn older<D: Disk>(
    store: &Store<D>,
    base: &Board,
    text: &Document,
    has_editor: bool,
) -> Option<Older> {
    let fingerprint = Fingerprint::of(text.text().as_bytes());
    let last = store.last_saved()?;
    if last.fingerprint() == fingerprint {
        return None;
    }
    let ancestors = store.ancestors();
    let distance = diff(base, text.board()).len();
    let is_known = ancestors.iter().any(|it| it.fingerprint() == fingerprint);
    let parent = nearest(&ancestors, text.board(), distance)?;
    Some(Older {
        parent,
        // A copy of an old version, exact, that no editor wrote, was meant: somebody put
        // that version back.
        is_unaware: has_editor || !is_known,
    })
}

/// Returns what was saved last and is missing from a file that is opened.
pub(super) fn missing<D: Disk>(store: &Store<D>, text: &Document) -> Option<Missing> {
    let last = store.last_saved()?;
    if last.fingerprint() == Fingerprint::of(text.text().as_bytes()) {
        return None;
    }
    let saved = Document::load(&last.bytes).ok()?.board().clone();
    let distance = diff(&saved, text.board()).len();
    let parent = nearest(&store.ancestors(), text.board(), distance)?;
    let edits = merge(&parent, text.board(), &saved).edits;
    (!edits.is_empty()).then(|| Missing {
        parent,
        on: day_of(&last),
        saved,
    })
}

/// Returns the version nearest to `board` that is nearer than `distance` edits.
fn nearest(ancestors: &[Ancestor], board: &Board, mut distance: usize) -> Option<Board> {
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
            nearest = Some(document.board().clone());
        }
    }
    nearest
}

fn day_of(ancestor: &Ancestor) -> String {
    let zone = TimeZone::system();
    let seconds = i64::try_from(ancestor.at.as_secs()).unwrap_or(0);
    let at = Timestamp::from_second(seconds).unwrap_or_default();
    let at = at.to_zoned(zone.clone());
    let now = Timestamp::now().to_zoned(zone);
    day_in_words(at.year(), at.month(), at.day(), now.year())
}
