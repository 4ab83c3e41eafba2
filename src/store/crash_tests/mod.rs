//! Every way of saving, stopped, failed and disturbed at every call, on the simulator.
//!
//! The oracle: the file is the old one or the new one, whole; the new one if that was
//! acknowledged; never wider open than it was; what somebody else wrote is somewhere.

mod races;
mod ways;

use rustix::io::Errno;

use super::simulator::{Fate, Fault};
use super::*;
use ways::{EXCHANGE, FILE, FOREIGN, HARD_LINK, NEW, OLD, OLD_MODE, SHORT, THIRD, Way, ways};

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
fn the_history_keeps_four_hundred_versions_and_fifty_large_ones() {
    for (filling, saves, most) in [(0, MOST_VERSIONS + 9, MOST_VERSIONS), (1 << 20, 60, 50)] {
        let (disk, store) = EXCHANGE.start();
        let mut expected = EXCHANGE.expected();
        for number in 0..saves {
            let text = format!("{number}{}", " ".repeat(filling));
            let saved = store.save(text.as_bytes(), expected).unwrap();
            expected = Expected::File(saved.fingerprint);
        }
        let kept = disk.world().modes("/state");
        let versions = kept.iter().filter(|(name, _)| name.contains(".older."));
        assert_eq!(versions.count(), most);
    }
}
