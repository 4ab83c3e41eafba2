//! A department in one line: `Sales`, or `Sales, id:sales ours ideal:"…"`.

use super::find::find_word;
use super::ids;
use super::words::{Fields, Mark, Marks, words};
use super::{Context, Problem, Reading, Ready};
use crate::model::{Department, Edit, Id};

pub(super) const MARKS: Marks = Marks {
    signs: "",
    fields: Fields::Any,
    commas: true,
};

pub(super) const FIELDS: [&str; 3] = ["id", "ideal", "flag"];

/// Reads a new department.
pub fn department(context: Context<'_>, line: &str) -> Reading {
    if line.trim().is_empty() {
        return Reading::Hint(
            "name, ours (our own team), ideal:\"how it goes when onside\" flag:\"a bad sign\""
                .to_owned(),
        );
    }
    read(context, line).into()
}

fn read(context: Context<'_>, line: &str) -> Result<Ready, Problem> {
    let board = context.board;
    let mut name: Vec<String> = Vec::new();
    let mut new = Department::new(Id::default(), "");
    let mut id = None;
    let mut is_named = false;
    for word in words(line, &MARKS) {
        is_named |= word.mark != Mark::None;
        match word.mark {
            Mark::Field(field) => match find_word(field, &FIELDS, "field")? {
                "id" => id = Some(ids::typed(board, &word.text)?),
                "ideal" => new.ideal = word.text.to_string(),
                _ => new.red_flags.push(word.text.to_string()),
            },
            _ if !is_named => name.push(word.text.to_string()),
            _ if word.text.is_empty() => {}
            _ if word.text.eq_ignore_ascii_case("ours") => new.ours = true,
            _ => {
                let words = &word.text;
                return Err(Problem(format!(
                    "`{words}` is neither `ours` nor a field; quotes keep words together: \
                     ideal:\"…\""
                )));
            }
        }
        is_named |= word.ends_item;
    }
    name.join(" ").trim().clone_into(&mut new.name);
    if new.name.is_empty() {
        return Err(Problem::new("the name comes first: `Sales`"));
    }
    let is_same = |other: &&Department| other.name.eq_ignore_ascii_case(&new.name);
    if let Some(other) = board.departments.iter().find(is_same) {
        return Err(Problem(format!("{} is on this board already", other.name)));
    }
    new.id = match id {
        Some(id) => id,
        None => ids::made(board, &new.name, 'd', None)?,
    };
    Ok(ready(context, new))
}

fn ready(context: Context<'_>, new: Department) -> Ready {
    let mut said = vec![format!("new department {}", new.name)];
    if new.ours {
        said.push("our own team".to_owned());
    }
    said.push(format!("id {}", new.id));
    if !new.ideal.is_empty() {
        said.push(format!("ideal: {}", new.ideal));
    }
    said.extend(new.red_flags.iter().map(|flag| format!("red flag: {flag}")));
    Ready {
        said,
        words: format!("Added {}", new.name),
        about: new.id.clone(),
        edits: vec![Edit::AddDepartment {
            at: context.board.departments.len(),
            department: Box::new(new),
        }],
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
        assert_eq!(said(&department(context, line)), expected, "{line}");
    }

    #[test]
    fn a_department_is_a_name_and_what_follows_a_comma() {
        check("Customer Success", "Added Customer Success");
        check(
            "Alliances, ours ideal:\"goes well, always\" id:al",
            "Added Alliances",
        );
    }

    #[test]
    fn what_can_not_be_is_said() {
        check("sales", "! Sales is on this board already");
        check("X, id:sales", "! `sales` is taken");
        check(", ours", "! the name comes first: `Sales`");
        check(
            "X, theirs",
            "! `theirs` is neither `ours` nor a field; quotes keep words together: ideal:\"…\"",
        );
    }
}
