//! A row of a table that was not understood, as the line that adds people takes it.
//!
//! Promises: what was understood reads back as it was; what was not stands in it as it came, so
//! that it is the one thing that is told. Columns that mean nothing are left out; an objection,
//! for which the line has no mark, goes into the note.

use super::columns::Column;
use super::destination::whole;
use super::given::{grade, id, list, name, rung, said};
use crate::model::{Board, Stance};

/// Returns cells as a line: `Zoe Park, IP counsel @legal friendly p2`.
pub(super) fn as_line(board: &Board, columns: &[Column], cells: &[String]) -> String {
    let cell = |wanted: Column| {
        let at = columns.iter().position(|column| *column == wanted);
        said(at.and_then(|at| cells.get(at))?)
    };
    let name = quoted(&name(columns, cells));
    let head = match cell(Column::Title) {
        None => name,
        Some(title) => format!("{name}, {}", quoted(&title)),
    };
    let place = cell(Column::Department).map(|cell| format!("@{}", known(board, &cell)));
    let stance = cell(Column::Stance).map(|cell| stance(&cell, place.is_some()));
    let mut words: Vec<String> = [Some(head), place, stance].into_iter().flatten().collect();
    words.retain(|word| !word.is_empty());
    for (column, field) in [(Column::Power, "power"), (Column::Interest, "interest")] {
        let level = cell(column).map(|cell| match grade(&cell, field) {
            Ok(level) => level.to_string(),
            Err(_) => cell,
        });
        words.extend(level.map(|level| marked(field, &level)));
    }
    words.extend(cell(Column::Target).map(|cell| format!("target:{}", rung_or(&cell))));
    for (column, field) in [
        (Column::Headcount, "headcount"),
        (Column::Onside, "onside"),
        (Column::Every, "every"),
        (Column::Boss, "boss"),
        (Column::CaresAbout, "cares"),
    ] {
        words.extend(cell(column).map(|cell| marked(field, &cell)));
    }
    for (column, sign) in [(Column::Hears, '<'), (Column::Influences, '>')] {
        let listed = cell(column).unwrap_or_default();
        words.extend(list(&listed).map(|it| format!("{sign}{}", tie(it))));
    }
    let tags = cell(Column::Tags).unwrap_or_default();
    words.extend(list(&tags).map(|tag| format!("#{}", one_word(tag))));
    let id = cell(Column::Id).and_then(|cell| id(&cell));
    words.extend(id.map(|id| format!("id:{id}")));
    let objection = cell(Column::Objection).map(|objection| format!("Objects: {objection}"));
    let note: Vec<String> = cell(Column::Note).into_iter().chain(objection).collect();
    words.extend((!note.is_empty()).then(|| format!("note:{}", in_quotes(&note.join(". ")))));
    words.join(" ")
}

/// Returns a rung's word. Before any mark a plain word would end up in the title.
fn stance(cell: &str, is_behind_mark: bool) -> String {
    let word = rung_or(cell);
    if is_behind_mark && !word.starts_with('"') && word != "unknown" {
        word
    } else {
        format!("stance:{word}")
    }
}

/// Returns the rung a cell means as the line takes it, else the cell.
fn rung_or(cell: &str) -> String {
    match rung(cell) {
        Ok(Stance::Unknown) => "unknown".to_owned(),
        Ok(rung) => rung.word().to_lowercase(),
        Err(_) => one_word(cell),
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

/// Returns a cell behind its field; figures have the short ones.
fn marked(field: &str, cell: &str) -> String {
    let is_figure = cell.bytes().all(|byte| byte.is_ascii_digit());
    match field {
        "power" if is_figure => format!("p{cell}"),
        "interest" if is_figure => format!("i{cell}"),
        "headcount" if is_figure => format!("x{cell}"),
        _ => format!("{field}:{}", one_word(cell)),
    }
}

fn one_word(text: &str) -> String {
    if text.contains([',', '"']) || text.contains(char::is_whitespace) {
        in_quotes(text)
    } else {
        text.to_owned()
    }
}

/// Returns whom a tie is with; how strong it is stands behind the quotes.
fn tie(text: &str) -> String {
    match text.chars().next_back() {
        Some(sign @ ('!' | '~')) => {
            let name = text.strip_suffix(sign).unwrap_or(text);
            format!("{}{sign}", one_word(name))
        }
        _ => one_word(text),
    }
}

fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{example, said};
    use super::super::{Context, person};
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
    fn cells_are_read_as_a_row_is() {
        check(
            &[Column::Name, Column::Power, Column::Stance, Column::Target],
            &["Zoe", "high", "Supportive", "6"],
            "Zoe stance:supporter p4 target:lobbyist",
        );
        check(
            &[
                Column::LastName,
                Column::FirstName,
                Column::Id,
                Column::Note,
            ],
            &["Park", "Zoe", "17", "'=one\ntwo"],
            r#"Zoe Park note:"=one two""#,
        );
        check(
            &[Column::Name, Column::Power, Column::Hears, Column::Boss],
            &["Zoe", "very", "dana, Sam Whitfield!", "sam"],
            r#"Zoe power:very boss:sam <dana <"Sam Whitfield"!"#,
        );
    }

    /// A cell of each column, and how it stands in the line.
    fn sample(column: Column) -> (&'static str, &'static str) {
        match column {
            Column::Id => ("zoe-p", "id:zoe-p"),
            Column::Name | Column::LastName => ("Park", "Park"),
            Column::FirstName => ("Zoe", "Zoe"),
            Column::Title => ("VP: IP", "\"VP: IP\""),
            Column::Department => ("Legal", "@legal"),
            Column::Stance => ("Champion", "champion"),
            Column::Power => ("2", "p2"),
            Column::Interest => ("low", "i2"),
            Column::Target => ("Lobbyist", "target:lobbyist"),
            Column::Boss => ("Sam Whitfield", "boss:\"Sam Whitfield\""),
            Column::Influences => ("dana~", ">dana~"),
            Column::Hears => ("noor", "<noor"),
            Column::Headcount => ("14", "x14"),
            Column::Onside => ("3", "onside:3"),
            Column::CaresAbout => ("Less work", "cares:\"Less work\""),
            Column::Objection => ("Too dear", "Objects: Too dear"),
            Column::Every => ("45", "every:45"),
            Column::Tags => ("emea", "#emea"),
            Column::Note => ("Met once", "note:\"Met once"),
            Column::Unknown => ("", ""),
        }
    }

    #[test]
    fn every_column_is_in_the_line_and_reads_back() {
        let (board, today) = example();
        // A whole name makes one in two cells needless.
        let columns = Column::all().filter(|it| *it != Column::Name);
        let columns: Vec<Column> = columns.collect();
        let cells = columns.iter().map(|column| sample(*column).0.to_owned());
        let cells: Vec<String> = cells.collect();
        let line = as_line(&board, &columns, &cells);
        for column in &columns {
            assert!(line.contains(sample(*column).1), "{column:?} in {line}");
        }
        let context = Context {
            board: &board,
            today,
        };
        assert_eq!(
            said(&person(context, None, &line)),
            "Added Zoe Park, Champion"
        );
    }
}
