//! What goes along when somebody is removed: ties, clashes, votes, others' bosses.

use super::{Board, DecisionField, Edit, Id, PersonField};

/// Returns the edits that take `id` out of the board with all that refers to them,
/// in the order to make them. The log keeps its entries.
pub fn removal(board: &Board, id: &Id) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (_, person) in board.people().filter(|(_, person)| person.id != *id) {
        let mut set = |field| {
            edits.push(Edit::SetPerson {
                id: person.id.clone(),
                field,
            });
        };
        if person.reports_to.as_ref() == Some(id) {
            set(PersonField::ReportsTo(None));
        }
        if person.listens_to.iter().any(|tie| tie.to == *id) {
            let others = person.listens_to.iter().filter(|tie| tie.to != *id);
            set(PersonField::ListensTo(others.cloned().collect()));
        }
        if person.clashes_with.contains(id) {
            let others = person.clashes_with.iter().filter(|other| *other != id);
            set(PersonField::ClashesWith(others.cloned().collect()));
        }
    }
    for decision in &board.decisions {
        if decision.votes.iter().any(|vote| vote.who == *id) {
            let others = decision.votes.iter().filter(|vote| vote.who != *id);
            edits.push(Edit::SetDecision {
                id: decision.id.clone(),
                field: DecisionField::Votes(others.cloned().collect()),
            });
        }
    }
    edits.push(Edit::RemovePerson(id.clone()));
    edits
}
