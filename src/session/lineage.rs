//! What this session knows of what any of our sessions saved, and of what was kept.
//!
//! Promises: what was saved last is either known here or told before anything is saved or
//! judged older than it, so that every version that is saved comes from all those before; a
//! version that is not known here is no parent of anything: ours does not come from it. What
//! is saved while a file is being read is not known. Holds fingerprints only.

use std::collections::HashSet;
use std::time::Duration;

use crate::store::{Ancestor, Disk, Fingerprint, Store};

/// The versions that what is on the screen comes from.
#[derive(Clone, Debug)]
pub(super) struct Lineage {
    known: HashSet<Fingerprint>,
    /// All that was kept until then was read by whoever saved what we have.
    until: Duration,
    /// What the file said when it was opened, until it is known whether a session saved that.
    read: Option<Fingerprint>,
}

impl Lineage {
    /// Begins before the file is read, with what was saved last: whether that is missing from the
    /// file is found out when it is opened. Whatever is saved from then on is yet to be told.
    pub fn before_reading<D: Disk>(store: &Store<D>) -> (Self, Option<Ancestor>) {
        let until = store.now();
        let last = store.last_saved();
        let known = last.iter().map(Ancestor::fingerprint).collect();
        let lineage = Self {
            known,
            until,
            read: None,
        };
        (lineage, last)
    }

    /// Takes note of what the file said when it was opened.
    pub fn learn_read(&mut self, fingerprint: Fingerprint) {
        self.learn(fingerprint);
        self.read = Some(fingerprint);
    }

    /// Takes note of what was saved last, before anything is judged or saved. It may be what was
    /// read: a session puts a text into the file, keeps what that displaced, and then notes it.
    pub fn trace<D: Disk>(&mut self, store: &Store<D>) -> Option<Ancestor> {
        let last = store.last_saved();
        if let (Some(read), Some(last)) = (self.read.take(), &last)
            && last.fingerprint() == read
        {
            self.learn_all_until(last.at);
        }
        last
    }

    /// Says whether nothing was judged or saved yet.
    pub fn is_new(&self) -> bool {
        self.read.is_some()
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
