//! `onside git install`: has git merge and show a board by what it says.
//!
//! Promises: changes this clone's configuration and `.gitattributes`, and its pre-commit hook
//! where that is wished and there is none; says
//! where git would send the notes of a board before it helps to send them.

use std::path::{Path, PathBuf};

use clap::Args;

use super::super::history::store_of;
use super::super::{Call, Output, exit};
use super::hook::{self, Hook};
use super::process::{ask, git};
use super::setup::{attribute, settings, with_line};
use crate::document::Document;
use crate::model::{Board, Entry};
use crate::store::{Cause, Expected, Failure, StateFolder, Store};
use crate::text::safe;

const HELP: &str = "\
Examples:
  onside git install programme.ron           merge it by people and fields from now on
  onside git install programme.ron --pre-commit   and refuse commits of a broken board
  onside git install programme.ron --check   is it set up here?
  onside git install programme.ron --remove  as it was before

The configuration is this clone's: everybody who merges the board runs this once. A clone
without onside merges line by line.";

/// Set up git to merge a board by people and fields
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = HELP)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own on the command line"
)]
pub(super) struct Install {
    /// The board
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,

    /// Only say whether it is set up
    #[arg(long, conflicts_with = "remove")]
    check: bool,

    /// Take it back
    #[arg(long)]
    remove: bool,

    /// Also have git refuse a commit of a board that does not load
    #[arg(long, conflicts_with_all = ["check", "remove"])]
    pre_commit: bool,

    /// Yes, the notes in the board may go where git sends them
    #[arg(long)]
    with_notes: bool,
}

/// A board in a repository.
struct Place {
    /// The folder the repository begins in.
    top: PathBuf,
    /// The line of `.gitattributes` for it.
    line: String,
    /// What the board is called.
    name: String,
}

/// Sets git up for a board, says whether it is, or takes it back.
pub(super) fn install(asked: &Install, call: &Call<'_>) -> Output {
    let Some(store) = store_of(&call.common.board, call.folders) else {
        return Output::usage("no board is named; write `onside git install FILE`");
    };
    let done = find(&store).and_then(|place| match (asked.check, asked.remove) {
        (true, _) => check(&place),
        (_, true) => remove(&place),
        _ => set_up(&place, &store, asked),
    });
    done.unwrap_or_else(|wrong| wrong)
}

fn find(store: &Store) -> Result<Place, Output> {
    let path = store.path();
    let name = store.name();
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if git(folder, &["--version"]).is_err() {
        let sentence = "git is not to be found; install it first";
        return Err(Output::failure(sentence, exit::NO_INPUT));
    }
    let no_repository = || {
        let sentence =
            format!("{name} is in no git repository; run `git init` in its folder first");
        Output::failure(&sentence, exit::NO_INPUT)
    };
    let top = ask(folder, &["rev-parse", "--show-toplevel"]).ok_or_else(no_repository)?;
    let prefix = ask(folder, &["rev-parse", "--show-prefix"]).ok_or_else(no_repository)?;
    Ok(Place {
        top: PathBuf::from(top),
        line: attribute(&format!("{prefix}{name}")),
        name,
    })
}

/// Says whether git merges a file as a board; `None` where it is in no repository.
pub(super) fn is_set_up(store: &Store) -> Option<bool> {
    let place = find(store).ok()?;
    Some(check(&place).is_ok())
}

fn program() -> Result<PathBuf, Output> {
    std::env::current_exe().map_err(|error| {
        let sentence = format!("where onside itself is can't be found out: {error}");
        Output::failure(&sentence, exit::NO_INPUT)
    })
}

fn check(place: &Place) -> Result<Output, Output> {
    let program = program()?;
    let mut missing: Vec<String> = Vec::new();
    for (key, value) in settings(&program) {
        let now = ask(&place.top, &["config", "--local", "--get", key]);
        if now.as_deref() != Some(&*value) {
            missing.push(format!("{key} in the configuration"));
        }
    }
    if !attributes(place)?.0.lines().any(|line| line == place.line) {
        missing.push("its line in .gitattributes".to_owned());
    }
    let name = safe(&place.name);
    if missing.is_empty() {
        let commits = match hook::look(&place.top, &program) {
            Hook::There => "Commits are checked.",
            Hook::Missing | Hook::Other => "Commits are not checked; `--pre-commit` would.",
        };
        let sentence = format!("{name} is merged by people and fields. {commits}\n");
        return Ok(Output::text(sentence));
    }
    let sentence = format!(
        "{name} is merged line by line: missing is {}; `onside git install {name}` sets it up",
        missing.join(", ")
    );
    Err(Output::failure(&sentence, exit::FINDINGS))
}

fn set_up(place: &Place, store: &Store, asked: &Install) -> Result<Output, Output> {
    let loaded = store.load().map_err(|failure| refused(&failure))?;
    let Ok(document) = Document::load(&loaded.bytes) else {
        let name = &place.name;
        let sentence = format!("{name} can't be read as a board; `onside check {name}` says why");
        return Err(Output::failure(&sentence, exit::DATA));
    };
    let notes = notes(document.board());
    let remotes = remotes(place);
    if notes > 0 && !asked.with_notes {
        return Err(Output::usage(&format!(
            "{} holds {}, and git keeps what it ever held, for everybody who has the repository \
             ({remotes}); `--with-notes` says that they may go there",
            place.name,
            counted(notes)
        )));
    }
    for (key, value) in settings(&program()?) {
        configure(place, &["config", "--local", key, &value])?;
    }
    write_attributes(place, true)?;
    let checked = if asked.pre_commit {
        Some(hook::put(&place.top, &program()?)?)
    } else {
        None
    };
    let name = safe(&place.name);
    let mut lines = vec![
        format!("{name} is merged by people and fields in this clone, and shown so by `git diff`."),
        "Commit .gitattributes; everybody who merges the board runs this command once.".to_owned(),
        format!(
            "Git keeps all that a board ever held; from here it goes to: {}.",
            safe(&remotes)
        ),
    ];
    lines.extend(checked);
    Ok(Output::text(lines.join("\n") + "\n"))
}

fn remove(place: &Place) -> Result<Output, Output> {
    write_attributes(place, false)?;
    let is_used = attributes(place)?.0.contains("merge=onside");
    let mut told = None;
    if !is_used {
        told = hook::remove(&place.top, &program()?);
        for section in ["merge.onside", "diff.onside"] {
            // One that is not there is as it should be.
            drop(git(
                &place.top,
                &["config", "--local", "--remove-section", section],
            ));
        }
    }
    let name = safe(&place.name);
    let rest = if is_used {
        " Other boards here still are merged by people and fields."
    } else {
        ""
    };
    let told = told.map_or_else(String::new, |told| told + "\n");
    Ok(Output::text(format!(
        "{name} is merged line by line again.{rest}\n{told}"
    )))
}

fn configure(place: &Place, words: &[&str]) -> Result<(), Output> {
    let why = match git(&place.top, words) {
        Ok(output) if output.status.success() => return Ok(()),
        Ok(output) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        Err(error) => error.to_string(),
    };
    let sentence = format!("git's configuration was not changed: {why}");
    Err(Output::failure(&sentence, exit::NOT_SAVED))
}

/// Returns the text of `.gitattributes`, and what a save is to expect there.
fn attributes(place: &Place) -> Result<(String, Expected), Output> {
    match attributes_store(place).load() {
        Ok(loaded) => {
            let expected = Expected::File(loaded.fingerprint);
            let text = String::from_utf8(loaded.bytes);
            let no_text = || Output::failure(".gitattributes is no text (not UTF-8)", exit::DATA);
            Ok((text.map_err(|_| no_text())?, expected))
        }
        Err(failure) if failure.cause == Cause::Missing => Ok((String::new(), Expected::Nothing)),
        Err(failure) => Err(refused(&failure)),
    }
}

fn attributes_store(place: &Place) -> Store {
    let state = StateFolder::Off("git keeps them".to_owned());
    Store::new(place.top.join(".gitattributes"), state)
}

fn write_attributes(place: &Place, is_wanted: bool) -> Result<(), Output> {
    let (before, expected) = attributes(place)?;
    let after = with_line(&before, &place.line, is_wanted);
    if before == after {
        return Ok(());
    }
    let saved = attributes_store(place).save(after.as_bytes(), expected);
    let failed = |what: String| Output::failure(&what, exit::NOT_SAVED);
    saved.map(drop).map_err(|error| failed(error.what()))
}

fn refused(failure: &Failure) -> Output {
    Output::failure(&failure.to_string(), exit::NO_INPUT)
}

/// Names where git sends commits; by name alone, because an address may hold a password.
fn remotes(place: &Place) -> String {
    let names = ask(&place.top, &["remote"]).unwrap_or_default();
    let names: Vec<&str> = names.lines().collect();
    match names.as_slice() {
        [] => "no remote yet".to_owned(),
        names => names.join(", "),
    }
}

fn counted(notes: usize) -> String {
    match notes {
        1 => "a note".to_owned(),
        many => format!("{many} notes"),
    }
}

/// Counts what is written about people in free words.
fn notes(board: &Board) -> usize {
    let on_people = board.people().filter(|(_, person)| !person.note.is_empty());
    let has_note = |entry: &Entry| match entry {
        Entry::Talked { note, .. } => !note.is_empty(),
        Entry::Moved { because, .. } | Entry::Proved { because, .. } => !because.is_empty(),
        Entry::Asked { .. } | Entry::Promised { .. } | Entry::Gave { .. } => false,
    };
    on_people.count() + board.log.iter().filter(|entry| has_note(entry)).count()
}
