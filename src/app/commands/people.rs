//! Making, changing and removing people and departments, and what is said, given and known.
//!
//! Each opens a line; `line/` says what may stand in it.

use super::{Command, Hint, Scope, always, on_a_person};
use crate::app::{App, Asking, Effect, Overlay, RemovalOverlay};
use crate::model::{Edit, Id, PersonField};

pub(super) const COMMANDS: &[Command] = &[
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
        |app| about(app, Asking::Talk),
    ),
    asked(
        "proof",
        "how you know where they stand: `acted Ran the webinar`, `public`, `told`",
        &["p"],
        Some(Hint {
            word: "proof",
            cut: 5,
        }),
        |app| about(app, Asking::Proof),
    ),
    asked(
        "favour",
        "favours both ways: `ask An intro by:fri`, `got no`, `promise …`, `kept`, `gave …`",
        &["f"],
        None,
        |app| about(app, Asking::Favour),
    ),
    asked(
        "objection",
        "what they hold against it; an empty line settles the open one",
        &["o"],
        None,
        |app| about(app, Asking::Objection),
    ),
    asked(
        "influence",
        "who listens to whom: `<sam! >aes~`, `-sam` takes out",
        &["i"],
        None,
        |app| about(app, Asking::Influence),
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
        when: on_a_person,
        run,
    }
}

fn about(app: &mut App, asking: fn(Id) -> Asking) -> Vec<Effect> {
    match app.selected_id().cloned() {
        Some(id) => app.ask(asking(id)),
        None => Vec::new(),
    }
}

fn on_a_record(app: &App) -> bool {
    on_a_person(app) || app.selected_department().is_some()
}

fn change(app: &mut App) -> Vec<Effect> {
    match (
        app.selected_id().cloned(),
        app.selected_department().cloned(),
    ) {
        (Some(id), _) => app.ask(Asking::PersonField(id)),
        (None, Some(id)) => app.ask(Asking::DepartmentField(id)),
        (None, None) => Vec::new(),
    }
}

fn leave(app: &mut App) -> Vec<Effect> {
    let Some(person) = app.selected_person() else {
        return Vec::new();
    };
    let (id, words) = (person.id.clone(), format!("{} left", person.name));
    let edit = Edit::SetPerson {
        id: id.clone(),
        field: PersonField::Left(Some(app.today())),
    };
    app.step_off(&id);
    app.change(&words, &id, &[edit])
}

fn ask_to_remove(app: &mut App) -> Vec<Effect> {
    if let Some(id) = app.selected_id().or(app.selected_department()) {
        let asked = RemovalOverlay::of(app.board(), id);
        app.overlay = asked.map(Overlay::Removal);
    }
    Vec::new()
}
