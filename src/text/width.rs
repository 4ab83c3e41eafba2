//! How many cells a text takes, and where it may be cut.
//!
//! Promises: counts as the screen's buffer does, grapheme by grapheme, so that what
//! follows a wide, combining or right-to-left name stays in its column; cuts only
//! between graphemes. Leaves making text safe to `safe`.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Returns how many cells `text` takes on a screen.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Returns `text` if it takes at most `cells`, else as much of its beginning as fits
/// before `ellipsis`. The result never takes more than `cells`.
pub fn cut<'a>(text: &'a str, cells: usize, ellipsis: &str) -> Cow<'a, str> {
    let fits = beginning(text, cells);
    if fits.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let Some(room) = cells.checked_sub(width(ellipsis)) else {
        return Cow::Borrowed(fits);
    };
    let kept = beginning(text, room).trim_end();
    Cow::Owned(format!("{kept}{ellipsis}"))
}

/// Returns the longest beginning of `text` that takes at most `cells`.
pub fn beginning(text: &str, cells: usize) -> &str {
    let is_letter = |byte: &u8| (b' '..=b'~').contains(byte);
    let bytes = text.as_bytes();
    // What follows may belong to the last letter, so one more is looked at.
    if bytes.iter().take(cells.saturating_add(1)).all(is_letter) {
        return text.get(..cells).unwrap_or(text);
    }
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
        if used > cells {
            return text.get(..at).unwrap_or(text);
        }
    }
    text
}

/// Returns the longest ending of `text` that takes at most `cells`.
pub fn ending(text: &str, cells: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += grapheme.width();
        if used > cells {
            return text.get(at + grapheme.len()..).unwrap_or_default();
        }
    }
    text
}

/// Returns `text` broken at blanks into lines of at most `cells`; a longer word is
/// broken between graphemes. An empty text is one empty line.
pub fn wrap(text: &str, cells: usize) -> Vec<&str> {
    let cells = cells.max(1);
    let mut lines = Vec::new();
    let mut rest = text.trim_end();
    loop {
        let fits = beginning(rest, cells);
        if fits.len() == rest.len() {
            break;
        }
        let next_is_blank = rest.get(fits.len()..).is_some_and(|r| r.starts_with(' '));
        let end = match fits.rfind(' ') {
            _ if next_is_blank => fits.len(),
            Some(blank) if blank > 0 => blank,
            _ if fits.is_empty() => rest.graphemes(true).next().map_or(rest.len(), str::len),
            _ => fits.len(),
        };
        let (line, more) = rest.split_at(end);
        lines.push(line.trim_end());
        rest = more.trim_start();
    }
    if lines.is_empty() || !rest.is_empty() {
        lines.push(rest);
    }
    lines
}

/// Returns `text` with every emoji that terminals disagree about (joined, with a skin
/// tone or a variation selector) reduced to its first code point.
pub fn steady(text: &str) -> Cow<'_, str> {
    let is_risky = |char: char| matches!(char, '\u{200D}' | '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}');
    if text.is_ascii() || !text.contains(is_risky) {
        return Cow::Borrowed(text);
    }
    let reduced = text.graphemes(true).map(|grapheme| {
        let first = grapheme.chars().next();
        let is_emoji = grapheme.contains('\u{FE0F}')
            || first.is_some_and(|first| UnicodeWidthChar::width(first) == Some(2));
        match first {
            Some(first) if is_emoji && grapheme.chars().skip(1).any(is_risky) => {
                grapheme.get(..first.len_utf8()).unwrap_or(grapheme)
            }
            _ => grapheme,
        }
    });
    Cow::Owned(reduced.collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, cells: usize, expected: &str) {
        assert_eq!(cut(text, cells, "…"), expected, "{text:?} in {cells}");
    }

    #[test]
    fn what_fits_stays_and_what_does_not_ends_in_an_ellipsis() {
        check("Revenue operations", 18, "Revenue operations");
        check("Revenue operations", 13, "Revenue oper…");
        check("Revenue operations", 9, "Revenue…");
        check("Revenue", 1, "…");
        check("Revenue", 0, "");
    }

    #[test]
    fn a_wide_or_combined_letter_is_never_cut_in_two() {
        check("北京市朝阳区", 6, "北京…");
        check("北京市朝阳区", 5, "北京…");
        check("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…");
    }

    #[test]
    fn an_ending_is_cut_between_letters() {
        assert_eq!(ending("Dana Ortiz", 5), "Ortiz");
        assert_eq!(ending("北京", 3), "京");
        assert_eq!(ending("abc", 3), "abc");
        assert_eq!(ending("abc", 0), "");
    }

    #[test]
    fn a_text_is_as_wide_as_its_graphemes_together() {
        for (text, cells) in [("abc", 3), ("é", 1), ("北京", 4), ("שרה", 3), ("👍", 2)] {
            assert_eq!(width(text), cells, "{text}");
        }
    }

    #[test]
    fn emoji_that_terminals_disagree_about_are_reduced() {
        assert_eq!(steady("👩\u{200D}🔬 Ana"), "👩 Ana");
        assert_eq!(steady("✔\u{FE0F}"), "✔");
        assert_eq!(steady("👍🏽"), "👍");
        assert_eq!(steady("نامه\u{200D}ها"), "نامه\u{200D}ها");
    }

    #[test]
    fn lines_break_at_blanks() {
        assert_eq!(wrap("Will repeat it if", 6), ["Will", "repeat", "it if"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 3), [""]);
        assert_eq!(wrap("北京", 1), ["北", "京"]);
    }

    proptest! {
        #[test]
        fn a_cut_text_fits(text in "\\PC{0,20}", cells in 0_usize..20) {
            prop_assert!(width(&cut(&text, cells, "…")) <= cells);
        }

        #[test]
        fn a_beginning_is_the_longest_that_fits(text in "[a-c\u{301}é北\t ]{0,12}", cells in 0_usize..12) {
            let fits = beginning(&text, cells);
            prop_assert!(text.starts_with(fits));
            prop_assert!(fits.graphemes(true).map(UnicodeWidthStr::width).sum::<usize>() <= cells);
            let mut graphemes = text.graphemes(true).peekable();
            let kept = graphemes.by_ref().map(str::len).scan(0, |end, length| {
                *end += length;
                Some(*end)
            });
            let ends: Vec<usize> = kept.collect();
            prop_assert!(fits.is_empty() || ends.contains(&fits.len()));
            let next = ends.iter().find(|end| **end > fits.len());
            if let Some(more) = next.and_then(|end| text.get(..*end)) {
                prop_assert!(more.graphemes(true).map(UnicodeWidthStr::width).sum::<usize>() > cells);
            }
        }

        #[test]
        fn wrapped_lines_fit_and_keep_every_letter(text in "[a-zé北 ]{0,40}", cells in 2_usize..20) {
            let lines = wrap(&text, cells);
            for line in &lines {
                prop_assert!(width(line) <= cells);
            }
            let letters = |text: &str| text.replace(' ', "");
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
