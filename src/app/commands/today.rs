//! Putting lines of the page of the day off, and bringing them back.
//!
//! What is put off is no part of the board: it is kept with how the board was left, by
//! section, id and day.

use super::{Command, Hint, Scope};
use crate::app::{App, Effect, Screen};
use crate::layout::{Section, View, item};
use crate::text::day_in_words;

/// For so many days a line is snoozed.
const WEEK: i32 = 7;

pub(super) static COMMANDS: &[Command] = &[
    Command {
        name: "snooze",
        doc: "puts the line off for a week, or brings it back; kept here, not in the board file",
        keys: &["s"],
        scope: Scope::View(View::Today),
        hint: Some(Hint {
            word: "snooze",
            cut: 3,
        }),
        when: on_a_line,
        run: |app| put_off(app, WEEK),
    },
    Command {
        name: "skip",
        doc: "puts the line off until tomorrow; kept here, not in the board file",
        keys: &["S"],
        scope: Scope::View(View::Today),
        hint: Some(Hint {
            word: "skip",
            cut: 4,
        }),
        when: |app| section(app).is_some(),
        run: |app| put_off(app, 1),
    },
];

/// Says whether the cursor is on something that is put off, or can be.
fn on_a_line(app: &App) -> bool {
    app.target()
        .is_some_and(|it| item(it, app.board()).is_some())
}

/// Returns the section under the cursor; `None` where it was put off already.
fn section(app: &App) -> Option<Section> {
    let stop = app.page_screen()?.on.as_ref()?;
    item(&stop.target, app.board())?;
    Section::of_heading(&stop.section)
}

fn put_off(app: &mut App, days: i32) -> Vec<Effect> {
    let Some(item) = app.target().and_then(|it| item(it, app.board())) else {
        return Vec::new();
    };
    let today = app.today();
    let words = match (section(app), today.plus_days(days)) {
        (Some(section), Some(until)) => {
            app.snoozed.put(section, &item, until);
            let until = day_in_words(until.year(), until.month(), until.day(), today.year());
            format!("Put off until {until}; it stands at the end of this page")
        }
        _ if app.snoozed.bring_back(&item) => "Brought back".to_owned(),
        _ => return Vec::new(),
    };
    // The cursor goes to what comes next, not along to the end of the page.
    if let Screen::Page(screen) = &mut app.screen {
        screen.on = None;
    }
    app.leaf = None;
    app.tell(&words)
}
