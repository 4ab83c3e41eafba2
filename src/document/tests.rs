//! Small edits and what they do to a text, case by case.

use super::*;
use crate::model::{
    Date, Decision, Department, Entry, How, Id, Objection, Person, Proof, Record, Stance, Step,
    Strength, Tie, Vote, Who,
};

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn check_whole(before: &str, edits: &[Edit], after: &str) {
    let mut document = Document::load(before.as_bytes()).unwrap();
    let (_, back) = document.change(edits).unwrap();
    assert_eq!(document.text(), after);
    document.splice(&back).unwrap();
    assert_eq!(document.text(), before, "undo");
}

/// Checks an edit of what stands between the brackets of the only person, Ann.
fn check(before: &str, field: PersonField, after: &str) {
    let around = |inside: &str| {
        format!(
            "(version: 1, departments: [\n  (id: \"a\", name: \"A\", people: [\n    (name: \"Ann\", {inside}),\n  ]),\n])"
        )
    };
    let edit = Edit::SetPerson {
        id: id("ann"),
        field,
    };
    check_whole(&around(before), &[edit], &around(after));
}

/// Checks an edit of a list of people, each on one line.
fn check_people(before: &str, edit: Edit, after: &str) {
    let around = |inside: &str| {
        format!("(version: 1, departments: [(id: \"dept\", name: \"D\", people: [{inside}])])")
    };
    check_whole(&around(before), &[edit], &around(after));
}

fn add(at: usize, name: &str) -> Edit {
    Edit::AddPerson {
        department: id("dept"),
        at,
        person: Box::new(Person::new(id(&name.to_lowercase()), name)),
    }
}

fn remove(name: &str) -> Edit {
    Edit::RemovePerson(id(name))
}

fn move_to(name: &str, at: usize) -> Edit {
    Edit::MovePerson {
        id: id(name),
        department: id("dept"),
        at,
    }
}

fn open(text: &str) -> Objection {
    Objection::Open(text.to_owned())
}

fn settled(text: &str) -> Objection {
    Objection::Settled(text.to_owned())
}

fn tie(to: &str, strength: Strength) -> Tie {
    Tie {
        to: id(to),
        strength,
    }
}

#[test]
fn setting_a_value_replaces_its_bytes_only() {
    check(
        "power: 3, // since March\n",
        PersonField::Power(4),
        "power: 4, // since March\n",
    );
    check(
        "power /*a*/ : /*b*/ 5 /*c*/",
        PersonField::Power(3),
        "power /*a*/ : /*b*/ 3 /*c*/",
    );
    check(
        "note: r#\"old\n\"one\"\"#,",
        PersonField::Note("new\n".into()),
        "note: \"new\\n\",",
    );
    check(
        "stance: Skeptic",
        PersonField::Stance(Stance::Unknown),
        "stance: Unknown",
    );
    check(
        "tags: [\"x\"], note: \"y\"",
        PersonField::Note(String::new()),
        "tags: [\"x\"], note: \"\"",
    );
}

#[test]
fn some_stays_around_a_value_that_changes() {
    let days = |days| PersonField::EveryDays(days);
    check(
        "every_days: Some(/*!*/ 7)",
        days(Some(14)),
        "every_days: Some(/*!*/ 14)",
    );
    check(
        "every_days: None, power: 2",
        days(Some(14)),
        "every_days: 14, power: 2",
    );
    check("every_days: Some(7), power: 2", days(None), "power: 2");
}

#[test]
fn an_absent_field_comes_behind_the_nearest_before_it_in_the_table() {
    check(
        "title: \"CRO\", power: 2",
        PersonField::Stance(Stance::Neutral),
        "title: \"CRO\", stance: Neutral, power: 2",
    );
    check(
        "note: \"x\"",
        PersonField::Title("CRO".into()),
        "title: \"CRO\", note: \"x\"",
    );
    check(
        "\n      power: 2, // why\n      note: \"x\",\n    ",
        PersonField::Interest(5),
        "\n      power: 2, // why\n      interest: 5,\n      note: \"x\",\n    ",
    );
    check(
        "power: 2, tags: []",
        PersonField::Power(2),
        "power: 2, tags: []",
    );
}

#[test]
fn a_value_that_is_gone_takes_its_field_along() {
    let left = |left| PersonField::Left(left);
    check(
        "left: \"2026-01-01\", note: \"x\"",
        left(None),
        "note: \"x\"",
    );
    check(
        "note: \"x\", left: \"2026-01-01\"",
        left(None),
        "note: \"x\"",
    );
    check(
        "\n      // gone\n      left: \"2026-01-01\", // sadly\n\n      // kept\n      note: \"x\",\n    ",
        left(None),
        "\n\n      // kept\n      note: \"x\",\n    ",
    );
}

#[test]
fn one_changed_item_leaves_the_others_alone() {
    check(
        "objections: [ Open ( \"a\" ), /*b*/ Settled(r\"b\") ]",
        PersonField::Objections(vec![settled("a"), settled("b")]),
        "objections: [ Settled ( \"a\" ), /*b*/ Settled(r\"b\") ]",
    );
    check(
        "objections: [Open(\"a\"), Open(\"c\")]",
        PersonField::Objections(vec![open("a"), open("b"), open("c")]),
        "objections: [Open(\"a\"), Open(\"b\"), Open(\"c\")]",
    );
    check(
        "listens_to: {\"s\\u{61}m\": Weak, \"bo\":  Strong, }",
        PersonField::ListensTo(vec![
            tie("sam", Strength::Medium),
            tie("bo", Strength::Strong),
        ]),
        "listens_to: {\"s\\u{61}m\": Medium, \"bo\":  Strong, }",
    );
    check(
        "listens_to: {\"sam\": Weak, \"bo\": Strong}",
        PersonField::ListensTo(vec![tie("bo", Strength::Strong), tie("cy", Strength::Weak)]),
        "listens_to: {\"bo\": Strong, \"cy\": Weak}",
    );
    check("tags: [\"a\"]", PersonField::Tags(Vec::new()), "tags: []");
    check(
        "tags: [ ]",
        PersonField::Tags(vec!["a".into(), "b".into()]),
        "tags: [\"a\", \"b\"]",
    );
}

#[test]
fn renaming_somebody_without_an_id_writes_the_old_one() {
    let rename = |name: &str| PersonField::Name(name.to_owned());
    let before = "(version: 1, departments: [(id: \"a\", name: \"A\", people: [(name: \"Ann\", power: 2)])])";
    let edit = Edit::SetPerson {
        id: id("ann"),
        field: rename("Anna"),
    };
    check_whole(
        before,
        &[edit],
        &before.replace("\"Ann\"", "\"Anna\", id: \"ann\""),
    );
    let edit = Edit::SetPerson {
        id: id("ann"),
        field: rename("ann!"),
    };
    check_whole(before, &[edit], &before.replace("\"Ann\"", "\"ann!\""));
}

#[test]
fn adding_follows_the_neighbours() {
    check_people(
        "\n  (name: \"A\"), // a\n",
        add(1, "Z"),
        "\n  (name: \"A\"), // a\n  (name: \"Z\"),\n",
    );
    check_people(
        "\n  (name: \"A\") // a\n",
        add(1, "Z"),
        "\n  (name: \"A\"), // a\n  (name: \"Z\")\n",
    );
    check_people(
        "\n  // a\n  (name: \"A\"),\n",
        add(0, "Z"),
        "\n  (name: \"Z\"),\n  // a\n  (name: \"A\"),\n",
    );
    check_people(
        "(name: \"A\"), (name: \"B\")",
        add(1, "Z"),
        "(name: \"A\"), (name: \"Z\"), (name: \"B\")",
    );
    check_people(
        "(name: \"A\"),(name: \"B\")",
        add(2, "Z"),
        "(name: \"A\"),(name: \"B\"),(name: \"Z\")",
    );
    check_people(
        "  (name: \"A\")\n, (name: \"B\")\n",
        add(2, "Z"),
        "  (name: \"A\")\n, (name: \"B\")\n, (name: \"Z\")\n",
    );
    check_people(
        "\n  Person(name: \"A\"),\n",
        add(1, "Z"),
        "\n  Person(name: \"A\"),\n  Person(name: \"Z\"),\n",
    );
    check_people(
        "\n  (\n    name: \"A\",\n  ),\n",
        add(1, "Z"),
        "\n  (\n    name: \"A\",\n  ),\n  (\n    name: \"Z\",\n  ),\n",
    );
    check_people("", add(0, "Z"), "(name: \"Z\")");
    check_people(
        "\n  // nobody yet\n",
        add(0, "Z"),
        "\n  // nobody yet\n  (name: \"Z\"),\n",
    );
    check_people(
        "\n  (name: \"A\"),\n  // footer\n",
        add(1, "Z"),
        "\n  (name: \"A\"),\n  (name: \"Z\"),\n  // footer\n",
    );
}

#[test]
fn removing_takes_its_own_comments_and_nobody_elses() {
    let list = "\n  // head\n\n  // a\n  (name: \"A\"), // behind a\n  // b\n  /* b */ (name: \"B\"), // behind b\n  // footer\n";
    check_people(
        list,
        remove("a"),
        "\n  // head\n\n  // b\n  /* b */ (name: \"B\"), // behind b\n  // footer\n",
    );
    check_people(
        list,
        remove("b"),
        "\n  // head\n\n  // a\n  (name: \"A\"), // behind a\n  // footer\n",
    );
    check_people("(name: \"A\"), (name: \"B\")", remove("a"), "(name: \"B\")");
    check_people("(name: \"A\"), (name: \"B\")", remove("b"), "(name: \"A\")");
    check_people(
        "\n  (name: \"A\"), // a\n  (name: \"B\") // b\n",
        remove("b"),
        "\n  (name: \"A\") // a\n",
    );
    check_people(
        "  (name: \"A\")\n, (name: \"B\")\n",
        remove("b"),
        "  (name: \"A\")\n",
    );
    check_people(
        "\n  (name: \"A\"),\n\n  (name: \"B\"),\n\n  (name: \"C\"),\n",
        remove("b"),
        "\n  (name: \"A\"),\n\n  (name: \"C\"),\n",
    );
    check_people("\n  (name: \"A\"), // a\n", remove("a"), "");
}

#[test]
fn moving_takes_the_comments_along() {
    let list = "\n  // a\n  (name: \"A\"), // behind a\n  (name: \"B\")\n";
    check_people(
        list,
        move_to("a", 1),
        "\n  (name: \"B\"),\n  // a\n  (name: \"A\") // behind a\n",
    );
    check_people(
        "(name: \"A\"), /* b */ (name: \"B\") /* c */",
        move_to("b", 0),
        "/* b */ (name: \"B\"), /* c */ (name: \"A\")",
    );
}

#[test]
fn lines_that_move_keep_the_insides_of_their_texts() {
    let before = "(version: 1, departments: [\n  (id: \"a\", name: \"A\", people: [\n    (\n      name: \"X\",\n      note: r\"1\n    2\",\n    ),\n  ]),\n  (id: \"b\", name: \"B\",\n   people: [\n     (name: \"Y\"),\n   ]),\n])";
    let after = "(version: 1, departments: [\n  (id: \"a\", name: \"A\", people: []),\n  (id: \"b\", name: \"B\",\n   people: [\n     (name: \"Y\"),\n     (\n       name: \"X\",\n       note: r\"1\n    2\",\n     ),\n   ]),\n])";
    let edit = Edit::MovePerson {
        id: id("x"),
        department: id("b"),
        at: 1,
    };
    check_whole(before, &[edit], after);
}

#[test]
fn a_list_that_is_missing_is_made_where_the_table_has_it() {
    let entry = Entry::Talked {
        on: date("2026-11-22"),
        who: Who::new(vec![id("x")]),
        how: How::Call,
        via: None,
        play: None,
        note: "a \"b\"".into(),
    };
    let edit = Edit::AddEntry {
        at: 0,
        entry: Box::new(entry),
    };
    check_whole(
        "(\r\n  version: 1,\r\n  departments: [],\r\n  conflicts: [],\r\n)\r\n",
        std::slice::from_ref(&edit),
        "(\r\n  version: 1,\r\n  departments: [],\r\n  log: [\r\n    Talked(on: \"2026-11-22\", who: \"x\", how: Call, note: \"a \\\"b\\\"\"),\r\n  ],\r\n  conflicts: [],\r\n)\r\n",
    );
    check_whole(
        "(version: 1, departments: [])",
        &[edit],
        "(version: 1, departments: [], log: [Talked(on: \"2026-11-22\", who: \"x\", how: Call, note: \"a \\\"b\\\"\")])",
    );
}

#[test]
fn a_move_of_a_person_is_a_value_and_a_line() {
    let before = "(\n    version: 1,\n    departments: [\n        (id: \"a\", name: \"A\", people: [(name: \"Ann\", stance: Neutral)]), // !\n    ],\n    log: [\n        Gave(on: \"2026-01-01\", who: \"ann\", what: \"x\"), // kept\n        // the end\n    ],\n)\n";
    let entry = Entry::Moved {
        on: date("2026-11-22"),
        who: id("ann"),
        from: Stance::Neutral,
        to: Stance::Supporter,
        proof: Some(Proof::ToldMe),
        because: String::new(),
    };
    let edits = [
        Edit::SetPerson {
            id: id("ann"),
            field: PersonField::Stance(Stance::Supporter),
        },
        Edit::AddEntry {
            at: 1,
            entry: Box::new(entry),
        },
    ];
    let after = before.replace("Neutral", "Supporter").replace(
        "// kept\n",
        "// kept\n        Moved(on: \"2026-11-22\", who: \"ann\", from: Neutral, to: Supporter, proof: ToldMe),\n",
    );
    check_whole(before, &edits, &after);
}

#[test]
fn votes_change_one_by_one() {
    let before = "(version: 1, departments: [], decisions: [(id: \"d\", ask: \"?\", on: \"2026-01-01\",\n  votes: [(odds: 70, who: \"sam\"), (who: \"bo\", odds: 5)])])";
    let vote = |who: &str, odds, voted| Vote {
        who: id(who),
        odds,
        voted,
    };
    let set = |field| Edit::SetDecision { id: id("d"), field };
    check_whole(
        before,
        &[set(DecisionField::Voted(
            id("sam"),
            Some(crate::model::Ballot::No),
        ))],
        &before.replace("\"sam\"", "\"sam\", voted: No").replace(
            "odds: 70, who: \"sam\", voted: No",
            "odds: 70, voted: No, who: \"sam\"",
        ),
    );
    check_whole(
        before,
        &[set(DecisionField::Votes(vec![
            vote("sam", 70, None),
            vote("cy", 50, None),
            vote("bo", 9, None),
        ]))],
        &before.replace(
            "(who: \"bo\", odds: 5)",
            "(who: \"cy\", odds: 50), (who: \"bo\", odds: 9)",
        ),
    );
}

#[test]
fn new_records_say_what_is_not_said_by_leaving_it_out() {
    let mut department = Department::new(id("b"), "B");
    department.people.push(Person::new(id("p1"), "王芳").into());
    let before = "(\n    version: 1,\n    departments: [\n        (\n            id: \"a\", name: \"A\",\n        ),\n    ],\n)";
    let after = "(\n    version: 1,\n    departments: [\n        (\n            id: \"a\", name: \"A\",\n        ),\n        (\n            id: \"b\",\n            name: \"B\",\n            people: [\n                (name: \"王芳\", id: \"p1\"),\n            ],\n        ),\n    ],\n)";
    let edit = Edit::AddDepartment {
        at: 1,
        department: Box::new(department),
    };
    check_whole(before, &[edit], after);
}

#[test]
fn a_repeated_id_is_refused_and_changes_nothing() {
    let before =
        "(version: 1, departments: [(id: \"dept\", name: \"D\", people: [(name: \"X\")])])";
    let mut document = Document::load(before.as_bytes()).unwrap();
    let refused = document.apply(&[add(0, "X")]).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "this change can't be written into the file safely; nothing was changed (an id would stand for two)"
    );
    assert_eq!(document, Document::load(before.as_bytes()).unwrap());
}

#[test]
fn places_are_the_bytes_of_a_value_or_the_nearest_around() {
    let text = "\u{feff}(version: 1, departments: [\n (id: \"a\", name: \"A\", people: [(name: \"åX\", listens_to: {\"y\": Weak})])])";
    let document = Document::load(text.as_bytes()).unwrap();
    let at = |address: Address| {
        let place = document.place(&address).unwrap();
        (&text[place.span], place.line, place.column)
    };
    let person = Record::Person(0, 0);
    assert_eq!(at(Address::field(person, "name")), ("\"åX\"", 2, 39));
    let key = Address::field(person, "listens_to").then(Step::Key("y".into()));
    assert_eq!(at(key), ("Weak", 2, 63));
    assert_eq!(
        at(Address::field(person, "power")).0,
        "(name: \"åX\", listens_to: {\"y\": Weak})"
    );
    assert_eq!(at(Address::of(Record::Entry(0))).1, 1);
    assert_eq!(at(Address::of(Record::Board)).2, 1);
}

#[test]
fn comments_are_found_within_and_beside() {
    let text = "(version: 1, departments: [], log: [\n // above\n Gave(on: \"2026-01-01\", who: \"x\", what: \"y\"),\n Gave(on: \"2026-01-01\", who: \"x\", what: /* in */ \"y\"),\n\n // apart\n\n Gave(on: \"2026-01-01\", who: \"x\", what: \"y\"),\n])";
    let document = Document::load(text.as_bytes()).unwrap();
    let has = |address: Address| document.has_comment(&address);
    assert!(has(Address::of(Record::Entry(0))));
    assert!(has(Address::of(Record::Entry(1))));
    assert!(!has(Address::of(Record::Entry(2))));
    assert!(has(Address::field(Record::Entry(1), "what")));
    assert!(!has(Address::field(Record::Entry(1), "who")));
}

#[test]
fn a_decision_can_be_the_first() {
    let decision = Decision {
        id: id("d"),
        ask: "?".into(),
        on: date("2026-01-01"),
        votes: Vec::new(),
    };
    let edit = Edit::AddDecision {
        at: 0,
        decision: Box::new(decision),
    };
    check_whole(
        "(version: 1, departments: [],\n)",
        &[edit],
        "(version: 1, departments: [], decisions: [\n    (id: \"d\", ask: \"?\", on: \"2026-01-01\"),\n],\n)",
    );
}

#[test]
fn what_was_found_the_same_once_is_not_compared_again() {
    let document = Document::load(EXAMPLE.as_bytes()).unwrap();
    let mut edited: Board = document.board().clone();
    for department in &mut edited.departments {
        for person in &mut department.people {
            *person = std::sync::Arc::new((**person).clone());
        }
    }
    assert!(resync::is_said(document.board(), &mut edited));
    let both = document.board().people().zip(edited.people());
    let is_one = both.map(|((_, said), (_, edited))| std::sync::Arc::ptr_eq(said, edited));
    assert!(is_one.into_iter().all(|is_one| is_one));
}

#[test]
fn many_pieces_of_a_text_are_not_copied_with_each_piece() {
    let cost = |count: usize| {
        let steps = (0..count)
            .map(|at| TextEdit::new(vec![Splice::new(at * 100..at * 100, "x".repeat(100))]));
        let steps: Vec<TextEdit> = steps.collect();
        allocation_counter::measure(|| drop(TextEdit::of_steps(steps))).bytes_total
    };
    // Pairs of pairs: one more time over all of it for twice as many.
    assert!(cost(512) < cost(256) * 5 / 2);
}
