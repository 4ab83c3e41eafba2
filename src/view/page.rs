//! Pages of text: the help, the views, and everything about one person.

use ratatui::style::Style;

use super::canvas::Canvas;
use super::names::names;
use super::row::{self, Shown};
use super::words::off_screen;
use crate::app::{App, HelpOverlay, PageScreen};
use crate::layout::{Areas, Ladder, Look, Page, PageLine, Rect, View};

/// Paints the help over the body. Returns what is off screen, in words.
pub fn help(canvas: &mut Canvas, areas: &Areas, page: &Page, scroll: usize) -> String {
    let area = areas.help();
    canvas.clear(area);
    canvas.cursor = (area.x, area.y);
    let keys = canvas.theme.strong();
    lines(canvas, area, page, scroll, None, keys)
}

/// Paints what the help is searched for, over the note.
pub fn find(canvas: &mut Canvas, areas: &Areas, help: &HelpOverlay) {
    let Some(line) = areas.prompt().line(0) else {
        return;
    };
    if !help.is_finding && help.find.is_empty() {
        return;
    }
    canvas.clear(areas.prompt());
    let (strong, plain) = (canvas.theme.strong(), canvas.theme.plain());
    let room = line.width.saturating_sub(2);
    let find = canvas.shown(&help.find).into_owned();
    let pieces = [("find: ", strong), (find.as_str(), plain)];
    let end = canvas.pieces((line.x + 1, line.y), room, &pieces);
    if help.is_finding {
        canvas.cursor = (end, line.y);
    }
}

/// Paints a view with its title, or a person as on the board with their page below. Returns
/// what is off screen, in words.
pub fn draw(
    canvas: &mut Canvas,
    app: &App,
    areas: &Areas,
    screen: &PageScreen,
    page: &Page,
) -> String {
    let area = if screen.view == View::Person {
        person(canvas, app, areas);
        areas.person_page()
    } else {
        title(canvas, app, areas.head);
        areas.body
    };
    canvas.cursor = (area.x, area.y);
    let labels = if app.leaf_is_a_start() {
        canvas.theme.strong()
    } else {
        canvas.theme.faint()
    };
    let cursor = page.stops().get(screen.at).map(|stop| stop.lines.start);
    lines(canvas, area, page, screen.scroll, cursor, labels)
}

fn person(canvas: &mut Canvas, app: &App, areas: &Areas) {
    row::head(canvas, areas.head);
    let Some(seat) = app.selected_seat() else {
        return;
    };
    let cells = usize::from(Ladder::fit(areas.body).name.1);
    let name = names(canvas, app, std::iter::once(seat), cells);
    if let (Some(shown), Some(name)) = (Shown::of(app, seat), name.first()) {
        // The cursor is on a line of the page, not on this row.
        let shown = Shown {
            is_selected: false,
            ..shown
        };
        row::person(canvas, areas.body, shown, name);
    }
}

fn title(canvas: &mut Canvas, app: &App, area: Rect) {
    if area.is_empty() {
        return;
    }
    let (strong, faint) = (canvas.theme.strong(), canvas.theme.faint());
    let (title, remark) = app.leaf_title();
    let (title, remark) = (
        canvas.shown(title).into_owned(),
        canvas.shown(remark).into_owned(),
    );
    let room = area.width.saturating_sub(2);
    let pieces = [(title.as_str(), strong), ("   ", faint), (&*remark, faint)];
    canvas.pieces((area.x + 1, area.y), room, &pieces);
}

/// Paints the part of a page that is shown. Returns what is not, in words.
pub fn lines(
    canvas: &mut Canvas,
    area: Rect,
    page: &Page,
    scroll: usize,
    cursor: Option<usize>,
    labels: Style,
) -> String {
    let height = usize::from(area.height);
    let all = page.lines();
    let shown = all.iter().enumerate().skip(scroll).take(height);
    let rows = (0..).map_while(|line| area.line(line));
    for ((at, line), row) in shown.zip(rows) {
        let is_selected = cursor == Some(at);
        row::bar(canvas, (row.x, row.y), is_selected);
        paint(canvas, row, line, is_selected, labels);
    }
    let below = all.len().saturating_sub(scroll + height);
    off_screen(canvas, &[(scroll, "above"), (below, "below")])
}

fn paint(canvas: &mut Canvas, row: Rect, line: &PageLine, is_selected: bool, labels: Style) {
    let theme = canvas.theme;
    canvas.formatted += 1;
    let (x, room) = (row.x + 1, row.width.saturating_sub(2));
    // One short thing of the selected line is bold, so that few cells change with a key.
    let has_name = !line.name.1.is_empty();
    let label = canvas.shown(&line.label).into_owned();
    let labels = if is_selected && !has_name {
        theme.strong()
    } else {
        labels
    };
    let labelled = if has_name { line.name.0 } else { line.indent };
    canvas.put((x, row.y), labelled.saturating_sub(1), &label, labels);
    if has_name {
        let names = if is_selected {
            theme.strong()
        } else {
            theme.plain()
        };
        let cells = line.indent.saturating_sub(line.name.0 + 1);
        canvas.put((x + line.name.0, row.y), cells, &line.name.1, names);
    }
    let room = room.saturating_sub(line.indent);
    canvas.put(
        (x + line.indent, row.y),
        room,
        &line.text,
        style(canvas, line.look),
    );
    let (word, look) = &line.word;
    let cells = u16::try_from(crate::text::width(word)).unwrap_or(0);
    let at = row.right().saturating_sub(1 + cells);
    canvas.put((at, row.y), cells, word, style(canvas, *look));
}

fn style(canvas: &Canvas, look: Look) -> Style {
    let theme = canvas.theme;
    match look {
        Look::Plain => theme.plain(),
        Look::Faint => theme.faint(),
        Look::Strong => theme.strong(),
        Look::Pressing => theme.pressing(),
    }
}
