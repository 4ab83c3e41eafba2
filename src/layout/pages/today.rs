//! The page to begin the day with: what happened since one was here, who is due, what is owed
//! both ways, whom to win, to enlist, to test first and why, what comes in thirty days, and
//! what was put off.
//!
//! Promises: nothing that is put off is lost: it stands at the end, with its day. Leaves what
//! is due and who comes next to `advice`.

use super::super::lens::Lens;
use super::super::{Look, Naming, Paragraph, Target, since};
use super::snoozed::item;
use super::{Besides, Section, Sheet, Start};
use crate::advice::{About, Advice, Due, OpenFavour, SHOWN};
use crate::model::{Date, Id};

/// Cells before the sentences, for their numbers.
const LABELS: u16 = 3;
/// So many days are looked ahead.
const AHEAD: i64 = 30;
/// So much that comes is listed.
const COMING: usize = 20;
/// So much that happened is listed.
const HAPPENED: usize = 12;
/// So many of those to win are looked through for what was put off.
const MOST_AWAY: usize = 50;
/// The heading over what was put off.
pub(super) const PUT_OFF: &str = "Put off";
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Returns what there is to do.
pub(super) fn sheet(lens: Lens<'_>, besides: Besides<'_>) -> Sheet {
    let advice = Advice::new(lens.board, lens.overview);
    let today = Today {
        lens,
        besides,
        advice: &advice,
    };
    let mut parts = vec![("Since you were here", today.happened())];
    let (mut away, mut sections) = (Vec::new(), Vec::new());
    for section in Section::ALL {
        let (here, put_off) = today.parted(section, today.lines(section));
        sections.push((section.heading(), here));
        away.extend(put_off);
    }
    parts.extend(sections);
    parts.push((PUT_OFF, away));
    let mut paragraphs = Vec::new();
    for (heading, lines) in parts {
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
        (totals.asked, "asked"),
        (totals.owed, "owed"),
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

struct Today<'a> {
    lens: Lens<'a>,
    besides: Besides<'a>,
    advice: &'a Advice<'a>,
}

impl Today<'_> {
    fn lines(&self, section: Section) -> Vec<Paragraph> {
        let advice = self.advice;
        match section {
            Section::Due => advice.due().iter().map(|due| self.due(due)).collect(),
            Section::Owed => self.favours(&advice.owed()),
            Section::Asked => self.favours(&advice.asked()),
            Section::Win => self.win(),
            Section::Enlist => {
                let all = advice.enlists();
                self.first(section, all.map(|it| (it.id, it.why)))
            }
            Section::Test => {
                let all = advice.tests();
                self.first(section, all.map(|it| (it.id, it.why)))
            }
            Section::Coming => self.coming(),
        }
    }

    /// Parts the lines of a section into those that stand there and those that were put off.
    fn parted(&self, section: Section, lines: Vec<Paragraph>) -> (Vec<Paragraph>, Vec<Paragraph>) {
        let mut away = Vec::new();
        let mut here = Vec::new();
        for line in lines {
            let until = line.target.as_ref().and_then(|it| self.until(section, it));
            match until {
                Some(until) => {
                    let word = format!("back {}", self.lens.day(until));
                    away.push(line.row().word(word, Look::Faint));
                }
                None => here.push(line),
            }
        }
        (here, away)
    }

    fn until(&self, section: Section, target: &Target) -> Option<Date> {
        let snoozed = self.besides.snoozed?;
        let item = item(target, self.lens.board)?;
        snoozed.until(section, &item, self.lens.today())
    }

    /// Returns what happened since one was here the last time.
    fn happened(&self) -> Vec<Paragraph> {
        let Some(first) = self.besides.since else {
            return Vec::new();
        };
        let (board, overview) = (self.lens.board, self.lens.overview);
        let told = since(board, overview, first, Naming::Names).into_iter();
        let mut kind = String::new();
        // The heading is the page's own; labels stand before the words, as lines are read alone.
        let mut lines: Vec<Paragraph> = told
            .skip(1)
            .map(|line| {
                if !line.label.is_empty() {
                    kind.clone_from(&line.label);
                }
                let label = match kind.as_str() {
                    "" => String::new(),
                    kind => format!("{kind}: "),
                };
                Paragraph::new("", format!("{label}{}", line.text), line.look)
            })
            .collect();
        let more = lines.len().saturating_sub(HAPPENED);
        lines.truncate(HAPPENED);
        lines.extend(and_more(more));
        lines
    }

    fn due(&self, due: &Due) -> Paragraph {
        let every = match due.every_days {
            1 => "every day".to_owned(),
            days => format!("every {days} days"),
        };
        let (said, word) = match due.last {
            None => ("no contact yet".to_owned(), "due".to_owned()),
            Some(last) => (
                format!("last on {}", self.lens.day(last)),
                format!("due {}d", self.lens.today().days_since(last)),
            ),
        };
        Paragraph::new("", format!("{said}; {every}"), Look::Plain)
            .named(self.lens.name(&due.who))
            .row()
            .on(Target::Person(due.who.clone()))
            .word(word, Look::Pressing)
    }

    fn favours(&self, open: &[OpenFavour]) -> Vec<Paragraph> {
        let line = |favour: &OpenFavour| {
            let names: Vec<String> = favour.who.iter().map(|id| self.lens.name(id)).collect();
            let age = || {
                let days = self.lens.today().days_since(favour.on);
                (format!("{days}d"), Look::Faint)
            };
            let deadline = favour.due.map(|due| self.lens.deadline(due, false));
            let (word, look) = deadline.unwrap_or_else(age);
            Paragraph::new("", favour.what.as_str(), Look::Plain)
                .named(names.join(", "))
                .row()
                .word(word, look)
                .on(Target::Entry(favour.at))
        };
        open.iter().map(line).collect()
    }

    /// Returns the first three to win; of the first it is said how sure that is.
    fn win(&self) -> Vec<Paragraph> {
        let is_away = |id: &Id| {
            let target = Target::Person(id.clone());
            self.until(Section::Win, &target).is_some()
        };
        // One more is told for each of the first that was put off.
        let all = self.advice.wins().take(SHOWN + MOST_AWAY);
        let away = all.filter(|win| is_away(&win.id)).count();
        let told = self.advice.told(SHOWN + away, None).into_iter();
        let told = told.enumerate().map(|(at, told)| {
            let sureness = self.besides.sureness.filter(|_| at == 0);
            let why = match sureness {
                Some(sureness) => format!("{} {sureness}", told.why),
                None => told.why,
            };
            (told.win.id, why)
        });
        let told: Vec<(Id, String)> = told.collect();
        if !told.is_empty() {
            return self.first(Section::Win, told.into_iter());
        }
        let outlook = self.advice.outlook();
        let sentence = outlook.sentence();
        if sentence.is_empty() || outlook == crate::advice::Outlook::Nobody {
            return Vec::new();
        }
        vec![Paragraph::new("", sentence, Look::Plain)]
    }

    /// Returns the first three, numbered, and whoever before them was put off.
    fn first(&self, section: Section, told: impl Iterator<Item = (Id, String)>) -> Vec<Paragraph> {
        let mut lines = Vec::new();
        let mut shown = 0;
        for (id, why) in told {
            let target = Target::Person(id);
            let label = if self.until(section, &target).is_some() {
                String::new()
            } else {
                shown += 1;
                shown.to_string()
            };
            if shown > SHOWN {
                break;
            }
            lines.push(Paragraph::new(&label, why, Look::Plain).on(target));
        }
        lines
    }

    /// Returns what comes, by day.
    fn coming(&self) -> Vec<Paragraph> {
        let coming = self.advice.coming(AHEAD);
        let more = coming.len().saturating_sub(COMING);
        let lines = coming.into_iter().take(COMING).map(|coming| {
            let target = match coming.about {
                About::Entry(at) => Target::Entry(at),
                About::Play(id) => Target::Play(id),
                About::Decision(id) => Target::Decision(id),
                About::Person(id) => Target::Person(id),
            };
            Paragraph::new("", coming.what, Look::Plain)
                .row()
                .word(self.lens.day(coming.on), Look::Faint)
                .on(target)
        });
        lines.chain(and_more(more)).collect()
    }
}

fn and_more(more: usize) -> Option<Paragraph> {
    (more > 0).then(|| Paragraph::new("", format!("and {more} more"), Look::Faint))
}
