//! The edits that take one board to another.
//!
//! Promises: applied in their order they give the other board exactly, the orders of
//! departments, people, plays, decisions, log and conflicts included, and no id is used twice
//! on the way. An id that changed is one record less and one more. Needs boards whose ids
//! are unique, of the same version.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::{Board, Conflict, Department, Edit, Entry, Id, Person};

use super::fields::Fields;
use super::listed::Listed;
use super::order::{arrange, common};

/// Returns edits that, applied to `from` in their order, give `to`.
pub fn diff(from: &Board, to: &Board) -> Vec<Edit> {
    let mut edits = Vec::new();
    remove_listed(&from.plays, &to.plays, &mut edits);
    remove_listed(&from.decisions, &to.decisions, &mut edits);
    arrange_departments(from, to, &mut edits);
    arrange_listed(&from.plays, &to.plays, &mut edits);
    arrange_listed(&from.decisions, &to.decisions, &mut edits);
    edits.extend(from.changes(to));
    set_fields(from, to, &mut edits);
    change_log(&from.log, &to.log, &mut edits);
    change_conflicts(&from.conflicts, &to.conflicts, &mut edits);
    edits
}

fn ids<R: Listed>(list: &[R]) -> HashSet<&Id> {
    list.iter().map(Listed::id).collect()
}

fn remove_listed<R: Listed>(from: &[R], to: &[R], edits: &mut Vec<Edit>) {
    let kept = ids(to);
    let gone = from.iter().filter(|each| !kept.contains(each.id()));
    edits.extend(gone.map(Listed::remove));
}

/// Arranges and adds, once what goes is gone, and sets the fields of what stays.
fn arrange_listed<R: Listed>(from: &[R], to: &[R], edits: &mut Vec<Edit>) {
    if from == to {
        return;
    }
    let kept = ids(to);
    let old: HashMap<&Id, &R> = from.iter().map(|each| (each.id(), each)).collect();
    let new: HashMap<&Id, &R> = to.iter().map(|each| (each.id(), each)).collect();
    let mut list: Vec<&Id> = from
        .iter()
        .map(Listed::id)
        .filter(|id| kept.contains(id))
        .collect();
    let target: Vec<&Id> = to.iter().map(Listed::id).collect();
    arrange(&mut list, &target, |id, at| {
        if let Some(record) = new.get(id) {
            let is_old = old.contains_key(id);
            edits.push(if is_old {
                record.shift(at)
            } else {
                record.add(at)
            });
        }
    });
    for record in to {
        if let Some(before) = old.get(record.id()) {
            edits.extend(before.changes(record));
        }
    }
}

/// Who sits where, by id.
struct Seats<'a> {
    departments: HashMap<&'a Id, &'a Department>,
    people: HashMap<&'a Id, &'a Id>,
}

impl<'a> Seats<'a> {
    fn of(board: &'a Board) -> Self {
        let departments = board.departments.iter();
        let seats = departments.clone().flat_map(|department| {
            let people = department.people.iter();
            people.map(|person| (&person.id, &department.id))
        });
        Self {
            people: seats.collect(),
            departments: departments.map(|each| (&each.id, each)).collect(),
        }
    }
}

/// Removes, adds and moves people and departments.
///
/// A department that goes is removed only when those who stay have left it, and who is new
/// comes only when every old id is free.
fn arrange_departments(from: &Board, to: &Board, edits: &mut Vec<Edit>) {
    if is_arranged(from, to) {
        return;
    }
    let (old, new) = (Seats::of(from), Seats::of(to));
    let reused: HashSet<&Id> = to.ids().collect();
    let is_gone = |id: &Id| !new.people.contains_key(id);
    for (seat, person) in from.people().filter(|(_, person)| is_gone(&person.id)) {
        let stays = from.departments.get(seat.department);
        let stays = stays.is_some_and(|each| new.departments.contains_key(&each.id));
        // Whoever sits in a department that goes, goes with it.
        if stays || reused.contains(&person.id) {
            edits.push(Edit::RemovePerson(person.id.clone()));
        }
    }
    let comes_at_once = |id: &Id| !old.people.contains_key(id) && !old.departments.contains_key(id);
    add_departments(from, to, &old, comes_at_once, edits);
    let mut lists = start_lists(from, to, &old, &new, comes_at_once);
    move_people(to, &old, &mut lists, edits);
    let left = from
        .departments
        .iter()
        .filter(|each| !new.departments.contains_key(&each.id));
    edits.extend(left.map(|each| Edit::RemoveDepartment(each.id.clone())));
    add_people(to, &old, comes_at_once, edits);
}

/// Says whether the same people sit in the same places of both boards.
fn is_arranged(from: &Board, to: &Board) -> bool {
    from.departments.len() == to.departments.len()
        && from
            .departments
            .iter()
            .zip(&to.departments)
            .all(|(old, new)| {
                old.id == new.id
                    && old.people.len() == new.people.len()
                    && old
                        .people
                        .iter()
                        .zip(&new.people)
                        .all(|(old, new)| old.id == new.id)
            })
}

/// Puts new departments in with their new people, and brings all in order.
fn add_departments(
    from: &Board,
    to: &Board,
    old: &Seats,
    comes_at_once: impl Fn(&Id) -> bool,
    edits: &mut Vec<Edit>,
) {
    let mut list: Vec<&Id> = from.departments.iter().map(|each| &each.id).collect();
    let target: Vec<&Id> = to.departments.iter().map(|each| &each.id).collect();
    let by_id: HashMap<&Id, &Department> =
        to.departments.iter().map(|each| (&each.id, each)).collect();
    arrange(&mut list, &target, |id, at| {
        if old.departments.contains_key(id) {
            let id = id.clone();
            edits.push(Edit::MoveDepartment { id, at });
        } else if let Some(department) = by_id.get(id) {
            let mut department = Department::clone(department);
            department.people.retain(|person| comes_at_once(&person.id));
            let department = Box::new(department);
            edits.push(Edit::AddDepartment { at, department });
        }
    });
}

/// Returns who sits in each department of `to` before anybody moves.
fn start_lists<'a>(
    from: &'a Board,
    to: &'a Board,
    old: &Seats,
    new: &Seats,
    comes_at_once: impl Fn(&Id) -> bool,
) -> HashMap<&'a Id, Vec<&'a Id>> {
    let mut lists: HashMap<&Id, Vec<&Id>> = HashMap::new();
    for department in &from.departments {
        let people = department.people.iter().map(|person| &person.id);
        let staying = people.filter(|id| new.people.contains_key(id));
        lists.insert(&department.id, staying.collect());
    }
    let added = to
        .departments
        .iter()
        .filter(|each| !old.departments.contains_key(&each.id));
    for department in added {
        let people = department.people.iter().map(|person| &person.id);
        lists.insert(
            &department.id,
            people.filter(|id| comes_at_once(id)).collect(),
        );
    }
    lists
}

fn move_people<'a>(
    to: &'a Board,
    old: &Seats<'a>,
    lists: &mut HashMap<&'a Id, Vec<&'a Id>>,
    edits: &mut Vec<Edit>,
) {
    for department in &to.departments {
        let mut list = lists.remove(&department.id).unwrap_or_default();
        let is_there: HashSet<&Id> = list.iter().copied().collect();
        let people = department.people.iter().map(|person| &person.id);
        let target: Vec<&Id> = people
            .filter(|id| old.people.contains_key(id) || is_there.contains(id))
            .collect();
        let mut arrived = HashSet::new();
        arrange(&mut list, &target, |id, at| {
            if !is_there.contains(id) {
                arrived.insert(id);
            }
            edits.push(Edit::MovePerson {
                id: id.clone(),
                department: department.id.clone(),
                at,
            });
        });
        let left: HashSet<&Id> = arrived
            .iter()
            .filter_map(|id| old.people.get(id).copied())
            .collect();
        for id in left {
            if let Some(list) = lists.get_mut(id) {
                list.retain(|person| !arrived.contains(person));
            }
        }
    }
}

/// Adds who is new: all others sit where they shall, so that places are those of `to`.
fn add_people(to: &Board, old: &Seats, comes_at_once: impl Fn(&Id) -> bool, edits: &mut Vec<Edit>) {
    for department in &to.departments {
        let is_old = old.departments.contains_key(&department.id);
        for (at, person) in department.people.iter().enumerate() {
            let is_new = !old.people.contains_key(&person.id);
            if is_new && (is_old || !comes_at_once(&person.id)) {
                edits.push(Edit::AddPerson {
                    department: department.id.clone(),
                    at,
                    person: Box::new(Person::clone(person)),
                });
            }
        }
    }
}

fn set_fields(from: &Board, to: &Board, edits: &mut Vec<Edit>) {
    let departments: HashMap<&Id, &Department> = from
        .departments
        .iter()
        .map(|each| (&each.id, each))
        .collect();
    let people: HashMap<&Id, &Arc<Person>> = from
        .people()
        .map(|(_, person)| (&person.id, person))
        .collect();
    for department in &to.departments {
        if let Some(before) = departments.get(&department.id) {
            edits.extend(before.changes(department));
        }
        for person in &department.people {
            let before = people.get(&person.id);
            let before = before.filter(|before| !Arc::ptr_eq(before, person) && *before != &person);
            edits.extend(
                before
                    .map(|before| before.changes(person))
                    .unwrap_or_default(),
            );
        }
    }
}

fn change_log(from: &[Arc<Entry>], to: &[Arc<Entry>], edits: &mut Vec<Edit>) {
    let pairs = common(from, to);
    let ends = (from.len(), to.len());
    let (mut at, mut done) = (0, (0, 0));
    for end in pairs.into_iter().chain([ends]) {
        let old = from.get(done.0..end.0).unwrap_or_default();
        let new = to.get(done.1..end.1).unwrap_or_default();
        for place in 0..old.len().max(new.len()) {
            let is_same = |old: &Arc<Entry>, new: &Arc<Entry>| {
                old.word() == new.word() && old.who() == new.who()
            };
            match (old.get(place), new.get(place)) {
                // An ask that was answered stays the same line, its comment with it.
                (Some(old), Some(new)) if is_same(old, new) => {
                    let entry = Box::new(Entry::clone(new));
                    edits.push(Edit::SetEntry { at, entry });
                    at += 1;
                }
                (old, new) => {
                    edits.extend(old.map(|_| Edit::RemoveEntry(at)));
                    if let Some(new) = new {
                        let entry = Box::new(Entry::clone(new));
                        edits.push(Edit::AddEntry { at, entry });
                        at += 1;
                    }
                }
            }
        }
        at += 1;
        done = (end.0 + 1, end.1 + 1);
    }
}

fn change_conflicts(from: &[Conflict], to: &[Conflict], edits: &mut Vec<Edit>) {
    let pairs = common(from, to);
    let (mut at, mut done) = (0, (0, 0));
    for end in pairs.into_iter().chain([(from.len(), to.len())]) {
        for _ in done.0..end.0 {
            edits.push(Edit::RemoveConflict(at));
        }
        for conflict in to.get(done.1..end.1).unwrap_or_default() {
            let conflict = Box::new(conflict.clone());
            edits.push(Edit::AddConflict { at, conflict });
            at += 1;
        }
        at += 1;
        done = (end.0 + 1, end.1 + 1);
    }
}
