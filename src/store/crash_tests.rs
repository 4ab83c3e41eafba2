//! Every way of saving, stopped, failed and disturbed at every call, on the simulator.
//!
//! The oracle: the file is the old one or the new one, whole; the new one if that was
//! acknowledged; never wider open than it was; what somebody else wrote is somewhere.

use rustix::io::Errno;

use super::simulator::{Fate, Fault, Simulator, World};
use super::*;

const FILE: &str = "/work/programme.ron";
const OTHER: &str = "/work/other.ron";
const OLD: &[u8] = b"(version: 1, title: \"Programme\", departments: [])";
const NEW: &[u8] = b"(version: 1, title: \"Partner programme FY27\", departments: [])";
const SHORT: &[u8] = b"(version: 1, departments: [])";
const THIRD: &[u8] = b"(version: 1, title: \"Third\", departments: [])";
const FOREIGN: &[u8] = b"(version: 1, title: \"by vim\", departments: [])";
const OLD_MODE: u32 = 0o640;

/// A way of saving: the disk before it, what is written, and how.
#[derive(Clone, Copy)]
struct Way {
    name: &'static str,
    prepare: fn(&mut World),
    has_state: bool,
    is_new: bool,
    bytes: &'static [u8],
    how: How,
}

const EXCHANGE: Way = Way {
    name: "exchange",
    prepare: |_| {},
    has_state: true,
    is_new: false,
    bytes: NEW,
    how: How::Exchanged,
};

const HARD_LINK: Way = Way {
    name: "hard link",
    prepare: |world| world.link(FILE, OTHER),
    how: How::InPlace,
    ..EXCHANGE
};

fn ways() -> Vec<Way> {
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
    fn start(&self) -> (Simulator, Store<Simulator>) {
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

    fn expected(&self) -> Expected {
        if self.is_new {
            Expected::Nothing
        } else {
            Expected::File(Fingerprint::of(OLD))
        }
    }

    fn save(&self, store: &Store<Simulator>) -> Result<Saved, SaveError> {
        store.save(self.bytes, self.expected())
    }

    /// Returns how many calls the save makes when nothing goes wrong.
    fn steps(&self) -> usize {
        let (disk, store) = self.start();
        assert_eq!(self.save(&store).unwrap().how, self.how, "{}", self.name);
        disk.world().take_steps()
    }

    /// Loads what a crash left and holds it against the oracle.
    fn check_after_crash(
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

    fn check_modes(&self, disk: &Simulator, widest_kept: u32, case: &str) {
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

fn fates() -> impl Iterator<Item = Fate> {
    [Fate::Lost, Fate::Kept]
        .into_iter()
        .chain((1..=16).map(Fate::Mixed))
}

#[test]
fn a_crash_at_any_call_leaves_the_old_file_or_the_new_one() {
    let mut cases = 0;
    for way in ways() {
        let steps = way.steps();
        for step in 0..=steps {
            for fate in fates() {
                let (disk, store) = way.start();
                disk.world().crash_at(step);
                let done = way.save(&store);
                let is_saved = step == steps;
                assert!(done.is_ok() || !is_saved);
                disk.world().crash(fate);
                let case = format!("{}, crash at call {step}, {fate:?}", way.name);
                way.check_after_crash(&disk, &store, is_saved, &case);
                cases += 1;
            }
        }
    }
    println!("{cases} crashes");
    assert!(cases > 4_000, "{cases}");
}

#[test]
fn a_crash_while_a_cut_off_save_is_finished_leaves_it_to_the_next_opening() {
    for way in [
        HARD_LINK,
        Way {
            bytes: SHORT,
            ..HARD_LINK
        },
    ] {
        for step in 0..way.steps() {
            for again in 0..16 {
                let (disk, store) = way.start();
                disk.world().crash_at(step);
                drop(way.save(&store));
                disk.world().crash(Fate::Mixed(again * 7 + 3));
                disk.world().take_steps();
                disk.world().crash_at(12 + usize::try_from(again).unwrap());
                drop(store.load());
                disk.world().crash(Fate::Mixed(again * 5 + 1));
                let case = format!("{}, call {step}, then {again}", way.name);
                way.check_after_crash(&disk, &store, false, &case);
            }
        }
    }
}

const ERRORS: [Errno; 9] = [
    Errno::IO,
    Errno::NOSPC,
    Errno::DQUOT,
    Errno::ROFS,
    Errno::ACCESS,
    Errno::PERM,
    Errno::INVAL,
    Errno::STALE,
    Errno::NOLCK,
];

#[test]
fn any_error_at_any_call_keeps_the_file_whole_and_the_next_save_works() {
    let mut cases = 0;
    for way in ways() {
        for step in 0..way.steps() {
            for error in ERRORS {
                for stays in [false, true] {
                    check_error(way, Fault { step, error, stays });
                    cases += 1;
                }
            }
        }
    }
    println!("{cases} errors");
    assert!(cases > 4_000, "{cases}");
}

fn check_error(way: Way, fault: Fault) {
    let case = format!("{}, {fault:?}", way.name);
    let (disk, store) = way.start();
    disk.world().fail(Some(fault));
    let done = way.save(&store);
    let found = disk.get(FILE);
    let new = Expected::File(Fingerprint::of(way.bytes));
    let expected = match &done {
        Ok(_) | Err(SaveError::Unconfirmed { .. }) => {
            assert_eq!(found.as_deref(), Some(way.bytes), "{case}: {done:?}");
            new
        }
        Err(SaveError::Displaced { .. }) => {
            assert!(disk.has_anywhere(OLD), "{case}: {done:?}");
            new
        }
        Err(SaveError::Failed(failure)) => {
            assert!(
                !failure.to_string().contains("the system says") || fault.error == Errno::NOLCK
            );
            if failure.task != Task::Finish {
                let untouched = if way.is_new { None } else { Some(OLD) };
                assert_eq!(found.as_deref(), untouched, "{case}: {done:?}");
            }
            way.expected()
        }
        Err(other) => panic!("{case}: {other:?}"),
    };
    way.check_modes(&disk, 0o600, &case);
    disk.world().fail(None);
    let next = store.save(THIRD, expected);
    assert!(next.is_ok(), "{case}: {done:?}, then {next:?}");
    disk.world().crash(Fate::Lost);
    assert_eq!(store.load().unwrap().bytes, THIRD, "{case}");
}

/// What a save that somebody disturbs comes to, depending on when.
const ALL: [&str; 3] = ["displaced", "diverged", "saved"];

/// Lets somebody else act before each call in turn and looks for what they wrote.
fn check_races(way: Way, outcomes: &[&str], deed: fn(&mut World, usize)) {
    let mut met = std::collections::BTreeSet::new();
    for step in 0..way.steps() {
        let (disk, store) = way.start();
        let opened = disk.world().opened(FILE);
        disk.world().at(step, move |world| deed(world, opened));
        let done = way.save(&store);
        let case = format!("{}, somebody else before call {step}: {done:?}", way.name);
        assert!(disk.has_anywhere(FOREIGN), "{case}");
        let file = disk.get(FILE).unwrap();
        met.insert(match &done {
            Ok(_) => {
                assert!(disk.has_anywhere(NEW) || file == FOREIGN, "{case}");
                "saved"
            }
            Err(SaveError::Diverged { theirs, .. }) => {
                assert_eq!(theirs.bytes, FOREIGN, "{case}");
                assert_eq!(file, FOREIGN, "{case}");
                "diverged"
            }
            Err(SaveError::Displaced { theirs, kept, .. }) => {
                assert_eq!(theirs.as_deref(), Some(FOREIGN), "{case}");
                assert_eq!(disk.get(kept.to_str().unwrap()).as_deref(), Some(FOREIGN));
                assert_eq!(file, NEW, "{case}");
                "displaced"
            }
            Err(other) => panic!("{case}: {other:?}"),
        });
    }
    assert_eq!(met.into_iter().collect::<Vec<_>>(), outcomes);
}

#[test]
fn a_file_renamed_into_place_during_a_save_is_never_lost() {
    check_races(EXCHANGE, &ALL, |world, _| world.put(FILE, FOREIGN, 0o644));
}

#[test]
fn a_file_overwritten_during_a_save_is_never_lost() {
    check_races(EXCHANGE, &ALL, |world, _| world.overwrite(FILE, FOREIGN));
}

#[test]
fn what_an_editor_writes_to_the_file_it_has_open_is_never_lost() {
    check_races(EXCHANGE, &ALL, |world, opened| {
        world.write_open(opened, FOREIGN);
    });
}

#[test]
fn a_file_renamed_into_place_during_a_save_in_place_is_never_lost() {
    check_races(HARD_LINK, &ALL, |world, _| world.put(FILE, FOREIGN, 0o644));
}

#[test]
fn a_file_removed_during_a_save_is_not_made_again() {
    for step in 0..EXCHANGE.steps() {
        let (disk, store) = EXCHANGE.start();
        disk.world().at(step, |world| world.remove(FILE));
        match EXCHANGE.save(&store) {
            Ok(_) | Err(SaveError::Gone { .. }) => {}
            other => panic!("removed before call {step}: {other:?}"),
        }
        assert_eq!(disk.get(FILE), None);
    }
}

#[test]
fn a_cut_off_save_is_finished_at_opening_unless_somebody_wrote_since() {
    let half = [&NEW[..30], &OLD[30..]].concat();
    let start = || {
        let (disk, store) = HARD_LINK.start();
        let note = note::Note { old: OLD, new: NEW }.to_bytes();
        let archive = Archive::open(&disk, &store.state, FILE.as_ref()).unwrap();
        archive.write(&disk, "note", &note).unwrap();
        (disk, store)
    };
    let (disk, store) = start();
    disk.world().overwrite(FILE, &half);
    let loaded = store.load().unwrap();
    assert_eq!((loaded.bytes.as_slice(), loaded.was_finished), (NEW, true));
    assert!(disk.has_anywhere(&half));

    let (disk, store) = start();
    disk.world().overwrite(FILE, FOREIGN);
    let loaded = store.load().unwrap();
    assert_eq!(
        (loaded.bytes.as_slice(), loaded.was_finished),
        (FOREIGN, false)
    );
    assert!(disk.has_anywhere(OLD) && disk.has_anywhere(NEW));
}

#[test]
fn a_file_that_says_the_new_text_already_is_no_divergence() {
    for way in [
        EXCHANGE,
        Way {
            is_new: true,
            ..EXCHANGE
        },
    ] {
        let (disk, store) = way.start();
        disk.put(FILE, NEW, OLD_MODE);
        assert!(way.save(&store).is_ok(), "{}", way.name);
    }
}

#[test]
fn attributes_go_over_to_the_new_file() {
    let way = Way {
        prepare: |world| world.attribute(FILE, "user.tag", b"alliances"),
        ..EXCHANGE
    };
    let (disk, store) = way.start();
    assert_eq!(way.save(&store).unwrap().how, How::Exchanged);
    let attributes = disk.world().attributes_of(FILE);
    assert_eq!(attributes, [("user.tag".into(), b"alliances".to_vec())]);
}

#[test]
fn without_a_state_folder_saving_works_and_says_what_is_missing() {
    let way = ways()[1];
    let (disk, store) = way.start();
    let saved = way.save(&store).unwrap();
    assert_eq!(
        saved.remark.unwrap(),
        "older versions are not kept: HOME is not set; set ONSIDE_STATE_DIR to a folder of your own"
    );
    assert_eq!(disk.world().modes("/work").len(), 1);
}

#[test]
fn without_a_state_folder_a_file_with_two_names_is_left_alone() {
    let way = Way {
        has_state: false,
        ..HARD_LINK
    };
    let (disk, store) = way.start();
    let error = way.save(&store).unwrap_err();
    assert_eq!(
        error.to_string(),
        "programme.ron was not saved: it can only be written in place (hard links, another owner, or a \
         folder you may not write to), which needs a note in the state folder, and HOME is not set; \
         set ONSIDE_STATE_DIR to a folder of your own. Your changes are kept here and tried again with \
         the next one."
    );
    assert_eq!(disk.get(FILE).as_deref(), Some(OLD));
}

#[test]
fn the_history_keeps_fifty_versions() {
    let (disk, store) = EXCHANGE.start();
    let mut expected = EXCHANGE.expected();
    for number in 0..60 {
        let text = format!("(version: 1, title: \"{number}\", departments: [])");
        let saved = store.save(text.as_bytes(), expected).unwrap();
        expected = Expected::File(saved.fingerprint);
    }
    let kept = disk.world().modes("/state");
    let versions = kept.iter().filter(|(name, _)| name.contains(".older."));
    assert_eq!(versions.count(), MOST_VERSIONS);
}
