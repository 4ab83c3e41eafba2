//! Records of the model as fragments, their fields in the order of the board file's
//! tables.
//!
//! Promises: every field of every record is here; what the file may leave out is
//! marked so. Leaves writing to `write`.

use super::fragment::{Field, Fragment, Item};
use super::index::ListName;
use crate::model::{
    Ballot, Board, Conflict, Date, Decision, Department, Entry, Id, Metric, Objection, Person,
    Play, PlayStep, Stance, Vote, Who,
};
use crate::text::slug;

/// Returns a board's own fields; its lists of records are marked as left out.
pub(super) fn board(board: &Board) -> Fragment {
    let mut fields = vec![
        Field::required("version", Fragment::word(board.version)),
        Field::optional("title", Fragment::text(&board.title)),
        Field::optional("goal", Fragment::text(&board.goal)),
    ];
    fields.extend(ListName::OF_BOARD.map(|list| elsewhere(list.field())));
    Fragment::Struct(None, fields)
}

/// Returns a department's own fields; its people are marked as left out.
pub(super) fn header(department: &Department) -> Fragment {
    Fragment::Struct(
        None,
        vec![
            Field::required("id", id(&department.id)),
            Field::required("name", Fragment::text(&department.name)),
            Field::unless(!department.ours, "ours", Fragment::word(department.ours)),
            Field::optional("ideal", Fragment::text(&department.ideal)),
            Field::optional("red_flags", texts(&department.red_flags)),
            Field::optional("metric", maybe(department.metric.as_ref(), metric)),
            elsewhere("people"),
        ],
    )
}

/// Returns a department with its people.
pub(super) fn department(department: &Department) -> Fragment {
    let people = department.people.iter().map(|each| person(each));
    let people = Field::optional("people", Fragment::list(people));
    with_field(header(department), people)
}

/// Returns a record with a field in the place of the one of the same name.
pub(super) fn with_field(mut record: Fragment, new: Field) -> Fragment {
    if let Fragment::Struct(_, fields) = &mut record
        && let Some(field) = fields.iter_mut().find(|field| field.name == new.name)
    {
        *field = new;
    }
    record
}

fn elsewhere(name: &'static str) -> Field {
    Field::unless(true, name, Fragment::List(Vec::new()))
}

fn metric(metric: &Metric) -> Fragment {
    let reading = |(on, number): &(Date, f64)| {
        Fragment::Tuple(None, vec![date(on), Fragment::number(*number)])
    };
    Fragment::Struct(
        None,
        vec![
            Field::optional("measure", Fragment::text(&metric.measure)),
            Field::optional("unit", Fragment::text(&metric.unit)),
            Field::optional(
                "goal",
                maybe(metric.goal.as_ref(), |goal| Fragment::number(*goal)),
            ),
            Field::optional(
                "readings",
                Fragment::list(metric.readings.iter().map(reading)),
            ),
        ],
    )
}

/// Returns a person. The id may be left out when it is the one made from the name.
pub(super) fn person(person: &Person) -> Fragment {
    let is_made = slug(&person.name).as_deref() == Some(person.id.as_str());
    let ties = person.listens_to.iter().map(|tie| Item {
        key: Some(tie.to.to_string()),
        value: Fragment::word(tie.strength.word()),
    });
    let stance = |stance: &Stance| Fragment::word(stance.word());
    let level = |name, level: u8| Field::unless(level == 3, name, Fragment::word(level));
    let count = |count: &u32| Fragment::word(count);
    Fragment::Struct(
        None,
        vec![
            Field::required("name", Fragment::text(&person.name)),
            Field::unless(is_made, "id", id(&person.id)),
            Field::optional("title", Fragment::text(&person.title)),
            Field::unless(
                person.stance == Stance::Unknown,
                "stance",
                stance(&person.stance),
            ),
            Field::optional("target", maybe(person.target.as_ref(), stance)),
            level("power", person.power),
            level("interest", person.interest),
            Field::unless(person.headcount == 1, "headcount", count(&person.headcount)),
            Field::optional("onside", maybe(person.onside.as_ref(), count)),
            Field::optional("cares_about", Fragment::text(&person.cares_about)),
            Field::optional(
                "objections",
                Fragment::list(person.objections.iter().map(objection)),
            ),
            Field::optional("reports_to", maybe(person.reports_to.as_ref(), id)),
            Field::optional("listens_to", Fragment::Map(ties.collect())),
            Field::optional(
                "clashes_with",
                Fragment::list(person.clashes_with.iter().map(id)),
            ),
            Field::optional("every_days", maybe(person.every_days.as_ref(), count)),
            Field::optional("left", maybe(person.left.as_ref(), date)),
            Field::optional("tags", texts(&person.tags)),
            Field::optional("note", Fragment::text(&person.note)),
        ],
    )
}

fn objection(objection: &Objection) -> Fragment {
    let word = match objection {
        Objection::Open(_) => "Open",
        Objection::Settled(_) => "Settled",
    };
    Fragment::Tuple(Some(word), vec![Fragment::text(objection.text())])
}

/// Returns a play.
pub(super) fn play(play: &Play) -> Fragment {
    let step = |step: &PlayStep| {
        let word = match step {
            PlayStep::Todo(_) => "Todo",
            PlayStep::Done(_) => "Done",
        };
        Fragment::Tuple(Some(word), vec![Fragment::text(step.text())])
    };
    Fragment::Struct(
        None,
        vec![
            Field::required("id", id(&play.id)),
            Field::required("department", id(&play.department)),
            Field::required("status", Fragment::word(play.status.word())),
            Field::optional("answers", Fragment::text(&play.answers)),
            Field::optional("due", maybe(play.due.as_ref(), date)),
            Field::optional("steps", Fragment::list(play.steps.iter().map(step))),
        ],
    )
}

/// Returns a decision.
pub(super) fn decision(decision: &Decision) -> Fragment {
    Fragment::Struct(
        None,
        vec![
            Field::required("id", id(&decision.id)),
            Field::required("ask", Fragment::text(&decision.ask)),
            Field::required("on", date(&decision.on)),
            Field::optional("votes", Fragment::list(decision.votes.iter().map(vote))),
        ],
    )
}

fn vote(vote: &Vote) -> Fragment {
    let ballot = |ballot: &Ballot| Fragment::word(ballot.word());
    Fragment::Struct(
        None,
        vec![
            Field::required("who", id(&vote.who)),
            Field::required("odds", Fragment::word(vote.odds)),
            Field::optional("voted", maybe(vote.voted.as_ref(), ballot)),
        ],
    )
}

/// Returns an entry of the log.
pub(super) fn entry(entry: &Entry) -> Fragment {
    let mut fields = vec![Field::required("on", date(&entry.on()))];
    match entry {
        Entry::Talked {
            who,
            how,
            via,
            play,
            note,
            ..
        } => fields.extend([
            Field::required("who", whom(who)),
            Field::required("how", Fragment::word(how.word())),
            Field::optional("via", maybe(via.as_ref(), id)),
            Field::optional("play", maybe(play.as_ref(), id)),
            Field::optional("note", Fragment::text(note)),
        ]),
        Entry::Moved {
            who,
            from,
            to,
            proof,
            because,
            ..
        } => fields.extend([
            Field::required("who", id(who)),
            Field::required("from", Fragment::word(from.word())),
            Field::required("to", Fragment::word(to.word())),
            Field::optional(
                "proof",
                maybe(proof.as_ref(), |proof| Fragment::word(proof.word())),
            ),
            Field::optional("because", Fragment::text(because)),
        ]),
        Entry::Proved {
            who,
            proof,
            because,
            ..
        } => fields.extend([
            Field::required("who", id(who)),
            Field::required("proof", Fragment::word(proof.word())),
            Field::optional("because", Fragment::text(because)),
        ]),
        Entry::Asked {
            who,
            what,
            due,
            got,
            ..
        } => fields.extend([
            Field::required("who", whom(who)),
            Field::required("what", Fragment::text(what)),
            Field::optional("due", maybe(due.as_ref(), date)),
            Field::optional("got", maybe(got.as_ref(), |got| Fragment::word(got.word()))),
        ]),
        Entry::Promised {
            who,
            what,
            due,
            kept,
            ..
        } => fields.extend([
            Field::required("who", whom(who)),
            Field::required("what", Fragment::text(what)),
            Field::optional("due", maybe(due.as_ref(), date)),
            Field::optional("kept", maybe(kept.as_ref(), date)),
        ]),
        Entry::Gave { who, what, .. } => fields.extend([
            Field::required("who", whom(who)),
            Field::required("what", Fragment::text(what)),
        ]),
    }
    Fragment::Struct(Some(entry.word()), fields)
}

/// Returns a conflict.
pub(super) fn conflict(conflict: &Conflict) -> Fragment {
    Fragment::Struct(
        None,
        vec![
            Field::required("id", Fragment::text(&conflict.id)),
            Field::required("field", Fragment::text(&conflict.field)),
            Field::required("base", Fragment::text(&conflict.base)),
            Field::required("ours", Fragment::text(&conflict.ours)),
            Field::required("theirs", Fragment::text(&conflict.theirs)),
        ],
    )
}

fn whom(who: &Who) -> Fragment {
    Fragment::OneOrMany(who.ids().iter().map(|each| Item::of(id(each))).collect())
}

fn id(id: &Id) -> Fragment {
    Fragment::text(id.as_str())
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "as all that make a fragment of an optional field"
)]
fn date(date: &Date) -> Fragment {
    Fragment::text(date.to_string())
}

fn texts(texts: &[String]) -> Fragment {
    Fragment::texts(texts.iter().map(String::as_str))
}

fn maybe<T>(value: Option<&T>, fragment: impl Fn(&T) -> Fragment) -> Fragment {
    value.map_or(Fragment::Absent, fragment)
}
