//! Journals on the simulator: what was acknowledged comes back, whatever stops it and where.

use rustix::io::Errno;

use super::*;
use crate::store::simulator::{Fate, Fault, Simulator};
use crate::store::{Expected, Fingerprint, StateFolder, VersionKind};

const FILE: &str = "/work/programme.ron";
const TEXTS: [&str; 5] = ["zero", "first", "first and second", "second", "third"];

fn start() -> (Simulator, Store<Simulator>) {
    let disk = Simulator::default();
    disk.put(FILE, TEXTS[0].as_bytes(), 0o640);
    let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
    (disk, store)
}

/// Lives a session of five texts, the second of which is saved; returns how many texts
/// were acknowledged as noted, and how many as saved, before something failed.
fn live(store: &Store<Simulator>) -> (usize, usize) {
    let (mut noted, mut saved) = (0, 0);
    // Whatever fails ends it here: a session would go on.
    let _ = live_until_it_fails(store, &mut noted, &mut saved);
    (noted, saved)
}

fn live_until_it_fails(
    store: &Store<Simulator>,
    noted: &mut usize,
    saved: &mut usize,
) -> Result<(), Failure> {
    let bytes = |nth: usize| TEXTS[nth].as_bytes();
    let mut journal = store.begin_journal(bytes(0), bytes(1))?;
    *noted = 1;
    store.note_change(&mut journal, bytes(1), bytes(2))?;
    store.sync_journal(&mut journal)?;
    *noted = 2;
    let expected = Expected::File(Fingerprint::of(bytes(0)));
    if store.save(bytes(2), expected).is_ok() {
        *saved = 2;
    }
    store.note_saved(&mut journal)?;
    store.note_change(&mut journal, bytes(2), bytes(3))?;
    store.sync_journal(&mut journal)?;
    *noted = 3;
    store.note_change(&mut journal, bytes(3), bytes(4))?;
    store.sync_journal(&mut journal)?;
    *noted = 4;
    Ok(())
}

fn fates() -> impl Iterator<Item = Fate> {
    let mixed = (1..=16).map(Fate::Mixed);
    [Fate::Lost, Fate::Kept].into_iter().chain(mixed)
}

/// Holds that of the texts acknowledged the last is in the file or in an orphan.
fn check_kept(disk: &Simulator, store: &Store<Simulator>, acked: (usize, usize), case: &str) {
    let (noted, saved) = acked;
    let file = store.load().unwrap().bytes;
    let in_file = TEXTS
        .iter()
        .position(|text| text.as_bytes() == file)
        .unwrap();
    let orphans = store.orphans();
    let texts = orphans.iter().map(|orphan| {
        let text = &orphan.reading.text;
        TEXTS
            .iter()
            .position(|each| each.as_bytes() == text)
            .unwrap()
    });
    let newest = texts.max().unwrap_or(0).max(in_file);
    assert!(
        newest >= noted.max(saved),
        "{case}: {acked:?}, {newest} is left"
    );
    assert!(in_file >= saved, "{case}");
    for (name, mode) in disk.world().modes("/state") {
        assert_eq!(mode & !0o640, 0, "{case}: {name} has {mode:o}");
        assert!(!name.contains("journal") || mode == 0o600, "{case}: {name}");
    }
}

#[test]
fn what_was_noted_outlives_a_crash_at_any_call() {
    let (disk, store) = start();
    assert_eq!(live(&store), (4, 2));
    let steps = disk.world().take_steps();
    let mut cases = 0;
    for step in 0..=steps {
        for fate in fates() {
            let (disk, store) = start();
            disk.world().crash_at(step);
            let acked = live(&store);
            disk.world().crash(fate);
            check_kept(
                &disk,
                &store,
                acked,
                &format!("crash at call {step}, {fate:?}"),
            );
            cases += 1;
        }
    }
    println!("{cases} crashes");
    assert!(cases > 700, "{cases}");
}

#[test]
fn any_error_at_any_call_takes_nothing_that_was_noted() {
    let (disk, store) = start();
    live(&store);
    let steps = disk.world().take_steps();
    for step in 0..steps {
        for error in [Errno::IO, Errno::NOSPC, Errno::NOLCK, Errno::INVAL] {
            for stays in [false, true] {
                let (disk, store) = start();
                disk.world().fail(Some(Fault { step, error, stays }));
                let acked = live(&store);
                disk.world().crash(Fate::Lost);
                let case = format!("{error:?} at call {step}, stays: {stays}");
                check_kept(&disk, &store, acked, &case);
            }
        }
    }
}

#[test]
fn a_journal_of_a_living_session_is_nobodys() {
    let (disk, store) = start();
    let journal = store.begin_journal(b"zero", b"first").unwrap();
    assert!(store.orphans().is_empty());
    disk.world().kill_all();
    let found = store.orphans();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].reading.text, b"first");
    assert!(store.orphans().is_empty(), "whoever found it has it");
    drop(journal);
}

#[test]
fn where_there_are_no_locks_the_process_is_asked_for() {
    let (disk, store) = start();
    disk.world().lack("lock_file", Errno::NOLCK);
    store.begin_journal(b"zero", b"first").unwrap();
    disk.world().running.insert(std::process::id());
    assert!(store.orphans().is_empty());
    disk.world().running.clear();
    assert_eq!(store.orphans().len(), 1);
}

#[test]
fn a_change_is_one_small_append() {
    let (disk, store) = start();
    let long = "x".repeat(1 << 20);
    let mut journal = store
        .begin_journal(long.as_bytes(), long.as_bytes())
        .unwrap();
    let before = journal.length;
    let changed = format!("{}y{}", &long[..500_000], &long[500_001..]);
    store
        .note_change(&mut journal, long.as_bytes(), changed.as_bytes())
        .unwrap();
    store.sync_journal(&mut journal).unwrap();
    assert!(journal.length - before < 60, "{}", journal.length - before);
    disk.world().kill_all();
    assert_eq!(store.orphans()[0].reading.text, changed.as_bytes());
}

#[test]
fn a_journal_that_failed_is_not_written_to_again() {
    let (disk, store) = start();
    let mut journal = store.begin_journal(b"zero", b"first").unwrap();
    disk.world().lack("write", Errno::NOSPC);
    let failure = store
        .note_change(&mut journal, b"first", b"second")
        .unwrap_err();
    insta::assert_snapshot!(failure, @"Changes to programme.ron can't be noted in its journal: no space left on the disk; free some space. They are saved all the same, but until then in memory only.");
    disk.world().lack_nothing();
    assert!(journal.is_worn());
    assert!(
        store
            .note_change(&mut journal, b"first", b"second")
            .is_err()
    );
    let newer = store.begin_journal(b"zero", b"second").unwrap();
    store.retire_journal(journal).unwrap();
    disk.world().kill_all();
    let texts: Vec<_> = store
        .orphans()
        .into_iter()
        .map(|it| it.reading.text)
        .collect();
    assert_eq!(texts, [b"second"]);
    drop(newer);
}

#[test]
fn a_journal_holds_only_so_many_changes() {
    let (_, store) = start();
    let mut journal = store.begin_journal(b"a", b"b").unwrap();
    let mut noted = 0;
    let failure = loop {
        match store.note_change(&mut journal, b"b", b"b") {
            Ok(()) => noted += 1,
            Err(failure) => break failure,
        }
        assert_eq!(journal.is_worn(), noted + 2 >= LONG);
    };
    assert_eq!(noted + 2, MOST_RECORDS);
    insta::assert_snapshot!(failure, @"Changes to programme.ron can't be noted in its journal: too many changes wait in it; the next save empties it. They are saved all the same, but until then in memory only.");
}

#[test]
fn an_orphan_put_away_is_in_the_history_and_offered_no_more() {
    let (disk, store) = start();
    store.begin_journal(b"zero", b"first").unwrap();
    disk.world().kill_all();
    let orphans = store.orphans();
    store.put_away(&orphans[0], false).unwrap();
    disk.world().crash(Fate::Lost);
    assert!(store.orphans().is_empty());
    let versions = store.versions().unwrap();
    assert_eq!(versions[0].kind, VersionKind::Unsaved);
    assert_eq!(store.read_version(&versions[0]).unwrap(), b"first");
}

#[test]
fn a_damaged_journal_is_read_as_far_as_it_is_sound_and_set_aside() {
    let (disk, store) = start();
    let mut journal = store.begin_journal(b"zero", b"first").unwrap();
    store
        .note_change(&mut journal, b"first", b"second")
        .unwrap();
    let path = format!("/state/{}", path_of(&disk, ".journal"));
    let mut bytes = disk.get(&path).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    disk.world().overwrite(&path, &bytes);
    disk.world().kill_all();
    let orphans = store.orphans();
    assert_eq!(orphans[0].reading.text, b"first");
    assert!(orphans[0].reading.unread > 0);
    store.put_away(&orphans[0], true).unwrap();
    assert!(disk.has_anywhere(&bytes), "nothing of it is deleted");
    assert!(store.orphans().is_empty());
}

#[test]
fn what_is_no_journal_is_set_aside() {
    let (disk, store) = start();
    store.begin_journal(b"zero", b"first").unwrap();
    let path = format!("/state/{}", path_of(&disk, ".journal"));
    disk.world().overwrite(&path, b"hello");
    disk.world().kill_all();
    assert!(store.orphans().is_empty());
    assert!(disk.has_anywhere(b"hello"));
    assert!(path_of(&disk, UNSOUND).ends_with(UNSOUND));
}

/// Returns the path within the state folder of the file whose name ends so.
fn path_of(disk: &Simulator, ending: &str) -> String {
    disk.world().find_ending("/state", ending).unwrap()
}
