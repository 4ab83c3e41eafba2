//! Random edits that a board can take: every kind, every field.

use std::sync::Arc;

use onside::model::*;

use crate::boards;
use crate::random::Random;

/// What an edit may do to the comments of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comments {
    /// They all stay, and none comes.
    Kept,
    /// Those that belong to what goes go along.
    SomeGo,
}

/// Makes an edit that fits the board, and says what it may do to comments. `number` makes
/// new ids.
pub fn edit(board: &Board, random: &mut Random, number: usize) -> (Edit, Comments) {
    loop {
        if let Some(edit) = attempt(board, random, number) {
            return edit;
        }
    }
}

fn place(random: &mut Random, length: usize) -> usize {
    random.below(length + 1)
}

fn one<T: Clone>(random: &mut Random, list: &[T]) -> Option<T> {
    (!list.is_empty()).then(|| random.pick(list))
}

fn attempt(board: &Board, random: &mut Random, number: usize) -> Option<(Edit, Comments)> {
    let people: Vec<Arc<Person>> = board
        .people()
        .map(|(_, person)| Arc::clone(person))
        .collect();
    let kept = |edit| Some((edit, Comments::Kept));
    let some_go = |edit| Some((edit, Comments::SomeGo));
    match random.below(24) {
        0 => some_go(Edit::SetBoard(match random.one_in(2) {
            true => BoardField::Title(boards::text(random)),
            false => BoardField::Goal(boards::text(random)),
        })),
        1 => kept(Edit::AddDepartment {
            at: place(random, board.departments.len()),
            department: Box::new(boards::department(random, number)),
        }),
        2 => some_go(Edit::RemoveDepartment(one(random, &board.departments)?.id)),
        3 => kept(Edit::MoveDepartment {
            id: one(random, &board.departments)?.id,
            at: random.below(board.departments.len()),
        }),
        4 | 5 => {
            let id = one(random, &board.departments)?.id;
            let field = match random.one_in(8) {
                true => DepartmentField::Id(boards::id(&format!("n{number}"))),
                false => boards::department_field(random),
            };
            some_go(Edit::SetDepartment { id, field })
        }
        6 | 7 => {
            let department = one(random, &board.departments)?;
            kept(Edit::AddPerson {
                at: place(random, department.people.len()),
                department: department.id,
                person: Box::new(boards::person(random, number)),
            })
        }
        8 => some_go(Edit::RemovePerson(one(random, &people)?.id.clone())),
        9 | 10 => {
            let id = one(random, &people)?.id.clone();
            let to = one(random, &board.departments)?;
            let is_own = to.people.iter().any(|person| person.id == id);
            let at = place(random, to.people.len() - usize::from(is_own));
            kept(Edit::MovePerson {
                id,
                department: to.id,
                at,
            })
        }
        11..=14 => {
            let person = one(random, &people)?;
            let field = match random.below(12) {
                0 => PersonField::Id(boards::id(&format!("n{number}"))),
                1 => PersonField::Name(boards::name(random)),
                _ => boards::person_field(random),
            };
            let mut changed = (*person).clone();
            changed.set(field.clone());
            if changed.onside > Some(changed.headcount) {
                return None;
            }
            some_go(Edit::SetPerson {
                id: person.id.clone(),
                field,
            })
        }
        15 => match random.below(4) {
            0 => some_go(Edit::RemovePlay(one(random, &board.plays)?.id)),
            1 => kept(Edit::MovePlay {
                id: one(random, &board.plays)?.id,
                at: random.below(board.plays.len()),
            }),
            _ => kept(Edit::AddPlay {
                at: place(random, board.plays.len()),
                play: Box::new(boards::play(random, number)),
            }),
        },
        16 | 17 => {
            let play = one(random, &board.plays)?;
            let field = match random.below(6) {
                0 => PlayField::Id(boards::id(&format!("n{number}"))),
                1 => PlayField::Department(boards::someone(random)),
                2 => PlayField::Answers(boards::text(random)),
                3 => PlayField::Status(random.pick(&[Status::Running, Status::Dropped])),
                4 => PlayField::Due(random.one_in(2).then(|| boards::date(random))),
                _ => PlayField::Steps(boards::steps(random)),
            };
            some_go(Edit::SetPlay { id: play.id, field })
        }
        18 => match random.below(4) {
            0 => some_go(Edit::RemoveDecision(one(random, &board.decisions)?.id)),
            1 => kept(Edit::MoveDecision {
                id: one(random, &board.decisions)?.id,
                at: random.below(board.decisions.len()),
            }),
            _ => kept(Edit::AddDecision {
                at: place(random, board.decisions.len()),
                decision: Box::new(boards::decision(random, number)),
            }),
        },
        19 => {
            let decision = one(random, &board.decisions)?;
            let field = match random.below(5) {
                0 => DecisionField::Id(boards::id(&format!("n{number}"))),
                1 => DecisionField::Ask(boards::text(random)),
                2 => DecisionField::On(boards::date(random)),
                3 => DecisionField::Votes(boards::votes(random)),
                _ => {
                    let who = one(random, &decision.votes)?.who;
                    DecisionField::Voted(who, random.pick(&[None, Some(Ballot::Yes)]))
                }
            };
            some_go(Edit::SetDecision {
                id: decision.id,
                field,
            })
        }
        20 => kept(Edit::AddEntry {
            at: match random.one_in(2) {
                true => board.log.len(),
                false => place(random, board.log.len()),
            },
            entry: Box::new(boards::entry(random)),
        }),
        21 => match board.log.len() {
            0 => None,
            length => some_go(Edit::RemoveEntry(random.below(length))),
        },
        22 => match board.log.len() {
            0 => None,
            length => some_go(Edit::SetEntry {
                at: random.below(length),
                entry: Box::new(boards::entry(random)),
            }),
        },
        _ => match board.conflicts.len() {
            length if length > 0 && random.one_in(2) => {
                some_go(Edit::RemoveConflict(random.below(length)))
            }
            length => kept(Edit::AddConflict {
                at: place(random, length),
                conflict: Box::new(boards::conflict(random)),
            }),
        },
    }
}
