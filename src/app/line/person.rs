//! A person in one line: `Dana Ortiz, VP Sales @sales skeptic p5 target:lobbyist <noor <sam!`.
//!
//! Text up to the first comma is the name, up to the next mark the title, always. Rung, `p5`,
//! `i4`, `x14` are read only after a mark or a second comma.

use super::dates;
use super::destination::{Into, department, known};
use super::find::{find_person, find_rung, find_word};
use super::ids;
use super::influence::{self, Heard};
use super::slip::{slip, slip_of_name};
use super::words::{Fields, Mark, Marks, Word, words};
use super::{Context, Problem, Reading, Ready, number};
use crate::model::{Edit, Id, Person, Stance, Tie};

pub(super) const MARKS: Marks = Marks {
    signs: "@#<>",
    fields: Fields::Any,
    commas: true,
};

/// The fields of the line, in the order they are shown.
pub(super) const FIELDS: [&str; 13] = [
    "target",
    "every",
    "boss",
    "cares",
    "clash",
    "onside",
    "note",
    "id",
    "stance",
    "power",
    "interest",
    "headcount",
    "left",
];

const HINT: &str = "name, title @dept skeptic p5 i4 x14 target:champion <listens >heard";

/// What a line has said so far.
struct Sketch<'a> {
    context: Context<'a>,
    name: Vec<String>,
    title: Vec<String>,
    /// Whether the title ends in quotes, and so as it is meant.
    is_title_quoted: bool,
    person: Person,
    id: Option<Id>,
    into: Option<Into>,
    heard: Vec<Heard>,
    /// A department that is near to a new one's name.
    meant: Option<String>,
}

/// Which part of the line a plain word belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Name,
    Title,
    Rest,
}

/// Reads a new person; without `@` they go to the department called `usual`.
pub fn person(context: Context<'_>, usual: Option<&Id>, line: &str) -> Reading {
    if line.trim().is_empty() {
        let usual = usual.and_then(|id| known(context, id).ok());
        return Reading::Hint(match usual {
            Some(Into::Known(_, name)) => format!("{name}: {HINT}"),
            _ => HINT.to_owned(),
        });
    }
    read(context, usual, line).into()
}

fn read(context: Context<'_>, usual: Option<&Id>, line: &str) -> Result<Ready, Problem> {
    let mut sketch = Sketch {
        context,
        name: Vec::new(),
        title: Vec::new(),
        is_title_quoted: false,
        person: Person::new(Id::default(), ""),
        id: None,
        into: None,
        heard: Vec::new(),
        meant: None,
    };
    let mut part = Part::Name;
    for word in words(line, &MARKS) {
        if word.mark != Mark::None {
            part = Part::Rest;
        }
        match part {
            Part::Name => sketch.name.push(word.text.to_string()),
            Part::Title => {
                sketch.is_title_quoted = word.is_quoted;
                sketch.title.push(word.text.to_string());
            }
            Part::Rest => sketch.take(&word)?,
        }
        if word.ends_item {
            part = match part {
                Part::Name => Part::Title,
                Part::Title | Part::Rest => Part::Rest,
            };
        }
    }
    sketch.finish(usual)
}

/// Returns whom a line is about, whatever stands behind the name.
pub(super) fn called(line: &str) -> String {
    let mut name: Vec<String> = Vec::new();
    for word in words(line, &MARKS) {
        if word.mark != Mark::None {
            break;
        }
        name.push(word.text.to_string());
        if word.ends_item {
            break;
        }
    }
    name.join(" ").trim().to_owned()
}

impl Sketch<'_> {
    /// Takes a word in that stands behind name and title.
    fn take(&mut self, word: &Word<'_>) -> Result<(), Problem> {
        let text = &*word.text;
        match word.mark {
            Mark::None if text.is_empty() => {}
            Mark::None => self.plain(text)?,
            Mark::Sign('@') => self.place(text, word.is_quoted)?,
            Mark::Sign('#') if text.is_empty() => {
                return Err(Problem::new("a word follows `#`: `#emea`"));
            }
            Mark::Sign('#') => {
                if !self.person.tags.iter().any(|tag| tag == text) {
                    self.person.tags.push(text.to_owned());
                }
            }
            Mark::Sign('>') => {
                let heard = influence::tie(self.context.board, word)?;
                influence::set(&mut self.heard, heard);
            }
            Mark::Sign(_) => {
                let heard = influence::tie(self.context.board, word)?;
                let ties = &mut self.person.listens_to;
                ties.retain(|tie| tie.to != heard.id);
                ties.push(heard.tie());
            }
            Mark::Field(field) => {
                let field = find_word(field, &FIELDS, "field")?;
                self.field(field, text)?;
            }
        }
        Ok(())
    }

    /// Takes in a rung, `p5`, `i4` or `x14`.
    fn plain(&mut self, text: &str) -> Result<(), Problem> {
        let mut chars = text.chars();
        let letter = chars.next().map(|char| char.to_ascii_lowercase());
        let digits = chars.as_str();
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        match letter {
            Some('p') if is_number => self.field("power", digits),
            Some('i') if is_number => self.field("interest", digits),
            Some('x') if is_number => self.field("headcount", digits),
            _ => {
                self.person.stance = find_rung(text).map_err(|problem| {
                    Problem(format!(
                        "{problem}; quotes keep words together: cares:\"…\""
                    ))
                })?;
                Ok(())
            }
        }
    }

    fn field(&mut self, field: &str, text: &str) -> Result<(), Problem> {
        let person = &mut self.person;
        let board = self.context.board;
        match field {
            "power" => person.power = level(text, "power")?,
            "interest" => person.interest = level(text, "interest")?,
            "headcount" => person.headcount = number(text, "a headcount", HEADCOUNT)?,
            "onside" => person.onside = Some(number(text, "onside", (0, HEADCOUNT.1))?),
            "every" => person.every_days = Some(number(text, "every", EVERY)?),
            "stance" => person.stance = find_rung(text)?,
            "target" => person.target = Some(find_rung(text)?),
            "boss" => person.reports_to = Some(find_person(board, text)?.id.clone()),
            "clash" => {
                let id = find_person(board, text)?.id.clone();
                if !person.clashes_with.contains(&id) {
                    person.clashes_with.push(id);
                }
            }
            "left" => {
                let left = dates::needed(text, self.context.today, dates::Toward::Past)?;
                person.left = Some(left);
            }
            "cares" => text.clone_into(&mut person.cares_about),
            "note" => text.clone_into(&mut person.note),
            _ => self.id = Some(ids::typed(board, text)?),
        }
        Ok(())
    }

    fn place(&mut self, text: &str, is_quoted: bool) -> Result<(), Problem> {
        let (into, meant) = department(self.context, text, is_quoted)?;
        self.into = Some(into);
        self.meant = meant;
        Ok(())
    }

    fn finish(mut self, usual: Option<&Id>) -> Result<Ready, Problem> {
        let name = self.name.join(" ").trim().to_owned();
        if name.is_empty() {
            return Err(Problem::new(
                "the name comes first: `Dana Ortiz, VP Sales @sales`",
            ));
        }
        let into = match (self.into.take(), usual) {
            (Some(into), _) => into,
            (None, Some(usual)) => known(self.context, usual)?,
            (None, None) => return Err(Problem::new("in which department? `@sales`")),
        };
        let person = &mut self.person;
        if person
            .onside
            .is_some_and(|onside| onside > person.headcount)
        {
            let most = person.headcount;
            return Err(Problem(format!(
                "onside is at most {most}, as many as there are: `x14`"
            )));
        }
        let default = person.stance.max(Stance::Supporter);
        person.target = person.target.filter(|target| *target != default);
        person.name = name;
        self.title.join(" ").trim().clone_into(&mut person.title);
        let new = match &into {
            Into::New(department) => Some(&department.id),
            Into::Known(..) => None,
        };
        person.id = match self.id.take() {
            Some(id) if Some(&id) == new => return Err(Problem(format!("`{id}` is taken"))),
            Some(id) => id,
            None => ids::made(self.context.board, &person.name, 'p', new)?,
        };
        Ok(self.ready(into))
    }

    fn ready(self, into: Into) -> Ready {
        let said = self.said(&into);
        let doubts = self.doubts();
        let board = self.context.board;
        let (id, name) = (self.person.id.clone(), self.person.name.clone());
        let stance = self.person.stance.in_words();
        let mut edits = Vec::new();
        let (department, at) = match into {
            Into::Known(id, _) => {
                let place = board.department_at(&id);
                let there = place.and_then(|place| board.departments.get(place));
                (id, there.map_or(0, |department| department.people.len()))
            }
            Into::New(department) => {
                let id = department.id.clone();
                edits.push(Edit::AddDepartment {
                    at: board.departments.len(),
                    department: Box::new(department),
                });
                (id, 0)
            }
        };
        edits.push(Edit::AddPerson {
            department,
            at,
            person: Box::new(self.person),
        });
        let other = |other: &Id| influence::person(board, other);
        edits.extend(influence::hearing(other, &id, &self.heard));
        let done = format!("Added {name}, {stance}");
        Ready {
            said,
            words: [vec![done], doubts].concat().join(" \u{b7} "),
            about: id,
            edits,
        }
    }

    fn said(&self, into: &Into) -> Vec<String> {
        let person = &self.person;
        let mut said = vec![match person.headcount {
            1 => person.name.clone(),
            many => format!("{} ×{many}", person.name),
        }];
        said.extend(Some(person.title.clone()).filter(|title| !title.is_empty()));
        let (stance, target) = (person.stance.in_words(), person.target().word());
        said.push(format!("{stance} → {target}"));
        said.push(match into {
            Into::Known(_, name) => name.clone(),
            Into::New(department) => match &self.meant {
                None => format!("new department {}", department.name),
                Some(meant) => format!("new department {} (or {meant}?)", department.name),
            },
        });
        if person.power != 3 {
            said.push(format!("power {}", person.power));
        }
        if person.interest != 3 {
            said.push(format!("interest {}", person.interest));
        }
        said.extend(person.onside.map(|onside| format!("{onside} onside")));
        said.extend(person.every_days.map(|days| format!("every {days} days")));
        let boss = person.reports_to.as_ref();
        said.extend(boss.map(|boss| {
            let boss = influence::name_of(self.context.board, boss);
            format!("reports to {boss}")
        }));
        if !person.cares_about.is_empty() {
            said.push(format!("cares about {}", person.cares_about));
        }
        said.extend(self.ties_said());
        said.extend(person.tags.iter().map(|tag| format!("#{tag}")));
        if !person.note.is_empty() {
            said.push(person.note.clone());
        }
        if let Some(left) = person.left {
            said.push(format!("left {}", dates::said(left, self.context.today)));
        }
        if slug_is_taken(person) {
            said.push(format!("id {}", person.id));
        }
        said.extend(self.doubts());
        said
    }

    /// Says what may be a slip: a word that reads as something else, or a name that is here already.
    fn doubts(&self) -> Vec<String> {
        let person = &self.person;
        let mut said: Vec<String> = Vec::new();
        said.extend(slip(&person.title, person.stance).filter(|_| !self.is_title_quoted));
        said.extend(slip_of_name(&person.name, person.stance));
        let name = person.name.to_lowercase();
        let mut people = self.context.board.people();
        let same =
            people.find(|(_, other)| other.left.is_none() && other.name.to_lowercase() == name);
        said.extend(same.map(|(_, other)| format!("`{}` is called so too", other.id)));
        said
    }

    /// Says what there is between them and others.
    fn ties_said(&self) -> Vec<String> {
        let (person, board) = (&self.person, self.context.board);
        let in_words = |tie: &Tie| influence::tie_in_words(board, tie);
        let mut said = Vec::new();
        if !person.listens_to.is_empty() {
            let ties: Vec<String> = person.listens_to.iter().map(in_words).collect();
            said.push(format!("listens to {}", ties.join(", ")));
        }
        if !self.heard.is_empty() {
            let heard = self.heard.iter().map(|heard| in_words(&heard.tie()));
            let heard: Vec<String> = heard.collect();
            said.push(format!("is heard by {}", heard.join(", ")));
        }
        let clashes = person.clashes_with.iter();
        said.extend(clashes.map(|id| format!("clashes with {}", influence::name_of(board, id))));
        said
    }
}

/// Says whether the id is not the one the name makes.
fn slug_is_taken(person: &Person) -> bool {
    crate::text::slug(&person.name).as_deref() != Some(person.id.as_str())
}

/// What a headcount and an interval may be.
pub(super) const HEADCOUNT: (u32, u32) = (1, 1_000_000);
pub(super) const EVERY: (u32, u32) = (1, 3650);

/// Refuses more people onside than there are.
pub(super) fn check_onside(person: &Person) -> Result<(), Problem> {
    let most = person.headcount;
    match person.onside {
        Some(onside) if onside > most => Err(Problem(format!(
            "{onside} onside of {most}: not more than there are"
        ))),
        _ => Ok(()),
    }
}

/// Reads a power or an interest.
pub(super) fn level(text: &str, what: &str) -> Result<u8, Problem> {
    let level = number(text, what, (1, 5))?;
    Ok(u8::try_from(level).unwrap_or(5))
}

#[cfg(test)]
mod tests;
