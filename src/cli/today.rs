//! `onside today`: what is due, owed and next, as on the page of the day; or as JSON.
//!
//! Promises: the sentences of the board, and of `onside next`. Leaves what was put off on the
//! board to the board: here everything is told.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::{Call, Output};
use crate::advice::{Advice, OpenFavour, SHOWN};
use crate::layout::{Besides, View, sheet};
use crate::model::{Date, Id, Overview};
use crate::text::safe;

const HELP: &str = "\
Examples:
  onside today map.ron
  onside today --json | jq -r '.due[].id'

JSON, version 1, the first three of `win`, `enlist` and `test`:
  {\"version\":1,\"today\":DATE,
   \"due\":[{\"id\":ID,\"last\":DATE or null,\"every_days\":COUNT}],
   \"owed\":[{\"who\":[ID],\"what\":TEXT,\"on\":DATE,\"due\":DATE or null}],
   \"asked\":[the same],
   \"win\":[{\"id\":ID,\"why\":TEXT}],\"enlist\":[the same],\"test\":[the same],
   \"coming\":[{\"on\":DATE,\"what\":TEXT}]}
Later versions of this shape only add fields.";

/// So many days are looked ahead.
const AHEAD: i64 = 30;

/// Tell what is due, owed and next
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = HELP)]
pub struct Today {
    /// The board
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,

    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Tells what there is to do.
pub(super) fn today(asked: &Today, call: &Call<'_>) -> Output {
    let document = match call.document("today") {
        Ok(document) => document,
        Err(output) => return output,
    };
    let board = document.board();
    let overview = Overview::new(board, call.common.today);
    let advice = Advice::new(board, &overview);
    if asked.json {
        return Call::json(&Answer::of(&advice, call.common.today));
    }
    let solid = advice.solid(|| true);
    let is_any = advice.wins().next().is_some();
    let sureness = solid.filter(|_| is_any);
    let sureness = sureness.map(|solid| advice.solid_sentence(&solid));
    let besides = Besides {
        sureness: sureness.as_deref(),
        ..Besides::default()
    };
    let sheet = sheet(View::Today, None, board, &overview, besides);
    call.sheet(&sheet.unwrap_or_default())
}

#[derive(Serialize)]
struct Answer {
    version: u32,
    today: String,
    due: Vec<Due>,
    owed: Vec<Favour>,
    asked: Vec<Favour>,
    win: Vec<Who>,
    enlist: Vec<Who>,
    test: Vec<Who>,
    coming: Vec<Coming>,
}

#[derive(Serialize)]
struct Due {
    id: Id,
    last: Option<String>,
    every_days: u32,
}

#[derive(Serialize)]
struct Favour {
    who: Vec<Id>,
    what: String,
    on: String,
    due: Option<String>,
}

#[derive(Serialize)]
struct Who {
    id: Id,
    why: String,
}

#[derive(Serialize)]
struct Coming {
    on: String,
    what: String,
}

impl Answer {
    fn of(advice: &Advice<'_>, today: Date) -> Self {
        let solid = advice.solid(|| true);
        let win = advice.told(SHOWN, solid.as_ref()).into_iter();
        let enlist = advice.enlists().take(SHOWN);
        let test = advice.tests().take(SHOWN);
        let due = advice.due().into_iter().map(|due| Due {
            id: due.who,
            last: due.last.map(|last| last.to_string()),
            every_days: due.every_days,
        });
        let coming = advice.coming(AHEAD).into_iter().map(|coming| Coming {
            on: coming.on.to_string(),
            what: safe(&coming.what).into_owned(),
        });
        Self {
            version: 1,
            today: today.to_string(),
            due: due.collect(),
            owed: favours(advice.owed()),
            asked: favours(advice.asked()),
            win: win.map(|told| who(told.win.id, &told.why)).collect(),
            enlist: enlist.map(|it| who(it.id, &it.why)).collect(),
            test: test.map(|it| who(it.id, &it.why)).collect(),
            coming: coming.collect(),
        }
    }
}

fn favours(open: Vec<OpenFavour>) -> Vec<Favour> {
    let open = open.into_iter().map(|favour| Favour {
        what: safe(&favour.what).into_owned(),
        on: favour.on.to_string(),
        due: favour.due.map(|due| due.to_string()),
        who: favour.who,
    });
    open.collect()
}

fn who(id: Id, why: &str) -> Who {
    Who {
        id,
        why: safe(why).into_owned(),
    }
}
