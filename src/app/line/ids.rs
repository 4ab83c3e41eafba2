//! Ids for what is added: made from the name, numbered where they are taken.

use std::collections::HashSet;

use super::Problem;
use crate::model::{Board, Id};
use crate::text::slug;

/// Returns a free id for `name`: its slug, else the slug with `-2`, `-3`; `letter` and a number
/// for a name that leaves none. `also` is taken too.
pub(in crate::app) fn made(
    board: &Board,
    name: &str,
    letter: char,
    also: Option<&Id>,
) -> Result<Id, Problem> {
    // Mostly the first one is free, which needs no table.
    let is_used = |id: &Id| board.ids().chain(also).any(|other| other == id);
    if let Some(first) = forms(name, letter, 1).next()
        && let Ok(first) = Id::new(&first)
        && !is_used(&first)
    {
        return Ok(first);
    }
    let taken: HashSet<&Id> = board.ids().chain(also).collect();
    let (id, _) = free(name, letter, 1, |id| taken.contains(id))?;
    Ok(id)
}

/// Returns an id for `name` that is not used, of those from a number on, and its own number.
pub(super) fn free(
    name: &str,
    letter: char,
    from: u32,
    is_used: impl Fn(&Id) -> bool,
) -> Result<(Id, u32), Problem> {
    let forms = forms(name, letter, from).zip(from..);
    let mut ids = forms.filter_map(|(form, number)| Some((Id::new(&form).ok()?, number)));
    ids.find(|(id, _)| !is_used(id))
        .ok_or_else(|| Problem::new("no id is left for this name; write one: `id:dana-3`"))
}

/// Returns the ids that `name` may have, from a number on.
fn forms(name: &str, letter: char, from: u32) -> impl Iterator<Item = String> {
    let slug = slug(name);
    (from..).map(move |number| match (&slug, number) {
        (Some(slug), 1) => slug.clone(),
        (Some(slug), _) => format!("{slug}-{number}"),
        (None, _) => format!("{letter}{number}"),
    })
}

/// Reads an id that was typed, and that must be free.
pub(super) fn typed(board: &Board, word: &str) -> Result<Id, Problem> {
    let id = Id::new(word).map_err(|error| Problem::new(error.to_string()))?;
    if board.ids().any(|other| *other == id) {
        return Err(Problem(format!("`{id}` is taken")));
    }
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Department, Person};

    fn check(name: &str, letter: char, expected: &str) {
        let id = |text| Id::new(text).unwrap();
        let mut sales = Department::new(id("sales"), "Sales");
        for taken in ["dana-ortiz", "dana-ortiz-2", "p1"] {
            sales.people.push(Person::new(id(taken), taken).into());
        }
        let board = Board {
            departments: vec![sales],
            ..Board::default()
        };
        assert_eq!(made(&board, name, letter, None).unwrap().as_str(), expected);
    }

    #[test]
    fn an_id_is_the_slug_and_a_number_where_that_is_taken() {
        check("Mei Tan", 'p', "mei-tan");
        check("Dana Ortiz", 'p', "dana-ortiz-3");
        check("Sales", 'p', "sales-2");
        check("王芳", 'p', "p2");
        check("法务", 'd', "d1");
    }
}
