//! What a play did: how often it was used, who rose after it, who fell.
//!
//! Whoever had a contact with the play and moved within thirty days of it counts, once a
//! move. That it came of the play nobody can know; it is a count.

use crate::model::{Board, Date, Entry, Id, Stance};

/// So many days after a contact a move still counts.
const WITHIN: i64 = 30;

/// What a play did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Played {
    /// How many contacts it was part of.
    pub times: usize,
    /// Who moved after one, in the log's order.
    pub moved: Vec<MovedAfter>,
}

/// A move after a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedAfter {
    /// Who.
    pub who: Id,
    /// When.
    pub on: Date,
    /// Where to.
    pub to: Stance,
    /// Whether that is higher than before.
    pub rose: bool,
}

impl Played {
    /// Counts in the log what the play called `id` did.
    pub fn of(board: &Board, id: &Id) -> Self {
        let contacts: Vec<(&[Id], Date)> = board
            .log
            .iter()
            .filter_map(|entry| match &**entry {
                Entry::Talked {
                    on,
                    who,
                    play: Some(play),
                    ..
                } if play == id => Some((who.ids(), *on)),
                _ => None,
            })
            .collect();
        if contacts.is_empty() {
            return Self::default();
        }
        let moved = board.log.iter().filter_map(|entry| {
            let Entry::Moved {
                on, who, from, to, ..
            } = &**entry
            else {
                return None;
            };
            let follows = contacts.iter().any(|(people, day)| {
                people.contains(who) && (0..=WITHIN).contains(&on.days_since(*day))
            });
            (follows && from.rung() != to.rung()).then(|| MovedAfter {
                who: who.clone(),
                on: *on,
                to: *to,
                rose: to.rung() > from.rung(),
            })
        });
        Self {
            times: contacts.len(),
            moved: moved.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{How, Who};

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    fn moved(on: &str, who: &str, from: Stance, to: Stance) -> Entry {
        Entry::Moved {
            on: on.parse().unwrap(),
            who: id(who),
            from,
            to,
            proof: None,
            because: String::new(),
        }
    }

    fn check(moves: &[Entry], expected: &[(&str, bool)]) {
        let talked = Entry::Talked {
            on: "2026-11-03".parse().unwrap(),
            who: Who::new(vec![id("dana"), id("sam")]),
            how: How::Meeting,
            via: None,
            play: Some(id("wins")),
            note: String::new(),
        };
        let log = [talked].into_iter().chain(moves.iter().cloned());
        let board = Board {
            log: log.map(std::sync::Arc::new).collect(),
            ..Board::default()
        };
        let played = Played::of(&board, &id("wins"));
        let told = played.moved.iter().map(|it| (it.who.as_str(), it.rose));
        assert_eq!(told.collect::<Vec<_>>(), expected);
        assert_eq!(played.times, 1);
        assert_eq!(Played::of(&board, &id("other")), Played::default());
    }

    #[test]
    fn who_moved_within_thirty_days_of_a_contact_counts() {
        use Stance::{Neutral, Skeptic, Supporter};
        check(
            &[
                moved("2026-11-02", "dana", Skeptic, Neutral),
                moved("2026-11-03", "dana", Neutral, Supporter),
                moved("2026-12-03", "sam", Neutral, Skeptic),
                moved("2026-12-04", "sam", Skeptic, Neutral),
                moved("2026-11-04", "mei", Skeptic, Neutral),
            ],
            &[("dana", true), ("sam", false)],
        );
    }
}
