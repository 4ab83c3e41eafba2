//! The pane beside the board: whether it is there, what it says, and how far it is scrolled.
//!
//! Promises: its lines are kept until the board, the cursor or the size changes, and made after
//! a message, never by drawing; while it is off, a key pays nothing for it.

use super::{App, Effect, Screen, Selection};
use crate::layout::{Page, Rect, Size, WIDE_FROM, department_pane, overflow, person_pane};
use crate::model::Listeners;
use crate::settings::Charset;

/// Until somebody says otherwise, it is off on a screen narrower than this.
const UNASKED_FROM: u16 = 140;
/// Cells for the names of fields.
const LABELS: u16 = 13;
/// Cells free at both sides.
const MARGIN: u16 = 2;

/// The state of the pane.
#[derive(Debug, Default)]
pub(super) struct Pane {
    /// What was chosen for this board, if anything was.
    choice: Option<bool>,
    scroll: usize,
    made_of: Option<(u64, Selection, Size)>,
    /// Who listens to whom, and of which state of the board that is.
    listeners: Option<(u64, Listeners)>,
    page: Page,
}

impl App {
    /// Returns whether the pane is wanted, where that was chosen on this board.
    pub fn pane_choice(&self) -> Option<bool> {
        self.pane.choice
    }

    /// Chooses as it was chosen when the board was left.
    pub(super) fn choose_pane(&mut self, choice: Option<bool>) {
        self.pane.choice = choice;
    }

    /// Returns the lines of the pane and how many are off its top; `None` where it is not there.
    pub fn pane(&self) -> Option<(&Page, usize)> {
        self.pane_area()?;
        Some((&self.pane.page, self.pane.scroll))
    }

    fn pane_area(&self) -> Option<Rect> {
        let pane = self.areas()?.pane;
        (!pane.is_empty()).then_some(pane)
    }

    /// Returns how many lines of the pane are shown; below them is told what is not.
    fn pane_height(&self) -> usize {
        let area = self.pane_area().unwrap_or_default();
        usize::from(area.height.saturating_sub(1))
    }

    fn wants_pane(&self) -> bool {
        let unasked = self.size.width >= UNASKED_FROM;
        self.pane.choice.unwrap_or(unasked)
    }

    /// Says whether the pane takes its part of the screen.
    pub(super) fn shows_pane(&self) -> bool {
        self.wants_pane() && self.screen == Screen::Board && self.size.width >= WIDE_FROM
    }

    /// Turns the pane on, or off.
    pub(super) fn toggle_pane(&mut self) -> Vec<Effect> {
        if self.size.width < WIDE_FROM {
            let sentence = format!(
                "The pane needs {WIDE_FROM} columns; this is {}. Enter opens the page",
                self.size.width
            );
            return self.tell(&sentence);
        }
        self.pane.choice = Some(!self.wants_pane());
        Vec::new()
    }

    /// Scrolls the pane by `lines`.
    pub(super) fn scroll_pane(&mut self, lines: isize) -> Vec<Effect> {
        let most = overflow(self.pane.page.lines().len(), self.pane_height());
        self.pane.scroll = self.pane.scroll.saturating_add_signed(lines).min(most);
        Vec::new()
    }

    /// Makes the lines of the pane anew where they are of something else.
    pub(super) fn turn_pane(&mut self) {
        let Some(area) = self.pane_area() else {
            self.pane.made_of = None;
            return;
        };
        let selection = self.board_screen.selection();
        let of = (self.revision, selection.clone(), self.size);
        let made_of = self.pane.made_of.as_ref();
        if made_of == Some(&of) {
            return;
        }
        let is_same = made_of.is_some_and(|(_, before, _)| before == selection);
        let board = self.document.board();
        let paragraphs = match selection {
            Selection::Person(id) => self.overview.seat(id).map(|seat| {
                let known = self.pane.listeners.take();
                let known = known.filter(|(revision, _)| *revision == self.revision);
                let (_, listeners) = &*self
                    .pane
                    .listeners
                    .insert(known.unwrap_or_else(|| (self.revision, Listeners::new(board))));
                person_pane(board, &self.overview, listeners, seat)
            }),
            Selection::Department(id) => board
                .department_at(id)
                .map(|at| department_pane(board, self.overview.today(), at)),
            Selection::Nothing => None,
        };
        let is_ascii = self.settings.glyphs.charset == Charset::Ascii;
        let width = area.width.saturating_sub(2 * MARGIN);
        let mut paragraphs = paragraphs.unwrap_or_default();
        if let Selection::Person(id) = selection {
            self.teach_keys(id.as_str(), &mut paragraphs);
        }
        self.pane.page = Page::of(&paragraphs, LABELS, width, is_ascii);
        self.pane.made_of = Some(of);
        if !is_same {
            self.pane.scroll = 0;
        }
        // What is shorter now may be scrolled too far.
        self.scroll_pane(0);
    }
}
