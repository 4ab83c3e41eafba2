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
    // Calls are counted from here on.
    bench.session.flush(HOUR);
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

#[test]
fn what_waited_when_an_older_version_was_put_back_on_purpose_is_offered_again() {
    let bench = begun(&text(1, 1));
    bench.save(&text(2, 1));
    bench.change(&text(2, 2));
    bench.write(&text(1, 1));
    assert!(!bench.theirs().older.unwrap().is_unaware);
    // One more change came before its person had heard of it.
    bench.change(&text(2, 3));
    bench.session.adopt(None);
    assert_eq!(bench.session.leave(HOUR), Left::Saved);
    assert_eq!(put_back(&bench.disk), board(&text(2, 3)));
}

/// A save displaces what somebody else wrote in the middle of it; its session is told.
fn displaced(before: &[&str], theirs: &str, ours: &str) -> (Bench, Theirs) {
    let begin = || {
        let bench = begun(before[0]);
        for text in &before[1..] {
            bench.save(text);
        }
        bench.disk.world().take_steps();
        bench
    };
    let calls = {
        let bench = begin();
        bench.save(ours);
        bench.disk.world().calls_before("exchange")
    };
    let bench = begin();
    let written = theirs.to_owned();
    bench.disk.world().at(calls, move |world| {
        world.put(FILE, written.as_bytes(), 0o640);
    });
    bench.change(ours);
    bench.session.flush(HOUR);
    let told = bench.only_theirs(bench.reports());
    assert_eq!(told.document.text(), theirs);
    (bench, told)
}

/// Returns what opening the file now would ask of it, as the powers that would come back and how
/// many questions there would be.
fn brought_back(disk: &Simulator) -> Vec<(Board, usize)> {
    let document = Document::load(&disk.get(FILE).unwrap()).unwrap();
    let found = recovery::find_unsaved(&store(disk), &document);
    let merged = found.offers.iter().map(|offer| {
        let merged = merge(&offer.base, document.board(), &offer.board);
        let mut board = document.board().clone();
        for edit in merged.edits {
            board.apply(&edit).unwrap();
        }
        (board, merged.conflicts.len())
    });
    merged.collect()
}

fn brought_back_after(bench: Bench) -> Vec<(Board, usize)> {
    let disk = bench.end();
    disk.world().kill_all();
    brought_back(&disk)
}

#[test]
fn what_a_save_displaced_is_offered_if_its_session_ends_before_it_is_merged() {
    let of_base: &[&str] = &[&text(1, 1)];
    let older: &[&str] = &[&text(1, 1), &text(2, 1)];
    for before in [of_base, older] {
        let (bench, told) = displaced(before, &text(1, 5), &text(3, 1));
        assert_eq!(told.older.is_some(), before.len() > 1);
        assert_eq!(brought_back(&bench.disk), [], "its session lives");
        assert_eq!(brought_back_after(bench), [(board(&text(3, 5)), 0)]);
        let (bench, _) = displaced(before, &text(4, 5), &text(3, 1));
        assert_eq!(brought_back_after(bench), [(board(&text(3, 5)), 1)]);
    }
}

#[test]
fn what_a_save_displaced_is_offered_no_more_when_it_is_merged() {
    let (bench, _) = displaced(&[&text(1, 1)], &text(1, 5), &text(3, 1));
    let merged = text(3, 5);
    bench.session.adopt(Some((merged.clone(), board(&merged))));
    assert_eq!(bench.session.flush(HOUR), Flushed::Saved);
    bench.save(&text(3, 1));
    assert_eq!(bench.session.leave(HOUR), Left::Saved);
    let disk = bench.end();
    assert_eq!(disk.world().find_ending("/state", ".journal"), None);
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

#[test]
fn putting_back_what_was_saved_last_takes_back_nothing_that_was_offered_before() {
    let bench = begun(&three(1, 1, 1));
    bench.save(&three(2, 1, 1));
    bench.write(&three(1, 1, 1));
    bench.theirs();
    bench.session.adopt(None);
    // Dana's 2 is offered and not answered; then what has it is put back by somebody else.
    bench.save(&three(1, 1, 3));
    bench.write(&three(2, 1, 1));
    bench.session.flush(HOUR);
    assert_eq!(put_back(&bench.disk), board(&three(2, 1, 3)));
}

#[test]
fn an_offer_of_two_holds_both_though_what_one_has_was_in_the_file_in_between() {
    let [parent, mine, yours] = [three(1, 1, 1), three(2, 1, 1), three(1, 1, 3)];
    let offered = |parent: &str, saved: &str| Offered {
        at: Duration::ZERO,
        parent: parent.into(),
        saved: saved.into(),
    };
    let earlier = offered(&parent, &mine);
    let one = unanswered::both(offered(&mine, &yours), &earlier);
    let again = unanswered::both(offered(&mine, &yours), &one);
    for offered in [one, again] {
        let missing = unanswered::missing(&offered, &board(&parent)).unwrap();
        assert_eq!(missing.saved, board(&three(2, 1, 3)));
        assert_eq!(missing.parent, board(&parent));
    }
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

/// A session brings back what a killed one had, and is killed itself at that call. Returns how many
/// calls there are.
fn killed_while_bringing_back(call: usize) -> usize {
    let disk = Simulator::default();
    disk.put(FILE, text(1, 1).as_bytes(), 0o640);
    let journal = store(&disk).begin_journal(text(1, 1).as_bytes(), text(2, 1).as_bytes());
    drop(journal.unwrap());
    disk.world().kill_all();
    let orphans = store(&disk).orphans();
    let name = orphans[0].name();
    let bench = Bench::open(&disk, &text(1, 1));
    bench.session.keep_journal(text(1, 1), orphans);
    bench.session.flush(HOUR);
    {
        // All three wait when the first of them goes on.
        let mut world = disk.world();
        bench.session.look();
        bench.change(&text(2, 1));
        bench.session.put_away(name);
        world.take_steps();
        world.crash_at(call);
    }
    bench.session.flush(HOUR);
    let calls = disk.world().take_steps();
    bench.end();
    disk.world().crash(Fate::Kept);
    let document = Document::load(&disk.get(FILE).unwrap()).unwrap();
    let found = recovery::find_unsaved(&store(&disk), &document);
    let is_found = document.text() == text(2, 1)
        || found.offers.iter().any(|it| it.board == board(&text(2, 1)));
    assert!(is_found, "{call}");
    calls
}

#[test]
fn what_is_brought_back_is_in_a_journal_before_the_old_one_is_put_away() {
    let calls = killed_while_bringing_back(usize::MAX);
    for call in 0..calls {
        killed_while_bringing_back(call);
    }
}
