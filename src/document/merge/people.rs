//! Departments and people merged: who survives, in which department, as what.
//!
//! A department taken away by one side is one act with its people: changed by the other side
//! in any of them, it stands whole until somebody decides. People are never the
//! same only because two sides gave them one id: with two names they are a question.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::{Board, Department, Id, Person};

use super::conflict::{About, MergeConflict, Value};
use super::order::weave;
use super::pick::Pick;
use super::records::{Lone, lone_question, merge_fields};

/// Merges the departments with their people.
pub(super) fn merge_departments(
    base: &Board,
    ours: &Board,
    theirs: &Board,
    questions: &mut Vec<MergeConflict>,
) -> Vec<Department> {
    let all = Three {
        base: Side::of(base),
        ours: Side::of(ours),
        theirs: Side::of(theirs),
    };
    let contested = all.contested();
    let mut shells = all.shells(&contested, questions);
    let mut asked = Vec::new();
    let people = all.people(&contested, &mut asked);
    for (id, side) in &contested {
        questions.extend(all.whole_question(id, *side, &people));
    }
    questions.append(&mut asked);

    let departments = |side: &Side| ids(side.board.departments.iter().map(|each| &each.id));
    let keep = |id: &Id| shells.contains_key(id);
    let order = weave(
        &departments(&all.base),
        &departments(&all.ours),
        &departments(&all.theirs),
        keep,
    );
    let mut merged: Vec<Department> = order.iter().filter_map(|id| shells.remove(id)).collect();
    for department in &mut merged {
        let id = department.id.clone();
        let is_here = |person: &Id| people.get(person).is_some_and(|seated| *seated.home == id);
        let inside = |side: &Side| {
            let found = side.departments.get(&id);
            ids(found
                .iter()
                .flat_map(|each| &each.people)
                .map(|each| &each.id))
        };
        let order = weave(
            &inside(&all.base),
            &inside(&all.ours),
            &inside(&all.theirs),
            is_here,
        );
        let seated = order.iter().filter_map(|person| people.get(person));
        department.people = seated.map(|seated| Arc::clone(&seated.person)).collect();
    }
    merged
}

/// Returns the departments that one side took away and the other changed.
pub(super) fn contested<'a>(
    base: &'a Board,
    ours: &'a Board,
    theirs: &'a Board,
) -> HashSet<&'a Id> {
    let all = Three {
        base: Side::of(base),
        ours: Side::of(ours),
        theirs: Side::of(theirs),
    };
    all.contested().into_iter().map(|(id, _)| id).collect()
}

fn ids<'a>(list: impl Iterator<Item = &'a Id>) -> Vec<Id> {
    list.cloned().collect()
}

/// A person and the department they sit in.
#[derive(Clone)]
struct Seated<'a> {
    home: &'a Id,
    person: Arc<Person>,
}

/// One of the three boards, with departments and people by id.
struct Side<'a> {
    board: &'a Board,
    departments: HashMap<&'a Id, &'a Department>,
    people: HashMap<&'a Id, (&'a Id, &'a Arc<Person>)>,
}

impl<'a> Side<'a> {
    fn of(board: &'a Board) -> Self {
        let departments = board.departments.iter();
        let people = departments.clone().flat_map(|department| {
            let people = department.people.iter();
            people.map(|person| (&person.id, (&department.id, person)))
        });
        Self {
            board,
            people: people.collect(),
            departments: departments.map(|each| (&each.id, each)).collect(),
        }
    }

    /// Returns a department without its people.
    fn shell(&self, id: &Id) -> Option<Department> {
        self.departments
            .get(id)
            .map(|department| without_people(department))
    }

    fn home(&self, id: &Id) -> Box<Department> {
        Box::new(
            self.shell(id)
                .unwrap_or_else(|| Department::new(id.clone(), id)),
        )
    }

    fn whole(&self, home: &Id, person: &Arc<Person>) -> Value {
        Value::WholePerson(self.home(home), Arc::clone(person))
    }
}

fn without_people(department: &Department) -> Department {
    Department {
        id: department.id.clone(),
        name: department.name.clone(),
        ours: department.ours,
        ideal: department.ideal.clone(),
        red_flags: department.red_flags.clone(),
        metric: department.metric.clone(),
        people: Vec::new(),
    }
}

/// The three boards of a merge.
struct Three<'a> {
    base: Side<'a>,
    ours: Side<'a>,
    theirs: Side<'a>,
}

impl<'a> Three<'a> {
    fn side(&self, side: Lone) -> (&Side<'a>, &Side<'a>) {
        match side {
            Lone::Ours => (&self.ours, &self.theirs),
            Lone::Theirs => (&self.theirs, &self.ours),
        }
    }

    /// Returns the departments that one side took away and the other, named with each, changed.
    fn contested(&self) -> Vec<(&'a Id, Lone)> {
        let of = |lone: Lone| {
            let (side, other) = self.side(lone);
            let alone = side.board.departments.iter();
            alone
                .filter(move |each| !other.departments.contains_key(&each.id))
                .filter(move |each| self.is_touched(each, other))
                .map(move |each| (&each.id, lone))
        };
        of(Lone::Ours).chain(of(Lone::Theirs)).collect()
    }

    /// Says whether a department that `other` took away was changed: a field of it, who
    /// came to it, or anybody who would go with it.
    fn is_touched(&self, department: &Department, other: &Side) -> bool {
        let Some(base) = self.base.departments.get(&department.id) else {
            return false;
        };
        let is_touched = |person: &Arc<Person>| match self.base.people.get(&person.id) {
            Some((home, old)) if **home == department.id => {
                !other.people.contains_key(&person.id) && *old != person
            }
            _ => true,
        };
        without_people(department) != without_people(base)
            || department.people.iter().any(is_touched)
    }

    /// Returns each surviving department without its people.
    fn shells(
        &self,
        contested: &[(&'a Id, Lone)],
        questions: &mut Vec<MergeConflict>,
    ) -> HashMap<&'a Id, Department> {
        let contested: HashSet<&Id> = contested.iter().map(|(id, _)| *id).collect();
        let mut shells = HashMap::new();
        for department in &self.ours.board.departments {
            let id = &department.id;
            let base = self
                .base
                .departments
                .get(id)
                .map(|base| without_people(base));
            let here = without_people(department);
            let shell = match self.theirs.shell(id) {
                Some(there) if there == here => Some(here),
                Some(there) => Some(merge_fields(base.as_ref(), &here, &there, questions)),
                None => (base.is_none() || contested.contains(id)).then_some(here),
            };
            shells.extend(shell.map(|shell| (id, shell)));
        }
        for department in &self.theirs.board.departments {
            let id = &department.id;
            let is_new = !self.base.departments.contains_key(id);
            if !self.ours.departments.contains_key(id) && (is_new || contested.contains(id)) {
                shells.insert(id, without_people(department));
            }
        }
        shells
    }

    /// Returns everybody who survives, by id.
    fn people(
        &self,
        contested: &[(&'a Id, Lone)],
        questions: &mut Vec<MergeConflict>,
    ) -> HashMap<&'a Id, Seated<'a>> {
        let contested: HashSet<&Id> = contested.iter().map(|(id, _)| *id).collect();
        let mut people = HashMap::with_capacity(self.ours.people.len());
        let ours = self.ours.board.people().map(|(_, person)| person);
        for person in ours {
            let seated = if self.theirs.people.contains_key(&person.id) {
                self.merge_person(&person.id, questions)
            } else {
                self.merge_lone(&person.id, Lone::Ours, &contested, questions)
            };
            people.extend(seated.map(|seated| (&person.id, seated)));
        }
        let theirs = self.theirs.board.people().map(|(_, person)| person);
        for person in theirs.filter(|person| !self.ours.people.contains_key(&person.id)) {
            let seated = self.merge_lone(&person.id, Lone::Theirs, &contested, questions);
            people.extend(seated.map(|seated| (&person.id, seated)));
        }
        people
    }

    /// Merges a person whom both sides have.
    fn merge_person(&self, id: &Id, questions: &mut Vec<MergeConflict>) -> Option<Seated<'a>> {
        let (here, our) = *self.ours.people.get(id)?;
        let (there, their) = *self.theirs.people.get(id)?;
        let base = self.base.people.get(id).copied();
        if base.is_none() && our.name != their.name {
            questions.push(self.namesakes(id, (here, our), (there, their)));
            return Some(seated(here, our));
        }
        let person = if Arc::ptr_eq(our, their) || our == their {
            Arc::clone(our)
        } else {
            let old = base.map(|(_, old)| old.as_ref());
            Arc::new(merge_fields(old, our, their, questions))
        };
        let seat = Pick::three(base.map(|(home, _)| home).as_ref(), &here, &there);
        if seat.is_disputed() {
            let sits = |side: &Side, home: &Id| Value::Sits(side.home(home));
            questions.push(MergeConflict {
                about: About::Person(id.clone()),
                name: person.name.clone(),
                field: "department",
                base: base.map_or_else(Value::nothing, |(home, _)| sits(&self.base, home)),
                ours: sits(&self.ours, here),
                theirs: sits(&self.theirs, there),
                both: None,
                stands: sits(&self.ours, here),
            });
        }
        let home = seat.stands;
        Some(Seated { home, person })
    }

    /// Returns the question about two people to whom the sides gave one id.
    fn namesakes(
        &self,
        id: &Id,
        (here, our): (&Id, &Arc<Person>),
        (there, their): (&Id, &Arc<Person>),
    ) -> MergeConflict {
        let (ours, theirs) = (self.ours.whole(here, our), self.theirs.whole(there, their));
        MergeConflict {
            about: About::Person(id.clone()),
            name: our.name.clone(),
            field: "",
            base: Value::nothing(),
            both: Some(theirs.clone()),
            stands: ours.clone(),
            ours,
            theirs,
        }
    }

    /// Returns a person whom one side alone has, unless the other took away whom this one left alone.
    fn merge_lone(
        &self,
        id: &Id,
        side: Lone,
        contested: &HashSet<&Id>,
        questions: &mut Vec<MergeConflict>,
    ) -> Option<Seated<'a>> {
        let (kept, _) = self.side(side);
        let (home, person) = *kept.people.get(id)?;
        if let Some((old_home, old)) = self.base.people.get(id)
            && !contested.contains(home)
        {
            if *old_home == home && *old == person {
                return None;
            }
            questions.push(lone_question(
                (About::Person(id.clone()), person.name.clone()),
                self.base.whole(old_home, old),
                kept.whole(home, person),
                Value::nothing(),
                side,
            ));
        }
        Some(seated(home, person))
    }

    /// Returns the question about a department that one side took away and the other changed.
    fn whole_question(
        &self,
        id: &Id,
        side: Lone,
        people: &HashMap<&Id, Seated>,
    ) -> Option<MergeConflict> {
        let (kept, other) = self.side(side);
        let department = *kept.departments.get(id)?;
        let base = *self.base.departments.get(id)?;
        let mut inside: Vec<&Seated> = people.values().filter(|seated| seated.home == id).collect();
        inside.sort_by(|a, b| a.person.id.cmp(&b.person.id));
        let whole = Department {
            people: inside
                .iter()
                .map(|seated| Arc::clone(&seated.person))
                .collect(),
            ..without_people(department)
        };
        let homes = inside.iter().filter_map(|seated| {
            let (home, person) = other.people.get(&seated.person.id)?;
            Some((person.id.clone(), other.shell(home)?))
        });
        let gone = Value::Nothing {
            homes: homes.collect(),
        };
        Some(lone_question(
            (About::Department(id.clone()), department.name.clone()),
            Value::WholeDepartment(Box::new(base.clone())),
            Value::WholeDepartment(Box::new(whole)),
            gone,
            side,
        ))
    }
}

fn seated<'a>(home: &'a Id, person: &Arc<Person>) -> Seated<'a> {
    let person = Arc::clone(person);
    Seated { home, person }
}
