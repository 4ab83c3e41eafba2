//! `onside route dana`: the ways to somebody from those onside, each with its weakest link.

use std::path::Path;

use clap::Args;
use serde::Serialize;

use super::call::board_first;
use super::{Call, Output};
use crate::advice::{Advice, Route as Way};
use crate::app::line::find_person;
use crate::layout::{ROUTES, route_page};
use crate::model::{Id, Overview};

const HELP: &str = "\
Examples:
  onside route sam -b map.ron
  onside route sam --json | jq .bridge

A link carried a message when the log says that somebody was talked to through the one
before. Only people onside are on a route; `bridge` is whom to win first where there is none.

JSON, version 1; shares are parts of a mind, 0 to 1, `weakest` is a place in `links`:
  {\"version\":1,\"today\":DATE,\"id\":ID,\"through\":ID or null,\"bridge\":ID or null,
   \"routes\":[{\"share\":NUMBER,\"weakest\":PLACE,\"links\":[{\"from\":ID,\"to\":ID,
     \"strength\":TEXT,\"share\":NUMBER,\"times\":COUNT,\"last\":DATE or null}]}]}
Later versions of this shape only add fields.";

/// Tell the ways to somebody from those onside
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = HELP)]
pub struct Route {
    /// To whom: an id, a name, or any unambiguous beginning; the board may stand before
    #[arg(value_name = "WHO", required = true)]
    words: Vec<String>,

    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

impl Route {
    /// Returns the board, if it stands first.
    pub(super) fn file(&self) -> Option<&Path> {
        board_first(&self.words).0
    }
}

/// Tells the ways to somebody.
pub(super) fn route(asked: &Route, call: &Call<'_>) -> Output {
    let document = match call.document("route -b") {
        Ok(document) => document,
        Err(output) => return output,
    };
    let (_, who) = board_first(&asked.words);
    let board = document.board();
    let overview = Overview::new(board, call.common.today);
    let person = match find_person(board, &who.join(" ")) {
        Ok(person) => person,
        Err(problem) => return Output::usage(&problem.to_string()),
    };
    let Some(seat) = overview.seat(&person.id) else {
        return Output::usage(&format!("{} is not on this board", person.name));
    };
    if !asked.json {
        return call.numbered(&route_page(board, &overview, seat));
    }
    let advice = Advice::new(board, &overview);
    let factors = advice.factors(&person.id);
    let routes = advice.routes(&person.id, ROUTES).into_iter();
    let (through, bridge) = factors.map_or((None, None), |it| (it.through, it.bridge));
    Call::json(&Answer {
        version: 1,
        today: call.common.today.to_string(),
        id: person.id.clone(),
        through,
        bridge,
        routes: routes.map(RouteAnswer::of).collect(),
    })
}

#[derive(Serialize)]
struct Answer {
    version: u32,
    today: String,
    id: Id,
    through: Option<Id>,
    bridge: Option<Id>,
    routes: Vec<RouteAnswer>,
}

#[derive(Serialize)]
struct RouteAnswer {
    share: f64,
    weakest: usize,
    links: Vec<Link>,
}

#[derive(Serialize)]
struct Link {
    from: Id,
    to: Id,
    strength: &'static str,
    share: f64,
    times: usize,
    last: Option<String>,
}

impl RouteAnswer {
    fn of(way: Way) -> Self {
        let links = way.links.into_iter().map(|link| Link {
            from: link.from,
            to: link.to,
            strength: link.strength.word(),
            share: crate::advice::rounded(link.share),
            times: link.times,
            last: link.last.map(|last| last.to_string()),
        });
        Self {
            share: crate::advice::rounded(way.share),
            weakest: way.weakest,
            links: links.collect(),
        }
    }
}
