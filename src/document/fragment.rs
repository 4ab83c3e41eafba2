//! What a record says, as a value that can be compared field by field and written.
//!
//! Promises: the fields stand in the order of the tables of the board file. Leaves
//! layout to `write`; holds no text of the file.

use std::fmt::Display;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fragment {
    /// A field that is not written: no date, no boss.
    Absent,
    /// `Neutral`, `3`, `true`.
    Word(String),
    /// A text in quotes.
    Text(String),
    /// `[ … ]`
    List(Vec<Item>),
    /// `"dana"` or `["dana", "sam"]`, which say the same of one.
    OneOrMany(Vec<Item>),
    /// `{ … }`
    Map(Vec<Item>),
    /// `Open("…")` or `("2026-11-22", 3)`.
    Tuple(Option<&'static str>, Vec<Fragment>),
    /// `( … )` or `Moved( … )`
    Struct(Option<&'static str>, Vec<Field>),
}

/// An item of a list, or one of a map with its key.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    /// The key of a map's item.
    pub key: Option<String>,
    /// The value.
    pub value: Fragment,
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: Fragment,
    /// Whether leaving it out says the same.
    pub is_default: bool,
}

impl Field {
    /// Returns a field that is always written.
    pub fn required(name: &'static str, value: Fragment) -> Self {
        Self {
            name,
            value,
            is_default: false,
        }
    }

    /// Returns a field that is left out when it is empty or absent.
    pub fn optional(name: &'static str, value: Fragment) -> Self {
        let is_default = match &value {
            Fragment::Absent => true,
            Fragment::Text(text) => text.is_empty(),
            Fragment::List(items) | Fragment::Map(items) => items.is_empty(),
            _ => false,
        };
        Self {
            name,
            value,
            is_default,
        }
    }

    /// Returns a field that is left out when it says what leaving it out says.
    pub fn unless(is_default: bool, name: &'static str, value: Fragment) -> Self {
        Self {
            name,
            value,
            is_default,
        }
    }
}

impl Fragment {
    pub fn word(word: impl Display) -> Self {
        Self::Word(word.to_string())
    }

    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub fn list(items: impl IntoIterator<Item = Self>) -> Self {
        Self::List(items.into_iter().map(Item::of).collect())
    }

    pub fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self::list(texts.into_iter().map(Self::text))
    }

    /// Returns a number as short as it can be written and still be the same.
    pub fn number(number: f64) -> Self {
        let magnitude = number.abs();
        let is_plain = magnitude == 0.0 || (1e-5..1e16).contains(&magnitude);
        Self::Word(if is_plain {
            number.to_string()
        } else {
            format!("{number:e}")
        })
    }

    /// Says whether two items are the same thing with something changed: a vote of the
    /// same person, an objection in the same words, a reading of the same day.
    pub fn is_akin(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Struct(_, one), Self::Struct(_, other)) => {
                let key = |fields: &[Field]| fields.first().map(|field| field.value.clone());
                key(one) == key(other)
            }
            (Self::Tuple(_, one), Self::Tuple(_, other)) => one.first() == other.first(),
            _ => false,
        }
    }

    /// Says whether this is one word or text.
    pub fn is_scalar(&self) -> bool {
        matches!(self, Self::Word(_) | Self::Text(_))
    }

    /// Writes the value on one line. `names` gives structs without a name of their own
    /// the one their neighbours have.
    pub fn write(&self, neighbour: Option<&str>) -> String {
        let mut out = String::new();
        self.write_to(&mut out, neighbour);
        out
    }

    fn write_to(&self, out: &mut String, neighbour: Option<&str>) {
        match self {
            Self::Absent => out.push_str("None"),
            Self::Word(word) => out.push_str(word),
            Self::Text(text) => quote(out, text),
            Self::OneOrMany(items) => match items.as_slice() {
                [one] => one.value.write_to(out, None),
                _ => write_all(out, "[", items.iter(), "]", Item::write_to),
            },
            Self::List(items) => write_all(out, "[", items.iter(), "]", Item::write_to),
            Self::Map(items) => write_all(out, "{", items.iter(), "}", Item::write_to),
            Self::Tuple(name, values) => {
                out.push_str(name.unwrap_or(""));
                write_all(out, "(", values.iter(), ")", |value, out| {
                    value.write_to(out, None);
                });
            }
            Self::Struct(name, fields) => {
                out.push_str(name.or(neighbour).unwrap_or(""));
                let written = fields.iter().filter(|field| !field.is_default);
                write_all(out, "(", written, ")", |field, out| {
                    out.push_str(field.name);
                    out.push_str(": ");
                    field.value.write_to(out, None);
                });
            }
        }
    }
}

impl Item {
    pub fn of(value: Fragment) -> Self {
        Self { key: None, value }
    }

    /// Writes the item on one line, with its key.
    pub fn write(&self, neighbour: Option<&str>) -> String {
        let mut out = String::new();
        if let Some(key) = &self.key {
            quote(&mut out, key);
            out.push_str(": ");
        }
        self.value.write_to(&mut out, neighbour);
        out
    }

    fn write_to(&self, out: &mut String) {
        out.push_str(&self.write(None));
    }
}

fn write_all<T>(
    out: &mut String,
    open: &str,
    items: impl Iterator<Item = T>,
    close: &str,
    write: impl Fn(T, &mut String),
) {
    out.push_str(open);
    for (at, item) in items.enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        write(item, out);
    }
    out.push_str(close);
}

/// Writes a text in quotes, on one line whatever it holds.
fn quote(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{2028}' | '\u{2029}' | '\u{feff}' => out.extend(character.escape_unicode()),
            other if other.is_control() => out.extend(other.escape_unicode()),
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_written_on_one_line_and_read_back() {
        for text in [
            "",
            "a\"b\\c",
            "\r\n\t\0\u{7f}\u{85}\u{2028}",
            "åäö 🙂 \u{202e}",
            "\u{feff}",
        ] {
            let written = Fragment::text(text).write(None);
            assert_eq!(written.lines().count(), 1);
            assert_eq!(ron::from_str::<String>(&written).unwrap(), text);
        }
    }

    #[test]
    fn any_number_is_read_back() {
        for number in [
            0.0,
            -0.0,
            10.0,
            0.1,
            1e300,
            -1.5e-300,
            f64::MAX,
            f64::MIN_POSITIVE,
            1e16,
            123_456.789,
        ] {
            let written = Fragment::number(number).write(None);
            assert_eq!(
                ron::from_str::<f64>(&written).unwrap().to_bits(),
                number.to_bits(),
                "{written}"
            );
        }
        assert_eq!(Fragment::number(10.0).write(None), "10");
    }
}
