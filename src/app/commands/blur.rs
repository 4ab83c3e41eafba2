//! Hiding every name while others look at the screen.

use super::{Command, Hint, Scope, always};
use crate::app::{App, BlurScreen, Effect};
use crate::layout::overflow;

pub(super) static COMMANDS: &[Command] = &[
    Command::quiet(
        Scope::Anywhere,
        "blur",
        "hides everybody: departments alone, for others to look at",
        &["x"],
        |app| {
            app.hide_people();
            Vec::new()
        },
    ),
    Command {
        name: "clear",
        doc: "shows everybody again",
        keys: &["X"],
        scope: Scope::Blurred,
        hint: Some(Hint {
            word: "clear",
            cut: 0,
        }),
        when: always,
        run: clear,
    },
    scroll("blurred down", "one department down", &["j", "↓"], |app| {
        scroll_by(app, 1)
    }),
    scroll("blurred up", "one department up", &["k", "↑"], |app| {
        scroll_by(app, -1)
    }),
];

const fn scroll(
    name: &'static str,
    doc: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut App) -> Vec<Effect>,
) -> Command {
    Command {
        name,
        doc,
        keys,
        scope: Scope::Blurred,
        hint: Some(Hint {
            word: "scroll",
            cut: 3,
        }),
        when: |app| most(app) > 0,
        run,
    }
}

fn clear(app: &mut App) -> Vec<Effect> {
    app.blur = None;
    Vec::new()
}

fn scroll_by(app: &mut App, lines: isize) -> Vec<Effect> {
    let most = most(app);
    if let Some(blur) = &mut app.blur {
        blur.scroll = blur.scroll.saturating_add_signed(lines).min(most);
    }
    Vec::new()
}

/// Returns how many departments can be off the top.
fn most(app: &App) -> usize {
    let height = app.areas().map_or(0, |areas| areas.help().height);
    overflow(app.board().departments.len(), usize::from(height))
}

impl App {
    /// Hides everybody until `X` shows them again.
    pub fn hide_people(&mut self) {
        self.pressed.clear();
        self.blur = Some(BlurScreen::default());
    }

    /// Returns the slide that hides everybody, while it does.
    pub fn blur(&self) -> Option<&BlurScreen> {
        self.blur.as_ref()
    }
}
