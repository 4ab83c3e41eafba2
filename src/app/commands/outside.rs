//! What leaves the program: the file for an editor, a page for other programs.

use super::{Command, Hint, Scope, always, on_a_person};
use crate::app::{App, Effect, Notice};
use crate::layout::{Look, Paragraph, Target, View, person_page};
use crate::model::{Address, Record};
use crate::text::safe;

pub(super) static COMMANDS: &[Command] = &[
    Command::quiet(
        Scope::Anywhere,
        "edit",
        "the file in `$VISUAL` or `$EDITOR`, at this line",
        &["e"],
        edit,
    ),
    Command {
        name: "copy",
        doc: "copies the sentence or page shown, on the board the person's",
        keys: &["y"],
        scope: Scope::Anywhere,
        hint: None,
        when: |app| worth_copying(app).is_some() || app.leaf().is_some() || on_a_person(app),
        run: copy,
    },
    Command {
        name: "copy brief",
        doc: "copies the brief, which says nothing that is private",
        keys: &["y"],
        scope: Scope::View(View::Brief),
        hint: Some(Hint {
            word: "copy",
            cut: 1,
        }),
        when: always,
        run: copy,
    },
];

fn edit(app: &mut App) -> Vec<Effect> {
    let line = record(app)
        .and_then(|record| app.document().place(&Address::field(record, "id")))
        .map(|place| place.line);
    vec![Effect::OpenEditor { line }]
}

/// Returns what the cursor is on: what a view shows of plays and decisions, a person, or a
/// department.
fn record(app: &App) -> Option<Record> {
    let board = app.board();
    match app.target() {
        Some(Target::Play(id) | Target::Step(id, _)) => {
            return board.play_at(id).map(Record::Play);
        }
        Some(Target::Decision(id) | Target::Vote(id, _)) => {
            return board.decision_at(id).map(Record::Decision);
        }
        _ => {}
    }
    if let Some(seat) = app.selected_seat() {
        return Some(Record::Person(seat.department, seat.person));
    }
    let department = board.department_at(app.selected_department()?);
    department.map(Record::Department)
}

/// Copies what the key before changed, else the view that is shown, else everything
/// about the person.
fn copy(app: &mut App) -> Vec<Effect> {
    if let Some(said) = worth_copying(app) {
        let text = safe(said.text()).into_owned();
        let what = "the sentence".to_owned();
        return vec![Effect::Copy { what, text }];
    }
    let is_view = app.page_screen().is_some_and(|it| it.view != View::Person);
    if let Some(page) = app.leaf().filter(|_| is_view) {
        let (title, _) = app.leaf_title();
        let text = format!("{}\n\n{}", safe(title), page.text());
        let brief = app.page_screen().is_some_and(|it| it.view == View::Brief);
        let person = app.selected_person().filter(|_| brief);
        let what = person.map_or_else(
            || "this page".to_owned(),
            |person| format!("the brief about {}", person.name),
        );
        return vec![Effect::Copy { what, text }];
    }
    let (Some(seat), Some(person)) = (app.selected_seat(), app.selected_person()) else {
        return Vec::new();
    };
    let paragraphs = person_page(app.board(), app.overview(), seat);
    vec![Effect::Copy {
        what: format!("{}'s page", person.name),
        text: as_text(&paragraphs),
    }]
}

/// Returns what the key before was answered with, if it told of a change: nobody passes
/// "Nothing to undo" on.
fn worth_copying(app: &App) -> Option<&Notice> {
    let shown = app.notice.as_ref().or(app.said.as_ref());
    shown.filter(|said| said.is_worth_copying())
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
