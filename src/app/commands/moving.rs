//! Moving people along the ladder: one key, one rung, one line in the log.

use super::marks::on_people;
use super::{Command, Hint, Scope};
use crate::app::{App, Asking, Effect};
use crate::model::{Address, Edit, Entry, Id, PersonField, Record, Stance};
use crate::text::counted;

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "lower",
        doc: "one rung down, towards Blocker",
        keys: &["<", "H"],
        scope: Scope::Anywhere,
        hint: Some(Hint {
            word: "move",
            cut: 2,
        }),
        when: on_people,
        run: |app| step(app, Stance::down, &DOWN),
    },
    Command {
        name: "raise",
        doc: "one rung up, towards Lobbyist",
        keys: &[">", "L"],
        scope: Scope::Anywhere,
        hint: Some(Hint {
            word: "move",
            cut: 2,
        }),
        when: on_people,
        run: |app| step(app, Stance::up, &UP),
    },
    to("to blocker", Stance::Blocker, &["m b", "m 1"], |app| {
        set(app, Stance::Blocker)
    }),
    to("to skeptic", Stance::Skeptic, &["m k", "m 2"], |app| {
        set(app, Stance::Skeptic)
    }),
    to("to neutral", Stance::Neutral, &["m n", "m 3"], |app| {
        set(app, Stance::Neutral)
    }),
    to("to supporter", Stance::Supporter, &["m s", "m 4"], |app| {
        set(app, Stance::Supporter)
    }),
    to("to champion", Stance::Champion, &["m c", "m 5"], |app| {
        set(app, Stance::Champion)
    }),
    to("to lobbyist", Stance::Lobbyist, &["m l", "m 6"], |app| {
        set(app, Stance::Lobbyist)
    }),
    to("to not met", Stance::Unknown, &["m ?"], |app| {
        set(app, Stance::Unknown)
    }),
    Command {
        name: "to department",
        doc: "to another department, by its name",
        keys: &["m @"],
        scope: Scope::Anywhere,
        hint: None,
        when: on_people,
        run: to_department,
    },
];

/// What is said of a step.
struct Step {
    /// How several are told to have made it.
    way: &'static str,
    /// Why one can't.
    at_the_end: &'static str,
}

const DOWN: Step = Step {
    way: "one rung down",
    at_the_end: "Nothing lies below Blocker",
};

const UP: Step = Step {
    way: "one rung up",
    at_the_end: "Nothing lies above Lobbyist",
};

/// Returns the row of a command that moves to a rung; its meaning is what it does.
const fn to(
    name: &'static str,
    stance: Stance,
    keys: &'static [&'static str],
    run: fn(&mut App) -> Vec<Effect>,
) -> Command {
    Command {
        name,
        doc: stance.meaning(),
        keys,
        scope: Scope::Anywhere,
        hint: None,
        when: on_people,
        run,
    }
}

fn to_department(app: &mut App) -> Vec<Effect> {
    match app.selected_id().cloned() {
        _ if app.is_about_several() => app.ask_with(Asking::ChangeAll, "dept "),
        Some(id) => app.ask_with(Asking::PersonField(id), "dept "),
        None => Vec::new(),
    }
}

fn step(app: &mut App, next: fn(Stance) -> Option<Stance>, step: &Step) -> Vec<Effect> {
    let people = app.subjects();
    let steps = people.iter().filter_map(|id| {
        let person = app.board().person(app.overview().seat(id)?)?;
        Some((id.clone(), person.stance, next(person.stance)?))
    });
    let moves: Vec<Move> = steps.collect();
    match (people.as_slice(), moves.as_slice()) {
        ([], _) => Vec::new(),
        (_, []) => app.tell(step.at_the_end),
        ([_], [(id, _, to)]) => to_rung(app, id, *to),
        (all, _) => {
            let left = all.len() - moves.len();
            move_several(app, &moves, step.way, left, "can go no further")
        }
    }
}

fn set(app: &mut App, stance: Stance) -> Vec<Effect> {
    let people = app.subjects();
    all_to_rung(app, &people, stance)
}

/// Moves people to a rung as one change, and logs it.
pub(in crate::app) fn all_to_rung(app: &mut App, people: &[Id], stance: Stance) -> Vec<Effect> {
    if let [id] = people {
        return to_rung(app, id, stance);
    }
    let moves = people.iter().filter_map(|id| {
        let person = app.board().person(app.overview().seat(id)?)?;
        (person.stance != stance).then(|| (id.clone(), person.stance, stance))
    });
    let moves: Vec<Move> = moves.collect();
    let place = stance.in_words();
    if moves.is_empty() {
        let count = people.len();
        return app.tell(&format!("All {count} are at {place} already"));
    }
    let there = people.len() - moves.len();
    move_several(app, &moves, &format!("to {place}"), there, "already there")
}

/// Who moves, from where, to where.
type Move = (Id, Stance, Stance);

/// Moves several people as one change; of `others` it is told that they did not move.
fn move_several(
    app: &mut App,
    moves: &[Move],
    way: &str,
    others: usize,
    why_not: &str,
) -> Vec<Effect> {
    let Some((first, ..)) = moves.first() else {
        return Vec::new();
    };
    let count = counted(moves.len(), "person", "people");
    let words = match others {
        0 => format!("Moved {count} {way}"),
        others => format!("Moved {count} {way}; {others} {why_not}"),
    };
    let selected = app.selected_id();
    let selected = selected.filter(|id| moves.iter().any(|(moved, ..)| moved == *id));
    let about = selected.unwrap_or(first).clone();
    let edits = edits(app, moves);
    app.change(&words, &about, &edits)
}

/// Moves the person called `id` to a rung, and logs it.
pub(in crate::app) fn to_rung(app: &mut App, id: &Id, stance: Stance) -> Vec<Effect> {
    let seat = app.overview().seat(id);
    let Some(person) = seat.and_then(|seat| app.board().person(seat)) else {
        return Vec::new();
    };
    let (id, name, from) = (person.id.clone(), person.name.clone(), person.stance);
    let place = stance.in_words();
    if from == stance {
        return app.tell(&format!("{name} is at {place} already"));
    }
    let edits = edits(app, &[(id.clone(), from, stance)]);
    app.change(&format!("{name} to {place}"), &id, &edits)
}

/// Returns the edits that make moves and tell them in the log: a new line each, or the line of
/// this sitting that they made last brought up to date, or that one removed when somebody is
/// back where they were.
fn edits(app: &App, moves: &[Move]) -> Vec<Edit> {
    let log = app.board().log.len();
    let mut edits = Vec::new();
    let mut removed = Vec::new();
    let mut added = Vec::new();
    for (id, from, to) in moves {
        edits.push(Edit::SetPerson {
            id: id.clone(),
            field: PersonField::Stance(*to),
        });
        let entry = |from| {
            Box::new(Entry::Moved {
                on: app.today(),
                who: id.clone(),
                from,
                to: *to,
                proof: None,
                because: String::new(),
            })
        };
        match open_move(app, id, moves.len()) {
            Some((at, first)) if first == *to => removed.push(at),
            Some((at, first)) => edits.push(Edit::SetEntry {
                at,
                entry: entry(first),
            }),
            None => added.push(entry(*from)),
        }
    }
    // From the end on, so that no place shifts before it is needed.
    removed.sort_unstable_by_key(|at| std::cmp::Reverse(*at));
    let end = log - removed.len();
    edits.extend(removed.into_iter().map(Edit::RemoveEntry));
    let added = added.into_iter().enumerate();
    edits.extend(added.map(|(nth, entry)| Edit::AddEntry {
        at: end + nth,
        entry,
    }));
    edits
}

/// Returns the place of the last entry about `id` among the `last` ones of the log, and where
/// they came from in it, if it is a line of this sitting and day to which nobody has added
/// proof, reason or comment.
fn open_move(app: &App, id: &Id, last: usize) -> Option<(usize, Stance)> {
    let log = &app.board().log;
    let from = log.len().saturating_sub(last).max(app.log_at_start);
    let mut places = (from..log.len()).rev();
    let at = places.find(|at| log.get(*at).is_some_and(|entry| entry.names(id)))?;
    match &**log.get(at)? {
        Entry::Moved {
            on,
            from,
            proof: None,
            because,
            ..
        } if *on == app.today() && because.is_empty() => {
            let place = Address::of(Record::Entry(at));
            (!app.document().has_comment(&place)).then_some((at, *from))
        }
        _ => None,
    }
}
