//! Boards of any number of people, the same every time: eight departments, comments, five
//! ties and some 200 bytes a person, and a log of up to 500 lines; with or without work going on.

use std::fmt::Write as _;

const DEPARTMENTS: [&str; 8] = [
    "sales",
    "marketing",
    "product",
    "finance",
    "legal",
    "support",
    "operations",
    "partnerships",
];
const FIRST_NAMES: [&str; 7] = ["Dana", "Sam", "Priya", "Jonas", "Mei", "Björn", "Chidi"];
const LAST_NAMES: [&str; 5] = ["Ortiz", "Whitfield", "Raman", "Lind", "Adeyemi"];
const STRENGTHS: [&str; 3] = ["Weak", "Medium", "Strong"];
const TIES: usize = 5;
const LONGEST_LOG: usize = 500;
const PLAYS: usize = 40;
const DECISIONS: usize = 12;
const VOTES: usize = 5;
const ASKED: usize = 40;

/// Returns the text of a board of `people`, everybody of them Neutral.
pub fn crowd(people: usize) -> String {
    crowd_in(people, &DEPARTMENTS)
}

fn crowd_in(people: usize, departments: &[&str]) -> String {
    let mut text = String::from("// A crowd.\n(\n    version: 1,\n    title: \"Crowd\",\n");
    text.push_str("    departments: [\n");
    for (at, department) in departments.iter().enumerate() {
        let head =
            format!("        (\n            id: \"{department}\", name: \"{department}\",\n");
        text.push_str(&head);
        text.push_str("            people: [\n");
        for nth in (at..people).step_by(departments.len()) {
            person(&mut text, nth, people);
        }
        text.push_str("            ],\n        ),\n");
    }
    text.push_str("    ],\n    log: [\n");
    for nth in 0..people.min(LONGEST_LOG) {
        let who = nth * 7 % people;
        let (month, day) = (1 + nth * 10 / LONGEST_LOG, 1 + nth % 28);
        let line = format!(
            "        Talked(on: \"2026-{month:02}-{day:02}\", who: \"p{who}\", how: Meeting, note: \"Note {nth}\"),\n"
        );
        text.push_str(&line);
    }
    text.push_str("    ],\n)\n");
    text
}

/// Returns the board of [`crowd`], in the middle of its work: plays with steps, decisions with
/// votes, and a log that ends with asks and promises.
pub fn busy(people: usize) -> String {
    busy_in(people, DEPARTMENTS.len())
}

/// Returns such a board with everybody in so many departments.
pub fn busy_in(people: usize, departments: usize) -> String {
    let departments = &DEPARTMENTS[..departments];
    let mut text = crowd_in(people, departments);
    let at = text.find("    log: [").unwrap();
    let mut work = String::from("    plays: [\n");
    for nth in 0..PLAYS {
        let (department, day) = (departments[nth % departments.len()], 1 + nth % 28);
        writeln!(
            work,
            "        (id: \"play-{nth}\", department: \"{department}\", answers: \"Objection {nth}\", \
             status: Running, due: \"2026-12-{day:02}\", steps: [Done(\"Begin {nth}\"), Todo(\"Go on {nth}\")]),"
        )
        .unwrap();
    }
    work.push_str("    ],\n    decisions: [\n");
    for nth in 0..DECISIONS {
        let votes = (0..VOTES).map(|vote| {
            let (who, odds) = (nth * VOTES + vote, 10 + vote * 15);
            format!("(who: \"p{}\", odds: {odds})", who % people)
        });
        let votes = votes.collect::<Vec<_>>().join(", ");
        let day = 1 + nth % 28;
        writeln!(
            work,
            "        (id: \"decision-{nth}\", ask: \"Decide {nth}\", on: \"2027-01-{day:02}\", votes: [{votes}]),"
        )
        .unwrap();
    }
    work.push_str("    ],\n");
    text.insert_str(at, &work);
    let end = text.rfind("    ],\n)").unwrap();
    let asked = (0..ASKED).map(|nth| {
        let (who, day) = (nth * 3 % people, 1 + nth % 28);
        let kind = ["Asked", "Promised"][nth % 2];
        format!(
            "        {kind}(on: \"2026-11-20\", who: \"p{who}\", what: \"Thing {nth}\", due: \"2026-12-{day:02}\"),\n"
        )
    });
    text.insert_str(end, &asked.collect::<String>());
    text
}

fn person(text: &mut String, nth: usize, people: usize) {
    let name = FIRST_NAMES[nth % FIRST_NAMES.len()];
    let surname = LAST_NAMES[nth % LAST_NAMES.len()];
    let (title, power, interest) = (nth % 40, 1 + nth % 5, 1 + nth % 4);
    let ties = (1..=TIES.min(people - 1)).map(|tie| {
        let whom = (nth + tie * tie * 11 % people.max(2)) % people;
        // Nobody listens to themselves.
        let whom = if whom == nth {
            (nth + 1) % people
        } else {
            whom
        };
        (whom, STRENGTHS[(nth + tie) % STRENGTHS.len()])
    });
    let mut ties: Vec<_> = ties.collect();
    ties.sort_unstable();
    ties.dedup_by_key(|(whom, _)| *whom);
    let ties = ties.iter().map(|(whom, how)| format!("\"p{whom}\": {how}"));
    let ties = ties.collect::<Vec<_>>().join(", ");
    let comment = if nth.is_multiple_of(17) {
        "  // keep an eye on this one"
    } else {
        ""
    };
    writeln!(
        text,
        "                (id: \"p{nth}\", name: \"{name} {surname} {nth}\", title: \"Title {title}\", \
         stance: Neutral, power: {power}, interest: {interest}, listens_to: {{{ties}}}),{comment}"
    )
    .unwrap();
}
