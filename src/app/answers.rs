//! Taking the answers to questions: both sides and the answers become one change.
//!
//! Promises: nothing of either side is dropped but by an answer; where the change can't be
//! written, the questions stay open. Leaves asking to `screen/conflicts.rs`.

use super::screen::Asked;
use super::theirs::{OpenQuestions, Sides};
use super::{App, ConflictsOverlay, Effect, Overlay};
use crate::document::merge::{Choice, NoAnswer, answer_left, both_left, told};
use crate::model::{Board, Edit};

impl App {
    /// Makes the answers given one change.
    pub(super) fn take_answers(&mut self) -> Vec<Effect> {
        let Some(Overlay::Conflicts(overlay)) = self.overlay.take() else {
            return Vec::new();
        };
        match self.asking.take() {
            Some(asking) => self.take_merged(asking, &overlay),
            None => self.take_left(&overlay),
        }
    }

    /// Opens the questions; where the board has changed so that nothing is in question any
    /// more, what they were about is taken in at once.
    pub(super) fn ask_or_answer(&mut self) -> Vec<Effect> {
        let asking = self.asking.as_ref();
        let is_settled = asking.is_some_and(|it| it.merged(self.board()).conflicts.is_empty());
        if let Some(asking) = self.asking.take_if(|_| is_settled) {
            let nothing = ConflictsOverlay::about(self.board(), "", &asking);
            return self.take_merged(asking, &nothing);
        }
        self.open_questions();
        Vec::new()
    }

    /// Makes both sides and the answers one change.
    fn take_merged(&mut self, asking: OpenQuestions, overlay: &ConflictsOverlay) -> Vec<Effect> {
        let edits = answered(&asking, self.board(), overlay);
        let answers = match overlay.questions().len() {
            0 => String::new(),
            1 => ", with 1 answer".to_owned(),
            count => format!(", with {count} answers"),
        };
        match asking.about {
            Sides::Theirs(theirs) => {
                let effects = self.make_of(&theirs, &edits, &format!("Merged{answers}"));
                if effects.is_empty() {
                    // It was refused: the questions stay open.
                    self.asking = Some(OpenQuestions::new(Sides::Theirs(theirs)));
                }
                effects
            }
            Sides::Unsaved(offer) => {
                let words = told(self.board(), &edits).words.join(", ");
                if edits.is_empty() {
                    self.tell(
                        "The file stays as it is; `onside history` has the rest, for 30 days",
                    );
                }
                self.bring_back(*offer, &edits, &format!("Brought back{answers}: {words}"))
            }
        }
    }

    /// Answers what a git merge left, as one change; the questions without an answer stay.
    fn take_left(&mut self, overlay: &ConflictsOverlay) -> Vec<Effect> {
        let mut result = self.board().clone();
        let mut edits = Vec::new();
        // From the last to the first, so that the places of the others stay right.
        for question in overlay.questions().iter().rev() {
            let (Asked::Left(at), Some(choice)) = (&question.asked, question.answer) else {
                continue;
            };
            match answer(&result, *at, choice) {
                Ok(more) => {
                    if more.iter().all(|edit| result.apply(edit).is_ok()) {
                        edits.extend(more);
                    }
                }
                Err(why) => return self.tell(&why.to_string()),
            }
        }
        let words = match overlay.answered() {
            1 => "Answered 1 question of the git merge".to_owned(),
            count => format!("Answered {count} questions of the git merge"),
        };
        self.make_and_save(&words, &edits)
    }
}

/// Returns the edits that make both sides and the answers one on `board`.
fn answered(asking: &OpenQuestions, board: &Board, overlay: &ConflictsOverlay) -> Vec<Edit> {
    let mut edits = asking.merged(board).edits;
    let mut result = board.clone();
    let made = edits.iter().all(|edit| result.apply(edit).is_ok());
    for question in overlay.questions().iter().filter(|_| made) {
        if let (Asked::Merge(conflict), Some(choice)) = (&question.asked, question.answer) {
            let more = conflict.answer(&result, choice);
            if more.iter().all(|edit| result.apply(edit).is_ok()) {
                edits.extend(more);
            }
        }
    }
    edits
}

fn answer(board: &Board, at: usize, choice: Choice) -> Result<Vec<Edit>, NoAnswer> {
    if let (Choice::Both, Some(both)) = (choice, both_left(board, at)) {
        return Ok(both.edits);
    }
    let conflict = board.conflicts.get(at);
    let text = conflict.map(|it| match choice {
        Choice::Theirs => it.theirs.clone(),
        Choice::Ours | Choice::Both => it.ours.clone(),
    });
    answer_left(board, at, &text.unwrap_or_default())
}
