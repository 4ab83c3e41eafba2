//! What somebody may mean by a few letters: names, the best first.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// A few letters that are looked for in many names.
pub(super) struct Letters {
    pattern: Pattern,
    matcher: Matcher,
    room: Vec<char>,
    typed: String,
}

impl Letters {
    /// Prepares to look for `typed`, each of its words in order, case and accents ignored.
    pub fn new(typed: &str) -> Self {
        let typed = typed.trim().to_lowercase();
        let (case, normal) = (CaseMatching::Ignore, Normalization::Smart);
        Self {
            pattern: Pattern::new(&typed, case, normal, AtomKind::Fuzzy),
            matcher: Matcher::new(Config::DEFAULT),
            room: Vec::new(),
            typed,
        }
    }

    /// Says how well a name fits, the lowest the best: the name itself, its beginning, the
    /// beginning of a word in it, the letters in order. `None` when it does not.
    pub fn rank(&mut self, name: &str) -> Option<(u8, Reverse<u32>)> {
        let text = Utf32Str::new(name, &mut self.room);
        let score = self.pattern.score(text, &mut self.matcher)?;
        let name = name.to_lowercase();
        let begins = |part: &str| part.starts_with(&self.typed);
        let class = if name == self.typed {
            0
        } else if begins(&name) {
            1
        } else if name.split([' ', '-']).any(begins) {
            2
        } else {
            3
        };
        Some((class, Reverse(score)))
    }

    /// Says whether every word typed stands in `text`, which is in lower case where it matters.
    pub fn stand_in(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.typed
            .split_whitespace()
            .all(|word| text.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, name: &str, expected: Option<u8>) {
        let rank = Letters::new(typed).rank(name);
        assert_eq!(rank.map(|(class, _)| class), expected, "{typed} in {name}");
    }

    #[test]
    fn a_name_is_found_by_its_letters_and_better_by_its_beginning() {
        check("undo", "undo", Some(0));
        check("UN", "undo", Some(1));
        check("dep", "next department", Some(2));
        check("ntd", "next department", Some(3));
        check("dep next", "next department", Some(3));
        check("xyz", "next department", None);
    }
}
