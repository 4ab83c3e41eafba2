//! A sheet of an Excel workbook (.xlsx) as rows of cells, by what the cells show.
//!
//! Promises: cells are taken one after the other, never as the rectangle around them, so that two
//! cells in far corners cost two cells; what is packed is counted before it is unpacked for use.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use calamine::{DataRef, Reader as _, SheetVisible, Xlsx, XlsxError};
use zip::ZipArchive;

use super::{MOST_BYTES, MOST_COLUMNS, MOST_ROWS, NoSheet, Sheet, SheetRow, visible};

/// Reads a sheet of a workbook.
pub(super) fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Sheet, NoSheet> {
    check_size(bytes)?;
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let names = names(&workbook, wanted)?;
    let Some(name) = names.first() else {
        return Err(NoSheet::Empty);
    };
    Ok(Sheet {
        rows: rows(&mut workbook, name)?,
        names,
    })
}

/// Refuses what would be too large unpacked: it is unpacked into nothing, and counted.
fn check_size(bytes: &[u8]) -> Result<(), NoSheet> {
    let broken = |error: &dyn std::error::Error| NoSheet::NoWorkbook(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut left = MOST_BYTES as u64;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|error| broken(&error))?;
        let unpacked = io::copy(&mut file.take(left + 1), &mut io::sink());
        let unpacked = unpacked.map_err(|error| broken(&error))?;
        left = left.checked_sub(unpacked).ok_or(NoSheet::TooLarge)?;
    }
    Ok(())
}

fn broken(error: &XlsxError) -> NoSheet {
    match error {
        XlsxError::Password => NoSheet::OldWorkbook,
        other => NoSheet::NoWorkbook(other.to_string()),
    }
}

/// Returns the names of its sheets, the one to be read first.
fn names(workbook: &Xlsx<Cursor<&[u8]>>, wanted: Option<&str>) -> Result<Vec<String>, NoSheet> {
    let sheets = workbook.sheets_metadata();
    let mut names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let first = if let Some(wanted) = wanted {
        let lower = wanted.to_lowercase();
        let found = names.iter().position(|name| name.to_lowercase() == lower);
        found.ok_or_else(|| NoSheet::NoSuchSheet {
            wanted: wanted.to_owned(),
            there: names.join(", "),
        })?
    } else {
        let mut all = sheets.iter();
        let shown = all.position(|sheet| sheet.visible == SheetVisible::Visible);
        shown.unwrap_or(0)
    };
    if first < names.len() {
        let name = names.remove(first);
        names.insert(0, name);
    }
    Ok(names)
}

fn rows(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<SheetRow>, NoSheet> {
    let reader = workbook.worksheet_cells_reader(name);
    let mut reader = reader.map_err(|error| broken(&error))?;
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    // One text may stand in many cells: what counts is what they come to.
    let mut left = MOST_BYTES;
    while let Some(cell) = reader.next_cell().map_err(|error| broken(&error))? {
        let (row, column) = cell.get_position();
        let text = visible(&shown(cell.get_value()));
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if text.is_empty() || column >= MOST_COLUMNS {
            continue;
        }
        left = left.checked_sub(text.len()).ok_or(NoSheet::TooLarge)?;
        let cells = rows.entry(row).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        if let Some(cell) = cells.get_mut(column) {
            *cell = text;
        }
        if rows.len() > MOST_ROWS {
            return Err(NoSheet::TooManyRows);
        }
    }
    let rows = rows.into_iter().map(|(row, cells)| SheetRow {
        number: usize::try_from(row).unwrap_or(usize::MAX).saturating_add(1),
        line: String::new(),
        cells,
    });
    Ok(rows.collect())
}

/// Returns what a cell shows, as far as people are described by it.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        // Every number is one with a fraction there; 3 is written "3" all the same.
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(true) => "yes".to_owned(),
        DataRef::Bool(false) => "no".to_owned(),
        DataRef::DateTime(_) | DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::write::SimpleFileOptions;

    use super::super::read as read_any;
    use super::*;

    const TYPES: &str =
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Old" sheetId="1" state="hidden" r:id="r1"/><sheet name="People" sheetId="2" r:id="r2"/></sheets></workbook>"#;
    const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;

    /// A workbook as Excel packs one, with a hidden sheet before the one that is given.
    fn workbook(rows: &str, shared: &str) -> Vec<u8> {
        let sheet = |rows: &str| {
            format!(
                r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
            )
        };
        let old = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>old</t></is></c></row>"#;
        let shared = format!(
            r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{shared}</sst>"#
        );
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", ROOT),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", LINKS),
            ("xl/worksheets/sheet1.xml", &sheet(old)),
            ("xl/worksheets/sheet2.xml", &sheet(rows)),
            ("xl/sharedStrings.xml", &shared),
        ] {
            let options = SimpleFileOptions::default();
            archive.start_file(name, options).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    const ROWS: &str = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Power</t></is></c></row>
        <row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" t="b"><v>1</v></c><c r="C4"><v>3</v></c><c r="D4" t="e"><v>#N/A</v></c></row>"#;
    const SHARED: &str = "<si><t>Name</t></si><si><r><t xml:space=\"preserve\">Dana </t></r><r><t>Ortiz</t></r></si>";

    fn told(sheet: &Sheet) -> Vec<String> {
        let rows = sheet.rows.iter();
        rows.map(|row| format!("{}: {}", row.number, row.cells.join("|")))
            .collect()
    }

    #[test]
    fn the_first_sheet_that_is_shown_is_read_cell_by_cell() {
        let sheet = read_any(&workbook(ROWS, SHARED), None).unwrap();
        assert_eq!(sheet.names, ["People", "Old"]);
        assert_eq!(told(&sheet), ["1: Name||Power", "4: Dana Ortiz|yes|3"]);
    }

    #[test]
    fn another_sheet_is_read_by_its_name() {
        let bytes = workbook(ROWS, SHARED);
        assert_eq!(told(&read_any(&bytes, Some("old")).unwrap()), ["1: old"]);
        let why = read_any(&bytes, Some("Nobody")).unwrap_err();
        assert_eq!(
            why.to_string(),
            "has no sheet `Nobody`; there is Old, People"
        );
    }

    #[test]
    fn cells_in_far_corners_cost_two_cells() {
        let rows = r#"<row r="1"><c r="A1"><v>1</v></c></row>
            <row r="1048576"><c r="A1048576"><v>2</v></c><c r="XFD1048576"><v>3</v></c></row>"#;
        let sheet = read_any(&workbook(rows, ""), None).unwrap();
        assert_eq!(told(&sheet), ["1: 1", "1048576: 2"]);
    }

    #[test]
    fn more_rows_than_anybody_has_are_refused() {
        let row = |row| format!(r#"<row r="{row}"><c r="A{row}"><v>1</v></c></row>"#);
        let rows = (1..=MOST_ROWS + 1).map(row).collect::<Vec<_>>().concat();
        let why = read_any(&workbook(&rows, ""), None).unwrap_err();
        assert_eq!(why, NoSheet::TooManyRows);
    }

    #[test]
    fn a_few_bytes_that_unpack_to_many_are_refused_before_they_are_read() {
        let shared = format!("<si><t>{}</t></si>", "a".repeat(MOST_BYTES));
        let bytes = workbook(ROWS, &shared);
        assert!(bytes.len() < 200_000);
        assert_eq!(read_any(&bytes, None), Err(NoSheet::TooLarge));
    }

    #[test]
    fn one_long_text_in_many_cells_is_refused() {
        let shared = format!("<si><t>{}</t></si>", "a".repeat(1 << 20));
        let row = |row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#);
        let cells = (1..=40).map(row).collect::<Vec<_>>().concat();
        let why = read_any(&workbook(&cells, &shared), None).unwrap_err();
        assert_eq!(why, NoSheet::TooLarge);
    }

    #[test]
    fn what_is_broken_anywhere_is_told_and_never_panics() {
        let bytes = workbook(ROWS, SHARED);
        for at in (0..bytes.len()).step_by(7) {
            let mut broken = bytes.clone();
            broken[at] ^= 0x55;
            // Some of it is not looked at; what counts is that there is an answer.
            drop(read_any(&broken, None));
            drop(read_any(&bytes[..at], None));
        }
        let old = read_any(b"\xd0\xcf\x11\xe0old", None);
        assert_eq!(old, Err(NoSheet::OldWorkbook));
    }
}
