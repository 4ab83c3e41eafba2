//! The subcommands that change a board: `add`, `set`, `move`, `talked` and the rest.
//!
//! Promises: the same lines as on the board, read by the same grammar and saved the same way,
//! merged with what others write meanwhile; all of a call is done or nothing; each change is
//! answered by one sentence. A text that is left out is read from the terminal or a pipe, so
//! that notes stay out of the shell's history. Leaves the grammar to `app`.

use std::io;
use std::path::Path;

use clap::{Args, Subcommand};

use super::call::board_first_or_alone;
use super::carried::{Done, carry_out, rehearsal, remark};
use super::desk::count;
use super::{Call, Output, exit, words};
use crate::app::line::find_person;
use crate::app::{App, Effect, Notice, Overlay, subject};
use crate::model::Board;
use crate::text::on_screen;

/// The words of a change.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Who, then what; left out, it is read from the terminal or a pipe
    #[arg(value_name = "WORDS")]
    words: Vec<String>,

    /// Print what would change in the file, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Words {
    /// Returns the board, if it stands first, and the words behind it.
    fn parts(&self) -> (Option<&Path>, &[String]) {
        board_first_or_alone(&self.words)
    }
}

/// A subcommand that changes the board.
#[derive(Subcommand, Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Add a person, or a department
    #[command(after_help = ADD)]
    Add(Words),
    /// Change a field of a person
    #[command(after_help = SET)]
    Set(Words),
    /// Move a person to another rung
    #[command(after_help = MOVE)]
    Move(Words),
    /// Log a talk
    #[command(after_help = TALKED)]
    Talked(Words),
    /// Log what shows where a person stands
    #[command(after_help = PROOF)]
    Proof(Words),
    /// Log what you asked a person for
    #[command(after_help = ASK)]
    Ask(Words),
    /// Log what you promised a person
    #[command(after_help = PROMISE)]
    Promise(Words),
    /// Log what you gave a person
    #[command(after_help = GAVE)]
    Gave(Words),
    /// Say who listens to whom
    #[command(after_help = INFLUENCE)]
    Influence(Words),
    /// Remove a person with all that ties them to others
    #[command(after_help = REMOVE)]
    Remove(Words),
    /// Note that a person has left; the log stays
    #[command(after_help = LEFT)]
    Left(Words),
}

const ADD: &str = "\
Examples:
  onside add -b map.ron Dana Ortiz, VP Sales @sales power 5
  onside add -b map.ron department Customer success
  onside add -b map.ron < people.txt          a person a line

Exit codes: 0 done, 2 not understood, 65 the board has errors, 66 there is none,
74 it can't be written, 75 somebody else changed the same; nothing is half done";
const SET: &str = "\
Examples:
  onside set dana power 5
  onside set dana target champion
  onside set \"Dana Ortiz\" title SVP Sales

`onside undo` takes it back.";
const MOVE: &str = "\
Examples:
  onside move dana supporter
  onside move --dry-run dana champion

`onside undo` takes it back.";
const TALKED: &str = "\
Examples:
  onside talked dana                     asks for the rest, out of the shell's history
  onside talked dana call Liked the plan
  onside talked dana < notes.txt
  onside talked dana -- -2d call Liked it    two days ago; -- before a word with a hyphen

`onside undo` takes it back.";
const PROOF: &str = "\
Examples:
  onside proof dana public Told her team on stage
  onside proof dana acted

`onside undo` takes it back.";
const ASK: &str = "\
Examples:
  onside ask dana An intro to Sam by:fri

`onside undo` takes it back.";
const PROMISE: &str = "\
Examples:
  onside promise dana The numbers by:fri

`onside undo` takes it back.";
const GAVE: &str = "\
Examples:
  onside gave dana The deck

`onside undo` takes it back.";
const INFLUENCE: &str = "\
Examples:
  onside influence dana '<sam! >aes~'    Dana listens to Sam; the AEs to Dana
  onside influence dana -- -sam          no longer to Sam

`onside undo` takes it back.";
const REMOVE: &str = "\
Examples:
  onside remove dana
  onside remove --dry-run dana           what would go

`onside undo` brings them back.";
const LEFT: &str = "\
Examples:
  onside left dana

`onside undo` takes it back.";

/// What a subcommand is on the board.
struct Verb {
    /// Its name on the command line.
    name: &'static str,
    /// The command of the board that does it.
    command: &'static str,
    /// What stands behind the person there.
    kind: &'static str,
}

impl Change {
    fn parts(&self) -> (Verb, &Words) {
        let (name, command, kind, words) = match self {
            Self::Add(words) => ("add", "add", "", words),
            Self::Set(words) => ("set", "change", "", words),
            Self::Move(words) => ("move", "move", "", words),
            Self::Talked(words) => ("talked", "talked", "", words),
            Self::Proof(words) => ("proof", "proof", "", words),
            Self::Ask(words) => ("ask", "favour", "ask ", words),
            Self::Promise(words) => ("promise", "favour", "promise ", words),
            Self::Gave(words) => ("gave", "favour", "gave ", words),
            Self::Influence(words) => ("influence", "influence", "", words),
            Self::Remove(words) => ("remove", "remove", "", words),
            Self::Left(words) => ("left", "has left", "", words),
        };
        let verb = Verb {
            name,
            command,
            kind,
        };
        (verb, words)
    }

    /// Returns the board, if it stands first.
    pub(super) fn file(&self) -> Option<&Path> {
        self.parts().1.parts().0
    }

    /// Returns its name on the command line.
    pub(super) fn name(&self) -> &'static str {
        self.parts().0.name
    }
}

/// Makes a change; `ask` is asked for what the words leave out.
pub(super) fn change(
    asked: &Change,
    call: &Call<'_>,
    ask: impl FnOnce(&str) -> io::Result<String>,
) -> Output {
    let (verb, words) = asked.parts();
    make(&verb, words, call, ask).unwrap_or_else(|wrong| wrong)
}

/// Makes a change. All lines are taken or none.
fn make(
    verb: &Verb,
    words: &Words,
    call: &Call<'_>,
    ask: impl FnOnce(&str) -> io::Result<String>,
) -> Result<Output, Output> {
    let opened = call.open(verb.name)?;
    let err = remark(&opened);
    let lines = lines(verb, words.parts().1, opened.document.board(), ask)?;
    let deed = |app: &mut App| {
        let (mut told, mut wishes) = (String::new(), Vec::new());
        for line in &lines {
            let (sentence, saved) = obey(verb, app, line)?;
            told.push_str(&on_screen(&sentence, call.common.ascii));
            told.push('\n');
            if let Some(saved) = saved {
                wishes = vec![saved];
            }
        }
        Ok(Done { told, wishes })
    };
    if words.dry_run {
        return rehearsal(call, &opened, &deed).map(Output::text);
    }
    let done = carry_out(call, verb.name, opened, &deed)?;
    Ok(Output {
        err,
        ..Output::text(done.told)
    })
}

/// Returns the lines for the board, as one would type them there.
fn lines(
    verb: &Verb,
    words: &[String],
    board: &Board,
    ask: impl FnOnce(&str) -> io::Result<String>,
) -> Result<Vec<String>, Output> {
    let heard = |prompt: &str| {
        let heard = ask(prompt).map_err(|error| {
            Output::failure(&format!("the text can't be read: {error}"), exit::NO_INPUT)
        })?;
        Ok(heard.trim().to_owned())
    };
    let Verb {
        name,
        command,
        kind,
    } = verb;
    if *name == "add" {
        let text = match words {
            [] => heard("add: ")?,
            words => words.join(" "),
        };
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let lines: Vec<String> = lines.map(|line| format!("{command} {line}")).collect();
        return match lines.as_slice() {
            [] => Err(Output::usage(
                "whom? write `onside add Dana Ortiz, VP Sales @sales`",
            )),
            _ => Ok(lines),
        };
    }
    let Some(first) = words.first() else {
        return Err(Output::usage(&format!(
            "whom? write `onside {name} WHO …`; `onside {name} --help` shows examples"
        )));
    };
    let joined = words.join(" ");
    let (id, mut rest) = if let Some((id, rest)) = subject(board, &joined) {
        (id, rest.to_owned())
    } else {
        let person = find_person(board, first);
        let person = person.map_err(|problem| Output::usage(&problem.to_string()))?;
        let rest = words.get(1..).unwrap_or_default().join(" ");
        (person.id.clone(), rest)
    };
    if matches!(*command, "remove" | "has left") {
        if !rest.is_empty() {
            return Err(Output::usage(&format!("nothing goes behind `{name} {id}`")));
        }
        return Ok(vec![format!("{command} {id}")]);
    }
    if rest.is_empty() {
        let heard = heard(&format!("{name} {id}: "))?;
        rest = heard.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    if rest.is_empty() {
        return Err(Output::usage(&format!(
            "what? write it behind `onside {name} {id}`; `onside {name} --help` shows examples"
        )));
    }
    Ok(vec![format!("{command} {id} {kind}{rest}")])
}

/// Has the app take a line. Returns its sentence, and the wish to save what it changed.
fn obey(verb: &Verb, app: &mut App, line: &str) -> Result<(String, Option<Effect>), Output> {
    let mut save = None;
    let mut take = |app: &mut App, line: &str| {
        for effect in app.obey(line) {
            match effect {
                Effect::Count(counting) => count(app, &counting),
                Effect::Save { .. } => save = Some(effect),
                // Nothing else is wished by a change.
                _ => {}
            }
        }
    };
    // Who is next is counted before, so that a move can tell what it opens.
    take(app, "");
    take(app, line);
    if matches!(app.overlay(), Some(Overlay::Removal(_))) {
        take(app, "confirm");
    }
    let notice = app.notice().cloned();
    let sentence = notice.as_ref().map_or_else(String::new, words::notice);
    let is_changed = matches!(notice, Some(Notice::Changed(_) | Notice::Moved { .. }));
    // Somebody who is where they shall be is no mistake in a script.
    let is_so_already = verb.name != "add" && sentence.ends_with(" already");
    if is_changed || is_so_already {
        return Ok((sentence, save));
    }
    Err(Output::usage(&sentence))
}
