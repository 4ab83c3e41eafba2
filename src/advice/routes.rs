//! The ways to somebody: who can carry the message to them, through whom, and where it is
//! most likely to get lost.
//!
//! Promises: everybody on a route but its end is onside, and every link is a tie the board
//! has; best first. Looks four hops far.

use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, HashMap};

use super::network::{Member, Network, Place};
use super::reckoning::Reckoning;
use crate::model::{Board, Date, Entry, Id, Strength};

/// How many ties a route may have.
const MOST_HOPS: usize = 4;

/// A way from somebody onside to somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// The product of the shares on it.
    pub share: f64,
    /// Its links, from the one onside to the one to be reached.
    pub links: Vec<Link>,
    /// The place in `links` of the one with the smallest share; of equals the first.
    pub weakest: usize,
}

/// A tie on a route.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Who sways.
    pub from: Id,
    /// Who is swayed.
    pub to: Id,
    /// How much.
    pub strength: Strength,
    /// The share of the mind of `to` that `from` holds.
    pub share: f64,
    /// How often it carried a message, by the log.
    pub times: usize,
    /// When it last did.
    pub last: Option<Date>,
}

/// A way that begins with `path.last()` and ends with the target.
#[derive(Clone, Debug)]
struct Partial {
    share: f64,
    /// From the target back.
    path: Vec<Place>,
}

impl Partial {
    /// Rounded, so that the order of factors does not decide between equal products.
    fn key(&self) -> f64 {
        (self.share * 1e12).round()
    }

    fn forward(&self) -> impl Iterator<Item = Place> + '_ {
        self.path.iter().rev().copied()
    }
}

impl Ord for Partial {
    /// The better is the greater: a heap gives it first.
    fn cmp(&self, other: &Self) -> Ordering {
        let hops = Reverse(self.path.len()).cmp(&Reverse(other.path.len()));
        let ids = || other.forward().cmp(self.forward());
        self.key().total_cmp(&other.key()).then(hops).then_with(ids)
    }
}

impl PartialOrd for Partial {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Partial {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Partial {}

/// Returns the best routes to `target`, best first, `most` at most.
///
/// A route that goes on is worse than the one it goes on from, as a share is below one; so
/// the best-first search finds them in their order and may stop at any.
pub(super) fn routes(
    network: &Network,
    reckoning: &Reckoning,
    target: Place,
    most: usize,
) -> Vec<(f64, Vec<Place>)> {
    let mut found = Vec::new();
    let mut heap = BinaryHeap::from([Partial {
        share: 1.0,
        path: vec![target],
    }]);
    while found.len() < most
        && let Some(best) = heap.pop()
    {
        if best.path.len() > 1 {
            found.push((best.share, best.forward().collect()));
        }
        if best.path.len() <= MOST_HOPS {
            heap.extend(longer(network, reckoning, &best));
        }
    }
    found
}

/// Returns the ways one tie longer, each from somebody onside.
fn longer(network: &Network, reckoning: &Reckoning, way: &Partial) -> Vec<Partial> {
    let Some(begin) = way.path.last().copied() else {
        return Vec::new();
    };
    let ties = network.ties_into(begin).iter().zip(network.range(begin));
    let onside = ties.filter(|(tie, _)| {
        let member = network.member(tie.from);
        let is_onside = member.is_some_and(Member::is_onside);
        is_onside && tie.strength > 0 && !way.path.contains(&tie.from)
    });
    let longer = onside.map(|(tie, at)| {
        let mut path = way.path.clone();
        path.push(tie.from);
        Partial {
            share: way.share * reckoning.share(at),
            path,
        }
    });
    longer.collect()
}

/// Turns a path into a route, with its weakest link and what the log says of each.
pub(super) fn route(
    network: &Network,
    reckoning: &Reckoning,
    carried: &Carried,
    share: f64,
    path: &[Place],
) -> Option<Route> {
    let pairs = path.iter().zip(path.get(1..)?);
    let links = pairs.map(|(from, to)| {
        let tie = network.tie(*from, *to)?;
        let (from, to) = (network.member(*from)?, network.member(*to)?);
        let (times, last) = carried.by(&from.id, &to.id);
        Some(Link {
            from: from.id.clone(),
            to: to.id.clone(),
            strength: strength(network.strength(tie))?,
            share: reckoning.share(tie),
            times,
            last,
        })
    });
    let links: Vec<Link> = links.collect::<Option<_>>()?;
    let shares = links.iter().enumerate();
    let weakest = shares.min_by(|(_, one), (_, other)| one.share.total_cmp(&other.share));
    Some(Route {
        share,
        weakest: weakest.map(|(at, _)| at)?,
        links,
    })
}

/// Returns the word for 1, 2 or 3.
pub(super) fn strength(strength: u8) -> Option<Strength> {
    match strength {
        1 => Some(Strength::Weak),
        2 => Some(Strength::Medium),
        3 => Some(Strength::Strong),
        _ => None,
    }
}

/// Which ties carried a message for us, how often, and when last, by the log's `via`.
#[derive(Clone, Debug, Default)]
pub(super) struct Carried<'a>(HashMap<(&'a Id, &'a Id), (usize, Option<Date>)>);

impl<'a> Carried<'a> {
    /// Reads the log.
    pub fn of(board: &'a Board) -> Self {
        let mut carried = Self::default();
        for entry in &board.log {
            if let Entry::Talked {
                on,
                who,
                via: Some(via),
                ..
            } = &**entry
            {
                for id in who.ids() {
                    let (times, last) = carried.0.entry((via, id)).or_default();
                    *times += 1;
                    *last = (*last).max(Some(*on));
                }
            }
        }
        carried
    }

    fn by(&self, from: &Id, to: &Id) -> (usize, Option<Date>) {
        self.0.get(&(from, to)).copied().unwrap_or_default()
    }
}
