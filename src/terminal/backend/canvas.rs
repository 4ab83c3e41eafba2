//! What the terminal shows, cell by cell, and which cells have to be sent again.
//!
//! Promises: a glyph that is, or may be, wider than its first cell never leaves half of
//! itself behind; a glyph that would stick out of the screen is not sent.

use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::Size;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::pen::Pen;

/// The cells of a screen.
pub(super) struct Canvas {
    size: Size,
    cells: Vec<Cell>,
    is_stale: Vec<bool>,
    stale_rows: Vec<bool>,
}

impl Canvas {
    /// Returns a blank canvas, as a terminal is after it was cleared.
    pub(super) fn blank(size: Size) -> Self {
        let (width, height) = (usize::from(size.width), usize::from(size.height));
        Self {
            size,
            cells: vec![Cell::EMPTY; width * height],
            is_stale: vec![false; width * height],
            stale_rows: vec![false; height],
        }
    }

    /// Returns the size in cells.
    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// Puts `cell` on the canvas; it is stale if it looks other than what is shown. Outside, nothing happens.
    pub(super) fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        let room = self.size.width.saturating_sub(x);
        let glyph = Glyph::of(cell.symbol());
        let (symbol, glyph) = if glyph.width > 0 && glyph.reach <= room {
            (cell.symbol(), glyph)
        } else {
            (" ", Glyph::NARROW)
        };
        let Some(shown) = self.cell_mut(x, y) else {
            return;
        };
        if shown.symbol() == symbol && Pen::of(shown) == Pen::of(cell) {
            return;
        }
        let before = Glyph::of(shown.symbol());
        shown.clone_from(cell);
        shown.set_symbol(symbol);
        self.mark(x, before.reach.max(glyph.reach), y);
        for column in x + 1..x + glyph.width {
            self.cover(column, y);
        }
    }

    /// Lays the right half of a wide glyph over a cell: what is under it is blank once the
    /// glyph goes, as ratatui counts on.
    fn cover(&mut self, x: u16, y: u16) {
        if let Some(shown) = self.cell_mut(x, y) {
            let before = Glyph::of(shown.symbol());
            shown.clone_from(&Cell::EMPTY);
            self.mark(x, before.reach, y);
        }
    }

    fn cell_mut(&mut self, x: u16, y: u16) -> Option<&mut Cell> {
        let index = self.index(x, y)?;
        self.cells.get_mut(index)
    }

    /// Marks `count` cells from `x` on as stale.
    fn mark(&mut self, x: u16, count: u16, y: u16) {
        let width = usize::from(self.size.width);
        let start = usize::from(y) * width;
        let from = start + usize::from(x);
        let to = (from + usize::from(count)).min(start + width);
        if let Some(stale) = self.is_stale.get_mut(from..to) {
            stale.fill(true);
        }
        if let Some(row) = self.stale_rows.get_mut(usize::from(y)) {
            *row = true;
        }
    }

    /// Returns the rows with stale cells and takes them for sent.
    pub(super) fn take_stale_rows(&mut self) -> Vec<u16> {
        let rows = (0..self.size.height).zip(&mut self.stale_rows);
        rows.filter_map(|(y, is_stale)| std::mem::take(is_stale).then_some(y))
            .collect()
    }

    /// Returns the cells of a row, and for each whether it is stale; takes them for sent.
    pub(super) fn take_row(&mut self, y: u16) -> (&[Cell], Vec<bool>) {
        let width = usize::from(self.size.width);
        let start = usize::from(y) * width;
        let stale = self.is_stale.get_mut(start..start + width);
        let stale = stale.map_or_else(Vec::new, |row| {
            let taken = row.to_vec();
            row.fill(false);
            taken
        });
        (
            self.cells.get(start..start + width).unwrap_or_default(),
            stale,
        )
    }

    fn index(&self, x: u16, y: u16) -> Option<usize> {
        let is_inside = x < self.size.width && y < self.size.height;
        is_inside.then(|| usize::from(y) * usize::from(self.size.width) + usize::from(x))
    }
}

/// How much of a line a symbol takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    /// Cells it takes for ratatui.
    pub(super) width: u16,
    /// Cells it may take in a terminal that draws its characters one by one.
    pub(super) reach: u16,
    /// Whether all terminals agree on the width.
    pub(super) is_certain: bool,
}

impl Glyph {
    /// One cell, for everybody.
    const NARROW: Self = Self {
        width: 1,
        reach: 1,
        is_certain: true,
    };

    /// Measures a symbol. Control characters have no width.
    pub(super) fn of(symbol: &str) -> Self {
        if let [byte] = symbol.as_bytes() {
            let width = u16::from(!byte.is_ascii_control());
            return Self {
                width,
                ..Self::NARROW
            };
        }
        if symbol.chars().any(char::is_control) {
            return Self {
                width: 0,
                ..Self::NARROW
            };
        }
        let width = symbol.cell_width();
        let apart: usize = symbol.chars().filter_map(UnicodeWidthChar::width).sum();
        let apart = u16::try_from(apart).unwrap_or(u16::MAX);
        let is_ambiguous = symbol.width_cjk() != symbol.width() && !symbol.chars().all(is_drawing);
        Self {
            width,
            reach: apart.max(width),
            is_certain: width == 1 && apart == 1 && !is_ambiguous,
        }
    }
}

/// Says whether a character is one that boards are drawn with.
///
/// They are of ambiguous width too, but one after the other they make lines and bars: a
/// move after each would cost more than the lines. Where such glyphs are wide, in
/// Chinese, Japanese and Korean locales, `settings` draws with ASCII.
fn is_drawing(char: char) -> bool {
    matches!(char,
        '·' | '×' | '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{25ff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Charset, Glyphs};

    fn check(symbol: &str, width: u16, reach: u16, is_certain: bool) {
        let expected = Glyph {
            width,
            reach,
            is_certain,
        };
        assert_eq!(Glyph::of(symbol), expected, "{symbol:?}");
    }

    #[test]
    fn letters_and_drawing_glyphs_are_certain() {
        for symbol in ["a", "ö", "é", "И", "●", "╌", "─", "▲", "…", "·", "e\u{301}"] {
            check(symbol, 1, 1, true);
        }
    }

    #[test]
    fn every_sign_boards_are_drawn_with_is_certain() {
        for charset in [Charset::Unicode, Charset::Ascii] {
            for symbol in Glyphs::of(charset).of_one_cell() {
                check(symbol, 1, 1, true);
            }
        }
    }

    #[test]
    fn ambiguous_signs_are_not() {
        for symbol in ["§", "①", "°", "€"] {
            check(symbol, 1, 1, false);
        }
    }

    #[test]
    fn wide_and_joined_glyphs_are_not() {
        check("中", 2, 2, false);
        check("✔\u{fe0f}", 2, 2, false);
        check("👩\u{200d}🔬", 2, 4, false);
    }

    #[test]
    fn controls_have_no_width() {
        for symbol in ["\x1b", "", "\u{9b}", "a\x07"] {
            assert_eq!(Glyph::of(symbol).width, 0, "{symbol:?}");
        }
    }
}
