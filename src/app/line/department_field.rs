//! One field of a department changed: `name Field`, `flag -slow`, `metric wins 10 deals`.
//!
//! A field without a value says what it is now and what it may be; `-` empties it.

use super::dates::{self, Toward};
use super::field::{changed, chosen, ready};
use super::find::find_word;
use super::words::first_word;
use super::{Context, Problem, Reading, Ready, unquoted};
use crate::model::{Department, DepartmentField, Edit, Metric};

/// The fields of a department.
pub(super) const DEPARTMENT: [&str; 6] = ["name", "ours", "ideal", "flag", "metric", "reading"];

/// Reads a change of one of the fields of `department`.
pub fn department_field(context: Context<'_>, department: &Department, line: &str) -> Reading {
    let (field, value) = match chosen(&department.name, &DEPARTMENT, line) {
        Ok(chosen) => chosen,
        Err(reading) => return reading,
    };
    if value.is_empty() {
        return Reading::Hint(department_now(department, field));
    }
    change_department(context, department, field, value).into()
}

fn department_now(department: &Department, field: &str) -> String {
    match field {
        "name" => format!("name: now {}", department.name),
        "ours" => "ours: yes or no; our own team carries the message and is not won".to_owned(),
        "ideal" => "ideal: how it goes when the department is onside; - empties it".to_owned(),
        "flag" => "flag: a sign that it is not onside; -its beginning takes one out".to_owned(),
        "metric" => "metric: what is counted, the goal, the unit: wins 10 deals".to_owned(),
        _ => "reading: the metric's number today: 3, or 3 2026-11-20".to_owned(),
    }
}

fn change_department(
    context: Context<'_>,
    department: &Department,
    field: &'static str,
    value: &str,
) -> Result<Ready, Problem> {
    let text = if value == "-" {
        String::new()
    } else {
        unquoted(value).into_owned()
    };
    let mut told = if text.is_empty() {
        format!("no {field}")
    } else {
        format!("{field} {text}")
    };
    let new = match field {
        "name" if text.is_empty() => return Err(Problem::new("every department has a name")),
        "name" => DepartmentField::Name(text),
        "ideal" => DepartmentField::Ideal(text),
        "ours" => match find_word(&text, &["yes", "no"], "answer")? {
            "yes" => DepartmentField::Ours(true),
            _ => DepartmentField::Ours(false),
        },
        "flag" => DepartmentField::RedFlags(flags(department, value)?),
        "metric" if text.is_empty() => DepartmentField::Metric(None),
        "metric" => DepartmentField::Metric(Some(metric(department, &text)?)),
        _ => {
            let metric = reading(context, department, &text)?;
            told = format!("reading {text}");
            DepartmentField::Metric(Some(metric))
        }
    };
    let mut changed = department.clone();
    changed.set(new.clone());
    if changed == *department {
        return Err(Problem(format!("{told} is so already")));
    }
    let id = department.id.clone();
    let edits = vec![Edit::SetDepartment { id, field: new }];
    Ok(ready(&department.name, &department.id, told, edits))
}

fn flags(department: &Department, value: &str) -> Result<Vec<String>, Problem> {
    let Some(beginning) = value.strip_prefix('-') else {
        return Ok(changed(
            &department.red_flags,
            unquoted(value).into_owned(),
            false,
        ));
    };
    let beginning = beginning.trim().to_lowercase();
    let fits = |flag: &&String| flag.to_lowercase().starts_with(&beginning);
    let fitting: Vec<&String> = department.red_flags.iter().filter(fits).collect();
    match fitting.as_slice() {
        [one] => Ok(changed(&department.red_flags, (*one).clone(), true)),
        [] => Err(Problem::new("no red flag begins so")),
        several => Err(Problem(format!("{} red flags begin so", several.len()))),
    }
}

/// Reads `wins 10 deals`: words, a number, words. Readings stay.
fn metric(department: &Department, text: &str) -> Result<Metric, Problem> {
    let is_number = |word: &&str| finite(word).is_some();
    let mut words = text.split_whitespace();
    let mut metric = Metric {
        readings: department
            .metric
            .iter()
            .flat_map(|it| it.readings.clone())
            .collect(),
        ..Metric::default()
    };
    let mut measure = Vec::new();
    for word in words.by_ref() {
        if is_number(&word) {
            metric.goal = finite(word);
            break;
        }
        measure.push(word);
    }
    metric.measure = measure.join(" ");
    metric.unit = words.collect::<Vec<_>>().join(" ");
    if metric.measure.is_empty() {
        return Err(Problem::new("what is counted comes first: wins 10 deals"));
    }
    Ok(metric)
}

fn reading(context: Context<'_>, department: &Department, text: &str) -> Result<Metric, Problem> {
    let Some(mut metric) = department.metric.clone() else {
        return Err(Problem::new(
            "there is no metric to read yet: `c metric wins 10 deals`",
        ));
    };
    let (word, day) = first_word(text);
    let value = finite(word).ok_or_else(|| Problem(format!("`{word}` is no number")))?;
    let day = if day.is_empty() { "today" } else { day };
    let day = dates::needed(day, context.today, Toward::Past)?;
    metric.readings.retain(|(date, _)| *date != day);
    metric.readings.push((day, value));
    Ok(metric)
}

fn finite(word: &str) -> Option<f64> {
    let is_plain = word
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b".-".contains(&byte));
    word.parse()
        .ok()
        .filter(|number: &f64| is_plain && number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{example, said};
    use super::*;

    fn check_department(line: &str, expected: &str) {
        let (board, today) = example();
        let context = Context {
            board: &board,
            today,
        };
        let reading = department_field(context, &board.departments[0], line);
        assert_eq!(said(&reading), expected, "{line}");
    }

    #[test]
    fn a_department_has_its_own_fields() {
        check_department("ideal Warm leads", "Sales: ideal Warm leads");
        check_department(
            "metric won deals 12 a year",
            "Sales: metric won deals 12 a year",
        );
        check_department("reading 3", "Sales: reading 3");
        check_department("flag -sees", "Sales: flag -sees");
        check_department("ours yes", "Sales: ours yes");
        check_department(
            "ours perhaps",
            "! `perhaps` is no answer; there is yes and no",
        );
    }
}
