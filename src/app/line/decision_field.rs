//! One field of a decision changed: `vote sam 70`, `vote sam yes`, `on 2026-12-10`, `ask …`.
//!
//! A number is the odds of a yes and adds a voter; `yes` and `no` are what they did vote,
//! `open` takes that back; `vote -sam` takes them off the list.

use super::dates::{self, Toward};
use super::decision::odds;
use super::field::{chosen, ready};
use super::find::{find_person, find_word};
use super::{Context, Problem, Reading, Ready, unquoted};
use crate::model::{Ballot, Decision, DecisionField, Edit, Vote};

/// The fields of a decision.
pub(super) const DECISION: [&str; 3] = ["vote", "on", "ask"];

/// What may stand behind a voter, besides odds.
pub(super) const BALLOTS: [&str; 3] = ["yes", "no", "open"];

/// Reads a change of one of the fields of `decision`.
pub fn decision_field(context: Context<'_>, decision: &Decision, line: &str) -> Reading {
    let (field, value) = match chosen(&decision.id, &DECISION, line) {
        Ok(chosen) => chosen,
        Err(reading) => return reading,
    };
    if value.is_empty() {
        return Reading::Hint(now(decision, field));
    }
    change(context, decision, field, value).into()
}

fn now(decision: &Decision, field: &str) -> String {
    match field {
        "vote" => {
            "vote: a name, then the odds of a yes from 0 to 100, or yes, no, open; -name takes \
                   them off"
                .to_owned()
        }
        "on" => format!("on: now {}; a day", decision.on),
        _ => format!("ask: now {}", decision.ask),
    }
}

fn change(
    context: Context<'_>,
    decision: &Decision,
    field: &'static str,
    value: &str,
) -> Result<Ready, Problem> {
    let text = unquoted(value).into_owned();
    let (new, told) = match field {
        "vote" => return vote(context, decision, value),
        "on" => {
            let on = dates::needed(&text, context.today, Toward::Future)?;
            (DecisionField::On(on), dates::said(on, context.today))
        }
        _ => (DecisionField::Ask(text.clone()), format!("ask {text}")),
    };
    made(decision, new, told)
}

fn made(decision: &Decision, new: DecisionField, told: String) -> Result<Ready, Problem> {
    let mut changed = decision.clone();
    let set = changed.set(new.clone());
    set.map_err(|error| Problem::new(error.to_string()))?;
    if changed == *decision {
        return Err(Problem(format!("{told} is so already")));
    }
    let id = decision.id.clone();
    let edits = vec![Edit::SetDecision { id, field: new }];
    Ok(ready(decision.id.as_str(), &decision.id, told, edits))
}

fn vote(context: Context<'_>, decision: &Decision, value: &str) -> Result<Ready, Problem> {
    if let Some(name) = value.strip_prefix('-') {
        let person = find_person(context.board, name.trim())?;
        if !decision.votes.iter().any(|vote| vote.who == person.id) {
            return Err(Problem(format!("{} does not vote on it", person.name)));
        }
        let others = decision.votes.iter().filter(|vote| vote.who != person.id);
        let others = others.cloned().collect();
        let told = format!("{} does not vote", person.name);
        return made(decision, DecisionField::Votes(others), told);
    }
    let (name, answer) = match value.trim().rsplit_once(char::is_whitespace) {
        Some((name, answer)) => (name.trim(), answer),
        None => (value.trim(), ""),
    };
    let person = find_person(context.board, &unquoted(name))?;
    let (id, name) = (person.id.clone(), person.name.as_str());
    if answer.is_empty() {
        return Err(Problem(format!(
            "{name}: the odds of a yes from 0 to 100, or yes, no, open"
        )));
    }
    let votes_already = decision.votes.iter().any(|vote| vote.who == id);
    if answer.starts_with(|char: char| char.is_ascii_digit()) {
        let odds = odds(answer, name)?;
        let mut votes = decision.votes.clone();
        match votes.iter_mut().find(|vote| vote.who == id) {
            Some(vote) => vote.odds = odds,
            None => votes.push(Vote {
                who: id,
                odds,
                voted: None,
            }),
        }
        let told = format!("{name} {odds} in 100 for a yes");
        return made(decision, DecisionField::Votes(votes), told);
    }
    let (ballot, word) = match find_word(answer, &BALLOTS, "vote")? {
        "yes" => (Some(Ballot::Yes), "voted yes"),
        "no" => (Some(Ballot::No), "voted no"),
        _ => (None, "has not voted"),
    };
    if !votes_already {
        return Err(Problem(format!(
            "{name} is no voter of it yet: `vote {name} 50` adds them with their odds"
        )));
    }
    let told = format!("{name} {word}");
    made(decision, DecisionField::Voted(id, ballot), told)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{example, said};
    use super::*;

    fn check(line: &str, expected: &str) {
        let (board, today) = example();
        let context = Context {
            board: &board,
            today,
        };
        let reading = decision_field(context, &board.decisions[0], line);
        assert_eq!(said(&reading), expected, "{line}");
    }

    #[test]
    fn votes_are_odds_then_what_they_did() {
        check(
            "vote sam 80",
            "fy27-budget: Sam Whitfield 80 in 100 for a yes",
        );
        check("vote sam yes", "fy27-budget: Sam Whitfield voted yes");
        check("vote ruth n", "fy27-budget: Ruth Adeyemi voted no");
        check("vote mei 50", "fy27-budget: Mei Tan 50 in 100 for a yes");
        check("vote -ruth", "fy27-budget: Ruth Adeyemi does not vote");
        check("on fri", "fy27-budget: 27 Nov");
        check("ask Two managers", "fy27-budget: ask Two managers");
    }

    #[test]
    fn what_can_not_be_is_said() {
        check(
            "vote sam 70",
            "! Sam Whitfield 70 in 100 for a yes is so already",
        );
        check(
            "vote sam open",
            "! Sam Whitfield has not voted is so already",
        );
        check(
            "vote mei yes",
            "! Mei Tan is no voter of it yet: `vote Mei Tan 50` adds them with their odds",
        );
        check(
            "vote sam",
            "! Sam Whitfield: the odds of a yes from 0 to 100, or yes, no, open",
        );
        check("vote -mei", "! Mei Tan does not vote on it");
    }
}
