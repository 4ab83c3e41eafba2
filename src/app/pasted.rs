//! Taking the rows of a paste or of a sheet, or dropping them.

use std::path::PathBuf;

use crate::model::Id;
use crate::sheet::{MOST_ROWS, SheetRow, delimited};

use super::screen::Source;
use super::{App, Asking, Effect, Notice, Overlay, PastedOverlay, PromptOverlay, line};

/// What is told of a table before its name, as long as it is read.
const READING: &str = "Reading";

impl App {
    /// Shows what is understood of rows pasted into the line that adds people.
    pub(super) fn show_pasted(&mut self, prompt: &PromptOverlay, text: &str) -> Vec<Effect> {
        if delimited(text).len() > MOST_ROWS {
            return self.tell(&format!(
                "More than {MOST_ROWS} rows were pasted and none is taken; paste a part of them"
            ));
        }
        let usual = prompt.usual.clone();
        let draft = prompt.text().to_owned();
        self.show_rows(Source::Paste(text.to_owned()), usual, draft)
    }

    /// Wishes a table read, which may take as long as the disk likes.
    pub(super) fn ask_for_sheet(&mut self, path: PathBuf) -> Vec<Effect> {
        self.sheet = None;
        let file = path.file_name().unwrap_or(path.as_os_str());
        self.tell(&format!("{READING} {}", file.to_string_lossy()));
        vec![Effect::Import(path)]
    }

    /// Takes a table that was read; it waits for whoever is in the middle of something else.
    pub(super) fn take_sheet(&mut self, rows: Vec<SheetRow>) -> Vec<Effect> {
        self.sheet = Some(rows);
        if self.is_busy() {
            return self.tell("The table is read, and shown once this is closed");
        }
        if matches!(&self.notice, Some(Notice::Told(told)) if told.starts_with(READING)) {
            self.notice = None;
        }
        Vec::new()
    }

    /// Shows what is understood of a table that was read, once nothing is in its way.
    pub(super) fn show_waiting_sheet(&mut self) {
        if !self.is_busy()
            && let Some(rows) = self.sheet.take()
        {
            let usual = self.usual_department();
            self.show_rows(Source::Sheet(rows), usual, String::new());
        }
    }

    /// Says whether keys that are being pressed mean something that a table must not get.
    fn is_busy(&self) -> bool {
        self.overlay.is_some() || !self.scope().is_screen() || !self.pressed.is_empty()
    }

    fn show_rows(&mut self, source: Source, usual: Option<Id>, draft: String) -> Vec<Effect> {
        self.overlay = Some(Overlay::Pasted(Box::new(PastedOverlay {
            table: self.read_rows(&source, usual.as_ref()),
            source,
            usual,
            draft,
            scroll: 0,
        })));
        Vec::new()
    }

    fn read_rows(&self, source: &Source, usual: Option<&Id>) -> line::Table {
        match source {
            Source::Paste(text) => line::table(self.context(), usual, text),
            Source::Sheet(rows) => line::people(self.context(), usual, rows.clone()),
        }
    }

    /// Takes everybody in who is understood, as one change. Pasted rows that are not wait in the
    /// line, one after the other; those of a sheet are told by their numbers, and those about
    /// somebody on the board, for the line only adds. All is read again first: the board may be
    /// another one by now.
    pub(super) fn take_pasted(&mut self) -> Vec<Effect> {
        let Some(Overlay::Pasted(pasted)) = self.overlay.take() else {
            return Vec::new();
        };
        let table = self.read_rows(&pasted.source, pasted.usual.as_ref());
        let Some(ready) = table.ready() else {
            let sentence = if table.count(line::Fate::Same) > 0 {
                "The board says all of it already; Esc drops the rows"
            } else {
                "No row is understood; Esc drops them and keeps your line"
            };
            let effects = self.tell(sentence);
            self.overlay = Some(Overlay::Pasted(pasted));
            return effects;
        };
        let effects = self.change(&ready.words, &ready.about, &ready.edits);
        if effects.is_empty() {
            self.overlay = Some(Overlay::Pasted(pasted));
            return effects;
        }
        self.select(&ready.about);
        let is_paste = matches!(pasted.source, Source::Paste(_));
        let (told, rest): (Vec<&line::TableRow>, Vec<&line::TableRow>) =
            table.problems().partition(|row| !is_paste || row.is_known);
        if !rest.is_empty() {
            let lines: Vec<&str> = rest.iter().map(|row| row.line.as_str()).collect();
            self.ask_with(Asking::Person, "");
            self.put_lines(&lines.join("\n"));
        } else if is_paste {
            self.keep_draft(Asking::Person, pasted.draft);
        }
        if !told.is_empty() {
            let numbers: Vec<String> = told.iter().map(|row| row.number.to_string()).collect();
            let words = format!("{}; not used: row {}", ready.words, numbers.join(", "));
            self.notice = Some(Notice::Changed(words));
        }
        effects
    }

    /// Takes the rows of a sheet in as one change, and says what it did, or why not.
    pub fn import(&mut self, ready: &line::Ready) -> Vec<Effect> {
        self.change(&ready.words, &ready.about, &ready.edits)
    }

    /// Drops the rows; the line is there again as it was.
    pub(super) fn drop_pasted(&mut self) -> Vec<Effect> {
        match self.overlay.take() {
            Some(Overlay::Pasted(pasted)) => match pasted.source {
                Source::Paste(_) => self.ask_with(Asking::Person, &pasted.draft),
                Source::Sheet(_) => self.tell("Nothing was changed"),
            },
            other => {
                self.overlay = other;
                Vec::new()
            }
        }
    }

    /// Scrolls the rows, as far as there are some.
    pub(super) fn scroll_pasted(&mut self, lines: isize) -> Vec<Effect> {
        let height = self.pasted_height();
        if let Some(Overlay::Pasted(pasted)) = &mut self.overlay {
            let most = pasted.table.rows.len().saturating_sub(height);
            pasted.scroll = pasted.scroll.saturating_add_signed(lines).min(most);
        }
        Vec::new()
    }

    /// Returns how many rows are shown, below what is said of all.
    fn pasted_height(&self) -> usize {
        let areas = self.areas();
        areas.map_or(1, |areas| {
            usize::from(areas.help().height.saturating_sub(1))
        })
    }
}
