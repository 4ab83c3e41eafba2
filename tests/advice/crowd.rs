//! A crowd that is ranked against the clock.

use std::sync::Arc;

use onside::model::{Board, Department, Id, Person, Stance, Strength, Tie};

/// A crowd: `people` in departments of a hundred, each listening to five others.
pub fn crowd(people: usize) -> Board {
    let id = |text: &str| Id::new(text).unwrap();
    let name = |at: usize| id(&format!("p{at}"));
    let departments = (0..people.div_ceil(100)).map(|number| {
        let mut department = Department::new(id(&format!("d{number}")), "Sales");
        let inside = (number * 100..people.min(number * 100 + 100)).map(|at| {
            let mut person = Person::new(name(at), &format!("Person {at}"));
            person.stance = Stance::RUNGS[at % 23 % 6];
            let level = |number: usize| u8::try_from(number % 5 + 1).unwrap();
            (person.power, person.interest) = (level(at), level(at / 7));
            let ties = (1..6).map(|step| (at * 31 + step * 3701) % people);
            for (step, to) in ties.enumerate() {
                let strength =
                    [Strength::Weak, Strength::Medium, Strength::Strong][(at + step) % 3];
                if to != at && !person.listens_to.iter().any(|tie| tie.to == name(to)) {
                    person.listens_to.push(Tie {
                        to: name(to),
                        strength,
                    });
                }
            }
            Arc::new(person)
        });
        department.people = inside.collect();
        department
    });
    Board {
        departments: departments.collect(),
        ..Board::default()
    }
}
