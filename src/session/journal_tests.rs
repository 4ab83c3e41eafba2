//! A session with a journal, on a disk that fails, hangs or loses power.

use std::sync::mpsc::Receiver;

use rustix::io::Errno;

use super::*;
use crate::store::simulator::{Fate, Simulator};
use crate::store::{Fingerprint, StateFolder, VersionKind};

const FILE: &str = "/work/programme.ron";
const HOUR: Duration = Duration::from_hours(1);

/// A session that keeps a journal, and saves when it is asked.
struct Bench {
    disk: Simulator,
    store: Store<Simulator>,
    session: Session,
    reports: Receiver<Report>,
}

fn bench() -> Bench {
    let disk = Simulator::default();
    disk.put(FILE, b"old", 0o640);
    let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
    let pace = Pace {
        says: |_, _| true,
        ..Pace::on_demand()
    };
    let expected = Expected::File(Fingerprint::of(b"old"));
    let started = Session::paced(
        Footing::new(store.clone(), expected, Board::default()),
        pace,
        || {},
    );
    let (session, reports) = started.unwrap();
    session.keep_journal("old".to_owned(), Vec::new());
    Bench {
        disk,
        store,
        session,
        reports,
    }
}

impl Bench {
    fn change(&self, text: &str) {
        self.session.save(text.to_owned(), Board::default());
    }

    fn has_journal(&self) -> bool {
        let journal = self.disk.world().find_ending("/state", ".journal");
        journal.is_some()
    }

    /// Returns what a next session finds of this one, after the power was cut.
    fn orphans(&self) -> Vec<String> {
        self.disk.world().crash(Fate::Lost);
        let texts = self.store.orphans().into_iter().map(|it| it.reading.text);
        texts.map(|text| String::from_utf8(text).unwrap()).collect()
    }
}

#[test]
fn what_could_not_be_saved_is_in_the_journal() {
    let bench = bench();
    bench.change("ours");
    bench.disk.put(FILE, b"theirs", 0o644);
    assert!(matches!(bench.session.flush(HOUR), Flushed::NotSaved(_)));
    assert_eq!(bench.orphans(), ["ours"]);
}

#[test]
fn while_a_save_hangs_what_it_saves_is_in_the_journal_already() {
    let bench = bench();
    bench.change("first");
    bench.session.flush(HOUR);
    bench.disk.world().take_steps();
    let (release, hang) = mpsc::channel::<()>();
    let (arrived, is_there) = mpsc::channel::<()>();
    // The change is noted by a write and a sync; then the save begins.
    bench.disk.world().at(2, move |world| {
        arrived.send(()).unwrap();
        world.crash_at(3);
        hang.recv().unwrap();
    });
    bench.change("second");
    bench.session.write_now();
    is_there.recv().unwrap();
    assert_eq!(bench.session.leave(Duration::ZERO), Left::Late);
    release.send(()).unwrap();
    let Bench {
        disk,
        store,
        session,
        reports,
    } = bench;
    drop(session);
    // Ends with the thread: nothing of it comes after the power is back.
    drop(reports.iter().last());
    disk.world().crash(Fate::Lost);
    assert_eq!(store.orphans()[0].reading.text, b"second");
}

#[test]
fn leaving_with_everything_in_the_file_leaves_no_journal() {
    let bench = bench();
    bench.change("new");
    assert_eq!(bench.session.flush(HOUR), Flushed::Saved);
    assert!(bench.has_journal());
    assert_eq!(bench.session.leave(HOUR), Left::Saved);
    assert!(!bench.has_journal());
    assert!(bench.orphans().is_empty());
}

#[test]
fn leaving_with_a_change_that_can_not_be_saved_says_that_it_is_offered_again() {
    let bench = bench();
    bench.change("ours");
    bench.disk.put(FILE, b"theirs", 0o644);
    let Left::Noted(sentence) = bench.session.leave(HOUR) else {
        panic!("it was not noted");
    };
    insta::assert_snapshot!(sentence, @"programme.ron was changed by another program; nothing was overwritten. Your changes are kept, and offered when the board is opened again.");
    assert_eq!(bench.orphans(), ["ours"]);
}

#[test]
fn a_journal_that_can_not_be_written_is_told_once_and_tried_again() {
    let bench = bench();
    bench.disk.world().lack("create_kept", Errno::NOSPC);
    bench.change("one");
    let Report::Remark { sentence } = bench.reports.recv().unwrap() else {
        panic!("it was not told");
    };
    insta::assert_snapshot!(sentence, @"Changes to programme.ron can't be noted in its journal: no space left on the disk; free some space. They are saved all the same, but until then in memory only.");
    bench.change("two");
    assert_eq!(bench.session.flush(HOUR), Flushed::Saved);
    assert!(matches!(bench.reports.recv(), Ok(Report::Saved { .. })));
    bench.disk.world().lack_nothing();
    bench.change("three");
    bench.disk.put(FILE, b"theirs", 0o644);
    bench.session.flush(HOUR);
    assert_eq!(bench.orphans(), ["three"]);
}

#[test]
fn what_is_put_away_is_in_the_history() {
    let disk = Simulator::default();
    disk.put(FILE, b"old", 0o640);
    let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
    drop(store.begin_journal(b"old", b"lost").unwrap());
    disk.world().kill_all();
    let orphans = store.orphans();
    let name = orphans[0].name();
    let expected = Expected::File(Fingerprint::of(b"old"));
    let (session, _reports) = Session::paced(
        Footing::new(store.clone(), expected, Board::default()),
        Pace::default(),
        || {},
    )
    .unwrap();
    session.keep_journal("old".to_owned(), orphans);
    session.put_away(name);
    assert_eq!(session.flush(HOUR), Flushed::Saved);
    let versions = store.versions().unwrap();
    assert_eq!(versions[0].kind, VersionKind::Unsaved);
    assert_eq!(store.read_version(&versions[0]).unwrap(), b"lost");
}
