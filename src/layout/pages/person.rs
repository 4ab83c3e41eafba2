//! Everything about one person, as paragraphs of one page: fields, objections, ties both
//! ways, plays, votes, the log.
//!
//! Promises: every field of the file is there, the empty ones said to be so, and each is a
//! stop of the cursor. Looks at nobody else but those who are told to listen to them.

use super::super::lens::{Lens, titled};
use super::super::{Look, Paragraph, Target};
use crate::model::{
    Department, Entry, Id, Objection, Person, Play, PlayStep, Seat, Stance, Standing, Strength,
};

/// Returns what there is to say about the person at `seat`; nothing where nobody sits.
pub(super) fn paragraphs(lens: Lens<'_>, seat: Seat, listeners: &[Seat]) -> Vec<Paragraph> {
    let department = lens.board.departments.get(seat.department);
    let (Some(department), Some(person)) = (department, lens.board.person(seat)) else {
        return Vec::new();
    };
    let about = About {
        lens,
        department,
        person,
        listeners,
        standing: lens.standing(&person.id),
        is_executive: lens
            .overview
            .department(seat.department)
            .is_some_and(|summary| summary.executives.contains(&seat.person)),
    };
    let parts = [
        about.stance(),
        about.weight(),
        about.words(),
        about.ties(),
        about.dealings(),
        about.log(),
    ];
    parts.concat()
}

struct About<'a> {
    lens: Lens<'a>,
    department: &'a Department,
    person: &'a Person,
    listeners: &'a [Seat],
    standing: Standing,
    is_executive: bool,
}

impl About<'_> {
    fn stance(&self) -> Vec<Paragraph> {
        let stance = self.person.stance;
        let mut today = match stance {
            Stance::Unknown => stance.meaning().to_owned(),
            known => format!("{}: {}", known.word(), known.meaning()),
        };
        if !self.department.ours && self.standing.is_unproven(self.person) {
            today.push_str("; nothing proves it yet");
        }
        let target = self.person.target();
        let aim = format!("{}: {}", target.word(), target.meaning());
        let ours = if self.department.ours {
            ", our own team"
        } else {
            ""
        };
        let department = format!("{}{ours}", self.department.name);
        vec![
            self.written("Name", "name", &self.person.name),
            self.written("Title", "title", &self.person.title),
            self.field("Department", "dept", department),
            self.field("Today", "stance", today),
            self.field("Target", "target", aim),
            Paragraph::blank(),
        ]
    }

    fn weight(&self) -> Vec<Paragraph> {
        let person = self.person;
        let executive = if self.is_executive { ", executive" } else { "" };
        let power = format!("{} of 5{executive}", person.power);
        let interest = format!("{} of 5", person.interest);
        let mut lines = vec![
            self.field("Power", "power", power),
            self.field("Interest", "interest", interest),
        ];
        if person.is_team() || person.onside.is_some() {
            let people = format!("{} people", person.headcount);
            let onside = format!("{} of them", person.onside.unwrap_or(0));
            lines.push(self.field("Team", "headcount", people));
            lines.push(self.field("Onside", "onside", onside));
        } else {
            lines.push(self.faint("Team", "headcount", "one person"));
        }
        lines.push(self.contact());
        lines.extend(person.left.map(|left| {
            let left = format!("on {}", self.lens.day(left));
            self.field("Left", "left", left)
        }));
        lines.push(Paragraph::blank());
        lines
    }

    fn contact(&self) -> Paragraph {
        let today = self.lens.today();
        let wish = match self.person.every_days {
            None => "no interval set".to_owned(),
            Some(1) => "every day".to_owned(),
            Some(days) => format!("every {days} days"),
        };
        let last = match self.standing.last_contact {
            None => "none yet".to_owned(),
            Some(last) => match today.days_since(last) {
                0 => "last today".to_owned(),
                1 => "last yesterday".to_owned(),
                days => format!("last on {}, {days} days ago", self.lens.day(last)),
            },
        };
        let is_due = !self.department.ours && self.standing.is_due(self.person, today);
        let (due, look) = if is_due {
            ("; due", Look::Pressing)
        } else {
            ("", Look::Plain)
        };
        Paragraph::new("Contact", format!("{last}; {wish}{due}"), look).on(self.target("every"))
    }

    fn words(&self) -> Vec<Paragraph> {
        let person = self.person;
        let objections = person.objections.iter().enumerate();
        let objections = objections.map(|(nth, objection)| {
            let (text, look) = match objection {
                Objection::Open(text) => (format!("open: {text}"), Look::Plain),
                Objection::Settled(text) => (format!("settled: {text}"), Look::Faint),
            };
            (text, look, Target::Objection(person.id.clone(), nth))
        });
        let mut lines = vec![self.written("Cares about", "cares", &person.cares_about)];
        lines.extend(self.list("Objections", objections, Some("objection")));
        lines.push(self.written("Note", "note", &person.note));
        lines.push(self.written("Tags", "tag", &person.tags.join(", ")));
        lines.push(Paragraph::new("Id", person.id.as_str(), Look::Faint));
        lines.push(Paragraph::blank());
        lines
    }

    fn ties(&self) -> Vec<Paragraph> {
        let (person, lens) = (self.person, self.lens);
        let boss = person.reports_to.iter();
        let boss = boss.map(|boss| plain(lens.titled(boss), self.target("boss")));
        let sways = person.listens_to.iter().map(|tie| {
            let target = Target::Tie {
                from: person.id.clone(),
                to: tie.to.clone(),
            };
            let text = format!("{} ({})", lens.titled(&tie.to), tie.strength.word());
            plain(text, target)
        });
        let is_named = |boss: &&Id| person.listens_to.iter().any(|tie| tie.to == **boss);
        let boss_sways = person.reports_to.iter().filter(|boss| !is_named(boss));
        let boss_sways = boss_sways.map(|boss| {
            let text = format!("{} (Medium, as the boss)", lens.titled(boss));
            plain(text, Target::Person(boss.clone()))
        });
        let clashes = person.clashes_with.iter();
        let clashes = clashes.map(|other| plain(lens.titled(other), self.target("clash")));
        let parts = [
            self.list("Reports to", boss, Some("boss")),
            self.list("Listens to", sways.chain(boss_sways), Some("influence")),
            self.list("Is heard by", self.listeners(), Some("influence")),
            self.list("Clashes with", clashes, Some("clash")),
            vec![Paragraph::blank()],
        ];
        parts.concat()
    }

    fn listeners(&self) -> impl Iterator<Item = Item> {
        let id = &self.person.id;
        let seats = self.listeners.iter();
        let others = seats.filter_map(|seat| self.lens.board.person(*seat));
        others.filter_map(move |other| {
            let tie = other.listens_to.iter().find(|tie| tie.to == *id);
            let is_boss = other.reports_to.as_ref() == Some(id);
            let (strength, target) = match tie {
                Some(tie) => {
                    let (from, to) = (other.id.clone(), id.clone());
                    (tie.strength, Target::Tie { from, to })
                }
                None if is_boss => (Strength::Medium, Target::Person(other.id.clone())),
                None => return None,
            };
            let text = format!("{} ({})", titled(other), strength.word());
            Some(plain(text, target))
        })
    }

    fn dealings(&self) -> Vec<Paragraph> {
        let plays = self.lens.board.plays.iter();
        let plays = plays.filter(|play| play.department == self.department.id);
        let plays = plays.map(|play| plain(self.play(play), Target::Play(play.id.clone())));
        let votes = self.lens.board.decisions.iter().flat_map(|decision| {
            let own = decision.votes.iter();
            let own = own.filter(|vote| vote.who == self.person.id);
            own.map(move |vote| {
                let voted = vote.voted.map_or_else(
                    || format!("{} in 100 for a yes", vote.odds),
                    |ballot| format!("voted {}", ballot.word()),
                );
                let text = format!(
                    "{}, on {}: {voted}",
                    decision.ask,
                    self.lens.day(decision.on)
                );
                plain(text, Target::Vote(decision.id.clone(), vote.who.clone()))
            })
        });
        let parts = [
            self.list("Plays", plays, None),
            self.list("Votes", votes, None),
            vec![Paragraph::blank()],
        ];
        parts.concat()
    }

    fn play(&self, play: &Play) -> String {
        let done = play
            .steps
            .iter()
            .filter(|step| matches!(step, PlayStep::Done(_)));
        let (done, steps) = (done.count(), play.steps.len());
        let answers = if play.answers.is_empty() {
            String::new()
        } else {
            format!(", answers \"{}\"", play.answers)
        };
        format!(
            "{}, {}{}, {done} of {steps} steps{answers}",
            play.id,
            play.status.word(),
            self.lens.until(play.due)
        )
    }

    fn log(&self) -> Vec<Paragraph> {
        let id = &self.person.id;
        let carried =
            |entry: &Entry| matches!(entry, Entry::Talked { via: Some(via), .. } if via == id);
        let entries = self.lens.board.log.iter().enumerate().rev();
        let entries = entries.filter(|(_, entry)| entry.names(id) || carried(entry));
        let lines = entries.map(|(at, entry)| {
            let (day, told) = (self.lens.day(entry.on()), self.lens.told(entry, Some(id)));
            Paragraph::new(&day, told, Look::Plain).on(Target::Entry(at))
        });
        let lines: Vec<_> = lines.collect();
        if lines.is_empty() {
            return vec![Paragraph::new("Log", "nothing yet", Look::Faint)];
        }
        [vec![Paragraph::heading("Log")], lines].concat()
    }

    fn target(&self, field: &'static str) -> Target {
        Target::Field(self.person.id.clone(), field)
    }

    fn field(&self, label: &str, field: &'static str, text: String) -> Paragraph {
        Paragraph::new(label, text, Look::Plain).on(self.target(field))
    }

    fn faint(&self, label: &str, field: &'static str, text: &str) -> Paragraph {
        Paragraph::new(label, text, Look::Faint).on(self.target(field))
    }

    fn written(&self, label: &str, field: &'static str, text: &str) -> Paragraph {
        if text.is_empty() {
            self.faint(label, field, "none")
        } else {
            self.field(label, field, text.to_owned())
        }
    }

    /// Puts the label before the first of `items`, or says that there is none, where `field`
    /// names what can be added to.
    fn list(
        &self,
        label: &str,
        items: impl Iterator<Item = Item>,
        field: Option<&'static str>,
    ) -> Vec<Paragraph> {
        let lines = items.enumerate().map(|(nth, (text, look, target))| {
            let label = if nth == 0 { label } else { "" };
            Paragraph::new(label, text, look).on(target)
        });
        let lines: Vec<_> = lines.collect();
        match field {
            _ if !lines.is_empty() => lines,
            Some(field) => vec![self.faint(label, field, "none")],
            None => vec![Paragraph::new(label, "none", Look::Faint)],
        }
    }
}

type Item = (String, Look, Target);

fn plain(text: String, target: Target) -> Item {
    (text, Look::Plain, target)
}
