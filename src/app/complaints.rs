//! What is said of a configuration with mistakes in it: a sentence at start, all of them in
//! the help.

use crate::settings::Settings;
use crate::text::{Diagnostic, Form, Source, render};

/// Returns what is wrong with the configuration in one line each: what its reader told, and
/// what the commands have to say about its keys.
pub(super) fn all(settings: &Settings, problems: &[Diagnostic]) -> Vec<String> {
    let source = Source {
        name: &settings.config_name,
        bytes: &[],
    };
    let about_keys = render(problems, source, Form::Short);
    let all = settings.complaints.iter().map(String::as_str);
    all.chain(about_keys.lines()).map(str::to_owned).collect()
}

/// Says what is wrong with the configuration, if anything is: the first thing, with its line,
/// and where the others are told.
pub(super) fn sentence(complaints: &[String]) -> Option<String> {
    let (first, others) = complaints.split_first()?;
    Some(match others.len() {
        0 => first.clone(),
        others => format!("{first} · {others} more: `onside config` tells"),
    })
}
