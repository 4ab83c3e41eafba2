//! The filter's language: `sam due power>=4 -dept:sales #emea`, read as tests that all must hold.
//!
//! Plain words are found in name, title, department and tags, loosely and in smart case; a text
//! in quotes to the letter. Promises: pure; what is not understood is said in words, with what is
//! allowed. What it costs to apply one is `finder`'s.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};

use super::find::{find_rung, find_word};
use super::words::{Fields, Mark, Marks, Word, next_word};
use super::{Problem, listed, number};
use crate::model::{Board, Stance};

const MARKS: Marks = Marks {
    signs: "#",
    fields: Fields::Any,
    commas: false,
};

/// What stands before a colon or a comparison.
pub(super) const FIELDS: [&str; 8] = [
    "stance",
    "dept",
    "target",
    "tag",
    "power",
    "interest",
    "gap",
    "headcount",
];

/// A field as it is typed.
const EXAMPLES: [&str; 8] = [
    "stance:skeptic",
    "dept:sales",
    "target:champion",
    "tag:emea",
    "power>=4",
    "interest<3",
    "gap>1",
    "headcount>5",
];

/// What may be typed, in one line.
const HINT: &str = "name, rung, due, owed, asked, objects, unproven, #tag dept:sales power>4 gap>1";

/// Words that ask for a state, each with what it means.
pub(super) const STATES: [(&str, State); 11] = [
    ("due", State::Due),
    ("met", State::Met),
    ("not-met", State::NotMet),
    ("onside", State::Onside),
    ("unproven", State::Unproven),
    ("objects", State::Objects),
    ("asked", State::Asked),
    ("owed", State::Owed),
    ("executive", State::Executive),
    ("team", State::Team),
    ("ours", State::Ours),
];

/// A state somebody is in or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Due,
    Met,
    NotMet,
    Onside,
    Unproven,
    Objects,
    Asked,
    Owed,
    Executive,
    Team,
    Ours,
}

/// A number of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figure {
    Power,
    Interest,
    /// How many rungs there are to go.
    Gap,
    Headcount,
    /// The rung today, and the one to reach, counted from 1 (Blocker) to 6 (Lobbyist).
    Stance,
    Target,
}

/// How a number is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

impl Comparison {
    /// Says whether `left` stands so to `right`.
    pub(super) fn holds(self, left: i64, right: i64) -> bool {
        match self {
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Equal => left == right,
            Self::AtLeast => left >= right,
            Self::More => left > right,
        }
    }
}

/// A word that is looked for, to the letter and loosely.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Needle {
    /// The letters in one piece.
    pub whole: Atom,
    /// The letters in order; `None` for a text in quotes.
    pub loose: Option<Atom>,
    /// What a loose find must score: letters strewn over a long title are no find.
    pub least: u16,
}

/// What is asked of somebody.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test {
    /// Name, title, department or a tag has this.
    Text(Needle),
    /// The department's id or a word of its name begins with one of these.
    Department(Vec<String>),
    /// One of the tags begins so.
    Tag(String),
    /// Stands at this rung, whose word it is, or has the word as text.
    Rung(Stance, Needle),
    /// Stands at one of these.
    Stance(Vec<Stance>),
    /// Shall come to one of these.
    Target(Vec<Stance>),
    /// A number compares so.
    Figure(Figure, Comparison, i64),
    /// Is in this state.
    State(State),
}

/// Returns what may be typed, in one line.
pub fn hint() -> &'static str {
    HINT
}

/// A filter that is understood. All its tests must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    text: String,
    /// Each test with whether it must hold.
    pub(super) tests: Vec<(bool, Test)>,
}

impl Filter {
    /// Reads what is typed; `None` for nothing.
    pub fn read(board: &Board, text: &str) -> Result<Option<Self>, Problem> {
        let mut tests = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let bare = rest.trim_start().trim_start_matches(['-', '!']);
            let is_wished = bare.len() == rest.trim_start().len();
            let Some((word, behind)) = next_word(text.trim(), bare, &MARKS) else {
                return Err(Problem::new("what shall not be follows `-`: -dept:sales"));
            };
            tests.push((is_wished, test(board, &word)?));
            rest = behind.trim_start();
        }
        let text = text.trim().to_owned();
        Ok((!tests.is_empty()).then_some(Self { text, tests }))
    }

    /// Returns what was typed.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Returns what stands before a last word that may become a field or a state, with what it may
/// become: while `power` is typed, nobody shall vanish who is no power.
pub fn before_field(text: &str) -> Option<(&str, &'static str)> {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let before = text.get(..text.len() - last.len())?;
    let typed = last.trim_start_matches(['-', '!']);
    let states = STATES.iter().map(|(word, _)| *word);
    let mut known = EXAMPLES.into_iter().chain(states);
    let is_begun = |it: &&str| !typed.is_empty() && it.starts_with(typed) && *it != typed;
    let known = known.find(is_begun)?;
    Some((before, known))
}

fn test(board: &Board, word: &Word<'_>) -> Result<Test, Problem> {
    let text = &*word.text;
    match word.mark {
        Mark::Sign(_) => Ok(Test::Tag(text.to_lowercase())),
        Mark::Field(name) => field(board, find_word(name, &FIELDS, "field")?, text),
        Mark::None if word.is_quoted => Ok(Test::Text(needle(text, true))),
        Mark::None => {
            if let Some((name, comparison, value)) = compared(text) {
                return figure(find_word(name, &FIELDS, "field")?, comparison, value);
            }
            let state = STATES
                .iter()
                .find(|(word, _)| word.eq_ignore_ascii_case(text));
            Ok(match state {
                Some((_, state)) => Test::State(*state),
                None => match rung_called(text) {
                    Some(rung) => Test::Rung(rung, needle(text, false)),
                    None => Test::Text(needle(text, false)),
                },
            })
        }
    }
}

/// Returns the rung whose whole word this is: a beginning may be of anything.
fn rung_called(word: &str) -> Option<Stance> {
    let mut rungs = Stance::RUNGS.into_iter();
    rungs.find(|rung| rung.word().eq_ignore_ascii_case(word))
}

/// Splits `power>=4` before and behind its comparison.
fn compared(text: &str) -> Option<(&str, Comparison, &str)> {
    let at = text.find(['<', '>', '='])?;
    let (name, rest) = text.split_at(at);
    if name.is_empty() {
        return None;
    }
    let (comparison, value) = operator(rest);
    Some((name, comparison, value))
}

/// Takes a comparison off the beginning; without one it is equality.
fn operator(text: &str) -> (Comparison, &str) {
    let known = [
        (">=", Comparison::AtLeast),
        ("<=", Comparison::AtMost),
        (">", Comparison::More),
        ("<", Comparison::Less),
        ("=", Comparison::Equal),
    ];
    let found = known
        .iter()
        .find_map(|(sign, comparison)| Some((*comparison, text.strip_prefix(sign)?)));
    found.unwrap_or((Comparison::Equal, text))
}

fn field(board: &Board, name: &str, value: &str) -> Result<Test, Problem> {
    match name {
        "dept" => departments(board, value),
        "tag" => Ok(Test::Tag(value.to_lowercase())),
        "stance" if !value.starts_with(['<', '>', '=']) => rungs(value).map(Test::Stance),
        "target" if !value.starts_with(['<', '>', '=']) => rungs(value).map(Test::Target),
        _ => {
            let (comparison, value) = operator(value);
            figure(name, comparison, value)
        }
    }
}

fn rungs(value: &str) -> Result<Vec<Stance>, Problem> {
    value.split(',').map(find_rung).collect()
}

/// Reads departments by their beginnings; one that no department has is told.
fn departments(board: &Board, value: &str) -> Result<Test, Problem> {
    let words: Vec<String> = value.split(',').map(str::to_lowercase).collect();
    let unknown = words.iter().find(|word| {
        let mut departments = board.departments.iter();
        !departments.any(|it| begins(&it.id, &it.name, word))
    });
    match unknown {
        None => Ok(Test::Department(words)),
        Some(word) => {
            let ids = board.departments.iter().map(|it| it.id.to_string());
            let ids = listed(&ids.collect::<Vec<_>>(), "and");
            Err(Problem(format!(
                "no department is `{word}`; there is {ids}"
            )))
        }
    }
}

/// Says whether an id or a word of a name begins with `word`, which is lower case.
pub(super) fn begins(id: &str, name: &str, word: &str) -> bool {
    let name = name.to_lowercase();
    id.starts_with(word)
        || name.starts_with(word)
        || name.split_whitespace().any(|part| part.starts_with(word))
}

fn figure(name: &str, comparison: Comparison, value: &str) -> Result<Test, Problem> {
    let (figure, range) = match name {
        "power" => (Figure::Power, (1, 5)),
        "interest" => (Figure::Interest, (1, 5)),
        "gap" => (Figure::Gap, (0, 5)),
        "headcount" => (Figure::Headcount, (1, 1_000_000)),
        "stance" => return rung(Figure::Stance, comparison, value),
        "target" => return rung(Figure::Target, comparison, value),
        _ => {
            let sentence = format!("`{name}` has no more or less; {name}:… names one");
            return Err(Problem(sentence));
        }
    };
    let value = number(value, name, range)?;
    Ok(Test::Figure(figure, comparison, i64::from(value)))
}

fn rung(figure: Figure, comparison: Comparison, value: &str) -> Result<Test, Problem> {
    let rung = find_rung(value)?;
    Ok(Test::Figure(figure, comparison, rung_number(rung)))
}

/// Returns a rung as the board's columns count it, 1 (Blocker) to 6 (Lobbyist).
pub(super) fn rung_number(stance: Stance) -> i64 {
    i64::try_from(stance.place()).unwrap_or(0) + 1
}

fn needle(text: &str, is_quoted: bool) -> Needle {
    let atom = |kind| {
        let (case, normal) = (CaseMatching::Smart, Normalization::Smart);
        Atom::new(text, case, normal, kind, false)
    };
    let letters = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
    Needle {
        whole: atom(AtomKind::Substring),
        // One letter in order is the letter itself.
        loose: (!is_quoted && letters > 1).then(|| atom(AtomKind::Fuzzy)),
        least: letters.saturating_mul(LEAST_A_LETTER),
    }
}

/// What each letter must score on average in a loose find. A letter alone scores 16, more
/// beside the one before it or where a word begins, less behind a gap.
const LEAST_A_LETTER: u16 = 19;
