//! The thread that gets us out when the terminal, or somebody with a signal, says so.
//!
//! Promises: on a hang-up, seen in the descriptor even if SIGHUP is ignored, and on SIGHUP,
//! SIGTERM, SIGINT, SIGQUIT: what waits is flushed, the terminal given back, and the process
//! gone within a second with 128 + n, whatever the other threads hang in. Blocks without a
//! time-out. Tells the loop of new sizes, of being stopped and of going on.

use std::io;
use std::os::raw::c_int;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::screen::Screen;
use super::wake::Bell;

/// Signals that end the program.
const FATAL: [c_int; 4] = [SIGHUP, SIGTERM, SIGINT, SIGQUIT];
/// Signals the loop is told of.
const TOLD: [c_int; 3] = [SIGWINCH, SIGCONT, SIGTSTP];
/// How long a flush may take.
const FLUSH: Duration = Duration::from_millis(800);
/// How long giving the terminal back may take.
const RESTORE: Duration = Duration::from_millis(100);

/// Puts on disk what waits, and returns when that is done.
///
/// Called on a thread of its own, waited for up to 800 ms, and more than once: after Ctrl-Z
/// the program goes on.
pub type Flush = Arc<dyn Fn() + Send + Sync>;

/// What signals have to say to the loop.
#[derive(Debug, Default)]
pub(super) struct Notices {
    /// The screen has another size.
    pub(super) resized: AtomicBool,
    /// The process was stopped and goes on.
    pub(super) continued: AtomicBool,
    /// Somebody asks us to stop.
    pub(super) stop_asked: AtomicBool,
}

/// The way out.
#[derive(Clone)]
pub(super) struct Exit {
    pub(super) screen: Arc<Screen>,
    pub(super) flush: Flush,
}

impl Exit {
    /// Flushes, but does not wait for ever.
    pub(super) fn flush(&self) {
        let flush = Arc::clone(&self.flush);
        within(FLUSH, move || flush());
    }

    /// Ends the process, on behalf of a signal.
    pub(super) fn leave(&self, signal: c_int) -> ! {
        self.flush();
        let screen = Arc::clone(&self.screen);
        within(RESTORE, move || screen.leave_in_haste());
        signal_hook::low_level::exit(128 + signal)
    }
}

/// Does `work` on a thread of its own and waits for it, but no longer than `limit`.
fn within(limit: Duration, work: impl FnOnce() + Send + 'static) {
    let (done, is_done) = mpsc::channel();
    let worker = thread::Builder::new().spawn(move || {
        work();
        // Nobody waits any more if the limit has passed.
        let _ = done.send(());
    });
    if worker.is_ok() {
        // Time out or not, the caller goes on.
        let _ = is_done.recv_timeout(limit);
    }
}

/// Starts the guard.
pub(super) fn start(exit: Exit, notices: Arc<Notices>, bell: Bell) -> io::Result<()> {
    let (read, write) = UnixStream::pair()?;
    read.set_nonblocking(true)?;
    write.set_nonblocking(true)?;
    let signals = FATAL.into_iter().chain(TOLD);
    let mut delivery = SignalDelivery::with_pipe(read, write, SignalOnly, signals)?;
    let watch = move || {
        loop {
            let is_hung_up = wait(delivery.get_read());
            let signals: Vec<c_int> = delivery.pending().collect();
            if let Some(signal) = signals.iter().find(|signal| FATAL.contains(signal)) {
                exit.leave(*signal);
            }
            if is_hung_up {
                exit.leave(SIGHUP);
            }
            tell(&signals, &exit.screen, &notices);
            bell.ring();
        }
    };
    thread::Builder::new()
        .name("guard".to_owned())
        .spawn(watch)?;
    Ok(())
}

/// Blocks until a signal came, and says whether the line is gone.
fn wait(signals: &UnixStream) -> bool {
    let input = stdin();
    let mut polled = [
        PollFd::new(signals, PollFlags::IN),
        PollFd::new(&input, PollFlags::empty()),
    ];
    let is_watched = matches!(poll(&mut polled, None), Ok(_) | Err(Errno::INTR));
    let [_, input] = polled;
    !is_watched || !input.revents().is_empty()
}

fn tell(signals: &[c_int], screen: &Screen, notices: &Notices) {
    let has = |signal| signals.contains(&signal);
    if has(SIGWINCH) {
        notices.resized.store(true, Ordering::SeqCst);
    }
    if has(SIGCONT) {
        notices.continued.store(true, Ordering::SeqCst);
    } else if has(SIGTSTP) && screen.is_entered() {
        // Going on cancels a stop; and the one we send ourselves comes when the terminal is given back.
        notices.stop_asked.store(true, Ordering::SeqCst);
    }
}
