//! Picks the door: the board on a terminal, or a subcommand.

use std::env;
use std::process::ExitCode;

use onside::cli::{self, Call, Choice, Environment, Invocation, Opening, Output, When};
use onside::session::{self, Folders, Source};
use onside::settings::{Asked, Capabilities, Charset, Coloring, Settings};
use onside::store::{STATE_VARIABLE, StateFolder, data_folder};
use onside::terminal;

fn main() -> ExitCode {
    let environment = Environment::current();
    let output = match cli::parse(env::args_os(), &environment) {
        Ok(Invocation::Run(command, common)) => command.run(&Call {
            common: &common,
            environment: &environment,
            folders: &folders(),
        }),
        Ok(Invocation::Print(text)) => Output::text(text),
        Ok(Invocation::Open(opening)) => show_board(opening, &environment),
        Err(usage) => Output::usage(&usage.to_string()),
    };
    cli::emit(&output)
}

fn folders() -> Folders {
    Folders {
        state: StateFolder::find(env::var_os(STATE_VARIABLE)),
        data: data_folder(),
    }
}

fn show_board(opening: Opening, environment: &Environment) -> Output {
    let asked = Asked {
        coloring: match opening.colour {
            When::Auto => Coloring::Auto,
            When::Always => Coloring::Always,
            When::Never => Coloring::Never,
        },
        charset: opening.ascii.then_some(Charset::Ascii),
    };
    let capabilities = Capabilities::detect(|name| env::var(name).ok(), asked);
    if let Err(error) = terminal::check(capabilities) {
        return Output::failure(&error.to_string(), error.exit_code());
    }
    let source = match opening.board {
        Choice::File(path) => Source::File(path),
        Choice::Example => Source::Example,
        Choice::Latest => Source::Latest,
    };
    let folders = folders();
    let opened = match session::open(source, &folders) {
        Ok(opened) => opened,
        Err(why) => return cli::unopened(&why, opening.colour, environment),
    };
    let settings = Settings::of(capabilities);
    match terminal::show(opened, settings, opening.today, &folders) {
        Ok(None) => Output::default(),
        Ok(Some(last_words)) => Output::failure(&last_words, cli::exit::NOT_SAVED),
        Err(error) => Output::failure(&error.to_string(), error.exit_code()),
    }
}
