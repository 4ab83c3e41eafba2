//! Bringing back what a killed session had: offered one after the other, merged into the
//! board as it is now, as a change that can be undone.
//!
//! Promises: nothing comes back unasked, and nothing of the file is overwritten: where the two
//! differ the file stands, and the offer stays for the next time.

use super::{App, Effect, Offer, Overlay, RecoveryOverlay};
use crate::document::merge::{MergeConflict, Merged};
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

    /// Brings back what is offered, as one change.
    pub(super) fn recover(&mut self) -> Vec<Effect> {
        let Some(offer) = self.take_offer() else {
            return Vec::new();
        };
        let Merged {
            edits,
            conflicts,
            told,
        } = offer.merge_into(self.board());
        let mut effects = Vec::new();
        if !edits.is_empty() {
            let words = format!("Brought back: {}", told.words.join(", "));
            effects = self.make_and_save(&words, &edits);
        }
        let is_back = edits.is_empty() || !effects.is_empty();
        if is_back {
            self.tell_of_questions(&edits, &conflicts);
        }
        // While something is in question, or could not be written, the journal stays.
        if is_back && conflicts.is_empty() {
            effects.push(Effect::PutAway(offer.journal));
        }
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

    /// Tells what the file says otherwise, after the words of what came back.
    fn tell_of_questions(&mut self, edits: &[Edit], conflicts: &[MergeConflict]) {
        let Some(first) = conflicts.first() else {
            return;
        };
        let rest = if edits.is_empty() {
            ""
        } else {
            "The rest is back. "
        };
        let more = match conflicts.len() {
            1 => String::new(),
            several => format!(" And {} more.", several - 1),
        };
        let question = first.question();
        self.tell(&format!(
            "{rest}The file says otherwise and stands: {question}{more}"
        ));
    }
}
