//! When things happen, and what a test replaces: waits, the clock, the check of a text.

use std::time::Duration;

use jiff::Zoned;

use crate::document::Document;
use crate::model::Board;

/// The waits and the two answers that come from outside the disk thread.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// How long no change may come before a text is saved.
    pub quiet: Duration,
    /// How long a text waits at most while changes keep coming.
    pub longest: Duration,
    /// How long a save may take before that is told.
    pub slow: Duration,
    /// How often the file is looked at.
    pub poll: Duration,
    /// How long a missing file may be missing before that is told.
    pub missing: Duration,
    /// The time of day, "14:02".
    pub clock: fn() -> String,
    /// Whether a text loads as a board.
    pub says: fn(&str, &Board) -> bool,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            quiet: Duration::from_millis(300),
            longest: Duration::from_secs(2),
            slow: Duration::from_secs(1),
            poll: Duration::from_secs(1),
            missing: Duration::from_secs(2),
            clock: || Zoned::now().strftime("%H:%M").to_string(),
            says: Document::says,
        }
    }
}

#[cfg(test)]
impl Pace {
    /// Returns one at which nothing is saved or looked at unless somebody asks.
    pub fn on_demand() -> Self {
        let hour = Duration::from_hours(1);
        Self {
            quiet: hour,
            longest: hour,
            slow: hour,
            poll: hour,
            missing: Duration::ZERO,
            clock: || "14:02".to_owned(),
            ..Self::default()
        }
    }
}
