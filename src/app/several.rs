//! One key about several people: who is meant, and one line read for all of them.
//!
//! Promises: what is done to several is one change with one sentence; a line that one of them
//! can't take is done to nobody.

use super::line::{self, Reading, Ready};
use super::screen::Facts;
use super::{App, Asking, Effect, Overlay, RemovalOverlay, Screen, Selection};
use crate::model::{Edit, Entry, Id, Person, Who};

impl App {
    /// Says whether keys are for those who are marked: only where the marks are in sight.
    pub(super) fn is_about_several(&self) -> bool {
        self.board_screen.marks().count() > 0 && matches!(self.screen, Screen::Board)
    }

    /// Returns whom a key is about: those who are marked, else who is selected.
    pub(super) fn subjects(&self) -> Vec<Id> {
        if self.is_about_several() {
            let people = self.marked().into_iter();
            return people.map(|person| person.id.clone()).collect();
        }
        self.selected_id().cloned().into_iter().collect()
    }

    /// Leaves those who go away: their pages, and on the board the cursor steps off them.
    pub(super) fn go_off(&mut self, people: &[Id]) {
        self.close_pages_of(people);
        let is_there = |id: &Id| people.contains(id);
        if matches!(self.board_screen.selection(), Selection::Person(id) if is_there(id)) {
            self.board_screen.step_off(self.document.board(), people);
        }
    }

    /// Asks about taking these out, after telling what goes along.
    pub(super) fn ask_to_remove(&mut self, ids: &[Id]) -> Vec<Effect> {
        let asked = RemovalOverlay::of(self.board(), ids);
        self.overlay = asked.map(Overlay::Removal);
        Vec::new()
    }

    fn marked(&self) -> Vec<&Person> {
        let facts = Facts {
            board: self.board(),
            overview: &self.overview,
        };
        let seats = self.board_screen.marked(facts).into_iter();
        let people = seats.filter_map(|seat| self.board().person(seat));
        people.map(|person| &**person).collect()
    }

    /// Reads `text` as what is asked of all who are marked.
    pub(super) fn reading_of_all(&self, asking: &Asking, text: &str) -> Reading {
        let all = self.marked();
        let Some(first) = all.first() else {
            return Reading::Wrong("nobody is marked any more".to_owned());
        };
        let read = |person: &Person| match asking {
            Asking::TalkAll => line::talk(self.context(), person, text),
            Asking::FavourAll => line::favour(self.context(), person, text),
            _ => line::person_field(self.context(), person, text),
        };
        let ready = match read(first) {
            Reading::Ready(ready) => ready,
            other => return other,
        };
        match ready.edits.as_slice() {
            [Edit::AddEntry { at, entry }] => joined(&all, *at, (**entry).clone(), &ready),
            _ => each(&all, read),
        }
    }
}

/// Makes the entry of the first one of all: one entry with everybody in it.
fn joined(all: &[&Person], at: usize, mut entry: Entry, ready: &Ready) -> Reading {
    let before = entry.who().to_vec();
    let others = all.iter().map(|person| person.id.clone());
    let mut everybody: Vec<Id> = others.collect();
    everybody.extend(
        before
            .into_iter()
            .filter(|id| !all.iter().any(|it| it.id == *id)),
    );
    let count = everybody.len();
    match &mut entry {
        Entry::Talked { who, .. }
        | Entry::Asked { who, .. }
        | Entry::Promised { who, .. }
        | Entry::Gave { who, .. } => *who = Who::new(everybody),
        Entry::Moved { .. } | Entry::Proved { .. } => {}
    }
    let deed = match entry {
        Entry::Talked { .. } => "Talked with",
        Entry::Asked { .. } => "Asked",
        Entry::Promised { .. } => "Promised",
        _ => "Gave",
    };
    let mut said = ready.said.clone();
    if let (Some(first), Some(one)) = (said.first_mut(), all.first()) {
        *first = first.replace(&one.name, &several_names(all));
    }
    Reading::Ready(Ready {
        said,
        words: format!("{deed} {count} people"),
        about: ready.about.clone(),
        edits: vec![Edit::AddEntry {
            at,
            entry: Box::new(entry),
        }],
    })
}

/// Returns the names of several people, the first three and how many more.
fn several_names(all: &[&Person]) -> String {
    let names = all.iter().take(3).map(|person| person.name.as_str());
    let names = names.collect::<Vec<_>>().join(", ");
    match all.len().saturating_sub(3) {
        0 => names,
        more => format!("{names} and {more} more"),
    }
}

/// Does the same to each of them, less those with whom it is so already; nothing to any if one
/// can't take it.
fn each(all: &[&Person], read: impl Fn(&Person) -> Reading) -> Reading {
    let mut edits = Vec::new();
    let mut told: Option<(Id, String)> = None;
    let (mut count, mut already) = (0, None);
    for person in all {
        match read(person) {
            Reading::Ready(ready) => {
                let words = ready.words.split_once(": ");
                let what = words.map_or(ready.words.as_str(), |(_, what)| what);
                told.get_or_insert_with(|| (ready.about.clone(), what.to_owned()));
                add(&mut edits, ready.edits);
                count += 1;
            }
            Reading::Wrong(problem) if problem.ends_with(line::ALREADY) => {
                already.get_or_insert(problem);
            }
            Reading::Wrong(problem) => {
                return Reading::Wrong(format!("{}: {problem}", person.name));
            }
            hint @ Reading::Hint(_) => return hint,
        }
    }
    match (told, already) {
        (Some((about, what)), _) => Reading::Ready(Ready {
            said: vec![what.clone(), format!("for {count} of {} marked", all.len())],
            words: format!("{count} people: {what}"),
            about,
            edits,
        }),
        (None, already) => Reading::Wrong(already.unwrap_or_default()),
    }
}

/// Adds the edits about one more of them: a new department once, and behind those who came to
/// it before.
fn add(edits: &mut Vec<Edit>, more: Vec<Edit>) {
    for mut edit in more {
        if matches!(edit, Edit::AddDepartment { .. }) && edits.contains(&edit) {
            continue;
        }
        if let Edit::MovePerson { department, at, .. } = &mut edit {
            let came = edits.iter().filter(|before| {
                matches!(before, Edit::MovePerson { department: to, .. } if to == department)
            });
            *at += came.count();
        }
        edits.push(edit);
    }
}
