//! Moving people along the ladder: one key, one rung, one line in the log.

use super::{Command, Hint, Scope, on_a_person};
use crate::app::{App, Effect};
use crate::model::{Address, Edit, Entry, Id, PersonField, Record, Stance};

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "lower",
        doc: "one rung down, towards Blocker",
        keys: &["<", "H"],
        scope: Scope::Anywhere,
        hint: Some(Hint {
            word: "move",
            cut: 2,
        }),
        when: on_a_person,
        run: |app| step(app, Stance::down, "Nothing lies below Blocker"),
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
        when: on_a_person,
        run: |app| step(app, Stance::up, "Nothing lies above Lobbyist"),
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
];

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
        when: on_a_person,
        run,
    }
}

fn step(app: &mut App, next: fn(Stance) -> Option<Stance>, at_the_end: &str) -> Vec<Effect> {
    match app.selected_person().map(|person| next(person.stance)) {
        Some(Some(stance)) => set(app, stance),
        Some(None) => app.tell(at_the_end),
        None => Vec::new(),
    }
}

fn set(app: &mut App, stance: Stance) -> Vec<Effect> {
    match app.selected_id().cloned() {
        Some(id) => to_rung(app, &id, stance),
        None => Vec::new(),
    }
}

/// Moves the person called `id` to a rung, and logs it.
pub(in crate::app) fn to_rung(app: &mut App, id: &Id, stance: Stance) -> Vec<Effect> {
    let seat = app.overview().seat(id);
    let Some(person) = seat.and_then(|seat| app.board().person(seat)) else {
        return Vec::new();
    };
    let (id, name, from) = (person.id.clone(), person.name.clone(), person.stance);
    let place = match stance {
        Stance::Unknown => "not met",
        rung => rung.word(),
    };
    if from == stance {
        return app.tell(&format!("{name} is at {place} already"));
    }
    let field = PersonField::Stance(stance);
    let moved = Edit::SetPerson {
        id: id.clone(),
        field,
    };
    let logged = log_move(app, &id, from, stance);
    app.change(&format!("{name} to {place}"), &id, &[moved, logged])
}

/// Returns the edit of the log that tells the move: a new line, or this sitting's last one
/// brought up to date, or that one removed when the person is back where they were.
fn log_move(app: &App, id: &Id, from: Stance, to: Stance) -> Edit {
    let log = &app.board().log;
    let entry = |from| Entry::Moved {
        on: app.today(),
        who: id.clone(),
        from,
        to,
        proof: None,
        because: String::new(),
    };
    let last = log.len().saturating_sub(1);
    match open_move(app, id) {
        Some(first) if first == to => Edit::RemoveEntry(last),
        Some(first) => Edit::SetEntry {
            at: last,
            entry: Box::new(entry(first)),
        },
        None => Edit::AddEntry {
            at: log.len(),
            entry: Box::new(entry(from)),
        },
    }
}

/// Returns where `id` came from in the last entry of the log, if that is a line of this
/// sitting and day about the same person to which nobody has added proof, reason or comment.
fn open_move(app: &App, id: &Id) -> Option<Stance> {
    let log = &app.board().log;
    let last = log.len().checked_sub(1)?;
    let is_ours = last >= app.log_at_start;
    match &**log.get(last)? {
        Entry::Moved {
            on,
            who,
            from,
            to: _,
            proof: None,
            because,
        } if is_ours && *on == app.today() && who == id && because.is_empty() => {
            let place = Address::of(Record::Entry(last));
            (!app.document().has_comment(&place)).then_some(*from)
        }
        _ => None,
    }
}
