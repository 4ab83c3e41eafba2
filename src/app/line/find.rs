//! Who or what is meant by a word: exactly, or by any unambiguous beginning.
//!
//! Ids come before names, whole ones before beginnings, the beginning of a name before that of
//! a later word in it. Case and accents do not matter.

use super::{Context, Problem, listed};
use crate::model::{Board, Department, Person, Play, Stance};
use crate::text::{in_ascii, nearest};

/// What a word leads to.
pub(super) enum Found<T> {
    /// This one.
    One(T),
    /// Nothing.
    None,
    /// Several, by name.
    Several(Vec<String>),
}

/// How well a word fits an id and a name, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Id,
    Name,
    Beginning,
    Inside,
}

/// Says how well `word` fits; `word` is lower case.
fn fit(word: &str, id: &str, name: &str) -> Option<Fit> {
    if id == word {
        return Some(Fit::Id);
    }
    let name = lower(name);
    let plain = in_ascii(&name);
    let forms = [name.as_str(), &plain];
    // A name without ASCII letters would become question marks.
    let forms = forms.into_iter().take(if word.is_ascii() { 2 } else { 1 });
    let by_name = forms.filter_map(|name| {
        if name == word {
            Some(Fit::Name)
        } else if name.starts_with(word) {
            Some(Fit::Beginning)
        } else {
            let mut words = name.split(|char: char| !char.is_alphanumeric());
            words
                .any(|part| part.starts_with(word))
                .then_some(Fit::Inside)
        }
    });
    let by_id = id.starts_with(word).then_some(Fit::Beginning);
    by_name.chain(by_id).min()
}

/// Returns all that a word may be the beginning of to mean somebody: what `fit` looks at.
pub(super) fn beginnings(id: &str, name: &str) -> Vec<String> {
    let name = lower(name);
    let plain = in_ascii(&name).into_owned();
    let mut all = vec![id.to_owned()];
    for name in [name, plain] {
        let words = name.split(|char: char| !char.is_alphanumeric());
        all.extend(words.filter(|word| !word.is_empty()).map(str::to_owned));
        all.push(name);
    }
    all
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// Returns what `word` means among records with an id and a name.
fn among<'a, T>(
    word: &str,
    all: impl Iterator<Item = &'a T>,
    called: impl Fn(&T) -> (&str, &str),
) -> Found<&'a T> {
    let word = lower(word.trim());
    if word.is_empty() {
        return Found::None;
    }
    let mut best: Option<Fit> = None;
    let mut found: Vec<&T> = Vec::new();
    for each in all {
        let (id, name) = called(each);
        let Some(fit) = fit(&word, id, name) else {
            continue;
        };
        if best.is_none_or(|best| fit < best) {
            best = Some(fit);
            found.clear();
        }
        if best == Some(fit) {
            found.push(each);
        }
    }
    match found.as_slice() {
        [] => Found::None,
        [one] => Found::One(one),
        several => Found::Several(
            several
                .iter()
                .map(|each| called(each).1.to_owned())
                .collect(),
        ),
    }
}

fn ambiguous(word: &str, names: &[String]) -> Problem {
    let more = names.len().saturating_sub(4);
    let mut shown: Vec<String> = names.iter().take(4).cloned().collect();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    Problem(format!("`{word}` can be {}", listed(&shown, "or")))
}

/// Returns the person a word means, among those who have not left.
pub fn find_person<'a>(board: &'a Board, word: &str) -> Result<&'a Person, Problem> {
    let people = board.people().map(|(_, person)| &**person);
    meant(word, people)?.ok_or_else(|| nobody(board, word, true))
}

/// Returns whom of `people` a word means; it is an error to mean several, or somebody who left.
pub(super) fn meant<'a>(
    word: &str,
    people: impl Iterator<Item = &'a Person> + Clone,
) -> Result<Option<&'a Person>, Problem> {
    let there = people.clone().filter(|person| !person.has_left());
    match among(word, there, called) {
        Found::One(person) => Ok(Some(person)),
        Found::Several(names) => Err(ambiguous(word, &names)),
        Found::None => match among(word, people.filter(|person| person.has_left()), called) {
            Found::One(person) => Err(Problem(format!("{} has left", person.name))),
            _ => Ok(None),
        },
    }
}

fn called(person: &Person) -> (&str, &str) {
    (&person.id, &person.name)
}

/// Says that a word means nobody, and whom it is like if that is asked for.
pub(super) fn nobody(board: &Board, word: &str, is_likened: bool) -> Problem {
    if word.is_empty() {
        return Problem::new("a name is missing");
    }
    let people = board.people().map(|(_, person)| person);
    let people = people.filter(|person| is_likened && !person.has_left());
    let known = people.flat_map(|person| [person.name.as_str(), person.id.as_str()]);
    Problem(match nearest(word, known) {
        Some(like) => format!("nobody is called `{word}`; did you mean {like}?"),
        None => format!("nobody on this board is called `{word}`"),
    })
}

/// Returns the department a word means.
pub(super) fn find_department<'a>(board: &'a Board, word: &str) -> Found<&'a Department> {
    among(word, board.departments.iter(), |department| {
        (department.id.as_str(), &department.name)
    })
}

/// Returns the play a word means.
pub(super) fn find_play<'a>(context: &Context<'a>, word: &str) -> Result<&'a Play, Problem> {
    let plays = &context.board.plays;
    match among(word, plays.iter(), |play| {
        (play.id.as_str(), play.id.as_str())
    }) {
        Found::One(play) => Ok(play),
        Found::Several(names) => Err(ambiguous(word, &names)),
        Found::None if plays.is_empty() => Err(Problem::new("this board has no play yet")),
        Found::None => {
            let ids: Vec<String> = plays.iter().map(|play| play.id.to_string()).collect();
            Err(Problem(format!(
                "no play is called `{word}`; there is {}",
                listed(&ids, "and")
            )))
        }
    }
}

/// Returns the rung a word means; "unknown" is not met yet.
pub fn find_rung(word: &str) -> Result<Stance, Problem> {
    let all = || [Stance::Unknown].into_iter().chain(Stance::RUNGS);
    let typed = lower(word);
    let fits = |stance: &Stance| !typed.is_empty() && lower(stance.word()).starts_with(&typed);
    let fitting: Vec<Stance> = all().filter(fits).collect();
    match fitting.as_slice() {
        [one] => Ok(*one),
        [] => {
            let rungs: Vec<String> = Stance::RUNGS.map(|rung| rung.word().to_owned()).into();
            Err(Problem(format!(
                "`{word}` is no rung; they are {}",
                listed(&rungs, "and")
            )))
        }
        several => {
            let words: Vec<String> = several.iter().map(|it| it.word().to_owned()).collect();
            Err(ambiguous(word, &words))
        }
    }
}

/// Returns the one of `known` that `word` begins, or says which there are.
pub(super) fn find_word(
    word: &str,
    known: &[&'static str],
    what: &str,
) -> Result<&'static str, Problem> {
    let typed = lower(word);
    if let Some(exact) = known.iter().find(|each| **each == typed) {
        return Ok(exact);
    }
    let fits = |each: &&&str| !typed.is_empty() && each.starts_with(&typed);
    let fitting: Vec<&'static str> = known.iter().filter(fits).copied().collect();
    match fitting.as_slice() {
        [one] => Ok(one),
        [] => {
            let known: Vec<String> = known.iter().map(|each| (*each).to_owned()).collect();
            Err(Problem(format!(
                "`{word}` is no {what}; there is {}",
                listed(&known, "and")
            )))
        }
        several => {
            let several: Vec<String> = several.iter().map(|each| (*each).to_owned()).collect();
            Err(ambiguous(word, &several))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, EXAMPLE};

    fn check(word: &str, expected: &str) {
        let document = Document::load(EXAMPLE.as_bytes()).unwrap();
        let found = match find_person(document.board(), word) {
            Ok(person) => person.name.clone(),
            Err(Problem(sentence)) => sentence,
        };
        assert_eq!(found, expected, "{word}");
    }

    #[test]
    fn any_unambiguous_beginning_finds_somebody() {
        check("dana", "Dana Ortiz");
        check("DAN", "Dana Ortiz");
        check("whit", "Sam Whitfield");
        check("bergstrom", "Ola Bergström");
        check("Bergstr\u{f6}", "Ola Bergström");
        check("noor had", "Noor Haddad");
        check("aes", "Account executives");
    }

    #[test]
    fn a_first_name_comes_before_a_last_one_and_the_unknown_is_said() {
        check("o", "Ola Bergström");
        check("danna", "nobody is called `danna`; did you mean dana?");
        check("zzz", "nobody on this board is called `zzz`");
        check("", "a name is missing");
    }

    #[test]
    fn a_rung_is_found_by_its_beginning() {
        assert_eq!(find_rung("sk"), Ok(Stance::Skeptic));
        assert_eq!(find_rung("LOB"), Ok(Stance::Lobbyist));
        assert_eq!(
            find_rung("s").unwrap_err().to_string(),
            "`s` can be Skeptic or Supporter"
        );
    }
}
