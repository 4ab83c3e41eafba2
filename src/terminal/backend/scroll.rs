//! Finds the rows that are wanted where they are not, so that the terminal can move them.
//!
//! Promises: a pure function of what the rows hold; `None` unless moving saves bytes.

/// A row in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Equal for equal rows.
    pub(super) hash: u64,
    /// About how many bytes it takes to send it; 0 if it is blank.
    pub(super) weight: usize,
}

/// Rows `top` to `bottom` move by `lines`: up if positive. What comes in is blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    pub(super) top: usize,
    pub(super) bottom: usize,
    pub(super) lines: isize,
}

/// What setting margins, scrolling and taking them back costs, and then some.
const COST: isize = 40;

/// Returns the scroll after which the least is left to send.
pub(super) fn find(shown: &[Row], wanted: &[Row]) -> Option<Scroll> {
    let farthest = shown.len().min(wanted.len()) / 2;
    let distances = (1..=farthest).filter_map(|distance| isize::try_from(distance).ok());
    let scrolls = distances.flat_map(|lines| [lines, -lines]);
    let best = scrolls
        .filter_map(|lines| best_by(lines, shown, wanted))
        .max_by_key(|(gain, _)| *gain);
    best.map(|(_, scroll)| scroll)
}

/// Returns the best stretch of rows to move by `lines`, and how many bytes that saves.
fn best_by(lines: isize, shown: &[Row], wanted: &[Row]) -> Option<(isize, Scroll)> {
    let mut best = None;
    // The stretch that ends with the row before, and what it has gained so far.
    let mut stretch: Option<(usize, isize)> = None;
    for (row, next) in wanted.iter().enumerate() {
        let Some(source) = row
            .checked_add_signed(lines)
            .and_then(|source| shown.get(source))
        else {
            stretch = None;
            continue;
        };
        let (start, gained) = stretch
            .filter(|(_, gained)| *gained > 0)
            .unwrap_or((row, 0));
        let gained = gained + gain(shown.get(row), source, next);
        stretch = Some((start, gained));
        let (top, bottom) = if lines > 0 {
            (start, row.saturating_add_signed(lines))
        } else {
            (start.saturating_add_signed(lines), row)
        };
        let vacated = if lines > 0 {
            row + 1..bottom + 1
        } else {
            top..start
        };
        let net = gained - lost(vacated, shown, wanted) - COST;
        if net > best.map_or(0, |(most, _)| most) {
            best = Some((net, Scroll { top, bottom, lines }));
        }
    }
    best
}

/// Returns what it saves to have `source` in the place of `now` when `next` is wanted there.
fn gain(now: Option<&Row>, source: &Row, next: &Row) -> isize {
    let weight = isize::try_from(next.weight).unwrap_or(isize::MAX);
    let is_right_now = now.is_some_and(|now| now.hash == next.hash);
    match (is_right_now, source.hash == next.hash) {
        (false, true) => weight,
        (true, false) => -weight,
        _ => 0,
    }
}

/// Returns what has to be sent again because these rows, which are right now, become blank.
fn lost(vacated: std::ops::Range<usize>, shown: &[Row], wanted: &[Row]) -> isize {
    let rows = shown
        .iter()
        .zip(wanted)
        .skip(vacated.start)
        .take(vacated.len());
    let right = rows.filter(|(now, next)| now.hash == next.hash);
    right
        .map(|(_, next)| isize::try_from(next.weight).unwrap_or(isize::MAX))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each letter is a row of 30 bytes; a blank is a blank one.
    fn rows(letters: &str) -> Vec<Row> {
        let weight = |letter| if letter == ' ' { 0 } else { 30 };
        letters
            .chars()
            .map(|letter| Row {
                hash: letter.into(),
                weight: weight(letter),
            })
            .collect()
    }

    fn check(shown: &str, wanted: &str, expected: Option<(usize, usize, isize)>) {
        let expected = expected.map(|(top, bottom, lines)| Scroll { top, bottom, lines });
        assert_eq!(
            find(&rows(shown), &rows(wanted)),
            expected,
            "{shown} to {wanted}"
        );
    }

    #[test]
    fn a_list_between_fixed_rows_scrolls() {
        check("HKabcdefF", "HKbcdefgF", Some((2, 7, 1)));
        check("HKcdefghF", "HKabcdefF", Some((2, 7, -2)));
    }

    #[test]
    fn rows_that_change_on_the_way_do_not_hinder() {
        check("HKabcdefghF", "HKbcDefghiF", Some((2, 9, 1)));
    }

    #[test]
    fn a_sticky_row_at_the_top_stays() {
        check("HSabcdefF", "HSbcdefgF", Some((2, 7, 1)));
    }

    #[test]
    fn what_did_not_move_is_not_scrolled() {
        check("HabcdefF", "HabcdefF", None);
        check("HabcdefF", "HabXYefF", None);
        check("H       F", "H       F", None);
    }

    #[test]
    fn a_small_gain_is_not_worth_it() {
        check("abFFFFFF", "bcFFFFFF", None);
    }

    #[test]
    fn a_short_screen_is_no_trouble() {
        check("", "", None);
        check("a", "b", None);
        check("ab", "ba", None);
    }
}
