//! What will be voted on: votes with their odds, how it may end, who could turn it; and
//! afterwards what they did, and how good the odds were.

use super::super::{Look, Paragraph, Target};
use super::lens::{Lens, count, listed};
use super::{Sheet, Start};
use crate::advice::{Forecast, JUDGED_FROM, record, turns};
use crate::model::{Ballot, Decision, Id, Vote};

/// Cells before what belongs to a decision.
const INSET: u16 = 2;

/// Returns all decisions: those to come by date, then those that were, the latest first.
pub(super) fn sheet(lens: Lens<'_>) -> Sheet {
    let decisions = &lens.board.decisions;
    let is_past = |it: &Decision| it.on < lens.today() || (is_over(it) && it.on <= lens.today());
    let (mut past, mut coming): (Vec<&Decision>, Vec<&Decision>) =
        decisions.iter().partition(|it| is_past(it));
    coming.sort_by_key(|decision| decision.on);
    past.sort_by_key(|decision| std::cmp::Reverse(decision.on));
    let mut paragraphs = Vec::new();
    for (heading, those) in [("To come", coming), ("Behind us", past)] {
        if !those.is_empty() {
            paragraphs.push(Paragraph::heading(heading));
        }
        for decision in those {
            paragraphs.extend(of_decision(lens, decision));
        }
    }
    paragraphs.extend(judged(lens));
    Sheet {
        title: "Decisions".to_owned(),
        remark: count(decisions.len(), "decision", "decisions"),
        labels: 0,
        start: decisions.is_empty().then(|| Start {
            sentence: "No decision is on this board yet: what will be voted on, and by whom."
                .to_owned(),
            keys: vec![(
                "add decision",
                "adds one with each voter's odds: Approve the budget on:2026-12-10 sam:70",
            )],
        }),
        paragraphs,
    }
}

fn is_over(decision: &Decision) -> bool {
    let votes = &decision.votes;
    !votes.is_empty() && votes.iter().all(|vote| vote.voted.is_some())
}

fn of_decision(lens: Lens<'_>, decision: &Decision) -> Vec<Paragraph> {
    let is_past = decision.on < lens.today();
    let word = lens.day(decision.on);
    let head = Paragraph::new("", &*decision.ask, Look::Plain)
        .named(decision.id.as_str())
        .word(word, Look::Faint)
        .on(Target::Decision(decision.id.clone()));
    let mut lines = vec![head];
    let told = ending(decision, is_past).into_iter();
    lines.extend(told.map(|text| Paragraph::new("", text, Look::Plain).inset(INSET)));
    lines.extend(turned(lens, decision).map(|it| Paragraph::new("", it, Look::Plain).inset(INSET)));
    lines.extend(
        decision
            .votes
            .iter()
            .map(|vote| of_vote(lens, decision, vote)),
    );
    lines.push(Paragraph::blank());
    lines
}

/// Returns how a decision ended, or how it may end.
fn ending(decision: &Decision, is_past: bool) -> Vec<String> {
    let Some(forecast) = Forecast::of(decision) else {
        return vec!["Nobody votes yet.".to_owned()];
    };
    let (yes, voters, needed) = (forecast.yes, forecast.voters, forecast.needed);
    let mut told = Vec::new();
    if forecast.is_decided() {
        let verb = if yes >= needed {
            "Carried"
        } else {
            "Not carried"
        };
        told.push(format!("{verb}: {yes} yes of {voters}, {needed} needed."));
    } else {
        let (low, high) = forecast.spread;
        told.push(format!(
            "A majority by these odds: {} in 100, {} to {} if all are 10 points off; {:.1} yes of \
             {voters} expected, {needed} needed.",
            hundredths(forecast.chance),
            hundredths(low),
            hundredths(high),
            forecast.expected,
        ));
    }
    if is_past && forecast.open > 0 {
        let open = count(forecast.open, "vote is", "votes are");
        told.push(format!("{open} not written down: what did they do?"));
    }
    told
}

/// Returns who could turn a decision that is still open.
fn turned(lens: Lens<'_>, decision: &Decision) -> Option<String> {
    let forecast = Forecast::of(decision)?;
    if forecast.is_decided() {
        return None;
    }
    let turns = turns(decision);
    let first = turns.first()?;
    let others: Vec<String> = turns
        .iter()
        .skip(1)
        .take(2)
        .filter(|turn| turn.reach() > 0.005)
        .map(|turn| lens.name(&turn.who))
        .collect();
    let then = if others.is_empty() {
        String::new()
    } else {
        format!(" Then {}.", listed(&others))
    };
    Some(format!(
        "{} could turn it most: {} in 100 with their yes, {} with their no.{then}",
        lens.name(&first.who),
        hundredths(first.with_yes),
        hundredths(first.with_no),
    ))
}

fn of_vote(lens: Lens<'_>, decision: &Decision, vote: &Vote) -> Paragraph {
    let stands = |id: &Id| {
        let person = lens.person(id);
        person.map_or("not on this board", |person| person.stance.word())
    };
    let text = match vote.voted {
        None => format!(
            "{} in 100 for a yes; stands at {}",
            vote.odds,
            stands(&vote.who)
        ),
        Some(ballot) => {
            let word = match ballot {
                Ballot::Yes => "voted yes",
                Ballot::No => "voted no",
            };
            format!("{word}; the odds were {}", vote.odds)
        }
    };
    Paragraph::new("", text, Look::Plain)
        .named(lens.name(&vote.who))
        .inset(INSET)
        .on(Target::Vote(decision.id.clone(), vote.who.clone()))
}

/// Returns how good the odds of all votes were; from ten votes up.
fn judged(lens: Lens<'_>) -> Vec<Paragraph> {
    let record = record(lens.board);
    if record.votes == 0 {
        return Vec::new();
    }
    let text = if record.votes < JUDGED_FROM {
        format!(
            "{} known; from {JUDGED_FROM} on the odds are judged.",
            count(record.votes, "vote is", "votes are")
        )
    } else {
        let hits = format!("{:.1}", record.hits);
        format!(
            "{} of {} votes went as the odds said; Brier score {:.3}, where 0 is perfect and a \
             coin has 0.250.",
            hits.trim_end_matches(".0"),
            record.votes,
            record.brier
        )
    };
    vec![
        Paragraph::heading("How good the odds were"),
        Paragraph::new("", text, Look::Plain),
    ]
}

/// Returns a chance as "51" of 100; what is not sure is never said to be.
fn hundredths(chance: f64) -> String {
    if chance > 0.0 && chance < 0.005 {
        "under 1".to_owned()
    } else if chance < 1.0 && chance > 0.995 {
        "over 99".to_owned()
    } else {
        format!("{:.0}", chance * 100.0)
    }
}
