//! The words for all that can go wrong with a file: what, why, and the next step.
//!
//! Promises: every sentence names the file, the reason and what to do; the reason alone
//! is short enough for a header. Leaves to the screen to make names safe to show.

use std::path::PathBuf;

use rustix::io::Errno;

use super::disk::Kind;

/// What was being done when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Reading a file.
    Open,
    /// Writing a file; what was there is untouched.
    Save,
    /// Making the new file last: it stands there, but a power cut may take it.
    Confirm,
    /// Writing a file in place: it may be half old, half new, until the note is used.
    Finish,
    /// Putting a change aside that can't be saved.
    Keep,
    /// Noting a change before it is saved.
    Journal,
    /// Looking at the versions that are kept.
    History,
    /// Removing all that is kept of a file.
    Purge,
}

/// Why it failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The system said so.
    System(Errno),
    /// There is no such file.
    Missing,
    /// The folder it should be in is not there.
    NoFolder(PathBuf),
    /// It is not a regular file.
    NotAFile(Kind),
    /// It is larger than any board.
    TooLarge,
    /// Its permissions forbid writing to it.
    ReadOnly,
    /// It can only be written in place, and there is no state folder for the note that needs.
    NoNote(String),
    /// There is no state folder to keep anything in.
    NoState(String),
    /// Another session has the board open.
    InUse,
    /// There are more changes in it than it may hold.
    Full,
}

/// A failure as a sentence: the file, the reason, the next step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", in_one(self.what(), self.outlook()))]
pub struct Failure {
    /// What was being done.
    pub task: Task,
    /// The file, as it was named.
    pub name: String,
    /// Why it failed.
    pub cause: Cause,
}

impl Failure {
    /// Returns the failure of `task` on the file called `name`.
    pub fn new(task: Task, name: impl Into<String>, cause: impl Into<Cause>) -> Self {
        Self {
            task,
            name: name.into(),
            cause: cause.into(),
        }
    }

    /// Returns the reason alone: "no space left on the disk".
    pub fn reason(&self) -> String {
        match &self.cause {
            Cause::System(error) => reason_of(*error),
            Cause::Missing => "there is no such file".to_owned(),
            Cause::NoFolder(path) => format!("there is no folder {}", path.display()),
            Cause::NotAFile(kind) => format!("it is {}, not a file", described(*kind)),
            Cause::TooLarge => "it is larger than 64 MiB".to_owned(),
            Cause::ReadOnly => "the file is read-only".to_owned(),
            Cause::NoState(why) => format!("there is no state folder ({why})"),
            Cause::InUse => "another session has the board open".to_owned(),
            Cause::Full => "too many changes wait in it".to_owned(),
            Cause::NoNote(why) => format!(
                "it can only be written in place (hard links, another owner, or a folder you may not \
                 write to), which needs a note in the state folder, and {why}"
            ),
        }
    }

    /// Returns the next step alone: "free some space".
    pub fn next_step(&self) -> String {
        match (&self.cause, self.task) {
            (Cause::System(Errno::ACCESS | Errno::PERM), Task::Open) => {
                "`ls -l` shows whose it is; ask its owner, or `chmod u+r` it".to_owned()
            }
            (Cause::System(error), _) => step_after(*error).to_owned(),
            (Cause::Missing, _) => "check the name".to_owned(),
            (Cause::NoFolder(path), _) => format!("`mkdir -p {}` makes it", path.display()),
            (Cause::NotAFile(_), _) => "name a file that ends in .ron".to_owned(),
            (Cause::TooLarge, _) => {
                "a board is text of people and plays; check the name".to_owned()
            }
            (Cause::ReadOnly, _) => "`chmod u+w` it".to_owned(),
            (Cause::NoNote(_) | Cause::NoState(_), _) => {
                "set ONSIDE_STATE_DIR to a folder of your own".to_owned()
            }
            (Cause::InUse, _) => "leave it there first".to_owned(),
            (Cause::Full, _) => "the next save empties it".to_owned(),
        }
    }

    /// Says whether the file's own server lost it, so that opening it by name again may help.
    pub(super) fn is_stale(&self) -> bool {
        self.cause == Cause::System(Errno::STALE)
    }

    /// Returns what happened, why, and the next step, without what becomes of the changes.
    pub fn what(&self) -> String {
        let (name, reason, next) = (&self.name, self.reason(), self.next_step());
        match self.task {
            Task::Open => format!("{name} can't be opened: {reason}; {next}."),
            Task::Save => format!("{name} was not saved: {reason}; {next}."),
            Task::Confirm => {
                format!("{name} was written, but the disk does not confirm it: {reason}; {next}.")
            }
            Task::Finish => format!("{name} is only half written: {reason}; {next}."),
            Task::Keep => {
                format!("Your changes could not be put aside in {name}: {reason}; {next}.")
            }
            Task::Journal => {
                format!("Changes to {name} can't be noted in its journal: {reason}; {next}.")
            }
            Task::History => {
                format!("The versions of {name} can't be read: {reason}; {next}.")
            }
            Task::Purge => {
                format!("What is kept of {name} can't be removed: {reason}; {next}.")
            }
        }
    }

    /// Returns what becomes of the changes while the program runs.
    pub(super) fn outlook(&self) -> &'static str {
        match self.task {
            Task::Open | Task::Keep | Task::History | Task::Purge => "",
            Task::Journal => "They are saved all the same, but until then in memory only.",
            Task::Save => "Your changes are kept here and tried again with the next one.",
            Task::Confirm => "Your changes are kept here and written again with the next one.",
            Task::Finish => "The whole text is kept; the next save or opening puts it in place.",
        }
    }
}

/// Returns two sentences as one text; the second may be empty.
pub(super) fn in_one(what: String, outlook: &str) -> String {
    if outlook.is_empty() {
        what
    } else {
        format!("{what} {outlook}")
    }
}

impl From<Errno> for Cause {
    fn from(error: Errno) -> Self {
        Self::System(error)
    }
}

fn described(kind: Kind) -> &'static str {
    match kind {
        Kind::File => "a file",
        Kind::Folder => "a folder",
        Kind::Link => "a symbolic link",
        Kind::Pipe => "a named pipe",
        Kind::Device => "a device or a socket",
    }
}

fn reason_of(error: Errno) -> String {
    let words = match error {
        Errno::NOSPC => "no space left on the disk",
        Errno::DQUOT => "your quota on this disk is used up",
        Errno::IO => "the disk reports an error",
        Errno::ROFS => "the disk is mounted read-only",
        Errno::ACCESS => "permission denied",
        Errno::PERM => "the system does not permit it (the file may be marked immutable)",
        Errno::NOENT => "the file or its folder is gone",
        Errno::NOTDIR => "a part of its path is a file, not a folder",
        Errno::ISDIR => "it is a folder, not a file",
        Errno::LOOP => "its symbolic links go round in a circle",
        Errno::NAMETOOLONG => "its name is too long",
        Errno::FBIG => "it is larger than files may be here",
        Errno::STALE => "the file server no longer knows it",
        Errno::TIMEDOUT | Errno::HOSTDOWN | Errno::HOSTUNREACH | Errno::NOTCONN => {
            "the file server does not answer"
        }
        Errno::BUSY | Errno::TXTBSY => "the system is using it",
        Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => {
            "this file system can't do what a safe save needs"
        }
        Errno::MFILE | Errno::NFILE => "too many files are open",
        Errno::NOMEM => "memory is used up",
        Errno::NXIO | Errno::NODEV => "its disk is gone",
        other => return format!("the system says: {other}"),
    };
    words.to_owned()
}

fn step_after(error: Errno) -> &'static str {
    match error {
        Errno::NOSPC => "free some space",
        Errno::DQUOT => "remove something of yours on it",
        Errno::IO | Errno::NXIO | Errno::NODEV => "copy what matters to another disk",
        Errno::ROFS => "make it writable (`mount -o remount,rw`)",
        Errno::ACCESS => "`ls -ld` on the file and its folder shows who may write there",
        Errno::PERM => "`lsattr` shows such a mark; ask its owner",
        Errno::NOENT | Errno::NOTDIR => "put the folder back",
        Errno::ISDIR => "name a file that ends in .ron",
        Errno::LOOP => "`ls -l` shows where each leads",
        Errno::NAMETOOLONG => "choose a shorter one",
        Errno::FBIG => "see `ulimit -f`",
        Errno::STALE | Errno::TIMEDOUT | Errno::HOSTDOWN | Errno::HOSTUNREACH | Errno::NOTCONN => {
            "wait for the connection to come back"
        }
        Errno::BUSY | Errno::TXTBSY => "wait until it is free",
        Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => "move the board to a local disk",
        Errno::MFILE | Errno::NFILE | Errno::NOMEM => "close some programs",
        _ => "look at the file with `ls -l`",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(task: Task, cause: impl Into<Cause>, sentence: &str) {
        let failure = Failure::new(task, "programme.ron", cause);
        assert_eq!(failure.to_string(), sentence);
    }

    #[test]
    fn a_full_disk_is_told_with_the_next_step() {
        check(
            Task::Save,
            Errno::NOSPC,
            "programme.ron was not saved: no space left on the disk; free some space. Your changes \
             are kept here and tried again with the next one.",
        );
        check(
            Task::Save,
            Errno::DQUOT,
            "programme.ron was not saved: your quota on this disk is used up; remove something of \
             yours on it. Your changes are kept here and tried again with the next one.",
        );
    }

    #[test]
    fn a_missing_folder_is_told_with_the_command_that_makes_it() {
        check(
            Task::Save,
            Cause::NoFolder("plans/2027".into()),
            "programme.ron was not saved: there is no folder plans/2027; `mkdir -p plans/2027` makes \
             it. Your changes are kept here and tried again with the next one.",
        );
    }

    #[test]
    fn what_is_not_a_file_is_called_by_its_kind() {
        check(
            Task::Open,
            Cause::NotAFile(Kind::Pipe),
            "programme.ron can't be opened: it is a named pipe, not a file; name a file that ends in .ron.",
        );
        check(
            Task::Open,
            Cause::NotAFile(Kind::Folder),
            "programme.ron can't be opened: it is a folder, not a file; name a file that ends in .ron.",
        );
    }

    #[test]
    fn a_failed_confirmation_says_that_the_file_is_written() {
        check(
            Task::Confirm,
            Errno::IO,
            "programme.ron was written, but the disk does not confirm it: the disk reports an error; \
             copy what matters to another disk. Your changes are kept here and written again with the \
             next one.",
        );
    }

    #[test]
    fn a_half_written_file_is_told_with_where_the_whole_is() {
        check(
            Task::Finish,
            Errno::NOSPC,
            "programme.ron is only half written: no space left on the disk; free some space. The \
             whole text is kept; the next save or opening puts it in place.",
        );
    }

    #[test]
    fn a_change_that_cannot_be_put_aside_is_told_with_the_reason() {
        check(
            Task::Keep,
            Errno::ROFS,
            "Your changes could not be put aside in programme.ron: the disk is mounted read-only; \
             make it writable (`mount -o remount,rw`).",
        );
    }

    #[test]
    fn every_error_people_meet_has_words_of_its_own() {
        let met = [
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
            Errno::NOSYS,
            Errno::MFILE,
            Errno::NOMEM,
            Errno::NXIO,
        ];
        let words: Vec<String> = met
            .iter()
            .map(|error| format!("{}; {}", reason_of(*error), step_after(*error)))
            .collect();
        assert!(words.iter().all(|words| !words.contains("the system says")));
        insta::assert_snapshot!(words.join("\n"));
    }
}
