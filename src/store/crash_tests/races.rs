//! Somebody else acts before each call of a save in turn; what they wrote is looked for.

use std::collections::BTreeSet;

use super::super::simulator::World;
use super::super::*;
use super::ways::{EXCHANGE, FILE, FOREIGN, HARD_LINK, NEW, Way};

/// What a save that somebody disturbs comes to, depending on when.
const ALL: [&str; 3] = ["displaced", "diverged", "saved"];

/// Lets somebody else act before each call in turn and looks for what they wrote.
fn check_races(way: Way, outcomes: &[&str], deed: fn(&mut World, usize)) {
    let mut met = BTreeSet::new();
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
