//! Ids that one side gave to one kind of record and the other side to another.
//!
//! Promises: after `apart`, no id names two records that both survive a merge; a
//! record that the base has keeps its id. References are renamed along: those to a person
//! never mean a play. Leaves one id for two people to a question.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::{Board, Decision, Department, Entry, Id, Person, Play, Who};

use super::people::contested;

/// The kinds of records that share one space of ids; of two new ones the later is renamed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Department,
    Person,
    Play,
    Decision,
}

/// A record of a board by its id.
#[derive(Clone, Copy)]
enum Named<'a> {
    Department(&'a Department),
    /// With the department they sit in.
    Person(&'a Id, &'a Person),
    Play(&'a Play),
    Decision(&'a Decision),
}

impl Named<'_> {
    fn kind(self) -> Kind {
        match self {
            Self::Department(_) => Kind::Department,
            Self::Person(..) => Kind::Person,
            Self::Play(_) => Kind::Play,
            Self::Decision(_) => Kind::Decision,
        }
    }

    /// Says whether two records are one, whatever they are called in their files.
    fn is_like(self, other: Self) -> bool {
        match (self, other) {
            (Self::Department(a), Self::Department(b)) => {
                Department {
                    id: b.id.clone(),
                    ..a.clone()
                } == *b
            }
            (Self::Person(_, a), Self::Person(_, b)) => {
                Person {
                    id: b.id.clone(),
                    ..a.clone()
                } == *b
            }
            (Self::Play(a), Self::Play(b)) => {
                Play {
                    id: b.id.clone(),
                    ..a.clone()
                } == *b
            }
            (Self::Decision(a), Self::Decision(b)) => {
                Decision {
                    id: b.id.clone(),
                    ..a.clone()
                } == *b
            }
            _ => false,
        }
    }
}

type Names<'a> = HashMap<&'a Id, Named<'a>>;

fn names(board: &Board) -> Names<'_> {
    let departments = board.departments.iter();
    let people = departments.clone().flat_map(|home| {
        let people = home.people.iter();
        people.map(move |each| (&each.id, Named::Person(&home.id, each)))
    });
    departments
        .map(|each| (&each.id, Named::Department(each)))
        .chain(people)
        .chain(board.plays.iter().map(|each| (&each.id, Named::Play(each))))
        .chain(
            board
                .decisions
                .iter()
                .map(|each| (&each.id, Named::Decision(each))),
        )
        .collect()
}

/// Returns both sides, with another id for a new record whose id the other side gave to
/// another kind of record.
pub(super) fn apart<'a>(
    base: &Board,
    ours: &'a Board,
    theirs: &'a Board,
) -> (Cow<'a, Board>, Cow<'a, Board>) {
    let mut sides = (Cow::Borrowed(ours), Cow::Borrowed(theirs));
    if !may_clash(ours, theirs) {
        return sides;
    }
    let (was, here, there) = (names(base), names(ours), names(theirs));
    let contested = contested(base, ours, theirs);
    let mut given: Vec<Id> = Vec::new();
    let in_order = ours
        .ids()
        .filter_map(|id| Some((id, *here.get(id)?, *there.get(id)?)));
    for (id, our, their) in in_order.filter(|(_, our, their)| our.kind() != their.kind()) {
        let old = was.get(id).copied();
        if is_gone(old, our, &contested) || is_gone(old, their, &contested) {
            continue;
        }
        let is_new = |kind: Kind| old.is_none_or(|old| old.kind() != kind);
        let is_ours = is_new(our.kind()) && (!is_new(their.kind()) || our.kind() > their.kind());
        let (side, record, other) = if is_ours {
            (&mut sides.0, our, &there)
        } else {
            (&mut sides.1, their, &here)
        };
        let is_taken = |id: &Id| {
            // A merge repeated finds its own answer: the same record under the id it got then.
            let is_same = other.get(id).is_some_and(|there| there.is_like(record));
            let is_used = [&was, &here, &there]
                .iter()
                .any(|names| names.contains_key(id));
            given.contains(id) || (is_used && !is_same)
        };
        let free = free_id(id, is_taken);
        rename(side.to_mut(), record.kind(), id, &free);
        given.push(free);
    }
    sides
}

/// Says whether an id may name two kinds of records, without looking at everybody by id.
fn may_clash(ours: &Board, theirs: &Board) -> bool {
    let few = |board: &Board| {
        let departments = board
            .departments
            .iter()
            .map(|each| (each.id.clone(), Kind::Department));
        let plays = board.plays.iter().map(|each| (each.id.clone(), Kind::Play));
        let decisions = board
            .decisions
            .iter()
            .map(|each| (each.id.clone(), Kind::Decision));
        departments
            .chain(plays)
            .chain(decisions)
            .collect::<HashMap<Id, Kind>>()
    };
    let (here, there) = (few(ours), few(theirs));
    let is_anybody = |board: &Board, few: &HashMap<Id, Kind>| {
        board
            .people()
            .any(|(_, person)| few.contains_key(&person.id))
    };
    let is_other = |(id, kind): (&Id, &Kind)| there.get(id).is_some_and(|other| other != kind);
    here.iter().any(is_other) || is_anybody(ours, &there) || is_anybody(theirs, &here)
}

/// Says whether one side left a record alone, which is gone then, since the other side gave
/// its id away. Somebody left alone yet stands along with a contested department.
fn is_gone(old: Option<Named>, now: Named, contested: &HashSet<&Id>) -> bool {
    match (old, now) {
        (Some(Named::Department(_)), Named::Department(now)) => !contested.contains(&now.id),
        (Some(Named::Person(from, _)), Named::Person(home, _))
            if from != home || contested.contains(home) =>
        {
            false
        }
        (Some(old), now) => old.is_like(now),
        (None, _) => false,
    }
}

/// Returns `id` with the first number behind it that makes it free.
pub(super) fn free_id(id: &Id, is_taken: impl Fn(&Id) -> bool) -> Id {
    let numbered = (2..usize::MAX).filter_map(|number| Id::new(&format!("{id}-{number}")).ok());
    let mut free = numbered.skip_while(|candidate| is_taken(candidate));
    free.next().unwrap_or_else(|| id.clone())
}

fn rename(board: &mut Board, kind: Kind, from: &Id, to: &Id) {
    match kind {
        Kind::Department => rename_department(board, from, to),
        Kind::Person => rename_person(board, from, to),
        Kind::Play => rename_play(board, from, to),
        Kind::Decision => {
            for decision in &mut board.decisions {
                swap(&mut decision.id, from, to);
            }
        }
    }
}

fn swap(id: &mut Id, from: &Id, to: &Id) {
    if id == from {
        id.clone_from(to);
    }
}

fn rename_department(board: &mut Board, from: &Id, to: &Id) {
    for department in &mut board.departments {
        swap(&mut department.id, from, to);
    }
    for play in &mut board.plays {
        swap(&mut play.department, from, to);
    }
}

fn rename_person(board: &mut Board, from: &Id, to: &Id) {
    for person in board
        .departments
        .iter_mut()
        .flat_map(|each| &mut each.people)
    {
        let person = Arc::make_mut(person);
        let ties = person.listens_to.iter_mut().map(|tie| &mut tie.to);
        let boss = person.reports_to.iter_mut();
        let others = ties.chain(boss).chain(&mut person.clashes_with);
        others.for_each(|id| swap(id, from, to));
        swap(&mut person.id, from, to);
    }
    for vote in board.decisions.iter_mut().flat_map(|each| &mut each.votes) {
        swap(&mut vote.who, from, to);
    }
    for entry in board.log.iter_mut().filter(|entry| mentions(entry, from)) {
        match Arc::make_mut(entry) {
            Entry::Moved { who, .. } | Entry::Proved { who, .. } => swap(who, from, to),
            Entry::Talked { who, via, .. } => {
                *who = renamed(who, from, to);
                if let Some(via) = via {
                    swap(via, from, to);
                }
            }
            Entry::Asked { who, .. } | Entry::Promised { who, .. } | Entry::Gave { who, .. } => {
                *who = renamed(who, from, to);
            }
        }
    }
}

fn mentions(entry: &Entry, person: &Id) -> bool {
    let carried = matches!(entry, Entry::Talked { via: Some(via), .. } if via == person);
    carried || entry.names(person)
}

fn renamed(who: &Who, from: &Id, to: &Id) -> Who {
    let ids = who.ids().iter().map(|id| if id == from { to } else { id });
    Who::new(ids.cloned().collect())
}

fn rename_play(board: &mut Board, from: &Id, to: &Id) {
    for play in &mut board.plays {
        swap(&mut play.id, from, to);
    }
    let is_part = |entry: &Arc<Entry>| matches!(&**entry, Entry::Talked { play: Some(play), .. } if play == from);
    let is_part = &is_part;
    for entry in board.log.iter_mut().filter(|entry| is_part(entry)) {
        if let Entry::Talked {
            play: Some(play), ..
        } = Arc::make_mut(entry)
        {
            swap(play, from, to);
        }
    }
}
