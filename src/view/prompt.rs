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
    let rows = [area.line(1), areas.prompt_more().line(0)];
    let rows: Vec<Rect> = rows.into_iter().flatten().collect();
    match app.notice() {
        Some(told) => {
            let next = prompt
                .usual_name(app.board())
                .map(|name| format!("next in {name}"));
            let told: Vec<String> = [told.text().to_owned()].into_iter().chain(next).collect();
            below(canvas, &rows, &told, canvas.theme.plain());
        }
        None => understood(canvas, &rows, &prompt.live()),
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

fn understood(canvas: &mut Canvas, rows: &[Rect], live: &Live) {
    let theme = canvas.theme;
    match live {
        Live::Hint(hint) => below(canvas, rows, std::slice::from_ref(hint), theme.faint()),
        Live::Wrong(why) => below(canvas, rows, std::slice::from_ref(why), theme.pressing()),
        Live::Said(pieces) => below(canvas, rows, pieces, theme.plain()),
        Live::Listed(words, chosen) => {
            if let Some(row) = rows.first() {
                listed(canvas, *row, words, *chosen);
            }
        }
    }
}

/// Paints pieces one after the other over as many of `rows` as they need; where they do not
/// fit, the first and the last ones.
fn below(canvas: &mut Canvas, rows: &[Rect], pieces: &[String], style: Style) {
    let width = rows.first().map_or(0, |row| row.width.saturating_sub(2));
    let between = format!(" {} ", canvas.glyphs.separator);
    let pieces: Vec<String> = pieces
        .iter()
        .map(|piece| canvas.shown(piece).into_owned())
        .collect();
    let ellipsis = canvas.glyphs.ellipsis;
    let lines = fit(&pieces, &between, ellipsis, usize::from(width), rows.len());
    for (line, row) in lines.iter().zip(rows) {
        canvas.clear(*row);
        canvas.put((row.x + 1, row.y), width, line, style);
    }
}

/// Sets pieces in at most `rows` lines of `room` cells: all of them, else the first ones, an
/// ellipsis, and as many of the last as fit, since those are typed just now.
fn fit(pieces: &[String], between: &str, ellipsis: &str, room: usize, rows: usize) -> Vec<String> {
    let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
    let (whole, last_of) = set(&pieces, between, room);
    if whole.len() <= rows {
        return whole;
    }
    // What fills the lines above the last stays; of a single line the first piece.
    let above = rows.checked_sub(2).and_then(|last| last_of.get(last));
    let first = above.copied().unwrap_or(1).max(1);
    for from in first + 1..pieces.len() {
        let (first, last) = (pieces.get(..first), pieces.get(from..));
        let left = [
            first.unwrap_or_default(),
            &[ellipsis],
            last.unwrap_or_default(),
        ]
        .concat();
        let (lines, _) = set(&left, between, room);
        if lines.len() <= rows {
            return lines;
        }
    }
    shortened(whole, rows, ellipsis, room)
}

/// Sets pieces in lines of `room` cells, each on one line unless it is longer than that.
/// Returns with them how many pieces are through at the end of each line.
fn set(pieces: &[&str], between: &str, room: usize) -> (Vec<String>, Vec<usize>) {
    let (mut lines, mut through) = (vec![String::new()], vec![0]);
    for (nth, piece) in pieces.iter().enumerate() {
        for (part, words) in text::wrap(piece, room).into_iter().enumerate() {
            let gap = match lines.last() {
                Some(line) if !line.is_empty() && part == 0 => between,
                _ => "",
            };
            match lines.last_mut() {
                Some(line)
                    if part == 0
                        && text::width(line) + text::width(gap) + text::width(words) <= room =>
                {
                    line.push_str(gap);
                    line.push_str(words);
                }
                _ => {
                    lines.push(words.to_owned());
                    through.push(nth);
                }
            }
            if let Some(last) = through.last_mut() {
                *last = nth + 1;
            }
        }
    }
    (lines, through)
}

/// Returns the first `rows` of `lines`, the last one cut behind a word.
fn shortened(lines: Vec<String>, rows: usize, ellipsis: &str, room: usize) -> Vec<String> {
    let mut kept: Vec<String> = lines.into_iter().take(rows).collect();
    if let Some(last) = kept.last_mut() {
        let less = room.saturating_sub(text::width(ellipsis) + 1);
        let words = text::wrap(last, less).first().copied().unwrap_or_default();
        *last = format!("{words} {ellipsis}");
    }
    kept
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

    fn check(pieces: &[&str], (room, rows): (usize, usize), expected: &[&str]) {
        let pieces: Vec<String> = pieces.iter().map(|piece| (*piece).to_owned()).collect();
        assert_eq!(fit(&pieces, " - ", "…", room, rows), expected);
    }

    #[test]
    fn of_too_much_the_first_and_the_last_pieces_are_shown() {
        let pieces = ["Dana", "VP Sales", "Sales", "power 5"];
        check(&pieces, (40, 1), &["Dana - VP Sales - Sales - power 5"]);
        check(&pieces, (30, 1), &["Dana - … - Sales - power 5"]);
        check(&pieces, (20, 1), &["Dana - … - power 5"]);
        check(&["Dana Ortiz"], (6, 1), &["Dana …"]);
    }

    #[test]
    fn what_does_not_fit_goes_on_in_the_next_line() {
        let pieces = ["Dana", "VP Sales", "Sales", "power 5", "interest 4"];
        let all = ["Dana - VP Sales", "Sales - power 5"];
        check(&pieces[..4], (16, 2), &all);
        check(&pieces, (16, 2), &["Dana - VP Sales", "… - interest 4"]);
        check(
            &["one", "a long sentence"],
            (9, 3),
            &["one", "a long", "sentence"],
        );
    }

    #[test]
    fn a_sentence_is_cut_between_words() {
        check(&["what they said or did"], (12, 1), &["what they …"]);
        check(
            &["what they said or did"],
            (12, 2),
            &["what they", "said or did"],
        );
        check(
            &["what they said or did"],
            (9, 2),
            &["what they", "said or …"],
        );
    }

    #[test]
    fn the_cursor_stays_in_sight() {
        assert_eq!(window("abcdef", "", 10), ("abcdef", false));
        assert_eq!(window("abcdefghij", "", 10), ("cdefghij", true));
        assert_eq!(window("北京北京北京", "x", 8), ("京北京", true));
        assert_eq!(window("abc", "", 0), ("", true));
    }
}
