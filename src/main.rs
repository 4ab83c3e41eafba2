//! Picks the door: the board on a terminal, or a subcommand.

use std::process::ExitCode;

use onside::cli::{self, Environment, Invocation, Output};

fn main() -> ExitCode {
    let environment = Environment::current();
    let output = match cli::parse(std::env::args_os(), &environment) {
        Ok(Invocation::Check(check)) => cli::check(&check, &environment),
        Ok(Invocation::Print(text)) => Output::text(text),
        Ok(Invocation::Open(_)) => Output::usage("the board needs a terminal"),
        Err(usage) => Output::usage(&usage.to_string()),
    };
    cli::emit(&output)
}
