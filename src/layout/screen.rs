//! The areas of a screen: header, body, and the lines that go when rows are few.

use super::{Rect, Size};

/// Nothing is drawn on a smaller screen but one sentence.
pub const LEAST: Size = Size {
    width: 40,
    height: 10,
};

/// The body keeps this many rows while anything else can go.
const BODY_LEAST: u16 = 6;

/// From this width on there is more below the rows than two lines, and a pane beside them.
pub const WIDE_FROM: u16 = 120;
/// The note of a wide screen: the first of next in two lines, the others, what is coming, what was.
const LONG_NOTE: u16 = 6;
/// A wide screen keeps this many rows while the note is long.
const BODY_OVER_LONG_NOTE: u16 = 20;
/// The pane takes a third of the screen, and no more than this.
const PANE_MOST: u16 = 64;

/// The areas of a screen, from top to bottom. One that has no room is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// Title, goal, counts, saved or not.
    pub header: Rect,
    /// The rungs, over their ladder or columns.
    pub head: Rect,
    /// The rows or lanes.
    pub body: Rect,
    /// A line, with what is off screen counted on it.
    pub rule: Rect,
    /// Two lines or more: a notice or a prompt, else what is next.
    pub note: Rect,
    /// The keys that work now.
    pub hints: Rect,
    /// The views.
    pub tabs: Rect,
    /// What is known of the selected person, right of head and body.
    pub pane: Rect,
}

impl Areas {
    /// Divides a screen; `None` when it is too small for anything but a sentence.
    ///
    /// With fewer rows the note goes first, then tabs, hints, rule and the ladder's head.
    pub fn of(size: Size, has_tabs: bool) -> Option<Self> {
        if size.width < LEAST.width || size.height < LEAST.height {
            return None;
        }
        let mut spare = size.height - 1 - BODY_LEAST;
        let mut keep = |lines: u16| {
            let kept = if spare >= lines { lines } else { 0 };
            spare -= kept;
            kept
        };
        let head = keep(1);
        let rule = keep(1);
        let hints = keep(1);
        let tabs = keep(u16::from(has_tabs));
        let note = keep(2);
        let body = BODY_LEAST + spare;
        let mut y = 0;
        let mut next = |height: u16| {
            let area = Rect {
                x: 0,
                y,
                width: size.width,
                height,
            };
            y += height;
            area
        };
        Some(Self {
            header: next(1),
            head: next(head),
            body: next(body),
            rule: next(rule),
            note: next(note),
            hints: next(hints),
            tabs: next(tabs),
            pane: Rect::default(),
        })
    }

    /// Gives the note more lines, where the screen is wide and the rows can spare them.
    #[must_use]
    pub fn with_long_note(mut self) -> Self {
        let more = LONG_NOTE.saturating_sub(self.note.height);
        let has_room = self.body.height >= BODY_OVER_LONG_NOTE + more;
        if self.header.width < WIDE_FROM || self.note.is_empty() || !has_room {
            return self;
        }
        self.body.height -= more;
        self.rule.y -= more;
        self.note.y -= more;
        self.note.height += more;
        self
    }

    /// Puts the pane beside head and body, where the screen is wide.
    #[must_use]
    pub fn with_pane(mut self) -> Self {
        if self.header.width < WIDE_FROM {
            return self;
        }
        let width = (self.header.width / 3).min(PANE_MOST);
        let left = self.header.width - width;
        self.pane = Rect {
            x: left,
            y: self.head.y,
            width,
            height: self.head.height + self.body.height,
        };
        self.head.width = left;
        self.body.width = left;
        self
    }

    /// Returns where a notice goes: the note, else the rule above the hints.
    pub fn message(&self) -> Rect {
        if self.note.is_empty() {
            self.rule
        } else {
            self.first_two()
        }
    }

    /// Returns where a line is typed, and what is understood of it below: the note, else the
    /// rule and the hints.
    pub fn prompt(&self) -> Rect {
        if self.note.is_empty() {
            Rect {
                height: self.rule.height + self.hints.height,
                ..self.rule
            }
        } else {
            self.first_two()
        }
    }

    /// Returns where what is understood of a line goes on if it is long: the note's third line,
    /// else the hints, unless the line has those already.
    pub fn prompt_more(&self) -> Rect {
        if self.note.height > 2 {
            self.note.line(2).unwrap_or_default()
        } else if self.note.is_empty() {
            Rect::default()
        } else {
            self.hints
        }
    }

    /// Returns the lines of the note that are given away, and no more.
    fn first_two(&self) -> Rect {
        Rect {
            height: self.note.height.min(2),
            ..self.note
        }
    }

    /// Returns what a person's page fills: the body, less their row of the board on top of
    /// it and a blank.
    pub fn person_page(&self) -> Rect {
        Rect {
            y: self.body.y + 2,
            height: self.body.height - 2,
            ..self.body
        }
    }

    /// Returns what the help fills: all between the header and the note.
    pub fn help(&self) -> Rect {
        Rect {
            y: self.header.bottom(),
            height: self.head.height + self.body.height,
            ..self.header
        }
    }

    /// Returns where a panel of `lines` lies over the screen: at the body's foot, down to the
    /// hints, and over them where it would not fit else; at its top where that would cover the
    /// row of the cursor and there is room.
    pub fn panel(&self, lines: u16, cursor: Option<u16>) -> Rect {
        let foot = self.note.bottom();
        let foot = if lines > foot - self.body.y {
            self.hints.bottom()
        } else {
            foot
        };
        // All of the note or nothing of it: half of what is next reads as a sentence of its own.
        let note = foot.saturating_sub(self.rule.y);
        let height = lines.max(note).min(foot - self.body.y);
        let below = Rect {
            y: foot - height,
            height,
            ..self.header
        };
        let covers = cursor.is_some_and(|row| row >= below.y && row < below.bottom());
        let above = cursor.map_or(0, |row| row.saturating_sub(self.body.y));
        if covers && above >= height {
            let y = self.body.y;
            return Rect { y, ..below };
        }
        below
    }

    /// Returns the line below a panel that does not reach down to the hints.
    pub fn panel_foot(&self, panel: Rect) -> Rect {
        let is_inside = panel.bottom() < self.body.bottom();
        Rect {
            y: panel.bottom(),
            height: u16::from(is_inside),
            ..panel
        }
    }
}
