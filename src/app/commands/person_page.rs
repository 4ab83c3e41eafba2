//! What is changed on a person's page line by line: objections and ties.

use super::{Command, Hint, Scope};
use crate::app::{App, Effect};
use crate::layout::{Target, View};
use crate::model::{Edit, Id, Objection, PersonField};

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "settle",
        doc: "settles the objection under the cursor, or opens it again",
        keys: &["o", "Enter"],
        scope: Scope::View(View::Person),
        hint: Some(Hint {
            word: "settle",
            cut: 2,
        }),
        when: on_an_objection,
        run: settle,
    },
    Command {
        name: "remove objection",
        doc: "takes out the objection under the cursor",
        keys: &["d r"],
        scope: Scope::View(View::Person),
        hint: None,
        when: on_an_objection,
        run: remove_objection,
    },
    Command {
        name: "remove tie",
        doc: "takes out who listens to whom, under the cursor",
        keys: &["d r"],
        scope: Scope::View(View::Person),
        hint: None,
        when: |app| matches!(app.target(), Some(Target::Tie { .. })),
        run: remove_tie,
    },
];

fn on_an_objection(app: &App) -> bool {
    matches!(app.target(), Some(Target::Objection(..)))
}

fn settle(app: &mut App) -> Vec<Effect> {
    change_objections(app, |all, at| {
        let objection = all.get_mut(at)?;
        let (turned, words) = match &*objection {
            Objection::Open(text) => (Objection::Settled(text.clone()), "settled"),
            Objection::Settled(text) => (Objection::Open(text.clone()), "objects again"),
        };
        *objection = turned;
        Some(format!("{words}: {}", objection.text()))
    })
}

fn remove_objection(app: &mut App) -> Vec<Effect> {
    change_objections(app, |all, at| {
        let objection = (at < all.len()).then(|| all.remove(at))?;
        Some(format!("without the objection {}", objection.text()))
    })
}

/// Changes the list with the objection under the cursor; `change` tells what it did.
fn change_objections(
    app: &mut App,
    change: impl FnOnce(&mut Vec<Objection>, usize) -> Option<String>,
) -> Vec<Effect> {
    let Some(Target::Objection(id, at)) = app.target().cloned() else {
        return Vec::new();
    };
    let seat = app.overview().seat(&id);
    let Some(person) = seat.and_then(|seat| app.board().person(seat)) else {
        return Vec::new();
    };
    let mut objections = person.objections.clone();
    let Some(told) = change(&mut objections, at) else {
        return Vec::new();
    };
    let words = format!("{} {told}", person.name);
    let field = PersonField::Objections(objections);
    let edit = Edit::SetPerson {
        id: id.clone(),
        field,
    };
    app.change(&words, &id, &[edit])
}

fn remove_tie(app: &mut App) -> Vec<Effect> {
    let Some(Target::Tie { from, to }) = app.target().cloned() else {
        return Vec::new();
    };
    let name = |id: &Id| {
        let seat = app.overview().seat(id);
        let person = seat.and_then(|seat| app.board().person(seat));
        person.map_or_else(|| id.to_string(), |person| person.name.clone())
    };
    let words = format!("{} no longer listens to {}", name(&from), name(&to));
    let seat = app.overview().seat(&from);
    let Some(person) = seat.and_then(|seat| app.board().person(seat)) else {
        return Vec::new();
    };
    let others = person.listens_to.iter().filter(|tie| tie.to != to);
    let edit = Edit::SetPerson {
        id: from.clone(),
        field: PersonField::ListensTo(others.cloned().collect()),
    };
    app.change(&words, &from, &[edit])
}
