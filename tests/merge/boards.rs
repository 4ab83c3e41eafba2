//! Random boards and random changes to them.
//!
//! A board is a blank one changed many times, so one list of changes is all there is
//! to shrink. Ids, texts and dates come from small pools: sides must meet.

use std::sync::Arc;

use onside::model::{
    Answer, Ballot, Board, BoardField, Conflict, Date, Decision, DecisionField, Department,
    DepartmentField, Edit, Entry, How, Id, Metric, Objection, Person, PersonField, Play, PlayField,
    PlayStep, Proof, Stance, Status, Strength, Tie, Vote, Who,
};
use proptest::prelude::*;

/// One random change: what, and numbers to choose with.
#[derive(Clone, Copy, Debug)]
pub struct Tweak(u8, u8, u8, u8);

/// Returns a few random changes.
pub fn tweaks(most: usize) -> impl Strategy<Value = Vec<Tweak>> {
    let tweak = (0..32_u8, 0..12_u8, 0..8_u8, 0..8_u8).prop_map(|(a, b, c, d)| Tweak(a, b, c, d));
    prop::collection::vec(tweak, 0..=most)
}

/// Returns a board that two sides may come from.
pub fn board(tweaks: &[Tweak]) -> Board {
    let mut board = Board::default();
    for number in 0..3 {
        let mut department = Department::new(id("d", number), "Sales");
        let people = (0..3).map(|each| number * 3 + each);
        let people =
            people.map(|each| Arc::new(Person::new(id("p", each), NAMES[each as usize % 4])));
        department.people = people.collect();
        board.departments.push(department);
    }
    change(&board, tweaks)
}

/// Returns a board with changes made; those that make no sense are left out.
pub fn change(board: &Board, tweaks: &[Tweak]) -> Board {
    let mut board = board.clone();
    for tweak in tweaks {
        let edit = edit(&board, *tweak);
        let mut changed = board.clone();
        if changed.apply(&edit).is_ok() && has_unique_ids(&changed) {
            board = changed;
        }
    }
    board
}

/// Says whether no id is used twice.
pub fn has_unique_ids(board: &Board) -> bool {
    let ids: std::collections::HashSet<&Id> = board.ids().collect();
    ids.len() == board.ids().count()
}

const NAMES: [&str; 4] = ["Dana", "Sam", "Ivo", "Ruth"];
const WORDS: [&str; 8] = ["", "a", "b", "c", "d", "e", "f", "g"];

fn id(kind: &str, number: u8) -> Id {
    Id::new(&format!("{kind}{number}")).unwrap()
}

fn text(number: u8) -> String {
    WORDS[number as usize % 8].to_owned()
}

fn lines(a: u8, b: u8) -> String {
    let line = |at: u8| WORDS[(at as usize % 4) + 1];
    let all: Vec<&str> = (0..b % 5)
        .map(|at| line(a.wrapping_mul(at).wrapping_add(b)))
        .collect();
    all.join("\n")
}

fn day(number: u8) -> Date {
    Date::new(2026, 11, 1 + i8::try_from(number % 6).unwrap()).unwrap()
}

/// Adds an item to a list, or takes one out.
fn toggle<T: Clone>(list: &[T], at: u8, new: T, is_same: impl Fn(&T) -> bool) -> Vec<T> {
    let mut list = list.to_vec();
    match list.iter().position(is_same) {
        Some(old) if at.is_multiple_of(3) => drop(list.remove(old)),
        Some(old) => list[old] = new,
        None => list.insert(at as usize % (list.len() + 1), new),
    }
    list
}

fn edit(board: &Board, Tweak(what, a, b, c): Tweak) -> Edit {
    match what {
        0..=14 => person(board, what, a, b, c),
        15..=19 => seat(board, what, a, b, c),
        20..=24 => department(board, what, a, b, c),
        25 | 26 => play(board, a, b, c),
        27 | 28 => decision(board, a, b, c),
        _ => rest(board, what, a, b, c),
    }
}

fn person(board: &Board, what: u8, a: u8, b: u8, c: u8) -> Edit {
    let who = id("p", a);
    let blank = Arc::new(Person::new(who.clone(), ""));
    let old = board
        .seat(&who)
        .and_then(|seat| board.person(seat))
        .unwrap_or(&blank);
    let field = match what {
        0 | 1 => PersonField::Stance(Stance::RUNGS[b as usize % 6]),
        2 => PersonField::Power(1 + b % 5),
        3 => PersonField::Name(NAMES[b as usize % 4].to_owned()),
        4 | 5 => PersonField::Note(lines(b, c)),
        6 => PersonField::CaresAbout(text(b)),
        7 => {
            let (open, settled) = (Objection::Open(text(b)), Objection::Settled(text(b)));
            let new = if c.is_multiple_of(2) { open } else { settled };
            let list = toggle(&old.objections, c, new, |each| each.text() == text(b));
            PersonField::Objections(list)
        }
        8 | 9 => {
            let strength = [Strength::Weak, Strength::Medium, Strength::Strong][c as usize % 3];
            let new = Tie {
                to: id("p", b),
                strength,
            };
            let list = toggle(&old.listens_to, c, new, |each| each.to == id("p", b));
            PersonField::ListensTo(list)
        }
        10 => {
            let list = toggle(&old.clashes_with, c, id("p", b), |each| *each == id("p", b));
            PersonField::ClashesWith(list)
        }
        11 => PersonField::Tags(toggle(&old.tags, c, text(b), |each| *each == text(b))),
        12 => PersonField::ReportsTo((b > 1).then(|| id("p", b))),
        13 => PersonField::EveryDays((b > 1).then_some(b.into())),
        _ => PersonField::Left((b > 3).then(|| day(c))),
    };
    Edit::SetPerson { id: who, field }
}

fn seat(board: &Board, what: u8, a: u8, b: u8, c: u8) -> Edit {
    let department = id("d", b % 4);
    let length = board
        .department_at(&department)
        .map(|at| board.departments[at].people.len());
    let at = c as usize % (length.unwrap_or(0) + 1);
    match what {
        15 | 16 => Edit::MovePerson {
            id: id("p", a),
            department,
            at,
        },
        17 => Edit::RemovePerson(id("p", a)),
        // Now and then a person, a play or a decision under an id of another kind.
        _ => {
            let kind = if c == 7 { "d" } else { "p" };
            let person = Box::new(Person::new(id(kind, a), NAMES[b as usize % 4]));
            Edit::AddPerson {
                department,
                at,
                person,
            }
        }
    }
}

fn department(board: &Board, what: u8, a: u8, b: u8, c: u8) -> Edit {
    let which = id("d", a % 4);
    let at = c as usize % (board.departments.len() + 1);
    let old = board.department_at(&which).map(|at| &board.departments[at]);
    let set = |field| Edit::SetDepartment {
        id: which.clone(),
        field,
    };
    match what {
        20 => Edit::RemoveDepartment(which),
        21 => {
            let department = Box::new(Department::new(which, NAMES[b as usize % 4]));
            Edit::AddDepartment { at, department }
        }
        22 => Edit::MoveDepartment { id: which, at },
        23 => set(DepartmentField::Ideal(text(b))),
        _ if c.is_multiple_of(2) => {
            let flags = old.map_or(&[][..], |old| &old.red_flags);
            set(DepartmentField::RedFlags(toggle(
                flags,
                c,
                text(b),
                |each| *each == text(b),
            )))
        }
        _ if b == 0 => set(DepartmentField::Metric(None)),
        _ => {
            let mut metric = old.and_then(|old| old.metric.clone()).unwrap_or_default();
            match c {
                1 => metric.goal = Some(b.into()),
                3 => metric.unit = text(b),
                _ => {
                    let new = (day(b), f64::from(c));
                    metric.readings = toggle(&metric.readings, c, new, |each| each.0 == day(b));
                }
            }
            set(DepartmentField::Metric(Some(Metric { ..metric })))
        }
    }
}

fn play(board: &Board, a: u8, b: u8, c: u8) -> Edit {
    let which = if c == 7 {
        id("p", a)
    } else {
        id("play", a % 3)
    };
    let old = board.play_at(&which).map(|at| &board.plays[at]);
    let set = |field| Edit::SetPlay {
        id: which.clone(),
        field,
    };
    match old {
        None => Edit::AddPlay {
            at: b as usize % (board.plays.len() + 1),
            play: Box::new(Play {
                id: which,
                department: id("d", c % 4),
                answers: String::new(),
                status: Status::Planned,
                due: None,
                steps: Vec::new(),
            }),
        },
        Some(_) if c == 0 => Edit::RemovePlay(which),
        Some(_) if c == 1 => set(PlayField::Status(if b > 3 {
            Status::Done
        } else {
            Status::Running
        })),
        Some(_) if c == 2 => set(PlayField::Department(id("d", b % 4))),
        Some(_) if c == 3 => Edit::MovePlay {
            id: which,
            at: b as usize % board.plays.len(),
        },
        Some(old) => {
            let new = if c == 4 {
                PlayStep::Done(text(b))
            } else {
                PlayStep::Todo(text(b))
            };
            set(PlayField::Steps(toggle(&old.steps, c, new, |each| {
                each.text() == text(b)
            })))
        }
    }
}

fn decision(board: &Board, a: u8, b: u8, c: u8) -> Edit {
    let which = if c == 7 {
        id("play", a % 3)
    } else {
        id("vote", a % 2)
    };
    let old = board.decision_at(&which).map(|at| &board.decisions[at]);
    let set = |field| Edit::SetDecision {
        id: which.clone(),
        field,
    };
    match old {
        None => Edit::AddDecision {
            at: b as usize % (board.decisions.len() + 1),
            decision: Box::new(Decision {
                id: which,
                ask: text(c),
                on: day(b),
                votes: Vec::new(),
            }),
        },
        Some(_) if c == 0 => Edit::RemoveDecision(which),
        Some(_) if c == 1 => set(DecisionField::Ask(text(b))),
        Some(_) if c == 2 => set(DecisionField::Voted(id("p", b), Some(Ballot::Yes))),
        Some(old) => {
            let voted = (c == 3).then_some(Ballot::No);
            let new = Vote {
                who: id("p", b),
                odds: c * 10,
                voted,
            };
            set(DecisionField::Votes(toggle(&old.votes, c, new, |each| {
                each.who == id("p", b)
            })))
        }
    }
}

fn rest(board: &Board, what: u8, a: u8, b: u8, c: u8) -> Edit {
    let at = a as usize % (board.log.len() + 1);
    let who = Who::new(vec![id("p", a)]);
    match (what, c) {
        (29, 0..=3) => Edit::SetBoard(BoardField::Goal(text(b))),
        (29, _) => {
            let word = text(b);
            let conflict = Conflict {
                id: word.clone(),
                field: word.clone(),
                base: word.clone(),
                ours: word.clone(),
                theirs: word,
            };
            let at = a as usize % (board.conflicts.len() + 1);
            let (conflict, is_new) = (Box::new(conflict), c < 7);
            if is_new {
                Edit::AddConflict { at, conflict }
            } else {
                Edit::RemoveConflict(at)
            }
        }
        (30, 0..=1) => Edit::RemoveEntry(at),
        (30, 2..=4) => {
            let got = (c == 3).then_some(Answer::Yes);
            let entry = Entry::Asked {
                on: day(b),
                who,
                what: text(b),
                due: None,
                got,
            };
            Edit::SetEntry {
                at,
                entry: Box::new(entry),
            }
        }
        (30, _) => {
            let entry = Entry::Proved {
                on: day(b),
                who: id("p", a),
                proof: Proof::Acted,
                because: text(c),
            };
            Edit::AddEntry {
                at,
                entry: Box::new(entry),
            }
        }
        _ => {
            let play = (c > 4).then(|| id("play", c % 3));
            let how = How::Call;
            let note = text(c);
            let entry = Entry::Talked {
                on: day(b),
                who,
                how,
                via: None,
                play,
                note,
            };
            Edit::AddEntry {
                at: board.log.len(),
                entry: Box::new(entry),
            }
        }
    }
}
