//! Lending the terminal to an editor, and taking it back.
//!
//! Promises: the editor has the terminal as we were given it, and every key that is typed while
//! it runs; whatever becomes of it, the board comes back, and what went wrong is a sentence.
//! Leaves what it wrote to the program, which looks at the file again.

use std::env;
use std::io;

use super::editor::{Editor, Errand, NoEditor};
use super::job::{Ended, Job};

/// The editor that was stopped, if one waits.
#[derive(Debug, Default)]
pub(super) struct Lending {
    stopped: Option<(String, Job)>,
}

impl Lending {
    /// Returns the editor that is to have the terminal: the one that waits, else a new one.
    pub(super) fn begin(&mut self, errand: &Errand) -> Result<(String, Job), NoEditor> {
        if let Some(waiting) = self.stopped.take() {
            return Ok(waiting);
        }
        let editors = Editor::find(|name| env::var_os(name))?;
        let is_chosen = editors.len() == 1;
        for editor in &editors {
            match Job::start(&mut editor.command(errand)) {
                Ok(job) => return Ok((editor.name().to_owned(), job)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    if is_chosen {
                        return Err(NoEditor::NotThere(editor.program().to_owned()));
                    }
                }
                Err(error) => {
                    let program = editor.program().to_owned();
                    return Err(NoEditor::NotStarted(program, error.to_string()));
                }
            }
        }
        Err(NoEditor::NotSet)
    }

    /// Lets the editor have the terminal; returns when it ends or stops.
    pub(super) fn run(&mut self, (name, job): (String, Job)) -> Result<(), NoEditor> {
        match job.run() {
            Ok(Ended::Well) => Ok(()),
            Ok(Ended::Failed(code)) => Err(NoEditor::Failed(name, code)),
            Ok(Ended::Killed(signal)) => Err(NoEditor::Killed(name, signal)),
            Ok(Ended::Stopped(job)) => {
                self.stopped = Some((name.clone(), job));
                Err(NoEditor::Stopped(name))
            }
            Err(error) => Err(NoEditor::NotStarted(name, error.to_string())),
        }
    }
}
