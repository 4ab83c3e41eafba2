//! The board a subcommand reads: its name and its bytes, or why there are none.

use super::{Choice, Output, exit};
use crate::document::{EXAMPLE, MOST_BYTES};
use crate::store;

/// Reads the board that is meant for `command`, which has to be told which.
pub(super) fn read(board: &Choice, command: &str) -> Result<(String, Vec<u8>), Output> {
    match board {
        Choice::File(path) => match store::read(path, MOST_BYTES) {
            Ok(bytes) => Ok((path.to_string_lossy().into_owned(), bytes)),
            Err(error) => Err(Output::failure(&error.to_string(), exit::NO_INPUT)),
        },
        Choice::Example => Ok(("example".to_owned(), EXAMPLE.as_bytes().to_vec())),
        Choice::Latest => Err(Output::usage(&format!(
            "no board is named; write `onside {command} FILE`"
        ))),
    }
}
