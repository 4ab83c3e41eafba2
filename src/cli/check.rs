//! `onside check`: every error of a board, else every finding.
//!
//! Problems go to stdout, as they are what was asked for: vim reads them with
//! `:cexpr system('onside check --format=short ' .. expand('%'))`.

use super::input::read;
use super::{Check, Environment, Format, Output, exit};
use crate::document::Document;
use crate::model::Board;
use crate::text::{Diagnostic, Form, Source, render, safe};

/// Checks a board.
pub fn check(check: &Check, environment: &Environment) -> Output {
    let (name, bytes) = match read(&check.board, "check") {
        Ok(read) => read,
        Err(output) => return output,
    };
    let form = match check.format {
        Format::Short => Form::Short,
        Format::Long => Form::Long {
            width: environment.width,
            colour: check.colour.decide(environment.wants_colour),
        },
    };
    let source = Source {
        name: &name,
        bytes: &bytes,
    };
    let (problems, code, end) = match Document::load(&bytes) {
        Err(errors) => {
            let end = sum(&errors, "error", &name);
            (errors, exit::DATA, end)
        }
        Ok(document) => {
            let findings = document.findings(check.today);
            let is_wrong = check.is_strict && !findings.is_empty();
            let end = if findings.is_empty() {
                in_order(document.board(), &name)
            } else {
                sum(&findings, "finding", &name)
            };
            (
                findings,
                if is_wrong { exit::FINDINGS } else { exit::FINE },
                end,
            )
        }
    };
    let mut out = render(&problems, source, form);
    if check.format == Format::Long {
        out.push_str(&end);
    }
    Output {
        out,
        err: String::new(),
        code,
    }
}

fn sum(problems: &[Diagnostic], what: &str, name: &str) -> String {
    let plural = if problems.len() == 1 { "" } else { "s" };
    format!("{} {what}{plural} in {}\n", problems.len(), safe(name))
}

fn in_order(board: &Board, name: &str) -> String {
    let count = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        several => format!("{several} {many}"),
    };
    format!(
        "{} is in order: {} in {}\n",
        safe(name),
        count(board.people().count(), "person", "people"),
        count(board.departments.len(), "department", "departments")
    )
}
