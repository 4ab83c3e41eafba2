//! A line between a client and a server that can be slow, go silent or be reset.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How often a waiting direction looks whether the line has changed.
const LOOK: Duration = Duration::from_millis(10);

/// What the line does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Line {
    /// It passes what comes.
    Open,
    /// It passes nothing, and nobody is told: the cable is out.
    Silent,
    /// Both ends are told that the connection is gone.
    Reset,
}

/// A relay on the loopback address.
pub struct Relay {
    /// Where clients connect.
    pub port: u16,
    line: Arc<AtomicU8>,
}

impl Relay {
    /// Starts a relay to `target` that takes `delay` each way and passes `rate` bytes a second.
    pub fn start(target: u16, delay: Duration, rate: u32) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let line = Arc::new(AtomicU8::new(Line::Open as u8));
        let state = Arc::clone(&line);
        thread::spawn(move || {
            for client in listener.incoming() {
                let client = client.unwrap();
                let server = TcpStream::connect(("127.0.0.1", target)).unwrap();
                for (from, to) in [(&client, &server), (&server, &client)] {
                    let direction = Direction {
                        from: from.try_clone().unwrap(),
                        to: to.try_clone().unwrap(),
                        delay,
                        rate,
                        line: Arc::clone(&state),
                    };
                    thread::spawn(move || direction.pass());
                }
            }
        });
        Self { port, line }
    }

    /// Makes the line do something else.
    pub fn set(&self, line: Line) {
        self.line.store(line as u8, Ordering::SeqCst);
    }
}

/// One of the two ways of a connection.
struct Direction {
    from: TcpStream,
    to: TcpStream,
    delay: Duration,
    rate: u32,
    line: Arc<AtomicU8>,
}

impl Direction {
    fn is(&self, line: Line) -> bool {
        self.line.load(Ordering::SeqCst) == line as u8
    }

    fn pass(mut self) {
        self.from.set_read_timeout(Some(LOOK)).unwrap();
        let mut chunk = [0; 4096];
        loop {
            while self.is(Line::Silent) {
                thread::sleep(LOOK);
            }
            if self.is(Line::Reset) {
                return self.wait_for_unread();
            }
            match self.from.read(&mut chunk) {
                Ok(0) => break,
                Ok(count) => {
                    let rate = f64::from(self.rate);
                    let bytes = f64::from(u32::try_from(count).unwrap());
                    thread::sleep(self.delay + Duration::from_secs_f64(bytes / rate));
                    if self.is(Line::Open) && self.to.write_all(&chunk[..count]).is_err() {
                        break;
                    }
                }
                Err(error) if is_time_out(error.kind()) => {}
                Err(_) => break,
            }
        }
        // The other end may be gone as well.
        let _ = self.to.shutdown(Shutdown::Write);
    }

    /// Waits until something has come that is never read: a socket closed then tells
    /// its other end that the connection is reset, where a plain close would only say the end.
    fn wait_for_unread(&self) {
        let until = Instant::now() + Duration::from_secs(10);
        while Instant::now() < until {
            match self.from.peek(&mut [0]) {
                Err(error) if is_time_out(error.kind()) => {}
                _ => return,
            }
        }
    }
}

fn is_time_out(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::WouldBlock | ErrorKind::TimedOut)
}
