//! `onside check`: every error of a board, else every finding, then what is worth knowing
//! of the file's surroundings.
//!
//! Problems go to stdout, as they are what was asked for: vim reads them with
//! `:cexpr system('onside check --format=short ' .. expand('%'))`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::call::Input;
use super::{Call, Output, exit};
use crate::document::Document;
use crate::model::Board;
use crate::session::{count_unsaved, is_anything_missing, remarks};
use crate::text::{Diagnostic, Form, Source, counted, render, safe};

const EXIT_CODES: &str = "\
Examples:
  onside check map.ron
  onside check map.ron --strict --format short   for a script or an editor
  onside check --json | jq -r '.problems[].message'

JSON, version 1:
  {\"version\":1,\"loads\":BOOL,\"problems\":[{\"is_error\":BOOL,\"line\":COUNT or null,
   \"column\":COUNT or null,\"message\":TEXT,\"help\":TEXT or null}],\"notes\":[TEXT]}
Later versions of this shape only add fields.

Exit codes: 0 the board loads, 1 it has findings and --strict is given,
65 it has errors, 66 there is no such file, 2 the command line is wrong";

/// Show every error of a board, else everything worth a look
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(after_help = EXIT_CODES)]
pub struct Check {
    /// The board
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,

    /// Exit with 1 if there are findings
    #[arg(long)]
    strict: bool,

    /// How to write problems: long, or short for vim's quickfix
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    format: Format,

    /// Answer in JSON
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

/// The answer for programs.
#[derive(Serialize)]
struct Answer {
    version: u32,
    loads: bool,
    problems: Vec<Problem>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Problem {
    is_error: bool,
    line: Option<usize>,
    column: Option<usize>,
    message: String,
    help: Option<String>,
}

/// How problems are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the source line and a caret
    #[default]
    Long,
    /// `file:line:col: message`, one a line, for vim's quickfix
    Short,
}

/// Checks a board.
pub(super) fn check(check: &Check, call: &Call<'_>) -> Output {
    let input = match call.read("check") {
        Ok(input) => input,
        Err(output) => return output,
    };
    let Input { name, bytes, .. } = &input;
    let form = match check.format {
        Format::Short => Form::Short,
        Format::Long => Form::Long {
            width: call.environment.width,
            colour: call.has_colour(),
        },
    };
    let source = Source { name, bytes };
    let loaded = Document::load(bytes);
    let around = around(&input, loaded.as_ref().ok());
    let (problems, code, end) = match loaded {
        Err(errors) => {
            let end = sum(&errors, "error", name);
            (errors, exit::DATA, end)
        }
        Ok(document) => {
            let findings = document.findings(call.common.today);
            let is_wrong = check.strict && !findings.is_empty();
            let end = if findings.is_empty() {
                in_order(document.board(), name)
            } else {
                sum(&findings, "finding", name)
            };
            (
                findings,
                if is_wrong { exit::FINDINGS } else { exit::FINE },
                end,
            )
        }
    };
    if check.json {
        return json(&problems, code, &around);
    }
    let mut out = render(&problems, source, form);
    if check.format == Format::Long {
        out.push_str(&end);
        out.extend(around.iter().map(|it| format!("note: {}\n", safe(it))));
    }
    Output {
        out,
        err: String::new(),
        code,
    }
}

fn json(problems: &[Diagnostic], code: u8, around: &[String]) -> Output {
    let loads = code != exit::DATA;
    let problem = |it: &Diagnostic| Problem {
        is_error: !loads,
        line: it.place.as_ref().map(|place| place.line),
        column: it.place.as_ref().map(|place| place.column),
        message: safe(&it.message).into_owned(),
        help: it.help.as_deref().map(|help| safe(help).into_owned()),
    };
    let answer = Answer {
        version: 1,
        loads,
        problems: problems.iter().map(problem).collect(),
        notes: around.iter().map(|it| safe(it).into_owned()).collect(),
    };
    Output {
        code,
        ..Call::json(&answer)
    }
}

/// Returns what opening the board would tell beside it, a sentence each with the next step.
pub(super) fn around(input: &Input, document: Option<&Document>) -> Vec<String> {
    let Some((store, loaded)) = &input.place else {
        return Vec::new();
    };
    let mut sentences = remarks(store, loaded);
    let unsaved = document.map_or(0, |document| count_unsaved(store, document));
    if unsaved > 0 {
        let sessions = match unsaved {
            1 => "a session that was killed".to_owned(),
            several => format!("{several} sessions that were killed"),
        };
        let name = &input.name;
        sentences.push(format!(
            "{sessions} had changes that are not in the file; `onside {name}` offers to bring them back"
        ));
    }
    if document.is_some_and(|document| is_anything_missing(store, document)) {
        let name = &input.name;
        sentences.push(format!(
            "what was saved before is missing from the file; `onside {name}` offers to put it back"
        ));
    }
    sentences
}

fn sum(problems: &[Diagnostic], what: &str, name: &str) -> String {
    let plural = if problems.len() == 1 { "" } else { "s" };
    format!("{} {what}{plural} in {}\n", problems.len(), safe(name))
}

fn in_order(board: &Board, name: &str) -> String {
    format!(
        "{} is in order: {} in {}\n",
        safe(name),
        counted(board.people().count(), "person", "people"),
        counted(board.departments.len(), "department", "departments")
    )
}
