//! A line that is typed: what it is for, its text and cursor, and what is understood of it.

use std::collections::VecDeque;
use std::ops::Range;
use std::path::PathBuf;

use tui_input::{Input, InputRequest};

use crate::app::commands::Command;
use crate::app::line::{Choices, Filter, Ready};
use crate::model::{Board, Id, Stance};
use crate::text::is_hidden;

/// The most characters a line takes: enough for a long note, too few to make typing slow.
const MOST: usize = 2_000;

/// What a line is typed for. Drafts are kept by it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Asking {
    /// A new person.
    Person,
    /// A new department.
    Department,
    /// Who listens to this person, and to whom they do.
    Influence(Id),
    /// A field of this person.
    PersonField(Id),
    /// A field of this department.
    DepartmentField(Id),
    /// An objection of this person.
    Objection(Id),
    /// A talk with this person.
    Talk(Id),
    /// How we know where this person stands.
    Proof(Id),
    /// What was asked of this person, promised or given to them.
    Favour(Id),
    /// A new play.
    Play,
    /// A field of this play.
    PlayField(Id),
    /// A new decision.
    Decision,
    /// A field of this decision.
    DecisionField(Id),
    /// A talk with all who are marked.
    TalkAll,
    /// What was asked of all who are marked, promised or given to them.
    FavourAll,
    /// A field of all who are marked.
    ChangeAll,
    /// Whom the board lists.
    Filter,
    /// Whom or what to go to.
    Go,
    /// A command by its name.
    Command,
}

impl Asking {
    /// Returns what stands before the line.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Person => "add: ",
            Self::Department => "add department: ",
            Self::Influence(_) => "influence: ",
            Self::PersonField(_)
            | Self::DepartmentField(_)
            | Self::PlayField(_)
            | Self::DecisionField(_) => "change: ",
            Self::Objection(_) => "objection: ",
            Self::Talk(_) => "talked: ",
            Self::Proof(_) => "proof: ",
            Self::Favour(_) => "favour: ",
            Self::Play => "add play: ",
            Self::Decision => "add decision: ",
            Self::TalkAll => "talked, all marked: ",
            Self::FavourAll => "favour, all marked: ",
            Self::ChangeAll => "change, all marked: ",
            Self::Filter => "filter: ",
            Self::Go => "go: ",
            Self::Command => ":",
        }
    }

    /// Says whether what is typed and not done is kept for the next time.
    pub fn keeps_drafts(&self) -> bool {
        !matches!(self, Self::Command | Self::Filter | Self::Go)
    }

    /// Says whether the line stays for the next one when it is done.
    pub fn stays(&self) -> bool {
        matches!(
            self,
            Self::Person | Self::Department | Self::Play | Self::Decision
        )
    }
}

/// What is understood so far, for the second line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Live {
    /// Nothing: what may be typed.
    Hint(String),
    /// What is not understood, with what is allowed.
    Wrong(String),
    /// What Enter does, piece by piece.
    Said(Vec<String>),
    /// Words to choose from, and which is chosen.
    Listed(Vec<String>, usize),
}

/// What Enter does.
#[derive(Clone, Debug)]
pub enum Deed {
    /// Nothing; there is something to mend first.
    Nothing,
    /// Changes the board.
    Change(Ready),
    /// Moves somebody to a rung.
    Move(Id, Stance),
    /// Moves these people to a rung.
    MoveAll(Vec<Id>, Stance),
    /// Lists whom this finds; everybody without one.
    Filter(Option<Filter>),
    /// Goes to a person or a department.
    Go(Id),
    /// Runs a command.
    Run(&'static Command),
    /// Opens another board, titled so if it is new.
    Open(PathBuf, Option<String>),
    /// Reads a table and shows what is understood of it.
    Import(PathBuf),
}

/// A line that is typed.
#[derive(Clone, Debug)]
pub struct PromptOverlay {
    asking: Asking,
    input: Input,
    /// Where people go who are added without `@`.
    pub(in crate::app) usual: Option<Id>,
    pub(in crate::app) live: Live,
    pub(in crate::app) deed: Deed,
    offered: Option<Offered>,
    /// Lines that were pasted behind this one, and wait for their turn.
    waiting: VecDeque<String>,
}

/// What Tab goes through.
#[derive(Clone, Debug)]
struct Offered {
    at: Range<usize>,
    words: Vec<String>,
    nth: usize,
}

/// What is understood follows from what is typed, so it is not compared.
impl PartialEq for PromptOverlay {
    fn eq(&self, other: &Self) -> bool {
        let all = |it: &Self| (it.asking.clone(), it.text().to_owned(), it.input.cursor());
        all(self) == all(other) && self.usual == other.usual
    }
}

impl Eq for PromptOverlay {}

impl PromptOverlay {
    /// Begins a line with the cursor behind `text`.
    pub fn new(asking: Asking, usual: Option<Id>, text: &str) -> Self {
        Self {
            asking,
            input: Input::new(text.to_owned()),
            usual,
            live: Live::Hint(String::new()),
            deed: Deed::Nothing,
            offered: None,
            waiting: VecDeque::new(),
        }
    }

    /// Returns what it is typed for.
    pub fn asking(&self) -> &Asking {
        &self.asking
    }

    /// Returns the department where people go who are added without `@`.
    pub fn usual_name<'a>(&self, board: &'a Board) -> Option<&'a str> {
        let usual = self
            .usual
            .as_ref()
            .filter(|_| self.asking == Asking::Person)?;
        let department = board.departments.get(board.department_at(usual)?)?;
        Some(&department.name)
    }

    /// Returns what is typed.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Returns how many bytes of the text lie before the cursor.
    pub fn cursor(&self) -> usize {
        let mut places = self.text().char_indices();
        let behind = places.nth(self.input.cursor());
        behind.map_or(self.text().len(), |(at, _)| at)
    }

    /// Returns what is understood so far; while Tab goes through words, those.
    pub fn live(&self) -> Live {
        match &self.offered {
            Some(offered) if offered.words.len() > 1 => {
                Live::Listed(offered.words.clone(), offered.nth)
            }
            _ => self.live.clone(),
        }
    }

    /// Types a character, unless it is one that nobody would see.
    pub(in crate::app) fn insert(&mut self, char: char) {
        if !is_hidden(char) && self.text().chars().count() < MOST {
            self.edit(InputRequest::InsertChar(char));
        }
    }

    /// Moves the cursor or deletes.
    pub(in crate::app) fn edit(&mut self, request: InputRequest) {
        self.offered = None;
        // What it answers is whether anything changed, and the screen is compared anyway.
        let _ = self.input.handle(request);
    }

    /// Puts text in at the cursor. Of several lines the first; the others wait. Returns how
    /// many wait.
    pub(in crate::app) fn paste(&mut self, pasted: &str) -> usize {
        let cells = if self.asking == Asking::Person {
            ", "
        } else {
            " "
        };
        let lines = pasted.split(['\n', '\r']).map(|line| clean(line, cells));
        let mut lines: VecDeque<String> = lines.filter(|line| !line.is_empty()).collect();
        if !self.asking.stays() {
            lines = [lines.make_contiguous().join(" ")].into();
        }
        self.put(
            self.cursor()..self.cursor(),
            &lines.pop_front().unwrap_or_default(),
        );
        self.waiting.append(&mut lines);
        self.waiting.len()
    }

    fn put(&mut self, at: Range<usize>, word: &str) {
        let before = self.text().get(..at.start).unwrap_or_default();
        let after = self.text().get(at.end..).unwrap_or_default();
        let text: String = [before, word, after].concat().chars().take(MOST).collect();
        let cursor = before.chars().count() + word.chars().count();
        self.input = Input::new(text).with_cursor(cursor);
    }

    /// Puts the next word that Tab offers in, the previous one when going back. `choices` are
    /// asked for once.
    pub(in crate::app) fn complete(&mut self, is_back: bool, choices: impl FnOnce() -> Choices) {
        let mut offered = if let Some(offered) = self.offered.take() {
            let count = offered.words.len().max(1);
            let step = if is_back { count - 1 } else { 1 };
            let nth = (offered.nth + step) % count;
            Offered { nth, ..offered }
        } else {
            let Choices { at, words } = choices();
            Offered { at, words, nth: 0 }
        };
        let Some(word) = offered.words.get(offered.nth).cloned() else {
            return;
        };
        self.put(offered.at.clone(), &word);
        offered.at.end = offered.at.start + word.len();
        self.offered = Some(offered);
    }

    /// Begins the next line, one that was pasted if any waits.
    pub(in crate::app) fn next(&mut self, usual: Option<Id>) {
        let text = self.waiting.pop_front().unwrap_or_default();
        self.input = Input::new(text);
        self.offered = None;
        self.usual = usual;
    }
}

/// Returns a pasted line without what nobody would see, tabs as `cells`.
fn clean(line: &str, cells: &str) -> String {
    let line = line.trim().replace('\t', cells);
    line.chars().filter(|char| !is_hidden(*char)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(asking: Asking, pasted: &str, text: &str, waiting: usize) {
        let mut prompt = PromptOverlay::new(asking, None, "ab");
        prompt.edit(InputRequest::GoToPrevChar);
        assert_eq!(prompt.paste(pasted), waiting, "{pasted}");
        assert_eq!(prompt.text(), text);
        assert!(text.is_char_boundary(prompt.cursor()));
    }

    #[test]
    fn pasted_text_is_one_line_without_controls() {
        check(Asking::Command, "x\ty\r\nz\u{1b}[", "ax y z[b", 0);
    }

    #[test]
    fn pasted_lines_of_people_wait_for_their_turn() {
        check(Asking::Person, "Dana\tVP\r\nSam\n\nMei\n", "aDana, VPb", 2);
    }

    #[test]
    fn a_line_has_an_end() {
        let mut prompt = PromptOverlay::new(Asking::Command, None, "");
        prompt.paste(&"é".repeat(5_000));
        prompt.insert('x');
        assert_eq!(prompt.text().chars().count(), MOST);
        assert_eq!(prompt.cursor(), prompt.text().len());
    }

    #[test]
    fn tab_goes_round_the_words_it_offers() {
        let mut prompt = PromptOverlay::new(Asking::Command, None, "@s x");
        prompt.edit(InputRequest::SetCursor(2));
        let choices = || Choices {
            at: 1..2,
            words: vec!["sales".to_owned(), "support".to_owned()],
        };
        let mut seen = Vec::new();
        for is_back in [false, false, false, true] {
            prompt.complete(is_back, choices);
            seen.push(prompt.text().to_owned());
        }
        assert_eq!(seen, ["@sales x", "@support x", "@sales x", "@support x"]);
    }
}
