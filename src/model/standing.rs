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

#[cfg(test)]
mod tests {
    use ron::extensions::Extensions;
    use serde::de::DeserializeOwned;

    use super::*;

    const TODAY: &str = "2026-11-22";

    fn read<T: DeserializeOwned>(text: &str) -> T {
        let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
        options.from_str(text).unwrap()
    }

    fn person(fields: &str) -> Person {
        read(&format!("(id: \"dana\", name: \"Dana Ortiz\", {fields})"))
    }

    fn standing(log: &str) -> Standing {
        let log: Vec<Entry> = read(&format!("[{log}]"));
        Standing::of(&Id::new("dana").unwrap(), log.iter())
    }

    fn check_proven(log: &str, stance: Stance, expected: bool) {
        assert_eq!(standing(log).is_proven(stance), expected, "{log}");
    }

    fn check_due(log: &str, every_days: u32, expected: bool) {
        let person = person(&format!("every_days: {every_days}"));
        let is_due = standing(log).is_due(&person, TODAY.parse().unwrap());
        assert_eq!(is_due, expected, "{log}");
    }

    fn check_urgency(fields: &str, log: &str, expected: Option<Urgency>) {
        let urgency = standing(log).urgency(&person(fields), TODAY.parse().unwrap());
        assert_eq!(urgency, expected, "{fields} {log}");
    }

    fn moved(to: &str, proof: &str) -> String {
        format!(r#"Moved(on: "2026-11-01", who: "dana", from: Neutral, to: {to}{proof}),"#)
    }

    fn proved(proof: &str) -> String {
        format!(r#"Proved(on: "2026-11-02", who: "dana", proof: {proof}),"#)
    }

    #[test]
    fn a_stance_is_proven_by_a_strong_move_to_it() {
        check_proven("", Stance::Champion, false);
        for (proof, expected) in [
            ("", false),
            (", proof: SecondHand", false),
            (", proof: ToldMe", false),
            (", proof: InPublic", true),
            (", proof: InWriting", true),
            (", proof: Acted", true),
        ] {
            check_proven(&moved("Champion", proof), Stance::Champion, expected);
        }
        check_proven(
            &moved("Champion", ", proof: Acted"),
            Stance::Lobbyist,
            false,
        );
    }

    #[test]
    fn a_stance_is_proven_by_a_strong_proof_after_the_last_move() {
        let unproven = moved("Champion", "");
        check_proven(&proved("Acted"), Stance::Champion, true);
        check_proven(
            &(unproven.clone() + &proved("Acted")),
            Stance::Champion,
            true,
        );
        check_proven(
            &(unproven.clone() + &proved("ToldMe")),
            Stance::Champion,
            false,
        );
        check_proven(&(proved("Acted") + &unproven), Stance::Champion, false);
    }

    #[test]
    fn somebody_is_due_once_the_interval_is_over_or_if_never_met() {
        let talked = r#"Talked(on: "2026-11-08", who: ["sam", "dana"], how: Call),"#;
        check_due(talked, 14, false);
        check_due(talked, 13, true);
        check_due("", 3650, true);
        check_due(&moved("Champion", ", proof: Acted"), 14, true);
        check_due(&proved("Acted"), 14, true);
        for met in [
            r#"Asked(on: "2026-11-20", who: "dana", what: "")"#,
            r#"Promised(on: "2026-11-20", who: "dana", what: "")"#,
            r#"Gave(on: "2026-11-20", who: "dana", what: "")"#,
        ] {
            check_due(met, 14, false);
        }
        let carried = r#"Talked(on: "2026-11-20", who: "sam", via: "dana", how: Call)"#;
        check_due(carried, 14, true);
    }

    #[test]
    fn the_word_at_the_edge_is_the_most_pressing() {
        let ask = r#"Asked(on: "2026-11-18", who: "dana", what: ""),"#;
        let promise = r#"Promised(on: "2026-11-20", who: "dana", what: ""),"#;
        let both = format!("{ask}{promise}");
        let all = "stance: Champion, objections: [Open(\"no\")]";
        let due = format!("{all}, every_days: 1");
        check_urgency(&due, &both, Some(Urgency::Due(Some(2))));
        check_urgency(all, &both, Some(Urgency::YouOwe));
        check_urgency(all, ask, Some(Urgency::Asked(4)));
        check_urgency(all, "", Some(Urgency::Objects));
        check_urgency("stance: Champion", "", Some(Urgency::Unproven));
        check_urgency("objections: [Settled(\"no\")]", "", Some(Urgency::NotMet));
        check_urgency("stance: Supporter", "", None);
        check_urgency("every_days: 1, left: \"2026-01-01\"", "", None);
        let answered = r#"Asked(on: "2026-11-18", who: "dana", what: "", got: No)"#;
        let kept = r#"Promised(on: "2026-11-18", who: "dana", what: "", kept: "2026-11-20")"#;
        check_urgency("stance: Neutral", &format!("{answered}, {kept}"), None);
    }
}
