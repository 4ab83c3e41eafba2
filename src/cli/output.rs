//! What a subcommand answers, and the one place that writes it.

use std::io::{self, IsTerminal as _, Read as _, Write};
use std::process::ExitCode;

use super::Answer;
use crate::text::safe;

/// The exit codes of subcommands, after `sysexits.h` where it has one.
pub mod exit {
    /// All is well.
    pub const FINE: u8 = 0;
    /// Findings, and they were not wanted.
    pub const FINDINGS: u8 = 1;
    /// The command line is wrong.
    pub const USAGE: u8 = 2;
    /// The file is wrong.
    pub const DATA: u8 = 65;
    /// There is no file to read.
    pub const NO_INPUT: u8 = 66;
    /// A file could not be made.
    pub const NOT_MADE: u8 = 73;
    /// A change could not be written into the file.
    pub const NOT_SAVED: u8 = 74;
    /// The answer itself could not be written.
    pub const NOT_WRITTEN: u8 = 74;
    /// Somebody else is at the same; try again.
    pub const BUSY: u8 = 75;
}

/// An answer: texts for both streams, and an exit code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// For stdout.
    pub out: String,
    /// For stderr.
    pub err: String,
    /// The exit code.
    pub code: u8,
}

impl Output {
    /// Returns a text for stdout.
    pub fn text(out: String) -> Self {
        Self {
            out,
            ..Self::default()
        }
    }

    /// Returns a sentence about the command line, for stderr.
    pub fn usage(sentence: &str) -> Self {
        Self::failure(sentence, exit::USAGE)
    }

    /// Returns a sentence for stderr, made safe, with an exit code.
    pub fn failure(sentence: &str, code: u8) -> Self {
        let lines: Vec<_> = sentence.trim_end().lines().map(safe).collect();
        Self {
            out: String::new(),
            err: format!("onside: {}\n", lines.join("\n")),
            code,
        }
    }
}

/// Writes an answer and returns its exit code; a reader that has gone is no error.
pub fn emit(output: &Output) -> ExitCode {
    let written = write(&mut io::stdout().lock(), &output.out)
        .and_then(|()| write(&mut io::stderr().lock(), &output.err));
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            ExitCode::from(exit::NOT_WRITTEN)
        }
        _ => ExitCode::from(output.code),
    }
}

/// Asks a question on the terminal; yes is `y` or `yes`.
pub fn confirm(question: &str) -> Answer {
    let mut stderr = io::stderr();
    if !(io::stdin().is_terminal() && stderr.is_terminal()) {
        return Answer::Nobody;
    }
    let mut line = String::new();
    let asked = write(&mut stderr, &format!("{question} [y/N] "));
    match asked.and_then(|()| io::stdin().read_line(&mut line)) {
        Ok(_) if matches!(line.trim(), "y" | "Y" | "yes") => Answer::Yes,
        _ => Answer::No,
    }
}

/// No note is longer; what is piped in behind it is not read.
const LONGEST_INPUT: u64 = 1 << 20;

/// One byte more than any table that is read, so that a longer one is refused and not cut.
const LONGEST_TABLE: u64 = (32 << 20) + 1;

/// Asks for a text: a line from a terminal, behind `prompt`; else all that is piped in.
pub fn ask(prompt: &str) -> io::Result<String> {
    let mut text = String::new();
    let stdin = io::stdin();
    if stdin.is_terminal() {
        let mut stderr = io::stderr();
        if stderr.is_terminal() {
            write(&mut stderr, &safe(prompt))?;
        }
        stdin.read_line(&mut text)?;
    } else {
        stdin.lock().take(LONGEST_INPUT).read_to_string(&mut text)?;
    }
    Ok(text)
}

/// Returns what is piped in, as far as any table may be long.
pub fn input() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return Err(io::Error::other("it is a terminal"));
    }
    stdin.lock().take(LONGEST_TABLE).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn write(stream: &mut impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}
