//! How the whole board leans, as one number and a word. Never a probability.

use super::network::Network;
use crate::model::Stance;

/// How the whole board leans.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Headline {
    /// From -100 (all Blockers) to 100 (all Lobbyists), by weight.
    pub value: f64,
    /// The word for it.
    pub band: Band,
}

/// A word for how a board leans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Below -60.
    Against,
    /// Below -20.
    LeaningAgainst,
    /// To 20.
    Split,
    /// Above 20.
    LeaningFor,
    /// Above 60.
    Onside,
}

impl Band {
    fn of(value: f64) -> Self {
        if value < -60.0 {
            Self::Against
        } else if value < -20.0 {
            Self::LeaningAgainst
        } else if value > 60.0 {
            Self::Onside
        } else if value > 20.0 {
            Self::LeaningFor
        } else {
            Self::Split
        }
    }

    /// Returns the word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Against => "against",
            Self::LeaningAgainst => "leaning against",
            Self::Split => "split",
            Self::LeaningFor => "leaning for",
            Self::Onside => "onside",
        }
    }
}

impl Headline {
    /// Counts everybody but our own team, and but those `without` says.
    pub(super) fn of(network: &Network, without: Option<usize>) -> Self {
        let (mut sum, mut whole) = (0.0, 0.0);
        for (place, member) in network.members().iter().enumerate() {
            if Some(place) != without {
                sum += member.weight() * worth(member.stance);
                whole += member.weight();
            }
        }
        let value = if whole > 0.0 { sum / whole } else { 0.0 };
        Self {
            value,
            band: Band::of(value),
        }
    }

    /// Returns the number with one decimal.
    pub fn figure(&self) -> String {
        let figure = format!("{:.1}", self.value);
        if figure == "-0.0" {
            "0.0".to_owned()
        } else {
            figure
        }
    }

    /// Returns it in a sentence: "The board stands at -12.9 from -100 to 100: split."
    pub fn sentence(&self) -> String {
        let (figure, band) = (self.figure(), self.band.word());
        format!("The board stands at {figure} from -100 to 100: {band}.")
    }
}

/// Returns what a rung is worth between -100 and 100.
fn worth(stance: Stance) -> f64 {
    match stance {
        Stance::Blocker => -100.0,
        Stance::Skeptic => -50.0,
        Stance::Unknown | Stance::Neutral => 0.0,
        Stance::Supporter => 50.0,
        Stance::Champion => 75.0,
        Stance::Lobbyist => 100.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_ends_at_its_number() {
        let words = [-60.1, -60.0, -20.1, -20.0, 0.0, 20.0, 20.1, 60.0, 60.1]
            .map(|value| Band::of(value).word());
        let expected = [
            "against",
            "leaning against",
            "leaning against",
            "split",
            "split",
            "split",
            "leaning for",
            "leaning for",
            "onside",
        ];
        assert_eq!(words, expected);
    }
}
