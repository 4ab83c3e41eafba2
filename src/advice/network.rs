//! The board as arithmetic wants it: who is present, in order of id, and the ties between
//! them in flat lists.
//!
//! Promises: a place is a person's rank by id, so nothing depends on the order of the file;
//! references to nobody, to oneself and to people who left are gone; a lookup that could
//! fail gives nothing instead. Leaves every formula to the other files.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::Arc;

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
    /// The first place of each beginning of an id. Shared: what-ifs are copies.
    places: Arc<Places>,
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
        let mut places = Places::default();
        for (place, member) in members.iter().enumerate() {
            places.entry(beginning(&member.id)).or_insert(place);
        }
        let mut network = Self {
            places: Arc::new(places),
            members,
            ties: Vec::new(),
            starts: vec![0],
            outs: Vec::new(),
            out_starts: Vec::new(),
        };
        network.tie_together(board);
        network.turn_around();
        network
    }

    /// Fills in the ties by who is swayed.
    fn tie_together(&mut self, board: &Board) {
        let mut ties = Vec::new();
        for (place, member) in self.members.iter().enumerate() {
            let first = ties.len();
            if let Some(person) = board.person(member.seat) {
                self.swayed_by(person, place, &mut ties);
            }
            if let Some(own) = ties.get_mut(first..) {
                own.sort_unstable_by_key(|tie: &TieInto| tie.from);
            }
            self.starts.push(ties.len());
        }
        self.ties = ties;
    }

    fn swayed_by(&self, person: &Person, place: Place, ties: &mut Vec<TieInto>) {
        let mut add = |id: &Id, strength: Strength| {
            let from = self.place(id);
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
        let first = self.places.get(&beginning(id)).copied()?;
        if id.len() < BEGINNING {
            // A beginning that is not full is the whole id.
            return Some(first);
        }
        let alike = self.members.get(first..)?.iter();
        let alike = alike.take_while(|member| beginning(&member.id) == beginning(id));
        let found = alike
            .zip(first..)
            .find(|(member, _)| member.id.as_str() == id);
        found.map(|(_, place)| place)
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
    // Most ids differ in their beginnings, which are compared without a look elsewhere.
    // Stable, so that of a repeated id, which no loaded board has, the first is kept.
    members.sort_by_cached_key(|member: &Member| (beginning(&member.id), member.id.clone()));
    members.dedup_by(|later, first| later.id == first.id);
    members
}

/// How many letters of an id are its beginning.
const BEGINNING: usize = 16;

/// Returns the first letters of an id as a number, which sorts as they do.
fn beginning(id: &str) -> u128 {
    let mut letters = [0; BEGINNING];
    for (letter, byte) in letters.iter_mut().zip(id.bytes()) {
        *letter = byte;
    }
    u128::from_be_bytes(letters)
}

/// Where the first id of each beginning is.
type Places = HashMap<u128, Place, BuildHasherDefault<Spread>>;

/// Spreads a beginning over a table in one multiplication: there are as many look-ups as
/// ties, and the board is one's own, so nobody chooses ids to collide.
#[derive(Debug, Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut letters = [0; 8];
            for (letter, byte) in letters.iter_mut().zip(chunk) {
                *letter = *byte;
            }
            let mixed = (self.0.rotate_left(29) ^ u64::from_le_bytes(letters))
                .wrapping_mul(0x9e37_79b9_7f4a_7c15);
            self.0 = mixed ^ (mixed >> 32);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Department;

    #[test]
    fn ids_with_the_same_long_beginning_are_told_apart() {
        let ids = [
            "a",
            "abcdefghijklmnop",
            "abcdefghijklmnop-2",
            "abcdefghijklmnop-3",
        ];
        let mut department = Department::new(Id::new("d").unwrap(), "D");
        let people = ids.map(|id| Person::new(Id::new(id).unwrap(), id).into());
        department.people = people.into();
        let board = Board {
            departments: vec![department],
            ..Board::default()
        };
        let network = Network::of(&board);
        for (place, id) in ids.iter().enumerate() {
            assert_eq!(network.place(id), Some(place), "{id}");
        }
        for id in [
            "",
            "ab",
            "abcdefghijklmno",
            "abcdefghijklmnop-",
            "abcdefghijklmnop-4",
        ] {
            assert_eq!(network.place(id), None, "{id}");
        }
    }
}
