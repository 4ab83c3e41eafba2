//! What the log says of one person: the last contact, what is open, what is proven;
//! and the one word that presses most.

use super::{Date, Entry, Id, Person, Proof, Stance};

/// What the log says of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The latest Talked, Asked, Promised or Gave with them.
    pub last_contact: Option<Date>,
    /// The date of the oldest ask they have not answered.
    pub oldest_ask: Option<Date>,
    /// How many asks they have not answered.
    pub open_asks: usize,
    /// How many promises to them we have not kept.
    pub open_promises: usize,
    /// Stances they moved to with strong proof.
    proven_moves: Vec<Stance>,
    /// Whether a strong proof came after the last move.
    proven_since: bool,
}

impl Standing {
    /// Reads one entry that names the person; entries come in the log's order.
    pub fn read(&mut self, entry: &Entry) {
        let strong = |proof: &Option<Proof>| proof.is_some_and(Proof::is_strong);
        match entry {
            Entry::Talked { on, .. } | Entry::Gave { on, .. } => self.met(*on),
            Entry::Asked { on, got, .. } => {
                self.met(*on);
                if got.is_none() {
                    self.open_asks += 1;
                    self.oldest_ask = Some(self.oldest_ask.map_or(*on, |ask| ask.min(*on)));
                }
            }
            Entry::Promised { on, kept, .. } => {
                self.met(*on);
                self.open_promises += usize::from(kept.is_none());
            }
            Entry::Moved { to, proof, .. } => {
                self.proven_since = false;
                if strong(proof) {
                    self.proven_moves.push(*to);
                }
            }
            Entry::Proved { proof, .. } => self.proven_since |= proof.is_strong(),
        }
    }

    fn met(&mut self, on: Date) {
        self.last_contact = self.last_contact.max(Some(on));
    }

    /// Returns what `log` says of `id`, by looking at every entry.
    pub fn of<'a>(id: &Id, log: impl Iterator<Item = &'a Entry>) -> Self {
        let mut standing = Self::default();
        for entry in log.filter(|entry| entry.names(id)) {
            standing.read(entry);
        }
        standing
    }

    /// Says whether a Champion or Lobbyist has shown it: a strongly proven move to that
    /// stance, or a strong proof since the last move.
    pub fn is_proven(&self, stance: Stance) -> bool {
        self.proven_since || self.proven_moves.contains(&stance)
    }

    /// Says whether `person` claims a stance that nothing shows yet.
    pub fn is_unproven(&self, person: &Person) -> bool {
        person.stance >= Stance::Champion && !self.is_proven(person.stance)
    }

    /// Says whether `person` is due for a contact on `today`.
    pub fn is_due(&self, person: &Person, today: Date) -> bool {
        person.every_days.is_some_and(|days| {
            self.last_contact
                .is_none_or(|last| today.days_since(last) > i64::from(days))
        })
    }

    /// Returns the most pressing thing about `person`, who is not of our own team.
    pub fn urgency(&self, person: &Person, today: Date) -> Option<Urgency> {
        if person.has_left() {
            None
        } else if self.is_due(person, today) {
            let since = self.last_contact.map(|last| today.days_since(last));
            Some(Urgency::Due(since))
        } else if self.open_promises > 0 {
            Some(Urgency::YouOwe)
        } else if let Some(asked) = self.oldest_ask {
            Some(Urgency::Asked(today.days_since(asked)))
        } else if person.objects() {
            Some(Urgency::Objects)
        } else if self.is_unproven(person) {
            Some(Urgency::Unproven)
        } else if person.stance == Stance::Unknown {
            Some(Urgency::NotMet)
        } else {
            None
        }
    }
}

/// The one word at the right edge of a row, most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// A contact is due; days since the last one, `None` if there was none.
    Due(Option<i64>),
    /// We promised something.
    YouOwe,
    /// We asked; days since then.
    Asked(i64),
    /// An objection is open.
    Objects,
    /// A Champion or Lobbyist nothing shows.
    Unproven,
    /// Not met yet.
    NotMet,
}
