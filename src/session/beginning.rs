//! From a board that was opened to an app on it, with the disk thread behind: the same for a
//! screen and for plain lines.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;

use super::opening::whole;
use super::unanswered::missing;
use super::{Folders, Left, Opened, Report, Session, Source, Unopened, find_unsaved, open};
use crate::app::{App, Message};
use crate::layout::Size;
use crate::model::Date;
use crate::settings::Settings;

/// Starts the disk thread and the app on a board that was opened, with all it has to offer.
///
/// `wake` is called after each report, from another thread.
pub fn begin(
    opened: Opened,
    settings: Settings,
    today: Date,
    size: Size,
    wake: impl Fn() + Send + Sync + 'static,
) -> io::Result<(App, Session, Receiver<Report>)> {
    let found = find_unsaved(&opened.store, &opened.document);
    let (session, reports) = Session::start(&opened, found.orphans, wake)?;
    session.note_shown(whole(opened.store.path()), opened.store.state().clone());
    let mut app = App::new(opened.document, opened.origin, settings, today, size);
    if let Some(parting) = opened.parting {
        app.take_up(&parting);
    }
    if let Some(offered) = opened.offered
        && let Some(missing) = missing(&offered, app.document().board())
    {
        app.offer(missing);
    }
    for sentence in found.remarks {
        app.update(Message::Told(sentence));
    }
    app.offer_unsaved(found.offers);
    Ok((app, session, reports))
}

/// Opens the board at `path` in place of another one, or says why that can't be.
pub fn open_other(path: &Path, folders: &Folders) -> Result<Opened, String> {
    let opened = open(Source::File(at_home(path)), folders);
    opened.map_err(|why| not_opened(path, &why))
}

/// Returns `~/boards/mine.ron` with the home folder in it, as shells write it out.
pub(super) fn at_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), std::env::home_dir()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

fn not_opened(path: &Path, why: &Unopened) -> String {
    match why {
        Unopened::Unreadable(failure) => failure.to_string(),
        Unopened::Unsound { problems, .. } => {
            let path = path.display();
            let count = match problems.len() {
                1 => "a problem".to_owned(),
                many => format!("{many} problems"),
            };
            format!("{path} has {count}; `onside check {path}` shows where")
        }
    }
}

impl Left {
    /// Returns what is still to be told when everybody has left.
    pub fn last_words(self) -> Option<String> {
        match self {
            Self::Saved => None,
            Self::Kept { sentence, .. } | Self::Noted(sentence) | Self::Lost(sentence) => {
                Some(sentence)
            }
            Self::Late => Some(
                "The disk did not answer in time; look whether the file is complete.".to_owned(),
            ),
        }
    }
}
