//! The program without its threads, on a terminal that takes everything.

#[path = "../support/opened.rs"]
mod opened;

use std::io::{Sink, sink};

use onside::app::{App, Effect, Message};
use onside::document::Document;
use onside::layout::Size;
use onside::terminal::backend::{Abilities, ThriftyBackend};
use onside::view;
use ratatui::Terminal;

const SCREEN: Size = Size {
    width: 120,
    height: 40,
};

/// Loads a text that is a board.
pub fn load(text: &str) -> Document {
    Document::load(text.as_bytes()).unwrap()
}

/// A sitting of one person.
pub struct Desk {
    app: App,
    terminal: Terminal<ThriftyBackend<Sink>>,
}

impl Desk {
    /// Opens the board that `text` says.
    pub fn of(text: &str) -> Self {
        Self::sit(load(text))
    }

    /// Opens a board.
    pub fn sit(document: Document) -> Self {
        Self::sized(document, SCREEN)
    }

    /// Opens a board on a screen of this size.
    pub fn sized(document: Document, screen: Size) -> Self {
        let size = (screen.width, screen.height).into();
        let backend = ThriftyBackend::new(sink(), size, Abilities::of_term("xterm-256color"));
        let mut app = opened::app(document, opened::settings(), screen);
        for effect in app.update(Message::Resized(screen)) {
            if let Effect::Count(counting) = effect {
                app.update(Message::Counted(Box::new(counting.count_at_once())));
            }
        }
        Self {
            app,
            terminal: Terminal::new(backend).unwrap(),
        }
    }

    /// Presses keys, and returns what the last of them wishes.
    pub fn press(&mut self, keys: &str) -> Vec<Effect> {
        let keys = keys
            .split(' ')
            .map(|key| Message::Key(key.parse().unwrap()));
        keys.map(|key| self.app.update(key))
            .last()
            .unwrap_or_default()
    }

    /// Draws a frame, and sends what changed.
    pub fn draw(&mut self) {
        let app = &self.app;
        self.terminal.draw(|frame| view::draw(app, frame)).unwrap();
    }
}
