//! By whom somebody is reached: the ally they listen to, or the bridge to them.

use std::cmp::Reverse;

use super::network::{Network, Place};

/// Returns the one onside with a tie to `place` who is heard most: by voice times strength,
/// then power, then id.
pub(super) fn through(network: &Network, place: Place) -> Option<Place> {
    let mut best: Option<(f64, u8, Place)> = None;
    for tie in network.ties_into(place) {
        let Some(member) = network.member(tie.from).filter(|member| member.is_onside()) else {
            continue;
        };
        let heard = member.voice() * f64::from(tie.strength);
        // In order of id, so that of equals the first stays.
        let is_better = best.is_none_or(|(most, power, _)| (heard, member.power) > (most, power));
        if heard > 0.0 && is_better {
            best = Some((heard, member.power, tie.from));
        }
    }
    best.map(|(_, _, place)| place)
}

/// Returns for each not onside whom to win first to get a tie to them: the first not onside
/// on the path of fewest ties from anybody onside, by power, then id.
///
/// That is themselves where somebody onside has a tie to them, and nobody where no path is.
pub(super) fn bridges(network: &Network) -> Vec<Option<Place>> {
    let mut bridges = vec![None; network.members().len()];
    let mut front = Vec::new();
    for (place, bridge) in bridges.iter_mut().enumerate() {
        let is_open = network
            .member(place)
            .is_some_and(|member| !member.is_onside());
        if is_open && through(network, place).is_some() {
            *bridge = Some(place);
            front.push(place);
        }
    }
    while !front.is_empty() {
        let reached = next_ring(network, &bridges, &front);
        front.clear();
        for (to, bridge) in reached {
            if let Some(slot) = bridges.get_mut(to) {
                if slot.is_none() {
                    front.push(to);
                }
                *slot = better(network, *slot, bridge);
            }
        }
    }
    bridges
}

/// Returns who is one tie behind `front` and not reached before, with the bridges to them.
fn next_ring(network: &Network, bridges: &[Option<Place>], front: &[Place]) -> Vec<(Place, Place)> {
    let mut reached = Vec::new();
    for from in front {
        let Some(bridge) = bridges.get(*from).copied().flatten() else {
            continue;
        };
        for out in network.ties_out(*from) {
            let is_open = network
                .member(out.to)
                .is_some_and(|member| !member.is_onside());
            let is_new = bridges.get(out.to).is_some_and(Option::is_none);
            if is_open && is_new && network.strength(out.tie) > 0 {
                reached.push((out.to, bridge));
            }
        }
    }
    reached
}

fn better(network: &Network, one: Option<Place>, other: Place) -> Option<Place> {
    let key = |place: Place| {
        let power = network.member(place).map(|member| member.power);
        (power, Reverse(place))
    };
    one.into_iter()
        .chain([other])
        .max_by_key(|place| key(*place))
}
