//! Where both sides changed one thing: one question a field, with what it was, what we made
//! of it and what they did.
//!
//! Promises: nothing is decided before Enter takes the answers; an answer can be changed
//! until then. Leaves making edits of the answers to the commands and to the merge.

use crate::app::theirs::{OpenQuestions, Sides};
use crate::document::merge::{About, Choice, MergeConflict, both_left, name_left, side_left};
use crate::layout::{Look, Paragraph};
use crate::model::{Board, Conflict};

/// The questions, and which one is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct ConflictsOverlay {
    questions: Vec<Question>,
    at: usize,
    /// How many lines are off the top.
    pub scroll: usize,
    /// What "ours" and "theirs" are.
    sides: String,
    /// What stays as it is while a question is open.
    until: &'static str,
}

/// One question, with its answer so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Where it comes from.
    pub asked: Asked,
    /// What was answered.
    pub answer: Option<Choice>,
    /// The question in one line.
    words: String,
    before: Option<String>,
    sides: [Option<String>; 3],
}

/// Where a question comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// Somebody wrote the file while we changed the board.
    Merge(Box<MergeConflict>),
    /// A git merge left it at this place of the board's `conflicts`.
    Left(usize),
}

/// The answers in the order they are shown.
const CHOICES: [Choice; 3] = [Choice::Ours, Choice::Theirs, Choice::Both];

impl ConflictsOverlay {
    /// Lists the questions that are open, with the answers given before; the file is called
    /// `file`.
    pub(in crate::app) fn about(board: &Board, file: &str, asking: &OpenQuestions) -> Self {
        let answers = &asking.answers;
        let questions = asking.merged(board).conflicts.into_iter().map(|conflict| {
            let mut given = answers.iter();
            let given = given.find(|it| it.0 == conflict.about && it.1 == conflict.field);
            Question {
                answer: given.map(|it| it.2),
                words: conflict.question(),
                before: conflict.words_before(),
                sides: CHOICES.map(|choice| conflict.words(choice)),
                asked: Asked::Merge(Box::new(conflict)),
            }
        });
        let questions = questions.collect();
        match &asking.about {
            Sides::Theirs(theirs) => Self::new(
                questions,
                format!(
                    "Ours is this board; theirs is what {} wrote.",
                    theirs.writer
                ),
                "Nothing is saved until all are answered; Enter then takes the answers.",
            ),
            Sides::Unsaved(offer) => Self::new(
                questions,
                format!(
                    "Ours was not saved on {}; theirs is what {file} says now.",
                    offer.moment
                ),
                "The file stays as it is until all are answered; Enter then takes the answers.",
            ),
        }
    }

    /// Lists the questions that a git merge left on the board.
    pub(in crate::app) fn left(board: &Board) -> Self {
        let conflicts = board.conflicts.iter().enumerate();
        let questions = conflicts.map(|(at, conflict)| left(board, at, conflict));
        Self::new(
            questions.collect(),
            "Ours is this branch; theirs is the one that was merged.".to_owned(),
            "Enter takes the answers given; the others stay in the file.",
        )
    }

    fn new(questions: Vec<Question>, sides: String, until: &'static str) -> Self {
        Self {
            questions,
            at: 0,
            scroll: 0,
            sides,
            until,
        }
    }

    /// Returns the questions.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// Returns how many have an answer.
    pub fn answered(&self) -> usize {
        let answered = self.questions.iter().filter(|it| it.answer.is_some());
        answered.count()
    }

    /// Returns the answers so far, by what they are about.
    pub(in crate::app) fn answers(&self) -> Vec<(About, &'static str, Choice)> {
        let answers = self
            .questions
            .iter()
            .filter_map(|it| match (&it.asked, it.answer) {
                (Asked::Merge(conflict), Some(choice)) => {
                    Some((conflict.about.clone(), conflict.field, choice))
                }
                _ => None,
            });
        answers.collect()
    }

    /// Says whether the question looked at can be answered so.
    pub fn takes(&self, choice: Choice) -> bool {
        let question = self.questions.get(self.at);
        question.is_some_and(|it| it.side(choice).is_some())
    }

    /// Answers the question looked at, and goes to the next one without an answer.
    pub(in crate::app) fn answer(&mut self, choice: Choice) {
        if let Some(question) = self.questions.get_mut(self.at) {
            question.answer = Some(choice);
        }
        let count = self.questions.len();
        let others = (1..count).map(|step| (self.at + step) % count);
        let open = |at: &usize| {
            self.questions
                .get(*at)
                .is_some_and(|it| it.answer.is_none())
        };
        self.go(others.into_iter().find(open).unwrap_or(self.at));
    }

    /// Looks at the next question.
    pub(in crate::app) fn next(&mut self) {
        self.go((self.at + 1).min(self.questions.len().saturating_sub(1)));
    }

    /// Looks at the question before.
    pub(in crate::app) fn previous(&mut self) {
        self.go(self.at.saturating_sub(1));
    }

    fn go(&mut self, at: usize) {
        self.at = at;
        self.scroll = 0;
    }

    /// Returns all that is shown: the question, what it was, the answers with their keys.
    pub fn paragraphs(&self) -> Vec<Paragraph> {
        let Some(question) = self.questions.get(self.at) else {
            return Vec::new();
        };
        let (place, count) = (self.at + 1, self.questions.len());
        let title = match (count, self.answered()) {
            (1, _) => "Both sides changed one thing".to_owned(),
            (_, 0) => format!("Both sides changed the same: question {place} of {count}"),
            (_, answered) => {
                format!(
                    "Both sides changed the same: question {place} of {count}, {answered} answered"
                )
            }
        };
        let mut paragraphs = vec![
            Paragraph::heading(&title),
            Paragraph::blank(),
            Paragraph::heading(&question.words),
            Paragraph::blank(),
        ];
        let before = question.before.as_deref().unwrap_or("not there");
        paragraphs.extend(lines("before", before, Look::Faint));
        for (choice, label) in CHOICES.into_iter().zip(["ours", "theirs", "both"]) {
            if let Some(words) = question.side(choice) {
                paragraphs.push(Paragraph::blank());
                let is_taken = question.answer == Some(choice);
                let mark = if is_taken {
                    format!("> {label}")
                } else {
                    format!("  {label}")
                };
                let look = if is_taken { Look::Strong } else { Look::Plain };
                paragraphs.extend(lines(&mark, words, look));
            }
        }
        paragraphs.push(Paragraph::blank());
        let rest = if self.answered() == count {
            "Enter takes the answers; undo brings this back."
        } else {
            self.until
        };
        let end = format!("{} {rest}", self.sides);
        paragraphs.push(Paragraph::new("", end, Look::Faint));
        paragraphs
    }
}

impl Question {
    /// Returns what an answer leads to, in words; `None` where it makes no sense.
    fn side(&self, choice: Choice) -> Option<&str> {
        let sides = CHOICES.iter().zip(&self.sides);
        let mut found = sides.filter(|(each, _)| **each == choice);
        found.next().and_then(|(_, words)| words.as_deref())
    }
}

/// Returns a side, each line of a note a line of the page.
fn lines<'a>(label: &'a str, words: &'a str, look: Look) -> impl Iterator<Item = Paragraph> + 'a {
    // A blank and not nothing: without a label, what is strong would be a heading.
    let labels = std::iter::once(label).chain(std::iter::repeat(" "));
    let lines = labels.zip(words.split('\n'));
    lines.map(move |(label, line)| Paragraph::new(label, line, look))
}

fn left(board: &Board, at: usize, conflict: &Conflict) -> Question {
    let name = name_left(board, conflict);
    let told = |text: &String| {
        let is_empty = text.is_empty();
        if is_empty {
            "not written".to_owned()
        } else {
            side_left(board, conflict, text)
        }
    };
    let words = if conflict.field.is_empty() {
        format!("{name}: one side removed it, the other changed it. Which one?")
    } else {
        format!(
            "{name}, `{}`: the branches differ. Which one?",
            conflict.field
        )
    };
    Question {
        asked: Asked::Left(at),
        answer: None,
        words,
        before: (!conflict.base.is_empty()).then(|| side_left(board, conflict, &conflict.base)),
        sides: [
            Some(told(&conflict.ours)),
            Some(told(&conflict.theirs)),
            both_left(board, at).map(|both| both.words),
        ],
    }
}
