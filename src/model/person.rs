//! A person, or a team that is won as one: where they stand, what they weigh,
//! whom they listen to.

use std::collections::HashSet;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::{Date, Id, Stance, ranges};

/// Somebody to win over.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Names the person, never the role. Empty right after serde when the file has none.
    #[serde(default)]
    pub id: Id,
    /// What they are called.
    pub name: String,
    /// Their role.
    #[serde(default)]
    pub title: String,
    /// How many people this row stands for, 1 to 1,000,000.
    #[serde(default = "one", deserialize_with = "ranges::headcount")]
    pub headcount: u32,
    /// How many of a team are onside.
    #[serde(default, deserialize_with = "ranges::onside")]
    pub onside: Option<u32>,
    /// Where they stand today.
    #[serde(default)]
    pub stance: Stance,
    /// The desired level as written; see [`Person::target`].
    #[serde(default)]
    pub target: Option<Stance>,
    /// Ability to affect the outcome, 1 to 5.
    #[serde(default = "middle", deserialize_with = "ranges::level")]
    pub power: u8,
    /// How much they care, 1 to 5.
    #[serde(default = "middle", deserialize_with = "ranges::level")]
    pub interest: u8,
    /// What they personally gain.
    #[serde(default)]
    pub cares_about: String,
    /// What they hold against it, in their words.
    #[serde(default)]
    pub objections: Vec<Objection>,
    /// Their boss, who is listened to (Medium) unless `listens_to` names them.
    #[serde(default)]
    pub reports_to: Option<Id>,
    /// Who sways them, in the file's order, no id twice.
    #[serde(default, deserialize_with = "ties")]
    pub listens_to: Vec<Tie>,
    /// Whom they clash with: shown, and never a way in.
    #[serde(default)]
    pub clashes_with: Vec<Id>,
    /// The wished interval between contacts, in days.
    #[serde(default, deserialize_with = "ranges::days")]
    pub every_days: Option<u32>,
    /// When they left: out of board and arithmetic, the log kept.
    #[serde(default)]
    pub left: Option<Date>,
    /// Words to filter by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// A private note.
    #[serde(default)]
    pub note: String,
}

fn one() -> u32 {
    1
}

fn middle() -> u8 {
    3
}

impl Person {
    /// Returns a person of whom nothing but id and name is known.
    pub fn new(id: Id, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            title: String::new(),
            headcount: one(),
            onside: None,
            stance: Stance::Unknown,
            target: None,
            power: middle(),
            interest: middle(),
            cares_about: String::new(),
            objections: Vec::new(),
            reports_to: None,
            listens_to: Vec::new(),
            clashes_with: Vec::new(),
            every_days: None,
            left: None,
            tags: Vec::new(),
            note: String::new(),
        }
    }

    /// Returns the desired level: as written, else the higher of Supporter and the stance.
    pub fn target(&self) -> Stance {
        self.target.unwrap_or(self.stance.max(Stance::Supporter))
    }

    /// Says whether they are gone.
    pub fn has_left(&self) -> bool {
        self.left.is_some()
    }

    /// Says whether they are at Supporter or better, and not gone.
    pub fn is_onside(&self) -> bool {
        self.stance.is_onside() && !self.has_left()
    }

    /// Says whether this row stands for several people.
    pub fn is_team(&self) -> bool {
        self.headcount > 1
    }

    /// Says whether an objection is still open.
    pub fn objects(&self) -> bool {
        self.objections
            .iter()
            .any(|objection| matches!(objection, Objection::Open(_)))
    }
}

/// What somebody holds against it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Objection {
    /// Not answered yet.
    Open(String),
    /// Answered, and they said so.
    Settled(String),
}

impl Objection {
    /// Returns their words.
    pub fn text(&self) -> &str {
        match self {
            Self::Open(text) | Self::Settled(text) => text,
        }
    }
}

/// How much somebody is listened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Strength {
    /// 1 in the arithmetic.
    Weak,
    /// 2 in the arithmetic.
    Medium,
    /// 3 in the arithmetic.
    Strong,
}

impl Strength {
    /// Returns 1, 2 or 3.
    pub fn weight(self) -> u8 {
        match self {
            Self::Weak => 1,
            Self::Medium => 2,
            Self::Strong => 3,
        }
    }

    /// Returns the word a board uses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Weak => "Weak",
            Self::Medium => "Medium",
            Self::Strong => "Strong",
        }
    }
}

/// One who is listened to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tie {
    /// Who sways.
    pub to: Id,
    /// How much.
    pub strength: Strength,
}

/// Reads `{"sam": Strong}` in its order; a repeated id is an error, where a map would drop one.
fn ties<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Tie>, D::Error> {
    struct Ties;

    impl<'de> Visitor<'de> for Ties {
        type Value = Vec<Tie>;

        fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            out.write_str("a map such as {\"sam\": Strong}")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<Tie>, A::Error> {
            let mut ties: Vec<Tie> = Vec::new();
            let mut seen = HashSet::new();
            while let Some((to, strength)) = map.next_entry::<Id, Strength>()? {
                if !seen.insert(to.clone()) {
                    return Err(serde::de::Error::custom(format!("names `{to}` twice")));
                }
                ties.push(Tie { to, strength });
            }
            Ok(ties)
        }
    }

    deserializer.deserialize_map(Ties)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_that_is_not_written_is_supporter_or_where_they_stand() {
        let mut person = Person::new(Id::new("dana").unwrap(), "Dana Ortiz");
        for (stance, target) in [
            (Stance::Unknown, Stance::Supporter),
            (Stance::Blocker, Stance::Supporter),
            (Stance::Champion, Stance::Champion),
        ] {
            person.stance = stance;
            assert_eq!(person.target(), target);
        }
        person.target = Some(Stance::Neutral);
        assert_eq!(person.target(), Stance::Neutral);
    }

    #[test]
    fn who_sways_them_keeps_its_order_and_nobody_stands_twice() {
        let read = |ties: &str| {
            let text = format!("(name: \"Dana\", listens_to: {{{ties}}})");
            ron::from_str::<Person>(&text).map_err(|error| error.code.to_string())
        };
        let person = read("\"sam\": Strong, \"noor\": Weak").unwrap();
        let names: Vec<&str> = person.listens_to.iter().map(|tie| &*tie.to).collect();
        assert_eq!(names, ["sam", "noor"]);
        let twice = read("\"sam\": Strong, \"sam\": Weak").unwrap_err();
        assert_eq!(twice, "names `sam` twice");
    }
}
