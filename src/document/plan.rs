//! Turns an edit of a board into edits of its text.
//!
//! Promises: every edit can be written. Leaves checking that the text then says the
//! edited board to `Document`.

use super::draft::Draft;
use super::fragment::{Field, Fragment};
use super::index::ListName;
use super::items::{Chunk, Fashion, Items};
use super::splice::{Splice, TextEdit};
use super::tree::Tree;
use super::{Document, Refused, lines, place, records, write};
use crate::model::{Board, Edit, EditError, Id, Record};

/// Writes an edit into a document's text and reads again what it touched. `edited` is
/// the board with the edit made.
pub(super) fn write(
    draft: &mut Draft<'_>,
    edit: &Edit,
    edited: &Board,
) -> Result<TextEdit, Refused> {
    match edit {
        Edit::SetBoard(_) => rewrite(draft, Record::Board, edited),
        Edit::SetDepartment { id, .. } => {
            let at = department_at(draft, id)?;
            rewrite(draft, Record::Department(at), edited)
        }
        Edit::SetPerson { id, .. } => {
            let record = person_at(draft, id)?;
            rewrite(draft, record, edited)
        }
        Edit::SetPlay { id, .. } => {
            let at = draft.board.play_at(id).ok_or_else(|| missing(id))?;
            rewrite(draft, Record::Play(at), edited)
        }
        Edit::SetDecision { id, .. } => {
            let at = draft.board.decision_at(id).ok_or_else(|| missing(id))?;
            rewrite(draft, Record::Decision(at), edited)
        }
        Edit::SetEntry { at, .. } => rewrite(draft, Record::Entry(*at), edited),
        _ => restructure(draft, edit),
    }
}

/// Adds, removes or moves a whole record.
fn restructure(draft: &mut Draft<'_>, edit: &Edit) -> Result<TextEdit, Refused> {
    match edit {
        Edit::AddDepartment { at, department } => add(
            draft,
            ListName::Departments,
            *at,
            &records::department(department),
        ),
        Edit::AddPerson {
            department,
            at,
            person,
        } => {
            let list = ListName::People(department_at(draft, department)?);
            add(draft, list, *at, &records::person(person))
        }
        Edit::AddPlay { at, play } => add(draft, ListName::Plays, *at, &records::play(play)),
        Edit::AddDecision { at, decision } => add(
            draft,
            ListName::Decisions,
            *at,
            &records::decision(decision),
        ),
        Edit::AddEntry { at, entry } => add(draft, ListName::Log, *at, &records::entry(entry)),
        Edit::AddConflict { at, conflict } => add(
            draft,
            ListName::Conflicts,
            *at,
            &records::conflict(conflict),
        ),
        Edit::MovePerson { id, department, at } => {
            let list = ListName::People(department_at(draft, department)?);
            let from = person_at(draft, id)?;
            relocate(draft, from, list, *at)
        }
        Edit::MoveDepartment { id, at } => {
            let from = Record::Department(department_at(draft, id)?);
            relocate(draft, from, ListName::Departments, *at)
        }
        Edit::MovePlay { id, at } => {
            let from = draft.board.play_at(id).ok_or_else(|| missing(id))?;
            relocate(draft, Record::Play(from), ListName::Plays, *at)
        }
        Edit::MoveDecision { id, at } => {
            let from = draft.board.decision_at(id).ok_or_else(|| missing(id))?;
            relocate(draft, Record::Decision(from), ListName::Decisions, *at)
        }
        _ => {
            let record = removed(draft, edit)?;
            remove(draft, record)
        }
    }
}

fn removed(document: &Document, edit: &Edit) -> Result<Record, Refused> {
    let board = &document.board;
    let record = match edit {
        Edit::RemoveDepartment(id) => board.department_at(id).map(Record::Department).ok_or(id),
        Edit::RemovePlay(id) => board.play_at(id).map(Record::Play).ok_or(id),
        Edit::RemoveDecision(id) => board.decision_at(id).map(Record::Decision).ok_or(id),
        Edit::RemovePerson(id) => return person_at(document, id),
        Edit::RemoveEntry(at) => Ok(Record::Entry(*at)),
        Edit::RemoveConflict(at) => Ok(Record::Conflict(*at)),
        other => return Err(Refused::Unwritable(format!("no way to write {other:?}"))),
    };
    record.map_err(missing)
}

fn department_at(document: &Document, id: &Id) -> Result<usize, Refused> {
    document.board.department_at(id).ok_or_else(|| missing(id))
}

fn person_at(document: &Document, id: &Id) -> Result<Record, Refused> {
    let seat = document.board.seat(id).ok_or_else(|| missing(id))?;
    Ok(Record::Person(seat.department, seat.person))
}

fn missing(id: &Id) -> Refused {
    Refused::Edit(EditError::NoSuchId(id.clone()))
}

fn lost(error: impl std::fmt::Display) -> Refused {
    Refused::Unwritable(error.to_string())
}

fn no_record() -> Refused {
    lost("the record is not where it was")
}

/// Makes an edit of the text and reads again what it touched.
fn make(draft: &mut Draft<'_>, edit: TextEdit) -> Result<TextEdit, Refused> {
    draft.make(&edit)?;
    Ok(edit)
}

/// Returns what a record says on a board, without the records in it.
fn fragment(board: &Board, record: Record) -> Option<Fragment> {
    Some(match record {
        Record::Board => records::board(board),
        Record::Department(at) => records::header(board.departments.get(at)?),
        Record::Person(department, at) => {
            records::person(board.departments.get(department)?.people.get(at)?)
        }
        Record::Play(at) => records::play(board.plays.get(at)?),
        Record::Decision(at) => records::decision(board.decisions.get(at)?),
        Record::Entry(at) => records::entry(board.log.get(at)?),
        Record::Conflict(at) => records::conflict(board.conflicts.get(at)?),
    })
}

/// Writes what a record says on another board.
fn rewrite(draft: &mut Draft<'_>, record: Record, edited: &Board) -> Result<TextEdit, Refused> {
    let old = fragment(&draft.board, record).ok_or_else(no_record)?;
    let new = fragment(edited, record).ok_or_else(no_record)?;
    rewrite_as(draft, record, &old, &new)
}

fn rewrite_as(
    draft: &mut Draft<'_>,
    record: Record,
    old: &Fragment,
    new: &Fragment,
) -> Result<TextEdit, Refused> {
    let excerpt = draft
        .index
        .excerpt(&draft.text, record)
        .ok_or_else(no_record)?;
    let unit = unit(&draft.text);
    let fashion = Fashion {
        unit: &unit,
        line_end: lines::line_end_near(&draft.text, excerpt.locate(0)),
        opens: false,
    };
    let edit = write::rewrite(&excerpt.text, old, new, fashion).map_err(lost)?;
    let splices = edit.splices().iter().map(|splice| {
        let span = super::syntax::Span::new(splice.range.start, splice.range.end);
        Splice::new(excerpt.locate_span(span).range(), splice.insert.clone())
    });
    make(draft, TextEdit::new(splices.collect()))
}

fn add(
    draft: &mut Draft<'_>,
    list: ListName,
    at: usize,
    record: &Fragment,
) -> Result<TextEdit, Refused> {
    let opened = open(draft, list)?;
    let chunk = new_chunk(draft, list, at, record);
    let inserted = insert(draft, list, at, &chunk)?;
    Ok(opened.then(&inserted))
}

/// Writes a list that the file does not have, without anything in it.
fn open(draft: &mut Draft<'_>, list: ListName) -> Result<TextEdit, Refused> {
    if draft.index.list(list).is_some() {
        return Ok(TextEdit::default());
    }
    let old = fragment(&draft.board, list.owner()).ok_or_else(no_record)?;
    let empty = Field::required(list.field(), Fragment::List(Vec::new()));
    let new = records::with_field(old.clone(), empty);
    rewrite_as(draft, list.owner(), &old, &new)
}

/// Writes a new record as its neighbours are written: on one line or over several.
fn new_chunk(document: &Document, list: ListName, at: usize, record: &Fragment) -> Chunk {
    let neighbour = at.checked_sub(1).unwrap_or(at);
    let excerpt = document
        .index
        .excerpt(&document.text, list.record(neighbour));
    let excerpt = excerpt.map(|excerpt| excerpt.text);
    let tree = excerpt.as_deref().and_then(|text| Tree::parse(text).ok());
    let seen = excerpt.as_deref().zip(tree.as_ref());
    let name = seen.and_then(|(text, tree)| tree.root()?.name(text));
    let is_in_lines = match seen {
        _ if list == ListName::Log => false,
        Some((text, tree)) => write::is_in_lines(text, tree),
        None => {
            list == ListName::Departments
                && place::is_in_lines(&document.text, &document.index, Record::Board)
        }
    };
    if !is_in_lines {
        return Chunk::new(record.write(name));
    }
    let unit = unit(&document.text);
    let fashion = fashion(document, list, &unit);
    Chunk {
        value: write::in_lines(record, name, &fashion),
        indent: Some(String::new()),
        ..Chunk::default()
    }
}

fn fashion<'a>(document: &Document, list: ListName, unit: &'a str) -> Fashion<'a> {
    let start = document
        .index
        .list(list)
        .map_or(0, |slots| slots.body.start);
    let is_empty = document.index.count(list) == 0;
    Fashion {
        unit,
        line_end: lines::line_end_near(&document.text, start),
        opens: is_empty && place::is_in_lines(&document.text, &document.index, list.owner()),
    }
}

fn insert(
    draft: &mut Draft<'_>,
    list: ListName,
    at: usize,
    chunk: &Chunk,
) -> Result<TextEdit, Refused> {
    let unit = unit(&draft.text);
    let fashion = fashion(draft, list, &unit);
    let edit = items(draft, list)?.insert(at, chunk, &fashion);
    make(draft, edit)
}

fn remove(draft: &mut Draft<'_>, record: Record) -> Result<TextEdit, Refused> {
    let (list, at) = ListName::of(record).ok_or_else(no_record)?;
    let edit = items(draft, list)?.remove(at);
    make(draft, edit)
}

/// Moves a record with its comments. The place is the one it has afterwards.
fn relocate(
    draft: &mut Draft<'_>,
    record: Record,
    to: ListName,
    at: usize,
) -> Result<TextEdit, Refused> {
    let (from, place) = ListName::of(record).ok_or_else(no_record)?;
    if (from, place) == (to, at) {
        return Ok(TextEdit::default());
    }
    let chunk = items(draft, from)?.chunk(place);
    let removed = remove(draft, record)?;
    let opened = open(draft, to)?;
    let inserted = insert(draft, to, at, &chunk)?;
    Ok(removed.then(&opened).then(&inserted))
}

/// Puts a record with its comments in the place of one.
pub(super) fn exchange(
    draft: &mut Draft<'_>,
    record: Record,
    chunk: &Chunk,
) -> Result<TextEdit, Refused> {
    let (list, at) = ListName::of(record).ok_or_else(no_record)?;
    let removed = remove(draft, record)?;
    let inserted = insert(draft, list, at, chunk)?;
    Ok(removed.then(&inserted))
}

/// Returns the items of a list in their text.
pub(super) fn items(document: &Document, list: ListName) -> Result<Items<'_>, Refused> {
    let slots = document.index.list(list).ok_or_else(no_record)?;
    Ok(Items {
        text: &document.text,
        body: slots.body,
        items: &slots.items,
    })
}

/// Returns one step of a text's indentation: what its first indented line begins with.
fn unit(text: &str) -> String {
    let indent = text.lines().take(500).find_map(|line| {
        let rest = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - rest.len();
        (indent > 0 && !rest.is_empty()).then(|| line.get(..indent))?
    });
    match indent {
        Some(indent) if indent.starts_with('\t') => "\t".to_owned(),
        Some(indent) => indent.to_owned(),
        None => "    ".to_owned(),
    }
}
