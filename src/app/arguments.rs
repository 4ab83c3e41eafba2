//! Words behind a command's name: `talked dana call Liked it`, `vote sam yes`, `add Lea Roth`.
//!
//! Promises: whom or what a line is about stands first in it, or is what the cursor is on; where
//! it is neither, it is asked for. Leaves what the line says to `line`.

use super::fuzzy::Letters;
use super::line::{find_person, first_word};
use super::{App, Asking, Live};
use crate::layout::Target;
use crate::model::Id;

/// How many commands, or people, the second line lists.
pub(super) const LISTED: usize = 12;

type OfPerson = fn(Id) -> Asking;

/// Commands that take a line about a person, and the line about all who are marked.
const OF_A_PERSON: [(&str, OfPerson, Option<Asking>); 6] = [
    ("influence", Asking::Influence, None),
    ("change", Asking::PersonField, Some(Asking::ChangeAll)),
    ("objection", Asking::Objection, None),
    ("talked", Asking::Talk, Some(Asking::TalkAll)),
    ("proof", Asking::Proof, None),
    ("favour", Asking::Favour, Some(Asking::FavourAll)),
];

/// Says whether the command called `name` takes a line about a person.
pub(super) fn is_about_a_person(name: &str) -> bool {
    OF_A_PERSON.iter().any(|(taker, ..)| *taker == name)
}

/// Returns what stands behind a command's name, if the line begins with that.
fn behind<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.strip_prefix(name)?.strip_prefix(' ')
}

/// Finds what a line behind a command's name is about, with that line behind its name: `talked call Liked it`, or
/// with whom it is about first: `talked dana call Liked it`.
pub(super) fn of<'a>(app: &App, text: &'a str) -> Option<(Asking, &'a str)> {
    let rest_of = |name: &str| behind(text, name);
    let plain = [
        ("add department", Asking::Department),
        ("add play", Asking::Play),
        ("add decision", Asking::Decision),
        ("add", Asking::Person),
    ];
    for (name, asking) in plain {
        if let Some(rest) = rest_of(name) {
            return Some((asking, rest));
        }
    }
    if let Some(about) = of_a_record(app, text) {
        return Some(about);
    }
    let taken = OF_A_PERSON
        .into_iter()
        .find_map(|(name, of_person, of_all)| {
            let rest = rest_of(name)?;
            if let Some((id, behind)) = named_first(app, rest) {
                return Some((of_person(id), behind));
            }
            if let Some(of_all) = of_all.filter(|_| app.is_about_several()) {
                return Some((of_all, rest));
            }
            let selected = app.selected_id().cloned();
            Some((of_person(selected?), rest))
        });
    taken.or_else(|| {
        let rest = rest_of("change")?;
        let department = app.selected_department()?;
        Some((Asking::DepartmentField(department.clone()), rest))
    })
}

/// What a line changes that is no person: by the id behind the command, else what the cursor is on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Record {
    Play,
    Decision,
    /// In the only decision there is, or the one the cursor is on: its id is never in the line.
    Vote,
}

impl Record {
    const ALL: [(&'static str, Self); 3] = [
        ("change play", Self::Play),
        ("change decision", Self::Decision),
        ("vote", Self::Vote),
    ];

    /// Returns what a line changes, and what stands behind the command.
    fn of(text: &str) -> Option<(Self, &str)> {
        let mut all = Self::ALL.into_iter();
        all.find_map(|(name, record)| Some((record, behind(text, name)?)))
    }

    /// Returns the command whose line begins with an id.
    fn command(self) -> &'static str {
        match self {
            Self::Play => "change play",
            Self::Decision | Self::Vote => "change decision",
        }
    }

    /// Returns the ids there are, in the board's order.
    fn ids(self, app: &App) -> Vec<&Id> {
        let board = app.board();
        match self {
            Self::Play => board.plays.iter().map(|play| &play.id).collect(),
            Self::Decision | Self::Vote => board.decisions.iter().map(|it| &it.id).collect(),
        }
    }

    /// Returns the id of what the cursor is on.
    fn pointed(self, app: &App) -> Option<&Id> {
        match (self, app.target()?) {
            (Self::Play, Target::Play(id) | Target::Step(id, _))
            | (Self::Decision | Self::Vote, Target::Decision(id) | Target::Vote(id, _)) => Some(id),
            _ => None,
        }
    }

    fn asking(self, id: &Id) -> Asking {
        match self {
            Self::Play => Asking::PlayField(id.clone()),
            Self::Decision | Self::Vote => Asking::DecisionField(id.clone()),
        }
    }
}

/// Finds the play or the decision that a line changes: by the id that stands first, else by what
/// the cursor is on. `vote sam yes` needs none where there is only one decision.
fn of_a_record<'a>(app: &App, text: &'a str) -> Option<(Asking, &'a str)> {
    let (record, rest) = Record::of(text)?;
    let ids = record.ids(app);
    if record == Record::Vote {
        let only = match ids.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        return Some((record.asking(record.pointed(app).or(only)?), text));
    }
    let (first, behind) = first_word(rest);
    let named = ids.into_iter().find(|id| id.as_str() == first);
    let named = named.map(|id| (id, behind));
    let (id, rest) = named.or_else(|| Some((record.pointed(app)?, rest)))?;
    Some((record.asking(id), rest))
}

/// Returns what stands behind a command about a person, where nobody is selected or named.
pub(super) fn of_nobody<'a>(app: &App, text: &'a str) -> Option<&'a str> {
    let rest = OF_A_PERSON
        .iter()
        .find_map(|(name, ..)| behind(text, name))?;
    of(app, text).is_none().then_some(rest)
}

/// Returns the first word behind a command about a play or a decision, and the ids that begin so.
pub(super) fn records<'a>(app: &App, text: &'a str) -> Option<(&'a str, Vec<String>)> {
    let (record, rest) = Record::of(text).filter(|(record, _)| *record != Record::Vote)?;
    let ids = record.ids(app).into_iter();
    let ids = ids.filter(|id| id.as_str().starts_with(rest));
    let words: Vec<String> = ids.map(ToString::to_string).collect();
    (!words.is_empty()).then_some((rest, words))
}

/// Returns the ids of the people whom letters may mean, the best first; without letters those
/// around the cursor.
pub(super) fn people(app: &App, typed: &str) -> Vec<String> {
    let mut letters = Letters::new(typed);
    let near = app.usual_department();
    let near = near.and_then(|id| app.board().department_at(&id));
    let people = app.board().people().filter(|(_, it)| !it.has_left());
    let ranked = people.filter_map(|(seat, person)| {
        let rank = [letters.rank(&person.name), letters.rank(&person.id)];
        let rank = rank.into_iter().flatten().min()?;
        Some(((rank, Some(seat.department) != near), person.id.to_string()))
    });
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.truncate(LISTED);
    ranked.into_iter().map(|(_, id)| id).collect()
}

/// Says what is missing where a line does not say whom or what it is about.
pub(super) fn missing(app: &App, text: &str) -> Option<Live> {
    if let Some(question) = which(app, text) {
        return Some(Live::Wrong(question));
    }
    let (who, behind) = first_word(of_nobody(app, text)?);
    let found = people(app, who);
    if behind.is_empty() && !found.is_empty() {
        return Some(Live::Hint(format!("who? {}", found.join(", "))));
    }
    Some(Live::Wrong(format!(
        "who? `{who}` is nobody's id or first name; whom it is about stands first"
    )))
}

/// Says how to go on where a line is about a play or a decision, and does not say which.
fn which(app: &App, text: &str) -> Option<String> {
    let (record, _) = Record::of(text)?;
    if of_a_record(app, text).is_some() {
        return None;
    }
    let command = record.command();
    let ids: Vec<&str> = { record.ids(app).into_iter() }.map(Id::as_str).collect();
    if ids.is_empty() {
        return Some(format!(
            "there is none to change; `{}` does",
            command.replace("change", "add")
        ));
    }
    let listed = ids.get(..LISTED).unwrap_or(&ids).join(", ");
    Some(format!("which one? `{command}` and one of {listed}"))
}

/// Takes whom a line is about off its beginning: an id or a first name, written out.
fn named_first<'a>(app: &App, rest: &'a str) -> Option<(Id, &'a str)> {
    let rest = rest.trim_start();
    let (word, behind) = rest.split_once(' ').unwrap_or((rest, ""));
    let person = find_person(app.board(), word).ok()?;
    let first_name = person.name.split(' ').next().unwrap_or_default();
    let is_written_out = person.id.as_str() == word.to_lowercase()
        || first_name.to_lowercase() == word.to_lowercase();
    is_written_out.then(|| (person.id.clone(), behind))
}
