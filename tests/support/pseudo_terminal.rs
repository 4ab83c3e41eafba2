//! A pseudo-terminal: what a program writes to it comes in pieces, what is typed goes to it, and
//! the line to it may go silent or be cut.

use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use portable_pty::{MasterPty, PtySize, SlavePty, native_pty_system};

/// The side of a pseudo-terminal that a person sits at.
pub struct PseudoTerminal {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    reader: Option<JoinHandle<()>>,
    is_reading: Arc<AtomicBool>,
    output: Receiver<Vec<u8>>,
}

impl PseudoTerminal {
    /// Opens one of a size, with the side on which a program is to be started.
    pub fn open(columns: u16, rows: u16) -> (Self, Box<dyn SlavePty + Send>) {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let is_reading = Arc::new(AtomicBool::new(true));
        let (reader, output) = read_on_thread(pair.master.try_clone_reader().unwrap(), &is_reading);
        let terminal = Self {
            writer: Some(pair.master.take_writer().unwrap()),
            master: Some(pair.master),
            reader: Some(reader),
            is_reading,
            output,
        };
        (terminal, pair.slave)
    }

    /// Types; an error where the program is gone. On a line that was cut nothing happens.
    pub fn send(&mut self, keys: &str) -> io::Result<()> {
        match &mut self.writer {
            Some(writer) => writer
                .write_all(keys.as_bytes())
                .and_then(|()| writer.flush()),
            None => Ok(()),
        }
    }

    /// Waits for the next piece of output.
    pub fn receive(&self, until: Instant) -> Result<Vec<u8>, RecvTimeoutError> {
        let left = until.saturating_duration_since(Instant::now());
        self.output.recv_timeout(left)
    }

    /// Changes the size of the window.
    pub fn resize(&self, columns: u16, rows: u16) {
        let master = self.master.as_ref().unwrap();
        master.resize(size(columns, rows)).unwrap();
    }

    /// Returns how the terminal treats what is typed and printed, as text.
    pub fn settings(&self) -> String {
        let master = self.master.as_ref().unwrap();
        format!("{:?}", master.get_termios())
    }

    /// Says whether what the program writes is still taken.
    pub fn is_read(&self) -> bool {
        self.reader.is_some()
    }

    /// Leaves the line open, but takes nothing from it any more.
    pub fn stop_reading(&mut self) {
        self.is_reading.store(false, Ordering::SeqCst);
        // The reader sees it once more output came; a program that is gone sends its end.
        drop(self.send("\x0c"));
        self.reader.take().unwrap().join().unwrap();
    }

    /// Cuts the line.
    pub fn hang_up(&mut self) {
        self.stop_reading();
        self.writer = None;
        self.master = None;
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        ..PtySize::default()
    }
}

fn read_on_thread(
    mut reader: Box<dyn Read + Send>,
    is_reading: &Arc<AtomicBool>,
) -> (JoinHandle<()>, Receiver<Vec<u8>>) {
    let (sender, output) = channel();
    let is_reading = Arc::clone(is_reading);
    let read = move || {
        let mut chunk = vec![0; 1 << 16];
        while is_reading.load(Ordering::SeqCst) {
            match reader.read(&mut chunk) {
                Ok(count @ 1..) if sender.send(chunk[..count].to_vec()).is_ok() => {}
                _ => break,
            }
        }
    };
    (thread::spawn(read), output)
}
