//! What the terminal shows and what it shall show, cell by cell.
//!
//! Promises: a glyph that is, or may be, wider than its first cell never leaves half of
//! itself behind; a glyph that would stick out of the screen is not sent.

use std::hash::{DefaultHasher, Hash, Hasher};

use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::Size;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::pen::Pen;
use super::scroll::{self, Row, Scroll};

/// With fewer rows touched, looking for rows that moved is not worth it.
const MANY_ROWS: usize = 4;

/// The cells of a screen.
pub(super) struct Canvas {
    size: Size,
    shown: Vec<Cell>,
    wanted: Vec<Cell>,
    /// Rows in which the two may differ.
    touched: Vec<bool>,
}

impl Canvas {
    /// Returns a blank canvas, as a terminal is after it was cleared.
    pub(super) fn blank(size: Size) -> Self {
        let (width, height) = (usize::from(size.width), usize::from(size.height));
        Self {
            size,
            shown: vec![Cell::EMPTY; width * height],
            wanted: vec![Cell::EMPTY; width * height],
            touched: vec![false; height],
        }
    }

    /// Returns the size in cells.
    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// Puts `cell` on the canvas. Outside, nothing happens.
    pub(super) fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        let room = self.size.width.saturating_sub(x);
        let glyph = Glyph::of(cell.symbol());
        let (symbol, glyph) = if glyph.width > 0 && glyph.reach <= room {
            (cell.symbol(), glyph)
        } else {
            (" ", Glyph::NARROW)
        };
        let Some(wanted) = self.wanted_mut(x, y) else {
            return;
        };
        wanted.clone_from(cell);
        wanted.set_symbol(symbol);
        // What a wide glyph lies over is blank once it goes: ratatui counts on it.
        for column in x + 1..x + glyph.width {
            if let Some(covered) = self.wanted_mut(column, y) {
                covered.clone_from(&Cell::EMPTY);
            }
        }
        if let Some(is_touched) = self.touched.get_mut(usize::from(y)) {
            *is_touched = true;
        }
    }

    fn wanted_mut(&mut self, x: u16, y: u16) -> Option<&mut Cell> {
        let is_inside = x < self.size.width && y < self.size.height;
        let index = usize::from(y) * usize::from(self.size.width) + usize::from(x);
        self.wanted.get_mut(index).filter(|_| is_inside)
    }

    /// Returns the rows to be sent and takes them for sent.
    pub(super) fn take_touched_rows(&mut self) -> Vec<u16> {
        let rows = (0..self.size.height).zip(&mut self.touched);
        rows.filter_map(|(y, is_touched)| std::mem::take(is_touched).then_some(y))
            .collect()
    }

    /// Returns the cells of a row, and for each whether it has to be sent; takes them for sent.
    pub(super) fn take_row(&mut self, y: u16) -> (&[Cell], Vec<bool>) {
        let width = usize::from(self.size.width);
        let start = usize::from(y) * width;
        let row = start..start + width;
        let wanted = self.wanted.get(row.clone()).unwrap_or_default();
        let shown = self.shown.get_mut(row).unwrap_or_default();
        let mut stale = vec![false; width];
        for (x, (before, after)) in shown.iter_mut().zip(wanted).enumerate() {
            if before.symbol() == after.symbol() && Pen::of(before) == Pen::of(after) {
                continue;
            }
            let reach = Glyph::of(before.symbol())
                .reach
                .max(Glyph::of(after.symbol()).reach);
            let reached = stale.iter_mut().skip(x).take(usize::from(reach));
            reached.for_each(|is_stale| *is_stale = true);
            before.clone_from(after);
        }
        (wanted, stale)
    }

    /// Moves the rows whose content is wanted elsewhere, if that saves sending them, and says which.
    pub(super) fn scroll(&mut self) -> Option<Scroll> {
        if self
            .touched
            .iter()
            .filter(|is_touched| **is_touched)
            .count()
            < MANY_ROWS
        {
            return None;
        }
        let scroll = scroll::find(&self.rows(&self.shown), &self.rows(&self.wanted))?;
        let width = usize::from(self.size.width);
        let cells = self
            .shown
            .get_mut(scroll.top * width..(scroll.bottom + 1) * width)?;
        let moved = scroll.lines.unsigned_abs() * width;
        if scroll.lines > 0 {
            cells.rotate_left(moved);
            cells.iter_mut().rev().take(moved).for_each(Cell::reset);
        } else {
            cells.rotate_right(moved);
            cells.iter_mut().take(moved).for_each(Cell::reset);
        }
        self.touched.get_mut(scroll.top..=scroll.bottom)?.fill(true);
        Some(scroll)
    }

    fn rows(&self, cells: &[Cell]) -> Vec<Row> {
        let width = usize::from(self.size.width).max(1);
        cells.chunks(width).map(summary).collect()
    }
}

fn summary(cells: &[Cell]) -> Row {
    let mut hasher = DefaultHasher::new();
    let mut weight = 0;
    for cell in cells {
        let pen = Pen::of(cell);
        (cell.symbol(), pen).hash(&mut hasher);
        if cell.symbol() != " " || !pen.blanks_like_erased() {
            weight += cell.symbol().len();
        }
    }
    Row {
        hash: hasher.finish(),
        weight,
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
