//! Random boards, small and full of what is hard to write.

use std::sync::Arc;

use onside::model::*;
use onside::text::slug;

use crate::random::Random;

pub const TEXTS: [&str; 14] = [
    "",
    "plain",
    "say \"no\"",
    "back\\slash",
    "two\nlines",
    "crlf\r\nlines",
    "// no comment",
    "/* nor */ this",
    ")]},:(",
    "Ünïcödé 🙂",
    "tab\tand \u{202e}bidi",
    "r#\"raw\"#",
    "'",
    "ends in \\",
];

pub fn text(random: &mut Random) -> String {
    random.pick(&TEXTS).to_owned()
}

pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub fn date(random: &mut Random) -> Date {
    let day = i8::try_from(random.below(28) + 1).unwrap();
    Date::new(2026, 1 + i8::try_from(random.below(12)).unwrap(), day).unwrap()
}

fn maybe<T>(random: &mut Random, make: impl FnOnce(&mut Random) -> T) -> Option<T> {
    random.one_in(2).then(|| make(random))
}

pub fn many<T>(random: &mut Random, most: usize, mut make: impl FnMut(&mut Random) -> T) -> Vec<T> {
    let count = random.below(most + 1);
    (0..count).map(|_| make(random)).collect()
}

pub fn texts(random: &mut Random) -> Vec<String> {
    many(random, 3, text)
}

/// An id that somebody has, or that nobody has.
pub fn someone(random: &mut Random) -> Id {
    id(random.pick(&["ann", "bob", "cy", "x-1", "nobody"]))
}

pub fn stance(random: &mut Random) -> Stance {
    let mut all = Stance::RUNGS.to_vec();
    all.push(Stance::Unknown);
    random.pick(&all)
}

pub fn objections(random: &mut Random) -> Vec<Objection> {
    many(random, 3, |random| match random.one_in(2) {
        true => Objection::Open(text(random)),
        false => Objection::Settled(text(random)),
    })
}

pub fn ties(random: &mut Random) -> Vec<Tie> {
    let mut ties: Vec<Tie> = many(random, 4, |random| Tie {
        to: someone(random),
        strength: random.pick(&[Strength::Weak, Strength::Medium, Strength::Strong]),
    });
    let mut seen = std::collections::HashSet::new();
    ties.retain(|tie| seen.insert(tie.to.clone()));
    ties
}

pub fn count(random: &mut Random) -> u32 {
    u32::try_from(random.below(40) + 1).unwrap()
}

pub fn level(random: &mut Random) -> u8 {
    u8::try_from(random.below(5) + 1).unwrap()
}

pub fn name(random: &mut Random) -> String {
    random
        .pick(&[
            "Ann",
            "Bob Ross",
            "王芳",
            "Ola \"O\" Öst",
            "A very long name that is cut somewhere",
        ])
        .to_owned()
}

pub fn person(random: &mut Random, number: usize) -> Person {
    let mut name = name(random);
    let mut id = id(&format!("p{number}"));
    if random.one_in(3) {
        name = format!("Person {number}");
        id = self::id(&slug(&name).unwrap());
    }
    let mut person = Person::new(id, &name);
    for _ in 0..random.below(8) {
        person.set(person_field(random));
    }
    // No more are onside than there are.
    person.headcount = person.headcount.max(person.onside.unwrap_or(1));
    person
}

pub fn person_field(random: &mut Random) -> PersonField {
    match random.below(16) {
        0 => PersonField::Title(text(random)),
        1 => PersonField::Headcount(count(random)),
        2 => PersonField::Onside(maybe(random, count)),
        3 => PersonField::Stance(stance(random)),
        4 => PersonField::Target(maybe(random, stance)),
        5 => PersonField::Power(level(random)),
        6 => PersonField::Interest(level(random)),
        7 => PersonField::CaresAbout(text(random)),
        8 => PersonField::Objections(objections(random)),
        9 => PersonField::ReportsTo(maybe(random, someone)),
        10 => PersonField::ListensTo(ties(random)),
        11 => PersonField::ClashesWith(many(random, 3, someone)),
        12 => PersonField::EveryDays(maybe(random, count)),
        13 => PersonField::Left(maybe(random, date)),
        14 => PersonField::Tags(texts(random)),
        _ => PersonField::Note(text(random)),
    }
}

fn number(random: &mut Random) -> f64 {
    random.pick(&[0.0, 3.0, -1.5, 0.1, 1e300, 123_456.75])
}

pub fn metric(random: &mut Random) -> Metric {
    Metric {
        measure: text(random),
        unit: text(random),
        goal: maybe(random, number),
        readings: many(random, 3, |random| (date(random), number(random))),
    }
}

pub fn department(random: &mut Random, number: usize) -> Department {
    let mut department = Department::new(id(&format!("d{number}")), &name(random));
    for _ in 0..random.below(4) {
        department.set(department_field(random));
    }
    let people = random.below(4);
    let people = (0..people).map(|at| Arc::new(person(random, number * 10 + at)));
    department.people = people.collect();
    department
}

pub fn department_field(random: &mut Random) -> DepartmentField {
    match random.below(5) {
        0 => DepartmentField::Name(name(random)),
        1 => DepartmentField::Ours(random.one_in(2)),
        2 => DepartmentField::Ideal(text(random)),
        3 => DepartmentField::RedFlags(texts(random)),
        _ => DepartmentField::Metric(maybe(random, metric)),
    }
}

pub fn play(random: &mut Random, number: usize) -> Play {
    let status = [
        Status::Planned,
        Status::Running,
        Status::Done,
        Status::Dropped,
    ];
    Play {
        id: id(&format!("play{number}")),
        department: id("d0"),
        answers: text(random),
        status: random.pick(&status),
        due: maybe(random, date),
        steps: steps(random),
    }
}

pub fn steps(random: &mut Random) -> Vec<PlayStep> {
    many(random, 3, |random| match random.one_in(2) {
        true => PlayStep::Todo(text(random)),
        false => PlayStep::Done(text(random)),
    })
}

pub fn votes(random: &mut Random) -> Vec<Vote> {
    many(random, 3, |random| Vote {
        who: someone(random),
        odds: u8::try_from(random.below(101)).unwrap(),
        voted: maybe(random, |random| random.pick(&[Ballot::Yes, Ballot::No])),
    })
}

pub fn decision(random: &mut Random, number: usize) -> Decision {
    Decision {
        id: id(&format!("vote{number}")),
        ask: text(random),
        on: date(random),
        votes: votes(random),
    }
}

fn proof(random: &mut Random) -> Proof {
    random.pick(&[
        Proof::SecondHand,
        Proof::ToldMe,
        Proof::InPublic,
        Proof::InWriting,
        Proof::Acted,
    ])
}

pub fn entry(random: &mut Random) -> Entry {
    let on = date(random);
    let count = 1 + random.below(2);
    let who = Who::new((0..count).map(|_| someone(random)).collect());
    match random.below(6) {
        0 => Entry::Talked {
            on,
            who,
            how: random.pick(&[How::Meeting, How::Call, How::Message]),
            via: maybe(random, someone),
            play: maybe(random, someone),
            note: text(random),
        },
        1 => Entry::Moved {
            on,
            who: someone(random),
            from: stance(random),
            to: stance(random),
            proof: maybe(random, proof),
            because: text(random),
        },
        2 => Entry::Proved {
            on,
            who: someone(random),
            proof: proof(random),
            because: text(random),
        },
        3 => Entry::Asked {
            on,
            who,
            what: text(random),
            due: maybe(random, date),
            got: maybe(random, |random| random.pick(&[Answer::Yes, Answer::No])),
        },
        4 => Entry::Promised {
            on,
            who,
            what: text(random),
            due: maybe(random, date),
            kept: maybe(random, date),
        },
        _ => Entry::Gave {
            on,
            who,
            what: text(random),
        },
    }
}

pub fn conflict(random: &mut Random) -> Conflict {
    Conflict {
        id: text(random),
        field: text(random),
        base: text(random),
        ours: text(random),
        theirs: text(random),
    }
}

pub fn board(random: &mut Random) -> Board {
    let numbered = |random: &mut Random, most: usize| 0..random.below(most + 1);
    Board {
        title: text(random),
        goal: text(random),
        departments: numbered(random, 3)
            .map(|at| department(random, at))
            .collect(),
        plays: numbered(random, 2).map(|at| play(random, at)).collect(),
        decisions: numbered(random, 2).map(|at| decision(random, at)).collect(),
        log: many(random, 3, |random| Arc::new(entry(random))),
        conflicts: many(random, 2, conflict),
        ..Board::default()
    }
}
