//! Puts items into lists, maps and structs and takes them out, as a person would.
//!
//! Promises: an item takes its own comments along and nobody else's; commas,
//! indentation and lines follow the neighbours; nothing is looked at but the
//! neighbourhood. Leaves what the item says to its caller.

use super::gap::Gap;
use super::lines;
use super::splice::{Splice, TextEdit};
use super::syntax::Span;
use super::tokens::{TokenKind, Tokens};

/// What stands between two brackets.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_field_names, reason = "`items` is what they are called")]
pub(super) struct Items<'a> {
    /// The text the spans are of.
    pub text: &'a str,
    /// The bytes between the brackets.
    pub body: Span,
    /// The items, keys included.
    pub items: &'a [Span],
}

/// An item on its way into a text, with the comments that come along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chunk {
    /// What stands before it: comments, and the lines between them and the item.
    pub lead: String,
    /// The item, with its key.
    pub value: String,
    /// What stands behind it and its comma.
    pub tail: String,
    /// Whether the tail goes to the end of its line.
    pub tail_is_line: bool,
    /// The indentation it was taken from; `None` for a new one.
    pub indent: Option<String>,
}

/// How a text is laid out where no neighbour shows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fashion<'a> {
    /// One step of indentation.
    pub unit: &'a str,
    /// The line end.
    pub line_end: &'a str,
    /// Whether an empty list opens into lines.
    pub opens: bool,
}

impl Chunk {
    /// Returns an item without comments.
    pub fn new(value: String) -> Self {
        Self {
            value,
            ..Self::default()
        }
    }

    /// Returns the chunk with its lines moved to another indentation.
    pub(super) fn indented(&self, indent: &str) -> Self {
        let Some(from) = &self.indent else {
            return self.clone();
        };
        let mut moved = self.clone();
        for part in [&mut moved.lead, &mut moved.value, &mut moved.tail] {
            *part = reindent(part, from, indent);
        }
        moved
    }
}

/// Moves the lines of a text to another indentation, but for those inside of texts and
/// comments, whose bytes mean something.
fn reindent(text: &str, from: &str, to: &str) -> String {
    if from == to {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for token in Tokens::new(text).map_while(Result::ok) {
        let written = token.span.of(text);
        match written
            .rfind('\n')
            .filter(|_| token.kind == TokenKind::Blank)
        {
            Some(newline) => {
                let (lines, indent) = written.split_at(newline + 1);
                out.push_str(lines);
                match indent.strip_prefix(from) {
                    Some(deeper) => {
                        out.push_str(to);
                        out.push_str(deeper);
                    }
                    None => out.push_str(indent),
                }
            }
            None => out.push_str(written),
        }
    }
    out
}

impl<'a> Items<'a> {
    pub(super) fn span(&self, at: usize) -> Span {
        self.items.get(at).copied().unwrap_or_default()
    }

    /// Returns the gap before an item; at the number of items, the one before the bracket.
    pub(super) fn gap(&self, at: usize) -> Gap {
        let before = at.checked_sub(1).and_then(|at| self.items.get(at));
        let behind = self.items.get(at);
        let start = before.map_or(self.body.start, |item| item.end);
        let end = behind.map_or(self.body.end, |item| item.start);
        Gap::new(
            self.text,
            Span::new(start, end),
            before.is_some(),
            behind.is_some(),
        )
    }

    /// Returns the bytes of an item and of its own comments.
    pub fn own(&self, at: usize) -> Span {
        Span::new(self.gap(at).lead_start, self.gap(at + 1).tail_end)
    }

    /// Returns an item with its comments, to be put in elsewhere.
    pub fn chunk(&self, at: usize) -> Chunk {
        let item = self.span(at);
        let before = self.gap(at);
        let behind = self.gap(at + 1);
        let lead = without_comma(
            self.text,
            Span::new(before.lead_start, item.start),
            before.comma,
        );
        let tail = without_comma(
            self.text,
            Span::new(item.end, behind.tail_end),
            behind.comma,
        );
        Chunk {
            lead,
            value: item.of(self.text).to_owned(),
            tail,
            tail_is_line: behind.tail_is_line,
            indent: Some(self.indent_of(at).to_owned()),
        }
    }

    pub(super) fn indent_of(&self, at: usize) -> &'a str {
        lines::indent_at(self.text, self.span(at).start).of(self.text)
    }

    /// Says whether an item, or the comma before it, begins its line.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        let gap = self.gap(at);
        lines::begins_line(self.text, gap.lead_start)
            || gap.comma.is_some_and(|comma| self.is_first(comma, at))
    }

    /// Says whether a comma begins the line on which an item stands.
    fn is_first(&self, comma: usize, at: usize) -> bool {
        let between = Span::new(comma, self.span(at).start).of(self.text);
        lines::begins_line(self.text, comma) && !between.contains('\n')
    }

    /// Returns the comma at the beginning of a line that separates an item from the one
    /// before, with the indentation and the blanks around it.
    pub(super) fn leading_comma(&self, at: usize) -> Option<String> {
        let known = [at, at + 1, at.saturating_sub(1)]
            .into_iter()
            .find_map(|at| {
                let item = self.items.get(at)?;
                let comma = self
                    .gap(at)
                    .comma
                    .filter(|comma| self.is_first(*comma, at))?;
                let indent = lines::indent_at(self.text, comma).start;
                let blank = lines::blanks_behind(self.text, comma + 1).min(item.start);
                Some(Span::new(indent, blank))
            });
        known.map(|span| span.of(self.text).to_owned())
    }
}

fn without_comma(text: &str, span: Span, comma: Option<usize>) -> String {
    let whole = span.of(text);
    let Some(comma) = comma.filter(|comma| (span.start..span.end).contains(comma)) else {
        return whole.to_owned();
    };
    let before = Span::new(span.start, comma).of(text);
    let behind = Span::new(comma + 1, span.end).of(text);
    format!("{before}{behind}")
}

impl Items<'_> {
    /// Takes an item out, with its comments and one comma.
    pub fn remove(&self, at: usize) -> TextEdit {
        let (left, right) = (self.gap(at), self.gap(at + 1));
        let item = self.span(at);
        let mut own = Span::new(left.lead_start, right.tail_end);
        if self.items.len() == 1 && !left.has_free && !right.has_free {
            return TextEdit::new(vec![Splice::new(self.body.range(), "")]);
        }
        let is_last = at + 1 == self.items.len();
        let is_on_line = |comma: usize| !Span::new(item.end, comma).of(self.text).contains('\n');
        let behind = right
            .comma
            .filter(|comma| is_last || *comma < own.end || is_on_line(*comma));
        let mut splices = Vec::new();
        // Comments above a comma that begins the line bring that comma along.
        let brought = left.comma.filter(|comma| own.start < *comma);
        let is_bringing_both = right.comma.is_some_and(|comma| comma < own.end);
        match brought.or(behind).or(left.comma).or(right.comma) {
            Some(comma) if Some(comma) == brought && is_bringing_both => {
                splices.push(Splice::new(own.start..comma, ""));
                own.start = comma + 1;
            }
            Some(comma) if Some(comma) == brought => {}
            Some(comma) if self.is_beside(comma, own) => {
                own = Span::new(own.start.min(comma), own.end.max(comma + 1));
            }
            Some(comma) => splices.push(Splice::new(self.cut_comma(comma), "")),
            None => {}
        }
        splices.push(Splice::new(self.cut(at, own, &left, &right), ""));
        TextEdit::new(merged(splices))
    }

    /// Says whether nothing but blanks of one line is between a comma and an item.
    fn is_beside(&self, comma: usize, own: Span) -> bool {
        let between = if comma < own.start {
            Span::new(comma + 1, own.start)
        } else {
            Span::new(own.end.min(comma), comma)
        };
        between.of(self.text).trim_matches([' ', '\t']).is_empty()
    }

    /// Returns what goes with a comma that stands apart from its item.
    fn cut_comma(&self, comma: usize) -> std::ops::Range<usize> {
        let behind = lines::blanks_behind(self.text, comma + 1);
        match lines::line_end_at(self.text, behind) {
            Some(end) if lines::begins_line(self.text, comma) => {
                lines::line_start(self.text, comma)..end
            }
            _ => comma..comma + 1,
        }
    }

    /// Returns what goes with an item: its lines if it has them for itself, else the
    /// blanks on the side that lets the others close up.
    fn cut(&self, at: usize, own: Span, left: &Gap, right: &Gap) -> std::ops::Range<usize> {
        let text = self.text;
        let blanks_start = lines::blanks_before(text, own.start);
        let blanks_end = lines::blanks_behind(text, own.end);
        let begins = lines::begins_line(text, own.start);
        let ends = lines::line_end_at(text, blanks_end);
        let is_last = at + 1 == self.items.len();
        match ends {
            Some(end) if begins => self.with_blank_line(lines::line_start(text, own.start)..end),
            Some(_) if at == 0 && !is_last && left.tail_end == self.body.start => {
                let until = right.lead_start;
                let between = Span::new(own.end, until).of(text);
                if between.trim().is_empty() && !left.ends_in_line {
                    own.start..until
                } else {
                    blanks_start..own.end
                }
            }
            Some(_) => blanks_start..own.end,
            None if begins && is_last && at > 0 && !left.ends_in_line => {
                let line = lines::line_start(text, own.start);
                text.get(..line)
                    .unwrap_or("")
                    .trim_end_matches(['\r', '\n'])
                    .len()..own.end
            }
            None if is_last && at > 0 && !begins => blanks_start..own.end,
            None => own.start..blanks_end,
        }
    }

    /// Takes a blank line along where another one would be left beside it.
    fn with_blank_line(&self, lines: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let before = self.text.get(..lines.start).unwrap_or("");
        let before = before.strip_suffix('\n').unwrap_or(before);
        let before = before.strip_suffix('\r').unwrap_or(before);
        let is_blank_before = before.ends_with('\n');
        let end = lines::blanks_behind(self.text, lines.end);
        match lines::line_end_at(self.text, end).filter(|_| is_blank_before) {
            Some(end) if end <= self.body.end => lines.start..end,
            _ => lines,
        }
    }
}

/// Puts overlapping deletions into one.
fn merged(mut splices: Vec<Splice>) -> Vec<Splice> {
    splices.sort_by_key(|splice| splice.range.start);
    let mut merged: Vec<Splice> = Vec::new();
    for splice in splices {
        match merged.last_mut() {
            Some(last) if splice.range.start <= last.range.end => {
                last.range.end = last.range.end.max(splice.range.end);
            }
            _ => merged.push(splice),
        }
    }
    merged
}
