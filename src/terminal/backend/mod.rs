//! Our own ratatui backend: what a frame costs on a slow line.
//!
//! Promises: one write a frame, none when nothing changed; colours, attributes and cursor
//! are remembered from frame to frame; the cheapest move, change of colour and erasure; rows
//! that only moved are scrolled, not sent;
//! nothing is ever asked of the terminal, the cursor's place is known from memory. After a
//! glyph whose width terminals disagree on, the next move is absolute.
//! Leaves the size of the terminal and the descriptor to `tty`.

mod canvas;
mod motion;
mod pen;
mod row;
mod scroll;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use canvas::Canvas;
use motion::{Place, travel};
use pen::Pen;
use scroll::Scroll;

/// Frames above this go out between synchronized-update marks: they need more than one packet.
const PACKET: usize = 1400;

/// What a terminal can be trusted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abilities {
    /// Ignores or knows the marks around a synchronized update.
    pub is_synchronized: bool,
    /// Knows how to erase characters without moving (ECH); the VT100 does not.
    pub can_erase_characters: bool,
}

impl Abilities {
    /// Tells the abilities from the value of `TERM`.
    pub fn of_term(term: &str) -> Self {
        let is_old = term == "dumb" || term.starts_with("vt");
        Self {
            is_synchronized: !is_old && !term.starts_with("linux"),
            can_erase_characters: !is_old,
        }
    }
}

/// A backend that sends as little as it can to `sink`.
pub struct ThriftyBackend<W> {
    sink: W,
    abilities: Abilities,
    canvas: Canvas,
    /// Whether the screen has to be cleared first: its content is not ours.
    is_strange: bool,
    terminal: Memory,
    wanted_cursor: Position,
    is_cursor_wanted: bool,
    frame: Vec<u8>,
}

/// What the terminal was last told.
struct Memory {
    pen: Pen,
    place: Place,
    /// `None` when nobody knows.
    is_cursor_shown: Option<bool>,
}

impl<W: Write> ThriftyBackend<W> {
    /// Returns a backend for a screen of `size` whose content is unknown.
    pub fn new(sink: W, size: Size, abilities: Abilities) -> Self {
        Self {
            sink,
            abilities,
            canvas: Canvas::blank(size),
            is_strange: true,
            terminal: Memory {
                pen: Pen::default(),
                place: Place::Unknown,
                is_cursor_shown: None,
            },
            wanted_cursor: Position::ORIGIN,
            is_cursor_wanted: false,
            frame: Vec::with_capacity(PACKET),
        }
    }

    /// Takes the screen for one of `size` with unknown content: the next frame paints all of it.
    pub fn forget(&mut self, size: Size) {
        self.canvas = Canvas::blank(size);
        self.is_strange = true;
        self.terminal.is_cursor_shown = None;
    }

    fn compose(&mut self) {
        if std::mem::take(&mut self.is_strange) {
            self.frame.extend_from_slice(b"\x1b[m\x1b[H\x1b[2J");
            self.terminal.pen = Pen::default();
            self.terminal.place = Place::At(0, 0);
        }
        if let Some(scroll) = self.canvas.scroll() {
            self.scroll(scroll);
        }
        for y in self.canvas.take_touched_rows() {
            self.paint_row(y);
        }
        self.set_cursor();
    }

    /// Lets the terminal move rows, between margins, as the VT100 does.
    fn scroll(&mut self, scroll: Scroll) {
        // Many terminals fill what comes in with the colour of the pen.
        if !self.terminal.pen.blanks_like_erased() {
            self.terminal.pen.switch(Pen::default(), &mut self.frame);
            self.terminal.pen = Pen::default();
        }
        let (top, bottom) = (scroll.top + 1, scroll.bottom + 1);
        let count = scroll.lines.unsigned_abs();
        let steps = if scroll.lines > 0 {
            format!("\x1b[{bottom}H{}", "\n".repeat(count))
        } else {
            format!("\x1b[{top}H{}", "\x1bM".repeat(count))
        };
        let sequence = format!("\x1b[{top};{bottom}r{steps}\x1b[r");
        self.frame.extend_from_slice(sequence.as_bytes());
        self.terminal.place = Place::Unknown;
    }

    fn set_cursor(&mut self) {
        if self.is_cursor_wanted {
            let Position { x, y } = self.wanted_cursor;
            travel(self.terminal.place, x, y, &mut self.frame);
            self.terminal.place = Place::At(x, y);
        }
        if self.terminal.is_cursor_shown != Some(self.is_cursor_wanted) {
            let switch = if self.is_cursor_wanted {
                b"\x1b[?25h"
            } else {
                b"\x1b[?25l"
            };
            self.frame.extend_from_slice(switch);
            self.terminal.is_cursor_shown = Some(self.is_cursor_wanted);
        }
    }
}

impl<W: Write> Backend for ThriftyBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.canvas.put(x, y, cell);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.is_cursor_wanted = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.is_cursor_wanted = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.wanted_cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        let Size { width, height } = self.canvas.size();
        self.wanted_cursor = Position {
            x: x.min(width.saturating_sub(1)),
            y: y.min(height.saturating_sub(1)),
        };
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.forget(self.canvas.size());
        Ok(())
    }

    /// Clears the whole screen; a full-screen `Terminal` asks for nothing else.
    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        match region {
            ClearType::All => self.clear(),
            _ => Err(io::ErrorKind::Unsupported.into()),
        }
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.canvas.size())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.canvas.size(),
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.compose();
        if self.frame.is_empty() {
            return Ok(());
        }
        if self.frame.len() > PACKET && self.abilities.is_synchronized {
            self.frame.splice(0..0, *b"\x1b[?2026h");
            self.frame.extend_from_slice(b"\x1b[?2026l");
        }
        let written = self
            .sink
            .write_all(&self.frame)
            .and_then(|()| self.sink.flush());
        self.frame.clear();
        written
    }
}

#[cfg(test)]
mod tests;
