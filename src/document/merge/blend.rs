//! What two different changes of one field make: lists and notes in part, all else a question.
//!
//! Leaves the simple cases (one side changed, both alike) to `Pick::simple`.

use crate::model::{
    DecisionField, DepartmentField, Metric, Objection, PersonField, PlayField, PlayStep, Reading,
    Tie, Vote,
};

use super::lines::merge_lines;
use super::lists::{merge_keyed, merge_set};
use super::pick::Pick;

/// Returns what is inside a field if it is of this variant.
macro_rules! field {
    ($field:expr, $variant:path) => {
        match $field {
            Some($variant(inside)) => Some(inside),
            _ => None,
        }
    };
}
/// Merges a field of a department that both sides changed.
pub(super) fn department(
    base: Option<&DepartmentField>,
    ours: &DepartmentField,
    theirs: &DepartmentField,
) -> Pick<DepartmentField> {
    use DepartmentField as Field;
    match (ours, theirs) {
        (Field::RedFlags(ours), Field::RedFlags(theirs)) => {
            let base = field!(base, Field::RedFlags).map_or(&[][..], Vec::as_slice);
            Pick::agreed(&Field::RedFlags(merge_set(base, ours, theirs)))
        }
        (Field::Metric(Some(ours)), Field::Metric(Some(theirs))) => {
            let base = field!(base, Field::Metric).and_then(Option::as_ref);
            metric(base, ours, theirs).map(|metric| Field::Metric(Some(metric)))
        }
        // One took it away, the other changed it: the changed one stands.
        (Field::Metric(None), Field::Metric(Some(_))) => Pick {
            stands: theirs.clone(),
            ..Pick::disputed(ours, theirs)
        },
        (Field::Ideal(here), Field::Ideal(there)) => Pick {
            both: joined(here, there).map(Field::Ideal),
            ..Pick::disputed(ours, theirs)
        },
        _ => Pick::disputed(ours, theirs),
    }
}

/// Merges a field of a person that both sides changed.
pub(super) fn person(
    base: Option<&PersonField>,
    ours: &PersonField,
    theirs: &PersonField,
) -> Pick<PersonField> {
    use PersonField as Field;
    match (ours, theirs) {
        (Field::Objections(ours), Field::Objections(theirs)) => {
            let base = field!(base, Field::Objections).map_or(&[][..], Vec::as_slice);
            let text = |item: &Objection| item.text().to_owned();
            merge_keyed(base, ours, theirs, text, settled).map(Field::Objections)
        }
        (Field::ListensTo(ours), Field::ListensTo(theirs)) => {
            let base = field!(base, Field::ListensTo).map_or(&[][..], Vec::as_slice);
            let to = |tie: &Tie| tie.to.clone();
            merge_keyed(base, ours, theirs, to, Pick::three).map(Field::ListensTo)
        }
        (Field::ClashesWith(ours), Field::ClashesWith(theirs)) => {
            let base = field!(base, Field::ClashesWith).map_or(&[][..], Vec::as_slice);
            Pick::agreed(&Field::ClashesWith(merge_set(base, ours, theirs)))
        }
        (Field::Tags(ours), Field::Tags(theirs)) => {
            let base = field!(base, Field::Tags).map_or(&[][..], Vec::as_slice);
            Pick::agreed(&Field::Tags(merge_set(base, ours, theirs)))
        }
        (Field::Note(ours), Field::Note(theirs)) => {
            let base = field!(base, Field::Note).map_or("", String::as_str);
            merge_lines(base, ours, theirs).map(Field::Note)
        }
        (Field::CaresAbout(here), Field::CaresAbout(there)) => Pick {
            both: joined(here, there).map(Field::CaresAbout),
            ..Pick::disputed(ours, theirs)
        },
        _ => Pick::disputed(ours, theirs),
    }
}

/// Merges a field of a play that both sides changed.
pub(super) fn play(
    base: Option<&PlayField>,
    ours: &PlayField,
    theirs: &PlayField,
) -> Pick<PlayField> {
    use PlayField as Field;
    match (ours, theirs) {
        (Field::Steps(ours), Field::Steps(theirs)) => {
            let base = field!(base, Field::Steps).map_or(&[][..], Vec::as_slice);
            let text = |step: &PlayStep| step.text().to_owned();
            merge_keyed(base, ours, theirs, text, done).map(Field::Steps)
        }
        _ => Pick::disputed(ours, theirs),
    }
}

/// Merges a field of a decision that both sides changed.
pub(super) fn decision(
    base: Option<&DecisionField>,
    ours: &DecisionField,
    theirs: &DecisionField,
) -> Pick<DecisionField> {
    use DecisionField as Field;
    match (ours, theirs) {
        (Field::Votes(ours), Field::Votes(theirs)) => {
            let base = field!(base, Field::Votes).map_or(&[][..], Vec::as_slice);
            let who = |vote: &Vote| vote.who.clone();
            merge_keyed(base, ours, theirs, who, vote).map(Field::Votes)
        }
        _ => Pick::disputed(ours, theirs),
    }
}

fn metric(base: Option<&Metric>, ours: &Metric, theirs: &Metric) -> Pick<Metric> {
    let blank = Metric::default();
    let base = base.unwrap_or(&blank);
    let on = |reading: &Reading| reading.0;
    let words = Pick::three(Some(&base.measure), &ours.measure, &theirs.measure).zip(Pick::three(
        Some(&base.unit),
        &ours.unit,
        &theirs.unit,
    ));
    let numbers = Pick::three(Some(&base.goal), &ours.goal, &theirs.goal).zip(merge_keyed(
        &base.readings,
        &ours.readings,
        &theirs.readings,
        on,
        Pick::three,
    ));
    words
        .zip(numbers)
        .map(|((measure, unit), (goal, readings))| Metric {
            measure,
            unit,
            goal,
            readings,
        })
}

/// An objection that both sides have: what one changed is taken, and settled wins.
fn settled(base: Option<&Objection>, ours: &Objection, theirs: &Objection) -> Pick<Objection> {
    Pick::simple(base, ours, theirs)
        .unwrap_or_else(|| Pick::agreed(&Objection::Settled(ours.text().to_owned())))
}

/// A step that both sides have: what one changed is taken, and done wins.
fn done(base: Option<&PlayStep>, ours: &PlayStep, theirs: &PlayStep) -> Pick<PlayStep> {
    Pick::simple(base, ours, theirs)
        .unwrap_or_else(|| Pick::agreed(&PlayStep::Done(ours.text().to_owned())))
}

/// A voter that both sides have: the odds and the ballot are two things.
fn vote(base: Option<&Vote>, ours: &Vote, theirs: &Vote) -> Pick<Vote> {
    let odds = Pick::three(base.map(|vote| &vote.odds), &ours.odds, &theirs.odds);
    let unvoted = None;
    let ballot = base.map_or(&unvoted, |vote| &vote.voted);
    let voted = Pick::three(Some(ballot), &ours.voted, &theirs.voted);
    odds.zip(voted).map(|(odds, voted)| Vote {
        who: ours.who.clone(),
        odds,
        voted,
    })
}

/// Returns two short texts as one, unless one of them is empty.
fn joined(ours: &str, theirs: &str) -> Option<String> {
    let is_both = !ours.trim().is_empty() && !theirs.trim().is_empty();
    is_both.then(|| format!("{ours}; {theirs}"))
}
