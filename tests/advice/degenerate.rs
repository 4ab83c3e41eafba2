//! Boards at the edges: sensible words, no NaN, no panic.

use onside::advice::{Advice, Outlook};
use onside::model::{Board, Person, Stance, Strength};

use crate::boards::{board, listen, overview, person};

/// Asks for everything of a board and returns its outlook; `counts` bounds the costly part.
fn check(board: &Board, counts: usize) -> Outlook {
    let overview = overview(board);
    let advice = Advice::new(board, &overview);
    assert!(advice.headline().value.is_finite());
    for win in advice.wins() {
        let numbers = [win.score, win.carries, win.own, win.pull, win.ease];
        assert!(
            numbers
                .iter()
                .all(|number| number.is_finite() && *number >= 0.0)
        );
        assert!(win.score > 0.0 && win.carries <= 100.0 + 1e-6, "{win:?}");
    }
    for told in advice.told(5, None) {
        assert!(!told.why.contains("NaN") && told.why.ends_with('.'));
        assert!(advice.short_sentence(&told, None).ends_with('.'));
    }
    for enlist in advice.enlists() {
        assert!(enlist.score.is_finite() && enlist.score > 0.0);
    }
    let mut left = counts;
    let solid = advice.solid(|| {
        left = left.saturating_sub(1);
        left > 0
    });
    if let Some(solid) = solid {
        assert!(solid.flips <= solid.checked);
    }
    for (_, person) in board.people().take(3) {
        assert!(advice.routes(&person.id, 5).len() <= 5);
        let cover = advice.cover(&person.id);
        assert!(cover.is_none_or(|cover| cover.then.value.is_finite()));
    }
    assert!(advice.plan(3).len() <= 3);
    let outlook = advice.outlook();
    assert_eq!(outlook == Outlook::Somebody, advice.wins().next().is_some());
    assert_eq!(outlook == Outlook::Somebody, outlook.sentence().is_empty());
    outlook
}

fn all(count: usize, stance: Stance) -> Vec<Person> {
    (0..count)
        .map(|at| person(&format!("p{at}"), stance))
        .collect()
}

#[test]
fn an_empty_board_says_so() {
    assert_eq!(check(&Board::default(), 9), Outlook::Nobody);
    assert_eq!(
        check(&board(Vec::new(), all(3, Stance::Lobbyist)), 9),
        Outlook::Nobody
    );
}

#[test]
fn when_everybody_has_left_nobody_is_there() {
    let mut people = all(4, Stance::Neutral);
    for person in &mut people {
        person.left = Some(crate::boards::today());
    }
    assert_eq!(check(&board(people, Vec::new()), 9), Outlook::Nobody);
}

#[test]
fn a_board_of_one_and_of_two_can_be_won() {
    for count in [1, 2] {
        let board = board(all(count, Stance::Unknown), Vec::new());
        assert_eq!(check(&board, usize::MAX), Outlook::Somebody);
    }
}

#[test]
fn a_board_all_won_has_nobody_left() {
    for stance in [Stance::Supporter, Stance::Champion, Stance::Lobbyist] {
        assert_eq!(
            check(&board(all(5, stance), Vec::new()), 9),
            Outlook::AllWon
        );
    }
}

#[test]
fn blockers_alone_have_no_way_in() {
    let blockers = board(all(4, Stance::Blocker), Vec::new());
    assert_eq!(check(&blockers, 9), Outlook::NoWayIn(4));
    let said = Outlook::NoWayIn(4).sentence();
    assert_eq!(
        said,
        "4 people are left, and nobody onside leads to them yet."
    );
    let mut people = all(4, Stance::Blocker);
    listen(&mut people[2], "ally", Strength::Weak);
    let board = board(people, vec![person("ally", Stance::Unknown)]);
    assert_eq!(check(&board, usize::MAX), Outlook::Somebody);
}

#[test]
fn a_ring_is_walked_and_left() {
    for stance in [Stance::Unknown, Stance::Skeptic] {
        let mut people = all(7, stance);
        for (at, person) in people.iter_mut().enumerate() {
            listen(person, &format!("p{}", (at + 1) % 7), Strength::Strong);
        }
        assert_eq!(
            check(&board(people, Vec::new()), usize::MAX),
            Outlook::Somebody
        );
    }
}

#[test]
fn three_hundred_all_tied_to_each_other_are_counted() {
    let mut people = all(300, Stance::Skeptic);
    for (at, person) in people.iter_mut().enumerate() {
        person.stance = Stance::RUNGS[at % 6];
        for other in (0..300).filter(|other| *other != at) {
            listen(person, &format!("p{other}"), Strength::Strong);
        }
    }
    assert_eq!(check(&board(people, Vec::new()), 5), Outlook::Somebody);
}
