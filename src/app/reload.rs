//! Taking in what somebody else wrote: showing it, merging it with ours, putting back what
//! an older copy lacks, asking where both sides changed one thing.
//!
//! Promises: theirs' text is the ground, so its comments and layout stay; ours is in it or
//! in a question; the selection stays with whom it was on. What they wrote is no step of
//! undo, what we made of it is one.

use super::theirs::{OpenQuestions, Sides, Theirs};
use super::{
    App, Change, ConflictsOverlay, Effect, Missing, Notice, Overlay, RemovalOverlay, SaveState,
};
use crate::document::merge::{Merged, Told, diff, merge, told};
use crate::document::{Document, Splice, TextEdit};
use crate::model::{Board, Edit};

impl App {
    /// Takes in what somebody else wrote.
    pub(super) fn take_theirs(&mut self, theirs: Box<Theirs>) -> Vec<Effect> {
        if let Some(older) = theirs.older.clone() {
            return self.take_older(&theirs, older.parent, older.is_unaware);
        }
        let ours = self.document.board();
        if ours == &theirs.base || ours == theirs.document.board() {
            return self.reload(&theirs);
        }
        self.merge_theirs(theirs)
    }

    /// Shows theirs in place of ours, which is in the file they wrote over.
    fn reload(&mut self, theirs: &Theirs) -> Vec<Effect> {
        let before = self.board().clone();
        let told = told(&before, &diff(&before, theirs.document.board()));
        if self.document.text() != theirs.document.text() {
            self.show(theirs.document.clone());
            self.note_hand_moves(&before, theirs.document.board());
            self.notice = Some(Notice::Told(if told.words.is_empty() {
                "Reloaded: only comments or layout changed".to_owned()
            } else {
                format!("Reloaded: {told}")
            }));
        }
        self.settled(theirs)
    }

    /// Shows theirs with ours merged into it, as a change; or asks.
    fn merge_theirs(&mut self, theirs: Box<Theirs>) -> Vec<Effect> {
        let merged = merge(&theirs.base, self.board(), theirs.document.board());
        if !merged.conflicts.is_empty() {
            return self.ask_about(theirs);
        }
        let words = format!("Merged what {} wrote: {}", theirs.writer, merged.told);
        let effects = self.make_of(&theirs, &merged.edits, &words);
        self.note_hand_moves(&theirs.base, theirs.document.board());
        effects
    }

    /// Makes theirs with `edits`, which are edits of ours, one change.
    pub(super) fn make_of(&mut self, theirs: &Theirs, edits: &[Edit], words: &str) -> Vec<Effect> {
        let Some(document) = grounded(self.document(), &theirs.document, edits) else {
            let sentence = "What was merged can't be written into the file safely: nothing was changed, \
                            and nothing is saved. q leaves; your version is kept aside.";
            self.saved = SaveState::Paused(sentence.to_owned());
            return Vec::new();
        };
        if edits.is_empty() {
            // All that they changed was changed here alike: no step, only their text.
            self.show(document);
            return self.settled(theirs);
        }
        let forward = difference(self.document.text(), document.text());
        let change = Change {
            words: words.to_owned(),
            backward: forward.invert(self.document.text()),
            forward,
            about: None,
        };
        self.put(document);
        self.history.push(change);
        self.notice = Some(Notice::Changed(words.to_owned()));
        self.settled(theirs)
    }

    /// Takes in a copy of an older version: it is shown, and what it lacks is put back as
    /// a change, or offered where its writer may have meant it.
    fn take_older(&mut self, theirs: &Theirs, parent: Board, is_unaware: bool) -> Vec<Effect> {
        let missing = Missing {
            parent,
            saved: self.board().clone(),
            on: String::new(),
        };
        let lacking = merge(&missing.parent, theirs.document.board(), &missing.saved);
        if lacking.edits.is_empty() && lacking.conflicts.is_empty() {
            return self.reload(theirs);
        }
        if !lacking.conflicts.is_empty() {
            let theirs = Theirs {
                base: missing.parent,
                older: None,
                ..theirs.clone()
            };
            return self.ask_about(Box::new(theirs));
        }
        self.show(theirs.document.clone());
        if !is_unaware {
            let missing = self.with_earlier(missing);
            let name = &self.origin.name;
            let sentence = format!(
                "{name} is an older version again, without {}. `B` puts it back",
                list(&lacking.told)
            );
            self.missing = Some(missing);
            self.notice = Some(Notice::Told(sentence));
            return self.settled(theirs);
        }
        let words = format!(
            "{} wrote an older copy; put back: {}",
            theirs.writer,
            list(&lacking.told)
        );
        self.make(&words, &lacking.edits);
        self.settled(theirs)
    }

    /// Adds what was missing before and is not answered yet to what is missing now.
    fn with_earlier(&self, missing: Missing) -> Missing {
        let Some(earlier) = &self.missing else {
            return missing;
        };
        let merged = |board: &Board, from, to| {
            let edits = merge(from, board, to).edits;
            let mut board = board.clone();
            let is_made = edits.iter().all(|edit| board.apply(edit).is_ok());
            is_made.then_some(board)
        };
        let (without, with) = (&earlier.parent, &earlier.saved);
        let saved = merged(&missing.saved, without, with);
        // It is missing wherever it is, so what both come from is without it.
        match (saved, merged(&missing.parent, with, without)) {
            (Some(saved), Some(parent)) => Missing {
                parent,
                saved,
                ..missing
            },
            _ => missing,
        }
    }

    /// Puts back what is missing from the file, as one change.
    pub(super) fn put_back(&mut self) -> Vec<Effect> {
        let Some(missing) = self.missing.take() else {
            return Vec::new();
        };
        self.overlay = None;
        let Merged {
            edits,
            told,
            conflicts,
        } = merge(&missing.parent, self.board(), &missing.saved);
        let mut words = format!("Put back: {}", list(&told));
        if !conflicts.is_empty() {
            let left: Vec<&str> = conflicts.iter().map(|it| it.name.as_str()).collect();
            words = format!("{words}. Changed since, left as it is: {}", left.join(", "));
        }
        if edits.is_empty() {
            return self.tell(&words);
        }
        self.make_and_save(&words, &edits)
    }

    /// Makes edits anywhere on the board as one change with those words.
    pub(super) fn make_and_save(&mut self, words: &str, edits: &[Edit]) -> Vec<Effect> {
        if self.make(words, edits) {
            self.save()
        } else {
            Vec::new()
        }
    }

    /// Makes edits as one change with those words, without saving. Says whether they were made.
    fn make(&mut self, words: &str, edits: &[Edit]) -> bool {
        let mut document = self.document.clone();
        match document.apply(edits) {
            Ok(forward) => {
                let backward = forward.invert(self.document.text());
                self.put(document);
                self.history.push(Change {
                    words: words.to_owned(),
                    forward,
                    backward,
                    about: None,
                });
                self.notice = Some(Notice::Changed(words.to_owned()));
                true
            }
            Err(refused) => {
                self.notice = Some(Notice::Told(refused.to_string()));
                false
            }
        }
    }

    /// Opens the questions about theirs; nothing is saved until they are answered.
    fn ask_about(&mut self, theirs: Box<Theirs>) -> Vec<Effect> {
        self.set_unsaved_aside();
        let place = match &theirs.kept {
            Some(kept) => format!("kept in {kept}"),
            None => "in the file".to_owned(),
        };
        let writer = theirs.writer.clone();
        self.asking = Some(OpenQuestions::new(Sides::Theirs(theirs)));
        self.open_questions();
        let (questions, them) = match self.questions_open() {
            1 => ("1 question is".to_owned(), "it is"),
            count => (format!("{count} questions are"), "they are"),
        };
        let mut sentence = format!(
            "{questions} open (C): you and {writer} changed the same. Nothing is saved until \
             {them} answered; theirs is {place}."
        );
        self.notice = None;
        if self.is_leaving {
            sentence.push_str(&self.how_to_leave());
        }
        self.saved = SaveState::Paused(sentence);
        Vec::new()
    }

    /// Lays the questions over the screen: those that are open, else those that a git merge left.
    pub(super) fn open_questions(&mut self) {
        let overlay = match &self.asking {
            Some(asking) => ConflictsOverlay::about(self.board(), &self.origin.name, asking),
            None => ConflictsOverlay::left(self.board()),
        };
        // A line that is being typed goes on: its letters must not become answers. `C` asks then.
        let is_typing = matches!(self.overlay, Some(Overlay::Prompt(_)));
        if !overlay.questions().is_empty() && !is_typing {
            self.overlay = Some(Overlay::Conflicts(overlay));
        }
    }

    /// Returns how many questions are open.
    pub fn questions_open(&self) -> usize {
        match (&self.overlay, &self.asking) {
            (Some(Overlay::Conflicts(overlay)), _) => overlay.questions().len(),
            (_, Some(asking)) => asking.merged(self.board()).conflicts.len(),
            (_, None) => self.board().conflicts.len(),
        }
    }

    /// Says whether nothing may be saved before questions are answered.
    pub(super) fn is_paused_by_questions(&self) -> bool {
        let asking = self.asking.as_ref();
        asking.is_some_and(OpenQuestions::stops_saving)
    }

    /// Leaves questions about what was not saved for later: the board has changed below
    /// them, or something else is to be asked first.
    fn set_unsaved_aside(&mut self) {
        if self.is_paused_by_questions() {
            return;
        }
        if let Some(asking) = self.asking.take() {
            self.put_off.push(asking);
            if matches!(self.overlay, Some(Overlay::Conflicts(_))) {
                self.overlay = None;
            }
        }
    }

    /// Lets the file be replaced from now on, and saves where the board says more than it.
    fn settled(&mut self, theirs: &Theirs) -> Vec<Effect> {
        self.set_unsaved_aside();
        self.asking = None;
        let is_in_file = theirs.kept.is_none();
        let text = self.document.text();
        let save = (!is_in_file || text != theirs.document.text())
            .then(|| (text.to_owned(), self.document.board().clone()));
        let is_saved = save.is_none();
        self.saved = if is_saved {
            SaveState::Unchanged
        } else {
            SaveState::Waiting
        };
        let mut effects = vec![Effect::Adopt { save }];
        if self.is_leaving {
            effects.push(if is_saved {
                Effect::Quit
            } else {
                Effect::Flush
            });
        }
        effects
    }

    /// Shows another text that is not made of the one shown.
    fn show(&mut self, document: Document) {
        self.history.moor(self.document.text());
        self.put(document);
    }

    /// Puts a document in place of the one shown, with all that follows from it.
    pub(super) fn put(&mut self, document: Document) {
        let own = self
            .board()
            .log
            .get(self.log_at_start..)
            .unwrap_or_default()
            .to_vec();
        self.document = document;
        let log = &self.document.board().log;
        // What lies behind this place was added in this sitting, and by nobody else.
        let of_ours = log
            .iter()
            .rev()
            .take_while(|entry| own.contains(entry))
            .count();
        self.log_at_start = log.len() - of_ours;
        self.rebuild_in_place();
        self.turn_page();
        if let Some(Overlay::Removal(asked)) = &self.overlay {
            let asked = RemovalOverlay::of(self.document.board(), &asked.ids);
            self.overlay = asked.map(Overlay::Removal);
        }
    }
}

/// Returns theirs with `edits` of ours made in it; ours with them where that can't be written.
fn grounded(ours: &Document, theirs: &Document, edits: &[Edit]) -> Option<Document> {
    let mut result = ours.board().clone();
    for edit in edits {
        result.apply(edit).ok()?;
    }
    let mut document = theirs.clone();
    let on_theirs = document.apply(&diff(theirs.board(), &result));
    if on_theirs.is_ok() && document.board() == &result {
        return Some(document);
    }
    let mut document = ours.clone();
    document.apply(edits).ok()?;
    Some(document)
}

/// Returns the one replacement that makes `after` of `before`.
fn difference(before: &str, after: &str) -> TextEdit {
    let same = |(one, other): &(char, char)| one == other;
    let start: usize = before
        .chars()
        .zip(after.chars())
        .take_while(same)
        .map(|(one, _)| one.len_utf8())
        .sum();
    let (old, new) = (
        before.get(start..).unwrap_or(""),
        after.get(start..).unwrap_or(""),
    );
    let end: usize = old
        .chars()
        .rev()
        .zip(new.chars().rev())
        .take_while(same)
        .map(|(one, _)| one.len_utf8())
        .sum();
    let insert = new.get(..new.len() - end).unwrap_or("");
    TextEdit::new(vec![Splice::new(start..before.len() - end, insert)])
}

/// Returns the words of what is told, without the count: "Dana Ortiz to Supporter".
fn list(told: &Told) -> String {
    match told.words.as_slice() {
        [one] => one.clone(),
        [one, other] => format!("{one}, {other}"),
        [one, other, more @ ..] => format!("{one}, {other} and {} more", more.len()),
        [] => "nothing".to_owned(),
    }
}
