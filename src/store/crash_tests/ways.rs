//! Every way of saving, as the disk before it and what is written; and the oracle.

use rustix::io::Errno;

use super::super::simulator::{Simulator, World};
use super::super::*;

pub(super) const FILE: &str = "/work/programme.ron";
pub(super) const OTHER: &str = "/work/other.ron";
pub(super) const OLD: &[u8] = b"(version: 1, title: \"Programme\", departments: [])";
pub(super) const NEW: &[u8] = b"(version: 1, title: \"Partner programme FY27\", departments: [])";
pub(super) const SHORT: &[u8] = b"(version: 1, departments: [])";
pub(super) const THIRD: &[u8] = b"(version: 1, title: \"Third\", departments: [])";
pub(super) const FOREIGN: &[u8] = b"(version: 1, title: \"by vim\", departments: [])";
pub(super) const OLD_MODE: u32 = 0o640;

/// A way of saving: the disk before it, what is written, and how.
#[derive(Clone, Copy)]
pub(super) struct Way {
    pub name: &'static str,
    pub prepare: fn(&mut World),
    pub has_state: bool,
    pub is_new: bool,
    pub bytes: &'static [u8],
    pub how: How,
}

pub(super) const EXCHANGE: Way = Way {
    name: "exchange",
    prepare: |_| {},
    has_state: true,
    is_new: false,
    bytes: NEW,
    how: How::Exchanged,
};

pub(super) const HARD_LINK: Way = Way {
    name: "hard link",
    prepare: |world| world.link(FILE, OTHER),
    how: How::InPlace,
    ..EXCHANGE
};

pub(super) fn ways() -> Vec<Way> {
    vec![
        EXCHANGE,
        Way {
            name: "exchange without state folder",
            has_state: false,
            ..EXCHANGE
        },
        Way {
            name: "exchange, history on another disk",
            prepare: |world| world.lack("rename_far", Errno::XDEV),
            ..EXCHANGE
        },
        Way {
            name: "rename, with a second name",
            prepare: |world| world.lack("exchange", Errno::INVAL),
            how: How::Renamed,
            ..EXCHANGE
        },
        Way {
            name: "rename, with a copy",
            prepare: |world| {
                world.lack("exchange", Errno::INVAL);
                world.lack("link", Errno::PERM);
            },
            how: How::Renamed,
            ..EXCHANGE
        },
        HARD_LINK,
        Way {
            name: "hard link, shorter",
            bytes: SHORT,
            ..HARD_LINK
        },
        Way {
            name: "another owner",
            prepare: |world| world.give_to(FILE, 0),
            ..HARD_LINK
        },
        Way {
            name: "a folder we may not write to",
            prepare: |world| world.lack("create", Errno::ACCESS),
            ..HARD_LINK
        },
        Way {
            name: "a mount point",
            prepare: |world| world.lack("exchange", Errno::BUSY),
            ..HARD_LINK
        },
        Way {
            name: "attributes that can't be copied",
            prepare: |world| {
                world.attribute(FILE, "security.label", b"secret");
                world.lack("set_attribute", Errno::PERM);
            },
            ..HARD_LINK
        },
        Way {
            name: "new",
            prepare: |world| world.remove(FILE),
            is_new: true,
            how: How::Created,
            ..EXCHANGE
        },
        Way {
            name: "new, by link",
            prepare: |world| {
                world.remove(FILE);
                world.lack("rename_new", Errno::INVAL);
            },
            is_new: true,
            how: How::Created,
            ..EXCHANGE
        },
    ]
}

impl Way {
    pub fn start(&self) -> (Simulator, Store<Simulator>) {
        let disk = Simulator::default();
        disk.put(FILE, OLD, OLD_MODE);
        (self.prepare)(&mut disk.world());
        let state = if self.has_state {
            StateFolder::At("/state".into())
        } else {
            StateFolder::Off("HOME is not set".to_owned())
        };
        let store = Store::on(disk.clone(), FILE, state);
        (disk, store)
    }

    pub fn expected(&self) -> Expected {
        if self.is_new {
            Expected::Nothing
        } else {
            Expected::File(Fingerprint::of(OLD))
        }
    }

    pub fn save(&self, store: &Store<Simulator>) -> Result<Saved, SaveError> {
        store.save(self.bytes, self.expected())
    }

    /// Returns how many calls the save makes when nothing goes wrong.
    pub fn steps(&self) -> usize {
        let (disk, store) = self.start();
        assert_eq!(self.save(&store).unwrap().how, self.how, "{}", self.name);
        disk.world().take_steps()
    }

    /// Loads what a crash left and holds it against the oracle.
    pub fn check_after_crash(
        &self,
        disk: &Simulator,
        store: &Store<Simulator>,
        is_saved: bool,
        case: &str,
    ) {
        let found = store.load();
        match found {
            Ok(loaded) if loaded.bytes == self.bytes => {}
            Ok(loaded) if loaded.bytes == OLD && !self.is_new && !is_saved => {}
            Err(failure) if failure.cause == Cause::Missing && self.is_new && !is_saved => {}
            other => panic!("{case}, saved: {is_saved}: {other:?}"),
        }
        // Setting 0600 on a version may be lost, but its folder is 0700.
        self.check_modes(disk, OLD_MODE, case);
    }

    pub fn check_modes(&self, disk: &Simulator, widest_kept: u32, case: &str) {
        let widest = if self.is_new { 0o600 } else { OLD_MODE };
        let world = disk.world();
        for (name, mode) in world.modes("/work") {
            assert_eq!(mode & !widest, 0, "{case}: {name} has {mode:o}");
        }
        for (name, mode) in world.modes("/state") {
            assert_eq!(mode & !widest_kept, 0, "{case}: {name} has {mode:o}");
        }
    }
}
