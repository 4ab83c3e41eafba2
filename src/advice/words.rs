//! The short sentences: under the board, after a move, and where nobody is to be won.
//!
//! Leaves making names safe, and where lines break, to those who show them.

use super::reasons::play_words;
use super::routes::strength;
use super::{Advice, Close, Input, Solid, Told, Win};
use crate::model::{Id, Play, Stance, Strength};

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
            Self::Nobody => "Nobody outside our own team is on the board yet.".to_owned(),
            Self::AllWon => "Everybody is where you need them.".to_owned(),
            Self::NoWayIn(1) => {
                "One person is left, and nobody onside leads to them yet.".to_owned()
            }
            Self::NoWayIn(several) => {
                format!("{several} people are left, and nobody onside leads to them yet.")
            }
            Self::Somebody => String::new(),
        }
    }
}

impl Win {
    /// Returns what the score is made of: "own 19.0476, carries 24.1077, pull 0.1818, ease
    /// 0.4273: score 10.3006", ease times what they carry.
    pub fn factors(&self) -> String {
        format!(
            "own {:.4}, carries {:.4}, pull {:.4}, ease {:.4}: score {:.4}",
            self.own, self.carries, self.pull, self.ease, self.score
        )
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
        let mut said = self.short_form(told);
        said.extend(solid.map(|solid| self.solid_sentence(solid)));
        said.join(" ")
    }

    /// Returns the sentences of the short form, the first the one that must be said; how sure
    /// it is comes behind them.
    pub fn short_form(&self, told: &Told) -> Vec<String> {
        let win = &told.win;
        let mut said = vec![self.goal_and_way(told)];
        said.extend(self.warning(win));
        let opens = self.would_open(&win.id);
        let names: Vec<String> = opens.iter().map(|id| self.short_name(id)).collect();
        if !names.is_empty() {
            let verb = if names.len() == 1 { "hears" } else { "hear" };
            let (who, whom) = (names.join(" and "), self.short_name(&win.id));
            said.push(format!("Then {who} {verb} it from {whom}."));
        }
        said.extend(self.play_of(told).map(play_words));
        said
    }

    /// Returns in a line what there is to say of one who is not the first: "Win Priya Raman,
    /// through Ola Bergström. You asked on 18 Nov, no answer yet."
    pub fn line(&self, told: &Told) -> Vec<String> {
        let win = &told.win;
        let mut said = vec![self.goal_and_way(told)];
        let standing = self.overview.standing(&win.id);
        let asked = standing.and_then(|standing| standing.oldest_ask);
        let asked = asked.map(|on| format!("You asked on {}, no answer yet.", self.day(on)));
        let more = self.warning(win).or(asked);
        said.extend(more.or_else(|| self.play_of(told).map(play_words)));
        said
    }

    /// Returns "Win Sam Whitfield, through Tomasz Zielinski, a weak tie."
    fn goal_and_way(&self, told: &Told) -> String {
        let win = &told.win;
        let goal = self.goal(&win.id, false);
        match (&win.through, &win.bridge) {
            (Some(through), _) => {
                let is_weak = self.strength_between(through, &win.id) == Some(Strength::Weak);
                let tie = if is_weak { ", a weak tie" } else { "" };
                format!("{goal}, through {}{tie}.", self.name(through))
            }
            (None, Some(_)) => format!("{goal}, directly."),
            (None, None) => format!("{goal}."),
        }
    }

    /// Returns what stands in the way of somebody to be won, if anything does.
    fn warning(&self, win: &Win) -> Option<String> {
        let is_cut_off = win.through.is_none() && win.bridge.is_none();
        let no_way_in = is_cut_off.then(|| self.no_way_in(&win.id));
        let meet = self.meet(&win.id).map(str::to_owned);
        let both = [no_way_in, meet].into_iter().flatten();
        both.reduce(|one, other| format!("{one} {other}"))
    }

    fn play_of(&self, told: &Told) -> Option<&Play> {
        let at = self.board.play_at(told.play.as_ref()?)?;
        self.board.plays.get(at)
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
