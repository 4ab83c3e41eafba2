//! Boards for the rule: the example, and random ones of people and ties.

use std::fmt::Write as _;
use std::sync::Arc;

use onside::document::{Document, EXAMPLE};
use onside::model::{Board, Date, Department, Id, Overview, Person, Stance, Strength, Tie};
use proptest::prelude::*;

pub fn today() -> Date {
    "2026-11-22".parse().unwrap()
}

pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub fn example() -> Board {
    Document::load(EXAMPLE.as_bytes()).unwrap().board().clone()
}

/// Returns the board with what its log says.
pub fn overview(board: &Board) -> Overview {
    Overview::new(board, today())
}

/// Changes somebody of a board.
pub fn with(board: &Board, who: &str, change: impl FnOnce(&mut Person)) -> Board {
    let mut board = board.clone();
    let seat = board.seat(who).unwrap();
    let person = &mut board.departments[seat.department].people[seat.person];
    change(Arc::make_mut(person));
    board
}

/// Returns everybody, those who left included.
pub fn everybody(board: &Board) -> impl Iterator<Item = &Arc<Person>> {
    board.people().map(|(_, person)| person)
}

/// A board of one department of these people, beside our own team.
pub fn board(people: Vec<Person>, ours: Vec<Person>) -> Board {
    let mut sales = Department::new(id("sales"), "Sales");
    sales.people = people.into_iter().map(Arc::new).collect();
    let mut team = Department::new(id("partnerships"), "Partnerships");
    team.ours = true;
    team.people = ours.into_iter().map(Arc::new).collect();
    Board {
        departments: vec![sales, team],
        ..Board::default()
    }
}

pub fn person(name: &str, stance: Stance) -> Person {
    let mut person = Person::new(id(name), &name.to_uppercase());
    person.stance = stance;
    person
}

/// Ties `from` to `person`, who listens to them.
pub fn listen(person: &mut Person, from: &str, strength: Strength) {
    person.listens_to.retain(|tie| tie.to.as_str() != from);
    let to = id(from);
    person.listens_to.push(Tie { to, strength });
}

pub const STRENGTHS: [Strength; 3] = [Strength::Weak, Strength::Medium, Strength::Strong];

pub fn stance() -> impl Strategy<Value = Stance> {
    let mut all = Stance::RUNGS.to_vec();
    all.push(Stance::Unknown);
    proptest::sample::select(all)
}

/// A tie as numbers: from, to, strength.
type Drawn = (usize, usize, Strength);

prop_compose! {
    fn drawn_person()(
        stance in stance(),
        target in proptest::option::of(stance()),
        power in 1_u8..=5,
        interest in 1_u8..=5,
        has_left in proptest::bool::weighted(0.1),
        boss in proptest::option::weighted(0.3, 0_usize..14),
    ) -> (Person, Option<usize>) {
        let mut person = Person::new(id("x"), "X");
        (person.stance, person.target) = (stance, target);
        (person.power, person.interest) = (power, interest);
        person.left = has_left.then(today);
        (person, boss)
    }
}

/// Random boards: up to 12 people in two departments, two of our own, any ties, some to
/// nobody and to themselves.
pub fn any_board() -> impl Strategy<Value = Board> {
    let people = proptest::collection::vec(drawn_person(), 0..12);
    let ours = proptest::collection::vec(drawn_person(), 0..3);
    let strength = proptest::sample::select(STRENGTHS.to_vec());
    let tie = (0_usize..15, 0_usize..15, strength);
    let ties = proptest::collection::vec(tie, 0..40);
    (people, ours, ties).prop_map(|(people, ours, ties)| assemble(people, ours, &ties))
}

fn assemble(
    people: Vec<(Person, Option<usize>)>,
    ours: Vec<(Person, Option<usize>)>,
    ties: &[Drawn],
) -> Board {
    let split = people.len();
    let mut all: Vec<Person> = Vec::new();
    for (at, (mut person, boss)) in people.into_iter().chain(ours).enumerate() {
        // Ids in an order that is not the file's.
        person.id = named(at);
        person.name = format!("Person {}", person.id);
        person.reports_to = boss.map(named);
        all.push(person);
    }
    for (from, to, strength) in ties {
        if let Some(person) = all.get_mut(*to) {
            listen(person, &named(*from), *strength);
        }
    }
    let ours = all.split_off(split);
    let mut board = board(all, ours);
    let mut product = Department::new(id("product"), "Product");
    let sales = &mut board.departments[0].people;
    product.people = sales.split_off(sales.len() / 2);
    board.departments.push(product);
    board
}

fn named(at: usize) -> Id {
    let mut name = String::new();
    write!(name, "p{}", (at * 7 + 3) % 17).unwrap();
    id(&name)
}
