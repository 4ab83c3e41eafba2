//! Makes an edit on a board.
//!
//! Promises: an edit is made whole, or the board is as it was and the error says why.
//! Leaves ranges and repeated ids to the document, which loads what it wrote.

use std::sync::Arc;

use super::{
    Board, BoardField, Decision, DecisionField, Department, DepartmentField, Edit, EditError, Id,
    Person, PersonField, Play, PlayField,
};

impl Board {
    /// Makes one change, or leaves the board as it was and says why.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        match edit.clone() {
            Edit::SetBoard(field) => self.set(field),
            Edit::AddDepartment { at, department } => {
                insert(&mut self.departments, at, *department)?;
            }
            Edit::RemoveDepartment(id) => {
                let at = self.department_place(&id)?;
                self.departments.remove(at);
            }
            Edit::MoveDepartment { id, at } => {
                let from = self.department_place(&id)?;
                shift(&mut self.departments, from, at)?;
            }
            Edit::SetDepartment { id, field } => {
                let at = self.department_place(&id)?;
                if let Some(department) = self.departments.get_mut(at) {
                    department.set(field);
                }
            }
            Edit::AddPerson {
                department,
                at,
                person,
            } => insert(self.people_of(&department)?, at, Arc::new(*person))?,
            Edit::RemovePerson(id) => drop(self.take_person(&id)?),
            Edit::MovePerson { id, department, at } => self.move_person(&id, &department, at)?,
            Edit::SetPerson { id, field } => self.person_mut(&id)?.set(field),
            Edit::AddPlay { at, play } => insert(&mut self.plays, at, *play)?,
            Edit::RemovePlay(id) => {
                let at = self.play_place(&id)?;
                self.plays.remove(at);
            }
            Edit::MovePlay { id, at } => {
                let from = self.play_place(&id)?;
                shift(&mut self.plays, from, at)?;
            }
            Edit::SetPlay { id, field } => {
                let at = self.play_place(&id)?;
                if let Some(play) = self.plays.get_mut(at) {
                    play.set(field);
                }
            }
            Edit::AddDecision { at, decision } => insert(&mut self.decisions, at, *decision)?,
            Edit::RemoveDecision(id) => {
                let at = self.decision_place(&id)?;
                self.decisions.remove(at);
            }
            Edit::MoveDecision { id, at } => {
                let from = self.decision_place(&id)?;
                shift(&mut self.decisions, from, at)?;
            }
            Edit::SetDecision { id, field } => {
                let at = self.decision_place(&id)?;
                if let Some(decision) = self.decisions.get_mut(at) {
                    decision.set(field)?;
                }
            }
            Edit::AddEntry { at, entry } => insert(&mut self.log, at, Arc::new(*entry))?,
            Edit::RemoveEntry(at) => drop(remove(&mut self.log, at)?),
            Edit::SetEntry { at, entry } => *item(&mut self.log, at)? = Arc::new(*entry),
            Edit::AddConflict { at, conflict } => insert(&mut self.conflicts, at, *conflict)?,
            Edit::RemoveConflict(at) => drop(remove(&mut self.conflicts, at)?),
        }
        Ok(())
    }

    /// Sets one of the own fields.
    pub fn set(&mut self, field: BoardField) {
        match field {
            BoardField::Title(title) => self.title = title,
            BoardField::Goal(goal) => self.goal = goal,
        }
    }

    fn department_place(&self, id: &Id) -> Result<usize, EditError> {
        self.department_at(id).ok_or_else(|| missing(id))
    }

    fn play_place(&self, id: &Id) -> Result<usize, EditError> {
        self.play_at(id).ok_or_else(|| missing(id))
    }

    fn decision_place(&self, id: &Id) -> Result<usize, EditError> {
        self.decision_at(id).ok_or_else(|| missing(id))
    }

    fn people_of(&mut self, department: &Id) -> Result<&mut Vec<Arc<Person>>, EditError> {
        let found = self
            .departments
            .iter_mut()
            .find(|each| each.id == *department);
        found
            .map(|department| &mut department.people)
            .ok_or_else(|| missing(department))
    }

    fn person_mut(&mut self, id: &Id) -> Result<&mut Person, EditError> {
        let mut people = self
            .departments
            .iter_mut()
            .flat_map(|each| &mut each.people);
        let found = people.find(|person| person.id == *id);
        found.map(Arc::make_mut).ok_or_else(|| missing(id))
    }

    fn take_person(&mut self, id: &Id) -> Result<Arc<Person>, EditError> {
        let seat = self.seat(id).ok_or_else(|| missing(id))?;
        let department = item(&mut self.departments, seat.department)?;
        remove(&mut department.people, seat.person)
    }

    fn move_person(&mut self, id: &Id, department: &Id, at: usize) -> Result<(), EditError> {
        let from = self.seat(id).ok_or_else(|| missing(id))?;
        let to = self.department_place(department)?;
        let room = self.departments.get(to).map_or(0, |each| each.people.len());
        let length = room - usize::from(from.department == to);
        if at > length {
            return Err(EditError::NoSuchPlace { at, length });
        }
        let person = self.take_person(id)?;
        insert(self.people_of(department)?, at, person)
    }
}

impl Department {
    /// Sets one field.
    pub fn set(&mut self, field: DepartmentField) {
        match field {
            DepartmentField::Id(id) => self.id = id,
            DepartmentField::Name(name) => self.name = name,
            DepartmentField::Ours(ours) => self.ours = ours,
            DepartmentField::Ideal(ideal) => self.ideal = ideal,
            DepartmentField::RedFlags(red_flags) => self.red_flags = red_flags,
            DepartmentField::Metric(metric) => self.metric = metric,
        }
    }
}

impl Person {
    /// Sets one field.
    pub fn set(&mut self, field: PersonField) {
        match field {
            PersonField::Id(id) => self.id = id,
            PersonField::Name(name) => self.name = name,
            PersonField::Title(title) => self.title = title,
            PersonField::Headcount(headcount) => self.headcount = headcount,
            PersonField::Onside(onside) => self.onside = onside,
            PersonField::Stance(stance) => self.stance = stance,
            PersonField::Target(target) => self.target = target,
            PersonField::Power(power) => self.power = power,
            PersonField::Interest(interest) => self.interest = interest,
            PersonField::CaresAbout(cares_about) => self.cares_about = cares_about,
            PersonField::Objections(objections) => self.objections = objections,
            PersonField::ReportsTo(boss) => self.reports_to = boss,
            PersonField::ListensTo(ties) => self.listens_to = ties,
            PersonField::ClashesWith(ids) => self.clashes_with = ids,
            PersonField::EveryDays(days) => self.every_days = days,
            PersonField::Left(left) => self.left = left,
            PersonField::Tags(tags) => self.tags = tags,
            PersonField::Note(note) => self.note = note,
        }
    }
}

impl Play {
    /// Sets one field.
    pub fn set(&mut self, field: PlayField) {
        match field {
            PlayField::Id(id) => self.id = id,
            PlayField::Department(department) => self.department = department,
            PlayField::Answers(answers) => self.answers = answers,
            PlayField::Status(status) => self.status = status,
            PlayField::Due(due) => self.due = due,
            PlayField::Steps(steps) => self.steps = steps,
        }
    }
}

impl Decision {
    /// Sets one field; setting what somebody voted needs them among the voters.
    pub fn set(&mut self, field: DecisionField) -> Result<(), EditError> {
        match field {
            DecisionField::Id(id) => self.id = id,
            DecisionField::Ask(ask) => self.ask = ask,
            DecisionField::On(on) => self.on = on,
            DecisionField::Votes(votes) => self.votes = votes,
            DecisionField::Voted(who, ballot) => {
                let vote = self.votes.iter_mut().find(|vote| vote.who == who);
                vote.ok_or_else(|| missing(&who))?.voted = ballot;
            }
        }
        Ok(())
    }
}

fn missing(id: &Id) -> EditError {
    EditError::NoSuchId(id.clone())
}

fn insert<T>(list: &mut Vec<T>, at: usize, new: T) -> Result<(), EditError> {
    let length = list.len();
    if at > length {
        return Err(EditError::NoSuchPlace { at, length });
    }
    list.insert(at, new);
    Ok(())
}

fn remove<T>(list: &mut Vec<T>, at: usize) -> Result<T, EditError> {
    let length = list.len();
    if at >= length {
        return Err(EditError::NoSuchPlace { at, length });
    }
    Ok(list.remove(at))
}

fn shift<T>(list: &mut Vec<T>, from: usize, to: usize) -> Result<(), EditError> {
    let length = list.len();
    if from >= length || to >= length {
        let at = from.max(to);
        return Err(EditError::NoSuchPlace { at, length });
    }
    let moved = list.remove(from);
    list.insert(to, moved);
    Ok(())
}

fn item<T>(list: &mut [T], at: usize) -> Result<&mut T, EditError> {
    let length = list.len();
    list.get_mut(at)
        .ok_or(EditError::NoSuchPlace { at, length })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    fn board() -> Board {
        let department = |name: &str, people: &[&str]| {
            let mut department = Department::new(id(name), name);
            let people = people
                .iter()
                .map(|each| Arc::new(Person::new(id(each), each)));
            department.people = people.collect();
            department
        };
        Board {
            departments: vec![department("a", &["x", "y"]), department("b", &["z"])],
            ..Board::default()
        }
    }

    fn names(board: &Board) -> String {
        let of = |department: &Department| {
            let people = department.people.iter().map(|person| person.id.as_str());
            format!("{}:{}", department.id, people.collect::<String>())
        };
        board
            .departments
            .iter()
            .map(of)
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn check(edit: &Edit, expected: &str) {
        let mut board = board();
        let before = board.clone();
        let told = match board.apply(edit) {
            Ok(()) => names(&board),
            Err(error) => {
                assert_eq!(board, before, "a refused edit changes nothing");
                error.to_string()
            }
        };
        assert_eq!(told, expected);
    }

    #[test]
    fn a_person_moves_to_the_place_they_shall_have_afterwards() {
        let to = |department: &str, at| Edit::MovePerson {
            id: id("x"),
            department: id(department),
            at,
        };
        check(&to("a", 1), "a:yx b:z");
        check(&to("b", 0), "a:y b:xz");
        check(&to("b", 1), "a:y b:zx");
        check(&to("a", 2), "there is no place 2 in a list of 1");
        check(&to("c", 0), "there is no `c` on this board");
    }

    #[test]
    fn a_removed_person_is_gone_and_a_missing_one_is_named() {
        check(&Edit::RemovePerson(id("y")), "a:x b:z");
        check(
            &Edit::RemovePerson(id("q")),
            "there is no `q` on this board",
        );
        check(&Edit::RemoveEntry(0), "there is no place 0 in a list of 0");
    }

    #[test]
    fn departments_change_places() {
        let swap = Edit::MoveDepartment { id: id("a"), at: 1 };
        check(&swap, "b:z a:xy");
    }
}
