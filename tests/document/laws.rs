//! The laws every edit keeps, in every layout.

use std::sync::Arc;

use onside::document::syntax::Span;
use onside::document::tokens::{TokenKind, Tokens};
use onside::document::{Document, Refused, TextEdit, read};
use onside::model::*;
use proptest::prelude::*;

use crate::edits::{Comments, edit};
use crate::layout::{Style, write};
use crate::random::Random;
use crate::{boards, edits};

/// Reads a whole board at once, as nothing in the program does.
fn read_whole(text: &str) -> Board {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut board: Board = read::options().from_str(text).unwrap();
    for person in board
        .departments
        .iter_mut()
        .flat_map(|each| &mut each.people)
    {
        read::fill_id(Arc::make_mut(person));
    }
    board
}

fn load(text: &str) -> Document {
    Document::load(text.as_bytes()).unwrap_or_else(|errors| panic!("{errors:?}\n{text}"))
}

fn comments(text: &str, span: Span) -> Vec<&str> {
    let tokens = Tokens::within(text, span).map(Result::unwrap);
    let mut comments: Vec<&str> = tokens
        .filter(|token| token.kind.is_comment())
        .map(|token| token.span.of(text))
        .collect();
    comments.sort_unstable();
    comments
}

fn all_comments(text: &str) -> Vec<&str> {
    comments(text, Span::new(0, text.len()))
}

/// Counts line feeds without a carriage return, but for those inside of texts.
fn bare_line_feeds(text: &str) -> usize {
    let blanks = Tokens::new(text).map(Result::unwrap);
    let blanks = blanks.filter(|token| token.kind == TokenKind::Blank);
    blanks
        .map(|token| {
            token
                .span
                .of(text)
                .replace("\r\n", "")
                .matches('\n')
                .count()
        })
        .sum()
}

/// What a removal may take: from the end of the item before to the beginning of the one behind.
fn neighbourhood(document: &Document, record: Record) -> Option<Span> {
    let span = |record| {
        let place = document.place(&Address::of(record)).unwrap();
        Span::new(place.span.start, place.span.end)
    };
    let (at, record_at): (usize, Box<dyn Fn(usize) -> Record>) = match record {
        Record::Department(at) => (at, Box::new(Record::Department)),
        Record::Person(department, at) => (at, Box::new(move |at| Record::Person(department, at))),
        Record::Play(at) => (at, Box::new(Record::Play)),
        Record::Decision(at) => (at, Box::new(Record::Decision)),
        Record::Entry(at) => (at, Box::new(Record::Entry)),
        Record::Conflict(at) => (at, Box::new(Record::Conflict)),
        Record::Board => return None,
    };
    // Where there is no such record, the place is that of the inside of the list.
    let list = span(record_at(usize::MAX));
    let start = at
        .checked_sub(1)
        .map_or(list.start, |before| span(record_at(before)).end);
    let behind = span(record_at(at + 1));
    Some(Span::new(
        start,
        if behind == list {
            list.end
        } else {
            behind.start
        },
    ))
}

fn removed(board: &Board, edit: &Edit) -> Option<Record> {
    match edit {
        Edit::RemoveDepartment(id) => board.department_at(id).map(Record::Department),
        Edit::RemovePlay(id) => board.play_at(id).map(Record::Play),
        Edit::RemoveDecision(id) => board.decision_at(id).map(Record::Decision),
        Edit::RemovePerson(id) => board
            .seat(id)
            .map(|seat| Record::Person(seat.department, seat.person)),
        Edit::RemoveEntry(at) => Some(Record::Entry(*at)),
        Edit::RemoveConflict(at) => Some(Record::Conflict(*at)),
        _ => None,
    }
}

fn check_comments(before: &Document, after: &str, edit: &Edit, law: Comments, case: &str) {
    let old = all_comments(before.text());
    let new = all_comments(after);
    if law == Comments::Kept {
        assert_eq!(new, old, "comments of {case}");
        return;
    }
    let mut lost = old.clone();
    for comment in new {
        let at = lost.iter().position(|each| *each == comment);
        lost.remove(at.unwrap_or_else(|| panic!("`{comment}` came from nowhere in {case}")));
    }
    let around = removed(before.board(), edit).and_then(|record| neighbourhood(before, record));
    if let Some(around) = around {
        let near = comments(before.text(), around);
        for comment in lost {
            assert!(
                near.contains(&comment),
                "`{comment}` was nobody's to take in {case}"
            );
        }
    }
}

fn check_edit(document: &mut Document, edit: &Edit, law: Comments, case: &str) -> TextEdit {
    let before = document.clone();
    let mut edited = before.board().clone();
    edited.apply(edit).unwrap();
    let case = format!("{edit:?}\n{case}\n--- before\n{}", before.text());
    let done = document
        .apply(std::slice::from_ref(edit))
        .unwrap_or_else(|refused| panic!("{refused}: {case}"));
    let case = format!("{case}\n--- after\n{}", document.text());
    assert_eq!(document.board(), &edited, "{case}");
    assert_eq!(done.apply(before.text()), document.text(), "{case}");
    assert_eq!(&load(document.text()), document, "loading again: {case}");
    assert_eq!(read_whole(document.text()), edited, "{case}");
    check_comments(&before, document.text(), edit, law, &case);
    if before.text().contains("\r\n") && bare_line_feeds(before.text()) == 0 {
        assert_eq!(bare_line_feeds(document.text()), 0, "line ends of {case}");
    }
    let back = done.invert(before.text());
    let mut undone = document.clone();
    undone
        .splice(&back)
        .unwrap_or_else(|refused| panic!("undo: {refused}: {case}"));
    assert_eq!(undone, before, "undo of {case}");
    undone.splice(&done).unwrap();
    assert_eq!(&undone, document, "redo of {case}");
    done
}

fn check_case(seed: u64) {
    let mut random = Random::new(seed);
    let board = boards::board(&mut random);
    let style = Style::random(&mut random);
    let text = write(&board, &style, &mut random);
    let first = load(&text);
    assert_eq!(first.board(), &board, "{style:?}\n{text}");
    assert_eq!(read_whole(&text), board);
    check_run(&text, &mut random, &format!("{style:?}"));
}

/// Makes random edits of a text, and takes them back.
pub fn check_text(text: &str, seed: u64) {
    check_run(text, &mut Random::new(seed), &format!("seed {seed}"));
}

fn check_run(text: &str, random: &mut Random, case: &str) {
    let first = load(text);
    let mut document = first.clone();
    let mut whole = TextEdit::default();
    let mut edits = Vec::new();
    for step in 0..=random.below(5) {
        let (edit, law) = edit(document.board(), random, 100 + step);
        let done = check_edit(&mut document, &edit, law, case);
        whole = whole.then(&done);
        edits.push(edit);
    }
    assert_eq!(whole.apply(text), document.text());
    let mut at_once = first.clone();
    let (forward, back) = at_once.change(&edits).unwrap();
    assert_eq!(forward, whole);
    assert_eq!(at_once, document);
    assert_eq!(back.apply(document.text()), text);
    let case = format!(
        "{back:?}\n--- after\n{}\n--- before\n{text}",
        document.text()
    );
    document
        .splice(&back)
        .unwrap_or_else(|refused| panic!("{refused}: {case}"));
    assert_eq!(document, first, "all undone at once");
    document.splice(&whole).unwrap();
    assert_eq!(document, at_once, "all redone at once");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_edit_can_be_written_in_every_layout(seed in any::<u64>()) {
        check_case(seed);
    }

    #[test]
    fn what_cannot_be_written_leaves_everything_as_it_was(seed in any::<u64>()) {
        let mut random = Random::new(seed);
        let board = boards::board(&mut random);
        let style = Style::random(&mut random);
        let mut document = load(&write(&board, &style, &mut random));
        let before = document.clone();
        let (good, _) = edits::edit(document.board(), &mut random, 100);
        let bad = Edit::AddPerson {
            department: boards::id("d0"),
            at: 0,
            person: Box::new(Person { power: 9, ..Person::new(boards::id("new"), "New") }),
        };
        if before.board().department_at("d0").is_some() {
            let refused = document.apply(&[good.clone(), bad]);
            prop_assert!(matches!(refused, Err(Refused::Unwritable(_) | Refused::Edit(_))));
            prop_assert_eq!(&document, &before);
        }
        let refused = document.apply(&[good, Edit::RemoveEntry(99)]);
        let is_told = matches!(refused, Err(Refused::Edit(EditError::NoSuchPlace { .. })));
        prop_assert!(is_told);
        prop_assert_eq!(&document, &before);
    }
}
