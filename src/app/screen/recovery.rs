//! What is asked at opening when a killed session had changes that the file has not.

use crate::document::merge::{Choice, Merged, merge};
use crate::layout::{Look, Paragraph};
use crate::model::Board;

/// Changes that a killed session had noted and never saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The journal they are in.
    pub journal: String,
    /// When the last of them was made: "21 Nov 14:02".
    pub moment: String,
    /// How many they were.
    pub changes: usize,
    /// The board they began from.
    pub base: Board,
    /// The board as it was with them.
    pub board: Board,
}

impl Offer {
    /// Returns what brings them onto `board`, whatever became of that since. In a question,
    /// ours is what was not saved, and theirs what the board says.
    pub(in crate::app) fn merge_into(&self, board: &Board) -> Merged {
        let mut merged = merge(&self.base, board, &self.board);
        for conflict in &mut merged.conflicts {
            std::mem::swap(&mut conflict.ours, &mut conflict.theirs);
        }
        merged
    }
}

/// An offer that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryOverlay {
    /// "3 changes of 21 Nov 14:02 were not saved".
    pub title: String,
    /// What would come back, a line each, as words.
    pub words: Vec<String>,
    /// What the file says otherwise by now, a question each.
    pub questions: Vec<Disputed>,
    /// Whether all of it is shown, on a page.
    pub is_looking: bool,
    /// How many lines of that page are off the top.
    pub scroll: usize,
}

/// Something that the file and the offer say differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disputed {
    /// "Dana Ortiz, `stance`: Skeptic or Supporter? It was Neutral."
    pub words: String,
    /// What the file says.
    pub file: Option<String>,
    /// What was not saved.
    pub unsaved: Option<String>,
}

impl RecoveryOverlay {
    /// Puts into words what `offer` would bring onto `board`.
    pub(in crate::app) fn new(offer: &Offer, board: &Board) -> Self {
        let merged = offer.merge_into(board);
        let questions = merged.conflicts.iter().map(|conflict| Disputed {
            words: conflict.question(),
            file: conflict.words(Choice::Theirs),
            unsaved: conflict.words(Choice::Ours),
        });
        let were = if offer.changes == 1 {
            "1 change".to_owned()
        } else {
            format!("{} changes", offer.changes)
        };
        let verb = if offer.changes == 1 { "was" } else { "were" };
        Self {
            title: format!("{were} of {} {verb} not saved", offer.moment),
            words: merged.told.words,
            questions: questions.collect(),
            is_looking: false,
            scroll: 0,
        }
    }

    /// Returns what the panel lists: what would come back, then how much is in question.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = self.words.clone();
        lines.extend(match self.questions.as_slice() {
            [] => None,
            [one] => Some(format!("In question: {}", one.words)),
            several => Some(format!(
                "{} in question: the file says otherwise by now",
                several.len()
            )),
        });
        lines
    }

    /// Returns all of it as a page.
    pub fn paragraphs(&self) -> Vec<Paragraph> {
        let mut paragraphs = vec![Paragraph::heading(&self.title), Paragraph::blank()];
        let plain = |label: &str, text: &str| Paragraph::new(label, text, Look::Plain);
        for (nth, words) in self.words.iter().enumerate() {
            paragraphs.push(plain(if nth == 0 { "Comes back" } else { "" }, words));
        }
        for question in &self.questions {
            paragraphs.push(Paragraph::blank());
            paragraphs.push(plain("In question", &question.words));
            let sides = [("File", &question.file), ("Not saved", &question.unsaved)];
            for (label, words) in sides {
                paragraphs.extend(words.as_ref().map(|words| plain(label, words)));
            }
        }
        paragraphs.push(Paragraph::blank());
        let end = "Where the two differ, each is asked about before anything is brought back. Discarded or \
                   brought back, all of it stays in `onside history` for 30 days.";
        paragraphs.push(Paragraph::new("", end, Look::Faint));
        paragraphs
    }
}
