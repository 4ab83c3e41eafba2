//! The laws of a merge that is written into a text, in every layout, with comments and with
//! either kind of line ends.

use std::collections::BTreeMap;

use onside::document::Document;
use onside::document::merge::{diff, merge};
use onside::document::tokens::{TokenKind, Tokens};
use onside::model::{Address, Board, Edit, Record};
use proptest::prelude::*;

use crate::boards::{board, change, tweaks};
use crate::layout::{Style, write};
use crate::random::Random;

/// Three boards, two of them in a text: each as its person's program laid it out, with
/// comments of their own.
#[derive(Debug)]
struct Sides {
    base: Board,
    ours: Document,
    theirs: Document,
}

fn sides() -> impl Strategy<Value = Sides> {
    let changes = (tweaks(20), tweaks(8), tweaks(8), any::<u64>());
    changes.prop_map(|(base, ours, theirs, seed)| {
        let base = board(&base);
        let text = |changed: Board, seed| {
            let mut random = Random::new(seed);
            let style = Style::random(&mut random);
            load(&write(&changed, &style, &mut random))
        };
        Sides {
            ours: text(change(&base, &ours), seed),
            theirs: text(change(&base, &theirs), !seed),
            base,
        }
    })
}

fn load(text: &str) -> Document {
    Document::load(text.as_bytes()).unwrap_or_else(|problems| panic!("{problems:?}\n{text}"))
}

/// A record's ids, and all that it says.
type Words = (Vec<String>, String);

/// Every record with the words it is found by in any other board that has it.
fn records(board: &Board) -> BTreeMap<Words, Record> {
    let mut found = BTreeMap::new();
    for (at, department) in board.departments.iter().enumerate() {
        for (place, person) in department.people.iter().enumerate() {
            let ids = [&department.id, &person.id].map(|id| format!("{id:?}"));
            let words = (ids.to_vec(), format!("{person:?}"));
            found.insert(words, Record::Person(at, place));
        }
    }
    for (at, play) in board.plays.iter().enumerate() {
        let words = (vec![format!("{:?}", play.id)], format!("{play:?}"));
        found.insert(words, Record::Play(at));
    }
    for (at, decision) in board.decisions.iter().enumerate() {
        let words = (vec![format!("{:?}", decision.id)], format!("{decision:?}"));
        found.insert(words, Record::Decision(at));
    }
    found
}

fn text_of(document: &Document, record: Record) -> &str {
    let place = document.place(&Address::of(record)).unwrap();
    &document.text()[place.span]
}

/// Counts line feeds with and without a carriage return, but for those within texts.
fn line_ends(text: &str) -> (usize, usize) {
    let tokens = Tokens::new(text).map(Result::unwrap);
    let blanks = tokens.filter(|token| token.kind == TokenKind::Blank);
    blanks.fold((0, 0), |(with, without), token| {
        let blank = token.span.of(text);
        let both = blank.matches("\r\n").count();
        (with + both, without + blank.matches('\n').count() - both)
    })
}

/// Makes the edits in a text: it says the result then, and nothing else of it changed.
fn check_written(ground: &Document, edits: &[Edit], result: &Board) {
    let mut written = ground.clone();
    let done = written.apply(edits);
    let case = || {
        format!(
            "{edits:?}\n--- before\n{}\n--- after\n{}",
            ground.text(),
            written.text()
        )
    };
    assert!(done.is_ok(), "{done:?}: {}", case());
    assert_eq!(written.board(), result, "{}", case());
    assert_eq!(load(written.text()), written, "loading again: {}", case());
    let after = records(result);
    let named = format!("{edits:?}");
    for (words, record) in records(ground.board()) {
        let is_named = words.0.iter().any(|id| named.contains(id));
        if is_named {
            continue;
        }
        if let Some(now) = after.get(&words) {
            let (before, now) = (text_of(ground, record), text_of(&written, *now));
            assert_eq!(now, before, "nobody changed it: {}", case());
        }
    }
    match line_ends(ground.text()) {
        (1.., 0) => assert_eq!(line_ends(written.text()).1, 0, "line ends: {}", case()),
        (0, 1..) => assert_eq!(line_ends(written.text()).0, 0, "line ends: {}", case()),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_merged_into_our_text_leaves_the_rest_of_it_as_it_was(sides in sides()) {
        let Sides { base, ours, theirs } = sides;
        let edits = merge(&base, ours.board(), theirs.board()).edits;
        let mut result = ours.board().clone();
        for edit in &edits {
            result.apply(edit).unwrap();
        }
        check_written(&ours, &edits, &result);
    }

    #[test]
    fn what_is_merged_into_their_text_leaves_what_they_wrote_as_they_wrote_it(sides in sides()) {
        let Sides { base, ours, theirs } = sides;
        let mut result = ours.board().clone();
        for edit in &merge(&base, ours.board(), theirs.board()).edits {
            result.apply(edit).unwrap();
        }
        check_written(&theirs, &diff(theirs.board(), &result), &result);
    }
}
