//! One field changed: `power 4`, `title CRO`, `boss sam`, `dept marketing`.
//!
//! A field without a value says what it is now and what it may be; `-` empties it.

use super::dates::{self, Toward};
use super::destination::destination;
use super::find::{find_person, find_rung, find_word};
use super::influence::name_of;
use super::person::{EVERY, HEADCOUNT, check_onside, level};
use super::words::first_word;
use super::{ALREADY, Context, Problem, Reading, Ready, number, unquoted};
use crate::model::{Edit, Id, Person, PersonField, Stance};

/// The fields of a person.
pub(super) const PERSON: [&str; 16] = [
    "name",
    "title",
    "dept",
    "stance",
    "target",
    "power",
    "interest",
    "headcount",
    "onside",
    "cares",
    "boss",
    "clash",
    "every",
    "left",
    "tag",
    "note",
];

/// Reads a change of one of the fields of `person`. A rung is no field here: the caller moves.
pub fn person_field(context: Context<'_>, person: &Person, line: &str) -> Reading {
    let (field, value) = match chosen(&person.name, &PERSON, line) {
        Ok(chosen) => chosen,
        Err(reading) => return reading,
    };
    // A text that is opened to be changed says what it is until it is changed.
    if value.is_empty() || text_of(person, field) == Some(&*unquoted(value)) {
        return Reading::Hint(now(context, person, field));
    }
    change(context, person, field, value).into()
}

/// Reads which of `fields` of something called `name` a line is about, with the value behind
/// it, which may be missing; an empty line lists them all.
pub(super) fn chosen<'a>(
    name: &str,
    fields: &[&'static str],
    line: &'a str,
) -> Result<(&'static str, &'a str), Reading> {
    let (word, value) = first_word(line);
    if word.is_empty() {
        return Err(Reading::Hint(format!("{name}: {}", fields.join(" "))));
    }
    let field = find_word(word, fields, "field");
    let field = field.map_err(|problem| Reading::from(Err(problem)))?;
    Ok((field, value))
}

/// Returns what a field says that is text alone; such a line is opened with it.
pub fn text_of<'a>(person: &'a Person, field: &str) -> Option<&'a str> {
    match field {
        "name" => Some(&person.name),
        "title" => Some(&person.title),
        "cares" => Some(&person.cares_about),
        "note" => Some(&person.note),
        _ => None,
    }
}

/// What clears a field, told behind what it is now.
const CLEARS: &str = "; - empties it";

/// Says what a field is and what it may be.
fn now(context: Context<'_>, person: &Person, field: &str) -> String {
    match field {
        "stance" | "target" | "power" | "interest" => level_now(person, field),
        "headcount" | "onside" | "every" => number_now(person, field),
        "dept" | "boss" | "clash" => others_now(context, person, field),
        "name" => format!("name: {}", or_empty(&person.name)),
        "title" => format!("title: {}{CLEARS}", or_empty(&person.title)),
        "cares" => {
            let now = or_empty(&person.cares_about);
            format!("cares: {now}; what they personally gain{CLEARS}")
        }
        "left" => "left: the day they left: today, fri, 2026-11-20".to_owned(),
        "tag" => {
            let now = or_empty(&person.tags.join(" "));
            format!("tag: {now}; a word adds, -word takes out")
        }
        _ => format!("note: {}{CLEARS}", or_empty(&person.note)),
    }
}

fn or_empty(text: &str) -> String {
    match text {
        "" => "empty now".to_owned(),
        text => format!("now {text}"),
    }
}

fn level_now(person: &Person, field: &str) -> String {
    let rungs = Stance::RUNGS.map(Stance::word).join(" ");
    match field {
        "stance" => format!("stance: now {}; {rungs}", person.stance.in_words()),
        "target" => format!("target: now {}; {rungs}", person.target().word()),
        "power" => format!(
            "power: now {}; 1 to 5, how much they affect the outcome",
            person.power
        ),
        _ => format!(
            "interest: now {}; 1 to 5, how much they care",
            person.interest
        ),
    }
}

fn number_now(person: &Person, field: &str) -> String {
    let headcount = person.headcount;
    match field {
        "headcount" => format!("headcount: now {headcount}; people this row stands for"),
        "onside" => {
            let onside = person.onside.map(|onside| onside.to_string());
            let now = or_empty(&onside.unwrap_or_default());
            format!("onside: {now}; 0 to {headcount}{CLEARS}")
        }
        _ => {
            let days = person.every_days.map(|days| format!("{days} days"));
            let now = or_empty(&days.unwrap_or_default());
            format!("every: {now}; days between contacts{CLEARS}")
        }
    }
}

fn others_now(context: Context<'_>, person: &Person, field: &str) -> String {
    let named = |id: &Id| name_of(context.board, id);
    match field {
        "dept" => {
            let all = context.board.departments.iter().map(|it| it.name.as_str());
            format!("dept: {}, or a new one", all.collect::<Vec<_>>().join(", "))
        }
        "boss" => {
            let boss = person.reports_to.as_ref().map(named);
            let now = or_empty(&boss.unwrap_or_default());
            format!("boss: {now}; a name{CLEARS}")
        }
        _ => {
            let others: Vec<_> = person.clashes_with.iter().map(named).collect();
            let now = or_empty(&others.join(", "));
            format!("clash: {now}; a name adds, -name takes out")
        }
    }
}

/// A field's new value, and how it is told.
struct Change {
    field: PersonField,
    told: String,
}

fn change(
    context: Context<'_>,
    person: &Person,
    field: &'static str,
    value: &str,
) -> Result<Ready, Problem> {
    if field == "dept" {
        return department_of(context, person, value);
    }
    let clears = value == "-";
    let text = if clears {
        String::new()
    } else {
        unquoted(value).into_owned()
    };
    let new = match field {
        "name" | "title" | "cares" | "note" => words(field, text)?,
        "clash" | "tag" => list(context, person, field, value)?,
        _ if clears => cleared(field)?,
        _ => valued(context, person, field, &text)?,
    };
    let mut changed = person.clone();
    changed.set(new.field.clone());
    if changed == *person {
        return Err(Problem(format!("{} is so{ALREADY}", new.told)));
    }
    check_onside(&changed)?;
    let edits = vec![Edit::SetPerson {
        id: person.id.clone(),
        field: new.field,
    }];
    Ok(ready(&person.name, &person.id, new.told, edits))
}

fn words(field: &str, text: String) -> Result<Change, Problem> {
    if field == "name" && text.is_empty() {
        return Err(Problem::new("everybody has a name"));
    }
    let told = if text.is_empty() {
        format!("no {field}")
    } else {
        format!("{field} {text}")
    };
    let field = match field {
        "name" => PersonField::Name(text),
        "title" => PersonField::Title(text),
        "cares" => PersonField::CaresAbout(text),
        _ => PersonField::Note(text),
    };
    Ok(Change { field, told })
}

fn cleared(field: &str) -> Result<Change, Problem> {
    let told = format!("no {field}");
    let field = match field {
        "target" => PersonField::Target(None),
        "onside" => PersonField::Onside(None),
        "boss" => PersonField::ReportsTo(None),
        "every" => PersonField::EveryDays(None),
        "left" => PersonField::Left(None),
        _ => return Err(Problem(format!("{field} can't be empty"))),
    };
    Ok(Change { field, told })
}

fn valued(
    context: Context<'_>,
    person: &Person,
    field: &'static str,
    text: &str,
) -> Result<Change, Problem> {
    let new = match field {
        "stance" => PersonField::Stance(find_rung(text)?),
        "target" => {
            let target = find_rung(text)?;
            let default = person.stance.max(Stance::Supporter);
            PersonField::Target((person.target.is_some() || target != default).then_some(target))
        }
        "power" => PersonField::Power(level(text, "power")?),
        "interest" => PersonField::Interest(level(text, "interest")?),
        "headcount" => PersonField::Headcount(number(text, "headcount", HEADCOUNT)?),
        "onside" => PersonField::Onside(Some(number(text, "onside", (0, HEADCOUNT.1))?)),
        "every" => PersonField::EveryDays(Some(number(text, "every", EVERY)?)),
        "boss" => {
            let boss = find_person(context.board, text)?;
            if boss.id == person.id {
                return Err(Problem::new("nobody is their own boss"));
            }
            let told = format!("boss {}", boss.name);
            let field = PersonField::ReportsTo(Some(boss.id.clone()));
            return Ok(Change { field, told });
        }
        _ => {
            let left = dates::needed(text, context.today, Toward::Past)?;
            PersonField::Left(Some(left))
        }
    };
    let told = match &new {
        PersonField::Stance(stance) | PersonField::Target(Some(stance)) => {
            format!("{field} {}", stance.word())
        }
        _ => format!("{field} {text}"),
    };
    Ok(Change { field: new, told })
}

/// Adds to a list or, behind a `-`, takes out of it.
fn list(
    context: Context<'_>,
    person: &Person,
    field: &'static str,
    value: &str,
) -> Result<Change, Problem> {
    let (value, removes) = match value.strip_prefix('-') {
        Some(value) => (value.trim(), true),
        None => (value, false),
    };
    let told = |name: &str| {
        let no = if removes { "no " } else { "" };
        format!("{no}{field} {name}")
    };
    if field == "tag" {
        let word = value.trim_start_matches('#').to_owned();
        if word.is_empty() {
            return Err(Problem::new("which tag?"));
        }
        let told = told(&word);
        let tags = changed(&person.tags, word, removes);
        let field = PersonField::Tags(tags);
        return Ok(Change { field, told });
    }
    let other = find_person(context.board, &unquoted(value))?;
    if other.id == person.id {
        return Err(Problem::new("nobody clashes with themselves"));
    }
    let told = told(&other.name);
    let field = PersonField::ClashesWith(changed(&person.clashes_with, other.id.clone(), removes));
    Ok(Change { field, told })
}

pub(super) fn changed<T: Clone + PartialEq>(list: &[T], item: T, removes: bool) -> Vec<T> {
    let mut list = list.to_vec();
    if removes {
        list.retain(|each| *each != item);
    } else if !list.contains(&item) {
        list.push(item);
    }
    list
}

fn department_of(context: Context<'_>, person: &Person, value: &str) -> Result<Ready, Problem> {
    let board = context.board;
    let (department, name, new) = destination(context, value)?;
    let seat = board.seat(&person.id);
    let here = seat.and_then(|seat| board.departments.get(seat.department));
    if here.is_some_and(|here| here.id == department) {
        return Err(Problem(format!("{} is in {name}{ALREADY}", person.name)));
    }
    let there = board
        .department_at(&department)
        .and_then(|at| board.departments.get(at));
    let at = there.map_or(0, |there| there.people.len());
    let told = if new.is_some() {
        format!("to new department {name}")
    } else {
        format!("to {name}")
    };
    let mut edits: Vec<Edit> = new.into_iter().collect();
    edits.push(Edit::MovePerson {
        id: person.id.clone(),
        department,
        at,
    });
    Ok(ready(&person.name, &person.id, told, edits))
}

pub(super) fn ready(name: &str, id: &Id, told: String, edits: Vec<Edit>) -> Ready {
    Ready {
        words: format!("{name}: {told}"),
        said: vec![name.to_owned(), told],
        about: id.clone(),
        edits,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{example, said, subject};
    use super::*;

    fn check(line: &str, expected: &str) {
        let (board, today) = example();
        let context = Context {
            board: &board,
            today,
        };
        let reading = person_field(context, subject(&board, "dana"), line);
        assert_eq!(said(&reading), expected, "{line}");
    }

    #[test]
    fn any_field_can_be_changed() {
        check("power 4", "Dana Ortiz: power 4");
        check("ti Chief, Sales", "Dana Ortiz: title Chief, Sales");
        check("target ch", "Dana Ortiz: target Champion");
        check("boss -", "Dana Ortiz: no boss");
        check("clash mei", "Dana Ortiz: clash Mei Tan");
        check("tag #emea", "Dana Ortiz: tag emea");
        check("dept mark", "Dana Ortiz: to Marketing");
        check("dept Field", "Dana Ortiz: to new department Field");
        check("every 30", "Dana Ortiz: every 30");
    }

    #[test]
    fn what_can_not_be_is_said_with_what_can() {
        check("power 7", "! power is 7; it goes from 1 to 5");
        check(
            "power",
            "? power: now 5; 1 to 5, how much they affect the outcome",
        );
        check("power -", "! power can't be empty");
        check("n Dana Ortiz", "! `n` can be name or note");
        check("dept sales", "! Dana Ortiz is in Sales already");
        check("onside 2", "! 2 onside of 1: not more than there are");
        check("power 5", "! power 5 is so already");
    }
}
