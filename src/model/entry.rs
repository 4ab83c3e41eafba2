//! The log: what was said, moved, proved, asked, promised and given, with dates.

use std::fmt;

use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::{Date, Id, Stance};

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Entry {
    /// We talked, or somebody did for us.
    Talked {
        /// When.
        on: Date,
        /// With whom.
        who: Who,
        /// In which way.
        how: How,
        /// Who carried the message for us.
        #[serde(default)]
        via: Option<Id>,
        /// Which play it was part of.
        #[serde(default)]
        play: Option<Id>,
        /// What they said or did.
        #[serde(default)]
        note: String,
    },
    /// Somebody changed their stance.
    Moved {
        /// When.
        on: Date,
        /// Who.
        who: Id,
        /// The stance before.
        from: Stance,
        /// The stance since.
        to: Stance,
        /// How we know.
        #[serde(default)]
        proof: Option<Proof>,
        /// Why they did.
        #[serde(default)]
        because: String,
    },
    /// Evidence for the stance somebody already has.
    Proved {
        /// When.
        on: Date,
        /// Who.
        who: Id,
        /// How we know.
        proof: Proof,
        /// What they did.
        #[serde(default)]
        because: String,
    },
    /// We asked; theirs to answer.
    Asked {
        /// When.
        on: Date,
        /// Whom.
        who: Who,
        /// For what.
        what: String,
        /// Until when.
        #[serde(default)]
        due: Option<Date>,
        /// The answer; none while it is open.
        #[serde(default)]
        got: Option<Answer>,
    },
    /// We promised; ours to keep.
    Promised {
        /// When.
        on: Date,
        /// To whom.
        who: Who,
        /// What.
        what: String,
        /// Until when.
        #[serde(default)]
        due: Option<Date>,
        /// When it was kept; none while it is open.
        #[serde(default)]
        kept: Option<Date>,
    },
    /// We gave.
    Gave {
        /// When.
        on: Date,
        /// To whom.
        who: Who,
        /// What.
        what: String,
    },
}

/// In which way we talked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum How {
    /// In a meeting.
    Meeting,
    /// On a call.
    Call,
    /// In writing.
    Message,
}

impl How {
    /// Returns the word a board uses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Meeting => "Meeting",
            Self::Call => "Call",
            Self::Message => "Message",
        }
    }
}

/// How we know a stance, from hearsay to deeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Proof {
    /// Somebody else said so.
    SecondHand,
    /// They told me.
    ToldMe,
    /// They said it in front of others.
    InPublic,
    /// They wrote it.
    InWriting,
    /// They did something.
    Acted,
}

impl Proof {
    /// Returns the word a board uses.
    pub fn word(self) -> &'static str {
        match self {
            Self::SecondHand => "SecondHand",
            Self::ToldMe => "ToldMe",
            Self::InPublic => "InPublic",
            Self::InWriting => "InWriting",
            Self::Acted => "Acted",
        }
    }

    /// Returns what is said of it in a sentence.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::SecondHand => "second hand",
            Self::ToldMe => "told me",
            Self::InPublic => "in public",
            Self::InWriting => "in writing",
            Self::Acted => "acted",
        }
    }

    /// Says whether it proves a Champion or a Lobbyist: in public, in writing, or by a deed.
    pub fn is_strong(self) -> bool {
        self >= Self::InPublic
    }
}

/// The answer to an ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Answer {
    /// Granted.
    Yes,
    /// Declined.
    No,
}

impl Answer {
    /// Returns the word a board uses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::No => "No",
        }
    }
}

/// One or several people, written `"dana"` or `["dana", "sam"]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Who(Vec<Id>);

impl Who {
    /// Returns these people, in this order.
    pub fn new(ids: Vec<Id>) -> Self {
        Self(ids)
    }

    /// Returns the people.
    pub fn ids(&self) -> &[Id] {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Who {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany;

        impl<'de> Visitor<'de> for OneOrMany {
            type Value = Who;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an id such as \"dana\", or a list of ids")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Who, E> {
                Ok(Who(vec![Id::new(text).map_err(E::custom)?]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Who, A::Error> {
                let mut ids = Vec::new();
                while let Some(id) = list.next_element()? {
                    ids.push(id);
                }
                Ok(Who(ids))
            }
        }

        deserializer.deserialize_any(OneOrMany)
    }
}

impl Entry {
    /// Returns the date of the entry.
    pub fn on(&self) -> Date {
        match self {
            Self::Talked { on, .. }
            | Self::Moved { on, .. }
            | Self::Proved { on, .. }
            | Self::Asked { on, .. }
            | Self::Promised { on, .. }
            | Self::Gave { on, .. } => *on,
        }
    }

    /// Returns whom the entry is about.
    pub fn who(&self) -> &[Id] {
        match self {
            Self::Moved { who, .. } | Self::Proved { who, .. } => std::slice::from_ref(who),
            Self::Talked { who, .. }
            | Self::Asked { who, .. }
            | Self::Promised { who, .. }
            | Self::Gave { who, .. } => who.ids(),
        }
    }

    /// Says whether the entry is about `id`.
    pub fn names(&self, id: &str) -> bool {
        self.who().iter().any(|who| who.as_str() == id)
    }

    /// Returns the word the file begins the entry with.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Talked { .. } => "Talked",
            Self::Moved { .. } => "Moved",
            Self::Proved { .. } => "Proved",
            Self::Asked { .. } => "Asked",
            Self::Promised { .. } => "Promised",
            Self::Gave { .. } => "Gave",
        }
    }
}
