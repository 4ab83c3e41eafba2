//! A program in a pseudo-terminal, and the person before it.

use std::fs;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus};
use rustix::process::{Pid, Signal, kill_process};

use super::pseudo_terminal::PseudoTerminal;

/// How long anything may take before a test fails.
const PATIENCE: Duration = Duration::from_secs(10);

/// After this long without a byte nothing more comes by itself.
const QUIET: Duration = Duration::from_millis(300);

/// What a terminal must have been told at the end.
const RESTORED: [&str; 4] = ["\x1b[m", "\x1b[?25h", "\x1b[?2004l", "\x1b[?1049l"];

/// Files in the session's folder by which a program tells what it cannot show.
pub const FLUSHED: &str = "flushed";
pub const FLOODING: &str = "flooding";

/// One run of a program.
pub struct Session {
    terminal: PseudoTerminal,
    child: Option<Box<dyn Child + Send + Sync>>,
    screen: vt100::Parser,
    raw: Vec<u8>,
    /// The line settings before the program came, as text.
    given: String,
    folder: tempfile::TempDir,
}

impl Session {
    /// Starts a program; `folder` is kept as long as the session.
    pub fn start(command: CommandBuilder, folder: tempfile::TempDir) -> Self {
        let (terminal, program_side) = PseudoTerminal::open(80, 24);
        let given = terminal.settings();
        let child = program_side.spawn_command(command).unwrap();
        drop(program_side);
        Self {
            terminal,
            child: Some(child),
            screen: vt100::Parser::default(),
            raw: Vec::new(),
            given,
            folder,
        }
    }

    /// Types.
    pub fn send(&mut self, text: &str) {
        self.terminal.send(text).unwrap();
    }

    /// Sends a signal to the process whose number is on the screen behind "pid".
    pub fn signal(&mut self, signal: Signal) {
        let screen = self.text();
        let line = screen.lines().find_map(|line| line.strip_prefix("pid "));
        let number = line.unwrap().trim();
        kill_process(Pid::from_raw(number.parse().unwrap()).unwrap(), signal).unwrap();
    }

    /// Changes the size of the window; 0x0 is one that does not know it.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.terminal.resize(width, height);
        let known = |count: u16, usual: u16| if count == 0 { usual } else { count };
        self.screen.screen_mut().set_size(
            known(height, 24).try_into().unwrap(),
            known(width, 80).try_into().unwrap(),
        );
    }

    /// Takes in one more piece of output; `false` if there is none any more.
    fn take_output(&mut self, until: Instant) -> bool {
        match self.terminal.receive(until) {
            Ok(bytes) => {
                self.screen.process(&bytes);
                self.raw.extend(bytes);
                true
            }
            Err(RecvTimeoutError::Disconnected) => false,
            Err(RecvTimeoutError::Timeout) => panic!(
                "nothing more came; screen:\n{}\nraw: {:?}",
                self.text(),
                self.raw()
            ),
        }
    }

    /// Waits until a line of the screen holds `text`.
    pub fn wait_for(&mut self, text: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.text().lines().any(|line| line.contains(text)) {
            assert!(
                self.take_output(until),
                "{text:?} never came; screen:\n{}\nraw: {:?}",
                self.text(),
                self.raw()
            );
        }
    }

    /// Waits until the header tells when the board was saved, at whatever time that is.
    pub fn wait_for_saved(&mut self) {
        let until = Instant::now() + PATIENCE;
        let is_told = |text: &str| text.lines().next().is_some_and(has_time_of_saving);
        while !is_told(&self.text()) {
            assert!(self.take_output(until), "it was never saved");
        }
    }

    /// Waits until no line of the screen holds `text`.
    pub fn wait_until_gone(&mut self, text: &str) {
        let until = Instant::now() + PATIENCE;
        while self.text().lines().any(|line| line.contains(text)) {
            assert!(self.take_output(until), "{text:?} stayed");
        }
    }

    /// Waits until the program says by its file that it is about to fill the line.
    pub fn wait_for_flood(&self) {
        let until = Instant::now() + PATIENCE;
        while !self.folder.path().join(FLOODING).exists() {
            assert!(Instant::now() < until, "the flood never began");
            thread::yield_now();
        }
    }

    /// Waits for the end of the process and of its output.
    pub fn wait_for_end(&mut self) -> ExitStatus {
        let until = Instant::now() + PATIENCE;
        while self.take_output(until) {}
        self.status_within(PATIENCE)
    }

    /// Returns the exit code of a process that has to end within `limit`.
    pub fn end_within(&mut self, limit: Duration) -> u32 {
        let code = self.status_within(limit).exit_code();
        while self.terminal.is_read() && self.take_output(Instant::now() + PATIENCE) {}
        code
    }

    fn status_within(&mut self, limit: Duration) -> ExitStatus {
        let mut child = self.child.take().unwrap();
        let mut killer = child.clone_killer();
        let (sender, status) = mpsc::channel();
        thread::spawn(move || sender.send(child.wait()));
        let Ok(status) = status.recv_timeout(limit) else {
            killer.kill().unwrap();
            panic!(
                "the process is still there after {limit:?}; screen:\n{}",
                self.text()
            );
        };
        status.unwrap()
    }

    /// Kills the process as `kill -9` does, and waits until it is gone.
    pub fn kill(&mut self) {
        let mut child = self.child.take().unwrap();
        let number = i32::try_from(child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(number).unwrap(), Signal::KILL).unwrap();
        child.wait().unwrap();
    }

    /// Stops the process, as a machine that swaps does.
    pub fn stand_still(&mut self) {
        self.signal_child(Signal::STOP);
    }

    /// Lets the process go on.
    pub fn go_on(&mut self) {
        self.signal_child(Signal::CONT);
    }

    fn signal_child(&mut self, signal: Signal) {
        let number = self.child.as_ref().unwrap().process_id().unwrap();
        let process = Pid::from_raw(i32::try_from(number).unwrap()).unwrap();
        kill_process(process, signal).unwrap();
    }

    /// Waits until nothing has come for a while: longer than a flood ebbs.
    pub fn wait_for_quiet(&mut self) {
        while let Ok(bytes) = self.terminal.receive(Instant::now() + QUIET) {
            self.screen.process(&bytes);
            self.raw.extend(bytes);
        }
    }

    /// Leaves the line open, but takes nothing from it any more.
    pub fn stop_reading(&mut self) {
        self.terminal.stop_reading();
    }

    /// Cuts the line.
    pub fn hang_up(&mut self) {
        self.terminal.hang_up();
    }

    /// Says whether programs get every key at once, and not lines.
    pub fn is_raw(&self) -> bool {
        self.terminal.settings() != self.given
    }

    /// Returns what the screen shows.
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Returns every byte that came.
    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.raw).into_owned()
    }

    /// Holds that the terminal was given back as it was.
    pub fn assert_restored(&self) {
        let raw = self.raw();
        let entered = raw.rfind("\x1b[?1049h").unwrap();
        let told = raw.get(entered..).unwrap();
        for sequence in RESTORED {
            assert!(told.contains(sequence), "{sequence:?} is missing: {told:?}");
        }
        assert!(!self.screen.screen().alternate_screen());
        assert!(!self.screen.screen().hide_cursor());
        assert!(!self.screen.screen().bracketed_paste());
        assert_eq!(self.terminal.settings(), self.given);
    }

    /// Counts `text` in what came after the terminal was given back; it must not have come before.
    pub fn times_after_restoring(&self, text: &str) -> usize {
        let raw = self.raw();
        let (before, after) = raw.split_once("\x1b[?1049l").unwrap();
        assert!(!before.contains(text));
        after.matches(text).count()
    }

    /// Returns what the program left in a file of its folder.
    pub fn read_kept(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    /// Holds that the program was asked to flush, or not.
    pub fn assert_flushed(&self, expected: bool) {
        assert_eq!(self.folder.path().join(FLUSHED).exists(), expected);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            // It may have ended by itself.
            let _ = child.kill();
        }
    }
}

/// Says whether a header ends with the time of saving: `saved 09:02`.
fn has_time_of_saving(header: &str) -> bool {
    let behind = header.rsplit_once("saved ").map(|(_, behind)| behind);
    behind.is_some_and(|time| time.starts_with(|first: char| first.is_ascii_digit()))
}
