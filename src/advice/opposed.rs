//! Blockers who are tied to each other, and so may stand together.
//!
//! Those who do not know each other are unlikely to form a coalition; a single Blocker is none.

use super::network::{Network, Place};
use crate::model::{Id, Stance};

/// Blockers joined by ties.
#[derive(Clone, Debug, PartialEq)]
pub struct Opposed {
    /// Who, by id.
    pub people: Vec<Id>,
    /// What they weigh together, of 100.
    pub weight: f64,
}

/// Returns the groups of Blockers joined by any tie, in order of id of their first.
pub(super) fn opposed(network: &Network) -> Vec<Vec<Place>> {
    let members = network.members();
    let is_blocker = |place: Place| {
        let member = network.member(place);
        member.is_some_and(|member| member.stance == Stance::Blocker && !member.ours)
    };
    let mut is_seen = vec![false; members.len()];
    let mut groups = Vec::new();
    for start in 0..members.len() {
        let mut group = Vec::new();
        let mut open = vec![start];
        while let Some(place) = open.pop() {
            let is_done = is_seen
                .get_mut(place)
                .is_none_or(|seen| std::mem::replace(seen, true));
            if is_done || !is_blocker(place) {
                continue;
            }
            group.push(place);
            open.extend(network.ties_into(place).iter().map(|tie| tie.from));
            open.extend(network.ties_out(place).iter().map(|out| out.to));
        }
        group.sort_unstable();
        if group.len() > 1 {
            groups.push(group);
        }
    }
    groups
}
