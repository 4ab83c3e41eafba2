//! Everything counted from a network in one go: shares, what each carries, pull, ease and
//! the scores, all undivided.
//!
//! Promises: no step depends on the order of the file; all sums run in order of id; no
//! number is ever NaN. Leaves division by the whole weight to those who show numbers.

use super::carries::{echo, flow};
use super::network::{Member, Network, Place};
use super::shares::shares;
use crate::model::Stance;

/// How easily somebody moves whom nobody speaks to for us.
const COLD: f64 = 0.3;
/// What pull adds to that.
const WARM: f64 = 0.7;

/// What is counted from a network; places are the network's.
#[derive(Clone, Debug)]
pub(super) struct Reckoning {
    /// By tie.
    shares: Vec<f64>,
    /// Weight of those not onside, 0 for the others.
    open: Vec<f64>,
    carries: Vec<f64>,
    pull: Vec<f64>,
    whole: f64,
}

impl Reckoning {
    /// Counts.
    pub fn of(network: &Network) -> Self {
        let members = network.members();
        let weight_if_open = |member: &Member| {
            if member.is_onside() {
                0.0
            } else {
                member.weight()
            }
        };
        let shares = shares(network);
        let open: Vec<f64> = members.iter().map(weight_if_open).collect();
        let mut carries = flow(network, &shares, &open);
        for (place, (member, carries)) in members.iter().zip(&mut carries).enumerate() {
            if !member.is_onside() {
                *carries *= 1.0 - echo(network, &shares, place);
            }
        }
        let pull = pull(network, &shares);
        Self {
            shares,
            open,
            carries,
            pull,
            whole: members.iter().map(Member::weight).sum(),
        }
    }

    /// Returns the share of a tie.
    pub fn share(&self, tie: usize) -> f64 {
        at(&self.shares, tie)
    }

    /// Returns the weight of somebody not onside, 0 for the others.
    pub fn open(&self, place: Place) -> f64 {
        at(&self.open, place)
    }

    /// Returns the weight expected to follow somebody not onside, themselves included.
    pub fn carries(&self, place: Place) -> f64 {
        at(&self.carries, place)
    }

    /// Returns how much of somebody's mind those onside hold, each by their voice.
    pub fn pull(&self, place: Place) -> f64 {
        at(&self.pull, place)
    }

    /// Returns the part of what somebody carries that is their own echo.
    pub fn echo(&self, network: &Network, place: Place) -> f64 {
        echo(network, &self.shares, place)
    }

    /// Returns an undivided number as "of 100"; 0 when nobody weighs anything.
    pub fn of_hundred(&self, undivided: f64) -> f64 {
        if self.whole > 0.0 {
            100.0 * undivided / self.whole
        } else {
            0.0
        }
    }

    /// Returns how easily somebody not onside moves now.
    pub fn ease(&self, member: &Member, place: Place) -> f64 {
        // A Blocker has no way in without an ally.
        let cold = if member.stance == Stance::Blocker {
            0.0
        } else {
            COLD
        };
        (cold + WARM * self.pull(place)) / member.steps()
    }

    /// Returns the score of winning somebody, undivided; 0 for whoever is not to be won.
    pub fn win(&self, member: &Member, place: Place) -> f64 {
        if member.is_open() {
            self.ease(member, place) * self.carries(place)
        } else {
            0.0
        }
    }

    /// Returns what a full voice of somebody onside would add by each they sway,
    /// undivided, in order of id.
    pub fn louder(&self, network: &Network, place: Place) -> Vec<(Place, f64)> {
        let Some(member) = network.member(place).filter(|member| may_grow(member)) else {
            return Vec::new();
        };
        let unused = 1.0 - member.voice();
        let outs = network.ties_out(place).iter();
        let added = outs.filter_map(|out| {
            let swayed = network.member(out.to)?;
            let ease = self.share(out.tie) * WARM / swayed.steps();
            let is_added = !swayed.is_onside() && ease > 0.0;
            is_added.then(|| (out.to, unused * ease * self.carries(out.to)))
        });
        added.collect()
    }

    /// Returns the score of enlisting somebody, undivided; 0 for whoever is not to be enlisted.
    pub fn enlist(&self, network: &Network, place: Place) -> f64 {
        let added = self.louder(network, place);
        added.iter().map(|(_, added)| added).sum()
    }
}

/// Says whether somebody onside is below target and could still speak louder.
fn may_grow(member: &Member) -> bool {
    let speaks = matches!(member.stance, Stance::Supporter | Stance::Champion);
    speaks && !member.ours && member.is_below_target()
}

fn pull(network: &Network, shares: &[f64]) -> Vec<f64> {
    let voices: Vec<f64> = network.members().iter().map(Member::voice).collect();
    let mut pull = Vec::with_capacity(voices.len());
    for place in 0..voices.len() {
        let shares = shares.get(network.range(place)).unwrap_or_default();
        let ties = network.ties_into(place).iter().zip(shares);
        // Folded, as the sum of nothing would be a negative zero.
        let heard = ties.map(|(tie, share)| at(&voices, tie.from) * share);
        pull.push(heard.fold(0.0, |sum, part| sum + part));
    }
    pull
}

fn at(values: &[f64], place: usize) -> f64 {
    values.get(place).copied().unwrap_or(0.0)
}
