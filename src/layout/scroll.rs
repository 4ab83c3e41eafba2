//! Scrolling: what of a long list is shown, and what is only counted.
//!
//! A department's row that is scrolled off sticks to the top while its people are shown;
//! it then lies over the first line, which counts as hidden.

use std::ops::Range;

/// The least height at which a department's row sticks to the top.
pub(super) const STICKS_FROM: usize = 3;

/// What of a list is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visible {
    /// The department whose row sticks to the first line, its own being scrolled off.
    pub sticky: Option<usize>,
    /// The lines of the list that are shown, below the sticky one.
    pub lines: Range<usize>,
    /// How many stops of the cursor are hidden above.
    pub above: usize,
    /// How many stops of the cursor are hidden below.
    pub below: usize,
}

/// Returns how many lines can be off the top at most.
pub fn overflow(lines: usize, height: usize) -> usize {
    lines.saturating_sub(height)
}

/// Returns the nearest scroll to `top` that shows the line of the cursor.
///
/// `is_under` says that the line belongs to a department, whose row may lie over the
/// first line shown.
pub(super) fn keep_visible(
    top: usize,
    cursor: usize,
    is_under: bool,
    lines: usize,
    height: usize,
) -> usize {
    let least = (cursor + 1).saturating_sub(height);
    let sticks = is_under && height >= STICKS_FROM;
    let most = cursor.saturating_sub(usize::from(sticks));
    let top = top.clamp(least.min(most), most);
    top.min(overflow(lines, height))
}
