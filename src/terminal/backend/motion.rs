//! Where the cursor is, as far as we know, and the shortest way to where it shall be.
//!
//! Promises: only sequences any terminal since the VT100 knows; never asks the terminal.

/// What is known of the cursor's place. Columns and rows count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Nothing.
    Unknown,
    /// The row; the column is that of a glyph in the last one, where terminals differ
    /// in what a step to the side does.
    Edge(u16),
    /// Both.
    At(u16, u16),
}

/// Appends the shortest move from `from` to column `x`, row `y`; nothing if it is there.
pub(super) fn travel(from: Place, x: u16, y: u16, out: &mut Vec<u8>) {
    if from == Place::At(x, y) {
        return;
    }
    let mut best = absolute(x, y);
    if let Place::At(column, row) = from {
        keep_shorter(
            &mut best,
            &[vertical(row, y), horizontal(column, x)].concat(),
        );
    }
    if let Place::At(_, row) | Place::Edge(row) = from {
        let from_the_left = [b"\r".as_slice(), &vertical(row, y), &horizontal(0, x)].concat();
        keep_shorter(&mut best, &from_the_left);
    }
    out.extend_from_slice(&best);
}

fn keep_shorter(best: &mut Vec<u8>, other: &[u8]) {
    if other.len() < best.len() {
        best.clear();
        best.extend_from_slice(other);
    }
}

fn absolute(x: u16, y: u16) -> Vec<u8> {
    match (x, y) {
        (0, 0) => b"\x1b[H".to_vec(),
        (0, row) => format!("\x1b[{}H", row + 1).into_bytes(),
        (column, 0) => format!("\x1b[;{}H", column + 1).into_bytes(),
        (column, row) => format!("\x1b[{};{}H", row + 1, column + 1).into_bytes(),
    }
}

/// A line feed goes straight down, as raw mode has switched its translation off.
fn vertical(from: u16, to: u16) -> Vec<u8> {
    match to.checked_sub(from) {
        Some(down @ 0..=3) => vec![b'\n'; usize::from(down)],
        Some(down) => sequence(down, 'B'),
        None => sequence(from - to, 'A'),
    }
}

fn horizontal(from: u16, to: u16) -> Vec<u8> {
    match from.checked_sub(to) {
        Some(0) => Vec::new(),
        Some(left @ 1..=3) => vec![8; usize::from(left)],
        Some(left) => sequence(left, 'D'),
        None => sequence(to - from, 'C'),
    }
}

fn sequence(count: u16, letter: char) -> Vec<u8> {
    match count {
        1 => format!("\x1b[{letter}").into_bytes(),
        _ => format!("\x1b[{count}{letter}").into_bytes(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: Place, (x, y): (u16, u16), expected: &str) {
        let mut out = Vec::new();
        travel(from, x, y, &mut out);
        assert_eq!(
            String::from_utf8(out).unwrap(),
            expected,
            "{from:?} to {x},{y}"
        );
    }

    #[test]
    fn a_known_place_is_reached_by_the_fewest_bytes() {
        check(Place::At(7, 3), (7, 3), "");
        check(Place::At(7, 3), (8, 3), "\x1b[C");
        check(Place::At(7, 3), (60, 3), "\x1b[53C");
        check(Place::At(7, 3), (5, 3), "\x08\x08");
        check(Place::At(70, 3), (9, 3), "\x1b[61D");
        check(Place::At(70, 3), (0, 3), "\r");
        check(Place::At(70, 3), (0, 4), "\r\n");
        check(Place::At(7, 3), (7, 4), "\n");
        check(Place::At(7, 3), (6, 5), "\n\n\x08");
        check(Place::At(7, 3), (7, 2), "\x1b[A");
        check(Place::At(70, 30), (1, 31), "\r\n\x1b[C");
        check(Place::At(3, 20), (0, 0), "\x1b[H");
        check(Place::At(3, 20), (0, 9), "\x1b[10H");
        check(Place::At(3, 20), (40, 0), "\x1b[;41H");
        check(Place::At(3, 20), (44, 9), "\x1b[10;45H");
    }

    #[test]
    fn after_the_last_column_only_a_return_is_trusted() {
        check(Place::Edge(3), (0, 3), "\r");
        check(Place::Edge(3), (1, 4), "\r\n\x1b[C");
        check(Place::Edge(0), (78, 0), "\x1b[;79H");
    }

    #[test]
    fn an_unknown_place_is_left_absolutely() {
        check(Place::Unknown, (5, 0), "\x1b[;6H");
        check(Place::Unknown, (1, 1), "\x1b[2;2H");
    }
}
