//! Where things stand: a board or a page and a size become rows, lanes and rectangles.
//!
//! Promises: pure functions, used by `app` to scroll and by `view` to draw, so that both
//! agree and drawing never writes back; what a screen costs depends on the screen, never
//! on the size of the board. Leaves signs and colours to `settings` and `view`.

mod blur;
mod brief;
mod columns;
mod grid;
mod groups;
mod ladder;
mod lanes;
mod lens;
mod page;
mod pages;
mod pane;
mod plot;
mod rows;
mod screen;
mod scroll;
mod since;
mod size;
mod target;

pub use blur::{Column, Slide, SlideColumns};
pub use brief::brief;
pub use columns::Columns;
pub use grid::Grid;
pub use groups::{Groups, SMALL};
pub use ladder::{ABBREVIATIONS, Ladder, Wide};
pub use lanes::{Lanes, Line, Place};
pub use page::{Look, Page, PageLine, Paragraph, Stop};
pub use pages::{
    Besides, ROUTES, Section, Sheet, Snoozed, Start, View, cover_page, coverage_page, item,
    person_page, route_page, sheet,
};
pub use pane::{department_pane, person_pane};
pub use plot::{Label, Plot, Says, key};
pub use rows::{Row, Rows};
pub use screen::{Areas, LEAST, WIDE_FROM};
pub use scroll::{Visible, overflow};
pub use since::{Naming, since};
pub use size::{Rect, Size};
pub use target::Target;

#[cfg(test)]
mod tests;
