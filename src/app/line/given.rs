//! What a row of a table says of somebody, cell by cell, before it is compared with the board.
//!
//! Promises: an empty cell says nothing; a cell that is not understood is told, with what is
//! allowed. Leaves whom the row means to `intake`.

use super::columns::Column;
use super::find::find_rung;
use super::person::{EVERY, HEADCOUNT, level};
use super::{Problem, number};
use crate::model::{Id, Stance};

/// A row, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Given {
    pub id: Option<Id>,
    pub name: String,
    pub title: Option<String>,
    pub department: Option<String>,
    pub stance: Option<Stance>,
    pub target: Option<Stance>,
    pub power: Option<u8>,
    pub interest: Option<u8>,
    pub headcount: Option<u32>,
    pub onside: Option<u32>,
    pub cares_about: Option<String>,
    pub objection: Option<String>,
    pub every_days: Option<u32>,
    pub tags: Option<String>,
    pub note: Option<String>,
    pub boss: Option<String>,
    pub influences: Option<String>,
    pub hears: Option<String>,
}

/// What other methods call the rungs.
const STANCES: [(Stance, &[&str]); 5] = [
    (Stance::Unknown, &["not met", "unaware", "?"]),
    (Stance::Blocker, &["opponent", "opposed", "against"]),
    (
        Stance::Skeptic,
        &["sceptic", "sceptical", "skeptical", "resistant"],
    ),
    (Stance::Supporter, &["supportive", "ally", "in favour"]),
    (Stance::Champion, &["leading", "advocate"]),
];

/// What grades are called that are no numbers.
const LEVELS: [(&str, u8); 8] = [
    ("very high", 5),
    ("high", 4),
    ("h", 4),
    ("medium", 3),
    ("m", 3),
    ("low", 2),
    ("l", 2),
    ("very low", 1),
];

impl Given {
    /// Reads the cells of a row.
    pub fn read(columns: &[Column], cells: &[String]) -> Result<Self, Problem> {
        let mut given = Self {
            name: name(columns, cells),
            ..Self::default()
        };
        for (column, cell) in columns.iter().zip(cells) {
            let Some(line) = said(cell) else { continue };
            match column {
                Column::Note => given.note = Some(unarmed(cell).trim().to_owned()),
                column => given.take(*column, line)?,
            }
        }
        if given.name.is_empty() {
            return Err(Problem::new("has no name"));
        }
        Ok(given)
    }

    fn take(&mut self, column: Column, cell: String) -> Result<(), Problem> {
        match column {
            Column::Id => self.id = id(&cell),
            Column::Title => self.title = Some(cell),
            Column::Department => self.department = Some(cell),
            Column::Stance => self.stance = Some(rung(&cell)?),
            Column::Target => self.target = Some(rung(&cell)?),
            Column::Power => self.power = Some(grade(&cell, "power")?),
            Column::Interest => self.interest = Some(grade(&cell, "interest")?),
            Column::Headcount => self.headcount = Some(number(&cell, "a headcount", HEADCOUNT)?),
            Column::Onside => self.onside = Some(number(&cell, "onside", (0, HEADCOUNT.1))?),
            Column::CaresAbout => self.cares_about = Some(cell),
            Column::Objection => self.objection = Some(cell),
            Column::Every => self.every_days = Some(number(&cell, "every", EVERY)?),
            Column::Tags => self.tags = Some(cell),
            Column::Boss => self.boss = Some(cell),
            Column::Influences => self.influences = Some(cell),
            Column::Hears => self.hears = Some(cell),
            // Read before.
            Column::Name
            | Column::FirstName
            | Column::LastName
            | Column::Note
            | Column::Unknown => {}
        }
        Ok(())
    }
}

/// Returns what a cell says, in one line; nothing for an empty one.
pub(super) fn said(cell: &str) -> Option<String> {
    let line = one_line(unarmed(cell));
    (!line.is_empty()).then_some(line)
}

/// Returns what somebody is called by the cells of a row: in one cell, or in two.
pub(super) fn name(columns: &[Column], cells: &[String]) -> String {
    let part = |wanted: Column| {
        let at = columns.iter().position(|column| *column == wanted);
        let cell = at.and_then(|at| cells.get(at));
        cell.and_then(|cell| said(cell)).unwrap_or_default()
    };
    let (whole, first, last) = (
        part(Column::Name),
        part(Column::FirstName),
        part(Column::LastName),
    );
    let parts = match (whole.is_empty(), last.is_empty()) {
        (false, false) => [String::new(), whole],
        // Beside a first name the name is the last one.
        (false, true) => [first, whole],
        (true, _) => [first, last],
    };
    parts.join(" ").trim().to_owned()
}

/// Takes off what our own export puts before a cell that would be a formula.
fn unarmed(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if begins_formula(rest) => rest,
        _ => cell,
    }
}

fn begins_formula(cell: &str) -> bool {
    let cell = cell.trim_start_matches('\'').trim_start();
    cell.starts_with(['=', '+', '-', '@'])
}

/// Returns a text as a cell has it.
pub(super) fn one_line(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads an id. A bare number is the row's in some other list, and no name for a person.
pub(super) fn id(cell: &str) -> Option<Id> {
    let has_letter = cell.bytes().any(|byte| byte.is_ascii_lowercase());
    Id::new(cell).ok().filter(|_| has_letter)
}

/// Returns the words of a cell with several.
pub(super) fn list(cell: &str) -> impl Iterator<Item = &str> {
    let words = cell.split([',', ';', '/']).map(str::trim);
    words.filter(|word| !word.is_empty())
}

/// Reads a rung by its word, or by its number, 1 (Blocker) to 6 (Lobbyist).
pub(super) fn rung(cell: &str) -> Result<Stance, Problem> {
    let by_number = cell.parse::<usize>().ok().and_then(|it| it.checked_sub(1));
    if let Some(rung) = by_number.and_then(|at| Stance::RUNGS.get(at)) {
        return Ok(*rung);
    }
    let lower = cell.to_lowercase();
    let known = STANCES
        .iter()
        .find(|(_, words)| words.contains(&lower.as_str()));
    known.map_or_else(|| find_rung(cell), |(stance, _)| Ok(*stance))
}

/// Reads a power or an interest, as a number or as a word.
pub(super) fn grade(cell: &str, what: &str) -> Result<u8, Problem> {
    let lower = cell.to_lowercase();
    let known = LEVELS.iter().find(|(word, _)| *word == lower);
    known.map_or_else(|| level(cell, what), |(_, level)| Ok(*level))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(column: Column, cell: &str) -> Result<Given, String> {
        let cells = ["Dana".to_owned(), cell.to_owned()];
        Given::read(&[Column::Name, column], &cells).map_err(|problem| problem.to_string())
    }

    #[test]
    fn rungs_and_grades_have_other_words_too() {
        let stance = |cell| read(Column::Stance, cell).unwrap().stance;
        assert_eq!(stance("Supportive"), Some(Stance::Supporter));
        assert_eq!(stance("5"), Some(Stance::Champion));
        assert_eq!(stance("Not met"), Some(Stance::Unknown));
        assert_eq!(stance(""), None);
        let power = |cell| read(Column::Power, cell).map(|given| given.power);
        assert_eq!(power("High"), Ok(Some(4)));
        assert_eq!(
            power("7"),
            Err("power is 7; it goes from 1 to 5".to_owned())
        );
    }

    #[test]
    fn a_cell_is_one_line_but_for_a_note() {
        let title = read(Column::Title, "VP\n  Sales\u{a0}EMEA").unwrap().title;
        assert_eq!(title.as_deref(), Some("VP Sales EMEA"));
        let note = read(Column::Note, "one\ntwo").unwrap().note;
        assert_eq!(note.as_deref(), Some("one\ntwo"));
    }

    #[test]
    fn what_guards_against_formulas_is_taken_off() {
        let title = |cell| read(Column::Title, cell).unwrap().title.unwrap();
        assert_eq!(title("'=HYPERLINK()"), "=HYPERLINK()");
        assert_eq!(title("''@home"), "'@home");
        assert_eq!(title("'s-Hertogenbosch"), "'s-Hertogenbosch");
    }

    #[test]
    fn a_number_is_no_id() {
        assert_eq!(read(Column::Id, "17").unwrap().id, None);
        assert_eq!(read(Column::Id, "dana").unwrap().id, Id::new("dana").ok());
    }

    #[test]
    fn a_name_may_be_in_two_cells() {
        let check = |columns: &[Column], cells: &[&str]| {
            let cells: Vec<String> = cells.iter().map(|&cell| cell.to_owned()).collect();
            assert_eq!(Given::read(columns, &cells).unwrap().name, "Dana Ortiz");
        };
        let (first, last) = (Column::FirstName, Column::LastName);
        check(&[last, first], &["Ortiz", "Dana"]);
        check(&[Column::Name, first], &["Ortiz", "Dana"]);
        check(&[Column::Name, first], &["Dana Ortiz", ""]);
        check(
            &[first, last, Column::Name],
            &["Dana", "Ortiz", "Dana Ortiz"],
        );
    }
}
