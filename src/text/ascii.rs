//! Text on its way to a screen, also to one that can show nothing but ASCII.
//!
//! Promises: the result is ASCII; accents go, common signs become what people type for
//! them, what has no such form becomes `?`. Never used for anything that is written back.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::safe::safe;
use super::width::steady;

/// Letters and signs that no decomposition takes apart, and what people type instead.
const TYPED: [(&str, &str); 25] = [
    ("ß", "ss"),
    ("Ø", "O"),
    ("ø", "o"),
    ("Ł", "L"),
    ("ł", "l"),
    ("Æ", "AE"),
    ("æ", "ae"),
    ("Œ", "OE"),
    ("œ", "oe"),
    ("Đ", "D"),
    ("đ", "d"),
    ("ı", "i"),
    ("Þ", "Th"),
    ("þ", "th"),
    ("\u{2018}\u{2019}", "'"),
    ("\u{201C}\u{201D}\u{201E}", "\""),
    ("«»", "\""),
    ("\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}", "-"),
    ("·•", "-"),
    ("×", "x"),
    ("→", "->"),
    ("←", "<-"),
    ("↑", "Up"),
    ("↓", "Down"),
    ("€", "EUR"),
];

/// Returns text of a file as a screen may show it: safe, with emoji that all terminals
/// agree about, or in ASCII alone.
pub fn on_screen(text: &str, is_ascii: bool) -> Cow<'_, str> {
    let shown = if is_ascii { in_ascii } else { steady };
    match safe(text) {
        Cow::Borrowed(safe) => shown(safe),
        Cow::Owned(safe) => Cow::Owned(shown(&safe).into_owned()),
    }
}

/// Returns `text` in ASCII.
pub fn in_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut ascii = String::with_capacity(text.len());
    for char in text.nfkd().filter(|char| !is_combining_mark(*char)) {
        let typed = TYPED.iter().find(|(signs, _)| signs.contains(char));
        match typed {
            _ if char.is_ascii() => ascii.push(char),
            Some((_, typed)) => ascii.push_str(typed),
            None => ascii.push('?'),
        }
    }
    Cow::Owned(ascii)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_without_the_right_keyboard_is_shown() {
        for (text, ascii) in [
            ("Ola Bergström", "Ola Bergstrom"),
            ("Łukasz Weiß", "Lukasz Weiss"),
            ("Dana → Sam…", "Dana -> Sam..."),
            ("“warm” – leads", "\"warm\" - leads"),
            ("北京", "??"),
            ("e\u{301}", "e"),
        ] {
            assert_eq!(in_ascii(text), ascii, "{text}");
        }
    }
}
