//! Each answer is true of its numbers: one input of a board is changed, and the number and the
//! sentence about it change with it.
//!
//! Every subject has a function that asks for both, and a table: what is changed, the number,
//! the sentence. The first row is the board as it is. How the numbers come about by hand
//! stands beside them.

use std::sync::Arc;

use onside::advice::{Advice, Route};
use onside::layout::{Paragraph, ROUTES, cover_page, route_page};
use onside::model::{Board, Date, Entry, How, Id, Person, Proof, Stance, Strength, Who};

use crate::boards::{board, example, id, listen, overview, person, today, with};

/// A board, the number that is counted of it, and what is said of that.
type Row = (Board, &'static str, &'static str);

/// Checks that `ask` answers each board with its number and its sentence, and that no two
/// boards of the table have the same answer.
fn check(ask: fn(&Board) -> (String, String), rows: &[Row]) {
    let answers: Vec<_> = rows.iter().map(|(board, ..)| ask(board)).collect();
    for (answer, (_, number, sentence)) in answers.iter().zip(rows) {
        assert_eq!((answer.0.as_str(), answer.1.as_str()), (*number, *sentence));
    }
    for (at, answer) in answers.iter().enumerate() {
        assert!(!answers[..at].contains(answer), "{answer:?}");
    }
}

fn stands(board: &Board, who: &str, stance: Stance) -> Board {
    with(board, who, |person| person.stance = stance)
}

fn hears(board: &Board, who: &str, from: &str, strength: Strength) -> Board {
    with(board, who, |person| listen(person, from, strength))
}

fn leaves(board: &Board, who: &str) -> Board {
    with(board, who, |person| person.left = Some(today()))
}

fn logged(board: &Board, entry: Entry) -> Board {
    let mut board = board.clone();
    board.log.push(Arc::new(entry));
    board
}

fn without(board: &Board, is_gone: fn(&Entry) -> bool) -> Board {
    let mut board = board.clone();
    board.log.retain(|entry| !is_gone(entry));
    board
}

fn carried(via: &str, on: &str, to: &str) -> Entry {
    Entry::Talked {
        on: on.parse::<Date>().unwrap(),
        who: Who::new(vec![id(to)]),
        how: How::Call,
        via: Some(id(via)),
        play: None,
        note: String::new(),
    }
}

/// Returns the sentences of a page behind its heading.
fn sentences(page: &[Paragraph]) -> String {
    let sentences = page.iter().skip(1).map(|paragraph| paragraph.text.as_str());
    sentences.collect::<Vec<_>>().join(" | ")
}

#[test]
fn the_headline_is_that_of_the_weights() {
    let ask = |board: &Board| {
        let overview = overview(board);
        let headline = Advice::new(board, &overview).headline();
        (format!("{:.4}", headline.value), headline.sentence())
    };
    let board = example();
    check(
        ask,
        &[
            // (-750 Sam - 400 team + 300 Tomasz + 750 Ola - 750 Jonas + 500 Mei - 1000 Ruth) / 105.
            (
                board.clone(),
                "-12.8571",
                "The board stands at -12.9 from -100 to 100: split.",
            ),
            // 20 · 50 more.
            (
                stands(&board, "dana", Stance::Supporter),
                "-3.3333",
                "The board stands at -3.3 from -100 to 100: split.",
            ),
            // 10 · 175 less.
            (
                stands(&board, "ola", Stance::Blocker),
                "-29.5238",
                "The board stands at -29.5 from -100 to 100: leaning against.",
            ),
            // -1000 become -200, of 97.
            (
                with(&board, "ruth", |ruth| ruth.power = 1),
                "-5.6701",
                "The board stands at -5.7 from -100 to 100: split.",
            ),
            // Nobody's opinion of Priya's, but 12 more that are neutral.
            (
                with(&board, "priya", |priya| priya.interest = 5),
                "-11.5385",
                "The board stands at -11.5 from -100 to 100: split.",
            ),
            (
                leaves(&board, "sam"),
                "-6.6667",
                "The board stands at -6.7 from -100 to 100: split.",
            ),
        ],
    );
    let of_ours = stands(&board, "noor", Stance::Blocker);
    assert_eq!(ask(&of_ours), ask(&board), "our own team does not count");
}

#[test]
fn routes_are_those_of_the_ties_and_of_the_log() {
    let ask = |board: &Board| {
        let overview = overview(board);
        let routes = Advice::new(board, &overview).routes("aes", ROUTES);
        let number =
            |route: &Route| format!("{:.4} {}x", route.share, route.links[route.weakest].times);
        let numbers: Vec<String> = routes.iter().map(number).collect();
        let page = route_page(board, &overview, board.seat("aes").unwrap());
        (numbers.join(", "), sentences(&page))
    };
    let won = stands(&example(), "dana", Stance::Supporter);
    check(
        ask,
        &[
            // 3 / (8 + 3), of which Noor has 2 / (6 + 5).
            (
                won.clone(),
                "0.2727 1x, 0.0496 0x",
                "Dana Ortiz → Account executives; one link, strong; it carried once, on 17 Nov | \
                 Noor Haddad → Dana Ortiz → Account executives; weakest link Noor Haddad → Dana \
                 Ortiz, medium; it never carried a message yet",
            ),
            // 1 / (8 + 1): now this is the weakest link.
            (
                hears(&won, "aes", "dana", Strength::Weak),
                "0.1111 1x, 0.0202 1x",
                "Dana Ortiz → Account executives; one link, weak; it carried once, on 17 Nov | \
                 Noor Haddad → Dana Ortiz → Account executives; weakest link Dana Ortiz → Account \
                 executives, weak; it carried once, on 17 Nov",
            ),
            (
                logged(&won, carried("dana", "2026-11-20", "aes")),
                "0.2727 2x, 0.0496 0x",
                "Dana Ortiz → Account executives; one link, strong; it carried 2 times, last on 20 \
                 Nov | Noor Haddad → Dana Ortiz → Account executives; weakest link Noor Haddad → \
                 Dana Ortiz, medium; it never carried a message yet",
            ),
            // Two strong ties: 3 / (8 + 6) each, and the smaller id first.
            (
                hears(&won, "aes", "tomasz", Strength::Strong),
                "0.2143 1x, 0.2143 0x, 0.0390 0x",
                "Dana Ortiz → Account executives; one link, strong; it carried once, on 17 Nov | \
                 Tomasz Zielinski → Account executives; one link, strong; it never carried a \
                 message yet | Noor Haddad → Dana Ortiz → Account executives; weakest link Noor \
                 Haddad → Dana Ortiz, medium; it never carried a message yet",
            ),
            (
                leaves(&won, "noor"),
                "0.2727 1x",
                "Dana Ortiz → Account executives; one link, strong; it carried once, on 17 Nov",
            ),
            (
                example(),
                "",
                "Nobody onside reaches them yet. Dana Ortiz is the bridge: win them first.",
            ),
            (
                leaves(&won, "dana"),
                "",
                "No way in recorded: who do they listen to?",
            ),
        ],
    );
}

#[test]
fn cover_is_what_would_be_missing() {
    let ask = |board: &Board| {
        let overview = overview(board);
        let cover = Advice::new(board, &overview).cover("ola").unwrap();
        let number = format!(
            "{:?} {:?} {:.4} {:.4}",
            cover.departments.len(),
            cover.routes.len(),
            cover.now.value,
            cover.then.value
        );
        let page = cover_page(board, &overview, board.seat("ola").unwrap());
        (number, sentences(&page))
    };
    let board = example();
    check(
        ask,
        &[
            // -1350 / 105, and without 10 · 75 of it (-2100) / 95.
            (
                board.clone(),
                "1 1 -12.8571 -22.1053",
                "Marketing would have nobody onside. | The only tie from somebody onside to 1 \
                 person: Priya Raman. | The board would stand at -22.1, leaning against; now \
                 -12.9, split.",
            ),
            (
                hears(&board, "priya", "mei", Strength::Weak),
                "1 0 -12.8571 -22.1053",
                "Marketing would have nobody onside. | The board would stand at -22.1, leaning \
                 against; now -12.9, split.",
            ),
            (
                hears(&board, "ruth", "ola", Strength::Weak),
                "1 2 -12.8571 -22.1053",
                "Marketing would have nobody onside. | The only tie from somebody onside to 2 \
                 people: Priya Raman and Ruth Adeyemi. | The board would stand at -22.1, leaning \
                 against; now -12.9, split.",
            ),
            // Of -950: 8 · 50 more.
            (
                stands(&board, "priya", Stance::Supporter),
                "0 0 -9.0476 -17.8947",
                "The board would stand at -17.9, split; now -9.0, split.",
            ),
            // Their own weight is 20: -600 / 115.
            (
                with(&board, "ola", |ola| ola.power = 4),
                "1 1 -5.2174 -22.1053",
                "Marketing would have nobody onside. | The only tie from somebody onside to 1 \
                 person: Priya Raman. | The board would stand at -22.1, leaning against; now \
                 -5.2, split.",
            ),
            // At Neutral they open nothing; they only weigh.
            (
                stands(&board, "ola", Stance::Neutral),
                "0 0 -20.0000 -22.1053",
                "The board would stand at -22.1, leaning against; now -20.0, split.",
            ),
        ],
    );
}

#[test]
fn a_bridge_is_missed_while_it_is_the_only_one() {
    let ask = |board: &Board| {
        let overview = overview(board);
        let cover = Advice::new(board, &overview).cover("dana").unwrap();
        let page = cover_page(board, &overview, board.seat("dana").unwrap());
        (format!("{}", cover.bridges.len()), sentences(&page))
    };
    let stays = "The board would stand at -15.9, split; now -12.9, split.";
    check(
        ask,
        &[
            (
                example(),
                "1",
                "No bridge would lead to Account executives. | The board would stand at -15.9, \
                 split; now -12.9, split.",
            ),
            (hears(&example(), "aes", "sam", Strength::Weak), "0", stays),
        ],
    );
}

#[test]
fn whom_to_enlist_is_what_a_full_voice_adds() {
    let ask = |board: &Board| {
        let overview = overview(board);
        let advice = Advice::new(board, &overview);
        let mut mei = advice
            .enlists()
            .filter(|enlist| enlist.id.as_str() == "mei");
        mei.next().map_or_else(Default::default, |mei| {
            (format!("{:.4}", mei.score), mei.why)
        })
    };
    let board = example();
    check(
        ask,
        &[
            // 0.5 · 2 / (8 + 2) · 0.7 / 2 · 15 of 105.
            (
                board.clone(),
                "0.5000",
                "Enlist Mei Tan, PM, Platform (Supporter), to Champion: a full voice adds 0.5 of \
                 100, all by Jonas Lind. No contact yet.",
            ),
            // 3 / (8 + 3).
            (
                hears(&board, "jonas", "mei", Strength::Strong),
                "0.6818",
                "Enlist Mei Tan, PM, Platform (Supporter), to Champion: a full voice adds 0.7 of \
                 100, all by Jonas Lind. No contact yet.",
            ),
            // 9 of 99.
            (
                with(&board, "jonas", |jonas| jonas.power = 3),
                "0.3182",
                "Enlist Mei Tan, PM, Platform (Supporter), to Champion: a full voice adds 0.3 of \
                 100, all by Jonas Lind. No contact yet.",
            ),
            // Priya as well: 0.5 · 2 / (6 + 4) · 0.7 · 8 of 105.
            (
                hears(&board, "priya", "mei", Strength::Medium),
                "1.0333",
                "Enlist Mei Tan, PM, Platform (Supporter), to Champion: a full voice adds 1.0 of \
                 100, 0.5 by Priya Raman and 0.5 by Jonas Lind. No contact yet.",
            ),
            (
                with(&board, "mei", |mei| mei.target = Some(Stance::Lobbyist)),
                "0.5000",
                "Enlist Mei Tan, PM, Platform (Supporter), to Lobbyist: a full voice adds 0.5 of \
                 100, all by Jonas Lind. No contact yet.",
            ),
            (
                logged(&board, carried("noor", "2026-11-20", "mei")),
                "0.5000",
                "Enlist Mei Tan, PM, Platform (Supporter), to Champion: a full voice adds 0.5 of \
                 100, all by Jonas Lind. Last contact 20 Nov.",
            ),
            // At their target.
            (stands(&board, "mei", Stance::Champion), "", ""),
        ],
    );
}

#[test]
fn whom_to_test_is_whom_nothing_proves() {
    let ask = |board: &Board| {
        let overview = overview(board);
        let advice = Advice::new(board, &overview);
        let tests = advice
            .tests()
            .map(|test| (format!("{:.4}", test.own), test.why));
        tests.last().unwrap_or_default()
    };
    let board = without(&example(), |entry| matches!(entry, Entry::Moved { .. }));
    let proved = |proof| Entry::Proved {
        on: today(),
        who: id("ola"),
        proof,
        because: String::new(),
    };
    check(
        ask,
        &[
            // 10 of 105.
            (
                board.clone(),
                "9.5238",
                "Test Ola Bergström, Content lead (unproven Champion): weighs 9.5 of 100. Ask \
                 them to introduce us to somebody. Last contact 6 Oct.",
            ),
            // 20 of 115.
            (
                with(&board, "ola", |ola| ola.power = 4),
                "17.3913",
                "Test Ola Bergström, Content lead (unproven Champion): weighs 17.4 of 100. Ask \
                 them to introduce us to somebody. Last contact 6 Oct.",
            ),
            (
                stands(&board, "ola", Stance::Lobbyist),
                "9.5238",
                "Test Ola Bergström, Content lead (unproven Lobbyist): weighs 9.5 of 100. Ask \
                 them to introduce us to somebody. Last contact 6 Oct.",
            ),
            (
                logged(&board, carried("ola", "2026-11-20", "priya")),
                "9.5238",
                "Test Ola Bergström, Content lead (unproven Champion): weighs 9.5 of 100. Ask \
                 them to rehearse the case with us. Last contact 6 Oct.",
            ),
            (logged(&board, proved(Proof::InPublic)), "", ""),
        ],
    );
    let hearsay = logged(&board, proved(Proof::ToldMe));
    assert_eq!(ask(&hearsay), ask(&board), "words alone prove nothing");
}

#[test]
fn a_move_opens_those_who_are_reached_through_it_now() {
    let ask = |board: &Board| {
        let overview = overview(board);
        let advice = Advice::new(board, &overview);
        let next = advice.wins().next().map(|next| next.id);
        let told = advice
            .opened("dana", Stance::Neutral)
            .into_iter()
            .chain(next);
        let number = |id: Id| format!("{id} {:.4}", advice.factors(&id).unwrap().score);
        let numbers: Vec<String> = told.map(number).collect();
        let dana = id("dana");
        let sentence = advice.opened_sentence(&dana, Stance::Neutral, Some(&dana));
        (numbers.join(", "), sentence)
    };
    let won = stands(&example(), "dana", Stance::Supporter);
    check(
        ask,
        &[
            // Sam: (0.3 + 0.7 · 1.5 / 11) / 2 · 16.4835; the team: the same ease, 8 of 105.
            (
                won.clone(),
                "sam 3.2592, aes 1.5065, priya 3.2857",
                "That opens Sam (through Dana) and Account executives; next is now Priya.",
            ),
            // A voice of 0.75: 2 / 11 of Sam's mind, 2.25 / 11 of the team's.
            (
                stands(&won, "dana", Stance::Champion),
                "sam 3.5215, aes 1.6883, sam 3.5215",
                "That opens Sam (through Dana) and Account executives; next is now Sam.",
            ),
            // Sam hears Noor most: 4.5 / 14.
            (
                hears(&won, "sam", "noor", Strength::Strong),
                "aes 1.5065, sam 4.3269",
                "That opens Account executives (through Dana); next is now Sam.",
            ),
            // Of 97.
            (
                leaves(&won, "aes"),
                "sam 3.5280, priya 3.5567",
                "That opens Sam (through Dana); next is now Priya.",
            ),
            (
                leaves(&won, "priya"),
                "sam 3.5280, aes 1.6307, sam 3.5280",
                "That opens Sam (through Dana) and Account executives; next is now Sam.",
            ),
            (example(), "dana 10.3006", "Next is still Dana."),
        ],
    );
}

#[test]
fn solid_is_what_no_small_step_turns() {
    let ask = |board: &Board| {
        let overview = overview(board);
        let advice = Advice::new(board, &overview);
        let solid = advice.solid(|| true).unwrap();
        let number = format!("{} of {}", solid.flips, solid.checked);
        (number, advice.solid_sentence(&solid))
    };
    let two: Vec<Person> = ["ann", "bob"]
        .map(|name| person(name, Stance::Neutral))
        .into();
    let equal = board(two, Vec::new());
    check(
        ask,
        &[
            (example(), "0 of 25", "Solid."),
            // Each one stance down, power and interest up and down. Ann's down, Bob's up.
            (
                equal.clone(),
                "5 of 10",
                "Close call with BOB; flips if ANN is at Skeptic.",
            ),
            // Bob is first: as a Skeptic, or with Ann met halfway, it is Ann by her id.
            (
                stands(&equal, "ann", Stance::Skeptic),
                "2 of 11",
                "Close call with ANN; flips if BOB is at Skeptic.",
            ),
            // Half as easy to move: equal at worst, and Ann's id is the smaller one.
            (stands(&equal, "bob", Stance::Skeptic), "0 of 11", "Solid."),
            // Bob can't be won; only Ann is looked at.
            (stands(&equal, "bob", Stance::Blocker), "0 of 5", "Solid."),
            // 12 against 9: where a step makes them equal, it is Ann by her id or her power.
            (
                with(&equal, "bob", |bob| bob.interest = 4),
                "5 of 10",
                "Close call with ANN; flips if BOB is at Skeptic.",
            ),
        ],
    );
}
