//! Lists of two sides merged by what their items are: sets, items with a key, entries
//! that are counted.
//!
//! Promises: ours keeps its order; an item that one side added is there, one that
//! a side took away and the other left alone is not.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::order::weave;
use super::pick::Pick;

/// Merges lists whose items are only there or not.
pub(super) fn merge_set<T: Eq + Hash + Clone>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<T> {
    let set = |list: &[T]| list.iter().cloned().collect::<HashSet<T>>();
    let (was, here, there) = (set(base), set(ours), set(theirs));
    // In both, or in one that added it.
    weave(base, ours, theirs, |item| {
        (here.contains(item) && there.contains(item)) || !was.contains(item)
    })
}

/// Merges lists whose items are told apart by a key, a repeated key by its count.
///
/// `blend` decides about an item that both sides have and made different; its base is
/// `None` when both added it. An item changed by one side and taken away by the other stands.
pub(super) fn merge_keyed<T: Clone + PartialEq, K: Eq + Hash + Clone>(
    base: &[T],
    ours: &[T],
    theirs: &[T],
    key: impl Fn(&T) -> K,
    blend: impl Fn(Option<&T>, &T, &T) -> Pick<T>,
) -> Pick<Vec<T>> {
    let (was, here, there) = (
        numbered(base, &key),
        numbered(ours, &key),
        numbered(theirs, &key),
    );
    let find = |list: &[((K, usize), T)]| list.iter().cloned().collect::<HashMap<_, _>>();
    let (base, ours, theirs) = (find(&was), find(&here), find(&there));
    let keys =
        |list: &[((K, usize), T)]| list.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>();
    let mut merged = Pick {
        ours: Vec::new(),
        theirs: Vec::new(),
        stands: Vec::new(),
        both: None,
    };
    for key in weave(&keys(&was), &keys(&here), &keys(&there), |_| true) {
        let item = merge_item(base.get(&key), ours.get(&key), theirs.get(&key), &blend);
        merged.ours.extend(item.ours);
        merged.theirs.extend(item.theirs);
        merged.stands.extend(item.stands);
    }
    merged
}

fn numbered<T: Clone, K: Eq + Hash + Clone>(
    list: &[T],
    key: impl Fn(&T) -> K,
) -> Vec<((K, usize), T)> {
    let mut counts: HashMap<K, usize> = HashMap::new();
    let mut number = |item: &T| {
        let key = key(item);
        let count = counts.entry(key.clone()).or_default();
        *count += 1;
        ((key, *count), item.clone())
    };
    list.iter().map(&mut number).collect()
}

fn merge_item<T: Clone + PartialEq>(
    base: Option<&T>,
    ours: Option<&T>,
    theirs: Option<&T>,
    blend: impl Fn(Option<&T>, &T, &T) -> Pick<T>,
) -> Pick<Option<T>> {
    let owned = |item: Option<&T>| item.cloned();
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => Pick::simple(base, ours, theirs)
            .unwrap_or_else(|| blend(base, ours, theirs))
            .map(Some),
        (here, there) => Pick::simple(Some(&owned(base)), &owned(here), &owned(there))
            .unwrap_or_else(|| Pick {
                stands: owned(here.or(there)),
                ..Pick::disputed(&owned(here), &owned(there))
            }),
    }
}

/// Merges lists of entries that are told apart by nothing but all they say, counted.
///
/// Ours keeps its order; what theirs added goes behind the last entry that is not after it.
pub(super) fn merge_counted<'a, T: Eq + Hash + Clone, D: Ord + Copy>(
    base: &[T],
    ours: &'a [T],
    theirs: &'a [T],
    date: impl Fn(&T) -> D,
) -> Vec<T> {
    if theirs == base || theirs == ours {
        return ours.to_vec();
    }
    if ours == base {
        return theirs.to_vec();
    }
    // What all three begin and end with counts the same in each; logs grow at their end.
    let (head, tail) = shared_ends(base, ours, theirs);
    let [was, here, there] = [base, ours, theirs].map(|list| inner(list, head, list.len() - tail));
    let (middle, mut added) = count_both(was, here, there);
    let begin = inner(ours, 0, head).iter();
    let end = inner(ours, ours.len() - tail, ours.len()).iter();
    let kept: Vec<&T> = begin.chain(middle).chain(end).collect();
    added.sort_by_key(|item| date(item));
    insert_by_date(&kept, &added, date)
}

fn inner<T>(list: &[T], from: usize, to: usize) -> &[T] {
    list.get(from..to).unwrap_or_default()
}

/// Returns how many items all three lists have in common at their beginning and at their end.
fn shared_ends<T: Eq>(base: &[T], ours: &[T], theirs: &[T]) -> (usize, usize) {
    let is_same = |((a, b), c): &((&T, &T), &T)| a == b && b == c;
    let forward = base.iter().zip(ours).zip(theirs);
    let head = forward.take_while(is_same).count();
    let backward = base
        .iter()
        .rev()
        .zip(ours.iter().rev())
        .zip(theirs.iter().rev());
    let room = base.len().min(ours.len()).min(theirs.len()) - head;
    (head, backward.take(room).take_while(is_same).count())
}

/// Returns what stays of ours, in its order, and what theirs adds to it.
fn count_both<'a, T: Eq + Hash>(
    base: &[T],
    ours: &'a [T],
    theirs: &'a [T],
) -> (Vec<&'a T>, Vec<&'a T>) {
    let (was, here, there) = (counted(base), counted(ours), counted(theirs));
    let count = |counts: &HashMap<&T, usize>, item: &T| counts.get(item).copied().unwrap_or(0);
    let wanted = |item: &T| merge_count(count(&was, item), count(&here, item), count(&there, item));
    let mut taken: HashMap<&T, usize> = HashMap::new();
    let mut take = |item: &'a T| {
        let taken = taken.entry(item).or_default();
        *taken += 1;
        *taken <= wanted(item)
    };
    let kept = ours.iter().filter(|item| take(item)).collect();
    let mut skipped = counted(ours);
    let is_added = |item: &&'a T| match skipped.get_mut(item) {
        // The first of theirs are those that ours has as well.
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => take(item),
    };
    (kept, theirs.iter().filter(is_added).collect())
}

fn counted<T: Eq + Hash>(list: &[T]) -> HashMap<&T, usize> {
    let mut counts = HashMap::new();
    for item in list {
        *counts.entry(item).or_default() += 1;
    }
    counts
}

/// Returns how often an entry stands in the merged list. Where one side added and the
/// other took away, more is kept: a line too many is seen, a line too few is not.
fn merge_count(base: usize, ours: usize, theirs: usize) -> usize {
    if ours == base {
        theirs
    } else if theirs == base {
        ours
    } else if ours < base && theirs < base {
        ours.min(theirs)
    } else {
        ours.max(theirs)
    }
}

/// Puts each of `added`, sorted by date, behind the last of `kept` that is not after it.
fn insert_by_date<T: Clone, D: Ord + Copy>(
    kept: &[&T],
    added: &[&T],
    date: impl Fn(&T) -> D,
) -> Vec<T> {
    // The earliest date from each place on: it rises, so it can be searched, whatever the log's order.
    let mut earliest: Vec<D> = kept.iter().map(|item| date(item)).collect();
    for at in (1..earliest.len()).rev() {
        if let [before, after] = earliest.get_mut(at - 1..=at).unwrap_or_default() {
            *before = (*before).min(*after);
        }
    }
    let mut merged = Vec::with_capacity(kept.len() + added.len());
    let mut done = 0;
    for item in added {
        let place = earliest.partition_point(|first| *first <= date(item));
        let before = kept.get(done..place).unwrap_or_default();
        merged.extend(before.iter().map(|item| (*item).clone()));
        merged.push((*item).clone());
        done = place;
    }
    let rest = kept.get(done..).unwrap_or_default();
    merged.extend(rest.iter().map(|item| (*item).clone()));
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_set(base: &str, ours: &str, theirs: &str, expected: &str) {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        let merged = merge_set(&letters(base), &letters(ours), &letters(theirs));
        assert_eq!(merged, letters(expected));
    }

    #[test]
    fn a_set_gains_what_either_added_and_loses_what_either_took() {
        check_set("abc", "abcx", "bcy", "bcxy");
        check_set("", "xy", "yz", "xyz");
        check_set("ab", "b", "a", "");
    }

    fn check_counted(base: &str, ours: &str, theirs: &str, expected: &str) {
        let words = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let day = |word: &String| word.chars().next();
        let merged = merge_counted(&words(base), &words(ours), &words(theirs), day);
        assert_eq!(merged, words(expected));
    }

    #[test]
    fn entries_of_theirs_go_in_by_date_and_ours_keep_their_order() {
        check_counted("1a 3b", "1a 3b 5c", "1a 2x 3b 4y", "1a 2x 3b 4y 5c");
        check_counted("3b 1a", "3b 1a 5c", "3b 1a 2x", "3b 1a 2x 5c");
        check_counted("1a", "1a 2b", "1a 2c", "1a 2b 2c");
    }

    #[test]
    fn an_entry_is_counted_and_added_alike_it_is_there_once() {
        check_counted("1a 1a", "1a 1a 2b", "1a", "1a 2b");
        check_counted("1a", "1a 2b", "1a 2b", "1a 2b");
        check_counted("1a", "1a 2b", "1a 2b 2b", "1a 2b 2b");
        check_counted("1a", "2b", "1a 1a", "1a 1a 2b");
    }
}
