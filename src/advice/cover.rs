//! What would be lost if somebody were away.

use super::headline::Headline;
use super::network::{Network, Place};
use super::through::bridges;
use crate::model::{Board, Id};

/// What would be lost if somebody were away.
#[derive(Clone, Debug, PartialEq)]
pub struct Cover {
    /// Departments that would have nobody onside and have somebody now, in the file's order.
    pub departments: Vec<Id>,
    /// Those whom nobody else onside has a tie to, by id.
    pub routes: Vec<Id>,
    /// Those to whom no other bridge leads, by id.
    pub bridges: Vec<Id>,
    /// The headline now.
    pub now: Headline,
    /// The headline without them.
    pub then: Headline,
}

/// Counts what is lost without the one at `place`.
pub(super) fn cover(board: &Board, network: &Network, place: Place) -> Cover {
    let without = without(network, place);
    let (before, after) = (bridges(network), bridges(&without));
    let (mut routes, mut lost) = (Vec::new(), Vec::new());
    let both = before.iter().zip(&after).zip(network.members());
    for (at, ((before, after), member)) in both.enumerate() {
        // Somebody is their own bridge when a tie from somebody onside leads to them.
        let had_tie = *before == Some(at);
        if at == place || *after == Some(at) || before.is_none() {
            continue;
        }
        if had_tie {
            routes.push(member.id.clone());
        } else if after.is_none() {
            lost.push(member.id.clone());
        }
    }
    Cover {
        departments: uncovered(board, network, place),
        routes,
        bridges: lost,
        now: Headline::of(network, None),
        then: Headline::of(network, Some(place)),
    }
}

/// Returns the network with every tie of the one at `place` taken to be absent.
fn without(network: &Network, place: Place) -> Network {
    let into = network.range(place);
    let out = network.ties_out(place).iter().map(|out| out.tie);
    let ties: Vec<usize> = into.chain(out).collect();
    let mut without = network.clone();
    for tie in ties {
        without.set_strength(tie, 0);
    }
    without
}

/// Returns the department of `place` if nobody else in it is onside and they are.
fn uncovered(board: &Board, network: &Network, place: Place) -> Vec<Id> {
    let Some(member) = network.member(place).filter(|member| member.is_onside()) else {
        return Vec::new();
    };
    let department = board.departments.get(member.seat.department);
    let department = department.filter(|department| {
        let mut others = department
            .present()
            .filter(|(_, person)| person.id != member.id);
        !department.ours && !others.any(|(_, person)| person.is_onside())
    });
    department
        .map(|department| department.id.clone())
        .into_iter()
        .collect()
}
