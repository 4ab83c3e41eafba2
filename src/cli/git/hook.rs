//! The hook that has git ask before a commit whether its boards load.
//!
//! Promises: a hook that is there already stays as it is; then the line to add to it is told.

use std::path::{Path, PathBuf};

use super::super::{Output, exit};
use super::process::ask;
use crate::store::{StateFolder, Store, new_program, remove_program};

/// Whether git asks before a commit.
pub(super) enum Hook {
    /// It does.
    There,
    /// There is no hook.
    Missing,
    /// There is one, which does not ask.
    Other,
}

/// Returns the line of a hook that asks.
fn line(program: &Path) -> String {
    let program = program.to_string_lossy();
    let program = shell_words::quote(&program);
    // Somebody who has no onside can commit as before.
    format!("if command -v {program} >/dev/null 2>&1; then {program} git pre-commit || exit 1; fi")
}

fn text(program: &Path) -> String {
    let line = line(program);
    format!("#!/bin/sh\n# Refuses to commit a board that does not load; made by onside.\n{line}\n")
}

/// Returns where the hook of a repository is, or shall be.
fn path(top: &Path) -> Option<PathBuf> {
    let hooks = ask(top, &["rev-parse", "--git-path", "hooks/pre-commit"])?;
    Some(top.join(hooks))
}

/// Says whether git asks before a commit.
pub(super) fn look(top: &Path, program: &Path) -> Hook {
    let state = StateFolder::Off("git keeps it".to_owned());
    let loaded = path(top).and_then(|path| Store::new(path, state).load().ok());
    match loaded {
        None => Hook::Missing,
        Some(loaded) => {
            let text = String::from_utf8_lossy(&loaded.bytes);
            let line = line(program);
            if text.lines().any(|each| each.trim() == line) {
                Hook::There
            } else {
                Hook::Other
            }
        }
    }
}

/// Makes the hook. Returns what is told of it.
pub(super) fn put(top: &Path, program: &Path) -> Result<String, Output> {
    let done = "A commit of a board that does not load is refused from now on.";
    let line = line(program);
    // Hooks that several repositories share are nobody's to change from one of them.
    let is_shared = ask(top, &["config", "--get", "core.hooksPath"]).is_some();
    match look(top, program) {
        Hook::There => return Ok(done.to_owned()),
        Hook::Other => {
            return Ok(format!(
                "There is a pre-commit hook already, which stays as it is; add this line to it:\n{line}"
            ));
        }
        Hook::Missing if is_shared => {
            return Ok(format!(
                "The hooks of this repository are shared with others; add this line to a pre-commit hook:\n{line}"
            ));
        }
        Hook::Missing => {}
    }
    let failed = |why: String| {
        let sentence = format!("the pre-commit hook was not made: {why}");
        Output::failure(&sentence, exit::NOT_MADE)
    };
    let path = path(top).ok_or_else(|| failed("git does not say where".to_owned()))?;
    new_program(&path, &text(program)).map_err(|error| failed(error.to_string()))?;
    Ok(done.to_owned())
}

/// Removes the hook if it is as it was made. Returns what is told of another one.
pub(super) fn remove(top: &Path, program: &Path) -> Option<String> {
    let path = path(top)?;
    match remove_program(&path, &text(program)) {
        Ok(true) => None,
        _ if matches!(look(top, program), Hook::There) => Some(format!(
            "Your pre-commit hook asks onside yet; take this line out of it:\n{}",
            line(program)
        )),
        _ => None,
    }
}
