//! Where name, title, rungs and the pressing word stand in a row of the board.

use super::Rect;

/// The rungs over the ladder, five cells each.
pub const ABBREVIATIONS: [&str; 6] = ["Block", "Skept", "Neutr", "Suppt", "Champ", "Lobby"];

/// From this width on there is room for the ladder.
const LADDER_FROM: u16 = 78;
/// Bar, executive and a blank before the name.
const GUTTER: u16 = 3;
/// The pressing word and a blank after it: "asked 123d".
const WORD: u16 = 11;
/// Between the ladder and the word.
const BEFORE_WORD: u16 = 3;
/// What a name and a title take at most: the eye has to find the dot.
const NAME_MOST: u16 = 23;
const TITLE_MOST: u16 = 22;
/// "3→6" and a blank.
const STEPS: u16 = 4;
const NARROW_NAME_MOST: u16 = 36;

/// Where things stand in a row, as parts of its line. Nothing overlaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// The bar of the selection; the terminal's cursor stands here.
    pub bar: u16,
    /// The sign of an executive, and a department's coverage.
    pub mark: u16,
    /// The name.
    pub name: (u16, u16),
    /// What a department says of itself, from its first cell to the line's end.
    pub summary: (u16, u16),
    /// What there is room for beside the name.
    pub wide: Option<Wide>,
    /// From where to where in figures, `3→6`, where there is no ladder.
    pub steps: Option<u16>,
    /// The pressing word.
    pub word: (u16, u16),
}

/// The title and the ladder, from 78 cells on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wide {
    /// The title.
    pub title: (u16, u16),
    /// Blocker's rung.
    pub first: u16,
    /// Cells from a rung to the next.
    pub step: u16,
}

impl Wide {
    /// Returns where the rung at a place of the ladder stands, 0 (Blocker) to 5 (Lobbyist).
    pub fn rung(self, place: usize) -> u16 {
        let place = u16::try_from(place.min(5)).unwrap_or(5);
        self.first + place * self.step
    }
}

impl Ladder {
    /// Fits a row into `area`. Places are absolute; pairs are the first cell and how many.
    pub fn fit(area: Rect) -> Self {
        if area.width >= LADDER_FROM {
            Self::wide(area)
        } else {
            Self::narrow(area)
        }
    }

    fn wide(area: Rect) -> Self {
        let step = match area.width {
            ..100 => 6,
            100..120 => 7,
            _ => 8,
        };
        let ladder = 5 * step + 1;
        let spare = area.width - GUTTER - 2 - ladder - BEFORE_WORD - WORD;
        let name = (spare * 4 / 7).min(NAME_MOST);
        let title = (spare - name).min(TITLE_MOST);
        let name_at = area.x + GUTTER;
        let title_at = name_at + name + 1;
        let first = title_at + title + 1;
        let word_at = first + ladder + BEFORE_WORD;
        Self {
            bar: area.x,
            mark: area.x + 1,
            name: (name_at, name),
            summary: (title_at, area.right() - title_at),
            wide: Some(Wide {
                title: (title_at, title),
                first,
                step,
            }),
            steps: None,
            word: (word_at, WORD - 1),
        }
    }

    fn narrow(area: Rect) -> Self {
        let taken = GUTTER + 1 + STEPS + 1 + WORD;
        let name = area.width.saturating_sub(taken).min(NARROW_NAME_MOST);
        let name_at = area.x + GUTTER;
        let steps = name_at + name + 1;
        Self {
            bar: area.x,
            mark: area.x + 1,
            name: (name_at, name),
            summary: (steps, area.right().saturating_sub(steps)),
            wide: None,
            steps: Some(steps),
            word: (steps + STEPS + 1, WORD - 1),
        }
    }
}
