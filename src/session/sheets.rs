//! Reading a table that another program wrote.

use std::path::Path;

use super::beginning::at_home;
use crate::app::Message;
use crate::sheet::{Sheet, read};
use crate::store::{Failure, StateFolder, Store};

/// Why a table was not read: its name, then what is wrong with it.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// The file can't be read.
    #[error(transparent)]
    File(#[from] Failure),
    /// It is no table.
    #[error("{0} {1}")]
    NoSheet(String, crate::sheet::NoSheet),
}

/// Reads the table at `path`; `wanted` is the sheet of a workbook to read, else its first.
pub fn read_sheet(path: &Path, wanted: Option<&str>) -> Result<Sheet, Unread> {
    let path = at_home(path);
    let nothing_kept = StateFolder::Off("it is only read".to_owned());
    let loaded = Store::new(path.clone(), nothing_kept).load()?;
    let name = path.display().to_string();
    read(&loaded.bytes, wanted).map_err(|why| Unread::NoSheet(name, why))
}

/// Reads the table at `path` for the app; what is wrong with it is told.
pub fn sheet_message(path: &Path) -> Message {
    match read_sheet(path, None) {
        Ok(sheet) => Message::Sheet(sheet.rows),
        Err(why) => Message::Told(why.to_string()),
    }
}
