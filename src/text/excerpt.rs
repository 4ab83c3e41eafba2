//! One line of a source around a caret, fit to show.
//!
//! Promises: at most `width` cells wide, cut with `…` where it must be; safe; the caret's
//! bytes are found again in it. Looks at a few kilobytes around the caret and no more,
//! so that a file that is all one line costs no more than any other.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::safe::push_safe;

/// How far around the caret a line is looked at, in bytes.
const REACH: usize = 4096;
/// How many cells before the caret stay when a line is cut.
const BEFORE: usize = 16;

/// One line around a caret, safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The text, without a line end.
    pub(super) text: String,
    /// The bytes of `text` the caret stands under.
    pub(super) caret: Range<usize>,
}

/// A character as it is shown.
struct Cell {
    shown: String,
    width: usize,
    is_under_caret: bool,
    is_blank: bool,
}

/// Returns the line `span` begins on, cut to `width` cells with room for `label` cells
/// behind the caret.
pub(super) fn excerpt(source: &[u8], span: &Range<usize>, width: usize, label: usize) -> Excerpt {
    let caret = span.start.min(source.len());
    let before = source.get(caret.saturating_sub(REACH)..caret);
    let before = before.unwrap_or_default();
    let start = before.iter().rposition(|byte| *byte == b'\n');
    let start = start.map_or(caret - before.len(), |end| caret - before.len() + end + 1);
    let after = source.get(caret..source.len().min(caret + REACH));
    let after = after.unwrap_or_default();
    let end = after.iter().position(|byte| *byte == b'\n');
    let end = caret + end.unwrap_or(after.len());
    let line = source.get(start..end).unwrap_or_default();
    let line = match line {
        [rest @ .., b'\r'] if rest.len() + start >= caret => rest,
        all => all,
    };
    let cells = cells(line, start, span);
    let is_whole = (start == 0 || source.get(start - 1) == Some(&b'\n'))
        && (end == source.len() || source.get(end) == Some(&b'\n'));
    fit(
        &cells,
        is_whole,
        caret_cell(&cells, line, start, caret),
        width,
        label,
    )
}

/// Splits a line into what is shown for each character; tabs are four blanks.
fn cells(line: &[u8], start: usize, span: &Range<usize>) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(line.len());
    let mut at = start;
    let mut push = |character: char, bytes: usize, at: &mut usize| {
        let mut shown = String::new();
        if character == '\t' {
            shown.push_str("    ");
        } else if !(character == '\u{feff}' && *at == 0) {
            push_safe(&mut shown, character);
        }
        let width = shown.chars().filter_map(UnicodeWidthChar::width).sum();
        cells.push(Cell {
            shown,
            width,
            is_under_caret: span.contains(at),
            is_blank: character.is_whitespace(),
        });
        *at += bytes;
    };
    for chunk in line.utf8_chunks() {
        for character in chunk.valid().chars() {
            push(character, character.len_utf8(), &mut at);
        }
        if !chunk.invalid().is_empty() {
            push(char::REPLACEMENT_CHARACTER, chunk.invalid().len(), &mut at);
        }
    }
    cells
}

/// Returns the cell the caret begins at.
fn caret_cell(cells: &[Cell], line: &[u8], start: usize, caret: usize) -> usize {
    let under = cells.iter().position(|cell| cell.is_under_caret);
    under.unwrap_or_else(|| {
        let before = line.get(..caret.saturating_sub(start)).unwrap_or(line);
        let chunks = before.utf8_chunks();
        chunks
            .map(|chunk| chunk.valid().chars().count() + usize::from(!chunk.invalid().is_empty()))
            .sum()
    })
}

/// Cuts cells so that the caret and the label behind it fit.
fn fit(cells: &[Cell], is_whole: bool, caret: usize, width: usize, label: usize) -> Excerpt {
    let width = width.max(24);
    let sum = |cells: &[Cell]| cells.iter().map(|cell| cell.width).sum::<usize>();
    let under = cells.iter().skip(caret);
    let under: usize = under
        .take_while(|cell| cell.is_under_caret)
        .map(|cell| cell.width)
        .sum();
    let total = sum(cells);
    let before = sum(cells.get(..caret).unwrap_or(cells));
    let needed = (before + under.max(1) + 1 + label).max(total.min(before + under + 12));
    let is_long = total > width || !is_whole;
    let mut first = 0;
    if is_long && needed > width {
        let drop = (needed - width + 2).min(before.saturating_sub(BEFORE));
        first = first_kept(cells, drop, caret);
    }
    let mut text = String::new();
    let mut used = 0;
    if first > 0 {
        text.push_str("… ");
        used = 2;
    }
    let mut range = None;
    let mut end = None;
    for (at, cell) in cells.iter().enumerate().skip(first) {
        let is_last = at + 1 == cells.len();
        if used + cell.width + usize::from(!is_last) > width {
            text.push('…');
            break;
        }
        if at == caret {
            range = Some(text.len());
        }
        text.push_str(&cell.shown);
        used += cell.width;
        if cell.is_under_caret {
            end = Some(text.len());
        }
    }
    let start = range.unwrap_or(text.len());
    let trimmed = text.trim_end().len().max(start);
    text.truncate(trimmed);
    let end = end.unwrap_or(start).clamp(start, text.len());
    Excerpt {
        text,
        caret: start..end,
    }
}

/// Returns the first cell kept when `drop` cells of width go, at a word's beginning if one is near.
fn first_kept(cells: &[Cell], drop: usize, caret: usize) -> usize {
    let mut gone = 0;
    let mut first = 0;
    while let Some(cell) = cells.get(first).filter(|_| gone < drop) {
        gone += cell.width;
        first += 1;
    }
    let latest = caret.saturating_sub(4).max(first);
    let words = cells
        .iter()
        .enumerate()
        .take(latest.min(first + 12))
        .skip(first);
    let word = words
        .filter(|(at, cell)| cell.is_blank && cells.get(at + 1).is_some_and(|next| !next.is_blank))
        .map(|(at, _)| at + 1)
        .next();
    word.unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(source: &str, needle: &str, width: usize, shown: &str) {
        let at = source.find(needle).unwrap();
        let found = excerpt(source.as_bytes(), &(at..at + needle.len()), width, 10);
        assert_eq!(found.text, shown);
        assert_eq!(found.text[found.caret].trim_end(), needle.trim_end());
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        check(
            "a\n  stance: Sceptic, // x\r\nb",
            "Sceptic",
            60,
            "  stance: Sceptic, // x",
        );
        check("\u{feff}(\tpower: 9)", "9", 60, "(    power: 9)");
    }

    #[test]
    fn a_long_line_is_cut_at_both_ends() {
        let source = format!(
            "{}stance: Sceptic, {}",
            "word ".repeat(30),
            "more ".repeat(30)
        );
        let found = excerpt(source.as_bytes(), &(158..165), 60, 20);
        assert_eq!(
            found.text,
            "… word word word word stance: Sceptic, more more more more …"
        );
        assert_eq!(&found.text[found.caret], "Sceptic");
    }

    proptest! {
        #[test]
        fn any_caret_in_any_bytes_gives_a_narrow_safe_line(
            source in proptest::collection::vec(any::<u8>(), 0..400),
            at in 0_usize..500, length in 0_usize..300, width in 0_usize..120, label in 0_usize..40,
        ) {
            let found = excerpt(&source, &(at..at + length), width, label);
            let cells: usize = found.text.chars().filter_map(UnicodeWidthChar::width).sum();
            prop_assert!(cells <= width.max(24));
            prop_assert!(!found.text.contains(crate::text::is_hidden));
            prop_assert!(found.text.get(found.caret).is_some());
        }
    }
}
