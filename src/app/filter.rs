//! Filtering and looking for people: what a line that is typed does to the board below it.

use super::line::{Filter, before_field, filter_hint};
use super::{App, Asking, BoardScreen, Deed, Effect, Live, Overlay};

impl App {
    /// Lists whom `text` finds while it is typed, and says how many. What is not understood
    /// leaves the board as it was.
    pub(super) fn filter_while_typed(&mut self, text: &str) -> (Live, Deed) {
        let (live, deed) = self.read_filter(text);
        if let Deed::Filter(filter) = &deed {
            self.apply_while_typed(filter.clone());
            if self.board_screen.rows().is_empty()
                && let Some((done, example)) = before_field(text)
                && let (_, Deed::Filter(filter)) = self.read_filter(done)
            {
                self.apply_while_typed(filter);
                let said = vec![self.found(), format!("type on: {example}")];
                return (Live::Said(said), deed);
            }
            if !text.trim().is_empty() {
                return (Live::Said(vec![self.found()]), deed);
            }
        }
        (live, deed)
    }

    /// Says whether the line that is typed is a filter.
    pub(super) fn is_typing_a_filter(&self) -> bool {
        matches!(&self.overlay, Some(Overlay::Prompt(prompt)) if *prompt.asking() == Asking::Filter)
    }

    fn apply_while_typed(&mut self, filter: Option<Filter>) {
        self.list(|screen, facts| {
            screen.begin_filter();
            screen.set_filter(facts, filter);
        });
    }

    /// Reads a filter without applying it.
    pub(super) fn read_filter(&self, text: &str) -> (Live, Deed) {
        match Filter::read(self.board(), text) {
            Ok(None) => (Live::Hint(filter_hint().to_owned()), Deed::Filter(None)),
            Ok(Some(filter)) => {
                let said = vec![format!("lists whom `{}` finds", filter.text())];
                (Live::Said(said), Deed::Filter(Some(filter)))
            }
            Err(problem) => (Live::Wrong(problem.to_string()), Deed::Nothing),
        }
    }

    /// Returns how many of all are listed: "5 of 11".
    fn found(&self) -> String {
        let departments = 0..self.board().departments.len();
        let present = departments.filter_map(|at| Some(self.overview.department(at)?.present));
        let all: usize = present.sum();
        format!("{} of {all}", self.board_screen.rows().people())
    }

    /// Returns the filter that holds and whom it finds, as the screen says it: "filter: due",
    /// "5 of 11".
    pub fn filter_in_words(&self) -> Option<(String, String)> {
        let filter = self.board_screen.filter()?;
        Some((format!("filter: {}", filter.text()), self.found()))
    }

    /// Keeps a filter, and forgets it where it says nothing.
    pub(super) fn keep_filter(&mut self, filter: Option<Filter>) -> Vec<Effect> {
        self.relist(|screen, facts| {
            // Whoever the cursor was on is listed only if they are found.
            screen.begin_filter();
            screen.set_filter(facts, filter);
            screen.keep_filter();
        })
    }

    /// Lists everybody again.
    pub(super) fn clear_filter(&mut self) -> Vec<Effect> {
        self.relist(BoardScreen::clear_filter)
    }

    /// Goes to the next one whom the last filter finds, or to the previous one.
    pub(super) fn look_for(&mut self, is_forward: bool) -> Vec<Effect> {
        let screen = &self.board_screen;
        if screen.filter().or(screen.last_filter()).is_none() {
            return self.tell("Nothing was looked for yet; / does");
        }
        let mut found = None;
        self.list(|screen, facts| {
            found = screen.look_for(facts, is_forward);
            if let Some((seat, _)) = found {
                screen.select_person(facts, seat);
            }
        });
        let last = self.board_screen.last_filter();
        let text = last.map_or("", Filter::text).to_owned();
        match found {
            None => self.tell(&format!("Nobody matches `{text}`")),
            Some((_, false)) => Vec::new(),
            Some((_, true)) if is_forward => self.tell("On from the top"),
            Some((_, true)) => self.tell("On from the bottom"),
        }
    }
}
