//! The door for scripts and shells: arguments, subcommands, exit codes.
//!
//! Promises: arguments and environment in, an [`Invocation`] out, without side effects;
//! a subcommand returns its [`Output`] and writes nothing itself. Leaves the board on a
//! terminal to `terminal`.

mod about;
mod arguments;
mod brief;
mod call;
mod carried;
mod change;
mod check;
mod command;
mod complete;
mod completions;
mod config;
mod cover;
mod desk;
mod environment;
mod export;
mod forget;
mod git;
mod history;
mod import;
mod invocation;
mod list;
mod man;
mod new;
mod next;
mod output;
mod plain;
mod purge;
mod route;
mod since;
mod today;
mod unopened;
mod words;

pub use about::About;
pub use arguments::{command_line, parse};
pub use brief::Brief;
pub use call::Call;
pub use change::Change;
pub use check::{Check, Format};
pub use command::Command;
pub use complete::{Complete, complete};
pub use completions::Completions;
pub use config::Config;
pub use cover::Cover;
pub use environment::Environment;
pub use export::Export;
pub use forget::Forget;
pub use git::Git;
pub use history::History;
pub use import::Import;
pub use invocation::{Choice, Common, Invocation, Opening, Usage, When};
pub use list::{List, Show};
pub use man::Man;
pub use new::New;
pub use next::Next;
pub use output::{Output, confirm, emit, exit};
pub use plain::{Lines, plain};
pub use purge::{Answer, Purge};
pub use route::Route;
pub use since::Since;
pub use today::Today;
pub use unopened::unopened;
