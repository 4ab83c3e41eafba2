//! Counts of acknowledged changes, by where each was found, of one proof; `tests/proof/total` adds them up.

use std::collections::BTreeMap;
use std::fmt;

use onside::model::Stance;

use super::boards;
use super::evidence::{Evidence, Place};
use super::trial::Way;

/// What tells a change from all others, wherever it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Token {
    /// A line of the log: who came to which rung.
    Moved {
        /// The person's id.
        who: String,
        /// The rung, as the file has it.
        to: String,
    },
    /// These very words.
    Words(String),
}

impl Token {
    /// Returns the token of a person's move to a rung.
    pub fn moved(person: usize, to: Stance) -> Self {
        Self::Moved {
            who: boards::name(person),
            to: format!("{to:?}"),
        }
    }

    /// Says whether a text, or whatever else holds texts, has this change.
    pub fn is_in(&self, text: &str) -> bool {
        match self {
            Self::Words(words) => text.contains(words),
            Self::Moved { who, to } => {
                let start = format!("who: \"{who}\", from: ");
                text.match_indices(&start).any(|(at, start)| {
                    // Where from depends on what others have done meanwhile.
                    let rest = text.get(at + start.len()..).unwrap_or_default();
                    let rest = rest.split_once(", to: ").map_or("", |(_, rest)| rest);
                    rest.starts_with(to.as_str())
                })
            }
        }
    }
}

/// How many changes were acknowledged, and where they are.
#[derive(Clone, Debug)]
pub struct Tally {
    acknowledged: usize,
    found: BTreeMap<Place, usize>,
    /// How those in the file were written there, where that is known.
    saved: BTreeMap<Way, usize>,
    lost: Vec<String>,
}

impl Tally {
    /// Returns one without counts.
    pub const fn new() -> Self {
        Self {
            acknowledged: 0,
            found: BTreeMap::new(),
            saved: BTreeMap::new(),
            lost: Vec::new(),
        }
    }

    /// Looks for changes that were acknowledged; what is missing is noted with `where_from`.
    pub fn judge(
        &mut self,
        tokens: impl IntoIterator<Item = Token>,
        evidence: &Evidence,
        where_from: &str,
    ) {
        for token in tokens {
            self.acknowledged += 1;
            match evidence.find(&token) {
                Some(place) => *self.found.entry(place).or_default() += 1,
                None => self.lost.push(format!("{where_from}: {token:?}")),
            }
        }
    }

    /// Notes how so many of the changes were written.
    pub fn note_way(&mut self, way: Way, changes: usize) {
        *self.saved.entry(way).or_default() += changes;
    }

    /// Says how many are lost.
    pub fn lost(&self) -> usize {
        self.lost.len()
    }

    /// Takes in another one.
    pub fn add(&mut self, other: &Self) {
        self.acknowledged += other.acknowledged;
        for (place, count) in &other.found {
            *self.found.entry(*place).or_default() += count;
        }
        for (way, count) in &other.saved {
            *self.saved.entry(*way).or_default() += count;
        }
        self.lost.extend(other.lost.iter().cloned());
    }

    /// Prints the counts; fails if anything is lost.
    pub fn close(&self, title: &str) {
        println!("proof: {title}: {self}");
        let lost: Vec<&str> = self.lost.iter().take(10).map(String::as_str).collect();
        assert!(lost.is_empty(), "{title} lost:\n{}", lost.join("\n"));
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (lost, acknowledged) = (self.lost.len(), self.acknowledged);
        write!(
            formatter,
            "{lost} lost of {acknowledged} acknowledged changes"
        )?;
        let found = self
            .found
            .iter()
            .map(|(place, count)| format!("{count} in {place}"));
        let saved = self
            .saved
            .iter()
            .map(|(way, count)| format!("{count} {way}"));
        let lists = [
            ("found", found.collect::<Vec<_>>()),
            ("saved", saved.collect()),
        ];
        for (name, list) in lists {
            if !list.is_empty() {
                write!(formatter, "; {name}: {}", list.join(", "))?;
            }
        }
        Ok(())
    }
}
