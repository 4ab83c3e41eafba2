//! Taking rows of people in, one after the other: who is meant, what is new of them, then who is
//! tied to whom.
//!
//! Promises: whoever the board has, by id or else by whole name, is changed and never added again;
//! nobody is taken in twice; an empty cell changes nothing, and ties, tags and objections are
//! added and never taken away. Rows may name one another as bosses and as whom they influence, in
//! any order.

use std::collections::HashMap;

use super::columns::Column;
use super::crowd::Crowd;
use super::described::described;
use super::destination::{Into, department, known, whole};
use super::gathered::Gathered;
use super::given::{Given, id, name};
use super::handed_back::as_line;
use super::news::{changed, news};
use super::person::{called, check_onside};
use super::table::{Fate, Row, Table, Understood};
use super::tied::tied;
use super::{Context, Problem, Reading, person};
use crate::model::{Board, Date, Edit, Id, Person, Stance};
use crate::sheet::SheetRow;

/// Rows on their way into the board.
pub(super) struct Intake<'a> {
    today: Date,
    usual: Option<&'a Id>,
    /// The board with the rows so far.
    so_far: Gathered,
    /// Everybody, once all rows are read; made where a tie needs it.
    crowd: Option<Crowd>,
    departments_before: usize,
    /// In which row whom the rows so far are about stands.
    seen: HashMap<Id, usize>,
}

impl<'a> Intake<'a> {
    /// Begins with the board as it is.
    pub fn new(context: Context<'a>, usual: Option<&'a Id>) -> Self {
        Self {
            today: context.today,
            usual,
            so_far: Gathered::new(context.board.clone()),
            crowd: None,
            departments_before: context.board.departments.len(),
            seen: HashMap::new(),
        }
    }

    /// Returns the table of rows that were read.
    pub fn into_table(self, rows: Vec<Row>) -> Table {
        let done = rows.iter().filter_map(|row| row.read.as_ref().ok());
        let mut done = done.filter(|read| read.fate != Fate::Same);
        Table {
            columns: Vec::new(),
            turned: None,
            assumed: Vec::new(),
            left_out: Vec::new(),
            first: done.next().map(|read| read.id.clone()),
            departments: self.board().departments.len() - self.departments_before,
            edits: self.so_far.into_edits(),
            rows,
        }
    }

    fn board(&self) -> &Board {
        self.so_far.board()
    }

    fn context(&self) -> Context<'_> {
        Context {
            board: self.board(),
            today: self.today,
        }
    }

    /// Reads a row as `a` takes it, which only adds.
    pub fn line(&mut self, row: SheetRow) -> Row {
        let name = called(&row.line);
        let known = self.so_far.named(&name).first().cloned();
        let read = match known.as_ref().map(|id| self.seen.get(id)) {
            None => self.added(&row.line),
            Some(None) => Err(Problem(format!("{name} is on the board; `c` changes them"))),
            Some(Some(number)) => Err(Problem(format!("{name} is in row {number} already"))),
        };
        if let Ok(read) = &read {
            self.note(row.number, &name, &read.id);
        }
        Row {
            number: row.number,
            line: row.line,
            is_known: known.is_some(),
            read: read.map_err(|problem| problem.to_string()),
        }
    }

    fn added(&mut self, line: &str) -> Result<Understood, Problem> {
        match person(self.context(), self.usual, line) {
            Reading::Ready(ready) => self.so_far.take(&ready.edits).map(|()| Understood {
                id: ready.about,
                fate: Fate::Added,
                cells: told(&ready.said),
            }),
            Reading::Wrong(problem) | Reading::Hint(problem) => Err(Problem::new(problem)),
        }
    }

    /// Notes whom a row is about, for those that follow.
    fn note(&mut self, number: usize, name: &str, id: &Id) {
        self.seen.insert(id.clone(), number);
        self.so_far.note(name, id);
    }

    /// Reads rows by their columns: everybody first, then who is tied to whom.
    pub fn cells(&mut self, rows: Vec<SheetRow>, columns: &[Column]) -> Vec<Row> {
        let read = rows.into_iter().map(|row| self.row(&row, columns));
        let (mut rows, given): (Vec<Row>, Vec<Option<Given>>) = read.unzip();
        for (row, given) in rows.iter_mut().zip(given) {
            if let (Ok(read), Some(given)) = (&mut row.read, given) {
                self.tie(read, &given);
            }
        }
        rows
    }

    fn row(&mut self, row: &SheetRow, columns: &[Column]) -> (Row, Option<Given>) {
        let is_known = self.is_known(columns, &row.cells);
        let given = Given::read(columns, &row.cells);
        let done = given.and_then(|given| {
            let read = self.somebody(row.number, &given)?;
            Ok((read, given))
        });
        let (read, given) = match done {
            Ok((read, given)) => (Ok(read), Some(given)),
            Err(problem) => (Err(about(&row.cells, columns, problem).to_string()), None),
        };
        let row = Row {
            number: row.number,
            line: as_line(self.board(), columns, &row.cells),
            is_known,
            read,
        };
        (row, given)
    }

    /// Says whether a row names somebody that there is, however little else of it is understood.
    fn is_known(&self, columns: &[Column], cells: &[String]) -> bool {
        let is_id = |(column, cell): (&Column, &String)| {
            *column == Column::Id && id(cell).is_some_and(|id| self.so_far.person(&id).is_some())
        };
        let name = name(columns, cells);
        !self.so_far.named(&name).is_empty() || columns.iter().zip(cells).any(is_id)
    }

    /// Adds whom a row is about, or changes them.
    fn somebody(&mut self, number: usize, given: &Given) -> Result<Understood, Problem> {
        let read = match self.meant(given)? {
            None => self.add(given)?,
            Some(id) => self.change(&id, given)?,
        };
        self.note(number, &given.name, &read.id);
        Ok(read)
    }

    /// Returns who on the board is meant by a row; `None` for somebody new.
    fn meant(&self, given: &Given) -> Result<Option<Id>, Problem> {
        let named = self.so_far.named(&given.name);
        let by_id = given.id.as_ref();
        let by_id = by_id.filter(|id| self.so_far.person(id).is_some());
        let id = match (by_id, named) {
            (Some(id), [other]) if other != id => {
                let is = self.so_far.person(id).map_or("", |person| &person.name);
                return Err(Problem(format!(
                    "`{id}` is {is} on the board, and {} is `{other}`: which of them?",
                    given.name
                )));
            }
            (Some(id), _) => id,
            (None, []) => return Ok(None),
            // Somebody of the same name, in a row before and with another id.
            (None, [one]) if given.id.is_some() && self.seen.contains_key(one) => return Ok(None),
            (None, [one]) => one,
            (None, several) => {
                return Err(Problem(format!(
                    "{} people are called so; a column `id` says which",
                    several.len()
                )));
            }
        };
        if let Some(row) = self.seen.get(id) {
            return Err(Problem(format!("is in row {row} already")));
        }
        Ok(Some(id.clone()))
    }

    fn add(&mut self, given: &Given) -> Result<Understood, Problem> {
        let (id, department, is_new) = self.place(given.department.as_deref())?;
        let new = is_new.then_some(&id);
        let (mut person, told) = described(given);
        person.id = match &given.id {
            Some(wanted) if Some(wanted) != new && !self.so_far.has(wanted) => wanted.clone(),
            _ => self.so_far.made(&given.name, new)?,
        };
        check_onside(&person)?;
        let mut edits: Vec<Edit> = Vec::new();
        edits.extend(is_new.then(|| self.new_department(&id, &department)));
        edits.push(Edit::AddPerson {
            at: self.people_in(&id),
            department: id,
            person: Box::new(person.clone()),
        });
        self.so_far.take(&edits)?;
        let place = if is_new {
            format!("{department} (new)")
        } else {
            department
        };
        Ok(understood(&person, Fate::Added, place, &told))
    }

    fn change(&mut self, id: &Id, given: &Given) -> Result<Understood, Problem> {
        let Some(person) = self.so_far.person(id).cloned() else {
            return Err(Problem(format!("nobody is `{id}`")));
        };
        if let Some(day) = person.left {
            return Err(Problem(format!("left on {day}; the row is not taken in")));
        }
        let (mut edits, mut told) = news(&person, given, self.board().log.len(), self.today);
        check_onside(&changed(&person, &edits))?;
        let mut place = self.department_of(id);
        if given.department.is_some() {
            let (department, name, is_new) = self.place(given.department.as_deref())?;
            if name != place {
                edits.extend(is_new.then(|| self.new_department(&department, &name)));
                edits.push(Edit::MovePerson {
                    id: id.clone(),
                    at: self.people_in(&department),
                    department,
                });
                told.push(format!("to {name}"));
                place = name;
            }
        }
        self.so_far.take(&edits)?;
        let fate = if edits.is_empty() {
            Fate::Same
        } else {
            Fate::Changed
        };
        let now = self.so_far.person(id).unwrap_or(&person);
        Ok(understood(now, fate, place, &told))
    }

    /// Returns the department a cell means, by id and name, and whether it is new.
    fn place(&self, cell: Option<&str>) -> Result<(Id, String, bool), Problem> {
        let into = match cell {
            None => {
                let usual = self
                    .usual
                    .ok_or_else(|| Problem::new("has no department"))?;
                known(self.context(), usual)?
            }
            Some(cell) => match whole(self.board(), cell) {
                Some(known) => Into::Known(known.id.clone(), known.name.clone()),
                // In quotes a name is whole: nobody shall land in Marketing who is of Market
                // Research.
                None => department(self.context(), cell, true)?.0,
            },
        };
        Ok(match into {
            Into::Known(id, name) => (id, name, false),
            Into::New(it) => (it.id, it.name, true),
        })
    }

    fn new_department(&self, id: &Id, name: &str) -> Edit {
        Edit::AddDepartment {
            at: self.board().departments.len(),
            department: Box::new(crate::model::Department::new(id.clone(), name)),
        }
    }

    fn people_in(&self, department: &Id) -> usize {
        let there = self.board().department_at(department);
        let there = there.and_then(|at| self.board().departments.get(at));
        there.map_or(0, |department| department.people.len())
    }

    fn department_of(&self, id: &Id) -> String {
        let seat = self.so_far.seat(id);
        let department = seat.and_then(|seat| self.board().departments.get(seat.department));
        department.map_or_else(String::new, |department| department.name.clone())
    }

    /// Ties somebody to their boss and to those they sway or listen to. A tie that can't be made
    /// is told: the person is taken in all the same.
    fn tie(&mut self, read: &mut Understood, given: &Given) {
        let (edits, mut told) = tied(&self.so_far, &mut self.crowd, &read.id, given);
        if let Err(problem) = self.so_far.take(&edits) {
            told.push(format!("without a tie: {problem}"));
        } else if read.fate == Fate::Same && !edits.is_empty() {
            read.fate = Fate::Changed;
        }
        if read.fate == Fate::Same {
            told.insert(0, "as on the board".to_owned());
        }
        let [.., rest] = &mut read.cells;
        let before = std::mem::take(rest);
        let parts = std::iter::once(before).chain(told);
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        *rest = parts.join(", ");
    }
}

fn understood(person: &Person, fate: Fate, place: String, told: &[String]) -> Understood {
    let stance: Stance = person.stance;
    let cells = [
        person.name.clone(),
        person.title.clone(),
        place,
        stance.in_words().to_owned(),
        told.join(", "),
    ];
    Understood {
        id: person.id.clone(),
        fate,
        cells,
    }
}

/// Says of whom a row is that has a problem.
fn about(cells: &[String], columns: &[Column], Problem(problem): Problem) -> Problem {
    let name = name(columns, cells);
    if name.is_empty() || problem.starts_with(name.as_str()) {
        Problem(problem)
    } else {
        Problem(format!("{name}: {problem}"))
    }
}

/// Returns what a line said as name, then the rest.
fn told(said: &[String]) -> [String; 5] {
    let mut said = said.iter().cloned();
    let name = said.next().unwrap_or_default();
    let rest = said.collect::<Vec<_>>().join(", ");
    [name, String::new(), String::new(), String::new(), rest]
}
