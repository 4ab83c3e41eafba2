//! What can be wrong with the brackets, commas and quotes of a text.
//!
//! Promises: each error holds the bytes a caret stands under. Leaves the rest of
//! validity (types, names, numbers, escapes) to `ron`.

use std::ops::Range;

/// The most brackets inside one another, which is where `ron` stops as well.
pub const MAX_DEPTH: usize = 64;

/// Bytes of a text, from `start` up to `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// Returns the bytes from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Returns the bytes as a range.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Returns the text of these bytes; nothing when they are not bytes of `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Says whether `other` lies in these bytes.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A pair of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bracket {
    /// `(` and `)`.
    Round,
    /// `[` and `]`.
    Square,
    /// `{` and `}`.
    Curly,
}

impl Bracket {
    /// Returns the opening character.
    pub fn open(self) -> char {
        match self {
            Self::Round => '(',
            Self::Square => '[',
            Self::Curly => '{',
        }
    }

    /// Returns the closing character.
    pub fn close(self) -> char {
        match self {
            Self::Round => ')',
            Self::Square => ']',
            Self::Curly => '}',
        }
    }
}

/// Why a text has no tree, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub struct SyntaxError {
    /// What is wrong.
    pub fault: Fault,
    /// The bytes the caret stands under; empty at the end of the text.
    pub span: Span,
}

impl SyntaxError {
    /// Returns an error at these bytes.
    pub fn new(fault: Fault, start: usize, end: usize) -> Self {
        Self {
            fault,
            span: Span::new(start, end),
        }
    }
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A bracket was opened here and not closed where another closed, or the text ended.
    #[error("this `{}` is never closed", bracket.open())]
    Unclosed {
        /// Which.
        bracket: Bracket,
        /// Where something else stood instead of the closing one.
        found: Span,
    },
    /// A bracket is closed that nothing opened.
    #[error("nothing opened the bracket that this `{}` closes", .0.close())]
    Unopened(Bracket),
    /// Two items without a comma between them; the span is the second one's first token.
    #[error("a comma is missing before this")]
    MissingComma {
        /// Where the comma belongs: the end of the item before.
        at: usize,
    },
    /// A token that can't stand here.
    #[error("expected {expected}")]
    Unexpected {
        /// What could.
        expected: &'static str,
    },
    /// The text ended before it said anything.
    #[error("the file is empty; expected `(`")]
    Empty,
    /// More brackets inside one another than `ron` reads.
    #[error("brackets are nested more than {} deep", MAX_DEPTH)]
    TooDeep,
    /// A text without its closing quote.
    #[error("this text is never closed")]
    UnclosedText,
    /// A block comment without its end.
    #[error("this comment is never closed")]
    UnclosedComment,
    /// A character that no RON holds outside texts and comments.
    #[error("this character can't stand here")]
    StrangeCharacter,
    /// A `#` that begins no attribute.
    #[error("expected an attribute such as `#![type = \"…\"]`")]
    BadAttribute,
}
