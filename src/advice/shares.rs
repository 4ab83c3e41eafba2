//! How much of somebody's mind each of those they listen to holds.
//!
//! Opinion dynamics after Friedkin and Johnsen (1990): everybody keeps a part of their own
//! mind, and the rest is shared out among those who sway them, by the strength of the tie.

use super::network::{Member, Network};

/// What a neutral person's own mind weighs: as much as two strong ties.
const OWN_MIND: f64 = 6.0;
/// What each rung below Neutral adds to it.
const STUBBORNNESS: f64 = 2.0;
/// Nobody is swayed by more than nine tenths, however many they listen to.
const LEAST_OWN_PART: f64 = 9.0;

/// Returns the share B(a→j) of each tie, in the order of [`Network::ties`].
pub(super) fn shares(network: &Network) -> Vec<f64> {
    let mut shares = Vec::with_capacity(network.ties().len());
    for (place, member) in network.members().iter().enumerate() {
        let ties = network.ties_into(place);
        let sum: f64 = ties.iter().map(|tie| f64::from(tie.strength)).sum();
        let whole = own_mind(member, sum) + sum;
        shares.extend(ties.iter().map(|tie| f64::from(tie.strength) / whole));
    }
    shares
}

/// Returns what somebody's own mind weighs against ties of `sum` in all.
fn own_mind(member: &Member, sum: f64) -> f64 {
    let below = f64::from((-member.stance.rung()).max(0));
    (OWN_MIND + STUBBORNNESS * below).max(sum / LEAST_OWN_PART)
}
