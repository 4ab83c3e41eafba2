//! The one way a board changes: edits in words become text, history and a save.

use super::{App, BoardScreen, Change, Effect, Notice, SaveState};
use crate::model::{BoardField, Edit, Id, Overview};

impl App {
    /// Makes `edits` as one change told as `words`, about `about`; or tells why not.
    pub(super) fn change(&mut self, words: &str, about: &Id, edits: &[Edit]) -> Vec<Effect> {
        let moved = self.moved_by(edits);
        let (forward, backward) = match self.document.change(edits) {
            Ok(both_ways) => both_ways,
            Err(refused) => {
                self.notice = Some(Notice::Told(refused.to_string()));
                return Vec::new();
            }
        };
        for edit in edits {
            if matches!(edit, Edit::RemoveEntry(at) if *at < self.log_at_start) {
                self.log_at_start -= 1;
            }
        }
        self.refresh(edits);
        self.history.push(Change {
            words: words.to_owned(),
            forward,
            backward,
            about: Some(about.clone()),
        });
        match moved {
            Some(moved) => self.answer_move(words, moved),
            None => self.notice = Some(Notice::Changed(words.to_owned())),
        }
        self.save()
    }

    /// Gives the board a title, as the first change of a new one.
    pub fn entitle(&mut self, title: &str) -> Vec<Effect> {
        let edit = Edit::SetBoard(BoardField::Title(title.to_owned()));
        self.change(&format!("Titled {title}"), &Id::default(), &[edit])
    }

    /// Takes the last change back, and says what it was.
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        let Some(change) = self.history.last_done().cloned() else {
            return self
                .tell("Nothing more to undo in this sitting; `onside undo` goes back further");
        };
        if let Some((after, before)) = self.history.moored_done() {
            return self.undo_by_merging(&after, &before);
        }
        if let Err(refused) = self.document.splice(&change.backward) {
            return self.tell(&refused.to_string());
        }
        self.history.step_back();
        self.rebuild(change.about.as_ref());
        self.notice = Some(Notice::Told(format!("Undone: {}", change.words)));
        self.save()
    }

    /// Makes the change undone last again, and says what it is.
    pub(super) fn redo(&mut self) -> Vec<Effect> {
        let Some(change) = self.history.last_undone().cloned() else {
            return self.tell("Nothing to redo");
        };
        if let Some((before, after)) = self.history.moored_undone() {
            return self.redo_by_merging(&before, &after);
        }
        if let Err(refused) = self.document.splice(&change.forward) {
            return self.tell(&refused.to_string());
        }
        self.history.step_forward();
        self.rebuild(change.about.as_ref());
        self.notice = Some(Notice::Changed(format!("Again: {}", change.words)));
        self.save()
    }

    /// Answers with a sentence and changes nothing.
    pub(super) fn tell(&mut self, sentence: &str) -> Vec<Effect> {
        self.notice = Some(Notice::Told(sentence.to_owned()));
        Vec::new()
    }

    /// Wishes the text on disk as it is.
    pub(super) fn save(&mut self) -> Vec<Effect> {
        // Why nothing is saved stays on the screen; the disk thread keeps what comes.
        if !matches!(self.saved, SaveState::Gone(_) | SaveState::Paused(_)) {
            self.saved = SaveState::Waiting;
        }
        vec![Effect::Save {
            text: self.document.text().to_owned(),
            board: self.document.board().clone(),
        }]
    }

    fn refresh(&mut self, edits: &[Edit]) {
        self.board_changed();
        self.overview.follow(self.document.board(), edits);
        self.list(|screen, facts| screen.follow(facts, edits));
    }

    /// Follows a board that changed anywhere, with the cursor where it was on the screen.
    pub(super) fn rebuild_in_place(&mut self) {
        self.board_changed();
        self.overview = Overview::new(self.document.board(), self.today());
        self.list(BoardScreen::rebuild_in_place);
    }

    fn rebuild(&mut self, about: Option<&Id>) {
        self.board_changed();
        self.overview = Overview::new(self.document.board(), self.today());
        self.list(BoardScreen::rebuild);
        if let Some(id) = about {
            self.select(id);
        }
    }
}
