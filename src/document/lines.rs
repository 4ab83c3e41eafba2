//! Lines and blanks of a text: indentation, line ends, what begins a line.
//!
//! Promises: looks no further than the line it is asked about.

use super::syntax::Span;

/// Returns the bytes of the spaces and tabs that begin the line of `at`.
pub(super) fn indent_at(text: &str, at: usize) -> Span {
    let start = line_start(text, at);
    let line = text.get(start..at).unwrap_or("");
    let rest = line.trim_start_matches([' ', '\t']);
    Span::new(start, start + line.len() - rest.len())
}

/// Returns where the line of `at` begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    // A byte order mark is before the first line, not on it.
    if start == 0 && before.starts_with('\u{feff}') {
        return '\u{feff}'.len_utf8();
    }
    start
}

/// Says whether only spaces and tabs stand before `at` on its line.
pub(super) fn begins_line(text: &str, at: usize) -> bool {
    indent_at(text, at).end == at
}

/// Returns where the spaces and tabs before `at` begin.
pub(super) fn blanks_before(text: &str, at: usize) -> usize {
    text.get(..at)
        .unwrap_or("")
        .trim_end_matches([' ', '\t'])
        .len()
}

/// Returns where the spaces and tabs behind `at` end.
pub(super) fn blanks_behind(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.len() - rest.trim_start_matches([' ', '\t']).len()
}

/// Returns where the line end that stands right at `at` ends.
pub(super) fn line_end_at(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    if rest.starts_with("\r\n") {
        Some(at + 2)
    } else {
        rest.starts_with('\n').then_some(at + 1)
    }
}

/// Returns the line end of the line of `at`, else the one before it; LF if there is none.
pub(super) fn line_end_near(text: &str, at: usize) -> &'static str {
    let behind = text
        .get(at..)
        .and_then(|rest| rest.find('\n'))
        .map(|found| at + found);
    let newline = behind.or_else(|| text.get(..at).and_then(|before| before.rfind('\n')));
    let before = newline.and_then(|newline| text.get(..newline));
    if before.is_some_and(|before| before.ends_with('\r')) {
        "\r\n"
    } else {
        "\n"
    }
}
