//! From the bytes of a file to a document, or to every error in them.
//!
//! Promises: `ron` and serde decide what is valid, then the board's own rules; a text that
//! both accept costs one pass of each. A refused one is gone through again, value by
//! value, so that all errors come at once, in the file's order, with exact places.

use std::ops::Range;
use std::str::Utf8Error;

use super::examine::{examine, foreign_extension};
use super::faults::{self, EMPTY, Problem};
use super::ids;
use super::index::Index;
use super::{Document, read};
use crate::model::{Board, VERSION};
use crate::text::{Diagnostic, Lines, Severity};

/// The board that opens when none is named.
pub const EXAMPLE: &str = include_str!("../../assets/example.ron");

/// The most bytes a board file may have.
pub const MOST_BYTES: usize = 64 << 20;

impl Document {
    /// Loads a board from the bytes of a file, or returns every error in it, in the file's order.
    ///
    /// A BOM is kept in the text and skipped by the reader.
    pub fn load(bytes: &[u8]) -> Result<Self, Vec<Diagnostic>> {
        let text = text_of(bytes).map_err(|error| vec![error])?;
        let (index, board) = accept(text).ok_or_else(|| refuse(text))?;
        Ok(Self {
            text: text.to_owned(),
            index,
            board,
        })
    }
}

/// Returns the board if `ron`, serde and the board's own rules accept the text.
fn accept(text: &str) -> Option<(Index, Board)> {
    let index = Index::scan(text).ok()?;
    let attributes = index.attributes();
    if attributes
        .iter()
        .any(|span| foreign_extension(span.of(text)).is_some())
    {
        return None;
    }
    let mut board: Board = read::options().from_str(without_mark(text)).ok()?;
    let is_accepted = board.version == VERSION && has_room(&board) && ids::fill(&mut board);
    is_accepted.then_some((index, board))
}

/// Says whether nowhere more people are onside than there are.
fn has_room(board: &Board) -> bool {
    board.people().all(|(_, person)| {
        person
            .onside
            .is_none_or(|onside| onside <= person.headcount)
    })
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Returns the text of a file's bytes, or why they are none.
fn text_of(bytes: &[u8]) -> Result<&str, Diagnostic> {
    if bytes.len() > MOST_BYTES {
        let (size, most) = (bytes.len() >> 20, MOST_BYTES >> 20);
        let message = format!("the file is {size} MiB; a board has at most {most}");
        return Err(whole(message, "is this the right file?"));
    }
    if matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
        return Err(whole(
            "this file is UTF-16",
            "save it as UTF-8 in your editor",
        ));
    }
    if !bytes.is_empty() && bytes.iter().all(|byte| *byte == 0) {
        let help = "it was damaged, perhaps when a machine lost power; restore it from a copy";
        return Err(whole("this file holds nothing but NUL bytes", help));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error))?;
    if without_mark(text).trim().is_empty() {
        return Err(whole("the file is empty", EMPTY));
    }
    Ok(text)
}

/// Returns an error of the file as a whole.
fn whole(message: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        place: None,
        message: message.into(),
        label: None,
        help: Some(help.to_owned()),
    }
}

fn not_utf8(bytes: &[u8], error: Utf8Error) -> Diagnostic {
    let at = error.valid_up_to();
    let byte = bytes.get(at).copied().unwrap_or_default();
    let span = at..at + 1;
    let problem = if error.error_len().is_none() {
        Problem::new(span, "the file ends in the middle of a character")
            .help("it may have been cut off; restore it from a copy")
    } else {
        let problem = Problem::new(span, format!("byte 0x{byte:02X} here is not UTF-8"));
        let problem = problem.help("save the file as UTF-8 in your editor");
        match byte {
            0xa0.. => problem.label(format!("in Latin-1 it is `{}`", char::from(byte))),
            _ => problem,
        }
    };
    diagnostic(problem, &Lines::new(bytes))
}

/// Returns every error of a text that was not accepted, in the file's order; never nothing.
fn refuse(text: &str) -> Vec<Diagnostic> {
    let lines = Lines::new(text.as_bytes());
    let mut problems = match merge_conflict(text) {
        Some(problem) => vec![problem],
        None => examine(text, &lines),
    };
    if problems.is_empty() {
        problems.push(in_readers_words(text, &lines));
    }
    problems.sort_by_key(|problem| problem.span.start);
    problems.dedup();
    let problems = problems.into_iter();
    problems
        .map(|problem| diagnostic(problem, &lines))
        .collect()
}

/// Returns what the reader says: it may know something the table of fields does not.
fn in_readers_words(text: &str, lines: &Lines<'_>) -> Problem {
    if let Err(error) = read::options().from_str::<Board>(without_mark(text)) {
        let at = lines.byte(error.span.end.line, error.span.end.col);
        return Problem::new(at..at, error.code.to_string());
    }
    match Index::scan(text) {
        Err(error) => faults::problem(text, &error),
        Ok(_) => Problem::new(0..0, "this file can't be read as a board"),
    }
}

/// Finds the markers that git leaves around what it could not merge.
fn merge_conflict(text: &str) -> Option<Problem> {
    let starts = |marker: &str| -> Vec<Range<usize>> {
        let found = text.match_indices(marker);
        let begins_line = |at: usize| at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n');
        let found = found.filter(|(at, _)| begins_line(*at));
        found.map(|(at, marker)| at..at + marker.len()).collect()
    };
    let begins = starts("<<<<<<<");
    let first = begins.first()?;
    if starts("=======").is_empty() || starts(">>>>>>>").is_empty() {
        return None;
    }
    let places = match begins.len() {
        1 => "one place".to_owned(),
        several => format!("{several} places"),
    };
    let problem = Problem::new(first.clone(), "this file holds a git merge conflict");
    Some(problem.label(format!("in {places}")).help(
        "at each, keep one side or both and take out the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
    ))
}

/// Gives a problem its line and column.
fn diagnostic(problem: Problem, lines: &Lines<'_>) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        place: Some(lines.place(problem.span)),
        message: problem.message,
        label: problem.label,
        help: problem.help,
    }
}
