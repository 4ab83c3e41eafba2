//! What a line that is typed means on this board, and what Enter would do.

use super::line::{self, Context, Reading};
use super::{App, Asking, Deed, Live};
use crate::model::{Decision, Department, Edit, Id, Person, PersonField, Play, Stance};

impl App {
    /// Reads `text` as what is asked.
    pub(super) fn reading(&self, asking: &Asking, usual: Option<&Id>, text: &str) -> Reading {
        type OfPerson = fn(Context<'_>, &Person, &str) -> Reading;
        let about = |id: &Id, read: OfPerson| match self.overview.seat(id) {
            Some(seat) => match self.board().person(seat) {
                Some(person) => read(self.context(), person, text),
                None => gone(id),
            },
            None => gone(id),
        };
        match asking {
            Asking::Person => line::person(self.context(), usual, text),
            Asking::Department => line::department(self.context(), text),
            Asking::Influence(id) => about(id, line::influence),
            Asking::PersonField(id) => about(id, line::person_field),
            Asking::DepartmentField(id) => match self.department(id) {
                Some(department) => line::department_field(self.context(), department, text),
                None => gone(id),
            },
            Asking::Objection(id) => about(id, line::objection),
            Asking::Talk(id) => about(id, line::talk),
            Asking::Proof(id) => about(id, line::proof),
            Asking::Favour(id) => about(id, line::favour),
            Asking::Play => line::play(self.context(), usual, text),
            Asking::PlayField(id) => match self.play(id) {
                Some(play) => line::play_field(self.context(), play, text),
                None => gone(id),
            },
            Asking::Decision => line::decision(self.context(), text),
            Asking::DecisionField(id) => match self.decision(id) {
                Some(decision) => line::decision_field(self.context(), decision, text),
                None => gone(id),
            },
            Asking::TalkAll | Asking::FavourAll | Asking::ChangeAll => {
                self.reading_of_all(asking, text)
            }
            Asking::Command | Asking::Filter | Asking::Go => Reading::Hint(String::new()),
        }
    }

    fn department(&self, id: &Id) -> Option<&Department> {
        let at = self.board().department_at(id)?;
        self.board().departments.get(at)
    }

    /// Returns a play by its id.
    pub(super) fn play(&self, id: &Id) -> Option<&Play> {
        let at = self.board().play_at(id)?;
        self.board().plays.get(at)
    }

    /// Returns a decision by its id.
    pub(super) fn decision(&self, id: &Id) -> Option<&Decision> {
        let at = self.board().decision_at(id)?;
        self.board().decisions.get(at)
    }
}

/// Returns who is moved to which rung, where edits do nothing else.
fn all_moved(edits: &[Edit]) -> Option<(Vec<Id>, Stance)> {
    let moved = edits.iter().map(|edit| match edit {
        Edit::SetPerson {
            id,
            field: PersonField::Stance(stance),
        } => Some((id.clone(), *stance)),
        _ => None,
    });
    let moved: Option<Vec<(Id, Stance)>> = moved.collect();
    let moved = moved?;
    let (_, stance) = *moved.first()?;
    Some((moved.into_iter().map(|(id, _)| id).collect(), stance))
}

fn gone(id: &Id) -> Reading {
    Reading::Wrong(format!("`{id}` is no longer on this board"))
}

/// Returns what the second line shows of a reading, and what Enter does.
pub(super) fn understood(reading: Reading) -> (Live, Deed) {
    match reading {
        Reading::Hint(hint) => (Live::Hint(hint), Deed::Nothing),
        Reading::Wrong(problem) => (Live::Wrong(problem), Deed::Nothing),
        Reading::Ready(ready) => {
            let live = Live::Said(ready.said.clone());
            let deed = match ready.edits.as_slice() {
                // A rung is moved to and not set: the log tells it.
                [
                    Edit::SetPerson {
                        id,
                        field: PersonField::Stance(stance),
                    },
                ] => Deed::Move(id.clone(), *stance),
                several => match all_moved(several) {
                    Some((ids, stance)) => Deed::MoveAll(ids, stance),
                    None => Deed::Change(ready),
                },
            };
            (live, deed)
        }
    }
}
