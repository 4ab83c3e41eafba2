//! Three files made one file, without anybody to ask: what git wants of a merge.
//!
//! Promises: the result loads, and says what the merge by id and field says; what both sides
//! changed differently is in its `conflicts`. Ours keeps its layout, what theirs added keeps
//! theirs, and no comment of either side is lost. Leaves files and git to the caller.

use std::collections::HashSet;

use crate::document::tokens::Tokens;
use crate::document::{Document, Refused};
use crate::model::{Board, Edit, Record};

use super::conflict::{Choice, MergeConflict, Value};
use super::merge;

/// A file that two were merged into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedText {
    /// The file.
    pub text: String,
    /// The questions this merge left in it, in words.
    pub questions: Vec<String>,
    /// People of one id, both of whom are in it now, in words.
    pub renamed: Vec<String>,
}

/// Merges two files that come from `base`; there is none where both added it.
///
/// `by_lines` is what a merge line by line makes of them, where that found no conflict: the
/// result if it says the same, because it keeps the comments and the layout of both.
pub fn merge_texts(
    base: Option<&Document>,
    ours: &Document,
    theirs: &Document,
    by_lines: Option<&str>,
) -> Result<MergedText, Refused> {
    let nothing = Board::default();
    let before = base.map_or(&nothing, |base| base.board());
    let merged = merge(before, ours.board(), theirs.board());
    let mut result = ours.clone();
    result.apply(&merged.edits)?;
    let (twins, questions): (Vec<_>, Vec<_>) = merged.conflicts.iter().partition(|it| is_twin(it));
    for twin in &twins {
        let edits = twin.answer(result.board(), Choice::Both);
        result.apply(&edits)?;
    }
    if questions.is_empty()
        && let Some(text) = by_lines.filter(|text| Document::says(text, result.board()))
    {
        return Ok(told(text.to_owned(), &questions, &twins));
    }
    keep_layout(&mut result, &merged.edits, theirs);
    for question in &questions {
        let conflict = question.left();
        if !result.board().conflicts.contains(&conflict) {
            let at = result.board().conflicts.len();
            let conflict = Box::new(conflict);
            result.apply(&[Edit::AddConflict { at, conflict }])?;
        }
    }
    let text = with_comments(&result, base, [ours, theirs]);
    Ok(told(text, &questions, &twins))
}

fn told(text: String, questions: &[&MergeConflict], twins: &[&MergeConflict]) -> MergedText {
    let words = |list: &[&MergeConflict]| list.iter().map(|each| each.question()).collect();
    let renamed = twins.iter().map(|twin| {
        let words = twin.words(Choice::Both).unwrap_or_default();
        format!("Two people had one id, and both are there: {words}")
    });
    MergedText {
        text,
        questions: words(questions),
        renamed: renamed.collect(),
    }
}

/// Says whether two people got one id: there is room for both, and no text for either.
fn is_twin(question: &MergeConflict) -> bool {
    matches!(
        (&question.ours, &question.theirs),
        (Value::WholePerson(..), Value::WholePerson(..))
    )
}

/// Gives what was added the text it has in theirs. One that can't be taken over as it stands
/// keeps the layout of its neighbours.
fn keep_layout(result: &mut Document, edits: &[Edit], theirs: &Document) {
    for edit in edits {
        let places = added(edit, result.board()).zip(added(edit, theirs.board()));
        if let Some((here, there)) = places {
            // It is the same record in either layout: a refusal loses nothing.
            drop(result.write_as(here, theirs, there));
        }
    }
}

/// Returns where a board has the record that an edit adds.
fn added(edit: &Edit, board: &Board) -> Option<Record> {
    match edit {
        Edit::AddDepartment { department, .. } => {
            board.department_at(&department.id).map(Record::Department)
        }
        Edit::AddPerson { person, .. } => board
            .seat(&person.id)
            .map(|seat| Record::Person(seat.department, seat.person)),
        Edit::AddPlay { play, .. } => board.play_at(&play.id).map(Record::Play),
        Edit::AddDecision { decision, .. } => board.decision_at(&decision.id).map(Record::Decision),
        Edit::AddEntry { entry, .. } => {
            let mut log = board.log.iter();
            log.position(|each| **each == **entry).map(Record::Entry)
        }
        _ => None,
    }
}

/// Returns the text, with the comments that either side wrote and that have no place in it
/// any more: a merge by records knows only where the records' own stand.
fn with_comments(result: &Document, base: Option<&Document>, sides: [&Document; 2]) -> String {
    let mut known: HashSet<&str> = comments(result.text()).collect();
    known.extend(base.into_iter().flat_map(|base| comments(base.text())));
    let lost = sides.into_iter().flat_map(|side| comments(side.text()));
    let lost: Vec<&str> = lost.filter(|comment| known.insert(comment)).collect();
    let mut text = result.text().to_owned();
    if lost.is_empty() {
        return text;
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    if !text.ends_with('\n') {
        text.push_str(line_end);
    }
    for comment in lost {
        text.push_str(comment);
        text.push_str(line_end);
    }
    if Document::says(&text, result.board()) {
        text
    } else {
        result.text().to_owned()
    }
}

fn comments(text: &str) -> impl Iterator<Item = &str> {
    let tokens = Tokens::new(text).map_while(Result::ok);
    let comments = tokens.filter(|token| token.kind.is_comment());
    comments.map(|token| token.span.of(text).trim_end())
}
