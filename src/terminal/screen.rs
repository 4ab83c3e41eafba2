//! Entering the terminal and giving it back.
//!
//! Promises: whatever was changed is put back once, by whoever leaves first: attributes,
//! cursor, paste mode, alternate screen and line settings. Mouse, focus, keyboard flags
//! and title are never touched, nothing is asked of the terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::stdio::stdin;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

use super::Error;
use super::suspend::is_in_foreground;
use super::tty::{Output, is_writable};

/// Alternate screen, and marks around pastes.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h";
/// Attributes, cursor, marks around pastes, alternate screen.
const LEAVE: &[u8] = b"\x1b[m\x1b[?25h\x1b[?2004l\x1b[?1049l";
/// Ends the synchronized update of a frame that was cut off.
const END_FRAME: &[u8] = b"\x1b[?2026l";

/// The terminal we were given, and what it was like.
#[derive(Debug)]
pub(super) struct Screen {
    given: Termios,
    is_entered: AtomicBool,
    leave: Vec<u8>,
}

impl Screen {
    /// Looks at the terminal without changing it.
    pub(super) fn open(is_synchronized: bool) -> Result<Self, Error> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(Error::NotATerminal);
        }
        let end_frame = if is_synchronized { END_FRAME } else { b"" };
        Ok(Self {
            given: tcgetattr(stdin()).map_err(io::Error::from)?,
            is_entered: AtomicBool::new(false),
            leave: [end_frame, LEAVE].concat(),
        })
    }

    /// Says whether the terminal is ours now.
    pub(super) fn is_entered(&self) -> bool {
        self.is_entered.load(Ordering::SeqCst)
    }

    /// Takes the terminal, even if it seems to be ours: somebody else may have had it meanwhile.
    pub(super) fn enter(&self) -> io::Result<()> {
        // Before anything is changed: a signal in between shall find something to put back.
        self.is_entered.store(true, Ordering::SeqCst);
        let mut raw = self.given.clone();
        raw.make_raw();
        tcsetattr(stdin(), OptionalActions::Now, &raw)?;
        Output.write_all(ENTER)
    }

    /// Gives the terminal back if it is ours.
    pub(super) fn leave(&self) -> io::Result<()> {
        if !self.is_entered.swap(false, Ordering::SeqCst) {
            return Ok(());
        }
        let written = Output.write_all(&self.leave);
        tcsetattr(stdin(), OptionalActions::Now, &self.given)?;
        written
    }

    /// Gives the terminal back if it is ours, as far as a line allows that may be dead.
    pub(super) fn leave_in_haste(&self) {
        if !self.is_entered.swap(false, Ordering::SeqCst) {
            return;
        }
        if !is_in_foreground() {
            // It was taken from us, and setting it would stop us instead of letting us end.
            return;
        }
        // Errors mean that the line is gone: then there is nothing to put back.
        let _ = tcsetattr(stdin(), OptionalActions::Now, &self.given);
        if is_writable() {
            let _ = Output.write_all(&self.leave);
        }
    }
}
