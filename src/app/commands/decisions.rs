//! Decisions: making them, odds and votes, taking them out.

use super::{Command, Hint, Scope, always};
use crate::app::{App, Asking, Effect};
use crate::layout::{Target, View};
use crate::model::{DecisionField, Edit, Id};

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "add decision",
        doc: "adds decisions, a line each: `Approve the budget on:2026-12-10 sam:70 dana:50`",
        keys: &["a"],
        scope: Scope::View(View::Decisions),
        hint: Some(Hint {
            word: "add decision",
            cut: 2,
        }),
        when: always,
        run: |app| app.ask(Asking::Decision),
    },
    Command {
        name: "change decision",
        doc: "changes the decision: `vote sam 70` odds, `vote sam yes` what they did, `on fri`, `ask …`",
        keys: &["c", "Enter"],
        scope: Scope::View(View::Decisions),
        hint: Some(Hint {
            word: "change",
            cut: 3,
        }),
        when: on_a_decision,
        run: change,
    },
    Command {
        name: "remove decision",
        doc: "takes out the decision, or the vote under the cursor",
        keys: &["d r"],
        scope: Scope::View(View::Decisions),
        hint: None,
        when: on_a_decision,
        run: remove,
    },
];

fn on_a_decision(app: &App) -> bool {
    matches!(app.target(), Some(Target::Decision(_) | Target::Vote(..)))
}

fn change(app: &mut App) -> Vec<Effect> {
    match app.target().cloned() {
        Some(Target::Decision(id)) => app.ask(Asking::DecisionField(id)),
        Some(Target::Vote(id, voter)) => {
            app.ask_with(Asking::DecisionField(id), &format!("vote {voter} "))
        }
        _ => Vec::new(),
    }
}

fn remove(app: &mut App) -> Vec<Effect> {
    match app.target().cloned() {
        Some(Target::Vote(id, voter)) => remove_vote(app, &id, &voter),
        Some(Target::Decision(id)) => app.ask_to_remove(&[id]),
        _ => Vec::new(),
    }
}

fn remove_vote(app: &mut App, id: &Id, voter: &Id) -> Vec<Effect> {
    let Some(decision) = app.decision(id) else {
        return Vec::new();
    };
    let others = decision.votes.iter().filter(|vote| vote.who != *voter);
    let edit = Edit::SetDecision {
        id: id.clone(),
        field: DecisionField::Votes(others.cloned().collect()),
    };
    let seat = app.overview().seat(voter);
    let name = seat.and_then(|seat| app.board().person(seat));
    let name = name.map_or_else(|| voter.to_string(), |person| person.name.clone());
    app.change(&format!("Removed the vote of {name}"), id, &[edit])
}
