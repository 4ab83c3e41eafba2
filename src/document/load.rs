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

    /// Says whether `text` loads as `board`: what `load` is for, without a copy of the text.
    pub fn says(text: &str, board: &Board) -> bool {
        let accepted = text_of(text.as_bytes()).ok().and_then(accept);
        accepted.is_some_and(|(_, loaded)| loaded == *board)
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
pub(super) fn has_room(board: &Board) -> bool {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SAMPLE: &str = r#"// head
Board(version: 1, title: r"a b", departments: [
    (id: "a", name: "A", ours: false, red_flags: ["x", "y"], metric: Some((goal: 1.5, readings: [("2026-01-02", 3)])), people: [
        Person(name: "Ö N", power: 5, target: Some(Champion), onside: None, listens_to: {"m": Weak, "k": Strong,},
            objections: [Open("no"), Settled("\u{61}")], left: "2026-01-01", tags: []),
        (id: "k", name: "K", headcount: 0x10, onside: 3, /* c */ reports_to: "m", every_days: 1),
    ]),
    (id: "b", name: "B", people: []), (id: "c", name: "C"),
], plays: [(id: "p", department: "a", status: Done, steps: [Todo("t"), Done("d")])],
decisions: [(id: "d", ask: "", on: "2026-01-01", votes: [(who: "k", odds: 0, voted: Yes)])],
log: [Talked(on: "2026-01-01", who: ["k", "m"], how: Call, via: "k"), Proved(on: "2026-01-01", who: "k", proof: Acted),
    Asked(on: "2026-01-01", who: "k", what: "", got: Some(No)), Promised(on: "2026-01-01", who: "k", what: "", kept: "2026-01-01")],
conflicts: [(id: "k", field: "power", base: "", ours: "1", theirs: "2")])"#;

    /// What may be put anywhere in a text.
    const PIECES: &[&str] = &[
        "",
        " ",
        "\n",
        ",",
        ":",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "#",
        "//",
        "/*",
        "*/",
        ";",
        "Some(",
        "None",
        "Some(None)",
        "9",
        "-1",
        "0x5",
        "3.0",
        "1e400",
        "true",
        "Neutral",
        "r#Neutral",
        "Sceptic",
        "\"x\"",
        "\"2026-01-01\"",
        "r#\"a\"#",
        "\"\\q\"",
        "b\"x\"",
        "'c'",
        "()",
        "[]",
        "{}",
        "(\"2026-01-01\", 1)",
        "power",
        "name: \"k\"",
        "id: \"k\",",
        "powr: 3,",
        "r#power: 3,",
        "Person",
        "Open(\"x\")",
        "Open()",
        "Todo(3)",
        "“",
        "”",
        "\u{a0}",
        "\u{feff}",
        "\0",
        "é",
        "\u{2028}",
        "#![enable(unwrap_newtypes)]",
        "<<<<<<< a\n",
        "\\",
    ];

    fn whole(text: &str) -> Option<Board> {
        read::options().from_str(without_mark(text)).ok()
    }

    /// Checks that loading agrees with one reading of the whole text, and that every
    /// error has a place in it.
    fn check(text: &str) {
        match (Document::load(text.as_bytes()), whole(text)) {
            (Ok(document), Some(mut board)) => {
                assert!(ids::fill(&mut board), "{text}");
                assert_eq!(*document.board(), board, "{text}");
                assert_eq!(document.text(), text);
                let lines = Lines::new(text.as_bytes());
                assert_eq!(
                    examine(text, &lines),
                    [],
                    "an accepted text has no errors: {text}"
                );
            }
            (Ok(_), None) => panic!("ron refuses what was loaded: {text}"),
            (Err(errors), read) => {
                assert!(!errors.is_empty());
                let lines = Lines::new(text.as_bytes());
                let is_whole = errors.iter().any(|error| error.place.is_none());
                let is_known =
                    is_whole || merge_conflict(text).is_some() || !examine(text, &lines).is_empty();
                assert!(is_known, "only the reader's own words: {errors:?}: {text}");
                for error in &errors {
                    let span = error.place.as_ref().map(|place| place.span.clone());
                    let span = span.unwrap_or(0..0);
                    assert!(text.get(span).is_some(), "{error:?}: {text}");
                }
                let is_rule = |error: &Diagnostic| {
                    [
                        "version",
                        "which is taken",
                        "stands twice",
                        "of a `headcount`",
                        "extension",
                        "no id",
                        "merge conflict",
                    ]
                    .iter()
                    .any(|word| error.message.contains(word))
                };
                assert!(
                    read.is_none() || errors.iter().all(is_rule),
                    "{errors:?}: {text}"
                );
            }
        }
    }

    #[test]
    fn an_error_beside_an_odd_quote_has_a_place_between_characters() {
        check("(version: 1, departments: [(id: fa“lse, red_f”x\", y])])");
    }

    #[test]
    fn every_way_to_write_a_board_is_read() {
        check(SAMPLE);
        check(EXAMPLE);
        check(&EXAMPLE.replace('\n', "\r\n"));
        check(&format!("\u{feff}{EXAMPLE}"));
        assert!(Document::load(SAMPLE.as_bytes()).is_ok());
        let marked = format!("\u{feff}{}", EXAMPLE.replace('\n', "\r\n"));
        assert!(Document::load(marked.as_bytes()).is_ok());
    }

    #[test]
    fn people_without_ids_get_those_made_from_their_names() {
        let document = Document::load(EXAMPLE.as_bytes()).unwrap();
        assert!(document.board().seat("ivo-marsh").is_some());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn a_mutated_board_loads_as_ron_reads_it_or_has_errors_with_places(
            changes in proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..12, 0..PIECES.len()), 1..5),
            is_example in any::<bool>(),
        ) {
            let mut text = if is_example { EXAMPLE.to_owned() } else { SAMPLE.to_owned() };
            for (at, length, piece) in changes {
                let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
                let start = at.index(bounds.len());
                let end = (start + length).min(bounds.len() - 1);
                text.replace_range(bounds[start]..bounds[end], PIECES[piece]);
            }
            check(&text);
        }

        #[test]
        fn one_value_changed_is_one_value_named(at in any::<prop::sample::Index>(), piece in 0..PIECES.len()) {
            let values = ["power: 5", "\"Ö N\"", "Weak", "Some(Champion)", "\"2026-01-02\"", "Call", "odds: 0", "[\"k\", \"m\"]"];
            let value = values[at.index(values.len())];
            let value = value.rsplit(": ").next().unwrap();
            check(&SAMPLE.replacen(value, PIECES[piece], 1));
        }

        #[test]
        fn any_bytes_are_refused_with_a_reason(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let errors = Document::load(&bytes).unwrap_err();
            prop_assert!(!errors.is_empty());
        }
    }
}
