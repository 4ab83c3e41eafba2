//! `onside import`: people from a spreadsheet, as one change.
//!
//! Promises: what was understood of each row, and what was not, is told before anything is done;
//! then all of it is one change, which `onside undo` takes back. Whoever is on the board already
//! is changed and never added again. Leaves tables to `sheet`, what they mean to `app`.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::carried::{Done, carry_out, rehearsal, remark};
use super::{Answer, Call, Output, exit};
use crate::app::line::{self, Context, Fate, Table, TableRow};
use crate::app::{App, Effect, Notice};
use crate::model::{Board, Department, Id};
use crate::session::{Unread, read_sheet};
use crate::sheet::{self, Sheet};
use crate::text::{on_screen, safe};

const HELP: &str = "\
Examples:
  onside import people.xlsx              into the last board
  onside import people.csv -b map.ron
  onside import people.csv --dry-run     what would change in the file
  onside import - < people.tsv
  onside import names.csv --into sales   people of one department
  onside import people.xlsx --sheet EMEA --json | jq '.rows[] | select(.is == \"not used\")'

Columns, in any order, by these headings or words like them: id, name (or first name and last
name), title, department, stance, target, power, interest, boss, listens to, influences,
headcount, onside, cares about, objection, every, tags, note. Without headings: name, title,
department, stance, and power where a fifth column holds 1 to 5 only. Names that are all written
as `Ortiz, Dana` are turned round. Stance is a rung by its word or 1 to 6; power and interest are
1 to 5, or low, medium, high.

Somebody on the board, by id or by whole name, is changed; an empty cell changes nothing; ties,
tags, objections and notes are added, never taken away; a stance that differs is logged as a move
of today. On a terminal you are asked before; `onside undo` takes all of it back.";

const SHAPE: &str = "\
JSON, version 1: {\"version\":1,\"added\":NUMBER,\"changed\":NUMBER,\"same\":NUMBER,
  \"not_used\":NUMBER,\"sheet\":TEXT or null,\"turned\":[TEXT,TEXT] or null,
  \"columns\":[{\"heading\":TEXT,\"field\":TEXT or null}],
  \"rows\":[{\"row\":NUMBER,\"is\":\"new\",\"changed\",\"same\" or \"not used\",\"id\":ID or null,
  \"text\":TEXT}]}
Later versions of this shape only add fields.";

const CODES: &str = "\
Exit codes: 0 done, 1 done but some rows were not used, 2 the command line is wrong, 65 the
table or the board can't be read or no row is understood, 66 there is none, 74 it can't be
written, 75 somebody else changed the same";

/// Take people from a spreadsheet: .xlsx, .csv or .tsv
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = format!("{HELP}\n\n{CODES}"), after_long_help = format!("{HELP}\n\n{SHAPE}\n\n{CODES}"))]
pub struct Import {
    /// The spreadsheet; `-` reads text that is piped in
    #[arg(value_name = "FILE")]
    path: PathBuf,

    /// Which sheet of a workbook, by its name; else the first
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,

    /// The department of rows that name none, by its id or name
    #[arg(long, value_name = "DEPARTMENT")]
    into: Option<String>,

    /// Print what would change in the file, and change nothing
    #[arg(long)]
    dry_run: bool,

    /// Answer in JSON
    #[arg(long)]
    json: bool,

    /// Ask nothing
    #[arg(long)]
    yes: bool,
}

/// The answer for programs.
#[derive(Serialize)]
struct Told<'a> {
    version: u32,
    added: usize,
    changed: usize,
    same: usize,
    not_used: usize,
    sheet: Option<&'a str>,
    turned: Option<[Cow<'a, str>; 2]>,
    columns: Vec<ToldColumn<'a>>,
    rows: Vec<ToldRow<'a>>,
}

#[derive(Serialize)]
struct ToldColumn<'a> {
    heading: &'a str,
    field: Option<&'static str>,
}

#[derive(Serialize)]
struct ToldRow<'a> {
    row: usize,
    is: &'static str,
    id: Option<&'a str>,
    text: String,
}

/// Takes people from a spreadsheet; `ask` is asked before.
pub(super) fn import(
    asked: &Import,
    call: &Call<'_>,
    read_input: impl FnOnce() -> io::Result<Vec<u8>>,
    ask: impl FnOnce(&str) -> Answer,
) -> Output {
    answer(asked, call, read_input, ask).unwrap_or_else(|wrong| wrong)
}

fn answer(
    asked: &Import,
    call: &Call<'_>,
    read_input: impl FnOnce() -> io::Result<Vec<u8>>,
    ask: impl FnOnce(&str) -> Answer,
) -> Result<Output, Output> {
    let sheet = sheet_of(asked, read_input)?;
    let mut opened = call.open("import FILE")?;
    let context = Context {
        board: opened.document.board(),
        today: call.common.today,
    };
    let usual = usual(asked, context.board)?;
    let table = line::people(context, usual.as_ref(), sheet.rows.clone());
    let problems = table.problems().count();
    if table.columns.is_empty() && problems * 2 > table.rows.len() {
        let path = asked.path.display();
        let sentence = format!(
            "{path} has no row of headings, and most rows say nothing without: one of them has to \
             be `name`, as `onside import --help` lists them; nothing was changed"
        );
        return Err(Output::failure(&sentence, exit::DATA));
    }
    let deed = |app: &mut App| take(app, usual.as_ref(), &sheet);
    let mut output = Output {
        err: not_used(&table),
        code: code(&table),
        ..Output::default()
    };
    if table.ready().is_none() {
        output.out = told(asked, &table, &sheet, call, "Nothing was changed.");
        return Ok(output);
    }
    if asked.dry_run {
        output.out = rehearsal(call, &opened, &deed)?;
        if asked.json {
            output.out = json(&table, &sheet);
        }
        return Ok(output);
    }
    let mut is_seen = false;
    if !asked.yes && !asked.json {
        let preview = preview(&table, &sheet, call) + &output.err;
        match ask(&format!("{preview}{}. Do so?", table.will())) {
            Answer::Yes => {
                is_seen = true;
                // What was written while the question stood is taken in, not passed over.
                opened = call.open("import FILE")?;
            }
            Answer::No => return Ok(Output::text("Nothing was changed.\n".to_owned())),
            // Nobody has to be asked about what can be taken back.
            Answer::Nobody => {}
        }
    }
    let remark = remark(&opened);
    let done = carry_out(call, "import FILE", opened, &deed)?;
    let sentence = format!("{}.", done.told);
    if is_seen {
        output.err = String::new();
        output.out = format!("{sentence}\n");
    } else {
        output.out = told(asked, &table, &sheet, call, &sentence);
    }
    output.err.push_str(&remark);
    Ok(output)
}

/// Returns the department of rows that name none.
fn usual(asked: &Import, board: &Board) -> Result<Option<Id>, Output> {
    let Some(wanted) = &asked.into else {
        return Ok(None);
    };
    let lower = wanted.to_lowercase();
    let is_it = |it: &&Department| it.id.as_str() == lower || it.name.to_lowercase() == lower;
    if let Some(department) = board.departments.iter().find(is_it) {
        return Ok(Some(department.id.clone()));
    }
    let ids = board.departments.iter().map(|it| it.id.as_str());
    let ids = ids.collect::<Vec<_>>().join(", ");
    let sentence = format!("no department is called `{wanted}`; there is {ids}");
    Err(Output::usage(&sentence))
}

fn sheet_of(
    asked: &Import,
    read_input: impl FnOnce() -> io::Result<Vec<u8>>,
) -> Result<Sheet, Output> {
    if asked.path.as_os_str() != "-" {
        return read_sheet(&asked.path, asked.sheet.as_deref()).map_err(|why| {
            let code = match &why {
                Unread::File(_) => exit::NO_INPUT,
                Unread::NoSheet(..) => exit::DATA,
            };
            Output::failure(&why.to_string(), code)
        });
    }
    let bytes = read_input().map_err(|error| {
        let sentence = format!("what is piped in can't be read: {error}");
        Output::failure(&sentence, exit::NO_INPUT)
    })?;
    sheet::read(&bytes, asked.sheet.as_deref())
        .map_err(|why| Output::failure(&format!("what is piped in {why}"), exit::DATA))
}

/// Takes the rows in. The board may be another one than before: they are read again.
fn take(app: &mut App, usual: Option<&Id>, sheet: &Sheet) -> Result<Done, Output> {
    let context = Context {
        board: app.board(),
        today: app.today(),
    };
    let table = line::people(context, usual, sheet.rows.clone());
    // Somebody else may have taken the same rows in.
    let Some(ready) = table.ready() else {
        if table.rows.iter().all(|row| row.read.is_err()) {
            let sentence =
                "the board was changed meanwhile and no row can be used; nothing was changed";
            return Err(Output::failure(sentence, exit::DATA));
        }
        return Ok(Done {
            told: table.will(),
            wishes: Vec::new(),
        });
    };
    let wishes = app.import(&ready);
    done(app.notice(), wishes)
}

/// Returns what was done by its sentence; one that was refused is a failure.
fn done(notice: Option<&Notice>, wishes: Vec<Effect>) -> Result<Done, Output> {
    let told = notice.map(Notice::text).unwrap_or_default().to_owned();
    match notice {
        Some(Notice::Changed(_) | Notice::Moved { .. }) => Ok(Done { told, wishes }),
        _ => Err(Output::failure(&told, exit::NOT_SAVED)),
    }
}

fn code(table: &Table) -> u8 {
    let used = table.rows.iter().filter(|row| row.read.is_ok()).count();
    match (table.problems().count(), used) {
        (0, _) => exit::FINE,
        (_, 0) => exit::DATA,
        _ => exit::FINDINGS,
    }
}

/// Tells each row that can't be used, by its number and why.
fn not_used(table: &Table) -> String {
    let rows = table.problems().filter_map(|row| {
        let problem = row.read.as_ref().err()?;
        Some(format!(
            "onside: row {}: {}\n",
            row.number,
            on_screen(problem, false)
        ))
    });
    rows.collect()
}

fn told(asked: &Import, table: &Table, sheet: &Sheet, call: &Call<'_>, sentence: &str) -> String {
    if asked.json {
        return json(table, sheet);
    }
    let sentence = on_screen(sentence, call.common.ascii);
    format!("{}{sentence}\n", preview(table, sheet, call))
}

/// Tells what was understood: the columns, then each row that does something.
fn preview(table: &Table, sheet: &Sheet, call: &Call<'_>) -> String {
    let mut text = String::new();
    if let [first, others @ ..] = sheet.names.as_slice()
        && !others.is_empty()
    {
        text = format!("Sheet {first}; not read: {}\n", others.join(", "));
    }
    let columns = table.columns.iter().map(|(heading, field)| {
        if heading.eq_ignore_ascii_case(field) {
            heading.clone()
        } else {
            format!("{heading} is {field}")
        }
    });
    let columns: Vec<String> = columns.collect();
    let columns = if columns.is_empty() {
        format!("{}, for there are no headings", table.assumed.join(", "))
    } else {
        columns.join(", ")
    };
    text.push_str("Columns: ");
    text.push_str(&columns);
    if !table.left_out.is_empty() {
        text.push_str("; left out: ");
        text.push_str(&table.left_out.join(", "));
    }
    text.push('\n');
    if let Some((was, is)) = &table.turned {
        // Writing into a String can't fail.
        let _ = writeln!(text, "Names turned round: {was} is {is}");
    }
    for row in &table.rows {
        if let Some(line) = row_line(row) {
            text.push_str(&line);
        }
    }
    let same = table.count(Fate::Same);
    if same > 0 {
        // Writing into a String can't fail.
        let _ = writeln!(text, "{same} as on the board");
    }
    let lines = text
        .lines()
        .map(|line| on_screen(line, call.common.ascii).into_owned());
    lines.map(|line| line + "\n").collect()
}

fn row_line(row: &TableRow) -> Option<String> {
    let read = row.read.as_ref().ok()?;
    let [name, title, department, stance, rest] = &read.cells;
    let words = match read.fate {
        Fate::Added => vec![title, department, stance, rest],
        Fate::Changed => vec![rest],
        Fate::Same if rest.contains("without a tie") => vec![rest],
        Fate::Same => return None,
    };
    let words = words.into_iter().map(String::as_str);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let fate = read.fate.word();
    let words = words.join(", ");
    Some(format!("{:>5}  {fate:<7}  {name}: {words}\n", row.number))
}

fn json(table: &Table, sheet: &Sheet) -> String {
    let columns = table.columns.iter().map(|(heading, field)| ToldColumn {
        heading,
        field: Some(field),
    });
    let left_out = table.left_out.iter().map(|heading| ToldColumn {
        heading,
        field: None,
    });
    let rows = table.rows.iter().map(|row| match &row.read {
        Ok(read) => ToldRow {
            row: row.number,
            is: read.fate.word(),
            id: Some(read.id.as_str()),
            text: safe(&read.cells.join("; ")).into_owned(),
        },
        Err(problem) => ToldRow {
            row: row.number,
            is: "not used",
            id: None,
            text: safe(problem).into_owned(),
        },
    });
    let turned = table.turned.as_ref();
    Call::json(&Told {
        version: 1,
        added: table.count(Fate::Added),
        changed: table.count(Fate::Changed),
        same: table.count(Fate::Same),
        not_used: table.problems().count(),
        sheet: sheet.names.first().map(String::as_str),
        turned: turned.map(|(was, is)| [safe(was), safe(is)]),
        columns: columns.chain(left_out).collect(),
        rows: rows.collect(),
    })
    .out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Origin;
    use crate::document::{Document, EXAMPLE};
    use crate::layout::Size;
    use crate::settings::{Capabilities, Charset, Depth, Settings};

    #[test]
    fn only_what_was_changed_is_done() {
        let told = |notice| match done(Some(&notice), Vec::new()) {
            Ok(done) => (done.told, exit::FINE),
            Err(output) => (output.err, output.code),
        };
        assert_eq!(
            told(Notice::Changed("Added 1 person".to_owned())),
            ("Added 1 person".to_owned(), exit::FINE)
        );
        assert_eq!(
            told(Notice::Told("it can't be written".to_owned())),
            ("onside: it can't be written\n".to_owned(), exit::NOT_SAVED)
        );
    }

    #[test]
    fn rows_that_somebody_else_took_in_meanwhile_are_no_failure() {
        let document = Document::load(EXAMPLE.as_bytes()).unwrap();
        let origin = Origin {
            name: "b.ron".to_owned(),
            welcome: None,
            remarks: Vec::new(),
            is_read_only: false,
        };
        let settings = Settings::of(Capabilities {
            depth: Depth::Mono,
            charset: Charset::Ascii,
            is_dumb: false,
        });
        let size = Size {
            width: 80,
            height: 24,
        };
        let today = "2026-11-22".parse().unwrap();
        let mut app = App::new(document, origin, settings, today, size);
        let sheet = sheet::read(b"Name,Department\nLea Roth,Sales\n", None).unwrap();
        let told = |done: Result<Done, Output>| {
            let done = done.map_err(|output| output.err).unwrap();
            (done.told, done.wishes.len())
        };
        let first = told(take(&mut app, None, &sheet));
        assert_eq!(first, ("Added 1 person".to_owned(), 1));
        let again = told(take(&mut app, None, &sheet));
        let nothing = "Changes nothing: 1 person as on the board".to_owned();
        assert_eq!(again, (nothing, 0));
    }
}
