//! The thread that counts who is next, off the way of the keys.
//!
//! Promises: handing a board over never waits; a newer one drops what is counted of the one
//! before; each board is answered once, and one that takes long twice: at first without how sure
//! the first place is. It sleeps until there is something to count, and ends with its handle.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::app::{Counted, Counting};

/// From which time on nobody waits for how sure the first place is: what is known is told.
const PATIENCE: Duration = Duration::from_millis(50);

/// A handle on the thread that counts.
pub struct Counter {
    requests: Sender<Box<Counting>>,
    /// The number of the newest board handed over.
    newest: Arc<AtomicU64>,
}

impl Counter {
    /// Starts the thread. `wake` is called after each answer, from there.
    ///
    /// # Errors
    ///
    /// When there can't be another thread.
    pub fn start(wake: impl Fn() + Send + 'static) -> io::Result<(Self, Receiver<Counted>)> {
        let (requests, inbox) = mpsc::channel::<Box<Counting>>();
        let (answers, outbox) = mpsc::channel();
        let newest = Arc::new(AtomicU64::new(0));
        let known = Arc::clone(&newest);
        let tell = move |counted| {
            // Nobody listens any more when the board is being left.
            if answers.send(counted).is_ok() {
                wake();
            }
        };
        let run = move || {
            while let Ok(next) = inbox.recv() {
                // Those behind it are of newer boards.
                let counting = inbox.try_iter().last().unwrap_or(next);
                count(&counting, &known, &tell);
            }
        };
        thread::Builder::new().name("count".to_owned()).spawn(run)?;
        Ok((Self { requests, newest }, outbox))
    }

    /// Hands a board over. Never waits.
    pub fn count(&self, counting: Box<Counting>) {
        self.newest.store(counting.revision, Ordering::Relaxed);
        // It fails only if the thread has ended, and then nobody is told who is next.
        let _ = self.requests.send(counting);
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        // Whatever is being counted is of no board any more.
        self.newest.store(u64::MAX, Ordering::Relaxed);
    }
}

fn count(counting: &Counting, newest: &AtomicU64, tell: &impl Fn(Counted)) {
    let started = Instant::now();
    let is_newest = || newest.load(Ordering::Relaxed) == counting.revision;
    if let Some(counted) = counting.count(is_newest, || started.elapsed() < PATIENCE, tell) {
        tell(counted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{App, Effect, Message, Origin};
    use crate::document::Document;
    use crate::layout::Size;
    use crate::settings::{Capabilities, Charset, Depth, Settings};

    const EXAMPLE: &str = include_str!("../../assets/example.ron");

    /// Returns what an app that shows the example wishes counted, at first and after a move.
    fn wishes() -> Vec<Counting> {
        let origin = Origin {
            name: "example.ron".to_owned(),
            welcome: None,
            remarks: Vec::new(),
            is_read_only: false,
        };
        let settings = Settings::of(Capabilities {
            depth: Depth::Mono,
            charset: Charset::Ascii,
            is_dumb: false,
        });
        let size = Size {
            width: 80,
            height: 24,
        };
        let document = Document::load(EXAMPLE.as_bytes()).unwrap();
        let today = "2026-11-22".parse().unwrap();
        let mut app = App::new(document, origin, settings, today, size);
        let messages = [Message::Resized(size), Message::Key(">".parse().unwrap())];
        let effects = messages.map(|message| app.update(message));
        let wishes = effects.into_iter().flatten();
        let wishes = wishes.filter_map(|effect| match effect {
            Effect::Count(counting) => Some(*counting),
            _ => None,
        });
        wishes.collect()
    }

    #[test]
    fn the_newest_board_is_answered_and_whoever_waits_is_woken() {
        let (woken, wakes) = mpsc::channel();
        let (counter, answers) = Counter::start(move || woken.send(()).unwrap()).unwrap();
        let wishes = wishes();
        let newest = wishes.last().unwrap().revision;
        for counting in wishes {
            counter.count(Box::new(counting));
        }
        // The first may have been counted before the second came.
        let mut answer = answers.recv().unwrap();
        while answer.revision != newest || answer.sureness.is_none() {
            answer = answers.recv().unwrap();
        }
        assert_eq!(answer.first[0].name, "Priya Raman");
        wakes.recv().unwrap();
    }

    #[test]
    fn what_takes_long_is_told_without_how_sure_it_is_and_dropped_by_a_newer_board() {
        let counting = wishes().pop().unwrap();
        let mut told = Vec::new();
        let mut rounds = 0;
        let goes_on = || {
            rounds += 1;
            rounds < 5
        };
        let counted = counting.count(goes_on, || false, |counted| told.push(counted));
        assert_eq!(counted, None);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].sureness, None);
        let answer = "That opens Sam (through Dana) and Account executives; next is now Priya.";
        assert_eq!(told[0].answer.as_deref(), Some(answer));
    }

    #[test]
    fn the_thread_ends_with_its_handle() {
        let (counter, answers) = Counter::start(|| {}).unwrap();
        drop(counter);
        assert!(answers.recv().is_err());
    }
}
