//! A sum told by its parts: "24.1 of 100, 19.0 their own, 2.6 by Sam Whitfield and 0.4 by
//! one other".
//!
//! One decimal each; the two largest others of at least 0.1 by name, the rest summed.

use crate::model::Id;

/// From which part on somebody is named.
const LEAST_NAMED: f64 = 0.1;
/// How many others are named.
const MOST_NAMED: usize = 2;

/// Returns a weight with one decimal, as it is said.
pub(super) fn decimal(weight: f64) -> String {
    if weight > 0.0 && weight < 0.05 {
        "under 0.1".to_owned()
    } else {
        format!("{weight:.1}")
    }
}

/// Returns the parts in words, behind the sum: `own`, if it is a part, then the others,
/// in order of id; `name` is asked for those who are named.
pub(super) fn parts<'a>(
    own: Option<f64>,
    others: impl Iterator<Item = &'a (Id, f64)>,
    name: impl Fn(&'a Id) -> &'a str,
) -> String {
    let mut sorted: Vec<&(Id, f64)> = others.collect();
    // Stable: of equals the first id stays first.
    sorted.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let large = sorted.iter().filter(|(_, weight)| *weight >= LEAST_NAMED);
    let named: Vec<_> = large.take(MOST_NAMED).collect();
    let rest = sorted.get(named.len()..).unwrap_or_default();
    let rest_sum: f64 = rest.iter().map(|(_, weight)| weight).sum();
    let mut parts = Vec::new();
    parts.extend(own.map(|own| (decimal(own), "their own".to_owned())));
    parts.extend(
        named
            .iter()
            .map(|(id, weight)| (decimal(*weight), format!("by {}", name(id)))),
    );
    // What would be said as nothing is not said.
    if rest_sum >= 0.05 {
        let who = match rest.len() {
            1 if named.is_empty() && own.is_none() => "by one".to_owned(),
            1 => "by one other".to_owned(),
            several if named.is_empty() && own.is_none() => format!("by {several}"),
            several => format!("by {several} others"),
        };
        parts.push((decimal(rest_sum), who));
    }
    match parts.as_slice() {
        [] => String::new(),
        [(_, who)] => format!(", all {who}"),
        [first @ .., last] => {
            let first: Vec<String> = first
                .iter()
                .map(|(weight, who)| format!("{weight} {who}"))
                .collect();
            format!(", {} and {} {}", first.join(", "), last.0, last.1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(own: Option<f64>, others: &[(&str, f64)], expected: &str) {
        let others: Vec<(Id, f64)> = others
            .iter()
            .map(|(id, weight)| (Id::new(id).unwrap(), *weight))
            .collect();
        assert_eq!(parts(own, others.iter(), Id::as_str), expected);
    }

    #[test]
    fn the_own_part_is_first_and_two_others_are_named() {
        check(Some(19.04), &[], ", all their own");
        check(
            Some(19.04),
            &[("sam", 2.6)],
            ", 19.0 their own and 2.6 by sam",
        );
        check(
            Some(19.04),
            &[("aes", 2.1), ("ruth", 0.41), ("sam", 2.6)],
            ", 19.0 their own, 2.6 by sam, 2.1 by aes and 0.4 by one other",
        );
        check(
            Some(1.0),
            &[("a", 0.09), ("b", 0.09), ("c", 0.2)],
            ", 1.0 their own, 0.2 by c and 0.2 by 2 others",
        );
    }

    #[test]
    fn what_would_round_to_nothing_is_not_said() {
        check(Some(1.0), &[("a", 0.02), ("b", 0.02)], ", all their own");
        check(None, &[("a", 0.02)], "");
    }
}
