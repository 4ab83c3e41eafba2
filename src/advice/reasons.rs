//! The reasons: why somebody is to be won, enlisted or tested, with every number behind it.
//!
//! Promises: each sentence says nothing that its numbers do not; no gender is on file, so
//! everybody is "they"; never a percentage of success, because the numbers are none.

use super::parts::{decimal, parts};
use super::routes::strength;
use super::{Advice, Ask, Solid, Win};
use crate::model::{Date, Id, Person, Play, PlayStep, Stance, Strength};
use crate::text::day_in_words;

/// Said where nobody is known whom they listen to.
const NO_WAY_IN: &str = "No way in recorded: who do they listen to?";
/// Said of somebody who is not placed yet, whom nobody has talked to; and whom somebody has.
const MEET_THEM: &str = "Meet them first.";
const PLACE_THEM: &str = "Find out where they stand.";

impl Advice<'_> {
    pub(super) fn win_sentence(
        &self,
        win: &Win,
        contributions: &[(Id, f64)],
        play: Option<&Play>,
        solid: Option<&Solid>,
    ) -> String {
        let own = contributions.iter().find(|(id, _)| *id == win.id);
        let own = own.map_or(0.0, |(_, weight)| *weight);
        let others = contributions.iter().filter(|(id, _)| *id != win.id);
        let mut said = vec![format!(
            "{}, {}: carries {} of 100{}.",
            self.goal(&win.id, true),
            self.way(win),
            decimal(win.carries),
            parts(Some(own), others, |id| self.name(id)),
        )];
        match (&win.through, &win.bridge) {
            (Some(_), _) => {}
            (None, Some(bridge)) => {
                said.push(format!("The bridge to them is {}.", self.name(bridge)));
            }
            (None, None) => said.push(self.no_way_in(&win.id)),
        }
        said.extend(self.meet(&win.id).map(str::to_owned));
        said.extend(play.map(play_words));
        said.push(self.last_contact(&win.id));
        said.extend(solid.map(|solid| self.solid_sentence(solid)));
        said.join(" ")
    }

    pub(super) fn enlist_sentence(&self, id: &Id, score: f64, added: &[(Id, f64)]) -> String {
        let Some(person) = self.person(id) else {
            return String::new();
        };
        let doubt = if self.is_unproven(id) {
            format!("unproven {}", person.stance.word())
        } else {
            person.stance.word().to_owned()
        };
        format!(
            "Enlist {}{} ({doubt}), to {}: a full voice adds {} of 100{}. {}",
            person.name,
            title(person),
            person.target().word(),
            decimal(score),
            parts(None, added.iter(), |id| self.name(id)),
            self.last_contact(id),
        )
    }

    pub(super) fn test_sentence(&self, id: &Id, own: f64, ask: Ask) -> String {
        let Some(person) = self.person(id) else {
            return String::new();
        };
        format!(
            "Test {}{} (unproven {}): weighs {} of 100. Ask them to {}. {}",
            person.name,
            title(person),
            person.stance.word(),
            decimal(own),
            ask.words(),
            self.last_contact(id),
        )
    }

    /// Returns what is to be done with somebody: "Win Dana Ortiz, VP Sales (Neutral)", or
    /// "Bring Ruth Adeyemi, CFO, to Neutral" where that is all we need.
    pub(super) fn goal(&self, id: &Id, is_long: bool) -> String {
        let Some(person) = self.person(id) else {
            return String::new();
        };
        let target = person.target();
        let title = if is_long {
            title(person)
        } else {
            String::new()
        };
        if target.is_onside() {
            let stance = match person.stance {
                _ if !is_long => String::new(),
                Stance::Unknown => " (not met yet)".to_owned(),
                stance => format!(" ({})", stance.word()),
            };
            format!("Win {}{title}{stance}", person.name)
        } else {
            let comma = if title.is_empty() { "" } else { "," };
            let rung = Stance::RUNGS.get(target.place()).copied();
            let rung = rung.unwrap_or(target).word();
            format!("Bring {}{title}{comma} to {rung}", person.name)
        }
    }

    /// Returns why nobody leads to `id`: nobody they listen to is recorded, or none of those is
    /// onside or can be reached.
    pub fn no_way_in(&self, id: &str) -> String {
        let place = self.network.place(id);
        let ties = place.map_or(&[][..], |place| self.network.ties_into(place));
        let heard = ties.iter().filter_map(|tie| self.network.member(tie.from));
        let heard: Vec<&str> = heard.map(|member| self.name(&member.id)).collect();
        match heard.as_slice() {
            [] => NO_WAY_IN.to_owned(),
            [one] => format!("No way in yet: {one}, whom they listen to, is not onside."),
            [one, other] => {
                format!("No way in yet: {one} and {other}, whom they listen to, are not onside.")
            }
            [one, ..] => format!(
                "No way in yet: {one} and {} others they listen to are not onside.",
                heard.len() - 1
            ),
        }
    }

    /// Returns "through Noor Haddad (our team, medium)" or "directly".
    fn way(&self, win: &Win) -> String {
        let Some(through) = &win.through else {
            return "directly".to_owned();
        };
        let tie = self.strength_between(through, &win.id);
        let tie = tie.map_or(String::new(), |tie| {
            format!(", {}", tie.word().to_lowercase())
        });
        let place = self.network.place(through);
        let member = place.and_then(|place| self.network.member(place));
        let rank = match member {
            Some(member) if member.ours => "our team".to_owned(),
            Some(member) if self.is_unproven(through) => {
                format!("unproven {}", member.stance.word())
            }
            Some(member) => member.stance.word().to_owned(),
            None => String::new(),
        };
        format!("through {} ({rank}{tie})", self.name(through))
    }

    /// Returns what comes before winning somebody of whom it is not known where they stand.
    pub(super) fn meet(&self, id: &Id) -> Option<&'static str> {
        let standing = self.overview.standing(id);
        let is_met = standing.is_some_and(|standing| standing.last_contact.is_some());
        self.is_unknown(id)
            .then_some(if is_met { PLACE_THEM } else { MEET_THEM })
    }

    fn last_contact(&self, id: &Id) -> String {
        let standing = self.overview.standing(id);
        match standing.and_then(|standing| standing.last_contact) {
            Some(date) => format!("Last contact {}.", self.day(date)),
            None => "No contact yet.".to_owned(),
        }
    }

    /// Returns a day in words, as seen from today.
    pub fn day(&self, date: Date) -> String {
        let this_year = self.overview.today().year();
        day_in_words(date.year(), date.month(), date.day(), this_year)
    }

    /// Returns how much `to` listens to `from`.
    pub(super) fn strength_between(&self, from: &Id, to: &Id) -> Option<Strength> {
        let (from, to) = (self.network.place(from)?, self.network.place(to)?);
        strength(self.network.strength(self.network.tie(from, to)?))
    }

    /// Says whether somebody is not met yet.
    pub(super) fn is_unknown(&self, id: &Id) -> bool {
        let person = self.person(id);
        person.is_some_and(|person| person.stance == Stance::Unknown)
    }
}

fn title(person: &Person) -> String {
    if person.title.is_empty() {
        String::new()
    } else {
        format!(", {}", person.title)
    }
}

pub(super) fn play_words(play: &Play) -> String {
    let is_done = |step: &&PlayStep| matches!(step, PlayStep::Done(_));
    let done = play.steps.iter().filter(is_done).count();
    match play.steps.len() {
        0 => format!("Play: {}.", play.id),
        1 => format!("Play: {}, {done} of 1 step.", play.id),
        several => format!("Play: {}, {done} of {several} steps.", play.id),
    }
}
