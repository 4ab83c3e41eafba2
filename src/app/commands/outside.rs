//! What leaves the program: the file for an editor, a page for other programs.

use super::{Command, Scope, on_a_person};
use crate::app::{App, Effect, Selection};
use crate::layout::{Look, Paragraph, person_page};
use crate::model::{Address, Record};
use crate::text::safe;

pub(super) const COMMANDS: &[Command] = &[
    Command::quiet(
        Scope::Anywhere,
        "edit",
        "the file in `$VISUAL` or `$EDITOR`, at this line",
        &["e"],
        edit,
    ),
    Command {
        name: "copy",
        doc: "copies the sentence shown, else the person's page",
        keys: &["y"],
        scope: Scope::Anywhere,
        hint: None,
        when: |app| app.said.is_some() || on_a_person(app),
        run: copy,
    },
];

fn edit(app: &mut App) -> Vec<Effect> {
    let line = record(app)
        .and_then(|record| app.document().place(&Address::field(record, "id")))
        .map(|place| place.line);
    vec![Effect::OpenEditor { line }]
}

/// Returns the person or the department that is selected.
fn record(app: &App) -> Option<Record> {
    if let Some(seat) = app.selected_seat() {
        return Some(Record::Person(seat.department, seat.person));
    }
    match app.board_screen().selection() {
        Selection::Department(id) => app.board().department_at(id).map(Record::Department),
        _ => None,
    }
}

/// Copies what the key before was answered with, else everything about the person.
fn copy(app: &mut App) -> Vec<Effect> {
    if let Some(said) = &app.said {
        let text = safe(said.text()).into_owned();
        let what = "the sentence".to_owned();
        return vec![Effect::Copy { what, text }];
    }
    let (Some(seat), Some(person)) = (app.selected_seat(), app.selected_person()) else {
        return Vec::new();
    };
    let heading = match person.title.as_str() {
        "" => person.name.clone(),
        title => format!("{}, {title}", person.name),
    };
    let mut paragraphs = vec![Paragraph::heading(&heading), Paragraph::blank()];
    paragraphs.extend(person_page(app.board(), app.overview(), seat));
    vec![Effect::Copy {
        what: format!("{}'s page", person.name),
        text: as_text(&paragraphs),
    }]
}

/// Returns a page as lines that read well wherever they are pasted: safe, not broken.
fn as_text(paragraphs: &[Paragraph]) -> String {
    let mut text = String::new();
    for paragraph in paragraphs {
        let label = safe(&paragraph.label);
        let is_heading = label.is_empty() && paragraph.look == Look::Strong;
        for (nth, line) in paragraph.text.split('\n').enumerate() {
            let begin = match (nth, &*label) {
                (0, "") if is_heading || line.is_empty() => String::new(),
                (0, label) if !label.is_empty() => format!("{label}: "),
                _ => "  ".to_owned(),
            };
            text.push_str(format!("{begin}{}", safe(line)).trim_end());
            text.push('\n');
        }
    }
    text
}
