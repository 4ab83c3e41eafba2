//! Many people at once: rows of cells, pasted or imported, read as one change.
//!
//! Columns are those of a heading row if there is one, else name, title, department, stance. Rows
//! that are written as `a` takes them (`Dana Ortiz, VP @sales sk`) are read so. Promises: pure; a
//! row that is not understood says why, in words, and is no part of the change; rows may name one
//! another as bosses and as whom they influence, in any order.

use super::cells::{PastedRow, cells};
use super::columns::{Column, headed, without_heading};
use super::destination::{Into, department, known};
use super::find::{find_person, find_rung};
use super::handed_back::as_line;
use super::influence::{Heard, hearing};
use super::person::{HEADCOUNT, MARKS, level};
use super::slip::slipped;
use super::words::{Mark, words};
use super::{Context, Problem, Reading, Ready, ids, number, person};
use crate::model::{Board, Edit, Id, Person, PersonField, Stance, Strength, Tie};

/// A paste that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its rows, without the heading.
    pub rows: Vec<Row>,
    /// Headings that are not understood; what stands below them is left out.
    pub left_out: Vec<String>,
    edits: Vec<Edit>,
    first: Option<Id>,
    departments: usize,
}

/// A row of a paste.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which row of the paste it is, from 1.
    pub number: usize,
    /// The row as `a` takes it.
    pub line: String,
    /// What was understood: name, title, department, stance, the rest; else why it was not.
    pub read: Result<[String; 5], String>,
}

/// A row on its way into the change.
struct Sketch {
    at: usize,
    id: Id,
    boss: String,
    influences: String,
    hears: String,
}

struct Reader<'a> {
    context: Context<'a>,
    usual: Option<&'a Id>,
    /// The board with the rows so far.
    board: Board,
    edits: Vec<Edit>,
}

/// Reads a paste; people without a department go to the one called `usual`.
pub fn table(context: Context<'_>, usual: Option<&Id>, text: &str) -> Table {
    let mut rows = cells(text);
    let heading = rows.first().and_then(|first| headed(&first.cells));
    let left_out = match &heading {
        None => Vec::new(),
        Some(columns) => {
            let head = rows.remove(0).cells.into_iter().zip(columns);
            let unknown = head.filter(|(cell, it)| **it == Column::Unknown && !cell.is_empty());
            unknown.map(|(cell, _)| cell).collect()
        }
    };
    let is_grammar = heading.is_none() && rows.iter().any(|row| is_marked(&row.line));
    let columns = heading.unwrap_or_else(|| without_heading(&rows));
    let mut reader = Reader {
        context,
        usual,
        board: context.board.clone(),
        edits: Vec::new(),
    };
    let read: Vec<Row> = if is_grammar {
        rows.into_iter().map(|row| reader.line(row)).collect()
    } else {
        reader.cells(rows, &columns)
    };
    let first = reader.edits.iter().find_map(|edit| match edit {
        Edit::AddPerson { person, .. } => Some(person.id.clone()),
        _ => None,
    });
    Table {
        rows: read,
        left_out,
        first,
        departments: reader.board.departments.len() - context.board.departments.len(),
        edits: reader.edits,
    }
}

impl Table {
    /// Returns what Enter does; `None` where no row is understood.
    pub fn ready(&self) -> Option<Ready> {
        let words = format!("Added {}", self.in_words());
        Some(Ready {
            said: vec![words.clone()],
            words,
            about: self.first.clone()?,
            edits: self.edits.clone(),
        })
    }

    /// Returns whom it adds: "12 people, 2 departments".
    pub fn in_words(&self) -> String {
        let people = self.rows.iter().filter(|row| row.read.is_ok()).count();
        let people = match people {
            1 => "1 person".to_owned(),
            many => format!("{many} people"),
        };
        match self.departments {
            0 => people,
            1 => format!("{people}, 1 new department"),
            many => format!("{people}, {many} new departments"),
        }
    }

    /// Returns the rows that are not understood.
    pub fn problems(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.read.is_err())
    }
}

fn is_marked(line: &str) -> bool {
    words(line, &MARKS)
        .iter()
        .any(|word| word.mark != Mark::None)
}

impl Reader<'_> {
    fn context(&self) -> Context<'_> {
        Context {
            board: &self.board,
            today: self.context.today,
        }
    }

    /// Reads a row as `a` takes it.
    fn line(&mut self, row: PastedRow) -> Row {
        let read = match person(self.context(), self.usual, &row.line) {
            Reading::Ready(ready) => self.take(&ready.edits).map(|()| told(&ready.said)),
            Reading::Wrong(problem) | Reading::Hint(problem) => Err(Problem::new(problem)),
        };
        row.read(read)
    }

    /// Reads rows by their columns: everybody first, then who is tied to whom.
    fn cells(&mut self, rows: Vec<PastedRow>, columns: &[Column]) -> Vec<Row> {
        let mut sketches = Vec::new();
        let mut read = Vec::new();
        for (at, mut row) in rows.into_iter().enumerate() {
            let mut sketch = Sketch {
                at,
                id: Id::default(),
                boss: String::new(),
                influences: String::new(),
                hears: String::new(),
            };
            let done = self.person(&row.cells, columns, &mut sketch);
            let done = done.map_err(|problem| about(&row, columns, problem));
            row.line = as_line(&self.board, columns, &row.cells);
            if done.is_ok() {
                sketches.push(sketch);
            }
            read.push(row.read(done));
        }
        for sketch in &sketches {
            if let (Err(problem), Some(row)) = (self.tie(sketch), read.get_mut(sketch.at)) {
                // The person is added all the same: a tie is soon made.
                if let Ok([.., rest]) = &mut row.read {
                    *rest = format!("without a tie: {problem}");
                }
            }
        }
        read
    }

    fn person(
        &mut self,
        cells: &[String],
        columns: &[Column],
        sketch: &mut Sketch,
    ) -> Result<[String; 5], Problem> {
        let mut person = Person::new(Id::default(), "");
        let mut place = None;
        let mut rest = Vec::new();
        let given = columns
            .iter()
            .zip(cells)
            .filter(|(_, cell)| !cell.is_empty());
        for (column, cell) in given {
            match column {
                Column::Name => person.name.clone_from(cell),
                Column::Title => person.title.clone_from(cell),
                Column::Department => place = Some(cell),
                Column::Stance => person.stance = rung(cell)?,
                Column::Target => {
                    person.target = Some(rung(cell)?);
                    rest.push(format!("to {}", person.target().word()));
                }
                Column::Power => {
                    person.power = level(cell, "power")?;
                    rest.push(format!("power {cell}"));
                }
                Column::Interest => {
                    person.interest = level(cell, "interest")?;
                    rest.push(format!("interest {cell}"));
                }
                Column::Headcount => person.headcount = number(cell, "a headcount", HEADCOUNT)?,
                Column::Tags => person.tags = list(cell).map(str::to_owned).collect(),
                Column::Note => person.note.clone_from(cell),
                Column::Boss => sketch.boss.clone_from(cell),
                Column::Influences => sketch.influences.clone_from(cell),
                Column::Hears => sketch.hears.clone_from(cell),
                Column::Unknown => {}
            }
        }
        if person.name.is_empty() {
            return Err(Problem::new("has no name"));
        }
        let lower = person.name.to_lowercase();
        if self
            .board
            .people()
            .any(|(_, it)| it.name.to_lowercase() == lower)
        {
            return Err(Problem(format!("{} is on the board already", person.name)));
        }
        let into = self.place(place)?;
        let (department, is_new) = match &into {
            Into::Known(id, name) => ((id.clone(), name.clone()), false),
            Into::New(it) => ((it.id.clone(), it.name.clone()), true),
        };
        let new = is_new.then_some(&department.0);
        person.id = ids::made(&self.board, &person.name, 'p', new)?;
        sketch.id = person.id.clone();
        let mut edits = Vec::new();
        if let Into::New(department) = into {
            edits.push(Edit::AddDepartment {
                at: self.board.departments.len(),
                department: Box::new(department),
            });
        }
        let there = self.board.department_at(&department.0);
        let there = there.and_then(|at| self.board.departments.get(at));
        let slip = slipped(&person.title, person.stance);
        rest.extend(slip.map(|word| format!("`{word}` is in the title, no rung")));
        let told = [
            person.name.clone(),
            person.title.clone(),
            if is_new {
                format!("{} (new)", department.1)
            } else {
                department.1
            },
            person.stance.in_words().to_owned(),
            rest.join(", "),
        ];
        edits.push(Edit::AddPerson {
            department: department.0,
            at: there.map_or(0, |department| department.people.len()),
            person: Box::new(person),
        });
        self.take(&edits)?;
        Ok(told)
    }

    fn place(&self, cell: Option<&String>) -> Result<Into, Problem> {
        let Some(cell) = cell else {
            let usual = self
                .usual
                .ok_or_else(|| Problem::new("has no department"))?;
            return known(self.context(), usual);
        };
        let mut departments = self.board.departments.iter();
        match departments.find(|it| it.id.as_str() == cell.to_lowercase()) {
            Some(known) => Ok(Into::Known(known.id.clone(), known.name.clone())),
            // In quotes a name is whole: nobody shall land in Marketing who is of Market Research.
            None => Ok(department(self.context(), cell, true)?.0),
        }
    }

    /// Ties somebody to their boss and to those they sway or listen to.
    fn tie(&mut self, sketch: &Sketch) -> Result<(), Problem> {
        let id = &sketch.id;
        let medium = |name: &str| -> Result<Heard, Problem> {
            let other = find_person(&self.board, name)?;
            Ok(Heard {
                id: other.id.clone(),
                strength: Strength::Medium,
            })
        };
        let mut edits = Vec::new();
        if !sketch.boss.is_empty() {
            edits.push(Edit::SetPerson {
                id: id.clone(),
                field: PersonField::ReportsTo(Some(medium(&sketch.boss)?.id)),
            });
        }
        let hears: Result<Vec<Heard>, Problem> = list(&sketch.hears).map(medium).collect();
        let hears = hears?;
        if !hears.is_empty() {
            // A row before may have said already who sways them.
            let seat = self.board.seat(id);
            let person = seat.and_then(|seat| self.board.person(seat));
            let mut ties: Vec<Tie> = person.map_or_else(Vec::new, |it| it.listens_to.clone());
            for heard in &hears {
                if ties.iter().all(|tie| tie.to != heard.id) {
                    ties.push(heard.tie());
                }
            }
            edits.push(Edit::SetPerson {
                id: id.clone(),
                field: PersonField::ListensTo(ties),
            });
        }
        let swayed: Result<Vec<Heard>, Problem> = list(&sketch.influences).map(medium).collect();
        edits.extend(hearing(&self.board, id, &swayed?));
        self.take(&edits)
    }

    /// Makes edits on the board so far.
    fn take(&mut self, edits: &[Edit]) -> Result<(), Problem> {
        for edit in edits {
            self.board
                .apply(edit)
                .map_err(|refused| Problem::new(refused.to_string()))?;
        }
        self.edits.extend_from_slice(edits);
        Ok(())
    }
}

impl PastedRow {
    fn read(self, read: Result<[String; 5], Problem>) -> Row {
        Row {
            number: self.number,
            line: self.line,
            read: read.map_err(|problem| problem.to_string()),
        }
    }
}

/// Says of whom a row is that has a problem.
fn about(row: &PastedRow, columns: &[Column], Problem(problem): Problem) -> Problem {
    let mut cells = columns.iter().zip(&row.cells);
    let name = cells.find(|(column, _)| **column == Column::Name);
    match name {
        Some((_, name)) if !name.is_empty() && !problem.starts_with(name.as_str()) => {
            Problem(format!("{name}: {problem}"))
        }
        _ => Problem(problem),
    }
}

/// Returns what a line said as name, then the rest.
fn told(said: &[String]) -> [String; 5] {
    let mut said = said.iter().cloned();
    let name = said.next().unwrap_or_default();
    let rest = said.collect::<Vec<_>>().join(", ");
    [name, String::new(), String::new(), String::new(), rest]
}

/// Returns the words of a cell with several.
fn list(cell: &str) -> impl Iterator<Item = &str> {
    let words = cell.split([',', ';', '/']).map(str::trim);
    words.filter(|word| !word.is_empty())
}

/// Reads a rung by its word, or by its number, 1 (Blocker) to 6 (Lobbyist).
fn rung(cell: &str) -> Result<Stance, Problem> {
    let by_number = cell.parse::<usize>().ok().and_then(|it| it.checked_sub(1));
    match by_number.and_then(|at| Stance::RUNGS.get(at)) {
        Some(rung) => Ok(*rung),
        None if cell.eq_ignore_ascii_case("not met") => Ok(Stance::Unknown),
        None => find_rung(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::example;
    use super::*;

    /// What each row of a paste says, and what the change is called.
    fn check(text: &str, expected: &[&str], words: &str) {
        let (mut board, today) = example();
        let context = Context {
            board: &board,
            today,
        };
        let sales = Id::new("sales").unwrap();
        let table = table(context, Some(&sales), text);
        let rows = table.rows.iter().map(|row| match &row.read {
            Ok(cells) => cells.join("|"),
            Err(problem) => format!("{}: {problem}", row.number),
        });
        assert_eq!(rows.collect::<Vec<_>>(), expected, "{text}");
        let ready = table.ready();
        assert_eq!(ready.as_ref().map_or("", |it| &it.words), words);
        for edit in ready.iter().flat_map(|ready| &ready.edits) {
            board.apply(edit).unwrap();
        }
    }

    #[test]
    fn cells_without_a_heading_are_name_title_department_stance() {
        check(
            "Lea Roth\tVP\tsales\tskeptic\nIda Berg\t\tField Ops\t\nAva Lee",
            &[
                "Lea Roth|VP|Sales|Skeptic|",
                "Ida Berg||Field Ops (new)|not met|",
                "Ava Lee||Sales|not met|",
            ],
            "Added 3 people, 1 new department",
        );
        check(
            "Lea Roth, VP, Sales, 4",
            &["Lea Roth|VP|Sales|Supporter|"],
            "Added 1 person",
        );
    }

    #[test]
    fn a_row_that_is_not_understood_is_handed_back_as_a_line() {
        let (board, today) = example();
        let context = Context {
            board: &board,
            today,
        };
        let table = table(context, None, "Zoe Park, IP counsel, Legal, friendly, 2");
        let row = table.problems().next().unwrap();
        assert_eq!(row.line, "Zoe Park, IP counsel @legal friendly p2");
    }

    #[test]
    fn a_rung_that_slipped_into_a_title_is_told() {
        check(
            "Lea Roth\tBrand champion",
            &["Lea Roth|Brand champion|Sales|not met|`champion` is in the title, no rung"],
            "Added 1 person",
        );
        check(
            "Lea Roth, Brand champion <sam",
            &[
                "Lea Roth||||Brand champion, not met → Supporter, Sales, listens to Sam, `champion` is in \
                 the title; `, champion` is the rung",
            ],
            "Added 1 person",
        );
    }

    #[test]
    fn a_heading_names_the_columns_in_any_order() {
        check(
            "Role;Name;Power;Target;Email\nVP;Lea Roth;5;lobbyist;l@x",
            &["Lea Roth|VP|Sales|not met|power 5, to Lobbyist"],
            "Added 1 person",
        );
    }

    #[test]
    fn a_row_that_is_not_understood_says_why_and_the_others_count() {
        check(
            "Name\tStance\tPower\nLea Roth\tfan\nIda Berg\t\t9\nDana Ortiz\n\tskeptic\nAva Lee\t2",
            &[
                "2: Lea Roth: `fan` is no rung; they are Blocker, Skeptic, Neutral, Supporter, Champion and Lobbyist",
                "3: Ida Berg: power is 9; it goes from 1 to 5",
                "4: Dana Ortiz is on the board already",
                "5: has no name",
                "Ava Lee||Sales|Skeptic|",
            ],
            "Added 1 person",
        );
        check(
            "Name\tStance\nLea\tfan",
            &[
                "2: Lea: `fan` is no rung; they are Blocker, Skeptic, Neutral, Supporter, Champion and Lobbyist",
            ],
            "",
        );
    }

    #[test]
    fn rows_may_name_one_another() {
        let (board, today) = example();
        let context = Context {
            board: &board,
            today,
        };
        let text = "Name\tDept\tBoss\tInfluences\tListens to\nLea Roth\tsales\tIda Berg\tdana, Ida Berg\t\n\
                    Ida Berg\tsales\t\t\tsam/Lea\nAva Lee\tsales\tNobody Known\t\t";
        let table = table(context, None, text);
        assert_eq!(table.problems().count(), 0);
        let mut board = board.clone();
        for edit in &table.ready().unwrap().edits {
            board.apply(edit).unwrap();
        }
        let ties = |id: &str| {
            let person = board.person(board.seat(id).unwrap()).unwrap();
            let ties = person.listens_to.iter().map(|tie| tie.to.to_string());
            (person.reports_to.clone(), ties.collect::<Vec<_>>())
        };
        let ida = Id::new("ida-berg").unwrap();
        assert_eq!(ties("lea-roth").0, Some(ida));
        assert_eq!(ties("ida-berg").1, ["lea-roth", "sam"]);
        assert!(ties("dana").1.contains(&"lea-roth".to_owned()));
        let ava = table.rows[2].read.as_ref().unwrap();
        assert!(ava[4].starts_with("without a tie: nobody"), "{ava:?}");
    }

    #[test]
    fn lines_as_they_are_typed_are_read_so() {
        check(
            "Lea Roth, VP @sales sk\nIda Berg @\"Field Ops\" <lea!\nAva Lee @sales p9",
            &[
                "Lea Roth||||VP, Skeptic → Supporter, Sales",
                "Ida Berg||||not met → Supporter, new department Field Ops, listens to Lea (strong)",
                "3: power is 9; it goes from 1 to 5",
            ],
            "Added 2 people, 1 new department",
        );
    }
}
