//! A row of a table that was not understood, as the line that adds people takes it.
//!
//! Promises: what was understood reads back as it was; what was not stands in it as it came, so
//! that it is the one thing that is told. Columns that mean nothing are left out.

use super::columns::Column;
use super::destination::whole;
use crate::model::{Board, Stance};

/// Returns cells as a line: `Zoe Park, IP counsel @legal friendly p2`.
pub(super) fn as_line(board: &Board, columns: &[Column], cells: &[String]) -> String {
    let cell = |wanted: Column| {
        let mut both = columns.iter().zip(cells);
        let found = both.find(|(column, cell)| **column == wanted && !cell.is_empty());
        found.map(|(_, cell)| cell.as_str())
    };
    let name = cell(Column::Name).map(quoted).unwrap_or_default();
    let head = match cell(Column::Title) {
        None => name,
        Some(title) => format!("{name}, {}", quoted(title)),
    };
    let place = cell(Column::Department).map(|cell| format!("@{}", known(board, cell)));
    let rung = cell(Column::Stance).map(|cell| rung(cell, place.is_some()));
    let mut words: Vec<String> = [Some(head), place, rung].into_iter().flatten().collect();
    for (column, mark) in [
        (Column::Power, "p"),
        (Column::Interest, "i"),
        (Column::Headcount, "x"),
        (Column::Target, "target:"),
        (Column::Boss, "boss:"),
    ] {
        words.extend(cell(column).map(|cell| marked(mark, cell)));
    }
    for (column, mark) in [
        (Column::Hears, "<"),
        (Column::Influences, ">"),
        (Column::Tags, "#"),
    ] {
        let listed = cell(column).unwrap_or_default().split([',', ';', '/']);
        let listed = listed.map(str::trim).filter(|it| !it.is_empty());
        words.extend(listed.map(|it| format!("{mark}{}", one_word(it))));
    }
    words.extend(cell(Column::Note).map(|note| format!("note:{}", in_quotes(note))));
    words.join(" ")
}

/// Returns a rung's word. Before any mark a plain word would end up in the title.
fn rung(cell: &str, is_behind_mark: bool) -> String {
    let by_number = cell.parse::<usize>().ok().and_then(|it| it.checked_sub(1));
    let word = by_number.and_then(|at| Stance::RUNGS.get(at));
    let word = word.map_or_else(|| one_word(cell), |rung| rung.word().to_lowercase());
    if word.eq_ignore_ascii_case("\"not met\"") {
        return "stance:unknown".to_owned();
    }
    if is_behind_mark && !word.starts_with('"') {
        word
    } else {
        format!("stance:{word}")
    }
}

/// Returns the id of a department that is there already, else its name as it came.
fn known(board: &Board, cell: &str) -> String {
    let Some(department) = whole(board, cell) else {
        return in_quotes(cell);
    };
    // The id of one may be the name of another.
    match whole(board, &department.id) {
        Some(same) if same.id == department.id => department.id.to_string(),
        _ => in_quotes(&department.name),
    }
}

/// Returns a name or a title, in quotes where a word of it would be a mark.
fn quoted(text: &str) -> String {
    let is_mark = |word: &str| word.starts_with(['@', '#', '<', '>']) || word.contains(':');
    if text.contains([',', '"']) || text.split_whitespace().any(is_mark) {
        in_quotes(text)
    } else {
        text.to_owned()
    }
}

/// Returns a cell behind its mark; the short ones go with figures only.
fn marked(mark: &str, cell: &str) -> String {
    let is_figure = cell.bytes().all(|byte| byte.is_ascii_digit());
    let mark = match mark {
        "p" if !is_figure => "power:",
        "i" if !is_figure => "interest:",
        "x" if !is_figure => "headcount:",
        other => other,
    };
    format!("{mark}{}", one_word(cell))
}

fn one_word(text: &str) -> String {
    if text.contains([',', '"']) || text.contains(char::is_whitespace) {
        in_quotes(text)
    } else {
        text.to_owned()
    }
}

fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::super::tests::example;
    use super::*;

    fn check(columns: &[Column], cells: &[&str], expected: &str) {
        let (board, _) = example();
        let cells: Vec<String> = cells.iter().map(|&cell| cell.to_owned()).collect();
        assert_eq!(as_line(&board, columns, &cells), expected);
    }

    #[test]
    fn only_what_was_not_understood_is_left_to_mend() {
        let usual = super::super::columns::USUAL;
        check(
            &usual,
            &["Zoe Park", "IP counsel", "Legal", "friendly"],
            "Zoe Park, IP counsel @legal friendly",
        );
        check(
            &usual,
            &["Park, Zoe", "VP: IP", "Field Ops", "very warm"],
            r#""Park, Zoe", "VP: IP" @"Field Ops" stance:"very warm""#,
        );
        check(&usual, &["Zoe", "", "", "fan"], "Zoe stance:fan");
        check(&usual, &["Zoe", "", "Legal", "4"], "Zoe @legal supporter");
    }

    #[test]
    fn every_column_has_its_mark() {
        check(
            &[
                Column::Power,
                Column::Name,
                Column::Hears,
                Column::Note,
                Column::Unknown,
            ],
            &["9", "Zoe", "dana, Sam Whitfield", "Met once", "x"],
            r#"Zoe p9 <dana <"Sam Whitfield" note:"Met once""#,
        );
        check(
            &[Column::Name, Column::Power],
            &["Zoe", "high"],
            "Zoe power:high",
        );
    }
}
