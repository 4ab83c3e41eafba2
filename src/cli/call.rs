//! One call of a subcommand: what it was told, the process around it, and the board it is
//! about.

use super::unopened::unopened;
use super::{Choice, Common, Environment, Output, exit};
use crate::document::{Document, EXAMPLE};
use crate::session::{Folders, Unopened};
use crate::store::{Loaded, Store};

/// A board that was read.
pub(super) struct Input {
    /// What it is called: the path as it was written.
    pub name: String,
    /// What the file says.
    pub bytes: Vec<u8>,
    /// Where it lies, and how it was found there (its bytes are above); `None` for the
    /// example that comes with the program.
    pub place: Option<(Store, Loaded)>,
}

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

    /// Reads the board that is meant for `command`, which has to be told which. As at opening,
    /// a save that was cut off is finished first.
    pub(super) fn read(&self, command: &str) -> Result<Input, Output> {
        match &self.common.board {
            Choice::File(path) => {
                let store = Store::new(path, self.folders.state.clone());
                let loaded = store.load();
                let mut loaded = loaded
                    .map_err(|failure| Output::failure(&failure.to_string(), exit::NO_INPUT))?;
                Ok(Input {
                    name: path.to_string_lossy().into_owned(),
                    bytes: std::mem::take(&mut loaded.bytes),
                    place: Some((store, loaded)),
                })
            }
            Choice::Example => Ok(Input {
                name: "example".to_owned(),
                bytes: EXAMPLE.as_bytes().to_vec(),
                place: None,
            }),
            Choice::Latest => Err(Output::usage(&format!(
                "no board is named; write `onside {command} FILE`"
            ))),
        }
    }

    /// Loads the board that is meant for `command`, or says what is wrong with it.
    pub(super) fn document(&self, command: &str) -> Result<Document, Output> {
        let Input { name, bytes, .. } = self.read(command)?;
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
