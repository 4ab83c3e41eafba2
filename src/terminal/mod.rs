//! The terminal: the loop between keys and frames, on a line that may be slow or gone.
//!
//! Promises: blocks until something happens, with no tick; takes all that waits, then draws
//! at most once, and writes nothing when nothing changed. Every way out gives the terminal
//! back: the end, an error, a panic, a signal, Ctrl-Z, a cut line.
//! Leaves what the program is to [`Program`]: state in `app`, pictures in `view`, disks in `session`.

pub mod backend;
mod board;
mod clipboard;
mod editor;
mod guard;
pub mod input;
mod job;
mod lending;
mod panic;
mod screen;
mod sitting;
mod suspend;
mod tty;
mod wake;

use std::env;
use std::io::{self, IsTerminal as _};
use std::time::Duration;

use ratatui::Frame;
use rustix::io::Errno;

use crate::app::{Effect, Message};
use crate::layout::Size;
use crate::settings::Capabilities;
pub use board::show;
pub use editor::Errand;
pub use guard::Flush;
pub use panic::keep_crashes;
use sitting::Sitting;
pub use wake::{Bell, Ear, bell};

/// What runs on the terminal.
pub trait Program {
    /// Takes in what happened and returns what shall happen outside.
    fn update(&mut self, message: Message) -> Vec<Effect>;

    /// Carries out an effect that is not the terminal's.
    fn perform(&mut self, effect: Effect);

    /// Puts on disk what waits and returns what an editor shall open, at `line` or where the
    /// file is broken; or says why nothing can be.
    fn hand_over(&mut self, line: Option<usize>) -> Result<Errand, String>;

    /// Returns the next message another thread has left, after it rang the bell.
    fn receive(&mut self) -> Option<Message>;

    /// Draws the whole screen.
    fn draw(&self, frame: &mut Frame<'_>);
}

/// Why there is no board on the terminal, or no longer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Input or output goes elsewhere.
    #[error(
        "a board needs a terminal for input and output; without one, `onside check FILE` works"
    )]
    NotATerminal,
    /// The terminal can't place a character.
    #[error(
        "the terminal calls itself dumb (TERM=dumb), and a board needs one that moves its cursor; \
         if this one does, start with TERM=xterm"
    )]
    Dumb,
    /// The line is gone.
    #[error("the terminal is gone")]
    HungUp,
    /// The terminal refuses.
    #[error("the terminal does not answer ({0}); start onside again in another one")]
    Io(io::Error),
}

impl Error {
    /// Returns what the process shall end with.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::NotATerminal | Self::Dumb => 2,
            // As after SIGHUP.
            Self::HungUp => 129,
            Self::Io(_) => 74,
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        let is_gone = [Errno::IO, Errno::PIPE, Errno::NXIO].map(Errno::raw_os_error);
        match error.raw_os_error() {
            Some(number) if is_gone.contains(&number) => Self::HungUp,
            _ => Self::Io(error),
        }
    }
}

/// Runs `program` on the terminal until it quits.
///
/// Other threads wake the loop by `bell`, which `ear` hears. `flush` is called, on any
/// thread, when the process may be gone soon: before it stops, is ended by a signal or
/// loses its line. A lone Esc is held for `esc_wait`.
///
/// # Errors
///
/// Where there is no terminal, or when it refuses. The terminal is given back before this
/// returns, always. When it is lost on the way, this does not return: the process ends with 129.
pub fn run(
    program: &mut impl Program,
    (bell, ear): (Bell, Ear),
    flush: Flush,
    esc_wait: Duration,
) -> Result<(), Error> {
    let abilities = backend::Abilities::of_term(&env::var("TERM").unwrap_or_default());
    Sitting::begin(program, abilities, esc_wait, (bell, ear), flush)?.run()
}

/// Says why no board can be shown here, before anything is opened.
pub fn check(capabilities: Capabilities) -> Result<(), Error> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Err(Error::NotATerminal);
    }
    if capabilities.is_dumb {
        return Err(Error::Dumb);
    }
    Ok(())
}

/// Returns the size of the screen; 80x24 where nobody knows.
pub fn size() -> Size {
    size_of(tty::size())
}

fn size_of(size: ratatui::layout::Size) -> Size {
    Size {
        width: size.width,
        height: size.height,
    }
}
