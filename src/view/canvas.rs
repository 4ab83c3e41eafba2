//! Where everything is painted: cells, signs and styles, clipped to the screen.
//!
//! Promises: text of the file is made safe here and nowhere else in the view; nothing is
//! painted outside the screen; what is too long is cut between graphemes.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use crate::layout::Rect;
use crate::settings::{Charset, Glyphs, Settings, Theme};
use crate::text;

/// A screen to paint on.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    /// The signs.
    pub glyphs: Glyphs,
    /// The colours.
    pub theme: Theme,
    /// Where the terminal's cursor shall stand.
    pub cursor: (u16, u16),
    /// How many rows of the board were put into words, for the test that holds it to the screen.
    pub formatted: usize,
}

impl<'a> Canvas<'a> {
    /// Returns an empty canvas over `buffer`.
    pub fn new(buffer: &'a mut Buffer, settings: &Settings) -> Self {
        Self {
            buffer,
            glyphs: settings.glyphs,
            theme: settings.theme,
            cursor: (0, 0),
            formatted: 0,
        }
    }

    /// Returns text of the file as this screen may show it.
    pub fn shown<'t>(&self, text: &'t str) -> Cow<'t, str> {
        text::on_screen(text, self.glyphs.charset == Charset::Ascii)
    }

    /// Paints `text`, which is safe, from cell `x` of row `y` on, in at most `cells`.
    /// Returns the cell after it.
    pub fn put(&mut self, (x, y): (u16, u16), cells: u16, text: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if !area.contains(Position { x, y }) {
            return x;
        }
        let cells = cells.min(area.right() - x);
        let cut = text::cut(text, usize::from(cells), self.glyphs.ellipsis);
        // What was painted here before leaves nothing behind, no dim and no colour.
        let style = Style::reset().patch(style);
        let (end, _) = self
            .buffer
            .set_stringn(x, y, &cut, usize::from(cells), style);
        end
    }

    /// Paints one sign at a cell.
    pub fn sign(&mut self, (x, y): (u16, u16), sign: &str, style: Style) {
        self.put((x, y), 1, sign, style);
    }

    /// Paints pieces one after the other in `cells`. Returns the cell after them.
    pub fn pieces(&mut self, (x, y): (u16, u16), cells: u16, pieces: &[(&str, Style)]) -> u16 {
        let end = x.saturating_add(cells);
        let mut at = x;
        for (piece, style) in pieces {
            at = self.put((at, y), end.saturating_sub(at), piece, *style);
        }
        at
    }

    /// Paints a line across `area`'s first row.
    pub fn rule(&mut self, area: Rect) {
        if !area.is_empty() {
            let line = self.glyphs.rule.repeat(usize::from(area.width));
            self.put((area.x, area.y), area.width, &line, self.theme.faint());
        }
    }

    /// Empties an area of what was painted before.
    pub fn clear(&mut self, area: Rect) {
        let area = ratatui::layout::Rect {
            x: area.x,
            y: area.y,
            width: area.width,
            height: area.height,
        };
        for position in self.buffer.area.intersection(area).positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
            }
        }
    }
}
