//! Typing a line: opening it with its draft, reading it after every key, doing it, ending it.

use tui_input::InputRequest;

use super::commands::{Repeatable, all_to_rung, to_rung};
use super::line::{self, Choices, Context, Grammar, Reading};
use super::palette;
use super::{App, Asking, Deed, Effect, Live, Overlay, PromptOverlay};
use crate::layout::Target;
use crate::model::{Decision, Department, Edit, Id, Person, PersonField, Play, Stance};

impl App {
    /// Opens a line, with what was typed and not done the last time.
    pub(super) fn ask(&mut self, asking: Asking) -> Vec<Effect> {
        let draft = self.drafts.remove(&asking).unwrap_or_default();
        self.ask_with(asking, &draft)
    }

    /// Opens a line that begins with `text`.
    pub(super) fn ask_with(&mut self, asking: Asking, text: &str) -> Vec<Effect> {
        let usual = self.usual_department();
        let prompt = PromptOverlay::new(asking, usual, text);
        self.read_line(prompt);
        Vec::new()
    }

    /// Returns the department the cursor is in or on, else the only one.
    pub(super) fn usual_department(&self) -> Option<Id> {
        let departments = &self.board().departments;
        if let Some(seat) = self.selected_seat() {
            return departments.get(seat.department).map(|it| it.id.clone());
        }
        match (self.selected_department(), departments.as_slice()) {
            (Some(id), _) => Some(id.clone()),
            (_, [only]) => Some(only.id.clone()),
            _ => None,
        }
    }

    /// Types a character.
    pub(super) fn type_char(&mut self, char: char) -> Vec<Effect> {
        self.change_line(|prompt| prompt.insert(char))
    }

    /// Moves the cursor in the line, or deletes.
    pub(super) fn edit_line(&mut self, request: InputRequest) -> Vec<Effect> {
        self.change_line(|prompt| prompt.edit(request))
    }

    /// Puts pasted text in; rows of people are shown as a table first.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        if let Some(Overlay::Prompt(prompt)) = &self.overlay {
            let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
            if *prompt.asking() == Asking::Person && (lines > 1 || text.contains('\t')) {
                let prompt = prompt.clone();
                return self.show_pasted(&prompt, text);
            }
        }
        self.put_lines(text)
    }

    /// Puts text in; of several lines the others wait behind the first.
    pub(super) fn put_lines(&mut self, text: &str) -> Vec<Effect> {
        let mut waiting = 0;
        self.change_line(|prompt| waiting = prompt.paste(text));
        match waiting {
            0 => Vec::new(),
            1 => self.tell("1 more line waits: Enter adds this one and shows the next"),
            many => self.tell(&format!(
                "{many} more lines wait: Enter adds this one and shows the next"
            )),
        }
    }

    /// Keeps what was typed and not done for the next time.
    pub(super) fn keep_draft(&mut self, asking: Asking, draft: String) {
        if !draft.trim().is_empty() {
            self.drafts.insert(asking, draft);
        }
    }

    /// Puts in what may stand before the cursor, the next of it each time.
    pub(super) fn complete(&mut self, is_back: bool) -> Vec<Effect> {
        let Some(Overlay::Prompt(mut prompt)) = self.overlay.take() else {
            return Vec::new();
        };
        let (text, cursor) = (prompt.text().to_owned(), prompt.cursor());
        let asking = prompt.asking().clone();
        prompt.complete(is_back, || self.choices(&asking, &text, cursor));
        self.read_line(*prompt);
        Vec::new()
    }

    pub(super) fn choices(&self, asking: &Asking, text: &str, cursor: usize) -> Choices {
        match asking {
            Asking::Command => palette::choices(self, text, cursor),
            Asking::Go => palette::go_choices(self, text.get(..cursor).unwrap_or(text)),
            other => line::choices(self.context(), grammar(other), text, cursor),
        }
    }

    /// Returns what a line is read against.
    pub(super) fn context(&self) -> Context<'_> {
        Context {
            board: self.board(),
            today: self.today(),
        }
    }

    fn change_line(&mut self, change: impl FnOnce(&mut PromptOverlay)) -> Vec<Effect> {
        if let Some(Overlay::Prompt(mut prompt)) = self.overlay.take() {
            change(&mut prompt);
            self.read_line(*prompt);
        }
        Vec::new()
    }

    /// Reads what is typed, and shows the line.
    fn read_line(&mut self, mut prompt: PromptOverlay) {
        (prompt.live, prompt.deed) = match prompt.asking() {
            Asking::Filter => self.filter_while_typed(prompt.text()),
            Asking::Go => palette::go(self, prompt.text()),
            Asking::Command => palette::read(self, prompt.text()),
            other => {
                let usual = prompt.usual.as_ref();
                understood(self.reading(other, usual, prompt.text()))
            }
        };
        self.overlay = Some(Overlay::Prompt(Box::new(prompt)));
    }

    /// Reads `text` as what is asked.
    pub(super) fn reading(&self, asking: &Asking, usual: Option<&Id>, text: &str) -> Reading {
        type OfPerson = fn(Context<'_>, &Person, &str) -> Reading;
        let about = |id: &Id, read: OfPerson| match self.overview.seat(id) {
            Some(seat) => match self.board().person(seat) {
                Some(person) => read(self.context(), person, text),
                None => gone(id),
            },
            None => gone(id),
        };
        match asking {
            Asking::Person => line::person(self.context(), usual, text),
            Asking::Department => line::department(self.context(), text),
            Asking::Influence(id) => about(id, line::influence),
            Asking::PersonField(id) => about(id, line::person_field),
            Asking::DepartmentField(id) => match self.department(id) {
                Some(department) => line::department_field(self.context(), department, text),
                None => gone(id),
            },
            Asking::Objection(id) => about(id, line::objection),
            Asking::Talk(id) => about(id, line::talk),
            Asking::Proof(id) => about(id, line::proof),
            Asking::Favour(id) => about(id, line::favour),
            Asking::Play => line::play(self.context(), usual, text),
            Asking::PlayField(id) => match self.play(id) {
                Some(play) => line::play_field(self.context(), play, text),
                None => gone(id),
            },
            Asking::Decision => line::decision(self.context(), text),
            Asking::DecisionField(id) => match self.decision(id) {
                Some(decision) => line::decision_field(self.context(), decision, text),
                None => gone(id),
            },
            Asking::TalkAll | Asking::FavourAll | Asking::ChangeAll => {
                self.reading_of_all(asking, text)
            }
            Asking::Command | Asking::Filter | Asking::Go => Reading::Hint(String::new()),
        }
    }

    /// Goes to the board, and there to a person or a department.
    fn go(&mut self, id: &Id) -> Vec<Effect> {
        self.go_home();
        self.select_changed(id);
        Vec::new()
    }

    fn department(&self, id: &Id) -> Option<&Department> {
        let at = self.board().department_at(id)?;
        self.board().departments.get(at)
    }

    /// Returns a play by its id.
    pub(super) fn play(&self, id: &Id) -> Option<&Play> {
        let at = self.board().play_at(id)?;
        self.board().plays.get(at)
    }

    /// Returns a decision by its id.
    pub(super) fn decision(&self, id: &Id) -> Option<&Decision> {
        let at = self.board().decision_at(id)?;
        self.board().decisions.get(at)
    }

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
}

/// Returns who is moved to which rung, where edits do nothing else.
fn all_moved(edits: &[Edit]) -> Option<(Vec<Id>, Stance)> {
    let moved = edits.iter().map(|edit| match edit {
        Edit::SetPerson {
            id,
            field: PersonField::Stance(stance),
        } => Some((id.clone(), *stance)),
        _ => None,
    });
    let moved: Option<Vec<(Id, Stance)>> = moved.collect();
    let moved = moved?;
    let (_, stance) = *moved.first()?;
    Some((moved.into_iter().map(|(id, _)| id).collect(), stance))
}

fn gone(id: &Id) -> Reading {
    Reading::Wrong(format!("`{id}` is no longer on this board"))
}

/// Returns which grammar a line of text has.
fn grammar(asking: &Asking) -> Grammar {
    match asking {
        Asking::Person => Grammar::Person,
        Asking::Department => Grammar::Department,
        Asking::Influence(_) => Grammar::Influence,
        Asking::PersonField(_) | Asking::ChangeAll => Grammar::PersonField,
        Asking::DepartmentField(_) => Grammar::DepartmentField,
        Asking::Talk(_) | Asking::TalkAll => Grammar::Talk,
        Asking::Proof(_) => Grammar::Proof,
        Asking::Play => Grammar::Play,
        Asking::PlayField(_) => Grammar::PlayField,
        Asking::Decision => Grammar::Decision,
        Asking::DecisionField(_) => Grammar::DecisionField,
        Asking::Favour(_) | Asking::FavourAll => Grammar::Favour,
        Asking::Filter => Grammar::Filter,
        Asking::Objection(_) | Asking::Command | Asking::Go => Grammar::Text,
    }
}

/// Returns what the second line shows of a reading, and what Enter does.
pub(super) fn understood(reading: Reading) -> (Live, Deed) {
    match reading {
        Reading::Hint(hint) => (Live::Hint(hint), Deed::Nothing),
        Reading::Wrong(problem) => (Live::Wrong(problem), Deed::Nothing),
        Reading::Ready(ready) => {
            let live = Live::Said(ready.said.clone());
            let deed = match ready.edits.as_slice() {
                // A rung is moved to and not set: the log tells it.
                [
                    Edit::SetPerson {
                        id,
                        field: PersonField::Stance(stance),
                    },
                ] => Deed::Move(id.clone(), *stance),
                several => match all_moved(several) {
                    Some((ids, stance)) => Deed::MoveAll(ids, stance),
                    None => Deed::Change(ready),
                },
            };
            (live, deed)
        }
    }
}
