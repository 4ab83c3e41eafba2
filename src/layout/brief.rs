//! What to know five minutes before meeting somebody, on one page: open asks and promises,
//! what they care about, the number they accept, the last contacts, the open objection with
//! its answer, and one thing to ask.
//!
//! Promises: nothing private: no note of theirs and none of the log, so that the page may be
//! copied; every line can be found on the board. Leaves lines and widths to
//! [`Page`](super::Page).

use super::lens::Lens;
use super::{Look, Paragraph};
use crate::advice::next_ask;
use crate::library::plays_for;
use crate::model::{
    Answered, Answers, Board, Department, Entry, Listeners, Metric, Objection, Overview, Person,
    Play, PlayStep, Seat, Stance, Standing,
};

/// How many contacts are told.
const CONTACTS: usize = 3;

/// How many readings of the metric are told.
const READINGS: usize = 3;

/// Returns the brief about whoever sits at `seat`; nothing where nobody does.
pub fn brief(board: &Board, overview: &Overview, seat: Seat) -> Vec<Paragraph> {
    let department = board.departments.get(seat.department);
    let (Some(department), Some(person)) = (department, board.person(seat)) else {
        return Vec::new();
    };
    let brief = Brief {
        lens: Lens { board, overview },
        department,
        person,
    };
    let parts = [
        vec![brief.head(), Paragraph::blank()],
        brief.open(),
        brief.position(),
        brief.objections(),
        brief.contacts(),
        vec![Paragraph::new("Ask", brief.ask(), Look::Strong)],
    ];
    parts.concat()
}

struct Brief<'a> {
    lens: Lens<'a>,
    department: &'a Department,
    person: &'a Person,
}

impl Brief<'_> {
    fn head(&self) -> Paragraph {
        let person = self.person;
        let titled = [&*person.name, &*person.title, &*self.department.name];
        let titled = titled.into_iter().filter(|part| !part.is_empty());
        Paragraph::heading(&titled.collect::<Vec<_>>().join(", "))
    }

    /// What is open between us, the oldest first; it is said before anything else.
    fn open(&self) -> Vec<Paragraph> {
        let entries = self.entries().filter_map(|entry| match entry {
            Entry::Promised {
                on,
                what,
                due,
                kept: None,
                ..
            } => Some((
                "You owe",
                format!(
                    "{what} (promised on {}{})",
                    self.lens.day(*on),
                    self.lens.until(*due)
                ),
                Look::Pressing,
            )),
            Entry::Asked {
                on,
                what,
                due,
                got: None,
                ..
            } => Some((
                "You asked",
                format!(
                    "{what} (on {}, no answer yet{})",
                    self.lens.day(*on),
                    self.lens.until(*due)
                ),
                Look::Plain,
            )),
            _ => None,
        });
        let open = entries.map(|(label, text, look)| Paragraph::new(label, text, look));
        let mut open: Vec<_> = open.collect();
        // Ours to keep before theirs to answer; each in the log's order.
        open.sort_by_key(|paragraph| paragraph.label != "You owe");
        if open.is_empty() {
            open.push(Paragraph::new("Open", "nothing either way", Look::Faint));
        }
        open.push(Paragraph::blank());
        open
    }

    fn position(&self) -> Vec<Paragraph> {
        let person = self.person;
        let stance = match person.stance {
            Stance::Unknown => "not met yet".to_owned(),
            known => format!("at {} ({})", known.word(), known.meaning()),
        };
        let target = person.target();
        let aim = if person.stance >= target {
            "where we need them".to_owned()
        } else {
            format!("we need {} ({})", target.word(), target.meaning())
        };
        let cares = if person.cares_about.is_empty() {
            Paragraph::new("Cares about", "not known: find out", Look::Faint)
        } else {
            plain("Cares about", person.cares_about.clone())
        };
        let mut lines = vec![cares];
        lines.extend(self.metric());
        lines.push(plain("Today", format!("{stance}; {aim}")));
        let hears = person.listens_to.iter();
        let hears =
            hears.map(|tie| format!("{} ({})", self.lens.name(&tie.to), tie.strength.word()));
        let hears: Vec<_> = hears.collect();
        if !hears.is_empty() {
            lines.push(plain("Listens to", hears.join(", ")));
        }
        lines.push(Paragraph::blank());
        lines
    }

    /// The number that convinces the department's executive, from the oldest of the last
    /// readings to the newest.
    fn metric(&self) -> Option<Paragraph> {
        let metric = self.department.metric.as_ref()?;
        Some(plain("Metric", self.metric_words(metric)))
    }

    fn metric_words(&self, metric: &Metric) -> String {
        let mut readings = metric.readings.clone();
        readings.sort_by_key(|(date, _)| *date);
        let first = readings.len().saturating_sub(READINGS);
        let readings = readings.iter().skip(first);
        let readings =
            readings.map(|(date, number)| format!("{number} on {}", self.lens.day(*date)));
        let readings: Vec<_> = readings.collect();
        let readings = if readings.is_empty() {
            "not read yet".to_owned()
        } else {
            readings.join(", ")
        };
        let unit = match &*metric.unit {
            "" => String::new(),
            unit => format!(" {unit}"),
        };
        let measure = match &*metric.measure {
            "" => String::new(),
            measure => format!("{measure}: "),
        };
        match metric.goal {
            Some(goal) => format!("{measure}{readings}; the goal is {goal}{unit}"),
            None => format!("{measure}{readings}{unit}"),
        }
    }

    fn objections(&self) -> Vec<Paragraph> {
        let open = self.person.objections.iter().filter_map(|it| match it {
            Objection::Open(text) => Some(text),
            Objection::Settled(_) => None,
        });
        let mut lines = Vec::new();
        for text in open {
            lines.push(plain("Objects", format!("\"{text}\"")));
            lines.push(plain("Answer", self.answer(text)));
        }
        if !lines.is_empty() {
            lines.push(Paragraph::blank());
        }
        lines
    }

    /// What answers an objection: a play of the board, else one of the library.
    fn answer(&self, text: &str) -> String {
        let answers = Answers::of(self.department);
        let plays = self.lens.board.plays.iter();
        let mut plays = plays.filter(|play| {
            play.department == self.department.id
                && answers.find(&play.answers) == Answered::One(text)
        });
        if let Some(play) = plays.next() {
            return play_words(play);
        }
        match plays_for(self.department, text).first() {
            Some(offered) => format!(
                "no play yet; the library offers {}: {}",
                offered.id,
                offered.steps.first().map_or("", String::as_str)
            ),
            None => "no play yet".to_owned(),
        }
    }

    fn contacts(&self) -> Vec<Paragraph> {
        let contacts = self.entries().rev().filter_map(|entry| {
            let words = match entry {
                Entry::Talked { how, via, play, .. } => {
                    let via = via
                        .as_ref()
                        .map(|via| format!(" through {}", self.lens.name(via)));
                    let play = play.as_ref().map(|play| format!(", {play}"));
                    let (via, play) = (via.unwrap_or_default(), play.unwrap_or_default());
                    format!("{}{via}{play}", how.word())
                }
                Entry::Asked { what, .. } => format!("you asked: {what}"),
                Entry::Promised { what, .. } => format!("you promised: {what}"),
                Entry::Gave { what, .. } => format!("you gave: {what}"),
                Entry::Moved { .. } | Entry::Proved { .. } => return None,
            };
            Some(format!("{}: {words}", self.lens.day(entry.on())))
        });
        let contacts = contacts.take(CONTACTS).enumerate();
        let lines = contacts.map(|(nth, words)| {
            let label = if nth == 0 { "Contacts" } else { "" };
            plain(label, words)
        });
        let mut lines: Vec<_> = lines.collect();
        if lines.is_empty() {
            lines.push(Paragraph::new("Contacts", "none yet", Look::Faint));
        }
        lines.push(Paragraph::blank());
        lines
    }

    /// The one thing to ask: what is open first, then proof of what they are said to be, then
    /// what leads to the next rung.
    fn ask(&self) -> String {
        let open = self.entries().find_map(|entry| match entry {
            Entry::Asked {
                what, got: None, ..
            } => Some(what),
            _ => None,
        });
        if let Some(what) = open {
            return format!("the answer to what you asked already: {what}");
        }
        let never = Standing::default();
        let standing = self
            .lens
            .overview
            .standing(&self.person.id)
            .unwrap_or(&never);
        if !self.department.ours && standing.is_unproven(self.person) {
            let ask = next_ask(self.lens.board, &self.person.id);
            return format!("to {}; nothing proves their stance yet", ask.words());
        }
        if self.person.stance >= self.person.target() {
            return "nothing: they are where we need them; thank them".to_owned();
        }
        self.toward_next_rung()
    }

    fn toward_next_rung(&self) -> String {
        match self.person.stance {
            Stance::Unknown => "what they need from this; you have not met".to_owned(),
            Stance::Blocker => "what would have to be true for them to let it pass".to_owned(),
            Stance::Skeptic => "which one thing would settle their doubt".to_owned(),
            Stance::Neutral => "whether they would say yes if it came to a vote".to_owned(),
            Stance::Supporter => "an hour of their own, or of their team".to_owned(),
            Stance::Champion | Stance::Lobbyist => match self.listener() {
                Some(name) => format!("to make the case to {name} without you"),
                None => "to make the case to somebody without you".to_owned(),
            },
        }
    }

    /// Returns who listens to them, is not onside, and weighs most.
    fn listener(&self) -> Option<&str> {
        let board = self.lens.board;
        let seats = Listeners::of_one(board, &self.person.id).into_iter();
        let listeners = seats.filter_map(|seat| board.person(seat));
        let listeners = listeners.filter(|other| !other.stance.is_onside());
        let heaviest = listeners.min_by_key(|person| {
            let weight = u16::from(person.power) * u16::from(person.interest);
            (std::cmp::Reverse(weight), &person.id)
        });
        heaviest.map(|person| &*person.name)
    }

    fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        let id = &self.person.id;
        let log = self.lens.board.log.iter().map(|entry| &**entry);
        log.filter(move |entry| entry.names(id))
    }
}

fn play_words(play: &Play) -> String {
    let is_done = |step: &&PlayStep| matches!(step, PlayStep::Done(_));
    let done = play.steps.iter().filter(is_done).count();
    let next = play.steps.iter().find_map(|step| match step {
        PlayStep::Todo(text) => Some(text),
        PlayStep::Done(_) => None,
    });
    let next = next.map(|next| format!("; next: {next}"));
    format!(
        "{}, {done} of {} steps{}",
        play.id,
        play.steps.len(),
        next.unwrap_or_default()
    )
}

fn plain(label: &str, text: String) -> Paragraph {
    Paragraph::new(label, text, Look::Plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, EXAMPLE};

    /// Returns the brief as "label: text", a line a paragraph.
    fn brief_of(text: &str, id: &str) -> String {
        let document = Document::load(text.as_bytes()).unwrap();
        let overview = Overview::new(document.board(), "2026-11-22".parse().unwrap());
        let seat = overview.seat(id).unwrap();
        let lines = brief(document.board(), &overview, seat);
        let lines = lines.iter().map(|it| format!("{}: {}", it.label, it.text));
        lines.collect::<Vec<_>>().join("\n")
    }

    fn check(id: &str, expected: &str) {
        let brief = brief_of(EXAMPLE, id);
        assert!(brief.contains(expected), "{brief}");
    }

    #[test]
    fn a_brief_begins_with_what_is_open() {
        check(
            "dana",
            ": Dana Ortiz, VP Sales, Sales\n: \nYou owe: A second deal of Northwind's size \
             (promised on 3 Nov, due 12 Dec)",
        );
        check(
            "priya",
            "You asked: A slot in the January newsletter (on 18 Nov, no answer yet",
        );
        check("ivo-marsh", "Open: nothing either way");
    }

    #[test]
    fn the_metric_comes_with_its_dates() {
        check(
            "priya",
            "Metric: impressions: 12 on 1 Jul, 31 on 1 Nov; the goal is 100 thousand",
        );
    }

    #[test]
    fn an_open_objection_has_its_answer() {
        check(
            "jonas",
            "Objects: \"We would build it better ourselves\"\nAnswer: tag-the-calls, 0 of 2 steps; \
             next: Tag integration asks",
        );
        check("aes", "Answer: no play yet; the library offers quick-wins");
    }

    #[test]
    fn there_is_one_ask() {
        check("priya", "Ask: the answer to what you asked already: A slot");
        check(
            "dana",
            "Ask: whether they would say yes if it came to a vote",
        );
        check(
            "ruth",
            "Ask: what would have to be true for them to let it pass",
        );
        check("tomasz", "Ask: nothing: they are where we need them");
    }

    #[test]
    fn no_private_note_is_in_a_brief() {
        let text = EXAMPLE.replace("target: Champion, power: 4", "note: \"SECRET\", power: 4");
        assert!(text.contains("SECRET"));
        let brief = brief_of(&text, "priya");
        assert!(!brief.contains("SECRET"), "{brief}");
        // Nor what is noted of a talk.
        let brief = brief_of(EXAMPLE, "dana");
        assert!(!brief.contains("Will repeat it"), "{brief}");
    }
}
