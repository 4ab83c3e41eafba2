//! Who is next, in the lines under the board: the first in two of them; where there are more,
//! the second and third, and what is coming.
//!
//! Promises: what is too long loses its last sentences, and only then its end; how sure the
//! first place is stays.

use std::ops::Range;

use ratatui::style::Style;

use super::canvas::Canvas;
use crate::advice::SHOWN;
use crate::app::{Counted, NextPerson};
use crate::layout::Rect;
use crate::text;

/// How many lines the first has.
const FIRST_ROWS: usize = 2;
/// The labels of the others: whatever lies over the first, theirs still say what they are.
const PLACES: [&str; SHOWN - 1] = ["2nd", "3rd"];
/// Where the words start, beside their label.
const WORDS: u16 = 7;
/// Lines that are longer are hard to read.
const LINE_MOST: u16 = 72;
/// Cells of a day, so that what comes on different days stands under each other.
const DAY: usize = "12 Dec".len();
/// Between what is coming on one day and on the next.
const GAP: &str = "    ";

/// Paints what was counted into `area`, which has two lines at least.
pub fn draw(canvas: &mut Canvas, area: Rect, counted: &Counted) {
    let label = canvas.theme.strong();
    canvas.put((area.x + 1, area.y), WORDS, "Next", label);
    let mut rows = (0..).map_while(|line| area.line(line)).map(|row| Rect {
        x: row.x + WORDS,
        width: row.width.saturating_sub(WORDS + 1),
        ..row
    });
    let Some((first, others)) = counted.first.split_first() else {
        let (outlook, style) = (&counted.outlook, canvas.theme.plain());
        for (line, row) in text::wrap(outlook, usize::from(area.width - WORDS - 1))
            .into_iter()
            .zip(rows)
        {
            canvas.put((row.x, row.y), row.width, line, style);
        }
        return;
    };
    // The first has two lines, used or not, so that nothing below moves when it changes.
    let both: Vec<Rect> = rows.by_ref().take(FIRST_ROWS).collect();
    let sure = counted.sureness.as_ref().map(|sure| {
        let theme = canvas.theme;
        let style = if sure.is_solid {
            theme.solid()
        } else {
            theme.pressing()
        };
        (sure.words.as_str(), style)
    });
    paint(canvas, &both, first, sure);
    for (other, place) in others.iter().zip(PLACES) {
        let row = rows.next();
        if let Some(row) = row {
            let faint = canvas.theme.faint();
            canvas.put((area.x + 1, row.y), WORDS, place, faint);
        }
        paint(canvas, row.as_slice(), other, None);
    }
    let below = (FIRST_ROWS + SHOWN - 1..).map_while(|line| area.line(u16::try_from(line).ok()?));
    coming(canvas, &below.collect::<Vec<_>>(), &counted.coming);
}

/// Paints what is said of somebody into `rows`, their name bold, and `last` behind it.
fn paint(canvas: &mut Canvas, rows: &[Rect], person: &NextPerson, last: Option<(&str, Style)>) {
    let Some(first) = rows.first() else { return };
    let last = last.map(|(words, style)| (canvas.shown(words).into_owned(), style));
    let said: Vec<String> = person
        .said
        .iter()
        .map(|sentence| canvas.shown(sentence).into_owned())
        .collect();
    let words = last.as_ref().map_or("", |(words, _)| words);
    let most = usize::from(first.width);
    let calm = usize::from(first.width.min(LINE_MOST));
    // Breaking early is for more than one row, and where that loses no words.
    let (calm_whole, whole) = [calm, most]
        .map(|cells| fitting(&said, words, cells, rows.len()))
        .into();
    let cells = if calm_whole == whole && rows.len() > 1 {
        calm
    } else {
        most
    };
    let mut styled = Vec::new();
    let name = canvas.shown(&person.name);
    if let Some(at) = whole.find(&*name) {
        styled.push((at..at + name.len(), canvas.theme.strong()));
    }
    if let Some((words, style)) = &last
        && whole.ends_with(words.as_str())
    {
        styled.push((whole.len() - words.len()..whole.len(), *style));
    }
    let lines = lines(&whole, cells);
    for (nth, (line, row)) in lines.iter().zip(rows).enumerate() {
        // The last row takes what is left, and cuts it.
        let is_last = nth + 1 == rows.len();
        let line = if is_last {
            line.start..whole.len()
        } else {
            line.clone()
        };
        let pieces = pieces(&whole, line, &styled, canvas.theme.plain());
        canvas.pieces((row.x, row.y), row.width, &pieces);
    }
}

/// Joins as many of the sentences as fit into `rows` lines of `cells` with `last` behind them;
/// the first always.
fn fitting(said: &[String], last: &str, cells: usize, rows: usize) -> String {
    let joined = |said: &[String], last: &str| {
        let last = [last].into_iter().filter(|last| !last.is_empty());
        let all: Vec<&str> = said.iter().map(String::as_str).chain(last).collect();
        all.join(" ")
    };
    let fits = |text: &String| text::wrap(text, cells).len() <= rows;
    let shorter = (1..=said.len()).rev();
    let mut shorter = shorter.map(|count| joined(said.get(..count).unwrap_or_default(), last));
    let first = said.get(..1).unwrap_or_default();
    shorter.find(fits).unwrap_or_else(|| joined(first, last))
}

/// Returns the lines of a text, as parts of it.
fn lines(text: &str, cells: usize) -> Vec<Range<usize>> {
    let mut end = 0;
    let lines = text::wrap(text, cells).into_iter().map(|line| {
        let before = text.get(end..).and_then(|rest| rest.find(line));
        let start = end + before.unwrap_or(0);
        end = start + line.len();
        start..end
    });
    lines.collect()
}

/// Cuts a line of `text` into pieces of one style each.
fn pieces<'a>(
    text: &'a str,
    line: Range<usize>,
    styled: &[(Range<usize>, Style)],
    plain: Style,
) -> Vec<(&'a str, Style)> {
    let mut pieces = Vec::new();
    let mut at = line.start;
    for (range, style) in styled {
        let start = range.start.clamp(at, line.end);
        let end = range.end.clamp(start, line.end);
        pieces.push((text.get(at..start).unwrap_or_default(), plain));
        pieces.push((text.get(start..end).unwrap_or_default(), *style));
        at = end;
    }
    pieces.push((text.get(at..line.end).unwrap_or_default(), plain));
    pieces
}

/// Paints what is coming, day by day, as much as fits whole into `rows`; the rest is counted.
fn coming(canvas: &mut Canvas, rows: &[Rect], coming: &[(String, String)]) {
    let (Some(first), false) = (rows.first(), coming.is_empty()) else {
        return;
    };
    let (strong, plain, faint) = (
        canvas.theme.strong(),
        canvas.theme.plain(),
        canvas.theme.faint(),
    );
    canvas.put((first.x + 1, first.y), WORDS, "Soon", strong);
    let parts = coming.iter().enumerate().map(|(nth, (day, what))| {
        let before = nth.checked_sub(1).and_then(|nth| coming.get(nth));
        let is_same_day = before.is_some_and(|(before, _)| before == day);
        let what = canvas.shown(what).into_owned();
        Part {
            day: if is_same_day {
                String::new()
            } else {
                format!("{day:DAY$}  ")
            },
            what,
        }
    });
    let parts: Vec<Part> = parts.collect();
    let (start, room) = (first.x + WORDS, first.width.saturating_sub(WORDS + 1));
    let mut at = (0, 0);
    for (nth, part) in parts.iter().enumerate() {
        let behind = parts.len() - nth - 1;
        let Some((row, x)) = part.place(at, room, rows.len(), behind) else {
            let (row, x) = at;
            let y = rows.get(row).map_or(first.y, |row| row.y);
            let more = format!("{GAP}and {} more", behind + 1);
            canvas.put((start + x, y), room.saturating_sub(x), &more, faint);
            return;
        };
        let y = rows.get(row).map_or(first.y, |row| row.y);
        let between = if part.day.is_empty() && x > 0 {
            "; "
        } else {
            ""
        };
        let pieces = [
            (between, plain),
            (part.day.as_str(), faint),
            (part.what.as_str(), plain),
        ];
        let end = canvas.pieces((start + x, y), room.saturating_sub(x), &pieces);
        at = (row, end - start);
    }
}

/// What comes on a day; the day is empty where it stands before already.
struct Part {
    day: String,
    what: String,
}

impl Part {
    /// Returns the row and the cell where it fits behind `(row, x)`, or at the start of the next
    /// row; where `behind` more follow, a count of them must fit behind it in the last row.
    fn place(
        &self,
        (row, x): (usize, u16),
        room: u16,
        rows: usize,
        behind: usize,
    ) -> Option<(usize, u16)> {
        let own = cells(&self.day) + cells(&self.what);
        let gap = if x == 0 || self.day.is_empty() {
            0
        } else {
            cells(GAP)
        };
        let separator = if self.day.is_empty() { 2 } else { 0 };
        let is_last_row = row + 1 == rows;
        let count = if behind > 0 && is_last_row {
            cells(GAP) + cells("and 99 more")
        } else {
            0
        };
        let is_first = row == 0 && x == 0;
        if is_first || x + gap + separator + own + count <= room {
            Some((row, x + gap))
        } else if is_last_row {
            None
        } else {
            self.place((row + 1, 0), room, rows, behind)
        }
    }
}

fn cells(text: &str) -> u16 {
    u16::try_from(text::width(text)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_sentences_go_first_and_how_sure_it_is_stays() {
        let said = ["Win Dana.", "Then Sam hears it.", "Play: wins."].map(str::to_owned);
        let check = |cells, rows, expected| {
            assert_eq!(fitting(&said, "Solid.", cells, rows), expected);
        };
        check(60, 1, "Win Dana. Then Sam hears it. Play: wins. Solid.");
        check(28, 2, "Win Dana. Then Sam hears it. Play: wins. Solid.");
        check(20, 2, "Win Dana. Then Sam hears it. Solid.");
        check(16, 1, "Win Dana. Solid.");
        check(5, 1, "Win Dana. Solid.");
    }

    #[test]
    fn a_name_is_bold_over_the_end_of_a_line() {
        let (plain, bold) = (Style::new(), Style::new().bold());
        let text = "Win Dana Ortiz.";
        assert_eq!(lines(text, 8), [0..8, 9..15]);
        let styled = [(4..14, bold)];
        let first = [("Win ", plain), ("Dana", bold), ("", plain)];
        assert_eq!(pieces(text, 0..8, &styled, plain), first);
        let second = [("", plain), ("Ortiz", bold), (".", plain)];
        assert_eq!(pieces(text, 9..15, &styled, plain), second);
    }
}
