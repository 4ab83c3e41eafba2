//! What is told of the board where there is no screen: a line each.

use crate::app::{App, Notice};
use crate::layout::PageLine;
use crate::model::{Department, Person, Summary, Urgency};
use crate::view;

/// Returns a person as a line: who, where they stand, what presses.
pub(super) fn person(app: &App, person: &Person) -> String {
    let mut words = match person.headcount {
        1 => person.name.clone(),
        several => format!("{} ({several} people)", person.name),
    };
    if !person.title.is_empty() {
        words.push_str(", ");
        words.push_str(&person.title);
    }
    words.push_str(": ");
    words.push_str(person.stance.in_words());
    let seat = app.overview().seat(person.id.as_str());
    let urgency = seat.and_then(|seat| app.overview().urgency(app.board(), seat));
    if person.target() != person.stance {
        words.push_str(", target ");
        words.push_str(person.target().word());
    }
    // That somebody is not met stands there already.
    if let Some(urgency) = urgency.filter(|urgency| *urgency != Urgency::NotMet) {
        words.push_str(", ");
        words.push_str(&view::urgency(urgency));
    } else if app.is_learnt(person.id.as_str()) {
        words.push_str(", done");
    }
    words
}

/// Returns a line of a page: what it is about, what it says, the word at its edge.
pub(super) fn line(line: &PageLine) -> String {
    let (_, name) = &line.name;
    let (word, _) = &line.word;
    let said = [name, &line.text, word].map(|words| words.trim());
    let said: Vec<&str> = said.into_iter().filter(|words| !words.is_empty()).collect();
    let said = said.join("; ");
    match line.label.trim() {
        "" => said,
        label => format!("{label}: {said}"),
    }
}

/// Returns a notice as a line.
pub(super) fn notice(notice: &Notice) -> String {
    match notice {
        Notice::Moved {
            words,
            answer: Some(more),
        } => format!("{words}. {more}"),
        other => other.text().to_owned(),
    }
}

/// Returns a department as a line.
pub(super) fn department(app: &App, department: &Department, summary: &Summary) -> String {
    let parts = view::summary(department, summary, false, app.learnt_in(department));
    format!("{}: {}", department.name, parts.join(", "))
}
