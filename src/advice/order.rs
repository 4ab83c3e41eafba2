//! Who comes first: by score, then weight, power and id.
//!
//! Scores are compared undivided and rounded to a billionth, so that neither the size of the
//! board nor the last bit of a sum decides.

use std::cmp::{Ordering, Reverse};

use super::network::{Network, Place};
use super::reckoning::Reckoning;

/// A person and what makes them come early.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ranked {
    pub place: Place,
    /// Undivided and rounded, above 0.
    score: f64,
    weight: f64,
    power: u8,
}

impl Ranked {
    /// Returns the rank of a score; a score of 0 has none.
    fn new(network: &Network, place: Place, score: f64) -> Option<Self> {
        let member = network.member(place)?;
        let score = rounded(score);
        (score > 0.0).then(|| Self {
            place,
            score,
            weight: member.weight(),
            power: member.power,
        })
    }

    fn win(network: &Network, reckoning: &Reckoning, place: Place) -> Option<Self> {
        let member = network.member(place)?;
        Self::new(network, place, reckoning.win(member, place))
    }

    /// Compares so that who comes first is less.
    fn compare(&self, other: &Self) -> Ordering {
        let score = other.score.total_cmp(&self.score);
        let weight = other.weight.total_cmp(&self.weight);
        let power = Reverse(self.power).cmp(&Reverse(other.power));
        let rest = weight.then(power).then(self.place.cmp(&other.place));
        score.then(rest)
    }
}

/// Returns a number rounded to a billionth.
pub fn rounded(number: f64) -> f64 {
    // Adding zero makes a zero out of a negative one.
    (number * 1e9).round() / 1e9 + 0.0
}

/// Returns everybody to be won, first to last.
pub(super) fn wins(network: &Network, reckoning: &Reckoning) -> Vec<Ranked> {
    wins_among(network, reckoning, 0..network.members().len())
}

/// Returns those of `places` that are to be won, first to last.
pub(super) fn wins_among(
    network: &Network,
    reckoning: &Reckoning,
    places: impl Iterator<Item = Place>,
) -> Vec<Ranked> {
    let mut wins: Vec<Ranked> = places
        .filter_map(|place| Ranked::win(network, reckoning, place))
        .collect();
    wins.sort_unstable_by(Ranked::compare);
    wins
}

/// Returns who is to be won first.
pub(super) fn first(network: &Network, reckoning: &Reckoning) -> Option<Place> {
    let places = 0..network.members().len();
    let wins = places.filter_map(|place| Ranked::win(network, reckoning, place));
    wins.min_by(Ranked::compare).map(|first| first.place)
}

/// Returns everybody to be enlisted, first to last.
pub(super) fn enlists(network: &Network, reckoning: &Reckoning) -> Vec<Ranked> {
    let places = 0..network.members().len();
    let each = |place| Ranked::new(network, place, reckoning.enlist(network, place));
    let mut enlists: Vec<Ranked> = places.filter_map(each).collect();
    enlists.sort_unstable_by(Ranked::compare);
    enlists
}
