//! Many people at once: rows of cells, pasted or imported, read as one change.
//!
//! Columns are those of a heading row if there is one, else name, title, department, stance. Rows
//! that are written as `a` takes them (`Dana Ortiz, VP @sales sk`) are read so. Promises: pure; a
//! row that is not understood says why, in words, and is no part of the change; whoever is on the
//! board already is changed and not added. Leaves a row to `intake`.

use super::Context;
use super::columns::{Column, heading, without_heading};
use super::intake::Intake;
use super::person::MARKS;
use super::table::Table;
use super::turned::turn;
use super::words::{Mark, words};
use crate::model::Id;
use crate::sheet::{SheetRow, delimited};

/// Reads a paste; people without a department go to the one called `usual`.
pub fn table(context: Context<'_>, usual: Option<&Id>, text: &str) -> Table {
    let rows = delimited(text);
    let is_line = |row: &SheetRow| {
        let words = words(&row.line, &MARKS);
        words.iter().any(|word| word.mark != Mark::None)
    };
    if heading(&rows).is_some() || !rows.iter().any(is_line) {
        return people(context, usual, rows);
    }
    let mut intake = Intake::new(context, usual);
    let read = rows.into_iter().map(|row| intake.line(row)).collect();
    intake.into_table(read)
}

/// Reads rows of cells; people without a department go to the one called `usual`.
pub fn people(context: Context<'_>, usual: Option<&Id>, mut rows: Vec<SheetRow>) -> Table {
    let (mut known, mut assumed, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
    let columns = match heading(&rows) {
        None => {
            let columns = without_heading(&rows);
            assumed.extend(columns.iter().map(|column| column.word()));
            columns
        }
        Some((at, columns)) => {
            let above = rows.drain(..=at).next_back();
            let head = above.map_or_else(Vec::new, |row| row.cells);
            for (cell, column) in head.into_iter().zip(&columns) {
                match column {
                    Column::Unknown if cell.is_empty() => {}
                    Column::Unknown => left_out.push(cell),
                    column => known.push((cell, column.word())),
                }
            }
            columns
        }
    };
    let turned = turn(context.board, &columns, &mut rows);
    let mut intake = Intake::new(context, usual);
    let read = intake.cells(rows, &columns);
    Table {
        turned,
        columns: known,
        assumed,
        left_out,
        ..intake.into_table(read)
    }
}

#[cfg(test)]
mod tests;
