//! The screen: what the app holds, painted.
//!
//! Promises: reads and never writes back; the same state gives the same cells; only what
//! is visible is put into words, whatever the size of the board; the terminal's cursor
//! stands at the selection. Leaves bytes and the terminal to `terminal`.

mod blur;
mod board;
mod canvas;
mod columns;
mod conflicts;
mod foot;
mod grid;
mod header;
mod library;
mod names;
mod next;
mod page;
mod pane;
mod panel;
mod pasted;
mod prompt;
mod recovery;
mod row;
mod rule;
mod tabs;
mod words;

use ratatui::Frame;

use crate::app::{App, Overlay};
use crate::layout::{Areas, LEAST, Rect, Visible};
use crate::text;
use canvas::Canvas;
pub use words::{summary, urgency};

/// Paints one frame.
pub fn draw(app: &App, frame: &mut Frame) {
    let mut canvas = Canvas::new(frame.buffer_mut(), app.settings());
    paint(&mut canvas, app);
    let cursor = canvas.cursor;
    frame.set_cursor_position(cursor);
}

/// Returns what a panel over the screen asks, with what belongs to it, a line each; `None` where
/// none lies there.
pub fn question(app: &App) -> Option<(String, Vec<String>)> {
    match app.overlay()? {
        Overlay::Removal(asked) => Some((panel::removal_title(asked), asked.along.clone())),
        Overlay::Recovery(asked) if !asked.is_looking => Some((asked.title.clone(), asked.lines())),
        Overlay::Missing => conflicts::missing(app),
        Overlay::Pasted(rows) => Some(pasted::lines(rows)),
        _ => None,
    }
}

fn paint(canvas: &mut Canvas, app: &App) {
    let Some(areas) = app.areas() else {
        return too_small(canvas, app);
    };
    if let Some(blur) = app.blur() {
        return blur::draw(canvas, app, &areas, blur);
    }
    let goal_is_shown = header::draw(canvas, app, areas.header);
    let off_screen = match (app.overlay(), app.overlay_page()) {
        (Some(Overlay::Help(help)), Some(page)) => page::help(canvas, &areas, &page, help.scroll),
        (Some(Overlay::Recovery(asked)), Some(page)) if asked.is_looking => {
            page::help(canvas, &areas, &page, asked.scroll)
        }
        (Some(Overlay::Conflicts(asked)), Some(page)) => {
            conflicts::draw(canvas, &areas, &page, asked)
        }
        (Some(Overlay::Library(offered)), _) => library::draw(canvas, &areas, offered),
        (Some(Overlay::Pasted(rows)), _) => pasted::draw(canvas, &areas, rows),
        _ => under(canvas, app, &areas),
    };
    rule::draw(canvas, app, areas.rule, &off_screen);
    foot::note(canvas, app, &areas, goal_is_shown);
    foot::hints(canvas, app, areas.hints);
    tabs::draw(canvas, app, areas.tabs);
    if let Some(Overlay::Removal(asked)) = app.overlay() {
        panel::removal(canvas, &areas, asked);
    } else if let Some(Overlay::Recovery(asked)) = app.overlay() {
        recovery::draw(canvas, &areas, asked);
    } else if let (Some(Overlay::Missing), Some((title, lines))) =
        (app.overlay(), conflicts::missing(app))
    {
        panel::list(canvas, &areas, &title, &lines);
    } else if let Some(Overlay::Prompt(typed)) = app.overlay() {
        prompt::draw(canvas, app, &areas, typed);
    } else if let Some(Overlay::Help(help)) = app.overlay() {
        page::find(canvas, &areas, help);
    } else if !app.pressed().is_empty() {
        panel::continuations(canvas, app, &areas);
    }
}

/// Paints the screen itself. Returns what is off screen, in words.
fn under(canvas: &mut Canvas, app: &App, areas: &Areas) -> String {
    match (app.page_screen(), app.leaf()) {
        (Some(screen), Some(page)) => page::draw(canvas, app, areas, screen, page),
        _ => board::draw(canvas, app, areas),
    }
}

/// Returns the rows of `body` below the sticky one.
fn rows_below(body: Rect, visible: &Visible) -> impl Iterator<Item = Rect> {
    let first = u16::from(visible.sticky.is_some());
    (first..).map_while(move |line| body.line(line))
}

fn too_small(canvas: &mut Canvas, app: &App) {
    let size = app.size();
    let sentence = format!(
        "onside needs {}x{}; this is {}x{}",
        LEAST.width, LEAST.height, size.width, size.height
    );
    let style = canvas.theme.plain();
    let mut lines = text::wrap(&sentence, usize::from(size.width));
    let quit = format!("{} quits", app.keymap().key_of("quit"));
    lines.push(&quit);
    for (y, line) in (0..size.height).zip(lines) {
        canvas.put((0, y), size.width, line, style);
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::*;
    use crate::app::{Message, Origin};
    use crate::document::Document;
    use crate::layout::Size;
    use crate::settings::{Capabilities, Charset, Depth, Key, Settings};

    /// Returns how many rows were put into words for one frame of a board of `people`,
    /// after some keys.
    fn formatted(people: usize, keys: &str) -> usize {
        let mut text =
            String::from("(version: 1, departments: [(id: \"a\", name: \"A\", people: [");
        for nth in 0..people {
            write!(text, "(id: \"p{nth}\", name: \"Person {nth}\"),").unwrap();
        }
        text.push_str("])])");
        let settings = Settings::of(Capabilities {
            depth: Depth::Sixteen,
            charset: Charset::Unicode,
            is_dumb: false,
        });
        let origin = Origin {
            name: "board.ron".to_owned(),
            welcome: None,
            remarks: Vec::new(),
            is_read_only: false,
        };
        let size = Size {
            width: 80,
            height: 18,
        };
        let document = Document::load(text.as_bytes()).unwrap();
        let today = "2026-11-22".parse().unwrap();
        let mut app = App::new(document, origin, settings, today, size);
        for key in keys.split_whitespace() {
            app.update(Message::Key(key.parse::<Key>().unwrap()));
        }
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        let mut canvas = Canvas::new(&mut buffer, app.settings());
        paint(&mut canvas, &app);
        canvas.formatted
    }

    #[test]
    fn a_frame_of_10_000_people_costs_as_many_rows_as_one_of_12() {
        for keys in ["", "j", "v", "v j", "G", "v G"] {
            let few = formatted(12, keys);
            assert_eq!(few, 11, "{keys}");
            assert_eq!(formatted(10_000, keys), few, "{keys}");
        }
    }
}
