//! A decision in one line: `Approve the FY27 budget on:2026-12-10 sam:70 dana:50`.
//!
//! Words are what is asked for; `on:` is the day; anybody's name with a number are the odds of
//! their yes. Quotes keep a colon in the text.

use super::dates::{self, Toward};
use super::find::find_person;
use super::ids;
use super::influence::name_of;
use super::words::{Fields, Mark, Marks, words};
use super::{Context, Problem, Reading, Ready, number};
use crate::model::{Decision, Edit, Id, Vote};

pub(super) const MARKS: Marks = Marks {
    signs: "",
    fields: Fields::Any,
    commas: false,
};

/// Reads a new decision.
pub fn decision(context: Context<'_>, line: &str) -> Reading {
    if line.trim().is_empty() {
        return Reading::Hint(
            "what is asked for, on:2026-12-10, then the odds of a yes: sam:70 dana:50".to_owned(),
        );
    }
    read(context, line).into()
}

fn read(context: Context<'_>, line: &str) -> Result<Ready, Problem> {
    let mut ask: Vec<String> = Vec::new();
    let mut on = None;
    let mut votes: Vec<Vote> = Vec::new();
    for word in words(line, &MARKS) {
        match word.mark {
            Mark::Field(name) if name.eq_ignore_ascii_case("on") => {
                on = Some(dates::needed(&word.text, context.today, Toward::Future)?);
            }
            Mark::Field(name) => {
                let vote = vote(context, name, &word.text)?;
                if votes.iter().any(|other| other.who == vote.who) {
                    let name = name_of(context.board, &vote.who);
                    return Err(Problem(format!("{name} votes once")));
                }
                votes.push(vote);
            }
            _ => ask.push(word.text.to_string()),
        }
    }
    let ask = ask.join(" ").trim().to_owned();
    if ask.is_empty() {
        return Err(Problem::new(
            "what is asked for? `Approve the budget on:fri`",
        ));
    }
    let Some(on) = on else {
        return Err(Problem::new("when is it decided? on:2026-12-10"));
    };
    let mut said = vec![ask.clone(), dates::said(on, context.today)];
    said.extend(votes.iter().map(|vote| {
        let name = name_of(context.board, &vote.who);
        format!("{name} {} in 100", vote.odds)
    }));
    let id = ids::made(context.board, &ask, 'd', None)?;
    let decision = Decision {
        id: id.clone(),
        ask: ask.clone(),
        on,
        votes,
    };
    Ok(Ready {
        said,
        words: format!("Added the decision {ask}"),
        about: id,
        edits: vec![Edit::AddDecision {
            at: context.board.decisions.len(),
            decision: Box::new(decision),
        }],
    })
}

/// Reads somebody's odds: `sam:70`.
fn vote(context: Context<'_>, name: &str, odds: &str) -> Result<Vote, Problem> {
    let who: Id = find_person(context.board, name)?.id.clone();
    Ok(Vote {
        odds: self::odds(odds, name)?,
        who,
        voted: None,
    })
}

/// Reads odds, with or without a sign behind them.
pub(super) fn odds(word: &str, name: &str) -> Result<u8, Problem> {
    let odds = number(word.trim_end_matches('%'), &format!("`{name}`"), (0, 100))?;
    u8::try_from(odds).map_err(|_| Problem::new("odds go from 0 to 100"))
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
        let reading = decision(context, line);
        let pieces = match &reading {
            Reading::Ready(ready) => ready.said.join(" | "),
            other => said(other),
        };
        assert_eq!(pieces, expected, "{line}");
    }

    #[test]
    fn a_decision_is_read_with_its_day_and_odds() {
        check(
            "Approve the budget on:fri sam:70 dan:50%",
            "Approve the budget | 27 Nov | Sam Whitfield 70 in 100 | Dana Ortiz 50 in 100",
        );
    }

    #[test]
    fn what_can_not_be_is_said() {
        check("Approve it", "! when is it decided? on:2026-12-10");
        check("on:fri", "! what is asked for? `Approve the budget on:fri`");
        check("It on:fri sam:170", "! `sam` is 170; it goes from 0 to 100");
        check("It on:fri sam:7 sam:8", "! Sam Whitfield votes once");
        check("It on:fri zed:7", "! nobody on this board is called `zed`");
    }
}
