//! An objection in their words; nothing typed settles the open one.

use super::{Context, Problem, Reading, Ready, unquoted};
use crate::model::{Edit, Objection, Person, PersonField};

/// Reads an objection of `person`: its text adds one, `-` and its beginning settles one, and
/// so does an empty line when one is open.
pub fn objection(_: Context<'_>, person: &Person, line: &str) -> Reading {
    let open: Vec<&str> = open(person).collect();
    let text = unquoted(line);
    match (text.trim(), open.as_slice()) {
        ("", []) => Reading::Hint(format!(
            "what {} holds against it, in their words",
            person.name
        )),
        ("", [one]) => Reading::Ready(settle(person, one)),
        ("", several) => Reading::Hint(format!(
            "a new one, or settle one of {}: -{}",
            several.len(),
            several.join(", -")
        )),
        (text, _) => match text.strip_prefix('-') {
            Some(beginning) => settled(person, &open, beginning.trim()).into(),
            None => add(person, text).into(),
        },
    }
}

fn open(person: &Person) -> impl Iterator<Item = &str> {
    person
        .objections
        .iter()
        .filter_map(|objection| match objection {
            Objection::Open(text) => Some(text.as_str()),
            Objection::Settled(_) => None,
        })
}

fn settled(person: &Person, open: &[&str], beginning: &str) -> Result<Ready, Problem> {
    let beginning = beginning.to_lowercase();
    let fits = |text: &&&str| text.to_lowercase().starts_with(&beginning);
    let fitting: Vec<&&str> = open.iter().filter(fits).collect();
    match fitting.as_slice() {
        [one] => Ok(settle(person, one)),
        [] if open.is_empty() => Err(Problem(format!("{} has no open objection", person.name))),
        [] => Err(Problem(format!(
            "none begins so; open: {}",
            open.join(", ")
        ))),
        several => Err(Problem(format!(
            "{} begin so; type more of one",
            several.len()
        ))),
    }
}

fn settle(person: &Person, which: &str) -> Ready {
    let settled = person.objections.iter().map(|objection| match objection {
        Objection::Open(text) if text == which => Objection::Settled(text.clone()),
        other => other.clone(),
    });
    ready(person, format!("settled: {which}"), settled.collect())
}

fn add(person: &Person, text: &str) -> Result<Ready, Problem> {
    if open(person).any(|other| other == text) {
        return Err(Problem::new("that one is open already"));
    }
    let mut all = person.objections.clone();
    all.push(Objection::Open(text.to_owned()));
    Ok(ready(person, format!("objects: {text}"), all))
}

fn ready(person: &Person, what: String, all: Vec<Objection>) -> Ready {
    Ready {
        words: format!("{} {what}", person.name),
        said: vec![person.name.clone(), what],
        about: person.id.clone(),
        edits: vec![Edit::SetPerson {
            id: person.id.clone(),
            field: PersonField::Objections(all),
        }],
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{example, said, subject};
    use super::*;

    fn check(who: &str, line: &str, expected: &str) {
        let (board, today) = example();
        let context = Context {
            board: &board,
            today,
        };
        let reading = objection(context, subject(&board, who), line);
        assert_eq!(said(&reading), expected, "{line}");
    }

    #[test]
    fn text_adds_an_objection_and_nothing_settles_the_open_one() {
        check("dana", "Too early", "Dana Ortiz objects: Too early");
        check(
            "jonas",
            "",
            "Jonas Lind settled: We would build it better ourselves",
        );
        check(
            "jonas",
            "-we w",
            "Jonas Lind settled: We would build it better ourselves",
        );
        check(
            "jonas",
            "-xyz",
            "! none begins so; open: We would build it better ourselves",
        );
        check(
            "dana",
            "",
            "? what Dana Ortiz holds against it, in their words",
        );
    }
}
