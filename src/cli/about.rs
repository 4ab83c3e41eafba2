//! `onside about`: all that a board holds about somebody, as it would be handed to them.
//!
//! Promises: their own record, and every line elsewhere that names them by id or by name.

use clap::Args;
use serde::Serialize;

use super::{Call, Output, exit};
use crate::document::{Document, readable};
use crate::model::{Address, Board, Person, Record};
use crate::store::Store;
use crate::text::{nearest, safe};

const HELP: &str = "\
Examples:
  onside about dana -b map.ron
  onside about \"Dana Ortiz\" > dana.txt
  onside about dana --json | jq -r '.elsewhere[]'

JSON, version 1; `parts` are words of the file that may mean them:
  {\"version\":1,\"file\":TEXT,\"id\":ID,\"name\":TEXT,\"about\":[TEXT],\"elsewhere\":[TEXT],
   \"comments_at\":LINE or null,\"kept_versions\":COUNT,
   \"parts\":[{\"line\":LINE,\"column\":COUNT,\"word\":TEXT}]}
Later versions of this shape only add fields.

Exit codes: 0 done, 2 nobody is called so, 65 the board has errors, 66 there is none";

/// Print everything that is on file about somebody, for them to read
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = HELP)]
pub struct About {
    /// Their id or their whole name
    #[arg(value_name = "WHO")]
    who: String,

    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// A shorter part of a name is a word like others.
const SHORTEST_PART: usize = 3;
/// The most places that are told.
const MOST_PARTS: usize = 20;

/// The answer for programs.
#[derive(Serialize)]
struct Told {
    version: u32,
    file: String,
    id: String,
    name: String,
    about: Vec<String>,
    elsewhere: Vec<String>,
    comments_at: Option<usize>,
    kept_versions: usize,
    parts: Vec<ToldPart>,
}

#[derive(Serialize)]
struct ToldPart {
    line: usize,
    column: usize,
    word: String,
}

/// Prints all that is on file about somebody.
pub(super) fn about(asked: &About, call: &Call<'_>) -> Output {
    answer(asked, call).unwrap_or_else(|wrong| wrong)
}

fn answer(asked: &About, call: &Call<'_>) -> Result<Output, Output> {
    let input = call.read("about WHO -b")?;
    let document = load(&input.name, &input.bytes)?;
    let person = find(document.board(), &asked.who, &input.name)?;
    let store = input.place.as_ref().map(|(store, _)| store);
    let told = told(&document, person, &input.name, store);
    if asked.json {
        return Ok(Call::json(&told));
    }
    let parts = part_lines(&document, person, &input.name);
    Ok(Output::text(page(&told, &parts)))
}

/// Gathers all that names somebody.
fn told(document: &Document, person: &Person, file: &str, store: Option<&Store>) -> Told {
    let own = format!("person {} ", person.id);
    let (about, elsewhere): (Vec<_>, Vec<_>) = mentions(document.board(), person)
        .into_iter()
        .partition(|line| line.starts_with(&own));
    let about = about.iter().filter_map(|line| line.strip_prefix(&own));
    let parts = parts(document.text(), person).into_iter();
    let part = |(line, column, word): (usize, usize, String)| ToldPart {
        line,
        column,
        word: safe(&word).into_owned(),
    };
    Told {
        version: 1,
        file: safe(file).into_owned(),
        id: person.id.to_string(),
        name: safe(&person.name).into_owned(),
        about: about.map(str::to_owned).collect(),
        elsewhere,
        comments_at: commented(document, person),
        kept_versions: store.map_or(0, |store| kept(store, person)),
        parts: parts.map(part).collect(),
    }
}

/// Returns it as they would be handed it; `parts` are lines about words they may be meant by.
fn page(told: &Told, parts: &str) -> String {
    let mut text = format!("About {} in {}:\n", told.name, told.file);
    text.extend(told.about.iter().map(|line| format!("  {line}\n")));
    if !told.elsewhere.is_empty() {
        text.push_str("Named elsewhere:\n");
        text.extend(told.elsewhere.iter().map(|line| format!("  {line}\n")));
    }
    let comments = told.comments_at.into_iter();
    text.extend(comments.map(|line| format!("Comments stand with them, at line {line}.\n")));
    let kept = Some(told.kept_versions).filter(|count| *count > 0);
    text.extend(kept.map(|count| {
        format!("Older versions that are kept and name them: {count} (`onside history`).\n")
    }));
    text.push_str(parts);
    text.push_str("Not looked at: git, backups and what was exported.\n");
    text
}

/// Returns the line of somebody's record if comments are written there: no board holds those.
fn commented(document: &Document, person: &Person) -> Option<usize> {
    let seat = document.board().seat(person.id.as_str())?;
    let address = Address::of(Record::Person(seat.department, seat.person));
    let place = document.place(&address)?;
    document.has_comment(&address).then_some(place.line)
}

/// Loads a board, or says in one sentence that it is none.
pub(super) fn load(name: &str, bytes: &[u8]) -> Result<Document, Output> {
    Document::load(bytes).map_err(|_| {
        let sentence = format!("{name} can't be read as a board; `onside check {name}` says why");
        Output::failure(&sentence, exit::DATA)
    })
}

/// Finds somebody by id or whole name.
pub(super) fn find<'a>(board: &'a Board, who: &str, name: &str) -> Result<&'a Person, Output> {
    let people = || board.people().map(|(_, person)| person.as_ref());
    let by_id = people().find(|person| person.id.as_str() == who);
    let wanted = who.to_lowercase();
    let mut by_name = people().filter(|person| person.name.to_lowercase() == wanted);
    let found = by_id.or_else(|| by_name.next().filter(|_| by_name.next().is_none()));
    found.ok_or_else(|| {
        let ids = people().map(|person| person.id.as_str());
        let meant = nearest(who, ids).map_or(String::new(), |id| format!("; did you mean `{id}`?"));
        Output::usage(&format!("nobody in {name} is `{who}`{meant}"))
    })
}

/// Returns the lines of a board that name somebody, their own first.
pub(super) fn mentions(board: &Board, person: &Person) -> Vec<String> {
    let own = [
        format!("person {} ", person.id),
        format!("conflict {} ", person.id),
    ];
    let lines = readable(board).into_iter();
    let (mut about, elsewhere): (Vec<_>, Vec<_>) =
        lines.partition(|line| own.iter().any(|head| line.starts_with(head)));
    about.extend(elsewhere.into_iter().filter(|line| names(line, person)));
    about
}

/// Says whether a text names somebody: by name, or by id as a board writes one.
pub(super) fn names(text: &str, person: &Person) -> bool {
    let id = person.id.as_str();
    let by_id = text.contains(&format!("\"{id}\"")) || text.ends_with(&format!(": {id}"));
    by_id || text.to_lowercase().contains(&person.name.to_lowercase())
}

/// Tells where a part of somebody's name stands by itself: perhaps it is them.
pub(super) fn part_lines(document: &Document, person: &Person, name: &str) -> String {
    let found = parts(document.text(), person);
    if found.is_empty() {
        return String::new();
    }
    let more = found.len().saturating_sub(MOST_PARTS);
    let shown = found
        .iter()
        .take(MOST_PARTS)
        .map(|(line, column, word)| format!("  {}:{line}:{column}: {}\n", safe(name), safe(word)));
    let shown: String = shown.collect();
    let rest = match more {
        0 => String::new(),
        more => format!("  and {more} more\n"),
    };
    format!("A part of the name stands in other words; look whether they are meant:\n{shown}{rest}")
}

/// Returns where a part of somebody's name stands without the rest: line, column, the word.
fn parts(text: &str, person: &Person) -> Vec<(usize, usize, String)> {
    let is_letter = |char: char| char.is_alphanumeric();
    let lower = person.name.to_lowercase();
    let known = lower.split(|char| !is_letter(char));
    let known: Vec<&str> = known
        .filter(|part| part.chars().count() >= SHORTEST_PART)
        .collect();
    let mut found = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        // The whole name is told elsewhere; an id is a word of the board's own.
        if names(line, person) {
            continue;
        }
        let mut column = 1;
        for word in line.split(|char| !is_letter(char)) {
            if known.contains(&word.to_lowercase().as_str()) {
                found.push((number, column, word.to_owned()));
                break;
            }
            column += word.chars().count() + 1;
        }
    }
    found
}

fn kept(store: &Store, person: &Person) -> usize {
    let versions = store.versions().unwrap_or_default();
    let has_them = |bytes: Vec<u8>| names(&String::from_utf8_lossy(&bytes), person);
    let read = versions
        .iter()
        .filter_map(|each| store.read_version(each).ok());
    read.filter(|bytes| has_them(bytes.clone())).count()
}
