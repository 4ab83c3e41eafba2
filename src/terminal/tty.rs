//! The two descriptors of the terminal: size, bytes in, bytes out.
//!
//! Promises: one `write` a frame as long as the line takes it; nothing is asked but the
//! kernel. Never through `Stdout`, which splits at line feeds, and whose lock a dead line holds.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::{stdin, stdout};
use rustix::termios::{QueueSelector, tcflush, tcgetwinsize};

/// What a terminal is taken for that does not know its size.
const USUAL: Size = Size::new(80, 24);
/// A burst beyond this is read in the next turn.
const BURST: usize = 64 * 1024;

/// Standard output.
#[derive(Debug)]
pub(super) struct Output;

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match rustix::io::write(stdout(), bytes) {
                // Whoever shares the terminal with us may have made it non-blocking.
                Err(Errno::AGAIN) => {
                    let output = stdout();
                    poll(&mut [PollFd::new(&output, PollFlags::OUT)], None)?;
                }
                written => return Ok(written?),
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Says whether standard output would take bytes now.
pub(super) fn is_writable() -> bool {
    let output = stdout();
    let mut polled = [PollFd::new(&output, PollFlags::OUT)];
    let is_polled = poll(&mut polled, Some(&Timespec::default())).is_ok();
    let [polled] = polled;
    is_polled && polled.revents() == PollFlags::OUT
}

/// Returns the size of the screen.
pub(super) fn size() -> Size {
    let Ok(window) = tcgetwinsize(stdout()) else {
        return USUAL;
    };
    let known = |cells: u16, usual: u16| if cells == 0 { usual } else { cells };
    Size {
        width: known(window.ws_col, USUAL.width),
        height: known(window.ws_row, USUAL.height),
    }
}

/// What waiting ended with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waited {
    /// There is something to read.
    Input,
    /// A bell rang, a signal came, or the deadline passed.
    Other,
    /// The line is gone.
    HungUp,
}

/// Blocks until there is input or `ear` hears something, or until `deadline`.
pub(super) fn wait(ear: &super::wake::Ear, deadline: Option<Instant>) -> io::Result<Waited> {
    let input = stdin();
    let mut polled = [
        PollFd::new(&input, PollFlags::IN),
        PollFd::new(ear, PollFlags::IN),
    ];
    let left =
        deadline.map(|deadline| timespec(deadline.saturating_duration_since(Instant::now())));
    match poll(&mut polled, left.as_ref()) {
        Ok(_) => {}
        Err(Errno::INTR) => return Ok(Waited::Other),
        Err(error) => return Err(error.into()),
    }
    let [input, _] = polled;
    Ok(match input.revents() {
        events if events.contains(PollFlags::IN) => Waited::Input,
        events if events.is_empty() => Waited::Other,
        _ => Waited::HungUp,
    })
}

/// Blocks until `ear` hears something.
pub(super) fn wait_for_bell(ear: &super::wake::Ear) -> io::Result<()> {
    match poll(&mut [PollFd::new(ear, PollFlags::IN)], None) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Rounded up: a deadline has passed when the wait for it is over.
fn timespec(duration: Duration) -> Timespec {
    Timespec {
        tv_sec: i64::try_from(duration.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: i64::from(duration.subsec_nanos()),
    }
}

/// Appends what waits on standard input to `bytes`; `false` if the line is gone.
pub(super) fn read_burst(bytes: &mut Vec<u8>) -> io::Result<bool> {
    let mut chunk = [0; 4096];
    while bytes.len() < BURST {
        match rustix::io::read(stdin(), &mut chunk) {
            Ok(0) | Err(Errno::IO) => return Ok(false),
            Ok(count) => bytes.extend(chunk.iter().take(count)),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => return Ok(true),
            Err(error) => return Err(error.into()),
        }
        if !has_more() {
            break;
        }
    }
    Ok(true)
}

/// Throws away what was typed and not read.
pub(super) fn forget_input() -> io::Result<()> {
    Ok(tcflush(stdin(), QueueSelector::IFlush)?)
}

fn has_more() -> bool {
    let input = stdin();
    let mut polled = [PollFd::new(&input, PollFlags::IN)];
    matches!(poll(&mut polled, Some(&Timespec::default())), Ok(1..))
}
