//! Making, changing and removing people and departments, and what is said, given and known.
//!
//! Each opens a line; `line/` says what may stand in it.

use super::marks::on_people;
use super::{Command, Hint, Scope, always};
use crate::app::{App, Asking, Effect};
use crate::model::{Edit, Id, PersonField};

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "add",
        doc: "adds people, a line each: `Dana Ortiz, VP Sales @sales skeptic p5 <sam!`",
        keys: &["a"],
        scope: Scope::Anywhere,
        hint: Some(Hint {
            word: "add",
            cut: 3,
        }),
        when: always,
        run: |app| app.ask(Asking::Person),
    },
    Command {
        name: "add department",
        doc: "adds departments, a line each: `Sales`, `Alliances, ours`",
        keys: &["A"],
        scope: Scope::Anywhere,
        hint: Some(Hint {
            word: "department",
            cut: 7,
        }),
        when: always,
        run: |app| app.ask(Asking::Department),
    },
    asked(
        "talked",
        "logs a talk: `call -2d Liked it with:sam play:quick-wins`",
        &["t"],
        Some(Hint {
            word: "talked",
            cut: 4,
        }),
        |app| about_all(app, Asking::Talk, Asking::TalkAll),
    ),
    asked(
        "proof",
        "how you know where they stand: `acted Ran the webinar`, `public`, `told`",
        &["p"],
        Some(Hint {
            word: "proof",
            cut: 5,
        }),
        |app| about_one(app, "proof", Asking::Proof),
    ),
    asked(
        "favour",
        "favours both ways: `ask An intro by:fri`, `got no`, `promise …`, `kept`, `gave …`",
        &["f"],
        None,
        |app| about_all(app, Asking::Favour, Asking::FavourAll),
    ),
    asked(
        "objection",
        "what they hold against it; an empty line settles the open one",
        &["o"],
        None,
        |app| about_one(app, "objection", Asking::Objection),
    ),
    asked(
        "influence",
        "who listens to whom: `<sam! >aes~`, `-sam` takes out",
        &["i"],
        None,
        |app| about_one(app, "influence", Asking::Influence),
    ),
    Command {
        name: "change",
        doc: "changes a field of this person or department: `power 4`, `dept marketing`",
        keys: &["c"],
        scope: Scope::Anywhere,
        hint: None,
        when: on_a_record,
        run: change,
    },
    asked(
        "has left",
        "notes that they have left; the log stays",
        &["d l"],
        None,
        leave,
    ),
    Command {
        name: "remove",
        doc: "removes this person or department, after telling what goes along",
        keys: &["d r"],
        scope: Scope::Anywhere,
        hint: None,
        when: on_a_record,
        run: ask_to_remove,
    },
];

/// Returns the row of a command about a person.
const fn asked(
    name: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
    hint: Option<Hint>,
    run: fn(&mut App) -> Vec<Effect>,
) -> Command {
    Command {
        name,
        doc,
        keys,
        scope: Scope::Anywhere,
        hint,
        when: on_people,
        run,
    }
}

fn about(app: &mut App, asking: fn(Id) -> Asking) -> Vec<Effect> {
    match app.selected_id().cloned() {
        Some(id) => app.ask(asking(id)),
        None => Vec::new(),
    }
}

/// Opens a line that only one person can have; where several are marked, says so.
fn about_one(app: &mut App, name: &str, asking: fn(Id) -> Asking) -> Vec<Effect> {
    match app.subjects().as_slice() {
        [] => Vec::new(),
        [one] => app.ask(asking(one.clone())),
        several => {
            let (count, unmark) = (several.len(), app.keymap().key_of("clear marks"));
            app.tell(&format!(
                "`{name}` is about one person, and {count} are marked; {unmark} unmarks them"
            ))
        }
    }
}

/// Opens a line about all who are marked, else about the selected person.
fn about_all(app: &mut App, asking: fn(Id) -> Asking, of_all: Asking) -> Vec<Effect> {
    if app.is_about_several() {
        return app.ask(of_all);
    }
    about(app, asking)
}

fn on_a_record(app: &App) -> bool {
    on_people(app) || app.selected_department().is_some()
}

fn change(app: &mut App) -> Vec<Effect> {
    match (
        app.selected_id().cloned(),
        app.selected_department().cloned(),
    ) {
        _ if app.is_about_several() => app.ask(Asking::ChangeAll),
        (Some(id), _) => app.ask(Asking::PersonField(id)),
        (None, Some(id)) => app.ask(Asking::DepartmentField(id)),
        (None, None) => Vec::new(),
    }
}

fn leave(app: &mut App) -> Vec<Effect> {
    let people = app.subjects();
    let edits = people.iter().map(|id| Edit::SetPerson {
        id: id.clone(),
        field: PersonField::Left(Some(app.today())),
    });
    let edits: Vec<Edit> = edits.collect();
    let words = match (people.as_slice(), app.selected_person()) {
        ([_], Some(person)) => format!("{} left", person.name),
        (all, _) => format!("{} people left", all.len()),
    };
    let Some(first) = people.first() else {
        return Vec::new();
    };
    app.go_off(&people);
    app.change(&words, first, &edits)
}

fn ask_to_remove(app: &mut App) -> Vec<Effect> {
    let mut ids = app.subjects();
    if ids.is_empty() {
        ids.extend(app.selected_department().cloned());
    }
    app.ask_to_remove(&ids)
}
