//! What will be voted on: votes with their odds, how it may end, who could turn it; and
//! afterwards what they did, and how good the odds were.

use super::super::lens::{Lens, listed};
use super::super::{Look, Paragraph, Target};
use super::{Sheet, Start};
use crate::advice::{Forecast, JUDGED_FROM, record, turns};
use crate::model::{Ballot, Decision, Vote};
use crate::text::{counted, counted_if_any};

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
        remark: counted_if_any(decisions.len(), "decision", "decisions").unwrap_or_default(),
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
        let open = counted(forecast.open, "vote is", "votes are");
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
    let person = lens.person(&vote.who);
    let stands = person.map_or_else(
        || "not on this board".to_owned(),
        |person| format!("stands at {}", person.stance.word()),
    );
    let text = match vote.voted {
        None => format!("{} in 100 for a yes; {stands}", vote.odds),
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
            counted(record.votes, "vote is", "votes are")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Board, Id, Overview};

    /// Returns what the view says of a decision on `on` with these votes, line by line.
    fn told(on: &str, votes: &[(u8, Option<Ballot>)]) -> Vec<String> {
        let votes = votes.iter().enumerate().map(|(nth, (odds, voted))| Vote {
            who: Id::new(&format!("v{nth}")).unwrap(),
            odds: *odds,
            voted: *voted,
        });
        let mut board = Board::default();
        board.decisions.push(Decision {
            id: Id::new("budget").unwrap(),
            ask: "Budget".to_owned(),
            on: on.parse().unwrap(),
            votes: votes.collect(),
        });
        let overview = Overview::new(&board, "2026-11-22".parse().unwrap());
        let lens = Lens {
            board: &board,
            overview: &overview,
        };
        let paragraphs = sheet(lens).paragraphs.into_iter();
        paragraphs.map(|paragraph| paragraph.text).collect()
    }

    fn check(on: &str, votes: &[(u8, Option<Ballot>)], expected: &str) {
        let told = told(on, votes);
        assert!(told.iter().any(|it| it == expected), "{told:#?}");
    }

    #[test]
    fn the_words_are_true_of_the_numbers() {
        let (yes, no) = (Some(Ballot::Yes), Some(Ballot::No));
        check(
            "2026-12-10",
            &[(70, None), (60, None), (20, None)],
            "A majority by these odds: 51 in 100, 35 to 67 if all are 10 points off; 1.5 yes of 3 \
             expected, 2 needed.",
        );
        check(
            "2026-12-10",
            &[(80, None), (60, None), (20, None)],
            "v1 could turn it most: 84 in 100 with their yes, 16 with their no. Then v0 and v2.",
        );
        check(
            "2026-11-10",
            &[(70, yes), (60, yes), (20, no)],
            "Carried: 2 yes of 3, 2 needed.",
        );
        check(
            "2026-11-10",
            &[(70, no), (60, None), (20, no)],
            "Not carried: 0 yes of 3, 2 needed.",
        );
        check(
            "2026-11-10",
            &[(70, yes), (60, None)],
            "1 vote is not written down: what did they do?",
        );
        check("2026-11-10", &[], "Nobody votes yet.");
    }

    #[test]
    fn odds_are_judged_from_ten_votes_up_and_of_nobody_alone() {
        let yes = Some(Ballot::Yes);
        check(
            "2026-11-10",
            &[(80, yes); 9],
            "9 votes are known; from 10 on the odds are judged.",
        );
        check(
            "2026-11-10",
            &[(80, yes); 10],
            "10 of 10 votes went as the odds said; Brier score 0.040, where 0 is perfect and a \
             coin has 0.250.",
        );
    }

    #[test]
    fn a_chance_that_is_not_sure_is_never_said_to_be() {
        for (chance, words) in [
            (0.0, "0"),
            (0.001, "under 1"),
            (0.512, "51"),
            (0.999, "over 99"),
            (1.0, "100"),
        ] {
            assert_eq!(hundredths(chance), words);
        }
    }
}
