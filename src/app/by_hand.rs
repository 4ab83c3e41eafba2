//! Who was moved in an editor while the board is open: from where, to where.
//!
//! Promises: a move that the log tells is none by hand; what is undone here counts again.

use super::App;
use crate::document::merge::diff;
use crate::model::{Board, Edit, Entry, Id, PersonField, Stance};

/// A stance that was changed by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HandMove {
    from: Stance,
    to: Stance,
    /// How many moves of theirs the log told then.
    told: usize,
}

impl App {
    /// Remembers whom somebody else moved between two states of the file and did not log.
    pub(super) fn note_hand_moves(&mut self, before: &Board, after: &Board) {
        for edit in diff(before, after) {
            let Edit::SetPerson {
                id,
                field: PersonField::Stance(to),
            } = edit
            else {
                continue;
            };
            let Some(from) = stance_of(before, &id) else {
                continue;
            };
            if moves(after, &id).count() != moves(before, &id).count() {
                self.by_hand.remove(&id);
                continue;
            }
            let earlier = self.by_hand.get(&id).filter(|hand| hand.to == from);
            let from = earlier.map_or(from, |hand| hand.from);
            let told = moves(self.board(), &id).count();
            self.by_hand.insert(id, HandMove { from, to, told });
        }
    }

    /// Returns who under the cursor was moved by hand without a line in the log: who, from
    /// where, to where.
    pub(super) fn moved_by_hand(&self) -> Option<(Id, Stance, Stance)> {
        let person = self.selected_person()?;
        let mut told = moves(self.board(), &person.id);
        let here = self.by_hand.get(&person.id).filter(|hand| {
            let count = moves(self.board(), &person.id).count();
            hand.to == person.stance && hand.told == count && hand.from != hand.to
        });
        // Before this sitting only the log knows from where.
        let from = here.map(|hand| hand.from).or_else(|| told.next_back())?;
        (from != person.stance).then(|| (person.id.clone(), from, person.stance))
    }
}

/// Returns where the log says that somebody was moved to, the oldest first.
fn moves<'a>(board: &'a Board, id: &'a Id) -> impl DoubleEndedIterator<Item = Stance> + 'a {
    board.log.iter().filter_map(move |entry| match &**entry {
        Entry::Moved { who, to, .. } if who == id => Some(*to),
        _ => None,
    })
}

fn stance_of(board: &Board, id: &Id) -> Option<Stance> {
    let person = board.person(board.seat(id)?)?;
    Some(person.stance)
}
