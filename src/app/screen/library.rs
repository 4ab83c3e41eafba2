//! What the library offers: departments for this board, or plays that answer what is said.

use std::collections::BTreeSet;

use crate::library::{LibraryPlay, Offer as OfferedDepartment};
use crate::model::Id;

/// Something that is offered.
#[derive(Clone, Debug)]
pub enum Offered {
    /// A department the board has not.
    Department(&'static OfferedDepartment),
    /// A play the board has not.
    Play {
        /// The play.
        play: &'static LibraryPlay,
        /// For which department of the board.
        department: Id,
        /// The red flag or objection of the board it answers.
        answers: String,
    },
}

impl Offered {
    /// Returns what it is called.
    pub fn name(&self) -> &str {
        match self {
            Self::Department(offered) => &offered.name,
            Self::Play { play, .. } => &play.id,
        }
    }

    /// Returns what there is to say about it: lines, the most important first.
    pub fn told(&self) -> Vec<String> {
        match self {
            Self::Department(offered) => {
                let flags = offered.red_flags.join("; ");
                let metric = &offered.metric;
                vec![
                    offered.ideal.clone(),
                    format!("Signs that it is not onside: {flags}"),
                    format!("Metric: {}, {}", metric.measure, metric.unit),
                    from(&offered.from),
                ]
            }
            Self::Play { play, answers, .. } => {
                let steps = (1..).zip(&play.steps);
                let steps = steps.map(|(nth, step)| format!("{nth}. {step}"));
                let head = std::iter::once(format!("answers \"{answers}\""));
                head.chain(steps).chain([from(&play.from)]).collect()
            }
        }
    }
}

fn from(source: &str) -> String {
    match source {
        "practice" => "From our own practice".to_owned(),
        address => format!("After {address}"),
    }
}

/// What is offered, what is picked of it, and where the cursor is.
#[derive(Clone, Debug)]
pub struct LibraryOverlay {
    /// What is offered; never empty.
    pub offered: Vec<Offered>,
    /// What all of it is, for the title.
    pub title: String,
    /// The one under the cursor.
    pub at: usize,
    /// Those that are picked.
    pub picked: BTreeSet<usize>,
}

/// What is offered follows from the board, so the rest tells two of them apart.
impl PartialEq for LibraryOverlay {
    fn eq(&self, other: &Self) -> bool {
        (&self.title, self.at, &self.picked) == (&other.title, other.at, &other.picked)
    }
}

impl LibraryOverlay {
    /// Returns an overlay with nothing picked; `None` where nothing is offered.
    pub fn new(title: &str, offered: Vec<Offered>) -> Option<Self> {
        let overlay = Self {
            title: title.to_owned(),
            at: 0,
            picked: BTreeSet::new(),
            offered,
        };
        (!overlay.offered.is_empty()).then_some(overlay)
    }

    /// Goes down (or up) that many, as far as there are some.
    pub(in crate::app) fn go(&mut self, steps: isize) {
        let last = self.offered.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(steps).min(last);
    }

    /// Picks the one under the cursor, or puts it back, and goes on to the next.
    pub(in crate::app) fn pick(&mut self) {
        if !self.picked.remove(&self.at) {
            self.picked.insert(self.at);
        }
        self.go(1);
    }

    /// Returns what is picked; nothing picked is the one under the cursor.
    pub(in crate::app) fn taken(&self) -> Vec<Offered> {
        let picked = self.picked.iter().copied();
        let picked: Vec<usize> = if self.picked.is_empty() {
            vec![self.at]
        } else {
            picked.collect()
        };
        let taken = picked.into_iter().filter_map(|at| self.offered.get(at));
        taken.cloned().collect()
    }
}
