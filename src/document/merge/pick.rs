//! What a merge made of one value: agreed on, or in dispute.
//!
//! In dispute, a value may still be merged in part: each answer then differs only where
//! the sides do.

/// One value as each answer would have it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pick<T> {
    /// With ours wherever both changed.
    pub ours: T,
    /// With theirs wherever both changed.
    pub theirs: T,
    /// What the board holds until somebody decides.
    pub stands: T,
    /// Both together, where that makes sense.
    pub both: Option<T>,
}

impl<T: Clone + PartialEq> Pick<T> {
    /// Returns a value that needs no decision.
    pub fn agreed(value: &T) -> Self {
        Self::disputed(value, value)
    }

    /// Returns two values between which somebody must decide; ours stands until then.
    pub fn disputed(ours: &T, theirs: &T) -> Self {
        Self {
            ours: ours.clone(),
            theirs: theirs.clone(),
            stands: ours.clone(),
            both: None,
        }
    }

    /// Says whether somebody must decide.
    pub fn is_disputed(&self) -> bool {
        self.ours != self.theirs
    }

    /// Returns the value that one side's change, or both alike, lead to; `None` when
    /// both sides changed it and differ.
    pub fn simple(base: Option<&T>, ours: &T, theirs: &T) -> Option<Self> {
        if ours == theirs || base == Some(theirs) {
            Some(Self::agreed(ours))
        } else if base == Some(ours) {
            Some(Self::agreed(theirs))
        } else {
            None
        }
    }

    /// Returns the three-way merge of a value that is one thing.
    pub fn three(base: Option<&T>, ours: &T, theirs: &T) -> Self {
        Self::simple(base, ours, theirs).unwrap_or_else(|| Self::disputed(ours, theirs))
    }
}

impl<T> Pick<T> {
    /// Returns the same decision about what `wrap` makes of the value.
    pub fn map<U>(self, wrap: impl Fn(T) -> U) -> Pick<U> {
        Pick {
            ours: wrap(self.ours),
            theirs: wrap(self.theirs),
            stands: wrap(self.stands),
            both: self.both.map(wrap),
        }
    }

    /// Returns two decisions as one about a pair.
    pub fn zip<U>(self, other: Pick<U>) -> Pick<(T, U)> {
        Pick {
            ours: (self.ours, other.ours),
            theirs: (self.theirs, other.theirs),
            stands: (self.stands, other.stands),
            both: None,
        }
    }
}
