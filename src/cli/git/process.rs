//! Running git itself.
//!
//! Promises: its answers in English, and no pager, editor or question.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs git in a folder and returns what came of it.
pub(super) fn git<A: AsRef<OsStr>>(folder: &Path, words: &[A]) -> io::Result<Output> {
    let mut command = Command::new("git");
    command.current_dir(folder).args(words).env("LC_ALL", "C");
    command.stdin(Stdio::null()).output()
}

/// Runs git in a folder and returns what it printed, without the last line end; `None` when it
/// is missing or refuses.
pub(super) fn ask(folder: &Path, words: &[&str]) -> Option<String> {
    let output = git(folder, words).ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let is_fine = output.status.success();
    is_fine.then(|| text.trim_end_matches('\n').to_owned())
}
