//! Plays, decisions and the fields of any record merged by id and field.
//!
//! Promises: a record that either side changed or added is in the result; what both
//! changed differently is in the result as ours has it, and a question.

use std::collections::HashMap;

use crate::model::Id;

use super::conflict::{About, MergeConflict, Value};
use super::fields::Fields;
use super::listed::Listed;
use super::order::weave;
use super::pick::Pick;
use super::words::field_name;

/// Merges two versions of a record field by field; without a base, both added it.
pub(super) fn merge_fields<R: Fields + Clone>(
    base: Option<&R>,
    ours: &R,
    theirs: &R,
    questions: &mut Vec<MergeConflict>,
) -> R {
    let written = |base: &R| base.fields().into_iter().map(Some).collect();
    let was: Vec<Option<R::Field>> = base.map_or_else(R::blank, written);
    let mut merged = ours.clone();
    let fields = was.into_iter().zip(ours.fields()).zip(theirs.fields());
    for ((was, here), there) in fields {
        let pick = Pick::simple(was.as_ref(), &here, &there)
            .unwrap_or_else(|| R::blend(was.as_ref(), &here, &there));
        merged.put(pick.stands.clone());
        if pick.is_disputed() {
            let pick = pick.map(R::value);
            questions.push(MergeConflict {
                about: ours.about(),
                name: ours.called(),
                field: field_name(&pick.ours),
                base: was
                    .filter(|_| base.is_some())
                    .map_or_else(Value::nothing, R::value),
                ours: pick.ours,
                theirs: pick.theirs,
                both: pick.both,
                stands: pick.stands,
            });
        }
    }
    merged
}

/// Merges lists of records by id.
pub(super) fn merge_listed<R: Listed>(
    base: &[R],
    ours: &[R],
    theirs: &[R],
    questions: &mut Vec<MergeConflict>,
) -> Vec<R> {
    let (was, here, there) = (by_id(base), by_id(ours), by_id(theirs));
    let mut merged: HashMap<&Id, R> = HashMap::new();
    for record in ours {
        let (id, base) = (record.id(), was.get(record.id()).copied());
        let survivor = match there.get(id) {
            Some(other) if *other == record => Some(record.clone()),
            Some(other) => Some(merge_fields(base, record, other, questions)),
            None => merge_lone(base, record, Lone::Ours, questions),
        };
        merged.extend(survivor.map(|record| (id, record)));
    }
    for record in theirs
        .iter()
        .filter(|record| !here.contains_key(record.id()))
    {
        let base = was.get(record.id()).copied();
        let survivor = merge_lone(base, record, Lone::Theirs, questions);
        merged.extend(survivor.map(|survivor| (record.id(), survivor)));
    }
    let ids = |list: &[R]| {
        list.iter()
            .map(|each| each.id().clone())
            .collect::<Vec<_>>()
    };
    let order = weave(&ids(base), &ids(ours), &ids(theirs), |id| {
        merged.contains_key(id)
    });
    order.iter().filter_map(|id| merged.remove(id)).collect()
}

fn by_id<R: Listed>(list: &[R]) -> HashMap<&Id, &R> {
    list.iter().map(|record| (record.id(), record)).collect()
}

/// The one side that has a record.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lone {
    /// Theirs has no such record.
    Ours,
    /// Ours has no such record.
    Theirs,
}

/// Returns a record that one side alone has, unless the other took away what this one left alone.
fn merge_lone<R: Listed>(
    base: Option<&R>,
    record: &R,
    side: Lone,
    questions: &mut Vec<MergeConflict>,
) -> Option<R> {
    match base {
        Some(base) if base == record => return None,
        Some(base) => {
            let subject = (record.about(), record.called());
            questions.push(lone_question(
                subject,
                base.whole(),
                record.whole(),
                Value::nothing(),
                side,
            ));
        }
        None => {}
    }
    Some(record.clone())
}

/// Returns the question about a record that one side changed and the other took away.
pub(super) fn lone_question(
    (about, name): (About, String),
    base: Value,
    kept: Value,
    gone: Value,
    side: Lone,
) -> MergeConflict {
    let (ours, theirs) = match side {
        Lone::Ours => (kept.clone(), gone),
        Lone::Theirs => (gone, kept.clone()),
    };
    MergeConflict {
        about,
        name,
        field: "",
        base,
        ours,
        theirs,
        both: None,
        stands: kept,
    }
}
