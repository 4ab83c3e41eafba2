//! Somebody else at the file, from the disk thread's side: what is told, when, and what
//! becomes of what waits.

use std::sync::mpsc::Receiver;
use std::time::Duration;

use super::pace::Pace;
use super::*;
use crate::document::Document;
use crate::store::simulator::Simulator;
use crate::store::{Fingerprint, StateFolder};

pub(super) const FILE: &str = "/work/programme.ron";
pub(super) const HOUR: Duration = Duration::from_hours(1);

/// A board of two people with these powers.
pub(super) fn text(dana: u8, sam: u8) -> String {
    format!(
        "(version: 1, departments: [(id: \"sales\", name: \"Sales\", people: [\n\
         (id: \"dana\", name: \"Dana\", power: {dana}),\n(id: \"sam\", name: \"Sam\", power: {sam}),\n])])"
    )
}

pub(super) fn board(text: &str) -> Board {
    Document::load(text.as_bytes()).unwrap().board().clone()
}

/// A session on a simulated disk that looks and saves only when asked.
pub(super) struct Bench {
    pub(super) disk: Simulator,
    pub(super) session: Session,
    reports: Receiver<Report>,
}

impl Bench {
    /// Opens the file, which says `text`.
    pub(super) fn open(disk: &Simulator, text: &str) -> Self {
        Self::paced(disk, text, Duration::ZERO)
    }

    fn paced(disk: &Simulator, text: &str, missing: Duration) -> Self {
        Self::begin(disk, Self::read(disk, text), missing)
    }

    /// Reads the file, which says `text`, to begin a session on it.
    pub(super) fn read(disk: &Simulator, text: &str) -> Footing<Simulator> {
        let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
        let expected = Expected::File(Fingerprint::of(text.as_bytes()));
        Footing::new(store, expected, board(text))
    }

    /// Begins a session with what was read before.
    pub(super) fn begin(disk: &Simulator, footing: Footing<Simulator>, missing: Duration) -> Self {
        let pace = Pace {
            missing,
            ..Pace::on_demand()
        };
        let (session, reports) = Session::paced(footing, pace, || {}).unwrap();
        Self {
            disk: disk.clone(),
            session,
            reports,
        }
    }

    pub(super) fn first(text: &str) -> Self {
        let disk = Simulator::default();
        disk.put(FILE, text.as_bytes(), 0o640);
        Self::open(&disk, text)
    }

    /// Ends the session and waits for it.
    pub(super) fn end(self) -> Simulator {
        let Self {
            disk,
            session,
            reports,
        } = self;
        drop(session);
        drop(reports.iter().last());
        disk
    }

    pub(super) fn change(&self, text: &str) {
        self.session.save(text.to_owned(), board(text));
    }

    pub(super) fn save(&self, text: &str) {
        self.change(text);
        assert_eq!(self.session.flush(HOUR), Flushed::Saved);
        self.reports();
    }

    /// Looks at the file, and returns what was told since the last time.
    pub(super) fn look(&self) -> Vec<Report> {
        self.session.look();
        self.session.flush(HOUR);
        self.reports()
    }

    pub(super) fn reports(&self) -> Vec<Report> {
        let reports = self.reports.try_iter();
        reports
            .filter(|it| !matches!(it, Report::Neighbours(_)))
            .collect()
    }

    /// Looks, and returns the one text of somebody else that was told of.
    pub(super) fn theirs(&self) -> Theirs {
        self.only_theirs(self.look())
    }

    #[expect(clippy::unused_self, reason = "reads as a sentence")]
    pub(super) fn only_theirs(&self, reports: Vec<Report>) -> Theirs {
        match <[Report; 1]>::try_from(reports) {
            Ok([Report::Theirs(theirs)]) => *theirs,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn write(&self, text: &str) {
        self.disk.put(FILE, text.as_bytes(), 0o640);
    }

    fn file(&self) -> String {
        String::from_utf8(self.disk.get(FILE).unwrap()).unwrap()
    }

    /// Returns what opening the file now would offer to put back.
    pub(super) fn offered(&self) -> Option<Offered> {
        self.session.flush(HOUR);
        let store = Store::on(self.disk.clone(), FILE, StateFolder::At("/state".into()));
        let document = Document::load(self.file().as_bytes()).unwrap();
        theirs::offered(&store, store.last_saved(), &document)
    }
}

#[test]
fn our_own_save_and_an_unchanged_file_are_no_news() {
    let bench = Bench::first(&text(1, 1));
    assert_eq!(bench.look(), []);
    bench.save(&text(2, 1));
    assert_eq!(bench.look(), []);
    bench.write(&text(2, 1));
    assert_eq!(bench.look(), []);
}

#[test]
fn theirs_is_told_once_and_replaced_only_when_it_is_taken_in() {
    let bench = Bench::first(&text(1, 1));
    bench.change(&text(2, 1));
    bench.write(&text(1, 5));
    let theirs = bench.theirs();
    assert_eq!(theirs.document.text(), text(1, 5));
    assert_eq!(theirs.base, board(&text(1, 1)));
    assert_eq!(
        (theirs.writer.as_str(), theirs.older),
        ("another program", None)
    );
    assert_eq!(bench.look(), []);
    bench.change(&text(3, 1));
    assert!(matches!(bench.session.flush(HOUR), Flushed::NotSaved(_)));
    assert_eq!(bench.file(), text(1, 5));
    bench.session.adopt(Some((text(3, 5), board(&text(3, 5)))));
    assert_eq!(bench.session.flush(HOUR), Flushed::Saved);
    assert_eq!(bench.file(), text(3, 5));
}

#[test]
fn a_save_that_meets_theirs_tells_of_it_as_a_look_does() {
    let bench = Bench::first(&text(1, 1));
    bench.change(&text(2, 1));
    bench.write(&text(1, 5));
    assert!(matches!(bench.session.flush(HOUR), Flushed::NotSaved(_)));
    let theirs = bench.only_theirs(bench.reports());
    assert_eq!(theirs.base, board(&text(1, 1)));
    bench.session.adopt(None);
    assert_eq!(bench.session.flush(HOUR), Flushed::Saved);
    assert_eq!(
        bench.file(),
        text(1, 5),
        "what waited was taken in or given up"
    );
    assert_eq!(bench.look(), []);
}

#[test]
fn what_they_write_while_theirs_is_taken_in_is_told_afterwards() {
    let bench = Bench::first(&text(1, 1));
    bench.write(&text(1, 4));
    bench.theirs();
    bench.write(&text(1, 5));
    assert_eq!(bench.look(), []);
    bench.session.adopt(None);
    let theirs = bench.theirs();
    assert_eq!(theirs.base, board(&text(1, 4)));
    assert_eq!(theirs.document.text(), text(1, 5));
}

#[test]
fn what_a_save_displaced_is_told_with_what_both_come_from() {
    let calls = {
        let bench = Bench::first(&text(1, 1));
        bench.save(&text(2, 1));
        bench.disk.world().calls_before("exchange")
    };
    let bench = Bench::first(&text(1, 1));
    bench.disk.world().at(calls, |world| {
        world.put(FILE, text(1, 5).as_bytes(), 0o640);
    });
    bench.change(&text(2, 1));
    bench.session.flush(HOUR);
    let theirs = bench.only_theirs(bench.reports());
    assert_eq!(theirs.base, board(&text(1, 1)));
    assert_eq!(theirs.document.text(), text(1, 5));
    assert!(theirs.kept.unwrap().starts_with("/state/"));
    assert_eq!(bench.file(), text(2, 1));
    bench.session.adopt(Some((text(2, 5), board(&text(2, 5)))));
    assert_eq!(bench.session.flush(HOUR), Flushed::Saved);
    assert_eq!(bench.file(), text(2, 5));
}

#[test]
fn two_sessions_see_each_others_changes_and_neither_takes_the_other_for_old() {
    let one = Bench::first(&text(1, 1));
    let other = Bench::open(&one.disk, &text(1, 1));
    one.save(&text(2, 1));
    one.save(&text(3, 1));
    assert_eq!(other.theirs().document.text(), text(3, 1));
    other.session.adopt(None);
    other.save(&text(3, 2));
    assert_eq!(one.theirs().document.text(), text(3, 2));
    one.session.adopt(None);
    // Taken back by the person: the very text of before.
    one.save(&text(1, 1));
    let theirs = other.theirs();
    assert_eq!(
        (theirs.document.text(), theirs.older),
        (text(1, 1).as_str(), None)
    );
}

#[test]
fn a_file_that_says_no_board_is_told_if_it_stays_so_and_ours_waits_for_it_to_be_mended() {
    let bench = Bench::first(&text(1, 1));
    bench.write(&text(1, 7));
    assert_eq!(bench.look(), [], "it may be half written");
    let sentence = "programme.ron:3:33: `power` is 7; it goes from 1 to 5. Nothing is saved until it is \
                    mended; this is the last good version.";
    let paused = Report::Paused {
        sentence: sentence.to_owned(),
    };
    assert_eq!(bench.look(), [paused]);
    assert_eq!(bench.look(), []);
    bench.change(&text(2, 1));
    assert!(matches!(bench.session.flush(HOUR), Flushed::NotSaved(_)));
    bench.reports();
    assert_eq!(bench.file(), text(1, 7));
    bench.write(&text(1, 1));
    assert_eq!(bench.look()[0], Report::Mended { is_waiting: true });
    assert_eq!(bench.file(), text(2, 1));
}

#[test]
fn an_empty_file_is_never_taken_for_a_board_without_people() {
    let bench = Bench::first(&text(1, 1));
    bench.write("");
    assert_eq!(bench.look(), []);
    let Some(Report::Paused { sentence }) = bench.look().pop() else {
        panic!("it was not told");
    };
    assert!(sentence.starts_with("programme.ron is empty: another program wrote it so."));
}

#[test]
fn a_file_that_is_mended_to_another_board_is_told_as_theirs() {
    let bench = Bench::first(&text(1, 1));
    bench.write("(");
    bench.look();
    bench.look();
    bench.write(&text(1, 4));
    assert_eq!(bench.theirs().document.text(), text(1, 4));
}

#[test]
fn a_file_that_is_gone_for_a_moment_is_no_news() {
    let bench = Bench::paced(&Bench::first(&text(1, 1)).disk, &text(1, 1), HOUR);
    bench.change(&text(2, 1));
    bench.disk.world().remove(FILE);
    assert_eq!(bench.look(), []);
    bench.write(&text(1, 4));
    assert_eq!(bench.theirs().document.text(), text(1, 4));
}

#[test]
fn a_file_that_stays_away_is_told_once_and_saving_goes_on_when_it_is_back() {
    let bench = Bench::first(&text(1, 1));
    bench.disk.world().remove(FILE);
    let Some(Report::Gone { sentence }) = bench.look().pop() else {
        panic!("it was not told");
    };
    assert!(sentence.starts_with("programme.ron was removed or renamed by another program."));
    assert_eq!(bench.look(), []);
    bench.write(&text(1, 1));
    assert_eq!(bench.look(), [Report::Mended { is_waiting: false }]);
    bench.save(&text(2, 1));
    assert_eq!(bench.file(), text(2, 1));
}

#[test]
fn a_file_that_stays_away_is_made_again_when_asked_but_never_over_another() {
    let bench = Bench::first(&text(1, 1));
    bench.disk.world().remove(FILE);
    bench.look();
    bench.session.recreate(text(2, 1), board(&text(2, 1)));
    assert_eq!(bench.session.flush(HOUR), Flushed::Saved);
    assert_eq!(bench.file(), text(2, 1));
    bench.disk.world().remove(FILE);
    bench.look();
    bench.reports();
    bench.write(&text(4, 4));
    bench.session.recreate(text(2, 2), board(&text(2, 2)));
    bench.session.flush(HOUR);
    assert_eq!(
        bench.only_theirs(bench.reports()).document.text(),
        text(4, 4)
    );
    assert_eq!(bench.file(), text(4, 4));
}

#[test]
fn leaving_while_theirs_waits_puts_ours_aside_and_leaves_theirs_in_the_file() {
    let bench = Bench::first(&text(1, 1));
    bench.change(&text(2, 1));
    bench.write(&text(3, 1));
    bench.theirs();
    let Left::Kept { path, sentence } = bench.session.leave(HOUR) else {
        panic!("it was not kept");
    };
    let kept = bench.disk.get(path.to_str().unwrap()).unwrap();
    assert_eq!(kept, text(2, 1).as_bytes());
    assert!(sentence.contains(path.to_str().unwrap()), "{sentence}");
    assert_eq!(bench.file(), text(3, 1));
}

// What one session saved and another never saw in the file.

#[test]
fn what_another_session_saved_is_taken_in_though_an_older_copy_took_its_place() {
    let one = Bench::first(&text(1, 1));
    let other = Bench::open(&one.disk, &text(1, 1));
    one.save(&text(2, 1));
    one.write(&text(1, 5));
    let saved = other.theirs();
    assert_eq!(saved.document.text(), text(2, 1));
    assert_eq!(saved.writer, "another session");
    other.session.adopt(None);
    let older = other.theirs();
    assert_eq!(older.document.text(), text(1, 5));
    assert_eq!(older.older.unwrap().parent, board(&text(1, 1)));
    let merged = text(2, 5);
    other.session.adopt(Some((merged.clone(), board(&merged))));
    assert_eq!(other.session.flush(HOUR), Flushed::Saved);
    assert_eq!(other.file(), merged);
    assert_eq!(one.theirs().older, None, "nothing of it is missing");
}

#[test]
fn a_save_never_passes_over_another_session_though_the_file_is_as_expected() {
    let one = Bench::first(&text(1, 1));
    let other = Bench::open(&one.disk, &text(1, 1));
    assert_eq!(other.look(), []);
    one.save(&text(2, 1));
    one.write(&text(1, 1));
    other.change(&text(1, 3));
    assert!(matches!(other.session.flush(HOUR), Flushed::NotSaved(_)));
    let saved = other.only_theirs(other.reports());
    assert_eq!(saved.document.text(), text(2, 1));
    let merged = text(2, 3);
    other.session.adopt(Some((merged.clone(), board(&merged))));
    assert!(matches!(other.session.flush(HOUR), Flushed::NotSaved(_)));
    let older = other.only_theirs(other.reports());
    assert_eq!(older.document.text(), text(1, 1));
    assert_eq!(older.older.unwrap().parent, board(&text(1, 1)));
}

#[test]
fn an_older_copy_that_a_save_displaced_is_known_for_what_it_is() {
    let calls = {
        let bench = Bench::first(&text(1, 1));
        bench.save(&text(2, 1));
        bench.disk.world().calls_before("exchange");
        bench.disk.world().take_steps();
        bench.save(&text(2, 2));
        bench.disk.world().calls_before("exchange")
    };
    let bench = Bench::first(&text(1, 1));
    bench.save(&text(2, 1));
    bench.disk.world().take_steps();
    bench.disk.world().at(calls, |world| {
        world.put(FILE, text(1, 5).as_bytes(), 0o640);
    });
    bench.change(&text(2, 2));
    bench.session.flush(HOUR);
    let theirs = bench.only_theirs(bench.reports());
    assert_eq!(theirs.document.text(), text(1, 5));
    assert_eq!(theirs.older.unwrap().parent, board(&text(1, 1)));
}

// Older copies.

/// What is found of a text that somebody writes after we saved twice.
fn written_over(dana: u8, sam: u8) -> Theirs {
    let bench = Bench::first(&text(1, 1));
    bench.save(&text(2, 1));
    bench.save(&text(3, 2));
    bench.write(&text(dana, sam));
    bench.theirs()
}

#[test]
fn a_text_made_of_what_is_in_the_file_is_no_older_copy() {
    assert_eq!(written_over(3, 5).older, None);
}

#[test]
fn a_text_made_of_an_older_version_names_that_as_its_parent() {
    let older = written_over(2, 1).older.unwrap();
    assert_eq!(older.parent, board(&text(2, 1)));
    assert!(!older.is_unaware, "an exact copy may be meant");
    let older = written_over(1, 5).older.unwrap();
    assert_eq!(older.parent, board(&text(1, 1)));
    assert!(older.is_unaware, "nobody makes that on purpose");
}

#[test]
fn the_same_older_text_a_second_time_is_meant() {
    let bench = Bench::first(&text(1, 1));
    bench.disk.put("/work/.programme.ron.swp", b"", 0o600);
    bench.save(&text(2, 1));
    for is_unaware in [true, false] {
        bench.write(&text(1, 5));
        let theirs = bench.theirs();
        assert_eq!(theirs.older.unwrap().is_unaware, is_unaware);
        let merged = text(2, 5);
        bench.session.adopt(Some((merged.clone(), board(&merged))));
        assert_eq!(bench.session.flush(HOUR), Flushed::Saved);
        bench.reports();
    }
}

#[test]
fn of_versions_equally_near_the_newest_is_the_parent() {
    let bench = Bench::first(&text(1, 1));
    for (dana, sam) in [(2, 1), (2, 2), (3, 3)] {
        bench.save(&text(dana, sam));
    }
    bench.write(&text(4, 2));
    // One edit from (2, 2); two from (3, 3).
    assert_eq!(bench.theirs().older.unwrap().parent, board(&text(2, 2)));
}

#[test]
fn what_was_saved_is_missing_from_an_older_file_at_opening() {
    let bench = Bench::first(&text(1, 1));
    bench.save(&text(2, 1));
    bench.save(&text(2, 2));
    let store = Store::on(bench.disk.clone(), FILE, StateFolder::At("/state".into()));
    let missing = |said: &str| {
        let document = Document::load(said.as_bytes()).unwrap();
        let offered = theirs::offered(&store, store.last_saved(), &document)?;
        unanswered::missing(&offered, document.board())
    };
    assert!(missing(&text(2, 2)).is_none());
    assert!(
        missing(&text(2, 3)).is_none(),
        "it comes from what was saved last"
    );
    let found = missing(&text(1, 1)).unwrap();
    let told = found.told(&board(&text(1, 1)));
    assert_eq!(told.to_string(), "2 changed: Dana `power`, Sam `power`");
    bench.write(&text(1, 1));
    bench.theirs();
    bench.session.adopt(None);
    bench.session.accept();
    bench.session.flush(HOUR);
    assert!(missing(&text(1, 1)).is_none());
}

#[test]
fn accepting_an_older_text_never_passes_over_what_another_session_saved_since() {
    let bench = Bench::first(&text(1, 1));
    bench.save(&text(2, 1));
    bench.write(&text(1, 1));
    assert!(bench.theirs().older.is_some());
    bench.session.adopt(None);
    bench.session.flush(HOUR);
    let other = Bench::open(&bench.disk, &text(1, 1));
    other.save(&text(1, 4));
    bench.write(&text(1, 1));
    bench.session.accept();
    assert_eq!(bench.theirs().document.text(), text(1, 4));
}

/// A session that was opened with an offer to put Dana and Sam back, in the file it says.
fn offered_at_opening() -> Bench {
    let bench = Bench::first(&text(1, 1));
    bench.save(&text(2, 1));
    bench.save(&text(2, 2));
    bench.write(&text(1, 1));
    let next = Bench::open(&bench.disk, &text(1, 1));
    next.session.keep_offered(next.offered().unwrap());
    next
}

#[test]
fn an_offer_without_an_answer_is_offered_again_though_its_person_saved_on() {
    let bench = offered_at_opening();
    bench.save(&text(1, 3));
    bench.save(&text(1, 4));
    let offered = bench.offered().unwrap();
    let missing = unanswered::missing(&offered, &board(&text(1, 4))).unwrap();
    // Sam was changed since: what is said last holds.
    let told = missing.told(&board(&text(1, 4)));
    assert_eq!(told.to_string(), "1 changed: Dana `power`");
    let third = Bench::open(&bench.disk, &text(1, 4));
    third.session.keep_offered(offered);
    third.save(&text(1, 5));
    assert!(third.offered().is_some());
}

#[test]
fn an_offer_that_was_taken_is_not_made_again_though_it_is_changed_later() {
    for saved_between in [false, true] {
        let bench = offered_at_opening();
        if saved_between {
            bench.save(&text(1, 3));
        }
        bench.save(&text(2, 3));
        bench.save(&text(1, 3));
        assert_eq!(bench.offered(), None, "{saved_between}");
    }
}

#[test]
fn an_offer_that_was_declined_is_not_made_again() {
    for saved_between in [false, true] {
        let bench = offered_at_opening();
        if saved_between {
            bench.save(&text(1, 3));
        }
        bench.session.accept();
        bench.save(&text(1, 4));
        assert_eq!(bench.offered(), None, "{saved_between}");
    }
}

#[test]
fn what_an_older_version_lacks_that_was_put_back_on_purpose_is_offered_until_it_is_answered() {
    let bench = Bench::first(&text(1, 1));
    bench.session.keep_journal(text(1, 1), Vec::new());
    bench.save(&text(2, 1));
    bench.write(&text(1, 1));
    assert!(!bench.theirs().older.unwrap().is_unaware);
    bench.session.adopt(None);
    bench.save(&text(1, 3));
    let offered = bench.offered().unwrap();
    let missing = unanswered::missing(&offered, &board(&text(1, 3))).unwrap();
    assert_eq!(missing.saved, board(&text(2, 1)));
    bench.save(&text(2, 3));
    assert_eq!(bench.offered(), None);
}

#[test]
fn two_offers_without_an_answer_become_one() {
    let bench = offered_at_opening();
    bench.save(&text(1, 3));
    bench.save(&text(1, 4));
    // Somebody puts back what was there before the last save.
    bench.write(&text(1, 3));
    let offered = bench.offered().unwrap();
    let missing = unanswered::missing(&offered, &board(&text(1, 3))).unwrap();
    assert_eq!(missing.saved, board(&text(2, 4)));
}

/// Two sessions save at once: the first reads its last and then the other's whole save comes
/// between. Returns the first, which was told of what it has displaced.
fn saved_at_once() -> (Bench, Bench) {
    let begun = || {
        let bench = Bench::first(&text(1, 2));
        bench.save(&text(1, 1));
        bench.disk.world().take_steps();
        bench
    };
    let calls = {
        let bench = begun();
        bench.save(&text(2, 1));
        bench.disk.world().calls_before("exchange")
    };
    let one = begun();
    // Opened later, but with what was saved last: what it says now it saved itself.
    let other = Bench::open(&one.disk, &text(1, 5));
    one.disk.world().take_steps();
    one.disk.world().at(calls, |world| {
        world.put(FILE, text(1, 5).as_bytes(), 0o640);
    });
    one.change(&text(2, 1));
    one.session.flush(HOUR);
    (one, other)
}

#[test]
fn what_was_displaced_and_taken_in_is_known_though_its_session_notes_it_late() {
    let (one, _) = saved_at_once();
    one.only_theirs(one.reports());
    let store = Store::on(one.disk.clone(), FILE, StateFolder::At("/state".into()));
    one.write(&text(1, 5));
    assert!(store.accept(&Fingerprint::of(text(1, 5).as_bytes()), |_| true));
    one.write(&text(2, 1));
    one.session.adopt(Some((text(2, 5), board(&text(2, 5)))));
    assert_eq!(one.session.flush(HOUR), Flushed::Saved);
    assert_eq!(one.file(), text(2, 5));
}

#[test]
fn a_session_that_was_displaced_unseen_takes_nothing_back_for_that() {
    let (_, other) = saved_at_once();
    // What it saved itself is not in the file any more, and not in what is there.
    other.session.keep_journal(text(1, 5), Vec::new());
    let store = Store::on(other.disk.clone(), FILE, StateFolder::At("/state".into()));
    store.keep_version(text(1, 1).as_bytes()).unwrap();
    let theirs = other.theirs();
    assert_eq!(theirs.document.text(), text(2, 1));
    assert_eq!(theirs.writer, "another session");
    let older = theirs.older.unwrap();
    assert!(older.is_unaware);
    assert_eq!(older.parent, board(&text(1, 1)));
}
