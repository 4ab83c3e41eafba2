//! Sequences: what two have in common, how one is arranged into another, and how
//! the orders of two sides are woven into one.
//!
//! Promises: n log n for lists that differ little; nothing named twice comes out twice.
//! Leaves what the items mean to its callers.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

/// Returns places of equal items in both lists, rising in both.
///
/// Equal items are paired first with first, and the longest rising run of the pairs
/// is kept: not always the longest common subsequence, always a common one.
pub(super) fn common<T: Eq + Hash>(from: &[T], to: &[T]) -> Vec<(usize, usize)> {
    let head = from.iter().zip(to).take_while(|(a, b)| a == b).count();
    let room = from.len().min(to.len()) - head;
    let backwards = from.iter().rev().zip(to.iter().rev()).take(room);
    let tail = backwards.take_while(|(a, b)| a == b).count();

    let mut places: HashMap<&T, VecDeque<usize>> = HashMap::new();
    for (at, item) in to.iter().enumerate().take(to.len() - tail).skip(head) {
        places.entry(item).or_default().push_back(at);
    }
    let inner = from.iter().enumerate().take(from.len() - tail).skip(head);
    let pairs: Vec<(usize, usize)> = inner
        .filter_map(|(at, item)| Some((at, places.get_mut(item)?.pop_front()?)))
        .collect();
    let targets: Vec<usize> = pairs.iter().map(|pair| pair.1).collect();
    let inner = longest_rising(&targets);

    let mut all: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    all.extend(inner.into_iter().filter_map(|at| pairs.get(at).copied()));
    all.extend(
        (0..tail)
            .rev()
            .map(|back| (from.len() - 1 - back, to.len() - 1 - back)),
    );
    all
}

/// Returns the places of a longest strictly rising run of `numbers`.
fn longest_rising(numbers: &[usize]) -> Vec<usize> {
    // For each length, where the run of that length with the lowest end ends (patience sorting).
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|(end, _)| end < number);
        let previous = length.checked_sub(1).and_then(|shorter| ends.get(shorter));
        before.push(previous.map(|(_, place)| *place));
        match ends.get_mut(length) {
            Some(end) => *end = (*number, at),
            None => ends.push((*number, at)),
        }
    }
    let last = ends.last().map(|(_, place)| *place);
    let mut run: Vec<usize> =
        std::iter::successors(last, |at| before.get(*at).copied().flatten()).collect();
    run.reverse();
    run
}

/// Brings `list` into the order of `target` with few moves, calling `place` with each
/// item that comes to another place and with the place it gets.
///
/// Items of `target` that `list` lacks are put in; items that `target` lacks stay
/// where they are among their neighbours. Places count after the item was taken out.
pub(super) fn arrange<'a, K: Eq + Hash>(
    list: &mut Vec<&'a K>,
    target: &[&'a K],
    mut place: impl FnMut(&'a K, usize),
) {
    if list.as_slice() == target {
        return;
    }
    let ranks: HashMap<&K, usize> = target
        .iter()
        .enumerate()
        .map(|(at, key)| (*key, at))
        .collect();
    let ranked: Vec<(&K, usize)> = list
        .iter()
        .filter_map(|key| Some((*key, *ranks.get(key)?)))
        .collect();
    let present: HashSet<&K> = ranked.iter().map(|(key, _)| *key).collect();
    let numbers: Vec<usize> = ranked.iter().map(|(_, rank)| *rank).collect();
    let steady: HashSet<&K> = longest_rising(&numbers)
        .into_iter()
        .filter_map(|at| ranked.get(at).map(|(key, _)| *key))
        .collect();

    let mut at = 0;
    for key in target {
        if steady.contains(key) {
            let ahead = list.iter().skip(at).take_while(|other| *other != key);
            at += ahead.count() + 1;
            continue;
        }
        let old = present
            .contains(key)
            .then(|| list.iter().position(|other| other == key));
        if let Some(old) = old.flatten() {
            list.remove(old);
            at -= usize::from(old < at);
        }
        list.insert(at, key);
        place(key, at);
        at += 1;
    }
}

/// Returns all kept keys of both sides in one order.
///
/// It is ours, with what theirs added after the same neighbour and after what we added
/// there; when only theirs changed the order of what both have, it is theirs with ours added.
pub(super) fn weave<K: Eq + Hash + Clone>(
    base: &[K],
    ours: &[K],
    theirs: &[K],
    keep: impl Fn(&K) -> bool,
) -> Vec<K> {
    if ours == theirs && ours.iter().all(&keep) {
        return ours.to_vec();
    }
    let ranks: HashMap<&K, usize> = base.iter().enumerate().map(|(at, key)| (key, at)).collect();
    let is_sorted = |list: &[K]| list.iter().filter_map(|key| ranks.get(key)).is_sorted();
    let (frame, other) = if is_sorted(ours) && !is_sorted(theirs) {
        (theirs, ours)
    } else {
        (ours, theirs)
    };
    let framed: HashSet<&K> = frame.iter().filter(|key| keep(key)).collect();
    let mut arrivals: HashMap<Option<&K>, Vec<&K>> = HashMap::new();
    let mut anchor = None;
    let mut seen = HashSet::new();
    for key in other.iter().filter(|key| keep(key)) {
        if framed.contains(key) {
            anchor = Some(key);
        } else if seen.insert(key) {
            arrivals.entry(anchor).or_default().push(key);
        }
    }
    let shared: HashSet<&K> = other.iter().collect();
    let mut woven = Vec::with_capacity(framed.len() + seen.len());
    let mut waiting = arrivals.remove(&None).unwrap_or_default();
    let mut done = HashSet::new();
    for key in frame.iter().filter(|key| framed.contains(key)) {
        if !done.insert(key) {
            continue;
        }
        if shared.contains(key) {
            woven.extend(waiting.drain(..).cloned());
        }
        woven.push(key.clone());
        waiting.extend(arrivals.remove(&Some(key)).unwrap_or_default());
    }
    woven.extend(waiting.into_iter().cloned());
    woven
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    fn woven(base: &str, ours: &str, theirs: &str, gone: &str) -> String {
        let keep = |letter: &char| !gone.contains(*letter);
        let all = weave(&letters(base), &letters(ours), &letters(theirs), keep);
        all.into_iter().collect()
    }

    #[test]
    fn additions_of_theirs_stand_after_the_same_neighbour_and_after_ours() {
        assert_eq!(woven("abc", "abc", "axbc", ""), "axbc");
        assert_eq!(woven("abc", "abcx", "abcy", ""), "abcxy");
        assert_eq!(woven("abc", "abc", "xabc", ""), "xabc");
        assert_eq!(woven("abc", "acx", "abcy", "b"), "acxy");
    }

    #[test]
    fn an_order_that_only_theirs_changed_is_taken_and_otherwise_ours_stays() {
        assert_eq!(woven("abc", "abxc", "cab", ""), "cabx");
        assert_eq!(woven("abc", "bac", "cab", ""), "bac");
    }

    #[test]
    fn what_two_lists_have_in_common_rises_in_both() {
        let pairs = common(&letters("abcdb"), &letters("bxadb"));
        assert_eq!(pairs, [(1, 0), (3, 3), (4, 4)]);
        assert_eq!(common(&letters("aa"), &letters("a")), [(0, 0)]);
        assert_eq!(common(&letters(""), &letters("a")), []);
    }

    #[test]
    fn one_item_that_moved_is_the_only_one_placed() {
        let (from, to) = (letters("abcd"), letters("bcda"));
        let mut list: Vec<&char> = from.iter().collect();
        let target: Vec<&char> = to.iter().collect();
        let mut placed = Vec::new();
        arrange(&mut list, &target, |letter, at| placed.push((*letter, at)));
        assert_eq!(placed, [('a', 3)]);
        assert_eq!(list, target);
    }
}
