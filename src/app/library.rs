//! Taking departments and plays from the library onto the board.

use super::screen::{LibraryOverlay, Offered};
use super::{App, Effect, Overlay, line};
use crate::library::{self, plays_for};
use crate::model::{Answered, Answers, Board, Department, Edit, Id, Objection, Status};

impl App {
    /// Offers the departments of the library that the board has not.
    pub fn offer_departments(&mut self) -> Vec<Effect> {
        let board = self.board();
        let departments = library::departments().iter().filter(|offered| {
            let mut known = board.departments.iter();
            !known.any(|department| offered.is_called(&department.name))
        });
        let offered = departments.map(Offered::Department).collect();
        let title = "Departments to begin with";
        self.offer_library(
            title,
            offered,
            "The board has all departments of the library",
        )
    }

    /// Offers the plays of the library that answer what the selected person says or what their
    /// department shows, and that the board has not.
    pub(super) fn offer_plays(&mut self) -> Vec<Effect> {
        let (Some(department), objections) = self.answerable() else {
            return Vec::new();
        };
        let offered = plays(self.board(), department, &objections);
        let title = format!("Plays for {}", department.name);
        self.offer_library(
            &title,
            offered,
            "The library has no other play for what is said here",
        )
    }

    /// Returns the department under the cursor, and what its people say, those of the selected
    /// person only if there is one.
    fn answerable(&self) -> (Option<&Department>, Vec<String>) {
        let seat = self.selected_seat();
        let at = seat.map(|seat| seat.department);
        let at = at.or_else(|| self.board().department_at(self.selected_department()?));
        let department = at.and_then(|at| self.board().departments.get(at));
        let person = seat.and_then(|seat| self.board().person(seat));
        let people = department
            .into_iter()
            .flat_map(|department| &department.people);
        let people = people.filter(|one| person.is_none_or(|person| person.id == one.id));
        let objections = people.flat_map(|person| &person.objections);
        let open = objections.filter_map(|objection| match objection {
            Objection::Open(text) => Some(text.clone()),
            Objection::Settled(_) => None,
        });
        let open = open.collect();
        (department, open)
    }

    fn offer_library(&mut self, title: &str, offered: Vec<Offered>, none: &str) -> Vec<Effect> {
        match LibraryOverlay::new(title, offered) {
            Some(overlay) => {
                self.overlay = Some(Overlay::Library(Box::new(overlay)));
                Vec::new()
            }
            None => self.tell(none),
        }
    }

    /// Puts what is picked onto the board, as one change.
    pub(super) fn take_from_library(&mut self) -> Vec<Effect> {
        let Some(Overlay::Library(overlay)) = self.overlay.take() else {
            return Vec::new();
        };
        let taken = overlay.taken();
        let mut edits: Vec<Edit> = Vec::new();
        let mut names = Vec::new();
        let mut ids: Vec<Id> = Vec::new();
        for offered in &taken {
            let Some(id) = free_id(self.board(), offered) else {
                continue;
            };
            edits.push(edit(self.board(), offered, &id, edits.len()));
            names.push(offered.name().to_owned());
            ids.push(id);
        }
        let Some(first) = ids.first().cloned() else {
            return Vec::new();
        };
        let words = format!("Added {}", line::listed(&names, "and"));
        let effects = self.change(&words, &first, &edits);
        if effects.is_empty() {
            self.overlay = Some(Overlay::Library(overlay));
        } else if self.board().department_at(&first).is_some() {
            self.select_changed(&first);
        }
        effects
    }

    /// Does something to what the library offers.
    pub(super) fn in_library(&mut self, go: impl FnOnce(&mut LibraryOverlay)) -> Vec<Effect> {
        if let Some(Overlay::Library(overlay)) = &mut self.overlay {
            go(overlay);
        }
        Vec::new()
    }
}

/// Returns the plays for what is open, then for the red flags, each play once.
fn plays(board: &Board, department: &Department, objections: &[String]) -> Vec<Offered> {
    let answers = Answers::of(department);
    let own = board
        .plays
        .iter()
        .filter(|play| play.department == department.id && play.status != Status::Dropped);
    let answered: Vec<Answered<'_>> = own.map(|play| answers.find(&play.answers)).collect();
    let open = objections.iter().chain(&department.red_flags);
    let open = open.filter(|text| !answered.contains(&Answered::One(text)));
    let mut offered: Vec<Offered> = Vec::new();
    for text in open {
        for play in plays_for(department, text) {
            if offered.iter().all(|known| known.name() != play.id.as_str()) {
                offered.push(Offered::Play {
                    play,
                    department: department.id.clone(),
                    answers: text.clone(),
                });
            }
        }
    }
    offered
}

/// Returns the id of the library where it is free, else one like it.
fn free_id(board: &Board, offered: &Offered) -> Option<Id> {
    let (wish, letter) = match offered {
        Offered::Department(department) => (&department.id, 'd'),
        Offered::Play { play, .. } => (&play.id, 'p'),
    };
    if board.ids().any(|id| id == wish) {
        return line::made(board, wish, letter, None).ok();
    }
    Some(wish.clone())
}

fn edit(board: &Board, offered: &Offered, id: &Id, nth: usize) -> Edit {
    match offered {
        Offered::Department(department) => Edit::AddDepartment {
            at: board.departments.len() + nth,
            department: Box::new(department.department(id.clone())),
        },
        Offered::Play {
            play,
            department,
            answers,
        } => Edit::AddPlay {
            at: board.plays.len() + nth,
            play: Box::new(play.play(id.clone(), department, answers)),
        },
    }
}
