//! What a row of a table says anew of somebody who is on the board.
//!
//! Promises: what stands there already, however it was written into the table, is no news; a
//! stance that differs is a move, and logged as one.

use super::given::{Given, list, one_line};
use crate::model::{Date, Edit, Entry, Id, Objection, Person, PersonField};
use crate::text::safe;

/// Returns what a row changes of a person, and that in words; `log` is how long the log is.
pub(super) fn news(
    person: &Person,
    given: &Given,
    log: usize,
    today: Date,
) -> (Vec<Edit>, Vec<String>) {
    let mut news = News {
        id: &person.id,
        edits: Vec::new(),
        told: Vec::new(),
    };
    words(&mut news, person, given);
    numbers(&mut news, person, given);
    lists(&mut news, person, given);
    stances(&mut news, person, given, log, today);
    (news.edits, news.told)
}

/// Returns somebody as edits of their fields leave them.
pub(super) fn changed(person: &Person, edits: &[Edit]) -> Person {
    let mut changed = person.clone();
    for edit in edits {
        if let Edit::SetPerson { field, .. } = edit {
            changed.set(field.clone());
        }
    }
    changed
}

struct News<'a> {
    id: &'a Id,
    edits: Vec<Edit>,
    told: Vec<String>,
}

impl News<'_> {
    fn set(&mut self, field: PersonField, words: String) {
        self.edits.push(Edit::SetPerson {
            id: self.id.clone(),
            field,
        });
        self.told.push(words);
    }
}

/// Says whether a cell says what the board says: as it is, or as an export shows it.
fn is_same(known: &str, cell: &str) -> bool {
    one_line(known) == cell || one_line(&safe(known)) == cell
}

fn words(news: &mut News<'_>, person: &Person, given: &Given) {
    // A name in other letters is the same name.
    if !is_same(&person.name.to_lowercase(), &given.name.to_lowercase()) {
        let was = &person.name;
        news.set(PersonField::Name(given.name.clone()), format!("was {was}"));
    }
    let differs = |known: &str, cell: &Option<String>| {
        let cell = cell.as_ref().filter(|cell| !is_same(known, cell));
        cell.cloned()
    };
    if let Some(title) = differs(&person.title, &given.title) {
        let words = format!("title {title}");
        news.set(PersonField::Title(title), words);
    }
    if let Some(wish) = differs(&person.cares_about, &given.cares_about) {
        news.set(PersonField::CaresAbout(wish), "what they want".to_owned());
    }
    if let Some(note) = &given.note
        && !one_line(&person.note).contains(&one_line(note))
    {
        // A note is never replaced: nobody else has it.
        let both = format!("{}\n{note}", person.note);
        let both = both.trim_start().to_owned();
        news.set(PersonField::Note(both), "a note".to_owned());
    }
}

fn numbers(news: &mut News<'_>, person: &Person, given: &Given) {
    let mut level = |name: &str, was: u8, now: Option<u8>, field: fn(u8) -> PersonField| {
        if let Some(now) = now.filter(|now| *now != was) {
            news.set(field(now), format!("{name} {was} to {now}"));
        }
    };
    level("power", person.power, given.power, PersonField::Power);
    level(
        "interest",
        person.interest,
        given.interest,
        PersonField::Interest,
    );
    if let Some(now) = given.headcount.filter(|now| *now != person.headcount) {
        let words = format!("{} people to {now}", person.headcount);
        news.set(PersonField::Headcount(now), words);
    }
    if let Some(now) = given.onside.filter(|now| Some(*now) != person.onside) {
        news.set(PersonField::Onside(Some(now)), format!("{now} onside"));
    }
    if let Some(now) = given
        .every_days
        .filter(|now| Some(*now) != person.every_days)
    {
        let words = format!("every {now} days");
        news.set(PersonField::EveryDays(Some(now)), words);
    }
}

fn lists(news: &mut News<'_>, person: &Person, given: &Given) {
    if let Some(cell) = &given.tags
        && !is_same(&person.tags.join(" / "), cell)
    {
        let new = list(cell).filter(|tag| !person.tags.iter().any(|it| is_same(it, tag)));
        let new: Vec<String> = new.map(str::to_owned).collect();
        if !new.is_empty() {
            let words = format!("#{}", new.join(" #"));
            let all = person.tags.iter().cloned().chain(new).collect();
            news.set(PersonField::Tags(all), words);
        }
    }
    if let Some(cell) = &given.objection
        && !person.objections.iter().any(|it| is_same(it.text(), cell))
    {
        let mut all = person.objections.clone();
        all.push(Objection::Open(cell.clone()));
        news.set(PersonField::Objections(all), "an objection".to_owned());
    }
}

fn stances(news: &mut News<'_>, person: &Person, given: &Given, log: usize, today: Date) {
    let moved = given.stance.filter(|stance| *stance != person.stance);
    if let Some(to) = moved {
        let words = format!("{} to {}", person.stance.in_words(), to.in_words());
        news.set(PersonField::Stance(to), words);
        news.edits.push(Edit::AddEntry {
            at: log,
            entry: Box::new(Entry::Moved {
                on: today,
                who: person.id.clone(),
                from: person.stance,
                to,
                proof: None,
                because: String::new(),
            }),
        });
    }
    let mut now = person.clone();
    now.stance = moved.unwrap_or(person.stance);
    if let Some(target) = given.target.filter(|target| *target != now.target()) {
        let words = format!("target {}", target.word());
        news.set(PersonField::Target(Some(target)), words);
    }
}
