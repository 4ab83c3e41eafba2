//! `onside git pre-commit`: what git calls before a commit.
//!
//! Promises: looks at what would be committed, not at the files; refuses a board that does not
//! load, or in which a merge left questions; says where, as `file:line:column`.

use std::path::Path;

use clap::Args;

use super::super::{Output, exit};
use super::process::{ask, git};
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
    let here = Path::new(".");
    let Some(top) = ask(here, &["rev-parse", "--show-toplevel"]) else {
        let sentence = "this is no git repository, so there is nothing to commit";
        return Output::failure(sentence, exit::NO_INPUT);
    };
    let top = Path::new(&top);
    let words = [
        "diff",
        "--cached",
        "--name-only",
        "-z",
        "--diff-filter=ACMR",
    ];
    let staged = ask(top, &words).unwrap_or_default();
    let names = staged.split('\0').filter(|name| !name.is_empty());
    let told: Vec<String> = names
        .filter(|name| is_board(top, name))
        .filter_map(|name| problems(top, name))
        .collect();
    if told.is_empty() {
        return Output::default();
    }
    Output {
        out: String::new(),
        err: told.concat()
            + "onside: nothing was committed; mend it and `git add` it, or `git commit --no-verify`\n",
        code: exit::FINDINGS,
    }
}

/// Says whether a file is one that `onside git install` named.
fn is_board(top: &Path, name: &str) -> bool {
    let words = ["check-attr", "--cached", "-z", "merge", "--", name];
    let by_index = ask(top, &words);
    let words = ["check-attr", "-z", "merge", "--", name];
    let is_ours = |told: Option<String>| told.is_some_and(|told| told.ends_with("\0onside\0"));
    is_ours(by_index) || is_ours(ask(top, &words))
}

/// Returns what is wrong with the version of a board that would be committed.
fn problems(top: &Path, name: &str) -> Option<String> {
    let shown = git(top, &["show", &format!(":{name}")]).ok()?;
    let bytes = shown.status.success().then_some(shown.stdout)?;
    let source = Source {
        name,
        bytes: &bytes,
    };
    match Document::load(&bytes) {
        Err(problems) => Some(render(&problems, source, Form::Short)),
        Ok(document) => match document.board().conflicts.len() {
            0 => None,
            1 => Some(format!("{}: a question is left of a merge\n", safe(name))),
            many => Some(format!(
                "{}: {many} questions are left of a merge\n",
                safe(name)
            )),
        },
    }
}
