//! Whether the first place stands when what is known of the first three is a little wrong.
//!
//! One input at a time is taken one step off, and the whole board is counted again: exact, and
//! as costly as it sounds. With 10,000 people and 50,000 ties a count takes about a
//! millisecond and a person of ten ties some twenty-five counts; somebody with a thousand ties
//! takes thousands. So it is counted off the key path, and can be told to stop.

use super::network::{Network, Place};
use super::order::first;
use super::reckoning::Reckoning;
use crate::model::{Id, Stance};

/// Of a hundred changes, how many may bring somebody else to the first place.
const MOST_FLIPS: usize = 5;

/// How sure the first place is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solid {
    /// How many changes were tried.
    pub checked: usize,
    /// How many of them bring somebody else to the first place.
    pub flips: usize,
    /// What comes closest; `None` when the first place is solid.
    pub close: Option<Close>,
}

/// The first change, in a fixed order, that brings somebody else to the first place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Close {
    /// Who is first then; `None` when nobody is to be won then.
    pub to: Option<Id>,
    /// What is changed.
    pub input: Input,
}

/// One thing a board says, and what it is changed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Where somebody stands.
    Stance(Id, Stance),
    /// Somebody's power.
    Power(Id, u8),
    /// Somebody's interest.
    Interest(Id, u8),
    /// A tie, and 1, 2, 3, or 0 for none.
    Tie {
        /// Who sways.
        from: Id,
        /// Who is swayed.
        to: Id,
        /// How much.
        strength: u8,
    },
}

impl Solid {
    /// Says whether at most one change in twenty brings somebody else to the first place.
    pub fn is_solid(&self) -> bool {
        self.flips * 100 <= self.checked * MOST_FLIPS
    }
}

/// One step of one input.
#[derive(Clone, Copy, Debug)]
enum Step {
    Stance(Place, Stance),
    Power(Place, u8),
    Interest(Place, u8),
    Tie {
        tie: usize,
        from: Place,
        to: Place,
        strength: u8,
    },
}

impl Step {
    /// Applies this step to a network and returns the step back.
    fn apply(self, network: &mut Network) -> Self {
        match self {
            Self::Stance(place, stance) => {
                let mut old = stance;
                network.change(place, |member| {
                    old = std::mem::replace(&mut member.stance, stance);
                });
                Self::Stance(place, old)
            }
            Self::Power(place, power) => {
                let mut old = power;
                network.change(place, |member| {
                    old = std::mem::replace(&mut member.power, power);
                });
                Self::Power(place, old)
            }
            Self::Interest(place, interest) => {
                let mut old = interest;
                network.change(place, |member| {
                    old = std::mem::replace(&mut member.interest, interest);
                });
                Self::Interest(place, old)
            }
            Self::Tie {
                tie,
                from,
                to,
                strength,
            } => {
                let old = network.strength(tie);
                network.set_strength(tie, strength);
                Self::Tie {
                    tie,
                    from,
                    to,
                    strength: old,
                }
            }
        }
    }

    fn in_ids(self, network: &Network) -> Option<Input> {
        let id = |place: Place| Some(network.member(place)?.id.clone());
        Some(match self {
            Self::Stance(place, stance) => Input::Stance(id(place)?, stance),
            Self::Power(place, power) => Input::Power(id(place)?, power),
            Self::Interest(place, interest) => Input::Interest(id(place)?, interest),
            Self::Tie {
                from, to, strength, ..
            } => Input::Tie {
                from: id(from)?,
                to: id(to)?,
                strength,
            },
        })
    }
}

/// Tries every step of what is known of `three`; `None` when `goes_on` says to stop.
pub(super) fn solid(
    network: &Network,
    three: &[Place],
    mut goes_on: impl FnMut() -> bool,
) -> Option<Solid> {
    let mut network = network.clone();
    let leader = three.first().copied();
    let steps = steps(&network, three);
    let mut flips = 0;
    let mut first_flip = None;
    for step in &steps {
        if !goes_on() {
            return None;
        }
        let back = step.apply(&mut network);
        let now = first(&network, &Reckoning::of(&network));
        back.apply(&mut network);
        if now != leader {
            flips += 1;
            first_flip = first_flip.or(Some((*step, now)));
        }
    }
    let mut solid = Solid {
        checked: steps.len(),
        flips,
        close: None,
    };
    if !solid.is_solid() {
        solid.close = first_flip.and_then(|(step, now)| {
            let to = now.and_then(|place| network.member(place));
            Some(Close {
                to: to.map(|member| member.id.clone()),
                input: step.in_ids(&network)?,
            })
        });
    }
    Some(solid)
}

/// Returns every step to try: by person, then stance, power, interest and ties by id, down
/// before up.
fn steps(network: &Network, three: &[Place]) -> Vec<Step> {
    let mut steps = Vec::new();
    for (at, place) in three.iter().copied().enumerate() {
        let Some(member) = network.member(place) else {
            continue;
        };
        let stances = [member.stance.down(), member.stance.up()].into_iter();
        let stances = stances.flatten().filter(|stance| {
            let rung = stance.rung();
            rung < Stance::Supporter.rung() && rung < member.target.rung()
        });
        steps.extend(stances.map(|stance| Step::Stance(place, stance)));
        steps.extend(near(member.power).map(|power| Step::Power(place, power)));
        steps.extend(near(member.interest).map(|interest| Step::Interest(place, interest)));
        let before = three.get(..at).unwrap_or_default();
        ties(network, place, before, &mut steps);
    }
    steps
}

/// Returns one less and one more, inside 1 to 5.
fn near(level: u8) -> impl Iterator<Item = u8> {
    let both = [level.saturating_sub(1), level.saturating_add(1)].into_iter();
    both.filter(|near| (1..=5).contains(near))
}

/// Adds the steps of every tie into or out of `place`, but those with anybody `before`,
/// whose steps are there already. Of two ties with the same person the one into `place` is first.
fn ties(network: &Network, place: Place, before: &[Place], steps: &mut Vec<Step>) {
    let into = network.ties_into(place).iter().zip(network.range(place));
    let into = into.map(|(tie, at)| (tie.from, false, at));
    let out = network.ties_out(place).iter();
    let out = out.map(|out| (out.to, true, out.tie));
    let mut ties: Vec<(Place, bool, usize)> = into.chain(out).collect();
    ties.retain(|(other, _, _)| !before.contains(other));
    ties.sort_unstable();
    for (other, is_out, tie) in ties {
        let (from, to) = if is_out {
            (place, other)
        } else {
            (other, place)
        };
        let now = network.strength(tie);
        let both = [now.checked_sub(1), Some(now + 1).filter(|up| *up <= 3)];
        steps.extend(both.into_iter().flatten().map(|strength| Step::Tie {
            tie,
            from,
            to,
            strength,
        }));
    }
}
