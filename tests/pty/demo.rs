//! A program that shows what it is told, and does the wrong things on request.

use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use onside::app::{Effect, Message};
use onside::layout::Size;
use onside::settings::{Code, Key, escape_ms};
use onside::store::StateFolder;
use onside::terminal::{self, Errand, Program};
use portable_pty::CommandBuilder;
use ratatui::Frame;
use ratatui::text::Line;

use super::session::{FLOODING, FLUSHED, Session};

/// How this executable is told to be the program.
pub const ARGUMENTS: [&str; 4] = ["--exact", "child", "--ignored", "--nocapture"];

/// Starts the program and waits until it shows itself.
pub fn start(environment: &[(&str, &str)]) -> Session {
    start_in("exec \"$@\"", environment)
}

/// Starts the program from a shell script, where it is `"$@"`.
pub fn start_in(script: &str, environment: &[(&str, &str)]) -> Session {
    let folder = tempfile::tempdir().unwrap();
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(["-c", script, "sh"]);
    command.arg(std::env::current_exe().unwrap());
    command.args(ARGUMENTS);
    command.env("TERM", "xterm-256color");
    for variable in ["SSH_TTY", "SSH_CONNECTION", "RUST_BACKTRACE"] {
        command.env_remove(variable);
    }
    command.env("ONSIDE_CHILD", folder.path());
    for (name, value) in environment {
        command.env(name, value);
    }
    let mut session = Session::start(command, folder);
    session.wait_for("keys -");
    session
}

/// Is the program, if this executable was started to be it.
pub fn run() {
    let Some(folder) = std::env::var_os("ONSIDE_CHILD").map(PathBuf::from) else {
        return;
    };
    let (bell, ear) = terminal::bell().unwrap();
    let (outbox, inbox) = mpsc::channel();
    let mut demo = Demo {
        size: terminal::size(),
        keys: Vec::new(),
        pasted: String::new(),
        is_broken: false,
        resumed: 0,
        inbox,
        outbox,
        bell: bell.clone(),
        folder: folder.clone(),
    };
    terminal::keep_crashes(StateFolder::At(folder.join("state")));
    let hangs = std::env::var_os("ONSIDE_CHILD_FLUSH").is_some();
    let flush = move || {
        std::fs::write(folder.join(FLUSHED), "").unwrap();
        if hangs {
            loop {
                thread::park();
            }
        }
    };
    let escape = escape_ms(|name| std::env::var(name).ok()).value;
    let escape = Duration::from_millis(escape);
    let code = match terminal::run(&mut demo, (bell, ear), Arc::new(flush), escape) {
        Ok(()) => 0,
        Err(error) => {
            eprintln!("{error}");
            error.exit_code()
        }
    };
    std::process::exit(code.into());
}

struct Demo {
    size: Size,
    keys: Vec<String>,
    pasted: String,
    is_broken: bool,
    resumed: usize,
    inbox: mpsc::Receiver<Message>,
    outbox: mpsc::Sender<Message>,
    bell: terminal::Bell,
    folder: PathBuf,
}

impl Program for Demo {
    fn update(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Key(key) => return self.press(key),
            Message::Paste(text) => self.pasted = text,
            // What came is what counts here.
            Message::Cut(_) => {}
            Message::Resized(size) => self.size = size,
            Message::Resumed => self.resumed += 1,
            Message::Save(_)
            | Message::Told(_)
            | Message::Sheet(_)
            | Message::Theirs(_)
            | Message::Neighbours(_)
            | Message::Counted(_) => {
                unreachable!("nothing is saved or opened here")
            }
        }
        Vec::new()
    }

    fn perform(&mut self, effect: Effect) {
        unreachable!("{effect:?}");
    }

    fn hand_over(&mut self, line: Option<usize>) -> Result<Errand, String> {
        unreachable!("{line:?}");
    }

    fn receive(&mut self) -> Option<Message> {
        self.inbox.try_recv().ok()
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        let Size { width, height } = self.size;
        let keys = match self.keys.len() {
            0 => "-".to_owned(),
            1..=10 => self.keys.join(" "),
            count => format!("{count} keys"),
        };
        let lines = [
            format!("size {width}x{height}"),
            format!("keys {keys}"),
            format!("paste {:?}", self.pasted),
            format!("resumed {}", self.resumed),
            (if self.is_broken { "broken" } else { "whole" }).to_owned(),
            format!("pid {}", std::process::id()),
        ];
        for (line, row) in lines.into_iter().zip(frame.area().rows()) {
            frame.render_widget(Line::raw(line), row);
        }
    }
}

impl Demo {
    fn press(&mut self, key: Key) -> Vec<Effect> {
        match key {
            Key {
                code: Code::Char('q'),
                ..
            } => return vec![Effect::Quit],
            key if key == Key::ctrl('z') => return vec![Effect::Suspend],
            key if key == Key::ctrl('l') => return vec![Effect::Redraw],
            Key {
                code: Code::Char('p'),
                ..
            } => panic!("on request"),
            Key {
                code: Code::Char('t'),
                ..
            } => {
                let _ = thread::spawn(|| panic!("on request")).join();
            }
            Key {
                code: Code::Char('e'),
                ..
            } => self.break_input(),
            Key {
                code: Code::Char('w'),
                ..
            } => self.flood_the_line(),
            Key {
                code: Code::Char('b'),
                ..
            } => self.tell_from_afar(),
            key => self.keys.push(key.to_string()),
        }
        Vec::new()
    }

    /// Leaves a standard input that can be set and waited for, but not read.
    fn break_input(&mut self) {
        let unreadable = std::fs::File::options()
            .write(true)
            .open("/dev/tty")
            .unwrap();
        rustix::stdio::dup2_stdin(unreadable).unwrap();
        self.is_broken = true;
    }

    fn tell_from_afar(&self) {
        let (outbox, bell) = (self.outbox.clone(), self.bell.clone());
        thread::spawn(move || {
            outbox.send(Message::Paste("from afar".to_owned())).unwrap();
            bell.ring();
        });
    }

    fn flood_the_line(&self) {
        std::fs::write(self.folder.join(FLOODING), "").unwrap();
        loop {
            rustix::io::write(rustix::stdio::stdout(), &[b'x'; 4096]).unwrap();
        }
    }
}
