//! `onside new`: makes an empty board, for its owner alone, and replaces nothing. It is the one
//! that commands are about which name none.

use std::path::PathBuf;

use clap::Args;

use super::{Call, Output, exit, unopened};
use crate::app::Effect;
use crate::session::{Source, Unopened, open, remember};
use crate::store::{Expected, Parting, SaveError};

const NEW_HELP: &str = "\
Examples:
  onside new programme.ron
  onside new programme.ron \"Partner programme FY27\"

Exit codes: 0 made, 2 there is such a file already, 73 it can't be made";

/// Make an empty board, readable by you alone
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = NEW_HELP)]
pub struct New {
    /// The file to make; none may be there
    #[arg(value_name = "FILE")]
    path: PathBuf,

    /// What the board is called
    #[arg(value_name = "TITLE")]
    title: Vec<String>,
}

/// Makes a board.
pub(super) fn new(asked: &New, call: &Call<'_>) -> Output {
    let path = asked.path.display();
    let opened = match open(Source::File(asked.path.clone()), call.folders) {
        Ok(opened) if opened.expected == Expected::Nothing => opened,
        Ok(_) | Err(Unopened::Unsound { .. }) => return there_is(&path.to_string()),
        Err(why) => {
            let refused = unopened(&why, call.common.colour, call.environment);
            return Output {
                code: exit::NOT_MADE,
                ..refused
            };
        }
    };
    let mut app = call.app(opened.document, opened.origin);
    let title = asked.title.join(" ");
    let mut text = app.document().text().to_owned();
    if !title.is_empty() {
        for effect in app.entitle(&title) {
            if let Effect::Save { text: titled, .. } = effect {
                text = titled;
            }
        }
    }
    match opened.store.save(text.as_bytes(), Expected::Nothing) {
        Ok(_) => {
            remember(&asked.path, Parting::default(), call.folders);
            Output::text(format!(
                "Made {path}, readable by you alone; `onside {path}` opens it, and commands without -b are \
                 about it now.\n"
            ))
        }
        Err(SaveError::Diverged { .. }) => there_is(&path.to_string()),
        Err(error) => Output::failure(&error.what(), exit::NOT_MADE),
    }
}

fn there_is(path: &str) -> Output {
    Output::usage(&format!(
        "{path} is there already; nothing was changed: `onside {path}` opens it"
    ))
}
