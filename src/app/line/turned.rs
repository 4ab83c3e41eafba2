//! Names that a table writes with the last one first: `Ortiz, Dana`.
//!
//! Promises: a column is turned round as a whole or left as it is; one is left of which the board
//! has a name as it is written. Names in other columns are turned only to somebody that there is.

use std::collections::HashSet;

use super::columns::Column;
use crate::model::Board;
use crate::sheet::SheetRow;

/// The most words of a last name, or of first ones.
const MOST_WORDS: usize = 3;

/// Turns the names of a table round where nearly all of them are written so; returns one of them
/// as it was and as it is.
pub(super) fn turn(
    board: &Board,
    columns: &[Column],
    rows: &mut [SheetRow],
) -> Option<(String, String)> {
    let is_split = columns
        .iter()
        .any(|column| matches!(column, Column::FirstName | Column::LastName));
    let at = columns.iter().position(|column| *column == Column::Name)?;
    if is_split || !is_last_first(board, at, rows) {
        return None;
    }
    let mut example = None;
    for cell in rows.iter_mut().filter_map(|row| row.cells.get_mut(at)) {
        if let Some(name) = turned(cell) {
            let was = std::mem::replace(cell, name);
            example.get_or_insert_with(|| (was, cell.clone()));
        }
    }
    turn_others(board, at, columns, rows);
    example
}

/// Says whether nine of ten names have their last one first, most of them a single word, and the
/// board none of them so. One that is a single word, or has several commas, tells nothing.
fn is_last_first(board: &Board, at: usize, rows: &[SheetRow]) -> bool {
    let names = rows.iter().filter_map(|row| row.cells.get(at));
    let tells = |name: &&String| match name.matches(',').count() {
        0 => name.split_whitespace().count() > 1,
        commas => commas == 1,
    };
    let telling: Vec<&String> = names.clone().filter(tells).collect();
    let count = telling.iter().filter(|name| turned(name).is_some()).count();
    let plain = telling.iter().filter(|name| is_plain(name)).count();
    let known = board.people().map(|(_, person)| person.name.to_lowercase());
    let known: HashSet<String> = known.collect();
    count > 0
        && count * 10 >= telling.len() * 9
        && plain * 2 >= count
        && !names
            .clone()
            .any(|name| known.contains(&name.to_lowercase()))
}

/// Says whether what stands before a comma is one last name, with its particles: `van der Berg`.
fn is_plain(name: &str) -> bool {
    let last = name.split(',').next().unwrap_or_default();
    let mut words = last.split_whitespace().rev();
    words.next().is_some() && words.all(|word| word.starts_with(char::is_lowercase))
}

/// What follows a whole name after a comma, beside titles in capitals.
const AFTER_NAMES: [&str; 9] = [
    "jr", "sr", "ii", "iii", "iv", "dr", "prof", "esq", "retired",
];

/// Says whether a part looks like a degree, a title or a generation: `PhD`, `CRO`, `Jr.`.
fn is_after_name(part: &str, last: &str) -> bool {
    let capitals = |text: &str| text.chars().filter(|char| char.is_uppercase()).count();
    let is_shouted = !last.chars().any(char::is_lowercase);
    part.split_whitespace().any(|word| {
        let bare = word.trim_end_matches('.').to_lowercase();
        let has_capitals = !is_shouted && word.split('-').any(|piece| capitals(piece) > 1);
        AFTER_NAMES.contains(&&*bare) || has_capitals
    })
}

/// Turns the names of bosses and of others who are tied, who are on the board or in a row.
fn turn_others(board: &Board, at: usize, columns: &[Column], rows: &mut [SheetRow]) {
    let names = rows.iter().filter_map(|row| row.cells.get(at));
    let known = board.people().map(|(_, person)| &person.name);
    let known: HashSet<String> = known.chain(names).map(|it| it.to_lowercase()).collect();
    let one = |name: &str| {
        let name = name.trim();
        let other = turned(name).filter(|other| known.contains(&other.to_lowercase()));
        other.unwrap_or_else(|| name.to_owned())
    };
    for row in rows {
        for (column, cell) in columns.iter().zip(&mut row.cells) {
            match column {
                Column::Boss => *cell = one(cell),
                Column::Influences | Column::Hears => {
                    let names: Vec<String> = cell.split([';', '/']).map(one).collect();
                    *cell = names.join("; ");
                }
                _ => {}
            }
        }
    }
}

/// Returns a name the other way round, if it has one comma and looks like one.
fn turned(name: &str) -> Option<String> {
    let (last, first) = name.split_once(',')?;
    let (last, first) = (last.trim(), first.trim());
    let is_name = |part: &str| {
        let words = part.split_whitespace().count();
        (1..=MOST_WORDS).contains(&words)
            && !part.contains(|char: char| char.is_numeric() || char == ',')
    };
    let is_turned = is_name(last) && is_name(first) && !is_after_name(first, last);
    is_turned.then(|| format!("{first} {last}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, EXAMPLE};
    use crate::sheet::delimited;

    /// What becomes of the cells of a table of names, bosses and those who are swayed.
    fn check(text: &str, expected: &[&str]) {
        let document = Document::load(EXAMPLE.as_bytes()).unwrap();
        let columns = [Column::Name, Column::Boss, Column::Influences];
        let mut rows = delimited(text);
        let told = turn(document.board(), &columns, &mut rows);
        let cells: Vec<String> = rows.iter().map(|row| row.cells.join("|")).collect();
        assert_eq!(cells, expected, "{text}");
        let is_other = cells
            .iter()
            .zip(delimited(text))
            .any(|(now, row)| *now != row.cells.join("|"));
        assert_eq!(told.is_some(), is_other, "{text}");
    }

    #[test]
    fn a_column_of_last_names_first_is_turned_round_with_those_who_are_tied() {
        check(
            "Roth, Lea;Ortiz, Dana;Berg, Ida van\nBerg, Ida van;Nobody, Here;Whitfield, Sam",
            &[
                "Lea Roth|Dana Ortiz|Ida van Berg",
                "Ida van Berg|Nobody, Here|Sam Whitfield",
            ],
        );
        check(
            "Roth, Lea\t\tOrtiz, Dana; Whitfield, Sam",
            &["Lea Roth||Dana Ortiz; Sam Whitfield"],
        );
    }

    #[test]
    fn other_columns_stay_as_they_are() {
        check(
            "Lea Roth\tOrtiz, Dana\t\nRoth, Lea\t\t",
            &["Lea Roth|Ortiz, Dana|", "Roth, Lea||"],
        );
        check(
            "Buyers, sellers, others\t\t",
            &["Buyers, sellers, others||"],
        );
        check("Team 1, Sales\t\t", &["Team 1, Sales||"]);
        for name in [
            "Dana Ortiz, CRO",
            "Jane Doe, PhD",
            "Ortiz, Jr.",
            "Dana Ortiz, Sales",
        ] {
            check(&format!("{name}\t\t"), &[&format!("{name}||")]);
        }
    }

    #[test]
    fn a_name_of_one_word_or_of_many_commas_tells_nothing() {
        check(
            "Roth, Lea\t\t\nCher\t\t\nSmith, John, Jr.\t\t\nvan der Berg, Jan\t\t\nBERG, IDA\t\t",
            &[
                "Lea Roth||",
                "Cher||",
                "Smith, John, Jr.||",
                "Jan van der Berg||",
                "IDA BERG||",
            ],
        );
    }
}
