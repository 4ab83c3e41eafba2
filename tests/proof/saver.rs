//! The program that saves and is killed: the disk thread of a real session, without a
//! terminal, so that it does the same calls each time.
//!
//! It is this very executable, started again. It prints `kept N` when the first N changes
//! have been acknowledged, and `aside PATH` when the last ones were put aside.

use std::env;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use onside::document::Document;
use onside::session::{
    self, Flushed, Folders, Left, Opened, Report, Session, Source, find_unsaved,
};
use onside::store::StateFolder;
use rustix::process::{Resource, Rlimit, Signal, getrlimit, setrlimit};

use super::boards;

/// How many changes the saver makes. The first ones are there so that its disk thread has
/// made more calls of each kind than other threads make at the start: strace counts
/// by thread.
pub const CHANGES: usize = 5;

/// What a saver does when a file reaches the size it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtTheLimit {
    /// It is ended by the signal: the write is torn.
    Dies,
    /// It is told by an error, after a part was written.
    IsTold,
}

/// Adds this executable as the saver to a command that runs what is behind it.
pub fn append_to(command: &mut Command, board: &Path, state: &Path) {
    command.arg(env::current_exe().unwrap());
    dress(command, board, state);
}

/// Returns the saver as a command of its own, whose files end at `limit` bytes from its
/// second change on.
pub fn limited(board: &Path, state: &Path, limit: u64, then: AtTheLimit) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    dress(&mut command, board, state);
    command.env("ONSIDE_SAVER_LIMIT", limit.to_string());
    if then == AtTheLimit::IsTold {
        command.env("ONSIDE_SAVER_IS_TOLD", "1");
    }
    command
}

fn dress(command: &mut Command, board: &Path, state: &Path) {
    command.args([
        "--exact",
        "saver::child",
        "--ignored",
        "--nocapture",
        "--test-threads=1",
    ]);
    command.env("ONSIDE_SAVER_BOARD", board);
    command.env("ONSIDE_SAVER_STATE", state);
    command.env_remove("RUST_BACKTRACE");
}

#[test]
#[ignore = "the program that the other tests run"]
fn child() {
    let (Some(board), Some(state)) = (
        env::var_os("ONSIDE_SAVER_BOARD"),
        env::var_os("ONSIDE_SAVER_STATE"),
    ) else {
        return;
    };
    let folders = Folders {
        state: StateFolder::At(state.into()),
        data: None,
    };
    let opened = session::open(Source::File(board.into()), &folders).unwrap();
    let (mut document, session, _reports) = begin(opened);
    for number in 0..CHANGES {
        if number == 1 {
            limit_files();
        }
        boards::change(&mut document, number);
        session.save(document.text().to_owned(), document.board().clone());
        if flush(&session) == Flushed::Saved {
            println!("kept {}", number + 1);
        }
    }
    loop {
        match session.leave(Duration::MAX) {
            Left::Late => {}
            Left::Kept { path, .. } => return println!("aside {}", path.display()),
            Left::Noted(_) => return println!("aside in the journal"),
            Left::Saved | Left::Lost(_) => return,
        }
    }
}

/// Begins a session with a board, as the terminal does.
pub fn begin(opened: Opened) -> (Document, Session, Receiver<Report>) {
    let found = find_unsaved(&opened.store, &opened.document);
    let (session, reports) = Session::start(&opened, found.orphans, || {}).unwrap();
    (opened.document, session, reports)
}

/// Has all saved, however long a busy machine takes.
pub fn flush(session: &Session) -> Flushed {
    loop {
        match session.flush(Duration::MAX) {
            Flushed::Late => {}
            done => return done,
        }
    }
}

fn limit_files() {
    let Ok(limit) = env::var("ONSIDE_SAVER_LIMIT") else {
        return;
    };
    if env::var_os("ONSIDE_SAVER_IS_TOLD").is_some() {
        // A handler in place of the end: the call returns with an error instead.
        signal_hook::flag::register(Signal::XFSZ.as_raw(), Arc::new(AtomicBool::new(false)))
            .unwrap();
    }
    let rest = Rlimit {
        current: Some(limit.parse().unwrap()),
        ..getrlimit(Resource::Fsize)
    };
    setrlimit(Resource::Fsize, rest).unwrap();
}
