//! In which order people stand in their department. The file's own order is never touched.

use std::cmp::Reverse;

use super::{BoardScreen, Facts};
use crate::model::{Department, Overview, Person, Standing};

/// An order of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As the file has them.
    #[default]
    File,
    /// Who is due first: longest overdue, then whose day comes next.
    Due,
    /// Who has most rungs to go first.
    Gap,
    /// Who has most power first, of equals most interest.
    Weight,
}

impl Order {
    /// All of them, as `s` goes through them.
    pub const ALL: [Self; 4] = [Self::File, Self::Due, Self::Gap, Self::Weight];

    /// Returns the order after this one.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::File => Self::Due,
            Self::Due => Self::Gap,
            Self::Gap => Self::Weight,
            Self::Weight => Self::File,
        }
    }

    /// Returns its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Due => "due",
            Self::Gap => "gap",
            Self::Weight => "weight",
        }
    }

    /// Returns what it means, as a notice tells it.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::File => "In the file's order",
            Self::Due => {
                "Sorted by due: who waits longest first, in each department; the file stays"
            }
            Self::Gap => {
                "Sorted by gap: most rungs to go first, in each department; the file stays"
            }
            Self::Weight => {
                "Sorted by weight: most power, then interest, in each department; the file stays"
            }
        }
    }

    /// Sorts places of people in `department`.
    pub(super) fn arrange(self, places: &mut [usize], department: &Department, all: &Overview) {
        let person = |place: &usize| department.people.get(*place);
        match self {
            Self::File => {}
            Self::Due => places.sort_by_cached_key(|place| {
                let days = person(place).and_then(|person| days_over(person, all));
                (days.is_none(), Reverse(days))
            }),
            Self::Gap => places.sort_by_cached_key(|place| {
                let gap = |it: &Person| signed(it.target().place()) - signed(it.stance.place());
                Reverse(person(place).map(|it| gap(it)))
            }),
            Self::Weight => places.sort_by_cached_key(|place| {
                Reverse(person(place).map(|it| (it.power, it.interest)))
            }),
        }
    }
}

/// Returns how many days the wished interval is over, less than 0 while it is not; most of all
/// for somebody never met, and `None` without an interval.
fn days_over(person: &Person, all: &Overview) -> Option<i64> {
    let wished = i64::from(person.every_days?);
    let never = Standing::default();
    let standing = all.standing(&person.id).unwrap_or(&never);
    Some(match standing.last_contact {
        None => i64::MAX,
        Some(last) => all.today().days_since(last) - wished,
    })
}

fn signed(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(0)
}

impl BoardScreen {
    /// Lists people in another order; the cursor stays on who it is on.
    pub(in crate::app) fn sort(&mut self, facts: Facts<'_>, order: Order) {
        self.order = order;
        self.rebuild(facts);
    }
}
