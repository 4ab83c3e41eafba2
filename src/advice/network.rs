//! The board as arithmetic wants it: who is present, in order of id, and the ties between
//! them in flat lists.
//!
//! Promises: a place is a person's rank by id, so nothing depends on the order of the file;
//! references to nobody, to oneself and to people who left are gone; a lookup that could
//! fail gives nothing instead. Leaves every formula to the other files.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{Board, Id, Person, Seat, Stance, Strength};

/// A person's rank among all who are present, by id.
pub(super) type Place = usize;

/// What the rule knows of a person.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub id: Id,
    pub seat: Seat,
    pub stance: Stance,
    pub target: Stance,
    pub power: u8,
    pub interest: u8,
    pub ours: bool,
}

impl Member {
    fn of(person: &Person, seat: Seat, ours: bool) -> Self {
        Self {
            id: person.id.clone(),
            seat,
            stance: person.stance,
            target: person.target(),
            power: person.power,
            interest: person.interest,
            ours,
        }
    }

    /// Says whether they carry the message: Supporter or better, or our own team.
    pub fn is_onside(&self) -> bool {
        self.ours || self.stance.is_onside()
    }

    /// Says whether they are still to be brought to where we need them.
    pub fn is_below_target(&self) -> bool {
        self.stance.rung() < self.target.rung()
    }

    /// Says whether they can be won: not onside, and below target.
    pub fn is_open(&self) -> bool {
        !self.is_onside() && self.is_below_target()
    }

    /// Returns power times interest, 0 for our own team: what counts is whom we must win.
    pub fn weight(&self) -> f64 {
        if self.ours {
            0.0
        } else {
            f64::from(self.power) * f64::from(self.interest)
        }
    }

    /// Returns how much of what they hear they pass on: a Supporter half, a Champion three
    /// quarters, a Lobbyist and our own team all; those who are not onside nothing.
    pub fn voice(&self) -> f64 {
        match self.stance {
            _ if self.ours => 1.0,
            Stance::Lobbyist => 1.0,
            Stance::Champion => 0.75,
            Stance::Supporter => 0.5,
            _ => 0.0,
        }
    }

    /// Returns how many rungs they are from saying yes, at least one.
    pub fn steps(&self) -> f64 {
        f64::from((1 - self.stance.rung()).max(1))
    }
}

/// A tie into somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TieInto {
    /// Who sways.
    pub from: Place,
    /// 1, 2 or 3; 0 when it is taken to be absent.
    pub strength: u8,
    /// The tie the other way, if there is one.
    pub back: Option<u32>,
}

/// A tie out of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TieOut {
    /// Who is swayed.
    pub to: Place,
    /// The place of the tie among all ties.
    pub tie: usize,
}

/// Everybody present and every tie that counts.
#[derive(Clone, Debug)]
pub(super) struct Network {
    members: Vec<Member>,
    /// All ties, by who is swayed, then by who sways.
    ties: Vec<TieInto>,
    /// Where the ties into each begin; one longer than `members`.
    starts: Vec<usize>,
    /// All ties, by who sways, then by who is swayed.
    outs: Vec<TieOut>,
    out_starts: Vec<usize>,
}

impl Network {
    /// Reads a board.
    pub fn of(board: &Board) -> Self {
        let members = members(board);
        let places: HashMap<&str, Place> = members
            .iter()
            .enumerate()
            .map(|(place, member)| (member.id.as_str(), place))
            .collect();
        let mut ties = Vec::new();
        let mut starts = vec![0];
        for (place, member) in members.iter().enumerate() {
            let first = ties.len();
            if let Some(person) = board.person(member.seat) {
                swayed_by(person, place, &places, &mut ties);
            }
            if let Some(own) = ties.get_mut(first..) {
                own.sort_unstable_by_key(|tie| tie.from);
            }
            starts.push(ties.len());
        }
        let mut network = Self {
            members,
            ties,
            starts,
            outs: Vec::new(),
            out_starts: Vec::new(),
        };
        network.turn_around();
        network
    }

    /// Fills in the ties by who sways, and which ties go both ways.
    fn turn_around(&mut self) {
        let mut counts = vec![0; self.members.len() + 1];
        for tie in &self.ties {
            if let Some(count) = counts.get_mut(tie.from + 1) {
                *count += 1;
            }
        }
        let sums = counts.iter().scan(0, |sum, count| {
            *sum += count;
            Some(*sum)
        });
        self.out_starts = sums.collect();
        let mut free = self.out_starts.clone();
        self.outs = vec![TieOut { to: 0, tie: 0 }; self.ties.len()];
        for to in 0..self.members.len() {
            for tie in self.range(to) {
                let Some(from) = self.ties.get(tie).map(|tie| tie.from) else {
                    continue;
                };
                let Some(slot) = free.get_mut(from) else {
                    continue;
                };
                if let Some(out) = self.outs.get_mut(*slot) {
                    *out = TieOut { to, tie };
                }
                *slot += 1;
            }
        }
        for to in 0..self.members.len() {
            for tie in self.range(to) {
                let from = self.ties.get(tie).map(|tie| tie.from);
                let back = from.and_then(|from| self.tie(to, from));
                if let Some(tie) = self.ties.get_mut(tie) {
                    tie.back = back.and_then(|back| u32::try_from(back).ok());
                }
            }
        }
    }

    /// Returns everybody, in order of id.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// Returns the person at a place.
    pub fn member(&self, place: Place) -> Option<&Member> {
        self.members.get(place)
    }

    /// Returns the place of `id`; `None` for nobody and for those who left.
    pub fn place(&self, id: &str) -> Option<Place> {
        let found = self
            .members
            .binary_search_by(|member| member.id.as_str().cmp(id));
        found.ok()
    }

    /// Returns where the ties into `place` stand among all ties.
    pub fn range(&self, place: Place) -> Range<usize> {
        let end = self.starts.get(place + 1).copied().unwrap_or(0);
        let start = self.starts.get(place).copied().unwrap_or(end);
        start..end
    }

    /// Returns the ties into `place`, by who sways; one taken to be absent has strength 0.
    pub fn ties_into(&self, place: Place) -> &[TieInto] {
        self.ties.get(self.range(place)).unwrap_or_default()
    }

    /// Returns the ties out of `place`, by who is swayed.
    pub fn ties_out(&self, place: Place) -> &[TieOut] {
        let end = self.out_starts.get(place + 1).copied().unwrap_or(0);
        let start = self.out_starts.get(place).copied().unwrap_or(end);
        self.outs.get(start..end).unwrap_or_default()
    }

    /// Returns all ties, by who is swayed, then by who sways.
    pub fn ties(&self) -> &[TieInto] {
        &self.ties
    }

    /// Returns where the tie between two stands among all ties.
    pub fn tie(&self, from: Place, to: Place) -> Option<usize> {
        let into = self.ties_into(to);
        let found = into.binary_search_by_key(&from, |tie| tie.from).ok()?;
        Some(self.range(to).start + found)
    }

    /// Returns how much the tie at a place is listened to, 0 when it is absent.
    pub fn strength(&self, tie: usize) -> u8 {
        self.ties.get(tie).map_or(0, |tie| tie.strength)
    }

    /// Changes what is known of a person.
    pub fn change(&mut self, place: Place, change: impl FnOnce(&mut Member)) {
        if let Some(member) = self.members.get_mut(place) {
            change(member);
        }
    }

    /// Changes how much a tie is listened to; 0 takes it to be absent.
    pub fn set_strength(&mut self, tie: usize, strength: u8) {
        if let Some(tie) = self.ties.get_mut(tie) {
            tie.strength = strength;
        }
    }

    /// Brings somebody to Supporter, or to their target if that is lower.
    pub fn win(&mut self, place: Place) {
        self.change(place, |member| {
            let is_lower = member.target.rung() < Stance::Supporter.rung();
            member.stance = if is_lower {
                member.target
            } else {
                Stance::Supporter
            };
        });
    }
}

fn members(board: &Board) -> Vec<Member> {
    let mut members = Vec::new();
    for (at, department) in board.departments.iter().enumerate() {
        members.extend(department.present().map(|(inside, person)| {
            let seat = Seat {
                department: at,
                person: inside,
            };
            Member::of(person, seat, department.ours)
        }));
    }
    // Stable, so that of a repeated id, which no loaded board has, the first is kept.
    members.sort_by(|one, other| one.id.cmp(&other.id));
    members.dedup_by(|later, first| later.id == first.id);
    members
}

fn swayed_by(
    person: &Person,
    place: Place,
    places: &HashMap<&str, Place>,
    ties: &mut Vec<TieInto>,
) {
    let mut add = |id: &Id, strength: Strength| {
        let from = places.get(id.as_str()).copied();
        ties.extend(from.filter(|from| *from != place).map(|from| TieInto {
            from,
            strength: strength.weight(),
            back: None,
        }));
    };
    for tie in &person.listens_to {
        add(&tie.to, tie.strength);
    }
    if let Some(boss) = &person.reports_to
        && !person.listens_to.iter().any(|tie| tie.to == *boss)
    {
        add(boss, Strength::Medium);
    }
}
