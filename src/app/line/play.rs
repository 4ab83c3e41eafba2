//! A play in one line: `quick-wins @sales "sees partners as competitors" due:fri step:"Close one"`.
//!
//! Words up to the first mark are its name, made into its id; words in quotes are what it
//! answers, any beginning of a red flag or an objection of its department.

use super::dates::{self, Toward};
use super::destination::known;
use super::find::{Found, find_department, find_word};
use super::ids;
use super::words::{Fields, Mark, Marks, Word, words};
use super::{Context, Problem, Reading, Ready, listed};
use crate::model::{Answered, Department, Edit, Id, Play, PlayStep, Status, answerable, answered};

pub(super) const MARKS: Marks = Marks {
    signs: "@",
    fields: Fields::Only(&FIELDS),
    commas: false,
};

pub(super) const FIELDS: [&str; 4] = ["answers", "due", "step", "status"];

/// How far a play can be, as it is typed.
pub(super) const STATUSES: [&str; 4] = ["planned", "running", "done", "dropped"];

/// Reads a new play; without `@` it is for the department called `usual`.
pub fn play(context: Context<'_>, usual: Option<&Id>, line: &str) -> Reading {
    if context.board.departments.is_empty() {
        return Reading::Wrong(
            "a play is for a department, and there is none yet: A adds one".into(),
        );
    }
    if line.trim().is_empty() {
        return Reading::Hint(
            "name @sales \"the red flag it answers\" due:fri step:\"Close one deal\" step:\"…\""
                .to_owned(),
        );
    }
    read(context, usual, line).into()
}

fn read(context: Context<'_>, usual: Option<&Id>, line: &str) -> Result<Ready, Problem> {
    let mut name: Vec<&str> = Vec::new();
    let mut department = None;
    let mut play = Play {
        id: Id::default(),
        department: Id::default(),
        answers: String::new(),
        status: Status::Planned,
        due: None,
        steps: Vec::new(),
    };
    for word in words(line, &MARKS) {
        match word.mark {
            Mark::Sign(_) => department = Some(find(context, &word.text)?),
            Mark::Field(field) => set(context, &mut play, field, &word)?,
            Mark::None if word.is_quoted => play.answers = word.text.to_string(),
            Mark::None => name.push(word.raw),
        }
    }
    let name = name.join(" ");
    if name.is_empty() {
        return Err(Problem::new("the name comes first: `quick-wins`"));
    }
    let department = match (department, usual) {
        (Some(department), _) => department,
        (None, Some(usual)) => find(context, usual.as_str())?,
        (None, None) => {
            known(context, &Id::default())?;
            return Err(Problem::new("for which department? `@sales`"));
        }
    };
    play.id = ids::made(context.board, &name, 'p', None)?;
    play.department = department.id.clone();
    let said = said(context, &play, department)?;
    Ok(Ready {
        said,
        words: format!("Added the play {}", play.id),
        about: play.id.clone(),
        edits: vec![Edit::AddPlay {
            at: context.board.plays.len(),
            play: Box::new(play),
        }],
    })
}

fn set(context: Context<'_>, play: &mut Play, field: &str, word: &Word<'_>) -> Result<(), Problem> {
    match find_word(field, &FIELDS, "field")? {
        "answers" => play.answers = word.text.to_string(),
        "due" => play.due = Some(dates::needed(&word.text, context.today, Toward::Future)?),
        "step" if word.text.trim().is_empty() => {
            return Err(Problem::new("what is the step? step:\"Close one deal\""));
        }
        "step" => play.steps.push(PlayStep::Todo(word.text.to_string())),
        _ => play.status = status(&word.text)?,
    }
    Ok(())
}

/// Reads how far a play is.
pub(super) fn status(word: &str) -> Result<Status, Problem> {
    Ok(match find_word(word, &STATUSES, "status")? {
        "planned" => Status::Planned,
        "running" => Status::Running,
        "done" => Status::Done,
        _ => Status::Dropped,
    })
}

/// Finds the department behind an `@`; a play makes no new one.
pub(super) fn find<'a>(context: Context<'a>, word: &str) -> Result<&'a Department, Problem> {
    match find_department(context.board, word) {
        Found::One(department) => Ok(department),
        Found::Several(names) => Err(Problem(format!(
            "`@{word}` can be {}",
            listed(&names, "or")
        ))),
        Found::None => {
            let names = context.board.departments.iter();
            let names: Vec<String> = names.map(|it| it.name.clone()).collect();
            Err(Problem(format!("`@` takes {}", listed(&names, "or"))))
        }
    }
}

fn said(
    context: Context<'_>,
    play: &Play,
    department: &Department,
) -> Result<Vec<String>, Problem> {
    let mut said = vec![play.id.to_string(), department.name.clone()];
    if play.status != Status::Planned {
        said.push(play.status.word().to_lowercase());
    }
    if !play.answers.is_empty() {
        said.push(answers(&play.answers, department)?);
    }
    said.extend(
        play.due
            .map(|due| format!("due {}", dates::said(due, context.today))),
    );
    said.extend(match play.steps.as_slice() {
        [] => None,
        [one] => Some(format!("step: {}", one.text())),
        several => Some(format!("{} steps", several.len())),
    });
    Ok(said)
}

/// Says what `beginning` answers in a department, or that it answers nothing yet.
pub(super) fn answers(beginning: &str, department: &Department) -> Result<String, Problem> {
    match answered(beginning, department) {
        Answered::One(text) => Ok(format!("answers \"{text}\"")),
        Answered::Several(one, other) => Err(Problem(format!(
            "that begins both \"{one}\" and \"{other}\"; type more of one"
        ))),
        Answered::Nothing if answerable(department).next().is_none() => Ok(format!(
            "answers \"{beginning}\", which nobody in {} says yet",
            department.name
        )),
        Answered::Nothing => {
            let all: Vec<&str> = answerable(department).collect();
            Ok(format!(
                "answers \"{beginning}\", though {} has: {}",
                department.name,
                all.join(" / ")
            ))
        }
    }
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
        let usual = Id::new("finance").unwrap();
        let reading = play(context, Some(&usual), line);
        let pieces = match &reading {
            Reading::Ready(ready) => ready.said.join(" | "),
            other => said(other),
        };
        assert_eq!(pieces, expected, "{line}");
    }

    #[test]
    fn a_play_is_read_from_its_words_and_marks() {
        check(
            r#"Joint demo @sales "sees partners" due:fri step:"Find one" step:"Show it" status:run"#,
            "joint-demo | Sales | running | answers \"sees partners as competitors\" | due 27 Nov | 2 steps",
        );
        check("quick-wins", "quick-wins-2 | Finance");
    }

    #[test]
    fn what_can_not_be_is_said() {
        check("@sales", "! the name comes first: `quick-wins`");
        check(
            "x @zzz",
            "! `@` takes Sales, Marketing, Product, Finance, Legal or Partnerships",
        );
        check(
            "x due:never",
            "! `never` is no day; write `fri`, `+10d`, `tomorrow` or 2026-11-22",
        );
    }
}
