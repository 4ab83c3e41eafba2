//! The program on a pseudo-terminal of 120x40, and what each key brings over the line.

use std::os::unix::fs::PermissionsExt as _;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder};

use super::pseudo_terminal::PseudoTerminal;

/// How long anything may take before a test fails.
const PATIENCE: Duration = Duration::from_secs(20);
const COLUMNS: u16 = 120;
const ROWS: u16 = 40;

/// What came over the line until the screen was as expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// How many bytes.
    pub bytes: usize,
    /// In how many pieces, each of which is a write at least.
    pub writes: usize,
}

/// One run of the program.
pub struct Line {
    terminal: PseudoTerminal,
    child: Box<dyn Child + Send + Sync>,
    screen: vt100::Parser,
    _folder: tempfile::TempDir,
}

impl Line {
    /// Opens the board that `text` says, and waits for the first frame.
    pub fn open(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let board = folder.path().join("board.ron");
        std::fs::write(&board, text).unwrap();
        // One that others may read is told of at opening, and the next key would clear that.
        let private = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(&board, private).unwrap();
        let (terminal, program_side) = PseudoTerminal::open(COLUMNS, ROWS);
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_onside"));
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        for variable in ["HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            command.env(variable, folder.path());
        }
        command.arg(board);
        let child = program_side.spawn_command(command).unwrap();
        drop(program_side);
        let mut line = Self {
            terminal,
            child,
            screen: vt100::Parser::new(ROWS.try_into().unwrap(), COLUMNS.try_into().unwrap(), 0),
            _folder: folder,
        };
        // Last of all comes how sure the first of next is.
        line.wait(|screen| {
            ["Solid.", "Close call"]
                .iter()
                .any(|it| screen.contents().contains(it))
        });
        line.rest(Duration::from_millis(300));
        line
    }

    /// Types.
    pub fn send(&mut self, keys: &str) {
        self.terminal.send(keys).unwrap();
    }

    /// Types, and takes in what comes until the screen is as expected.
    pub fn press(&mut self, keys: &str, is_expected: impl Fn(&vt100::Screen) -> bool) -> Frame {
        self.send(keys);
        self.wait(is_expected)
    }

    /// Types what moves the cursor, or what is under it.
    pub fn go(&mut self, keys: &str) -> Frame {
        let look = |screen: &vt100::Screen| (screen.cursor_position(), screen.contents());
        let before = look(self.screen.screen());
        self.press(keys, |screen| look(screen) != before)
    }

    /// Takes in what comes until the screen is as expected.
    pub fn wait(&mut self, is_expected: impl Fn(&vt100::Screen) -> bool) -> Frame {
        let until = Instant::now() + PATIENCE;
        let mut frame = Frame::default();
        while !is_expected(self.screen.screen()) {
            match self.terminal.receive(until) {
                Ok(bytes) => self.take(&bytes, &mut frame),
                Err(error) => panic!("{error}; screen:\n{}", self.screen.screen().contents()),
            }
        }
        frame
    }

    /// Takes in what comes until nothing has come for `quiet`.
    pub fn rest(&mut self, quiet: Duration) -> Frame {
        let mut frame = Frame::default();
        loop {
            match self.terminal.receive(Instant::now() + quiet) {
                Ok(bytes) => self.take(&bytes, &mut frame),
                Err(RecvTimeoutError::Timeout) => return frame,
                Err(RecvTimeoutError::Disconnected) => panic!("the program is gone"),
            }
        }
    }

    fn take(&mut self, bytes: &[u8], frame: &mut Frame) {
        self.screen.process(bytes);
        frame.bytes += bytes.len();
        frame.writes += 1;
    }

    /// Returns how often a thread of the program was given the processor after it had waited.
    #[cfg(target_os = "linux")]
    pub fn wakes(&self) -> u64 {
        let process = self.child.process_id().unwrap();
        let threads = std::fs::read_dir(format!("/proc/{process}/task")).unwrap();
        let wakes = threads.map(|thread| {
            let status = std::fs::read_to_string(thread.unwrap().path().join("status")).unwrap();
            let mut lines = status.lines();
            let wakes = lines.find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
            wakes.unwrap().trim().parse::<u64>().unwrap()
        });
        wakes.sum()
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
