//! How a decision may end, by the odds one gave each voter; and how good such odds were.
//!
//! Votes are taken to be independent, a majority of those listed decides, and a vote that
//! was given counts as it was. The chance of a majority is the upper tail of the
//! Poisson binomial distribution; its spread is what it becomes when all odds are ten points
//! lower or higher, as odds that people give are. Judged by hit rate and Brier score (1950)
//! over all votes, never per person.

use crate::model::{Ballot, Board, Decision, Id, Vote};

/// So many points the odds of everybody may be off.
const OFF: u8 = 10;
/// From so many votes on, odds are judged.
pub const JUDGED_FROM: usize = 10;

/// How a decision may end.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// How many vote.
    pub voters: usize,
    /// How many yes make a majority.
    pub needed: usize,
    /// How many yes there are already.
    pub yes: usize,
    /// How many votes are still open.
    pub open: usize,
    /// How many yes are expected in the end.
    pub expected: f64,
    /// The chance of a majority, 0 to 1.
    pub chance: f64,
    /// The same if all odds were ten points lower, and ten points higher.
    pub spread: (f64, f64),
}

/// What one open vote can do.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// Whose.
    pub who: Id,
    /// The chance of a majority with their no.
    pub with_no: f64,
    /// The chance of a majority with their yes.
    pub with_yes: f64,
}

impl Turn {
    /// Returns how far their vote moves the outcome.
    pub fn reach(&self) -> f64 {
        self.with_yes - self.with_no
    }
}

/// How good odds were.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Record {
    /// How many votes were given that had odds.
    pub votes: usize,
    /// How many went as the odds said; odds of 50 are half a hit.
    pub hits: f64,
    /// The mean square of what the odds were off; 0 is perfect, a coin has 0.25.
    pub brier: f64,
}

impl Forecast {
    /// Counts how `decision` may end; `None` where nobody votes.
    pub fn of(decision: &Decision) -> Option<Self> {
        let votes = &decision.votes;
        let needed = votes.len() / 2 + 1;
        let yes = votes
            .iter()
            .filter(|vote| vote.voted == Some(Ballot::Yes))
            .count();
        let at = |move_by: fn(u8) -> u8| {
            let odds = votes.iter().map(|vote| odds(vote, move_by(vote.odds)));
            majority(odds, needed)
        };
        (!votes.is_empty()).then(|| Self {
            voters: votes.len(),
            needed,
            yes,
            open: votes.iter().filter(|vote| vote.voted.is_none()).count(),
            expected: votes.iter().map(|vote| odds(vote, vote.odds)).sum(),
            chance: at(|odds| odds),
            spread: (
                at(|odds| odds.saturating_sub(OFF)),
                at(|odds| (odds + OFF).min(100)),
            ),
        })
    }

    /// Says whether nothing can change any more.
    pub fn is_decided(&self) -> bool {
        self.yes >= self.needed || self.yes + self.open < self.needed
    }
}

/// Returns what each open vote of `decision` can do, the farthest reach first, then by id.
pub fn turns(decision: &Decision) -> Vec<Turn> {
    let needed = decision.votes.len() / 2 + 1;
    let with = |nth: usize, certain: f64| {
        let votes = decision.votes.iter().enumerate();
        let odds = votes.map(|(at, vote)| {
            if at == nth {
                certain
            } else {
                odds(vote, vote.odds)
            }
        });
        majority(odds, needed)
    };
    let open = decision.votes.iter().enumerate();
    let open = open.filter(|(_, vote)| vote.voted.is_none());
    let mut turns: Vec<Turn> = open
        .map(|(nth, vote)| Turn {
            who: vote.who.clone(),
            with_no: with(nth, 0.0),
            with_yes: with(nth, 1.0),
        })
        .collect();
    let key = |turn: &Turn| (turn.reach() * 1e9).round();
    turns.sort_by(|one, other| {
        let reach = key(other).total_cmp(&key(one));
        reach.then_with(|| one.who.cmp(&other.who))
    });
    turns
}

/// Judges the odds of all votes that were given.
pub fn record(board: &Board) -> Record {
    let votes = board.decisions.iter().flat_map(|it| &it.votes);
    let mut record = Record::default();
    for vote in votes {
        let Some(ballot) = vote.voted else { continue };
        let (odds, was) = (f64::from(vote.odds) / 100.0, certain(ballot));
        record.votes += 1;
        record.brier += (odds - was) * (odds - was);
        let off = (odds - was).abs();
        record.hits += if (off - 0.5).abs() < 1e-9 {
            0.5
        } else {
            f64::from(u8::from(off < 0.5))
        };
    }
    if let Some(votes) = u32::try_from(record.votes).ok().filter(|votes| *votes > 0) {
        record.brier /= f64::from(votes);
    }
    record
}

fn odds(vote: &Vote, open: u8) -> f64 {
    vote.voted.map_or(f64::from(open) / 100.0, certain)
}

fn certain(ballot: Ballot) -> f64 {
    match ballot {
        Ballot::Yes => 1.0,
        Ballot::No => 0.0,
    }
}

/// Returns the chance that at least `needed` say yes, each with their own odds.
fn majority(odds: impl Iterator<Item = f64>, needed: usize) -> f64 {
    // The chance of each number of yes among those counted so far.
    let mut chances = vec![1.0];
    for odds in odds {
        let none = std::iter::once(0.0);
        let yes = none.chain(chances.iter().map(|chance| chance * odds));
        let no = chances.iter().map(|chance| chance * (1.0 - odds));
        chances = yes.zip(no.chain([0.0])).map(|(yes, no)| yes + no).collect();
    }
    let chance: f64 = chances.iter().skip(needed).sum();
    chance.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decision(votes: &[(u8, Option<Ballot>)]) -> Decision {
        let votes = votes.iter().enumerate().map(|(nth, (odds, voted))| Vote {
            who: Id::new(&format!("v{nth}")).unwrap(),
            odds: *odds,
            voted: *voted,
        });
        Decision {
            id: Id::new("budget").unwrap(),
            ask: "Budget".to_owned(),
            on: "2026-12-10".parse().unwrap(),
            votes: votes.collect(),
        }
    }

    fn check(votes: &[(u8, Option<Ballot>)], chance: f64) {
        let forecast = Forecast::of(&decision(votes)).unwrap();
        assert!((forecast.chance - chance).abs() < 1e-12, "{forecast:?}");
    }

    #[test]
    fn the_chance_of_a_majority_is_counted_out() {
        check(&[(70, None), (60, None), (20, None)], 0.512);
        check(&[(70, None)], 0.7);
        check(&[(70, None), (60, None)], 0.42);
        check(&[(70, Some(Ballot::No)), (60, None), (20, None)], 0.12);
        check(&[(0, Some(Ballot::Yes)), (100, None), (20, None)], 1.0);
    }

    #[test]
    fn who_could_turn_it_most_comes_first() {
        let turns = turns(&decision(&[(70, None), (60, None), (20, None)]));
        let told: Vec<(&str, i32)> = turns
            .iter()
            .map(|turn| {
                let hundredths = format!("{:.0}", turn.reach() * 100.0);
                (turn.who.as_str(), hundredths.parse().unwrap())
            })
            .collect();
        assert_eq!(told, [("v1", 62), ("v0", 56), ("v2", 46)]);
    }

    #[test]
    fn odds_are_judged_by_hits_and_brier() {
        let mut board = Board::default();
        let (yes, no) = (Some(Ballot::Yes), Some(Ballot::No));
        board.decisions = vec![decision(&[(70, yes), (60, yes), (20, no), (90, None)])];
        let record = record(&board);
        assert_eq!(record.votes, 3);
        assert!((record.hits - 3.0).abs() < 1e-9);
        assert!((record.brier - 0.29 / 3.0).abs() < 1e-12, "{record:?}");
    }

    proptest! {
        #[test]
        fn more_odds_never_lower_the_chance(
            odds in prop::collection::vec(0_u8..=100, 1..20), nth in 0_usize..20,
        ) {
            let votes: Vec<_> = odds.iter().map(|odds| (*odds, None)).collect();
            let before = Forecast::of(&decision(&votes)).unwrap();
            let mut raised = votes.clone();
            let nth = nth % raised.len();
            raised[nth].0 = 100;
            let after = Forecast::of(&decision(&raised)).unwrap();
            prop_assert!(after.chance >= before.chance - 1e-9);
            prop_assert!(before.spread.0 <= before.chance + 1e-9);
            prop_assert!(before.spread.1 >= before.chance - 1e-9);
        }
    }
}
