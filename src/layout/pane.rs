//! What is known of whom or what the cursor is on, for the pane beside the board: the page
//! less what is not known.
//!
//! Promises: the same words as on the page, in the same order, so that who knows one finds their
//! way in the other. Leaves lines and widths to [`Page`](super::Page).

use super::pages::person_page_among;
use super::{Look, Paragraph};
use crate::model::{Board, Date, Department, Listeners, Overview, PlayStep, Seat};
use crate::text::day_in_words;

/// What the page says where the file says nothing.
const NOTHING: [&str; 2] = ["none", "one person"];

/// Returns what is known of the person at `seat`; nothing where nobody sits.
pub fn person_pane(
    board: &Board,
    overview: &Overview,
    listeners: &Listeners,
    seat: Seat,
) -> Vec<Paragraph> {
    let Some(person) = board.person(seat) else {
        return Vec::new();
    };
    let mut pane = vec![Paragraph::heading(&person.name)];
    for paragraph in person_page_among(board, overview, seat, listeners.of(&person.id)) {
        let says_nothing =
            paragraph.look == Look::Faint && NOTHING.contains(&paragraph.text.as_str());
        // The name stands above; the id is for the file and for lines that are typed.
        if says_nothing || ["Name", "Id"].contains(&paragraph.label.as_str()) {
            continue;
        }
        // What fell away leaves no two blanks behind.
        let is_blank = paragraph == Paragraph::blank();
        if !(is_blank && pane.last() == Some(&paragraph)) {
            pane.push(paragraph);
        }
    }
    pane
}

/// Returns what is known of the department at a place; nothing where there is none.
pub fn department_pane(board: &Board, today: Date, at: usize) -> Vec<Paragraph> {
    let Some(department) = board.departments.get(at) else {
        return Vec::new();
    };
    let mut pane = vec![Paragraph::heading(&department.name)];
    let mut say = |label: &str, text: String| {
        if !text.is_empty() {
            pane.push(Paragraph::new(label, text, Look::Plain));
        }
    };
    say("Ideal", department.ideal.clone());
    for (nth, flag) in department.red_flags.iter().enumerate() {
        say(if nth == 0 { "Red flags" } else { "" }, flag.clone());
    }
    for (nth, reading) in readings(department, today).into_iter().enumerate() {
        say(if nth == 0 { "Metric" } else { "" }, reading);
    }
    let plays = board.plays.iter();
    let plays = plays.filter(|play| play.department == department.id);
    for (nth, play) in plays.enumerate() {
        let done = play
            .steps
            .iter()
            .filter(|step| matches!(step, PlayStep::Done(_)));
        let (id, status) = (&play.id, play.status.word());
        let (done, steps) = (done.count(), play.steps.len());
        let words = format!("{id}, {status}, {done} of {steps} steps");
        say(if nth == 0 { "Plays" } else { "" }, words);
    }
    pane
}

/// Returns what is measured, and every number with its day.
fn readings(department: &Department, today: Date) -> Vec<String> {
    let Some(metric) = &department.metric else {
        return Vec::new();
    };
    let goal = metric.goal.map(|goal| format!(", goal {goal}"));
    let unit = if metric.unit.is_empty() {
        String::new()
    } else {
        format!(" in {}", metric.unit)
    };
    let head = format!("{}{unit}{}", metric.measure, goal.unwrap_or_default());
    let numbers = metric.readings.iter().map(|(on, number)| {
        let day = day_in_words(on.year(), on.month(), on.day(), today.year());
        format!("{number} on {day}")
    });
    std::iter::once(head).chain(numbers).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, EXAMPLE};

    #[test]
    fn everybody_asked_at_once_says_what_they_say_one_by_one() {
        let document = Document::load(EXAMPLE.as_bytes()).unwrap();
        let board = document.board();
        let listeners = Listeners::new(board);
        let mut heard = 0;
        for (_, person) in board.people() {
            let seats = listeners.of(&person.id);
            assert_eq!(seats, Listeners::of_one(board, &person.id), "{}", person.id);
            heard += seats.len();
        }
        assert!(heard > 5, "{heard}");
    }
}
