//! One row of the board: a department, or a person on the ladder.

use super::canvas::Canvas;
use super::words;
use crate::app::App;
use crate::layout::{ABBREVIATIONS, Ladder, Rect, Wide};
use crate::model::{Coverage, Person, Seat, Stance, Standing, Urgency};
use crate::text;

/// With less left of it, a team's name goes without the headcount.
const NAME_LEAST: u16 = 6;

/// A person as the board shows them.
#[derive(Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a sign of its own in the row"
)]
pub struct Shown<'a> {
    /// Who.
    pub person: &'a Person,
    /// Their title; on the board that teaches with the keys as they are.
    pub title: &'a str,
    /// Whether the cursor is on them.
    pub is_selected: bool,
    /// Whether they are marked.
    pub is_marked: bool,
    /// Whether they are an executive.
    pub is_executive: bool,
    /// Whether they are not met, or claim a stance nothing shows.
    pub is_open: bool,
    /// What presses most.
    pub urgency: Option<Urgency>,
    /// Whether they are a step that was done, on the board that teaches.
    pub is_learnt: bool,
}

impl<'a> Shown<'a> {
    /// Looks up what the board shows of the person at `seat`.
    pub fn of(app: &'a App, seat: Seat) -> Option<Self> {
        let department = app.board().departments.get(seat.department)?;
        let person = department.people.get(seat.person)?;
        let summary = app.overview().department(seat.department);
        let never = Standing::default();
        let standing = app.overview().standing(&person.id).unwrap_or(&never);
        let is_unproven = !department.ours && standing.is_unproven(person);
        Some(Self {
            person,
            title: app.title_of(person),
            is_selected: app.selected_id() == Some(&person.id),
            is_marked: app.board_screen().marks().has(&person.id),
            is_executive: summary
                .is_some_and(|it| it.executives.binary_search(&seat.person).is_ok()),
            is_open: is_unproven || person.stance == Stance::Unknown,
            urgency: (!department.ours)
                .then(|| standing.urgency(person, app.today()))
                .flatten(),
            is_learnt: app.is_learnt(person.id.as_str()),
        })
    }
}

/// Paints the rungs over their ladder, or with their numbers where there is none.
pub fn head(canvas: &mut Canvas, area: Rect) {
    if area.is_empty() {
        return;
    }
    let ladder = Ladder::fit(area);
    if let Some(wide) = ladder.wide {
        for (place, (word, stance)) in ABBREVIATIONS.iter().zip(Stance::RUNGS).enumerate() {
            let style = canvas.theme.rung(stance);
            canvas.put((wide.rung(place), area.y), 5, word, style);
        }
        return;
    }
    let letters = if area.width < 52 { 3 } else { 5 };
    let mut x = ladder.name.0;
    for (number, (word, stance)) in (1..).zip(ABBREVIATIONS.iter().zip(Stance::RUNGS)) {
        let word = text::beginning(word, letters);
        let style = canvas.theme.rung(stance);
        x = canvas.put((x, area.y), area.width, &format!("{number} {word}"), style) + 1;
    }
}

/// Paints a department's row. Returns nothing where the board has no such department.
pub fn department(canvas: &mut Canvas, app: &App, area: Rect, at: usize, is_selected: bool) {
    let department = app.board().departments.get(at);
    let (Some(department), Some(summary)) = (department, app.overview().department(at)) else {
        return;
    };
    canvas.formatted += 1;
    let (y, ladder, theme) = (area.y, Ladder::fit(area), canvas.theme);
    bar(canvas, (ladder.bar, y), is_selected);
    if let Some(coverage) = summary.coverage {
        let [nobody, somebody, executive] = canvas.glyphs.coverage;
        let sign = match coverage {
            Coverage::Nobody => nobody,
            Coverage::Somebody => somebody,
            Coverage::Executive => executive,
        };
        canvas.sign((ladder.mark, y), sign, theme.coverage(coverage));
    }
    let name = canvas.shown(&department.name);
    canvas.put((ladder.name.0, y), ladder.name.1, &name, theme.strong());
    let is_folded = app.board_screen().is_folded(&department.id);
    let parts = words::summary(department, summary, is_folded, app.learnt_in(department));
    let (x, cells) = ladder.summary;
    let line = fitting(&parts, usize::from(cells));
    let line = canvas.shown(&line);
    canvas.put((x, y), cells, &line, theme.faint());
}

/// Joins as many of `parts` as fit, and at least the first.
fn fitting(parts: &[String], cells: usize) -> String {
    let mut line = String::new();
    for part in parts {
        if !line.is_empty() {
            if text::width(&line) + 3 + text::width(part) > cells {
                break;
            }
            line.push_str("   ");
        }
        line.push_str(part);
    }
    line
}

/// Paints a person's row, under a name that was shortened to fit.
pub fn person(canvas: &mut Canvas, area: Rect, shown: Shown, name: &str) {
    canvas.formatted += 1;
    let (y, ladder, theme) = (area.y, Ladder::fit(area), canvas.theme);
    bar(canvas, (ladder.bar, y), shown.is_selected);
    if shown.is_executive {
        let sign = canvas.glyphs.executive;
        canvas.sign((ladder.mark, y), sign, theme.faint());
    }
    if shown.is_marked {
        let sign = canvas.glyphs.marked;
        canvas.sign((ladder.mark + 1, y), sign, theme.bar());
    }
    let style = if shown.is_selected {
        theme.strong()
    } else {
        theme.plain()
    };
    named(
        canvas,
        (ladder.name.0, y),
        ladder.name.1,
        name,
        shown,
        style,
    );
    if let Some(wide) = ladder.wide {
        let title = canvas.shown(shown.title);
        canvas.put((wide.title.0, y), wide.title.1, &title, theme.faint());
        rungs(canvas, wide, y, shown);
    }
    if let Some(x) = ladder.steps {
        steps(canvas, (x, y), shown.person);
    }
    if shown.urgency.is_none() && shown.is_learnt {
        canvas.put((ladder.word.0, y), ladder.word.1, "done", theme.faint());
    }
    if let Some(urgency) = shown.urgency {
        let style = if words::is_pressing(urgency) {
            theme.pressing()
        } else {
            theme.faint()
        };
        canvas.put(
            (ladder.word.0, y),
            ladder.word.1,
            &words::urgency(urgency),
            style,
        );
    }
}

/// Paints the selection's bar, and leaves the terminal's cursor there.
pub fn bar(canvas: &mut Canvas, at: (u16, u16), is_selected: bool) {
    if is_selected {
        let (sign, style) = (canvas.glyphs.bar, canvas.theme.bar());
        canvas.sign(at, sign, style);
        canvas.cursor = at;
    }
}

/// Paints a name; a team's is cut before its headcount.
pub fn named(
    canvas: &mut Canvas,
    (x, y): (u16, u16),
    cells: u16,
    name: &str,
    shown: Shown,
    style: ratatui::style::Style,
) {
    let count = format!(" {}{}", canvas.glyphs.times, shown.person.headcount);
    let room = cells.saturating_sub(u16::try_from(text::width(&count)).unwrap_or(cells));
    if !shown.person.is_team() || room < NAME_LEAST {
        canvas.put((x, y), cells, name, style);
        return;
    }
    let end = canvas.put((x, y), room, name, style);
    canvas.put((end, y), (x + cells).saturating_sub(end), &count, style);
}

/// Paints the ladder: a dot for each rung, today, the target, and the path between them.
fn rungs(canvas: &mut Canvas, wide: Wide, y: u16, shown: Shown) {
    let (glyphs, theme) = (canvas.glyphs, canvas.theme);
    let (today, target) = (shown.person.stance, shown.person.target());
    for place in 0..ABBREVIATIONS.len() {
        canvas.sign((wide.rung(place), y), glyphs.rung, theme.faint());
    }
    let (from, to) = (wide.rung(today.place()), wide.rung(target.place()));
    let length = usize::from(from.abs_diff(to));
    let path = glyphs.path.repeat(length);
    canvas.put((from.min(to), y), from.abs_diff(to), &path, theme.faint());
    let sign = if to < from {
        glyphs.target_below
    } else {
        glyphs.target
    };
    canvas.sign((to, y), sign, theme.rung(target));
    let sign = if shown.is_open {
        glyphs.today_open
    } else {
        glyphs.today
    };
    canvas.sign((from, y), sign, theme.rung(today));
}

/// Paints today and target as figures: `3→6`, `?→4`, or `4` for who is there.
pub fn steps(canvas: &mut Canvas, at: (u16, u16), person: &Person) {
    let theme = canvas.theme;
    let (today, target) = (person.stance, person.target());
    let figure = |stance: Stance| match stance {
        Stance::Unknown => "?".to_owned(),
        known => (known.place() + 1).to_string(),
    };
    let (from, to) = (figure(today), figure(target));
    if today == target {
        canvas.put(at, 3, &from, theme.rung(today));
        return;
    }
    let arrow = canvas.glyphs.arrow;
    let pieces = [
        (from.as_str(), theme.rung(today)),
        (arrow, theme.faint()),
        (to.as_str(), theme.rung(target)),
    ];
    canvas.pieces(at, 3, &pieces);
}
