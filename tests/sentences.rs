//! Every sentence of every failure that a person can meet, in one golden file.
//!
//! Each list goes from one kind to the next by a `match` without a wildcard: a new kind does
//! not compile here before it has a place in the list. Read the golden aloud: each sentence
//! names the thing and the next step.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on fails"
)]

use std::fmt::{Display, Write as _};
use std::iter::successors;
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::time::Duration;
use std::{fs, io};

use onside::cli::Usage;
use onside::document::merge::NoAnswer;
use onside::document::{Document, Refused};
use onside::model::{Date, EditError, Id, NotADate};
use onside::session::{self, Flushed, Folders, Left, Report, Session, Source};
use onside::store::{
    Cause, Failure, Fingerprint, How, Kind, Loaded, SaveError, Saved, StateFolder, Task,
};
use onside::terminal::Error;
use rustix::io::Errno;

fn next_task(task: Task) -> Option<Task> {
    Some(match task {
        Task::Open => Task::Save,
        Task::Save => Task::Confirm,
        Task::Confirm => Task::Finish,
        Task::Finish => Task::Keep,
        Task::Keep => Task::Journal,
        Task::Journal => Task::History,
        Task::History => Task::Purge,
        Task::Purge => return None,
    })
}

fn next_cause(cause: &Cause) -> Option<Cause> {
    Some(match cause {
        Cause::System(_) => Cause::Missing,
        Cause::Missing => Cause::NoFolder("/home/me/boards".into()),
        Cause::NoFolder(_) => Cause::NotAFile(Kind::Folder),
        Cause::NotAFile(kind) => match next_kind(*kind) {
            Some(kind) => Cause::NotAFile(kind),
            None => Cause::TooLarge,
        },
        Cause::TooLarge => Cause::ReadOnly,
        Cause::ReadOnly => Cause::NoNote("HOME is not set".to_owned()),
        Cause::NoNote(_) => Cause::NoState("HOME is not set".to_owned()),
        Cause::NoState(_) => Cause::InUse,
        Cause::InUse => Cause::Full,
        Cause::Full => return None,
    })
}

fn next_kind(kind: Kind) -> Option<Kind> {
    match kind {
        Kind::Folder => Some(Kind::Link),
        Kind::Link => Some(Kind::Pipe),
        Kind::Pipe => Some(Kind::Device),
        Kind::Device | Kind::File => None,
    }
}

/// What the system may say, each once; the last has no words of its own.
const ERRORS: [Errno; 22] = [
    Errno::NOSPC,
    Errno::DQUOT,
    Errno::IO,
    Errno::ROFS,
    Errno::ACCESS,
    Errno::PERM,
    Errno::NOENT,
    Errno::NOTDIR,
    Errno::ISDIR,
    Errno::LOOP,
    Errno::NAMETOOLONG,
    Errno::FBIG,
    Errno::STALE,
    Errno::TIMEDOUT,
    Errno::BUSY,
    Errno::INVAL,
    Errno::MFILE,
    Errno::NOMEM,
    Errno::NXIO,
    Errno::NOTSUP,
    Errno::NODEV,
    Errno::XDEV,
];

fn saved() -> Saved {
    Saved {
        fingerprint: Fingerprint::of(b"()"),
        how: How::Exchanged,
        remark: None,
    }
}

fn next_save_error(error: &SaveError) -> Option<SaveError> {
    let name = || "board.ron".to_owned();
    let unconfirmed = || Failure::new(Task::Confirm, "board.ron", Errno::IO);
    Some(match error {
        SaveError::Diverged { .. } => SaveError::Displaced {
            name: name(),
            theirs: None,
            kept: "/state/history/board.ron".into(),
            saved: Box::new(saved()),
            unconfirmed: None,
        },
        SaveError::Displaced {
            unconfirmed: None, ..
        } => SaveError::Displaced {
            name: name(),
            theirs: None,
            kept: "/state/history/board.ron".into(),
            saved: Box::new(saved()),
            unconfirmed: Some(Box::new(unconfirmed())),
        },
        SaveError::Displaced { .. } => SaveError::Gone { name: name() },
        SaveError::Gone { .. } => SaveError::Unconfirmed {
            saved: Box::new(saved()),
            failure: unconfirmed(),
        },
        SaveError::Unconfirmed { .. } => {
            SaveError::Failed(Failure::new(Task::Save, "board.ron", Errno::NOSPC))
        }
        SaveError::Failed(_) => return None,
    })
}

fn next_terminal_error(error: &Error) -> Option<Error> {
    Some(match error {
        Error::NotATerminal => Error::Dumb,
        Error::Dumb => Error::HungUp,
        Error::HungUp => Error::Io(io::Error::from_raw_os_error(5)),
        Error::Io(_) => return None,
    })
}

fn next_usage(usage: &Usage) -> Option<Usage> {
    let words = || ("a.ron".to_owned(), "check".to_owned());
    Some(match usage {
        Usage::NoSuchWord { .. } => Usage::TwoBoards(words().0, "b.ron".to_owned()),
        Usage::TwoBoards(..) => Usage::BoardBeforeCommand(words().0, words().1),
        Usage::BoardBeforeCommand(..) => Usage::Today(no_date()),
        Usage::Today(_) => Usage::Other("what clap says".to_owned()),
        Usage::Other(_) => return None,
    })
}

fn no_date() -> NotADate {
    "tomorrow".parse::<Date>().unwrap_err()
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn next_refusal(refused: &Refused) -> Option<Refused> {
    Some(match refused {
        Refused::Edit(EditError::NoSuchId(_)) => EditError::NoSuchPlace { at: 3, length: 2 }.into(),
        Refused::Edit(EditError::NoSuchPlace { .. }) => {
            Refused::Unwritable("a comment would be lost".to_owned())
        }
        Refused::Unwritable(_) => return None,
    })
}

fn next_left(left: &Left) -> Option<Left> {
    let full = || Failure::new(Task::Save, "board.ron", Errno::NOSPC).what();
    Some(match left {
        Left::Saved => Left::Kept {
            path: "/state/unsaved/board.ron".into(),
            sentence: format!("{} Your version is in /state/unsaved/board.ron.", full()),
        },
        Left::Kept { .. } => Left::Noted(full()),
        Left::Noted(_) => Left::Lost(full()),
        Left::Lost(_) => Left::Late,
        Left::Late => return None,
    })
}

fn next_no_answer(why: &NoAnswer) -> Option<NoAnswer> {
    Some(match why {
        NoAnswer::NoRecord(_) => NoAnswer::NoValue {
            field: "power".to_owned(),
            text: "7".to_owned(),
            why: "`power` is 7; it goes from 1 to 5".to_owned(),
        },
        NoAnswer::NoValue { .. } => return None,
    })
}

/// Writes a heading and the sentences under it, a line each.
fn tell(golden: &mut String, heading: &str, sentences: impl Iterator<Item = impl Display>) {
    writeln!(golden, "\n## {heading}").unwrap();
    for sentence in sentences {
        writeln!(golden, "- {sentence}").unwrap();
    }
}

#[test]
fn every_sentence_of_every_failure_names_the_thing_and_the_next_step() {
    let mut golden = String::new();
    let failed = |task: Task, cause: Cause| Failure::new(task, "board.ron", cause);
    let tasks = || successors(Some(Task::Open), |task| next_task(*task));
    let causes = || successors(next_cause(&Cause::System(Errno::IO)), next_cause);
    tell(
        &mut golden,
        "each task on a full disk",
        tasks().map(|task| failed(task, Errno::NOSPC.into())),
    );
    tell(
        &mut golden,
        "each error of the system at saving",
        ERRORS
            .into_iter()
            .map(|error| failed(Task::Save, error.into())),
    );
    tell(
        &mut golden,
        "permission denied at opening",
        [Errno::ACCESS]
            .into_iter()
            .map(|error| failed(Task::Open, error.into())),
    );
    tell(
        &mut golden,
        "each other cause at opening",
        causes().map(|cause| failed(Task::Open, cause)),
    );
    tell(
        &mut golden,
        "each other cause at saving",
        causes().map(|cause| failed(Task::Save, cause)),
    );
    let diverged = SaveError::Diverged {
        name: "board.ron".to_owned(),
        theirs: Box::new(Loaded {
            bytes: Vec::new(),
            fingerprint: Fingerprint::of(b""),
            path: "/home/me/board.ron".into(),
            mode: 0o600,
            is_writable: true,
            was_finished: false,
        }),
    };
    tell(
        &mut golden,
        "each end of a save",
        successors(Some(diverged), next_save_error),
    );
    let left = successors(Some(Left::Saved), next_left);
    tell(
        &mut golden,
        "what is told when everybody has left",
        left.filter_map(Left::last_words),
    );
    let off = StateFolder::Off("HOME is not set".to_owned());
    tell(&mut golden, "no state folder", off.trouble().into_iter());
    tell(
        &mut golden,
        "no board on the terminal",
        successors(Some(Error::NotATerminal), next_terminal_error),
    );
    let word = Usage::NoSuchWord {
        word: "chekc".to_owned(),
        meant: Some("check".to_owned()),
    };
    tell(
        &mut golden,
        "a command line that means nothing",
        successors(Some(word), next_usage),
    );
    let no_id = Refused::from(EditError::NoSuchId(id("dana")));
    tell(
        &mut golden,
        "an edit that is refused",
        successors(Some(no_id), next_refusal),
    );
    let no_record = NoAnswer::NoRecord("dana".to_owned());
    tell(
        &mut golden,
        "an answer that can't be taken",
        successors(Some(no_record), next_no_answer),
    );
    insta::assert_snapshot!("failures", golden.trim_start());
}

const BOARD: &str = "(version: 1, departments: [])";
const OURS: &str = "(version: 1, title: \"Ours\", departments: [])";
const THEIRS: &str = "(version: 1, title: \"Theirs\", departments: [])";

/// A session on a real file.
struct Desk {
    folder: tempfile::TempDir,
    session: Session,
    reports: Receiver<Report>,
}

impl Desk {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("board.ron");
        fs::write(&path, BOARD).unwrap();
        let folders = Folders {
            state: StateFolder::At(folder.path().join("state")),
            data: None,
        };
        let opened = session::open(Source::File(path), &folders).unwrap();
        let (session, reports) = Session::start(&opened, Vec::new(), || {}).unwrap();
        Self {
            folder,
            session,
            reports,
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("board.ron")
    }

    fn change(&self) {
        let board = Document::load(OURS.as_bytes()).unwrap().board().clone();
        self.session.save(OURS.to_owned(), board);
    }

    /// Returns the next report on the file.
    fn report(&self) -> Report {
        let patience = Duration::from_secs(30);
        loop {
            match self.reports.recv_timeout(patience).unwrap() {
                Report::Neighbours(_) | Report::Saving | Report::Remark { .. } => {}
                report => return report,
            }
        }
    }

    /// Returns what is told once the file is `text`, or is gone.
    fn told_of(&self, text: Option<&str>) -> String {
        match text {
            Some(text) => fs::write(self.path(), text).unwrap(),
            None => fs::remove_file(self.path()).unwrap(),
        }
        self.session.look();
        match self.report() {
            Report::Paused { sentence } | Report::Gone { sentence } => sentence,
            other => panic!("{other:?}"),
        }
    }

    fn flushed(&self) -> String {
        match self.session.flush(Duration::MAX) {
            Flushed::NotSaved(sentence) => sentence,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn every_sentence_of_a_session_about_its_file_names_the_file_and_the_next_step() {
    let mut golden = String::new();
    let unsound = [
        "",
        "(version: 1",
        "(version: 1, departments: [], departmints: [])",
    ];
    let paused = unsound.map(|text| Desk::open().told_of(Some(text)));
    tell(&mut golden, "a file that says no board", paused.into_iter());
    let gone = Desk::open().told_of(None);
    tell(&mut golden, "a file that is gone", [gone].into_iter());

    let desk = Desk::open();
    desk.change();
    let other = Document::load(BOARD.as_bytes()).unwrap().board().clone();
    desk.session.save(OURS.to_owned(), other);
    let fault = desk.flushed();
    tell(
        &mut golden,
        "a text that is not the board",
        [fault].into_iter(),
    );

    let desk = Desk::open();
    fs::write(desk.path(), THEIRS).unwrap();
    desk.session.look();
    assert!(matches!(desk.report(), Report::Theirs(_)));
    desk.change();
    let waits = desk.flushed();
    let Left::Kept { path, sentence } = desk.session.leave(Duration::MAX) else {
        panic!("theirs was overwritten");
    };
    let left = sentence.replace(&path.display().to_string(), "/state/unsaved/board.ron");
    let told = [waits, left].into_iter();
    tell(
        &mut golden,
        "theirs, not taken in yet, and at leaving",
        told,
    );
    assert_eq!(fs::read_to_string(desk.path()).unwrap(), THEIRS);
    insta::assert_snapshot!("session", golden.trim_start());
}
