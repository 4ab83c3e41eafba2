//! `onside export`: the board as data, or as something to be shown, on the output or in a file.
//!
//! Promises: what is made to be shown names nobody unless `--names` is given. Leaves every format
//! to `report`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Call, Output};
use crate::layout::Naming;
use crate::model::Overview;
use crate::report::{Picture, Shown, csv, dot, html, json, markdown, svg};

const HELP: &str = "\
Examples:
  onside export --format html > board.html     one page to print for a meeting
  onside export --format svg > board.svg       a picture: departments by rungs
  onside export --format svg --view influence > ties.svg
  onside export --format csv > people.csv      for a spreadsheet, with names
  onside export --format dot | dot -Tpdf > who-listens.pdf

csv and json are data and have names. html, md, svg and dot are made to be shown: they
have departments and counts alone, those of fewer than three people told together,
unless --names is given. Notes and the log are never exported, nor are objections but
to json. JSON, version 1: {\"version\":1,\"today\":DATE,\"title\":TEXT,\"goal\":TEXT,
\"departments\":[{\"id\":ID,\"name\":TEXT,\"ours\":BOOL,\"ideal\":TEXT}],\"people\":[…]}, people
as `onside list --json` has them, those who left too.
Later versions of this shape only add fields.

Exit codes: 0 done, 2 the command line is wrong, 65 the board has errors, 66 there is none";

/// Print the board as HTML, SVG, Markdown, DOT, CSV or JSON
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = HELP, visible_alias = "report")]
pub struct Export {
    /// The board
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,

    /// As what: html, svg, md, dot, csv or json
    #[arg(
        long,
        short,
        value_enum,
        default_value = "md",
        hide_possible_values = true
    )]
    format: As,

    /// What a picture is of: rows, grid (power and interest) or influence
    #[arg(long, value_enum, hide_possible_values = true)]
    view: Option<View>,

    /// Name people in what is made to be shown; for your own eyes
    #[arg(long)]
    names: bool,
}

/// The formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum As {
    /// People and departments, for programs.
    Json,
    /// People, for a spreadsheet.
    Csv,
    /// A table for a wiki.
    Md,
    /// Who listens to whom, for Graphviz.
    Dot,
    /// A picture.
    Svg,
    /// A page to print.
    Html,
}

/// What a picture is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum View {
    /// Departments by rungs.
    Rows,
    /// Power against interest.
    Grid,
    /// Who listens to whom.
    Influence,
}

impl View {
    fn picture(self) -> Picture {
        match self {
            Self::Rows => Picture::Rows,
            Self::Grid => Picture::Grid,
            Self::Influence => Picture::Influence,
        }
    }
}

/// Prints the board in a format.
pub(super) fn export(asked: &Export, call: &Call<'_>) -> Output {
    if asked.view.is_some() && asked.format != As::Svg {
        return Output::usage("`--view` says what a picture is of: add `--format svg`.");
    }
    let document = match call.document("export -b") {
        Ok(document) => document,
        Err(output) => return output,
    };
    let board = document.board();
    let overview = Overview::new(board, call.common.today);
    let naming = if asked.names {
        Naming::Names
    } else {
        Naming::Departments
    };
    let shown = Shown::of(board, &overview, naming);
    Output::text(match asked.format {
        As::Json => json(board, &overview),
        As::Csv => csv(board, &overview),
        As::Md => markdown(&shown, &overview),
        As::Dot => dot(&shown),
        As::Svg => svg(&shown, asked.view.unwrap_or(View::Rows).picture()),
        As::Html => html(&shown, &overview),
    })
}
