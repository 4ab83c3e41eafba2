//! The journal as the disk thread keeps it: each text noted as it comes, before it is saved.
//!
//! Promises: a text that [`Journalling::sync`] has confirmed is on disk, whatever becomes of the
//! file; a journal that fails is replaced, and while that fails too the text is kept here and
//! tried again with the next one. A journal that is needed no more leaves nothing behind. What
//! somebody else wrote and a save displaced is in one of its own until it is merged.

use std::sync::Arc;

use crate::store::{Disk, Failure, Journal, Orphan, Store};

/// The journal of this session, and those of others that were found.
pub(super) struct Journalling<D: Disk> {
    /// What the file holds as far as we know.
    base: Arc<str>,
    /// What the session has.
    text: Arc<str>,
    /// What the journal says of it.
    noted: Arc<str>,
    journal: Option<Journal<D>>,
    /// Whether a part of what is noted may not last yet.
    needs_sync: bool,
    /// Whether the journal says of another base what it says.
    is_rebased: bool,
    /// One of what somebody else wrote and a save of ours displaced.
    displaced: Option<Journal<D>>,
    /// Held until they are put away, so that nobody else offers them.
    orphans: Vec<Orphan>,
}

impl<D: Disk> Journalling<D> {
    /// Begins with what the file holds. Nothing is written before the first change.
    pub fn new(base: Arc<str>, orphans: Vec<Orphan>) -> Self {
        Self {
            text: Arc::clone(&base),
            noted: Arc::clone(&base),
            base,
            journal: None,
            needs_sync: false,
            is_rebased: false,
            displaced: None,
            orphans,
        }
    }

    /// Takes a changed text and notes it if the journal is sound; it may be lost until [`Self::sync`].
    pub fn change(&mut self, store: &Store<D>, text: &Arc<str>) {
        self.text = Arc::clone(text);
        if self.is_writable() {
            // If it fails, `sync` begins a new journal, and tells if that fails too.
            let _ = self.append(store);
        }
    }

    /// Puts on disk what is not there yet.
    pub fn sync(&mut self, store: &Store<D>) -> Result<(), Failure> {
        if self.is_kept() {
            return Ok(());
        }
        if self.is_rebased && self.text == self.base {
            // Nothing of ours is left to be noted.
            self.retire(store);
            self.follow();
            return Ok(());
        }
        if self.is_writable() && self.append_and_sync(store).is_ok() {
            return Ok(());
        }
        match store.begin_journal(self.base.as_bytes(), self.text.as_bytes()) {
            Ok(journal) => {
                self.retire(store);
                self.journal = Some(journal);
                self.follow();
                Ok(())
            }
            // A long one is better than none.
            Err(failure) => self.append_and_sync(store).map_err(|_| failure),
        }
    }

    fn append_and_sync(&mut self, store: &Store<D>) -> Result<(), Option<Failure>> {
        self.append(store)?;
        let journal = self.journal.as_mut().ok_or(None)?;
        store.sync_journal(journal)?;
        self.needs_sync = false;
        Ok(())
    }

    fn append(&mut self, store: &Store<D>) -> Result<(), Option<Failure>> {
        let journal = self.journal.as_mut().ok_or(None)?;
        if self.noted != self.text {
            store.note_change(journal, self.noted.as_bytes(), self.text.as_bytes())?;
            self.noted = Arc::clone(&self.text);
            self.needs_sync = true;
        }
        Ok(())
    }

    /// Hears that the file says `base` now, which somebody else wrote, and the session `text`: a new
    /// journal says so in the next [`Self::sync`], and the old one stays until then.
    pub fn rebase(&mut self, base: &Arc<str>, text: &Arc<str>) {
        self.base = Arc::clone(base);
        self.text = Arc::clone(text);
        self.is_rebased = true;
    }

    /// Says whether what the session has is on disk, in the journal or, as far as we know, in the file.
    pub fn is_kept(&self) -> bool {
        self.noted == self.text && !self.needs_sync && !self.is_rebased
    }

    /// Says whether the journal can take another record.
    fn is_writable(&self) -> bool {
        let journal = self.journal.as_ref();
        !self.is_rebased && journal.is_some_and(|journal| !journal.is_worn())
    }

    /// Takes note that all there is to note is on disk.
    fn follow(&mut self) {
        self.noted = Arc::clone(&self.text);
        self.needs_sync = false;
        self.is_rebased = false;
    }

    /// Hears that a save has displaced `theirs`, which was made of `parent` and which nobody has seen:
    /// it is offered as what a killed session had, unless it is merged and saved before.
    pub fn displaced(&mut self, store: &Store<D>, parent: &str, theirs: &str) {
        // Where it can't be noted it is in the history all the same.
        let begun = store.begin_journal(parent.as_bytes(), theirs.as_bytes());
        self.displaced = begun.ok();
    }

    /// Hears that the file holds `text`, and lasts; with all that was to be merged into it.
    pub fn saved(&mut self, store: &Store<D>, text: &Arc<str>) {
        if let Some(journal) = self.displaced.take() {
            // As below.
            let _ = store.retire_journal(journal);
        }
        self.base = Arc::clone(text);
        if self.text != self.base {
            return;
        }
        let marked = match &mut self.journal {
            Some(journal) if !journal.is_worn() && !self.is_rebased && self.noted == self.text => {
                store
                    .note_saved(journal)
                    .and_then(|()| store.sync_journal(journal))
                    .is_ok()
            }
            _ => false,
        };
        if !marked {
            self.retire(store);
        }
        self.follow();
    }

    /// Removes the journal if the file holds everything.
    pub fn end(&mut self, store: &Store<D>) {
        if self.text == self.base {
            self.retire(store);
        }
    }

    fn retire(&mut self, store: &Store<D>) {
        if let Some(journal) = self.journal.take() {
            // One that stays is found at the next opening, which sees that nothing of it is missing.
            let _ = store.retire_journal(journal);
        }
    }

    /// Puts the orphan called `name` into the history.
    pub fn put_away(&mut self, store: &Store<D>, name: &str) -> Result<(), Failure> {
        let Some(at) = self.orphans.iter().position(|orphan| orphan.name() == name) else {
            return Ok(());
        };
        store.put_away(&self.orphans.remove(at), false)
    }
}

#[cfg(test)]
mod tests {
    use rustix::io::Errno;

    use super::*;
    use crate::store::StateFolder;
    use crate::store::simulator::{Fate, Simulator};

    const FILE: &str = "/work/programme.ron";

    fn start() -> (Simulator, Store<Simulator>, Journalling<Simulator>) {
        let disk = Simulator::default();
        disk.put(FILE, b"old", 0o640);
        let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
        (disk, store, Journalling::new("old".into(), Vec::new()))
    }

    /// Returns base, text and number of changes of each orphan after every process was killed
    /// and the power was cut.
    fn orphans(disk: &Simulator, store: &Store<Simulator>) -> Vec<(String, String, usize)> {
        disk.world().crash(Fate::Lost);
        let readings = store.orphans().into_iter().map(|orphan| orphan.reading);
        let said = |bytes| String::from_utf8(bytes).unwrap();
        readings
            .map(|reading| (said(reading.base), said(reading.text), reading.changes))
            .collect()
    }

    fn said(base: &str, text: &str, changes: usize) -> (String, String, usize) {
        (base.to_owned(), text.to_owned(), changes)
    }

    #[test]
    fn what_was_noted_since_the_last_save_comes_back() {
        let (disk, store, mut journalling) = start();
        for text in ["one", "two"] {
            journalling.change(&store, &Arc::from(text));
            journalling.sync(&store).unwrap();
        }
        journalling.saved(&store, &Arc::from("two"));
        for text in ["three", "four", "five"] {
            journalling.change(&store, &Arc::from(text));
            journalling.sync(&store).unwrap();
        }
        assert_eq!(orphans(&disk, &store), [said("two", "five", 3)]);
    }

    #[test]
    fn a_session_without_a_change_writes_nothing() {
        let (disk, store, mut journalling) = start();
        journalling.sync(&store).unwrap();
        journalling.end(&store);
        assert_eq!(disk.world().modes("/state").len(), 0);
    }

    #[test]
    fn when_the_file_holds_everything_nothing_is_left() {
        let (disk, store, mut journalling) = start();
        journalling.change(&store, &Arc::from("new"));
        journalling.sync(&store).unwrap();
        journalling.saved(&store, &Arc::from("new"));
        journalling.end(&store);
        assert_eq!(disk.world().find_ending("/state", ".journal"), None);
        journalling.change(&store, &Arc::from("newer"));
        journalling.sync(&store).unwrap();
        assert_eq!(orphans(&disk, &store), [said("new", "newer", 1)]);
    }

    #[test]
    fn a_long_journal_is_begun_anew_and_says_the_same() {
        let (disk, store, mut journalling) = start();
        for count in 0..700 {
            journalling.change(&store, &format!("text {count}").into());
            journalling.sync(&store).unwrap();
        }
        let left = orphans(&disk, &store);
        assert_eq!(left.len(), 1);
        assert_eq!((&*left[0].0, &*left[0].1), ("old", "text 699"));
    }

    #[test]
    fn what_somebody_else_wrote_is_the_base_of_what_is_noted_then() {
        let (disk, store, mut journalling) = start();
        journalling.change(&store, &Arc::from("ours"));
        journalling.sync(&store).unwrap();
        journalling.rebase(&"theirs".into(), &"both".into());
        assert!(!journalling.is_kept());
        journalling.sync(&store).unwrap();
        journalling.change(&store, &Arc::from("both and more"));
        journalling.sync(&store).unwrap();
        assert_eq!(orphans(&disk, &store), [said("theirs", "both and more", 2)]);
    }

    #[test]
    fn what_somebody_else_wrote_alone_needs_no_journal() {
        let (disk, store, mut journalling) = start();
        journalling.change(&store, &Arc::from("ours"));
        journalling.sync(&store).unwrap();
        journalling.rebase(&"theirs".into(), &"theirs".into());
        journalling.sync(&store).unwrap();
        assert!(journalling.is_kept());
        assert_eq!(orphans(&disk, &store), []);
    }

    #[test]
    fn a_journal_that_fails_is_replaced_and_what_it_held_stays() {
        let (disk, store, mut journalling) = start();
        journalling.change(&store, &Arc::from("one"));
        journalling.sync(&store).unwrap();
        disk.world().lack("write", Errno::NOSPC);
        journalling.change(&store, &Arc::from("two"));
        assert!(journalling.sync(&store).is_err());
        assert!(!journalling.is_kept());
        disk.world().lack_nothing();
        journalling.change(&store, &Arc::from("three"));
        journalling.sync(&store).unwrap();
        assert_eq!(orphans(&disk, &store), [said("old", "three", 1)]);
    }

    #[test]
    fn a_sync_that_fails_is_not_tried_on_the_same_file() {
        let (disk, store, mut journalling) = start();
        journalling.change(&store, &Arc::from("one"));
        journalling.sync(&store).unwrap();
        journalling.change(&store, &Arc::from("two"));
        disk.world().lack("sync", Errno::IO);
        assert!(journalling.sync(&store).is_err());
        disk.world().lack_nothing();
        journalling.sync(&store).unwrap();
        assert_eq!(orphans(&disk, &store), [said("old", "two", 1)]);
    }
}
