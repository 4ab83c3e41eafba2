//! Finding people among many by what a table calls them, name after name.
//!
//! Promises: says of each name what `find_person` says, and looks at no more people than it may
//! mean. Whom a name may have been meant for is said of the first few that nobody has: that takes
//! a look at everybody.

use std::collections::HashMap;

use super::Problem;
use super::find::{beginnings, meant, nobody};
use crate::model::{Board, Id, Seat};

/// Of how many names it is said whom they are like.
const MOST_LIKENED: usize = 20;

/// Everybody on a board, by what finds them.
pub(super) struct Crowd {
    /// Whatever a name may be the beginning of, in order, and whom it finds.
    beginnings: Vec<(String, Seat)>,
    /// What was said of a name before.
    said: HashMap<String, Result<Id, Problem>>,
    likened: usize,
}

impl Crowd {
    /// Takes in everybody; they have to stay as they are called.
    pub fn new(board: &Board) -> Self {
        let people = board.people();
        let beginnings = people.flat_map(|(seat, person)| {
            let all = beginnings(&person.id, &person.name);
            all.into_iter().map(move |text| (text, seat))
        });
        let mut beginnings: Vec<(String, Seat)> = beginnings.collect();
        beginnings.sort_unstable();
        beginnings.dedup();
        Self {
            beginnings,
            said: HashMap::new(),
            likened: 0,
        }
    }

    /// Returns whom a name means, among those who have not left.
    pub fn find(&mut self, board: &Board, name: &str) -> Result<Id, Problem> {
        if let Some(said) = self.said.get(name) {
            return said.clone();
        }
        let said = self.look(board, name);
        self.said.insert(name.to_owned(), said.clone());
        said
    }

    fn look(&mut self, board: &Board, name: &str) -> Result<Id, Problem> {
        let seats = self.may_be(name);
        let people = seats.iter().filter_map(|seat| board.person(*seat));
        if let Some(person) = meant(name, people.map(|person| &**person))? {
            return Ok(person.id.clone());
        }
        self.likened += 1;
        Err(nobody(board, name, self.likened <= MOST_LIKENED))
    }

    /// Returns where those sit whom a name may mean, in the order of the board.
    fn may_be(&self, name: &str) -> Vec<Seat> {
        let name = name.trim().to_lowercase();
        let from = self.beginnings.partition_point(|(text, _)| *text < name);
        let behind = self.beginnings.get(from..).unwrap_or_default();
        let found = behind
            .iter()
            .take_while(|(text, _)| text.starts_with(&name));
        let mut seats: Vec<Seat> = found.map(|(_, seat)| *seat).collect();
        seats.sort_unstable();
        seats.dedup();
        seats
    }
}

#[cfg(test)]
pub(super) mod tests {
    use allocation_counter::measure;

    use super::*;
    use crate::app::line::find_person;
    use crate::document::{Document, EXAMPLE};
    use crate::model::{Edit, Person};

    /// The example with `more` others in Sales.
    pub fn crowded(more: usize) -> Board {
        let document = Document::load(EXAMPLE.as_bytes()).unwrap();
        let mut board = document.board().clone();
        for number in 0..more {
            let id = Id::new(&format!("extra-{number}")).unwrap();
            let edit = Edit::AddPerson {
                at: 0,
                department: Id::new("sales").unwrap(),
                person: Box::new(Person::new(id, &format!("Extra {number}"))),
            };
            board.apply(&edit).unwrap();
        }
        board
    }

    #[test]
    fn a_name_means_whom_it_means_elsewhere() {
        let board = crowded(0);
        let mut crowd = Crowd::new(&board);
        let words = [
            "dana",
            "DAN",
            "whit",
            "bergstrom",
            "Bergström",
            "noor had",
            "aes",
            "o",
            "danna",
            "zzz",
            "",
            " ",
            "Ort",
            "a",
            "d",
            "ola b",
            "r",
            "-",
            "?",
            "Dana Ortiz",
            "dana ortiz x",
        ];
        for word in words.into_iter().chain(words) {
            let expected = find_person(&board, word).map(|person| person.id.clone());
            assert_eq!(crowd.find(&board, word), expected, "{word}");
        }
    }

    #[test]
    fn a_beginning_is_not_looked_for_among_everybody() {
        let cost = |more| {
            let board = crowded(more);
            let mut crowd = Crowd::new(&board);
            measure(|| {
                let _found = crowd.find(&board, "Priya").unwrap();
            })
            .count_total
        };
        assert_eq!(cost(300), cost(0));
    }

    #[test]
    fn whom_many_unknown_names_are_like_is_not_said() {
        let board = crowded(0);
        let mut crowd = Crowd::new(&board);
        let mut told = |number: usize| {
            let name = format!("Dana Ortiz {number}");
            crowd.find(&board, &name).unwrap_err().to_string()
        };
        let all: Vec<String> = (0..=MOST_LIKENED).map(&mut told).collect();
        let likened = all.iter().filter(|told| told.contains("did you mean"));
        assert_eq!(likened.count(), MOST_LIKENED);
        assert_eq!(
            all.last().map(String::as_str),
            Some("nobody on this board is called `Dana Ortiz 20`")
        );
    }
}
