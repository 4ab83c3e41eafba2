//! The stale cells of one row, on their way to the terminal.
//!
//! Promises: what is blank to the end of the line is erased, not written, where that is
//! shorter; small gaps are bridged by sending what is there once more.

use std::io::Write;

use ratatui::buffer::Cell;

use super::ThriftyBackend;
use super::canvas::Glyph;
use super::motion::{Place, travel};
use super::pen::Pen;

/// What erasing to the end of the line costs.
const ERASE_LINE: usize = 3;
/// What erasing characters and moving behind them may cost.
const ERASE_CHARACTERS: usize = 10;

impl<W: Write> ThriftyBackend<W> {
    /// Appends what brings row `y` up to date.
    pub(super) fn paint_row(&mut self, y: u16) {
        let (cells, stale) = self.canvas.take_row(y);
        let mut painter = RowPainter {
            y,
            cells,
            stale: &stale,
            out: &mut self.frame,
            pen: self.terminal.pen,
            place: self.terminal.place,
            can_erase_characters: self.abilities.can_erase_characters,
        };
        painter.paint();
        self.terminal.pen = painter.pen;
        self.terminal.place = painter.place;
    }
}

struct RowPainter<'a> {
    y: u16,
    cells: &'a [Cell],
    stale: &'a [bool],
    out: &'a mut Vec<u8>,
    pen: Pen,
    place: Place,
    can_erase_characters: bool,
}

impl RowPainter<'_> {
    fn paint(&mut self) {
        let after_last = self
            .stale
            .iter()
            .rposition(|is_stale| *is_stale)
            .map_or(0, |last| last + 1);
        let blank_from = self
            .cells
            .iter()
            .rposition(|cell| !is_erased(cell))
            .map_or(0, |last| last + 1);
        let cells = self.cells;
        let mut x = 0;
        while let Some(cell) = cells.get(x..after_last).and_then(<[Cell]>::first) {
            let glyph = Glyph::of(cell.symbol());
            if !self.is_stale(x) {
                x += usize::from(glyph.width.max(1));
            } else if x >= blank_from && after_last - x > ERASE_LINE {
                self.erase(x, None);
                return;
            } else {
                x += self.paint_at(x, cell, glyph, after_last);
            }
        }
    }

    /// Paints what is at `x` and returns how many cells that were.
    fn paint_at(&mut self, x: usize, cell: &Cell, glyph: Glyph, after_last: usize) -> usize {
        let ahead = self.cells.get(x..after_last).unwrap_or_default();
        let blanks = ahead.iter().take_while(|cell| is_erased(cell)).count();
        if self.can_erase_characters && blanks > ERASE_CHARACTERS {
            self.erase(x, Some(blanks));
            return blanks;
        }
        self.go(x);
        self.take_pen(cell);
        if glyph.width > 1 && glyph.reach > glyph.width || has_selector(cell) {
            // Some terminals draw it narrower: what they leave of its cells shall be blank.
            self.out
                .extend(std::iter::repeat_n(b' ', usize::from(glyph.width)));
            self.place = Place::Unknown;
            self.go(x);
        }
        self.out.extend_from_slice(cell.symbol().as_bytes());
        self.advance(x, glyph);
        usize::from(glyph.width.max(1))
    }

    fn advance(&mut self, x: usize, glyph: Glyph) {
        let next = x + usize::from(glyph.width);
        self.place = if !glyph.is_certain {
            Place::Unknown
        } else if next < self.cells.len() {
            Place::At(column(next), self.y)
        } else {
            Place::Edge(self.y)
        };
    }

    fn erase(&mut self, x: usize, count: Option<usize>) {
        self.go(x);
        // Many terminals erase with the colour of the pen.
        if !self.pen.blanks_like_erased() {
            self.pen.switch(Pen::default(), self.out);
            self.pen = Pen::default();
        }
        match count {
            None => self.out.extend_from_slice(b"\x1b[K"),
            Some(count) => self
                .out
                .extend_from_slice(format!("\x1b[{count}X").as_bytes()),
        }
    }

    fn take_pen(&mut self, cell: &Cell) {
        let next = Pen::of(cell);
        if cell.symbol() == " " && self.pen.blanks_like(next) {
            return;
        }
        self.pen.switch(next, self.out);
        self.pen = next;
    }

    /// Goes to column `x`: by a move, or over what is there already, sent once more.
    fn go(&mut self, x: usize) {
        let target = column(x);
        let mut steps = Vec::new();
        travel(self.place, target, self.y, &mut steps);
        match self.bridge(x, steps.len()) {
            Some(bridge) => self.out.extend_from_slice(&bridge),
            None => self.out.extend_from_slice(&steps),
        }
        self.place = Place::At(target, self.y);
    }

    /// Returns the glyphs between the cursor and `x` if they cost no more than `budget` bytes.
    fn bridge(&self, x: usize, budget: usize) -> Option<Vec<u8>> {
        let Place::At(from, row) = self.place else {
            return None;
        };
        let gap = self
            .cells
            .get(usize::from(from)..x)
            .filter(|_| row == self.y)?;
        let is_short = !gap.is_empty() && gap.len() <= budget;
        let mut bytes = Vec::with_capacity(budget);
        for cell in gap.iter().take(if is_short { budget } else { 0 }) {
            let next = Pen::of(cell);
            let looks_right =
                next == self.pen || (cell.symbol() == " " && self.pen.blanks_like(next));
            let fits = bytes.len() + cell.symbol().len() <= budget;
            if !looks_right || !fits || !Glyph::of(cell.symbol()).is_certain {
                return None;
            }
            bytes.extend_from_slice(cell.symbol().as_bytes());
        }
        (!bytes.is_empty()).then_some(bytes)
    }

    fn is_stale(&self, x: usize) -> bool {
        self.stale.get(x).copied().unwrap_or_default()
    }
}

fn is_erased(cell: &Cell) -> bool {
    cell.symbol() == " " && Pen::of(cell).blanks_like_erased()
}

/// Says whether the glyph asks to be drawn as an emoji, which terminals draw one or two cells wide.
fn has_selector(cell: &Cell) -> bool {
    cell.symbol().contains('\u{fe0f}')
}

/// Cells of a row are counted in `u16` by ratatui.
fn column(x: usize) -> u16 {
    u16::try_from(x).unwrap_or(u16::MAX)
}
