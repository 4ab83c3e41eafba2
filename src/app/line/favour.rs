//! Favours both ways, in one line: `ask An intro to Sam by:fri`, `got no`, `promise Numbers`,
//! `kept`, `gave The deck`.

use super::dates::{self, Toward};
use super::find::find_word;
use super::talk::{names, not_in_future, with};
use super::words::{Fields, Mark, Marks, first_word, words};
use super::{Context, Problem, Reading, Ready, unquoted};
use crate::model::{Answer, Date, Edit, Entry, Id, Person, Who};

pub(super) const MARKS: Marks = Marks {
    signs: "",
    fields: Fields::Only(&FIELDS),
    commas: false,
};

pub(super) const FIELDS: [&str; 4] = ["by", "due", "with", "on"];
/// The words a line about a favour begins with.
pub const KINDS: [&str; 5] = ["ask", "promise", "gave", "got", "kept"];

/// Reads a favour asked of `person`, promised or given to them, or the end of one.
pub fn favour(context: Context<'_>, person: &Person, line: &str) -> Reading {
    let (kind, rest) = first_word(line);
    if kind.is_empty() {
        return Reading::Hint(
            "ask … by:fri, promise … by:fri, gave …; or how one ended: got, got no, kept"
                .to_owned(),
        );
    }
    match find_word(kind, &KINDS, "favour") {
        Ok("got") => got(context, person, rest).into(),
        Ok("kept") => kept(context, person, rest).into(),
        Ok(kind) => new(context, person, kind, rest).into(),
        Err(problem) => Err(problem).into(),
    }
}

/// What a line about a new favour says.
struct Favour {
    on: Date,
    who: Vec<Id>,
    due: Option<Date>,
    what: String,
}

fn parse(context: Context<'_>, person: &Person, rest: &str) -> Result<Favour, Problem> {
    let mut favour = Favour {
        on: context.today,
        who: vec![person.id.clone()],
        due: None,
        what: String::new(),
    };
    let mut what: Vec<&str> = Vec::new();
    for word in words(rest, &MARKS) {
        let today = context.today;
        match word.mark {
            Mark::Field(field) => match field.to_lowercase().as_str() {
                "with" => with(context, &mut favour.who, &word.text)?,
                "on" => favour.on = dates::needed(&word.text, today, Toward::Past)?,
                _ => favour.due = Some(dates::needed(&word.text, today, Toward::Future)?),
            },
            _ => what.push(word.raw),
        }
    }
    not_in_future(favour.on, context.today)?;
    favour.what = unquoted(&what.join(" ")).into_owned();
    Ok(favour)
}

fn new(
    context: Context<'_>,
    person: &Person,
    kind: &'static str,
    rest: &str,
) -> Result<Ready, Problem> {
    let favour = parse(context, person, rest)?;
    let Favour { on, who, due, what } = favour;
    let names = names(context, &who);
    if what.is_empty() {
        return Err(Problem(match kind {
            "ask" => format!("what do you ask of {names}? ask An intro to Sam by:fri"),
            "promise" => format!("what do you promise {names}? promise The numbers by:fri"),
            _ => format!("what did you give {names}? gave The deck"),
        }));
    }
    if kind == "gave" && due.is_some() {
        return Err(Problem::new("what is given has no `by:`; `promise` has"));
    }
    let words = match kind {
        "ask" => format!("Asked {names}: {what}"),
        "promise" => format!("Promised {names}: {what}"),
        _ => format!("Gave {names}: {what}"),
    };
    let mut said = vec![words.clone()];
    if on != context.today {
        said.push(dates::said(on, context.today));
    }
    said.extend(due.map(|due| format!("by {}", dates::said(due, context.today))));
    let who = Who::new(who);
    let entry = match kind {
        "ask" => Entry::Asked {
            on,
            who,
            what,
            due,
            got: None,
        },
        "promise" => Entry::Promised {
            on,
            who,
            what,
            due,
            kept: None,
        },
        _ => Entry::Gave { on, who, what },
    };
    Ok(Ready {
        said,
        words,
        about: person.id.clone(),
        edits: vec![Edit::AddEntry {
            at: context.board.log.len(),
            entry: Box::new(entry),
        }],
    })
}

/// Reads the answer to an ask: yes, or `no`, then the beginning of what was asked.
fn got(context: Context<'_>, person: &Person, rest: &str) -> Result<Ready, Problem> {
    let (first, after) = first_word(rest);
    let (answer, beginning) = match first.to_lowercase().as_str() {
        "no" => (Answer::No, after),
        "yes" => (Answer::Yes, after),
        _ => (Answer::Yes, rest),
    };
    let is_open = |entry: &Entry| matches!(entry, Entry::Asked { got: None, .. });
    let (at, entry) = pick(context, person, is_open, beginning, "ask")?;
    let (mut entry, what) = (entry.clone(), what_of(entry).to_owned());
    if let Entry::Asked { got, .. } = &mut entry {
        *got = Some(answer);
    }
    let words = match answer {
        Answer::Yes => format!("{} said yes: {what}", person.name),
        Answer::No => format!("{} said no: {what}", person.name),
    };
    Ok(ended(person, at, entry, words))
}

/// Reads which promise was kept, today.
fn kept(context: Context<'_>, person: &Person, beginning: &str) -> Result<Ready, Problem> {
    let is_open = |entry: &Entry| matches!(entry, Entry::Promised { kept: None, .. });
    let (at, entry) = pick(context, person, is_open, beginning, "promise")?;
    let (mut entry, what) = (entry.clone(), what_of(entry).to_owned());
    if let Entry::Promised { kept, .. } = &mut entry {
        *kept = Some(context.today);
    }
    Ok(ended(
        person,
        at,
        entry,
        format!("Kept for {}: {what}", person.name),
    ))
}

fn ended(person: &Person, at: usize, entry: Entry, words: String) -> Ready {
    Ready {
        said: vec![words.clone()],
        words,
        about: person.id.clone(),
        edits: vec![Edit::SetEntry {
            at,
            entry: Box::new(entry),
        }],
    }
}

/// Finds the one open favour of `person` that begins so.
fn pick<'a>(
    context: Context<'a>,
    person: &Person,
    is_open: impl Fn(&Entry) -> bool,
    beginning: &str,
    kind: &str,
) -> Result<(usize, &'a Entry), Problem> {
    let log = context.board.log.iter().enumerate();
    let open: Vec<(usize, &Entry)> = log
        .map(|(at, entry)| (at, &**entry))
        .filter(|(_, entry)| entry.names(&person.id) && is_open(entry))
        .collect();
    let beginning = beginning.to_lowercase();
    let fits = |entry: &Entry| what_of(entry).to_lowercase().starts_with(&beginning);
    let fitting: Vec<&(usize, &Entry)> = open.iter().filter(|(_, it)| fits(it)).collect();
    let listed = || {
        let open: Vec<&str> = open.iter().map(|(_, entry)| what_of(entry)).collect();
        open.join(" / ")
    };
    match fitting.as_slice() {
        [(at, entry)] => Ok((*at, entry)),
        [] if open.is_empty() => Err(Problem(format!("{} has no open {kind}", person.name))),
        [] => Err(Problem(format!("no open {kind} begins so: {}", listed()))),
        several => Err(Problem(format!(
            "{} are open, add the first words of one: {}",
            several.len(),
            listed()
        ))),
    }
}

fn what_of(entry: &Entry) -> &str {
    match entry {
        Entry::Asked { what, .. } | Entry::Promised { what, .. } | Entry::Gave { what, .. } => what,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{example, subject, told};
    use super::*;

    fn check(who: &str, line: &str, expected: &str) {
        let (board, today) = example();
        let context = Context {
            board: &board,
            today,
        };
        let reading = favour(context, subject(&board, who), line);
        assert_eq!(told(&reading), expected, "{line}");
    }

    #[test]
    fn favours_are_asked_promised_and_given() {
        check(
            "mei",
            "ask An intro: to Jonas by:fri",
            r#"Asked(on: "2026-11-22", who: ["mei"], what: "An intro: to Jonas", due: Some("2026-11-27"), got: None)"#,
        );
        check(
            "mei",
            "pr The count with:jonas",
            r#"Promised(on: "2026-11-22", who: ["mei", "jonas"], what: "The count", due: None, kept: None)"#,
        );
        check(
            "mei",
            "gave The deck on:yesterday",
            r#"Gave(on: "2026-11-21", who: ["mei"], what: "The deck")"#,
        );
    }

    #[test]
    fn an_ask_ends_with_its_answer_and_a_promise_when_it_is_kept() {
        check(
            "priya",
            "got no",
            r#"Asked(on: "2026-11-18", who: ["priya"], what: "A slot in the January newsletter", due: Some("2026-12-05"), got: Some(No))"#,
        );
        check(
            "dana",
            "kept",
            r#"Promised(on: "2026-11-03", who: ["dana"], what: "A second deal of Northwind's size", due: Some("2026-12-12"), kept: Some("2026-11-22"))"#,
        );
    }

    #[test]
    fn what_can_not_be_is_said() {
        check("mei", "got", "! Mei Tan has no open ask");
        check(
            "priya",
            "got budget",
            "! no open ask begins so: A slot in the January newsletter",
        );
        check(
            "mei",
            "ask",
            "! what do you ask of Mei Tan? ask An intro to Sam by:fri",
        );
        check("mei", "g", "! `g` can be gave or got");
    }
}
