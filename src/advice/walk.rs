//! By whom the weight comes that somebody carries: one unit pushed out from them along the
//! ties, and weighed where it arrives.
//!
//! Promises: the contributions sum to what is carried; each costs what it touches, whatever the
//! size of the board.

use super::carries::HOPS;
use super::network::{Network, Place};
use super::reckoning::Reckoning;

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
