//! One line is enough: what somebody types, read as a change of the board.
//!
//! Promises: pure functions of a board, a day and a text; never a panic and never a guess: what
//! is not understood is said in words, with what is allowed. Any unambiguous beginning of an
//! id, a name, a rung or a field will do. Leaves typing and showing to others.

mod choices;
mod columns;
mod crowd;
mod dates;
mod decision;
mod decision_field;
mod department;
mod department_field;
mod described;
mod destination;
mod favour;
mod field;
mod filter;
mod find;
mod finder;
mod gathered;
mod given;
mod handed_back;
mod ids;
mod influence;
mod intake;
mod news;
mod objection;
mod person;
mod play;
mod play_field;
mod proof;
mod rows;
mod slip;
mod table;
mod talk;
mod tied;
mod turned;
mod words;

pub use choices::{Choices, Grammar, choices};
pub use dates::past_day;
pub use decision::decision;
pub use decision_field::decision_field;
pub use department::department;
pub use department_field::department_field;
pub use favour::{KINDS as FAVOURS, favour};
pub use field::{person_field, text_of};
pub use filter::{Filter, before_field, hint as filter_hint};
pub use find::{find_person, find_rung};
pub use finder::Finder;
pub(super) use ids::made;
pub use influence::influence;
pub use objection::objection;
pub use person::person;
pub use play::play;
pub use play_field::{play_field, ticked};
pub use proof::proof;
pub use rows::{people, table};
pub use table::{Fate, Row as TableRow, Table, Understood};
pub use talk::talk;
pub use words::{first_word, unquoted};

use crate::model::{Board, Date, Edit, Id};

/// How a problem ends that is none where several are meant: it is so without a change.
pub(super) const ALREADY: &str = " already";

/// What a line is read against.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The board as it is.
    pub board: &'a Board,
    /// Today.
    pub today: Date,
}

/// What a line means so far.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// Nothing yet: what may be typed.
    Hint(String),
    /// Something is not understood: what, and what is allowed.
    Wrong(String),
    /// Enter would do this.
    Ready(Ready),
}

/// A line that is understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Ready {
    /// What was understood, piece by piece: "Dana Ortiz", "VP Sales", "power 5".
    pub said: Vec<String>,
    /// What is told when it is done: "Added Dana Ortiz".
    pub words: String,
    /// Whom or what it is about.
    pub about: Id,
    /// The change.
    pub edits: Vec<Edit>,
}

/// Why a line can't be taken: a sentence for the one who types.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Problem(String);

impl Problem {
    fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl From<Result<Ready, Problem>> for Reading {
    fn from(read: Result<Ready, Problem>) -> Self {
        match read {
            Ok(ready) => Self::Ready(ready),
            Err(Problem(sentence)) => Self::Wrong(sentence),
        }
    }
}

/// Reads a whole number from `low` to `high`; `what` begins the sentence if it is none.
fn number(word: &str, what: &str, (low, high): (u32, u32)) -> Result<u32, Problem> {
    let number = word.parse().ok();
    number
        .filter(|number| (low..=high).contains(number))
        .ok_or_else(|| {
            let is = if word.is_empty() {
                "has no number"
            } else {
                "is"
            };
            let is = [what, is, word].join(" ");
            Problem(format!("{}; it goes from {low} to {high}", is.trim_end()))
        })
}

/// Returns several words as one reads them: "Sales, Marketing and Legal".
pub(super) fn listed(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{Document, EXAMPLE};
    use crate::model::Person;

    /// The example and a day on it.
    pub(super) fn example() -> (Board, Date) {
        let document = Document::load(EXAMPLE.as_bytes()).unwrap();
        (document.board().clone(), "2026-11-22".parse().unwrap())
    }

    /// Somebody on the example.
    pub(super) fn subject<'a>(board: &'a Board, id: &str) -> &'a Person {
        board.person(board.seat(id).unwrap()).unwrap()
    }

    /// What a reading tells: its words, `!` and a problem, `?` and a hint.
    pub(super) fn said(reading: &Reading) -> String {
        match reading {
            Reading::Hint(hint) => format!("? {hint}"),
            Reading::Wrong(problem) => format!("! {problem}"),
            Reading::Ready(ready) => ready.words.clone(),
        }
    }

    /// What a reading comes to: the entries it adds or sets, else what is said of the line.
    pub(super) fn told(reading: &Reading) -> String {
        match reading {
            Reading::Ready(_) => edits(reading),
            _ => said(reading),
        }
    }

    /// The entries a reading adds or sets, as the log has them.
    pub(super) fn edits(reading: &Reading) -> String {
        let Reading::Ready(ready) = reading else {
            return String::new();
        };
        let entries = ready.edits.iter().map(|edit| match edit {
            Edit::AddEntry { entry, .. } | Edit::SetEntry { entry, .. } => format!("{entry:?}"),
            other => format!("{other:?}"),
        });
        let text = entries.collect::<Vec<_>>().join("\n");
        tidy(&text)
    }

    /// Takes the names of types and brackets out of a debug form.
    fn tidy(text: &str) -> String {
        let mut text = text
            .replace(" { ", "(")
            .replace(" }", ")")
            .replace("Who(", "");
        text = text.replace("])", "]");
        while let Some(at) = text.find("Date(") {
            let end = text[at..].find(')').unwrap() + at;
            let date = text[at + 5..end].to_owned();
            text.replace_range(at..=end, &format!("\"{date}\""));
        }
        text
    }

    proptest! {
        #[test]
        fn no_grammar_panics_and_what_is_ready_fits_the_board(
            line in "([a-z@#<>,:\"!~ \\\\-]|power|dept |sam|got|ask |call|via:|by:|on:|step|vote |due |50|yes|fri|é|北){0,16}",
            who in prop::sample::select(vec!["dana", "jonas", "priya", "ivo-marsh"]),
        ) {
            let (board, today) = example();
            let context = Context { board: &board, today };
            let somebody = subject(&board, who);
            let readings = [
                department(context, &line),
                influence(context, somebody, &line),
                person_field(context, somebody, &line),
                department_field(context, &board.departments[0], &line),
                objection(context, somebody, &line),
                talk(context, somebody, &line),
                proof(context, somebody, &line),
                favour(context, somebody, &line),
                play(context, Some(&board.departments[0].id), &line),
                play_field(context, &board.plays[0], &line),
                decision(context, &line),
                decision_field(context, &board.decisions[0], &line),
            ];
            for reading in readings {
                let Reading::Ready(ready) = reading else { continue };
                let mut edited = board.clone();
                for edit in &ready.edits {
                    prop_assert!(edited.apply(edit).is_ok(), "{line}: {edit:?}");
                }
            }
        }
    }
}
