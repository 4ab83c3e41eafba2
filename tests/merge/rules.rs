//! A known example for each rule of the merge.

use std::fmt::Write as _;
use std::sync::Arc;

use onside::document::merge::{Choice, Merged, merge, told};
use onside::model::{
    Answer, Ballot, Board, Date, Decision, Department, Entry, How, Id, Metric, Objection, Person,
    Play, PlayStep, Stance, Status, Strength, Tie, Vote, Who,
};

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Sales with Dana and Sam, Legal with Ivo.
fn base() -> Board {
    let department = |name: &str, people: &[&str]| {
        let mut department = Department::new(id(&name.to_lowercase()), name);
        let person = |name: &&str| Arc::new(Person::new(id(&name.to_lowercase()), name));
        department.people = people.iter().map(person).collect();
        department
    };
    Board {
        departments: vec![
            department("Sales", &["Dana", "Sam"]),
            department("Legal", &["Ivo"]),
        ],
        ..Board::default()
    }
}

fn person<'a>(board: &'a mut Board, id: &str) -> &'a mut Person {
    let mut all = board
        .departments
        .iter_mut()
        .flat_map(|each| &mut each.people);
    Arc::make_mut(all.find(|person| person.id.as_str() == id).unwrap())
}

/// Takes a person out of their department.
fn take(board: &mut Board, id: &str) -> Arc<Person> {
    let seat = board.seat(id).unwrap();
    board.departments[seat.department]
        .people
        .remove(seat.person)
}

fn merged(base: &Board, ours: impl Fn(&mut Board), theirs: impl Fn(&mut Board)) -> (Board, Merged) {
    let changed = |change: &dyn Fn(&mut Board)| {
        let mut board = base.clone();
        change(&mut board);
        board
    };
    let (mut ours, theirs) = (changed(&ours), changed(&theirs));
    let merged = merge(base, &ours, &theirs);
    for edit in &merged.edits {
        ours.apply(edit).unwrap();
    }
    (ours, merged)
}

/// Merges two changes and compares what `look` finds in the result, then each question.
fn check(
    base: &Board,
    ours: impl Fn(&mut Board),
    theirs: impl Fn(&mut Board),
    look: impl Fn(&Board) -> String,
    expected: &str,
) {
    let (board, merged) = merged(base, ours, theirs);
    let mut told = look(&board);
    for conflict in &merged.conflicts {
        write!(told, "\n{}", conflict.question()).unwrap();
        for choice in [Choice::Ours, Choice::Theirs, Choice::Both] {
            let mut board = board.clone();
            for edit in conflict.answer(&board, choice) {
                board.apply(&edit).unwrap();
            }
            if let Some(words) = conflict.words(choice) {
                write!(told, "\n{choice:?}: {words:?} -> {}", look(&board)).unwrap();
            }
        }
    }
    assert_eq!(told, expected);
}

fn seats(board: &Board) -> String {
    let of = |department: &Department| {
        let people: Vec<&str> = department
            .people
            .iter()
            .map(|each| each.name.as_str())
            .collect();
        format!("{}({})", department.name, people.join(" "))
    };
    board
        .departments
        .iter()
        .map(of)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Returns what `look` finds in Dana.
fn dana(look: impl Fn(&Person) -> String) -> impl Fn(&Board) -> String {
    move |board| look(board.person(board.seat("dana").unwrap()).unwrap())
}

fn stance(board: &Board) -> String {
    dana(|dana| dana.stance.word().to_owned())(board)
}

fn note(board: &Board) -> String {
    dana(|dana| dana.note.replace('\n', "/"))(board)
}

fn ties(board: &Board) -> String {
    dana(|dana| {
        let ties = dana.listens_to.iter();
        ties.map(|tie| format!("{} {}", tie.to, tie.strength.word()))
            .collect::<Vec<_>>()
            .join(" ")
    })(board)
}

fn tie(to: &str, strength: Strength) -> Tie {
    Tie {
        to: id(to),
        strength,
    }
}

#[test]
fn fields_changed_apart_are_both_taken() {
    check(
        &base(),
        |board| person(board, "dana").stance = Stance::Champion,
        |board| person(board, "dana").power = 5,
        dana(|dana| format!("{} {}", dana.stance.word(), dana.power)),
        "Champion 5",
    );
}

#[test]
fn a_field_changed_alike_is_no_question() {
    let change = |board: &mut Board| person(board, "dana").stance = Stance::Champion;
    let theirs = |board: &mut Board| {
        change(board);
        board.goal = "Growth".to_owned();
    };
    check(
        &base(),
        change,
        theirs,
        |board| format!("{} {}", stance(board), board.goal),
        "Champion Growth",
    );
}

#[test]
fn a_field_changed_differently_stands_as_ours_until_somebody_decides() {
    let mut base = base();
    person(&mut base, "dana").stance = Stance::Skeptic;
    check(
        &base,
        |board| person(board, "dana").stance = Stance::Supporter,
        |board| person(board, "dana").stance = Stance::Blocker,
        stance,
        "Supporter\n\
         Dana, `stance`: Supporter or Blocker? It was Skeptic.\n\
         Ours: \"Supporter\" -> Supporter\n\
         Theirs: \"Blocker\" -> Blocker",
    );
}

#[test]
fn what_somebody_cares_about_can_be_had_both() {
    check(
        &base(),
        |board| person(board, "dana").cares_about = "quota".to_owned(),
        |board| person(board, "dana").cares_about = "rest".to_owned(),
        dana(|dana| dana.cares_about.clone()),
        "quota\n\
         Dana, `cares_about`: quota or rest? It was nothing.\n\
         Ours: \"quota\" -> quota\n\
         Theirs: \"rest\" -> rest\n\
         Both: \"quota; rest\" -> quota; rest",
    );
}

#[test]
fn somebody_removed_and_changed_stands_changed() {
    check(
        &base(),
        |board| drop(take(board, "dana")),
        |board| person(board, "dana").stance = Stance::Champion,
        seats,
        "Sales(Dana Sam) Legal(Ivo)\n\
         Dana: we removed it, they changed it. Which one?\n\
         Ours: \"removed\" -> Sales(Sam) Legal(Ivo)\n\
         Theirs: \"kept, with their changes: `stance`\" -> Sales(Dana Sam) Legal(Ivo)",
    );
}

#[test]
fn somebody_removed_and_left_alone_is_removed_and_references_to_them_stay() {
    check(
        &base(),
        |board| drop(take(board, "sam")),
        |board| person(board, "dana").reports_to = Some(id("sam")),
        |board| {
            format!(
                "{} {:?}",
                seats(board),
                person(&mut board.clone(), "dana").reports_to
            )
        },
        "Sales(Dana) Legal(Ivo) Some(\"sam\")",
    );
}

#[test]
fn a_department_removed_and_changed_stands_with_its_people() {
    check(
        &base(),
        |board| drop(board.departments.remove(0)),
        |board| person(board, "dana").stance = Stance::Champion,
        seats,
        "Sales(Dana Sam) Legal(Ivo)\n\
         Sales: we removed it, they changed it. Which one?\n\
         Ours: \"removed\" -> Legal(Ivo)\n\
         Theirs: \"kept, with their changes: Dana\" -> Sales(Dana Sam) Legal(Ivo)",
    );
}

#[test]
fn a_department_that_goes_gives_back_whom_the_other_side_has_elsewhere() {
    let theirs = |board: &mut Board| {
        let ivo = take(board, "ivo");
        board.departments[0].people.push(ivo);
    };
    check(
        &base(),
        |board| drop(board.departments.remove(0)),
        theirs,
        seats,
        "Sales(Dana Sam Ivo) Legal()\n\
         Sales: we removed it, they changed it. Which one?\n\
         Ours: \"removed\" -> Legal(Ivo)\n\
         Theirs: \"kept, with their changes: Ivo\" -> Sales(Dana Sam Ivo) Legal()",
    );
}

#[test]
fn somebody_whom_one_side_moved_is_moved_and_keeps_the_other_sides_changes() {
    let ours = |board: &mut Board| {
        let dana = take(board, "dana");
        board.departments[1].people.insert(0, dana);
    };
    check(
        &base(),
        ours,
        |board| person(board, "dana").stance = Stance::Champion,
        |board| format!("{} {}", seats(board), stance(board)),
        "Sales(Sam) Legal(Dana Ivo) Champion",
    );
}

#[test]
fn somebody_moved_to_two_departments_is_a_question() {
    let moved = |name: &'static str| {
        move |board: &mut Board| {
            let dana = take(board, "dana");
            let mut department = Department::new(id(&name.to_lowercase()), name);
            department.people.push(dana);
            board.departments.push(department);
        }
    };
    check(
        &base(),
        moved("Ops"),
        moved("Labs"),
        seats,
        "Sales(Sam) Legal(Ivo) Ops(Dana) Labs()\n\
         Dana, `department`: Ops or Labs? It was Sales.\n\
         Ours: \"Ops\" -> Sales(Sam) Legal(Ivo) Ops(Dana) Labs()\n\
         Theirs: \"Labs\" -> Sales(Sam) Legal(Ivo) Ops() Labs(Dana)",
    );
}

#[test]
fn two_people_under_one_new_id_are_a_question_and_can_be_had_both() {
    let add = |name: &'static str| {
        move |board: &mut Board| {
            board.departments[1]
                .people
                .push(Arc::new(Person::new(id("kim"), name)));
        }
    };
    check(
        &base(),
        add("Kim Ash"),
        add("Kim Bell"),
        seats,
        "Sales(Dana Sam) Legal(Ivo Kim Ash)\n\
         Two people have the id `kim`: Kim Ash and Kim Bell. Which one?\n\
         Ours: \"Kim Ash in Legal\" -> Sales(Dana Sam) Legal(Ivo Kim Ash)\n\
         Theirs: \"Kim Bell in Legal\" -> Sales(Dana Sam) Legal(Ivo Kim Bell)\n\
         Both: \"Kim Bell in Legal\" -> Sales(Dana Sam) Legal(Ivo Kim Ash Kim Bell)",
    );
}

#[test]
fn an_id_that_two_kinds_of_records_got_is_numbered_for_the_later_kind() {
    let theirs = |board: &mut Board| {
        board.decisions.push(Decision {
            id: id("kim"),
            ask: "Renew".to_owned(),
            on: day("2026-12-01"),
            votes: Vec::new(),
        });
    };
    check(
        &base(),
        |board| {
            board.departments[1]
                .people
                .push(Arc::new(Person::new(id("kim"), "Kim")));
        },
        theirs,
        |board| format!("{} {}", seats(board), board.decisions[0].id),
        "Sales(Dana Sam) Legal(Ivo Kim) kim-2",
    );
}

#[test]
fn an_id_reused_is_numbered_while_its_old_owner_stands_with_a_contested_department() {
    let ours = |board: &mut Board| {
        board.departments.remove(0);
        board.plays.push(Play {
            id: id("sam"),
            department: id("legal"),
            answers: String::new(),
            status: Status::Planned,
            due: None,
            steps: Vec::new(),
        });
    };
    let (board, _) = merged(&base(), ours, |board| person(board, "dana").power = 5);
    assert_eq!(seats(&board), "Sales(Dana Sam) Legal(Ivo)");
    assert_eq!(board.plays[0].id, id("sam-2"));
}

#[test]
fn an_id_reused_is_kept_when_its_old_owner_is_gone() {
    let theirs = |board: &mut Board| {
        take(board, "sam");
        board.plays.push(Play {
            id: id("sam"),
            department: id("legal"),
            answers: String::new(),
            status: Status::Planned,
            due: None,
            steps: Vec::new(),
        });
    };
    let (board, _) = merged(&base(), |board| person(board, "dana").power = 5, theirs);
    assert_eq!(seats(&board), "Sales(Dana) Legal(Ivo)");
    assert_eq!(board.plays[0].id, id("sam"));
}

#[test]
fn tags_of_both_sides_are_a_set_in_our_order() {
    let mut base = base();
    person(&mut base, "dana").tags = vec!["a".to_owned(), "b".to_owned(), "c".to_owned()];
    check(
        &base,
        |board| person(board, "dana").tags = vec!["c".to_owned(), "a".to_owned(), "x".to_owned()],
        |board| {
            person(board, "dana")
                .tags
                .extend(["y".to_owned(), "x".to_owned()]);
        },
        dana(|dana| dana.tags.join(" ")),
        "c y a x",
    );
}

#[test]
fn ties_are_merged_one_by_one() {
    let mut base = base();
    person(&mut base, "dana").listens_to = vec![tie("sam", Strength::Weak)];
    check(
        &base,
        |board| {
            person(board, "dana")
                .listens_to
                .push(tie("ivo", Strength::Medium));
        },
        |board| person(board, "dana").listens_to[0].strength = Strength::Strong,
        ties,
        "sam Strong ivo Medium",
    );
}

#[test]
fn a_tie_removed_and_changed_stands_changed_and_the_question_is_about_it_alone() {
    let mut base = base();
    person(&mut base, "dana").listens_to = vec![tie("sam", Strength::Weak)];
    let ours = |board: &mut Board| {
        person(board, "dana").listens_to = vec![tie("ivo", Strength::Medium)];
    };
    check(
        &base,
        ours,
        |board| person(board, "dana").listens_to[0].strength = Strength::Strong,
        ties,
        "ivo Medium sam Strong\n\
         Dana, `listens_to`: none of these or sam Strong? It was sam Weak.\n\
         Ours: \"none of these\" -> ivo Medium\n\
         Theirs: \"sam Strong\" -> ivo Medium sam Strong",
    );
}

#[test]
fn an_objection_added_open_and_settled_is_settled() {
    let add = |objection: Objection| {
        move |board: &mut Board| person(board, "dana").objections.push(objection.clone())
    };
    check(
        &base(),
        add(Objection::Open("cost".to_owned())),
        add(Objection::Settled("cost".to_owned())),
        dana(|dana| format!("{:?}", dana.objections)),
        "[Settled(\"cost\")]",
    );
}

#[test]
fn a_step_that_one_side_did_is_done() {
    let mut base = base();
    base.plays.push(Play {
        id: id("pilot"),
        department: id("sales"),
        answers: String::new(),
        status: Status::Running,
        due: None,
        steps: vec![PlayStep::Todo("ask".to_owned())],
    });
    check(
        &base,
        |board| board.plays[0].steps.push(PlayStep::Todo("show".to_owned())),
        |board| board.plays[0].steps[0] = PlayStep::Done("ask".to_owned()),
        |board| format!("{:?}", board.plays[0].steps),
        "[Done(\"ask\"), Todo(\"show\")]",
    );
}

#[test]
fn odds_and_ballot_of_one_voter_are_two_things() {
    let mut base = base();
    base.decisions.push(Decision {
        id: id("renewal"),
        ask: "Renew".to_owned(),
        on: day("2026-12-01"),
        votes: vec![Vote {
            who: id("dana"),
            odds: 50,
            voted: None,
        }],
    });
    check(
        &base,
        |board| board.decisions[0].votes[0].odds = 80,
        |board| board.decisions[0].votes[0].voted = Some(Ballot::Yes),
        |board| {
            format!(
                "{} {:?}",
                board.decisions[0].votes[0].odds, board.decisions[0].votes[0].voted
            )
        },
        "80 Some(Yes)",
    );
}

#[test]
fn readings_are_merged_by_date() {
    let mut base = base();
    let readings = vec![(day("2026-11-01"), 3.0)];
    base.departments[0].metric = Some(Metric {
        readings,
        ..Metric::default()
    });
    let set = |number: f64, on: &'static str| {
        move |board: &mut Board| {
            let readings = &mut board.departments[0].metric.as_mut().unwrap().readings;
            readings[0].1 = number;
            readings.push((day(on), 9.0));
        }
    };
    let look = |board: &Board| {
        let readings = &board.departments[0].metric.as_ref().unwrap().readings;
        readings
            .iter()
            .map(|(on, number)| format!("{}={number}", on.day()))
            .collect::<Vec<_>>()
            .join(" ")
    };
    check(
        &base,
        set(4.0, "2026-11-02"),
        set(5.0, "2026-11-03"),
        look,
        "1=4 2=9 3=9\n\
         Sales, `metric`: 2026-11-01 4 or 2026-11-01 5? It was 2026-11-01 3.\n\
         Ours: \"2026-11-01 4\" -> 1=4 2=9 3=9\n\
         Theirs: \"2026-11-01 5\" -> 1=5 2=9 3=9",
    );
}

#[test]
fn notes_are_merged_line_by_line() {
    let mut base = base();
    person(&mut base, "dana").note = "one\ntwo\nthree".to_owned();
    check(
        &base,
        |board| person(board, "dana").note = "ONE\ntwo\nthree\nours".to_owned(),
        |board| person(board, "dana").note = "one\ntwo\nthree\ntheirs".to_owned(),
        note,
        "ONE/two/three/ours\n\
         Dana, `note`: ours or theirs?\n\
         Ours: \"ours\" -> ONE/two/three/ours\n\
         Theirs: \"theirs\" -> ONE/two/three/theirs\n\
         Both: \"ours\\ntheirs\" -> ONE/two/three/ours/theirs",
    );
}

#[test]
fn entries_of_theirs_go_into_the_log_by_date() {
    let talked = |on: &str, note: &str| {
        let who = Who::new(vec![id("dana")]);
        let (on, note) = (day(on), note.to_owned());
        Arc::new(Entry::Talked {
            on,
            who,
            how: How::Call,
            via: None,
            play: None,
            note,
        })
    };
    let mut base = base();
    base.log = vec![talked("2026-11-01", "a"), talked("2026-11-05", "b")];
    check(
        &base,
        |board| board.log.push(talked("2026-11-09", "ours")),
        |board| {
            board
                .log
                .extend([talked("2026-11-07", "theirs"), talked("2026-11-03", "late")]);
        },
        |board| {
            let note = |entry: &Arc<Entry>| match &**entry {
                Entry::Talked { note, .. } => note.clone(),
                other => other.word().to_owned(),
            };
            board.log.iter().map(note).collect::<Vec<_>>().join(" ")
        },
        "a late b theirs ours",
    );
}

#[test]
fn an_answered_ask_stays_the_same_line() {
    let asked = |got| {
        let who = Who::new(vec![id("dana")]);
        let (on, what) = (day("2026-11-01"), "a demo".to_owned());
        Arc::new(Entry::Asked {
            on,
            who,
            what,
            due: None,
            got,
        })
    };
    let mut base = base();
    base.log = vec![asked(None)];
    let (_, merged) = merged(
        &base,
        |board| board.goal = "Growth".to_owned(),
        |board| board.log[0] = asked(Some(Answer::Yes)),
    );
    let entry = Box::new(Entry::clone(&asked(Some(Answer::Yes))));
    assert_eq!(
        merged.edits,
        [onside::model::Edit::SetEntry { at: 0, entry }]
    );
}

#[test]
fn what_came_from_theirs_is_told_in_a_sentence() {
    let (_, merged) = merged(
        &base(),
        |board| board.goal = "Growth".to_owned(),
        |board| {
            person(board, "dana").stance = Stance::Supporter;
            person(board, "sam").note = "met".to_owned();
            take(board, "ivo");
            board.title = "Deal".to_owned();
        },
    );
    assert_eq!(
        merged.told.to_string(),
        "4 changed: Ivo removed, the board `title`, Dana to Supporter and 1 more"
    );
    assert_eq!(told(&base(), &[]).to_string(), "nothing changed");
}
