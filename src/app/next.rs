//! Who is next, in the words under the board: what is asked of the thread that counts, what it
//! answers, and what the app makes of that.
//!
//! Promises: nothing is counted on the way of a key; an answer about a board that is no longer
//! the one shown is dropped; the last answer stays until the next is there. Leaves the rule to
//! `advice`, and the thread to `session`.

use super::{App, Effect, Notice};
use crate::advice::{Advice, Coming, SHOWN, Solid, Told};
use crate::model::{Board, Date, Edit, Id, Overview, PersonField, Stance};

/// How far ahead is looked for what is coming.
const DAYS_AHEAD: i64 = 30;

/// A board to be counted, off the way of the keys. A snapshot: people and entries are shared.
#[derive(Clone, Debug, PartialEq)]
pub struct Counting {
    /// Which state of the board this is; later ones have higher numbers.
    pub revision: u64,
    board: Board,
    today: Date,
    moved: Option<Moved>,
}

/// A move that is to be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Moved {
    who: Id,
    from: Stance,
    /// Who was next before.
    before: Option<Id>,
}

/// What was counted of a board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Which state of the board was counted.
    pub revision: u64,
    /// The first three to be won.
    pub first: Vec<NextPerson>,
    /// How sure the first place is; `None` while that is still counted.
    pub sureness: Option<Sureness>,
    /// What there is to do where nobody can be won.
    pub outlook: String,
    /// What comes in the next 30 days: the day in words, and what.
    pub coming: Vec<(String, String)>,
    /// What the move opened, and who is next now.
    pub answer: Option<String>,
}

/// Somebody to be won, in the words under the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextPerson {
    /// Who.
    pub id: Id,
    /// Their name, which stands in the sentences.
    pub name: String,
    /// The sentences; the first is the one that must be said.
    pub said: Vec<String>,
}

/// How sure the first place is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sureness {
    /// Whether it stands when a little of what is known is wrong.
    pub is_solid: bool,
    /// That in words.
    pub words: String,
}

impl Counting {
    /// Counts. `tell` is called once with all that is quickly known, when `has_patience` says
    /// that how sure it is takes too long; then counting goes on while `goes_on` says so.
    pub fn count(
        &self,
        mut goes_on: impl FnMut() -> bool,
        mut has_patience: impl FnMut() -> bool,
        mut tell: impl FnMut(Counted),
    ) -> Option<Counted> {
        let overview = Overview::new(&self.board, self.today);
        let advice = Advice::new(&self.board, &overview);
        let mut counted = self.without_sureness(&advice);
        let mut is_told = false;
        let solid = advice.solid(|| {
            if !is_told && !has_patience() {
                is_told = true;
                tell(counted.clone());
            }
            goes_on()
        })?;
        counted.sureness = (!counted.first.is_empty()).then(|| sureness(&advice, &solid));
        Some(counted)
    }

    /// Counts everything at once, as a test does.
    pub fn count_at_once(&self) -> Counted {
        self.count(|| true, || true, |_| {}).unwrap_or_default()
    }

    fn without_sureness(&self, advice: &Advice) -> Counted {
        let told = advice.told(SHOWN, None);
        let first = told.iter().enumerate();
        let first = first.map(|(at, told)| next_person(advice, told, at == 0));
        let coming = advice.coming(DAYS_AHEAD).into_iter();
        Counted {
            revision: self.revision,
            first: first.collect(),
            sureness: None,
            outlook: advice.outlook().sentence(),
            coming: coming
                .map(|Coming { on, what, .. }| (advice.day(on), what))
                .collect(),
            answer: self
                .moved
                .as_ref()
                .map(|moved| advice.opened_sentence(&moved.who, moved.from, moved.before.as_ref())),
        }
    }
}

fn next_person(advice: &Advice, told: &Told, is_first: bool) -> NextPerson {
    let id = told.win.id.clone();
    NextPerson {
        name: advice.name(&id).to_owned(),
        said: if is_first {
            advice.short_form(told)
        } else {
            advice.line(told)
        },
        id,
    }
}

fn sureness(advice: &Advice, solid: &Solid) -> Sureness {
    Sureness {
        is_solid: solid.is_solid(),
        words: advice.solid_sentence(solid),
    }
}

/// What the app knows of who is next.
#[derive(Debug, Default)]
pub(super) struct Next {
    /// Which state of the board was asked about last.
    asked: Option<u64>,
    moved: Option<Moved>,
    counted: Option<Counted>,
}

impl Next {
    /// Notes that the change just made moved somebody, to be answered.
    fn moved(&mut self, (who, from): (Id, Stance)) {
        let before = self.counted.as_ref().and_then(|counted| {
            let first = counted.first.first()?;
            Some(first.id.clone())
        });
        self.moved = Some(Moved { who, from, before });
    }
}

impl App {
    /// Returns who is moved by `edits`, and from where, if they move one person.
    pub(super) fn moved_by(&self, edits: &[Edit]) -> Option<(Id, Stance)> {
        let mut moves = edits.iter().filter_map(|edit| match edit {
            Edit::SetPerson {
                id,
                field: PersonField::Stance(_),
            } => Some(id),
            _ => None,
        });
        let (Some(id), None) = (moves.next(), moves.next()) else {
            return None;
        };
        let person = self.board().person(self.overview.seat(id)?)?;
        Some((id.clone(), person.stance))
    }

    /// Notes that the board is another one, of which nothing is counted or laid out yet.
    pub(super) fn board_changed(&mut self) {
        self.revision += 1;
        self.next.moved = None;
    }

    /// Returns what was counted last; `None` until the first answer is there.
    pub fn counted(&self) -> Option<&Counted> {
        self.next.counted.as_ref()
    }

    /// Answers a move by what it opens, once that is counted.
    pub(super) fn answer_move(&mut self, words: &str, moved: (Id, Stance)) {
        self.next.moved(moved);
        self.notice = Some(Notice::Moved {
            words: words.to_owned(),
            answer: None,
        });
    }

    /// Wishes the board counted if it is another one than the one asked about last.
    pub(super) fn ask_who_is_next(&mut self) -> Option<Effect> {
        let revision = self.revision;
        if self.next.asked.replace(revision) == Some(revision) {
            return None;
        }
        Some(Effect::Count(Box::new(Counting {
            revision,
            board: self.document.board().clone(),
            today: self.today(),
            moved: self.next.moved.clone(),
        })))
    }

    /// Takes in what was counted, if it is of the board that is shown.
    pub(super) fn hear_who_is_next(&mut self, counted: Counted) {
        if counted.revision != self.revision {
            return;
        }
        if let Some(Notice::Moved { answer, .. }) = &mut self.notice {
            answer.clone_from(&counted.answer);
        }
        let before = self.sureness().map(str::to_owned);
        self.next.counted = Some(counted);
        // The page of the day says it too.
        if self.sureness() != before.as_deref() {
            self.leaf = None;
        }
    }

    /// Returns how sure the first place is on the board that is shown, once that is counted.
    pub(super) fn sureness(&self) -> Option<&str> {
        let counted = self.counted()?;
        let sureness = counted.sureness.as_ref();
        let sureness = sureness.filter(|_| counted.revision == self.revision);
        sureness.map(|sureness| &*sureness.words)
    }
}
