//! Text as rows of cells: by tabs, semicolons or commas, whichever most lines have.
//!
//! Promises: as spreadsheets write it (RFC 4180, line ends in quotes too, a first line `sep=;`)
//! and as people type it (blanks before a quote, a quote that is never closed).

use super::{SheetRow, visible};

const QUOTE: char = '"';

/// Takes a text apart; rows without a word are left out, and counted.
pub fn delimited(text: &str) -> Vec<SheetRow> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (sign, mut rest) = match told_sign(text) {
        Some((sign, rest)) => (Some(sign), rest),
        None => (sign(text), text),
    };
    let mut rows = Vec::new();
    let mut number = 0;
    while !rest.is_empty() {
        number += 1;
        // A quote that nothing closes is a letter like any other.
        let record = record(rest, sign, true).unwrap_or_else(|| {
            record(rest, sign, false).unwrap_or(Record {
                cells: Vec::new(),
                length: rest.len(),
            })
        });
        let (line, behind) = rest.split_at_checked(record.length).unwrap_or((rest, ""));
        if !line.trim().is_empty() {
            rows.push(SheetRow {
                number,
                line: visible(line),
                cells: record.cells.iter().map(|cell| visible(cell)).collect(),
            });
        }
        rest = behind;
    }
    rows.retain(|row| row.cells.iter().any(|cell| !cell.is_empty()));
    rows
}

/// Returns what parts cells in a text that says so itself, as Excel reads it, and the text.
fn told_sign(text: &str) -> Option<(char, &str)> {
    let rest = text.strip_prefix("sep=")?;
    let sign = rest.chars().next()?;
    let rest = rest.get(sign.len_utf8()..)?;
    let rest = rest.strip_prefix('\r').unwrap_or(rest);
    Some((sign, rest.strip_prefix('\n')?))
}

/// Returns the sign that most lines have; of equals a tab comes first, a comma last.
fn sign(text: &str) -> Option<char> {
    let count = |sign: char| text.lines().filter(|line| line.contains(sign)).count();
    let counted = [',', ';', '\t'].map(|sign| (count(sign), sign));
    let most = counted.into_iter().max_by_key(|(count, _)| *count);
    most.filter(|(count, _)| *count > 0).map(|(_, sign)| sign)
}

struct Record {
    cells: Vec<String>,
    /// In bytes, with its line end.
    length: usize,
}

/// Reads one record; `None` if a quote in it is never closed. `""` in quotes is a quote.
fn record(text: &str, sign: Option<char>, has_quotes: bool) -> Option<Record> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut is_quoted = false;
    let mut length = text.len();
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        match char {
            QUOTE if is_quoted && chars.next_if(|(_, next)| *next == QUOTE).is_some() => {
                cell.push(QUOTE);
            }
            QUOTE if is_quoted => is_quoted = false,
            QUOTE if has_quotes && cell.trim().is_empty() => {
                cell.clear();
                is_quoted = true;
            }
            '\n' | '\r' if !is_quoted => {
                let is_crlf = char == '\r' && chars.next_if(|(_, next)| *next == '\n').is_some();
                length = at + 1 + usize::from(is_crlf);
                break;
            }
            char if Some(char) == sign && !is_quoted => cells.push(std::mem::take(&mut cell)),
            char => cell.push(char),
        }
    }
    cells.push(cell);
    (!is_quoted).then_some(Record { cells, length })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&[&str]]) {
        let rows = delimited(text);
        let found: Vec<&[String]> = rows.iter().map(|row| row.cells.as_slice()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_sign_that_most_lines_have_parts_cells() {
        check("a, b\tc;d\r\n\r\ne\tf", &[&["a, b", "c;d"], &["e", "f"]]);
        check("a, b;c", &[&["a, b", "c"]]);
        check("a, b\nc", &[&["a", "b"], &["c"]]);
        check("a,b\nc;d,e", &[&["a", "b"], &["c;d", "e"]]);
        check("sep=|\r\na|b,c\n", &[&["a", "b,c"]]);
    }

    #[test]
    fn quotes_hold_a_cell_together_over_lines_too() {
        check(
            "\"Ortiz, \"\"D\"\" Dana\", \"VP, EMEA\"\n",
            &[&["Ortiz, \"D\" Dana", "VP, EMEA"]],
        );
        check("a,\"b\r\nc\",d\ne", &[&["a", "b\nc", "d"], &["e"]]);
    }

    #[test]
    fn a_quote_that_nothing_closes_is_a_letter() {
        check(
            "\"Dee\" Ortiz,VP\n\"Sam,CRO\nAl,x",
            &[&["Dee Ortiz", "VP"], &["\"Sam", "CRO"], &["Al", "x"]],
        );
    }

    #[test]
    fn rows_have_the_number_a_spreadsheet_shows() {
        let rows = delimited("a,\"x\ny\"\n\n,\nb");
        let numbers: Vec<usize> = rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 4]);
    }

    #[test]
    fn what_nobody_would_see_is_left_out() {
        check("\u{feff}Da\u{202e}na\u{0}\tVP\u{200b}", &[&["Dana", "VP"]]);
    }

    #[test]
    fn quotes_without_end_cost_no_more_than_their_length() {
        let text = "\"a\n".repeat(200_001);
        // Each pair closes at the next line's quote; the last one is left open.
        assert!(delimited(&text).len() > 100_000);
    }
}
