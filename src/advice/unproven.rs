//! Whom to test: a champion is tested, not declared.
//!
//! The ladder of asks goes by what they cost the one who is asked: told us something,
//! introduced us, rehearsed the case, presented it. How far somebody is on it is read from
//! the log: a talk with a note is something told, a message carried (`via`) is an
//! introduction, and each ask they granted is a rung at least.

use crate::model::{Answer, Board, Entry, Id};

/// An ask that tests somebody, cheapest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ask {
    /// Tell us something we did not know.
    Tell,
    /// Introduce us to somebody.
    Introduce,
    /// Rehearse the case with us.
    Rehearse,
    /// Present it without us.
    Present,
}

impl Ask {
    const LADDER: [Self; 4] = [Self::Tell, Self::Introduce, Self::Rehearse, Self::Present];

    /// Returns the ask in words, after "ask them to".
    pub fn words(self) -> &'static str {
        match self {
            Self::Tell => "tell us something we do not know",
            Self::Introduce => "introduce us to somebody",
            Self::Rehearse => "rehearse the case with us",
            Self::Present => "present it without us",
        }
    }
}

/// Returns the next ask that tests `id`, by what the log says they did so far.
pub fn next_ask(board: &Board, id: &Id) -> Ask {
    let asks = next_asks(board, std::slice::from_ref(id));
    asks.first().copied().unwrap_or(Ask::Tell)
}

/// Returns the next ask for each of `people`, in their order, in one pass over the log.
pub(super) fn next_asks(board: &Board, people: &[Id]) -> Vec<Ask> {
    let mut climbed = vec![Climbed::default(); people.len()];
    let places: std::collections::HashMap<&Id, usize> =
        people.iter().enumerate().map(|(at, id)| (id, at)).collect();
    for entry in &board.log {
        for id in entry.who() {
            if let Some(climbed) = places.get(id).and_then(|at| climbed.get_mut(*at)) {
                climbed.read(entry);
            }
        }
        if let Entry::Talked { via: Some(via), .. } = &**entry
            && let Some(climbed) = places.get(via).and_then(|at| climbed.get_mut(*at))
        {
            climbed.rungs = climbed.rungs.max(2);
        }
    }
    climbed.iter().map(Climbed::next).collect()
}

/// How far somebody is on the ladder.
#[derive(Clone, Copy, Debug, Default)]
struct Climbed {
    rungs: usize,
    granted: usize,
}

impl Climbed {
    fn read(&mut self, entry: &Entry) {
        match entry {
            Entry::Talked { note, .. } if !note.is_empty() => self.rungs = self.rungs.max(1),
            Entry::Asked {
                got: Some(Answer::Yes),
                ..
            } => self.granted += 1,
            _ => {}
        }
    }

    fn next(&self) -> Ask {
        let rungs = self.rungs.max(self.granted);
        let next = Ask::LADDER.get(rungs).or(Ask::LADDER.last()).copied();
        next.unwrap_or(Ask::Present)
    }
}
