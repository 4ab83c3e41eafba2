//! One field of a play changed: `status running`, `due fri`, `step Close another`.
//!
//! `step` adds one, `step -close` takes out the one that begins so, `done close` ticks it or
//! takes the tick back; `-` empties a field.

use super::dates::{self, Toward};
use super::field::{chosen, ready};
use super::play::{STATUSES, answers, find, status};
use super::{Context, Problem, Reading, Ready, unquoted};
use crate::model::{Edit, Play, PlayField, PlayStep};

/// The fields of a play.
pub(super) const PLAY: [&str; 6] = ["status", "due", "answers", "step", "done", "dept"];

/// Reads a change of one of the fields of `play`.
pub fn play_field(context: Context<'_>, play: &Play, line: &str) -> Reading {
    let (field, value) = match chosen(&play.id, &PLAY, line) {
        Ok(chosen) => chosen,
        Err(reading) => return reading,
    };
    if value.is_empty() {
        return Reading::Hint(now(play, field));
    }
    change(context, play, field, value).into()
}

fn now(play: &Play, field: &str) -> String {
    match field {
        "status" => format!("status: now {}; {}", play.status.word(), STATUSES.join(" ")),
        "due" => match play.due {
            Some(due) => format!("due: now {due}; a day, or - for none"),
            None => "due: fri, +10d, 2026-12-12".to_owned(),
        },
        "answers" => format!(
            "answers: now {}; a red flag or objection, its beginning",
            play.answers
        ),
        "step" => "step: what is to be done; -its beginning takes one out".to_owned(),
        "done" => "done: the beginning of a step; again takes the tick back".to_owned(),
        _ => "dept: another department".to_owned(),
    }
}

fn change(
    context: Context<'_>,
    play: &Play,
    field: &'static str,
    value: &str,
) -> Result<Ready, Problem> {
    let text = if value == "-" {
        String::new()
    } else {
        unquoted(value).into_owned()
    };
    let mut told = format!("{field} {text}");
    let new = match field {
        "status" => {
            let status = status(&text)?;
            told = status.word().to_lowercase();
            PlayField::Status(status)
        }
        "due" if text.is_empty() => {
            "no due date".clone_into(&mut told);
            PlayField::Due(None)
        }
        "due" => {
            let due = dates::needed(&text, context.today, Toward::Future)?;
            told = format!("due {}", dates::said(due, context.today));
            PlayField::Due(Some(due))
        }
        "answers" => {
            told = match (text.is_empty(), find(context, &play.department)) {
                (false, Ok(department)) => answers(&text, department)?,
                _ => "answers nothing".to_owned(),
            };
            PlayField::Answers(text)
        }
        "dept" => {
            let department = find(context, text.trim_start_matches('@'))?;
            told = format!("for {}", department.name);
            PlayField::Department(department.id.clone())
        }
        _ => {
            let (steps, words) = steps(play, field, value)?;
            told = words;
            PlayField::Steps(steps)
        }
    };
    let mut changed = play.clone();
    changed.set(new.clone());
    if changed == *play {
        return Err(Problem(format!("{told} is so already")));
    }
    let id = play.id.clone();
    let edits = vec![Edit::SetPlay { id, field: new }];
    Ok(ready(play.id.as_str(), &play.id, told, edits))
}

fn steps(play: &Play, field: &str, value: &str) -> Result<(Vec<PlayStep>, String), Problem> {
    let mut steps = play.steps.clone();
    if field == "done" {
        let at = pick(play, value)?;
        let ticked = ticked(play, at);
        let told = match ticked.get(at) {
            Some(PlayStep::Done(text)) => format!("did: {text}"),
            Some(PlayStep::Todo(text)) => format!("still to do: {text}"),
            None => String::new(),
        };
        return Ok((ticked, told));
    }
    if let Some(beginning) = value.strip_prefix('-') {
        let step = steps.remove(pick(play, beginning)?);
        return Ok((steps, format!("no step {}", step.text())));
    }
    let text = unquoted(value).into_owned();
    let told = format!("step {text}");
    steps.push(PlayStep::Todo(text));
    Ok((steps, told))
}

/// Finds the one step that begins so.
fn pick(play: &Play, beginning: &str) -> Result<usize, Problem> {
    let beginning = unquoted(beginning).to_lowercase();
    let steps = play.steps.iter().enumerate();
    let fitting = steps.filter(|(_, step)| step.text().to_lowercase().starts_with(&beginning));
    let fitting: Vec<usize> = fitting.map(|(at, _)| at).collect();
    match fitting.as_slice() {
        [one] => Ok(*one),
        [] if play.steps.is_empty() => Err(Problem(format!("{} has no step yet", play.id))),
        [] => {
            let all: Vec<&str> = play.steps.iter().map(PlayStep::text).collect();
            Err(Problem(format!("no step begins so: {}", all.join(" / "))))
        }
        several => Err(Problem(format!(
            "{} steps begin so; type more of one",
            several.len()
        ))),
    }
}

/// Returns the steps of `play` with the one at `at` ticked, or its tick taken back.
pub fn ticked(play: &Play, at: usize) -> Vec<PlayStep> {
    let steps = play.steps.iter().enumerate();
    let steps = steps.map(|(nth, step)| match step {
        PlayStep::Todo(text) if nth == at => PlayStep::Done(text.clone()),
        PlayStep::Done(text) if nth == at => PlayStep::Todo(text.clone()),
        other => other.clone(),
    });
    steps.collect()
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
        let reading = play_field(context, &board.plays[0], line);
        assert_eq!(said(&reading), expected, "{line}");
    }

    #[test]
    fn a_play_has_its_own_fields() {
        check("status done", "quick-wins: done");
        check("due -", "quick-wins: no due date");
        check("due fri", "quick-wins: due 27 Nov");
        check("step Ask Sam", "quick-wins: step Ask Sam");
        check("step -close a", "quick-wins: no step Close a second");
        check(
            "done dana",
            "quick-wins: did: Dana tells the story at the all-hands",
        );
        check(
            "done close one",
            "quick-wins: still to do: Close one small partner deal",
        );
        check(
            "answers refuses",
            "quick-wins: answers \"refuses to account map\"",
        );
        check("dept legal", "quick-wins: for Legal");
    }

    #[test]
    fn what_can_not_be_is_said() {
        check(
            "status soon",
            "! `soon` is no status; there is planned, running, done and dropped",
        );
        check("status running", "! running is so already");
        check("done close", "! 2 steps begin so; type more of one");
        check("", "? quick-wins: status due answers step done dept");
    }
}
