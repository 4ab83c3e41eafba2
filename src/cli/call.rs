//! One call of a subcommand: what it was told, the process around it, and the board it is
//! about.

use std::path::Path;

use serde::Serialize;

use super::unopened::unopened;
use super::{Choice, Common, Environment, Output, exit};
use crate::app::{App, Origin};
use crate::document::{Document, EXAMPLE};
use crate::layout::{Look, Page, Paragraph, Sheet, Size};
use crate::session::{Folders, Opened, Source, Unopened, last_board, open};
use crate::settings::{Capabilities, Charset, Settings};
use crate::store::{Expected, Failure, Loaded, Store};
use crate::text::safe;

/// A line of a page, for programs.
#[derive(Serialize)]
pub(super) struct Told {
    label: String,
    text: String,
}

impl Told {
    /// Returns the lines behind the heading of a page; one without a label is of the last, and
    /// where there was none, as where nothing happened, it is nothing to tell a program.
    pub fn of(page: &[Paragraph]) -> Vec<Self> {
        let mut last = "";
        let lines = page.iter().skip(1).filter(|it| !it.text.is_empty());
        let told = lines.filter_map(|it| {
            if !it.label.is_empty() {
                last = &it.label;
            }
            (!last.is_empty()).then(|| Self {
                label: safe(last).into_owned(),
                text: safe(&it.text).into_owned(),
            })
        });
        told.collect()
    }
}

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

/// A page is not printed wider than this: it is read, and long lines read badly.
const WIDEST: usize = 80;

/// High enough that nothing has to be scrolled.
const SIZE: Size = Size {
    width: 80,
    height: 10_000,
};

/// Cells for the labels of a page.
const LABELS: u16 = 13;

/// Cells for the labels of a page where they are numbers.
const NUMBERS: u16 = 3;

impl Call<'_> {
    /// Says whether to colour.
    pub(super) fn has_colour(&self) -> bool {
        self.common.colour.decide(self.environment.wants_colour)
    }

    /// Reads the board that is meant for `command`, which has to be told which. As at opening,
    /// a save that was cut off is finished first.
    pub(super) fn read(&self, command: &str) -> Result<Input, Output> {
        match &self.common.board {
            Choice::File(path) => self.file(path),
            Choice::Example => Ok(Input {
                name: "example".to_owned(),
                bytes: EXAMPLE.as_bytes().to_vec(),
                place: None,
            }),
            Choice::Tutor => Err(Output::usage(&format!(
                "no board is named; write `onside {command} FILE`"
            ))),
            Choice::Latest => match last_board(self.folders) {
                Some(path) => self.file(&path),
                None => Err(Output::usage(&format!(
                    "no board is named; write `onside {command} FILE`"
                ))),
            },
        }
    }

    fn file(&self, path: &Path) -> Result<Input, Output> {
        let store = Store::new(path, self.folders.state.clone());
        let refused = |failure: Failure| Output::failure(&failure.to_string(), exit::NO_INPUT);
        let mut loaded = store.load().map_err(refused)?;
        Ok(Input {
            name: path.to_string_lossy().into_owned(),
            bytes: std::mem::take(&mut loaded.bytes),
            place: Some((store, loaded)),
        })
    }

    /// Opens the board that is meant for `command`, to change it; it has to be there.
    pub(super) fn open(&self, command: &str) -> Result<Opened, Output> {
        let unnamed = || {
            Output::usage(&format!(
                "no board is named; write `onside {command} -b FILE.ron`, or begin one: `onside new FILE.ron`"
            ))
        };
        let source = match &self.common.board {
            Choice::File(path) => Source::File(path.clone()),
            Choice::Example => Source::Example,
            Choice::Tutor => return Err(unnamed()),
            Choice::Latest => match last_board(self.folders) {
                Some(path) => Source::File(path),
                None => return Err(unnamed()),
            },
        };
        let is_file = matches!(source, Source::File(_));
        let opened = open(source, self.folders)
            .map_err(|why| unopened(&why, self.common.colour, self.environment))?;
        if is_file && opened.expected == Expected::Nothing {
            let path = opened.store.path().display();
            let sentence = format!("there is no {path}; `onside new {path}` begins it");
            return Err(Output::failure(&sentence, exit::NO_INPUT));
        }
        Ok(opened)
    }

    /// Starts the app on a board, with nothing asked and nothing drawn.
    pub(super) fn app(&self, document: Document, origin: Origin) -> App {
        let settings = Settings::of(Capabilities::detect(
            self.environment.variable,
            self.common.asked(),
        ));
        App::new(document, origin, settings, self.common.today, SIZE)
    }

    /// Says whether only ASCII may be printed: asked for, or the locale says so.
    pub(super) fn is_ascii(&self) -> bool {
        let asked = self.common.asked();
        Capabilities::detect(self.environment.variable, asked).charset == Charset::Ascii
    }

    /// Prints a page as the board would show it, without its colours.
    pub(super) fn page(&self, paragraphs: &[Paragraph]) -> Output {
        Output::text(self.lines(paragraphs, LABELS))
    }

    /// Prints a page whose labels are numbers.
    pub(super) fn numbered(&self, paragraphs: &[Paragraph]) -> Output {
        Output::text(self.lines(paragraphs, NUMBERS))
    }

    /// Prints a view with its title; where it has nothing to say, that.
    pub(super) fn sheet(&self, sheet: &Sheet) -> Output {
        if let Some(start) = &sheet.start {
            return self.page(&[Paragraph::new("", &*start.sentence, Look::Plain)]);
        }
        let title = Paragraph::heading(&format!("{}   {}", sheet.title, sheet.remark));
        let head = self.lines(&[title, Paragraph::blank()], 0);
        let body = self.lines(&sheet.paragraphs, sheet.labels);
        Output::text(head + &body)
    }

    fn lines(&self, paragraphs: &[Paragraph], labels: u16) -> String {
        let width = u16::try_from(self.environment.width.min(WIDEST)).unwrap_or(u16::MAX);
        Page::of(paragraphs, labels, width, self.is_ascii()).text()
    }

    /// Returns a text in one JSON line.
    pub(super) fn json(answer: &impl Serialize) -> Output {
        // Strings, numbers that are finite, lists and records: nothing here can fail to be JSON.
        let text = serde_json::to_string(answer).unwrap_or_default();
        Output::text(format!("{text}\n"))
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

/// Returns the board that stands before other words, by its ending, and the words behind it.
pub(super) fn board_first(words: &[String]) -> (Option<&Path>, &[String]) {
    match words {
        [first, rest @ ..] if is_board(first) && !rest.is_empty() => (Some(Path::new(first)), rest),
        all => (None, all),
    }
}

/// Returns the board that stands before other words or alone, by its ending, and the words
/// behind it.
pub(super) fn board_first_or_alone(words: &[String]) -> (Option<&Path>, &[String]) {
    match words {
        [board] if is_board(board) => (Some(Path::new(board)), &[]),
        words => board_first(words),
    }
}

/// Says whether a word is a board, by its ending.
pub(super) fn is_board(word: impl AsRef<Path>) -> bool {
    let ending = word.as_ref().extension();
    ending.is_some_and(|ending| ending == "ron")
}
