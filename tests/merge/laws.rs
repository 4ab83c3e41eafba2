//! The laws of merging and of `diff`, over random boards and random changes on both sides.

use std::collections::BTreeMap;
use std::sync::Arc;

use onside::document::merge::{Choice, MergeConflict, Merged, diff, merge};
use onside::model::{Board, Edit, Id, Person};
use proptest::prelude::*;

use crate::boards::{Tweak, board, change, has_unique_ids, tweaks};

/// A base and two boards that come from it.
fn sides() -> impl Strategy<Value = (Board, Board, Board)> {
    (tweaks(25), tweaks(12), tweaks(12)).prop_map(|(base, ours, theirs): (Vec<Tweak>, _, _)| {
        let base = board(&base);
        let (ours, theirs) = (change(&base, &ours), change(&base, &theirs));
        (base, ours, theirs)
    })
}

fn applied(board: &Board, edits: &[Edit]) -> Board {
    let mut board = board.clone();
    for edit in edits {
        board
            .apply(edit)
            .unwrap_or_else(|error| panic!("{edit:?}: {error}"));
    }
    board
}

fn result(base: &Board, ours: &Board, theirs: &Board) -> (Board, Merged) {
    let merged = merge(base, ours, theirs);
    (applied(ours, &merged.edits), merged)
}

/// Returns a board in one order, whatever order it was in.
fn sorted(board: &Board) -> Board {
    let mut board = board.clone();
    for department in &mut board.departments {
        for person in &mut department.people {
            let person = Arc::make_mut(person);
            person.listens_to.sort_by(|a, b| a.to.cmp(&b.to));
            person.clashes_with.sort();
            person.tags.sort();
            person.objections.sort_by(|a, b| a.text().cmp(b.text()));
        }
        department.people.sort_by(|a, b| a.id.cmp(&b.id));
        department.red_flags.sort();
        if let Some(metric) = &mut department.metric {
            metric.readings.sort_by_key(|reading| reading.0);
        }
    }
    board.departments.sort_by(|a, b| a.id.cmp(&b.id));
    for play in &mut board.plays {
        play.steps.sort_by(|a, b| a.text().cmp(b.text()));
    }
    board.plays.sort_by(|a, b| a.id.cmp(&b.id));
    for decision in &mut board.decisions {
        decision.votes.sort_by(|a, b| a.who.cmp(&b.who));
    }
    board.decisions.sort_by(|a, b| a.id.cmp(&b.id));
    board.log.sort_by_key(|entry| format!("{entry:?}"));
    board
        .conflicts
        .sort_by_key(|conflict| format!("{conflict:?}"));
    board
}

fn answered<'a>(
    board: &Board,
    conflicts: impl Iterator<Item = &'a MergeConflict>,
    choice: Choice,
) -> Board {
    conflicts.fold(board.clone(), |board, conflict| {
        applied(&board, &conflict.answer(&board, choice))
    })
}

/// Returns what the questions are about, with the sides as they are or swapped.
fn subjects(merged: &Merged) -> Vec<String> {
    let subject = |each: &MergeConflict| format!("{:?} {}", each.about, each.field);
    let mut all: Vec<String> = merged.conflicts.iter().map(subject).collect();
    all.sort();
    all
}

type People<'a> = BTreeMap<&'a Id, (&'a Id, &'a Person)>;

fn people(board: &Board) -> People<'_> {
    let departments = board.departments.iter();
    let all = departments.flat_map(|department| {
        let people = department.people.iter();
        people.map(|person| (&person.id, (&department.id, person.as_ref())))
    });
    all.collect()
}

/// Checks that what `side` changed in people is in `result` or in a question.
fn check_nothing_vanished(base: &Board, side: &Board, result: &Board, merged: &Merged) {
    let (was, now, got) = (people(base), people(side), people(result));
    let is_asked = |words: &[&str]| {
        let mut all = merged.conflicts.iter().map(|each| format!("{each:?}"));
        all.any(|each| words.iter().all(|word| each.contains(word)))
    };
    for (id, (_, person)) in &now {
        let old = was.get(id).map(|(_, person)| *person);
        let found = got.get(id).map(|(_, person)| *person);
        let is_new = old.is_none_or(|old| old != *person);
        let Some(found) = found.filter(|found| found.name == person.name || old.is_some()) else {
            // Another kind's id: then they are there under a number.
            let renamed = got.values().any(|(_, each)| {
                each.name == person.name && each.id.starts_with(&format!("{id}-"))
            });
            assert!(!is_new || renamed || is_asked(&[id]), "{id} vanished");
            continue;
        };
        let is_field_asked =
            |field: &str| is_asked(&[&format!("Person({id:?})"), &format!("{field:?}")]);
        let kept = |field: &str, is_changed: bool, is_there: bool| {
            assert!(
                !is_changed || is_there || is_field_asked(field),
                "{field} of {id} vanished"
            );
        };
        let old = old
            .cloned()
            .unwrap_or_else(|| Person::new((*id).clone(), ""));
        kept(
            "stance",
            old.stance != person.stance,
            found.stance == person.stance,
        );
        kept(
            "power",
            old.power != person.power,
            found.power == person.power,
        );
        kept("left", old.left != person.left, found.left == person.left);
        kept(
            "cares_about",
            old.cares_about != person.cares_about,
            found.cares_about == person.cares_about,
        );
        for line in person.note.split('\n') {
            let is_changed = !old.note.split('\n').any(|each| each == line);
            kept(
                "note",
                is_changed,
                found.note.split('\n').any(|each| each == line),
            );
        }
        for tag in &person.tags {
            kept("tags", !old.tags.contains(tag), found.tags.contains(tag));
        }
        for objection in &person.objections {
            let is_there = found
                .objections
                .iter()
                .any(|each| each.text() == objection.text());
            kept("objections", !old.objections.contains(objection), is_there);
        }
    }
}

/// Checks that the log holds each entry as often as the side that changed that has it.
fn check_log(base: &Board, ours: &Board, theirs: &Board, result: &Board) {
    // A clash of ids numbers one of them, in the entries as well; the pool's ids have no `-`.
    if result.ids().any(|id| id.contains('-')) {
        return;
    }
    for entry in base.log.iter().chain(&ours.log).chain(&theirs.log) {
        let count = |board: &Board| board.log.iter().filter(|each| *each == entry).count();
        let (was, here, there) = (count(base), count(ours), count(theirs));
        let expected = match (here == was, there == was) {
            (true, _) => there,
            (_, true) => here,
            _ if here < was && there < was => here.min(there),
            _ => here.max(there),
        };
        assert_eq!(count(result), expected, "{entry:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_difference_of_two_boards_applied_to_one_gives_the_other((base, ours, theirs) in sides()) {
        for (from, to) in [(&ours, &theirs), (&base, &ours), (&theirs, &Board::default())] {
            prop_assert_eq!(&applied(from, &diff(from, to)), to);
            prop_assert_eq!(diff(to, to), []);
        }
        let mut way = ours.clone();
        for edit in diff(&ours, &theirs) {
            way.apply(&edit).unwrap();
            prop_assert!(has_unique_ids(&way), "{:?}", edit);
        }
    }

    #[test]
    fn a_side_that_changed_nothing_changes_nothing((base, ours, theirs) in sides()) {
        prop_assert_eq!(result(&base, &ours, &base).0, ours);
        prop_assert_eq!(result(&base, &base, &theirs).0, theirs);
    }

    #[test]
    fn sides_that_changed_alike_need_no_merge((base, ours, _) in sides()) {
        prop_assert_eq!(merge(&base, &ours, &ours), Merged::default());
    }

    #[test]
    fn the_result_is_a_board_with_unique_ids((base, ours, theirs) in sides()) {
        let (board, merged) = result(&base, &ours, &theirs);
        prop_assert!(has_unique_ids(&board));
        for choice in [Choice::Theirs, Choice::Both] {
            let board = answered(&board, merged.conflicts.iter(), choice);
            prop_assert!(has_unique_ids(&board));
        }
    }

    #[test]
    fn the_sides_may_change_places((base, ours, theirs) in sides()) {
        let (one, merged) = result(&base, &ours, &theirs);
        let (other, swapped) = result(&base, &theirs, &ours);
        prop_assert_eq!(subjects(&merged), subjects(&swapped));
        let one = answered(&one, merged.conflicts.iter(), Choice::Ours);
        let other = answered(&other, swapped.conflicts.iter(), Choice::Theirs);
        prop_assert_eq!(sorted(&one), sorted(&other));
    }

    #[test]
    fn answers_may_come_in_any_order((base, ours, theirs) in sides()) {
        let (board, merged) = result(&base, &ours, &theirs);
        for choice in [Choice::Ours, Choice::Theirs] {
            let there = answered(&board, merged.conflicts.iter(), choice);
            let back = answered(&board, merged.conflicts.iter().rev(), choice);
            prop_assert_eq!(sorted(&there), sorted(&back));
            let again = answered(&there, merged.conflicts.iter(), choice);
            prop_assert_eq!(sorted(&there), sorted(&again));
        }
    }

    #[test]
    fn a_merge_repeated_changes_nothing_more((base, ours, theirs) in sides()) {
        let (once, _) = result(&base, &ours, &theirs);
        let (twice, _) = result(&base, &once, &theirs);
        prop_assert_eq!(sorted(&twice), sorted(&once));
    }

    #[test]
    fn what_either_side_changed_is_in_the_result_or_in_a_question((base, ours, theirs) in sides()) {
        let (board, merged) = result(&base, &ours, &theirs);
        check_nothing_vanished(&base, &ours, &board, &merged);
        check_nothing_vanished(&base, &theirs, &board, &merged);
        check_log(&base, &ours, &theirs, &board);
    }
}
