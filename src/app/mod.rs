//! Everything that can differ between two frames, and what changes it: a message
//! comes in, edits are made in words, effects go out as data.
//!
//! Promises: no input or output of any kind; the same messages give the same state.
//! Leaves drawing to `view`, disks and clocks to `session`, the terminal to `terminal`.

mod answers;
mod arguments;
mod by_hand;
mod change;
pub mod commands;
mod complaints;
mod doing;
mod effect;
mod filter;
mod fuzzy;
mod history;
mod keymap;
mod lessons;
mod library;
pub mod line;
mod message;
mod next;
mod notice;
mod origin;
mod overlay_page;
mod pages;
mod palette;
mod pane;
mod parting;
mod pasted;
mod prompt;
mod reading;
mod recovery;
mod reload;
mod reload_undo;
mod screen;
mod several;
mod taught;
mod theirs;
mod typed;
mod update;

use std::collections::HashMap;
use std::sync::Arc;

pub use commands::{Command, Hint, Scope};
pub use effect::Effect;
pub use history::{Change, History};
pub use keymap::{Keymap, Match, spell};
pub use message::{Message, SaveState};
pub use next::{Counted, Counting, NextPerson, Sureness};
pub use notice::Notice;
pub use origin::Origin;
pub use screen::{
    Arrangement, Asked, Asking, BlurScreen, BoardScreen, ConflictsOverlay, Deed, Disputed,
    HelpOverlay, Laid, LibraryOverlay, Live, Marks, Offer, Offered, Order, Overlay, PageScreen,
    PastedOverlay, PromptOverlay, Question, RecoveryOverlay, RemovalOverlay, Screen, Selection,
};
pub use theirs::{Missing, Older, Theirs};
pub use typed::{needs_screen, subject};

use crate::document::Document;
use crate::layout::{Areas, Page, Size, Snoozed};
use crate::model::{Board, Date, Id, Overview, Person, Seat};
use crate::settings::{Key, Settings};
use crate::sheet::SheetRow;
use crate::store::Neighbour;

use pages::Leaf;
use screen::Facts;
use theirs::OpenQuestions;

/// Cells left free at both sides of a page of text.
pub const PAGE_MARGIN: u16 = 1;

/// The whole state of the program.
pub struct App {
    document: Document,
    overview: Overview,
    saved: SaveState,
    history: History,
    board_screen: BoardScreen,
    screen: Screen,
    /// The pages to go back to, the nearest last.
    behind: Vec<PageScreen>,
    /// The lines of the page that is shown.
    leaf: Option<Leaf>,
    /// What of the page of the day was put off.
    snoozed: Snoozed,
    /// When one was here the last time, after some days away.
    since: Option<Date>,
    /// Counts the states of the board.
    revision: u64,
    overlay: Option<Overlay>,
    drafts: HashMap<Asking, String>,
    /// What `.` does.
    repeatable: Option<commands::Repeatable>,
    /// Who was moved in an editor in this sitting, which `.` logs.
    by_hand: HashMap<Id, by_hand::HandMove>,
    notice: Option<Notice>,
    /// What the key before was answered with.
    said: Option<Notice>,
    /// Who is next, as far as it is counted.
    next: next::Next,
    pane: pane::Pane,
    keymap: Keymap,
    /// What is wrong with the configuration, a line each.
    complaints: Vec<String>,
    pressed: Vec<Key>,
    /// How many capital letters in a row meant nothing.
    capitals: usize,
    origin: Origin,
    /// What killed sessions had and the file has not; the first is being asked about.
    offers: Vec<Offer>,
    settings: Settings,
    size: Size,
    /// How long the log was when the document was loaded; what lies behind was added in this sitting.
    log_at_start: usize,
    is_leaving: bool,
    /// The slide over everything, while people are hidden.
    blur: Option<BlurScreen>,
    /// What is asked about; where somebody else wrote the file, nothing is saved until then.
    asking: Option<OpenQuestions>,
    /// Questions about what was not saved that were left open.
    put_off: Vec<OpenQuestions>,
    /// What was saved once and is missing from the file, while that is offered.
    missing: Option<Missing>,
    /// The rows of a table that was read, until nothing else is in the way.
    sheet: Option<Vec<SheetRow>>,
    /// Who else has the file open.
    neighbours: Vec<Neighbour>,
    /// What was learnt, on the board that teaches.
    lessons: Option<lessons::Lessons>,
}

impl App {
    /// Opens `document` on a screen of `size`, as of `today`, with the cursor on the first person.
    pub fn new(
        document: Document,
        origin: Origin,
        settings: Settings,
        today: Date,
        size: Size,
    ) -> Self {
        let (keymap, problems) = Keymap::with(&settings.rebindings);
        let complaints = complaints::all(&settings, &problems);
        let notice = complaints::sentence(&complaints);
        let lessons = lessons::Lessons::of(document.board(), &keymap);
        let welcome = origin.welcome.as_deref().map(|welcome| match lessons {
            Some(_) => lessons::begin(&keymap, welcome),
            None => welcome.to_owned(),
        });
        let notice = notice.or(welcome);
        let overview = Overview::new(document.board(), today);
        let board_screen = BoardScreen::new(Facts {
            board: document.board(),
            overview: &overview,
        });
        let log_at_start = document.board().log.len();
        let mut app = Self {
            overview,
            board_screen,
            log_at_start,
            document,
            saved: SaveState::default(),
            history: History::default(),
            said: None,
            screen: Screen::Board,
            behind: Vec::new(),
            leaf: None,
            snoozed: Snoozed::default(),
            since: None,
            revision: 0,
            overlay: None,
            drafts: HashMap::new(),
            repeatable: None,
            by_hand: HashMap::new(),
            notice: notice.map(Notice::Told),
            next: next::Next::default(),
            pane: pane::Pane::default(),
            keymap,
            complaints,
            pressed: Vec::new(),
            capitals: 0,
            origin,
            offers: Vec::new(),
            blur: settings.blur_at_start.then(BlurScreen::default),
            settings,
            size,
            is_leaving: false,
            asking: None,
            put_off: Vec::new(),
            missing: None,
            sheet: None,
            neighbours: Vec::new(),
            lessons,
        };
        app.follow_selection();
        app.open_questions();
        app
    }

    /// Offers to put back what was saved once and is missing from the file.
    pub fn offer(&mut self, missing: Missing) {
        self.missing = Some(missing);
        if self.overlay.is_none() {
            self.overlay = Some(Overlay::Missing);
        }
    }

    /// Returns what was saved once and is missing from the file, while that is offered.
    pub fn missing(&self) -> Option<&Missing> {
        self.missing.as_ref()
    }

    /// Returns who else has the file open.
    pub fn neighbours(&self) -> &[Neighbour] {
        &self.neighbours
    }

    /// Puts the cursor on somebody, if they are on the board.
    pub fn select(&mut self, id: &str) {
        if let Some(seat) = self.overview.seat(id) {
            self.list(|screen, facts| screen.select_person(facts, seat));
        }
    }

    /// Returns the board as the text says it.
    pub fn board(&self) -> &Board {
        self.document.board()
    }

    /// Returns the text and the board in it.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Returns what is computed from the board.
    pub fn overview(&self) -> &Overview {
        &self.overview
    }

    /// Returns the day everything is computed for.
    pub fn today(&self) -> Date {
        self.overview.today()
    }

    /// Returns whether the file says what the screen shows.
    pub fn saved(&self) -> &SaveState {
        &self.saved
    }

    /// Returns the changes that can be undone and redone.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Returns the state of the board's screen, which stays while others lie over it.
    pub fn board_screen(&self) -> &BoardScreen {
        &self.board_screen
    }

    /// Returns which screen is shown.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// Returns what lies over the screen.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// Returns what the last key answered.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// Returns which keys run which command.
    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// Returns the keys pressed so far of a sequence: `m` before `s`.
    pub fn pressed(&self) -> &[Key] {
        &self.pressed
    }

    /// Returns where the board comes from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Returns signs and colours.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns the size of the screen.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Returns where the person under the cursor sits, on the board or on a page.
    pub fn selected_seat(&self) -> Option<Seat> {
        self.overview.seat(self.selected_id()?)
    }

    /// Returns the selected person.
    pub fn selected_person(&self) -> Option<&Arc<Person>> {
        self.board().person(self.selected_seat()?)
    }

    /// Returns the id of the person under the cursor; `None` where it is on nobody.
    pub fn selected_id(&self) -> Option<&Id> {
        match (&self.screen, self.board_screen.selection()) {
            (Screen::Page(page), _) if page.view.is_of_a_person() => page.of.as_ref(),
            (Screen::Page(page), _) => page.target()?.person(self.board()),
            (Screen::Board, Selection::Person(id)) => Some(id),
            (Screen::Board, _) => None,
        }
    }

    /// Returns the id of the department under the cursor, which is on its row of the board.
    pub fn selected_department(&self) -> Option<&Id> {
        match (&self.screen, self.board_screen.selection()) {
            (Screen::Board, Selection::Department(id)) => Some(id),
            _ => None,
        }
    }

    /// Returns the part of the program keys are for now.
    pub fn scope(&self) -> Scope {
        match (&self.overlay, &self.screen) {
            _ if self.blur.is_some() => Scope::Blurred,
            (Some(Overlay::Help(help)), _) if help.is_finding => Scope::Finding,
            (Some(Overlay::Help(_)), _) => Scope::Help,
            (Some(Overlay::Removal(_)), _) => Scope::Removal,
            (Some(Overlay::Recovery(_)), _) => Scope::Recovery,
            (Some(Overlay::Conflicts(_)), _) => Scope::Questions,
            (Some(Overlay::Missing), _) => Scope::Missing,
            (Some(Overlay::Pasted(_)), _) => Scope::Pasted,
            (Some(Overlay::Library(_)), _) => Scope::Library,
            (Some(Overlay::Prompt(_)), _) => Scope::Prompt,
            (None, _) => self.scope_below(),
        }
    }

    /// Returns the part of the program that lies below what is over it.
    pub fn scope_below(&self) -> Scope {
        match &self.screen {
            Screen::Board => Scope::Board,
            Screen::Page(page) => Scope::View(page.view),
        }
    }

    /// Returns how the screen is divided; `None` when it is too small.
    pub fn areas(&self) -> Option<Areas> {
        let areas = Areas::of(self.size, true)?;
        match self.screen {
            Screen::Board if self.shows_pane() => Some(areas.with_long_note().with_pane()),
            Screen::Board => Some(areas.with_long_note()),
            Screen::Page(_) => Some(areas),
        }
    }

    /// Returns how many lines of the board are shown.
    fn body_height(&self) -> usize {
        self.areas()
            .map_or(1, |areas| usize::from(areas.body.height))
    }

    /// Returns how many lines of the help are shown.
    fn page_height(&self) -> usize {
        let areas = self.areas();
        areas.map_or(1, |areas| usize::from(areas.help().height))
    }

    /// Scrolls the board as little as shows the cursor.
    fn follow_selection(&mut self) {
        let height = self.body_height();
        self.board_screen.keep_on_screen(height);
    }

    /// Returns the page of text that is shown: what lies over the screen, else the view's.
    pub fn page(&self) -> Option<Page> {
        self.overlay_page().or_else(|| self.leaf().cloned())
    }
}
