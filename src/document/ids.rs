//! Ids that are taken, and those made from names.
//!
//! Promises: one namespace for departments, people, plays and decisions; whoever wrote an
//! id keeps it, and of two who didn't the first in the file does.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::faults::Problem;
use super::read::fill_id;
use crate::model::{Board, Id};
use crate::text::{Lines, slug};

/// Gives everybody without an id the one made from their name. `false` when an id is
/// repeated or none can be made: the board must not be used then.
pub(super) fn fill(board: &mut Board) -> bool {
    let mut taken: HashSet<Id> = HashSet::new();
    for id in board.ids().filter(|id| !id.is_empty()) {
        if !taken.insert(id.clone()) {
            return false;
        }
    }
    let people = board.departments.iter_mut();
    for person in people.flat_map(|department| &mut department.people) {
        if person.id.is_empty() {
            let person = Arc::make_mut(person);
            fill_id(person);
            if person.id.is_empty() || !taken.insert(person.id.clone()) {
                return false;
            }
        }
    }
    true
}

/// What records say about their ids.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// Ids that are written: the id, where, whose.
    written: Vec<(String, Range<usize>, String)>,
    /// People without one: the name, and where.
    nameless: Vec<(String, Range<usize>)>,
}

impl Claims {
    /// Notes an id that is written.
    pub(super) fn written(&mut self, id: String, span: Range<usize>, owner: String) {
        self.written.push((id, span, owner));
    }

    /// Notes a person whose id is to be made from their name.
    pub(super) fn made(&mut self, name: String, span: Range<usize>) {
        self.nameless.push((name, span));
    }

    /// Adds a problem for each id that is not free.
    pub(super) fn settle(&mut self, problems: &mut Vec<Problem>, lines: &Lines<'_>) {
        let mut taken: HashMap<String, (Range<usize>, String)> = HashMap::new();
        let first = |span: &Range<usize>, owner: &str| {
            let (line, _) = lines.at(span.start);
            format!("the first is on line {line}, {owner}")
        };
        self.written.sort_by_key(|(_, span, _)| span.start);
        for (id, span, owner) in self.written.drain(..) {
            if let Some((earlier, whose)) = taken.get(&id) {
                let problem = Problem::new(span, format!("the id `{id}` stands twice"));
                problems.push(problem.help(format!(
                    "{}; ids are unique over departments, people, plays and decisions",
                    first(earlier, whose)
                )));
            } else {
                taken.insert(id, (span, owner));
            }
        }
        self.nameless.sort_by_key(|(_, span)| span.start);
        for (name, span) in self.nameless.drain(..) {
            let Some(id) = slug(&name) else {
                let problem = Problem::new(span, "no id can be made from this name");
                problems.push(problem.label("give this person an `id`, such as `id: \"p1\"`"));
                continue;
            };
            if let Some((earlier, whose)) = taken.get(&id) {
                let message = format!("this name makes the id `{id}`, which is taken");
                let problem = Problem::new(span, message);
                let problem = problem.label(format!(
                    "give this person an `id`, such as `id: \"{id}-2\"`"
                ));
                problems.push(problem.help(first(earlier, whose)));
            } else {
                taken.insert(id, (span, format!("\"{name}\"")));
            }
        }
    }
}
