//! The sentence a key is answered with, shown until the next key.

/// A sentence under the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A change was made; its words, with how to take it back.
    Changed(String),
    /// Something was told that changed nothing.
    Told(String),
}

impl Notice {
    /// Returns the sentence.
    pub fn text(&self) -> &str {
        match self {
            Self::Changed(text) | Self::Told(text) => text,
        }
    }
}
