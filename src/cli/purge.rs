//! `onside purge`: removes all that is kept of a board, after saying what goes.
//!
//! Promises: nothing goes without a yes: typed, or `--yes`. The board itself stays.

use std::path::PathBuf;

use clap::Args;

use super::history::store_of;
use super::versions::size;
use super::{Call, Choice, Output, exit};
use crate::session::forget as forget_parting;
use crate::store::{Cause, Failure, Kept, remove_copied, remove_crash};
use crate::text::{counted_if_any, safe};

const HELP: &str = "\
Examples:
  onside purge map.ron

The board stays as it is. Its log is yours to shorten: `onside check` tells of entries that are
older than 18 months.

Exit codes: 0 done, 2 no board is named or nobody said yes, 74 it can't be removed, 75 somebody
has the board open";

/// Remove the kept versions and journals of a board
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(after_help = HELP)]
pub struct Purge {
    /// The board
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,

    /// Ask nothing
    #[arg(long)]
    yes: bool,
}

/// What somebody says to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Yes,
    /// Anything else.
    No,
    /// There is nobody to ask.
    Nobody,
}

/// Removes what is kept of a board; `ask` is asked before, unless the command line says yes.
pub(super) fn purge(asked: &Purge, call: &Call<'_>, ask: impl FnOnce(&str) -> Answer) -> Output {
    // What can't be taken back is done to nothing that was not named.
    let named = Some(&call.common.board).filter(|board| **board != Choice::Latest);
    let Some(store) = named.and_then(|board| store_of(board, call.folders)) else {
        return Output::usage("no board is named; write `onside purge FILE`");
    };
    let name = store.name();
    // A save in place that was cut off is finished first: its note would go.
    if let Err(failure) = store.load()
        && failure.task == crate::store::Task::Finish
    {
        return Output::failure(&failure.to_string(), exit::NOT_SAVED);
    }
    let kept = match store.kept() {
        Ok(kept) => kept,
        Err(failure) => return kept_on(&failure),
    };
    if kept.is_empty() {
        return Output::text(format!("Nothing is kept of {}.\n", safe(&name)));
    }
    let goes = describe(&kept);
    if !asked.yes {
        let question = format!("Remove {goes} of {}? There is no way back.", safe(&name));
        match ask(&question) {
            Answer::Yes => {}
            Answer::No => return Output::text("Nothing was removed.\n".to_owned()),
            Answer::Nobody => {
                return Output::usage(&format!(
                    "{goes} of {name} would go, for good; `--yes` says that you mean it"
                ));
            }
        }
    }
    // What was copied last may be of this board: nobody can tell by looking at it.
    let state = &call.folders.state;
    if let Err(why) = remove_copied(state).and_then(|_| remove_crash(state)) {
        return Output::failure(&why, exit::NOT_SAVED);
    }
    forget_parting(store.path(), call.folders);
    match store.purge() {
        Ok(()) => Output::text(format!(
            "Removed {goes} of {}. The board itself is as it was.\n",
            safe(&name)
        )),
        Err(failure) => kept_on(&failure),
    }
}

/// Says why what is kept of a board is kept on.
pub(super) fn kept_on(failure: &Failure) -> Output {
    let code = if failure.cause == Cause::InUse {
        exit::BUSY
    } else {
        exit::NOT_SAVED
    };
    Output::failure(&failure.to_string(), code)
}

fn describe(kept: &Kept) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(counted_if_any(
        kept.versions,
        "kept version",
        "kept versions",
    ));
    parts.extend(counted_if_any(
        kept.journals,
        "journal of changes",
        "journals of changes",
    ));
    if parts.is_empty() {
        parts.push("what is noted".to_owned());
    }
    let bytes = usize::try_from(kept.bytes).unwrap_or(usize::MAX);
    format!("{} ({})", parts.join(" and "), size(bytes))
}
