//! Syntax errors in a person's words, and how reading can go on behind one.
//!
//! Promises: a repaired text has the same length, so that every other error keeps its
//! place; repairs serve only to find more errors, never to load a board.

use std::ops::Range;

use super::syntax::{Bracket, Fault, MAX_DEPTH, Span, SyntaxError};
use super::tokens::{TokenKind, Tokens};

/// What to write into an empty file.
pub(super) const EMPTY: &str = "a board begins with `(version: 1, departments: [])`";

/// A problem in some text, by bytes; `load` gives it line and column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// The bytes the caret stands under.
    pub(super) span: Range<usize>,
    /// What is wrong.
    pub(super) message: String,
    /// What stands under the caret.
    pub(super) label: Option<String>,
    /// The next step.
    pub(super) help: Option<String>,
}

impl Problem {
    /// Returns a problem with nothing but a sentence.
    pub(super) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            label: None,
            help: None,
        }
    }

    /// Puts words under the caret.
    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds a next step.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Returns a syntax error of `text` as a problem.
pub(super) fn problem(text: &str, error: &SyntaxError) -> Problem {
    let span = error.span.range();
    let here = text.get(span.start..).unwrap_or("");
    if let Some(problem) = ran_over(text, error) {
        return problem;
    }
    match error.fault {
        Fault::Unclosed { bracket, found } => unclosed(text, span, bracket, found),
        Fault::Unopened(bracket) => unopened(span, bracket),
        Fault::Unexpected { .. } if is_closing(here) && is_behind_board(error.fault) => {
            Problem::new(span, "nothing is open here that this bracket closes")
                .help("take it out, or look for a bracket that closes too early above")
        }
        Fault::Unexpected { .. } if here.starts_with('#') => {
            Problem::new(span, "`#` begins no comment here").label("comments begin with `//`")
        }
        Fault::Unexpected { .. } if is_behind_board(error.fault) => {
            Problem::new(span, "something stands behind the board")
                .label("the file ends with the board's `)`")
        }
        Fault::Unexpected { .. } if here.starts_with(':') => {
            match quoted_before(text, span.start) {
                Some(key) => Problem::new(key, "the name of a field stands without quotes")
                    .label("write `name: …`, not `\"name\": …`"),
                None => Problem::new(span, "this `:` can't stand here")
                    .label("`name: value` stands in round brackets only"),
            }
        }
        Fault::Unexpected { .. } if here.starts_with(',') => {
            Problem::new(span, "nothing stands before this comma").label("take it out")
        }
        Fault::Unexpected { expected } => Problem::new(span, format!("expected {expected} here")),
        Fault::MissingComma { at } => {
            Problem::new(at..at, "a comma is missing").label("put `,` here")
        }
        Fault::Empty => Problem::new(span, "the file holds only comments").help(EMPTY),
        Fault::TooDeep => Problem::new(
            span,
            format!("brackets are nested more than {MAX_DEPTH} deep"),
        )
        .label("no board needs that; is this file a board?"),
        Fault::UnclosedText if here.starts_with('\'') => {
            let end = span.start + 1;
            Problem::new(span.start..end, "texts stand in double quotes").label("write `\"`")
        }
        Fault::UnclosedText => {
            Problem::new(span, "this text is never closed").label("put a `\"` at its end")
        }
        Fault::UnclosedComment => {
            Problem::new(span, "this comment is never closed").label("put a `*/` at its end")
        }
        Fault::StrangeCharacter => strange(here, span),
        Fault::BadAttribute => {
            Problem::new(span, "`#` begins no comment here").label("comments begin with `//`")
        }
    }
}

/// Returns the problem of a text that lost its closing quote and ran over a line end up to the
/// next one, where the error came to light.
fn ran_over(text: &str, error: &SyntaxError) -> Option<Problem> {
    let is_doubtful = matches!(
        error.fault,
        Fault::MissingComma { .. } | Fault::Unexpected { .. } | Fault::StrangeCharacter
    );
    let at = error.span.start;
    let tokens = Tokens::new(text).map_while(Result::ok);
    let before = tokens
        .take_while(|token| token.span.end <= at)
        .filter(|_| is_doubtful);
    let last = before.filter(|token| !token.kind.is_trivia()).last()?;
    let inside = last.span.of(text);
    // What begins on the next line is no part of the text: there only a comma is missing.
    let is_beside = !text.get(last.span.end..at)?.contains('\n');
    let first_line = inside
        .find('\n')
        .filter(|_| last.kind == TokenKind::Text && is_beside)?;
    let line = 1 + text.get(..last.span.end)?.matches('\n').count();
    let start = last.span.start;
    let shown = inside.get(..first_line)?.trim_end();
    let message = format!("the text that begins here is closed only on line {line}");
    Some(Problem::new(start..start + shown.len(), message).label("is its closing `\"` missing?"))
}

fn is_closing(here: &str) -> bool {
    here.starts_with([')', ']', '}'])
}

fn is_behind_board(fault: Fault) -> bool {
    matches!(fault, Fault::Unexpected { expected } if expected.ends_with("end of the file"))
}

/// Returns the bytes of the text in quotes that ends before `at`.
fn quoted_before(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text.get(..at)?.trim_end();
    let open = before.strip_suffix('"')?.rfind('"')?;
    Some(open..before.len())
}

fn unclosed(text: &str, span: Range<usize>, bracket: Bracket, found: Span) -> Problem {
    let open = bracket.open();
    let problem = Problem::new(span, format!("this `{open}` is never closed"));
    let closed = bracket.close();
    match found.of(text) {
        "" => problem.label(format!("the file ends without its `{closed}`")),
        other => {
            let line = 1 + text.get(..found.start).unwrap_or("").matches('\n').count();
            problem.label(format!(
                "its `{closed}` is missing before the `{other}` on line {line}"
            ))
        }
    }
}

fn unopened(span: Range<usize>, bracket: Bracket) -> Problem {
    let close = bracket.close();
    Problem::new(span, format!("nothing opened what this `{close}` closes")).label("take it out")
}

fn strange(here: &str, span: Range<usize>) -> Problem {
    let character = here.chars().next().unwrap_or(' ');
    match character {
        ';' => Problem::new(span, "`;` ends nothing here").label("write `,`"),
        '“' | '”' | '„' | '«' | '»' => {
            Problem::new(span, format!("`{character}` is no quote of this format"))
                .label("write a straight `\"`")
        }
        '‘' | '’' | '`' => {
            Problem::new(span, format!("`{character}` is no quote of this format"))
                .label("texts stand in straight `\"`")
        }
        '\0' => Problem::new(span, "a NUL byte stands here")
            .help("the file may be damaged; restore it from a copy"),
        '/' => Problem::new(span, "`/` begins nothing").label("comments begin with `//`"),
        '\\' => Problem::new(span, "`\\` stands outside of a text"),
        blank if blank.is_whitespace() => {
            let code = u32::from(blank);
            Problem::new(span, format!("an odd blank stands here (U+{code:04X})"))
                .label("write an ordinary blank")
        }
        other => {
            let code = u32::from(other);
            Problem::new(span, format!("`{other}` (U+{code:04X}) can't stand here"))
                .label("outside of texts and comments only words, numbers and brackets do")
        }
    }
}

/// Returns bytes to replace, as many as come in their place, so that reading goes on
/// behind the error; `None` where it can't.
pub(super) fn repair(text: &str, error: &SyntaxError) -> Option<(Range<usize>, String)> {
    let span = error.span.range();
    let here = text.get(span.clone())?;
    match error.fault {
        Fault::MissingComma { at } => {
            let blank = text.get(at..=at)?;
            matches!(blank, " " | "\t" | "\n" | "\r").then(|| (at..at + 1, ",".to_owned()))
        }
        Fault::StrangeCharacter if matches!(here, "“" | "„" | "«") => {
            quoted(text, span, &['”', '“', '»'])
        }
        Fault::UnclosedText if here.starts_with('\'') => {
            quoted(text, span.start..span.start + 1, &['\''])
        }
        Fault::StrangeCharacter => {
            let length = here.len();
            let other = match here {
                ";" => ",".to_owned(),
                _ => " ".repeat(length),
            };
            Some((span, other))
        }
        Fault::Unexpected { .. } | Fault::BadAttribute if here == "#" => {
            let next = text.as_bytes().get(span.end).copied();
            let is_plain =
                next.is_some_and(|next| next.is_ascii() && !matches!(next, b'\r' | b'\n'));
            // Whatever stands there is meant to be a comment.
            is_plain.then(|| (span.start..span.end + 1, "//".to_owned()))
        }
        Fault::Unexpected { .. } if here == ":" => {
            let key = quoted_before(text, span.start)?;
            let inside = text.get(key.start + 1..key.end - 1)?;
            Some((key.clone(), format!(" {inside} ")))
        }
        Fault::Unexpected { .. } if here == "," => Some((span, " ".to_owned())),
        _ => None,
    }
}

/// Puts straight quotes around what stands between an odd one and the next of `closing`
/// on its line, as many bytes as before.
fn quoted(text: &str, open: Range<usize>, closing: &[char]) -> Option<(Range<usize>, String)> {
    let rest = text.get(open.end..)?.lines().next()?;
    let (end, close) = rest.match_indices(closing).next()?;
    let (inside, before, behind) = (rest.get(..end)?, open.len(), close.len());
    // The padding goes to the outside of the text.
    let other = format!("{:>before$}{inside}{:<behind$}", '"', '"');
    Some((open.start..open.end + end + behind, other))
}
