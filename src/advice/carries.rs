//! How much weight follows somebody who is won, themselves included, and by whom it comes.
//!
//! Weight flows back along the ties four hops far, only through people who are not onside
//! yet: whoever is onside need not be carried. With one person won this is also the spread
//! of the linear-threshold model (Kempe, Kleinberg and Tardos, 2003) on the same shares.

use super::network::{Network, Place};
use super::reckoning::Reckoning;

/// How many hops weight is followed: beyond, shares of shares are too small to matter.
const HOPS: usize = 4;

/// Returns what each person carries, undivided, before the echo is taken off.
///
/// `open` is the weight of those not onside and 0 for the others. All sums run in order of id.
pub(super) fn flow(network: &Network, shares: &[f64], open: &[f64]) -> Vec<f64> {
    let mut carried = open.to_vec();
    let mut next = open.to_vec();
    for _ in 0..HOPS {
        next.copy_from_slice(open);
        for (to, (member, carried)) in network.members().iter().zip(&carried).enumerate() {
            if member.is_onside() {
                continue;
            }
            let ties = network.range(to);
            let shares = shares.get(ties).unwrap_or_default();
            for (tie, share) in network.ties_into(to).iter().zip(shares) {
                if let Some(sum) = next.get_mut(tie.from) {
                    *sum += share * carried;
                }
            }
        }
        std::mem::swap(&mut carried, &mut next);
    }
    carried
}

/// Returns the part of somebody's own weight that comes back to them by those they sway,
/// who sway them in turn, in two hops; it would be counted twice. At most 0.3.
pub(super) fn echo(network: &Network, shares: &[f64], place: Place) -> f64 {
    let own = shares.get(network.range(place)).unwrap_or_default();
    let mut echo = 0.0;
    for (tie, share) in network.ties_into(place).iter().zip(own) {
        let is_open = network
            .member(tie.from)
            .is_some_and(|other| !other.is_onside());
        let back = tie.back.and_then(|back| usize::try_from(back).ok());
        if let Some(back) = back.and_then(|back| shares.get(back))
            && is_open
        {
            echo += back * share;
        }
    }
    echo
}

/// A walker along the ties, which keeps its room from one walk to the next.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    network: &'a Network,
    reckoning: &'a Reckoning,
    /// What has arrived at each place in this hop; zero between hops.
    arrived: Vec<f64>,
    /// What has arrived at each place in all hops; zero between walks.
    total: Vec<f64>,
}

impl<'a> Walk<'a> {
    pub fn new(network: &'a Network, reckoning: &'a Reckoning) -> Self {
        let none = vec![0.0; network.members().len()];
        Self {
            network,
            reckoning,
            arrived: none.clone(),
            total: none,
        }
    }

    /// Returns what each person adds to what `place` carries, undivided, in order of id:
    /// one unit is pushed along the same ties, and weighed where it arrives.
    pub fn contributions(&mut self, place: Place) -> Vec<(Place, f64)> {
        let mut reached = vec![place];
        let mut front = vec![(place, 1.0)];
        self.add(place, 1.0);
        for _ in 0..HOPS {
            front = self.hop(&front);
            for (at, value) in &front {
                self.add(*at, *value);
                reached.push(*at);
            }
        }
        reached.sort_unstable();
        reached.dedup();
        let echo = 1.0 - self.reckoning.echo(self.network, place);
        let mut contributions = Vec::with_capacity(reached.len());
        for at in reached {
            let total = self.total.get_mut(at).map(std::mem::take);
            let weight = self.reckoning.open(at);
            contributions.push((at, total.unwrap_or(0.0) * weight * echo));
        }
        contributions.retain(|(_, weight)| *weight > 0.0);
        contributions
    }

    fn add(&mut self, place: Place, value: f64) {
        if let Some(total) = self.total.get_mut(place) {
            *total += value;
        }
    }

    /// Returns where units at the places of `front` are after one hop, in order of id.
    fn hop(&mut self, front: &[(Place, f64)]) -> Vec<(Place, f64)> {
        let mut touched = Vec::new();
        for (from, value) in front {
            for out in self.network.ties_out(*from) {
                let member = self.network.member(out.to);
                let share = self.reckoning.share(out.tie);
                if share > 0.0 && member.is_some_and(|member| !member.is_onside()) {
                    touched.push(out.to);
                    if let Some(arrived) = self.arrived.get_mut(out.to) {
                        *arrived += value * share;
                    }
                }
            }
        }
        touched.sort_unstable();
        touched.dedup();
        let mut take = |at: Place| self.arrived.get_mut(at).map_or(0.0, std::mem::take);
        touched.into_iter().map(|at| (at, take(at))).collect()
    }
}
