//! Tells that a save takes long, while it does.
//!
//! Promises: sleeps until a save begins; says so once if that lasts too long; never after
//! it has ended.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Watches the saves of one disk thread from a thread of its own.
pub(super) struct Slow(Arc<Watch>);

#[derive(Default)]
struct Watch {
    phase: Mutex<Phase>,
    changed: Condvar,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Idle,
    /// A save is under way and nobody has been told.
    Busy,
    /// A save is under way and that has been told.
    Told,
    /// There will be no more saves.
    Over,
}

impl Slow {
    /// Starts watching: `tell` is called when a save has lasted for `limit`.
    pub fn start(limit: Duration, tell: impl Fn() + Send + 'static) -> io::Result<Self> {
        let watch = Arc::new(Watch::default());
        let watching = Arc::clone(&watch);
        let builder = thread::Builder::new().name("slow".to_owned());
        builder.spawn(move || watching.run(limit, &tell))?;
        Ok(Self(watch))
    }

    /// Does `work`, which is a save.
    pub fn during<T>(&self, work: impl FnOnce() -> T) -> T {
        self.0.enter(Phase::Busy);
        let done = work();
        self.0.enter(Phase::Idle);
        done
    }
}

impl Drop for Slow {
    fn drop(&mut self) {
        self.0.enter(Phase::Over);
    }
}

impl Watch {
    fn enter(&self, phase: Phase) {
        *self.phase() = phase;
        self.changed.notify_one();
    }

    fn phase(&self) -> MutexGuard<'_, Phase> {
        self.phase.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self, limit: Duration, tell: &impl Fn()) {
        let mut phase = self.phase();
        loop {
            let waited = match *phase {
                Phase::Over => return,
                Phase::Idle | Phase::Told => {
                    phase = (self.changed.wait(phase)).unwrap_or_else(PoisonError::into_inner);
                    continue;
                }
                Phase::Busy => {
                    let still = |phase: &mut Phase| *phase == Phase::Busy;
                    self.changed.wait_timeout_while(phase, limit, still)
                }
            };
            let (now, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
            phase = now;
            // Told under the lock: the save can't end, and tell so, before this.
            if timeout.timed_out() && *phase == Phase::Busy {
                tell();
                *phase = Phase::Told;
            }
        }
    }
}
