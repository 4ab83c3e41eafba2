//! What stands between two items: the comma, and whose comments those are.
//!
//! A comment behind an item on its line is the item's; so is one directly above it,
//! without a blank line between. All others are nobody's and stay where they are.

use super::syntax::Span;
use super::tokens::{Token, TokenKind, Tokens};

/// The bytes between two items, or between an item and the bracket around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    /// Where the comma is.
    pub comma: Option<usize>,
    /// Where the item before ends, its own comments included and its comma not.
    pub tail_end: usize,
    /// Whether the last comment of the item before goes to the end of its line.
    pub tail_is_line: bool,
    /// Where the item behind begins, its own comments included.
    pub lead_start: usize,
    /// Whether it has comments that are neither's.
    pub has_free: bool,
    /// Whether the last comment before what is the item's behind goes to the end of its line.
    pub ends_in_line: bool,
}

/// A comment or the comma.
struct Piece {
    token: Token,
    /// Line ends between it and what stands before.
    lines_before: usize,
    /// Line ends between it and what stands behind.
    lines_behind: usize,
}

impl Gap {
    /// Looks at the bytes between two items; there may be none on either side.
    pub fn new(text: &str, span: Span, has_before: bool, has_behind: bool) -> Self {
        let pieces = pieces(text, span);
        let lines: usize = pieces
            .first()
            .map_or(count_lines(span.of(text)), |piece| piece.lines_before)
            + pieces.iter().map(|piece| piece.lines_behind).sum::<usize>();
        let tail = tail(&pieces, lines > 0 || !has_behind);
        let lead = if has_behind {
            let least = if lines == 0 && !has_before { 0 } else { tail };
            lead(&pieces, least)
        } else {
            pieces.len()
        };
        let comments = |from: usize, to: usize| {
            let slice = pieces.get(from..to).unwrap_or_default();
            slice.iter().filter(|piece| piece.token.kind.is_comment())
        };
        let tail_last = comments(0, tail).next_back().filter(|_| has_before);
        let lead_first = comments(lead, pieces.len()).next();
        let comma = pieces
            .iter()
            .find(|piece| piece.token.kind == TokenKind::Comma);
        let stays = comments(0, lead).next_back();
        let free_from = if has_before { tail } else { 0 };
        Self {
            comma: comma.map(|piece| piece.token.span.start),
            tail_end: tail_last.map_or(span.start, |piece| piece.token.span.end),
            tail_is_line: tail_last.is_some_and(|piece| piece.token.kind == TokenKind::LineComment),
            lead_start: lead_first.map_or(span.end, |piece| piece.token.span.start),
            has_free: comments(free_from.min(lead), lead).next().is_some(),
            ends_in_line: stays.is_some_and(|piece| piece.token.kind == TokenKind::LineComment),
        }
    }
}

fn pieces(text: &str, span: Span) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut lines_before = 0;
    // The text was tokenised as a whole before, so that no token of it is a fault.
    for token in Tokens::within(text, span).map_while(Result::ok) {
        if token.kind == TokenKind::Blank {
            let lines = count_lines(token.span.of(text));
            lines_before += lines;
            if let Some(last) = pieces.last_mut() {
                last.lines_behind += lines;
            }
        } else {
            pieces.push(Piece {
                token,
                lines_before,
                lines_behind: 0,
            });
            lines_before = 0;
        }
    }
    pieces
}

fn count_lines(blank: &str) -> usize {
    blank.matches('\n').count()
}

/// Returns how many pieces stand on the line of the item before. Where all is on one
/// line, what follows the comma is the next item's.
fn tail(pieces: &[Piece], has_lines: bool) -> usize {
    if !has_lines {
        let comma = pieces
            .iter()
            .position(|piece| piece.token.kind == TokenKind::Comma);
        return comma.unwrap_or(pieces.len());
    }
    let on_line = pieces.iter().position(|piece| piece.lines_before > 0);
    on_line.unwrap_or(pieces.len())
}

/// Returns from which piece on they are the item's behind, looking back no further than
/// `least`.
fn lead(pieces: &[Piece], least: usize) -> usize {
    let is_apart = |piece: &Piece| piece.lines_behind > 1;
    let apart = pieces.iter().rposition(is_apart);
    apart.map_or(least, |apart| (apart + 1).max(least))
}
