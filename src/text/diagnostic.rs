//! A problem with a place in a text: the same shape for load errors, findings,
//! configuration and merges.

use std::ops::Range;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Stops the file from loading.
    Error,
    /// Worth a look; stops nothing.
    Finding,
}

/// Where in a text: bytes, and the line and column a person counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Bytes of the text the caret stands under. May be empty.
    pub span: Range<usize>,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A problem, as a sentence with a place and a next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Where; `None` for the file as a whole.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: String,
    /// What stands under the caret: "did you mean `Skeptic`?".
    pub label: Option<String>,
    /// The next step.
    pub help: Option<String>,
}
