//! Picks the door: the board on a terminal, the board by lines, or a subcommand.

use std::env;
use std::io::{self, IsTerminal as _};
use std::process::ExitCode;

use onside::cli::{self, Call, Choice, Environment, Invocation, Lines, Opening, Output};
use onside::session::{self, Folders, Opened, Source};
use onside::settings::{Configured, Effective, Settings};
use onside::store::{STATE_VARIABLE, StateFolder, data_folder};
use onside::terminal;
#[cfg(target_os = "linux")]
use rustix::process::{DumpableBehavior, set_dumpable_behavior};

fn main() -> ExitCode {
    stay_out_of_core_dumps();
    let environment = Environment::current();
    let call = |common, run: &dyn Fn(&Call<'_>) -> Output| {
        run(&Call {
            common: &common,
            environment: &environment,
            folders: &folders(),
        })
    };
    let output = match cli::parse(env::args_os(), &environment) {
        Ok(Invocation::Run(command, common)) => call(common, &|call| command.run(call)),
        Ok(Invocation::Complete(asked, common)) => call(common, &|call| {
            cli::complete(&asked, &cli::command_line(), call)
        }),
        Ok(Invocation::Print(text)) => Output::text(text),
        Ok(Invocation::Open(opening)) => open(&opening, &environment),
        Err(usage) => Output::usage(&usage.to_string()),
    };
    cli::emit(&output)
}

/// Sees to it that no core dump holds what a board says of people.
fn stay_out_of_core_dumps() {
    // Where it can't be had, whoever may read the dump may read the board as well.
    #[cfg(target_os = "linux")]
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

fn folders() -> Folders {
    Folders {
        state: StateFolder::find(env::var_os(STATE_VARIABLE)),
        data: data_folder(),
    }
}

fn open(opening: &Opening, environment: &Environment) -> Output {
    let configured = Configured::load(environment.config.clone());
    let effective = Effective::of(environment.variable, opening.asked(), &configured);
    let is_seen = io::stdin().is_terminal() && io::stdout().is_terminal();
    let is_plain = opening.is_plain || (is_seen && effective.capabilities.is_dumb);
    if !is_plain && let Err(error) = terminal::check(effective.capabilities) {
        return Output::failure(&error.to_string(), error.exit_code());
    }
    let source = match &opening.board {
        Choice::File(path) => Source::File(path.clone()),
        Choice::Example => Source::Example,
        Choice::Tutor => Source::Tutor,
        Choice::Latest => Source::Latest,
    };
    let folders = folders();
    let opened = match session::open(source, &folders) {
        Ok(opened) => opened,
        Err(why) => return cli::unopened(&why, opening.colour, environment),
    };
    let settings = effective.settings(&configured);
    if is_plain {
        let lines = Lines {
            input: io::stdin().lock(),
            output: io::stdout().lock(),
            is_prompted: is_seen,
            width: environment.width,
        };
        return cli::plain(opened, settings, opening.today, &folders, lines);
    }
    show(opened, settings, opening, &folders)
}

fn show(opened: Opened, settings: Settings, opening: &Opening, folders: &Folders) -> Output {
    match terminal::show(opened, settings, opening.today, folders) {
        Ok(None) => Output::default(),
        Ok(Some(last_words)) => Output::failure(&last_words, cli::exit::NOT_SAVED),
        Err(error) => Output::failure(&error.to_string(), error.exit_code()),
    }
}
