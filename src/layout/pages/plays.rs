//! What is done to win people over: by status, then by due date, with steps to tick and whom
//! each play moved.

use super::super::lens::Lens;
use super::super::{Look, Paragraph, Target};
use super::{Sheet, Start};
use crate::advice::Played;
use crate::model::{Date, Play, PlayStep, Status};
use crate::text::{counted, counted_if_any};

/// Cells before what belongs to a play.
const INSET: u16 = 2;

/// Returns all plays.
pub(super) fn sheet(lens: Lens<'_>) -> Sheet {
    let plays = &lens.board.plays;
    let mut paragraphs = Vec::new();
    for status in [
        Status::Running,
        Status::Planned,
        Status::Done,
        Status::Dropped,
    ] {
        let mut here: Vec<&Play> = plays.iter().filter(|it| it.status == status).collect();
        if here.is_empty() {
            continue;
        }
        // Stable: of equals the file's order.
        here.sort_by_key(|play| (play.due.is_none(), play.due));
        paragraphs.push(Paragraph::heading(status.word()));
        for play in here {
            paragraphs.extend(of_play(lens, play));
        }
    }
    let running = plays.iter().filter(|it| it.status == Status::Running);
    Sheet {
        title: "Plays".to_owned(),
        remark: counted_if_any(plays.len(), "play", "plays")
            .map(|all| format!("{all}, {} running", running.count()))
            .unwrap_or_default(),
        labels: 0,
        start: plays.is_empty().then(|| Start {
            sentence: "No play is on this board yet: what is done to answer a red flag or an \
                       objection, step by step."
                .to_owned(),
            keys: vec![
                (
                    "add play",
                    "adds one: quick-wins @sales \"sees partners as competitors\" step:\"Close one deal\"",
                ),
                ("add department", "adds a department, if there is none"),
            ],
        }),
        paragraphs,
    }
}

fn of_play(lens: Lens<'_>, play: &Play) -> Vec<Paragraph> {
    let done = play.steps.iter().filter(|step| is_done(step)).count();
    let department = lens.department(&play.department);
    let steps = match play.steps.len() {
        0 => "no steps yet".to_owned(),
        all => format!("{done} of {}", counted(all, "step", "steps")),
    };
    let is_over = matches!(play.status, Status::Done | Status::Dropped);
    let look = if is_over { Look::Faint } else { Look::Plain };
    let head = Paragraph::new("", format!("{department}, {steps}"), look)
        .named(play.id.as_str())
        .row()
        .on(Target::Play(play.id.clone()));
    let head = match play.due {
        Some(due) => {
            let (word, look) = lens.deadline(due, is_over);
            head.word(word, look)
        }
        None => head,
    };
    let mut lines = vec![head];
    if !play.answers.is_empty() {
        let answers = format!("answers \"{}\"", play.answers);
        lines.push(Paragraph::new("", answers, Look::Faint).inset(INSET));
    }
    lines.extend(play.steps.iter().enumerate().map(|(nth, step)| {
        let (mark, look) = if is_done(step) {
            ("[x]", Look::Faint)
        } else {
            ("[ ]", Look::Plain)
        };
        Paragraph::new("", format!("{mark} {}", step.text()), look)
            .inset(INSET)
            .on(Target::Step(play.id.clone(), nth))
    }));
    lines.extend(effect(lens, play));
    lines.push(Paragraph::blank());
    lines
}

fn is_done(step: &PlayStep) -> bool {
    matches!(step, PlayStep::Done(_))
}

/// Returns how often it was used, and who moved within thirty days of a contact with it.
fn effect(lens: Lens<'_>, play: &Play) -> Option<Paragraph> {
    let played = Played::of(lens.board, &play.id);
    if played.times == 0 {
        return None;
    }
    let moved = |rose: bool| {
        let those = played.moved.iter().filter(|moved| moved.rose == rose);
        let told = those.map(|moved| {
            let (name, to, on) = (lens.name(&moved.who), moved.to.word(), lens.day(moved.on));
            format!("{name} to {to} on {on}")
        });
        told.collect::<Vec<_>>().join(", ")
    };
    let mut said = vec![match played.times {
        1 => "used once".to_owned(),
        times => format!("used {times} times"),
    }];
    for (rose, word) in [(true, "rose within 30 days"), (false, "fell")] {
        let names = moved(rose);
        if !names.is_empty() {
            said.push(format!("{word}: {names}"));
        }
    }
    Some(Paragraph::new("", said.join("; "), Look::Faint).inset(INSET))
}

impl Lens<'_> {
    /// Returns the word for a day something is due on: "due 12 Dec", "late 3d".
    pub fn deadline(self, due: Date, is_over: bool) -> (String, Look) {
        let late = self.today().days_since(due);
        if is_over {
            (self.day(due), Look::Faint)
        } else if late > 0 {
            (format!("late {late}d"), Look::Pressing)
        } else if late == 0 {
            ("due today".to_owned(), Look::Pressing)
        } else {
            (format!("due {}", self.day(due)), Look::Faint)
        }
    }
}
