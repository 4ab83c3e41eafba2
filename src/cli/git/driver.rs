//! `onside git merge-driver`: what git calls where both sides changed a board.
//!
//! Promises: 0 only when the file holds a board in which nothing is left to decide; 1 when it
//! holds questions, or the marks of a merge line by line; anything else lets git give up the
//! merge with every file as it was. Git would take a board cut short for a merged one, and
//! ours alone for a conflict: so nothing is written but a whole result.

use std::ffi::OsStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use clap::Args;

use super::super::{Output, exit};
use super::process::git;
use crate::document::Document;
use crate::document::merge::{MergedText, merge_texts};
use crate::store::{Expected, Loaded, StateFolder, Store};

/// Git gives up a merge at any code above 128.
const GIVE_UP: u8 = 200;

const HELP: &str = "\
Examples:
  onside git merge-driver base.ron ours.ron theirs.ron
  git config merge.onside.driver 'onside git merge-driver %O %A %B %P'   part of
                                                           `onside git install`";

/// Merge two versions of a board; git calls this
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = HELP)]
pub(super) struct MergeDriver {
    /// What both sides come from (%O)
    base: PathBuf,
    /// Our side, which is replaced by the result (%A)
    ours: PathBuf,
    /// Their side (%B)
    theirs: PathBuf,
    /// What the board is called (%P)
    name: Option<String>,
}

impl MergeDriver {
    fn name(&self) -> &str {
        self.name.as_deref().unwrap_or("the board")
    }
}

/// Merges two versions of a board.
pub(super) fn merge_driver(asked: &MergeDriver) -> Output {
    unless_it_breaks(|| match merge_files(asked) {
        Ok(output) | Err(output) => output,
    })
}

/// Turns a panic into giving up: the code of a panic itself is one that git reads as "ours".
fn unless_it_breaks(merge: impl FnOnce() -> Output) -> Output {
    catch_unwind(AssertUnwindSafe(merge)).unwrap_or_else(|_| give_up("the merge broke off"))
}

fn give_up(sentence: &str) -> Output {
    Output::failure(sentence, GIVE_UP)
}

fn merge_files(asked: &MergeDriver) -> Result<Output, Output> {
    let base = read(&asked.base)?;
    let ours = read(&asked.ours)?;
    let theirs = read(&asked.theirs)?;
    // Where both sides added the board, git gives an empty file for the base.
    let base = (!base.bytes.is_empty()).then(|| Document::load(&base.bytes));
    let (Ok(base), Ok(ours_read), Ok(theirs)) = (
        base.transpose(),
        Document::load(&ours.bytes),
        Document::load(&theirs.bytes),
    ) else {
        return Ok(leave_marks(asked));
    };
    let by_lines = merge_by_lines(asked);
    let Ok(merged) = merge_texts(base.as_ref(), &ours_read, &theirs, by_lines.as_deref()) else {
        return Ok(leave_marks(asked));
    };
    if Document::load(merged.text.as_bytes()).is_err() {
        return Ok(leave_marks(asked));
    }
    let saved = store(&asked.ours).save(merged.text.as_bytes(), Expected::File(ours.fingerprint));
    saved.map_err(|error| give_up(&error.what()))?;
    Ok(answer(asked.name(), &merged))
}

fn store(path: &Path) -> Store {
    Store::new(path, StateFolder::Off("git keeps them".to_owned()))
}

fn read(path: &Path) -> Result<Loaded, Output> {
    let loaded = store(path).load();
    loaded.map_err(|failure| give_up(&failure.to_string()))
}

fn answer(name: &str, merged: &MergedText) -> Output {
    let mut lines: Vec<String> = merged.renamed.clone();
    lines.extend(merged.questions.iter().cloned());
    if !merged.questions.is_empty() {
        let count = match merged.questions.len() {
            1 => "1 question is".to_owned(),
            many => format!("{many} questions are"),
        };
        lines.push(format!(
            "{count} left in {name}; open it with `onside {name}`, answer, then `git add {name}`"
        ));
    }
    let code = if merged.questions.is_empty() {
        exit::FINE
    } else {
        exit::FINDINGS
    };
    match lines.as_slice() {
        [] => Output::default(),
        lines => Output::failure(&lines.join("\n"), code),
    }
}

/// Returns what a merge line by line makes, where it finds no conflict.
fn merge_by_lines(asked: &MergeDriver) -> Option<String> {
    let output = merge_file(asked, &["-p", "-q"])?;
    let is_clean = output.status.success();
    String::from_utf8(output.stdout).ok().filter(|_| is_clean)
}

fn merge_file(asked: &MergeDriver, options: &[&str]) -> Option<std::process::Output> {
    let mut words: Vec<&OsStr> = vec!["merge-file".as_ref()];
    words.extend(options.iter().map(OsStr::new));
    let files = [&asked.ours, &asked.base, &asked.theirs];
    words.extend(files.map(|path| path.as_os_str()));
    git(Path::new("."), &words).ok()
}

/// Merges line by line, with git's marks where both sides changed the same lines: what is no
/// board has no people and fields to merge by.
fn leave_marks(asked: &MergeDriver) -> Output {
    let name = asked.name();
    let labels = ["-q", "-L", "ours", "-L", "base", "-L", "theirs"];
    let code = merge_file(asked, &labels).and_then(|output| output.status.code());
    let is_board = || read(&asked.ours).is_ok_and(|ours| Document::load(&ours.bytes).is_ok());
    match code {
        Some(0) if is_board() => Output::default(),
        Some(0..=127) => {
            let sentence = format!(
                "a version of {name} can't be read as a board, so it was merged line by line; \
                 `onside check {name}` says what to mend"
            );
            Output::failure(&sentence, exit::FINDINGS)
        }
        _ => give_up(&format!(
            "{name} can be merged neither as a board nor line by line; nothing was changed"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merge_that_breaks_off_is_given_up() {
        let code = unless_it_breaks(|| panic!("broken")).code;
        assert!(code > 128, "{code}");
    }
}
