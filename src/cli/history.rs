//! `onside history` and `onside undo`: the kept versions of a board, and bringing one back.
//!
//! Promises: listing and showing touch nothing; a version comes back through the same save as every
//! change, so that what it displaces is kept too, and only if it loads as a board.

use std::path::{Path, PathBuf};

use clap::Args;

use super::versions::{json, list, named, rows, safe_lines, words};
use super::{Call, Choice, Environment, Output, exit};
use crate::document::Document;
use crate::document::merge::merge;
use crate::session::{Folders, last_board, moment};
use crate::store::{Cause, Expected, Failure, KeptVersion, Store, VersionKind, data_folder};
use crate::text::safe;

const KEPT: &str = "\
Examples:
  onside history map.ron
  onside history map.ron --show 2      what the last save but one changed
  onside history map.ron --restore 2   and back it comes
  onside history --json | jq -r '.versions[].at'

Kept are the last 400 versions of 30 days (50 of a large board), readable by you alone, in
the state folder (ONSIDE_STATE_DIR, else the system's); they hold what was deleted too: see
`onside purge`

JSON, version 1, the newest first; `is` is `older`, `theirs` (by another program) or `unsaved`:
  {\"version\":1,\"versions\":[{\"number\":COUNT,\"at\":TIME,\"bytes\":COUNT,\"is\":TEXT,\"changed\":TEXT}]}
Later versions of this shape only add fields.";

/// List the kept versions of a board, show one, or bring one back
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(after_help = KEPT)]
pub struct History {
    /// The board
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,

    /// Print version N of the list
    #[arg(long, value_name = "N", conflicts_with = "restore")]
    show: Option<usize>,

    /// Bring version N of the list back; what it displaces is kept
    #[arg(long, value_name = "N")]
    restore: Option<usize>,

    /// Answer in JSON
    #[arg(long, conflicts_with_all = ["show", "restore"])]
    json: bool,
}

const HELP: &str = "\
Examples:
  onside undo map.ron";

/// Bring back the version before the last save; once more, and it is there again
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(after_help = HELP)]
pub struct Undo {
    /// The board
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
}

/// How a list is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Words,
    Json,
}

/// What is asked of the kept versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    /// List them.
    List(Form),
    /// Print one, by its number in the list.
    Show(usize),
    /// Bring one back, by its number in the list.
    Restore(usize),
    /// Bring back the version before the last save.
    Undo,
}

/// Lists, shows or brings back kept versions of a board.
pub(super) fn history(history: &History, call: &Call<'_>) -> Output {
    let wish = match (history.show, history.restore) {
        (Some(number), _) => Wish::Show(number),
        (None, Some(number)) => Wish::Restore(number),
        (None, None) if history.json => Wish::List(Form::Json),
        (None, None) => Wish::List(Form::Words),
    };
    about_kept(wish, call)
}

/// Brings back the version before the last save.
pub(super) fn undo(call: &Call<'_>) -> Output {
    about_kept(Wish::Undo, call)
}

fn about_kept(wish: Wish, call: &Call<'_>) -> Output {
    let Some(store) = store_of(&call.common.board, call.folders) else {
        return Output::usage("no board is named; write `onside history FILE`");
    };
    answer(&store, wish, call.environment).unwrap_or_else(|wrong| wrong)
}

/// Returns the store of the board that is meant: one that is named, else the last one.
pub(super) fn store_of(board: &Choice, folders: &Folders) -> Option<Store> {
    let path = match board {
        Choice::File(path) => path.clone(),
        Choice::Example => data_folder()?.join("example.ron"),
        Choice::Tutor => data_folder()?.join("tutor.ron"),
        Choice::Latest => last_board(folders)?,
    };
    Some(Store::new(path, folders.state.clone()))
}

fn answer(store: &Store, wish: Wish, environment: &Environment) -> Result<Output, Output> {
    let versions = store.versions().map_err(|failure| refused(&failure))?;
    match wish {
        Wish::List(Form::Words) => Ok(list(store, &rows(store, &versions))),
        Wish::List(Form::Json) => Ok(json(&rows(store, &versions))),
        Wish::Show(number) => {
            let bytes = read(store, chosen(store, &versions, number)?)?;
            Ok(show(store, number, bytes, environment))
        }
        Wish::Restore(number) => {
            let version = chosen(store, &versions, number)?;
            restore(store, version, "as it was on")
        }
        Wish::Undo => {
            let mut older = versions.iter().filter(|it| it.kind == VersionKind::Older);
            match older.next() {
                Some(version) => undo_to(store, version),
                None => Err(none_kept(store)),
            }
        }
    }
}

fn refused(failure: &Failure) -> Output {
    Output::failure(&failure.to_string(), exit::NO_INPUT)
}

fn none_kept(store: &Store) -> Output {
    let name = store.name();
    let sentence = format!("no version of {name} is kept; the next save keeps one");
    Output::failure(&sentence, exit::NO_INPUT)
}

/// Returns the version of that number; the list begins with 1, the newest.
fn chosen<'a>(
    store: &Store,
    versions: &'a [KeptVersion],
    number: usize,
) -> Result<&'a KeptVersion, Output> {
    if versions.is_empty() {
        return Err(none_kept(store));
    }
    let found = number.checked_sub(1).and_then(|at| versions.get(at));
    found.ok_or_else(|| {
        Output::usage(&format!(
            "there is no version {number} of {}; they go from 1, the newest, to {}",
            store.name(),
            versions.len()
        ))
    })
}

fn read(store: &Store, version: &KeptVersion) -> Result<Vec<u8>, Output> {
    store
        .read_version(version)
        .map_err(|failure| refused(&failure))
}

/// Prints a version: byte for byte into a file or a pipe, made safe for a terminal.
fn show(store: &Store, number: usize, bytes: Vec<u8>, environment: &Environment) -> Output {
    match String::from_utf8(bytes) {
        Ok(text) if environment.is_seen => {
            let lines: Vec<&str> = text.lines().collect();
            Output::text(safe_lines(&lines))
        }
        Ok(text) => Output::text(text),
        Err(_) => {
            let name = store.name();
            let sentence = format!("version {number} of {name} is no text (not UTF-8)");
            Output::failure(&sentence, exit::DATA)
        }
    }
}

/// Takes back the last save: merges the version before it into what the file says now, so that
/// what others wrote since stays.
fn undo_to(store: &Store, version: &KeptVersion) -> Result<Output, Output> {
    let load = |bytes: &[u8]| Document::load(bytes).ok();
    let loaded = store.load().map_err(|failure| refused(&failure))?;
    let last = store.last_saved().map(|last| last.bytes);
    let (Some(last), Some(now)) = (last, load(&loaded.bytes)) else {
        return restore(store, version, BEFORE);
    };
    if last == loaded.bytes {
        return restore(store, version, BEFORE);
    }
    let before = read(store, version)?;
    let (Some(last), Some(before)) = (load(&last), load(&before)) else {
        return restore(store, version, BEFORE);
    };
    let merged = merge(last.board(), now.board(), before.board());
    if let Some(conflict) = merged.conflicts.first() {
        return Err(Output::failure(
            &format!(
                "the last save is not undone: {} was changed by another program since; `onside history \
                 {} --restore N` brings a whole version back",
                conflict.name,
                store.name()
            ),
            exit::FINDINGS,
        ));
    }
    let mut undone = now;
    if let Err(refusal) = undone.apply(&merged.edits) {
        return Err(Output::failure(&refusal.to_string(), exit::DATA));
    }
    save(
        store,
        undone.text().as_bytes(),
        Expected::File(loaded.fingerprint),
    )?;
    let lines = [
        format!(
            "The last save of {} is undone: {}.",
            store.name(),
            named(&merged.told)
        ),
        "What was written since is still there.".to_owned(),
        way_back(store.path()),
    ];
    Ok(Output::text(safe_lines(&lines)))
}

/// Of a version that stood in the file until a save.
const BEFORE: &str = "as it was before the save of";

fn save(store: &Store, bytes: &[u8], expected: Expected) -> Result<(), Output> {
    let saved = store.save(bytes, expected);
    saved
        .map(drop)
        .map_err(|error| Output::failure(&error.what(), exit::NOT_SAVED))
}

/// Puts a version in the place of the file; what was there is kept.
fn restore(store: &Store, version: &KeptVersion, was: &str) -> Result<Output, Output> {
    let bytes = read(store, version)?;
    let moment = moment(version.at);
    let name = store.name();
    let Ok(document) = Document::load(&bytes) else {
        let sentence = format!(
            "the version of {moment} can't be read as a board; nothing was changed. `onside history \
             {name} --show N` prints it"
        );
        return Err(Output::failure(&sentence, exit::DATA));
    };
    let (expected, before) = match store.load() {
        Ok(loaded) => (Expected::File(loaded.fingerprint), Some(loaded.bytes)),
        Err(failure) if failure.cause == Cause::Missing => (Expected::Nothing, None),
        Err(failure) => return Err(refused(&failure)),
    };
    if before.as_deref() == Some(&*bytes) {
        let sentence = format!("{} says that already; nothing was changed.\n", safe(&name));
        return Ok(Output::text(sentence));
    }
    save(store, &bytes, expected)?;
    let Some(before) = before else {
        let back = format!("{name} is there again, {was} {moment}.");
        return Ok(Output::text(safe_lines(&[back])));
    };
    let before = Document::load(&before).ok();
    let changed = words("", before.as_ref(), Some(&document));
    let lines = [
        format!("{name} is {was} {moment}. That changed: {changed}."),
        way_back(store.path()),
    ];
    Ok(Output::text(safe_lines(&lines)))
}

fn way_back(path: &Path) -> String {
    format!("`onside undo {}` takes that back.", path.display())
}
