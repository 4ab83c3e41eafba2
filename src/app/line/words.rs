//! A line as words: quotes taken off, marks apart.
//!
//! A word goes up to the next blank, and up to a comma where commas count. It may begin
//! with a mark: a sign (`@sales`, `<noor`) or a field (`boss:sam`). Quotes at the beginning of a
//! word or behind its mark take anything, with `\"` and `\\` in them; one that is not closed
//! takes the rest of the line.

use std::borrow::Cow;

/// What counts as a mark in a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marks {
    /// Signs that begin a marked word.
    pub signs: &'static str,
    /// Fields that do.
    pub fields: Fields,
    /// Whether a comma ends a word.
    pub commas: bool,
}

/// Which words before a colon are fields.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fields {
    /// All.
    Any,
    /// These, written out.
    Only(&'static [&'static str]),
}

/// How a word begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// Without a mark.
    None,
    /// With a sign.
    Sign(char),
    /// With a field and a colon.
    Field(&'a str),
}

/// A word of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// As it stands in the line, without a comma behind it.
    pub raw: &'a str,
    /// Where it begins in the line, in bytes.
    pub start: usize,
    /// How it begins.
    pub mark: Mark<'a>,
    /// What it says, without mark and quotes.
    pub text: Cow<'a, str>,
    /// Whether it stood in quotes.
    pub is_quoted: bool,
    /// What stands behind the closing quote.
    pub tail: &'a str,
    /// Whether a comma follows.
    pub ends_item: bool,
}

/// Takes a line apart.
pub(super) fn words<'a>(line: &'a str, marks: &Marks) -> Vec<Word<'a>> {
    let mut words = Vec::new();
    let mut rest = line;
    while let Some((word, behind)) = next_word(line, rest, marks) {
        words.push(word);
        rest = behind;
    }
    words
}

/// Takes the first word off `rest`, which is the end of `line`. Returns what comes behind it too.
pub(super) fn next_word<'a>(
    line: &'a str,
    rest: &'a str,
    marks: &Marks,
) -> Option<(Word<'a>, &'a str)> {
    let begin = rest.trim_start();
    if begin.is_empty() {
        return None;
    }
    let start = line.len() - begin.len();
    let (mark, after) = marks.split(begin);
    let (text, is_quoted, after) = match after.strip_prefix('"') {
        Some(inside) => {
            let (text, after) = quoted(inside);
            (Cow::Owned(text), true, after)
        }
        None => (Cow::Borrowed(""), false, after),
    };
    let (run, after) = marks.run(after);
    let raw = begin.strip_suffix(after).unwrap_or(begin);
    let next = after.trim_start().strip_prefix(',');
    let next = next.filter(|_| marks.commas);
    let word = Word {
        raw,
        start,
        mark,
        text: if is_quoted { text } else { Cow::Borrowed(run) },
        is_quoted,
        tail: if is_quoted { run } else { "" },
        ends_item: next.is_some(),
    };
    Some((word, next.unwrap_or(after)))
}

impl Marks {
    /// Takes the mark off the beginning of a word.
    fn split<'a>(&self, word: &'a str) -> (Mark<'a>, &'a str) {
        let mut chars = word.chars();
        if let Some(sign) = chars.next().filter(|sign| self.signs.contains(*sign)) {
            return (Mark::Sign(sign), chars.as_str());
        }
        let letters = word.trim_start_matches(|char: char| char.is_ascii_alphabetic());
        if let (Some(name), Some(rest)) = (word.strip_suffix(letters), letters.strip_prefix(':')) {
            let is_field = match self.fields {
                Fields::Any => !name.is_empty(),
                Fields::Only(known) => known.iter().any(|it| it.eq_ignore_ascii_case(name)),
            };
            if is_field {
                return (Mark::Field(name), rest);
            }
        }
        (Mark::None, word)
    }

    /// Splits before the next blank or comma.
    fn run<'a>(&self, text: &'a str) -> (&'a str, &'a str) {
        let ends = |char: char| char.is_whitespace() || (self.commas && char == ',');
        text.split_at(text.find(ends).unwrap_or(text.len()))
    }
}

/// Reads up to the closing quote. Returns what stood in it and what comes behind.
fn quoted(inside: &str) -> (String, &str) {
    let mut text = String::new();
    let mut chars = inside.chars();
    while let Some(char) = chars.next() {
        match char {
            '"' => break,
            '\\' => match chars.clone().next() {
                Some(escaped @ ('"' | '\\')) => {
                    chars.next();
                    text.push(escaped);
                }
                _ => text.push('\\'),
            },
            plain => text.push(plain),
        }
    }
    (text, chars.as_str())
}

/// Returns the first word of a line and what follows it.
pub fn first_word(line: &str) -> (&str, &str) {
    let line = line.trim_start();
    let end = line.find(char::is_whitespace).unwrap_or(line.len());
    let (first, rest) = line.split_at(end);
    (first, rest.trim())
}

/// Returns a text that stands in quotes as a whole without them, any other as it is, without
/// the blanks around it.
pub fn unquoted(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    match text.strip_prefix('"').map(quoted) {
        Some((inside, "")) => Cow::Owned(inside),
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PERSON: Marks = Marks {
        signs: "@#<>",
        fields: Fields::Any,
        commas: true,
    };

    fn check(line: &str, expected: &[(Mark<'_>, &str, bool)]) {
        let words = words(line, &PERSON);
        let found = words
            .iter()
            .map(|word| (word.mark, &*word.text, word.ends_item));
        assert_eq!(found.collect::<Vec<_>>(), expected, "{line}");
    }

    #[test]
    fn marks_stand_at_the_beginning_of_a_word() {
        check(
            "Dana O@x, VP @sales boss:sam",
            &[
                (Mark::None, "Dana", false),
                (Mark::None, "O@x", true),
                (Mark::None, "VP", false),
                (Mark::Sign('@'), "sales", false),
                (Mark::Field("boss"), "sam", false),
            ],
        );
    }

    #[test]
    fn quotes_take_anything() {
        check(
            r#""Ortiz, \"D\" Dana" , @"Customer, Success" cares:"win: rate" <"Noor H"!"#,
            &[
                (Mark::None, "Ortiz, \"D\" Dana", true),
                (Mark::Sign('@'), "Customer, Success", false),
                (Mark::Field("cares"), "win: rate", false),
                (Mark::Sign('<'), "Noor H", false),
            ],
        );
        check(
            "cares:\"not closed, yet",
            &[(Mark::Field("cares"), "not closed, yet", false)],
        );
    }

    #[test]
    fn a_text_in_quotes_loses_them_only_as_a_whole() {
        assert_eq!(unquoted(" \"a b\" "), "a b");
        assert_eq!(unquoted("she said \"no\""), "she said \"no\"");
        assert_eq!(unquoted("\"no\" she said"), "\"no\" she said");
    }

    proptest! {
        #[test]
        fn any_text_can_be_quoted(text in any::<String>()) {
            let line = format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
            let words = words(&line, &PERSON);
            prop_assert_eq!(words.len(), 1);
            prop_assert_eq!(&*words[0].text, text.as_str());
        }

        #[test]
        fn words_stand_where_they_say(line in "[ab@#<>,:\"\\\\ é]{0,30}") {
            for word in words(&line, &PERSON) {
                prop_assert!(line[word.start..].starts_with(word.raw));
            }
        }
    }
}
