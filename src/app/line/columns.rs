//! What the columns of a table of people say: by the words of its heading row, else in the usual
//! order.

use crate::sheet::SheetRow;

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// Their id on the board.
    Id,
    /// What somebody is called.
    Name,
    /// The first part of that.
    FirstName,
    /// The last part of it.
    LastName,
    /// Their role.
    Title,
    /// Where they are.
    Department,
    /// Where they stand.
    Stance,
    /// 1 to 5.
    Power,
    /// 1 to 5.
    Interest,
    /// Where they shall stand.
    Target,
    /// Whom they report to.
    Boss,
    /// Who listens to them.
    Influences,
    /// Whom they listen to.
    Hears,
    /// How many people the row stands for.
    Headcount,
    /// How many of them are onside.
    Onside,
    /// What they gain.
    CaresAbout,
    /// What they hold against it.
    Objection,
    /// The wished days between two contacts.
    Every,
    /// Words to filter by.
    Tags,
    /// A private note.
    Note,
    /// Something that has no place here.
    Unknown,
}

/// What headings call the columns: the first word is what we call it.
const HEADINGS: [(Column, &[&str]); 20] = [
    (Column::Id, &["id"]),
    (
        Column::Name,
        &[
            "name",
            "person",
            "who",
            "stakeholder",
            "full name",
            "stakeholder name",
            "contact",
            "contact name",
            "display name",
            "employee",
        ],
    ),
    (
        Column::FirstName,
        &[
            "first name",
            "given name",
            "firstname",
            "first names",
            "given names",
            "forename",
            "forenames",
            "preferred first name",
            "legal first name",
            "contact first name",
            "employee first name",
        ],
    ),
    (
        Column::LastName,
        &[
            "last name",
            "surname",
            "family name",
            "lastname",
            "last names",
            "surnames",
            "legal last name",
            "contact last name",
            "employee last name",
        ],
    ),
    (
        Column::Title,
        &["title", "role", "position", "job title", "job"],
    ),
    (
        Column::Department,
        &[
            "department",
            "dept",
            "team",
            "area",
            "function",
            "division",
            "business unit",
            "unit",
            "org",
            "organisation",
            "organization",
        ],
    ),
    (
        Column::Stance,
        &[
            "stance",
            "level",
            "rung",
            "today",
            "current",
            "current stance",
            "current level",
            "current engagement",
            "engagement",
            "attitude",
            "support",
            "disposition",
        ],
    ),
    (
        Column::Power,
        &["power", "influence level", "influence", "authority"],
    ),
    (Column::Interest, &["interest", "interest level"]),
    (
        Column::Target,
        &[
            "target",
            "goal",
            "desired",
            "target stance",
            "desired stance",
            "desired level",
            "desired engagement",
        ],
    ),
    (
        Column::Boss,
        &[
            "boss",
            "manager",
            "reports to",
            "line manager",
            "manager name",
            "supervisor",
        ],
    ),
    (
        Column::Influences,
        &["influences", "influence on", "influencer of"],
    ),
    (
        Column::Hears,
        &["listens to", "influenced by", "influencers"],
    ),
    (
        Column::Headcount,
        &["headcount", "people", "size", "team size"],
    ),
    (Column::Onside, &["onside"]),
    (
        Column::CaresAbout,
        &[
            "cares about",
            "motivation",
            "motivations",
            "what's in it for them",
            "drivers",
        ],
    ),
    (
        Column::Objection,
        &["objection", "objections", "concern", "concerns"],
    ),
    (Column::Every, &["every", "every days", "contact every"]),
    (Column::Tags, &["tags", "tag", "labels", "keywords"]),
    (
        Column::Note,
        &["note", "notes", "comment", "comments", "remarks"],
    ),
];

/// The columns of rows without a heading.
pub(super) const USUAL: [Column; 4] = [
    Column::Name,
    Column::Title,
    Column::Department,
    Column::Stance,
];

/// Above the headings of a sheet may stand what it is called, and of when it is.
const MOST_ABOVE: usize = 10;

impl Column {
    /// Returns every column that has a place.
    #[cfg(test)]
    pub fn all() -> impl Iterator<Item = Self> {
        HEADINGS.iter().map(|(column, _)| *column)
    }

    /// Returns what it is called; nothing for one that has no place.
    pub fn word(self) -> &'static str {
        let found = HEADINGS.iter().find(|(column, _)| *column == self);
        found
            .and_then(|(_, names)| names.first())
            .copied()
            .unwrap_or("")
    }
}

/// Returns the place of the heading row and its columns.
pub(super) fn heading(rows: &[SheetRow]) -> Option<(usize, Vec<Column>)> {
    let first = rows.iter().take(MOST_ABOVE).enumerate();
    let mut headed = first.filter_map(|(at, row)| Some((at, headed(&row.cells)?)));
    headed.next()
}

/// Returns the columns of rows without a heading: a fifth that holds 1 to 5 in every row is power.
pub(super) fn without_heading(rows: &[SheetRow]) -> Vec<Column> {
    let mut columns = USUAL.to_vec();
    let fifth = rows.iter().filter_map(|row| row.cells.get(columns.len()));
    let mut fifth = fifth.filter(|cell| !cell.is_empty()).peekable();
    let has_fifth = fifth.peek().is_some();
    if has_fifth && fifth.all(|cell| matches!(cell.as_str(), "1" | "2" | "3" | "4" | "5")) {
        columns.push(Column::Power);
    }
    columns
}

/// Returns the columns of a heading; `None` for a row that is none. A column that is there twice
/// counts once.
fn headed(cells: &[String]) -> Option<Vec<Column>> {
    let mut columns: Vec<Column> = Vec::new();
    for cell in cells {
        let column = column(cell);
        let column = if columns.contains(&column) {
            Column::Unknown
        } else {
            column
        };
        columns.push(column);
    }
    let has_name = columns.contains(&Column::Name) || columns.contains(&Column::LastName);
    let known = columns.iter().filter(|it| **it != Column::Unknown).count();
    // Nobody is called that, so one such word is enough.
    let is_sure = cells.iter().any(|cell| cell.eq_ignore_ascii_case("name"));
    let is_heading = is_sure || has_name && (known > 1 || known * 2 >= columns.len());
    is_heading.then_some(columns)
}

/// Returns what a heading calls: `Power (1-5)`, `reports_to` and `Stance *` too.
fn column(heading: &str) -> Column {
    let heading = heading.split('(').next().unwrap_or_default().to_lowercase();
    let is_part = |char: char| char.is_alphanumeric() || matches!(char, '\'' | '’');
    let words = heading.split(|char| !is_part(char));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let words = words.join(" ").replace('’', "'");
    let mut all = HEADINGS.iter();
    let found = all.find(|(_, names)| names.contains(&words.as_str()));
    found.map_or(Column::Unknown, |(column, _)| *column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::delimited;

    fn check(text: &str, expected: Option<(usize, &str)>) {
        let rows = delimited(text);
        let words = heading(&rows).map(|(at, columns)| {
            let words: Vec<&str> = columns.iter().map(|column| column.word()).collect();
            (at, words.join("|"))
        });
        let expected = expected.map(|(at, words)| (at, words.to_owned()));
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn headings_are_known_however_they_are_written() {
        check(
            "Full Name;Job-Title;reports_to;Power (1-5);STANCE *;E-mail",
            Some((0, "name|title|boss|power|stance|")),
        );
        check(
            "First name,Last name,Team",
            Some((0, "first name|last name|department")),
        );
        check("Name,E-mail,Phone,Room", Some((0, "name|||")));
    }

    #[test]
    fn a_sheet_may_have_a_title_above_its_headings() {
        check(
            "Register,,\nas of May,,\nName,Dept,Phone\nDana,Sales,1",
            Some((2, "name|department|")),
        );
    }

    #[test]
    fn a_row_of_people_is_no_heading() {
        check("Dana Ortiz,VP,Sales,skeptic", None);
        check("Power,Interest,Stance", None);
    }

    #[test]
    fn a_column_that_is_there_twice_counts_once() {
        check("Name,Role,Title", Some((0, "name|title|")));
    }
}
