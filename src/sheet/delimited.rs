//! Text as rows of cells: by tabs, semicolons or commas, whichever most lines have.
//!
//! Promises: as spreadsheets write it (RFC 4180, line ends in quotes too, a first line `sep=;`)
//! and as people type it (blanks before a quote, a quote that is never closed). A quote that stays
//! open is given up soon, so that a text of nothing else costs little more than its length.

use super::{MOST_COLUMNS, MOST_ROWS, SheetRow, visible};

const QUOTE: char = '"';
/// The most bytes of a record that goes on behind a line's end: twice what a cell of Excel holds.
const MOST_OF_RECORD: usize = 64 << 10;
/// How many bytes may be read again because a quote stayed open. Then quotes are letters.
const PATIENCE: usize = 4 << 20;

/// Takes a text apart; rows without a word are left out, and counted. Of too many rows those are
/// returned that show it, one more than `MOST_ROWS`.
pub fn delimited(text: &str) -> Vec<SheetRow> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (sign, mut rest) = match told_sign(text) {
        Some((sign, rest)) => (Some(sign), rest),
        None => (sign(text), text),
    };
    let mut rows = Vec::new();
    let mut number = 0;
    let mut patience = PATIENCE;
    while !rest.is_empty() && rows.len() <= MOST_ROWS {
        number += 1;
        let mut read = record(rest, sign, patience > 0);
        if read.is_open {
            // A quote that nothing closes is a letter like any other.
            patience = patience.saturating_sub(read.length);
            read = record(rest, sign, false);
        }
        let (line, behind) = rest.split_at_checked(read.length).unwrap_or((rest, ""));
        let cells = read.cells.iter().map(|cell| visible(cell));
        let cells: Vec<String> = cells.collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(SheetRow {
                number,
                line: visible(line),
                cells,
            });
        }
        rest = behind;
    }
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
    /// Whether a quote in it is never closed, or not for long.
    is_open: bool,
}

/// Reads one record. `""` in quotes is a quote; cells behind the most columns are left out.
fn record(text: &str, sign: Option<char>, has_quotes: bool) -> Record {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let (mut is_blank, mut is_quoted, mut has_lines) = (true, false, false);
    let (mut length, mut is_long) = (text.len(), false);
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        if has_lines && at > MOST_OF_RECORD {
            (length, is_long) = (at, true);
            break;
        }
        has_lines |= matches!(char, '\n' | '\r');
        match char {
            QUOTE if is_quoted && chars.next_if(|(_, next)| *next == QUOTE).is_some() => {
                is_blank = false;
                cell.push(QUOTE);
            }
            QUOTE if is_quoted => is_quoted = false,
            QUOTE if has_quotes && is_blank => {
                cell.clear();
                is_quoted = true;
            }
            '\n' | '\r' if !is_quoted => {
                let is_crlf = char == '\r' && chars.next_if(|(_, next)| *next == '\n').is_some();
                length = at + 1 + usize::from(is_crlf);
                break;
            }
            char if Some(char) == sign && !is_quoted => {
                is_blank = true;
                let cell = std::mem::take(&mut cell);
                if cells.len() < MOST_COLUMNS {
                    cells.push(cell);
                }
            }
            char => {
                is_blank &= char.is_whitespace();
                cell.push(char);
            }
        }
    }
    if cells.len() < MOST_COLUMNS {
        cells.push(cell);
    }
    Record {
        cells,
        length,
        is_open: is_quoted || is_long,
    }
}

#[cfg(test)]
mod tests {
    use allocation_counter::measure;

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
    fn no_more_rows_and_columns_are_read_than_anybody_needs() {
        let rows = delimited(&"a,b\n".repeat(3 * MOST_ROWS));
        assert_eq!(rows.len(), MOST_ROWS + 1);
        let rows = delimited(&",x".repeat(3 * MOST_COLUMNS));
        assert_eq!(rows.first().map(|row| row.cells.len()), Some(MOST_COLUMNS));
    }

    #[test]
    fn a_quote_that_stays_open_too_long_is_a_letter() {
        let long = "x\n".repeat(MOST_OF_RECORD / 2 - 2);
        assert_eq!(delimited(&format!("\"{long}\",b")).len(), 1);
        assert!(delimited(&format!("\"{long}x\n\",b")).len() > 1);
        // A line by itself may be of any length.
        let wide = "x".repeat(2 * MOST_OF_RECORD);
        check(&format!("\"{wide}\",b"), &[&[wide.as_str(), "b"]]);
    }

    #[test]
    fn quotes_without_end_cost_no_more_than_the_text_and_some_patience() {
        // Read from any of its lines, a quote is open at the end.
        let text = "\"x\",\"\n".repeat(3 * MOST_ROWS);
        let mut rows = 0;
        let cost = measure(|| rows = delimited(&text).len());
        assert_eq!(rows, MOST_ROWS + 1);
        let most = u64::try_from(text.len() + PATIENCE).unwrap();
        assert!(cost.count_total < most, "{}", cost.count_total);
    }
}
