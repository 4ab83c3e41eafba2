//! Sizes and rectangles, in cells.

/// How large a screen is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Size {
    /// Cells in a row.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// A part of a screen; empty when it has no width or no height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rect {
    /// The leftmost cell.
    pub x: u16,
    /// The uppermost row.
    pub y: u16,
    /// Cells in a row.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Rect {
    /// Returns the first cell right of it.
    pub fn right(self) -> u16 {
        self.x.saturating_add(self.width)
    }

    /// Returns the first row below it.
    pub fn bottom(self) -> u16 {
        self.y.saturating_add(self.height)
    }

    /// Says whether it has no cell.
    pub fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }

    /// Returns its row at `line`, or nothing where it has none.
    pub fn line(self, line: u16) -> Option<Self> {
        let row = Self {
            y: self.y.saturating_add(line),
            height: 1,
            ..self
        };
        (line < self.height).then_some(row)
    }
}
