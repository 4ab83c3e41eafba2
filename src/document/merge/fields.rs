//! The fields of each kind of record as typed values, so that comparing and merging
//! are written once for all of them.
//!
//! Promises: two records of the same id and the same fields are equal, a department's
//! people aside. Leaves to `blend` what two changes of one field make.

use crate::model::{
    Board, BoardField, Decision, DecisionField, Department, DepartmentField, Edit, Id, Person,
    PersonField, Play, PlayField,
};

use super::conflict::{About, Value};
use super::pick::Pick;

/// A record with an id and fields.
pub(super) trait Fields {
    /// One field with its value.
    type Field: Clone + PartialEq;

    /// Returns all fields but the id, always in the same order.
    fn fields(&self) -> Vec<Self::Field>;

    /// Returns what the fields are when nobody wrote them; `None` for those that must be written.
    fn blank() -> Vec<Option<Self::Field>>;

    /// Sets one field.
    fn put(&mut self, field: Self::Field);

    /// Returns what two different changes of one field make.
    fn blend(
        base: Option<&Self::Field>,
        ours: &Self::Field,
        theirs: &Self::Field,
    ) -> Pick<Self::Field>;

    /// Returns the edit that sets a field of the record.
    fn edit(&self, field: Self::Field) -> Edit;

    /// Returns which record it is.
    fn about(&self) -> About;

    /// Returns what the record is called on a screen.
    fn called(&self) -> String;

    /// Returns a field as an answer to a question.
    fn value(field: Self::Field) -> Value;

    /// Returns the edits that set the fields in which `to` differs.
    fn changes(&self, to: &Self) -> Vec<Edit> {
        let pairs = self.fields().into_iter().zip(to.fields());
        pairs
            .filter(|(old, new)| old != new)
            .map(|(_, new)| self.edit(new))
            .collect()
    }
}

impl Fields for Board {
    type Field = BoardField;

    fn fields(&self) -> Vec<BoardField> {
        vec![
            BoardField::Title(self.title.clone()),
            BoardField::Goal(self.goal.clone()),
        ]
    }

    fn blank() -> Vec<Option<BoardField>> {
        Self::default().fields().into_iter().map(Some).collect()
    }

    fn put(&mut self, field: BoardField) {
        self.set(field);
    }

    fn blend(_: Option<&BoardField>, ours: &BoardField, theirs: &BoardField) -> Pick<BoardField> {
        Pick::disputed(ours, theirs)
    }

    fn edit(&self, field: BoardField) -> Edit {
        Edit::SetBoard(field)
    }

    fn about(&self) -> About {
        About::Board
    }

    fn called(&self) -> String {
        "the board".to_owned()
    }

    fn value(field: BoardField) -> Value {
        Value::Board(field)
    }
}

impl Fields for Department {
    type Field = DepartmentField;

    fn fields(&self) -> Vec<DepartmentField> {
        vec![
            DepartmentField::Name(self.name.clone()),
            DepartmentField::Ours(self.ours),
            DepartmentField::Ideal(self.ideal.clone()),
            DepartmentField::RedFlags(self.red_flags.clone()),
            DepartmentField::Metric(self.metric.clone()),
        ]
    }

    fn blank() -> Vec<Option<DepartmentField>> {
        let unwritten = Self::new(Id::default(), "").fields();
        let is_required = |field: &DepartmentField| matches!(field, DepartmentField::Name(_));
        optional(unwritten, is_required)
    }

    fn put(&mut self, field: DepartmentField) {
        self.set(field);
    }

    fn blend(
        base: Option<&DepartmentField>,
        ours: &DepartmentField,
        theirs: &DepartmentField,
    ) -> Pick<DepartmentField> {
        super::blend::department(base, ours, theirs)
    }

    fn edit(&self, field: DepartmentField) -> Edit {
        let id = self.id.clone();
        Edit::SetDepartment { id, field }
    }

    fn about(&self) -> About {
        About::Department(self.id.clone())
    }

    fn called(&self) -> String {
        self.name.clone()
    }

    fn value(field: DepartmentField) -> Value {
        Value::Department(field)
    }
}

impl Fields for Person {
    type Field = PersonField;

    fn fields(&self) -> Vec<PersonField> {
        vec![
            PersonField::Name(self.name.clone()),
            PersonField::Title(self.title.clone()),
            PersonField::Headcount(self.headcount),
            PersonField::Onside(self.onside),
            PersonField::Stance(self.stance),
            PersonField::Target(self.target),
            PersonField::Power(self.power),
            PersonField::Interest(self.interest),
            PersonField::CaresAbout(self.cares_about.clone()),
            PersonField::Objections(self.objections.clone()),
            PersonField::ReportsTo(self.reports_to.clone()),
            PersonField::ListensTo(self.listens_to.clone()),
            PersonField::ClashesWith(self.clashes_with.clone()),
            PersonField::EveryDays(self.every_days),
            PersonField::Left(self.left),
            PersonField::Tags(self.tags.clone()),
            PersonField::Note(self.note.clone()),
        ]
    }

    fn blank() -> Vec<Option<PersonField>> {
        let unwritten = Self::new(Id::default(), "").fields();
        optional(unwritten, |field| matches!(field, PersonField::Name(_)))
    }

    fn put(&mut self, field: PersonField) {
        self.set(field);
    }

    fn blend(
        base: Option<&PersonField>,
        ours: &PersonField,
        theirs: &PersonField,
    ) -> Pick<PersonField> {
        super::blend::person(base, ours, theirs)
    }

    fn edit(&self, field: PersonField) -> Edit {
        let id = self.id.clone();
        Edit::SetPerson { id, field }
    }

    fn about(&self) -> About {
        About::Person(self.id.clone())
    }

    fn called(&self) -> String {
        self.name.clone()
    }

    fn value(field: PersonField) -> Value {
        Value::Person(field)
    }
}

impl Fields for Play {
    type Field = PlayField;

    fn fields(&self) -> Vec<PlayField> {
        vec![
            PlayField::Department(self.department.clone()),
            PlayField::Answers(self.answers.clone()),
            PlayField::Status(self.status),
            PlayField::Due(self.due),
            PlayField::Steps(self.steps.clone()),
        ]
    }

    fn blank() -> Vec<Option<PlayField>> {
        vec![
            None,
            Some(PlayField::Answers(String::new())),
            None,
            Some(PlayField::Due(None)),
            Some(PlayField::Steps(Vec::new())),
        ]
    }

    fn put(&mut self, field: PlayField) {
        self.set(field);
    }

    fn blend(base: Option<&PlayField>, ours: &PlayField, theirs: &PlayField) -> Pick<PlayField> {
        super::blend::play(base, ours, theirs)
    }

    fn edit(&self, field: PlayField) -> Edit {
        let id = self.id.clone();
        Edit::SetPlay { id, field }
    }

    fn about(&self) -> About {
        About::Play(self.id.clone())
    }

    fn called(&self) -> String {
        format!("the play `{}`", self.id)
    }

    fn value(field: PlayField) -> Value {
        Value::Play(field)
    }
}

impl Fields for Decision {
    type Field = DecisionField;

    fn fields(&self) -> Vec<DecisionField> {
        vec![
            DecisionField::Ask(self.ask.clone()),
            DecisionField::On(self.on),
            DecisionField::Votes(self.votes.clone()),
        ]
    }

    fn blank() -> Vec<Option<DecisionField>> {
        vec![None, None, Some(DecisionField::Votes(Vec::new()))]
    }

    fn put(&mut self, field: DecisionField) {
        // Refused is only the ballot of somebody who has no vote: there is nothing to set then.
        let _ = self.set(field);
    }

    fn blend(
        base: Option<&DecisionField>,
        ours: &DecisionField,
        theirs: &DecisionField,
    ) -> Pick<DecisionField> {
        super::blend::decision(base, ours, theirs)
    }

    fn edit(&self, field: DecisionField) -> Edit {
        let id = self.id.clone();
        Edit::SetDecision { id, field }
    }

    fn about(&self) -> About {
        About::Decision(self.id.clone())
    }

    fn called(&self) -> String {
        format!("the decision `{}`", self.id)
    }

    fn value(field: DecisionField) -> Value {
        Value::Decision(field)
    }

    fn changes(&self, to: &Self) -> Vec<Edit> {
        let mut with_votes = self.clone();
        let mut edits = Vec::new();
        // One ballot more is an edit of its own: it leaves the other votes' text alone.
        for (old, new) in self.votes.iter().zip(&to.votes) {
            if old.who == new.who && old.odds == new.odds && old.voted != new.voted {
                let field = DecisionField::Voted(new.who.clone(), new.voted);
                with_votes.put(field.clone());
                edits.push(self.edit(field));
            }
        }
        if with_votes.votes != to.votes {
            (with_votes, edits) = (self.clone(), Vec::new());
        }
        let pairs = with_votes.fields().into_iter().zip(to.fields());
        let others = pairs.filter(|(old, new)| old != new);
        edits.extend(others.map(|(_, new)| self.edit(new)));
        edits
    }
}

fn optional<F>(unwritten: Vec<F>, is_required: impl Fn(&F) -> bool) -> Vec<Option<F>> {
    let blank = |field: F| (!is_required(&field)).then_some(field);
    unwritten.into_iter().map(blank).collect()
}
