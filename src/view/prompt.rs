//! A line that is typed, with the cursor in it, and what is understood of it below.

use ratatui::style::Style;

use super::canvas::Canvas;
use crate::app::{App, Live, PromptOverlay};
use crate::layout::{Areas, Rect};
use crate::text;

/// How much of what is behind the cursor stays in sight when the line is too long.
const BEHIND: usize = 8;

/// Paints the line over the note, or over rule and hints where there is none.
pub fn draw(canvas: &mut Canvas, app: &App, areas: &Areas, prompt: &PromptOverlay) {
    let area = areas.prompt();
    canvas.clear(area);
    if let Some(line) = area.line(0) {
        typed(canvas, line, prompt);
    }
    if let Some(line) = area.line(1) {
        match app.notice() {
            Some(told) => {
                let next = prompt
                    .usual_name(app.board())
                    .map(|name| format!("next in {name}"));
                let told: Vec<String> = [told.text().to_owned()].into_iter().chain(next).collect();
                below(canvas, line, &told, canvas.theme.plain());
            }
            None => understood(canvas, line, &prompt.live()),
        }
    }
}

/// Paints label and text; of a text that is too long, what lies around the cursor.
fn typed(canvas: &mut Canvas, line: Rect, prompt: &PromptOverlay) {
    let (strong, plain, faint) = (
        canvas.theme.strong(),
        canvas.theme.plain(),
        canvas.theme.faint(),
    );
    let end = line.right().saturating_sub(1);
    let x = canvas.put(
        (line.x + 1, line.y),
        line.width,
        prompt.asking().label(),
        strong,
    );
    let room = usize::from(end.saturating_sub(x));
    let (before, behind) = prompt.text().split_at(prompt.cursor());
    let before = canvas.shown(before).into_owned();
    let behind = canvas.shown(behind).into_owned();
    let (before, is_cut) = window(&before, &behind, room);
    let [more_left, more_right] = canvas.glyphs.more;
    let mark = if is_cut { more_left } else { "" };
    let at = canvas.pieces((x, line.y), end - x, &[(mark, faint), (before, plain)]);
    canvas.cursor = (at.min(line.right().saturating_sub(1)), line.y);
    let rest = usize::from(end.saturating_sub(at));
    let fits = text::width(&behind) <= rest;
    let shown = if fits {
        behind.as_str()
    } else {
        text::beginning(&behind, rest.saturating_sub(1))
    };
    let mark = if fits { "" } else { more_right };
    canvas.pieces(
        (at, line.y),
        end.saturating_sub(at),
        &[(shown, plain), (mark, faint)],
    );
}

/// Returns what is shown before the cursor in `room` cells, and whether something is cut off.
fn window<'a>(before: &'a str, behind: &str, room: usize) -> (&'a str, bool) {
    // One cell for the cursor itself where it stands at the end.
    let kept = text::width(behind).clamp(1, BEHIND).min(room);
    if text::width(before) + kept <= room {
        return (before, false);
    }
    (text::ending(before, room.saturating_sub(kept + 1)), true)
}

fn understood(canvas: &mut Canvas, row: Rect, live: &Live) {
    let theme = canvas.theme;
    match live {
        Live::Hint(hint) => below(canvas, row, std::slice::from_ref(hint), theme.faint()),
        Live::Wrong(problem) => below(canvas, row, std::slice::from_ref(problem), theme.pressing()),
        Live::Said(pieces) => below(canvas, row, pieces, theme.plain()),
        Live::Listed(words, chosen) => listed(canvas, row, words, *chosen),
    }
}

/// Paints pieces one after the other; where they do not fit, the first and the last ones.
fn below(canvas: &mut Canvas, line: Rect, pieces: &[String], style: Style) {
    let room = usize::from(line.width.saturating_sub(2));
    let between = format!(" {} ", canvas.glyphs.separator);
    let pieces: Vec<String> = pieces
        .iter()
        .map(|piece| canvas.shown(piece).into_owned())
        .collect();
    let words = fit(&pieces, &between, canvas.glyphs.ellipsis, room);
    canvas.put(
        (line.x + 1, line.y),
        line.width.saturating_sub(2),
        &words,
        style,
    );
}

/// Joins pieces in `room` cells: all of them, else the first, an ellipsis, and as many of the
/// last as fit, since those are typed just now.
fn fit(pieces: &[String], between: &str, ellipsis: &str, room: usize) -> String {
    let whole = pieces.join(between);
    let [first, rest @ ..] = pieces else {
        return whole;
    };
    if text::width(&whole) <= room {
        return whole;
    }
    for from in 1..rest.len() {
        let last = rest.get(from..).unwrap_or_default();
        let words = [first.as_str(), ellipsis]
            .into_iter()
            .chain(last.iter().map(String::as_str));
        let words = words.collect::<Vec<_>>().join(between);
        if text::width(&words) <= room {
            return words;
        }
    }
    whole
}

/// Paints words to choose from, the chosen one in brackets and always in sight.
fn listed(canvas: &mut Canvas, line: Rect, words: &[String], chosen: usize) {
    let room = usize::from(line.width.saturating_sub(2));
    let (strong, faint) = (canvas.theme.strong(), canvas.theme.faint());
    let shown: Vec<String> = words
        .iter()
        .map(|word| canvas.shown(word).into_owned())
        .collect();
    let cells = |from: usize| -> usize {
        let words = shown.iter().skip(from).take(chosen + 1 - from);
        words.map(|word| text::width(word) + 2).sum::<usize>() + 2
    };
    let from = (0..=chosen)
        .find(|from| cells(*from) <= room)
        .unwrap_or(chosen);
    let mut x = line.x + 1;
    let end = line.right().saturating_sub(1);
    for (nth, word) in shown.iter().enumerate().skip(from) {
        let is_chosen = nth == chosen;
        let (word, style) = if is_chosen {
            (format!("[{word}]"), strong)
        } else {
            (word.clone(), faint)
        };
        if x > line.x + 1 && usize::from(end.saturating_sub(x)) < text::width(&word) {
            break;
        }
        x = canvas.put((x, line.y), end.saturating_sub(x), &word, style) + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pieces: &[&str], room: usize, expected: &str) {
        let pieces: Vec<String> = pieces.iter().map(|piece| (*piece).to_owned()).collect();
        assert_eq!(fit(&pieces, " - ", "…", room), expected);
    }

    #[test]
    fn of_too_much_the_first_and_the_last_pieces_are_shown() {
        let pieces = ["Dana", "VP Sales", "Sales", "power 5"];
        check(&pieces, 40, "Dana - VP Sales - Sales - power 5");
        check(&pieces, 30, "Dana - … - Sales - power 5");
        check(&pieces, 20, "Dana - … - power 5");
        check(&["Dana Ortiz"], 4, "Dana Ortiz");
    }

    #[test]
    fn the_cursor_stays_in_sight() {
        assert_eq!(window("abcdef", "", 10), ("abcdef", false));
        assert_eq!(window("abcdefghij", "", 10), ("cdefghij", true));
        assert_eq!(window("北京北京北京", "x", 8), ("京北京", true));
        assert_eq!(window("abc", "", 0), ("", true));
    }
}
