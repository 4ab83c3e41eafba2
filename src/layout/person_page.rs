//! Everything about one person, as paragraphs of one page: fields, objections, ties both
//! ways, plays, votes, the log.
//!
//! Promises: every field of the file is there, the empty ones said to be so. Looks at
//! everybody once, for who listens to them. Leaves lines and widths to [`Page`](super::Page).

use super::{Look, Paragraph};
use crate::model::{
    Board, Date, Department, Entry, Id, Objection, Overview, Person, Play, PlayStep, Seat, Stance,
    Standing, Strength,
};
use crate::text::day_in_words;

/// Returns what there is to say about the person at `seat`; nothing where nobody sits.
pub fn person_page(board: &Board, overview: &Overview, seat: Seat) -> Vec<Paragraph> {
    let department = board.departments.get(seat.department);
    let (Some(department), Some(person)) = (department, board.person(seat)) else {
        return Vec::new();
    };
    let never = Standing::default();
    let about = About {
        board,
        overview,
        department,
        person,
        standing: overview.standing(&person.id).unwrap_or(&never),
        is_executive: overview
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

pub(super) struct About<'a> {
    board: &'a Board,
    overview: &'a Overview,
    department: &'a Department,
    pub(super) person: &'a Person,
    standing: &'a Standing,
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
        vec![
            plain("Department", format!("{}{ours}", self.department.name)),
            plain("Today", today),
            plain("Target", aim),
            Paragraph::blank(),
        ]
    }

    fn weight(&self) -> Vec<Paragraph> {
        let person = self.person;
        let executive = if self.is_executive { ", executive" } else { "" };
        let mut lines = vec![
            plain("Power", format!("{} of 5{executive}", person.power)),
            plain("Interest", format!("{} of 5", person.interest)),
        ];
        if person.is_team() || person.onside.is_some() {
            let onside = person.onside.unwrap_or(0);
            let team = format!("{} people, {onside} of them onside", person.headcount);
            lines.push(plain("Team", team));
        }
        lines.push(self.contact());
        lines.push(Paragraph::blank());
        lines
    }

    fn contact(&self) -> Paragraph {
        let today = self.overview.today();
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
                days => format!("last on {}, {days} days ago", self.day(last)),
            },
        };
        let is_due = !self.department.ours && self.standing.is_due(self.person, today);
        let (due, look) = if is_due {
            ("; due", Look::Pressing)
        } else {
            ("", Look::Plain)
        };
        Paragraph::new("Contact", format!("{last}; {wish}{due}"), look)
    }

    fn words(&self) -> Vec<Paragraph> {
        let person = self.person;
        let mut lines = vec![written("Cares about", &person.cares_about)];
        let objections = person.objections.iter().map(|objection| match objection {
            Objection::Open(text) => (format!("open: {text}"), Look::Plain),
            Objection::Settled(text) => (format!("settled: {text}"), Look::Faint),
        });
        lines.extend(list("Objections", objections));
        lines.push(written("Note", &person.note));
        lines.push(written("Tags", &person.tags.join(", ")));
        lines.push(written("Id", &person.id));
        lines.push(Paragraph::blank());
        lines
    }

    fn ties(&self) -> Vec<Paragraph> {
        let person = self.person;
        let boss = person.reports_to.iter().map(|boss| self.name(boss));
        let sways = person.listens_to.iter();
        let sways = sways.map(|tie| format!("{} ({})", self.name(&tie.to), tie.strength.word()));
        let boss_sways = person.reports_to.iter();
        let boss_sways =
            boss_sways.filter(|boss| person.listens_to.iter().all(|tie| tie.to != **boss));
        let boss_sways =
            boss_sways.map(|boss| format!("{} (Medium, as the boss)", self.name(boss)));
        let clashes = person.clashes_with.iter().map(|other| self.name(other));
        let parts = [
            list("Reports to", boss.map(as_plain)),
            list("Listens to", sways.chain(boss_sways).map(as_plain)),
            list("Is heard by", self.listeners().map(as_plain)),
            list("Clashes with", clashes.map(as_plain)),
            vec![Paragraph::blank()],
        ];
        parts.concat()
    }

    fn listeners(&self) -> impl Iterator<Item = String> {
        let id = &self.person.id;
        self.board.people().filter_map(move |(_, other)| {
            if other.has_left() {
                return None;
            }
            let tie = other.listens_to.iter().find(|tie| tie.to == *id);
            let is_boss = other.reports_to.as_ref() == Some(id);
            let strength = match tie {
                Some(tie) => tie.strength,
                None if is_boss => Strength::Medium,
                None => return None,
            };
            Some(format!("{} ({})", titled(other), strength.word()))
        })
    }

    fn dealings(&self) -> Vec<Paragraph> {
        let plays = self.board.plays.iter();
        let plays = plays.filter(|play| play.department == self.department.id);
        let plays = plays.map(|play| self.play(play));
        let votes = self.board.decisions.iter().flat_map(|decision| {
            let own = decision
                .votes
                .iter()
                .filter(|vote| vote.who == self.person.id);
            own.map(move |vote| {
                let voted = vote.voted.map_or_else(
                    || format!("{} % for a yes", vote.odds),
                    |ballot| format!("voted {}", ballot.word()),
                );
                format!("{}, on {}: {voted}", decision.ask, self.day(decision.on))
            })
        });
        let parts = [
            list("Plays", plays.map(as_plain)),
            list("Votes", votes.map(as_plain)),
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
        let due = play.due.map(|due| format!(", due {}", self.day(due)));
        let answers = if play.answers.is_empty() {
            String::new()
        } else {
            format!(", answers \"{}\"", play.answers)
        };
        format!(
            "{}, {}{}, {done} of {steps} steps{answers}",
            play.id,
            play.status.word(),
            due.unwrap_or_default()
        )
    }

    fn log(&self) -> Vec<Paragraph> {
        let id = &self.person.id;
        let carried =
            |entry: &Entry| matches!(entry, Entry::Talked { via: Some(via), .. } if via == id);
        let entries = self.board.log.iter().rev();
        let entries = entries.filter(|entry| entry.names(id) || carried(entry));
        let lines = entries
            .map(|entry| Paragraph::new(&self.day(entry.on()), self.told(entry), Look::Plain));
        let lines: Vec<_> = lines.collect();
        if lines.is_empty() {
            return vec![Paragraph::new("Log", "nothing yet", Look::Faint)];
        }
        [vec![Paragraph::heading("Log")], lines].concat()
    }

    pub(super) fn until(&self, due: Option<Date>) -> String {
        due.map_or_else(String::new, |due| format!(", due {}", self.day(due)))
    }

    pub(super) fn day(&self, date: Date) -> String {
        let this_year = self.overview.today().year();
        day_in_words(date.year(), date.month(), date.day(), this_year)
    }

    /// Returns the name and title of `id`, or the id where it names nobody.
    pub(super) fn name(&self, id: &Id) -> String {
        let seat = self.overview.seat(id);
        let person = seat.and_then(|seat| self.board.person(seat));
        person.map_or_else(|| id.to_string(), |person| titled(person))
    }
}

fn titled(person: &Person) -> String {
    let left = if person.has_left() { " (left)" } else { "" };
    if person.title.is_empty() {
        format!("{}{left}", person.name)
    } else {
        format!("{}, {}{left}", person.name, person.title)
    }
}

fn plain(label: &str, text: String) -> Paragraph {
    Paragraph::new(label, text, Look::Plain)
}

fn written(label: &str, text: &str) -> Paragraph {
    if text.is_empty() {
        Paragraph::new(label, "none", Look::Faint)
    } else {
        plain(label, text.to_owned())
    }
}

fn as_plain(text: String) -> (String, Look) {
    (text, Look::Plain)
}

/// Puts the label before the first of `items`, or says that there is none.
fn list(label: &str, items: impl Iterator<Item = (String, Look)>) -> Vec<Paragraph> {
    let lines = items.enumerate().map(|(nth, (text, look))| {
        let label = if nth == 0 { label } else { "" };
        Paragraph::new(label, text, look)
    });
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() {
        return vec![written(label, "")];
    }
    lines
}
