//! Pasted text as rows of cells: from a spreadsheet by tabs, else by commas or semicolons.
//!
//! Promises: what nobody would see is left out of a cell.

use crate::text::is_hidden;

/// A row of a paste, with the number it has in it, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PastedRow {
    pub number: usize,
    /// The line as it came.
    pub line: String,
    /// What it says, cell by cell, without blanks around.
    pub cells: Vec<String>,
}

/// Takes a paste apart; lines without a word are left out and counted.
pub(super) fn cells(text: &str) -> Vec<PastedRow> {
    let lines = text.lines().flat_map(|line| line.split('\r'));
    let lines: Vec<(usize, &str)> = (1..)
        .zip(lines)
        .filter(|(_, line)| !line.trim().is_empty())
        .collect();
    let has = |sign: char| lines.iter().any(|(_, line)| line.contains(sign));
    let sign = ['\t', ';', ','].into_iter().find(|sign| has(*sign));
    let rows = lines.into_iter().map(|(number, line)| PastedRow {
        number,
        line: visible(line.trim()),
        cells: match sign {
            None => vec![line.trim().to_owned()],
            Some(sign) => split(line, sign),
        }
        .iter()
        .map(|cell| visible(cell))
        .collect(),
    });
    rows.collect()
}

fn visible(text: &str) -> String {
    let is_seen = |char: &char| !is_hidden(*char) || *char == '\t';
    text.chars().filter(is_seen).collect()
}

/// Splits a line; a cell in quotes may hold the sign, and `""` for a quote.
fn split(line: &str, sign: char) -> Vec<String> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut is_quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                is_quoted = true;
            }
            char if char == sign && !is_quoted => {
                cells.push(std::mem::take(&mut cell).trim().to_owned());
            }
            char => cell.push(char),
        }
    }
    cells.push(cell.trim().to_owned());
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&[&str]]) {
        let rows = cells(text);
        let found: Vec<&[String]> = rows.iter().map(|row| row.cells.as_slice()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn tabs_come_before_semicolons_and_those_before_commas() {
        check("a, b\tc;d\r\n\r\ne\tf", &[&["a, b", "c;d"], &["e", "f"]]);
        check("a, b;c", &[&["a, b", "c"]]);
        check("a, b\nc", &[&["a", "b"], &["c"]]);
    }

    #[test]
    fn quotes_hold_a_cell_together() {
        check(
            "\"Ortiz, \"\"D\"\" Dana\", VP",
            &[&["Ortiz, \"D\" Dana", "VP"]],
        );
    }

    #[test]
    fn rows_keep_the_number_they_came_with() {
        let numbers: Vec<usize> = cells("a\n\nb").iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 3]);
    }
}
