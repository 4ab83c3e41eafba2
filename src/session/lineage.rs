//! What this session knows of what any of our sessions saved.
//!
//! Promises: what was saved last is either known here or told before anything is saved or
//! judged older than it, so that every version that is saved comes from all those before.
//! Holds fingerprints only.

use std::collections::HashSet;

use crate::store::{Ancestor, Disk, Fingerprint, Store};

/// The versions that what is on the screen comes from.
pub(super) struct Lineage {
    known: HashSet<Fingerprint>,
}

impl Lineage {
    /// Begins with a board that is being opened: that something saved is missing from its file was
    /// found out then.
    pub fn begin<D: Disk>(store: &Store<D>) -> Self {
        let last = store.last_saved();
        Self {
            known: last.iter().map(Ancestor::fingerprint).collect(),
        }
    }

    /// Takes note of a version that is taken in or saved.
    pub fn learn(&mut self, fingerprint: Fingerprint) {
        self.known.insert(fingerprint);
    }

    /// Says whether what is on the screen comes from that version.
    pub fn knows(&self, fingerprint: &Fingerprint) -> bool {
        self.known.contains(fingerprint)
    }

    /// Returns what was saved last, if it was not taken in here.
    pub fn unknown<D: Disk>(&self, store: &Store<D>) -> Option<Ancestor> {
        let last = store.last_saved()?;
        (!self.knows(&last.fingerprint())).then_some(last)
    }
}
