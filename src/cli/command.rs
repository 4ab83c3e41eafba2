//! The subcommands: one a file, which holds its words on the command line and what it does.
//!
//! To add one, write its file, and a line in each of the three lists below.

use std::path::Path;

use clap::Subcommand;

use super::change::Change;
use super::export::Export;
use super::git::Git;
use super::history::Undo;
use super::list::{List, Show};
use super::new::New;
use super::output::{ask, input};
use super::{
    About, Brief, Call, Check, Completions, Config, Cover, Doctor, Forget, Handover, History,
    Import, Next, Output, Purge, Route, Since, Today, confirm,
};
use super::{
    about, brief, change, check, completions, config, cover, doctor, export, forget, git, handover,
    history, import, list, new, next, purge, route, since, today,
};

/// A subcommand with its own arguments.
#[derive(Subcommand, Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each says what it does where it is defined, in its help"
)]
pub enum Command {
    New(New),
    #[command(flatten)]
    Change(Change),
    List(List),
    Show(Show),
    Import(Import),
    Export(Export),
    Check(Check),
    Next(Next),
    Today(Today),
    Route(Route),
    Cover(Cover),
    Brief(Brief),
    Since(Since),
    History(History),
    Undo(Undo),
    Purge(Purge),
    About(About),
    Forget(Forget),
    Handover(Handover),
    Git(Git),
    Config(Config),
    Doctor(Doctor),
    Completions(Completions),
}

impl Command {
    /// Returns its name and the board that is named behind it.
    pub(super) fn named(&self) -> (&'static str, Option<&Path>) {
        match self {
            Self::New(_) => ("new", None),
            Self::Change(asked) => (asked.name(), asked.file()),
            Self::List(asked) => ("list", asked.file()),
            Self::Show(asked) => ("show", asked.file()),
            Self::Import(_) => ("import", None),
            Self::Export(asked) => ("export", asked.file.as_deref()),
            Self::Check(asked) => ("check", asked.file.as_deref()),
            Self::Next(asked) => ("next", asked.file.as_deref()),
            Self::Today(asked) => ("today", asked.file.as_deref()),
            Self::Route(asked) => ("route", asked.file()),
            Self::Cover(asked) => ("cover", asked.file()),
            Self::Brief(asked) => ("brief", asked.file()),
            Self::Since(asked) => ("since", asked.file()),
            Self::History(asked) => ("history", asked.file.as_deref()),
            Self::Undo(asked) => ("undo", asked.file.as_deref()),
            Self::Purge(asked) => ("purge", asked.file.as_deref()),
            Self::About(_) => ("about", None),
            Self::Forget(_) => ("forget", None),
            Self::Handover(_) => ("handover", None),
            Self::Git(asked) => ("git", asked.file()),
            Self::Config(_) => ("config", None),
            Self::Doctor(_) => ("doctor", None),
            Self::Completions(_) => ("completions", None),
        }
    }

    /// Does what was asked, and returns the answer.
    pub fn run(&self, call: &Call<'_>) -> Output {
        match self {
            Self::New(asked) => new::new(asked, call),
            Self::Change(asked) => change::change(asked, call, ask),
            Self::List(asked) => list::list(asked, call),
            Self::Show(asked) => list::show(asked, call),
            Self::Import(asked) => import::import(asked, call, input, confirm),
            Self::Export(asked) => export::export(asked, call),
            Self::Check(asked) => check::check(asked, call),
            Self::Next(asked) => next::next(asked, call),
            Self::Today(asked) => today::today(asked, call),
            Self::Route(asked) => route::route(asked, call),
            Self::Cover(asked) => cover::cover(asked, call),
            Self::Brief(asked) => brief::brief(asked, call),
            Self::Since(asked) => since::since(asked, call),
            Self::History(asked) => history::history(asked, call),
            Self::Undo(_) => history::undo(call),
            Self::Purge(asked) => purge::purge(asked, call, confirm),
            Self::About(asked) => about::about(asked, call),
            Self::Forget(asked) => forget::forget(asked, call, confirm),
            Self::Handover(asked) => handover::handover(asked, call),
            Self::Git(asked) => git::git(asked, call),
            Self::Config(asked) => config::config(asked, call),
            Self::Doctor(asked) => doctor::doctor(asked, call),
            Self::Completions(asked) => completions::completions(asked),
        }
    }
}
