//! Answering where both sides changed one thing, and putting back what is missing.

use super::{Command, Hint, Scope, always};
use crate::app::{App, ConflictsOverlay, Effect, Overlay, SaveState};
use crate::document::merge::Choice;

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "questions",
        doc: "what both sides changed, one question each",
        keys: &["C"],
        scope: Scope::Anywhere,
        hint: Some(Hint {
            word: "questions",
            cut: 0,
        }),
        when: has_questions,
        run: open,
    },
    Command {
        name: "bring back",
        doc: "what is missing from the file and was saved once",
        keys: &["B"],
        scope: Scope::Anywhere,
        hint: Some(Hint {
            word: "bring back",
            cut: 1,
        }),
        when: |app| app.missing.is_some(),
        run: offer,
    },
    Command {
        name: "write again",
        doc: "makes the file again that another program took away",
        keys: &["W"],
        scope: Scope::Anywhere,
        hint: Some(Hint {
            word: "write again",
            cut: 1,
        }),
        when: |app| matches!(app.saved, SaveState::Gone(_)),
        run: write_again,
    },
    side(
        "ours",
        "takes what this board says",
        &["o"],
        |app| can(app, Choice::Ours),
        |app| give(app, Choice::Ours),
    ),
    side(
        "theirs",
        "takes what was written into the file",
        &["t"],
        |app| can(app, Choice::Theirs),
        |app| give(app, Choice::Theirs),
    ),
    side(
        "both",
        "takes both, where that makes sense",
        &["b"],
        |app| can(app, Choice::Both),
        |app| give(app, Choice::Both),
    ),
    Command {
        name: "next question",
        doc: "the next question",
        keys: &["j", "↓", "n"],
        scope: Scope::Questions,
        hint: Some(Hint {
            word: "look",
            cut: 3,
        }),
        when: has_several,
        run: |app| look(app, ConflictsOverlay::next),
    },
    Command {
        name: "previous question",
        doc: "the question before",
        keys: &["k", "↑", "p"],
        scope: Scope::Questions,
        hint: Some(Hint {
            word: "look",
            cut: 3,
        }),
        when: has_several,
        run: |app| look(app, ConflictsOverlay::previous),
    },
    Command {
        name: "question down",
        doc: "half a screen down",
        keys: &["Ctrl-D", "PgDn", "Space"],
        scope: Scope::Questions,
        hint: None,
        when: always,
        run: |app| scroll_by(app, app.half_page()),
    },
    Command {
        name: "question up",
        doc: "half a screen up",
        keys: &["Ctrl-U", "PgUp"],
        scope: Scope::Questions,
        hint: None,
        when: always,
        run: |app| scroll_by(app, -app.half_page()),
    },
    Command {
        name: "take answers",
        doc: "makes the answers one change",
        keys: &["Enter"],
        scope: Scope::Questions,
        hint: Some(Hint {
            word: "take answers",
            cut: 1,
        }),
        when: is_answered,
        run: App::take_answers,
    },
    Command {
        name: "later",
        doc: "back to the board; the questions stay open",
        keys: &["Esc", "q", "h", "Ctrl-C"],
        scope: Scope::Questions,
        hint: Some(Hint {
            word: "later",
            cut: 0,
        }),
        when: always,
        run: later,
    },
    Command {
        name: "put back",
        doc: "puts back what is missing, as one change",
        keys: &["Enter"],
        scope: Scope::Missing,
        hint: Some(Hint {
            word: "put back",
            cut: 0,
        }),
        when: always,
        run: |app| app.put_back(),
    },
    Command {
        name: "leave out",
        doc: "leaves the file as it is and does not ask again",
        keys: &["x"],
        scope: Scope::Missing,
        hint: Some(Hint {
            word: "leave it",
            cut: 0,
        }),
        when: always,
        run: leave_out,
    },
    Command {
        name: "not now",
        doc: "decides later",
        keys: &["Esc", "q", "h", "Ctrl-C"],
        scope: Scope::Missing,
        hint: Some(Hint {
            word: "later",
            cut: 0,
        }),
        when: always,
        run: close,
    },
];

const fn side(
    name: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
    when: fn(&App) -> bool,
    run: fn(&mut App) -> Vec<Effect>,
) -> Command {
    Command {
        name,
        doc,
        keys,
        scope: Scope::Questions,
        hint: Some(Hint { word: name, cut: 0 }),
        when,
        run,
    }
}

fn has_questions(app: &App) -> bool {
    app.asking.is_some() || !app.put_off.is_empty() || !app.board().conflicts.is_empty()
}

/// What stops saving is asked first, then what was put off, then what a git merge left.
fn open(app: &mut App) -> Vec<Effect> {
    if app.asking.is_none() {
        app.asking = app.put_off.pop();
    }
    app.ask_or_answer()
}

fn offer(app: &mut App) -> Vec<Effect> {
    app.overlay = Some(Overlay::Missing);
    Vec::new()
}

fn close(app: &mut App) -> Vec<Effect> {
    app.overlay = None;
    Vec::new()
}

fn leave_out(app: &mut App) -> Vec<Effect> {
    app.overlay = None;
    app.missing = None;
    app.tell("Left as it is; what was saved before stays in the history");
    vec![Effect::Accept]
}

fn write_again(app: &mut App) -> Vec<Effect> {
    app.saved = SaveState::Waiting;
    vec![Effect::Recreate {
        text: app.document.text().to_owned(),
        board: app.document.board().clone(),
    }]
}

fn overlay(app: &App) -> Option<&ConflictsOverlay> {
    match app.overlay() {
        Some(Overlay::Conflicts(overlay)) => Some(overlay),
        _ => None,
    }
}

fn has_several(app: &App) -> bool {
    overlay(app).is_some_and(|it| it.questions().len() > 1)
}

/// Questions about what somebody else wrote are answered all together: until then the
/// file can't hold both sides.
fn is_answered(app: &App) -> bool {
    let is_complete = |it: &ConflictsOverlay| it.answered() == it.questions().len();
    overlay(app).is_some_and(|it| is_complete(it) || (app.asking.is_none() && it.answered() > 0))
}

fn can(app: &App, choice: Choice) -> bool {
    overlay(app).is_some_and(|it| it.takes(choice))
}

fn look(app: &mut App, go: fn(&mut ConflictsOverlay)) -> Vec<Effect> {
    if let Some(Overlay::Conflicts(overlay)) = &mut app.overlay {
        go(overlay);
    }
    Vec::new()
}

fn give(app: &mut App, choice: Choice) -> Vec<Effect> {
    look_with(app, |overlay| overlay.answer(choice));
    Vec::new()
}

fn look_with(app: &mut App, change: impl FnOnce(&mut ConflictsOverlay)) {
    if let Some(Overlay::Conflicts(overlay)) = &mut app.overlay {
        change(overlay);
    }
}

fn scroll_by(app: &mut App, lines: isize) -> Vec<Effect> {
    let most = app.page_overflow();
    look_with(app, |overlay| {
        overlay.scroll = overlay.scroll.saturating_add_signed(lines).min(most);
    });
    Vec::new()
}

/// The answers given stay, for when the questions are opened again.
fn later(app: &mut App) -> Vec<Effect> {
    let Some(Overlay::Conflicts(overlay)) = app.overlay.take() else {
        return Vec::new();
    };
    let Some(mut asking) = app.asking.take() else {
        return app.tell("The questions stay in the file; C opens them again");
    };
    asking.answers = overlay.answers();
    if !asking.stops_saving() {
        return app.put_off_questions(asking);
    }
    app.asking = Some(asking);
    Vec::new()
}
