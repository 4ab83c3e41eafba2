//! The board that teaches: which of its steps were done.
//!
//! Promises: a step is done once what it teaches was to be seen, on the board or on the
//! screen, and stays done in this sitting; no other board is looked at. Leaves what the steps
//! say to `assets/tutor.ron`, and that each can be done to `tests/tutor.rs`.

use super::keymap::Keymap;
use super::taught::with_own_keys;
use super::{App, Arrangement, Notice, Overlay, Scope, Screen};
use crate::layout::{Paragraph, View};
use crate::model::{Board, Department, Id, Person, Stance, Standing};

/// What the board that teaches is called.
const TITLE: &str = "Learn onside";

/// Something to be done, by a row of the board.
struct Step {
    /// The department's id.
    lesson: &'static str,
    /// The row's id.
    id: &'static str,
    /// Says whether what it teaches is to be seen.
    is_seen: fn(&App) -> bool,
}

const fn step(lesson: &'static str, id: &'static str, is_seen: fn(&App) -> bool) -> Step {
    Step {
        lesson,
        id,
        is_seen,
    }
}

static STEPS: [Step; 19] = [
    step("look", "down", |app| is_on(app, "page")),
    step("look", "page", is_on_a_page),
    step("look", "leap", |app| app.selected_department().is_some()),
    step("move", "up", |app| app.stance("up") > Some(Stance::Neutral)),
    step("move", "below", |app| {
        app.stance("below") < Some(Stance::Champion)
    }),
    step("move", "straight", |app| {
        app.stance("straight") == Some(Stance::Supporter)
    }),
    step("move", "again", |app| app.history().last_undone().is_some()),
    step("say", "talk", |app| app.knows("talk", has_talked)),
    step("say", "vow", |app| app.knows("vow", has_kept)),
    step("say", "proof", |app| app.knows("proof", is_proven)),
    step("say", "against", |app| {
        app.called("against").is_some_and(has_settled)
    }),
    step("make", "friend", |app| app.board().people().any(is_new)),
    step("make", "ear", |app| {
        app.called("ear")
            .is_some_and(|it| !it.listens_to.is_empty())
    }),
    step("make", "change", |app| {
        app.called("change").is_some_and(|it| it.power == 5)
    }),
    step("make", "gone", |app| app.called("gone").is_none()),
    step("find", "where", |app| {
        app.board_screen().filter().is_some() && app.overlay.is_none()
    }),
    step("find", "name", |app| {
        app.scope() == Scope::Prompt && is_palette(app)
    }),
    step("find", "keys", |app| app.scope() == Scope::Help),
    step("find", "lanes", |app| {
        app.board_screen().arrangement() != Arrangement::Rows
    }),
];

/// Which steps were done, and what they are called with the keys as they are.
#[derive(Clone, Debug)]
pub(super) struct Lessons {
    done: [bool; STEPS.len()],
    /// Titles that name other keys than their files do.
    titles: Vec<OwnTitle>,
}

#[derive(Clone, Debug)]
struct OwnTitle {
    id: Id,
    usual: String,
    own: String,
}

impl Lessons {
    /// Begins the lessons, if `board` teaches.
    pub(super) fn of(board: &Board, keymap: &Keymap) -> Option<Self> {
        if board.title != TITLE {
            return None;
        }
        let titles = board.people().filter_map(|(_, person)| {
            let own = with_own_keys(keymap, person.id.as_str(), &person.title);
            (own != person.title).then(|| OwnTitle {
                id: person.id.clone(),
                usual: person.title.clone(),
                own: own.into_owned(),
            })
        });
        Some(Self {
            done: [false; STEPS.len()],
            titles: titles.collect(),
        })
    }

    fn count(&self) -> usize {
        self.done.iter().filter(|done| **done).count()
    }
}

/// Returns what is told at first: how to begin, and then `welcome`.
pub(super) fn begin(keymap: &Keymap, welcome: &str) -> String {
    let open = keymap.key_of("open");
    format!("Press {open} on the first line and do what it says · {welcome}")
}

impl App {
    /// Returns a person's title: on a board that teaches with the keys as they are.
    pub fn title_of<'a>(&'a self, person: &'a Person) -> &'a str {
        let own = self.lessons.as_ref().and_then(|lessons| {
            let mut titles = lessons.titles.iter();
            titles.find(|it| it.id == person.id && it.usual == person.title)
        });
        own.map_or(&person.title, |it| &it.own)
    }

    /// Puts the keys as they are into a page about somebody on a board that teaches.
    pub(super) fn teach_keys(&self, id: &str, paragraphs: &mut [Paragraph]) {
        if self.lessons.is_none() {
            return;
        }
        for paragraph in paragraphs {
            let taught = with_own_keys(&self.keymap, id, &paragraph.text).into_owned();
            paragraph.text = taught;
        }
    }

    /// Notes which steps are done now, and says so where nothing else is said.
    pub(super) fn teach(&mut self) {
        let Some(mut lessons) = self.lessons.take() else {
            return;
        };
        let mut new = None;
        for (step, done) in STEPS.iter().zip(&mut lessons.done) {
            if !*done && (step.is_seen)(self) {
                *done = true;
                new = Some(step);
            }
        }
        if let Some(step) = new.filter(|_| self.notice.is_none() && self.overlay.is_none()) {
            let (count, all) = (lessons.count(), STEPS.len());
            let name = self.called(step.id).map_or("", |it| it.name.as_str());
            let words = if count == all {
                format!(
                    "Done: {name}. That was all: {} leaves",
                    self.keymap.key_of("quit")
                )
            } else {
                format!("Done: {name}, {count} of {all}")
            };
            self.notice = Some(Notice::Told(words));
        }
        self.lessons = Some(lessons);
    }

    /// Says whether this row of a board that teaches was done.
    pub fn is_learnt(&self, id: &str) -> bool {
        let Some(lessons) = &self.lessons else {
            return false;
        };
        let mut steps = STEPS.iter().zip(lessons.done);
        steps.any(|(step, done)| done && step.id == id)
    }

    /// Returns how many steps of a lesson were done, and how many it has; `None` for other
    /// departments and boards.
    pub fn learnt_in(&self, department: &Department) -> Option<(usize, usize)> {
        let lessons = self.lessons.as_ref()?;
        let steps = STEPS.iter().zip(lessons.done);
        let its: Vec<bool> = steps
            .filter(|(step, _)| department.id.as_str() == step.lesson)
            .map(|(_, done)| done)
            .collect();
        let done = its.iter().filter(|done| **done).count();
        (!its.is_empty()).then_some((done, its.len()))
    }

    fn called(&self, id: &str) -> Option<&Person> {
        self.board().person(self.overview.seat(id)?).map(|it| &**it)
    }

    fn stance(&self, id: &str) -> Option<Stance> {
        self.called(id).map(|person| person.stance)
    }

    fn knows(&self, id: &str, holds: fn(&Standing, &Person) -> bool) -> bool {
        let known = self.overview.standing(id).zip(self.called(id));
        known.is_some_and(|(standing, person)| holds(standing, person))
    }
}

fn is_on(app: &App, id: &str) -> bool {
    app.selected_id().is_some_and(|it| it.as_str() == id)
}

fn is_on_a_page(app: &App) -> bool {
    matches!(app.screen(), Screen::Page(page) if page.view == View::Person)
}

fn is_palette(app: &App) -> bool {
    matches!(app.overlay(), Some(Overlay::Prompt(prompt)) if *prompt.asking() == super::Asking::Command)
}

fn has_talked(standing: &Standing, _: &Person) -> bool {
    standing.last_contact.is_some()
}

fn has_kept(standing: &Standing, _: &Person) -> bool {
    standing.last_contact.is_some() && standing.open_promises == 0
}

fn is_proven(standing: &Standing, person: &Person) -> bool {
    !standing.is_unproven(person)
}

fn has_settled(person: &Person) -> bool {
    !person.objections.is_empty() && !person.objects()
}

/// Says whether somebody is no step of ours.
fn is_new((_, person): (crate::model::Seat, &std::sync::Arc<Person>)) -> bool {
    let id = person.id.as_str();
    id != "out" && !STEPS.iter().any(|step| step.id == id)
}
