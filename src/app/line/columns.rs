//! What the columns of a table of people say: by the words of its heading row, else in the usual
//! order.

use super::cells::PastedRow;

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// What somebody is called.
    Name,
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
    /// Words to filter by.
    Tags,
    /// A private note.
    Note,
    /// Something that has no place here.
    Unknown,
}

/// What headings call the columns, in lower case.
const HEADINGS: [(Column, &[&str]); 13] = [
    (
        Column::Name,
        &["name", "person", "who", "stakeholder", "full name"],
    ),
    (
        Column::Title,
        &["title", "role", "position", "job title", "job"],
    ),
    (
        Column::Department,
        &["department", "dept", "team", "area", "function"],
    ),
    (
        Column::Stance,
        &["stance", "level", "rung", "today", "current"],
    ),
    (Column::Power, &["power", "influence level"]),
    (Column::Interest, &["interest"]),
    (Column::Target, &["target", "goal", "desired"]),
    (Column::Boss, &["boss", "manager", "reports to"]),
    (Column::Influences, &["influences", "influence on"]),
    (Column::Hears, &["listens to", "influenced by"]),
    (Column::Headcount, &["headcount", "people", "size"]),
    (Column::Tags, &["tags", "tag"]),
    (Column::Note, &["note", "notes", "comment", "comments"]),
];

/// The columns of rows without a heading.
pub(super) const USUAL: [Column; 4] = [
    Column::Name,
    Column::Title,
    Column::Department,
    Column::Stance,
];

/// Returns the columns of rows without a heading: a fifth that holds 1 to 5 in every row is power.
pub(super) fn without_heading(rows: &[PastedRow]) -> Vec<Column> {
    let mut columns = USUAL.to_vec();
    let fifth = rows.iter().filter_map(|row| row.cells.get(columns.len()));
    let mut fifth = fifth.filter(|cell| !cell.is_empty()).peekable();
    let has_fifth = fifth.peek().is_some();
    if has_fifth && fifth.all(|cell| matches!(cell.as_str(), "1" | "2" | "3" | "4" | "5")) {
        columns.push(Column::Power);
    }
    columns
}

/// Returns the columns of a heading; `None` for a row that is none.
pub(super) fn headed(cells: &[String]) -> Option<Vec<Column>> {
    let column = |cell: &String| {
        let cell = cell.to_lowercase();
        let mut all = HEADINGS.iter();
        let found = all.find(|(_, names)| names.contains(&cell.trim()));
        found.map_or(Column::Unknown, |(column, _)| *column)
    };
    let columns: Vec<Column> = cells.iter().map(column).collect();
    let known = columns.iter().filter(|it| **it != Column::Unknown).count();
    let is_heading = columns.contains(&Column::Name) && known * 2 >= columns.len();
    is_heading.then_some(columns)
}
