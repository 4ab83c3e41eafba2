//! The door for scripts and shells: arguments, subcommands, exit codes.
//!
//! Promises: arguments and environment in, an [`Invocation`] out, without side effects;
//! a subcommand returns its [`Output`] and writes nothing itself. Leaves the board on a
//! terminal to `terminal`.

mod arguments;
mod check;
mod environment;
mod history;
mod input;
mod invocation;
mod next;
mod output;
mod purge;
mod unopened;

pub use arguments::parse;
pub use check::check;
pub use environment::Environment;
pub use history::{Wish, history};
pub use invocation::{
    Check, Choice, Format, History, Invocation, Next, Opening, Purge, Usage, When,
};
pub use next::next;
pub use output::{Output, confirm, emit, exit};
pub use purge::{Answer, purge};
pub use unopened::unopened;
