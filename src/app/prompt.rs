//! Typing a line: opening it with its draft, completing it, reading it after every key.

use tui_input::InputRequest;

use super::line::{self, Choices, Context, Grammar};
use super::palette;
use super::reading::understood;
use super::{App, Asking, Effect, Overlay, PromptOverlay};
use crate::model::Id;

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

    pub(super) fn change_line(&mut self, change: impl FnOnce(&mut PromptOverlay)) -> Vec<Effect> {
        if let Some(Overlay::Prompt(mut prompt)) = self.overlay.take() {
            change(&mut prompt);
            self.read_line(*prompt);
        }
        Vec::new()
    }

    /// Reads what is typed, and shows the line.
    pub(super) fn read_line(&mut self, mut prompt: PromptOverlay) {
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
