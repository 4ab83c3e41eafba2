//! The lines below the body: the rule with what is off screen, the note, the hints.

use ratatui::style::Style;

use super::canvas::Canvas;
use crate::app::{App, Notice, SaveState, commands, spell};
use crate::layout::{Areas, Rect};
use crate::text;

/// Before and after what the rule says.
const RULE_END: u16 = 2;
/// Where the text of the note starts, beside its label.
const NOTE_TEXT: u16 = 7;

/// Paints the rule, with what is off screen at its right end.
pub fn rule(canvas: &mut Canvas, area: Rect, off_screen: &str) {
    canvas.rule(area);
    if area.is_empty() || off_screen.is_empty() {
        return;
    }
    let words = format!(" {off_screen} ");
    let cells = u16::try_from(text::width(&words)).unwrap_or(area.width);
    let x = area.right().saturating_sub(cells + RULE_END).max(area.x);
    let style = canvas.theme.faint();
    canvas.put((x, area.y), cells, &words, style);
}

/// Paints the note: what the last key answered, else what is not saved, else the goal
/// (unless the header has it) and what the signs mean.
pub fn note(canvas: &mut Canvas, app: &App, areas: &Areas, goal_is_shown: bool) {
    if let Some(notice) = app.notice() {
        return answer(canvas, app, areas.message(), notice);
    }
    let mut lines = (0..).map_while(|line| areas.note.line(line));
    if let SaveState::NotSaved(why) | SaveState::Diverged(why) = app.saved() {
        let why = canvas.shown(why).into_owned();
        let style = canvas.theme.plain();
        return wrapped(canvas, areas.message(), &why, style);
    }
    let goal = canvas.shown(&app.board().goal).into_owned();
    if !goal_is_shown && !goal.is_empty() {
        let Some(line) = lines.next() else { return };
        let (faint, plain) = (canvas.theme.faint(), canvas.theme.plain());
        let room = line.width.saturating_sub(NOTE_TEXT + 1);
        canvas.put((line.x + 1, line.y), NOTE_TEXT, "Goal", faint);
        canvas.put((line.x + NOTE_TEXT, line.y), room, &goal, plain);
    }
    if let Some(line) = lines.next() {
        legend(canvas, line);
    }
}

/// Paints what the signs mean, as far as there is room.
fn legend(canvas: &mut Canvas, line: Rect) {
    let glyphs = canvas.glyphs;
    let meanings = [
        (glyphs.today, "today"),
        (glyphs.today_open, "unproven or not met"),
        (glyphs.target, "target"),
        (glyphs.executive, "executive"),
    ];
    let mut said = String::new();
    for (sign, meaning) in meanings {
        let more = format!("{sign} {meaning}   ");
        let end = text::width(&said) + text::width(more.trim_end());
        if end + 2 > usize::from(line.width) {
            break;
        }
        said.push_str(&more);
    }
    let style = canvas.theme.faint();
    canvas.put((line.x + 1, line.y), line.width, said.trim_end(), style);
}

/// Paints the answer to a key; after a change, how to take it back is never cut off.
fn answer(canvas: &mut Canvas, app: &App, area: Rect, notice: &Notice) {
    canvas.clear(area);
    let theme = canvas.theme;
    let sentence = canvas.shown(notice.text()).into_owned();
    let undo = match notice {
        Notice::Changed(_) => key_of(app, "undo"),
        Notice::Told(_) => None,
    };
    let Some(undo) = undo else {
        return wrapped(canvas, area, &sentence, theme.plain());
    };
    let taken = text::width(&undo) + " undo".len() + 3;
    let room = usize::from(area.width.saturating_sub(2)).saturating_sub(taken);
    let sentence = text::cut(&sentence, room, canvas.glyphs.ellipsis);
    let pieces = [
        (sentence.as_ref(), theme.plain()),
        ("   ", theme.plain()),
        (undo.as_str(), theme.strong()),
        (" undo", theme.faint()),
    ];
    canvas.pieces((area.x + 1, area.y), area.width.saturating_sub(2), &pieces);
}

/// Paints a sentence over the lines of an area; the last one is cut.
fn wrapped(canvas: &mut Canvas, area: Rect, sentence: &str, style: Style) {
    canvas.clear(area);
    let room = area.width.saturating_sub(2);
    let mut rest = sentence;
    let rows: Vec<Rect> = (0..).map_while(|line| area.line(line)).collect();
    for (nth, row) in rows.iter().enumerate() {
        let is_last = nth + 1 == rows.len();
        let lines = text::wrap(rest, usize::from(room));
        let line = match lines.first() {
            Some(line) if !is_last => *line,
            _ => rest,
        };
        canvas.put((row.x + 1, row.y), room, line, style);
        rest = rest.get(line.len()..).unwrap_or_default().trim_start();
    }
}

/// Returns the first key of the command called `name`.
fn key_of(app: &App, name: &str) -> Option<String> {
    let command = commands::all().find(|command| command.name == name)?;
    let keys = app.keymap().keys_of(command).next()?;
    Some(spell(keys))
}

/// Paints the keys that work now: those of the highest `cut` go first when there is no room.
pub fn hints(canvas: &mut Canvas, app: &App, area: Rect) {
    let mut hints = collect(app);
    let room = usize::from(area.width.saturating_sub(2));
    while width(&hints) > room {
        let worst = hints.iter().map(|hint| hint.cut).max();
        let Some(at) = hints.iter().rposition(|hint| Some(hint.cut) == worst) else {
            return;
        };
        hints.remove(at);
    }
    let (strong, faint) = (canvas.theme.strong(), canvas.theme.faint());
    let mut x = area.x + 1;
    for hint in &hints {
        let pieces = [
            (hint.keys.as_str(), strong),
            (" ", faint),
            (hint.word, faint),
        ];
        x = canvas.pieces((x, area.y), area.width, &pieces) + 2;
    }
}

struct Shared {
    keys: String,
    word: &'static str,
    cut: u8,
}

/// Returns the hints of what is possible now; neighbours with the same word share one.
fn collect(app: &App) -> Vec<Shared> {
    let mut hints: Vec<Shared> = Vec::new();
    let scope = app.scope();
    for command in commands::all().filter(|it| it.is_for(scope) && (it.when)(app)) {
        let keys = app.keymap().keys_of(command).next();
        let (Some(hint), Some(keys)) = (command.hint, keys) else {
            continue;
        };
        match hints.last_mut() {
            Some(last) if last.word == hint.word => last.keys.push_str(&spell(keys)),
            _ => hints.push(Shared {
                keys: spell(keys),
                word: hint.word,
                cut: hint.cut,
            }),
        }
    }
    hints
}

fn width(hints: &[Shared]) -> usize {
    let widths = hints.iter().map(|hint| {
        let keys = text::width(&hint.keys);
        keys + 1 + text::width(hint.word) + 2
    });
    widths.sum::<usize>().saturating_sub(2)
}
