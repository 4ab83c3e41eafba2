//! One call of a subcommand: what it was told, the process around it, and the board it is
//! about.

use super::unopened::unopened;
use super::{Choice, Common, Environment, Output, exit};
use crate::document::{Document, EXAMPLE, MOST_BYTES};
use crate::session::{Folders, Unopened};
use crate::store;

/// One call of a subcommand.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// What every subcommand is told.
    pub common: &'a Common,
    /// The process around.
    pub environment: &'a Environment,
    /// Where what is kept of boards lies.
    pub folders: &'a Folders,
}

impl Call<'_> {
    /// Says whether to colour.
    pub(super) fn has_colour(&self) -> bool {
        self.common.colour.decide(self.environment.wants_colour)
    }

    /// Reads the board that is meant for `command`, which has to be told which: its name and
    /// its bytes.
    pub(super) fn read(&self, command: &str) -> Result<(String, Vec<u8>), Output> {
        match &self.common.board {
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

    /// Loads the board that is meant for `command`, or says what is wrong with it.
    pub(super) fn document(&self, command: &str) -> Result<Document, Output> {
        let (name, bytes) = self.read(command)?;
        Document::load(&bytes).map_err(|problems| {
            let why = Unopened::Unsound {
                name,
                bytes,
                problems,
            };
            unopened(&why, self.common.colour, self.environment)
        })
    }
}
