//! Doing what a line says, and ending it without.

use super::commands::{Repeatable, all_to_rung, to_rung};
use super::{App, Asking, Deed, Effect, Overlay, PromptOverlay};
use crate::layout::Target;
use crate::model::{Edit, Id};

impl App {
    /// Ends the line and keeps what is typed for the next time.
    pub(super) fn end_line(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Prompt(prompt)) = self.overlay.take() {
            let draft = prompt.text().to_owned();
            if prompt.asking().keeps_drafts() {
                self.keep_draft(prompt.asking().clone(), draft);
            }
            if *prompt.asking() == Asking::Filter {
                return self.clear_filter();
            }
        }
        Vec::new()
    }

    /// Does what the line says. It is read again first: the board may be another one by now.
    pub(super) fn do_line(&mut self) -> Vec<Effect> {
        self.change_line(|_| {});
        let Some(Overlay::Prompt(prompt)) = self.overlay.take() else {
            return Vec::new();
        };
        if prompt.asking().stays() && prompt.text().trim().is_empty() {
            return Vec::new();
        }
        match prompt.deed.clone() {
            Deed::Nothing => {
                self.overlay = Some(Overlay::Prompt(prompt));
                Vec::new()
            }
            Deed::Change(ready) => {
                let effects = self.change(&ready.words, &ready.about, &ready.edits);
                if effects.is_empty() {
                    // It was refused; nothing that is typed is lost.
                    self.overlay = Some(Overlay::Prompt(prompt));
                    return effects;
                }
                self.select_changed(&ready.about);
                let again = Repeatable::of_line(prompt.asking(), prompt.text());
                self.repeatable = again.or(self.repeatable.take());
                if prompt.asking().stays() {
                    self.go_on(*prompt, &ready.edits);
                }
                effects
            }
            Deed::Move(id, stance) => to_rung(self, &id, stance),
            Deed::MoveAll(ids, stance) => all_to_rung(self, &ids, stance),
            Deed::Filter(filter) => self.keep_filter(filter),
            Deed::Go(id) => self.go(&id),
            Deed::Run(command) => self.run(command),
            Deed::Import(path) => self.ask_for_sheet(path),
            Deed::Open(path, title) => vec![Effect::Open { path, title }],
        }
    }

    /// Puts the cursor on whom or what a line was about, if it still has a row.
    pub(super) fn select_changed(&mut self, about: &Id) {
        let seat = self.overview.seat(about);
        let person = seat.and_then(|seat| self.board().person(seat));
        if self.play(about).is_some() {
            self.point_at(&Target::Play(about.clone()));
        } else if self.decision(about).is_some() {
            self.point_at(&Target::Decision(about.clone()));
        } else if self.board().department_at(about).is_some() {
            self.board_screen
                .select_department(self.document.board(), about);
            self.follow_selection();
        } else if person.is_some_and(|person| !person.has_left()) {
            self.select(about);
        }
    }

    /// Shows the line again for the next one, with the department kept.
    fn go_on(&mut self, mut prompt: PromptOverlay, edits: &[Edit]) {
        let department = edits.iter().find_map(|edit| match edit {
            Edit::AddPerson { department, .. } => Some(department.clone()),
            _ => None,
        });
        let usual = department.or_else(|| self.usual_department());
        prompt.next(usual);
        self.read_line(prompt);
    }

    /// Goes to the board, and there to a person or a department.
    fn go(&mut self, id: &Id) -> Vec<Effect> {
        self.go_home();
        self.select_changed(id);
        Vec::new()
    }
}
