//! The laws of the rule, over random boards.

use std::collections::BTreeMap;
use std::sync::Arc;

use onside::advice::Advice;
use onside::model::{Board, Department, Id, Stance, Strength};
use proptest::prelude::*;

use crate::boards::{any_board, everybody, id, listen, overview, with};

/// Everything that is said of a board, as text.
fn everything(board: &Board) -> String {
    let overview = overview(board);
    let advice = Advice::new(board, &overview);
    let solid = advice.solid(|| true);
    let told = advice.told(usize::MAX, solid.as_ref());
    let shorts = told
        .iter()
        .map(|told| advice.short_sentence(told, solid.as_ref()));
    let shorts: Vec<String> = shorts.collect();
    let people: Vec<&Id> = {
        let mut people: Vec<&Id> = everybody(board).map(|person| &person.id).collect();
        people.sort();
        people
    };
    let of_each: Vec<_> = people
        .iter()
        .map(|id| {
            (
                advice.factors(id),
                advice.routes(id, 6),
                advice.cover(id),
                advice.would_open(id),
            )
        })
        .collect();
    format!(
        "{told:#?}{shorts:#?}{:#?}{:#?}{:?}{:?}{solid:?}{:?}{of_each:#?}",
        advice.enlists().collect::<Vec<_>>(),
        advice.tests().collect::<Vec<_>>(),
        advice.plan(5),
        advice.headline(),
        advice.opposed(),
    )
}

/// Undivided scores of winning and of enlisting, by id; none is 0.
fn scores(board: &Board) -> (BTreeMap<Id, f64>, BTreeMap<Id, f64>) {
    let overview = overview(board);
    let advice = Advice::new(board, &overview);
    let whole = whole(board) / 100.0;
    let wins = advice.wins().map(|win| (win.id, win.score * whole));
    let enlists = advice.enlists();
    let enlists = enlists.map(|each| (each.id, each.score * whole));
    (wins.collect(), enlists.collect())
}

fn whole(board: &Board) -> f64 {
    let counted = board
        .departments
        .iter()
        .filter(|department| !department.ours);
    let people = counted.flat_map(Department::present);
    people
        .map(|(_, person)| f64::from(person.power * person.interest))
        .sum()
}

fn order(board: &Board) -> (Vec<Id>, Vec<Id>) {
    let overview = overview(board);
    let advice = Advice::new(board, &overview);
    let enlists = advice.enlists().map(|each| each.id);
    (advice.wins().map(|win| win.id).collect(), enlists.collect())
}

fn change_all(board: &Board, change: impl Fn(&mut onside::model::Person)) -> Board {
    let ids = everybody(board).map(|person| person.id.clone());
    ids.fold(board.clone(), |board, id| with(&board, &id, &change))
}

/// Those from whom a way of at most `hops` ties leads to `target`, themselves included.
fn who_reaches(board: &Board, target: &Id, hops: usize) -> Vec<Id> {
    let mut reaching = vec![target.clone()];
    for _ in 0..hops {
        let people = everybody(board).filter(|person| reaching.contains(&person.id));
        let near = people.flat_map(|person| {
            let named = person.listens_to.iter().map(|tie| tie.to.clone());
            named.chain(person.reports_to.clone())
        });
        let near: Vec<Id> = near.collect();
        reaching.extend(near);
    }
    reaching
}

fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_runs_are_byte_identical(board in any_board()) {
        prop_assert_eq!(everything(&board), everything(&board.clone()));
    }

    #[test]
    fn the_order_of_records_changes_nothing(board in any_board(), turn in 0_usize..12) {
        let mut turned = board.clone();
        turned.departments.reverse();
        for department in &mut turned.departments {
            let length = department.people.len().max(1);
            department.people.rotate_left(turn % length);
            for person in &mut department.people {
                Arc::make_mut(person).listens_to.reverse();
            }
        }
        prop_assert_eq!(everything(&board), everything(&turned));
    }

    #[test]
    fn doubling_all_powers_changes_no_order(board in any_board()) {
        let small = change_all(&board, |person| person.power = person.power % 2 + 1);
        let double = change_all(&small, |person| person.power *= 2);
        prop_assert_eq!(order(&small), order(&double));
    }

    #[test]
    fn without_ties_the_score_is_cold_ease_times_weight(board in any_board()) {
        let board = change_all(&board, |person| {
            person.listens_to.clear();
            person.reports_to = None;
        });
        let (wins, enlists) = scores(&board);
        prop_assert!(enlists.is_empty());
        for (id, score) in wins {
            let person = board.person(board.seat(&id).unwrap()).unwrap();
            prop_assert!(person.stance != Stance::Blocker);
            let weight = f64::from(person.power * person.interest);
            let steps = f64::from(1 - person.stance.rung());
            prop_assert!(is_near(score, 0.3 * weight / steps), "{}", id);
        }
    }

    #[test]
    fn somebody_carries_themselves_at_least_and_parts_make_the_whole(board in any_board()) {
        let overview = overview(&board);
        let advice = Advice::new(&board, &overview);
        for person in everybody(&board) {
            if let Some(win) = advice.factors(&person.id) {
                prop_assert!(win.carries >= win.own - 1e-9, "{:?}", win);
            }
        }
        for told in advice.told(usize::MAX, None) {
            let sum: f64 = told.contributions.iter().map(|(_, part)| part).sum();
            prop_assert!(is_near(sum, told.win.carries), "{:?}", told);
        }
    }

    #[test]
    fn a_lobbyist_heard_more_never_makes_it_harder(board in any_board(), step in 0_usize..2) {
        for (from, to) in pairs(&board) {
            let board = with(&board, &from, |from| from.stance = Stance::Lobbyist);
            let weaker = [Strength::Weak, Strength::Medium][step];
            let stronger = [Strength::Medium, Strength::Strong][step];
            let [weaker, stronger] = [weaker, stronger].map(|strength| {
                let board = with(&board, &to, |to| listen(to, &from, strength));
                let overview = overview(&board);
                Advice::new(&board, &overview).factors(&to)
            });
            if let (Some(weaker), Some(stronger)) = (weaker, stronger) {
                prop_assert!(stronger.ease >= weaker.ease - 1e-9);
                prop_assert!(stronger.score >= weaker.score - 1e-9);
            }
        }
    }

    #[test]
    fn somebody_new_without_ties_changes_no_order_among_the_others(board in any_board()) {
        let mut more = board.clone();
        more.departments[0].people.push(Arc::new(crate::boards::person("new", Stance::Skeptic)));
        let without = |ids: Vec<Id>| -> Vec<Id> {
            ids.into_iter().filter(|id| id.as_str() != "new").collect()
        };
        // Nobody is listening to somebody new, so they must not be named by chance either.
        let (wins, enlists) = order(&more);
        prop_assert_eq!(order(&board), (without(wins), without(enlists)));
    }

    #[test]
    fn a_new_tie_changes_only_those_who_reach_its_end(board in any_board()) {
        let before = scores(&board);
        for (from, to) in pairs(&board) {
            let tied = with(&board, &to, |to| listen(to, &from, Strength::Strong));
            let after = scores(&tied);
            let near = who_reaches(&tied, &to, 4);
            let nearly = who_reaches(&tied, &to, 5);
            let pairs = [(&before.0, &after.0, &near), (&before.1, &after.1, &nearly)];
            for (before, after, changed) in pairs {
                for person in everybody(&board).filter(|person| !changed.contains(&person.id)) {
                    let of = |scores: &BTreeMap<Id, f64>| scores.get(&person.id).copied();
                    let (one, other) = (of(before).unwrap_or(0.0), of(after).unwrap_or(0.0));
                    prop_assert!(is_near(one, other), "{from}>{to} changes {}", person.id);
                }
            }
        }
    }

    #[test]
    fn nobody_onside_is_to_be_won(board in any_board()) {
        let overview = overview(&board);
        let advice = Advice::new(&board, &overview);
        for id in advice.wins().map(|win| win.id).chain(advice.plan(9)) {
            let seat = board.seat(&id).unwrap();
            let person = board.person(seat).unwrap();
            prop_assert!(!person.is_onside() && !person.has_left());
            prop_assert!(!board.departments[seat.department].ours);
        }
    }

    #[test]
    fn no_route_is_invented(board in any_board()) {
        let overview = overview(&board);
        let advice = Advice::new(&board, &overview);
        for target in everybody(&board).map(|person| &person.id) {
            let routes = advice.routes(target, 20);
            for route in &routes {
                prop_assert_eq!(&route.links.last().unwrap().to, target);
                for link in &route.links {
                    let seat = board.seat(&link.from).unwrap();
                    let from = board.person(seat).unwrap();
                    let ours = board.departments[seat.department].ours;
                    prop_assert!(!from.has_left() && (ours || from.is_onside()));
                    let to = board.person(board.seat(&link.to).unwrap()).unwrap();
                    let is_boss = to.reports_to.as_ref() == Some(&link.from);
                    prop_assert!(is_boss || to.listens_to.iter().any(|tie| tie.to == link.from));
                }
            }
            let shares: Vec<f64> = routes.iter().map(|route| route.share).collect();
            prop_assert!(shares.is_sorted_by(|one, other| *one >= *other - 1e-12));
            // Who is reached through somebody has a route, and nobody else has.
            if let Some(win) = advice.factors(target) {
                prop_assert_eq!(win.through.is_some(), !routes.is_empty());
            }
        }
    }
}

/// Every pair of two people, ours included, as who might sway whom.
fn pairs(board: &Board) -> Vec<(Id, Id)> {
    let ids: Vec<Id> = everybody(board).map(|person| person.id.clone()).collect();
    let pairs = ids
        .iter()
        .flat_map(|from| ids.iter().map(move |to| (from, to)));
    let pairs = pairs.filter(|(from, to)| from != to).step_by(5);
    pairs.map(|(from, to)| (from.clone(), to.clone())).collect()
}

#[test]
fn a_supporter_heard_more_can_make_it_harder() {
    // Half a voice takes the place of a whole one in a mind that is nearly full.
    let ease = |strength| {
        let mut x = crate::boards::person("x", Stance::Neutral);
        for lobbyist in 0..20 {
            listen(&mut x, &format!("l{lobbyist}"), Strength::Strong);
        }
        listen(&mut x, "s", strength);
        let lobbyists =
            (0..20).map(|at| crate::boards::person(&format!("l{at}"), Stance::Lobbyist));
        let mut people: Vec<_> = lobbyists.collect();
        people.extend([x, crate::boards::person("s", Stance::Supporter)]);
        let board = crate::boards::board(people, Vec::new());
        let overview = overview(&board);
        Advice::new(&board, &overview)
            .factors(&id("x"))
            .unwrap()
            .ease
    };
    assert!(ease(Strength::Strong) < ease(Strength::Weak));
}
