//! Who listens to whom, in one line: `<sam! >aes~ -noor`.
//!
//! `<sam`: this person listens to Sam; `>aes`: the account executives listen to this person;
//! `!` strongly, `~` weakly; `-sam` takes out what is there between the two.

use std::collections::BTreeMap;

use super::find::find_person;
use super::words::{Fields, Mark, Marks, Word, words};
use super::{Context, Problem, Reading, Ready};
use crate::model::{Board, Edit, Id, Person, PersonField, Strength, Tie};

pub(super) const MARKS: Marks = Marks {
    signs: "<>-",
    fields: Fields::Only(&[]),
    commas: true,
};

/// Somebody at the other end of a tie, and how strong it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heard {
    /// Who.
    pub id: Id,
    /// How much.
    pub strength: Strength,
}

impl Heard {
    /// Returns the tie to them.
    pub fn tie(&self) -> Tie {
        Tie {
            to: self.id.clone(),
            strength: self.strength,
        }
    }
}

/// Reads the person and the strength of a marked word: `<sam!`.
pub(super) fn tie(board: &Board, word: &Word<'_>) -> Result<Heard, Problem> {
    let ends_in = |text: &str, sign: char| text.strip_suffix(sign).map(str::to_owned);
    let (text, strength) = if word.is_quoted {
        let strength = match word.tail {
            "!" => Strength::Strong,
            "~" => Strength::Weak,
            _ => Strength::Medium,
        };
        (word.text.to_string(), strength)
    } else if let Some(text) = ends_in(&word.text, '!') {
        (text, Strength::Strong)
    } else if let Some(text) = ends_in(&word.text, '~') {
        (text, Strength::Weak)
    } else {
        (word.text.to_string(), Strength::Medium)
    };
    let id = find_person(board, &text)?.id.clone();
    Ok(Heard { id, strength })
}

/// Puts a tie into a list, in place of an earlier one with the same person.
pub(super) fn set(list: &mut Vec<Heard>, new: Heard) {
    match list.iter_mut().find(|each| each.id == new.id) {
        Some(known) => *known = new,
        None => list.push(new),
    }
}

/// Returns the edits that make others listen to `id`.
pub(super) fn hearing<'a>(
    person: impl Fn(&Id) -> Option<&'a Person>,
    id: &Id,
    heard: &[Heard],
) -> Vec<Edit> {
    let edit = |each: &Heard| {
        let other = person(&each.id)?;
        let tie = Tie {
            to: id.clone(),
            strength: each.strength,
        };
        Some(listens_to(&each.id, with(&other.listens_to, tie)))
    };
    heard.iter().filter_map(edit).collect()
}

/// Reads what changes between the person called `id` and others.
pub fn influence(context: Context<'_>, person: &Person, line: &str) -> Reading {
    if line.trim().is_empty() {
        let ties = person.listens_to.iter();
        let ties: Vec<String> = ties.map(|tie| tie_in_words(context.board, tie)).collect();
        let now = match ties.as_slice() {
            [] => "nobody".to_owned(),
            ties => ties.join(", "),
        };
        return Reading::Hint(format!(
            "<sam listens to, >sam is heard by, ! strong, ~ weak, -sam ends it; now: {now}"
        ));
    }
    read(context, person, line).into()
}

fn read(context: Context<'_>, subject: &Person, line: &str) -> Result<Ready, Problem> {
    let board = context.board;
    let mut own = subject.listens_to.clone();
    let mut others = BTreeMap::new();
    let mut said = vec![subject.name.clone()];
    for word in words(line, &MARKS) {
        let Mark::Sign(sign) = word.mark else {
            return Err(Problem(format!(
                "`{0}` needs a sign: <{0} listens to, >{0} is heard by, -{0} not any more",
                word.raw
            )));
        };
        let heard = tie(board, &word)?;
        let name = name_of(board, &heard.id);
        if heard.id == subject.id {
            return Err(Problem(format!("{name} can't listen to themselves")));
        }
        match sign {
            '<' => {
                own = with(&own, heard.tie());
                said.push(format!("listens to {}", tie_in_words(board, &heard.tie())));
            }
            '>' => {
                let ties = ties_of(board, &mut others, &heard.id);
                let to = subject.id.clone();
                let strength = heard.strength;
                *ties = with(ties, Tie { to, strength });
                said.push(format!("is heard by {}", tie_in_words(board, &heard.tie())));
            }
            _ if own.iter().any(|tie| tie.to == heard.id) => {
                own.retain(|tie| tie.to != heard.id);
                said.push(format!("no longer listens to {name}"));
            }
            _ => {
                let ties = ties_of(board, &mut others, &heard.id);
                let before = ties.len();
                ties.retain(|tie| tie.to != subject.id);
                if ties.len() == before {
                    return Err(nothing_between(subject, &heard.id, &name));
                }
                said.push(format!("is no longer heard by {name}"));
            }
        }
    }
    // Of those about whom nothing is new nothing is written.
    let all = std::iter::once((subject.id.clone(), own)).chain(others);
    let changed =
        all.filter(|(id, ties)| person(board, id).is_some_and(|person| person.listens_to != *ties));
    let edits: Vec<Edit> = changed.map(|(id, ties)| listens_to(&id, ties)).collect();
    if edits.is_empty() {
        return Err(Problem::new("that is so already"));
    }
    Ok(Ready {
        words: told(&said),
        said,
        about: subject.id.clone(),
        edits,
    })
}

/// "Dana Ortiz listens to Noor Haddad, is heard by Sam".
fn told(said: &[String]) -> String {
    match said {
        [name, rest @ ..] => format!("{name} {}", rest.join(", ")),
        [] => String::new(),
    }
}

fn nothing_between(subject: &Person, id: &Id, name: &str) -> Problem {
    if subject.reports_to.as_ref() == Some(id) {
        return Problem(format!(
            "{name} is the boss, who is listened to: `c boss -` ends that"
        ));
    }
    Problem(format!(
        "neither {} nor {name} listens to the other",
        subject.name
    ))
}

/// Returns what `id` listens to as far as this line has come.
fn ties_of<'a>(board: &Board, others: &'a mut BTreeMap<Id, Vec<Tie>>, id: &Id) -> &'a mut Vec<Tie> {
    let ties = || person(board, id).map(|person| person.listens_to.clone());
    let known = others.entry(id.clone());
    known.or_insert_with(|| ties().unwrap_or_default())
}

/// Returns `ties` with `new`, in its old place if it was there.
fn with(ties: &[Tie], new: Tie) -> Vec<Tie> {
    let mut ties = ties.to_vec();
    match ties.iter_mut().find(|tie| tie.to == new.to) {
        Some(known) => *known = new,
        None => ties.push(new),
    }
    ties
}

fn listens_to(id: &Id, ties: Vec<Tie>) -> Edit {
    Edit::SetPerson {
        id: id.clone(),
        field: PersonField::ListensTo(ties),
    }
}

pub(super) fn person<'a>(board: &'a Board, id: &Id) -> Option<&'a Person> {
    let seat = board.seat(id)?;
    board.person(seat).map(|person| &**person)
}

/// Returns what somebody is called.
pub(super) fn name_of(board: &Board, id: &Id) -> String {
    person(board, id).map_or_else(|| id.to_string(), |person| person.name.clone())
}

/// Returns the first name of somebody, or the whole one where another begins like it.
fn first_name(board: &Board, id: &Id) -> String {
    let name = name_of(board, id);
    let first = name.split_whitespace().next().unwrap_or_default();
    let begins = |person: &Person| person.name.split_whitespace().next() == Some(first);
    let alike = board.people().filter(|(_, person)| begins(person)).take(2);
    if alike.count() > 1 {
        name
    } else {
        first.to_owned()
    }
}

/// Returns a tie as "Sam (strong)".
pub(super) fn tie_in_words(board: &Board, tie: &Tie) -> String {
    let name = first_name(board, &tie.to);
    match tie.strength {
        Strength::Strong => format!("{name} (strong)"),
        Strength::Medium => name,
        Strength::Weak => format!("{name} (weak)"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{said, subject};
    use super::*;

    fn check(line: &str, expected: &str) {
        let (board, today) = super::super::tests::example();
        let context = Context {
            board: &board,
            today,
        };
        let reading = influence(context, subject(&board, "dana"), line);
        assert_eq!(said(&reading), expected, "{line}");
    }

    #[test]
    fn ties_are_made_both_ways_and_taken_out() {
        check(
            "<mei! >ruth~",
            "Dana Ortiz listens to Mei (strong), is heard by Ruth (weak)",
        );
        check("-sam", "Dana Ortiz no longer listens to Sam Whitfield");
        check("<sam~", "Dana Ortiz listens to Sam (weak)");
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        check("<dana", "! Dana Ortiz can't listen to themselves");
        check("<sam!", "! that is so already");
        check(
            "-mei",
            "! neither Dana Ortiz nor Mei Tan listens to the other",
        );
        check(
            "sam",
            "! `sam` needs a sign: <sam listens to, >sam is heard by, -sam not any more",
        );
    }
}
