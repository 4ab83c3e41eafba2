//! Taking a paste of many people, or dropping it.

use super::{App, Asking, Effect, Overlay, PastedOverlay, PromptOverlay, line};

impl App {
    /// Shows what is understood of rows pasted into the line that adds people.
    pub(super) fn show_pasted(&mut self, prompt: &PromptOverlay, text: &str) -> Vec<Effect> {
        let usual = prompt.usual.clone();
        self.overlay = Some(Overlay::Pasted(Box::new(PastedOverlay {
            table: line::table(self.context(), usual.as_ref(), text),
            text: text.to_owned(),
            usual,
            draft: prompt.text().to_owned(),
            scroll: 0,
        })));
        Vec::new()
    }

    /// Adds everybody who is understood as one change. Rows that are not wait in the line, one
    /// after the other. It is read again first: the board may be another one by now.
    pub(super) fn take_pasted(&mut self) -> Vec<Effect> {
        let Some(Overlay::Pasted(pasted)) = self.overlay.take() else {
            return Vec::new();
        };
        let table = line::table(self.context(), pasted.usual.as_ref(), &pasted.text);
        let Some(ready) = table.ready() else {
            let effects = self.tell("No row is understood; Esc drops them and keeps your line");
            self.overlay = Some(Overlay::Pasted(pasted));
            return effects;
        };
        let effects = self.change(&ready.words, &ready.about, &ready.edits);
        if effects.is_empty() {
            self.overlay = Some(Overlay::Pasted(pasted));
            return effects;
        }
        self.select(&ready.about);
        let rest: Vec<String> = table.problems().map(|row| row.line.clone()).collect();
        if rest.is_empty() {
            self.keep_draft(Asking::Person, pasted.draft);
        } else {
            self.ask_with(Asking::Person, "");
            self.put_lines(&rest.join("\n"));
        }
        effects
    }

    /// Drops the rows; the line is there again as it was.
    pub(super) fn drop_pasted(&mut self) -> Vec<Effect> {
        match self.overlay.take() {
            Some(Overlay::Pasted(pasted)) => self.ask_with(Asking::Person, &pasted.draft),
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
