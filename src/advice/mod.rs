//! Who to win over next, through whom, and why; who to enlist and to test; the ways to
//! somebody, and what would be lost without them.
//!
//! One closed-form rule, after Friedkin and Johnsen's opinion dynamics (1990) with those
//! already onside held fixed and cut to four hops: no randomness, no training, one sentence
//! of reason. Promises: pure functions of a board and a day; two runs are byte-identical;
//! the order of records in the file changes nothing. Leaves texts and screens to others;
//! names in sentences stand as in the file and are made safe on their way out.
//!
//! [`Advice`] counts once and answers from that. The formulas: `shares`, `carries`,
//! `reckoning` (pull, ease, scores), `walk`, `through`, `order`; then `plan`, `solid`, `opens`.

mod agenda;
mod carries;
mod coming;
mod cover;
mod forecast;
mod headline;
mod names;
mod network;
mod opens;
mod opposed;
mod order;
mod parts;
mod plan;
mod played;
mod plays;
mod reasons;
mod reckoning;
mod routes;
mod shares;
mod solid;
mod through;
mod unproven;
mod walk;
mod words;

use crate::model::{Board, Id, Overview, Stance};
use network::{Network, Place};
use order::Ranked;
use plays::Plays;
use reckoning::Reckoning;
use walk::Walk;

pub use agenda::{Due, OpenFavour};
pub use coming::{About, Coming};
pub use cover::Cover;
pub use forecast::{Forecast, JUDGED_FROM, Record, Turn, record, turns};
pub use headline::{Band, Headline};
pub use opposed::Opposed;
pub use order::rounded;
pub use played::{MovedAfter, Played};
pub use routes::{Link, Route};
pub use solid::{Close, Input, Solid};
pub use unproven::{Ask, next_ask};
pub use words::Outlook;

/// How many of those to win are looked at: the first three.
pub const SHOWN: usize = 3;

/// What a board says about who comes next, counted once.
#[derive(Debug)]
pub struct Advice<'a> {
    board: &'a Board,
    overview: &'a Overview,
    network: Network,
    reckoning: Reckoning,
    wins: Vec<Ranked>,
    bridges: Vec<Option<Place>>,
}

/// The factors of one person not onside. Weights and scores are of 100.
#[derive(Clone, Debug, PartialEq)]
pub struct Win {
    /// Who.
    pub id: Id,
    /// Ease times what they carry; 0 is not listed.
    pub score: f64,
    /// The weight expected to follow them, their own included.
    pub carries: f64,
    /// Their own weight.
    pub own: f64,
    /// The part of their mind that those onside hold, each by their voice.
    pub pull: f64,
    /// How easily they move.
    pub ease: f64,
    /// The one onside they hear most; nobody: directly.
    pub through: Option<Id>,
    /// Whom to win first, where nobody onside has a tie to them and a way leads there.
    pub bridge: Option<Id>,
}

/// One of those to win, with reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The factors.
    pub win: Win,
    /// What each adds to what they carry, of 100, in order of id; it sums to `carries`.
    pub contributions: Vec<(Id, f64)>,
    /// The play to use.
    pub play: Option<Id>,
    /// The reason, in a sentence or a few.
    pub why: String,
}

/// One of those to enlist: onside, and able to speak louder for us.
#[derive(Clone, Debug, PartialEq)]
pub struct Enlist {
    /// Who.
    pub id: Id,
    /// What a full voice of theirs would add, of 100.
    pub score: f64,
    /// The reason.
    pub why: String,
}

/// One of those to test: a Champion or Lobbyist nothing shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// Who.
    pub id: Id,
    /// Their own weight, of 100.
    pub own: f64,
    /// The next ask.
    pub ask: Ask,
    /// The reason.
    pub why: String,
}

impl<'a> Advice<'a> {
    /// Counts everything that is cheap; `overview` is of the same board.
    pub fn new(board: &'a Board, overview: &'a Overview) -> Self {
        let network = Network::of(board);
        let reckoning = Reckoning::of(&network);
        Self {
            board,
            overview,
            wins: order::wins(&network, &reckoning),
            bridges: through::bridges(&network),
            network,
            reckoning,
        }
    }

    /// Returns how the whole board leans.
    pub fn headline(&self) -> Headline {
        Headline::of(&self.network, None)
    }

    /// Returns everybody to be won, first to last.
    pub fn wins(&self) -> impl Iterator<Item = Win> {
        let ranked = self.wins.iter();
        ranked.filter_map(|ranked| self.factors_at(ranked.place))
    }

    /// Returns the factors of anybody present who is not onside, listed or not.
    pub fn factors(&self, id: &str) -> Option<Win> {
        self.factors_at(self.network.place(id)?)
    }

    fn factors_at(&self, place: Place) -> Option<Win> {
        let member = self.network.member(place)?;
        if member.is_onside() {
            return None;
        }
        let through = through::through(&self.network, place);
        let bridge = self.bridges.get(place).copied().flatten();
        let score = self.reckoning.win(member, place);
        Some(Win {
            id: member.id.clone(),
            score: self.reckoning.of_hundred(score),
            carries: self.reckoning.of_hundred(self.reckoning.carries(place)),
            own: self.reckoning.of_hundred(member.weight()),
            pull: self.reckoning.pull(place),
            ease: self.reckoning.ease(member, place),
            through: through.and_then(|place| self.id(place)),
            bridge: bridge
                .filter(|bridge| *bridge != place)
                .and_then(|place| self.id(place)),
        })
    }

    /// Returns the first `most` to be won with their reasons; `solid` is said of the first.
    pub fn told(&self, most: usize, solid: Option<&Solid>) -> Vec<Told> {
        let mut walk = Walk::new(&self.network, &self.reckoning);
        let mut plays = Plays::of(self.board);
        let ranked = self.wins.iter().take(most).enumerate();
        let told = ranked.filter_map(|(at, ranked)| {
            let win = self.factors_at(ranked.place)?;
            let contributions = walk.contributions(ranked.place).into_iter();
            let contributions = contributions
                .filter_map(|(at, weight)| Some((self.id(at)?, self.reckoning.of_hundred(weight))));
            let contributions: Vec<(Id, f64)> = contributions.collect();
            let member = self.network.member(ranked.place)?;
            let person = self.board.person(member.seat)?;
            let play = plays.find(member.seat.department, person);
            let solid = solid.filter(|_| at == 0);
            Some(Told {
                why: self.win_sentence(&win, &contributions, play, solid),
                play: play.map(|play| play.id.clone()),
                win,
                contributions,
            })
        });
        told.collect()
    }

    /// Returns everybody to be enlisted, first to last; each is put into words when asked for.
    pub fn enlists(&self) -> impl Iterator<Item = Enlist> {
        let ranked = order::enlists(&self.network, &self.reckoning).into_iter();
        ranked.filter_map(|ranked| {
            let added = self.reckoning.louder(&self.network, ranked.place);
            let added = added
                .into_iter()
                .filter_map(|(at, added)| Some((self.id(at)?, self.reckoning.of_hundred(added))));
            let added: Vec<(Id, f64)> = added.collect();
            let id = self.id(ranked.place)?;
            let score = self.reckoning.enlist(&self.network, ranked.place);
            let score = self.reckoning.of_hundred(score);
            Some(Enlist {
                why: self.enlist_sentence(&id, score, &added),
                id,
                score,
            })
        })
    }

    /// Returns the Champions and Lobbyists without proof, our own team aside, by weight,
    /// then power, then id; each is put into words when asked for.
    pub fn tests(&self) -> impl Iterator<Item = Test> {
        let members = self.network.members().iter();
        let mut unproven: Vec<_> = members
            .filter(|member| !member.ours && self.is_unproven(&member.id))
            .collect();
        unproven.sort_by(|one, other| {
            let weight = other.weight().total_cmp(&one.weight());
            weight.then(other.power.cmp(&one.power))
        });
        let ids: Vec<Id> = unproven.iter().map(|member| member.id.clone()).collect();
        let asks = unproven::next_asks(self.board, &ids);
        unproven.into_iter().zip(asks).map(|(member, ask)| {
            let own = self.reckoning.of_hundred(member.weight());
            Test {
                why: self.test_sentence(&member.id, own, ask),
                id: member.id.clone(),
                own,
                ask,
            }
        })
    }

    /// Returns whom to win one after the other, `most` people at most: the first is taken to
    /// be won, everything counted again, and so on.
    pub fn plan(&self, most: usize) -> Vec<Id> {
        let plan = plan::plan(&self.network, most).into_iter();
        plan.filter_map(|place| self.id(place)).collect()
    }

    /// Tries every small change of what is known of the first three; `None` when `goes_on`,
    /// asked before each count, says to stop. Costly: not for a key.
    pub fn solid(&self, goes_on: impl FnMut() -> bool) -> Option<Solid> {
        let three = self.wins.iter().take(SHOWN).map(|ranked| ranked.place);
        solid::solid(&self.network, &three.collect::<Vec<_>>(), goes_on)
    }

    /// Returns whom the move of `id` from the stance `from` to where they stand now opens:
    /// those whose *through* they became, by score, at most two.
    pub fn opened(&self, id: &str, from: Stance) -> Vec<Id> {
        let Some(place) = self.network.place(id) else {
            return Vec::new();
        };
        let mut before = self.network.clone();
        before.change(place, |member| member.stance = from);
        self.ids(opens::opens(&before, &self.network, &self.reckoning, place))
    }

    /// Returns whom `id` would open if they were won.
    pub fn would_open(&self, id: &str) -> Vec<Id> {
        let Some(place) = self.network.place(id) else {
            return Vec::new();
        };
        let mut after = self.network.clone();
        after.win(place);
        let reckoning = Reckoning::of(&after);
        self.ids(opens::opens(&self.network, &after, &reckoning, place))
    }

    /// Returns the play to use on `id`.
    pub fn play(&self, id: &str) -> Option<Id> {
        let seat = self.overview.seat(id)?;
        let person = self.board.person(seat)?;
        let play = Plays::of(self.board).find(seat.department, person);
        play.map(|play| play.id.clone())
    }

    /// Returns the best routes to `id` from those onside, best first, `most` at most.
    pub fn routes(&self, id: &str, most: usize) -> Vec<Route> {
        let Some(target) = self.network.place(id) else {
            return Vec::new();
        };
        let carried = routes::Carried::of(self.board);
        let paths = routes::routes(&self.network, &self.reckoning, target, most).into_iter();
        let routes = paths.filter_map(|(share, path)| {
            routes::route(&self.network, &self.reckoning, &carried, share, &path)
        });
        routes.collect()
    }

    /// Returns what would be lost if `id` were away; `None` for nobody and those who left.
    pub fn cover(&self, id: &str) -> Option<Cover> {
        let place = self.network.place(id)?;
        Some(cover::cover(self.board, &self.network, place))
    }

    /// Returns the Blockers who are tied to each other, heaviest group first.
    pub fn opposed(&self) -> Vec<Opposed> {
        let groups = opposed::opposed(&self.network).into_iter();
        let groups = groups.map(|group| {
            let members = group.iter().filter_map(|place| self.network.member(*place));
            let weight = members.map(network::Member::weight).sum();
            Opposed {
                people: self.ids(group),
                weight: self.reckoning.of_hundred(weight),
            }
        });
        let mut groups: Vec<Opposed> = groups.collect();
        // Stable: of equals the one with the first id stays first.
        groups.sort_by(|one, other| other.weight.total_cmp(&one.weight));
        groups
    }

    fn id(&self, place: Place) -> Option<Id> {
        self.network.member(place).map(|member| member.id.clone())
    }

    fn ids(&self, places: Vec<Place>) -> Vec<Id> {
        let ids = places.into_iter().filter_map(|place| self.id(place));
        ids.collect()
    }
}
