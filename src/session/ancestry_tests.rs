//! Which kept version a text may come from: one that ours comes from too, or what it lacks is not
//! ours to put back.

use super::watching_tests::{Bench, HOUR, board, text};
use super::*;

/// Every file there is, to be put back in the middle of something else.
type Files = Vec<(String, Vec<u8>)>;

fn files(bench: &Bench) -> Files {
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
        world.put(super::watching_tests::FILE, written.as_bytes(), 0o640);
    });
    bench.change(&text(2, 2, 1, "VP"));
    bench.session.flush(HOUR);
    let told = bench.only_theirs(bench.reports());
    assert_eq!(told.document.text(), theirs);
    assert_eq!(told.base, board(&text(1, 1, 1, "")));
    assert_eq!(told.older, None, "the title VP would be lost");
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
