//! Findings about the log: dates that can't be, people nobody knows, entries too old.

use super::super::{Address, Date, Entry, Record, Step};
use super::{Among, Look, Named};

/// How long an entry is taken for true, in months.
const MONTHS: i32 = 18;

impl Look<'_> {
    pub(super) fn entry(&mut self, at: usize, entry: &Entry) {
        let record = Record::Entry(at);
        let text = match entry {
            Entry::Talked { note, .. } => ("note", note),
            Entry::Moved { because, .. } | Entry::Proved { because, .. } => ("because", because),
            Entry::Asked { what, .. } | Entry::Promised { what, .. } | Entry::Gave { what, .. } => {
                ("what", what)
            }
        };
        self.hidden(record, text.0, text.1);
        if entry.on() > self.today {
            let message = format!("{} is in the future", entry.on());
            let help = format!("today is {}; the log holds what has happened", self.today);
            self.add(Address::field(record, "on"), message, &help);
        }
        let who = Address::field(record, "who");
        match entry.who() {
            [] => self.add(who, "this entry names nobody", "name whom it was with"),
            [one] => self.person_named(one, who),
            several => {
                for (person_at, id) in several.iter().enumerate() {
                    self.person_named(id, who.clone().then(Step::Index(person_at)));
                }
            }
        }
        if let Entry::Promised {
            kept: Some(kept), ..
        } = entry
            && *kept > self.today
        {
            let message = format!("{kept} is in the future");
            self.add(
                Address::field(record, "kept"),
                message,
                "leave it out until the promise is kept",
            );
        }
        if let Entry::Talked { via, play, .. } = entry {
            if let Some(via) = via {
                self.person_named(via, Address::field(record, "via"));
            }
            let named = play
                .as_ref()
                .map(|play| self.named.get(play.as_str()).copied());
            if let (Some(play), Some(named)) = (play, named)
                && named != Some(Named::Play)
            {
                let address = Address::field(record, "play");
                self.nowhere(play, named, address, "play", Among::Plays);
            }
        }
    }

    /// One finding for all old entries: a line each would bury the others.
    pub(super) fn old_entries(&mut self) {
        let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
        let today = self.today;
        let is_old = |entry: &Entry| {
            let on = entry.on();
            let age = months(today) - months(on);
            age > MONTHS || (age == MONTHS && today.day() > on.day())
        };
        let log = self.board.log.iter().enumerate();
        let mut old = log.filter(|(_, entry)| is_old(entry));
        let Some((first, entry)) = old.next() else {
            return;
        };
        let on = entry.on();
        let message = match old.count() {
            0 => format!("this entry is older than {MONTHS} months ({on})"),
            more => format!("this entry ({on}) and {more} more are older than {MONTHS} months"),
        };
        let help = "what is that old proves little; ask again, and take out what need not be kept";
        self.add(Address::field(Record::Entry(first), "on"), message, help);
    }
}
