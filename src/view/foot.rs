//! The lines below the rule: the note and the hints.

use std::collections::HashSet;

use super::canvas::Canvas;
use super::next;
use crate::app::{App, Match, Notice, SaveState, commands, spell};
use crate::layout::{Areas, Ladder, Rect, View};
use crate::settings::Key;
use crate::text;

/// Where the text of the note starts, beside its label.
const NOTE_TEXT: u16 = 7;
/// Between an answer and how to take it back.
const GAP: &str = "   ";

/// Paints the note: on the board who is next, elsewhere the goal (unless the header has it) and
/// what the signs mean. What the last key answered lies over as much of it as it needs, else
/// what is not saved.
pub fn note(canvas: &mut Canvas, app: &App, areas: &Areas, goal_is_shown: bool) {
    if app.page_screen().is_none() {
        if let Some(counted) = app
            .counted()
            .filter(|_| !areas.note.is_empty() && has_people(app))
        {
            next::draw(canvas, areas.note, counted);
            if app.notice().is_some() || app.saved().is_told() {
                canvas.clear(areas.message());
            }
        }
    } else {
        if let (false, Some(line)) = (goal_is_shown, areas.note.line(0)) {
            goal(canvas, app, line);
        }
        let has_ladder = app.page_screen().is_some_and(|it| it.view == View::Person);
        if let (true, Some(line)) = (has_ladder, areas.note.line(1)) {
            legend(canvas, line);
        }
    }
    match (app.notice(), app.saved()) {
        (Some(Notice::Changed(words)), _) => {
            answer(canvas, areas.message(), words, &keys(app, &["undo"]));
        }
        (
            Some(Notice::Moved {
                words,
                answer: more,
            }),
            _,
        ) => {
            let words = match more {
                Some(more) => format!("{words}. {more}"),
                None => words.clone(),
            };
            let keys = keys(app, &["proof", "undo"]);
            answer(canvas, areas.message(), &words, &keys);
        }
        (Some(Notice::Told(words)), _)
        | (
            None,
            SaveState::NotSaved(words)
            | SaveState::Diverged(words)
            | SaveState::Gone(words)
            | SaveState::Paused(words),
        ) => {
            answer(canvas, areas.message(), words, &[]);
        }
        (None, _) => {}
    }
}

/// Says whether there is anybody of whom one could be next.
fn has_people(app: &App) -> bool {
    app.board().people().next().is_some()
}

fn goal(canvas: &mut Canvas, app: &App, line: Rect) {
    let goal = canvas.shown(&app.board().goal).into_owned();
    if goal.is_empty() {
        return;
    }
    let (faint, plain) = (canvas.theme.faint(), canvas.theme.plain());
    let room = line.width.saturating_sub(NOTE_TEXT + 1);
    canvas.put((line.x + 1, line.y), NOTE_TEXT, "Goal", faint);
    canvas.put((line.x + NOTE_TEXT, line.y), room, &goal, plain);
}

/// Paints what the signs mean, as far as there is room.
fn legend(canvas: &mut Canvas, line: Rect) {
    let glyphs = canvas.glyphs;
    let has_ladder = Ladder::fit(line).wide.is_some();
    let arrow = glyphs.arrow;
    let executive = (glyphs.executive.to_owned(), "executive");
    let open = (glyphs.today_open.to_owned(), "unproven or not met");
    let meanings = if has_ladder {
        vec![
            (glyphs.today.to_owned(), "today"),
            open,
            (glyphs.target.to_owned(), "target"),
            executive,
        ]
    } else {
        vec![(format!("3{arrow}6"), "from today to target"), executive]
    };
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

/// Returns the keys of the commands called `names` that are possible, with the names.
fn keys(app: &App, names: &[&'static str]) -> Vec<(String, &'static str)> {
    let keys = names.iter().map(|name| Some((key_of(app, name)?, *name)));
    keys.flatten().collect()
}

/// Paints the answer to a key over the lines it needs; how to go on from there, `keys`, is
/// never cut off.
fn answer(canvas: &mut Canvas, area: Rect, words: &str, keys: &[(String, &str)]) {
    let theme = canvas.theme;
    let words = canvas.shown(words).into_owned();
    let between = format!(" {} ", canvas.glyphs.separator);
    let mut how = Vec::new();
    for (nth, (key, does)) in keys.iter().enumerate() {
        let gap = if nth == 0 { GAP } else { between.as_str() };
        how.push((gap, theme.faint()));
        how.push((key.as_str(), theme.strong()));
        how.push((" ", theme.faint()));
        how.push((does, theme.faint()));
    }
    let after = how.iter().map(|(piece, _)| text::width(piece)).sum();
    let room = area.width.saturating_sub(2);
    let lines = spread(
        &words,
        usize::from(area.height),
        (usize::from(room), after),
        canvas.glyphs.ellipsis,
    );
    let rows = (0..).map_while(|line| area.line(line));
    for (nth, (line, row)) in lines.iter().zip(rows).enumerate() {
        canvas.clear(row);
        let mut pieces = vec![(line.as_str(), theme.plain())];
        if nth + 1 == lines.len() {
            pieces.extend(how.iter().copied());
        }
        canvas.pieces((row.x + 1, row.y), room, &pieces);
    }
}

/// Breaks `words` into at most `rows` lines of `room` cells, leaving `after` cells free
/// behind the last one, which is cut.
fn spread(words: &str, rows: usize, (room, after): (usize, usize), ellipsis: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = words;
    for row in 1..=rows {
        if row == rows || text::width(rest) + after <= room {
            let last = text::cut(rest, room.saturating_sub(after), ellipsis);
            lines.push(last.into_owned());
            break;
        }
        let line = text::wrap(rest, room).first().copied().unwrap_or_default();
        lines.push(line.to_owned());
        rest = rest.get(line.len()..).unwrap_or_default().trim_start();
    }
    lines
}

/// Returns the first key of the command called `name`.
pub fn key_of(app: &App, name: &str) -> Option<String> {
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
    let mut taken = HashSet::new();
    let scope = app.scope();
    for command in commands::all().filter(|it| it.is_for(scope) && (it.when)(app)) {
        // A key that a person gave to another command runs that one.
        let runs_it = |keys: &&[Key]| match app.keymap().find(app, keys) {
            Match::Runs(found) => {
                found.name == command.name || found.keys.contains(&spell(keys).as_str())
            }
            Match::Begins | Match::Nothing => true,
        };
        let keys = app.keymap().keys_of(command).find(runs_it);
        let (Some(hint), Some(keys)) = (command.hint, keys) else {
            continue;
        };
        // Of two commands on a key the first runs, so it alone is shown.
        if !taken.insert(keys) {
            continue;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, rows: usize, after: usize, expected: &[&str]) {
        assert_eq!(spread(words, rows, (20, after), "…"), expected);
    }

    #[test]
    fn an_answer_takes_no_more_lines_than_it_needs() {
        check("Dana to Supporter", 2, 0, &["Dana to Supporter"]);
        check(
            "Dana Ortiz to Supporter",
            2,
            0,
            &["Dana Ortiz to", "Supporter"],
        );
    }

    #[test]
    fn how_to_take_it_back_has_room_behind_the_last_line() {
        check("Dana to Supporter", 2, 9, &["Dana to Supporter", ""]);
        check("Dana to Supporter", 1, 9, &["Dana to Su…"]);
        let long = "Dana Ortiz to Supporter. That opens Sam";
        check(long, 2, 9, &["Dana Ortiz to", "Supporter.…"]);
    }
}
