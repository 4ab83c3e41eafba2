//! `onside next`: who to win over next, through whom, and why; in sentences or as JSON.
//!
//! Promises: the numbers of the board, in one version of one shape; every sentence is made safe, in JSON too.
//! Leaves every formula and every sentence to `advice`.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::{Call, Output};
use crate::advice::{Advice, Outlook, SHOWN, Solid, Told, rounded};
use crate::model::{Board, Date, Id, Overview};
use crate::text::{on_screen, safe, wrap};

const NEXT_HELP: &str = "\
Examples:
  onside next map.ron
  onside next --plan 5
  onside next --json | jq -r '.win[0].why'

Says of the first three to win what they carry, by whom, through whom they are reached,
and which play to use; then the first three to enlist and to test, and a plan.
Solid: of all single steps of what is known of the first three, at most one in twenty
puts somebody else first. The numbers rank people; none is a chance of success.

JSON, version 1, weights and scores of 100, `win` and `enlist` whole and in order:
  {\"version\":1,\"today\":DATE,\"headline\":{\"value\":NUMBER,\"band\":TEXT},
   \"solid\":{\"solid\":BOOL,\"checked\":COUNT,\"flips\":COUNT,\"close_to\":ID or null,
     \"input\":TEXT or null},
   \"win\":[{\"id\":ID,\"score\":NUMBER,\"carries\":NUMBER,\"own\":NUMBER,\"pull\":NUMBER,
     \"ease\":NUMBER,\"through\":ID or null,\"bridge\":ID or null,
     \"contributions\":[{\"id\":ID,\"weight\":NUMBER}],\"why\":TEXT}],
   \"enlist\":[{\"id\":ID,\"score\":NUMBER,\"why\":TEXT}],\"test\":[{\"id\":ID,\"why\":TEXT}],
   \"plan\":[ID]}
Later versions of this shape only add fields.

Exit codes: 0 the board loads, 65 it has errors, 66 there is no such file,
2 the command line is wrong";

/// Tell who to win over next, through whom, and why
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = NEXT_HELP)]
pub struct Next {
    /// The board
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,

    /// How many people the plan has at most, one won after the other
    #[arg(long, value_name = "K", default_value_t = PLAN)]
    plan: usize,

    /// Show what each score is made of
    #[arg(long)]
    factors: bool,

    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// How many people the plan has unless told.
const PLAN: usize = 5;
/// How far the lines behind the first of a paragraph stand in.
const INDENT: &str = "   ";

/// Tells who is next.
pub(super) fn next(next: &Next, call: &Call<'_>) -> Output {
    let document = match call.document("next") {
        Ok(document) => document,
        Err(output) => return output,
    };
    let today = call.common.today;
    let overview = Overview::new(document.board(), today);
    let advice = Advice::new(document.board(), &overview);
    Output::text(if next.json {
        json(&advice, next, today)
    } else {
        let (width, is_ascii) = (call.environment.width, call.is_ascii());
        text(&advice, next, width, is_ascii)
    })
}

/// Returns what `onside next` says of a board, in lines of `width` cells.
pub(super) fn in_words(board: &Board, overview: &Overview, width: usize, is_ascii: bool) -> String {
    let next = Next {
        file: None,
        plan: PLAN,
        factors: false,
        json: false,
    };
    text(&Advice::new(board, overview), &next, width, is_ascii)
}

/// Returns the answer for people: numbered sentences, a paragraph each.
fn text(advice: &Advice<'_>, next: &Next, width: usize, is_ascii: bool) -> String {
    let solid = advice.solid(|| true);
    let mut out = String::new();
    let mut paragraph = |begin: &str, words: &str| {
        let shown = on_screen(words, is_ascii);
        let lines = wrap(&shown, width.saturating_sub(INDENT.len()).max(20));
        for (at, line) in lines.into_iter().enumerate() {
            out.push_str(if at == 0 { begin } else { INDENT });
            out.push_str(line);
            out.push('\n');
        }
    };
    for (at, told) in advice.told(SHOWN, solid.as_ref()).iter().enumerate() {
        paragraph(&format!("{}. ", at + 1), &told.why);
        if next.factors {
            paragraph(INDENT, &told.win.factors());
        }
    }
    let outlook = advice.outlook().sentence();
    if !outlook.is_empty() {
        paragraph("", &outlook);
    }
    for enlist in advice.enlists().take(SHOWN) {
        paragraph("-  ", &enlist.why);
    }
    for test in advice.tests().take(SHOWN) {
        paragraph("-  ", &test.why);
    }
    let plan = advice.plan(next.plan);
    if !plan.is_empty() {
        let names: Vec<&str> = plan.iter().map(|id| advice.name(id)).collect();
        paragraph("", &format!("Plan: {}.", names.join(", then ")));
    }
    if advice.outlook() != Outlook::Nobody {
        paragraph("", &advice.headline().sentence());
    }
    out
}

/// Returns the answer for programs; see `onside next --help` for its shape.
fn json(advice: &Advice<'_>, next: &Next, today: Date) -> String {
    let solid = advice.solid(|| true);
    let headline = advice.headline();
    let answer = Answer {
        version: 1,
        today: today.to_string(),
        headline: Headline {
            value: rounded(headline.value),
            band: headline.band.word(),
        },
        solid: SolidAnswer::of(advice, solid.as_ref()),
        win: advice
            .told(usize::MAX, solid.as_ref())
            .into_iter()
            .map(WinAnswer::of)
            .collect(),
        enlist: advice
            .enlists()
            .map(|enlist| EnlistAnswer {
                id: enlist.id,
                score: rounded(enlist.score),
                why: safe(&enlist.why).into_owned(),
            })
            .collect(),
        test: advice
            .tests()
            .map(|test| TestAnswer {
                id: test.id,
                why: safe(&test.why).into_owned(),
            })
            .collect(),
        plan: advice.plan(next.plan),
    };
    // Strings, numbers that are finite, lists and records: nothing here can fail to be JSON.
    let text = serde_json::to_string(&answer).unwrap_or_default();
    format!("{text}\n")
}

#[derive(Serialize)]
struct Answer {
    version: u32,
    today: String,
    headline: Headline,
    solid: SolidAnswer,
    win: Vec<WinAnswer>,
    enlist: Vec<EnlistAnswer>,
    test: Vec<TestAnswer>,
    plan: Vec<Id>,
}

#[derive(Serialize)]
struct Headline {
    value: f64,
    band: &'static str,
}

#[derive(Serialize)]
struct SolidAnswer {
    solid: bool,
    checked: usize,
    flips: usize,
    close_to: Option<Id>,
    input: Option<String>,
}

impl SolidAnswer {
    fn of(advice: &Advice<'_>, solid: Option<&Solid>) -> Self {
        let close = solid.and_then(|solid| solid.close.as_ref());
        Self {
            solid: solid.is_some_and(Solid::is_solid),
            checked: solid.map_or(0, |solid| solid.checked),
            flips: solid.map_or(0, |solid| solid.flips),
            close_to: close.and_then(|close| close.to.clone()),
            input: close.map(|close| safe(&advice.input_words(&close.input)).into_owned()),
        }
    }
}

#[derive(Serialize)]
struct WinAnswer {
    id: Id,
    score: f64,
    carries: f64,
    own: f64,
    pull: f64,
    ease: f64,
    through: Option<Id>,
    bridge: Option<Id>,
    contributions: Vec<Contribution>,
    why: String,
}

#[derive(Serialize)]
struct Contribution {
    id: Id,
    weight: f64,
}

impl WinAnswer {
    fn of(told: Told) -> Self {
        let Told {
            win,
            contributions,
            why,
            ..
        } = told;
        let contributions = contributions.into_iter().map(|(id, weight)| Contribution {
            id,
            weight: rounded(weight),
        });
        Self {
            id: win.id,
            score: rounded(win.score),
            carries: rounded(win.carries),
            own: rounded(win.own),
            pull: rounded(win.pull),
            ease: rounded(win.ease),
            through: win.through,
            bridge: win.bridge,
            contributions: contributions.collect(),
            why: safe(&why).into_owned(),
        }
    }
}

#[derive(Serialize)]
struct EnlistAnswer {
    id: Id,
    score: f64,
    why: String,
}

#[derive(Serialize)]
struct TestAnswer {
    id: Id,
    why: String,
}
