//! Whom a move opens: those who are now reached through the one who moved.

use super::network::{Network, Place};
use super::order::wins_among;
use super::reckoning::Reckoning;
use super::through::through;

/// How many are named.
const MOST: usize = 2;

/// Returns those to be won whose way in became the one at `moved`, by score, at most two.
pub(super) fn opens(
    before: &Network,
    after: &Network,
    reckoning: &Reckoning,
    moved: Place,
) -> Vec<Place> {
    let swayed = after.ties_out(moved).iter().map(|out| out.to);
    let opened = swayed.filter(|place| {
        through(after, *place) == Some(moved) && through(before, *place) != Some(moved)
    });
    let ranked = wins_among(after, reckoning, opened);
    ranked
        .into_iter()
        .take(MOST)
        .map(|each| each.place)
        .collect()
}
