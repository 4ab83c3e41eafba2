//! Rows that were pasted: what is understood of each, and what is not.

use super::canvas::Canvas;
use super::words::off_screen;
use crate::app::PastedOverlay;
use crate::app::line::TableRow;
use crate::layout::{Areas, Rect};
use crate::text;

/// Cells before the first column: the row's number.
const NUMBER: u16 = 6;
/// The most a column takes.
const MOST: [usize; 5] = [24, 22, 20, 10, 60];

/// Paints the rows over the body. Returns what is off screen, in words.
pub fn draw(canvas: &mut Canvas, areas: &Areas, pasted: &PastedOverlay) -> String {
    let area = areas.help();
    canvas.clear(area);
    canvas.cursor = (area.x, area.y);
    if let Some(line) = area.line(0) {
        title(canvas, line, pasted);
    }
    let height = usize::from(area.height.saturating_sub(1));
    let rows = pasted.table.rows.iter().skip(pasted.scroll).take(height);
    let rows: Vec<&TableRow> = rows.collect();
    let widths = widths(canvas, &rows);
    let lines = (1..).map_while(|line| area.line(line));
    for (row, line) in rows.iter().zip(lines) {
        paint(canvas, line, row, widths);
    }
    let below = pasted
        .table
        .rows
        .len()
        .saturating_sub(pasted.scroll + height);
    off_screen(canvas, &[(pasted.scroll, "above"), (below, "below")])
}

/// Returns what all rows come to, and each row as a line.
pub fn lines(pasted: &PastedOverlay) -> (String, Vec<String>) {
    let rows = pasted.table.rows.iter().map(|row| match &row.read {
        Ok(read) => {
            let cells = read.cells.iter().filter(|cell| !cell.is_empty());
            let cells: Vec<&str> = cells.map(String::as_str).collect();
            format!("{}: {}", row.number, cells.join(", "))
        }
        Err(problem) => format!("{}: not used: {problem}", row.number),
    });
    (pasted.table.will(), rows.collect())
}

/// Says what all rows come to.
fn title(canvas: &mut Canvas, line: Rect, pasted: &PastedOverlay) {
    let theme = canvas.theme;
    let separator = format!(" {} ", canvas.glyphs.separator);
    let table = &pasted.table;
    let adds = table.will();
    let problems = match table.problems().count() {
        0 => String::new(),
        1 => format!("{separator}1 row is not understood"),
        many => format!("{separator}{many} rows are not understood"),
    };
    let left_out = match table.left_out.as_slice() {
        [] => String::new(),
        names => format!("{separator}without {}", names.join(", ")),
    };
    let left_out = canvas.shown(&left_out).into_owned();
    let pieces = [
        (adds.as_str(), theme.strong()),
        (&problems, theme.pressing()),
        (&left_out, theme.faint()),
    ];
    canvas.pieces((line.x + 1, line.y), line.width.saturating_sub(2), &pieces);
}

/// Returns how wide the columns of what is shown are.
fn widths(canvas: &Canvas, rows: &[&TableRow]) -> [u16; 5] {
    let mut widths = [0_u16; 5];
    for read in rows.iter().filter_map(|row| row.read.as_ref().ok()) {
        for ((width, cell), most) in widths.iter_mut().zip(&read.cells).zip(MOST) {
            let cell = text::width(&canvas.shown(cell)).min(most);
            *width = (*width).max(u16::try_from(cell).unwrap_or(0));
        }
    }
    widths
}

fn paint(canvas: &mut Canvas, line: Rect, row: &TableRow, widths: [u16; 5]) {
    let theme = canvas.theme;
    let number = format!("{:>4}", row.number);
    canvas.put((line.x, line.y), NUMBER, &number, theme.faint());
    let end = line.right().saturating_sub(1);
    let mut x = line.x + NUMBER;
    let cells = match &row.read {
        Ok(read) => &read.cells,
        Err(problem) => {
            let words = canvas.shown(problem).into_owned();
            let room = end.saturating_sub(x);
            canvas.pieces(
                (x, line.y),
                room,
                &[("! ", theme.pressing()), (&words, theme.pressing())],
            );
            return;
        }
    };
    for (nth, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let style = if nth == 0 {
            theme.plain()
        } else {
            theme.faint()
        };
        let cell = canvas.shown(cell).into_owned();
        let room = if nth + 1 == cells.len() {
            end.saturating_sub(x)
        } else {
            width
        };
        canvas.put((x, line.y), room.min(end.saturating_sub(x)), &cell, style);
        if width > 0 {
            x = (x + width + 2).min(end);
        }
    }
}
