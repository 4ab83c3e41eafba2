//! Undo and redo of changes older than what somebody else wrote: by merging.
//!
//! Promises: only what the change did is taken back or made again; where somebody changed
//! the same since, nothing is done and the reason is told.

use super::{App, Change, Effect, Notice};
use crate::document::merge::merge;
use crate::document::{Document, Refused, TextEdit};

impl App {
    /// Takes the last change back though the text is another since; refused in words where
    /// somebody changed the same.
    pub(super) fn undo_by_merging(&mut self, after: &str, before: &str) -> Vec<Effect> {
        let Some(change) = self.history.last_done().cloned() else {
            return Vec::new();
        };
        match self.carry_over(after, before) {
            Err(sentence) => self.tell(&format!(
                "Can't undo \u{201c}{}\u{201d}: {sentence}",
                change.words
            )),
            Ok((backward, forward)) => {
                let words = format!("Undone: {}", change.words);
                self.history.step_back_as(Change {
                    forward,
                    backward,
                    ..change
                });
                self.notice = Some(Notice::Told(words));
                self.save()
            }
        }
    }

    /// Makes the change undone last again though the text is another since.
    pub(super) fn redo_by_merging(&mut self, before: &str, after: &str) -> Vec<Effect> {
        let Some(change) = self.history.last_undone().cloned() else {
            return Vec::new();
        };
        match self.carry_over(before, after) {
            Err(sentence) => self.tell(&format!(
                "Can't redo \u{201c}{}\u{201d}: {sentence}",
                change.words
            )),
            Ok((forward, backward)) => {
                let words = format!("Again: {}", change.words);
                self.history.step_forward_as(Change {
                    forward,
                    backward,
                    ..change
                });
                self.notice = Some(Notice::Changed(words));
                self.save()
            }
        }
    }

    /// Makes what leads from one text to the other in the text shown. Returns that as an
    /// edit, and the way back.
    fn carry_over(&mut self, from: &str, to: &str) -> Result<(TextEdit, TextEdit), String> {
        let old = Document::load(from.as_bytes());
        let new = Document::load(to.as_bytes());
        let (Ok(old), Ok(new)) = (old, new) else {
            return Err("the text it was made in is not at hand any more".to_owned());
        };
        let merged = merge(old.board(), self.board(), new.board());
        if let Some(conflict) = merged.conflicts.first() {
            let field = if conflict.field.is_empty() {
                String::new()
            } else {
                format!(", `{}`", conflict.field)
            };
            return Err(format!(
                "somebody changed the same since: {}{field}",
                conflict.name
            ));
        }
        let mut document = self.document.clone();
        let refused = |refused: Refused| refused.to_string();
        let edit = document.apply(&merged.edits).map_err(refused)?;
        let back = edit.invert(self.document.text());
        self.put(document);
        Ok((edit, back))
    }
}
