//! Carrying a change of a subcommand out: on an app without a screen, saved and merged as on the
//! board.
//!
//! Promises: what is called done is in the file, all of it; where an older version was put back at
//! the same moment the change is made anew. A rehearsal touches nothing. Leaves what the change is
//! to `change` and `import`.

use similar::TextDiff;

use super::desk::Desk;
use super::{Call, Output, exit};
use crate::app::{App, Effect, Scope};
use crate::document::merge::merge;
use crate::session::{LONGEST_WAIT, Opened, Session};
use crate::text::safe;

/// How often a change is made anew where an older version came in between.
const TRIES: usize = 4;

const OVERTAKEN: &str =
    "others wrote at the same moment and the change is not in the file: say it again";

/// A change of an app, which can be made again.
pub(super) type Deed<'a> = &'a dyn Fn(&mut App) -> Result<Done, Output>;

/// A change that was made on an app.
pub(super) struct Done {
    /// What is told of it.
    pub told: String,
    /// What the app wishes for it: to be saved. Nothing, where nothing changed.
    pub wishes: Vec<Effect>,
}

/// Why a change is not in the file.
enum Stopped {
    /// An older version was put back at the same moment; nothing of the change is in it.
    Overtaken(Output),
    /// Anything else: it would be so again.
    Refused(Output),
}

/// Makes a change, again from the start where an older version came in between.
pub(super) fn carry_out(
    call: &Call<'_>,
    command: &str,
    mut opened: Opened,
    deed: Deed<'_>,
) -> Result<Done, Output> {
    for _ in 1..TRIES {
        match attempt(call, &opened, deed) {
            Err(Stopped::Overtaken(_)) => opened = call.open(command)?,
            Err(Stopped::Refused(output)) => return Err(output),
            Ok(done) => return Ok(done),
        }
    }
    attempt(call, &opened, deed)
        .map_err(|(Stopped::Overtaken(output) | Stopped::Refused(output))| output)
}

/// Returns what a change would do to the file, as `diff -u` writes it.
pub(super) fn rehearsal(
    call: &Call<'_>,
    opened: &Opened,
    deed: Deed<'_>,
) -> Result<String, Output> {
    let mut app = start(call, opened)?;
    deed(&mut app)?;
    let before = opened.document.text();
    Ok(difference(
        &opened.store.name(),
        before,
        app.document().text(),
    ))
}

/// Returns a line about what was saved once and is missing from the file, an older copy it seems.
/// A change does not bring it back, nor does it end the offer to do so.
pub(super) fn remark(opened: &Opened) -> String {
    if opened.offered.is_none() {
        return String::new();
    }
    let name = opened.store.name();
    let sentence = format!(
        "What was saved before is missing from {name}; open it to put that back: `onside {name}`."
    );
    format!("{}\n", safe(&sentence))
}

fn start(call: &Call<'_>, opened: &Opened) -> Result<App, Output> {
    let name = opened.store.name();
    let app = call.app(opened.document.clone(), opened.origin.clone());
    if app.scope() == Scope::Questions {
        let sentence =
            format!("a merge left questions in {name}; open it to answer them: `onside {name}`");
        return Err(Output::failure(&sentence, exit::DATA));
    }
    Ok(app)
}

fn attempt(call: &Call<'_>, opened: &Opened, deed: Deed<'_>) -> Result<Done, Stopped> {
    let name = opened.store.name();
    let refused = |sentence: String, code| Stopped::Refused(Output::failure(&sentence, code));
    if opened.origin.is_read_only {
        return Err(Stopped::Refused(read_only(&name)));
    }
    let mut app = start(call, opened).map_err(Stopped::Refused)?;
    let done = deed(&mut app).map_err(Stopped::Refused)?;
    if done.wishes.is_empty() {
        return Ok(done);
    }
    let ours = app.board().clone();
    let started = Session::start(opened, Vec::new(), || {});
    let (session, reports) =
        started.map_err(|error| refused(error.to_string(), exit::NOT_SAVED))?;
    let mut desk = Desk {
        app,
        session,
        reports,
    };
    desk.perform(done.wishes.clone());
    let settled = desk.settle();
    let left = desk.session.leave(LONGEST_WAIT).last_words();
    // What is in the file says all of the change, whatever came in between.
    let lacking = merge(opened.document.board(), desk.app.board(), &ours);
    match settled {
        Ok(()) if lacking.edits.is_empty() => Ok(done),
        Ok(()) => Err(Stopped::Overtaken(Output::failure(OVERTAKEN, exit::BUSY))),
        Err(unsaved) if desk.app.missing().is_some() => Err(Stopped::Overtaken(Output::failure(
            &unsaved.sentence,
            unsaved.code,
        ))),
        Err(unsaved) => Err(refused(left.unwrap_or(unsaved.sentence), unsaved.code)),
    }
}

/// Says that a board may not be written.
pub(super) fn read_only(name: &str) -> Output {
    let sentence = format!("{name} is read-only; `chmod u+w {name}` allows changes");
    Output::failure(&sentence, exit::NOT_SAVED)
}

fn difference(name: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let unified = diff.unified_diff().header(name, name).to_string();
    let lines = unified.lines().map(|line| format!("{}\n", safe(line)));
    lines.collect()
}
