//! Who has what was noted or called saved once, at every moment: the file, a journal, what was saved
//! last, or an offer; never the history alone.

use super::watching_tests::{Bench, FILE, HOUR, board, text};
use super::*;
use crate::document::Document;
use crate::document::merge::merge;
use crate::store::StateFolder;
use crate::store::simulator::{Fate, Simulator};

/// A board of three people with these powers.
fn three(dana: u8, sam: u8, mei: u8) -> String {
    let mei = format!("(id: \"mei\", name: \"Mei\", power: {mei}),\n])])");
    text(dana, sam).replacen("])])", &mei, 1)
}

fn begun(text: &str) -> Bench {
    let bench = Bench::first(text);
    bench.session.keep_journal(text.to_owned(), Vec::new());
    bench
}

fn store(disk: &Simulator) -> Store<Simulator> {
    Store::on(disk.clone(), FILE, StateFolder::At("/state".into()))
}

/// Returns what opening the file now would make of it, were all that is offered put back.
fn put_back(disk: &Simulator) -> Board {
    let store = store(disk);
    let document = Document::load(&disk.get(FILE).unwrap()).unwrap();
    let offered = theirs::offered(&store, store.last_saved(), &document);
    let mut board = document.board().clone();
    if let Some(offered) = offered {
        let missing = unanswered::missing(&offered, &board).unwrap();
        let merged = merge(&missing.parent, &board, &missing.saved);
        for edit in merged.edits {
            board.apply(&edit).unwrap();
        }
    }
    board
}

/// Two sessions with an offer each, one after the other, and both saved on without an answer: Dana
/// to 2 at the first, Mei to 3 at the other.
fn two_offers() -> (Bench, Bench) {
    let one = begun(&three(1, 1, 1));
    one.save(&three(2, 1, 1));
    let other = Bench::open(&one.disk, &three(2, 1, 1));
    other.session.keep_journal(three(2, 1, 1), Vec::new());
    other.look();
    let put_back_at = |bench: &Bench| {
        bench.write(&three(1, 1, 1));
        assert!(!bench.theirs().older.unwrap().is_unaware);
        bench.session.adopt(None);
    };
    put_back_at(&one);
    one.save(&three(1, 1, 3));
    assert_eq!(other.theirs().older, None);
    other.session.adopt(None);
    put_back_at(&other);
    other.save(&three(1, 4, 1));
    (one, other)
}

#[test]
fn an_offer_without_an_answer_stays_though_another_session_has_one_too() {
    let (one, _other) = two_offers();
    assert_eq!(put_back(&one.disk), board(&three(2, 4, 3)));
}

#[test]
fn an_offer_without_an_answer_stays_though_another_session_has_its_own_answered() {
    let (one, other) = two_offers();
    other.save(&three(1, 4, 3));
    assert_eq!(put_back(&one.disk), board(&three(2, 4, 3)));
    let (one, other) = two_offers();
    other.session.accept();
    other.session.flush(HOUR);
    assert_eq!(put_back(&one.disk), board(&three(2, 4, 1)));
}

/// A session accepts an older version while another saves at that call. Returns the disk and how
/// many calls come before the lock, from which on no other session saves.
fn saved_while_accepting(call: usize) -> (Bench, usize) {
    let one = begun(&text(1, 1));
    one.save(&text(2, 1));
    one.write(&text(1, 1));
    one.theirs();
    one.session.adopt(None);
    one.session.flush(HOUR);
    let before = super::ancestry_tests::files(&one);
    let other = Bench::open(&one.disk, &text(1, 1));
    other.save(&text(1, 4));
    let after = super::ancestry_tests::files(&one);
    {
        let mut world = one.disk.world();
        for (path, _) in &after {
            world.remove(path);
        }
        super::ancestry_tests::put(&mut world, &before);
        world.take_steps();
        world.at(call, move |world| super::ancestry_tests::put(world, &after));
    }
    one.session.accept();
    one.session.flush(HOUR);
    let calls = one.disk.world().calls_before("lock");
    (one, calls)
}

#[test]
fn what_another_session_saves_while_an_older_version_is_accepted_stays_the_last_one() {
    let (_, calls) = saved_while_accepting(usize::MAX);
    assert!(calls > 2);
    for call in 0..=calls {
        let (one, _) = saved_while_accepting(call);
        one.disk.world().at(usize::MAX, |_| {});
        one.write(&text(1, 1));
        assert_eq!(put_back(&one.disk), board(&text(1, 4)), "{call}");
    }
}

#[test]
fn what_a_killed_session_put_into_the_file_is_not_forgotten_when_its_journal_goes() {
    let calls = {
        let bench = begun(&text(1, 1));
        bench.save(&text(1, 2));
        bench.disk.world().take_steps();
        bench.save(&text(2, 2));
        bench.disk.world().take_steps()
    };
    let mut found = 0;
    for call in 0..calls {
        let bench = begun(&text(1, 1));
        bench.save(&text(1, 2));
        bench.disk.world().take_steps();
        bench.disk.world().crash_at(call);
        bench.change(&text(2, 2));
        bench.session.flush(HOUR);
        let disk = bench.end();
        disk.world().crash(Fate::Kept);
        let document = Document::load(&disk.get(FILE).unwrap()).unwrap();
        drop(recovery::find_unsaved(&store(&disk), &document));
        if document.text() == text(2, 2) {
            found += 1;
            // An old buffer, while nobody has the board open.
            disk.put(FILE, text(1, 5).as_bytes(), 0o640);
            let powers = put_back(&disk);
            assert_eq!(powers, board(&text(2, 5)), "{call}");
        }
    }
    assert!(found > 3, "{found}");
}
