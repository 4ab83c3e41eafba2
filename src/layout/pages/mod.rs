//! What each view says, as paragraphs: one pure function a view, from a board and a day.
//!
//! Promises: looks at the whole board only to build a page, never to show it. Leaves lines
//! and widths to [`Page`](super::Page), where the cursor is to `app`, signs and colours to
//! `view`.

mod decisions;
mod entry;
mod influence;
mod log;
mod person;
mod plays;
mod snoozed;
mod today;

use super::lens::Lens;
use super::{Paragraph, brief};
use crate::model::{Board, Date, Id, Listeners, Overview, Seat};
pub use influence::ROUTES;
pub use snoozed::{Section, Snoozed, item};

/// Cells for the names of fields on a person's page.
const FIELD_LABELS: u16 = 14;
/// Cells for the labels of a brief.
const BRIEF_LABELS: u16 = 13;

/// A page of the program: those of the tabs, and those about one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    /// What is due, owed and next.
    Today,
    /// Who sways one person.
    Influence,
    /// What is done, step by step.
    Plays,
    /// What will be voted on.
    Decisions,
    /// What was said, moved, asked and given.
    Log,
    /// Everything about one person.
    Person,
    /// What to know before meeting one person.
    Brief,
}

impl View {
    /// The tabs behind the board's, in the order of their keys.
    pub const TABS: [Self; 5] = [
        Self::Today,
        Self::Influence,
        Self::Plays,
        Self::Decisions,
        Self::Log,
    ];

    /// Returns what it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Influence => "Influence",
            Self::Plays => "Plays",
            Self::Decisions => "Decisions",
            Self::Log => "Log",
            Self::Person => "Person",
            Self::Brief => "Brief",
        }
    }

    /// Says whether it is about one person, and lies over the tab it was opened from.
    pub fn is_of_a_person(self) -> bool {
        matches!(self, Self::Person | Self::Brief)
    }
}

/// A view in words: what stands over it, and what it says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What stands over it, in bold.
    pub title: String,
    /// What stands beside that.
    pub remark: String,
    /// Cells for the labels.
    pub labels: u16,
    /// What it says.
    pub paragraphs: Vec<Paragraph>,
    /// What may be done about it, where there is nothing to say.
    pub start: Option<Start>,
}

/// What a view is told besides the board.
#[derive(Clone, Copy, Debug, Default)]
pub struct Besides<'a> {
    /// How sure the first place is, in words; `None` while that is counted.
    pub sureness: Option<&'a str>,
    /// When one was here the last time, where that is worth telling.
    pub since: Option<Date>,
    /// What was put off.
    pub snoozed: Option<&'a Snoozed>,
}

/// How to begin, where a view has nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// That there is nothing.
    pub sentence: String,
    /// Names of commands, and what each does about it.
    pub keys: Vec<(&'static str, &'static str)>,
}

/// Returns what `view` says of `board`, about one person where `of` names one; `None` where
/// it is about somebody who is not there.
pub fn sheet(
    view: View,
    of: Option<&Id>,
    board: &Board,
    overview: &Overview,
    besides: Besides<'_>,
) -> Option<Sheet> {
    let lens = Lens { board, overview };
    match view {
        View::Person => Some(Sheet {
            labels: FIELD_LABELS,
            paragraphs: person_page(board, overview, overview.seat(of?)?),
            ..Sheet::default()
        }),
        View::Brief => brief_sheet(lens, overview.seat(of?)?),
        View::Today => Some(today::sheet(lens, besides)),
        View::Influence => Some(influence::sheet(lens, of)),
        View::Plays => Some(plays::sheet(lens)),
        View::Decisions => Some(decisions::sheet(lens)),
        View::Log => Some(log::sheet(lens, of)),
    }
}

/// Returns the brief with its head as the title, which is copied along.
fn brief_sheet(lens: Lens<'_>, seat: Seat) -> Option<Sheet> {
    let mut paragraphs = brief(lens.board, lens.overview, seat).into_iter();
    let title = paragraphs.next()?.text;
    let is_blank = |it: &Paragraph| *it == Paragraph::blank();
    Some(Sheet {
        title,
        remark: "brief".to_owned(),
        labels: BRIEF_LABELS,
        paragraphs: paragraphs.skip_while(is_blank).collect(),
        start: None,
    })
}

/// Returns the routes to the person at `seat` from those onside; nothing where nobody sits.
pub fn route_page(board: &Board, overview: &Overview, seat: Seat) -> Vec<Paragraph> {
    let person = board.person(seat);
    let page = person.map(|person| influence::route_page(Lens { board, overview }, person));
    page.unwrap_or_default()
}

/// Returns what would be lost if the person at `seat` were away; nothing where nobody sits.
pub fn cover_page(board: &Board, overview: &Overview, seat: Seat) -> Vec<Paragraph> {
    let person = board.person(seat);
    let page = person.map(|person| influence::cover_page(Lens { board, overview }, person));
    page.unwrap_or_default()
}

/// Returns how far each department is onside.
pub fn coverage_page(board: &Board, overview: &Overview) -> Vec<Paragraph> {
    influence::coverage_page(Lens { board, overview })
}

/// Returns what there is to say about the person at `seat`; nothing where nobody sits.
pub fn person_page(board: &Board, overview: &Overview, seat: Seat) -> Vec<Paragraph> {
    let person = board.person(seat);
    let heard = person.map(|person| Listeners::of_one(board, &person.id));
    person_page_among(board, overview, seat, &heard.unwrap_or_default())
}

/// Returns the same where it is known where those sit who listen to them.
pub(super) fn person_page_among(
    board: &Board,
    overview: &Overview,
    seat: Seat,
    listeners: &[Seat],
) -> Vec<Paragraph> {
    person::paragraphs(Lens { board, overview }, seat, listeners)
}
