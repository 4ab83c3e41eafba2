//! One call of a subcommand: what it was told, the process around it, and the board it is
//! about.

use std::path::Path;

use super::unopened::unopened;
use super::{Choice, Common, Environment, Output, exit};
use crate::document::{Document, EXAMPLE, MOST_BYTES};
use crate::layout::{Page, Paragraph};
use crate::session::{Folders, Unopened};
use crate::store::{self, Memory};
use crate::text::{self, safe};

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

/// A page is not printed wider than this: it is read, and long lines read badly.
const WIDEST: usize = 80;

/// Cells for the labels of a page.
const LABELS: u16 = 13;

impl Call<'_> {
    /// Says whether to colour.
    pub(super) fn has_colour(&self) -> bool {
        self.common.colour.decide(self.environment.wants_colour)
    }

    /// Reads the board that is meant for `command`, which has to be told which: its name and
    /// its bytes.
    pub(super) fn read(&self, command: &str) -> Result<(String, Vec<u8>), Output> {
        match &self.common.board {
            Choice::File(path) => file(path),
            Choice::Example => Ok(("example".to_owned(), EXAMPLE.as_bytes().to_vec())),
            Choice::Latest => match Memory::read(&self.folders.state).last_board() {
                Some(path) => file(path),
                None => Err(Output::usage(&format!(
                    "no board is named; write `onside {command} FILE`"
                ))),
            },
        }
    }

    /// Prints a page as the board would show it, without its colours.
    pub(super) fn page(&self, paragraphs: &[Paragraph]) -> Output {
        let width = u16::try_from(self.environment.width.min(WIDEST)).unwrap_or(u16::MAX);
        let page = Page::of(paragraphs, LABELS, width, false);
        let lines = page.lines().iter().map(|line| {
            let label = safe(&line.label);
            let gap = usize::from(line.indent).saturating_sub(text::width(&label));
            let line = format!("{label}{:gap$}{}", "", line.text);
            format!("{}\n", line.trim_end())
        });
        Output::text(lines.collect())
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

fn file(path: &Path) -> Result<(String, Vec<u8>), Output> {
    match store::read(path, MOST_BYTES) {
        Ok(bytes) => Ok((path.to_string_lossy().into_owned(), bytes)),
        Err(error) => Err(Output::failure(&error.to_string(), exit::NO_INPUT)),
    }
}
