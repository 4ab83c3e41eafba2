//! Stopping, as Ctrl-Z does everywhere, and who has the terminal meanwhile.
//!
//! Promises: nothing stops that nobody could continue. Leaves the screen to the caller.

use std::io;

use rustix::io::Errno;
use rustix::process::{Signal, getpgrp, getpid, getsid, kill_current_process_group, kill_process};
use rustix::stdio::stdin;
use rustix::termios::tcgetpgrp;

/// Says whether there is a shell that can continue us.
///
/// A process group that leads its session has none: nobody could bring back what runs
/// directly in a window or under `ssh -t`. The kernel does not stop such a group either.
pub(super) fn has_shell() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Says whether the terminal lets us read and set it now.
pub(super) fn is_in_foreground() -> bool {
    // Without a controlling terminal there is no background.
    tcgetpgrp(stdin()).map_or(true, |group| group == getpgrp())
}

/// Stops this process and, if `with_group`, those it was started with; returns when it goes on.
pub(super) fn stop(with_group: bool) -> io::Result<()> {
    if with_group {
        match kill_current_process_group(Signal::TSTP) {
            // Some of them may belong to somebody else.
            Ok(()) | Err(Errno::PERM) => {}
            Err(error) => return Err(error.into()),
        }
    }
    // Our own SIGTSTP goes to the guard: what stops us is this.
    kill_process(getpid(), Signal::STOP)?;
    Ok(())
}
