//! The slide that hides everybody: departments with metric and plays, for others to look at.
//!
//! Promises: paints no notice and no overlay, since they may name somebody; what is not saved
//! is told in a word.

use super::canvas::Canvas;
use super::{foot, header, rule, words};
use crate::app::{App, BlurScreen};
use crate::layout::{Areas, Column, Rect, Slide, SlideColumns};
use crate::model::Coverage;
use crate::text;

/// Said where there is nothing to hide.
const NOBODY: &str = "No department is on this board yet.";

/// Paints the slide and the lines below it.
pub fn draw(canvas: &mut Canvas, app: &App, areas: &Areas, blur: &BlurScreen) {
    head(canvas, app, areas.header);
    let area = areas.help();
    let departments = app.board().departments.len();
    let slides = (0..departments).filter_map(|at| Slide::of(app.board(), app.overview(), at));
    let slides: Vec<Slide> = slides.collect();
    let columns = SlideColumns::fit(area, &slides);
    let rows = (0..).map_while(|line| area.line(line));
    for (slide, row) in slides.iter().skip(blur.scroll).zip(rows) {
        line(canvas, slide, &columns, row.y);
    }
    if let (true, Some(row)) = (slides.is_empty(), area.line(0)) {
        let style = canvas.theme.faint();
        canvas.put((row.x + 1, row.y), row.width, NOBODY, style);
    }
    canvas.cursor = (columns.name.0, area.y);
    let below = departments.saturating_sub(blur.scroll + usize::from(area.height));
    let hidden = [(blur.scroll, "above"), (below, "below")];
    let hidden = words::off_screen(canvas, &hidden);
    rule::plain(canvas, areas.rule, &hidden);
    if let Some(row) = areas.message().line(0) {
        let style = canvas.theme.plain();
        canvas.put(
            (row.x + 1, row.y),
            row.width.saturating_sub(2),
            &answer(app, blur),
            style,
        );
    }
    foot::hints(canvas, app, areas.hints);
}

/// Paints the title, and at the right that everybody is hidden.
fn head(canvas: &mut Canvas, app: &App, area: Rect) {
    let theme = canvas.theme;
    let blurred = format!("blurred, {} clears", key(app, "clear"));
    let saved = if app.saved().is_safe() {
        String::new()
    } else {
        let (ellipsis, waiting) = (canvas.glyphs.ellipsis, canvas.glyphs.separator);
        format!("{}   ", words::saved(app.saved(), false, ellipsis, waiting))
    };
    let cells = cells(text::width(&saved) + text::width(&blurred));
    let at = area.right().saturating_sub(1 + cells);
    let title = header::title(canvas, app);
    let room = at.saturating_sub(area.x + 3);
    canvas.put((area.x + 1, area.y), room, &title, theme.strong());
    let x = canvas.put((at, area.y), area.width, &saved, theme.wrong());
    canvas.put((x, area.y), area.width, &blurred, theme.faint());
}

fn line(canvas: &mut Canvas, slide: &Slide, columns: &SlideColumns, y: u16) {
    let theme = canvas.theme;
    if let Some(coverage) = slide.coverage {
        let [nobody, somebody, executive] = canvas.glyphs.coverage;
        let sign = match coverage {
            Coverage::Nobody => nobody,
            Coverage::Somebody => somebody,
            Coverage::Executive => executive,
        };
        canvas.sign((columns.sign, y), sign, theme.coverage(coverage));
    }
    let mut put = |(x, cells): Column, words: &str, style| {
        let words = canvas.shown(words).into_owned();
        canvas.put((x, y), cells, &words, style);
    };
    put(columns.name, &slide.name, theme.strong());
    let style = if slide.is_measured {
        theme.plain()
    } else {
        theme.faint()
    };
    put(columns.metric, &slide.metric, style);
    if let Some(plays) = columns.plays {
        put(plays, &slide.plays, theme.plain());
    }
    if let (Some((x, cells)), Some(share)) = (columns.bar, slide.share) {
        let full = filled(share, cells);
        let reached = canvas.glyphs.full.repeat(usize::from(full));
        let open = canvas.glyphs.rung.repeat(usize::from(cells - full));
        canvas.pieces(
            (x, y),
            cells,
            &[(&reached, theme.plain()), (&open, theme.faint())],
        );
    }
}

/// Returns how many of `room` cells stand for `share`: some for anything begun, all only for all.
fn filled(share: f64, room: u16) -> u16 {
    let steps = 1..room;
    let reached = steps.filter(|step| f64::from(*step) <= share * f64::from(room));
    let reached = cells(reached.count());
    if share >= 1.0 {
        room
    } else {
        reached.max(u16::from(share > 0.0))
    }
}

/// Returns what the last key is answered with; nobody is named.
fn answer(app: &App, blur: &BlurScreen) -> String {
    let clear = key(app, "clear");
    if app.is_leaving() && !app.saved().is_safe() {
        return format!("Not everything is saved: {clear} shows why; q again leaves");
    }
    if blur.is_astray {
        return format!("Everybody is hidden, and every key rests; {clear} shows them again");
    }
    String::new()
}

fn key(app: &App, name: &str) -> String {
    foot::key_of(app, name).unwrap_or_default()
}

fn cells(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_empty_only_for_nothing_and_full_only_for_all() {
        let check = |share: f64, expected: u16| assert_eq!(filled(share, 20), expected, "{share}");
        check(0.0, 0);
        check(0.001, 1);
        check(0.2, 4);
        check(0.31, 6);
        check(0.999, 19);
        check(1.0, 20);
    }
}
