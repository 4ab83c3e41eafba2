//! How much weight follows somebody who is won, themselves included.
//!
//! Weight flows back along the ties four hops far, only through people who are not onside
//! yet: whoever is onside need not be carried. With one person won this is also the spread
//! of the linear-threshold model (Kempe, Kleinberg and Tardos, 2003) on the same shares.

use super::network::{Network, Place};

/// How many hops weight is followed: beyond, shares of shares are too small to matter.
pub(super) const HOPS: usize = 4;

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
