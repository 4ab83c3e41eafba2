//! The views that are pages: opening them, going back, and the lines they have now.
//!
//! Lines are kept until the board, the size or the view changes, so that moving the cursor
//! costs what is visible. They are built after each message, never by drawing.

use super::{App, Effect, PAGE_MARGIN, PageScreen, Screen, Selection, commands, spell};
use crate::layout::{Besides, Look, Page, Paragraph, Sheet, Size, Start, Target, View, sheet};
use crate::model::Id;
use crate::settings::Charset;

/// Cells for the keys, where a view says how to begin.
const START_LABELS: u16 = 6;
/// How many pages one can go back.
const MOST_BEHIND: usize = 16;

/// The lines of a view, and what they were made of.
#[derive(Debug)]
pub(super) struct Leaf {
    made_of: (u64, Size, View, Option<Id>),
    title: String,
    remark: String,
    page: Page,
    /// Whether it has nothing to say, and names keys instead.
    is_start: bool,
}

impl App {
    /// Returns the lines of the view that is shown; `None` on the board.
    pub fn leaf(&self) -> Option<&Page> {
        self.leaf.as_ref().map(|leaf| &leaf.page)
    }

    /// Says whether the view that is shown has nothing to say yet, so that its labels are keys.
    pub fn leaf_is_a_start(&self) -> bool {
        self.leaf.as_ref().is_some_and(|leaf| leaf.is_start)
    }

    /// Returns what stands over the view that is shown, and beside that.
    pub fn leaf_title(&self) -> (&str, &str) {
        let leaf = self.leaf.as_ref();
        leaf.map_or(("", ""), |leaf| (&leaf.title, &leaf.remark))
    }

    /// Returns the view that is shown; `None` on the board.
    pub fn page_screen(&self) -> Option<&PageScreen> {
        match &self.screen {
            Screen::Page(screen) => Some(screen),
            Screen::Board => None,
        }
    }

    /// Returns which tab the screen belongs to; `None` is the board's.
    pub fn tab(&self) -> Option<View> {
        let shown = self.page_screen().into_iter();
        let mut shown = shown.chain(self.behind.iter().rev());
        let tab = shown.find(|screen| !screen.view.is_of_a_person());
        tab.map(|screen| screen.view)
    }

    /// Returns what the cursor of a page is on.
    pub fn target(&self) -> Option<&Target> {
        self.page_screen().and_then(PageScreen::target)
    }

    /// Returns whom one is busy with: under the cursor, else the one selected on the board.
    pub fn chosen(&self) -> Option<&Id> {
        let on_board = match self.board_screen.selection() {
            Selection::Person(id) => Some(id),
            _ => None,
        };
        self.selected_id().or(on_board)
    }

    /// Opens a view; where it is behind this one, goes back to it.
    pub(super) fn open_view(&mut self, view: View) -> Vec<Effect> {
        let of = match view {
            View::Influence => self.chosen().cloned(),
            _ => None,
        };
        self.open_page(PageScreen::new(view, of))
    }

    /// Shows the log of the chosen person alone, or of everybody again; the cursor stays on its
    /// entry where that is shown.
    pub(super) fn toggle_log(&mut self) -> Vec<Effect> {
        let of = match self.page_screen() {
            Some(screen) if screen.of.is_none() => self.chosen().cloned(),
            _ => None,
        };
        if let Screen::Page(screen) = &mut self.screen {
            screen.of = of;
        }
        Vec::new()
    }

    /// Opens a person's page.
    pub(super) fn open_person(&mut self, id: &Id) -> Vec<Effect> {
        self.open_page(PageScreen::new(View::Person, Some(id.clone())))
    }

    /// Opens the brief about a person.
    pub(super) fn open_brief(&mut self, id: &Id) -> Vec<Effect> {
        self.open_page(PageScreen::new(View::Brief, Some(id.clone())))
    }

    fn open_page(&mut self, page: PageScreen) -> Vec<Effect> {
        self.carry_selection();
        let is_it = |screen: &PageScreen| screen.view == page.view && screen.of == page.of;
        if self.page_screen().is_some_and(is_it) {
            return Vec::new();
        }
        if let Some(at) = self.behind.iter().position(is_it) {
            self.screen = Screen::Page(self.behind.swap_remove(at));
            self.behind.truncate(at);
        } else {
            let is_tab = |view: View| !view.is_of_a_person();
            match std::mem::replace(&mut self.screen, Screen::Board) {
                // From tab to tab nothing is left behind: Esc goes to the board.
                Screen::Page(left) if !(is_tab(left.view) && is_tab(page.view)) => {
                    self.behind.push(left);
                }
                Screen::Page(_) | Screen::Board => {}
            }
            if self.behind.len() > MOST_BEHIND {
                self.behind.remove(0);
            }
            self.screen = Screen::Page(page);
        }
        self.turn_page();
        Vec::new()
    }

    /// Goes back to the page one came from, else to the board.
    pub(super) fn go_back(&mut self) -> Vec<Effect> {
        self.carry_selection();
        self.screen = self.behind.pop().map_or(Screen::Board, Screen::Page);
        self.turn_page();
        Vec::new()
    }

    /// Goes to the board.
    pub(super) fn go_home(&mut self) -> Vec<Effect> {
        self.carry_selection();
        self.behind.clear();
        self.screen = Screen::Board;
        self.turn_page();
        Vec::new()
    }

    /// Selects on the board whom the page's cursor was moved to, or whose page it is.
    fn carry_selection(&mut self) {
        let is_meant = |screen: &PageScreen| screen.has_moved || screen.view.is_of_a_person();
        if !self.page_screen().is_some_and(is_meant) {
            return;
        }
        let seat = self.selected_seat();
        let person = seat.and_then(|seat| self.board().person(seat));
        if let (Some(seat), Some(false)) = (seat, person.map(|it| it.has_left())) {
            self.list(|screen, facts| screen.select_person(facts, seat));
        }
    }

    /// Closes the pages about those who go away.
    pub(super) fn close_pages_of(&mut self, people: &[Id]) {
        let is_theirs = |screen: &PageScreen| {
            let of = screen.of.as_ref();
            of.is_some_and(|id| people.contains(id))
        };
        self.behind.retain(|screen| !is_theirs(screen));
        if self.page_screen().is_some_and(is_theirs) {
            self.screen = self.behind.pop().map_or(Screen::Board, Screen::Page);
        }
    }

    /// Moves the cursor of the page.
    pub(super) fn leaf_through(
        &mut self,
        go: impl FnOnce(&mut PageScreen, &Page, usize),
    ) -> Vec<Effect> {
        let height = self.leaf_height();
        if let (Screen::Page(screen), Some(leaf)) = (&mut self.screen, &self.leaf) {
            go(screen, &leaf.page, height);
        }
        Vec::new()
    }

    /// Puts the cursor of the page on `target`, if it is there.
    pub(super) fn point_at(&mut self, target: &Target) {
        self.turn_page();
        self.leaf_through(|screen, page, height| screen.go_to(target, page, height));
    }

    /// Returns how many lines of the view are shown.
    fn leaf_height(&self) -> usize {
        let is_person = self
            .page_screen()
            .is_some_and(|screen| screen.view == View::Person);
        let area = self.areas().map(|areas| {
            if is_person {
                areas.person_page()
            } else {
                areas.body
            }
        });
        area.map_or(1, |area| usize::from(area.height))
    }

    /// Builds the lines of the view anew if anything they are made of has changed, and keeps
    /// its cursor. Leaves a page about somebody who is not there any more.
    pub(super) fn turn_page(&mut self) {
        loop {
            let Screen::Page(screen) = &self.screen else {
                self.leaf = None;
                return;
            };
            let made_of = (self.revision, self.size, screen.view, screen.of.clone());
            if self.leaf.as_ref().is_some_and(|it| it.made_of == made_of) {
                return;
            }
            match sheet(
                screen.view,
                screen.of.as_ref(),
                self.board(),
                &self.overview,
                self.besides(),
            ) {
                Some(mut sheet) => {
                    if let Some(id) = screen.of.as_ref().filter(|_| screen.view == View::Person) {
                        self.teach_keys(id.as_str(), &mut sheet.paragraphs);
                    }
                    return self.lay(made_of, sheet);
                }
                None => self.screen = self.behind.pop().map_or(Screen::Board, Screen::Page),
            }
        }
    }

    /// Returns what the views are told besides the board.
    fn besides(&self) -> Besides<'_> {
        Besides {
            sureness: self.sureness(),
            since: self.since,
            snoozed: Some(&self.snoozed),
        }
    }

    /// Returns how to begin, with the keys as they are.
    fn beginning(&self, start: &Start) -> Vec<Paragraph> {
        let mut lines = vec![Paragraph::heading(&start.sentence), Paragraph::blank()];
        lines.extend(start.keys.iter().map(|(name, does)| {
            let command = commands::all().find(|command| command.name == *name);
            let keys = command.and_then(|command| self.keymap.keys_of(command).next());
            Paragraph::new(&keys.map_or_else(String::new, spell), *does, Look::Plain)
        }));
        lines
    }

    fn lay(&mut self, made_of: (u64, Size, View, Option<Id>), sheet: Sheet) {
        let is_ascii = self.settings.glyphs.charset == Charset::Ascii;
        let width = self.size.width.saturating_sub(2 * PAGE_MARGIN);
        let page = match &sheet.start {
            None => Page::of(&sheet.paragraphs, sheet.labels, width, is_ascii),
            Some(start) => Page::of(&self.beginning(start), START_LABELS, width, is_ascii),
        };
        let height = self.leaf_height();
        if let Screen::Page(screen) = &mut self.screen {
            screen.settle(&page, height);
        }
        self.leaf = Some(Leaf {
            made_of,
            is_start: sheet.start.is_some(),
            title: sheet.title,
            remark: sheet.remark,
            page,
        });
    }
}
