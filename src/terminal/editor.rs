//! Which editor a person has, and how it is told to open a file at a line.
//!
//! Promises: `$VISUAL` goes before `$EDITOR`, both read as a shell would, quotes included;
//! an editor that is not known gets the file alone. Runs nothing: that is `job`'s.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// What is tried where nobody says which.
const USUAL: [&str; 2] = ["vi", "nano"];

/// What an editor is to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errand {
    /// The file, from the root.
    pub file: std::path::PathBuf,
    /// The line, from 1.
    pub line: Option<usize>,
}

/// An editor, as words of a command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Editor {
    words: Vec<String>,
}

/// Why there is no editor, or why it did not do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NoEditor {
    /// Nothing is set, and none of the usual ones is there.
    #[error(
        "No editor is set; `export EDITOR=nano` in your shell (or vim, hx, \u{2026}), then e opens the file"
    )]
    NotSet,
    /// A variable can't be read as words.
    #[error(
        "${0} is `{1}`, which is no command line: a quote is open; set it again, e.g. `export {0}=vim`"
    )]
    NoWords(&'static str, String),
    /// A variable is no text.
    #[error("${0} is not UTF-8; set it again, e.g. `export {0}=vim`")]
    NotText(&'static str),
    /// There is no such program.
    #[error("There is no `{0}` to start; set $EDITOR to an editor that is installed")]
    NotThere(String),
    /// It can't be started.
    #[error("`{0}` can't be started ({1}); set $EDITOR to another editor")]
    NotStarted(String, String),
    /// It ended, and says that something went wrong.
    #[error("{0} ended with {1}; the board shows what is in the file")]
    Failed(String, i32),
    /// A signal ended it.
    #[error("{0} was ended by signal {1}; the board shows what is in the file")]
    Killed(String, i32),
    /// It was stopped, and waits.
    #[error("{0} is stopped and waits; e goes back to it")]
    Stopped(String),
}

impl Editor {
    /// Finds the editors to try, the first that is there: what the variables say, else the
    /// usual ones.
    pub(super) fn find(variable: impl Fn(&str) -> Option<OsString>) -> Result<Vec<Self>, NoEditor> {
        for name in ["VISUAL", "EDITOR"] {
            let Some(value) = variable(name).filter(|value| !value.is_empty()) else {
                continue;
            };
            let text = value.to_str().ok_or(NoEditor::NotText(name))?;
            let words = shell_words::split(text);
            let words = words.map_err(|_| NoEditor::NoWords(name, text.to_owned()))?;
            if !words.is_empty() {
                return Ok(vec![Self { words }]);
            }
        }
        let usual = USUAL.into_iter().map(|name| Self {
            words: vec![name.to_owned()],
        });
        Ok(usual.collect())
    }

    /// Returns the program as it was named.
    pub(super) fn program(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Returns the program's own name: "vim" of `/usr/bin/vim.basic`.
    pub(super) fn name(&self) -> &str {
        let stem = Path::new(self.program()).file_stem();
        let stem = stem.and_then(|stem| stem.to_str()).unwrap_or("");
        // As Debian calls its variants: emacs-nox, vim-tiny.
        match stem.split_once('-') {
            Some((known @ ("vim" | "emacs"), _)) => known,
            _ => stem,
        }
    }

    /// Returns the command that opens the file, at the line where the editor is known to
    /// take one.
    pub(super) fn command(&self, errand: &Errand) -> Command {
        let mut command = Command::new(self.program());
        command.args(self.words.iter().skip(1));
        command.args(self.arguments(errand));
        command
    }

    fn arguments(&self, errand: &Errand) -> Vec<OsString> {
        let file = || errand.file.clone().into_os_string();
        let at_line = |line: usize| {
            let mut place = file();
            place.push(format!(":{line}"));
            place
        };
        let kind = Kind::of(self.name());
        // A program with windows of its own comes back at once, unless told to wait.
        let waits = |words: &[&str]| {
            words
                .iter()
                .any(|word| self.words.iter().any(|it| it == word))
        };
        let mut arguments: Vec<OsString> = match kind {
            Kind::Window | Kind::Goto if !waits(&["--wait", "-w"]) => vec!["--wait".into()],
            Kind::Fork if !waits(&["-f", "--nofork"]) => vec!["-f".into()],
            _ => Vec::new(),
        };
        match (kind, errand.line) {
            (Kind::Plus | Kind::Fork, Some(line)) => {
                arguments.extend([format!("+{line}").into(), file()]);
            }
            (Kind::Colon | Kind::Window, Some(line)) => arguments.push(at_line(line)),
            (Kind::Goto, Some(line)) => arguments.extend(["--goto".into(), at_line(line)]),
            (_, _) => arguments.push(file()),
        }
        arguments
    }
}

/// How an editor is told the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `+7 FILE`
    Plus,
    /// `+7 FILE`, in a window of its own.
    Fork,
    /// `FILE:7`
    Colon,
    /// `FILE:7`, in a window of its own.
    Window,
    /// `--goto FILE:7`, in a window of its own.
    Goto,
    /// Nobody knows.
    Unknown,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "vi" | "vim" | "nvim" | "view" | "nvi" | "vis" | "nano" | "pico" | "emacs"
            | "emacsclient" | "mg" | "kak" | "micro" | "joe" | "ne" => Self::Plus,
            "gvim" | "mvim" => Self::Fork,
            "hx" | "helix" => Self::Colon,
            "subl" | "zed" | "zeditor" => Self::Window,
            "code" | "code-insiders" | "codium" | "vscodium" | "cursor" | "windsurf" => Self::Goto,
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(variables: &[(&str, &str)]) -> Result<Vec<Editor>, NoEditor> {
        Editor::find(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    /// The command line by which an editor of that name opens a board at line 7.
    fn check(editor: &str, expected: &str) {
        let found = find(&[("EDITOR", editor)]).unwrap();
        let errand = Errand {
            file: "/home/me/a board.ron".into(),
            line: Some(7),
        };
        let command = found[0].command(&errand);
        let words = std::iter::once(command.get_program()).chain(command.get_args());
        let words: Vec<&str> = words.map(|word| word.to_str().unwrap()).collect();
        assert_eq!(words.join(" | "), expected);
    }

    #[test]
    fn each_editor_is_told_the_line_its_own_way() {
        for plus in [
            "vi",
            "vim",
            "nvim",
            "nano",
            "emacs",
            "emacsclient",
            "kak",
            "micro",
        ] {
            check(plus, &format!("{plus} | +7 | /home/me/a board.ron"));
        }
        check("hx", "hx | /home/me/a board.ron:7");
        check("helix", "helix | /home/me/a board.ron:7");
        check("code", "code | --wait | --goto | /home/me/a board.ron:7");
        check("subl", "subl | --wait | /home/me/a board.ron:7");
        check("gvim", "gvim | -f | +7 | /home/me/a board.ron");
        check("ed", "ed | /home/me/a board.ron");
    }

    #[test]
    fn arguments_of_the_variable_stay_quotes_and_all() {
        check(
            "code --wait",
            "code | --wait | --goto | /home/me/a board.ron:7",
        );
        check(
            "code -w -n",
            "code | -w | -n | --goto | /home/me/a board.ron:7",
        );
        check(
            r#""/opt/my tools/vim.basic" -u 'no ne'"#,
            "/opt/my tools/vim.basic | -u | no ne | +7 | /home/me/a board.ron",
        );
        check("emacs-nox -q", "emacs-nox | -q | +7 | /home/me/a board.ron");
        check(
            "sh -c 'cat' --",
            "sh | -c | cat | -- | /home/me/a board.ron",
        );
    }

    #[test]
    fn without_a_line_the_file_opens_at_its_top() {
        let errand = Errand {
            file: "/b.ron".into(),
            line: None,
        };
        for editor in ["vim", "hx", "code --wait"] {
            let command = find(&[("EDITOR", editor)]).unwrap()[0].command(&errand);
            assert_eq!(command.get_args().last(), Some("/b.ron".as_ref()));
        }
    }

    #[test]
    fn visual_goes_before_editor_and_the_usual_ones_come_last() {
        let names = |variables: &[(&str, &str)]| -> Vec<String> {
            let found = find(variables).unwrap();
            found.iter().map(|it| it.name().to_owned()).collect()
        };
        assert_eq!(names(&[("VISUAL", "hx"), ("EDITOR", "vim")]), ["hx"]);
        assert_eq!(names(&[("VISUAL", " "), ("EDITOR", "vim")]), ["vim"]);
        assert_eq!(names(&[]), ["vi", "nano"]);
    }

    #[test]
    fn a_variable_that_is_no_command_line_is_told() {
        assert_eq!(
            find(&[("EDITOR", "vim 'oh")]).unwrap_err().to_string(),
            "$EDITOR is `vim 'oh`, which is no command line: a quote is open; set it again, e.g. \
             `export EDITOR=vim`"
        );
    }
}
