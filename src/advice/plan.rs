//! A plan: win the first, count again, and so on.

use super::network::{Network, Place};
use super::order::first;
use super::reckoning::Reckoning;

/// Returns whom to win one after the other, `most` people at most.
pub(super) fn plan(network: &Network, most: usize) -> Vec<Place> {
    let mut network = network.clone();
    let mut plan = Vec::new();
    while plan.len() < most {
        let Some(place) = first(&network, &Reckoning::of(&network)) else {
            break;
        };
        network.win(place);
        plan.push(place);
    }
    plan
}
