//! Plays: making them, changing them, ticking their steps, taking them out.

use super::{Command, Hint, Scope, always};
use crate::app::line::ticked;
use crate::app::{App, Asking, Effect};
use crate::layout::{Target, View};
use crate::model::{Edit, Id, PlayField, PlayStep};

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "add play",
        doc: "adds plays, a line each: `quick-wins @sales \"sees partners as …\" due:fri step:\"…\"`",
        keys: &["a"],
        scope: Scope::View(View::Plays),
        hint: Some(Hint {
            word: "add play",
            cut: 2,
        }),
        when: always,
        run: |app| app.ask(Asking::Play),
    },
    Command {
        name: "tick",
        doc: "ticks the step under the cursor, or takes the tick back",
        keys: &["Space", "Enter"],
        scope: Scope::View(View::Plays),
        hint: Some(Hint {
            word: "tick",
            cut: 2,
        }),
        when: on_a_step,
        run: tick,
    },
    Command {
        name: "change play",
        doc: "changes the play: `status running`, `due fri`, `step Close another`, `answers …`",
        keys: &["c", "Enter"],
        scope: Scope::View(View::Plays),
        hint: Some(Hint {
            word: "change",
            cut: 3,
        }),
        when: on_a_play,
        run: change,
    },
    Command {
        name: "remove play",
        doc: "takes out the play, or the step under the cursor",
        keys: &["d r"],
        scope: Scope::View(View::Plays),
        hint: None,
        when: on_a_play,
        run: remove,
    },
];

fn on_a_step(app: &App) -> bool {
    matches!(app.target(), Some(Target::Step(..)))
}

fn on_a_play(app: &App) -> bool {
    on_a_step(app) || matches!(app.target(), Some(Target::Play(_)))
}

fn tick(app: &mut App) -> Vec<Effect> {
    let Some(Target::Step(id, at)) = app.target().cloned() else {
        return Vec::new();
    };
    let Some(play) = app.play(&id) else {
        return Vec::new();
    };
    let steps = ticked(play, at);
    let words = match steps.get(at) {
        Some(PlayStep::Done(text)) => format!("Did: {text}"),
        Some(PlayStep::Todo(text)) => format!("Still to do: {text}"),
        None => return Vec::new(),
    };
    set_steps(app, &id, steps, &words)
}

fn set_steps(app: &mut App, id: &Id, steps: Vec<PlayStep>, words: &str) -> Vec<Effect> {
    let edit = Edit::SetPlay {
        id: id.clone(),
        field: PlayField::Steps(steps),
    };
    app.change(words, id, &[edit])
}

fn change(app: &mut App) -> Vec<Effect> {
    match app.target().cloned() {
        Some(Target::Play(id) | Target::Step(id, _)) => app.ask(Asking::PlayField(id)),
        _ => Vec::new(),
    }
}

fn remove(app: &mut App) -> Vec<Effect> {
    match app.target().cloned() {
        Some(Target::Step(id, at)) => {
            let Some(play) = app.play(&id).filter(|play| at < play.steps.len()) else {
                return Vec::new();
            };
            let mut steps = play.steps.clone();
            let words = format!("Removed the step {}", steps.remove(at).text());
            set_steps(app, &id, steps, &words)
        }
        Some(Target::Play(id)) => app.ask_to_remove(&[id]),
        _ => Vec::new(),
    }
}
