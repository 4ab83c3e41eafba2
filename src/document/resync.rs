//! Keeps index and board true to a text that was edited, by reading again only what
//! the edit touched.
//!
//! Promises: afterwards the board is what the whole text loads as, if the whole text
//! loads at all. Leaves going back after a failure to its caller.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::Document;
use super::index::{Index, ListName, Slots};
use super::read::{self, Unreadable};
use super::splice::TextEdit;
use super::syntax::{Span, SyntaxError};
use super::tree::{Shape, Tree};
use crate::model::{Board, Department, Record};

/// Why an edited text could not be read again.
#[derive(Debug, thiserror::Error)]
pub(super) enum Lost {
    /// Its brackets or commas.
    #[error("{0}")]
    Syntax(#[from] SyntaxError),
    /// A record.
    #[error("{}", .0.error.code)]
    Record(Unreadable),
    /// Something is not where it should be.
    #[error("the list around it is no longer a list")]
    List,
}

impl From<Unreadable> for Lost {
    fn from(unreadable: Unreadable) -> Self {
        Self::Record(unreadable)
    }
}

/// What an edit touched.
#[derive(Default)]
struct Touched {
    /// Records of which only the inside changed, the board and departments by their own fields.
    records: Vec<Record>,
    /// Places of lists of which whole items changed: from the first up to the one behind the last.
    places: BTreeMap<ListName, (usize, usize)>,
}

/// Makes an edit in the text of a document and reads again what it touched.
pub(super) fn resync(document: &mut Document, edit: &TextEdit) -> Result<(), Lost> {
    let touched = touched(&document.index, edit);
    edit.apply_to(&mut document.text);
    document.index.shift(edit);
    // What stands inside of other things first, as long as all places are the old ones.
    for record in touched.records {
        reread(document, record)?;
    }
    for (list, places) in touched.places.iter().rev() {
        reread_places(document, *list, *places)?;
    }
    Ok(())
}

fn touched(index: &Index, edit: &TextEdit) -> Touched {
    let mut touched = Touched::default();
    for splice in edit.splices() {
        let span = Span::new(splice.range.start, splice.range.end);
        let inmost = innermost(index, span);
        match inmost {
            Inmost::Record(record) => {
                if !touched.records.contains(&record) {
                    touched.records.push(record);
                }
            }
            Inmost::Places(list, from, to) => {
                let known = touched.places.entry(list).or_insert((from, to));
                *known = (known.0.min(from), known.1.max(to));
            }
        }
    }
    // Departments that are read as a whole bring their people with them.
    if let Some((from, to)) = touched.places.get(&ListName::Departments).copied() {
        let is_inside = |at: usize| (from..to).contains(&at);
        touched
            .places
            .retain(|list, _| !matches!(list, ListName::People(at) if is_inside(*at)));
    }
    let places = &touched.places;
    touched.records.retain(|record| {
        let is_whole = |(list, at): (ListName, usize)| {
            places
                .get(&list)
                .is_some_and(|(from, to)| (*from..*to).contains(&at))
        };
        let department = match record {
            Record::Person(department, _) => Some((ListName::Departments, *department)),
            _ => None,
        };
        !ListName::of(*record).is_some_and(is_whole) && !department.is_some_and(is_whole)
    });
    touched
}

/// The smallest thing around a replacement.
enum Inmost {
    Record(Record),
    Places(ListName, usize, usize),
}

fn innermost(index: &Index, span: Span) -> Inmost {
    let mut around = None;
    for name in ListName::OF_BOARD {
        around = index
            .list(name)
            .filter(|slots| slots.body.contains(span))
            .map(|_| name)
            .or(around);
    }
    let Some(list) = around else {
        return Inmost::Record(Record::Board);
    };
    let within = within(index, list, span);
    let Inmost::Record(Record::Department(at)) = within else {
        return within;
    };
    let people = ListName::People(at);
    match index.list(people) {
        Some(slots) if slots.body.contains(span) => self::within(index, people, span),
        _ => within,
    }
}

fn within(index: &Index, list: ListName, span: Span) -> Inmost {
    let items = index.list(list).map_or(&[][..], |slots| &slots.items);
    let from = items.partition_point(|item| item.end < span.start);
    let to = items.partition_point(|item| item.start <= span.end);
    match items.get(from) {
        Some(item) if item.start < span.start && span.end < item.end => {
            Inmost::Record(list.record(from))
        }
        _ => Inmost::Places(list, from, to.max(from)),
    }
}

/// Reads the items at some places of a list again, which may be more or fewer by now.
fn reread_places(
    document: &mut Document,
    list: ListName,
    (from, to): (usize, usize),
) -> Result<(), Lost> {
    let slots = document.index.list(list).ok_or(Lost::List)?;
    // The neighbours on both sides are parsed along, so that every comma is between two items.
    let before = from
        .checked_sub(1)
        .and_then(|at| slots.items.get(at))
        .copied();
    let behind = slots.items.get(to).copied();
    let start = before.map_or(slots.body.start, |item| item.start);
    let end = behind.map_or(slots.body.end, |item| item.end);
    let tree = Tree::parse_items(&document.text, Span::new(start, end))?;
    let mut items: Vec<Span> = tree.items(Tree::ROOT).map(|(_, item)| item.span).collect();
    if let Some(item) = behind
        && items.pop() != Some(item)
    {
        return Err(Lost::List);
    }
    if let Some(item) = before {
        if items.first() != Some(&item) {
            return Err(Lost::List);
        }
        items.remove(0);
    }
    let count = items.len();
    if let Some(slots) = document.index.list_mut(list) {
        slots.items.splice(from..to, items);
    }
    if list == ListName::Departments {
        let items = document
            .index
            .list(list)
            .map_or(&[][..], |slots| &slots.items);
        let spans = items.get(from..from + count).unwrap_or_default();
        let people: Result<Vec<_>, _> = spans
            .iter()
            .map(|span| Index::people_in(&document.text, *span))
            .collect();
        document.index.replace_people(from..to, people?);
    }
    let Document { text, index, board } = document;
    replace(board, text, index, list, from..to, count)
}

/// Puts what some places of a list say now where the board has what they said before.
fn replace(
    board: &mut Board,
    text: &str,
    index: &Index,
    list: ListName,
    old: std::ops::Range<usize>,
    count: usize,
) -> Result<(), Lost> {
    let new = old.start..old.start + count;
    match list {
        ListName::Departments => {
            let read: Result<Vec<Department>, _> =
                new.map(|at| read::department(text, index, at)).collect();
            exchange(&mut board.departments, old, read?)
        }
        ListName::People(at) => {
            let read: Result<Vec<_>, _> = new
                .map(|place| read_person(text, index, Record::Person(at, place)))
                .collect();
            let department = board.departments.get_mut(at).ok_or(Lost::List)?;
            exchange(&mut department.people, old, read?)
        }
        ListName::Plays => exchange(&mut board.plays, old, read_all(text, index, list, new)?),
        ListName::Decisions => {
            exchange(&mut board.decisions, old, read_all(text, index, list, new)?)
        }
        ListName::Log => exchange(&mut board.log, old, read_all(text, index, list, new)?),
        ListName::Conflicts => {
            exchange(&mut board.conflicts, old, read_all(text, index, list, new)?)
        }
    }
}

fn exchange<T>(list: &mut Vec<T>, old: std::ops::Range<usize>, new: Vec<T>) -> Result<(), Lost> {
    if old.start > old.end || old.end > list.len() {
        return Err(Lost::List);
    }
    list.splice(old, new);
    Ok(())
}

fn read_all<T: DeserializeOwned>(
    text: &str,
    index: &Index,
    list: ListName,
    places: std::ops::Range<usize>,
) -> Result<Vec<T>, Lost> {
    places
        .map(|at| read_one(text, index, list.record(at)))
        .collect()
}

fn read_one<T: DeserializeOwned>(text: &str, index: &Index, record: Record) -> Result<T, Lost> {
    let span = index.span(record).ok_or(Lost::List)?;
    read::record(span.of(text)).map_err(|error| read::unreadable(record, error).into())
}

fn read_person(
    text: &str,
    index: &Index,
    record: Record,
) -> Result<Arc<crate::model::Person>, Lost> {
    let span = index.span(record).ok_or(Lost::List)?;
    let person = read::person(span.of(text)).map(Arc::new);
    person.map_err(|error| read::unreadable(record, error).into())
}

/// Reads one record again of which only the inside changed.
fn reread(document: &mut Document, record: Record) -> Result<(), Lost> {
    let Document { text, index, board } = document;
    match record {
        Record::Board => reread_board(document),
        Record::Department(at) => reread_department(document, at),
        _ => {
            let (list, at) = ListName::of(record).ok_or(Lost::List)?;
            replace(board, text, index, list, at..at + 1, 1)
        }
    }
}

fn reread_board(document: &mut Document) -> Result<(), Lost> {
    let changed = find_lists(document, Record::Board)?;
    let Document { text, index, board } = document;
    let own: Board = read::header(text, index, Record::Board)?;
    board.version = own.version;
    board.title = own.title;
    board.goal = own.goal;
    for (list, old) in changed {
        let count = index.count(list);
        if list == ListName::Departments {
            // Their people are not indexed; nothing but an edit by hand comes here.
            *index = Index::scan(text)?;
            board.departments.clear();
            replace(board, text, index, list, 0..0, count)?;
        } else {
            replace(board, text, index, list, 0..old, count)?;
        }
    }
    Ok(())
}

fn reread_department(document: &mut Document, at: usize) -> Result<(), Lost> {
    let changed = find_lists(document, Record::Department(at))?;
    let Document { text, index, board } = document;
    let mut own: Department = read::header(text, index, Record::Department(at))?;
    let department = board.departments.get_mut(at).ok_or(Lost::List)?;
    own.people = std::mem::take(&mut department.people);
    *department = own;
    for (list, old) in changed {
        let count = index.count(list);
        replace(board, text, index, list, 0..old, count)?;
    }
    Ok(())
}

/// Finds the lists that a record has now and had not before, or the other way round,
/// and corrects the index. Returns them with how many items they had.
fn find_lists(document: &mut Document, record: Record) -> Result<Vec<(ListName, usize)>, Lost> {
    let Document { text, index, .. } = document;
    let excerpt = index.excerpt(text, record).ok_or(Lost::List)?;
    let whole = Span::new(0, excerpt.text.len());
    let tree = Tree::outline(&excerpt.text, whole, &|way| way.len() > 1)?;
    let names: Vec<ListName> = match record {
        Record::Department(at) => vec![ListName::People(at)],
        _ => ListName::OF_BOARD.to_vec(),
    };
    let mut changed = Vec::new();
    for name in names {
        let id = tree.field(&excerpt.text, Tree::ROOT, name.field());
        let found = id.and_then(|id| Some((id, tree.node(id)?)));
        let found = found.filter(|(_, node)| node.shape == Shape::List);
        let old = index.list(name).map(|slots| slots.items.len());
        let new = found.map(|(id, _)| {
            let items = tree.items(id);
            items
                .map(|(_, item)| excerpt.locate_span(item.span))
                .collect::<Vec<Span>>()
        });
        match (old, new, found) {
            (None, Some(items), Some((_, node))) => {
                let start = excerpt.locate(node.span.start) + 1;
                let end = excerpt.locate_span(node.span).end - 1;
                let body = Span::new(start, end);
                index.set(name, Some(Slots { body, items }));
                changed.push((name, 0));
            }
            (Some(old), None, _) => {
                index.set(name, None);
                changed.push((name, old));
            }
            _ => {}
        }
    }
    Ok(changed)
}

/// Says whether an edited board says what its text does; if so it holds the very records of
/// the text's board from then on.
///
/// People and entries that are one and the same in memory are not compared: each of many edits
/// costs a pointer for those it did not touch.
pub(super) fn is_said(board: &Board, edited: &mut Board) -> bool {
    let is_department_said = |(said, edited): (&Department, &mut Department)| {
        said.id == edited.id
            && said.name == edited.name
            && said.ours == edited.ours
            && said.ideal == edited.ideal
            && said.red_flags == edited.red_flags
            && said.metric == edited.metric
            && are_all_said(&said.people, &mut edited.people)
    };
    board.version == edited.version
        && board.title == edited.title
        && board.goal == edited.goal
        && board.departments.len() == edited.departments.len()
        && board
            .departments
            .iter()
            .zip(&mut edited.departments)
            .all(is_department_said)
        && board.plays == edited.plays
        && board.decisions == edited.decisions
        && are_all_said(&board.log, &mut edited.log)
        && board.conflicts == edited.conflicts
}

fn are_all_said<T: PartialEq>(said: &[Arc<T>], edited: &mut [Arc<T>]) -> bool {
    let is_said = |(said, edited): (&Arc<T>, &mut Arc<T>)| {
        if Arc::ptr_eq(said, edited) {
            return true;
        }
        let is_said = said == edited;
        if is_said {
            edited.clone_from(said);
        }
        is_said
    };
    said.len() == edited.len() && said.iter().zip(edited).all(is_said)
}
