//! `onside config`: the settings that count, each with who said it, and what is wrong with
//! the configuration.
//!
//! Promises: what is printed is a configuration itself, one that has the same effect; as JSON it
//! is one version of one shape. Leaves weighing to `settings`, and commands to `app`.

use clap::Args;
use serde::Serialize;

use super::{Call, Output, exit};
use crate::app::{Command, Keymap, commands, spell};
use crate::settings::{Charset, Configured, Depth, Effective, Origin, SettingsFile, Sourced};
use crate::text::{Diagnostic, Form, Severity, Source, render, width};

const CONFIG_HELP: &str = "\
Examples:
  onside config
  onside config --path
  onside config > \"$(onside config --path)\"   begin a file of your own

The file is config.ron in the system's folder for configuration, or the one that
ONSIDE_CONFIG names. What this command prints may be put there; a line that is left
out keeps its default. Keys are given by the name of their command, and replace its
usual ones: `keys: {\"raise\": [\"+\", \">\"], \"redo\": []}`. Themes are default,
high-contrast, mono, or a file: `themes/NAME.ron` beside config.ron, or a path.

JSON, version 1: {\"version\":1,\"path\":TEXT or null,
  \"settings\":[{\"name\":TEXT,\"value\":TEXT, NUMBER or BOOL,\"from\":TEXT}],
  \"keys\":[{\"command\":TEXT,\"keys\":[TEXT],\"from\":TEXT}],
  \"problems\":[{\"file\":TEXT,\"line\":NUMBER or null,\"column\":NUMBER or null,
    \"is_error\":BOOL,\"message\":TEXT}]}
Later versions of this shape only add fields.

Exit codes: 0 the configuration is right, 65 it has errors, 66 there is no place for it";

/// Show the settings that count, and who said each
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(after_help = CONFIG_HELP)]
pub struct Config {
    /// Print where the configuration lives, and nothing else
    #[arg(long)]
    path: bool,

    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Where the comments stand, unless a line is longer.
const COMMENTS: usize = 52;

/// Shows the settings.
pub(super) fn config(asked: &Config, call: &Call<'_>) -> Output {
    let environment = call.environment;
    let mut configured = Configured::load(environment.config.clone());
    if asked.path {
        return path(&configured);
    }
    let (keymap, problems) = Keymap::with(&configured.config.rebindings);
    if let Some(file) = configured.files.first_mut() {
        file.problems.extend(problems);
        let start = |problem: &Diagnostic| problem.place.as_ref().map(|place| place.span.start);
        file.problems.sort_by_key(start);
    }
    let effective = Effective::of(environment.variable, call.common.asked(), &configured);
    let shown = Shown {
        configured: &configured,
        effective: &effective,
        keymap: &keymap,
    };
    let form = Form::Long {
        width: environment.width,
        colour: call.has_colour(),
    };
    let has_errors = problems_of(&configured).any(|(_, it)| it.severity == Severity::Error);
    Output {
        out: if asked.json {
            shown.json()
        } else {
            shown.ron()
        },
        err: told(&configured, form),
        code: if has_errors { exit::DATA } else { exit::FINE },
    }
}

fn path(configured: &Configured) -> Output {
    match &configured.path {
        Some(path) => Output::text(format!("{}\n", path.display())),
        None => Output::failure(
            "there is no home folder for a configuration; set ONSIDE_CONFIG to a file",
            exit::NO_INPUT,
        ),
    }
}

fn problems_of(configured: &Configured) -> impl Iterator<Item = (&SettingsFile, &Diagnostic)> {
    let files = configured.files.iter();
    files.flat_map(|file| file.problems.iter().map(move |problem| (file, problem)))
}

/// Returns every problem with its line.
fn told(configured: &Configured, form: Form) -> String {
    let files = configured.files.iter().map(|file| {
        let name = file.path.to_string_lossy();
        let source = Source {
            name: &name,
            bytes: &file.bytes,
        };
        render(&file.problems, source, form)
    });
    files.collect()
}

/// What is shown.
struct Shown<'a> {
    configured: &'a Configured,
    effective: &'a Effective,
    keymap: &'a Keymap,
}

/// A setting as it is written.
struct Setting {
    name: &'static str,
    written: String,
    value: Value,
    from: String,
    /// What there is to add, for people.
    more: &'static str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Number(u64),
    Flag(bool),
}

impl Shown<'_> {
    fn settings(&self) -> Vec<Setting> {
        let Effective {
            glyphs,
            colour,
            theme,
            escape_ms,
            blur_at_start,
            ..
        } = self.effective;
        let word = |name, word: &str, from: String| Setting {
            name,
            written: word.to_owned(),
            value: Value::Text(word.to_owned()),
            from,
            more: "",
        };
        let charset = match glyphs.value {
            Charset::Unicode => "Unicode",
            Charset::AsciiSigns => "Auto",
            Charset::Ascii => "Ascii",
        };
        vec![
            Setting {
                name: "theme",
                written: quoted(&theme.value),
                value: Value::Text(theme.value.clone()),
                from: self.who(theme.origin),
                more: "",
            },
            Setting {
                more: match glyphs.value {
                    Charset::AsciiSigns => ": signs in ASCII, words as they are",
                    Charset::Unicode | Charset::Ascii => "",
                },
                ..word("glyphs", charset, self.who(glyphs.origin))
            },
            Setting {
                more: many(colour.value),
                ..word("colour", coloring(*colour), self.who(colour.origin))
            },
            Setting {
                name: "escape_ms",
                written: escape_ms.value.to_string(),
                value: Value::Number(escape_ms.value),
                from: self.who(escape_ms.origin),
                more: "",
            },
            Setting {
                name: "blur_at_start",
                written: blur_at_start.value.to_string(),
                value: Value::Flag(blur_at_start.value),
                from: self.who(blur_at_start.origin),
                more: "",
            },
        ]
    }

    /// Returns who said something.
    fn who(&self, origin: Origin) -> String {
        match origin {
            Origin::Default => "default".to_owned(),
            Origin::Config(line) => format!("{}:{line}", self.configured.name()),
            Origin::Variable(name) => format!("${name}"),
            Origin::Option(option) => option.to_owned(),
        }
    }

    /// Returns who said which keys a command has.
    fn keys_from(&self, command: &'static Command) -> String {
        let is_own = self.keymap.is_own(command);
        let mut own = self.configured.config.rebindings.iter();
        match own.find(|it| it.command.value == command.name) {
            Some(own) if is_own => self.who(Origin::Config(own.command.place.line)),
            _ => self.who(Origin::Default),
        }
    }

    fn keys(&self, command: &'static Command) -> Vec<String> {
        self.keymap.keys_of(command).map(spell).collect()
    }

    fn ron(&self) -> String {
        let mut out = String::new();
        let mut line = |text: String, comment: &str| {
            let pad = COMMENTS.saturating_sub(width(&text)).max(1);
            out.push_str(&text);
            if !comment.is_empty() {
                out.push_str(&" ".repeat(pad));
                out.push_str("// ");
                out.push_str(comment);
            }
            out.push('\n');
        };
        if let Some(path) = &self.configured.path {
            let is_there = self.configured.files.iter().any(|file| file.path == *path);
            let absent = if is_there { "" } else { " (not there)" };
            line(format!("// {}{absent}", path.display()), "");
        }
        line("(".to_owned(), "");
        for setting in self.settings() {
            let text = format!("    {}: {},", setting.name, setting.written);
            line(text, &format!("{}{}", setting.from, setting.more));
        }
        line("    keys: {".to_owned(), "");
        let mut scope = None;
        for command in in_scopes() {
            if scope.replace(command.scope) != Some(command.scope) {
                line(format!("        // {}", command.scope.title()), "");
            }
            let keys = self.keys(command);
            let keys: Vec<String> = keys.iter().map(|keys| quoted(keys)).collect();
            let text = format!("        {}: [{}],", quoted(command.name), keys.join(", "));
            line(text, &self.keys_from(command));
        }
        line("    },\n)".to_owned(), "");
        out
    }

    fn json(&self) -> String {
        let settings = self.settings().into_iter();
        let answer = Answer {
            version: 1,
            path: self
                .configured
                .path
                .as_ref()
                .map(|path| path.display().to_string()),
            settings: settings
                .map(|setting| SettingAnswer {
                    name: setting.name,
                    value: setting.value,
                    from: setting.from,
                })
                .collect(),
            keys: in_scopes()
                .map(|command| KeysAnswer {
                    command: command.name,
                    keys: self.keys(command),
                    from: self.keys_from(command),
                })
                .collect(),
            problems: problems_of(self.configured)
                .map(|(file, problem)| ProblemAnswer {
                    file: file.path.display().to_string(),
                    line: problem.place.as_ref().map(|place| place.line),
                    column: problem.place.as_ref().map(|place| place.column),
                    is_error: problem.severity == Severity::Error,
                    message: problem.message.clone(),
                })
                .collect(),
        };
        // Strings, numbers, lists and records: nothing here can fail to be JSON.
        let text = serde_json::to_string(&answer).unwrap_or_default();
        format!("{text}\n")
    }
}

/// Returns every command, those of one part of the program together.
fn in_scopes() -> impl Iterator<Item = &'static Command> {
    let mut scopes = Vec::new();
    for command in commands::all() {
        if !scopes.contains(&command.scope) {
            scopes.push(command.scope);
        }
    }
    let of = |scope| commands::all().filter(move |command| command.scope == scope);
    scopes.into_iter().flat_map(of)
}

fn many(depth: Depth) -> &'static str {
    match depth {
        Depth::Mono => ": no colours",
        Depth::Sixteen => ": 16 colours",
        Depth::Indexed => ": 256 colours",
        Depth::True => ": all colours",
    }
}

/// Returns what the file would say to have the colours there are.
fn coloring(colour: Sourced<Depth>) -> &'static str {
    match (colour.value, colour.origin) {
        (Depth::Mono, _) => "Never",
        (_, Origin::Variable(_) | Origin::Default) => "Auto",
        (_, Origin::Config(_) | Origin::Option(_)) => "Always",
    }
}

/// Returns a text as RON and JSON write it; a text never fails to be one.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

#[derive(Serialize)]
struct Answer {
    version: u32,
    path: Option<String>,
    settings: Vec<SettingAnswer>,
    keys: Vec<KeysAnswer>,
    problems: Vec<ProblemAnswer>,
}

#[derive(Serialize)]
struct SettingAnswer {
    name: &'static str,
    value: Value,
    from: String,
}

#[derive(Serialize)]
struct KeysAnswer {
    command: &'static str,
    keys: Vec<String>,
    from: String,
}

#[derive(Serialize)]
struct ProblemAnswer {
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    is_error: bool,
    message: String,
}
