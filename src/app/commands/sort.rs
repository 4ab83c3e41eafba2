//! In which order people stand in their department.

use super::{Command, Scope, always};
use crate::app::{App, Effect, Order};

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "sort",
        doc: "rows by due, gap, weight, then in the file's order again; never the file",
        keys: &["s"],
        scope: Scope::Board,
        hint: None,
        when: always,
        run: |app| {
            let next = app.board_screen().order().next();
            sort(app, next)
        },
    },
    by("sort by due", "who waits longest first", |app| {
        sort(app, Order::Due)
    }),
    by("sort by gap", "most rungs to go first", |app| {
        sort(app, Order::Gap)
    }),
    by("sort by weight", "most power, then interest first", |app| {
        sort(app, Order::Weight)
    }),
    by("sort by file", "rows in the file's order", |app| {
        sort(app, Order::File)
    }),
];

const fn by(name: &'static str, doc: &'static str, run: fn(&mut App) -> Vec<Effect>) -> Command {
    Command::quiet(Scope::Board, name, doc, &[], run)
}

fn sort(app: &mut App, order: Order) -> Vec<Effect> {
    app.list(|screen, facts| screen.sort(facts, order));
    app.tell(order.meaning())
}
