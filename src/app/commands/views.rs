//! Going from view to view, and opening what a line of a page is about.

use super::{Command, Hint, Scope, on_a_person};
use crate::app::line::text_of;
use crate::app::{App, Asking, Effect};
use crate::layout::{Target, View};

pub(super) static COMMANDS: &[Command] = &[
    tab("board", "the board", &["1"], App::go_home),
    tab(
        "today",
        "what is due, owed and next, to begin the day with",
        &["2"],
        |app| app.open_view(View::Today),
    ),
    tab(
        "influences",
        "whom the selected person listens to, and the ways to them",
        &["3"],
        |app| app.open_view(View::Influence),
    ),
    tab(
        "plays",
        "what is done to win people over, step by step",
        &["4"],
        |app| app.open_view(View::Plays),
    ),
    tab(
        "decisions",
        "what will be voted on, and how it may end",
        &["5"],
        |app| app.open_view(View::Decisions),
    ),
    tab("log", "what happened, newest first", &["6"], |app| {
        app.open_view(View::Log)
    }),
    Command {
        name: "brief",
        doc: "one page before meeting the selected person; `y` copies it",
        keys: &["b"],
        scope: Scope::Anywhere,
        hint: None,
        when: on_a_person,
        run: |app| match app.selected_id().cloned() {
            Some(id) => app.open_brief(&id),
            None => Vec::new(),
        },
    },
    Command {
        name: "change field",
        doc: "changes the field under the cursor; the line shows what it may be",
        keys: &["Enter", "c", "l", "→"],
        scope: Scope::View(View::Person),
        hint: Some(Hint {
            word: "change",
            cut: 2,
        }),
        when: on_a_field,
        run: change_field,
    },
    Command {
        name: "open line",
        doc: "opens what the line is about: a person, a play, a decision",
        keys: &["Enter", "l", "→"],
        scope: Scope::Page,
        hint: Some(Hint {
            word: "open",
            cut: 2,
        }),
        when: leads_somewhere,
        run: open,
    },
];

const fn tab(
    name: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut App) -> Vec<Effect>,
) -> Command {
    Command::quiet(Scope::Anywhere, name, doc, keys, run)
}

fn on_a_field(app: &App) -> bool {
    matches!(app.target(), Some(Target::Field(..)))
}

/// Opens the line that changes the field under the cursor.
fn change_field(app: &mut App) -> Vec<Effect> {
    let Some(Target::Field(id, field)) = app.target().cloned() else {
        return Vec::new();
    };
    match field {
        "objection" => app.ask(Asking::Objection(id)),
        "influence" => app.ask(Asking::Influence(id)),
        field => {
            let seat = app.overview().seat(&id);
            let person = seat.and_then(|seat| app.board().person(seat));
            let text = person.and_then(|person| text_of(person, field));
            // What a line would take for a mark or a quote is typed anew.
            let text = text.filter(|text| !text.starts_with(['"', '-']) && !text.contains('\n'));
            let line = format!("{field} {}", text.unwrap_or_default());
            app.ask_with(Asking::PersonField(id), &line)
        }
    }
}

/// Says whether the line under the cursor is about something that has a page of its own, and
/// not the one that is open.
fn leads_somewhere(app: &App) -> bool {
    destination(app).is_some()
}

enum Destination {
    Person(crate::model::Id),
    Line(View, Target),
}

fn destination(app: &App) -> Option<Destination> {
    let screen = app.page_screen()?;
    let target = screen.target()?.clone();
    let is_in = |view| screen.view == view;
    match &target {
        Target::Play(_) if !is_in(View::Plays) => Some(Destination::Line(View::Plays, target)),
        Target::Step(id, _) if !is_in(View::Plays) => {
            Some(Destination::Line(View::Plays, Target::Play(id.clone())))
        }
        Target::Decision(_) | Target::Vote(..) if is_in(View::Person) || is_in(View::Today) => {
            Some(Destination::Line(View::Decisions, target))
        }
        Target::Tie { from, to } => {
            let own = screen.of.as_ref() == Some(from);
            let other = if own { to } else { from };
            Some(Destination::Person(other.clone()))
        }
        _ => {
            let id = target.person(app.board())?;
            let is_here = is_in(View::Person) && screen.of.as_ref() == Some(id);
            let is_known = app.overview().seat(id).is_some();
            (is_known && !is_here).then(|| Destination::Person(id.clone()))
        }
    }
}

fn open(app: &mut App) -> Vec<Effect> {
    match destination(app) {
        Some(Destination::Person(id)) => app.open_person(&id),
        Some(Destination::Line(view, target)) => {
            let effects = app.open_view(view);
            app.point_at(&target);
            effects
        }
        None => Vec::new(),
    }
}
