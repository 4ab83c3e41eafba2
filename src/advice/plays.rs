//! Which play to use on somebody: one that answers what they say, else what their
//! department shows.

use std::collections::HashMap;

use crate::model::{Answered, Answers, Board, Department, Objection, Person, Play, Status};

/// The plays of a board by what they answer, read department by department when asked.
#[derive(Debug)]
pub(super) struct Plays<'a> {
    board: &'a Board,
    departments: HashMap<usize, Offered<'a>>,
}

/// What can be answered in a department, and the plays that do.
#[derive(Debug)]
struct Offered<'a> {
    answers: Answers<'a>,
    red_flags: Vec<&'a str>,
    /// What each answers, and whether it is only planned; in the file's order.
    plays: Vec<(&'a str, bool, &'a Play)>,
}

impl<'a> Plays<'a> {
    pub fn of(board: &'a Board) -> Self {
        Self {
            board,
            departments: HashMap::new(),
        }
    }

    /// Returns the play that answers an open objection of `person`, else a red flag of their
    /// department; within each a Running one before a Planned one, then in the file's order.
    pub fn find(&mut self, department: usize, person: &Person) -> Option<&'a Play> {
        let inside = self.board.departments.get(department)?;
        let offered = self
            .departments
            .entry(department)
            .or_insert_with(|| Offered::read(self.board, inside));
        let open = person
            .objections
            .iter()
            .filter_map(|objection| match objection {
                Objection::Open(text) => offered.canonical(text),
                Objection::Settled(_) => None,
            });
        let open: Vec<&str> = open.collect();
        let fitting = offered
            .plays
            .iter()
            .filter_map(|(answered, is_planned, play)| {
                let is_objection = open.contains(answered);
                let is_answer = is_objection || offered.red_flags.contains(answered);
                is_answer.then_some((!is_objection, *is_planned, *play))
            });
        // The first of equals is kept, so the file's order decides last.
        let best = fitting.min_by_key(|(is_flag, is_planned, _)| (*is_flag, *is_planned));
        best.map(|(_, _, play)| play)
    }
}

impl<'a> Offered<'a> {
    fn read(board: &'a Board, department: &'a Department) -> Self {
        let mut offered = Self {
            answers: Answers::of(department),
            red_flags: Vec::new(),
            plays: Vec::new(),
        };
        let flags = department.red_flags.iter();
        offered.red_flags = flags.filter_map(|flag| offered.canonical(flag)).collect();
        let plays = board.plays.iter().filter_map(|play| {
            let is_here = play.department == department.id;
            let is_planned = match play.status {
                Status::Running => false,
                Status::Planned => true,
                Status::Done | Status::Dropped => return None,
            };
            let answered = is_here.then(|| offered.canonical(&play.answers))??;
            Some((answered, is_planned, play))
        });
        offered.plays = plays.collect();
        offered
    }

    /// Returns the text that stands for what begins with `text`: written twice, it is one.
    fn canonical(&self, text: &str) -> Option<&'a str> {
        // No words at all begin everything, and answer nothing.
        let says_something = text.contains(char::is_alphanumeric);
        match self.answers.find(text) {
            Answered::One(text) if says_something => Some(text),
            Answered::One(_) | Answered::Nothing | Answered::Several(..) => None,
        }
    }
}
