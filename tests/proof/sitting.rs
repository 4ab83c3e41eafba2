//! The real program in a pseudo-terminal, and the person before it.

use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus};

use super::pseudo_terminal::PseudoTerminal;

/// How long anything may take before a step counts as failed.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// One run of a program in a terminal of 80x24.
pub struct Sitting {
    terminal: PseudoTerminal,
    child: Box<dyn Child + Send + Sync>,
    screen: vt100::Parser,
    /// All that came after the screen was given back.
    last_words: String,
}

impl Sitting {
    /// Starts a program.
    pub fn start(mut command: CommandBuilder) -> Self {
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("LC_ALL", "C.UTF-8");
        let (terminal, program_side) = PseudoTerminal::open(80, 24);
        let child = program_side.spawn_command(command).unwrap();
        drop(program_side);
        Self {
            terminal,
            child,
            screen: vt100::Parser::default(),
            last_words: String::new(),
        }
    }

    /// Returns the number of the process.
    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Types. A program that is gone does not hear it.
    pub fn send(&mut self, keys: &str) {
        drop(self.terminal.send(keys));
    }

    /// Returns what the screen shows.
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Returns what was printed after the screen was given back.
    pub fn last_words(&self) -> &str {
        &self.last_words
    }

    /// Waits until the screen is as wanted; `false` if the program ends or takes too long.
    pub fn wait_until(&mut self, is_wanted: impl Fn(&str) -> bool) -> bool {
        let until = Instant::now() + PATIENCE;
        while !is_wanted(&self.text()) {
            if !self.take_output(until) {
                return false;
            }
        }
        true
    }

    /// Takes in one more piece of output; `false` if there is none in time, or ever.
    fn take_output(&mut self, until: Instant) -> bool {
        let Ok(bytes) = self.terminal.receive(until) else {
            return false;
        };
        self.screen.process(&bytes);
        let text = String::from_utf8_lossy(&bytes);
        match text.rsplit_once("\x1b[?1049l") {
            Some((_, after)) => after.clone_into(&mut self.last_words),
            None => self.last_words.push_str(&text),
        }
        true
    }

    /// Waits for the end of the program and of its output; `None` if it does not end in time.
    pub fn wait_for_end_within(&mut self, limit: Duration) -> Option<ExitStatus> {
        let until = Instant::now() + limit;
        while self.take_output(until) {}
        self.end_within(until.saturating_duration_since(Instant::now()))
    }

    /// Returns how the program ended, if it does within `limit`.
    pub fn end_within(&mut self, limit: Duration) -> Option<ExitStatus> {
        let until = Instant::now() + limit;
        loop {
            match self.child.try_wait().unwrap() {
                Some(status) => return Some(status),
                None if Instant::now() >= until => return None,
                None => thread::sleep(Duration::from_millis(5)),
            }
        }
    }

    /// Kills the program, as `kill -9` does.
    pub fn kill(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let ended = self.end_within(PATIENCE);
        assert!(ended.is_some(), "a killed process ends");
    }

    /// Leaves the line open, but takes nothing from it any more.
    pub fn stop_reading(&mut self) {
        self.terminal.stop_reading();
    }

    /// Cuts the line.
    pub fn hang_up(&mut self) {
        self.terminal.hang_up();
    }
}

impl Drop for Sitting {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
    }
}
