//! What the backend sends, held against what a terminal makes of it and what it may cost.
//!
//! The terminal is `vt100`; random pictures are compared with it cell by cell.

use std::cell::RefCell;
use std::rc::Rc;

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::canvas::Glyph;
use super::*;

/// Keeps each write apart.
#[derive(Clone, Default)]
struct Writes(Rc<RefCell<Vec<Vec<u8>>>>);

impl Write for Writes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().push(bytes.to_vec());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A styled text at a place.
#[derive(Clone, Debug)]
struct Piece {
    x: u16,
    y: u16,
    text: String,
    style: Style,
}

#[derive(Clone, Debug, Default)]
struct Picture {
    pieces: Vec<Piece>,
    cursor: Option<(u16, u16)>,
}

/// Our backend, and the terminal at the other end of the line.
struct Line {
    writes: Writes,
    terminal: Terminal<ThriftyBackend<Writes>>,
    seen: vt100::Parser,
    buffer: Buffer,
}

impl Line {
    fn new(width: u16, height: u16) -> Self {
        let writes = Writes::default();
        let size = Size::new(width, height);
        let backend = ThriftyBackend::new(writes.clone(), size, Abilities::of_term("xterm"));
        let mut terminal = Terminal::new(backend).unwrap();
        terminal.resize(Rect::new(0, 0, width, height)).unwrap();
        let mut seen = vt100::Parser::default();
        resize(&mut seen, width, height);
        // What was there before must not show through.
        seen.process(b"\x1b[3;3H\x1b[41;7mnot ours\x1b[?25l");
        Self {
            writes,
            terminal,
            seen,
            buffer: Buffer::default(),
        }
    }

    /// Draws a picture and returns the writes it took.
    fn draw(&mut self, picture: &Picture) -> Vec<String> {
        let drawn = self.terminal.draw(|frame| {
            for piece in &picture.pieces {
                let room = frame.area().width.saturating_sub(piece.x);
                if piece.y < frame.area().height {
                    let buffer = frame.buffer_mut();
                    buffer.set_stringn(piece.x, piece.y, &piece.text, room.into(), piece.style);
                }
            }
            if let Some(cursor) = picture.cursor {
                frame.set_cursor_position(cursor);
            }
        });
        self.buffer = drawn.unwrap().buffer.clone();
        let writes = self.writes.0.take();
        for write in &writes {
            self.seen.process(write);
        }
        writes
            .into_iter()
            .map(|write| String::from_utf8(write).unwrap())
            .collect()
    }

    fn resize(&mut self, width: u16, height: u16) {
        resize(&mut self.seen, width, height);
        self.terminal.backend_mut().forget(Size::new(width, height));
        self.terminal
            .resize(Rect::new(0, 0, width, height))
            .unwrap();
    }

    /// Holds what the terminal shows against ratatui's buffer.
    fn assert_shown(&self, cursor: Option<(u16, u16)>) {
        let screen = self.seen.screen();
        for y in 0..self.buffer.area.height {
            let mut x = 0;
            while x < self.buffer.area.width {
                let wanted = &self.buffer[(x, y)];
                let shown = screen.cell(y, x).unwrap();
                assert_eq!(looks_of(shown), looks_of_ratatui(wanted), "at {x},{y}");
                x += Glyph::of(wanted.symbol()).width.max(1);
            }
        }
        assert_eq!(screen.hide_cursor(), cursor.is_none());
        if let Some((x, y)) = cursor {
            let last = (self.buffer.area.width - 1, self.buffer.area.height - 1);
            assert_eq!(screen.cursor_position(), (y.min(last.1), x.min(last.0)));
        }
    }
}

fn resize(seen: &mut vt100::Parser, width: u16, height: u16) {
    let cells = |count: u16| count.try_into().unwrap();
    seen.screen_mut().set_size(cells(height), cells(width));
}

/// What a person sees of a cell: on a blank only the paper, lines and what reversal shows of the ink.
#[derive(Debug, PartialEq)]
struct Looks {
    symbol: String,
    ink: Option<vt100::Color>,
    paper: vt100::Color,
    weight: Option<(bool, bool, bool)>,
    is_underlined: bool,
    is_reversed: bool,
}

fn looks(
    symbol: &str,
    colours: (vt100::Color, vt100::Color),
    weight: (bool, bool, bool),
    lines: (bool, bool),
) -> Looks {
    let symbol = if symbol.is_empty() { " " } else { symbol };
    let is_plain_blank = symbol == " " && !lines.0 && !lines.1;
    Looks {
        symbol: symbol.to_owned(),
        ink: (!is_plain_blank).then_some(colours.0),
        paper: colours.1,
        weight: (!is_plain_blank).then_some(weight),
        is_underlined: lines.0,
        is_reversed: lines.1,
    }
}

fn looks_of(cell: &vt100::Cell) -> Looks {
    looks(
        cell.contents(),
        (cell.fgcolor(), cell.bgcolor()),
        (cell.bold(), cell.dim(), cell.italic()),
        (cell.underline(), cell.inverse()),
    )
}

fn looks_of_ratatui(cell: &Cell) -> Looks {
    let has = |modifier| cell.modifier.contains(modifier);
    looks(
        cell.symbol(),
        (colour(cell.fg), colour(cell.bg)),
        (
            has(Modifier::BOLD),
            has(Modifier::DIM),
            has(Modifier::ITALIC),
        ),
        (has(Modifier::UNDERLINED), has(Modifier::REVERSED)),
    )
}

fn colour(colour: Color) -> vt100::Color {
    match colour {
        Color::Reset => vt100::Color::Default,
        Color::Red => vt100::Color::Idx(1),
        Color::Cyan => vt100::Color::Idx(6),
        Color::DarkGray => vt100::Color::Idx(8),
        Color::White => vt100::Color::Idx(15),
        Color::Indexed(index) => vt100::Color::Idx(index),
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        other => unreachable!("{other} is not drawn here"),
    }
}

fn any_colour() -> impl Strategy<Value = Color> {
    prop_oneof![
        4 => Just(Color::Reset),
        1 => Just(Color::Red),
        1 => Just(Color::Cyan),
        1 => Just(Color::DarkGray),
        1 => Just(Color::White),
        1 => Just(Color::Indexed(208)),
        1 => Just(Color::Rgb(10, 20, 30)),
    ]
}

fn any_style() -> impl Strategy<Value = Style> {
    // Bold and dim together are one thing for the parser.
    let weight = prop_oneof![
        Just(Modifier::empty()),
        Just(Modifier::BOLD),
        Just(Modifier::DIM),
        Just(Modifier::ITALIC),
    ];
    let lines = prop_oneof![
        3 => Just(Modifier::empty()),
        1 => Just(Modifier::UNDERLINED),
        1 => Just(Modifier::REVERSED),
    ];
    (any_colour(), any_colour(), weight, lines).prop_map(|(ink, paper, weight, lines)| {
        Style::new().fg(ink).bg(paper).add_modifier(weight | lines)
    })
}

fn any_text() -> impl Strategy<Value = String> {
    let symbol = prop_oneof![
        6 => prop::sample::select(vec!["a", "b", "Z", "0"]),
        4 => Just(" "),
        2 => prop::sample::select(vec!["●", "╌", "◇", "─"]),
        2 => prop::sample::select(vec!["é", "§", "e\u{301}", "n\u{303}"]),
        2 => prop::sample::select(vec!["中", "文", "✔\u{fe0f}"]),
        1 => Just("            "),
    ];
    prop::collection::vec(symbol, 1..12).prop_map(|symbols| symbols.concat())
}

fn any_picture() -> impl Strategy<Value = Picture> {
    // One piece a row at most, so that no text covers half of a wide glyph of another.
    let piece = (0_u16..30, any_text(), any_style()).prop_map(Some);
    let row = prop_oneof![2 => piece, 1 => Just(None)];
    let cursor = prop::option::of((0_u16..40, 0_u16..9));
    (prop::collection::vec(row, 9), cursor).prop_map(|(rows, cursor)| {
        let pieces = (0_u16..)
            .zip(rows)
            .filter_map(|(y, row)| row.map(|(x, text, style)| Piece { x, y, text, style }));
        Picture {
            pieces: pieces.collect(),
            cursor,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_drawn_is_what_is_seen(
        pictures in prop::collection::vec(any_picture(), 1..8),
        width in 1_u16..40,
        resize_before in 0_usize..8,
    ) {
        let mut line = Line::new(width, 8);
        for (index, picture) in pictures.iter().enumerate() {
            if index == resize_before {
                line.resize(41 - width, 5);
            }
            prop_assert!(line.draw(picture).len() <= 1, "more than one write");
            line.assert_shown(picture.cursor);
            prop_assert!(line.draw(picture).is_empty(), "a write without a change");
        }
    }
}

/// A list from `offset` on, between a first and a last row that stay.
fn list(items: &[(String, Style)], offset: usize) -> Picture {
    let title = plain(0, 0, "title 中");
    let shown = items.iter().cycle().skip(offset).take(6);
    let rows = (1..)
        .zip(shown)
        .map(|(y, (text, style))| styled(1, y, text, *style));
    let mut pieces: Vec<Piece> = rows.collect();
    pieces.extend([title, plain(0, 7, "hints")]);
    Picture {
        pieces,
        cursor: Some((0, 3)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_scrolled_list_is_what_is_seen(
        items in prop::collection::vec((any_text(), any_style()), 6..14),
        offsets in prop::collection::vec(0_usize..14, 1..8),
        width in 8_u16..40,
    ) {
        let mut line = Line::new(width, 8);
        for offset in offsets {
            let picture = list(&items, offset);
            line.draw(&picture);
            line.assert_shown(picture.cursor);
        }
    }
}

#[test]
fn a_list_that_scrolls_costs_the_row_that_comes_in() {
    let names = [
        "Dana Ortiz",
        "Sam Whitfield",
        "Tomasz Zielinski",
        "Priya Raman",
        "Ola Berg",
        "Ivo Marsh",
        "Noor Haddad",
        "Aiko Adeyemi",
    ];
    let items = names.map(|name| (format!("{name:20} VP of something"), Style::new()));
    let mut line = Line::new(80, 8);
    line.draw(&list(&items, 0));
    let down = line.draw(&list(&items, 1)).concat();
    assert_eq!(
        down,
        "\x1b[2;7r\x1b[7H\n\x1b[r\x1b[7;2HNoor Haddad\x1b[10CVP of something\x1b[4H"
    );
    let up = line.draw(&list(&items, 0)).concat();
    assert_eq!(
        up,
        "\x1b[2;7r\x1b[2H\x1bM\x1b[r\x1b[2;2HDana Ortiz\x1b[11CVP of something\r\n\n"
    );
    line.assert_shown(Some((0, 3)));
}

fn plain(x: u16, y: u16, text: &str) -> Piece {
    styled(x, y, text, Style::new())
}

fn styled(x: u16, y: u16, text: &str, style: Style) -> Piece {
    Piece {
        x,
        y,
        text: text.to_owned(),
        style,
    }
}

/// Draws `before`, then `after`, and compares what the second took.
fn check(before: &[Piece], after: &[Piece], expected: &str) {
    let mut line = Line::new(80, 24);
    let picture = |pieces: &[Piece]| Picture {
        pieces: pieces.to_vec(),
        cursor: None,
    };
    line.draw(&picture(before));
    let writes = line.draw(&picture(after));
    line.assert_shown(None);
    assert_eq!(writes.concat(), expected);
}

#[test]
fn the_first_frame_clears_and_hides_the_cursor() {
    let mut line = Line::new(80, 24);
    let picture = Picture {
        pieces: vec![plain(0, 0, "onside")],
        cursor: None,
    };
    assert_eq!(line.draw(&picture), ["\x1b[m\x1b[H\x1b[2Jonside\x1b[?25l"]);
}

#[test]
fn unchanged_glyphs_are_sent_again_where_a_move_costs_more() {
    check(
        &[plain(0, 0, "one two")],
        &[plain(0, 0, "oxe tyo")],
        "\x1b[6Dxe ty",
    );
    check(
        &[plain(0, 0, "one two three four")],
        &[plain(0, 0, "oxe two three fxur")],
        "\r\x1b[Cx\x1b[13Cx",
    );
}

#[test]
fn what_is_blank_to_the_end_is_erased() {
    check(
        &[plain(0, 0, "Dana Ortiz")],
        &[plain(0, 0, "Dana")],
        "\x1b[5D\x1b[K",
    );
    check(&[plain(0, 0, "Dana O")], &[plain(0, 0, "Dana")], "\x08 ");
}

#[test]
fn a_long_blank_inside_a_line_is_erased_without_writing_it() {
    check(
        &[plain(0, 0, "a very long first name, and more")],
        &[plain(0, 0, "a"), plain(28, 0, "more")],
        "\x1b[;3H\x1b[25X",
    );
}

#[test]
fn after_a_glyph_of_disputed_width_the_move_is_absolute() {
    check(
        &[],
        &[plain(0, 0, "§1"), plain(0, 1, "中文x")],
        "§\x1b[;2H1\r\n中\x1b[2;3H文\x1b[2;5Hx",
    );
}

#[test]
fn drawing_glyphs_follow_each_other() {
    check(&[], &[plain(2, 1, "●╌╌◇")], "\n\x1b[2C●╌╌◇");
}

#[test]
fn an_emoji_is_drawn_over_blanks() {
    check(
        &[plain(0, 0, "abc")],
        &[plain(0, 0, "✔\u{fe0f}c")],
        "\r  \x1b[H✔\u{fe0f}",
    );
}

#[test]
fn moving_a_bold_name_and_its_mark_stays_small() {
    let bold = Style::new().add_modifier(Modifier::BOLD);
    let rows = |selected: u16| -> Vec<Piece> {
        let names = (5_u16..).zip(["Dana Ortiz", "Sam Whitfield"]);
        let rows = names.flat_map(|(y, name)| {
            let is_selected = y == selected;
            let mark = if is_selected { "▌" } else { " " };
            let style = if is_selected { bold } else { Style::new() };
            [plain(0, y, mark), styled(3, y, name, style)]
        });
        rows.collect()
    };
    let mut line = Line::new(120, 40);
    let picture = |y| Picture {
        pieces: rows(y),
        cursor: Some((0, y)),
    };
    line.draw(&picture(5));
    let writes = line.draw(&picture(6)).concat();
    assert_eq!(writes, "   Dana Ortiz\r\n▌  \x1b[1mSam Whitfield\r");
}

#[test]
fn the_cursor_alone_costs_its_move() {
    let mut line = Line::new(80, 24);
    let picture = |y| Picture {
        pieces: vec![plain(3, 5, "Dana")],
        cursor: Some((0, y)),
    };
    line.draw(&picture(5));
    assert_eq!(line.draw(&picture(6)), ["\n"]);
    assert_eq!(line.draw(&picture(6)), [""; 0]);
}

#[test]
fn big_frames_are_synchronized_where_the_terminal_is_known_to_bear_it() {
    let big: Vec<Piece> = (0..24).map(|y| plain(0, y, &"x".repeat(79))).collect();
    for (term, is_marked) in [
        ("xterm-256color", true),
        ("", true),
        ("vt220", false),
        ("linux", false),
        ("dumb", false),
    ] {
        let writes = Writes::default();
        let backend =
            ThriftyBackend::new(writes.clone(), Size::new(80, 24), Abilities::of_term(term));
        let mut terminal = Terminal::new(backend).unwrap();
        let paint = |frame: &mut ratatui::Frame| {
            for piece in &big {
                frame
                    .buffer_mut()
                    .set_string(piece.x, piece.y, &piece.text, piece.style);
            }
        };
        terminal.draw(paint).unwrap();
        let frame = String::from_utf8(writes.0.take().concat()).unwrap();
        assert_eq!(frame.starts_with("\x1b[?2026h"), is_marked, "{term}");
        assert_eq!(frame.ends_with("\x1b[?2026l"), is_marked, "{term}");
    }
}

#[test]
fn controls_never_reach_the_terminal() {
    let mut line = Line::new(10, 2);
    let mut cell = Cell::EMPTY;
    for symbol in ["\x1b[2J", "\u{9b}", "\n"] {
        cell.set_symbol(symbol);
        line.terminal
            .backend_mut()
            .draw([(1, 0, &cell)].into_iter())
            .unwrap();
    }
    line.terminal.backend_mut().flush().unwrap();
    assert_eq!(
        line.writes.0.take().concat(),
        b"\x1b[m\x1b[H\x1b[2J\x1b[?25l"
    );
}
