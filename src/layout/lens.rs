//! What pages share: people by their ids, days in words.

use crate::model::{Board, Date, Id, Overview, Person, Standing};
use crate::text::day_in_words;

/// A board, looked at on a day.
#[derive(Clone, Copy)]
pub(super) struct Lens<'a> {
    /// The board.
    pub board: &'a Board,
    /// What is computed from it.
    pub overview: &'a Overview,
}

impl<'a> Lens<'a> {
    /// Returns somebody on the board, gone or not.
    pub fn person(self, id: &Id) -> Option<&'a Person> {
        let seat = self.overview.seat(id)?;
        self.board.person(seat).map(|person| &**person)
    }

    /// Returns somebody's name, or the id where it names nobody.
    pub fn name(self, id: &Id) -> String {
        let person = self.person(id);
        person.map_or_else(|| id.to_string(), |person| person.name.clone())
    }

    /// Returns somebody's name and title, or the id where it names nobody.
    pub fn titled(self, id: &Id) -> String {
        self.person(id).map_or_else(|| id.to_string(), titled)
    }

    /// Returns the name of a department.
    pub fn department(self, id: &Id) -> &'a str {
        let at = self.board.department_at(id);
        let department = at.and_then(|at| self.board.departments.get(at));
        department.map_or("no department", |department| &department.name)
    }

    /// Returns what the log says of somebody.
    pub fn standing(self, id: &Id) -> Standing {
        self.overview.standing(id).cloned().unwrap_or_default()
    }

    /// Returns today.
    pub fn today(self) -> Date {
        self.overview.today()
    }

    /// Returns a day as one reads it: "3 Nov".
    pub fn day(self, date: Date) -> String {
        let this_year = self.today().year();
        day_in_words(date.year(), date.month(), date.day(), this_year)
    }

    /// Returns ", due 3 Nov" where there is a day.
    pub fn until(self, due: Option<Date>) -> String {
        due.map_or_else(String::new, |due| format!(", due {}", self.day(due)))
    }
}

/// Returns "Dana Ortiz, VP Sales".
pub(super) fn titled(person: &Person) -> String {
    let left = if person.has_left() { " (left)" } else { "" };
    if person.title.is_empty() {
        format!("{}{left}", person.name)
    } else {
        format!("{}, {}{left}", person.name, person.title)
    }
}

/// Returns several words as one reads them: "Sales, Marketing and Legal".
pub(super) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
