//! Values of one piece: texts, ids, dates, numbers, words.

use std::ops::Range;

use super::super::fields::Words;
use super::super::syntax::Span;
use super::super::tree::{Node, Shape, plain};
use super::{Values, is_number, one_of};
use crate::model::{Date, Id};
use crate::text::{nearest, slug};

impl Values<'_, '_, '_> {
    pub(super) fn text(&mut self, node: &Node, called: &str) {
        if node.shape != Shape::Text {
            let label = if node.shape == Shape::Word {
                "put it in quotes: \"…\""
            } else {
                ""
            };
            self.mistaken(node, called, "a text in quotes", label);
            return;
        }
        self.string(node);
    }

    /// Reads a text with its escapes; says what is wrong with them otherwise.
    fn string(&mut self, node: &Node) -> Option<String> {
        match ron::from_str::<String>(node.span.of(self.text)) {
            Ok(text) => Some(text),
            Err(error) => {
                let written = node.span.of(self.text);
                match wrong_escape(written) {
                    Some(escape) => {
                        let start = node.span.start + escape.start;
                        let span = Span::new(start, node.span.start + escape.end);
                        let message = format!("`{}` is no escape", span.of(self.text));
                        self.label(span, message, "write a backslash as `\\\\`");
                    }
                    None => self.say(
                        node.span,
                        format!("this text can't be read: {}", error.code),
                    ),
                }
                None
            }
        }
    }

    pub(super) fn id(&mut self, node: &Node, called: &str) {
        if node.shape != Shape::Text {
            let label = if node.shape == Shape::Word {
                "put it in quotes"
            } else {
                ""
            };
            self.mistaken(node, called, "an id in quotes", label);
            return;
        }
        let Some(text) = self.string(node) else {
            return;
        };
        if Id::new(&text).is_err() {
            let message = format!("`{text}` is not an id; ids are made of a-z, 0-9 and -");
            let label = slug(&text).map(|slug| format!("did you mean `{slug}`?"));
            self.label(node.span, message, label.unwrap_or_default());
        }
    }

    pub(super) fn date(&mut self, node: &Node, called: &str) {
        let label = "write it as \"2026-11-22\"";
        if let Ok(date) = node.span.of(self.text).parse::<Date>() {
            let message = format!("{called} is a date; dates stand in quotes");
            return self.label(node.span, message, format!("write \"{date}\""));
        }
        if node.shape != Shape::Text {
            return self.mistaken(node, called, "a date in quotes", label);
        }
        let Some(text) = self.string(node) else {
            return;
        };
        if text.parse::<Date>().is_err() {
            self.label(node.span, format!("`{text}` is not a date"), label);
        }
    }

    pub(super) fn flag(&mut self, node: &Node, called: &str) {
        if self.leaf::<bool>(node).is_none() {
            self.mistaken(node, called, "true or false", "");
        }
    }

    pub(super) fn whole(&mut self, node: &Node, called: &str, low: i64, high: i64) {
        let range = || format!("it goes from {low} to {high}");
        let written = node.span.of(self.text);
        match self.leaf::<i64>(node) {
            Some(number) if (low..=high).contains(&number) => {}
            Some(number) if low == high => {
                self.label(
                    node.span,
                    format!("{called} is {number}; it must be {low}"),
                    "",
                );
            }
            Some(number) => self.say(node.span, format!("{called} is {number}; {}", range())),
            None if is_number(node, written) => {
                let message = format!("{called} is {written}, not a whole number; {}", range());
                self.say(node.span, message);
            }
            None => {
                let wanted = format!("a whole number from {low} to {high}");
                let is_quoted = node.shape == Shape::Text;
                self.mistaken(
                    node,
                    called,
                    &wanted,
                    if is_quoted {
                        "write it without quotes"
                    } else {
                        ""
                    },
                );
            }
        }
    }

    pub(super) fn number(&mut self, node: &Node, called: &str) {
        match self.leaf::<f64>(node) {
            Some(number) if number.is_finite() => {}
            Some(_) => self.say(node.span, format!("{called} is too large or not a number")),
            None => {
                let is_quoted = node.shape == Shape::Text;
                self.mistaken(
                    node,
                    called,
                    "a number",
                    if is_quoted {
                        "write it without quotes"
                    } else {
                        ""
                    },
                );
            }
        }
    }

    pub(super) fn word(&mut self, node: &Node, words: &'static Words, called: &str) {
        let known = || one_of(words.words.iter().copied());
        if node.shape != Shape::Word {
            let text = self.leaf::<String>(node);
            let meant = text.and_then(|text| nearest(&text, words.words.iter().copied()));
            let label = meant.map_or(String::new(), |meant| {
                format!("write {meant} without quotes")
            });
            self.mistaken(node, called, &known(), &label);
            return;
        }
        let written = plain(node.span.of(self.text));
        if !words.words.contains(&written) {
            let message = format!("unknown {} `{written}`", words.what);
            match nearest(written, words.words.iter().copied()) {
                Some(meant) => self.label(node.span, message, format!("did you mean `{meant}`?")),
                None => self.add(node.span, message, "", format!("it is {}", known())),
            }
        }
    }
}

/// Returns the bytes of the first backslash in a text that begins no escape, and of what follows.
fn wrong_escape(written: &str) -> Option<Range<usize>> {
    let mut rest = written.char_indices();
    while let Some((at, character)) = rest.next() {
        if character != '\\' {
            continue;
        }
        let (_, escaped) = rest.next()?;
        if !matches!(
            escaped,
            '"' | '\'' | '\\' | 'n' | 'r' | 't' | '0' | 'x' | 'u' | '\n' | '\r'
        ) {
            return Some(at..at + 1 + escaped.len_utf8());
        }
    }
    None
}
