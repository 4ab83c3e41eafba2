//! The sentences: exactly these on the example, and true of their numbers on every board.

use std::sync::Arc;

use onside::advice::{Advice, Solid, Told};
use onside::model::{Board, Entry, How, Objection, Person, Proof, Stance, Strength, Who};
use proptest::prelude::*;

use crate::boards::{any_board, board, example, id, listen, overview, person, today, with};

fn whys(board: &Board, most: usize) -> Vec<String> {
    let overview = overview(board);
    let advice = Advice::new(board, &overview);
    let solid = advice.solid(|| true);
    let told = advice.told(most, solid.as_ref()).into_iter();
    told.map(|told| told.why).collect()
}

/// Returns the sentence about somebody who is to be won.
fn why(board: &Board, who: &str) -> String {
    let overview = overview(board);
    let advice = Advice::new(board, &overview);
    let told = advice.told(usize::MAX, None).into_iter();
    let mut about = told.filter(|told| told.win.id.as_str() == who);
    about.next().unwrap().why
}

#[test]
fn each_of_the_example_has_its_sentence() {
    let expected = [
        "Win Dana Ortiz, VP Sales (Neutral), through Noor Haddad (our team, medium): carries \
         24.1 of 100, 19.0 their own, 2.6 by Sam Whitfield, 2.1 by Account executives and 0.4 \
         by one other. Play: quick-wins, 1 of 3 steps. Last contact 3 Nov. Solid.",
        "Win Sam Whitfield, CRO (Skeptic), through Tomasz Zielinski (Supporter, weak): carries \
         22.2 of 100, 14.3 their own, 5.2 by Dana Ortiz, 2.2 by Ruth Adeyemi and 0.6 by one \
         other. Play: quick-wins, 1 of 3 steps. No contact yet.",
        "Win Priya Raman, CMO (Neutral), through Ola Bergström (Champion, medium): carries 7.6 \
         of 100, all their own. Last contact 19 Nov.",
        "Win Jonas Lind, CPO (Skeptic), through Mei Tan (Supporter, medium): carries 14.3 of \
         100, all their own. Play: tag-the-calls, 0 of 2 steps. No contact yet.",
        "Win Account executives (Skeptic), directly: carries 7.6 of 100, all their own. The \
         bridge to them is Dana Ortiz. Play: quick-wins, 1 of 3 steps. Last contact 17 Nov.",
        "Win Ivo Marsh, Commercial counsel (not met yet), directly: carries 2.9 of 100, all \
         their own. No way in recorded: who do they listen to? Meet them first. No contact yet.",
    ];
    assert_eq!(whys(&example(), 9), expected);
}

#[test]
fn those_to_enlist_and_to_test_have_theirs() {
    let mut board = example();
    let (mut mei, said) = (Vec::new(), overview(&board));
    mei.extend(Advice::new(&board, &said).enlists().map(|each| each.why));
    let expected = [
        "Enlist Mei Tan, PM, Platform (Supporter), to Champion: a full voice adds 0.5 of 100, \
         all by Jonas Lind. No contact yet.",
        "Enlist Ola Bergström, Content lead (Champion), to Lobbyist: a full voice adds 0.3 of \
         100, all by Priya Raman. Last contact 6 Oct.",
    ];
    assert_eq!(mei, expected);
    assert!(Advice::new(&board, &said).tests().next().is_none());
    // Her proof is gone.
    board
        .log
        .retain(|entry| !matches!(**entry, Entry::Moved { .. }));
    let said = overview(&board);
    let advice = Advice::new(&board, &said);
    let tests: Vec<String> = advice.tests().map(|test| test.why).collect();
    let expected = "Test Ola Bergström, Content lead (unproven Champion): weighs 9.5 of 100. \
                    Ask them to introduce us to somebody. Last contact 6 Oct.";
    assert_eq!(tests, [expected]);
    let priya = why(&board, "priya");
    assert!(
        priya.contains("through Ola Bergström (unproven Champion, medium)"),
        "{priya}"
    );
}

#[test]
fn the_next_ask_climbs_with_what_the_log_shows() {
    let (on, ola) = (today(), id("ola"));
    let asks = |log: &[Entry]| {
        let mut board = example();
        board.log = log.iter().cloned().map(Arc::new).collect();
        let said = overview(&board);
        Advice::new(&board, &said)
            .tests()
            .next()
            .unwrap()
            .ask
            .words()
            .to_owned()
    };
    let talked = |note: &str, who: &str, via: Option<&str>| Entry::Talked {
        on,
        who: Who::new(vec![id(who)]),
        how: How::Call,
        via: via.map(id),
        play: None,
        note: note.to_owned(),
    };
    let granted = Entry::Asked {
        on,
        who: Who::new(vec![ola]),
        what: "a slot".to_owned(),
        due: None,
        got: Some(onside::model::Answer::Yes),
    };
    assert_eq!(asks(&[]), "tell us something we do not know");
    assert_eq!(
        asks(&[talked("", "ola", None)]),
        "tell us something we do not know"
    );
    assert_eq!(
        asks(&[talked("Said so", "ola", None)]),
        "introduce us to somebody"
    );
    assert_eq!(
        asks(&[talked("", "priya", Some("ola"))]),
        "rehearse the case with us"
    );
    assert_eq!(
        asks(&[granted.clone(), granted.clone(), granted.clone()]),
        "present it without us"
    );
    let many = vec![granted; 9];
    assert_eq!(asks(&many), "present it without us");
}

#[test]
fn somebody_whose_target_is_low_is_brought_there() {
    let board = with(&example(), "sam", |sam| sam.stance = Stance::Champion);
    let ruth = why(&board, "ruth");
    let expected = "Bring Ruth Adeyemi, CFO, to Neutral, through Sam Whitfield (unproven \
                    Champion, strong): carries 9.5 of 100, all their own. No contact yet.";
    assert_eq!(ruth, expected);
}

fn short(board: &Board) -> String {
    let overview = overview(board);
    let advice = Advice::new(board, &overview);
    let solid = advice.solid(|| true);
    let told: Vec<Told> = advice.told(1, solid.as_ref());
    advice.short_sentence(&told[0], solid.as_ref())
}

#[test]
fn the_short_form_says_who_hears_it_then() {
    let expected = "Win Dana Ortiz, through Noor Haddad. Then Sam and Account executives hear \
                    it from Dana. Play: quick-wins, 1 of 3 steps. Solid.";
    assert_eq!(short(&example()), expected);
    let named = with(&example(), "ruth", |ruth| {
        "Sam Adeyemi".clone_into(&mut ruth.name);
    });
    let expected = "Then Sam Whitfield and Account executives hear it from Dana.";
    assert!(short(&named).contains(expected), "{}", short(&named));
    let alone = board(vec![person("ann", Stance::Unknown)], Vec::new());
    assert!(
        short(&alone)
            .starts_with("Win ANN. No way in recorded: who do they listen to? Meet them first.")
    );
    // Somebody has talked to them: what is missing is where they stand.
    let mut talked = board(vec![person("ann", Stance::Unknown)], Vec::new());
    let talk = r#"Talked(on: "2026-11-20", who: "ann", how: Call)"#;
    talked.log.push(Arc::new(ron::from_str(talk).unwrap()));
    assert!(short(&talked).contains("Find out where they stand."));
}

#[test]
fn a_move_says_whom_it_opens_and_who_is_next() {
    let board = with(&example(), "dana", |dana| dana.stance = Stance::Supporter);
    let overview = overview(&board);
    let advice = Advice::new(&board, &overview);
    let (dana, priya) = (id("dana"), id("priya"));
    let said = advice.opened_sentence(&dana, Stance::Neutral, Some(&dana));
    let expected = "That opens Sam (through Dana) and Account executives; next is now Priya.";
    assert_eq!(said, expected);
    let said = advice.opened_sentence(&priya, Stance::Skeptic, Some(&priya));
    assert_eq!(said, "Next is still Priya.");
}

#[test]
fn a_close_call_says_with_whom_and_what_flips_it() {
    let mut two = vec![
        person("ann", Stance::Neutral),
        person("bob", Stance::Neutral),
    ];
    (two[0].power, two[0].interest) = (3, 3);
    (two[1].power, two[1].interest) = (3, 3);
    let said = |people: Vec<Person>| whys(&board(people, Vec::new()), 1).remove(0);
    let close = said(two.clone());
    assert!(
        close.ends_with("Close call with BOB; flips if ANN is at Skeptic."),
        "{close}"
    );
    two[0].power = 5;
    two[0].interest = 5;
    two[1].power = 1;
    let solid = said(two);
    assert!(solid.ends_with("Solid."), "{solid}");
}

#[test]
fn the_first_flip_may_be_a_tie() {
    // Ann leads by the tie from an ally alone; only losing it matters.
    let mut ann = person("ann", Stance::Blocker);
    listen(&mut ann, "ally", Strength::Weak);
    let ally = person("ally", Stance::Lobbyist);
    let board = board(vec![ann], vec![ally]);
    let overview = overview(&board);
    let advice = Advice::new(&board, &overview);
    let solid: Solid = advice.solid(|| true).unwrap();
    // Skeptic above; power and interest, each down and up; the tie, down and up.
    assert_eq!((solid.checked, solid.flips), (7, 1));
    let said = advice.solid_sentence(&solid);
    assert_eq!(
        said,
        "Close call with nobody; flips if ANN does not listen to ALLY."
    );
}

#[test]
fn a_play_that_answers_what_they_say_comes_before_a_red_flag() {
    let own = |board: &Board| {
        let overview = overview(board);
        Advice::new(board, &overview)
            .play("aes")
            .unwrap()
            .to_string()
    };
    let mut board = example();
    assert_eq!(own(&board), "quick-wins");
    let mut answer = board.plays[0].clone();
    answer.id = id("found-and-sold");
    answer.answers = "we could have found".to_owned();
    answer.status = onside::model::Status::Planned;
    board.plays.push(answer.clone());
    assert_eq!(own(&board), "found-and-sold");
    answer.id = id("running");
    answer.status = onside::model::Status::Running;
    board.plays.push(answer.clone());
    assert_eq!(own(&board), "running");
    let board = with(&board, "aes", |aes| {
        let objections = aes.objections.iter();
        let settled = objections.map(|each| Objection::Settled(each.text().to_owned()));
        aes.objections = settled.collect();
    });
    assert_eq!(own(&board), "quick-wins");
}

/// Each input of Dana's sentence, changed by itself, changes the sentence.
#[test]
fn one_input_changed_changes_the_sentence_with_it() {
    let board = example();
    let before = why(&board, "dana");
    let mut dead_log = board.clone();
    dead_log.log.clear();
    let mut step = board.clone();
    step.plays[0].steps.pop();
    let changed = [
        (
            "Skeptic",
            with(&board, "dana", |dana| dana.stance = Stance::Skeptic),
        ),
        (
            "Bring Dana Ortiz",
            with(&board, "dana", |dana| {
                (dana.stance, dana.target) = (Stance::Skeptic, Some(Stance::Neutral));
            }),
        ),
        (
            "SVP Sales",
            with(&board, "dana", |dana| {
                "SVP Sales".clone_into(&mut dana.title);
            }),
        ),
        (
            "carries 21.1 of 100, 15.8 their own",
            with(&board, "dana", |dana| dana.power = 4),
        ),
        (
            "our team, weak",
            with(&board, "dana", |dana| listen(dana, "noor", Strength::Weak)),
        ),
        (
            "0.8 by Account executives",
            with(&board, "aes", |aes| {
                listen(aes, "dana", Strength::Weak);
            }),
        ),
        (
            "Samuel",
            with(&board, "sam", |sam| {
                "Samuel Whitfield".clone_into(&mut sam.name);
            }),
        ),
        (
            "directly",
            with(&board, "noor", |noor| noor.left = Some(today())),
        ),
        ("1 of 2 steps", step),
        ("No contact yet", dead_log),
    ];
    for (says, changed) in changed {
        let after = why(&changed, "dana");
        assert!(
            !before.contains(says) && after.contains(says),
            "{says}: {after}"
        );
    }
}

#[test]
fn proof_is_what_makes_a_carrier_proven() {
    let mut board = example();
    board
        .log
        .retain(|entry| !matches!(**entry, Entry::Moved { .. }));
    assert!(why(&board, "priya").contains("unproven Champion"));
    board.log.push(Arc::new(Entry::Proved {
        on: today(),
        who: id("ola"),
        proof: Proof::InPublic,
        because: String::new(),
    }));
    assert!(!why(&board, "priya").contains("unproven"));
}

/// Checks every claim of a sentence against its numbers.
fn check_true(told: &Told) {
    let (why, win) = (&told.why, &told.win);
    let says = |claim: String| assert!(why.contains(&claim), "{claim}: {why}");
    says(format!(": carries {:.1} of 100, ", win.carries));
    match (&win.through, &win.bridge) {
        (Some(through), _) => says(format!("through Person {through} (")),
        (None, Some(bridge)) => says(format!("bridge to them is Person {bridge}.")),
        (None, None) => says("No way in ".to_owned()),
    }
    assert_eq!(
        win.through.is_none(),
        why.contains("directly: carries"),
        "{why}"
    );
    let others = told.contributions.iter().filter(|(id, _)| *id != win.id);
    let mut others: Vec<_> = others.collect();
    others.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    for (id, part) in others.iter().take(2).filter(|(_, part)| *part >= 0.1) {
        says(format!("{part:.1} by Person {id}"));
    }
    if others.is_empty() {
        says("all their own".to_owned());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_sentence_is_true_of_its_numbers(board in any_board()) {
        let overview = overview(&board);
        for told in Advice::new(&board, &overview).told(usize::MAX, None) {
            check_true(&told);
        }
    }
}
