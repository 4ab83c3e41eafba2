//! What was saved once, is missing from the file, and is offered to be put back: held until it
//! is answered, and kept on disk when its person saves on without an answer.
//!
//! Promises: whatever was offered and not answered is offered at the next opening; what the
//! board has again, or says otherwise, is no offer any more; what other sessions offer stays
//! beside it. Leaves asking to `app`.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::Missing;
use crate::document::Document;
use crate::document::merge::merge;
use crate::model::Board;
use crate::store::{Disk, Offered, Store};
use crate::text::day_in_words;

/// The offer without an answer, if there is one.
#[derive(Default)]
pub(super) struct Unanswered(Option<Open>);

struct Open {
    offered: Offered,
    /// What the next opening finds of it, and of what other sessions had kept before.
    kept: Option<Offered>,
    /// What other sessions had kept before.
    others: Option<Offered>,
    /// Whether the next opening finds it.
    is_kept: bool,
    /// Whether what is being saved has all of it, as far as nothing else is said there.
    is_answered: bool,
}

impl Unanswered {
    /// Holds what was offered, with what is held already.
    pub fn hold(&mut self, offered: Offered) {
        self.0 = Some(match self.0.take() {
            Some(earlier) => Open {
                offered: both(offered, &earlier.offered),
                is_kept: false,
                ..earlier
            },
            None => Open {
                offered,
                kept: None,
                others: None,
                is_kept: false,
                is_answered: false,
            },
        });
    }

    /// Sees to it, before `board` is saved, that what it lacks is offered again: what was saved last
    /// is the newer of the two from now on.
    pub fn keep<D: Disk>(&mut self, store: &Store<D>, board: &Board) {
        let Some(open) = &mut self.0 else {
            return;
        };
        open.is_answered = !lacks(board, &open.offered);
        if open.is_answered || open.is_kept {
            return;
        }
        open.is_kept = store.change_offered(|found| {
            if found != open.kept {
                open.others = found.filter(|found| !open.covers(found));
            }
            let ours = open.offered.clone();
            open.kept = Some(match &open.others {
                Some(others) => both(ours, others),
                None => ours,
            });
            open.kept.clone()
        });
    }

    /// Forgets what was offered, if what has been saved answers it.
    pub fn forget_answered<D: Disk>(&mut self, store: &Store<D>) {
        if self.0.as_ref().is_some_and(|open| open.is_answered) {
            self.forget(store);
        }
    }

    /// Forgets what was offered here; what other sessions offer stays.
    pub fn forget<D: Disk>(&mut self, store: &Store<D>) {
        let Some(open) = self.0.take() else {
            return;
        };
        // One that stays is offered once more.
        store.change_offered(|found| match &found {
            Some(_) if found == open.kept => open.others,
            Some(offered) if open.covers(offered) => None,
            _ => found,
        });
    }
}

impl Open {
    /// Says whether all of another offer is in this one.
    fn covers(&self, other: &Offered) -> bool {
        let saved = Document::load(&self.offered.saved);
        saved.is_ok_and(|saved| !lacks(saved.board(), other))
    }
}

/// Returns what of an offer can be put back on `board`; `None` if nothing can.
pub(super) fn missing(offered: &Offered, board: &Board) -> Option<Missing> {
    let parent = Document::load(&offered.parent).ok()?.board().clone();
    let saved = Document::load(&offered.saved).ok()?.board().clone();
    let edits = merge(&parent, board, &saved).edits;
    (!edits.is_empty()).then(|| Missing {
        parent,
        saved,
        on: day_of(offered.at),
    })
}

/// Says whether something of an offer could be put back on `board`.
pub(super) fn lacks(board: &Board, offered: &Offered) -> bool {
    missing(offered, board).is_some()
}

/// Returns an offer of two: of the newer, with what the earlier has besides.
pub(super) fn both(newer: Offered, earlier: &Offered) -> Offered {
    let load = |bytes: &[u8]| Document::load(bytes).ok();
    let (Some(mut saved), Some(parent), Some(other)) = (
        load(&newer.saved),
        load(&earlier.parent),
        load(&earlier.saved),
    ) else {
        return newer;
    };
    let edits = merge(parent.board(), saved.board(), other.board()).edits;
    if saved.apply(&edits).is_err() {
        return newer;
    }
    Offered {
        saved: saved.text().as_bytes().to_vec(),
        ..newer
    }
}

fn day_of(at: Duration) -> String {
    let zone = TimeZone::system();
    let seconds = i64::try_from(at.as_secs()).unwrap_or(0);
    let at = Timestamp::from_second(seconds).unwrap_or_default();
    let at = at.to_zoned(zone.clone());
    let now = Timestamp::now().to_zoned(zone);
    day_in_words(at.year(), at.month(), at.day(), now.year())
}
