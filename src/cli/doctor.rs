//! `onside doctor`: what the program finds around it, and what to do about what is amiss.
//!
//! Promises: looks and changes nothing, but that a save that was cut off is finished, as at
//! opening; everything that is amiss says its next step. Leaves what a board says to `check`,
//! and every setting to `config`.

use std::path::Path;

use clap::Args;
use serde::Serialize;

use super::check::around;
use super::{Call, Choice, Output, exit, git};
use crate::document::Document;
use crate::session::last_board;
use crate::settings::{Charset, Configured, Depth, Effective, Origin};
use crate::store::{Condition, StateFolder, condition};
use crate::text::{counted, on_screen, safe, width, wrap};

const HELP: &str = "\
Examples:
  onside doctor                  what is found, and what to do about it
  onside doctor -b map.ron       of this board
  onside doctor --json | jq '.points[] | select(.amiss)'

JSON, version 1:
  {\"version\":1,\"onside\":TEXT,\"fine\":BOOL,
   \"points\":[{\"topic\":TEXT,\"name\":TEXT,\"says\":TEXT,\"amiss\":BOOL}]}
Later versions of this shape only add fields.

Exit codes: 0 all is well, 1 something is amiss";

/// Look at terminal, folders, board and git, and say what is amiss
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = HELP)]
pub struct Doctor {
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Something that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Point {
    topic: &'static str,
    name: &'static str,
    says: String,
    amiss: bool,
}

#[derive(Serialize)]
struct Answer {
    version: u32,
    onside: &'static str,
    fine: bool,
    points: Vec<Point>,
}

/// Cells for the names of what was looked at.
const NAMES: usize = 12;
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Looks at everything, and tells it.
pub(super) fn doctor(asked: &Doctor, call: &Call<'_>) -> Output {
    let mut found = Found(Vec::new());
    program(&mut found);
    terminal(&mut found, call);
    folders(&mut found, call);
    board(&mut found, call);
    let points = found.0;
    let amiss = points.iter().filter(|point| point.amiss).count();
    let output = if asked.json {
        Call::json(&Answer {
            version: 1,
            onside: VERSION,
            fine: amiss == 0,
            points,
        })
    } else {
        Output::text(told(&points, amiss, call))
    };
    Output {
        code: if amiss == 0 {
            exit::FINE
        } else {
            exit::FINDINGS
        },
        ..output
    }
}

/// Everything that was looked at, in the order it is told.
struct Found(Vec<Point>);

impl Found {
    fn add(
        &mut self,
        topic: &'static str,
        name: &'static str,
        says: impl Into<String>,
        amiss: bool,
    ) {
        self.0.push(Point {
            topic,
            name,
            says: safe(&says.into()).into_owned(),
            amiss,
        });
    }
}

fn program(found: &mut Found) {
    let place = std::env::current_exe();
    let place = place.map_or_else(|why| why.to_string(), |path| path.display().to_string());
    found.add("Program", "onside", VERSION, false);
    found.add("Program", "lies at", place, false);
}

fn terminal(found: &mut Found, call: &Call<'_>) {
    let environment = call.environment;
    let variable = |name: &str| (environment.variable)(name).filter(|text| !text.is_empty());
    let configured = Configured::load(environment.config.clone());
    let effective = Effective::of(environment.variable, call.common.asked(), &configured);
    let mut add = |name, says: String, amiss| found.add("Terminal", name, says, amiss);
    match variable("TERM") {
        None => add(
            "TERM",
            "not set; `export TERM=xterm-256color` names a usual one".to_owned(),
            true,
        ),
        Some(term) if effective.capabilities.is_dumb => {
            add("TERM", format!("{term}: lines instead of a screen"), false);
        }
        Some(term) => add("TERM", term, false),
    }
    let seen = if environment.is_seen {
        format!("a terminal of {} columns", environment.width)
    } else {
        "no terminal: a pipe or a file".to_owned()
    };
    add("output", seen, false);
    let who = |origin: Origin| who(&configured, origin);
    let colours = match effective.colour.value {
        Depth::Mono => "none",
        Depth::Sixteen => "16",
        Depth::Indexed => "256",
        Depth::True => "all",
    };
    add(
        "colours",
        format!("{colours} ({})", who(effective.colour.origin)),
        false,
    );
    let locales = ["LC_ALL", "LC_CTYPE", "LANG"];
    let locale = locales
        .iter()
        .find_map(|name| Some(format!("{name}={}", variable(name)?)));
    let glyphs = effective.glyphs;
    let by_locale = matches!(glyphs.origin, Origin::Variable(name) if name != "TERM");
    let is_poor = glyphs.value == Charset::Ascii && by_locale;
    let step = if is_poor {
        "; `export LANG=C.UTF-8` shows every letter"
    } else {
        ""
    };
    let locale = locale.unwrap_or_else(|| "not set".to_owned());
    add("locale", format!("{locale}{step}"), is_poor);
    let signs = match glyphs.value {
        Charset::Unicode => "all",
        Charset::AsciiSigns => "in ASCII, letters as written",
        Charset::Ascii => "ASCII alone",
    };
    add("signs", format!("{signs} ({})", who(glyphs.origin)), false);
    configuration(found, &configured);
}

/// Returns who said something.
fn who(configured: &Configured, origin: Origin) -> String {
    match origin {
        Origin::Default => "default".to_owned(),
        Origin::Config(line) => format!("{}:{line}", configured.name()),
        Origin::Variable(name) => format!("${name}"),
        Origin::Option(option) => option.to_owned(),
    }
}

fn configuration(found: &mut Found, configured: &Configured) {
    let problems = configured.complaints();
    let place = configured.path.as_deref();
    let config = match (place, configured.files.is_empty()) {
        (None, _) => "no place for it: HOME is not set".to_owned(),
        (Some(path), true) => format!("{}, not there: defaults", path.display()),
        (Some(path), false) => path.display().to_string(),
    };
    let is_wrong = !problems.is_empty();
    let problems = counted(problems.len(), "problem", "problems");
    let step = format!("; {problems}: see `onside config`");
    let step = if is_wrong { &*step } else { "" };
    found.add("Folders", "config", config + step, is_wrong);
}

fn folders(found: &mut Found, call: &Call<'_>) {
    match &call.folders.state {
        StateFolder::At(path) => folder(found, "state", path),
        off @ StateFolder::Off(_) => {
            let says = off.trouble().unwrap_or_default();
            found.add("Folders", "state", says, true);
        }
    }
    if let Some(path) = &call.folders.data {
        folder(found, "data", path);
    } else {
        let says = "no place for changes to the example: set HOME or XDG_DATA_HOME";
        found.add("Folders", "data", says, true);
    }
}

fn folder(found: &mut Found, name: &'static str, path: &Path) {
    let shown = path.display();
    let (says, amiss) = match condition(path) {
        Condition::Private => (format!("{shown}"), false),
        Condition::Absent => (format!("{shown}, made once something is kept"), false),
        Condition::Open(mode) => (
            format!("{shown} can be looked into by others ({mode:o}); `chmod 700 {shown}`"),
            true,
        ),
        Condition::NotWritable => (
            format!("nothing can be kept in {shown}; `chmod u+rwx {shown}`"),
            true,
        ),
        Condition::NoFolder => (format!("{shown} is no folder; move it away"), true),
    };
    found.add("Folders", name, says, amiss);
}

fn board(found: &mut Found, call: &Call<'_>) {
    let is_unnamed = call.common.board == Choice::Latest && last_board(call.folders).is_none();
    if is_unnamed {
        found.add(
            "Board",
            "file",
            "none was open yet; `onside new FILE` makes one",
            false,
        );
        return git_alone(found);
    }
    let input = match call.read("doctor -b") {
        Ok(input) => input,
        Err(refused) => {
            let says = refused.err.trim_end().trim_start_matches("onside: ");
            found.add("Board", "file", says, true);
            return git_alone(found);
        }
    };
    let name = &input.name;
    let loaded = Document::load(&input.bytes);
    match &loaded {
        Ok(document) => {
            let people = counted(document.board().people().count(), "person", "people");
            let says = format!("{name}, {} bytes, {people}", input.bytes.len());
            found.add("Board", "file", says, false);
        }
        Err(problems) => {
            let problems = counted(problems.len(), "error", "errors");
            let says = format!("{name} has {problems}: see `onside check {name}`");
            found.add("Board", "file", says, true);
        }
    }
    for remark in around(&input, loaded.as_ref().ok()) {
        found.add("Board", "beside it", remark, true);
    }
    let Some((store, _)) = &input.place else {
        return git_alone(found);
    };
    match store.kept() {
        Ok(kept) => {
            let versions = counted(kept.versions, "version", "versions");
            let journals = counted(kept.journals, "journal", "journals");
            let says = format!("{versions} and {journals}, {} bytes", kept.bytes);
            found.add("Board", "kept", says, false);
        }
        Err(failure) => found.add("Board", "kept", failure.to_string(), true),
    }
    git_alone(found);
    match git::is_set_up(store) {
        None => {}
        Some(true) => found.add("Git", "merging", "by people and fields", false),
        Some(false) => {
            let says =
                format!("line by line; `onside git install {name}` merges by people and fields");
            found.add("Git", "merging", says, true);
        }
    }
}

fn git_alone(found: &mut Found) {
    let says = git::version()
        .unwrap_or_else(|| "not to be found; only sharing boards needs it".to_owned());
    found.add("Git", "git", says, false);
}

/// Returns everything by topic, what is amiss with a mark.
fn told(points: &[Point], amiss: usize, call: &Call<'_>) -> String {
    let (environment, is_ascii) = (call.environment, call.is_ascii());
    // Where nobody looks a line is one thing, for those who search in it.
    let room = if environment.is_seen {
        environment.width
    } else {
        usize::MAX
    };
    let mut lines: Vec<String> = Vec::new();
    let mut topic = "";
    for point in points {
        if point.topic != topic {
            topic = point.topic;
            lines.push(topic.to_owned());
        }
        let mark = if point.amiss { "!" } else { " " };
        let pad = " ".repeat(NAMES.saturating_sub(width(point.name)));
        let says = on_screen(&point.says, is_ascii);
        let says = wrap(&says, room.saturating_sub(NAMES + 4).max(20));
        lines.extend(says.into_iter().enumerate().map(|(at, line)| match at {
            0 => format!(" {mark} {}{pad} {line}", point.name),
            _ => format!("{}{line}", " ".repeat(NAMES + 4)),
        }));
    }
    lines.push(match amiss {
        0 => "All is well.".to_owned(),
        1 => "1 thing is amiss, marked !".to_owned(),
        several => format!("{several} things are amiss, marked !"),
    });
    lines.join("\n") + "\n"
}
