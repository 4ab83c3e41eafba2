//! What goes along when somebody is removed: ties, clashes, votes, others' bosses.

use super::{Board, DecisionField, Edit, Id, PersonField};

/// Returns the edits that take `id` out of the board with all that refers to them,
/// in the order to make them. The log keeps its entries.
pub fn removal(board: &Board, id: &Id) -> Vec<Edit> {
    removal_of_all(board, std::slice::from_ref(id))
}

/// Returns the edits that take several people out at once, as [`removal`] does one.
pub fn removal_of_all(board: &Board, ids: &[Id]) -> Vec<Edit> {
    let goes = |id: &Id| ids.contains(id);
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
    edits.extend(ids.iter().cloned().map(Edit::RemovePerson));
    edits
}
