//! Which columns of the ladder fit beside each other, and where they stand.

use std::ops::Range;

use super::Rect;

/// No column is narrower.
const LEAST: u16 = 12;
/// No column is wider: what is read together stays together.
const MOST: u16 = 28;
const RUNGS: u16 = 6;

/// The columns that are shown. Cells left over stay free at the right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The rungs shown, 0 (Blocker) to 5 (Lobbyist).
    pub rungs: Range<usize>,
    /// Cells of each column.
    pub width: u16,
    x: u16,
}

impl Columns {
    /// Fits columns into `area`: all six, or a group of neighbours that has the `focused` rung.
    ///
    /// A group depends on nothing but the focus, so that moving within it moves no column.
    pub fn fit(area: Rect, focused: usize) -> Self {
        let shown = (area.width / LEAST).clamp(1, RUNGS);
        let count = usize::from(shown);
        let focused = focused.min(usize::from(RUNGS) - 1);
        let first = (focused / count * count).min(usize::from(RUNGS) - count);
        Self {
            rungs: first..first + count,
            width: (area.width / shown).min(MOST),
            x: area.x,
        }
    }

    /// Returns the columns as parts of the row `y`, each with its rung.
    pub fn cells(&self, y: u16) -> impl Iterator<Item = (usize, Rect)> + '_ {
        let place = (0..).map(|nth: u16| self.x.saturating_add(nth.saturating_mul(self.width)));
        self.rungs.clone().zip(place).map(move |(rung, x)| {
            let cell = Rect {
                x,
                y,
                width: self.width,
                height: 1,
            };
            (rung, cell)
        })
    }

    /// Returns how many rungs are hidden to the left and to the right.
    pub fn hidden(&self) -> (Range<usize>, Range<usize>) {
        (0..self.rungs.start, self.rungs.end..usize::from(RUNGS))
    }
}
