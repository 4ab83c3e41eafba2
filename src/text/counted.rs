//! How many of something there are, in words.
//!
//! Promises: one is told in the singular, everything else in the plural.

/// Returns "1 step" or "3 steps".
pub fn counted(number: usize, one: &str, several: &str) -> String {
    let word = if number == 1 { one } else { several };
    format!("{number} {word}")
}

/// Returns "1 step" or "3 steps"; `None` where there are none to tell of.
pub fn counted_if_any(number: usize, one: &str, several: &str) -> Option<String> {
    (number > 0).then(|| counted(number, one, several))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_told_in_the_singular() {
        let check = |number, expected: &str| {
            assert_eq!(counted(number, "person", "people"), expected);
        };
        check(0, "0 people");
        check(1, "1 person");
        check(2, "2 people");
    }

    #[test]
    fn none_are_not_told_of_where_only_what_is_there_counts() {
        assert_eq!(counted_if_any(0, "step", "steps"), None);
        let one = counted_if_any(1, "step", "steps");
        assert_eq!(one.as_deref(), Some("1 step"));
    }
}
