//! Ids: the short words that departments, people, plays and decisions are named by.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A short word of `a` to `z`, `0` to `9` and `-`, unique over departments,
/// people, plays and decisions together. Cloning one copies a pointer.
///
/// The empty id stands only in a `Person` whose file names none, between serde
/// and the document that fills it in.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// A text that can't be an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an id; ids are made of a-z, 0-9 and -")]
pub struct NotAnId(String);

impl Id {
    /// Returns `text` as an id, or why it is none.
    pub fn new(text: &str) -> Result<Self, NotAnId> {
        if !text.is_empty() && text.bytes().all(is_id_byte) {
            Ok(Self(text.into()))
        } else {
            Err(NotAnId(text.chars().take(40).collect()))
        }
    }

    /// Returns the id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Says whether this is the empty id, which no record may end up with.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn is_id_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

impl Default for Id {
    fn default() -> Self {
        Self("".into())
    }
}

impl Deref for Id {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, out)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&*self.0, out)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::new(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_short_words() {
        for text in ["dana", "p1", "quick-wins", "-2"] {
            assert_eq!(Id::new(text).unwrap().as_str(), text);
        }
        for text in ["", "Dana", "dana ortiz", "dåna", "a_b"] {
            assert!(Id::new(text).is_err(), "{text}");
        }
    }
}
