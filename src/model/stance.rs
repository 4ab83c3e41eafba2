//! The ladder of stances, from Blocker to Lobbyist, and steps along it.

use serde::{Deserialize, Serialize};

/// Where somebody stands today on this board's goal. A position, not a person.
///
/// The order of the variants is the order of the rungs; `Unknown` (not met yet)
/// comes first and stands at Neutral's place in all arithmetic.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Stance {
    /// Not met yet.
    #[default]
    Unknown,
    /// Said no, or stopped it.
    Blocker,
    /// Objects.
    Skeptic,
    /// Knows it, takes no side.
    Neutral,
    /// Says yes when asked.
    Supporter,
    /// Spends own time or budget.
    Champion,
    /// Makes the case to others without us.
    Lobbyist,
}

impl Stance {
    /// The six rungs of the ladder, lowest first.
    pub const RUNGS: [Self; 6] = [
        Self::Blocker,
        Self::Skeptic,
        Self::Neutral,
        Self::Supporter,
        Self::Champion,
        Self::Lobbyist,
    ];

    /// Returns the rung as a number from -2 (Blocker) to 3 (Lobbyist); 0 for Neutral and Unknown.
    pub fn rung(self) -> i8 {
        match self {
            Self::Blocker => -2,
            Self::Skeptic => -1,
            Self::Unknown | Self::Neutral => 0,
            Self::Supporter => 1,
            Self::Champion => 2,
            Self::Lobbyist => 3,
        }
    }

    /// Returns the place on the ladder, 0 (Blocker) to 5 (Lobbyist); Unknown stands at Neutral's.
    pub fn place(self) -> usize {
        match self {
            Self::Blocker => 0,
            Self::Skeptic => 1,
            Self::Unknown | Self::Neutral => 2,
            Self::Supporter => 3,
            Self::Champion => 4,
            Self::Lobbyist => 5,
        }
    }

    /// Says whether this is Supporter or better.
    pub fn is_onside(self) -> bool {
        self.rung() >= 1
    }

    /// Returns the next rung up; from Unknown that is Neutral, above Lobbyist there is none.
    pub fn up(self) -> Option<Self> {
        match self {
            Self::Unknown => Some(Self::Neutral),
            other => Self::RUNGS.get(other.place() + 1).copied(),
        }
    }

    /// Returns the next rung down; from Unknown that is Skeptic, below Blocker there is none.
    pub fn down(self) -> Option<Self> {
        let place = self.place().checked_sub(1)?;
        Self::RUNGS.get(place).copied()
    }

    /// Returns the word a board and a screen use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unknown => "Unknown",
            Self::Blocker => "Blocker",
            Self::Skeptic => "Skeptic",
            Self::Neutral => "Neutral",
            Self::Supporter => "Supporter",
            Self::Champion => "Champion",
            Self::Lobbyist => "Lobbyist",
        }
    }

    /// Returns the rung as a sentence names it: nobody stands at "Unknown", they are not met.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Unknown => "not met",
            rung => rung.word(),
        }
    }

    /// Returns what somebody at this rung does, in a few words.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Unknown => "not met yet",
            Self::Blocker => "said no, or stopped it",
            Self::Skeptic => "objects",
            Self::Neutral => "knows it, takes no side",
            Self::Supporter => "says yes when asked",
            Self::Champion => "spends own time or budget",
            Self::Lobbyist => "makes the case to others without us",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rung_up_and_down_again_is_the_same_rung() {
        for stance in Stance::RUNGS {
            assert_eq!(stance.up().map_or(Some(stance), Stance::down), Some(stance));
        }
        assert_eq!(Stance::Lobbyist.up(), None);
        assert_eq!(Stance::Blocker.down(), None);
    }

    #[test]
    fn from_not_met_up_is_neutral_and_down_is_skeptic() {
        assert_eq!(Stance::Unknown.up(), Some(Stance::Neutral));
        assert_eq!(Stance::Unknown.down(), Some(Stance::Skeptic));
    }
}
