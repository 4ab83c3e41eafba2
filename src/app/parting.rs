//! How a board is left, and taken up again the next time.

use super::line::Filter;
use super::{App, Arrangement, Order};
use crate::layout::{Snoozed, View};
use crate::model::{Date, Id};
use crate::store::Parting;

/// After so many days away one begins with what is to be done.
const AWAY: i64 = 3;

impl App {
    /// Returns what of the screen shall be as it is the next time.
    pub fn parting(&self) -> Parting {
        let screen = &self.board_screen;
        let mut folded: Vec<String> = screen.own_folds().map(Id::to_string).collect();
        folded.sort_unstable();
        Parting {
            selected: self.selected_id().map(Id::to_string),
            layout: screen.arrangement().word().to_owned(),
            order: screen.order().word().to_owned(),
            filter: screen.filter().map_or("", Filter::text).to_owned(),
            folded,
            pane: self.pane_choice(),
            left_on: self.today().to_string(),
            snoozed: self.snoozed.to_keep(self.today()),
        }
    }

    /// Takes the board up as it was left. What is no more is passed over.
    pub fn take_up(&mut self, parting: &Parting) {
        let order = Order::ALL.into_iter().find(|it| it.word() == parting.order);
        let layout = Arrangement::ALL
            .into_iter()
            .find(|it| it.word() == parting.layout);
        let filter = Filter::read(self.board(), &parting.filter);
        let folds = parting.folded.iter().filter_map(|id| Id::new(id).ok());
        let folds = folds.collect();
        self.list(|screen, facts| {
            screen.take_up(
                facts,
                layout.unwrap_or_default(),
                order.unwrap_or_default(),
                folds,
            );
        });
        self.choose_pane(parting.pane);
        if let Some(selected) = &parting.selected {
            self.select(selected);
        }
        if let Ok(Some(filter)) = filter {
            self.list(|screen, facts| {
                screen.begin_filter();
                screen.set_filter(facts, Some(filter));
                screen.keep_filter();
                // One that finds nobody any more would look as if the board were gone.
                if screen.rows().people() == 0 {
                    screen.clear_filter(facts);
                }
            });
        }
        self.snoozed = Snoozed::kept(&parting.snoozed);
        self.greet(&parting.left_on);
    }

    /// After some days away begins with the page of the day, and what happened since.
    fn greet(&mut self, left_on: &str) {
        let Ok(left_on) = left_on.parse::<Date>() else {
            return;
        };
        if self.today().days_since(left_on) >= AWAY {
            self.since = Some(left_on);
            self.open_view(View::Today);
        }
    }
}
