//! `onside forget`: takes somebody out of a board and of all that is kept of it.
//!
//! Promises: nothing goes without a yes: typed, or `--yes`. The log keeps that something
//! happened, under an id that stands for nobody, without its words. Says what is left where
//! onside can't reach.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::about::{find, load, names, part_lines};
use super::carried::read_only;
use super::purge::kept_on;
use super::{Answer, Call, Output, exit};
use crate::document::Document;
use crate::model::{Board, Edit, Entry, Id, Person, Who, removal};
use crate::session::forget as forget_parting;
use crate::store::{Expected, Loaded, StateFolder, Store, remove_copied};
use crate::text::safe;

const HELP: &str = "\
Examples:
  onside forget dana -b map.ron

The log keeps that something happened, under an id that stands for nobody. Git, backups and
what was exported keep what they have.

Exit codes: 0 done, 2 nobody is called so or nobody said yes, 65 the board has errors, 66 there is
none, 74 it can't be written, 75 somebody has it open";

/// Take somebody out of a board, its kept versions and journals, for good
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = HELP)]
pub struct Forget {
    /// Their id or their whole name
    #[arg(value_name = "WHO")]
    who: String,

    /// Ask nothing
    #[arg(long)]
    yes: bool,
}

/// Takes somebody out of a board; `ask` is asked before, unless the command line says yes.
pub(super) fn forget(asked: &Forget, call: &Call<'_>, ask: impl FnOnce(&str) -> Answer) -> Output {
    answer(asked, call, ask).unwrap_or_else(|wrong| wrong)
}

fn answer(
    asked: &Forget,
    call: &Call<'_>,
    ask: impl FnOnce(&str) -> Answer,
) -> Result<Output, Output> {
    let input = call.read("forget WHO -b")?;
    let Some((store, loaded)) = &input.place else {
        return Err(Output::usage(
            "the example is everybody's; name a board with -b",
        ));
    };
    let mut document = load(&input.name, &input.bytes)?;
    let person = find(document.board(), &asked.who, &input.name)?.clone();
    let (who, file) = (safe(&person.name), safe(&input.name));
    // Else what is kept would go, and they would stay.
    if !loaded.is_writable {
        return Err(read_only(&store.name()));
    }
    if !asked.yes {
        let goes = format!("{who}, and every kept version and journal of {file}");
        match ask(&format!("Remove {goes}? There is no way back.")) {
            Answer::Yes => {}
            Answer::No => return Ok(Output::text("Nothing was removed.\n".to_owned())),
            Answer::Nobody => {
                let sentence = format!("{goes}, would go for good; `--yes` says that you mean it");
                return Err(Output::usage(&sentence));
            }
        }
    }
    document
        .apply(&edits(document.board(), &person))
        .map_err(|refusal| Output::failure(&refusal.to_string(), exit::DATA))?;
    write(store, loaded, &document)?;
    forget_parting(store.path(), call.folders);
    remove_copied(&call.folders.state).map_err(|why| Output::failure(&why, exit::NOT_SAVED))?;
    let mut lines = vec![
        format!("{who} is no longer in {file}, and nothing older is kept of it."),
        "Git, backups, copies and exports still hold what they held; onside can't reach them."
            .to_owned(),
    ];
    lines.extend(aside(store, &person));
    lines.extend(still_named(&document, &person, &input.name));
    let parts = part_lines(&document, &person, &input.name);
    Ok(Output::text(lines.join("\n") + "\n" + &parts))
}

/// Saves the board and removes what is kept, which a board open elsewhere forbids: that is
/// found out first.
fn write(store: &Store, loaded: &Loaded, document: &Document) -> Result<(), Output> {
    store.purge().map_err(|failure| kept_on(&failure))?;
    let expected = Expected::File(loaded.fingerprint);
    let saved = store.save(document.text().as_bytes(), expected);
    saved.map_err(|error| {
        let what = error.what();
        let sentence = format!("{what} Nobody was removed, and nothing older is kept any more.");
        Output::failure(&sentence, exit::NOT_SAVED)
    })?;
    store.purge().map_err(|failure| kept_on(&failure))
}

/// Tells the lines of the file that name them yet: in others' notes, in comments.
fn still_named(document: &Document, person: &Person, name: &str) -> Vec<String> {
    let lines = (1..).zip(document.text().lines());
    let left = lines.filter(|(_, line)| names(line, person));
    let left: Vec<String> = left
        .map(|(number, _)| format!("  {}:{number}", safe(name)))
        .collect();
    let head = (!left.is_empty()).then(|| "Words of yours name them yet:".to_owned());
    head.into_iter().chain(left).collect()
}

/// Tells files that were put aside or left by a save, and that name them: they may hold what is
/// nowhere else, so they are not removed.
fn aside(store: &Store, person: &Person) -> Vec<String> {
    let names_them = |path: &PathBuf| {
        let nothing_kept = StateFolder::Off("it is only read".to_owned());
        let loaded = Store::new(path, nothing_kept).load();
        loaded.is_ok_and(|loaded| names(&String::from_utf8_lossy(&loaded.bytes), person))
    };
    let files: Vec<PathBuf> = store.aside().into_iter().filter(names_them).collect();
    let head = "What could not be saved was put aside, and names them; look, then remove it:";
    let head = (!files.is_empty()).then(|| head.to_owned());
    let files = files
        .iter()
        .map(|path| format!("  {}", safe(&path.to_string_lossy())));
    head.into_iter().chain(files).collect()
}

fn edits(board: &Board, person: &Person) -> Vec<Edit> {
    let mut edits = removal(board, &person.id);
    let nobody = nobody(board);
    for (at, entry) in board.log.iter().enumerate() {
        let entry = without(entry, person, &nobody);
        edits.extend(entry.map(|entry| Edit::SetEntry {
            at,
            entry: Box::new(entry),
        }));
    }
    let about = |at: &usize| {
        let question = board.conflicts.get(*at);
        question.is_some_and(|question| question.id == person.id.as_str())
    };
    let questions = (0..board.conflicts.len()).rev().filter(about);
    edits.extend(questions.map(Edit::RemoveConflict));
    edits
}

/// Returns an id that stands for nobody.
fn nobody(board: &Board) -> Id {
    let is_used = |id: &Id| {
        board.ids().any(|used| used == id) || board.log.iter().any(|entry| entry.names(id.as_str()))
    };
    let names = std::iter::once("forgotten".to_owned())
        .chain((2..).map(|number: u64| format!("forgotten-{number}")));
    let mut ids = names.filter_map(|name| Id::new(&name).ok());
    ids.find(|id| !is_used(id)).unwrap_or_default()
}

/// Returns an entry without somebody; `None` if it is not about them. Its words go too: they
/// are about them.
fn without(entry: &Arc<Entry>, person: &Person, nobody: &Id) -> Option<Entry> {
    let is_carrier = matches!(&**entry, Entry::Talked { via: Some(via), .. } if *via == person.id);
    if !is_carrier && !entry.names(person.id.as_str()) {
        return None;
    }
    let other = |id: &Id| {
        let stands = if *id == person.id { nobody } else { id };
        stands.clone()
    };
    let others = |who: &Who| Who::new(who.ids().iter().map(other).collect());
    let mut entry = Entry::clone(entry);
    match &mut entry {
        Entry::Talked { who, via, note, .. } => {
            *who = others(who);
            *via = via.as_ref().map(other);
            note.clear();
        }
        Entry::Moved { who, because, .. } | Entry::Proved { who, because, .. } => {
            *who = other(who);
            because.clear();
        }
        Entry::Asked { who, what, .. }
        | Entry::Promised { who, what, .. }
        | Entry::Gave { who, what, .. } => {
            *who = others(who);
            "forgotten".clone_into(what);
        }
    }
    Some(entry)
}
