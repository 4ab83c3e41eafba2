//! The sentence a key is answered with, shown until the next key.

/// A sentence under the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A change was made; its words, with how to take it back.
    Changed(String),
    /// Somebody was moved; the words of the change, and what it opens once that is counted.
    Moved {
        /// "Dana Ortiz to Supporter".
        words: String,
        /// "That opens Sam (through Dana); next is now Priya."
        answer: Option<String>,
    },
    /// Something was told that changed nothing.
    Told(String),
}

impl Notice {
    /// Says whether it is an answer one may want to pass on: what was changed, with what it opens.
    pub fn is_worth_copying(&self) -> bool {
        !matches!(self, Self::Told(_))
    }

    /// Returns the sentence, without what follows later.
    pub fn text(&self) -> &str {
        match self {
            Self::Changed(text) | Self::Told(text) | Self::Moved { words: text, .. } => text,
        }
    }
}
