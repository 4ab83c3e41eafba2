//! Which kept version a text may come from: one that ours comes from too, or what it lacks is not
//! ours to put back.

use super::opening::Unread;
use super::watching_tests::{Bench, FILE, HOUR, board, text};
use super::*;
use crate::document::Document;
use crate::store::StateFolder;
use crate::store::simulator::{Simulator, World};

/// Every file there is, to be put back in the middle of something else.
pub(super) type Files = Vec<(String, Vec<u8>)>;

pub(super) fn files(bench: &Bench) -> Files {
    let world = bench.disk.world();
    let paths = world.paths().into_iter();
    let files = paths.filter_map(|path| world.get(&path).map(|bytes| (path, bytes)));
    files.collect()
}

/// One session looks at what another saved, which saves again at that call of the look. Returns what
/// the first is told, and how many calls its look makes.
fn saved_again_at(call: usize) -> (Theirs, usize) {
    let one = Bench::first(&text(1, 1));
    one.look();
    let other = Bench::open(&one.disk, &text(1, 1));
    other.save(&text(2, 1));
    let before = files(&one);
    other.save(&text(2, 2));
    let after = files(&one);
    {
        let mut world = one.disk.world();
        for (path, _) in &after {
            world.remove(path);
        }
        for (path, bytes) in &before {
            world.put(path, bytes, 0o600);
        }
        world.take_steps();
        world.at(call, move |world| {
            for (path, bytes) in &after {
                world.put(path, bytes, 0o600);
            }
        });
    }
    one.change(&text(5, 1));
    let theirs = one.theirs();
    let calls = one.disk.world().take_steps();
    (theirs, calls)
}

#[test]
fn what_a_session_saved_is_no_older_version_though_it_saves_again_while_we_look() {
    let (_, calls) = saved_again_at(usize::MAX);
    for call in 0..calls {
        let (theirs, _) = saved_again_at(call);
        assert_eq!(theirs.older, None, "{call}");
    }
}

#[test]
fn a_version_that_we_never_had_is_no_parent_of_what_comes_after_it() {
    let one = Bench::first(&text(1, 1));
    one.session.keep_journal(text(1, 1), Vec::new());
    one.save(&text(2, 1));
    let other = Bench::open(&one.disk, &text(2, 1));
    other.session.keep_journal(text(2, 1), Vec::new());
    // Another program writes twice, and only the other session sees both.
    for (dana, sam) in [(2, 4), (3, 4)] {
        one.write(&text(dana, sam));
        assert_eq!(other.theirs().older, None);
        other.session.adopt(None);
        other.session.flush(HOUR);
    }
    let theirs = one.theirs();
    assert_eq!(theirs.document.text(), text(3, 4));
    assert_eq!(theirs.older, None, "Sam's 4 would be taken back");
}

#[test]
fn what_others_wrote_after_the_last_save_is_not_missing_from_the_file_at_opening() {
    let bench = Bench::first(&text(1, 1));
    bench.session.keep_journal(text(1, 1), Vec::new());
    bench.save(&text(2, 1));
    for (dana, sam) in [(2, 4), (3, 4)] {
        bench.write(&text(dana, sam));
        assert_eq!(bench.theirs().older, None);
        bench.session.adopt(None);
        bench.session.flush(HOUR);
    }
    assert_eq!(bench.offered(), None, "Sam's 4 would be taken back");
}

#[test]
fn what_ours_displaced_does_not_come_from_ours() {
    let text = |dana, sam, power, title: &str| {
        let text = text(dana, sam).replacen("power", &format!("title: \"{title}\", power"), 1);
        text.replacen(
            "])])",
            &format!("(id: \"mei\", name: \"Mei\", power: {power}),\n])])"),
            1,
        )
    };
    let calls = {
        let bench = Bench::first(&text(1, 1, 1, ""));
        bench.save(&text(2, 2, 1, "VP"));
        bench.disk.world().calls_before("exchange")
    };
    let bench = Bench::first(&text(1, 1, 1, ""));
    let theirs = text(2, 2, 5, "");
    let written = theirs.clone();
    bench.disk.world().at(calls, move |world| {
        world.put(FILE, written.as_bytes(), 0o640);
    });
    bench.change(&text(2, 2, 1, "VP"));
    bench.session.flush(HOUR);
    let told = bench.only_theirs(bench.reports());
    assert_eq!(told.document.text(), theirs);
    assert_eq!(told.base, board(&text(1, 1, 1, "")));
    assert_eq!(told.older, None, "the title VP would be lost");
}

/// What is on the disk, one after the other: an older copy that another program wrote in the file;
/// what the other session merged of it; the same, noted as what was saved last; and what the
/// program has written of that.
fn states(one: &Bench) -> [Files; 4] {
    one.session.keep_journal(text(1, 1), Vec::new());
    one.save(&text(2, 1));
    one.write(&text(1, 4));
    let copied = files(one);
    assert!(one.theirs().older.is_some());
    one.session.adopt(None);
    one.save(&text(2, 4));
    let noted = files(one);
    one.write(&text(2, 5));
    let written = files(one);
    let is_last = |path: &str| path.ends_with("/last");
    let mut merged = noted.clone();
    merged.retain(|(path, _)| !is_last(path));
    merged.extend(copied.iter().filter(|(path, _)| is_last(path)).cloned());
    [copied, merged, noted, written]
}

/// A session is opened while the disk goes from each state to the next, at those calls. Returns
/// all that it is told then, and how many calls its opening makes.
fn saved_while_opening_at(states: &[Files; 4], moments: [usize; 3]) -> (Vec<Theirs>, usize) {
    let disk = Simulator::default();
    let [copied, merged, noted, written] = states.clone();
    put(&mut disk.world(), &copied);
    let [first, second, third] = moments;
    let last = written.clone();
    disk.world().at(first, move |world| {
        put(world, &merged);
        world.at(second, move |world| {
            put(world, &noted);
            world.at(third, move |world| put(world, &last));
        });
    });
    let (footing, said) = read_now(&disk);
    let calls = disk.world().take_steps();
    disk.world().at(usize::MAX, |_| {});
    put(&mut disk.world(), &written);
    let begun = Bench::begin(&disk, footing, Duration::ZERO);
    begun.session.keep_journal(said, Vec::new());
    let mut told = Vec::new();
    while let [Report::Theirs(theirs)] = &*begun.look() {
        told.push((**theirs).clone());
        begun.session.adopt(None);
        begun.session.flush(HOUR);
    }
    (told, calls)
}

/// Makes a disk hold `files`, whatever else is on it.
pub(super) fn put(world: &mut World, files: &Files) {
    for (path, bytes) in files {
        world.put(path, bytes, 0o600);
    }
}

/// Reads the file as an opening does.
fn read_now(disk: &Simulator) -> (Footing<Simulator>, String) {
    let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
    let mut unread = Unread::new(store);
    let loaded = unread.load().unwrap();
    let document = Document::load(&loaded.bytes).unwrap();
    theirs::offered(&unread.store, unread.last, &document);
    let footing = Footing {
        store: unread.store,
        expected: Expected::File(loaded.fingerprint),
        base: document.board().clone(),
        lineage: unread.lineage,
    };
    (footing, document.text().to_owned())
}

#[test]
fn what_is_saved_at_any_moment_of_an_opening_is_taken_in() {
    let never = usize::MAX;
    let states = states(&Bench::first(&text(1, 1)));
    let (_, calls) = saved_while_opening_at(&states, [never; 3]);
    assert!(calls > 10, "{calls}");
    let mut told_of = Vec::new();
    for first in 0..=calls {
        for second in (first + 1..=calls + 1).step_by(2) {
            for third in [second + 1, never] {
                let moments = [first, second, third];
                let (told, _) = saved_while_opening_at(&states, moments);
                for theirs in &told {
                    assert_eq!(theirs.older, None, "{moments:?}");
                }
                told_of.push(told.len());
            }
        }
    }
    assert!(told_of.contains(&0) && told_of.contains(&2), "{told_of:?}");
}

#[test]
fn what_a_save_displaced_is_a_parent_though_it_was_under_way_when_the_file_was_read() {
    for is_saved_first in [false, true] {
        let one = Bench::first(&text(1, 1));
        one.session.keep_journal(text(1, 1), Vec::new());
        // The new text is in the file, and not noted yet.
        let footing = Bench::read(&one.disk, &text(2, 1));
        one.save(&text(2, 1));
        let begun = Bench::begin(&one.disk, footing, Duration::ZERO);
        begun.session.keep_journal(text(2, 1), Vec::new());
        if is_saved_first {
            begun.save(&text(3, 1));
        } else {
            begun.look();
        }
        begun.write(&text(1, 4));
        let older = begun.theirs().older.expect("Dana's 2 would be taken back");
        assert_eq!(older.parent, board(&text(1, 1)));
    }
}

#[test]
fn what_was_saved_after_the_file_was_read_is_not_taken_for_known() {
    let one = Bench::first(&text(1, 1));
    one.session.keep_journal(text(1, 1), Vec::new());
    one.save(&text(2, 1));
    // An older copy takes its place; we read that, and before we begin to watch the file the other
    // session merges it and saves, and another program writes on.
    one.write(&text(1, 4));
    let footing = Bench::read(&one.disk, &text(1, 4));
    assert!(one.theirs().older.is_some());
    one.session.adopt(None);
    one.save(&text(2, 4));
    one.write(&text(2, 5));
    let begun = Bench::begin(&one.disk, footing, Duration::ZERO);
    begun.session.keep_journal(text(1, 4), Vec::new());
    for said in [text(2, 4), text(2, 5)] {
        let theirs = begun.theirs();
        assert_eq!(theirs.document.text(), said);
        assert_eq!(theirs.older, None, "Dana's 2 would be taken back");
        begun.session.adopt(None);
        begun.session.flush(HOUR);
    }
}
