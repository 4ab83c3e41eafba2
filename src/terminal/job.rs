//! Another program in the foreground of our terminal, as a shell runs one.
//!
//! Promises: it has the terminal to itself, in a process group of its own, so that its Ctrl-C
//! and Ctrl-Z are not ours; when it ends or stops, the terminal is ours again.
//! Leaves the screen and the line settings to the caller.

use std::io;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use nix::sys::signal::{SigSet, SigmaskHow, Signal as Blocked};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, WaitStatus, getpgrp, kill_process_group, waitpid};
use rustix::stdio::stdin;
use rustix::termios::{tcgetpgrp, tcsetpgrp};

/// How often a program is started again that asked for the terminal before it had it.
const PATIENCE: usize = 100;

/// A program that was started, and has not ended.
#[derive(Debug)]
pub(super) struct Job {
    group: Pid,
    is_stopped: bool,
}

/// How a program gave the terminal back.
#[derive(Debug)]
pub(super) enum Ended {
    /// All is well.
    Well,
    /// It says that something went wrong.
    Failed(i32),
    /// A signal ended it.
    Killed(i32),
    /// It was stopped, and can go on.
    Stopped(Job),
}

impl Job {
    /// Starts a program; it has the terminal from [`Job::run`] on.
    pub(super) fn start(command: &mut Command) -> io::Result<Self> {
        let child = command.process_group(0).spawn()?;
        // Waited for by its number: the standard library knows nothing of stopping.
        Ok(Self {
            group: Pid::from_child(&child),
            is_stopped: false,
        })
    }

    /// Gives the program the terminal until it ends or stops.
    pub(super) fn run(self) -> io::Result<Ended> {
        let is_lent = lend(self.group);
        let ended = self.wait();
        if is_lent {
            take_back()?;
        }
        ended
    }

    fn wait(mut self) -> io::Result<Ended> {
        for _ in 0..PATIENCE {
            if self.is_stopped {
                kill_process_group(self.group, Signal::CONT)?;
            }
            let status = next_status(self.group)?;
            if !status.stopped() {
                return Ok(ended(status));
            }
            self.is_stopped = true;
            // It was faster than `lend`: now the terminal is there.
            let asks = [Signal::TTIN, Signal::TTOU].map(Signal::as_raw);
            if !status
                .stopping_signal()
                .is_some_and(|it| asks.contains(&it))
            {
                break;
            }
        }
        Ok(Ended::Stopped(self))
    }
}

fn ended(status: WaitStatus) -> Ended {
    match (status.exit_status(), status.terminating_signal()) {
        (Some(0), _) => Ended::Well,
        (Some(code), _) => Ended::Failed(code),
        (None, signal) => Ended::Killed(signal.unwrap_or_default()),
    }
}

/// Blocks until the program ends or stops.
fn next_status(process: Pid) -> io::Result<WaitStatus> {
    loop {
        match waitpid(Some(process), WaitOptions::UNTRACED) {
            Ok(Some((_, status))) => return Ok(status),
            Ok(None) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// Puts a group into the foreground. Says whether it was ours to give: without a
/// controlling terminal there is no foreground.
fn lend(group: Pid) -> bool {
    tcgetpgrp(stdin()).is_ok_and(|now| now == getpgrp()) && tcsetpgrp(stdin(), group).is_ok()
}

/// Puts us into the foreground again.
fn take_back() -> io::Result<()> {
    let mut stop = SigSet::empty();
    stop.add(Blocked::SIGTTOU);
    // Whoever sets the foreground from the background is stopped, unless this is blocked.
    let before = stop.thread_swap_mask(SigmaskHow::SIG_BLOCK)?;
    let taken = tcsetpgrp(stdin(), getpgrp());
    before.thread_set_mask()?;
    Ok(taken?)
}
