//! The words of a question: what differs, what each side made of it, what it was.

use crate::model::{
    BoardField, Date, DecisionField, DepartmentField, Metric, Objection, PersonField, PlayField,
    PlayStep, Reading, Stance, Tie, Vote,
};

use super::conflict::{About, Choice, MergeConflict, Value};
use super::fields::Fields;

/// Longer values are left to the lines below a question.
const SHORT: usize = 32;

/// Returns the field's name in a board file; empty for a whole record.
pub(super) fn field_name(value: &Value) -> &'static str {
    match value {
        Value::Board(BoardField::Title(_)) | Value::Person(PersonField::Title(_)) => "title",
        Value::Board(BoardField::Goal(_)) => "goal",
        Value::Department(field) => department_field(field),
        Value::Person(field) => person_field(field),
        Value::Play(field) => play_field(field),
        Value::Decision(field) => decision_field(field),
        Value::Sits(_) => "department",
        Value::Nothing { .. }
        | Value::WholeDepartment(_)
        | Value::WholePerson(..)
        | Value::WholePlay(_)
        | Value::WholeDecision(_) => "",
    }
}

fn department_field(field: &DepartmentField) -> &'static str {
    match field {
        DepartmentField::Id(_) => "id",
        DepartmentField::Name(_) => "name",
        DepartmentField::Ours(_) => "ours",
        DepartmentField::Ideal(_) => "ideal",
        DepartmentField::RedFlags(_) => "red_flags",
        DepartmentField::Metric(_) => "metric",
    }
}

fn person_field(field: &PersonField) -> &'static str {
    match field {
        PersonField::Id(_) => "id",
        PersonField::Name(_) => "name",
        PersonField::Title(_) => "title",
        PersonField::Headcount(_) => "headcount",
        PersonField::Onside(_) => "onside",
        PersonField::Stance(_) => "stance",
        PersonField::Target(_) => "target",
        PersonField::Power(_) => "power",
        PersonField::Interest(_) => "interest",
        PersonField::CaresAbout(_) => "cares_about",
        PersonField::Objections(_) => "objections",
        PersonField::ReportsTo(_) => "reports_to",
        PersonField::ListensTo(_) => "listens_to",
        PersonField::ClashesWith(_) => "clashes_with",
        PersonField::EveryDays(_) => "every_days",
        PersonField::Left(_) => "left",
        PersonField::Tags(_) => "tags",
        PersonField::Note(_) => "note",
    }
}

fn play_field(field: &PlayField) -> &'static str {
    match field {
        PlayField::Id(_) => "id",
        PlayField::Department(_) => "department",
        PlayField::Answers(_) => "answers",
        PlayField::Status(_) => "status",
        PlayField::Due(_) => "due",
        PlayField::Steps(_) => "steps",
    }
}

fn decision_field(field: &DecisionField) -> &'static str {
    match field {
        DecisionField::Id(_) => "id",
        DecisionField::Ask(_) => "ask",
        DecisionField::On(_) => "on",
        DecisionField::Votes(_) | DecisionField::Voted(..) => "votes",
    }
}

/// Returns what a record is called whose name is not at hand.
pub(super) fn plain_name(about: &About) -> String {
    match about {
        About::Board => "the board".to_owned(),
        About::Department(id) | About::Person(id) => id.to_string(),
        About::Play(id) => format!("the play `{id}`"),
        About::Decision(id) => format!("the decision `{id}`"),
    }
}

impl MergeConflict {
    /// Returns the question as one line.
    pub fn question(&self) -> String {
        let name = &self.name;
        match (&self.ours, &self.theirs) {
            (Value::Nothing { .. }, _) => {
                format!("{name}: we removed it, they changed it. Which one?")
            }
            (_, Value::Nothing { .. }) => {
                format!("{name}: we changed it, they removed it. Which one?")
            }
            (Value::WholePerson(_, ours), Value::WholePerson(_, theirs)) => {
                let (id, ours, theirs) = (&ours.id, &ours.name, &theirs.name);
                format!("Two people have the id `{id}`: {ours} and {theirs}. Which one?")
            }
            _ => self.field_question(),
        }
    }

    fn field_question(&self) -> String {
        let (name, field) = (&self.name, self.field);
        let sides = self.words(Choice::Ours).zip(self.words(Choice::Theirs));
        let is_short = |text: &String| text.chars().count() <= SHORT && !text.contains('\n');
        match sides.filter(|(ours, theirs)| is_short(ours) && is_short(theirs)) {
            Some((ours, theirs)) => match self.words_before().filter(is_short) {
                Some(base) => format!("{name}, `{field}`: {ours} or {theirs}? It was {base}."),
                None => format!("{name}, `{field}`: {ours} or {theirs}?"),
            },
            None => format!("{name}, `{field}`: both sides changed it. Which one?"),
        }
    }

    /// Returns what a choice leads to, in words; of a list and of a note only what the
    /// sides don't share. `None` for both where both make no sense.
    pub fn words(&self, choice: Choice) -> Option<String> {
        let value = self.value(choice)?;
        Some(match value {
            Value::Nothing { .. } => "removed".to_owned(),
            Value::WholePerson(home, person) if matches!(self.base, Value::Nothing { .. }) => {
                format!("{} in {}", person.name, home.name)
            }
            _ if self.field.is_empty() => self.words_changed(value),
            _ => self.words_of(value),
        })
    }

    /// Returns what it was before, in words, a note in full; `None` when it was not there.
    pub fn words_before(&self) -> Option<String> {
        match &self.base {
            Value::Nothing { .. } => None,
            Value::Person(PersonField::Note(note)) => Some(note.clone()),
            _ if self.field.is_empty() => None,
            base => Some(self.words_of(base)),
        }
    }

    /// Returns what the side that kept a record changed in it.
    fn words_changed(&self, value: &Value) -> String {
        let mut fields = match (&self.base, value) {
            (Value::WholeDepartment(old), Value::WholeDepartment(new)) => {
                let mut fields = changed(old.as_ref(), new.as_ref());
                let is_new = |person: &&std::sync::Arc<_>| !old.people.contains(*person);
                let people = new.people.iter().filter(is_new);
                fields.extend(people.map(|person| person.name.clone()));
                fields
            }
            (Value::WholePerson(from, old), Value::WholePerson(to, new)) => {
                let mut fields = changed(old.as_ref(), new.as_ref());
                fields.extend((from.id != to.id).then(|| format!("now in {}", to.name)));
                fields
            }
            (Value::WholePlay(old), Value::WholePlay(new)) => changed(old.as_ref(), new.as_ref()),
            (Value::WholeDecision(old), Value::WholeDecision(new)) => {
                changed(old.as_ref(), new.as_ref())
            }
            _ => Vec::new(),
        };
        fields.dedup();
        if fields.is_empty() {
            return "kept".to_owned();
        }
        format!("kept, with their changes: {}", fields.join(", "))
    }

    fn words_of(&self, value: &Value) -> String {
        let Some(all) = items(value) else {
            return plain(value);
        };
        let (ours, theirs) = (items(&self.ours), items(&self.theirs));
        let (ours, theirs) = (ours.unwrap_or_default(), theirs.unwrap_or_default());
        let is_shared = |item: &String| ours.contains(item) && theirs.contains(item);
        let is_own = |item: &String| !is_shared(item) && !item.is_empty();
        let own: Vec<String> = all.into_iter().filter(is_own).collect();
        if own.is_empty() {
            return "none of these".to_owned();
        }
        let is_note = matches!(value, Value::Person(PersonField::Note(_)));
        own.join(if is_note { "\n" } else { ", " })
    }
}

/// Returns the words of a value, of a list and of a note all of it.
pub(super) fn words_in_full(value: &Value) -> String {
    let is_note = matches!(value, Value::Person(PersonField::Note(_)));
    match items(value) {
        Some(items) => items.join(if is_note { "\n" } else { ", " }),
        None => plain(value),
    }
}

fn changed<R: Fields>(old: &R, new: &R) -> Vec<String> {
    let pairs = old.fields().into_iter().zip(new.fields());
    let others = pairs.filter(|(old, new)| old != new);
    others
        .map(|(_, new)| format!("`{}`", field_name(&R::value(new))))
        .collect()
}

/// Returns the items of a list, the lines of a note; `None` for what is one thing.
fn items(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Person(PersonField::Note(note)) => {
            Some(note.split('\n').map(str::to_owned).collect())
        }
        Value::Person(PersonField::Objections(list)) => Some(list.iter().map(objection).collect()),
        Value::Person(PersonField::ListensTo(list)) => Some(list.iter().map(tie).collect()),
        Value::Person(PersonField::ClashesWith(list)) => {
            Some(list.iter().map(ToString::to_string).collect())
        }
        Value::Person(PersonField::Tags(list))
        | Value::Department(DepartmentField::RedFlags(list)) => Some(list.clone()),
        Value::Department(DepartmentField::Metric(Some(metric))) => Some(metric_items(metric)),
        Value::Play(PlayField::Steps(list)) => Some(list.iter().map(step).collect()),
        Value::Decision(DecisionField::Votes(list)) => Some(list.iter().map(vote).collect()),
        _ => None,
    }
}

fn objection(objection: &Objection) -> String {
    match objection {
        Objection::Open(text) => format!("open: {text}"),
        Objection::Settled(text) => format!("settled: {text}"),
    }
}

fn step(step: &PlayStep) -> String {
    match step {
        PlayStep::Todo(text) => format!("to do: {text}"),
        PlayStep::Done(text) => format!("done: {text}"),
    }
}

fn tie(tie: &Tie) -> String {
    format!("{} {}", tie.to, tie.strength.word())
}

fn vote(vote: &Vote) -> String {
    let voted = vote
        .voted
        .map_or_else(String::new, |ballot| format!(", voted {}", ballot.word()));
    format!("{} {}%{voted}", vote.who, vote.odds)
}

fn metric_items(metric: &Metric) -> Vec<String> {
    let reading = |(on, number): &Reading| format!("{on} {number}");
    let goal = metric
        .goal
        .map_or_else(|| "no goal".to_owned(), |goal| format!("goal {goal}"));
    let mut items = vec![metric.measure.clone(), metric.unit.clone(), goal];
    items.extend(metric.readings.iter().map(reading));
    items
}

/// Returns the words of a value that is one thing.
fn plain(value: &Value) -> String {
    let text = |text: &String| {
        if text.is_empty() {
            "nothing".to_owned()
        } else {
            text.clone()
        }
    };
    let number = |number: Option<u32>| number.map_or_else(none, |number| number.to_string());
    let date = |date: &Option<Date>| date.map_or_else(none, |date| date.to_string());
    match value {
        Value::Board(BoardField::Title(each) | BoardField::Goal(each))
        | Value::Department(DepartmentField::Name(each) | DepartmentField::Ideal(each))
        | Value::Person(
            PersonField::Name(each) | PersonField::Title(each) | PersonField::CaresAbout(each),
        )
        | Value::Play(PlayField::Answers(each))
        | Value::Decision(DecisionField::Ask(each)) => text(each),
        Value::Department(DepartmentField::Ours(ours)) => if *ours {
            "our own team"
        } else {
            "not our own team"
        }
        .to_owned(),
        Value::Person(PersonField::Headcount(each)) => each.to_string(),
        Value::Person(PersonField::Power(each) | PersonField::Interest(each)) => each.to_string(),
        Value::Person(PersonField::Onside(each) | PersonField::EveryDays(each)) => number(*each),
        Value::Person(PersonField::Stance(stance)) => stance.word().to_owned(),
        Value::Person(PersonField::Target(target)) => {
            target.map(Stance::word).map_or_else(none, str::to_owned)
        }
        Value::Person(PersonField::ReportsTo(boss)) => {
            boss.as_ref().map_or_else(none, ToString::to_string)
        }
        Value::Person(PersonField::Left(each)) | Value::Play(PlayField::Due(each)) => date(each),
        Value::Play(PlayField::Department(id)) => id.to_string(),
        Value::Play(PlayField::Status(status)) => status.word().to_owned(),
        Value::Decision(DecisionField::On(on)) => on.to_string(),
        Value::Sits(home) => home.name.clone(),
        _ => none(),
    }
}

fn none() -> String {
    "none".to_owned()
}
