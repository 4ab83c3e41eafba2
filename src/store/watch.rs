//! Looking whether somebody else wrote the file, at the cost of one system call.
//!
//! Promises: nothing is read while nothing seems changed; what is read is read between two
//! saves of our own sessions, never in the middle of one. A glance may be fooled by a file
//! system that keeps coarse times, so what changed just now is looked at again.

use super::Store;
use super::disk::{Disk, Glance};
use super::failure::{Cause, Failure};
use super::target::Loaded;

/// How often a file is read again after it changed, though it looks the same: a write in
/// the same tick of the file system's clock would go unseen else.
const CHECKS: u8 = 2;

/// What was seen of a file at the last look.
#[derive(Clone, Debug, Default)]
pub struct Sight {
    glance: Option<Glance>,
    checks: u8,
}

/// What a look at the file brings.
#[derive(Debug)]
pub enum Look {
    /// Nothing seems to have changed since the last one.
    Same,
    /// It may have: this is what it holds.
    Read(Box<Loaded>),
    /// It is not there.
    Missing,
    /// It can't be read.
    Unreadable(Failure),
}

impl<D: Disk> Store<D> {
    /// Looks at the file, and reads it if it seems changed since `sight`, which is updated.
    pub fn look(&self, sight: &mut Sight) -> Look {
        let glance = match self.disk.glance(&self.path) {
            Ok(glance) => Some(glance),
            Err(rustix::io::Errno::NOENT) => {
                sight.glance = None;
                return Look::Missing;
            }
            // What can't be looked at is read, for the words of the failure.
            Err(_) => None,
        };
        if glance.is_some() && glance == sight.glance {
            if sight.checks == 0 {
                return Look::Same;
            }
            sight.checks -= 1;
        } else {
            sight.checks = CHECKS;
        }
        sight.glance = glance;
        match self.load() {
            Ok(loaded) => Look::Read(Box::new(loaded)),
            Err(failure) if failure.cause == Cause::Missing => Look::Missing,
            Err(failure) => Look::Unreadable(failure),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::simulator::Simulator;
    use crate::store::{Expected, Fingerprint, StateFolder};

    const FILE: &str = "/work/programme.ron";

    fn store(disk: &Simulator) -> Store<Simulator> {
        Store::on(disk.clone(), FILE, StateFolder::At("/state".into()))
    }

    fn seen(store: &Store<Simulator>, sight: &mut Sight) -> Option<Vec<u8>> {
        match store.look(sight) {
            Look::Read(loaded) => Some(loaded.bytes),
            Look::Same => None,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_unchanged_file_is_read_no_more_after_two_checks() {
        let disk = Simulator::default();
        disk.put(FILE, b"old", 0o640);
        let (store, mut sight) = (store(&disk), Sight::default());
        for _ in 0..=CHECKS {
            assert_eq!(seen(&store, &mut sight).as_deref(), Some(&b"old"[..]));
        }
        disk.world().take_steps();
        assert_eq!(seen(&store, &mut sight), None);
        assert_eq!(disk.world().take_steps(), 1, "one call a look");
        disk.put(FILE, b"new", 0o640);
        assert_eq!(seen(&store, &mut sight).as_deref(), Some(&b"new"[..]));
    }

    #[test]
    fn a_missing_file_is_missing_until_it_is_back() {
        let disk = Simulator::default();
        disk.put(FILE, b"old", 0o640);
        let (store, mut sight) = (store(&disk), Sight::default());
        seen(&store, &mut sight);
        disk.world().remove(FILE);
        assert!(matches!(store.look(&mut sight), Look::Missing));
        disk.put(FILE, b"old", 0o640);
        assert_eq!(seen(&store, &mut sight).as_deref(), Some(&b"old"[..]));
    }

    #[test]
    fn our_own_save_is_known_by_its_bytes() {
        let disk = Simulator::default();
        disk.put(FILE, b"old", 0o640);
        let (store, mut sight) = (store(&disk), Sight::default());
        seen(&store, &mut sight);
        let expected = Expected::File(Fingerprint::of(b"old"));
        let saved = store.save(b"ours", expected).unwrap();
        let seen = seen(&store, &mut sight).unwrap();
        assert_eq!(Fingerprint::of(&seen), saved.fingerprint);
    }
}
