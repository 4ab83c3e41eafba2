//! The page to begin the day with: who is due, what is owed both ways, whom to win, to
//! enlist, to test first and why, and what comes in thirty days.

use super::super::{Look, Paragraph, Target};
use super::lens::{Lens, count};
use super::{Sheet, Start};
use crate::advice::{Advice, SHOWN};
use crate::model::{Date, Entry, Person, Who};

/// Cells before the sentences, for their numbers.
const LABELS: u16 = 3;
/// So many days are looked ahead.
const AHEAD: i64 = 30;
/// So much that comes is listed.
const COMING: usize = 20;
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Returns what there is to do.
pub(super) fn sheet(lens: Lens<'_>) -> Sheet {
    let advice = Advice::new(lens.board, lens.overview);
    let sections = [
        ("Due for a contact", due(lens)),
        ("You owe", owed(lens)),
        ("They owe an answer", asked(lens)),
        ("To win first", win(&advice)),
        ("To enlist", enlist(&advice)),
        ("To test", test(&advice)),
        ("Coming in 30 days", coming(lens)),
    ];
    let mut paragraphs = Vec::new();
    for (heading, lines) in sections {
        if !lines.is_empty() {
            paragraphs.push(Paragraph::heading(heading));
            paragraphs.extend(lines);
            paragraphs.push(Paragraph::blank());
        }
    }
    paragraphs.pop();
    Sheet {
        title: "Today".to_owned(),
        remark: remark(lens),
        labels: LABELS,
        start: paragraphs.is_empty().then(|| start(lens)),
        paragraphs,
    }
}

fn remark(lens: Lens<'_>) -> String {
    let today = lens.today();
    let weekday = usize::try_from(today.weekday()).ok();
    let weekday = weekday.and_then(|at| WEEKDAYS.get(at)).unwrap_or(&"");
    let totals = lens.overview.totals();
    let counts = [
        (totals.due, "due"),
        (totals.owed, "owed"),
        (totals.asked, "asked"),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts = counts.map(|(count, word)| format!("{count} {word}"));
    let counts = counts.collect::<Vec<_>>().join("  ");
    format!("{weekday} {}   {counts}", lens.day(today))
}

fn start(lens: Lens<'_>) -> Start {
    if lens.board.people().next().is_some() {
        return Start {
            sentence: "Nothing is due, nobody waits, and everybody is where you need them."
                .to_owned(),
            keys: vec![
                (
                    "change",
                    "on a person: `every 14` wishes a contact every 14 days",
                ),
                (
                    "favour",
                    "on a person: what you asked or promised, with a day",
                ),
            ],
        };
    }
    Start {
        sentence: "Nobody is on the board yet, so nothing is to be done.".to_owned(),
        keys: vec![
            ("add department", "adds departments, a line each"),
            (
                "add",
                "adds people, a line each: Dana Ortiz, VP Sales @sales",
            ),
        ],
    }
}

/// Returns everybody present outside our own team.
fn others(lens: Lens<'_>) -> impl Iterator<Item = &Person> {
    let departments = lens.board.departments.iter().filter(|it| !it.ours);
    departments.flat_map(|it| it.present().map(|(_, person)| &**person))
}

fn row(person: &Person, text: impl Into<String>, look: Look) -> Paragraph {
    Paragraph::new("", text, look)
        .named(&*person.name)
        .row()
        .on(Target::Person(person.id.clone()))
}

/// Returns who is due: who was never met first, then the longest ago.
fn due(lens: Lens<'_>) -> Vec<Paragraph> {
    let due = others(lens).filter_map(|person| {
        let standing = lens.standing(&person.id);
        standing
            .is_due(person, lens.today())
            .then_some((standing.last_contact, person))
    });
    let mut due: Vec<(Option<Date>, &Person)> = due.collect();
    due.sort_by_key(|(last, _)| *last);
    let line = |(last, person): &(Option<Date>, &Person)| {
        let every = person.every_days.map_or(String::new(), |days| match days {
            1 => "every day".to_owned(),
            days => format!("every {days} days"),
        });
        let (said, word) = match last {
            None => ("no contact yet".to_owned(), "due".to_owned()),
            Some(last) => (
                format!("last on {}", lens.day(*last)),
                format!("due {}d", lens.today().days_since(*last)),
            ),
        };
        row(person, format!("{said}; {every}"), Look::Plain).word(word, Look::Pressing)
    };
    due.iter().map(line).collect()
}

fn owed(lens: Lens<'_>) -> Vec<Paragraph> {
    open(lens, |entry| match entry {
        Entry::Promised {
            on,
            who,
            what,
            due,
            kept: None,
        } => Some((*on, who, what, *due)),
        _ => None,
    })
}

fn asked(lens: Lens<'_>) -> Vec<Paragraph> {
    open(lens, |entry| match entry {
        Entry::Asked {
            on,
            who,
            what,
            due,
            got: None,
        } => Some((*on, who, what, *due)),
        _ => None,
    })
}

type Favour<'a> = (Date, &'a Who, &'a String, Option<Date>);

/// Returns what is open, the first due first, then those without a day, the oldest first.
fn open<'a>(lens: Lens<'a>, pick: impl Fn(&'a Entry) -> Option<Favour<'a>>) -> Vec<Paragraph> {
    let log = lens.board.log.iter().enumerate();
    let mut open: Vec<(usize, Favour<'_>)> = log
        .filter_map(|(at, entry)| Some((at, pick(entry)?)))
        .collect();
    open.sort_by_key(|(_, (on, _, _, due))| (due.is_none(), *due, *on));
    let line = |(at, (on, who, what, due)): &(usize, Favour<'_>)| {
        let names: Vec<String> = who.ids().iter().map(|id| lens.name(id)).collect();
        let (word, look) = match due {
            Some(due) => lens.deadline(*due, false),
            None => (format!("{}d", lens.today().days_since(*on)), Look::Faint),
        };
        Paragraph::new("", what.as_str(), Look::Plain)
            .named(names.join(", "))
            .row()
            .word(word, look)
            .on(Target::Entry(*at))
    };
    open.iter().map(line).collect()
}

fn win(advice: &Advice<'_>) -> Vec<Paragraph> {
    let told = advice
        .told(SHOWN, None)
        .into_iter()
        .map(|told| (told.win.id, told.why));
    let told: Vec<_> = told.collect();
    if told.is_empty() {
        let sentence = advice.outlook().sentence();
        let is_empty = sentence.is_empty() || advice.outlook() == crate::advice::Outlook::Nobody;
        return if is_empty {
            Vec::new()
        } else {
            vec![Paragraph::new("", sentence, Look::Plain)]
        };
    }
    numbered(told)
}

fn enlist(advice: &Advice<'_>) -> Vec<Paragraph> {
    let first = advice.enlists().into_iter().take(SHOWN);
    numbered(first.map(|enlist| (enlist.id, enlist.why)).collect())
}

fn test(advice: &Advice<'_>) -> Vec<Paragraph> {
    let first = advice.tests().into_iter().take(SHOWN);
    numbered(first.map(|test| (test.id, test.why)).collect())
}

fn numbered(told: Vec<(crate::model::Id, String)>) -> Vec<Paragraph> {
    let lines = (1..).zip(told);
    let lines = lines.map(|(number, (id, why))| {
        Paragraph::new(&number.to_string(), why, Look::Plain).on(Target::Person(id))
    });
    lines.collect()
}

/// Returns what comes: plays due, decisions, contacts to be made, by day.
fn coming(lens: Lens<'_>) -> Vec<Paragraph> {
    let ahead = |day: Date| (0..=AHEAD).contains(&day.days_since(lens.today()));
    let mut all: Vec<(Date, Paragraph)> = Vec::new();
    let is_open = |play: &&crate::model::Play| {
        use crate::model::Status::{Planned, Running};
        matches!(play.status, Planned | Running)
    };
    for play in lens.board.plays.iter().filter(is_open) {
        let Some(due) = play.due else { continue };
        let steps = play.steps.iter();
        let left = steps.filter(|step| matches!(step, crate::model::PlayStep::Todo(_)));
        let text = format!("play, {} left", count(left.count(), "step", "steps"));
        let line = Paragraph::new("", text, Look::Plain).named(play.id.as_str());
        all.push((due, line.on(Target::Play(play.id.clone()))));
    }
    for decision in &lens.board.decisions {
        let line = Paragraph::new("", format!("decided: {}", decision.ask), Look::Plain);
        let line = line.named(decision.id.as_str());
        all.push((decision.on, line.on(Target::Decision(decision.id.clone()))));
    }
    for person in others(lens) {
        let standing = lens.standing(&person.id);
        let last = standing.last_contact;
        let every = person.every_days.and_then(|days| i32::try_from(days).ok());
        let Some(next) = last
            .zip(every)
            .and_then(|(last, days)| last.plus_days(days))
        else {
            continue;
        };
        if !standing.is_due(person, lens.today()) {
            all.push((next, row(person, "the next contact", Look::Plain)));
        }
    }
    all.retain(|(day, _)| ahead(*day));
    all.sort_by_key(|(day, _)| *day);
    let more = all.len().saturating_sub(COMING);
    let lines = all.into_iter().take(COMING);
    let lines = lines.map(|(day, line)| line.row().word(lens.day(day), Look::Faint));
    let more = (more > 0).then(|| Paragraph::new("", format!("and {more} more"), Look::Faint));
    lines.chain(more).collect()
}
