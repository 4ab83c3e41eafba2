//! What goes along when something is removed: of a person ties, clashes, votes, others'
//! bosses; of a department its people with theirs, and its plays.

use std::collections::HashSet;

use super::{Board, DecisionField, Edit, Id, PersonField};

/// Returns the edits that take `id`, a person, a department, a play or a decision, out of the
/// board with all that refers to it, in the order to make them. The log keeps its entries.
pub fn removal(board: &Board, id: &Id) -> Vec<Edit> {
    if board.play_at(id).is_some() {
        return vec![Edit::RemovePlay(id.clone())];
    }
    if board.decision_at(id).is_some() {
        return vec![Edit::RemoveDecision(id.clone())];
    }
    let department = board.department_at(id);
    let Some(department) = department.and_then(|at| board.departments.get(at)) else {
        let mut edits = references(board, &HashSet::from([id]));
        edits.push(Edit::RemovePerson(id.clone()));
        return edits;
    };
    let people: HashSet<&Id> = department.people.iter().map(|person| &person.id).collect();
    let mut edits = references(board, &people);
    let plays = board.plays.iter().filter(|play| play.department == *id);
    edits.extend(plays.map(|play| Edit::RemovePlay(play.id.clone())));
    edits.push(Edit::RemoveDepartment(id.clone()));
    edits
}

/// Returns the edits that take everything that refers to `gone` out of others' records.
fn references(board: &Board, gone: &HashSet<&Id>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let others = board.people();
    for (_, person) in others.filter(|(_, person)| !gone.contains(&person.id)) {
        let mut set = |field| {
            edits.push(Edit::SetPerson {
                id: person.id.clone(),
                field,
            });
        };
        let boss = person.reports_to.as_ref();
        if boss.is_some_and(|boss| gone.contains(boss)) {
            set(PersonField::ReportsTo(None));
        }
        if person.listens_to.iter().any(|tie| gone.contains(&tie.to)) {
            let others = person.listens_to.iter();
            let others = others.filter(|tie| !gone.contains(&tie.to));
            set(PersonField::ListensTo(others.cloned().collect()));
        }
        if person.clashes_with.iter().any(|other| gone.contains(other)) {
            let others = person.clashes_with.iter();
            let others = others.filter(|other| !gone.contains(other));
            set(PersonField::ClashesWith(others.cloned().collect()));
        }
    }
    for decision in &board.decisions {
        if decision.votes.iter().any(|vote| gone.contains(&vote.who)) {
            let others = decision.votes.iter();
            let others = others.filter(|vote| !gone.contains(&vote.who));
            edits.push(Edit::SetDecision {
                id: decision.id.clone(),
                field: DecisionField::Votes(others.cloned().collect()),
            });
        }
    }
    edits
}
