//! Where two lists differ: what is alike stays together, so that a change stays small.
//!
//! Promises: linear for what is alike at both ends; gives up on finding the smallest
//! change where that would take long. Leaves making the change to `write`.

/// The most comparisons made to find the longest common part of two lists.
const MOST_COMPARISONS: usize = 1_000_000;

/// Returns the parts of two lists that have no like in the longest common part, as
/// places in both, in order. Between them all is alike.
pub(super) fn apart<T>(
    old: &[T],
    new: &[T],
    is_like: impl Fn(&T, &T) -> bool,
) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let pairs = || old.iter().zip(new);
    let head = pairs()
        .take_while(|(one, other)| is_like(one, other))
        .count();
    let tails = old.iter().rev().zip(new.iter().rev());
    let most = old.len().min(new.len()) - head;
    let tail = tails
        .take(most)
        .take_while(|(one, other)| is_like(one, other))
        .count();
    let before = old.get(head..old.len() - tail).unwrap_or_default();
    let after = new.get(head..new.len() - tail).unwrap_or_default();
    let mut parts: Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> = Vec::new();
    let mut at = (0, 0);
    let mut close = |at: (usize, usize), until: (usize, usize)| {
        if at != until {
            parts.push((head + at.0..head + until.0, head + at.1..head + until.1));
        }
    };
    for (one, other) in common(before, after, is_like) {
        close(at, (one, other));
        at = (one + 1, other + 1);
    }
    close(at, (before.len(), after.len()));
    parts
}

/// Returns the places of a longest common part of two lists.
fn common<T>(old: &[T], new: &[T], is_like: impl Fn(&T, &T) -> bool) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    if old.len().saturating_mul(new.len()) > MOST_COMPARISONS {
        return Vec::new();
    }
    let mut lengths = vec![0_usize; (old.len() + 1) * width];
    let length = |lengths: &[usize], one: usize, other: usize| {
        lengths.get(one * width + other).copied().unwrap_or(0)
    };
    for (one, before) in old.iter().enumerate().rev() {
        for (other, after) in new.iter().enumerate().rev() {
            let best = if is_like(before, after) {
                length(&lengths, one + 1, other + 1) + 1
            } else {
                length(&lengths, one + 1, other).max(length(&lengths, one, other + 1))
            };
            if let Some(cell) = lengths.get_mut(one * width + other) {
                *cell = best;
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut one, mut other) = (0, 0);
    while let (Some(before), Some(after)) = (old.get(one), new.get(other)) {
        if is_like(before, after) {
            pairs.push((one, other));
            (one, other) = (one + 1, other + 1);
        } else if length(&lengths, one + 1, other) >= length(&lengths, one, other + 1) {
            one += 1;
        } else {
            other += 1;
        }
    }
    pairs
}
