//! `onside git pre-commit`: what git calls before a commit.
//!
//! Promises: looks at what would be committed, not at the files; refuses a board that does not
//! load, or in which a merge left questions, and one that can't be looked at; says where, as
//! `file:line:column`.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use clap::Args;

use super::super::{Output, exit};
use super::process::git;
use crate::document::Document;
use crate::text::{Form, Source, render, safe};

const HELP: &str = "\
Examples:
  onside git pre-commit                       are the boards that are staged sound?
  onside git install map.ron --pre-commit     asked by git before every commit";

/// Refuse a commit of a board that does not load; git calls this
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = HELP)]
pub(super) struct PreCommit {}

/// Says whether the boards of a commit load.
pub(super) fn pre_commit() -> Output {
    answer().unwrap_or_else(|wrong| wrong)
}

fn answer() -> Result<Output, Output> {
    let Ok(top) = printed(Path::new("."), &["rev-parse", "--show-toplevel"]) else {
        let sentence = "this is no git repository, so there is nothing to commit";
        return Err(Output::failure(sentence, exit::NO_INPUT));
    };
    let top = Path::new(OsStr::from_bytes(top.strip_suffix(b"\n").unwrap_or(&top)));
    let words = [
        "diff",
        "--cached",
        "--name-only",
        "-z",
        "--diff-filter=ACMRT",
    ];
    let staged = printed(top, &words)?;
    let names = staged.split(|byte| *byte == 0);
    let mut told = String::new();
    for name in names.filter(|name| !name.is_empty()) {
        let name = OsStr::from_bytes(name);
        if is_board(top, name)? {
            told += &problems(top, name)?;
        }
    }
    if told.is_empty() {
        return Ok(Output::default());
    }
    Err(Output {
        out: String::new(),
        err: told
            + "onside: nothing was committed; mend it and `git add` it, or `git commit --no-verify`\n",
        code: exit::FINDINGS,
    })
}

/// Returns what git printed. What it refuses is a failure: a board that can't be looked at is
/// not one that is sound.
fn printed<A: AsRef<OsStr>>(folder: &Path, words: &[A]) -> Result<Vec<u8>, Output> {
    let refused = |why: &str| {
        let words: Vec<_> = words
            .iter()
            .map(|it| it.as_ref().to_string_lossy())
            .collect();
        let asked = words.join(" ");
        let sentence =
            format!("the boards of this commit can't be looked at: `git {asked}` says: {why}");
        Output::failure(&sentence, exit::NO_INPUT)
    };
    let output = git(folder, words).map_err(|why| refused(&why.to_string()))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(refused(String::from_utf8_lossy(&output.stderr).trim()))
    }
}

/// Says whether a file is one that `onside git install` named.
fn is_board(top: &Path, name: &OsStr) -> Result<bool, Output> {
    let words = ["check-attr", "--cached", "-z", "merge", "--"];
    let by_index = printed(top, &with(&words, name))?;
    let words = ["check-attr", "-z", "merge", "--"];
    let is_ours = |told: &[u8]| told.ends_with(b"\0onside\0");
    Ok(is_ours(&by_index) || is_ours(&printed(top, &with(&words, name))?))
}

fn with<'a>(words: &[&'a str], name: &'a OsStr) -> Vec<&'a OsStr> {
    let words = words.iter().copied().map(OsStr::new);
    words.chain([name]).collect()
}

/// Returns what is wrong with the version of a board that would be committed.
fn problems(top: &Path, name: &OsStr) -> Result<String, Output> {
    let mut staged = OsString::from(":0:");
    staged.push(name);
    let bytes = printed(top, &with(&["show"], &staged))?;
    let name = name.to_string_lossy();
    let source = Source {
        name: &name,
        bytes: &bytes,
    };
    let document = match Document::load(&bytes) {
        Ok(document) => document,
        Err(problems) => return Ok(render(&problems, source, Form::Short)),
    };
    Ok(match document.board().conflicts.len() {
        0 => String::new(),
        1 => format!("{}: a question is left of a merge\n", safe(&name)),
        many => format!("{}: {many} questions are left of a merge\n", safe(&name)),
    })
}
