//! `onside handover`: a new board for whoever takes over, without what is private.
//!
//! Promises: replaces nothing, and is readable by its owner alone; names whom to meet first by
//! the rule, from what is handed on and nothing else. Leaves what that is to `report`.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::{Call, Output, exit};
use crate::advice::Advice;
use crate::document::Document;
use crate::document::merge::diff;
use crate::model::{Board, Overview, Stance};
use crate::report::handover as without_what_is_private;
use crate::store::{Expected, SaveError, Store};
use crate::text::{counted, on_screen, safe};

const HELP: &str = "\
Examples:
  onside handover for-kim.ron -b map.ron
  onside handover for-kim.ron --dry-run | less   read it before it is made

Handed on: departments with ideal, red flags and metric; people with title, power, interest and
ties; plays, decisions, open promises; proof that was in public, in writing or an act. Left
behind: notes, objections, what somebody cares about, tags, clashes, talks, asks, odds, reasons,
who has left. Whoever is at Blocker or Skeptic is not met, and how they voted is not told.

JSON, version 1; `hidden` counts who is not met there though you know where they stand, `first` is
whom to meet first; with --dry-run nothing is made:
  {\"version\":1,\"file\":TEXT,\"made\":BOOL,\"people\":COUNT,\"hidden\":COUNT,
   \"first\":[{\"id\":ID,\"why\":TEXT}]}
Later versions of this shape only add fields.

Exit codes: 0 made, 2 there is such a file already, 65 the board has errors, 66 there is none,
73 it can't be made";

/// Whom to meet first.
const FIRST: usize = 3;

/// What the new board begins as.
const BEGINNING: &str = "\
// Handed over: no notes and no objections, and who was against it is not met. Keep it to yourself.
(
    version: 1,
    departments: [
    ],
)
";

/// Make a board for whoever takes over, without what is private
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = HELP)]
pub struct Handover {
    /// The file to make; none may be there
    #[arg(value_name = "FILE")]
    path: PathBuf,

    /// Print the board, and make nothing
    #[arg(long)]
    dry_run: bool,

    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// The answer for programs.
#[derive(Serialize)]
struct Told {
    version: u32,
    file: String,
    made: bool,
    people: usize,
    hidden: usize,
    first: Vec<ToldFirst>,
}

#[derive(Serialize)]
struct ToldFirst {
    id: String,
    why: String,
}

/// Makes a board for whoever takes over.
pub(super) fn handover(asked: &Handover, call: &Call<'_>) -> Output {
    answer(asked, call).unwrap_or_else(|wrong| wrong)
}

fn answer(asked: &Handover, call: &Call<'_>) -> Result<Output, Output> {
    let document = call.document("handover FILE -b")?;
    let board = document.board();
    if !board.conflicts.is_empty() {
        let sentence = "a merge left questions in the board; open it and answer them first";
        return Err(Output::failure(sentence, exit::DATA));
    }
    let handed = without_what_is_private(board);
    let text = written(&handed)?;
    if asked.dry_run && !asked.json {
        let lines = text.lines().map(|line| format!("{}\n", safe(line)));
        return Ok(Output::text(lines.collect()));
    }
    if !asked.dry_run {
        make(asked, call, &text)?;
    }
    let told = told(asked, board, &handed, call);
    Ok(if asked.json {
        Call::json(&told)
    } else {
        Output::text(page(&told, call.common.ascii))
    })
}

/// Returns the text of a board, written as the board would write it.
fn written(board: &Board) -> Result<String, Output> {
    let refused = |why: String| Output::failure(&why, exit::DATA);
    let document = Document::load(BEGINNING.as_bytes());
    let mut document = document.map_err(|_| refused("the new board does not load".to_owned()))?;
    let edits = diff(document.board(), board);
    document
        .apply(&edits)
        .map_err(|why| refused(why.to_string()))?;
    Ok(document.text().to_owned())
}

fn make(asked: &Handover, call: &Call<'_>, text: &str) -> Result<(), Output> {
    let path = asked.path.display();
    let there = || {
        let sentence = format!("{path} is there already; nothing was changed: name another file");
        Output::usage(&sentence)
    };
    if (call.environment.is_there)(&asked.path) {
        return Err(there());
    }
    let store = Store::new(&asked.path, call.folders.state.clone());
    match store.save(text.as_bytes(), Expected::Nothing) {
        Ok(_) => Ok(()),
        Err(SaveError::Diverged { .. }) => Err(there()),
        Err(error) => Err(Output::failure(&error.what(), exit::NOT_MADE)),
    }
}

/// Gathers what was handed on and whom to meet first, as the new board knows it.
fn told(asked: &Handover, board: &Board, handed: &Board, call: &Call<'_>) -> Told {
    let unknown = |board: &Board| {
        let people = board.people().filter(|(_, it)| !it.has_left());
        people
            .filter(|(_, it)| it.stance == Stance::Unknown)
            .count()
    };
    let overview = Overview::new(handed, call.common.today);
    let first = Advice::new(handed, &overview).told(FIRST, None).into_iter();
    let first = first.map(|told| ToldFirst {
        id: told.win.id.to_string(),
        why: safe(&told.why).into_owned(),
    });
    Told {
        version: 1,
        file: safe(&asked.path.to_string_lossy()).into_owned(),
        made: !asked.dry_run,
        people: handed.people().count(),
        hidden: unknown(handed).saturating_sub(unknown(board)),
        first: first.collect(),
    }
}

/// Tells it in lines.
fn page(told: &Told, is_ascii: bool) -> String {
    let people = counted(told.people, "person", "people");
    let mut lines = vec![
        format!(
            "Made {}, readable by you alone: {people}, no notes and no objections.",
            told.file
        ),
        format!(
            "Not met there, though you know where they stand: {}.",
            told.hidden
        ),
        "Steps, promises, ideals and red flags are your own words: read them before you give it away."
            .to_owned(),
    ];
    if !told.first.is_empty() {
        lines.push("To meet first:".to_owned());
    }
    let numbered = (1..).zip(&told.first);
    lines.extend(numbered.map(|(number, first)| format!("{number}. {}", first.why)));
    let shown = lines.iter().map(|line| on_screen(line, is_ascii) + "\n");
    shown.collect()
}
