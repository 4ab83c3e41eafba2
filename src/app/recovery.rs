//! Bringing back what a killed session had: offered one after the other, merged into the
//! board as it is now, as a change that can be undone.
//!
//! Promises: nothing comes back unasked, and nothing of the file is overwritten unasked: where
//! the two differ each is a question, and until all are answered the file stands and the
//! offer stays, for the next time too.

use super::theirs::{OpenQuestions, Sides};
use super::{App, Effect, Offer, Overlay, RecoveryOverlay};
use crate::document::merge::Merged;
use crate::model::Edit;

impl App {
    /// Offers what killed sessions had and the file has not.
    pub fn offer_unsaved(&mut self, offers: Vec<Offer>) {
        self.offers.extend(offers);
        self.ask_next(&mut Vec::new());
    }

    /// Shows the next offer. One of which everything is on the board by now is not worth asking.
    fn ask_next(&mut self, effects: &mut Vec<Effect>) {
        while let Some(offer) = self.offers.first() {
            let asked = RecoveryOverlay::new(offer, self.document.board());
            if !asked.lines().is_empty() {
                self.overlay = Some(Overlay::Recovery(asked));
                return;
            }
            let spent = self.offers.remove(0);
            effects.push(Effect::PutAway(spent.journal));
        }
    }

    /// Takes the offer that is shown off the list.
    fn take_offer(&mut self) -> Option<Offer> {
        self.overlay = None;
        (!self.offers.is_empty()).then(|| self.offers.remove(0))
    }

    /// Brings back what is offered, as one change; where the file says otherwise by now, asks.
    pub(super) fn recover(&mut self) -> Vec<Effect> {
        let Some(offer) = self.take_offer() else {
            return Vec::new();
        };
        let Merged {
            edits,
            conflicts,
            told,
        } = offer.merge_into(self.board());
        if !conflicts.is_empty() {
            self.asking = Some(OpenQuestions::new(Sides::Unsaved(Box::new(offer))));
            self.open_questions();
            return Vec::new();
        }
        let words = format!("Brought back: {}", told.words.join(", "));
        self.bring_back(offer, &edits, &words)
    }

    /// Makes `edits`, which bring back what is offered, one change with those words.
    pub(super) fn bring_back(&mut self, offer: Offer, edits: &[Edit], words: &str) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !edits.is_empty() {
            effects = self.make_and_save(words, edits);
        }
        // What could not be written stays in its journal.
        if edits.is_empty() || !effects.is_empty() {
            effects.push(Effect::PutAway(offer.journal));
        }
        self.ask_next(&mut effects);
        effects
    }

    /// Leaves questions about what was not saved open, for `C` or the next opening.
    pub(super) fn put_off_questions(&mut self, questions: OpenQuestions) -> Vec<Effect> {
        self.put_off.push(questions);
        self.tell("Nothing was brought back; C asks again, and so does the next opening");
        let mut effects = Vec::new();
        self.ask_next(&mut effects);
        effects
    }

    /// Leaves out what is offered.
    pub(super) fn discard(&mut self) -> Vec<Effect> {
        let Some(offer) = self.take_offer() else {
            return Vec::new();
        };
        self.tell("Discarded; `onside history` lists it as never saved, for 30 days");
        let mut effects = vec![Effect::PutAway(offer.journal)];
        self.ask_next(&mut effects);
        effects
    }

    /// Decides nothing about what is offered.
    pub(super) fn put_off(&mut self) -> Vec<Effect> {
        self.take_offer();
        self.tell("Nothing was brought back; it is offered again at the next opening");
        let mut effects = Vec::new();
        self.ask_next(&mut effects);
        effects
    }
}
