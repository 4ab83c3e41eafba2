//! Ids from names: `Ola Bergström` becomes `ola-bergstrom`.
//!
//! Promises: the result is a valid id or nothing. Leaves namesakes to its caller.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most characters an id made from a name has.
pub const SLUG_LENGTH: usize = 16;

/// Returns the id made from a name: its ASCII letters and digits (NFKD) in lower case,
/// words joined by `-`, cut at a word's end after at most [`SLUG_LENGTH`] characters.
///
/// A first word longer than that is cut hard. `None` when nothing is left.
pub fn slug(name: &str) -> Option<String> {
    let mut slug = String::new();
    let mut word = String::new();
    let plain = name.nfkd().filter(|each| !is_combining_mark(*each));
    for each in plain.chain(std::iter::once(' ')) {
        if each.is_ascii_alphanumeric() {
            word.push(each.to_ascii_lowercase());
            continue;
        }
        if word.is_empty() {
            continue;
        }
        if slug.is_empty() {
            word.truncate(SLUG_LENGTH);
            slug = std::mem::take(&mut word);
        } else if slug.len() + 1 + word.len() <= SLUG_LENGTH {
            slug.push('-');
            slug.push_str(&word);
            word.clear();
        } else {
            break;
        }
    }
    (!slug.is_empty()).then_some(slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &str) {
        assert_eq!(slug(name).as_deref().unwrap_or(""), expected, "{name}");
    }

    #[test]
    fn a_slug_is_the_name_in_ascii() {
        check("Ola Bergström", "ola-bergstrom");
        check("Ｄana  O'Ortiz-Lee", "dana-o-ortiz-lee");
        check("  R2-D2 ", "r2-d2");
        check("ﬁnance", "finance");
    }

    #[test]
    fn a_slug_ends_at_a_word_of_sixteen_characters() {
        check("Account executives", "account");
        check("Anna Maria von Trapp", "anna-maria-von");
        check("Abcdefghijklmnopqrst uvw", "abcdefghijklmnop");
        check("Abcdefghijklmno p", "abcdefghijklmno");
    }

    #[test]
    fn nothing_left_is_no_slug() {
        for name in ["", "  ", "王芳", "!?", "\u{301}"] {
            check(name, "");
        }
    }
}
