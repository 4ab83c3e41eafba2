//! What Tab offers for the word before the cursor: departments, people, plays, rungs, fields.
//!
//! Those that begin with what is typed come first, by id then by name; when none does, the
//! nearest one.

use std::ops::Range;

use super::words::{Mark, Marks, Word, first_word, words};
use super::{
    Context, decision_field, department, department_field, favour, field, filter, influence,
    person, play, play_field, proof, talk,
};
use crate::model::{Department, Person, Stance};
use crate::text::{in_ascii, nearest};

/// Which grammar a line has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grammar {
    /// A new person.
    Person,
    /// A new department.
    Department,
    /// Who listens to whom.
    Influence,
    /// A field of a person.
    PersonField,
    /// A field of a department.
    DepartmentField,
    /// A talk.
    Talk,
    /// A proof.
    Proof,
    /// A favour.
    Favour,
    /// A new play.
    Play,
    /// A field of a play.
    PlayField,
    /// A new decision.
    Decision,
    /// A field of a decision.
    DecisionField,
    /// Somebody, then a rung.
    Move,
    /// A filter.
    Filter,
    /// Text alone.
    Text,
}

/// Words that may stand at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The bytes of the line that one of them replaces.
    pub at: Range<usize>,
    /// The words, the nearest first.
    pub words: Vec<String>,
}

/// A word that may be meant: what is put into the line, and what else it goes by.
struct Choice<'a> {
    word: String,
    name: &'a str,
}

/// Returns what may stand before `cursor`, a byte of `line`; nothing where any text may.
pub fn choices(context: Context<'_>, grammar: Grammar, line: &str, cursor: usize) -> Choices {
    let head = line.get(..cursor).unwrap_or(line);
    let (typed, all) = match grammar {
        Grammar::Person => marked(context, grammar, head, &person::MARKS),
        Grammar::Department => marked(context, grammar, head, &department::MARKS),
        Grammar::Influence => marked(context, grammar, head, &influence::MARKS),
        Grammar::Talk => marked(context, grammar, head, &talk::MARKS),
        Grammar::Favour => marked(context, grammar, head, &favour::MARKS),
        Grammar::PersonField => value(context, head, &field::PERSON),
        Grammar::DepartmentField => value(context, head, &department_field::DEPARTMENT),
        Grammar::Proof => value(context, head, &proof::KINDS),
        Grammar::Play => marked(context, grammar, head, &play::MARKS),
        Grammar::PlayField => value(context, head, &play_field::PLAY),
        Grammar::Decision => voters(context, head),
        Grammar::DecisionField => vote(context, head),
        Grammar::Move => moved(context, head),
        Grammar::Filter => filtered(context, head),
        Grammar::Text => ("", Vec::new()),
    };
    Choices {
        at: head.len() - typed.len()..head.len(),
        words: fitting(typed, &all),
    }
}

/// Keeps those that fit what is typed.
fn fitting(typed: &str, all: &[Choice<'_>]) -> Vec<String> {
    let typed = typed.to_lowercase();
    let by_word = all.iter().filter(|choice| choice.word.starts_with(&typed));
    let mut fitting: Vec<&str> = by_word.map(|choice| choice.word.as_str()).collect();
    for choice in all {
        let name = in_ascii(choice.name).to_lowercase();
        let mut parts = name.split_whitespace();
        if parts.any(|part| part.starts_with(&typed)) && !fitting.contains(&choice.word.as_str()) {
            fitting.push(&choice.word);
        }
    }
    if fitting.is_empty() {
        fitting.extend(nearest(
            &typed,
            all.iter().map(|choice| choice.word.as_str()),
        ));
    }
    fitting.into_iter().map(str::to_owned).collect()
}

/// Returns the word that the cursor is behind, without its mark, and what may stand there.
fn marked<'a>(
    context: Context<'a>,
    grammar: Grammar,
    head: &'a str,
    marks: &Marks,
) -> (&'a str, Vec<Choice<'a>>) {
    let mut words = words(head, marks);
    let touches = |word: &Word<'_>| !word.ends_item && word.start + word.raw.len() == head.len();
    let last = words.pop_if(|word| touches(word));
    let Some(last) = last else {
        return ("", plain(grammar, &words));
    };
    if last.is_quoted {
        return ("", Vec::new());
    }
    let typed = match last.mark {
        Mark::None => last.raw,
        Mark::Sign(sign) => last.raw.strip_prefix(sign).unwrap_or(last.raw),
        Mark::Field(name) => last.raw.get(name.len() + 1..).unwrap_or_default(),
    };
    let all = match last.mark {
        Mark::None => plain(grammar, &words),
        Mark::Sign('@') => departments(context),
        Mark::Sign('#') => Vec::new(),
        Mark::Sign(_) => people(context),
        Mark::Field(name) => behind(context, name),
    };
    (typed, all)
}

/// Returns what may stand without a mark, behind these words.
fn plain<'a>(grammar: Grammar, before: &[Word<'_>]) -> Vec<Choice<'a>> {
    let fields = |fields: &[&str]| -> Vec<Choice<'a>> {
        fields
            .iter()
            .map(|field| choice(format!("{field}:")))
            .collect()
    };
    let commas = before.iter().filter(|word| word.ends_item).count();
    let is_marked = before.iter().any(|word| word.mark != Mark::None);
    match grammar {
        Grammar::Person if is_marked || commas > 1 => {
            let mut all = rungs();
            all.extend(fields(&person::FIELDS));
            all
        }
        Grammar::Department if is_marked || commas > 0 => {
            let mut all = fields(&department::FIELDS);
            all.push(choice("ours".to_owned()));
            all
        }
        Grammar::Talk => {
            let mut all = fields(&talk::FIELDS);
            if before.is_empty() {
                let ways = ["call", "meeting", "message"];
                all.splice(0..0, ways.map(|way| choice(way.to_owned())));
            }
            all
        }
        Grammar::Favour if before.is_empty() => favour::KINDS
            .iter()
            .map(|kind| choice((*kind).to_owned()))
            .collect(),
        Grammar::Favour => fields(&favour::FIELDS),
        Grammar::Play if !before.is_empty() => fields(&play::FIELDS),
        _ => Vec::new(),
    }
}

/// Returns the first word and what may follow it: `target cha`.
fn value<'a>(context: Context<'a>, head: &'a str, first: &[&str]) -> (&'a str, Vec<Choice<'a>>) {
    let begin = head.trim_start();
    let Some((name, value)) = begin.split_once(char::is_whitespace) else {
        return (
            begin,
            first
                .iter()
                .map(|word| choice((*word).to_owned()))
                .collect(),
        );
    };
    let typed = value.trim_start().trim_start_matches('-');
    let fits = |field: &&&str| field.starts_with(&name.to_lowercase());
    let mut fields = first.iter().filter(fits);
    match (fields.next(), fields.next()) {
        (Some(field), None) => (typed, behind(context, field)),
        _ => ("", Vec::new()),
    }
}

/// Returns who may vote, for the word behind the cursor of a new decision.
fn voters<'a>(context: Context<'a>, head: &'a str) -> (&'a str, Vec<Choice<'a>>) {
    let start = head.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let typed = head.get(start..).unwrap_or_default();
    // What is asked for comes first, and is nobody's name.
    if start == 0 || typed.contains(':') {
        return ("", Vec::new());
    }
    let mut all = vec![choice("on:".to_owned())];
    all.extend(people(context).into_iter().map(|person| Choice {
        word: format!("{}:", person.word),
        name: person.name,
    }));
    (typed, all)
}

/// Returns fields of a decision; behind `vote` who votes, behind a name how.
fn vote<'a>(context: Context<'a>, head: &'a str) -> (&'a str, Vec<Choice<'a>>) {
    let words: Vec<&str> = head.split_whitespace().collect();
    let typed = if head.ends_with(char::is_whitespace) {
        ""
    } else {
        words.last().copied().unwrap_or_default()
    };
    let before = words.len() - usize::from(!typed.is_empty());
    let is_vote = words.first().is_some_and(|word| "vote".starts_with(word));
    let all = match before {
        0 => decision_field::DECISION
            .map(|it| choice(it.to_owned()))
            .into(),
        1 if is_vote => people(context),
        2 if is_vote => decision_field::BALLOTS
            .map(|it| choice(it.to_owned()))
            .into(),
        _ => Vec::new(),
    };
    (typed.trim_start_matches('-'), all)
}

/// Returns the last word of a filter, and the fields, states and values it may become.
fn filtered<'a>(context: Context<'a>, head: &'a str) -> (&'a str, Vec<Choice<'a>>) {
    let word = head.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(['-', '!']);
    match word.split_once(':') {
        Some((name, value)) => {
            let value = value.rsplit(',').next().unwrap_or_default();
            (value, behind(context, name))
        }
        None if word.is_empty() => ("", Vec::new()),
        None => {
            let states = filter::STATES.iter().map(|(word, _)| (*word).to_owned());
            let fields = filter::FIELDS.iter().map(|field| format!("{field}:"));
            (word, states.chain(fields).map(choice).collect())
        }
    }
}

fn moved<'a>(context: Context<'a>, head: &'a str) -> (&'a str, Vec<Choice<'a>>) {
    let begin = head.trim_start();
    match begin.split_once(char::is_whitespace) {
        None => (begin, people(context)),
        Some((_, rest)) => (first_word(rest).0, rungs()),
    }
}

/// Returns the values of a field, or of an unambiguous beginning of one.
fn behind<'a>(context: Context<'a>, name: &str) -> Vec<Choice<'a>> {
    let name = name.to_lowercase();
    let is = |field: &str| name.len() > 1 && field.starts_with(&name);
    if is("target") || is("stance") {
        rungs()
    } else if is("boss") || is("clash") || is("via") || is("with") {
        people(context)
    } else if is("status") {
        play::STATUSES.map(|word| choice(word.to_owned())).into()
    } else if is("play") {
        let plays = context.board.plays.iter();
        plays.map(|play| choice(play.id.to_string())).collect()
    } else if is("dept") {
        departments(context)
    } else if is("ours") {
        ["yes", "no"].map(|word| choice(word.to_owned())).into()
    } else {
        Vec::new()
    }
}

fn choice<'a>(word: String) -> Choice<'a> {
    Choice { word, name: "" }
}

fn rungs<'a>() -> Vec<Choice<'a>> {
    Stance::RUNGS
        .map(|rung| choice(rung.word().to_lowercase()))
        .into()
}

fn people(context: Context<'_>) -> Vec<Choice<'_>> {
    let people = context.board.people().map(|(_, person)| &**person);
    let present = people.filter(|person| !person.has_left());
    present
        .map(|Person { id, name, .. }| Choice {
            word: id.to_string(),
            name,
        })
        .collect()
}

fn departments(context: Context<'_>) -> Vec<Choice<'_>> {
    let departments = context.board.departments.iter();
    departments
        .map(|Department { id, name, .. }| Choice {
            word: id.to_string(),
            name,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::example;
    use super::*;

    fn check(grammar: Grammar, line: &str, expected: &[&str]) {
        let (board, today) = example();
        let context = Context {
            board: &board,
            today,
        };
        let found = choices(context, grammar, line, line.len());
        assert_eq!(found.words, expected, "{line}");
        assert_eq!(found.at.end, line.len());
        assert!(line.is_char_boundary(found.at.start));
    }

    #[test]
    fn marks_offer_departments_people_and_rungs() {
        check(Grammar::Person, "Dana, VP @ma", &["marketing"]);
        check(
            Grammar::Person,
            "Dana, VP @x target:s",
            &["skeptic", "supporter"],
        );
        check(Grammar::Person, "Dana, VP @x <whit", &["sam"]);
        check(Grammar::Person, "Dana, VP @x bo", &["boss:"]);
        check(Grammar::Influence, "<sam >me", &["mei"]);
        check(Grammar::Talk, "Liked it play:ta", &["tag-the-calls"]);
        check(Grammar::Talk, "ca", &["call"]);
        check(Grammar::Favour, "g", &["gave", "got"]);
        check(Grammar::PersonField, "pow", &["power"]);
        check(Grammar::PersonField, "dept le", &["legal"]);
        check(Grammar::Move, "sam su", &["supporter"]);
    }

    #[test]
    fn names_titles_and_notes_offer_nothing() {
        check(Grammar::Person, "Sam", &[]);
        check(Grammar::Person, "Dana, s", &[]);
        check(Grammar::Text, "Too e", &[]);
        check(Grammar::Person, "Dana @\"Sa", &[]);
    }

    #[test]
    fn a_slip_offers_the_nearest() {
        check(Grammar::Person, "Dana @slaes", &["sales"]);
    }
}
