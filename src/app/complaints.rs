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

/// Says that something is wrong with the configuration, if it is.
pub(super) fn sentence(name: &str, count: usize) -> Option<String> {
    let problems = match count {
        0 => return None,
        1 => "1 problem".to_owned(),
        many => format!("{many} problems"),
    };
    Some(format!("{name}: {problems}; `onside config` tells"))
}
