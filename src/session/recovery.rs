//! What killed sessions had and the file has not: found at opening, to be offered.
//!
//! Promises: nothing is put into the file here; what is in it already is not offered, and its
//! journal is removed; what can't be read as a board goes to the history and is told.
//! Leaves the merge to `document`, asking to `app`.

use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::app::Offer;
use crate::document::Document;
use crate::document::merge::merge;
use crate::model::Board;
use crate::store::{Ancestor, Disk, Fingerprint, Orphan, Reading, Store};
use crate::text::day_in_words;

/// What was found beside a board that is being opened.
#[derive(Default)]
pub struct Found {
    /// What can be brought back.
    pub offers: Vec<Offer>,
    /// The journals it is in; the session holds them.
    pub orphans: Vec<Orphan>,
    /// What could not be read, in a sentence each.
    pub remarks: Vec<String>,
}

/// Finds what killed sessions had that `document`, as it is in the file now, has not.
pub fn find_unsaved<D: Disk>(store: &Store<D>, document: &Document) -> Found {
    let mut found = Found::default();
    for orphan in store.orphans() {
        match look(store, document, &orphan) {
            Verdict::Missing(offer) => {
                found.offers.push(*offer);
                found.orphans.push(orphan);
            }
            Verdict::Spent => {
                note_if_in_the_file(store, &orphan.reading);
                // What can't be put away now is found again the next time.
                drop(store.put_away(&orphan, true));
            }
            Verdict::NoBoard => {
                let moment = moment(orphan.reading.at);
                if store.put_away(&orphan, false).is_ok() {
                    found.remarks.push(format!(
                        "What was not saved on {moment} can't be read as a board; `onside history` has it."
                    ));
                }
            }
        }
    }
    found
}

/// Returns of how many killed sessions `document` lacks something; touches nothing.
pub fn count_unsaved<D: Disk>(store: &Store<D>, document: &Document) -> usize {
    let orphans = store.orphans();
    let is_missing =
        |orphan: &&Orphan| matches!(look(store, document, orphan), Verdict::Missing(_));
    orphans.iter().filter(is_missing).count()
}

/// Notes as saved last what the file says and its session, killed at that moment, could not note.
///
/// What was saved last before its last change is outdone by that: its session knew it.
fn note_if_in_the_file<D: Disk>(store: &Store<D>, reading: &Reading) {
    let is_outdone = |last: &Ancestor| last.at <= reading.at && last.bytes != reading.text;
    store.accept(&Fingerprint::of(&reading.text), is_outdone);
}

enum Verdict {
    /// The file lacks something of it.
    Missing(Box<Offer>),
    /// The file has it all, or had it.
    Spent,
    /// It does not load.
    NoBoard,
}

fn look<D: Disk>(store: &Store<D>, document: &Document, orphan: &Orphan) -> Verdict {
    let reading = &orphan.reading;
    let is_there = reading.is_spent()
        || reading.text == document.text().as_bytes()
        || store.was_in_the_file(&Fingerprint::of(&reading.text), reading.at);
    if is_there {
        return Verdict::Spent;
    }
    let load = |bytes: &[u8]| -> Option<Board> {
        let document = Document::load(bytes).ok()?;
        Some(document.board().clone())
    };
    let (Some(base), Some(board)) = (load(&reading.base), load(&reading.text)) else {
        return Verdict::NoBoard;
    };
    let merged = merge(&base, document.board(), &board);
    if merged.edits.is_empty() && merged.conflicts.is_empty() {
        return Verdict::Spent;
    }
    Verdict::Missing(Box::new(Offer {
        journal: orphan.name(),
        moment: moment(reading.at),
        changes: reading.changes,
        base,
        board,
    }))
}

/// Returns a time since 1970 in words, as the clock on the wall showed it: "21 Nov 14:02".
pub fn moment(at: Duration) -> String {
    let seconds = i64::try_from(at.as_secs()).unwrap_or(i64::MAX);
    let zone = TimeZone::system();
    let at = Timestamp::from_second(seconds)
        .unwrap_or_default()
        .to_zoned(zone);
    let day = day_in_words(at.year(), at.month(), at.day(), Zoned::now().year());
    format!("{day} {}", at.strftime("%H:%M"))
}

#[cfg(test)]
mod tests {
    use rustix::io::Errno;

    use super::*;
    use crate::document::EXAMPLE;
    use crate::store::simulator::Simulator;
    use crate::store::{Expected, StateFolder, VersionKind};

    const FILE: &str = "/work/programme.ron";

    fn moved(text: &str, to: &str) -> String {
        let from = "title: \"VP Sales\", stance: Neutral";
        assert!(text.contains(from), "the example changed");
        text.replace(from, &from.replace("Neutral", to))
    }

    /// A board that says `now`, beside the journal of a killed session that began with the
    /// example and had `text`.
    fn killed(now: &str, text: &str) -> (Simulator, Store<Simulator>) {
        let disk = Simulator::default();
        disk.put(FILE, EXAMPLE.as_bytes(), 0o640);
        let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
        let journal = store.begin_journal(EXAMPLE.as_bytes(), text.as_bytes());
        drop(journal.unwrap());
        disk.put(FILE, now.as_bytes(), 0o640);
        disk.world().kill_all();
        (disk, store)
    }

    fn find_in(store: &Store<Simulator>, now: &str) -> Found {
        find_unsaved(store, &Document::load(now.as_bytes()).unwrap())
    }

    #[test]
    fn what_the_file_lacks_is_offered() {
        let text = moved(EXAMPLE, "Supporter");
        let (_, store) = killed(EXAMPLE, &text);
        let found = find_in(&store, EXAMPLE);
        assert_eq!((found.offers.len(), found.orphans.len()), (1, 1));
        assert_eq!(found.offers[0].changes, 1);
        assert_eq!(found.offers[0].journal, found.orphans[0].name());
    }

    #[test]
    fn what_the_file_says_already_is_not_offered_and_its_journal_goes() {
        let text = moved(EXAMPLE, "Supporter");
        let renamed = text.replace("Partner programme FY27", "Partner programme FY28");
        assert_ne!(text, renamed);
        for now in [&text, &renamed] {
            let (disk, store) = killed(now, &text);
            assert!(find_in(&store, now).offers.is_empty());
            assert_eq!(disk.world().find_ending("/state", ".journal"), None);
        }
    }

    #[test]
    fn what_was_in_the_file_and_was_changed_since_is_not_offered() {
        let disk = Simulator::default();
        disk.put(FILE, EXAMPLE.as_bytes(), 0o640);
        let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
        let text = moved(EXAMPLE, "Supporter");
        drop(
            store
                .begin_journal(EXAMPLE.as_bytes(), text.as_bytes())
                .unwrap(),
        );
        disk.world().kill_all();
        let mut expected = Expected::File(Fingerprint::of(EXAMPLE.as_bytes()));
        for text in [&text, EXAMPLE] {
            let saved = store.save(text.as_bytes(), expected).unwrap();
            expected = Expected::File(saved.fingerprint);
        }
        assert!(find_in(&store, EXAMPLE).offers.is_empty());
    }

    #[test]
    fn what_is_no_board_goes_to_the_history() {
        let (disk, store) = killed(EXAMPLE, "(version: 1");
        let found = find_in(&store, EXAMPLE);
        assert!(found.offers.is_empty());
        assert!(found.remarks[0].ends_with("can't be read as a board; `onside history` has it."));
        assert_eq!(store.versions().unwrap()[0].kind, VersionKind::Unsaved);
        assert_eq!(disk.world().find_ending("/state", ".journal"), None);
    }

    #[test]
    fn what_can_not_be_put_away_stays() {
        let text = moved(EXAMPLE, "Supporter");
        let (disk, store) = killed(&text, &text);
        disk.world().lack("remove", Errno::ROFS);
        assert!(find_in(&store, &text).offers.is_empty());
        assert!(disk.world().find_ending("/state", ".journal").is_some());
    }
}
