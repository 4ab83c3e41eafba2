//! The right word for a wrong one: `Sceptic` is meant to be `Skeptic`.
//!
//! Promises: never a far-fetched word; case does not matter; of equals the first.
//! Leaves the sentence around it to the caller.

/// Returns the candidate a person most likely meant, or `None` if none is near.
///
/// Near is: the same but for case; up to a third of the letters slipped, swapped, lost or
/// added; or one word begins with the other and shares at least three letters.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.trim().to_lowercase();
    let length = word.chars().count();
    if length == 0 || length > 64 {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let candidate_length = candidate.chars().count();
        let allowed = length.max(candidate_length).div_ceil(3).min(4);
        let is_beginning = || begins(&word, candidate);
        if length.abs_diff(candidate_length) > allowed && !is_beginning() {
            continue;
        }
        let lower = candidate.to_lowercase();
        let distance = match strsim::osa_distance(&word, &lower) {
            slips if slips <= allowed && slips < length => slips,
            _ if is_beginning() => 4,
            _ => continue,
        };
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Says whether one begins with the other, three letters at least; `word` is lower case.
fn begins(word: &str, candidate: &str) -> bool {
    let candidate = candidate.to_lowercase();
    let shorter = word.chars().count().min(candidate.chars().count());
    shorter >= 3 && (candidate.starts_with(word) || word.starts_with(&candidate))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STANCES: [&str; 7] = [
        "Unknown",
        "Blocker",
        "Skeptic",
        "Neutral",
        "Supporter",
        "Champion",
        "Lobbyist",
    ];

    fn check(word: &str, among: &[&str], found: Option<&str>) {
        assert_eq!(nearest(word, among.iter().copied()), found, "{word}");
    }

    #[test]
    fn slips_find_their_word() {
        check("Sceptic", &STANCES, Some("Skeptic"));
        check("champoin", &STANCES, Some("Champion"));
        check("SUPPORTER", &STANCES, Some("Supporter"));
        check("Block", &STANCES, Some("Blocker"));
        check("dan", &["sam", "dana"], Some("dana"));
        check("nxt", &["check", "next"], Some("next"));
        check("cares_abuot", &["cares_about", "note"], Some("cares_about"));
    }

    #[test]
    fn nothing_is_found_where_nothing_is_near() {
        check("Enthusiast", &STANCES, None);
        check("x", &["y", "z"], None);
        check("", &STANCES, None);
        check("zoe", &["sam", "dana"], None);
        check("jo", &["jorg"], None);
        check("jö", &["jörg"], None);
    }
}
