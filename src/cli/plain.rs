//! The board without a screen: lines in, lines out, for screen readers, dumb terminals and
//! scripts.
//!
//! Promises: the same app as on a screen, driven by whole lines; each change is answered by
//! one sentence; no escape sequences, and ASCII alone where the locale says so. The end of the
//! input is `quit`; a reader that has gone ends it quietly; all is saved either way. Leaves
//! what a line may say to `app`.

mod telling;

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::desk::Desk;
use super::{Output, exit, words};
use crate::app::{Effect, Message, Overlay};
use crate::layout::{Size, View};
use crate::model::{Date, Id};
use crate::session::{Flushed, Folders, LONGEST_WAIT, Opened, Sheets, begin, open_other, remember};
use crate::settings::{Charset, Settings};
use crate::store::Expected;
use crate::text::on_screen;

/// High enough that nothing has to be scrolled.
const HEIGHT: u16 = 10_000;
/// A narrower line would make a page unreadable.
const LEAST_WIDTH: u16 = 40;

/// How long a table is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

const WELCOME: &str = "Type `list` for the board, `next` for whom to win next, `show dana` for a person, `help` for every command, `quit` to leave.";

/// Where lines come from and go to.
pub struct Lines<R, W> {
    /// What is typed.
    pub input: R,
    /// Where answers go.
    pub output: W,
    /// Whether somebody types, who wants to be told where they are.
    pub is_prompted: bool,
    /// How many cells a line of output may take.
    pub width: usize,
}

/// Lets a board be used by lines until their end.
pub fn plain<R: BufRead, W: Write>(
    opened: Opened,
    settings: Settings,
    today: Date,
    folders: &Folders,
    lines: Lines<R, W>,
) -> Output {
    let path = opened.store.path().to_owned();
    let width = u16::try_from(lines.width).unwrap_or(u16::MAX);
    let size = Size {
        width: width.max(LEAST_WIDTH),
        height: HEIGHT,
    };
    let (app, session, reports) = match begin(opened, settings, today, size, || {}) {
        Ok(begun) => begun,
        Err(error) => return Output::failure(&error.to_string(), exit::NOT_SAVED),
    };
    let mut sitting = Sitting {
        desk: Desk {
            app,
            session,
            reports,
        },
        path,
        folders,
        out: lines.output,
        is_over: false,
        undone: 0,
    };
    let ended = sitting.serve(lines.input, lines.is_prompted);
    let left = sitting.desk.session.leave(LONGEST_WAIT);
    sitting.remember();
    match (left.last_words(), ended) {
        (Some(sentence), _) => Output::failure(&sentence, exit::NOT_SAVED),
        (None, Err(error)) if error.kind() != io::ErrorKind::BrokenPipe => {
            Output::failure(&error.to_string(), exit::NOT_WRITTEN)
        }
        (None, _) if sitting.undone > 0 => {
            let lines = match sitting.undone {
                1 => "1 line was not done".to_owned(),
                many => format!("{many} lines were not done"),
            };
            let sentence = format!("{lines}: a question waited for its answer");
            Output::failure(&sentence, exit::BUSY)
        }
        (None, _) => Output::default(),
    }
}

/// An app without a screen.
struct Sitting<'a, W> {
    desk: Desk,
    path: PathBuf,
    folders: &'a Folders,
    out: W,
    is_over: bool,
    /// How many lines came while a question was open, and did not answer it.
    undone: usize,
}

/// What was seen before a line, to tell what it changed.
struct Seen {
    view: Option<(View, Option<Id>)>,
    selected: Option<Id>,
    filter: Option<(String, String)>,
}

impl<W: Write> Sitting<'_, W> {
    fn serve(&mut self, mut input: impl BufRead, is_prompted: bool) -> io::Result<()> {
        let title = self.desk.app.board().title.clone();
        self.say(&title)?;
        let welcome = self
            .desk
            .app
            .notice()
            .map(|notice| notice.text().to_owned());
        if let Some(welcome) = welcome {
            self.say(&welcome)?;
        }
        self.say(WELCOME)?;
        self.tell_question()?;
        let mut bytes = Vec::new();
        while !self.is_over {
            if is_prompted {
                self.prompt()?;
            }
            bytes.clear();
            if input.read_until(b'\n', &mut bytes)? == 0 {
                break;
            }
            self.take(&String::from_utf8_lossy(&bytes))?;
        }
        Ok(())
    }

    /// Says where one is, and waits behind it.
    fn prompt(&mut self) -> io::Result<()> {
        let place = match self.desk.app.overlay() {
            Some(Overlay::Prompt(prompt)) => prompt.asking().label().to_owned(),
            Some(_) => "answer> ".to_owned(),
            None => match self.desk.app.selected_person() {
                Some(person) => format!("{}> ", person.name),
                None => format!("{}> ", self.desk.app.board().title),
            },
        };
        let place = self.shown(&place);
        write!(self.out, "{place}")?;
        self.out.flush()
    }

    fn take(&mut self, line: &str) -> io::Result<()> {
        self.hear();
        let line = line.trim();
        match line {
            "list" if self.desk.app.overlay().is_none() => return self.list(),
            "next" if self.desk.app.overlay().is_none() => return self.next(),
            "?" if self.desk.app.overlay().is_none() => return self.help(""),
            "quit" | "exit" | "q" | ":q" if self.is_asked() => {
                // What is asked stays open, and is asked again the next time.
                self.is_over = true;
                return Ok(());
            }
            _ => {}
        }
        let about = line.strip_prefix("help").filter(|about| {
            self.desk.app.overlay().is_none() && (about.is_empty() || about.starts_with(' '))
        });
        if let Some(about) = about {
            return self.help(about.trim());
        }
        if self.is_asked() && !line.is_empty() && !self.is_answer(line) {
            self.undone += 1;
            let answers = self.desk.app.answers();
            let names: Vec<&str> = answers.iter().map(|command| command.name).collect();
            let names = names.join(", ");
            return self.say(&format!("Not done; first answer with one of: {names}"));
        }
        let before = Seen {
            view: self.view(),
            selected: self.desk.app.selected_id().cloned(),
            filter: self.desk.app.filter_in_words(),
        };
        let effects = self.desk.app.obey(line);
        self.perform(effects);
        self.hear();
        if self.is_over {
            return Ok(());
        }
        self.answer(&before)
    }

    /// Says whether a question is open, which a line alone can't pass by.
    fn is_asked(&self) -> bool {
        let overlay = self.desk.app.overlay();
        overlay.is_some_and(|overlay| !matches!(overlay, Overlay::Prompt(_)))
    }

    fn is_answer(&self, line: &str) -> bool {
        let answers = self.desk.app.answers();
        answers.iter().any(|command| command.name.starts_with(line))
    }

    /// Returns which view is open, and whose; `None` on the board.
    fn view(&self) -> Option<(View, Option<Id>)> {
        let screen = self.desk.app.page_screen()?;
        Some((screen.view, screen.of.clone()))
    }

    /// Takes in what the disk thread told.
    fn hear(&mut self) {
        let left = self.desk.hear();
        self.do_left(left);
    }

    /// Tells what a line did: a page it opened, its sentence, or where one is now.
    fn answer(&mut self, before: &Seen) -> io::Result<()> {
        let view = self.view();
        if view.is_some() && view != before.view {
            self.page()?;
        }
        if let Some(notice) = self.desk.app.notice() {
            let words = words::notice(notice);
            self.say(&words)?;
        }
        if self.desk.app.overlay().is_some() {
            return self.tell_question();
        }
        if self.desk.app.filter_in_words() != before.filter {
            return self.list();
        }
        if self.desk.app.notice().is_some() {
            return Ok(());
        }
        let selected = self.desk.app.selected_id().cloned();
        if selected != before.selected
            && let Some(person) = self.desk.app.selected_person().cloned()
        {
            let words = words::person(&self.desk.app, &person);
            return self.say(&words);
        }
        Ok(())
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let left = self.desk.perform(effects);
        self.do_left(left);
    }

    /// Carries out what is about more than this board, or needs a screen.
    fn do_left(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Open { path, title } => {
                    if let Err(sentence) = self.open(&path, title.as_deref()) {
                        self.desk.app.update(Message::Told(sentence));
                    }
                }
                Effect::Import(path) => {
                    let mut sheets = Sheets::new(|| {});
                    sheets.read(path);
                    // Lines are answered one after the other: the next one is about this table.
                    let effects = self.desk.app.update(sheets.wait(PATIENCE));
                    self.perform(effects);
                }
                Effect::Quit => self.is_over = true,
                _ => {
                    let sentence = "That needs a screen; start onside without --plain";
                    self.desk.app.update(Message::Told(sentence.to_owned()));
                }
            }
        }
    }

    /// Saves and leaves this board and goes on with another one; or says why not, and stays.
    fn open(&mut self, path: &Path, title: Option<&str>) -> Result<(), String> {
        match self.desk.session.flush(LONGEST_WAIT) {
            Flushed::Saved => {}
            Flushed::NotSaved(sentence) => return Err(sentence),
            Flushed::Late => return Err("The disk did not answer in time; try again.".to_owned()),
        }
        let opened = open_other(path, self.folders)?;
        let is_new = opened.expected == Expected::Nothing;
        let path = opened.store.path().to_owned();
        let (settings, today) = (self.desk.app.settings().clone(), self.desk.app.today());
        let begun = begin(opened, settings, today, self.desk.app.size(), || {});
        let (app, session, reports) = begun.map_err(|error| error.to_string())?;
        self.remember();
        self.desk.app = app;
        // All is saved, so that leaving the other one has nothing left to tell.
        drop(self.desk.session.leave(LONGEST_WAIT));
        (self.desk.session, self.desk.reports, self.path) = (session, reports, path);
        if let Some(title) = title.filter(|_| is_new) {
            let effects = self.desk.app.entitle(title);
            self.perform(effects);
        }
        Ok(())
    }

    fn remember(&self) {
        remember(&self.path, self.desk.app.parting(), self.folders);
    }

    fn say(&mut self, words: &str) -> io::Result<()> {
        let words = self.shown(words);
        writeln!(self.out, "{}", words.trim_end())
    }

    fn shown(&self, words: &str) -> String {
        let is_ascii = self.desk.app.settings().glyphs.charset == Charset::Ascii;
        on_screen(words, is_ascii).into_owned()
    }
}
