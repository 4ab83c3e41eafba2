//! Makes text of files and file names harmless before a person sees it.
//!
//! Promises: what comes out holds no control, no bidi mark, nothing of zero width that
//! hides words, and no line break; everything else is as it was. Text that is harmless
//! already is borrowed. Leaves cutting and measuring to others.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Returns `text` with everything invisible or disruptive written out: `\t`, `\u{202e}`.
///
/// Not a quotation: a backslash stays one backslash, so the way back is not unique.
pub fn safe(text: &str) -> Cow<'_, str> {
    if is_surely_safe(text.as_bytes()) || !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        push_safe(&mut shown, character);
    }
    Cow::Owned(shown)
}

/// Appends one character as [`safe`] shows it.
pub(super) fn push_safe(shown: &mut String, character: char) {
    match character {
        '\t' => shown.push_str("\\t"),
        '\n' => shown.push_str("\\n"),
        '\r' => shown.push_str("\\r"),
        hidden if is_hidden(hidden) => {
            // Writing into a `String` never fails.
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(hidden));
        }
        plain => shown.push(plain),
    }
}

/// Says whether a character is never shown as it is: controls, bidi marks, overrides and
/// isolates, zero-width space and BOM, line and paragraph separators.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
                | '\u{feff}'
        )
}

/// Looks at bytes alone: every hidden character begins with one of these.
fn is_surely_safe(bytes: &[u8]) -> bool {
    !bytes
        .iter()
        .any(|byte| matches!(byte, 0..=0x1f | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, shown: &str) {
        assert_eq!(safe(text), shown);
    }

    #[test]
    fn names_in_any_script_stay_as_they_are() {
        for name in [
            "Ola Bergström",
            "李雷 👩‍💻",
            "Τάσος",
            "a\u{a0}b",
            "e\u{301}",
            "\\t",
        ] {
            assert!(matches!(safe(name), Cow::Borrowed(same) if same == name));
        }
    }

    #[test]
    fn controls_and_overrides_are_written_out() {
        check("a\tb\r\n", "a\\tb\\r\\n");
        check("\u{1b}]0;pwn\u{7}", "\\u{1b}]0;pwn\\u{7}");
        check("\u{9b}2J\u{7f}\0", "\\u{9b}2J\\u{7f}\\u{0}");
        check(
            "a\u{202e}b\u{2066}c\u{feff}",
            "a\\u{202e}b\\u{2066}c\\u{feff}",
        );
        check(
            "\u{200b}\u{200f}\u{61c}\u{2028}",
            "\\u{200b}\\u{200f}\\u{61c}\\u{2028}",
        );
    }

    proptest! {
        #[test]
        fn nothing_hidden_ever_comes_out(text in any::<String>(), extra in "[\u{0}-\u{9f}\u{61c}\u{2000}-\u{206f}\u{feff}a]*") {
            for input in [&text, &extra] {
                let shown = safe(input);
                prop_assert!(!shown.contains(is_hidden), "{shown:?}");
                let is_same = shown == input.as_str();
                prop_assert_eq!(is_same, !input.contains(is_hidden));
            }
        }
    }
}
