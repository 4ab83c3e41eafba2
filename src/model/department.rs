//! A department: its people, how it goes when it is onside, and the number that
//! convinces its executive.

use std::sync::Arc;

use serde::Deserialize;

use super::{Date, Id, Person, ranges};

/// A part of the company that can carry the goal or stall it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// A short word.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// Our own team: carries the message, is not counted, not won, never due, needs no proof.
    #[serde(default)]
    pub ours: bool,
    /// How it goes when the department is onside.
    #[serde(default)]
    pub ideal: String,
    /// Signs that it is not.
    #[serde(default)]
    pub red_flags: Vec<String>,
    /// The number that convinces its executive.
    #[serde(default)]
    pub metric: Option<Metric>,
    /// Who is in it, in the file's order. Shared: a snapshot for another thread is cheap.
    #[serde(default)]
    pub people: Vec<Arc<Person>>,
}

/// A number with a goal, read now and then.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// What is counted: "wins".
    #[serde(default)]
    pub measure: String,
    /// In what: "deals".
    #[serde(default)]
    pub unit: String,
    /// The number to reach.
    #[serde(default, deserialize_with = "ranges::finite")]
    pub goal: Option<f64>,
    /// What it was, and when.
    #[serde(default, deserialize_with = "ranges::readings")]
    pub readings: Vec<Reading>,
}

/// A date and what the metric was then.
pub type Reading = (Date, f64);

impl Metric {
    /// Returns the reading with the latest date; of equals the last in the file.
    pub fn latest(&self) -> Option<Reading> {
        self.readings.iter().copied().max_by_key(|(date, _)| *date)
    }
}

/// How far a department is onside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coverage {
    /// Nobody is onside.
    Nobody,
    /// Somebody is, and no executive.
    Somebody,
    /// An executive is onside.
    Executive,
}

impl Coverage {
    /// Returns the word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Somebody => "somebody",
            Self::Executive => "executive",
        }
    }

    /// Returns who is onside, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Nobody => "nobody onside",
            Self::Somebody => "somebody onside, no executive",
            Self::Executive => "an executive onside",
        }
    }
}

impl Department {
    /// Returns a department with nothing but an id and a name.
    pub fn new(id: Id, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            ours: false,
            ideal: String::new(),
            red_flags: Vec::new(),
            metric: None,
            people: Vec::new(),
        }
    }

    /// Returns those who have not left, with their places in `people`.
    pub fn present(&self) -> impl Iterator<Item = (usize, &Arc<Person>)> {
        self.people
            .iter()
            .enumerate()
            .filter(|(_, person)| !person.has_left())
    }

    /// Returns the power from which on somebody here is an executive: 4, or the
    /// department's highest when nobody has 4. `None` for our own team and for nobody.
    fn executive_power(&self) -> Option<u8> {
        if self.ours {
            return None;
        }
        self.present().map(|(_, person)| person.power).max()
    }

    /// Returns the places in `people` of the executives: power 4 or 5, else the
    /// highest power, of equals the first in the file.
    pub fn executives(&self) -> impl Iterator<Item = usize> {
        let highest = self.executive_power();
        let (least, most) = match highest {
            None => (u8::MAX, 0),
            Some(highest) if highest >= 4 => (4, usize::MAX),
            Some(highest) => (highest, 1),
        };
        self.present()
            .filter(move |(_, person)| person.power >= least)
            .map(|(at, _)| at)
            .take(most)
    }

    /// Returns how far the department is onside.
    pub fn coverage(&self) -> Coverage {
        let is_onside = |at: usize| self.people.get(at).is_some_and(|person| person.is_onside());
        if self.executives().any(is_onside) {
            Coverage::Executive
        } else if self.present().any(|(_, person)| person.is_onside()) {
            Coverage::Somebody
        } else {
            Coverage::Nobody
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Stance;
    use super::*;

    /// A department of people, each as power and stance; a power of 0 is somebody who left.
    fn department(people: &[(u8, Stance)]) -> Department {
        let mut department = Department::new(Id::new("sales").unwrap(), "Sales");
        let people = people.iter().enumerate().map(|(at, (power, stance))| {
            let mut person = Person::new(Id::new(&format!("p{at}")).unwrap(), "P");
            person.stance = *stance;
            person.power = if *power == 0 { 5 } else { *power };
            person.left = (*power == 0).then(|| "2026-01-01".parse().unwrap());
            Arc::new(person)
        });
        department.people = people.collect();
        department
    }

    fn check_executives(powers: &[u8], expected: &[usize]) {
        let people: Vec<_> = powers
            .iter()
            .map(|power| (*power, Stance::Neutral))
            .collect();
        let executives: Vec<usize> = department(&people).executives().collect();
        assert_eq!(executives, expected, "{powers:?}");
    }

    fn check_coverage(people: &[(u8, Stance)], expected: Coverage) {
        assert_eq!(department(people).coverage(), expected, "{people:?}");
    }

    #[test]
    fn executives_have_power_4_or_5_else_the_highest_of_equals_the_first() {
        check_executives(&[3, 5, 4, 1], &[1, 2]);
        check_executives(&[1, 3, 3], &[1]);
        check_executives(&[0, 2], &[1]);
        check_executives(&[0], &[]);
        check_executives(&[], &[]);
    }

    #[test]
    fn our_own_team_has_no_executives() {
        let mut ours = department(&[(5, Stance::Lobbyist)]);
        ours.ours = true;
        assert_eq!(ours.executives().count(), 0);
    }

    #[test]
    fn coverage_asks_who_is_onside_now() {
        use Stance::{Neutral, Supporter};
        check_coverage(&[(5, Neutral), (2, Neutral)], Coverage::Nobody);
        check_coverage(&[(5, Neutral), (2, Supporter)], Coverage::Somebody);
        check_coverage(&[(5, Supporter), (2, Neutral)], Coverage::Executive);
        check_coverage(&[(0, Supporter), (2, Neutral)], Coverage::Nobody);
        check_coverage(&[], Coverage::Nobody);
    }
}
