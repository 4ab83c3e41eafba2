//! Saving from the board's side: texts handed over, reports read, the file looked at.

use std::sync::atomic::AtomicUsize;
use std::sync::mpsc::Receiver;

use rustix::io::Errno;

use super::*;
use crate::document::Document;
use crate::model::{BoardField, Edit};
use crate::store::simulator::Simulator;
use crate::store::{Fingerprint, StateFolder};

const FILE: &str = "/work/programme.ron";
const HOUR: Duration = Duration::from_hours(1);

/// A session on a simulated disk, at a clock that stands at 14:02.
struct Bench {
    disk: Simulator,
    session: Session,
    reports: Receiver<Report>,
    wakes: Arc<AtomicUsize>,
}

/// A pace at which nothing is saved unless somebody asks, and every text counts as sound.
fn on_demand() -> Pace {
    Pace {
        says: |_, _| true,
        ..Pace::on_demand()
    }
}

fn bench(pace: Pace) -> Bench {
    let disk = Simulator::default();
    disk.put(FILE, b"old", 0o640);
    let expected = Expected::File(Fingerprint::of(b"old"));
    bench_on(disk, expected, pace)
}

fn bench_on(disk: Simulator, expected: Expected, pace: Pace) -> Bench {
    let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
    let wakes = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&wakes);
    let wake = move || {
        counted.fetch_add(1, Ordering::SeqCst);
    };
    let (session, reports) =
        Session::paced(Footing::new(store, expected, Board::default()), pace, wake).unwrap();
    Bench {
        disk,
        session,
        reports,
        wakes,
    }
}

impl Bench {
    fn change(&self, text: &str) {
        self.session.save(text.to_owned(), Board::default());
    }

    fn flush(&self) -> Flushed {
        self.session.flush(HOUR)
    }

    fn file(&self) -> String {
        String::from_utf8(self.disk.get(FILE).unwrap()).unwrap()
    }
}

fn saved(revision: u64) -> Report {
    Report::Saved {
        revision,
        clock: "14:02".to_owned(),
        remark: None,
    }
}

#[test]
fn only_the_newest_text_is_saved() {
    let bench = bench(on_demand());
    for text in ["first", "second", "third"] {
        bench.change(text);
    }
    assert_eq!(bench.file(), "old");
    assert_eq!(bench.flush(), Flushed::Saved);
    assert_eq!(bench.file(), "third");
    assert_eq!(bench.reports.recv().unwrap(), saved(3));
    assert!(!bench.disk.has_anywhere(b"first") && !bench.disk.has_anywhere(b"second"));
}

#[test]
fn a_text_is_saved_by_itself_after_some_quiet() {
    let bench = bench(Pace {
        quiet: Duration::ZERO,
        ..on_demand()
    });
    bench.change("new");
    assert_eq!(bench.reports.recv().unwrap(), saved(1));
    assert_eq!(bench.file(), "new");
    bench.change("newer");
    assert_eq!(bench.reports.recv().unwrap(), saved(2));
    assert_eq!(bench.file(), "newer");
}

#[test]
fn a_text_does_not_wait_for_ever_while_changes_keep_coming() {
    let bench = bench(Pace {
        longest: Duration::ZERO,
        ..on_demand()
    });
    bench.change("new");
    assert_eq!(bench.reports.recv().unwrap(), saved(1));
}

#[test]
fn each_report_wakes_the_loop_once() {
    let bench = bench(on_demand());
    assert_eq!(bench.flush(), Flushed::Saved);
    assert_eq!(bench.wakes.load(Ordering::SeqCst), 0);
    bench.change("new");
    bench.flush();
    assert_eq!(bench.wakes.load(Ordering::SeqCst), 1);
}

#[test]
fn a_report_on_an_older_text_changes_nothing_on_the_screen() {
    let bench = bench(on_demand());
    bench.change("new");
    assert_eq!(
        bench.session.state(saved(1)),
        Some(SaveState::Saved("14:02".to_owned()))
    );
    bench.change("newer");
    assert_eq!(bench.session.state(saved(1)), None);
}

#[test]
fn who_asks_for_a_save_hears_of_it_even_if_nothing_waits() {
    let bench = bench(on_demand());
    bench.change("new");
    bench.session.write_now();
    bench.session.write_now();
    assert_eq!(bench.reports.recv().unwrap(), saved(1));
    assert_eq!(bench.reports.recv().unwrap(), saved(1));
}

#[test]
fn a_file_that_does_not_exist_is_made_by_the_first_change() {
    let disk = Simulator::default();
    disk.put("/work/other.ron", b"", 0o644);
    let bench = bench_on(disk, Expected::Nothing, on_demand());
    bench.change("new");
    assert_eq!(bench.flush(), Flushed::Saved);
    let modes = bench.disk.world().modes("/work");
    assert!(modes.contains(&("programme.ron".to_owned(), 0o600)));
    bench.change("newer");
    assert_eq!(bench.flush(), Flushed::Saved);
    assert_eq!(bench.file(), "newer");
}

#[test]
fn a_text_that_does_not_say_the_board_is_not_written() {
    let bench = bench(Pace {
        says: |text, _| text != "wrong",
        ..on_demand()
    });
    bench.change("wrong");
    let sentence = "programme.ron was not saved: its new text does not say what the board shows, which \
                    is a fault in onside; nothing was written. `u` takes the change back.";
    assert_eq!(bench.flush(), Flushed::NotSaved(sentence.to_owned()));
    assert_eq!(bench.file(), "old");
    bench.change("right");
    assert_eq!(bench.flush(), Flushed::Saved);
}

#[test]
fn on_a_real_disk_a_change_is_saved_if_it_loads_as_its_board() {
    let folder = tempfile::TempDir::new().unwrap();
    let state = StateFolder::At(folder.path().join("state"));
    let path = folder.path().join("programme.ron");
    let store = Store::new(&path, state.clone());
    let example = include_str!("../../assets/example.ron");
    store.save(example.as_bytes(), Expected::Nothing).unwrap();
    let opened = open(Source::File(path), &Folders { state, data: None }).unwrap();
    let (session, reports) = Session::start(&opened, Vec::new(), || {}).unwrap();

    let mut document = Document::load(example.as_bytes()).unwrap();
    let title = Edit::SetBoard(BoardField::Title("Partner programme FY28".to_owned()));
    let board = document.board().clone();
    document.apply(&[title]).unwrap();

    session.save(document.text().to_owned(), board);
    assert!(matches!(session.flush(HOUR), Flushed::NotSaved(_)));
    assert_eq!(store.load().unwrap().bytes, example.as_bytes());

    session.save(document.text().to_owned(), document.board().clone());
    assert_eq!(session.flush(HOUR), Flushed::Saved);
    assert_eq!(store.load().unwrap().bytes, document.text().as_bytes());
    assert!(matches!(reports.recv(), Ok(Report::NotSaved { .. })));
    assert!(matches!(
        reports.recv(),
        Ok(Report::Saved { revision: 2, .. })
    ));
}

#[test]
fn a_foreign_text_is_never_overwritten_and_ours_waits_for_it_to_go() {
    let bench = bench(on_demand());
    bench.change("ours");
    bench.disk.put(FILE, b"theirs", 0o644);
    let sentence = "programme.ron was changed by another program; nothing was overwritten. Your changes \
                    are kept here: they are saved with the next one if the file is put back.";
    assert_eq!(bench.flush(), Flushed::NotSaved(sentence.to_owned()));
    let report = bench.reports.recv().unwrap();
    assert_eq!(
        bench.session.state(report),
        Some(SaveState::Diverged(sentence.to_owned()))
    );
    bench.change("ours, more of it");
    assert_eq!(bench.flush(), Flushed::NotSaved(sentence.to_owned()));
    assert_eq!(bench.file(), "theirs");
    bench.disk.put(FILE, b"old", 0o640);
    assert_eq!(bench.flush(), Flushed::Saved);
    assert_eq!(bench.file(), "ours, more of it");
}

#[test]
fn a_failed_save_is_kept_and_tried_again_with_the_next_change() {
    let bench = bench(Pace {
        quiet: Duration::ZERO,
        ..on_demand()
    });
    bench.disk.world().lack("create", Errno::NOSPC);
    bench.change("new");
    let sentence = "programme.ron was not saved: no space left on the disk; free some space. Your \
                    changes are kept here and tried again with the next one.";
    let report = bench.reports.recv().unwrap();
    assert_eq!(
        bench.session.state(report),
        Some(SaveState::NotSaved(sentence.to_owned()))
    );
    assert_eq!(bench.file(), "old");
    bench.disk.world().lack_nothing();
    bench.change("newer");
    assert_eq!(bench.reports.recv().unwrap(), saved(2));
    assert_eq!(bench.file(), "newer");
}

#[test]
fn after_an_unconfirmed_save_the_file_is_known_as_ours() {
    let bench = bench(on_demand());
    bench.disk.world().lack("sync_folder", Errno::IO);
    bench.change("new");
    assert!(matches!(bench.flush(), Flushed::NotSaved(_)));
    assert_eq!(bench.file(), "new");
    bench.disk.world().lack_nothing();
    assert_eq!(bench.flush(), Flushed::Saved);
}

#[test]
fn what_was_displaced_is_told_and_saving_goes_on() {
    let bench = bench(on_demand());
    let calls = {
        let disk = Simulator::default();
        disk.put(FILE, b"old", 0o640);
        let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
        let expected = Expected::File(Fingerprint::of(b"old"));
        store.save(b"ours", expected).unwrap();
        disk.world().calls_before("exchange")
    };
    bench
        .disk
        .world()
        .at(calls, |world| world.put(FILE, b"theirs", 0o644));
    bench.change("ours");
    assert_eq!(bench.flush(), Flushed::Saved);
    let Report::Displaced { sentence } = bench.reports.recv().unwrap() else {
        panic!("it was not told");
    };
    assert!(sentence.starts_with(
        "programme.ron was changed by another program just as it was saved. Yours is in it, theirs is kept in /state/"
    ));
    assert!(bench.disk.has_anywhere(b"theirs"));
    bench.change("ours, more of it");
    assert_eq!(bench.flush(), Flushed::Saved);
    assert_eq!(bench.file(), "ours, more of it");
}

#[test]
fn leaving_puts_aside_what_cannot_be_saved_and_names_it() {
    let bench = bench(on_demand());
    bench.change("ours");
    bench.disk.put(FILE, b"theirs", 0o644);
    let left = bench.session.leave(HOUR);
    let Left::Kept { path, sentence } = &left else {
        panic!("{left:?}");
    };
    assert_eq!(bench.disk.get(path.to_str().unwrap()).unwrap(), b"ours");
    assert_eq!(
        sentence,
        &format!(
            "programme.ron was changed by another program; nothing was overwritten. Your version is in {}.",
            path.display()
        )
    );
    assert_eq!(bench.session.leave(HOUR), left);
    assert_eq!(bench.file(), "theirs");
}

#[test]
fn leaving_says_so_if_the_changes_can_be_put_nowhere() {
    let bench = bench(on_demand());
    bench.disk.world().lack("create", Errno::NOSPC);
    bench.disk.world().lack("create_kept", Errno::NOSPC);
    bench.change("ours");
    let Left::Lost(sentence) = bench.session.leave(HOUR) else {
        panic!("it was kept");
    };
    assert!(sentence.starts_with(
        "programme.ron was not saved: no space left on the disk; free some space. Your changes could not \
         be put aside in /work/programme.unsaved-"
    ));
}

#[test]
fn leaving_with_everything_on_disk_puts_nothing_aside() {
    let bench = bench(on_demand());
    assert_eq!(bench.session.leave(HOUR), Left::Saved);
    bench.change("new");
    assert_eq!(bench.session.leave(HOUR), Left::Saved);
    assert_eq!(bench.file(), "new");
}

#[test]
fn a_disk_that_hangs_is_told_and_holds_nobody() {
    let bench = bench(Pace {
        slow: Duration::ZERO,
        ..on_demand()
    });
    let (release, hang) = mpsc::channel::<()>();
    bench.disk.world().take_steps();
    bench.disk.world().at(0, move |_| hang.recv().unwrap());
    bench.change("new");
    bench.session.write_now();
    assert_eq!(bench.reports.recv().unwrap(), Report::Saving);
    assert_eq!(bench.session.flush(Duration::ZERO), Flushed::Late);
    assert_eq!(bench.session.leave(Duration::ZERO), Left::Late);
    bench.change("newer");
    release.send(()).unwrap();
    assert_eq!(bench.reports.recv().unwrap(), saved(1));
    assert_eq!(bench.flush(), Flushed::Saved);
    assert_eq!(bench.file(), "newer");
}

#[test]
fn when_the_last_handle_goes_what_waits_is_saved() {
    let Bench {
        disk,
        session,
        reports,
        ..
    } = bench(on_demand());
    session.save("new".to_owned(), Board::default());
    drop(session);
    assert_eq!(reports.recv().unwrap(), saved(1));
    assert!(reports.recv().is_err());
    assert_eq!(disk.get(FILE).unwrap(), b"new");
}

#[test]
fn that_older_versions_are_not_kept_is_told_once() {
    let disk = Simulator::default();
    disk.put(FILE, b"old", 0o640);
    let store = Store::on(disk, FILE, StateFolder::Off("HOME is not set".to_owned()));
    let expected = Expected::File(Fingerprint::of(b"old"));
    let (session, reports) = Session::paced(
        Footing::new(store, expected, Board::default()),
        on_demand(),
        || {},
    )
    .unwrap();
    let mut remarks = Vec::new();
    for text in ["new", "newer"] {
        session.save(text.to_owned(), Board::default());
        session.flush(HOUR);
        if let Report::Saved { remark, .. } = reports.recv().unwrap() {
            remarks.push(remark.is_some());
        }
    }
    assert_eq!(remarks, [true, false]);
}
