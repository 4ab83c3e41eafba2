//! Tables as other programs write them: the bytes of a file, or a paste, as rows of cells.
//!
//! Promises: pure; a sheet of any content ends in rows or in a sentence, within bounds of memory
//! that do not depend on what the file says of itself; what nobody would see is left out of a
//! cell. Leaves files to `store` and what cells mean to `app`.

mod decode;
mod delimited;
mod workbook;

pub use delimited::delimited;

use crate::text::is_hidden;

/// The most rows that are read.
pub const MOST_ROWS: usize = 5_000;
/// The most columns; what lies right of them is left out.
const MOST_COLUMNS: usize = 200;
/// The most bytes of a file, and of what is packed into it.
const MOST_BYTES: usize = 32 << 20;

/// A table, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its rows, those without a word left out.
    pub rows: Vec<SheetRow>,
    /// The sheets of a workbook, the one that was read first; empty for a text.
    pub names: Vec<String>,
}

/// A row, with the number a spreadsheet shows beside it, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// Its number.
    pub number: usize,
    /// The row as it came, where it was text.
    pub line: String,
    /// What it says, cell by cell, without blanks around.
    pub cells: Vec<String>,
}

/// Why a file is no table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSheet {
    /// Too large, or packed so that it would be.
    #[error("is larger than 32 MB unpacked; import a part of it")]
    TooLarge,
    /// More rows than anybody keeps a board of.
    #[error("has more than {MOST_ROWS} rows; import a part of it")]
    TooManyRows,
    /// An old workbook, or one with a password.
    #[error("is an old workbook (.xls), or has a password; save it as .xlsx or as .csv")]
    OldWorkbook,
    /// Something in a ZIP that is no workbook, or a broken one.
    #[error("is no workbook that can be read ({0}); save it as .xlsx or as .csv")]
    NoWorkbook(String),
    /// Bytes that are no text.
    #[error("is neither a workbook nor text; save it as .xlsx or as .csv")]
    NoText,
    /// No sheet of that name.
    #[error("has no sheet `{wanted}`; there is {there}")]
    NoSuchSheet {
        /// The name that was asked for.
        wanted: String,
        /// Those there are.
        there: String,
    },
    /// Nothing in it.
    #[error("is empty")]
    Empty,
}

/// Reads the bytes of a file by what they are; `wanted` is the sheet of a workbook to read, else
/// the first that is shown.
pub fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Sheet, NoSheet> {
    if bytes.len() > MOST_BYTES {
        return Err(NoSheet::TooLarge);
    }
    let sheet = if bytes.starts_with(b"PK\x03\x04") {
        workbook::read(bytes, wanted)?
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(NoSheet::OldWorkbook);
    } else {
        Sheet {
            rows: delimited(&decode::text(bytes)?),
            names: Vec::new(),
        }
    };
    match sheet.rows.len() {
        0 => Err(NoSheet::Empty),
        1..=MOST_ROWS => Ok(sheet),
        _ => Err(NoSheet::TooManyRows),
    }
}

/// Returns a cell without what nobody would see; its own line ends stay.
fn visible(cell: &str) -> String {
    let cell = cell.trim().replace("\r\n", "\n");
    let shown = cell
        .chars()
        .filter(|char| !is_hidden(*char) || matches!(char, '\t' | '\n'));
    shown.collect()
}
