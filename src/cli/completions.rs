//! `onside completions`: what a shell needs, to complete words behind `onside`.
//!
//! The scripts know nothing: on each Tab they ask `onside complete`, which knows the commands
//! and the board, so that they never grow stale.

use clap::{Args, ValueEnum};

use super::Output;

const HELP: &str = "\
Examples:
  source <(onside completions bash)                    in ~/.bashrc
  onside completions zsh > ~/.zfunc/_onside            in a folder of $fpath
  onside completions fish > ~/.config/fish/completions/onside.fish

Commands, options, ids, rungs, fields and departments are completed, from the board that
is named on the line with -b, by ONSIDE_BOARD, or was open last.";

/// Print what a shell needs to complete commands, people and rungs
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = HELP)]
pub struct Completions {
    /// For which shell: bash, zsh or fish
    #[arg(value_enum, hide_possible_values = true)]
    shell: Shell,
}

/// The shells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Shell {
    /// Bash, from 3.2 on.
    Bash,
    /// Z shell.
    Zsh,
    /// Fish.
    Fish,
}

/// Prints the script.
pub(super) fn completions(asked: &Completions) -> Output {
    let script = match asked.shell {
        Shell::Bash => include_str!("../../assets/completions/onside.bash"),
        Shell::Zsh => include_str!("../../assets/completions/onside.zsh"),
        Shell::Fish => include_str!("../../assets/completions/onside.fish"),
    };
    Output::text(script.to_owned())
}
