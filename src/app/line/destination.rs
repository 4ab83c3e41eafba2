//! Which department a word means: one on the board, or a new one.

use super::find::{Found, find_department};
use super::ids;
use super::{Context, Problem, listed, unquoted};
use crate::model::{Board, Department, Edit, Id};
use crate::text::nearest;

/// Where the new person goes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Into {
    Known(Id, String),
    New(Department),
}

/// Returns a department that is on the board, by its id.
pub(super) fn known(context: Context<'_>, id: &Id) -> Result<Into, Problem> {
    let place = context.board.department_at(id);
    let department = place.and_then(|place| context.board.departments.get(place));
    let department = department.ok_or_else(|| Problem::new("in which department? `@sales`"))?;
    Ok(Into::Known(department.id.clone(), department.name.clone()))
}

/// Returns the department that is called so, by its whole name, else by its id.
pub(super) fn whole<'a>(board: &'a Board, text: &str) -> Option<&'a Department> {
    let lower = text.to_lowercase();
    let departments = || board.departments.iter();
    let by_name = departments().find(|it| it.name.to_lowercase() == lower);
    by_name.or_else(|| departments().find(|it| it.id.as_str() == lower))
}

/// Reads what stands behind an `@`: a department, or the name of a new one, with a department
/// that is near to it. In quotes it is a whole name.
pub(super) fn department(
    context: Context<'_>,
    text: &str,
    is_quoted: bool,
) -> Result<(Into, Option<String>), Problem> {
    let board = context.board;
    let names = || {
        board
            .departments
            .iter()
            .map(|department| department.name.as_str())
    };
    if text.trim().is_empty() {
        let names: Vec<String> = names().map(str::to_owned).collect();
        return Err(Problem(if names.is_empty() {
            "a department follows `@`: `@sales`".to_owned()
        } else {
            format!("`@` takes {}, or a new one", listed(&names, "or"))
        }));
    }
    let is_whole = |department: &&Department| department.name.eq_ignore_ascii_case(text);
    let found = match board.departments.iter().find(is_whole) {
        Some(whole) => Found::One(whole),
        None if is_quoted => Found::None,
        None => find_department(board, text),
    };
    match found {
        Found::One(department) => {
            let into = Into::Known(department.id.clone(), department.name.clone());
            Ok((into, None))
        }
        Found::Several(names) => Err(Problem(format!(
            "`@{text}` can be {}",
            listed(&names, "or")
        ))),
        Found::None => {
            let name = if is_quoted {
                text.to_owned()
            } else {
                capital(text)
            };
            let meant = nearest(text, names()).map(str::to_owned);
            let id = ids::made(board, &name, 'd', None)?;
            Ok((Into::New(Department::new(id, &name)), meant))
        }
    }
}

/// Returns the department a word means as a place to move to, with the edit that adds it when
/// it is new.
pub(super) fn destination(
    context: Context<'_>,
    text: &str,
) -> Result<(Id, String, Option<Edit>), Problem> {
    let text = text.trim_start_matches('@');
    let (into, _) = department(context, &unquoted(text), text.starts_with('"'))?;
    Ok(match into {
        Into::Known(id, name) => (id, name, None),
        Into::New(department) => {
            let (id, name) = (department.id.clone(), department.name.clone());
            let edit = Edit::AddDepartment {
                at: context.board.departments.len(),
                department: Box::new(department),
            };
            (id, name, Some(edit))
        }
    })
}

/// Returns a word with a capital, as names have.
fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}
