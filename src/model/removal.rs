//! What goes along when something is removed: of a person ties, clashes, votes, others'
//! bosses; of a department its people with theirs, and its plays.

use std::collections::HashSet;

use super::{Board, DecisionField, Edit, Id, PersonField};

/// Returns the edits that take `id`, a person, a department, a play or a decision, out of the
/// board with all that refers to it, in the order to make them. The log keeps its entries.
pub fn removal(board: &Board, id: &Id) -> Vec<Edit> {
    removal_of_all(board, std::slice::from_ref(id))
}

/// Returns the edits that take several out at once, as [`removal`] does one.
pub fn removal_of_all(board: &Board, ids: &[Id]) -> Vec<Edit> {
    let departments = ids.iter().filter_map(|id| board.department_at(id));
    let departments = departments.filter_map(|at| board.departments.get(at));
    let inside: HashSet<&Id> = departments
        .flat_map(|department| department.people.iter().map(|person| &person.id))
        .collect();
    let gone: HashSet<&Id> = ids.iter().chain(inside.iter().copied()).collect();
    let mut edits = references(board, &gone);
    let plays = board.plays.iter();
    let plays = plays.filter(|play| ids.contains(&play.id) || ids.contains(&play.department));
    edits.extend(plays.map(|play| Edit::RemovePlay(play.id.clone())));
    edits.extend(ids.iter().filter_map(|id| {
        if board.department_at(id).is_some() {
            Some(Edit::RemoveDepartment(id.clone()))
        } else if board.decision_at(id).is_some() {
            Some(Edit::RemoveDecision(id.clone()))
        } else {
            let is_person = board.play_at(id).is_none() && !inside.contains(id);
            is_person.then(|| Edit::RemovePerson(id.clone()))
        }
    }));
    edits
}

/// Returns the edits that take everything that refers to `gone` out of others' records.
fn references(board: &Board, gone: &HashSet<&Id>) -> Vec<Edit> {
    let goes = |id: &Id| gone.contains(id);
    let mut edits = Vec::new();
    for (_, person) in board.people().filter(|(_, person)| !goes(&person.id)) {
        let mut set = |field| {
            edits.push(Edit::SetPerson {
                id: person.id.clone(),
                field,
            });
        };
        if person.reports_to.as_ref().is_some_and(goes) {
            set(PersonField::ReportsTo(None));
        }
        if person.listens_to.iter().any(|tie| goes(&tie.to)) {
            let others = person.listens_to.iter().filter(|tie| !goes(&tie.to));
            set(PersonField::ListensTo(others.cloned().collect()));
        }
        if person.clashes_with.iter().any(goes) {
            let others = person.clashes_with.iter().filter(|other| !goes(other));
            set(PersonField::ClashesWith(others.cloned().collect()));
        }
    }
    for decision in &board.decisions {
        if decision.votes.iter().any(|vote| goes(&vote.who)) {
            let others = decision.votes.iter().filter(|vote| !goes(&vote.who));
            edits.push(Edit::SetDecision {
                id: decision.id.clone(),
                field: DecisionField::Votes(others.cloned().collect()),
            });
        }
    }
    edits
}
