//! Ten thousand people merge in well below the time of a key.

use std::sync::Arc;
use std::time::Instant;

use onside::document::merge::merge;
use onside::model::{Board, Department, Entry, How, Id, Person, Stance, Strength, Tie, Who};

/// A board of `people` in departments of a hundred, each with five ties.
fn crowd(people: usize) -> Board {
    let name = |at: usize| Id::new(&format!("p{at}")).unwrap();
    let departments = (0..people / 100).map(|number| {
        let mut department = Department::new(Id::new(&format!("d{number}")).unwrap(), "Sales");
        let inside = (0..100).map(|each| number * 100 + each).map(|at| {
            let mut person = Person::new(name(at), "Dana Ortiz");
            let ties = (1..6).map(|step| (at + step * 37) % people);
            let strength = Strength::Weak;
            person.listens_to = ties
                .map(|to| Tie {
                    to: name(to),
                    strength,
                })
                .collect();
            Arc::new(person)
        });
        department.people = inside.collect();
        department
    });
    let on = "2026-11-22".parse().unwrap();
    let entry = |at: usize| Entry::Talked {
        on,
        who: Who::new(vec![name(at % people)]),
        how: How::Call,
        via: None,
        play: None,
        note: format!("{at}"),
    };
    Board {
        departments: departments.collect(),
        log: (0..people).map(|at| Arc::new(entry(at))).collect(),
        ..Board::default()
    }
}

/// Changes every `step`th person from `first` on.
fn changed(board: &Board, first: usize, step: usize, stance: Stance) -> Board {
    let mut board = board.clone();
    let people = board
        .departments
        .iter_mut()
        .flat_map(|each| &mut each.people);
    for person in people.skip(first).step_by(step) {
        Arc::make_mut(person).stance = stance;
    }
    let last = board.log[first].clone();
    board.log.push(last);
    board
}

#[test]
fn ten_thousand_people_merge_in_a_blink() {
    let base = crowd(10_000);
    let ours = changed(&base, 0, 50, Stance::Champion);
    let theirs = changed(&base, 1, 50, Stance::Supporter);
    // The best of three: other programs share the machine.
    let runs = (0..3).map(|_| {
        let start = Instant::now();
        let merged = merge(&base, &ours, &theirs);
        (start.elapsed(), merged)
    });
    let (took, merged) = runs.min_by_key(|(took, _)| *took).unwrap();
    println!("10,000 people and 50,000 ties merged in {took:?}");
    assert_eq!((merged.edits.len(), merged.conflicts.len()), (201, 0));
    // Quadratic work would take minutes; the bound leaves room for a loaded machine.
    assert!(took.as_millis() < 2_000, "took {took:?}");
}
