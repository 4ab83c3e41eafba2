//! Every error of a text that `ron` or the board's own rules refused, each at its bytes.
//!
//! Promises: goes on behind each fault, so that two faults in one person are both named;
//! looks at every value with the table of fields and lets `ron` read each number and
//! text. It decides nothing: a text comes here only when it is refused already.

use std::borrow::Cow;
use std::ops::Range;

use super::faults::{self, Problem};
use super::fields::{FILE, Kind};
use super::ids::Claims;
use super::syntax::{Span, SyntaxError};
use super::tree::Tree;
use super::values::{Notes, look};
use crate::text::Lines;

/// How many bytes may be read again to go on behind syntax errors.
const PATIENCE: usize = 16 << 20;

/// Returns every error, in no order.
pub(super) fn examine(text: &str, lines: &Lines<'_>) -> Vec<Problem> {
    let mut exam = Exam {
        text,
        notes: Notes {
            lines,
            problems: Vec::new(),
            claims: Claims::default(),
            parts: Vec::new(),
        },
        patience: PATIENCE,
    };
    exam.outline();
    for (span, kind) in std::mem::take(&mut exam.notes.parts) {
        exam.part(span, kind);
    }
    let Notes {
        mut problems,
        mut claims,
        ..
    } = exam.notes;
    claims.settle(&mut problems, lines);
    for problem in &mut problems {
        problem.span = whole_characters(text, &problem.span);
    }
    problems
}

/// Returns a place that begins and ends between characters: where an odd quote was read as a
/// straight one, a text ends within it.
fn whole_characters(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start);
    start..text.ceil_char_boundary(span.end).max(start)
}

/// One examination of a text.
struct Exam<'a> {
    text: &'a str,
    notes: Notes<'a>,
    patience: usize,
}

impl Exam<'_> {
    /// Looks at everything but the records that stand by themselves.
    fn outline(&mut self) {
        let outline =
            |text: &str| Tree::outline(text, Span::new(0, text.len()), &is_closed_in_board);
        let Some((text, tree)) = self.parse(Cow::Borrowed(self.text), 0, &outline) else {
            return;
        };
        for attribute in tree.attributes() {
            self.attribute(*attribute);
        }
        if let Some(problem) = newer_version(&text, &tree) {
            // Whatever else is odd may be right in that version.
            self.notes.problems = vec![problem];
            return;
        }
        look(&mut self.notes, &text, &tree, 0, &FILE);
    }

    /// Looks at a record that stands by itself.
    fn part(&mut self, span: Span, kind: &'static Kind) {
        let text = Cow::Borrowed(span.of(self.text));
        if let Some((text, tree)) = self.parse(text, span.start, &Tree::parse) {
            look(&mut self.notes, &text, &tree, span.start, kind);
        }
    }

    /// Returns the tree of a text that begins at a byte of the file, syntax errors noted
    /// and repaired as far as they can be.
    fn parse<'t>(
        &mut self,
        mut text: Cow<'t, str>,
        base: usize,
        read: &dyn Fn(&str) -> Result<Tree, SyntaxError>,
    ) -> Option<(Cow<'t, str>, Tree)> {
        loop {
            let error = match read(&text) {
                Ok(tree) => return Some((text, tree)),
                Err(error) => error,
            };
            let mut problem = faults::problem(&text, &error);
            problem.span = base + problem.span.start..base + problem.span.end;
            self.notes.problems.push(problem);
            self.patience = self.patience.saturating_sub(text.len() + 64);
            let repair = faults::repair(&text, &error);
            let (range, other) = repair.filter(|_| self.patience > 0)?;
            text.to_mut().replace_range(range, &other);
        }
    }

    fn attribute(&mut self, span: Span) {
        if let Some(other) = foreign_extension(span.of(self.text)) {
            let message = format!("the extension `{other}` is not for boards");
            let at = span.of(self.text).find(&other).unwrap_or(0);
            let start = span.start + at;
            self.notes.problems.push(
                Problem::new(start..start + other.len(), message)
                    .help("take it out; a board needs no extension, and `Some` is never needed"),
            );
        }
    }
}

/// Returns the extension that an attribute enables, if it is another than the one that is
/// always on: it would change what the text means.
pub(super) fn foreign_extension(attribute: &str) -> Option<String> {
    let written: String = attribute.split_whitespace().collect();
    let enabled = written.strip_prefix("#![enable(")?.strip_suffix(")]")?;
    let mut names = enabled.split(',');
    let other = names.find(|name| !name.is_empty() && *name != "implicit_some")?;
    Some(other.to_owned())
}

/// The records that are looked at one by one stay closed.
fn is_closed_in_board(way: &[&str]) -> bool {
    matches!(
        way,
        ["plays" | "decisions" | "log" | "conflicts", ""] | ["departments", "", "people", ""]
    )
}

/// Returns the problem of a board that a newer program made.
fn newer_version(text: &str, tree: &Tree) -> Option<Problem> {
    let id = tree.field(text, Tree::ROOT, "version")?;
    let node = tree.node(id)?;
    let written: u64 = ron::from_str(node.span.of(text)).ok()?;
    (written > u64::from(crate::model::VERSION)).then(|| {
        let message = format!("this board has version {written}: made by a newer onside");
        Problem::new(node.span.range(), message)
            .label(format!(
                "this onside reads version {}",
                crate::model::VERSION
            ))
            .help("update onside to open it")
    })
}
