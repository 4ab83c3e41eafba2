//! The short sentences: under the board, after a move, and where nobody is to be won.
//!
//! Leaves making names safe, and where lines break, to those who show them.

use super::reasons::{MEET_THEM, NO_WAY_IN, play_words};
use super::routes::strength;
use super::{Advice, Close, Input, Solid, Told};
use crate::model::{Id, Stance};

/// What there is to do, in general.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// Nobody is on the board.
    Nobody,
    /// Everybody is onside or where we need them.
    AllWon,
    /// Some are to be won, and nobody can be: they have said no, and no ally speaks to them.
    NoWayIn(usize),
    /// Somebody can be won.
    Somebody,
}

impl Outlook {
    /// Returns it in a sentence; empty where somebody can be won, as others say that.
    pub fn sentence(self) -> String {
        match self {
            Self::Nobody => "Nobody is on the board yet.".to_owned(),
            Self::AllWon => "Everybody is where you need them.".to_owned(),
            Self::NoWayIn(1) => {
                "One person is left, with no way in recorded: who do they listen to?".to_owned()
            }
            Self::NoWayIn(several) => {
                format!(
                    "{several} people are left, with no way in recorded: who do they listen to?"
                )
            }
            Self::Somebody => String::new(),
        }
    }
}

impl Advice<'_> {
    /// Returns what there is to do, in general.
    pub fn outlook(&self) -> Outlook {
        let members = self.network.members();
        let open = members.iter().filter(|member| member.is_open()).count();
        if members.iter().all(|member| member.ours) {
            Outlook::Nobody
        } else if open == 0 {
            Outlook::AllWon
        } else if self.wins.is_empty() {
            Outlook::NoWayIn(open)
        } else {
            Outlook::Somebody
        }
    }

    /// Returns the first of `told` in short: "Win Dana Ortiz, through Noor Haddad. Then Sam
    /// and Account executives hear it from Dana. Play: quick-wins, 1 of 3 steps. Solid."
    pub fn short_sentence(&self, told: &Told, solid: Option<&Solid>) -> String {
        let win = &told.win;
        let goal = self.goal(&win.id, false);
        let mut said = match (&win.through, &win.bridge) {
            (Some(through), _) => vec![format!("{goal}, through {}.", self.name(through))],
            (None, Some(_)) => vec![format!("{goal}, directly.")],
            (None, None) => vec![format!("{goal}."), NO_WAY_IN.to_owned()],
        };
        if self.is_unknown(&win.id) {
            said.push(MEET_THEM.to_owned());
        }
        let opens = self.would_open(&win.id);
        let names: Vec<String> = opens.iter().map(|id| self.short_name(id)).collect();
        if !names.is_empty() {
            let verb = if names.len() == 1 { "hears" } else { "hear" };
            let (who, whom) = (names.join(" and "), self.short_name(&win.id));
            said.push(format!("Then {who} {verb} it from {whom}."));
        }
        let play = told.play.as_ref().and_then(|id| self.board.play_at(id));
        let play = play.and_then(|at| self.board.plays.get(at));
        said.extend(play.map(play_words));
        said.extend(solid.map(|solid| self.solid_sentence(solid)));
        said.join(" ")
    }

    /// Returns what a move opened, and who is next: "That opens Sam (through Dana) and
    /// Account executives; next is now Priya."
    ///
    /// `before` is who was next before the move; the next is "still" somebody who stays it.
    pub fn opened_sentence(&self, id: &Id, from: Stance, before: Option<&Id>) -> String {
        let opened = self.opened(id, from);
        let names = opened.iter().enumerate().map(|(at, opened)| {
            let name = self.short_name(opened);
            if at == 0 {
                format!("{name} (through {})", self.short_name(id))
            } else {
                name
            }
        });
        let names: Vec<String> = names.collect();
        let next = match self.wins().next() {
            None => "nobody is next".to_owned(),
            Some(next) if Some(&next.id) == before => {
                format!("next is still {}", self.short_name(&next.id))
            }
            Some(next) => format!("next is now {}", self.short_name(&next.id)),
        };
        if names.is_empty() {
            capitalized(&format!("{next}."))
        } else {
            format!("That opens {}; {next}.", names.join(" and "))
        }
    }

    /// Returns how sure the first place is: "Solid." or "Close call with …; flips if …."
    pub fn solid_sentence(&self, solid: &Solid) -> String {
        let Some(Close { to, input }) = &solid.close else {
            return "Solid.".to_owned();
        };
        let whom = to.as_ref().map_or("nobody", |id| self.name(id));
        format!(
            "Close call with {whom}; flips if {}.",
            self.input_words(input)
        )
    }

    /// Returns a change in words, behind "if": "Dana Ortiz has power 4".
    pub fn input_words(&self, input: &Input) -> String {
        match input {
            Input::Stance(id, stance) => format!("{} is at {}", self.name(id), stance.word()),
            Input::Power(id, power) => format!("{} has power {power}", self.name(id)),
            Input::Interest(id, interest) => {
                format!("{} has interest {interest}", self.name(id))
            }
            Input::Tie {
                from,
                to,
                strength: level,
            } => {
                let (from, to) = (self.name(from), self.name(to));
                match strength(*level) {
                    Some(strength) => {
                        let word = strength.word().to_lowercase();
                        format!("the tie from {from} to {to} is {word}")
                    }
                    None => format!("{to} does not listen to {from}"),
                }
            }
        }
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
