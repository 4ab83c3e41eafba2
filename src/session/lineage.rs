//! What this session knows of what any of our sessions saved, and of what was kept.
//!
//! Promises: what was saved last is either known here or told before anything is saved or
//! judged older than it, so that every version that is saved comes from all those before; a
//! version that is not known here is no parent of anything: ours does not come from it.
//! Holds fingerprints only.

use std::collections::HashSet;
use std::time::Duration;

use crate::store::{Ancestor, Disk, Expected, Fingerprint, Store};

/// The versions that what is on the screen comes from.
pub(super) struct Lineage {
    known: HashSet<Fingerprint>,
    /// All that was kept until then was read by whoever saved what we have.
    until: Duration,
}

impl Lineage {
    /// Begins with a board that is being opened, whose file held what is `expected`: that something
    /// saved is missing from its file was found out then.
    pub fn begin<D: Disk>(store: &Store<D>, expected: Expected) -> Self {
        let mut known: HashSet<Fingerprint> = HashSet::new();
        if let Expected::File(fingerprint) = expected {
            known.insert(fingerprint);
        }
        known.extend(store.last_saved().as_ref().map(Ancestor::fingerprint));
        Self {
            known,
            until: store.now(),
        }
    }

    /// Takes note of a version that is taken in or saved.
    pub fn learn(&mut self, fingerprint: Fingerprint) {
        self.known.insert(fingerprint);
    }

    /// Takes note that a version is taken in which one of our sessions saved at that time, and
    /// so all that was kept before.
    pub fn learn_all_until(&mut self, saved_at: Duration) {
        self.until = self.until.max(saved_at);
    }

    /// Says whether what is on the screen comes from that version.
    pub fn knows(&self, fingerprint: &Fingerprint) -> bool {
        self.known.contains(fingerprint)
    }

    /// Returns `last`, what was saved last, if it was not taken in here.
    pub fn unknown<'a>(&self, last: Option<&'a Ancestor>) -> Option<&'a Ancestor> {
        last.filter(|last| !self.knows(&last.fingerprint()))
    }

    /// Returns the kept versions that what is on the screen comes from, the newest first.
    pub fn ancestors<D: Disk>(&self, store: &Store<D>) -> Vec<Ancestor> {
        let mut ancestors = store.ancestors();
        ancestors.retain(|it| it.at <= self.until || self.knows(&it.fingerprint()));
        ancestors
    }
}
