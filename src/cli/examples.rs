//! Help with its examples first: what most people look for stands above what there is.
//!
//! Promises: every command's, from the text it has behind its options.

use clap::Command;

const TEMPLATE: &str = "\
{about-with-newline}
{before-help}{usage-heading} {usage}

{all-args}{after-help}";

/// Returns the command with the examples of each command below it, and its own, up in front.
pub(super) fn examples_first(command: Command) -> Command {
    let command = command.mut_subcommands(examples_first);
    let told = command.get_after_help().map(ToString::to_string);
    let told_long = command.get_after_long_help().map(ToString::to_string);
    let command = match told.as_deref().and_then(parts) {
        None => return command,
        Some((examples, rest)) => command
            .help_template(TEMPLATE)
            .before_help(examples.to_owned())
            .after_help(rest.to_owned()),
    };
    match told_long.as_deref().and_then(parts) {
        None => command,
        Some((_, rest)) => command.after_long_help(rest.to_owned()),
    }
}

/// Returns the examples and what follows them.
fn parts(told: &str) -> Option<(&str, &str)> {
    let is_of_examples = told.starts_with("Examples:");
    is_of_examples.then(|| told.split_once("\n\n").unwrap_or((told, "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help_of(words: &str) -> String {
        let mut command = examples_first(crate::cli::command_line());
        let found = words.split(' ').try_fold(&mut command, |command, word| {
            command.find_subcommand_mut(word)
        });
        found.unwrap().render_help().to_string()
    }

    #[test]
    fn examples_come_before_usage_and_codes_after_options() {
        let help = help_of("import");
        let at = |part: &str| help.find(part).unwrap();
        assert!(at("Take people") < at("Examples:"));
        assert!(at("Examples:") < at("Usage:") && at("Options:") < at("Exit codes:"));
        assert_eq!(help.matches("Examples:").count(), 1);
    }

    #[test]
    fn every_command_has_examples() {
        let root = examples_first(crate::cli::command_line());
        for command in root.get_subcommands().filter(|it| !it.is_hide_set()) {
            let name = command.get_name();
            let inner: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
            let words = inner.iter().map(|inner| format!("{name} {inner}"));
            for words in words.chain((inner.is_empty()).then(|| name.to_owned())) {
                assert!(help_of(&words).contains("Examples:\n"), "{words}");
            }
        }
    }
}
