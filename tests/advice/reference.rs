//! The rule once more, as its page says it and as slowly as it likes; the fast one must
//! agree with it on every board.

use std::collections::{BTreeMap, BTreeSet};

use onside::advice::{Advice, rounded};
use onside::model::{Board, Person, Stance};
use proptest::prelude::*;

use crate::boards::{any_board, overview};

/// People by id, with whether they are of our own team; ties by who sways and who is swayed.
struct Reference<'a> {
    people: BTreeMap<&'a str, (&'a Person, bool)>,
    ties: BTreeMap<(&'a str, &'a str), f64>,
}

impl<'a> Reference<'a> {
    fn of(board: &'a Board) -> Self {
        let mut people = BTreeMap::new();
        for department in &board.departments {
            for (_, person) in department.present() {
                people.insert(person.id.as_str(), (&**person, department.ours));
            }
        }
        let mut ties = BTreeMap::new();
        for (person, _) in people.values() {
            let boss = person.reports_to.iter().map(|boss| (boss.as_str(), 2));
            let named = person.listens_to.iter();
            let named = named.map(|tie| (tie.to.as_str(), tie.strength.weight()));
            for (from, strength) in boss.chain(named) {
                if people.contains_key(from) && from != person.id.as_str() {
                    ties.insert((from, person.id.as_str()), f64::from(strength));
                }
            }
        }
        Self { people, ties }
    }

    fn rung(&self, id: &str) -> f64 {
        f64::from(self.people[id].0.stance.rung())
    }

    fn is_onside(&self, id: &str) -> bool {
        self.people[id].1 || self.rung(id) >= 1.0
    }

    fn weight(&self, id: &str) -> f64 {
        let (person, ours) = self.people[id];
        if ours {
            0.0
        } else {
            f64::from(person.power) * f64::from(person.interest)
        }
    }

    fn share(&self, from: &str, to: &str) -> f64 {
        let Some(strength) = self.ties.get(&(from, to)) else {
            return 0.0;
        };
        let into = self.ties.iter().filter(|((_, into), _)| *into == to);
        let sum: f64 = into.map(|(_, strength)| strength).sum();
        let mind = 6.0 + 2.0 * (-self.rung(to)).max(0.0);
        strength / (mind.max(sum / 9.0) + sum)
    }

    /// g, by plain recursion: weight that follows `id` within `hops`.
    fn follows(&self, id: &str, hops: usize) -> f64 {
        let own = if self.is_onside(id) {
            0.0
        } else {
            self.weight(id)
        };
        if hops == 0 {
            return own;
        }
        let swayed = self.people.keys().filter(|to| !self.is_onside(to));
        let swayed = swayed.filter(|to| self.share(id, to) > 0.0);
        own + swayed
            .map(|to| self.share(id, to) * self.follows(to, hops - 1))
            .sum::<f64>()
    }

    fn carries(&self, id: &str) -> f64 {
        let others = self.people.keys().filter(|other| !self.is_onside(other));
        let echo: f64 = others
            .map(|other| self.share(id, other) * self.share(other, id))
            .sum();
        self.follows(id, 4) * (1.0 - echo)
    }

    fn voice(&self, id: &str) -> f64 {
        match self.people[id] {
            (_, true) => 1.0,
            (person, _) => match person.stance {
                Stance::Supporter => 0.5,
                Stance::Champion => 0.75,
                Stance::Lobbyist => 1.0,
                _ => 0.0,
            },
        }
    }

    fn steps(&self, id: &str) -> f64 {
        (1.0 - self.rung(id)).max(1.0)
    }

    fn win(&self, id: &str) -> f64 {
        let person = self.people[id].0;
        if self.is_onside(id) || person.stance.rung() >= person.target().rung() {
            return 0.0;
        }
        let pull = self
            .people
            .keys()
            .map(|from| self.voice(from) * self.share(from, id));
        let cold = if person.stance == Stance::Blocker {
            0.0
        } else {
            0.3
        };
        (cold + 0.7 * pull.sum::<f64>()) / self.steps(id) * self.carries(id)
    }

    fn enlist(&self, id: &str) -> f64 {
        let (person, ours) = self.people[id];
        let speaks = matches!(person.stance, Stance::Supporter | Stance::Champion);
        if ours || !speaks || person.stance.rung() >= person.target().rung() {
            return 0.0;
        }
        let swayed = self.people.keys().filter(|to| !self.is_onside(to));
        let added = swayed.map(|to| self.share(id, to) * 0.7 / self.steps(to) * self.carries(to));
        (1.0 - self.voice(id)) * added.sum::<f64>()
    }

    fn through(&self, id: &str) -> Option<&'a str> {
        let allies = self
            .people
            .keys()
            .copied()
            .filter(|from| self.is_onside(from));
        let allies = allies.filter(|from| self.ties.contains_key(&(*from, id)));
        let key = |from: &str| {
            (
                self.voice(from) * self.ties[&(from, id)],
                self.people[from].0.power,
            )
        };
        allies.fold(None, |best, from| match best {
            Some(best) if key(best) >= key(from) => Some(best),
            _ => Some(from),
        })
    }

    /// The best first step of the shortest ways back from `id` to somebody onside.
    fn bridge(&self, id: &str) -> Option<&'a str> {
        let mut ring: BTreeSet<&str> = BTreeSet::from([*self.people.get_key_value(id)?.0]);
        let mut seen = ring.clone();
        while !ring.is_empty() {
            let near = ring.iter().copied().filter(|id| self.through(id).is_some());
            let power = |id: &str| self.people[id].0.power;
            let best = near.fold(None, |best: Option<&str>, id| match best {
                Some(best) if power(best) >= power(id) => Some(best),
                _ => Some(id),
            });
            if let Some(best) = best {
                return self.people.get_key_value(best).map(|(best, _)| *best);
            }
            let ties = self.ties.keys().filter(|(_, to)| ring.contains(to));
            let next = ties
                .map(|(from, _)| *from)
                .filter(|from| !self.is_onside(from));
            ring = next.filter(|from| !seen.contains(from)).collect();
            seen.extend(&ring);
        }
        None
    }

    /// Ids with a score, best first.
    fn ranked(&self, score: impl Fn(&Self, &str) -> f64) -> Vec<String> {
        let mut ranked: Vec<_> = self.people.keys().collect();
        ranked.retain(|id| rounded(score(self, id)) > 0.0);
        ranked.sort_by(|one, other| {
            let key = |id: &str| {
                (
                    rounded(score(self, id)),
                    self.weight(id),
                    self.people[id].0.power,
                )
            };
            key(other).partial_cmp(&key(one)).unwrap()
        });
        ranked.into_iter().map(|id| (*id).to_owned()).collect()
    }
}

fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_fast_rule_says_what_the_plain_one_says(board in any_board()) {
        let overview = overview(&board);
        let advice = Advice::new(&board, &overview);
        let plain = Reference::of(&board);
        let whole: f64 = plain.people.keys().map(|id| plain.weight(id)).sum();
        for id in plain.people.keys().filter(|id| !plain.is_onside(id)) {
            let win = advice.factors(id).unwrap();
            prop_assert!(is_near(win.carries, 100.0 * plain.carries(id) / whole), "{}", id);
            prop_assert!(is_near(win.score, 100.0 * plain.win(id) / whole), "{}", id);
            prop_assert_eq!(win.through.as_deref(), plain.through(id));
            let bridge = plain.bridge(id).filter(|bridge| bridge != id);
            prop_assert_eq!(win.bridge.as_deref(), bridge);
        }
        let ids: Vec<String> = advice.wins().map(|win| win.id.to_string()).collect();
        prop_assert_eq!(ids, plain.ranked(Reference::win));
        let enlists: Vec<_> = advice.enlists().collect();
        for enlist in &enlists {
            let expected = 100.0 * plain.enlist(&enlist.id) / whole;
            prop_assert!(is_near(enlist.score, expected), "{}", &enlist.id);
        }
        let ids: Vec<String> = enlists.iter().map(|each| each.id.to_string()).collect();
        prop_assert_eq!(ids, plain.ranked(Reference::enlist));
    }
}
